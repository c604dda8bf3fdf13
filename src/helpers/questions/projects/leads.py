"""What a report on projects may say first: what was promised, what was started, and what was paid in."""

from collections.abc import Iterator

from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.published import Figure, latest_figure
from helpers.figures.regions import Region
from helpers.questions.projects.groups import Concentration, ProjectGroup, Works, works
from helpers.show.amounts import amount, amount_in_prose, computed_in_prose
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.show.prose import measured, named, when
from helpers.text.citations import say
from helpers.text.language import _, joined

_TOTALS = ("signed_projects", "projects_started", "negotiating_projects", "planned_projects")  # one of a stage
_PAID_IN = "promotion_funds_in_place"


def title_of(region: Region) -> str:
    """The question of the page, with its region."""
    return _("How far have the projects of %(region)s come, from promise to concrete?") % {"region": region.name}


def edition(
    observations: Observations, region: Region, found: list[ProjectGroup], stage: str, breakdown: Concentration | None
) -> Edition:
    """What leads and what follows.

    Parameters
    ----------
    found
        All groups of projects, by stage.
    stage
        The stage that the report looks at closely, which leads.
    breakdown
        Its projects by size, where they are published.
    """
    newest = max(group.leading.window.end.year for group in found if group.leading.stage == stage)
    given = list(_candidates(observations, region, found, stage, breakdown))
    return edit(given, region, newest, _("No project of %(region)s was found.") % {"region": region.name})


def _candidates(
    observations: Observations, region: Region, found: list[ProjectGroup], stage: str, breakdown: Concentration | None
) -> Iterator[Candidate]:
    if breakdown is not None:
        sentence = _promise_sentence(observations, region, breakdown)
        yield _candidate(breakdown.projects, sentence, region, answers=True)
    lot = works(observations, region.code)
    told = {_PAID_IN, *([lot.projects.indicator.code] if lot is not None else [])}
    for group in sorted(found, key=lambda each: each.leading.indicator.code not in _TOTALS):
        code, close = group.leading.indicator.code, group.leading.stage == stage
        if close and breakdown is not None:
            continue
        if code in _TOTALS or (close and code not in told):
            yield _candidate(group.leading, group_sentence(region, group), region, answers=close)
    if lot is not None:
        yield _candidate(lot.projects, _works_sentence(region, lot), region, answers=stage == lot.projects.stage)
    paid = latest_figure(observations, _PAID_IN, region.code)
    if paid is not None:
        message = _(
            "In %(region)s, %(sum)s was paid in through investment promotion %(when)s, the last such sum found."
        )
        sentence = say(message, region=region.name, sum=amount_in_prose(paid), when=when(paid))
        yield _candidate(paid, sentence, region, answers=stage == paid.stage)


def _candidate(figure: Figure, sentence: Markup, region: Region, answers: bool = False) -> Candidate:
    faults = (Fault.WEAK,) if figure.source.reliability == "weak" else ()
    year = figure.window.end.year
    return Candidate(figure.indicator.code, sentence, region, year, answers=answers, faults=faults)


def _promise_sentence(observations: Observations, region: Region, found: Concentration) -> Markup:
    """What was agreed, how much of it in large projects, and whether the sum paid in is known."""
    message = _(
        "In %(region)s, agreements for %(sum)s were signed %(when)s, %(share)s of the sum in %(large)s projects of at "
        "least %(size)s."
    )
    promise = say(
        message,
        region=region.name,
        sum=amount_in_prose(found.investment),
        when=when(found.investment),
        share=computed_in_prose(found.share_of_investment),
        large=amount(found.large_projects),
        size=amount_in_prose(found.threshold),
    )
    paid = latest_figure(observations, _PAID_IN, region.code)
    if paid is None or paid.window.end < found.investment.window.start:
        told = say(_("How much of it was paid in was not published."))
    else:
        message = _("Paid in %(when)s was %(sum)s, which the source does not relate to these agreements.")
        told = say(message, when=when(paid), sum=amount_in_prose(paid))
    return Markup(joined([promise, told]))


def group_sentence(region: Region, group: ProjectGroup) -> Markup:
    """How many projects a group has, the investment in them, and the average where the scope allows it."""
    leading = group.leading
    names = {"region": region.name, "what": named(leading.indicator), "when": when(leading)}
    if group.projects is None:
        message = _("In %(region)s, %(what)s was put at %(sum)s %(when)s.")
        sentence = say(message, sum=amount_in_prose(leading), **names)
    elif group.investment is None or group.average is None:
        message = _("%(region)s counted %(projects)s %(what)s %(when)s.")
        sentence = say(message, projects=measured(leading), **names)
    else:
        message = _(
            "%(region)s counted %(projects)s %(what)s %(when)s, with %(sum)s in them: %(average)s each on average."
        )
        sums = {"sum": amount_in_prose(group.investment), "average": computed_in_prose(group.average)}
        sentence = say(message, projects=measured(leading), **names, **sums)
    if not any(caveat.code == "scope_open" for figure in group.figures for caveat in figure.caveats):
        return sentence
    return Markup(joined([sentence, say(_("The source leaves open what exactly it counts."))]))


def _works_sentence(region: Region, lot: Works) -> Markup:
    message = _(
        "In %(region)s, %(projects)s major projects were started together %(when)s; in full they cost %(sum)s, "
        "%(average)s each on average, of which %(plan)s (%(share)s) was planned for %(year)s."
    )
    sums = {"sum": amount_in_prose(lot.full_investment), "plan": amount_in_prose(lot.plan), "year": lot.plan.period}
    shares = {"average": computed_in_prose(lot.average), "share": computed_in_prose(lot.share_planned)}
    return say(message, region=region.name, projects=amount(lot.projects), when=when(lot.projects), **sums, **shares)
