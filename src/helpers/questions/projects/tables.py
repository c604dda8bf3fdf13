"""Projects and investment in tables: by stage, by size, by event."""

from helpers.figures.observations import Observations
from helpers.figures.published import Figure, latest_figure
from helpers.figures.scope import ScopeError, growth
from helpers.questions.projects.groups import COMPARED, EVENTS, Concentration, ProjectGroup
from helpers.show.amounts import computed_cell
from helpers.show.printed import rounded_cell, year_cell
from helpers.show.prose import measured_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import PERCENT, Cell, followed
from helpers.text.language import _


def drawn_table(drawn: list[Figure], quantity: str) -> Table:
    """The figures that the chart of the stages draws, as published; folded."""
    rows = [[figure.indicator.stage_name, figure.name, measured_cell(figure)] for figure in drawn]
    caption = _("What is drawn: %(quantity)s by stage, as published") % {"quantity": quantity}
    return Table(caption, [_("stage"), _("what"), quantity], rows, folded=True)


def stages_table(found: list[ProjectGroup]) -> Table:
    """Every group by stage: projects, investment, average, days, and what the source leaves open."""
    header = [_("stage"), _("what"), *_sums_header(), _("days"), _("scope")]
    rows = []
    for group in found:
        caveats = dict.fromkeys(caveat.name for figure in group.figures for caveat in figure.caveats)
        days, scope = year_cell(group.leading.days), _("; ").join(caveats) or MISSING
        rows.append([group.leading.indicator.stage_name, group.leading.name, *_sums(group), days, scope])
    return Table(_("What is published, from promise to concrete"), header, rows)


def _sums_header() -> list[str]:
    return [_("projects"), _("investment"), _("average")]


def _sums(group: ProjectGroup) -> list[Cell | str]:
    """The projects, the investment in them, and the investment per project."""
    published = [measured_cell(figure) if figure else MISSING for figure in (group.projects, group.investment)]
    return [*published, computed_cell(group.average) if group.average else MISSING]


def concentration_table(found: Concentration) -> Table:
    """The large projects among all, and the investment in them, with their shares; folded."""
    lines = [
        (_("projects"), found.large_projects, found.projects, found.share_of_projects),
        (_("investment"), found.large_investment, found.investment, found.share_of_investment),
    ]
    rows = [
        [what, measured_cell(large), measured_cell(all_), computed_cell(share)] for what, large, all_, share in lines
    ]
    header = [_("what"), _("in large projects"), _("in all"), _("share")]
    return Table(_("The large projects among all, and their share"), header, rows, folded=True)


def events_table(found: list[ProjectGroup]) -> Table | None:
    """The fairs and ceremonies: projects, investment and average of each; None where there is none."""
    events = [group for group in found if group.leading.indicator.code.startswith(EVENTS) and group.projects]
    if not events:
        return None
    rows = [[group.leading.name, year_cell(group.leading.days), *_sums(group)] for group in events]
    caption = _("Single events, each signed (agreed): averages may be compared, sums with a total may not")
    return Table(caption, [_("event"), _("days"), *_sums_header()], rows)


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
        dated = [
            followed(measured_cell(figure), _("%(value)s (%(period)s)") % {"value": "", "period": figure.days})
            for figure in (first, second)
        ]
        rows.append([pair, *dated, result])
    if not rows:
        return None
    header = [_("what"), _("earlier"), _("later"), _("growth")]
    return Table(_("Two years side by side, where the scope allows it"), header, rows)
