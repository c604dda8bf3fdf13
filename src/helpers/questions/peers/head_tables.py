"""GDP per head of peers in tables: by region, and how it spread by year."""

from helpers.figures.printed import Rounded
from helpers.models.group import Group
from helpers.questions.peers.head_sentences import is_computed
from helpers.questions.peers.per_head import PerHead
from helpers.show.printed import year_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import Cell, shown_number
from helpers.text.language import _, number


def heads_table(group: Group, found: PerHead) -> Table:
    """GDP per head of every region and of the parent by year, whole yuan; folded."""
    header = [_("region"), *(f"{year.at}, {is_computed(year)}" for year in found.years)]
    lines = [
        [place.name, *(_head(year.heads.get(place)) for year in found.years)]
        for place in [*group.series, *group.missing]
    ]
    lines.append([group.parent.name, *(_head(year.parent) for year in found.years)])
    return Table(_("GDP per head, yuan at current prices"), header, lines, folded=True)


def _head(figure: Rounded | None) -> Cell:
    if figure is None:
        return Cell(MISSING)
    return shown_number(number(round(figure.value), 0), figure.rows, unit="cny")


def spread_table(found: PerHead) -> Table | None:
    """The spread of GDP per head by year, and Theil's index where residents are known; folded. None without either."""
    if found.sigma.empty and not found.inequality:
        return None
    theil = dict(found.inequality)
    years = sorted({*found.sigma.index, *theil})
    rows = found.rows.index
    lines = [
        [
            year_cell(at),
            shown_number(number(found.sigma[at], 2), rows) if at in found.sigma.index else Cell(MISSING),
            *(
                shown_number(number(part, 3), rows) if part is not None else Cell(MISSING)
                for part in ((theil[at].between, theil[at].within) if at in theil else (None, None))
            ),
        ]
        for at in years
    ]
    header = [_("year"), _("spread (standard deviation of the logs)"), _("Theil's index: between"), _("within")]
    return Table(_("How unequal GDP per head is, among the same regions in all years"), header, lines, folded=True)
