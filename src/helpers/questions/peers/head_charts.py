"""GDP per head of peers drawn: a bar a region."""

from helpers.models.group import Group
from helpers.questions.peers.charts import GREY, LINES, SPARE
from helpers.questions.peers.head_sentences import head_standing, widest_year
from helpers.questions.peers.head_tables import heads_table
from helpers.questions.peers.per_head import PerHead
from helpers.show.chart import COLOURS, INK, Chart, canvas, label_beside
from helpers.show.ranks import short_standing
from helpers.text.language import _, listed, number


def draw_heads(group: Group, found: PerHead) -> Chart | None:
    """GDP per head by region in the last year that most are known in; None without, or for more than there is room."""
    year = widest_year(group, found)
    if year is None or len(year.heads) > LINES:
        return None
    order = sorted(year.heads, key=lambda place: year.heads[place].value)
    values = [year.heads[place].value / 1000 for place in order]
    with canvas(1.2 + 0.17 * len(order)) as (drawing, axes):
        colours = [COLOURS[0] if place == group.region else GREY for place in order]
        axes.barh(range(len(order)), values, color=colours, height=0.7)
        axes.set_yticks(range(len(order)), [place.name for place in order], fontsize=8)
        for place, value in enumerate(values):
            label_beside(axes, number(value), (value, place), 4, fontsize=8, color=INK)
        axes.margins(x=0.12, y=0.02)
        axes.set_xlabel(_("GDP per head, thousand yuan"))
        names = {"region": group.region.name, "year": year.at, "first": order[-1].name}
        if (standing := head_standing(group, year)) is not None:
            title = _("%(region)s was %(standing)s by GDP per head in %(year)s")
            axes.set_title(title % (names | {"standing": short_standing(standing)}))
        else:
            axes.set_title(_("%(first)s had the most GDP per head in %(year)s") % names)
    said = listed([f"{place.name} {number(value)}" for place, value in zip(order, values, strict=True)])
    alt = _("Bar chart of GDP per head in %(year)s, thousand yuan: %(values)s.") % {"year": year.at, "values": said}
    return Chart(
        drawing,
        alt,
        _("GDP per head at current prices, thousand yuan, of the peers with figures."),
        heads_table(group, found),
        *SPARE,
    )
