"""The charts of a region among its peers: gaps, sizes and growth, small multiples, contributions."""

import math
from statistics import median

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures.regions import Region
from helpers.models.convergence import Beta
from helpers.models.group import Group
from helpers.questions.peers.contribution_sentences import contributions_table, ordered
from helpers.questions.peers.contributions import PeerContributions
from helpers.questions.peers.sizes import Convergence
from helpers.questions.peers.tables import gap_map_table, rates_table, sizes_table
from helpers.show.chart import COLOURS, FAINT, INK, Chart, canvas, label_beside
from helpers.show.labels import Named, name_points
from helpers.show.places import seen_from
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_COLUMNS = 4
GREY = "#c4c4c4"
LINES = 40  # regions that a chart has room for, a line each
_MOST = 6  # bars of those that added most
_PANELS = 20  # small charts that a page has room for, with the table of what they draw
SPARE = (215, 10)  # dots per inch and colours of pictures that do with few: the page has six
_MAP = (215, 24)  # of the heat map


def draw_gap_map(group: Group) -> Chart | None:
    """Gaps to the parent by region and year as colours, weak ones dotted.

    None where the parent has no growth, and for more regions than a page has lines for.
    """
    if group.with_gaps.empty or len(group.series) > LINES:
        return None
    values = {region: {at: gap.value for at, gap in gaps.items()} for region, gaps in group.gaps.items()}
    gaps = pd.DataFrame(values, group.with_gaps, dtype=float)
    means = gaps.mean().sort_values(ascending=False)
    order = list(means.index)
    years, parent = group.with_gaps.year, {"parent": group.parent.name}
    with canvas(1.3 + 0.2 * len(order)) as (drawing, axes):
        limit = max(1.0, float(np.nanquantile(gaps.abs().to_numpy(), 0.95)))
        # seaborn's heatmap draws the same and warns of a function of matplotlib that is to go
        mesh = axes.pcolormesh(np.ma.masked_invalid(gaps[order].T.to_numpy()), cmap="RdBu_r", vmin=-limit, vmax=limit)
        drawing.colorbar(mesh, ax=axes, shrink=0.7, label=_("points"))
        axes.invert_yaxis()
        weak = group.weak.loc[group.with_gaps, order] & gaps[order].notna()
        rows, columns = np.nonzero(weak.T.to_numpy())
        axes.plot(columns + 0.5, rows + 0.5, ".", color=INK, markersize=3)
        every = math.ceil(len(gaps) / 8)  # years named, so that none lies on another
        axes.set_xticks(np.arange(0, len(gaps), every) + 0.5, years[::every].astype(str), rotation=0)
        axes.set_yticks(np.arange(len(order)) + 0.5, [region.name for region in order], rotation=0, fontsize=8)
        if group.region in order:
            row = order.index(group.region)
            own = Rectangle((0, row), len(gaps), 1, fill=False, edgecolor=INK, linewidth=1.8, clip_on=False, zorder=4)
            axes.add_patch(own)
            axes.get_yticklabels()[row].set(color=COLOURS[0])
        axes.set_title(_gap_title(group, order))
    said = listed([f"{region.name} {signed(means[region])}" for region in order])
    alt = _("Heat map of growth gaps to %(parent)s by year; average gap in points: %(means)s.")
    caption = _("Real growth less that of %(parent)s, points. Dots: weakly supported or suspect; blank: not recorded.")
    return Chart(drawing, alt % {"means": said, **parent}, caption % parent, gap_map_table(group), *_MAP)


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
    with canvas(4.4) as (drawing, axes):
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.margins(x=0.12)
        axes.set_xlabel(_("GDP in %(year)s, 100 million yuan (logarithmic axis)") % {"year": year})
        axes.set_ylabel(_("average real growth since, % a year"))
        axes.set_title(_size_title(found.beta))
        middle = median(rates.values())
        apart = sorted(rates, key=lambda region: (region != group.region, -abs(rates[region] - middle)))
        colours = {region: COLOURS[0] if region == group.region else COLOURS[1] for region in rates}
        axes.scatter([sizes[each] for each in rates], list(rates.values()), 24, list(colours.values()))
        texts = {region: INK if region != group.region else COLOURS[0] for region in rates}
        name_points(axes, [Named(each.name, sizes[each], rates[each], texts[each]) for each in apart])
    dots = listed([f"{region.name} {number(rate)}" for region, rate in rates.items()])
    alt = _("Scatter chart of average real growth against size at the start; growth in percent a year: %(dots)s.")
    return Chart(
        drawing,
        alt % {"dots": dots},
        _("One dot a region, by the size of its GDP, not by GDP per head."),
        sizes_table(found),
        *SPARE,
    )


