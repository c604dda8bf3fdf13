"""The business climate in tables: registrations, services, ranks, coverage."""

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Pair
from helpers.show.printed import rounded_cell, year_cell
from helpers.show.prose import measured_cell
from helpers.show.table import MISSING, Table
from helpers.text.language import _, listed


def flows_table(figures: list[Figure]) -> Table | None:
    """Other flows of entities, with their days; None where none is published."""
    if not figures:
        return None
    rows = [
        [figure.name, measured_cell(figure), year_cell(figure.days), figure.indicator.definition] for figure in figures
    ]
    header = [_("what"), _("printed"), _("days"), _("meaning")]
    return Table(_("Other flows of market entities"), header, rows)


def services_table(pairs: list[Pair]) -> Table:
    """Services after the reform, before it where that is published, and the change."""
    rows = []
    for after, before in pairs:
        if before is None:
            rows.append([after.name, _("not published"), measured_cell(after), MISSING])
            continue
        cut = Rounded.exact(100) - (after.rounded / before.rounded).percent
        change = rounded_cell(cut, words=_("%(number)s%% less"), unit="pct")
        rows.append([after.name, measured_cell(before), measured_cell(after), change])
    header = [_("service"), _("before"), _("after"), _("change")]
    return Table(_("Services before and after the reform, as published"), header, rows)


def ranks_table(pairs: list[Pair]) -> Table:
    """Stated ranks in the province, with the quantity that is ranked."""
    rows = [[rank.name, measured_cell(rank), measured_cell(of) if of else _("not published")] for rank, of in pairs]
    return Table(_("Ranks in the province, as stated"), [_("ranking"), _("rank"), _("what is ranked")], rows)


def coverage_table(figures: list[Figure]) -> Table:
    """How much of the services is covered, each with what it means."""
    rows = [[figure.name, measured_cell(figure), figure.indicator.definition] for figure in figures]
    header = [_("what"), _("printed"), _("meaning")]
    return Table(_("Coverage of government services, as published"), header, rows)


def halls_table(states: dict[Region, list[Figure]]) -> Table:
    """The service hall of every county: what the source says of it, if anything."""
    named = {county.name: listed([figure.name for figure in figures]) for county, figures in states.items()}
    rows = [[county, state or _("not mentioned")] for county, state in named.items()]
    return Table(_("The service halls of the counties"), [_("county"), _("state")], rows, folded=True)
