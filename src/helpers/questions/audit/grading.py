"""What a disagreement is: a contradiction in one text, a difference from another source, or something known.

The arithmetic alone says that two numbers cannot be one. Whether anybody is wrong hangs on who states what: figures of
two releases differ rightly, and so do figures that are not of the same thing.
"""

from dataclasses import replace

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SCOPE, SUSPECT
from helpers.figures.observations import Observations
from helpers.figures.published import Figure
from helpers.questions.audit.outcomes import LEFT_OUT, VINTAGE, Outcome, figures_joined
from helpers.questions.audit.relations import BY_PERIOD, Relation

CONTRADICTION, DIFFERS, ARTEFACT, ROUNDED, NO_DIFFERENCE = "contradiction", "differs", "artefact", "rounding", ""
KINDS = (CONTRADICTION, DIFFERS, ARTEFACT, ROUNDED, NO_DIFFERENCE)  # the worst first
_LEFT_OPEN = {"measure_open", "scope_open", "window_open"}  # caveats: the source does not say what it measures
_DOUBTED = {"implausible", "interpolated_source", "unit_inferred", "decimal_point_lost"}


def graded(relation: Relation, outcome: Outcome, observations: Observations) -> Outcome:
    """The outcome of a relation, its disagreement told from what is known to set figures apart.

    - What no source states is no claim: kept, it proves nothing; broken, the two are not the same thing.
    - A source that has the figure for another year means that year.
    - Figures of two sources and of two releases differ by a revision.
    - Where a text leaves open what it measures, it is most likely wrong (one source) or speaks of something else (two).
    - A source that is interpolated or misread is most likely wrong.
    """
    if relation.open and outcome.agrees and relation.kind not in BY_PERIOD:
        return replace(outcome, verdict=CANNOT, key=f"open_{outcome.key}", distance=0.0)
    if outcome.verdict != CONFLICT:
        return outcome
    if relation.open or outcome.key == "agreement_elsewhere":
        return replace(outcome, verdict=SCOPE, artefact=LEFT_OUT)
    figures = figures_joined(outcome.values.values())
    caveats = {caveat.code for figure in figures for caveat in figure.caveats}
    if len({figure.source.code for figure in figures}) > 1:
        if _of_two_releases(figures, observations):
            return replace(outcome, verdict=REVISION, artefact=VINTAGE)
        if caveats & _LEFT_OPEN:
            return replace(outcome, verdict=SCOPE, artefact=LEFT_OUT)
        return replace(outcome, verdict=SUSPECT) if caveats & _DOUBTED else outcome
    leaves_open = relation.kind != "once" and caveats & _LEFT_OPEN
    return replace(outcome, verdict=SUSPECT) if leaves_open else outcome


def _of_two_releases(figures: list[Figure], observations: Observations) -> bool:
    """Whether two of the figures are of releases that are known to be different ones."""
    listed = [observations.figures.at[figure.rows[0], "basis"] for figure in figures]
    bases = [set(each.split("|")) for each in listed if each]
    return any(not one & other for one in bases for other in bases)


def kind_of(outcome: Outcome, sources: set[str]) -> str:
    """What sort of difference an outcome is, one of KINDS; nothing where its figures agree or cannot be checked.

    Parameters
    ----------
    sources
        Those that print its figures.
    """
    if outcome.verdict == ROUNDING:
        return ROUNDED
    if outcome.verdict in (REVISION, SCOPE):
        return ARTEFACT
    if outcome.verdict in (CONFLICT, SUSPECT):
        return CONTRADICTION if len(sources) == 1 else DIFFERS
    return NO_DIFFERENCE
