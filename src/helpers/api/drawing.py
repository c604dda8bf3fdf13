"""A chart of figures in the style of every chart here, or of any drawing, with the text that stands for it."""

import sys
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

from helpers.api.given import Given, one_series, parts_of
from helpers.figures.observations import Observations, list_sources, load_observations
from helpers.show.chart import Chart, described_values
from helpers.show.palette import RULE, distinct
from helpers.show.printed import printed_figures, year_cell
from helpers.show.sheet import Sheet, draw_line, in_years, label_ends, mark_year, style
from helpers.show.table import MISSING, Table
from helpers.text.cells import Cell, shown_number
from helpers.text.citations import cited
from helpers.text.language import _, joined, listed, number
from helpers.text.messages import InputError, shortened

_SIDES: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")  # of titles
_MOST = 12  # lines that can be told apart
_GENERIC = ["sans-serif"]  # what matplotlib writes in unless told otherwise, which has no Chinese


def chart(what: Any, alt: str | None = None, caption: str | None = None, title: str | None = None) -> Chart:
    """A chart with a text that stands for it, a caption and a table of its numbers.

    Parameters
    ----------
    what
        A frame from `series`, `growth` or `gap`, a column of one, or any Series or DataFrame by period: a line a
        series. Or a drawing of matplotlib or seaborn (a figure, axes or a grid), which is taken as it is.
    alt
        What is read out where the chart cannot be seen; unless given, what the lines say, or title and axes.
    caption
        What stands below; unless given, what is drawn and whose figures they are; of a drawing, nothing.
    title
        What stands above, best what the chart says; unless given, first and last value of the first line.

    Returns
    -------
    Chart
        Shown by a notebook as a figure; a drawing has no table of numbers.

    Raises
    ------
    InputError
        It is nothing that can be drawn; has several units, or more than twelve series.

    See Also
    --------
    series, gap, rank

    Examples
    --------
    >>> rates = helpers.series("Zhaotong, China", "gdp_growth_real", (2005, 2023))
    >>> helpers.chart(rates).alt[:79]
    'Line chart of Real GDP, year-on-year growth, in %. Zhaotong: 10.4 in 2005 to 7.'
    >>> import seaborn
    >>> bars = seaborn.barplot(helpers.rank(helpers.peers("Zhaotong"), year=2023), x="value", y="region")
    >>> helpers.chart(bars, alt="Bars: growth of sixteen prefectures in 2023").alt
    'Bars: growth of sixteen prefectures in 2023'
    """
    drawing = what.figure if hasattr(what, "figure") and not isinstance(what, Drawing) else what
    if isinstance(drawing, Drawing):
        return _of_drawing(drawing, alt, caption, title)
    observations = load_observations()
    if isinstance(what, pd.Series):
        lines = [one_series("chart", what, observations)]
    elif isinstance(what, pd.DataFrame):
        lines = _lines(what, observations)
    else:
        message = _(
            "chart takes a frame from series, any Series or DataFrame by period, or a drawing of matplotlib or "
            "seaborn; %(given)s is none"
        )
        raise InputError(message % {"given": shortened(repr(what))})
    return _of_lines(lines, observations, alt, caption, title)


def _lines(frame: pd.DataFrame, observations: Observations) -> list[Given]:
    """The series of a frame."""
    parts = list(parts_of(frame))
    if not 0 < len(parts) <= _MOST:
        message = _("chart draws up to %(most)s series, and this frame has %(count)s; select some of them")
        raise InputError(message % {"most": _MOST, "count": len(parts)})
    return [one_series("chart", part, observations) for part in parts]


def _of_lines(
    lines: list[Given], observations: Observations, alt: str | None, caption: str | None, title: str | None
) -> Chart:
    units = list(dict.fromkeys(_unit(line, observations) for line in lines))
    if len(units) > 1:
        message = _("chart draws one unit, and these figures are in %(units)s; select one")
        raise InputError(message % {"units": listed(units)})
    if any(line.values.notna().sum() == 0 for line in lines):
        raise InputError(_("chart draws values, and one of these series has none"))
    indicators = list(dict.fromkeys(_indicator(line, observations) for line in lines))
    names = [_name(line, observations, len(indicators) > 1) for line in lines]
    looks = distinct(line.recorded.region.level if line.recorded is not None else "prefecture" for line in lines)

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(360 if sheet.is_narrow else 330)
        ends = []
        for line, name, look in zip(lines, names, looks, strict=True):
            places, published = _places(line), line.published
            weak = line.values.index.isin(line.weak)
            breaks = published.breaks if published is not None else ()
            draw_line(axes, places, line.values.to_numpy(), weak, breaks, look)
            drawn = line.values.notna().to_numpy()
            ends.append((line.values[drawn].iloc[-1], places[drawn][-1], name, look.colour))
        _finish(axes, lines)
        sheet.few_years(axes)
        label_ends(axes, ends)

    subject = _("; ").join(filter(None, indicators)) or _(", ").join(filter(None, names))
    measured = _("%(subject)s, in %(unit)s") % {"subject": subject, "unit": units[0]} if units[0] else subject
    if lines[0].span != "year":
        measured = _("%(subject)s, %(span)s") % {"subject": measured, "span": _span(lines[0], observations)}
    said = {"subject": measured, "lines": _("; ").join(map(described_values, names, (x.values for x in lines)))}
    alt = alt or _("Line chart of %(subject)s. %(lines)s.") % said
    if caption is None:
        caption = _caption(subject, lines, observations)
    title = title if title is not None else _title(names[0], lines[0])
    return Chart(draw, title, measured, alt, caption, _table(measured, names, lines))


