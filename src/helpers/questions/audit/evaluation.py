"""Do the published figures agree? Each relation evaluated with the rounding of the printed digits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.published import find_figure, find_figures
from helpers.figures.regions import Region
from helpers.figures.scope import ScopeError
from helpers.questions.audit import figure_checks, series_checks
from helpers.questions.audit.outcomes import CANNOT, HOLDS, Absent, Outcome, rows_of
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
        """Must the relation hold, and does not?"""
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
        a reference of the relation names more than one figure
    """
    if relation.kind in series_checks.RULES:
        try:
            return series_checks.RULES[relation.kind](relation, observations)
        except NoFiguresError:
            return series_checks.NO_PERIOD
    figures = {role: _resolved(role, operand, relation, observations) for role, operand in relation.figures.items()}
    rows = rows_of(list(figures.values()))
    if absent := next(_absent(figures.values()), None):
        return figure_checks.without(absent, figures, rows)
    try:
        if relation.kind in figure_checks.RULES:
            verdict, key, values = figure_checks.RULES[relation.kind](relation, figures)
        else:
            verdict, key, values = figure_checks.RULES_THAT_LOOK_UP[relation.kind](relation, figures, observations)
    except ScopeError as refusal:
        return Outcome(CANNOT, "refused", {"reason": str(refusal)}, rows)
    if relation.open and verdict == HOLDS:
        verdict, key = CANNOT, f"open_{key}"
    return Outcome(verdict, key, values, tuple(dict.fromkeys(rows + rows_of(list(values.values())))))


def _resolved(role: str, operand: Any, relation: Relation, observations: Observations) -> Any:
    """What a relation joins under a role: a figure, a list of them, or that there is none."""
    if isinstance(operand, list):
        return [_resolved(role, each, relation, observations) for each in operand]
    if isinstance(operand, str | Unpublished):
        return operand
    source = operand.source or relation.source
    if role == "members":  # a list of names stands for several regions
        return find_figures(observations, operand.indicator, operand.region, source, operand.period, operand.span)
    if role == "figure":
        return find_figures(observations, operand.indicator, operand.region or relation.region, source)
    region = operand.region or relation.region
    try:
        return find_figure(observations, operand.indicator, region, source, operand.period, operand.span)
    except NoFiguresError:
        return Absent(observations.indicator(operand.indicator), observations.region(region))


def _absent(figures: Any) -> Iterator[Absent | Unpublished]:
    for each in figures:
        if isinstance(each, Absent | Unpublished):
            yield each
        elif isinstance(each, list):
            yield from _absent(each)
