"""The charts of a region among its peers: ranks, gaps, sizes and growth, small multiples."""

import math

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure as Drawing

from helpers.questions.peers.group import Convergence, Group
from helpers.questions.peers.tables import average_rates, gap_map_table, ranks_table, rates_table, sizes_table
from helpers.show.chart import COLOURS, FAINT, INK, WIDTH, Chart, label_beside, style
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_PANELS = 20  # small charts that a page has room for, with the table of what they draw
_CROWDED = (215, 16)  # dots per inch and colours of pictures with many lines


def draw_ranks(group: Group) -> Chart | None:
    """Ranks over the complete years, the region's own drawn thick; None where no year is complete."""
    placed = group.ranks
    if placed.empty:
        return None
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 1.4 + 0.19 * placed.shape[1]), layout="constrained")
        axes = drawing.subplots()
        order = placed.iloc[-1].sort_values(kind="stable")
        for place, region in enumerate(order.index, start=1):
            own = region == group.region
            colour, width = (COLOURS[0], 2.6) if own else ("#c4c4c4", 0.8)
            line = {"color": colour, "linewidth": width, "zorder": 3 if own else 1, "antialiased": own}
            axes.plot(placed.index.year, placed[region], **line)
            name = region.name
            label_beside(axes, name, (placed.index.year[-1], place), 8, fontsize=8, color=colour if own else INK)
        axes.set_ylim(placed.shape[1] + 0.7, 0.3)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_ylabel(_("rank by real growth"))
        first = order.index[0].name
        axes.set_title(_("%(region)s grew fastest in %(year)s") % {"region": first, "year": placed.index[-1]})
    ends = listed([f"{region.name} {int(rank)}" for region, rank in order.items()])
    alt = _("Rank chart, %(first)s to %(last)s; ranks in the last year: %(ends)s.")
    alt %= {"first": placed.index[0], "last": placed.index[-1], "ends": ends}
    caption = _("Ranks in years with a rate for every peer; names in the order of the last year.")
    return Chart(drawing, alt, caption, ranks_table(group), *_CROWDED)


def draw_gap_map(group: Group) -> Chart | None:
    """Gaps to the parent by region and year as colours, weak ones dotted; None where the parent has no growth."""
    gaps = group.gaps
    if gaps.empty:
        return None
    order = gaps.mean().sort_values(ascending=False).index
    names = [region.name for region in order]
    parent = group.parent.name
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 1.3 + 0.2 * len(order)), layout="constrained")
        axes = drawing.subplots()
        limit = max(1.0, float(np.nanquantile(gaps.abs().to_numpy(), 0.95)))
        # seaborn's heatmap draws the same and warns of a function of matplotlib that is to go
        shown = np.ma.masked_invalid(gaps[order].T.to_numpy())
        mesh = axes.pcolormesh(shown, cmap="RdBu_r", vmin=-limit, vmax=limit)
        drawing.colorbar(mesh, ax=axes, shrink=0.7, label=_("points"))
        axes.invert_yaxis()
        flagged = group.weak.loc[gaps.index, order].T.to_numpy() & gaps[order].notna().T.to_numpy()
        rows, columns = np.nonzero(flagged)
        axes.plot(columns + 0.5, rows + 0.5, ".", color=INK, markersize=3)
        every = max(1, len(gaps) // 8)
        axes.set_xticks(np.arange(0, len(gaps), every) + 0.5, gaps.index.year[::every].astype(str), rotation=0)
        axes.set_yticks(np.arange(len(order)) + 0.5, names, rotation=0, fontsize=8)
        title = _("%(region)s was furthest ahead of %(parent)s on average")
        axes.set_title(title % {"region": names[0], "parent": parent})
    means = listed([f"{name} {signed(gaps[region].mean())}" for name, region in zip(names, order, strict=True)])
    alt = _("Heat map of growth gaps to %(parent)s by year; average gap in points: %(means)s.")
    caption = _("Real growth less that of %(parent)s, points. Dots: weakly supported or suspect; blank: not recorded.")
    data = gap_map_table(group)
    return Chart(drawing, alt % {"parent": parent, "means": means}, caption % {"parent": parent}, data)


def draw_convergence(group: Group, found: Convergence | RefusedError) -> Chart | None:
    """Average growth against initial size, one dot a region; None where there is no result."""
    if isinstance(found, RefusedError) or isinstance(found.beta, RefusedError):
        return None
    rate = average_rates(found)
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 4.0), layout="constrained")
        axes = drawing.subplots()
        axes.plot(found.initial, rate, "o", color=COLOURS[1], markersize=5)
        ends = (group.region, rate.idxmax(), rate.idxmin(), found.initial.idxmax())
        for region in dict.fromkeys(region for region in ends if region in rate):
            colour = COLOURS[0] if region == group.region else INK
            place, name = (found.initial[region], rate[region]), region.name
            axes.plot(*place, "o", color=colour, markersize=6)
            label_beside(axes, name, place, 7, fontsize=8.5, color=colour)
        axes.set_xscale("log")
        axes.margins(x=0.12)
        start = found.sigma.index[0]
        axes.set_xlabel(_("GDP in %(year)s, 100 million yuan (logarithmic axis)") % {"year": start})
        axes.set_ylabel(_("average real growth since, % a year"))
        slope = signed(found.beta.b, 2)
        interval = _("%(low)s to %(high)s") % {"low": signed(found.beta.low, 2), "high": signed(found.beta.high, 2)}
        axes.set_title(_("Slope %(slope)s (%(interval)s)") % {"slope": slope, "interval": interval})
    dots = listed([f"{region.name} {number(value)}" for region, value in rate.items()])
    alt = _("Scatter chart of average real growth against size at the start; growth in percent a year: %(dots)s.")
    return Chart(
        drawing,
        alt % {"dots": dots},
        _("Size, not output per head. One dot a region."),
        sizes_table(found),
    )


def draw_multiples(group: Group) -> Chart | None:
    """Growth of every peer in a panel of its own, that of the parent behind it in grey; None for too many peers."""
    regions, columns = list(group.series), 4
    if len(regions) > _PANELS:
        return None
    lines = math.ceil(len(regions) / columns)
    years = group.rates.index
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 0.4 + 1.05 * lines), layout="constrained")
        panels = drawing.subplots(lines, columns, sharex=True, sharey=True, squeeze=False).ravel()
        for axes, region in zip(panels, regions, strict=False):
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
        for axes in panels[len(regions) :]:
            axes.set_visible(False)
        drawing.supylabel(_("real growth, %"), fontsize=9)
    averages = listed([f"{region.name} {number(group.rates[region].mean())}" for region in regions])
    alt = _("Small charts of real growth, one a region; average of the recorded years in percent: %(averages)s.")
    parent = group.parent.name
    caption = _("Real growth by year; grey: %(parent)s; hollow: weakly supported or suspect.")
    data = rates_table(group)
    return Chart(drawing, alt % {"averages": averages}, caption % {"parent": parent}, data, *_CROWDED)
