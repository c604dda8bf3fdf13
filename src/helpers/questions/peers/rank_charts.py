"""The chart of ranks by year, and of how rates were spread where there are too many ranks to draw."""

import math

import numpy as np

from helpers.models.group import Group
from helpers.questions.peers.charts import LINES
from helpers.questions.peers.standings import earlier_place, latest_place
from helpers.questions.peers.tables import ranks_table
from helpers.show.chart import Chart
from helpers.show.palette import INK, OTHERS, PAGE, looks
from helpers.show.ranks import place
from helpers.show.sheet import SMALL, Sheet, label_beside
from helpers.text.language import _, listed, number

_LINE = 18  # pixels of a rank
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
    drawn_as = looks([group.region, order[0]])
    picked = [region for region in reversed(drawn_as) if region in group.ranks]  # the region's own lies on top

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(40 + _LINE * len(order))
        for at, region in enumerate(order, start=1):
            colour = drawn_as[region].colour if region in drawn_as else INK
            label_beside(axes, region.name, (years[-1], at), 10, fontsize=SMALL, color=colour)
            if region not in drawn_as:
                axes.plot(years[-_RECENT:], group.ranks[region][-_RECENT:], color=OTHERS.colour, linewidth=0.7)
        for region in picked:
            own, colour = region == group.region, drawn_as[region].colour
            axes.plot(years, group.ranks[region], color=PAGE, linewidth=5 if own else 3)  # apart from what it crosses
            axes.plot(years, group.ranks[region], color=colour, linewidth=2.6 if own else 1.4)
            axes.plot(years, group.ranks[region], "o", color=colour, markersize=5.5 if own else 3.5)
        axes.set_ylim(len(group.ranks.columns) + 0.7, 0.3)
        axes.set_yticks([1, *range(5, len(group.ranks.columns) + 1, 5)])
        sheet.few_years(axes)

    ends = listed([f"{region.name} {ranks[region]}" for region in order])
    alt = _("Rank chart, %(first)s to %(last)s; ranks in the last year: %(ends)s.")
    alt %= {"first": group.ranked[0], "last": last, "ends": ends}
    title = _moved_title(group) or _("%(region)s grew fastest in %(year)s") % _first(group)
    measure = _("Rank by real GDP growth, 1 the fastest")
    caption = _("Ranked are years with figures of three quarters of the peers; grey: the others in the last of them.")
    return Chart(draw, title, measure, alt, caption, ranks_table(group))


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
    own = group.series[group.region].figures[year].value if group.region in rates.index else None
    names = {"region": group.region.name, "year": year, "n": len(rates) - 1}
    colour = looks([group.region])[group.region].colour

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(300)
        low, high = math.floor(rates.min()), math.ceil(rates.max())
        axes.hist(
            rates, bins=np.arange(low, high + 0.5, 0.5).tolist(), color=OTHERS.colour, edgecolor=PAGE, linewidth=0.5
        )
        axes.set_xlabel(_("real growth, %"))
        axes.locator_params(axis="y", integer=True)
        if own is not None:
            top = axes.get_ylim()[1] * 1.12  # room for the name
            axes.set_ylim(0, top)
            axes.axvline(own, color=colour, linewidth=2.2)
            beside = 6 if own < (low + high) / 2 else -6
            label_beside(axes, f"{group.region.name} {number(own)}", (own, top * 0.96), beside, color=colour)

    if own is None:
        title = _("Real growth of %(n)s regions in %(year)s") % (names | {"n": len(rates)})
    else:
        title = _("%(region)s grew faster than %(slower)s of %(n)s others in %(year)s")
        title %= names | {"slower": int((rates < own).sum())}
    spread = {"low": rates.min(), "median": rates.median(), "high": rates.max()}
    alt = _(
        "Histogram of the real growth of %(n)s regions in %(year)s, percent: %(low)s to %(high)s, median %(median)s."
    )
    alt %= names | {"n": len(rates)} | {each: number(value) for each, value in spread.items()}
    measure = _("Number of regions by real GDP growth in %(year)s, in classes of half a point") % names
    return Chart(draw, title, measure, alt, "", ranks_table(group))
