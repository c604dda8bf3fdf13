"""The chart of any series beside those of other regions, with the line through it; their table."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from helpers.figures.series import SelectedSeries
from helpers.models.fits import Fitted, fitted_rows
from helpers.questions.explore.shown import SPANS, period_words
from helpers.questions.explore.view import line_of
from helpers.show.chart import Chart, described
from helpers.show.palette import INK, RULE, looks
from helpers.show.printed import later_figures, printed_figures, year_cell
from helpers.show.sheet import Sheet, draw_later, draw_line, in_years, label_ends, mark_year
from helpers.show.table import MISSING, Table
from helpers.show.wording import until_sentence
from helpers.text.cells import Cell, shown_number
from helpers.text.citations import cited
from helpers.text.language import _, joined, number, short_period

_FAR_APART = 20  # the ratio of largest to smallest from which levels are drawn on a logarithmic scale


def draw_series(
    own: SelectedSeries, benchmarks: list[SelectedSeries], fitted: Fitted | None, scale: str = "auto"
) -> Chart:
    """A region's series beside those of others; weak figures hollow, a trend thin, no line across a level break.

    Parameters
    ----------
    scale
        "log", "linear", or "auto": logarithmic for levels far apart.
    """
    drawn, line = [own, *benchmarks], line_of(fitted)
    drawn_as = looks(series.region for series in drawn)
    logarithmic = _far_apart(drawn) if scale == "auto" else scale == "log"
    names = {"indicator": own.indicator.name, "unit": own.indicator.unit_name, "region": own.region.name}

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(360)
        if logarithmic:
            axes.set_yscale("log")
        if own.indicator.is_percent and own.indicator.is_growth:
            axes.axhline(0, color=RULE, linewidth=0.8)
        ends = []
        for series in reversed(drawn):  # the region's own lies on top
            look, years = drawn_as[series.region], in_years(series.index)
            weak = series.index.isin(series.weak)
            draw_line(axes, years, series.values.to_numpy(), weak, series.breaks, look)
            last, value = _last(series, own=series is own)
            ends.append((value, float(in_years(last)), series.region.name, look.colour))
        draw_later(axes, own, drawn_as[own.region])
        if line is not None:
            axes.plot(in_years(pd.PeriodIndex(line.fitted.index)), line.fitted, color=INK, linewidth=0.8)
        if logarithmic:
            tick_decades(axes)
        axes.set_xlim(*_years_drawn(drawn))
        sheet.few_years(axes)
        for place in (*(float(in_years(seam)) for seam in own.seams), *own.breaks):
            mark_year(axes, place)
        label_ends(axes, ends)

    lines = _("; ").join(map(described, drawn))
    alt = _("Line chart of %(indicator)s by year, in %(unit)s. %(lines)s.")
    measure = _("%(indicator)s, %(unit)s") % names
    if own.span != "year":
        alt = _("Line chart of %(indicator)s (%(span)s), in %(unit)s. %(lines)s.")
        measure = _("%(indicator)s, %(span)s, %(unit)s")
        names["span"] = SPANS[own.span]()
        measure %= names
    return Chart(
        draw,
        _title(own),
        measure[:1].upper() + measure[1:],
        alt % {"lines": lines, **names},
        joined(_explained(drawn, logarithmic, line is not None)),
        series_table(own, benchmarks, fitted, folded=True),
    )


def _explained(drawn: list[SelectedSeries], logarithmic: bool, has_line: bool) -> list[str]:
    """What the marks of a chart mean, as far as it has them."""
    own, names = drawn[0], {"region": drawn[0].region.name}
    caption = []
    if any(len(series.weak) for series in drawn):
        caption.append(_("Hollow: weakly supported."))
    if has_line:
        caption.append(_("Thin: straight line."))
    if len(own.seams):
        caption.append(_("Dotted: the source of %(region)s changes.") % names)
    if own.breaks:
        caption.append(_("No line crosses a dotted year in which the level of %(region)s was revised.") % names)
    if own.goes_on:
        caption.append(_("Thin with hollow points: figures on another basis, after a dotted year."))
    if until := until_sentence(own):
        caption.append(until)
    if logarithmic:
        caption.append(_("Logarithmic scale: equal distances are equal ratios."))
    return caption


def _far_apart(series: list[SelectedSeries]) -> bool:
    if not series[0].indicator.is_level:
        return False
    values = [figure.value for each in series for figure in each.figures.values()]
    return min(values) > 0 and max(values) > _FAR_APART * min(values)


def tick_decades(axes: Axes) -> None:
    """Ticks at powers of ten, and at thrice them where there are few; none beyond the axis, and no small ones."""
    low, high = axes.get_ylim()
    decades = [10.0**power for power in range(-3, 9)]
    inside = [tick for tick in decades if low <= tick <= high]
    if len(inside) < 3:
        inside = [tick for decade in decades for tick in (decade, 3 * decade) if low <= tick <= high]
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_yticks(inside, [number(tick, 0 if tick >= 1 else 3) for tick in inside])


def _years_drawn(series: list[SelectedSeries]) -> tuple[float, float]:
    periods = pd.PeriodIndex([at for each in (*series, *series[0].goes_on) for at in each.figures])
    years = in_years(periods)
    room = max(0.5, 0.02 * float(np.ptp(years)))
    return float(years.min()) - room, float(years.max()) + room


def _last(series: SelectedSeries, own: bool = False) -> tuple[pd.Period, float]:
    """The last period that is drawn of a series, and its value."""
    end = series.goes_on[-1] if own and series.goes_on else series
    return max(end.figures), end.figures[max(end.figures)].value


def _title(own: SelectedSeries) -> str:
    start, end = min(own.figures), max(own.figures)
    first, last = (cited(number(own.figures[at].value), own.figures[at].rows) for at in (start, end))
    names = {"region": own.region.name, "first": first, "latest": last}
    names |= {"from": period_words(start, own.span), "until": period_words(end, own.span)}
    if start == end:
        return _("%(region)s: %(first)s in %(from)s") % names
    return _("%(region)s: %(first)s in %(from)s, %(latest)s in %(until)s") % names


def series_table(
    own: SelectedSeries, benchmarks: list[SelectedSeries], fitted: Fitted | None, folded: bool = False
) -> Table:
    """The figures by year as printed, the region's beside those of others, and the line through its own."""
    index = pd.PeriodIndex(own.index.append([later.index for later in own.goes_on]))
    columns: dict[str, Iterable[Cell]] = {_("year"): map(year_cell, index)}
    if own.span != "year":
        shown = pd.PeriodIndex(sorted({at for series in (own, *benchmarks) for at in series.figures}))
        later = index.difference(own.index)
        index = pd.PeriodIndex(shown.append(later)).sort_values()  # a row a figure: months have many holes
        columns = {_("period"): [Cell(short_period(at, own.span)) for at in index]}
    columns |= {series.region.name: printed_figures(series, index) for series in [own, *benchmarks]}
    if own.goes_on:
        columns[_("%(region)s, another basis") % {"region": own.region.name}] = later_figures(own, index)
    if fitted is not None and (line := line_of(fitted)) is not None:
        rows, unit = fitted_rows(fitted, line), own.indicator.unit
        columns[_("straight line")] = [
            Cell(MISSING) if pd.isna(value) else shown_number(number(value), rows, unit=unit)
            for value in line.fitted.reindex(index)
        ]
    names = {"indicator": own.indicator.name, "unit": own.indicator.unit_name}
    return Table.of_columns(_("%(indicator)s, in %(unit)s (*: weakly supported)") % names, columns, folded=folded)
