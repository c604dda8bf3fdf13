"""The business climate in tables: registrations, services, ranks, coverage."""

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.sentences import Pairs
from helpers.show.amounts import amount_cell
from helpers.show.printed import rounded_cell, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.language import _, listed


def flows_table(figures: list[Figure | None]) -> Table | None:
    """Other flows of entities, with their days; None where none is published."""
    known = [figure for figure in figures if figure is not None]
    if not known:
        return None
    rows = [[figure.name, amount_cell(figure), year_cell(figure.days), figure.indicator.definition] for figure in known]
    header = [_("what"), _("printed"), _("days"), _("meaning")]
    return Table(_("Other flows of market entities"), header, rows)


def services_table(pairs: Pairs) -> Table:
    """Services after the reform, before it where that is published, and the change."""
    rows = []
    for after, before in pairs:
        if after is not None:
            earlier = amount_cell(before) if before else _("not published")
            change = rounded_cell(_cut(after, before), 1, False, _("%(number)s%% less"), "pct") if before else MISSING
            rows.append([after.name, earlier, amount_cell(after), change])
    header = [_("service"), _("before"), _("after"), _("change")]
    return Table(_("Services before and after the reform, as published"), header, rows)


def _cut(after: Figure, before: Figure) -> Rounded:
    """How much less after than before, percent."""
    return Rounded.exact(100) - (after.rounded / before.rounded).percent


def ranks_table(pairs: Pairs) -> Table:
    """Stated ranks in the province, with the quantity that is ranked."""
    rows = [
        [rank.name, amount_cell(rank), amount_cell(value) if value else _("not published")]
        for rank, value in pairs
        if rank is not None
    ]
    return Table(_("Ranks in the province, as stated"), [_("ranking"), _("rank"), _("what is ranked")], rows)


def coverage_table(figures: list[Figure | None]) -> Table:
    """How much of the services is covered, each with what it means."""
    known = [figure for figure in figures if figure is not None]
    rows = [[figure.name, amount_cell(figure), figure.indicator.definition] for figure in known]
    header = [_("what"), _("printed"), _("meaning")]
    return Table(_("Coverage of government services, as published"), header, rows)


def halls_table(states: dict[Region, list[Figure]]) -> Table:
    """The service hall of every county: what the source says of it, if anything."""
    rows = [
        [county.name, listed([figure.name for figure in named]) or _("not mentioned")]
        for county, named in states.items()
    ]
    return Table(_("The service halls of the counties"), [_("county"), _("state")], rows, folded=True)
