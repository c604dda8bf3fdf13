"""The charts of a region among its peers: ranks, gaps, sizes and growth, small multiples, contributions."""

import math

import numpy as np
import pandas as pd

from helpers.models.group import Group
from helpers.questions.peers.contribution_sentences import contributions_table, ordered
from helpers.questions.peers.contributions import PeerContributions
from helpers.questions.peers.sizes import Convergence
from helpers.questions.peers.tables import gap_map_table, ranks_table, rates_table, sizes_table
from helpers.show.chart import COLOURS, FAINT, INK, Chart, canvas, label_beside
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_COLUMNS = 4
LINES = 40  # regions that a chart has room for, a line each
_MOST = 10  # bars of those that added most
_PANELS = 20  # small charts that a page has room for, with the table of what they draw
SPARE = (215, 10)  # dots per inch and colours of pictures that do with few: the page has six
_MAP = (215, 24)  # of the heat map


def draw_ranks(group: Group) -> Chart | None:
    """Ranks over the ranked years, the region's own drawn thick; None where no year is ranked.

    Of more regions than a page has lines for, how their rates were spread in the last year.
    """
    if group.ranks.empty:
        return None
    if len(group.series) > LINES:
        return _draw_spread(group)
    years, last = group.ranked.year, group.ranked[-1]
    ranks = group.ranks_in(last)
    order = sorted(ranks, key=ranks.__getitem__)
    with canvas(1.4 + 0.19 * len(order)) as (drawing, axes):
        for place, region in enumerate(order, start=1):
            own = region == group.region
            colour, width = (COLOURS[0], 2.6) if own else ("#c4c4c4", 0.8)
            zorder = 3 if own else 1
            axes.plot(years, group.ranks[region], color=colour, linewidth=width, zorder=zorder, antialiased=own)
            label_beside(axes, region.name, (years[-1], place), 8, fontsize=8, color=colour if own else INK)
        axes.set_ylim(len(order) + 0.7, 0.3)
        axes.locator_params("x", integer=True)
        axes.set_ylabel(_("rank by real growth"))
        axes.set_title(_("%(region)s grew fastest in %(year)s") % {"region": order[0].name, "year": last})
    ends = listed([f"{region.name} {ranks[region]}" for region in order])
    alt = _("Rank chart, %(first)s to %(last)s; ranks in the last year: %(ends)s.")
    alt %= {"first": group.ranked[0], "last": last, "ends": ends}
    caption = _("Ranks in years with a rate for three quarters of the peers; names in the order of the last year.")
    return Chart(drawing, alt, caption, ranks_table(group), *SPARE)


def _draw_spread(group: Group) -> Chart:
    """How many regions grew by how much in the region's last ranked year, its own rate marked."""
    year = group.own_ranks.index[-1] if len(group.own_ranks) else group.ranked[-1]
    rates = group.alike[group.years == year].iloc[0].dropna()
    with canvas(3.4) as (drawing, axes):
        low, high = math.floor(rates.min()), math.ceil(rates.max())
        axes.hist(rates, bins=np.arange(low, high + 0.5, 0.5), color="#c4c4c4", edgecolor="white", linewidth=0.5)
        axes.set_xlabel(_("real growth, %"))
        axes.set_ylabel(_("number of regions"))
        names = {"region": group.region.name, "year": year, "n": len(rates) - 1}
        if group.region in rates.index:
            own = group.series[group.region].figures[year].value
            axes.axvline(own, color=COLOURS[0], linewidth=2.2)
            top = axes.get_ylim()[1]
            label_beside(axes, f"{group.region.name} {number(own)}", (own, top * 0.94), 6, color=COLOURS[0])
            names["slower"] = int((rates < own).sum())
            axes.set_title(_("%(region)s grew faster than %(slower)s of %(n)s others in %(year)s") % names)
        else:
            axes.set_title(_("Real growth of %(n)s regions in %(year)s") % (names | {"n": len(rates)}))
    spread = {
        "low": number(rates.min()),
        "median": number(rates.median()),
        "high": number(rates.max()),
        "n": len(rates),
    }
    alt = _(
        "Histogram of the real growth of %(n)s regions in %(year)s, percent: %(low)s to %(high)s, median %(median)s."
    )
    caption = _("How many of the peers grew by how much.")
    return Chart(drawing, alt % (names | spread), caption, ranks_table(group))


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
        title = _("%(region)s was furthest ahead of %(parent)s on average")
        axes.set_title(title % {"region": order[0].name, **parent})
    said = listed([f"{region.name} {signed(means[region])}" for region in order])
    alt = _("Heat map of growth gaps to %(parent)s by year; average gap in points: %(means)s.")
    caption = _("Real growth less that of %(parent)s, points. Dots: weakly supported or suspect; blank: not recorded.")
    return Chart(drawing, alt % {"means": said, **parent}, caption % parent, gap_map_table(group), *_MAP)