def _size_title(beta: Beta) -> str:
    """Whether small or large ones grew faster, as far as that can be told."""
    if beta.converges:
        return _("Smaller economies grew faster")
    return _("Larger economies grew faster") if beta.low > 0 else _("No clear link between size and growth")


def draw_multiples(group: Group) -> Chart | None:
    """Growth of every peer in a panel of its own, that of the parent behind it in grey; None for too many peers."""
    if len(group.series) > _PANELS:
        return None
    lines, years = math.ceil(len(group.series) / _COLUMNS), group.years
    low, high = _usual(group.rates)
    with canvas(0.4 + 0.95 * lines, lines, _COLUMNS) as (drawing, panels):
        for axes, region in zip(panels.flat, group.series, strict=False):
            if group.parent_series is not None:
                axes.plot(
                    years.year, group.parent_series.values.reindex(years), color=FAINT, linewidth=0.8, antialiased=False
                )
            own = group.rates[region]
            colour = COLOURS[0] if region == group.region else COLOURS[1]
            axes.plot(years.year, own, color=colour, linewidth=1.3, antialiased=False)
            weak = group.weak[region] & own.notna()
            axes.plot(years.year[weak], own[weak], "o", color=colour, markerfacecolor="white", markersize=3)
            _name_furthest(axes, own, (low, high), colour)
            axes.set_ylim(low, high)
            axes.set_title(region.name, fontsize=8, pad=2)
            axes.tick_params(labelsize=7)
            axes.axhline(0, color=FAINT, linewidth=0.5)
        for axes in panels.flat[len(group.series) :]:
            axes.set_visible(False)
        drawing.supylabel(_("real growth, %"), fontsize=9)
    averages = listed([f"{region.name} {number(group.rates[region].mean())}" for region in group.series])
    alt = _("Small charts of real growth, one a region; average of the recorded years in percent: %(averages)s.")
    caption = _("Real growth by year; grey: %(parent)s; hollow: weakly supported or suspect.")
    caption %= {"parent": group.parent.name}
    return Chart(drawing, alt % {"averages": averages}, caption, rates_table(group), *SPARE)


def _name_furthest(axes: Axes, rates: pd.Series, scale: tuple[float, float], colour: str) -> None:
    """Write the highest and the lowest rate that lie beyond the scale at its edge."""
    years = pd.PeriodIndex(rates.index).year
    values = rates.to_numpy()
    inside = (scale[1] - scale[0]) / 12  # clear of the title and of the axis
    ends = (int(np.nanargmin(values)), scale[0] + inside), (int(np.nanargmax(values)), scale[1] - inside)
    for place, edge in ends:
        if not scale[0] <= values[place] <= scale[1]:
            words = _("%(rate)s in %(year)s") % {"rate": number(values[place]), "year": years[place]}
            label_beside(axes, words, (years[place], edge), 4, fontsize=6.5, color=colour)


def _usual(rates: pd.DataFrame) -> tuple[float, float]:
    """The scale of most rates: what lies three times the middle half's width beyond it is written at the edge."""
    lower, upper = np.nanquantile(rates.to_numpy(), [0.25, 0.75])
    reach = 3 * (upper - lower)
    within = rates.where((rates >= lower - reach) & (rates <= upper + reach)).to_numpy()
    return min(0.0, float(np.nanmin(within))) - 1, float(np.nanmax(within)) + 1


def draw_contributions(group: Group, found: PeerContributions | None) -> Chart | None:
    """What the peers that added most, and the region, added to growth; None where it is not known."""
    if found is None:
        return None
    every = ordered(found.points)
    order = [region for region in every if region in (*every[:_MOST], group.region)][::-1]
    values = [found.points[region].value for region in order]
    with canvas(1.2 + 0.17 * len(order)) as (drawing, axes):
        colours = [COLOURS[0] if region == group.region else GREY for region in order]
        axes.barh(range(len(order)), values, color=colours, height=0.7)
        axes.axvline(0, color=FAINT, linewidth=0.8)
        axes.set_yticks(range(len(order)), [region.name for region in order], fontsize=8)
        for at, value in enumerate(values):
            label_beside(axes, number(value, 2), (max(value, 0), at), 4, fontsize=8, color=INK)
        axes.margins(x=0.12, y=0.02)
        axes.set_xlabel(_("contribution to growth, points"))
        title = _("%(first)s added most to the growth of %(parent)s in %(year)s")
        names = {"first": order[-1].name, "parent": group.parent.name, "year": found.at}
        axes.set_title(title % names)
    said = listed([f"{region.name} {number(value, 2)}" for region, value in zip(order, values, strict=True)])
    alt = _("Bar chart of contributions to growth in %(year)s, points: %(values)s.")
    caption = _("Share in the GDP of all in the year before, times real growth; those that added most.")
    return Chart(drawing, alt % {"year": found.at, "values": said}, caption, contributions_table(found), *SPARE)
