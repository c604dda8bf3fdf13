"""Projects and investment by stage in sentences and tables: what is published, how large, what must not be compared."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.figures.terms import Term
from helpers.questions.projects.groups import Concentration, ProjectGroup
from helpers.show.amounts import amount, computed_in_prose, computed_prose_cell, with_unit
from helpers.show.key_figures import KeyFigures
from helpers.show.prose import key_cell
from helpers.text.cells import Cell
from helpers.text.citations import cited, plain, say
from helpers.text.language import _, joined, listed, number

_KEYS = 4  # more numbers than this are no key figures


def stages_sentence(region: Region, found: list[ProjectGroup], stages: Iterable[Term]) -> Markup:
    """Which stages have published figures, and which have none."""
    seen = {group.leading.stage for group in found}
    names = [stage.name for stage in stages if stage.code in seen]
    missing = [stage.name for stage in stages if stage.code not in seen]
    message = _("For projects in %(region)s figures were found at these stages: %(stages)s.")
    if missing:
        message = joined([message, _("None were found at: %(missing)s.")])
    return say(message, region=region.name, stages=listed(names), missing=listed(missing))


def stage_key_figures(closely: list[ProjectGroup], breakdown: Concentration | None) -> KeyFigures:
    """Projects, investment and average at a stage, and how much the large ones carry; else what else is published."""
    figures: dict[str, Cell] = {}
    for group in [ProjectGroup(breakdown.projects, breakdown.investment)] if breakdown else closely:
        for figure in group.figures:
            figures[_("%(what)s (%(days)s)") % {"what": figure.name, "days": figure.days}] = key_cell(figure)
        if group.average is not None:
            name = _("%(what)s: investment per project") % {"what": group.leading.name}
            figures[name] = computed_prose_cell(group.average)
    if breakdown:
        name = _("Share of the %(n)s large projects in the investment")
        share = computed_prose_cell(breakdown.share_of_investment)
        figures[name % {"n": plain(amount(breakdown.large_projects))}] = share
    return KeyFigures(dict(islice(figures.items(), _KEYS)))


def concentration_sentences(found: Concentration | None, size: float) -> list[Markup]:
    """How much the large projects carry, what is left for the others, and what bounds a count by size."""
    if found is None:
        return [
            say(_("No breakdown by size is published at this stage; an average alone hides how unequal projects are."))
        ]
    large, other, every = map(computed_in_prose, found.averages)
    names = {"large": large, "other": other, "every": every, "count": computed_in_prose(found.rest[0])}
    if found.is_split:
        message = _(
            "A large project is %(large)s on average, each of the other %(count)s is %(other)s; the average of all, "
            "%(every)s, is the size of neither."
        )
    else:
        message = _(
            "A large project is %(large)s on average, each of the other %(count)s is %(other)s, and one of all "
            "%(every)s."
        )
    split = say(message, **names)
    if size == found.threshold.rounded.value:  # as many as the source counts
        return [split]
    rows = [row for figure in found.figures for row in figure.rows]
    least, most = (cited(number(bound, 0), rows) for bound in found.count_bounds(size))
    if least == most:
        message = _("%(least)s projects reach %(size)s.")
    else:
        message = _(
            "Between %(least)s and %(most)s projects reach %(size)s: the published sums allow no more to be said."
        )
    reached = with_unit(Decimal(str(size)), found.threshold.unit, decimals=2)
    return [split, say(message, size=reached, least=least, most=most)]
