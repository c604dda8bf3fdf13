"""Projects and investment by stage in sentences and tables: what is published, how large, what must not be compared."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.figures.terms import Term
from helpers.questions.projects.groups import Concentration, ProjectGroup
from helpers.show.amounts import amount, amount_cell, computed, computed_cell, with_unit
from helpers.show.key_figures import KeyFigures
from helpers.text.cells import Cell
from helpers.text.citations import cited, plain, say
from helpers.text.language import _, joined, listed, number

_KEYS = 4  # more numbers than this are no key figures


def stages_sentence(region: Region, found: list[ProjectGroup], stages: Iterable[Term]) -> Markup:
    """Which stages have published figures, and which have none."""
    seen = {group.leading.stage for group in found}
    names = [stage.name for stage in stages if stage.code in seen]
    missing = [stage.name for stage in stages if stage.code not in seen]
    message = _("Published of projects and investment in %(region)s, by stage: %(stages)s.")
    if missing:
        message = joined([message, _("Nothing of this kind is published as %(missing)s.")])
    return say(message, region=region.name, stages=listed(names), missing=listed(missing))


def stage_sentence(region: Region, group: ProjectGroup) -> Markup:
    """What is published at one stage, with the average where the scope allows it."""
    names = {"region": region.name, "stage": group.leading.indicator.stage_name, "window": group.leading.days}
    if group.average is None:
        message = _("%(region)s, %(stage)s (%(window)s): %(figures)s.")
        figures = [f"{figure.name} {amount(figure)}" for figure in group.figures]
        return say(message, figures=listed(figures), **names)
    message = _(
        "%(region)s, %(stage)s (%(window)s): %(projects)s projects with %(investment)s, %(average)s each on average."
    )
    projects, investment = map(amount, group.figures)
    return say(message, projects=projects, investment=investment, average=computed(group.average), **names)


def stage_key_figures(closely: list[ProjectGroup], breakdown: Concentration | None) -> KeyFigures:
    """Projects, investment and average at a stage, and how much the large ones carry; else what else is published."""
    figures: dict[str, Cell] = {}
    for group in [ProjectGroup(breakdown.projects, breakdown.investment)] if breakdown else closely:
        for figure in group.figures:
            figures[_("%(what)s (%(days)s)") % {"what": figure.name, "days": figure.days}] = amount_cell(figure)
        if group.average is not None:
            figures[_("%(what)s: investment per project") % {"what": group.leading.name}] = computed_cell(group.average)
    if breakdown:
        name = _("Share of the %(n)s large projects in the investment")
        figures[name % {"n": plain(amount(breakdown.large_projects))}] = computed_cell(breakdown.share_of_investment)
    return KeyFigures(dict(islice(figures.items(), _KEYS)))


def concentration_sentences(found: Concentration | None, stage: str, size: float) -> list[Markup]:
    """How much the large projects carry, what is left for the others, and what bounds a count by size."""
    if found is None:
        message = _("For projects %(stage)s no breakdown by size is published; an average alone would hide it.")
        return [say(message, stage=stage)]
    count, left = map(computed, found.rest)
    spread = _(
        "%(large)s of %(all)s projects (%(of_projects)s) carry %(of_investment)s of the investment; the other "
        "%(count)s share %(left)s, so that the average of all is typical of neither."
    )
    shares = {"of_projects": computed(found.share_of_projects), "of_investment": computed(found.share_of_investment)}
    projects = {"large": amount(found.large_projects), "all": amount(found.projects)}
    rows = [row for figure in found.figures for row in figure.rows]
    least, most = (cited(number(bound, 0), rows) for bound in found.count_bounds(size))
    if least == most:
        message = _("Of at least %(size)s there are %(least)s.")
    else:
        message = _(
            "Of at least %(size)s there can be from %(least)s to %(most)s: the published sums allow no more to be said."
        )
    reached = with_unit(Decimal(str(size)), found.threshold.unit, decimals=2)
    sentence = say(spread, count=count, left=left, **projects, **shares)
    return [sentence, say(message, size=reached, least=least, most=most)]
