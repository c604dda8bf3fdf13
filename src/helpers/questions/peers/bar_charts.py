"""Peers as bars: GDP per head, and what each added to growth; a region's own in colour."""

from collections.abc import Mapping

from helpers.figures.regions import Region
from helpers.models.group import Group
from helpers.questions.peers.charts import LINES
from helpers.questions.peers.contribution_sentences import contributions_table, ordered
from helpers.questions.peers.contributions import PeerContributions
from helpers.questions.peers.head_sentences import head_standing, widest_year
from helpers.questions.peers.head_tables import heads_table
from helpers.questions.peers.per_head import PerHead
from helpers.show.chart import Chart
from helpers.show.palette import INK, OTHERS, RULE, looks
from helpers.show.ranks import short_standing
from helpers.show.sheet import SMALL, Sheet, label_beside
from helpers.text.language import _, listed, number

_MOST = 6  # bars of those that added most


def draw_heads(group: Group, found: PerHead) -> Chart | None:
    """GDP per head by region in the last year that most are known in; None without, or for more than there is room."""
    year = widest_year(group, found)
    if year is None or len(year.heads) > LINES:
        return None
    order = sorted(year.heads, key=lambda place: year.heads[place].value, reverse=True)
    values = {place: year.heads[place].value / 1000 for place in order}
    names = {"region": group.region.name, "year": year.at, "first": order[0].name}
    if (standing := head_standing(group, year)) is not None:
        title = _("%(region)s was %(standing)s by GDP per head in %(year)s")
        title %= names | {"standing": short_standing(standing)}
    else:
        title = _("%(first)s had the most GDP per head in %(year)s") % names
    said = listed([f"{place.name} {number(value)}" for place, value in values.items()])
    alt = _("Bar chart of GDP per head in %(year)s, thousand yuan: %(values)s.") % {"year": year.at, "values": said}
    return Chart(
        lambda sheet: _draw_bars(sheet, values, group.region),
        title,
        _("GDP per head at current prices, thousand yuan, %(year)s") % names,
        alt,
        "",
        heads_table(group, found),
    )


def draw_contributions(group: Group, found: PeerContributions | None) -> Chart | None:
    """What the peers that added most, and the region, added to growth; None where it is not known."""
    if found is None:
        return None
    every = ordered(found.points)
    values = {each: found.points[each].value for each in every if each in (*every[:_MOST], group.region)}
    names = {"first": every[0].name, "parent": group.parent.name, "year": found.at}
    said = listed([f"{region.name} {number(value, 2)}" for region, value in values.items()])
    alt = _("Bar chart of contributions to growth in %(year)s, points: %(values)s.")
    return Chart(
        lambda sheet: _draw_bars(sheet, values, group.region, 2),
        _("%(first)s added most to the growth of %(parent)s in %(year)s") % names,
        _("Contribution to the growth of %(parent)s in %(year)s, percentage points") % names,
        alt % {"year": found.at, "values": said},
        _("Share in the GDP of all in the year before, times real growth; those that added most."),
        contributions_table(found),
    )


def _draw_bars(sheet: Sheet, values: Mapping[Region, float], own: Region, decimals: int = 1) -> None:
    """Bars from the first at the top to the last at the bottom."""
    own_colour = looks([own])[own].colour
    axes = sheet.axes(16 + 21 * len(values))
    colours = [own_colour if region == own else OTHERS.colour for region in values]
    axes.barh(range(len(values)), list(values.values()), color=colours, height=0.72)
    axes.axvline(0, color=RULE, linewidth=0.8)
    for at, (region, value) in enumerate(values.items()):
        colour = own_colour if region == own else INK
        label_beside(axes, number(value, decimals), (max(value, 0), at), 5, fontsize=SMALL, color=colour)
    axes.set_yticks(range(len(values)), [region.name for region in values], color=INK)
    if own in values:
        axes.get_yticklabels()[[*values].index(own)].set(color=own_colour)
    axes.set_ylim(len(values) - 0.4, -0.6)
    axes.margins(x=0)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
