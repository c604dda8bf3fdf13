"""The charts of a region among its peers: gaps to the region that contains them, sizes and growth."""

import math
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

from helpers.figures.observations import Observations
from helpers.figures.regions import Region
from helpers.figures.tile_grid import grid_of
from helpers.models.convergence import Beta
from helpers.models.group import Group
from helpers.questions.peers.sizes import Convergence
from helpers.questions.peers.tables import gap_map_table, gap_year_table, sizes_table
from helpers.show.chart import Chart
from helpers.show.labels import Named, name_points
from helpers.show.palette import INK, OTHERS, PAGE, RULE, looks
from helpers.show.places import seen_from
from helpers.show.sheet import Sheet
from helpers.show.steps import Steps, draw_key
from helpers.show.tile_map import TileMap
from helpers.text.language import _, joined, listed, number, opening_count, signed
from helpers.text.messages import RefusedError

LINES = 40  # regions that a chart has room for, a line each
_LINE, _KEY = 20, 3  # pixels of a line of the heat map, and how many of them its key takes
_FEWER = 14  # years of it on a phone: the latest


def draw_gap_map(group: Group) -> Chart | None:
    """Gaps to the parent by region and year as colours, weak ones dotted.

    None where the parent has no growth, and for more regions than a page has lines for.
    """
    if group.with_gaps.empty or len(group.series) > LINES:
        return None
    values = {region: {at: gap.value for at, gap in gaps.items()} for region, gaps in group.gaps.items()}
    gaps = pd.DataFrame(values, pd.period_range(group.with_gaps[0], group.with_gaps[-1]), dtype=float)
    averages = {region: float(gaps[region].mean()) for region in values if gaps[region].notna().any()}
    means = dict(sorted(averages.items(), key=lambda item: item[1], reverse=True))
    order = [*means]
    gaps = gaps[order]
    steps = Steps.for_values(value for value in gaps.to_numpy().flat if np.isfinite(value))
    parent = {"parent": group.parent.name}
    dots = group.weak.reindex(gaps.index)[gaps.columns] & gaps.notna()

    def draw(sheet: Sheet) -> None:
        shown = gaps[-_FEWER:] if sheet.is_narrow else gaps
        axes = sheet.axes((len(means) + _KEY) * _LINE + 30)
        _draw_cells(axes, shown, steps)
        years, rows = np.nonzero(dots.loc[shown.index].to_numpy())
        axes.plot(years + 0.5, rows + 0.5, ".", color=INK, markersize=4)
        axes.set_xlim(0, len(shown))
        axes.set_ylim(len(means), -_KEY)
        ends = (
            _("slower than %(parent)s") % parent,
            _("faster") if sheet.is_narrow else _("faster than %(parent)s") % parent,
        )
        draw_key(axes, steps, ends, (0, len(shown) if sheet.is_narrow else 0.6 * len(shown), -_KEY, -0.2))
        every = math.ceil(len(shown) / (4 if sheet.is_narrow else 8))  # years named, so that none lies on another
        axes.set_xticks(np.arange(0, len(shown), every) + 0.5, pd.PeriodIndex(shown.index).year[::every].astype(str))
        axes.set_yticks(np.arange(len(means)) + 0.5, [region.name for region in order], color=INK)
        axes.spines["bottom"].set_visible(False)
        axes.grid(visible=False)
        if group.region in gaps:
            row, colour = order.index(group.region), looks([group.region])[group.region].colour
            frame: dict[str, Any] = {"fill": False, "edgecolor": INK, "linewidth": 2, "clip_on": False, "zorder": 4}
            axes.add_patch(Rectangle((0, row), len(shown), 1, label=group.region.code, **frame))
            list(axes.get_yticklabels())[row].set_color(colour)

    said = listed([f"{region.name} {signed(means[region])}" for region in order])
    alt = _("Heat map of growth gaps to %(parent)s by year; average gap in points: %(means)s.")
    measure = _("Real growth less that of %(parent)s, figures of one release, percentage points")
    caption = _("Most above %(parent)s on average first.") % parent
    if gaps.isna().any(axis=None):
        caption = joined([caption, _("Hatched: not recorded.")])
    if dots.any(axis=None):
        caption = joined([caption, _("Dots: weakly supported or suspect.")])
    return Chart(
        draw, _gap_title(group, order), measure % parent, alt % {"means": said, **parent}, caption, gap_map_table(group)
    )


