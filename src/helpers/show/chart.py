"""What every chart shares: one style, a font that has Chinese, and how a drawing is shown."""

import base64
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text
from matplotlib.transforms import Transform
from PIL import Image

from helpers.figures.series import SelectedSeries
from helpers.show.fonts import FONT, add_chinese
from helpers.show.resources import RESOURCE_TYPE
from helpers.show.table import Table
from helpers.show.wording import CHARTS
from helpers.text.citations import linked, plain
from helpers.text.language import _, number
from helpers.text.messages import InputError

INK, FAINT = "#333333", "#8a8a8a"
COLOURS = ("#b3372f", "#2f6f9f", "#4d4d4d", "#8a6d1f")  # told apart by the colour-blind, and in grey by DASHES
DASHES = ("-", "--", ":", "-.")
WIDTH = 5.6


@dataclass(frozen=True)
class Chart:
    """A drawing with the text that stands for it where it cannot be seen, and its numbers.

    Attributes
    ----------
    data
        The numbers drawn, as a table that is folded away below; None for a drawing whose numbers are not known.
    dots, colours
        How many its picture has, dots an inch; a crowded chart needs fewer of both.
    tight
        Whether the picture is as large as what is drawn, for a drawing whose layout is not ours.
    """

    drawing: Drawing
    alt: str
    caption: str
    data: Table | None
    dots: int = 220
    colours: int = 64
    tight: bool = False

    def __post_init__(self) -> None:
        """Take the marks of citations out of texts that are drawn or read out; the table below keeps them."""
        for text in self.drawing.findobj(Text):
            text.set_text(plain(text.get_text()))
        object.__setattr__(self, "alt", plain(self.alt))

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        image = base64.b64encode(self.png).decode()
        html = Markup(
            '<figure><img src="data:image/png;base64,{}" alt="{}"><figcaption>{}</figcaption></figure>{}'
        ).format(image, self.alt, linked(escape(self.caption)), self.data.html if self.data is not None else "")
        numbers = {RESOURCE_TYPE: self.data.resource} if self.data is not None else {}
        drawing = {"image/svg+xml": self.svg} if os.environ.get(CHARTS) == "svg" else {}
        return {"text/html": html, "text/plain": self.alt, **drawing, **numbers}

    @property
    def svg(self) -> str:
        """The drawing as lines and outlines of letters, which need no font where it is opened."""
        drawn = BytesIO()
        with mpl.rc_context(style() | {"svg.hashsalt": "zhaotong"}):  # the same drawing gives the same file
            self.drawing.savefig(drawn, format="svg", metadata={"Date": None}, bbox_inches=self._edges)
        return drawn.getvalue().decode()

    @property
    def png(self) -> bytes:
        """The drawing in few colours: a third of the size, and nothing to see of it in a line chart.

        Pages hold this and no SVG: with letters as outlines a drawing is up to twice as large, and with letters as text
        it depends on the reader's fonts, whose widths the labels were not placed for.
        """
        drawn, reduced = BytesIO(), BytesIO()
        with mpl.rc_context(style()):
            if self.tight:
                self.drawing.savefig(drawn, dpi=self.dots, format="png", bbox_inches=self._edges)
                picture: Image.Image = Image.open(drawn)
            else:
                self.drawing.savefig(
                    drawn, dpi=self.dots, format="rgba"
                )  # points alone: packed once, when they are few
                picture = Image.frombytes("RGBA", self._size(len(drawn.getvalue())), drawn.getvalue())
        few = picture.convert("RGB").quantize(self.colours, Image.Quantize.MAXCOVERAGE)  # a thin red line stays red
        few.save(reduced, "PNG", optimize=True)
        return reduced.getvalue()

    def _size(self, length: int) -> tuple[int, int]:
        """Width and height of so many bytes of points; 4.6 inches of 170 dots are 782, though 4.6 * 170 is less."""
        widths, heights = ((int(each), int(each) + 1) for each in self.dots * self.drawing.get_size_inches())
        return next((width, height) for width in widths for height in heights if 4 * width * height == length)

    @property
    def _edges(self) -> Literal["tight"] | None:
        return "tight" if self.tight else None


