"""What projects are to invest in a year beside what they cost in full: the one is a part of the other."""

import re
from collections.abc import Iterator

from helpers.checks.findings import AGREEING, CONFLICT, SUSPECT
from helpers.checks.verdicts import bounded
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.words import amount, exact
from helpers.reading.claims import Claim, Kind
from helpers.text.language import _

_PLAN = re.compile(
    r"(年度(?:计划)?(?:完成)?投资|年度计划完成投资|当年计划(?:完成)?投资|planned for the year)[^，,；;。、]{0,6}$"
)
_FULL = re.compile(r"(全额投资|总投资(?!增)|投资总额|计划总投资|概算总投资|full investment)[^，,；;。、]{0,6}$")
_OF_ALL = re.compile("全市|全省|全县|全区|全州|all projects")


def plan_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a plan for the year: held against the full investment of its sentence, else of all of the place."""
    money = [fact for fact in facts if fact.unit == "100m_cny" and fact.value is not None]
    fulls = [fact for fact in money if _stage(fact) == "full_investment"]
    for plan in money:
        if _stage(plan) != "annual_plan":
            continue
        near = [full for full in facts.together(plan) if full in fulls]
        whole = [full for full in fulls if _OF_ALL.search(full.before) and _is_part(plan, full)]
        if near or len(whole) == 1:
            yield _claim(plan, (near or whole)[-1], not near)


def _is_part(plan: Fact, full: Fact) -> bool:
    """Whether a plan is of the year of the full investment of all projects, and of its place or inside of it."""
    inside = plan.region is not None and full.region is not None and plan.region.is_within(full.region.code)
    return plan.reading.period[:4] == full.reading.period[:4] and (inside or plan.place == full.place)


def _stage(fact: Fact) -> str:
    if fact.indicator and fact.indicator.stage:
        return fact.indicator.stage
    return "annual_plan" if _PLAN.search(fact.before) else "full_investment" if _FULL.search(fact.before) else ""


def _claim(plan: Fact, full: Fact, of_all: bool) -> Claim:
    verdict = bounded(plan.number, full.number)
    if of_all and verdict == CONFLICT:  # the plan may cover projects that began before
        verdict = SUSPECT
    excess = Rounded.exact(plan.number.value - full.number.value)
    words = {"plan": amount(plan), "full": amount(full), "excess": exact(excess, "100m_cny")}
    if verdict in AGREEING:
        message = _("%(plan)s planned for the year lies within the full investment of %(full)s.")
    elif of_all:
        message = _(
            "%(plan)s planned for the year is %(excess)s more than the %(full)s that all projects cost in full."
        )
    else:
        message = _(
            "%(plan)s planned for the year is %(excess)s more than the %(full)s that the projects cost in full."
        )
    return Claim(Kind.SUM, (plan.reading, full.reading), verdict, message % words)