def draw_convergence(group: Group, found: Convergence | RefusedError) -> Chart | None:
    """Average growth against initial size, one dot a region; None where there is no result."""
    if isinstance(found, RefusedError) or isinstance(found.beta, RefusedError):
        return None
    rates, sizes, year = found.average, found.initial, found.sigma.index[0]
    with canvas(4.0) as (drawing, axes):
        axes.plot(list(sizes.values()), list(rates.values()), "o", color=COLOURS[1], markersize=5)
        fastest, slowest = (pick(rates, key=rates.__getitem__) for pick in (max, min))
        named = dict.fromkeys([group.region, fastest, slowest, max(sizes, key=sizes.__getitem__)])
        for region in filter(rates.__contains__, named):
            colour = COLOURS[0] if region == group.region else INK
            axes.plot(sizes[region], rates[region], "o", color=colour, markersize=6)
            label_beside(axes, region.name, (sizes[region], rates[region]), 7, fontsize=8.5, color=colour)
        axes.set_xscale("log")
        axes.margins(x=0.12)
        axes.set_xlabel(_("GDP in %(year)s, 100 million yuan (logarithmic axis)") % {"year": year})
        axes.set_ylabel(_("average real growth since, % a year"))
        slope, low, high = (signed(each, 2) for each in (found.beta.b, found.beta.low, found.beta.high))
        interval = _("%(low)s to %(high)s") % {"low": low, "high": high}
        axes.set_title(_("Slope %(slope)s (%(interval)s)") % {"slope": slope, "interval": interval})
    dots = listed([f"{region.name} {number(rate)}" for region, rate in rates.items()])
    alt = _("Scatter chart of average real growth against size at the start; growth in percent a year: %(dots)s.")
    return Chart(
        drawing, alt % {"dots": dots}, _("Size, not output per head. One dot a region."), sizes_table(found), *SPARE
    )


def draw_multiples(group: Group) -> Chart | None:
    """Growth of every peer in a panel of its own, that of the parent behind it in grey; None for too many peers."""
    if len(group.series) > _PANELS:
        return None
    lines, years = math.ceil(len(group.series) / _COLUMNS), group.years
    with canvas(0.4 + 1.05 * lines, lines, _COLUMNS) as (drawing, panels):
        for axes, region in zip(panels.flat, group.series, strict=False):
            if group.parent_series is not None:
                axes.plot(years.year, group.parent_series.values.reindex(years), color=FAINT, linewidth=0.8)
            own = group.rates[region]
            colour = COLOURS[0] if region == group.region else COLOURS[1]
            axes.plot(years.year, own, color=colour, linewidth=1.3)
            weak = group.weak[region] & own.notna()
            axes.plot(years.year[weak], own[weak], "o", color=colour, markerfacecolor="white", markersize=3)
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


def draw_contributions(group: Group, found: PeerContributions | None) -> Chart | None:
    """What the peers that added most, and the region, added to growth; None where it is not known."""
    if found is None:
        return None
    every = ordered(found.points)
    order = [region for region in every if region in (*every[:_MOST], group.region)][::-1]
    values = [found.points[region].value for region in order]
    with canvas(1.2 + 0.17 * len(order)) as (drawing, axes):
        colours = [COLOURS[0] if region == group.region else "#c4c4c4" for region in order]
        axes.barh(range(len(order)), values, color=colours, height=0.7)
        axes.axvline(0, color=FAINT, linewidth=0.8)
        axes.set_yticks(range(len(order)), [region.name for region in order], fontsize=8)
        for place, value in enumerate(values):
            label_beside(axes, number(value, 2), (max(value, 0), place), 4, fontsize=8, color=INK)
        axes.margins(x=0.12, y=0.02)
        axes.set_xlabel(_("contribution to growth, points"))
        title = _("%(first)s added most to the growth of %(parent)s in %(year)s")
        names = {"first": order[-1].name, "parent": group.parent.name, "year": found.at}
        axes.set_title(title % names)
    said = listed([f"{region.name} {number(value, 2)}" for region, value in zip(order, values, strict=True)])
    alt = _("Bar chart of contributions to growth in %(year)s, points: %(values)s.")
    caption = _("Share in the GDP of all in the year before, times real growth; those that added most.")
    return Chart(drawing, alt % {"year": found.at, "values": said}, caption, contributions_table(found), *SPARE)