def _draw_cells(axes: Axes, gaps: pd.DataFrame, steps: Steps) -> None:
    """A cell a year and region, in the colour of its step; all of a colour are one path, which makes a page small."""
    cells: dict[str, list[tuple[int, int]]] = {}
    for row, region in enumerate(gaps):
        for year, gap in enumerate(gaps[region]):
            cells.setdefault("" if np.isnan(gap) else steps.colour(gap), []).append((year, row))
    for colour, places in cells.items():
        squares = [Path(np.add(_SQUARE, place), closed=True) for place in places]
        style = {"facecolor": colour} if colour else {"fill": False, "hatch": "////", "edgecolor": RULE}
        axes.add_artist(PathPatch(Path.make_compound_path(*squares), linewidth=0, **style))  # the limits are known
    for row in range(1, len(gaps.columns)):
        axes.axhline(row, color=PAGE, linewidth=1.5)


_SQUARE = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]


def draw_gap_tiles(observations: Observations, group: Group) -> Chart | None:
    """Gaps to the parent in the latest year that has some, on a map of tiles; None where the peers have no grid."""
    grid = grid_of(observations, [*group.series, *group.missing])
    if grid is None or group.with_gaps.empty:
        return None
    year = group.with_gaps[-1]
    gaps = {region: gaps[year].value for region, gaps in group.gaps.items() if year in gaps}
    steps = Steps.for_values(gaps.values())
    values = {region: (signed(gap), steps.colour(gap)) for region, gap in gaps.items()}
    without = [region.name for region in grid if region not in gaps]
    key = [*steps.named, *([("", _("not recorded"))] if without else [])]
    names = {"parent": group.parent.name, "year": year, "region": group.region.name}
    order = sorted(gaps, key=gaps.__getitem__, reverse=True)
    said = listed([f"{region.name} {signed(gaps[region])}" for region in order])
    alt = _("Map of tiles: real growth less that of %(parent)s in %(year)s, in points: %(gaps)s.") % {
        "gaps": said,
        **names,
    }
    caption = [_("A tile a region, about where it lies; all are of one size.")]
    if without:
        caption.append(_("Hatched: not recorded (%(regions)s).") % {"regions": listed(without)})
    ahead = sum(round(gap, 1) > 0 for gap in gaps.values())
    title = _("%(ahead)s of %(n)s grew faster than %(parent)s in %(year)s") % (
        names | {"ahead": opening_count(ahead), "n": len(gaps)}
    )
    measure = _("Real growth in %(year)s less that of %(parent)s, figures of one release, percentage points") % names
    data = gap_year_table(group, year, order)
    return Chart(TileMap(grid, values, group.region, key).draw, title, measure, alt, joined(caption), data)


def _gap_title(group: Group, order: list[Region]) -> str:
    """In how many years the region was ahead of its parent; for the parent, who was furthest ahead."""
    parent = {"parent": seen_from(group.parent, group.region)}
    if own := group.gaps.get(group.region):
        ahead = sum(round(gap.value, 1) > 0 for gap in own.values())
        title = _("%(region)s was ahead of %(parent)s in %(ahead)s of %(n)s years")
        return title % {"region": group.region.name, "ahead": ahead, "n": len(own), **parent}
    return _("%(region)s was furthest ahead of %(parent)s on average") % {"region": order[0].name, **parent}


def draw_convergence(group: Group, found: Convergence | RefusedError) -> Chart | None:
    """Average growth against initial size, one dot a region; None where there is no result."""
    if isinstance(found, RefusedError) or isinstance(found.beta, RefusedError):
        return None
    rates, sizes, year = found.average, found.initial, found.sigma.index[0]
    middle = median(rates.values())
    apart = sorted(rates, key=lambda region: (region != group.region, -abs(rates[region] - middle)))
    own_colour = looks([group.region])[group.region].colour

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(360 if sheet.is_narrow else 380)
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 3) if sheet.is_narrow else (1, 2, 5)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda size, _at: number(size, 0)))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.margins(x=0.12, y=0.1)
        axes.set_xlabel(_("GDP in %(year)s, 100 million yuan (logarithmic axis)") % {"year": year})
        for region in reversed(apart):  # the region's own lies on top
            colour = own_colour if region == group.region else OTHERS.colour
            axes.plot(sizes[region], rates[region], "o", color=colour, markersize=6)
        colours = {region: own_colour if region == group.region else INK for region in apart}
        named = [Named(each.name, sizes[each], rates[each], colours[each]) for each in apart]
        name_points(axes, named)

    dots = listed([f"{region.name} {number(rate)}" for region, rate in rates.items()])
    alt = _("Scatter chart of average real growth against size at the start; growth in percent a year: %(dots)s.")
    measure = _("Average real growth since %(year)s, %% a year, by size of GDP in that year")
    return Chart(
        draw,
        _size_title(found.beta),
        measure % {"year": year},
        alt % {"dots": dots},
        _("One dot a region, by the size of its GDP, not by GDP per head."),
        sizes_table(found),
    )


def _size_title(beta: Beta) -> str:
    """Whether small or large ones grew faster, as far as that can be told."""
    if beta.converges:
        return _("Smaller economies grew faster")
    return _("Larger economies grew faster") if beta.low > 0 else _("No clear link between size and growth")
