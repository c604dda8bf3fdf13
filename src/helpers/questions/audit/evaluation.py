"""The evaluation of relations: whether the published figures agree, with the rounding of the printed digits."""

from dataclasses import dataclass, replace
from typing import Any

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.published import find_figure, find_figures
from helpers.figures.regions import Region
from helpers.figures.scope import ScopeError
from helpers.questions.audit import figure_checks, series_checks
from helpers.questions.audit.outcomes import CANNOT, HOLDS, Absent, Outcome, flattened, rows_of
from helpers.questions.audit.relations import Relation, RelationSet, Unpublished


@dataclass(frozen=True)
class Finding:
    """A relation with the region that it is about, its verdict and why."""

    relation: Relation
    region: Region
    outcome: Outcome

    @property
    def verdict(self) -> str:
        return self.outcome.verdict

    @property
    def is_damage(self) -> bool:
        """Whether the relation must hold and does not."""
        return self.relation.must and self.verdict != HOLDS


def audit(relations: RelationSet, observations: Observations) -> list[Finding]:
    """Every relation evaluated, in the order of the file."""
    return [find(relation, observations) for relation in relations.relations]


def damages(relations: RelationSet, observations: Observations) -> list[Finding]:
    """Of the relations that must hold, those that do not."""
    findings = [find(relation, observations) for relation in relations.relations if relation.must]
    return [finding for finding in findings if finding.is_damage]


def find(relation: Relation, observations: Observations) -> Finding:
    """One relation evaluated."""
    return Finding(relation, observations.region(relation.region), evaluate(relation, observations))


def evaluate(relation: Relation, observations: Observations) -> Outcome:
    """The verdict on one relation, and what it rests on.

    "holds" and "does not hold" allow for the rounding of the printed digits; "cannot be checked" where a figure is not
    published or recorded, the arithmetic would cross a scope, or the source leaves open what a bound allows; "derived
    only" where a number follows from the figures and there is nothing to hold it against.

    Raises
    ------
    InputError
        A reference of the relation names more than one figure.
    """
    if relation.kind in series_checks.KINDS:
        return series_checks.evaluate(relation, observations)
    figures = {role: _resolved(role, operand, relation, observations) for role, operand in relation.figures.items()}
    rows = rows_of(figures.values())
    for each in flattened(figures.values()):
        if isinstance(each, Absent | Unpublished):
            return figure_checks.without(each, figures, rows)
    try:
        if relation.kind in figure_checks.RULES:
            outcome = figure_checks.RULES[relation.kind](**figures)
        else:
            outcome = figure_checks.RULES_THAT_LOOK_UP[relation.kind](relation, observations, **figures)
    except ScopeError as refusal:
        return Outcome(CANNOT, "refused", {"reason": str(refusal)}, rows)
    if relation.open and outcome.verdict == HOLDS:
        outcome = replace(outcome, verdict=CANNOT, key=f"open_{outcome.key}")
    shown = tuple(dict.fromkeys(rows + rows_of(outcome.values.values())))
    return replace(outcome, values=figures | outcome.values, rows=shown)


def _resolved(role: str, operand: Any, relation: Relation, observations: Observations) -> Any:
    """What a relation joins under a role: a figure, a list of them, or that there is none."""
    if isinstance(operand, list):
        return [_resolved(role, each, relation, observations) for each in operand]
    if isinstance(operand, str | Unpublished):
        return operand
    source = operand.source or relation.source
    if role == "members":  # a list of names stands for several regions
        return find_figures(observations, operand.indicator, operand.region, source, operand.period, operand.span)
    region = operand.region or relation.region
    if role == "figure":
        return find_figures(observations, operand.indicator, region, source)
    try:
        return find_figure(observations, operand.indicator, region, source, operand.period, operand.span)
    except NoFiguresError:
        return Absent(observations.indicator(operand.indicator), observations.region(region))