@contextmanager
def canvas(height: float, rows: int = 1, columns: int = 1) -> Iterator[tuple[Drawing, Any]]:
    """A drawing as wide as the text of a page, in the style of every chart, to be drawn on within a `with`.

    Returns
    -------
    tuple
        The drawing, and its axes; of several panels an array of axes, rows by columns, with common scales.
    """
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, height), layout="constrained")
        yield drawing, drawing.subplots(rows, columns, sharex=True, sharey=True)


def label_beside(axes: Axes, text: str, point: tuple[float, float], offset: float = 6, **style: Any) -> None:
    """Write a text beside a point, to its right or, with a negative offset, to its left."""
    style |= {"va": "center", "ha": "left" if offset > 0 else "right"}
    axes.annotate(text, point, (offset, 0), textcoords="offset points", annotation_clip=False, **style)


def draw_line(
    axes: Axes, years: np.ndarray, values: np.ndarray, weak: np.ndarray, breaks: Iterable[int], colour: str, dashes: str
) -> None:
    """A line by year, or part of one; weak figures are hollow, and no line crosses a break."""
    for part in np.split(np.arange(len(years)), np.searchsorted(years, list(breaks))):
        axes.plot(years[part], values[part], color=colour, linestyle=dashes)
        beside = np.pad(np.isfinite(values[part]), 1)
        alone = part[beside[1:-1] & ~beside[:-2] & ~beside[2:]]  # a figure without a neighbour draws no line
        axes.plot(years[alone], values[alone], "o", color=colour, markersize=4)
    axes.plot(years[weak], values[weak], "o", color=colour, markerfacecolor="white", markersize=6)


def draw_later(axes: Axes, series: SelectedSeries, colour: str) -> None:
    """What other sources have of a level after its own one ends, each apart and thin; a mark at each switch."""
    for place, later in enumerate(series.goes_on):
        years, values = later.index.year.to_numpy(), later.values.to_numpy()
        axes.plot(years, values, "o-", color=colour, linewidth=0.9, markersize=3.5, markerfacecolor="white")
        mark_year(axes, int(years[0]), "" if place else _("another basis"))


def label_ends(axes: Axes, ends: Sequence[tuple[float, float, str, str]]) -> None:
    """Name each line at its end, names kept apart from each other.

    Parameters
    ----------
    ends
        Value, place in years, name and colour of the end of each line.
    """
    right = max(year for _value, year, _name, _colour in ends)
    below = float("inf")  # heights are shares of the axes, so that they serve scales of any kind
    for value, _year, name, colour in sorted(ends, reverse=True):
        height = _turned(axes.transData, axes.transAxes, (right, value))[1]
        below = min(height, below - 1 / 14)
        beside = _turned(axes.transAxes, axes.transData, (1, below))[1] if below < height else value
        label_beside(axes, name, (right, beside), 8, color=colour)


def _turned(given: Transform, wanted: Transform, point: tuple[float, float]) -> tuple[float, float]:
    """A point in other coordinates."""
    x, y = wanted.inverted().transform(given.transform(point))
    return x, y


def mark_year(axes: Axes, year: int, text: str) -> None:
    """A dotted line before a year from which something changes, with what changes written along it."""
    axes.axvline(year - 0.5, color=FAINT, linestyle=":", linewidth=1)
    top = axes.get_xaxis_transform()  # whatever is drawn after it
    axes.text(year - 0.6, 1, text, fontsize=8, color=FAINT, rotation=90, ha="right", va="top", transform=top)


@cache
def style() -> dict[Any, Any]:
    """The settings under which every chart is drawn and saved.

    Raises
    ------
    InputError
        The font is missing.
    """
    if not add_chinese():
        message = _('the font for Chinese in charts is missing: "%(font)s" is not installed whole; run make setup')
        raise InputError(message % {"font": FONT})
    return {
        **sns.axes_style("ticks"),
        **sns.plotting_context("notebook"),
        "font.family": ["Noto Sans SC", "DejaVu Sans"],
        "font.size": 10,
        "axes.unicode_minus": True,
        "axes.formatter.limits": (-9, 9),  # 1400000, not 1.4 and 1e6 in a corner
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titlesize": 12,
        "text.color": INK,
        "axes.edgecolor": FAINT,
    }


add_chinese()  # on import, so that a notebook can draw Chinese before any chart of ours is drawn


def described(series: SelectedSeries) -> str:
    """A line in words: where it begins and ends, its highest and its lowest point."""
    return described_values(series.region.name, series.values)


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
