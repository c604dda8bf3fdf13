"""The chart of any series beside those of other regions, with the line through it; their table."""

from collections.abc import Iterable
from itertools import cycle

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from helpers.figures.series import SelectedSeries
from helpers.models.fits import Fitted, fitted_rows
from helpers.questions.explore.view import line_of
from helpers.show.chart import (
    COLOURS,
    DASHES,
    FAINT,
    INK,
    Chart,
    canvas,
    described,
    draw_later,
    draw_line,
    label_ends,
    mark_year,
)
from helpers.show.printed import later_figures, printed_figures, year_cell
from helpers.show.table import MISSING, Table
from helpers.show.wording import until_sentence
from helpers.text.cells import Cell, shown_number
from helpers.text.language import _, joined, number

_FAR_APART = 20  # the ratio of largest to smallest from which levels are drawn on a logarithmic scale


def draw_series(own: SelectedSeries, benchmarks: list[SelectedSeries], fitted: Fitted | None, dots: int = 220) -> Chart:
    """A region's series beside those of others; weak figures hollow, a trend thin, no line across a level break."""
    drawn, line = [own, *benchmarks], line_of(fitted)
    logarithmic = _far_apart(drawn)
    names = {"indicator": own.indicator.name, "unit": own.indicator.unit_name, "region": own.region.name}
    with canvas(4.0) as (drawing, axes):
        if logarithmic:
            axes.set_yscale("log")
        ends = []
        for series, colour, dashes in zip(drawn, cycle(COLOURS), cycle(DASHES), strict=False):
            weak, years = series.index.isin(series.weak), series.index.year.to_numpy()
            draw_line(axes, years, series.values.to_numpy(), weak, series.breaks, colour, dashes)
            last, value = _last(series, own=series is own)
            ends.append((value, last.year, series.region.name, colour))
        draw_later(axes, own, COLOURS[0])
        if line is not None:
            axes.plot(pd.PeriodIndex(line.fitted.index).year, line.fitted, color=INK, linewidth=0.8)
        if own.indicator.is_percent and own.indicator.is_growth:
            axes.axhline(0, color=FAINT, linewidth=0.8)
        if logarithmic:
            _tick_decades(axes)
        axes.locator_params(axis="x", integer=True)
        axes.set_xlim(*_years_drawn(drawn))
        axes.set_ylabel(own.indicator.unit_name)
        axes.set_title(_title(own))
        for seam in own.seams:
            mark_year(axes, seam.year, _("source changes"))
        for place, year in enumerate(own.breaks):
            mark_year(axes, year, "" if place else _("level revised"))
        label_ends(axes, ends)
    lines = _("; ").join(map(described, drawn))
    alt = _("Line chart of %(indicator)s by year, in %(unit)s. %(lines)s.") % {"lines": lines, **names}
    caption = [_("%(indicator)s. Hollow: weakly supported.") % names]
    if line is not None:
        caption.append(_("Thin: straight line."))
    if len(own.seams) or own.breaks:
        caption.append(_("Upright dotted lines: the source or the level of %(region)s changes.") % names)
    if until := until_sentence(own):
        caption.append(until)
    if logarithmic:
        caption.append(_("Logarithmic scale: equal distances are equal ratios."))
    return Chart(drawing, alt, joined(caption), series_table(own, benchmarks, fitted, folded=True), dots)


def _far_apart(series: list[SelectedSeries]) -> bool:
    if not series[0].indicator.is_level:
        return False
    values = [figure.value for each in series for figure in each.figures.values()]
    return min(values) > 0 and max(values) > _FAR_APART * min(values)


def _tick_decades(axes: Axes) -> None:
    """Ticks at powers of ten, and at thrice them where there are few; none beyond the axis, and no small ones."""
    low, high = axes.get_ylim()
    decades = [10.0**power for power in range(-3, 9)]
    inside = [tick for tick in decades if low <= tick <= high]
    if len(inside) < 3:
        inside = [tick for decade in decades for tick in (decade, 3 * decade) if low <= tick <= high]
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_yticks(inside, [number(tick, 0 if tick >= 1 else 3) for tick in inside])


def _years_drawn(series: list[SelectedSeries]) -> tuple[float, float]:
    years = [period.year for each in (*series, *series[0].goes_on) for period in each.figures]
    room = max(0.5, 0.02 * (max(years) - min(years)))
    return min(years) - room, max(years) + room


def _last(series: SelectedSeries, own: bool = False) -> tuple[pd.Period, float]:
    """The last period that is drawn of a series, and its value."""
    end = series.goes_on[-1] if own and series.goes_on else series
    return max(end.figures), end.figures[max(end.figures)].value


def _title(own: SelectedSeries) -> str:
    start, end = min(own.figures), max(own.figures)
    first, last = (number(own.figures[year].value) for year in (start, end))
    names = {"region": own.region.name, "first": first, "start": start, "latest": last, "end": end}
    if start == end:
        return _("%(region)s: %(first)s in %(start)s") % names
    return _("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s") % names


def series_table(
    own: SelectedSeries, benchmarks: list[SelectedSeries], fitted: Fitted | None, folded: bool = False
) -> Table:
    """The figures by year as printed, the region's beside those of others, and the line through its own."""
    index = pd.PeriodIndex(own.index.append([later.index for later in own.goes_on]))
    columns: dict[str, Iterable[Cell]] = {_("year"): map(year_cell, index)}
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