def _finish(axes: Axes, lines: list[Given]) -> None:
    """The axes, and upright lines where sources or levels of a single series change."""
    places = np.concatenate([_places(line)[line.values.notna().to_numpy()] for line in lines])
    room = max(0.5, 0.02 * float(np.ptp(places)))
    if min(line.values.min() for line in lines) < 0:
        axes.axhline(0, color=RULE, linewidth=0.8)
    axes.set_xlim(places.min() - room, places.max() + room)
    for year in _changes(lines):
        mark_year(axes, year)


def _changes(lines: list[Given]) -> list[int]:
    """The years from which source or level of a single series of figures change."""
    published = lines[0].published
    return [*(seam.year for seam in published.seams), *published.breaks] if len(lines) == 1 and published else []


def _places(line: Given) -> np.ndarray:
    return np.asarray(in_years(pd.PeriodIndex(line.values.index)))


def _unit(line: Given, observations: Observations) -> str:
    return observations.vocabularies["unit"][line.unit].name if line.unit else ""


def _span(line: Given, observations: Observations) -> str:
    return observations.vocabularies["span"][line.span].name


def _indicator(line: Given, observations: Observations) -> str:
    if line.indicator not in observations.indicators.index:
        return line.indicator
    name = observations.indicator(line.indicator).name
    return _("growth on a year earlier of %(indicator)s") % {"indicator": name} if line.computed_growth else name


def _name(line: Given, observations: Observations, with_indicator: bool) -> str:
    indicator = _indicator(line, observations) if with_indicator else ""
    if not line.name or not indicator:
        return line.name or indicator
    return _("%(region)s, %(indicator)s") % {"region": line.name, "indicator": indicator}


def _title(name: str, line: Given) -> str:
    values = line.values.dropna()
    start, end = values.index[0], values.index[-1]
    first, last = (cited(number(values[at]), line.rows.get(at, ())) for at in (start, end))
    names = {"region": name, "first": first, "start": start, "latest": last, "end": end}
    if start == end:
        return _("%(region)s: %(first)s in %(start)s") % names
    return _("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s") % names


def _caption(subject: str, lines: list[Given], observations: Observations) -> str:
    """What is drawn, and whose figures they are."""
    said = [_("%(subject)s.") % {"subject": subject}]
    if any(line.weak for line in lines):
        said.append(_("Hollow: weakly supported."))
    if _changes(lines):
        said.append(_("Dotted: its source or its level changes."))
    rows = sorted({row for line in lines for row in line.all_rows if row in observations.figures.index})
    publishers = dict.fromkeys(each.publisher for each in list_sources(observations, observations.figures.loc[rows]))
    if publishers:
        said.append(_("Sources: %(sources)s.") % {"sources": _("; ").join(publishers)})
    return joined(said)


def _table(caption: str, names: list[str], lines: list[Given]) -> Table:
    """The numbers drawn, a column a line, folded."""
    index = pd.PeriodIndex(sorted({at for line in lines for at in line.values.index}))
    columns: dict[str, Any] = {_("period"): [year_cell(at) for at in index]}
    for place, (name, line) in enumerate(zip(names, lines, strict=True), start=1):
        header = name if name and name not in columns else f"{name} {place}".strip()
        columns[header] = _cells(line, index)
    if any(line.weak for line in lines):
        caption = _("%(subject)s (*: weakly supported)") % {"subject": caption}
    return Table.of_columns(caption or _("Values"), columns, folded=True)


def _cells(line: Given, index: pd.PeriodIndex) -> list[Cell]:
    if line.published is not None:
        return printed_figures(line.published, index)
    values = zip(index, line.values.reindex(index), strict=True)
    return [
        Cell(MISSING) if pd.isna(value) else shown_number(number(value, 2), line.rows.get(at, ()), unit=line.unit)
        for at, value in values
    ]


def _of_drawing(drawing: Drawing, alt: str | None, caption: str | None, title: str | None) -> Chart:
    """A drawing that someone made, with a font that has Chinese."""
    if title is not None:
        if len(drawing.axes) == 1:
            drawing.axes[0].set_title(title)
        else:
            drawing.suptitle(title)
    for text in drawing.findobj(Text):
        if text.get_fontfamily() == _GENERIC:
            text.set_fontfamily(style()["font.family"])
    if "matplotlib.pyplot" in sys.modules:  # else it would be shown a second time at the end of the cell
        sys.modules["matplotlib.pyplot"].close(drawing)
    return Chart(drawing, "", "", alt or _alt(drawing), caption or "", None)


def _alt(drawing: Drawing) -> str:
    """What a drawing says of itself: its titles and its axes."""
    said = []
    headings = [drawing.get_suptitle(), *(axes.get_title(loc=side) for axes in drawing.axes for side in _SIDES)]
    if titles := list(dict.fromkeys(filter(None, headings))):
        said.append(_("Chart: %(title)s.") % {"title": _("; ").join(titles)})
    for message, labels in (
        (_("Horizontal axis: %(label)s."), [axes.get_xlabel() for axes in drawing.axes]),
        (_("Vertical axis: %(label)s."), [axes.get_ylabel() for axes in drawing.axes]),
    ):
        if named := list(dict.fromkeys(filter(None, labels))):
            said.append(message % {"label": _(", ").join(named)})
    if not said:
        raise InputError(_("chart: a drawing without title and axis labels wants an alt, which says what it shows"))
    return joined(said)
