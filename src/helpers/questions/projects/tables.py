"""Projects and investment in tables: by stage, by size, by event."""

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.published import Figure, latest_figure
from helpers.figures.scope import ScopeError, growth
from helpers.questions.projects.groups import COMPARED, EVENTS, Concentration, Lot
from helpers.show.amounts import amount, computed
from helpers.show.table import MISSING, Table
from helpers.show.wording import quoted
from helpers.text.language import _


def drawn_table(drawn: list[Figure], quantity: str) -> Table:
    """The figures that the chart of the stages draws, as published; folded."""
    frame = pd.DataFrame(
        {
            _("what"): [figure.name for figure in drawn],
            quantity: [amount(figure) for figure in drawn],
        },
        index=pd.Index([figure.stage_name for figure in drawn], name=_("stage")),
    )
    return Table.of_frame(
        _("What is drawn: %(quantity)s by stage, as published") % {"quantity": quantity}, frame, folded=True
    )


def stages_table(found: list[Lot]) -> Table:
    """Every lot by stage: projects, investment, average, days, and what the source leaves open."""
    frame = pd.DataFrame(
        {
            _("what"): [lot.leading.name for lot in found],
            _("projects"): [amount(lot.projects) if lot.projects else MISSING for lot in found],
            _("investment"): [amount(lot.investment) if lot.investment else MISSING for lot in found],
            _("average"): [computed(lot.average) if lot.average else MISSING for lot in found],
            _("days"): [lot.leading.days for lot in found],
            _("scope"): [_caveats(lot) for lot in found],
        },
        index=pd.Index([lot.leading.stage_name for lot in found], name=_("stage")),
    )
    return Table.of_frame(_("What is published, from promise to concrete"), frame)


def _caveats(lot: Lot) -> str:
    known = dict.fromkeys(caveat.name for figure in lot.figures for caveat in figure.caveats)
    return _("; ").join(known) or MISSING


def concentration_table(found: Concentration) -> Table:
    """The large projects among all, and the investment in them, with their shares; folded."""
    rows = {
        _("projects"): (found.large.projects, found.total.projects, found.share_of_projects),
        _("investment"): (found.large.investment, found.total.investment, found.share_of_investment),
    }
    frame = pd.DataFrame.from_dict(
        {what: [amount(large), amount(whole), computed(share)] for what, (large, whole, share) in rows.items()},
        orient="index",
        columns=[_("in large projects"), _("in all"), _("share")],
    )
    return Table.of_frame(_("The large projects among all, and their share"), frame.rename_axis(_("what")), folded=True)


def events_table(found: list[Lot]) -> Table | None:
    """The fairs and ceremonies: projects, investment and average of each; None where there is none."""
    events = [lot for lot in found if lot.leading.indicator.code.startswith(EVENTS) and lot.projects]
    if not events:
        return None
    frame = pd.DataFrame(
        {
            _("days"): [lot.leading.days for lot in events],
            _("projects"): [amount(lot.projects) for lot in events],
            _("investment"): [amount(lot.investment) for lot in events],
            _("average"): [computed(lot.average) for lot in events],
        },
        index=pd.Index([lot.leading.name for lot in events], name=_("event")),
    )
    return Table.of_frame(
        _("Single events, each signed (agreed): averages may be compared, sums with a total may not"), frame
    )


def comparison_table(observations: Observations, region: str) -> Table | None:
    """What a reader would set side by side of two years: both figures, and their growth or why there is none."""
    rows = {}
    for indicators in COMPARED:
        first, second = (latest_figure(observations, indicator, region) for indicator in indicators)
        if first is None or second is None:
            continue
        try:
            result = f"{quoted(growth(first, second), sign=True)}%"
        except ScopeError as refusal:
            result = _("not to be compared: %(reason)s") % {"reason": refusal.reason}
        pair = _("%(first)s; %(second)s") % {"first": first.name, "second": second.name}
        rows[pair] = [f"{amount(first)} ({first.days})", f"{amount(second)} ({second.days})", result]
    if not rows:
        return None
    columns = [_("earlier"), _("later"), _("growth")]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("what"))
    return Table.of_frame(_("Two years side by side, where the scope allows it"), frame)
