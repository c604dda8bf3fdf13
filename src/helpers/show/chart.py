"""A chart as pages and JupyterLab show it: title and unit as text, the drawing in two layouts, its numbers below."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import pandas as pd
from markupsafe import Markup
from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

from helpers.figures.series import SelectedSeries
from helpers.show.marks import live
from helpers.show.medium import own_style
from helpers.show.palette import PAGE
from helpers.show.resources import RESOURCE_TYPE
from helpers.show.sheet import NARROW, WIDE, Sheet, in_style, lay_out
from helpers.show.svg import inline
from helpers.show.table import Table
from helpers.text.citations import linked, plain
from helpers.text.language import _, number, period

_DENSE = 216  # dots an inch of a picture: three a pixel
_HEAVY = 150_000  # characters of a drawing of many points, which is smaller as a picture


@dataclass(frozen=True)
class Chart:
    """A chart with the text that stands for it where it cannot be seen, and its numbers.

    Attributes
    ----------
    draw
        Draws it on a sheet, called once for each layout; or a drawing of someone else's, which is taken as it is.
    title
        What it shows, in words; it stands above the drawing as text of the page.
    measure
        What is measured, in which unit, of when: the line below the title.
    alt
        What is read out where the chart cannot be seen.
    caption
        What explains marks and gaps, below the drawing.
    data
        The numbers drawn, as a table that is folded away below.
    """

    draw: Callable[[Sheet], None] | Drawing
    title: str
    measure: str
    alt: str
    caption: str
    data: Table | None

    def __post_init__(self) -> None:
        """Take the marks of citations out of what is read out; the table below keeps them."""
        object.__setattr__(self, "alt", plain(self.alt))

    @cached_property
    def wide(self) -> Drawing:
        """The drawing as wide as the text of a page."""
        return self._drawn(WIDE)

    @cached_property
    def narrow(self) -> Drawing:
        """The drawing for a phone."""
        return self._drawn(NARROW)

    def _drawn(self, width: int) -> Drawing:
        if isinstance(self.draw, Drawing):
            return self.draw
        sheet = Sheet(width)
        with in_style():
            self.draw(sheet)
            for text in _texts(sheet.drawing):
                text.set_text(plain(text.get_text()))
            lay_out(sheet.drawing)
        return sheet.drawing

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        numbers = {RESOURCE_TYPE: self.data.resource | {"chart": plain(self.title)}} if self.data is not None else {}
        return {"text/html": live(self.html), "text/plain": self.alt, **numbers}

    @property
    def html(self) -> Markup:
        """The chart with all that belongs to it."""
        html = Markup('{}<figure class="chart">{}{}<div class="plots">{}</div>{}</figure>{}').format(
            own_style("chart", "table"),
            _line("title", self.title),
            _line("measure", self.measure),
            self._plots,
            Markup("<figcaption>{}</figcaption>").format(self.caption) if self.caption else "",
            self.data.html if self.data is not None else "",
        )
        return linked(html)

    @property
    def _plots(self) -> Markup:
        """The drawing in both layouts; one of someone else's in the one that it has, as a picture where it is heavy."""
        if not isinstance(self.draw, Drawing):
            both = {"wide": self.wide, "narrow": self.narrow}
            return Markup("").join(Markup(inline(drawing, kind, self.alt)) for kind, drawing in both.items())
        drawn = inline(self.draw, "given", self.alt, bbox_inches="tight")
        if len(drawn) <= _HEAVY and "<image" not in drawn:
            return Markup(drawn)
        return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(
            b64encode(self._raster).decode(), self.alt
        )

    @property
    def _raster(self) -> bytes:
        """A drawing of someone else's as a picture."""
        drawn = BytesIO()
        with in_style():
            self.wide.savefig(drawn, format="png", dpi=_DENSE, facecolor=PAGE, bbox_inches="tight")
        return drawn.getvalue()


def _texts(artist: Artist) -> Iterator[Text]:
    """The texts of a drawing, without the numbers at its axes, which are written anew whenever it is laid out."""
    for part in artist.get_children():
        if isinstance(part, Axis):
            yield part.label
        elif isinstance(part, Text):
            yield part
        else:
            yield from _texts(part)


def _line(kind: str, text: str) -> Markup:
    return Markup('<p class="{}">{}</p>').format(f"chart-{kind}", text) if text else Markup("")


def described(series: SelectedSeries) -> str:
    """A line in words: where it begins and ends, its highest and its lowest point."""
    if series.span == "year":
        return described_values(series.region.name, series.values)
    values = series.values.dropna()
    ends = {"from": values.index[0], "until": values.index[-1], "best": values.idxmax(), "worst": values.idxmin()}
    numbers = {"first": "from", "last": "until", "highest": "best", "lowest": "worst"}
    message = _(
        "%(region)s: %(first)s in %(from)s to %(last)s in %(until)s, highest %(highest)s in %(best)s, "
        "lowest %(lowest)s in %(worst)s"
    )
    said = {name: number(values[ends[at]]) for name, at in numbers.items()}
    return message % {"region": series.region.name, **said, **{k: period(at, series.span) for k, at in ends.items()}}


def described_values(name: str, values: pd.Series) -> str:
    """A line of values by period in words."""
    values = values.dropna()
    first, last = values.index[0], values.index[-1]
    ends = {"start": first, "first": number(values[first]), "end": last, "last": number(values[last])}
    turns = {"top": values.idxmax(), "highest": number(values.max())}
    turns |= {"bottom": values.idxmin(), "lowest": number(values.min())}
    message = _(
        "%(region)s: %(first)s in %(start)s to %(last)s in %(end)s, highest %(highest)s in %(top)s, "
        "lowest %(lowest)s in %(bottom)s"
    )
    return message % {"region": name, **ends, **turns}
