"""The chart of any series beside those of other regions, with the line through it; their table."""

from itertools import cycle

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import NullLocator

from helpers.figures.series import SelectedSeries
from helpers.models.fit_sentences import fitted_rows
from helpers.models.fits import Fitted
from helpers.show.cells import Cell, shown_number
from helpers.show.chart import COLOURS, DASHES, FAINT, INK, WIDTH, Chart, described, label_ends, mark_year, style
from helpers.show.printed import printed_figures, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.language import _, joined, number
from helpers.text.messages import RefusedError

_FAR_APART = 20  # the ratio of largest to smallest from which levels are drawn on a logarithmic scale


def draw_series(
    own: SelectedSeries,
    benchmarks: list[SelectedSeries],
    fitted: Fitted | None,
    dots: int = 220,
) -> Chart:
    """A region's series beside those of others; weak figures hollow, a trend thin, no line across a level break."""
    indicator = own.indicator.name
    logarithmic = _far_apart([own, *benchmarks])
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 4.0), layout="constrained")
        axes = drawing.subplots()
        if logarithmic:
            axes.set_yscale("log")
        ends = []
        for series, colour, dashes in zip([own, *benchmarks], cycle(COLOURS), cycle(DASHES), strict=False):
            _draw_line(axes, series, colour, dashes)
            last = series.values.last_valid_index()
            ends.append((series.values[last], last.year, series.region.name, colour))
        if fitted is not None and not isinstance(fitted.line, RefusedError):
            line = fitted.line.fitted
            axes.plot(line.index.year, line, color=INK, linewidth=0.8)
        if own.indicator.is_percent and own.indicator.is_growth:
            axes.axhline(0, color=FAINT, linewidth=0.8)
        if logarithmic:
            _tick_decades(axes)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlim(*_years_drawn([own, *benchmarks]))
        axes.set_ylabel(own.indicator.unit_name)
        axes.set_title(_title(own))
        for seam in own.seams:
            mark_year(axes, seam.year, _("source changes"))
        for place, year in enumerate(own.breaks):
            mark_year(axes, year, "" if place else _("level revised"))
        label_ends(axes, ends)
    alt = _("Line chart of %(indicator)s by year, in %(unit)s. %(lines)s.") % {
        "indicator": indicator,
        "unit": own.indicator.unit_name,
        "lines": _("; ").join(described(series) for series in [own, *benchmarks]),
    }
    caption = _("%(indicator)s. Hollow: weakly supported.") % {"indicator": indicator}
    notes = [
        _("Thin: straight line.") if fitted is not None and not isinstance(fitted.line, RefusedError) else "",
        _("Upright dotted lines: the source or the level of %(region)s changes.")
        if len(own.seams) or own.breaks
        else "",
        _("Logarithmic scale: equal distances are equal ratios.") if logarithmic else "",
    ]
    caption = joined([caption, *filter(None, notes)]) % {"region": own.region.name}
    return Chart(drawing, alt, caption, series_table(own, benchmarks, fitted, folded=True), dots)


def _draw_line(axes: Axes, series: SelectedSeries, colour: str, dashes: str) -> None:
    values, years = series.values.to_numpy(), series.index.year.to_numpy()
    for part in np.split(np.arange(len(years)), np.searchsorted(years, series.breaks)):
        axes.plot(years[part], values[part], color=colour, linestyle=dashes)
        beside = np.pad(np.isfinite(values[part]), 1)
        alone = part[beside[1:-1] & ~beside[:-2] & ~beside[2:]]  # a figure without a neighbour draws no line
        axes.plot(years[alone], values[alone], "o", color=colour, markersize=4)
    weak = series.index.isin(series.weak)
    axes.plot(years[weak], values[weak], "o", color=colour, markerfacecolor="white", markersize=6)


def _far_apart(series: list[SelectedSeries]) -> bool:
    if not series[0].indicator.is_level:
        return False
    values = pd.concat([each.values for each in series]).dropna()
    return bool(values.min() > 0 and values.max() > _FAR_APART * values.min())


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
    years = [year for each in series for year in each.values.dropna().index.year]
    room = max(0.5, 0.02 * (max(years) - min(years)))
    return min(years) - room, max(years) + room


def _title(own: SelectedSeries) -> str:
    known = own.values.dropna()
    names = {
        "region": own.region.name,
        "first": number(known.iloc[0]),
        "start": known.index[0],
        "latest": number(known.iloc[-1]),
        "end": known.index[-1],
    }
    if len(known) == 1:
        return _("%(region)s: %(first)s in %(start)s") % names
    return _("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s") % names


def series_table(
    own: SelectedSeries,
    benchmarks: list[SelectedSeries],
    fitted: Fitted | None,
    folded: bool = False,
) -> Table:
    """The figures by year as printed, the region's beside those of others, and the line through its own."""
    columns: dict[str, list[Cell | str]] = {_("year"): list(map(year_cell, own.index))}
    columns |= {series.region.name: printed_figures(series, own.index) for series in [own, *benchmarks]}
    if fitted is not None and not isinstance(fitted.line, RefusedError):
        line = fitted.line.fitted.reindex(own.index)
        rows = fitted_rows(fitted, fitted.line)
        columns[_("straight line")] = [
            MISSING if pd.isna(at) else shown_number(number(at), rows, unit=own.indicator.unit) for at in line
        ]
    caption = _("%(indicator)s, in %(unit)s (*: weakly supported)") % {
        "indicator": own.indicator.name,
        "unit": own.indicator.unit_name,
    }
    return Table.of_columns(caption, columns, folded=folded)
