"""Where growth comes from, drawn: a bar a peer."""

from helpers.questions.peers.charts import LINES
from helpers.questions.peers.contributions.reckoning import PeerContributions
from helpers.questions.peers.contributions.sentences import contributions_table, ordered
from helpers.questions.peers.group import Group
from helpers.show.chart import COLOURS, FAINT, INK, Chart, canvas, label_beside
from helpers.text.language import _, listed, number


def draw_contributions(group: Group, found: PeerContributions | None) -> Chart | None:
    """What each peer added to growth; None where it is not known, or for more peers than there is room for."""
    if found is None or len(found.points) > LINES:
        return None
    order = ordered(found.points)[::-1]
    values = [found.points[region].value for region in order]
    with canvas(1.2 + 0.2 * len(order)) as (drawing, axes):
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
    caption = _("Share in the GDP of all in the year before, times real growth.")
    return Chart(drawing, alt % {"year": found.at, "values": said}, caption, contributions_table(found))
