"""The evaluation of relations: whether the published figures agree, with the rounding of the printed digits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from helpers.checks.findings import CANNOT, SCOPE
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.published import find_figure, find_figures
from helpers.figures.regions import Region
from helpers.figures.scope import ScopeError
from helpers.questions.audit import figure_checks, series_checks
from helpers.questions.audit.grading import KINDS, graded, kind_of
from helpers.questions.audit.outcomes import LEFT_OUT, Absent, Outcome, flattened, rows_of
from helpers.questions.audit.readings import is_rate, to_one_decimal
from helpers.questions.audit.relations import Relation, RelationSet, Unpublished, references


@dataclass(frozen=True)
class Finding:
    """A relation with the region that it is about, its verdict and why.

    Attributes
    ----------
    kind
        What sort of difference it is, one of `grading.KINDS`.
    finer
        The outcome where rates printed without a decimal ("8") are read as published to one ("8.0"), if its verdict is
        another one.
    """

    relation: Relation
    region: Region
    outcome: Outcome
    kind: str
    finer: Outcome | None = None

    @property
    def verdict(self) -> str:
        return self.outcome.verdict

    @property
    def is_checked(self) -> bool:
        return self.verdict != CANNOT

    @property
    def is_damage(self) -> bool:
        """Whether its figures must agree and do not."""
        return self.relation.must and not self.outcome.agrees


def audit(relations: RelationSet, observations: Observations) -> list[Finding]:
    """Every relation evaluated in both readings, the worst first."""
    finer = to_one_decimal(observations)
    return worst_first(find(relation, observations, finer) for relation in relations.relations)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """By sort of difference, then by how far apart its figures are against what their rounding allows."""
    return sorted(findings, key=lambda each: (KINDS.index(each.kind), -each.outcome.distance))


def damages(relations: RelationSet, observations: Observations) -> list[Finding]:
    """Of the relations that must hold, those that do not."""
    findings = [find(relation, observations) for relation in relations.relations if relation.must]
    return [finding for finding in findings if finding.is_damage]


def find(relation: Relation, observations: Observations, finer: Observations | None = None) -> Finding:
    """One relation evaluated.

    Parameters
    ----------
    finer
        The same figures, with rates read to one decimal; None for the one reading alone.
    """
    outcome = evaluate(relation, observations)
    has_rates = any(is_rate(observations.indicator(each.indicator)) for each in references(relation))
    other = evaluate(relation, finer) if finer is not None and has_rates else outcome
    return found(relation, observations, outcome, other)


def found(relation: Relation, observations: Observations, outcome: Outcome, finer: Outcome) -> Finding:
    """A finding of the outcomes in both readings."""
    sources = set(observations.figures.loc[list(outcome.rows), "source"])
    other = finer if finer.verdict != outcome.verdict else None
    return Finding(relation, observations.region(relation.region), outcome, kind_of(outcome, sources), other)


def evaluate(relation: Relation, observations: Observations) -> Outcome:
    """The verdict on one relation, and what it rests on.

    It allows for the rounding of the printed digits; `grading.graded` says what a disagreement is. "Cannot be checked"
    where a figure is not published or recorded, the source leaves open what a bound allows, or a number follows from
    the figures and there is nothing to hold it against; "scope" where the arithmetic would cross one.

    Raises
    ------
    InputError
        A reference of the relation names more than one figure.
    """
    if relation.kind in series_checks.KINDS:
        return graded(relation, series_checks.evaluate(relation, observations), observations)
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
        return Outcome(SCOPE, "refused", {"reason": str(refusal)}, rows, artefact=LEFT_OUT)
    shown = tuple(dict.fromkeys(rows + rows_of(outcome.values.values())))
    values = figures | outcome.values
    return graded(relation, Outcome(outcome.verdict, outcome.key, values, shown, outcome.distance), observations)


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
