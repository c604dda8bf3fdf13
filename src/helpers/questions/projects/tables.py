"""Projects and investment in tables: by stage, by size, by event."""

from helpers.figures.observations import Observations
from helpers.figures.published import Figure, latest_figure
from helpers.figures.scope import ScopeError, growth
from helpers.questions.projects.groups import COMPARED, EVENTS, Concentration, ProjectGroup
from helpers.show.amounts import amount_cell, computed_cell
from helpers.show.cells import PERCENT, Cell, followed
from helpers.show.printed import rounded_cell, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.language import _


def drawn_table(drawn: list[Figure], quantity: str) -> Table:
    """The figures that the chart of the stages draws, as published; folded."""
    columns = {
        _("stage"): [figure.indicator.stage_name for figure in drawn],
        _("what"): [figure.name for figure in drawn],
        quantity: map(amount_cell, drawn),
    }
    caption = _("What is drawn: %(quantity)s by stage, as published")
    return Table.of_columns(caption % {"quantity": quantity}, columns, folded=True)


def stages_table(found: list[ProjectGroup]) -> Table:
    """Every group by stage: projects, investment, average, days, and what the source leaves open."""
    columns = {
        _("stage"): [group.leading.indicator.stage_name for group in found],
        _("what"): [group.leading.name for group in found],
        _("projects"): [amount_cell(group.projects) if group.projects else MISSING for group in found],
        _("investment"): [amount_cell(group.investment) if group.investment else MISSING for group in found],
        _("average"): [computed_cell(group.average) if group.average else MISSING for group in found],
        _("days"): [year_cell(group.leading.days) for group in found],
        _("scope"): [_caveats(group) for group in found],
    }
    return Table.of_columns(_("What is published, from promise to concrete"), columns)


def _caveats(group: ProjectGroup) -> str:
    known = dict.fromkeys(caveat.name for figure in group.figures for caveat in figure.caveats)
    return _("; ").join(known) or MISSING


def concentration_table(found: Concentration) -> Table:
    """The large projects among all, and the investment in them, with their shares; folded."""
    columns = {
        _("what"): [_("projects"), _("investment")],
        _("in large projects"): map(amount_cell, [found.large.projects, found.large.investment]),
        _("in all"): map(amount_cell, [found.total.projects, found.total.investment]),
        _("share"): map(computed_cell, [found.share_of_projects, found.share_of_investment]),
    }
    return Table.of_columns(_("The large projects among all, and their share"), columns, folded=True)


def events_table(found: list[ProjectGroup]) -> Table | None:
    """The fairs and ceremonies: projects, investment and average of each; None where there is none."""
    events = [group for group in found if group.leading.indicator.code.startswith(EVENTS) and group.projects]
    if not events:
        return None
    columns = {
        _("event"): [group.leading.name for group in events],
        _("days"): [year_cell(group.leading.days) for group in events],
        _("projects"): [amount_cell(group.projects) for group in events],
        _("investment"): [amount_cell(group.investment) for group in events],
        _("average"): [computed_cell(group.average) for group in events],
    }
    caption = _("Single events, each signed (agreed): averages may be compared, sums with a total may not")
    return Table.of_columns(caption, columns)


def comparison_table(observations: Observations, region: str) -> Table | None:
    """What a reader would set side by side of two years: both figures, and their growth or why there is none."""
    rows = []
    for indicators in COMPARED:
        first, second = (latest_figure(observations, indicator, region) for indicator in indicators)
        if first is None or second is None:
            continue
        try:
            result: Cell | str = rounded_cell(growth(first, second), 1, True, PERCENT, "pct")
        except ScopeError as refusal:
            result = _("not to be compared: %(reason)s") % {"reason": refusal.reason}
        pair = _("%(first)s; %(second)s") % {"first": first.name, "second": second.name}
        rows.append([pair, *(followed(amount_cell(figure), f" ({figure.days})") for figure in (first, second)), result])
    if not rows:
        return None
    header = [_("what"), _("earlier"), _("later"), _("growth")]
    return Table(_("Two years side by side, where the scope allows it"), header, rows)
