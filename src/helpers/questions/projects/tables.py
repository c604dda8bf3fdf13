"""Projects and investment in tables: by stage, by size, by event."""

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.published import Figure, latest_figure
from helpers.figures.scope import ScopeError, growth
from helpers.questions.projects.groups import COMPARED, EVENTS, Concentration, ProjectGroup
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
    return Table(_("What is drawn: %(quantity)s by stage, as published") % {"quantity": quantity}, frame, folded=True)


def stages_table(found: list[ProjectGroup]) -> Table:
    """Every group by stage: projects, investment, average, days, and what the source leaves open."""
    frame = pd.DataFrame(
        {
            _("what"): [group.leading.name for group in found],
            _("projects"): [amount(group.projects) if group.projects else MISSING for group in found],
            _("investment"): [amount(group.investment) if group.investment else MISSING for group in found],
            _("average"): [computed(group.average) if group.average else MISSING for group in found],
            _("days"): [group.leading.days for group in found],
            _("scope"): [_caveats(group) for group in found],
        },
        index=pd.Index([group.leading.stage_name for group in found], name=_("stage")),
    )
    return Table(_("What is published, from promise to concrete"), frame)


def _caveats(group: ProjectGroup) -> str:
    known = dict.fromkeys(caveat.name for figure in group.figures for caveat in figure.caveats)
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
    return Table(_("The large projects among all, and their share"), frame.rename_axis(_("what")), folded=True)


def events_table(found: list[ProjectGroup]) -> Table | None:
    """The fairs and ceremonies: projects, investment and average of each; None where there is none."""
    events = [group for group in found if group.leading.indicator.code.startswith(EVENTS) and group.projects]
    if not events:
        return None
    frame = pd.DataFrame(
        {
            _("days"): [group.leading.days for group in events],
            _("projects"): [amount(group.projects) for group in events],
            _("investment"): [amount(group.investment) for group in events],
            _("average"): [computed(group.average) for group in events],
        },
        index=pd.Index([group.leading.name for group in events], name=_("event")),
    )
    return Table(_("Single events, each signed (agreed): averages may be compared, sums with a total may not"), frame)


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
    return Table(_("Two years side by side, where the scope allows it"), frame)
