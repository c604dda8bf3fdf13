"""The chart of ranks by year, and of how rates were spread where there are too many ranks to draw."""

import math

import numpy as np

from helpers.models.group import Group
from helpers.questions.peers.charts import GREY, LINES, SPARE
from helpers.questions.peers.standings import earlier_place, latest_place
from helpers.questions.peers.tables import ranks_table
from helpers.show.chart import COLOURS, FAINT, INK, Chart, canvas, label_beside
from helpers.show.ranks import place
from helpers.text.language import _, listed, number

_RECENT = 6  # ranked years in which the others are drawn: of all years they would fill the chart and say nothing


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
    coloured = {order[0]: COLOURS[1]}
    if group.region in group.ranks:
        coloured |= {group.region: COLOURS[0]}
    with canvas(1.4 + 0.19 * len(order)) as (drawing, axes):
        for at, region in enumerate(order, start=1):
            label_beside(axes, region.name, (years[-1], at), 8, fontsize=8, color=coloured.get(region, INK))
            if region not in coloured:
                recent = group.ranks[region][-_RECENT:]
                axes.plot(years[-_RECENT:], recent, color=FAINT, linewidth=0.4, antialiased=False)
        for region, colour in coloured.items():  # the region's own lies on top
            own = region == group.region
            axes.plot(years, group.ranks[region], color=colour, linewidth=2.6 if own else 1.3, antialiased=own)
        axes.set_ylim(len(order) + 0.7, 0.3)
        axes.locator_params("x", integer=True)
        axes.set_ylabel(_("rank by real growth"))
        axes.set_title(_moved_title(group) or _("%(region)s grew fastest in %(year)s") % _first(group))
    ends = listed([f"{region.name} {ranks[region]}" for region in order])
    alt = _("Rank chart, %(first)s to %(last)s; ranks in the last year: %(ends)s.")
    alt %= {"first": group.ranked[0], "last": last, "ends": ends}
    caption = _("Rank by real growth, 1 the fastest, in years with figures of three quarters of the peers.")
    return Chart(drawing, alt, caption, ranks_table(group), *SPARE)


def _first(group: Group) -> dict[str, object]:
    """Who was first in the last ranked year, all of them where the first place is shared."""
    ranks = group.ranks_in(group.ranked[-1])
    return {"region": listed([region.name for region, rank in ranks.items() if rank == 1]), "year": group.ranked[-1]}


def _moved_title(group: Group) -> str:
    """How the region moved to its latest place; empty for the parent."""
    now, before = latest_place(group), earlier_place(group)
    if now is None:
        return ""
    said = {"region": group.region.name, "now": place(now.standing), "year": now.at}
    if before is None or not (before.standing.is_ahead_of(now.standing) or now.standing.is_ahead_of(before.standing)):
        return _("%(region)s was %(now)s in %(year)s") % said
    said |= {"before": place(before.standing), "then": before.at}
    if before.standing.is_ahead_of(now.standing):
        return _("%(region)s fell from %(before)s in %(then)s to %(now)s in %(year)s") % said
    return _("%(region)s rose from %(before)s in %(then)s to %(now)s in %(year)s") % said


def _draw_spread(group: Group) -> Chart:
    """How many regions grew by how much in the region's last ranked year, its own rate marked."""
    year = group.own_ranks.index[-1] if len(group.own_ranks) else group.ranked[-1]
    rates = group.alike[group.years == year].iloc[0].dropna()
    with canvas(3.4) as (drawing, axes):
        low, high = math.floor(rates.min()), math.ceil(rates.max())
        axes.hist(rates, bins=np.arange(low, high + 0.5, 0.5), color=GREY, edgecolor="white", linewidth=0.5)
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
