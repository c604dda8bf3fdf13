"""The business climate in tables: registrations, services, ranks, coverage."""

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.sentences import Pairs
from helpers.show.amounts import amount
from helpers.show.table import MISSING, Table
from helpers.show.wording import quoted
from helpers.text.language import _, listed


def flows_table(figures: list[Figure | None]) -> Table | None:
    """Other flows of entities, with their days; None where none is published."""
    known = [figure for figure in figures if figure is not None]
    if not known:
        return None
    rows = {figure.name: [amount(figure), figure.days, figure.definition] for figure in known}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("printed"), _("days"), _("meaning")])
    return Table(_("Other flows of market entities"), frame.rename_axis(_("what")))


def services_table(pairs: Pairs) -> Table:
    """Services after the reform, before it where that is published, and the change."""
    rows = {}
    for after, before in pairs:
        if after is None:
            continue
        change = _("%(cut)s%% less") % {"cut": quoted(_cut(after, before))} if before else MISSING
        rows[after.name] = [amount(before) if before else _("not published"), amount(after), change]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("before"), _("after"), _("change")])
    return Table(_("Services before and after the reform, as published"), frame.rename_axis(_("service")))


def _cut(after: Figure, before: Figure) -> Rounded:
    """How much less after than before, percent."""
    return Rounded.exact(100) - (after.rounded / before.rounded).percent


def ranks_table(pairs: Pairs) -> Table:
    """Stated ranks in the province, with the quantity that is ranked."""
    rows = {
        rank.name: [amount(rank), amount(value) if value else _("not published")]
        for rank, value in pairs
        if rank is not None
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("rank"), _("what is ranked")])
    return Table(_("Ranks in the province, as stated"), frame.rename_axis(_("ranking")))


def coverage_table(figures: list[Figure | None]) -> Table:
    """How much of the services is covered, each with what it means."""
    known = [figure for figure in figures if figure is not None]
    rows = {figure.name: [amount(figure), figure.definition] for figure in known}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("printed"), _("meaning")])
    return Table(_("Coverage of government services, as published"), frame.rename_axis(_("what")))


def halls_table(states: dict[Region, list[Figure]]) -> Table:
    """The service hall of every county: what the source says of it, if anything."""
    rows = {
        county.name: [listed([figure.name for figure in named]) or _("not mentioned")]
        for county, named in states.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("state")]).rename_axis(_("county"))
    return Table(_("The service halls of the counties"), frame, folded=True)
