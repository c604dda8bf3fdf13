"""What the evaluation of a relation gives: a verdict, why, and the figures it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers.checks import verdicts
from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, SAME
from helpers.figures.indicators import Indicator
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.show.amounts import Amount

CENSUS, VINTAGE, BREAK, LEFT_OUT = "census", "vintage", "break", "scope"  # what is known to set figures apart
_HALF = 0.5  # of the last unit of a count: what an exact number is measured by


@dataclass(frozen=True)
class Absent:
    """A figure that is not recorded."""

    indicator: Indicator
    region: Region


@dataclass(frozen=True)
class Outcome:
    """A verdict with its reason.

    Attributes
    ----------
    verdict
        One of `helpers.checks.findings.VERDICTS`.
    key
        Which sentence says why.
    values
        What that sentence is said with: figures, amounts, counts, words.
    rows
        The rows of `Observations.figures` behind the numbers it shows.
    distance
        How far apart two numbers are, in what their rounding allows: up to 1 is within it.
    artefact
        What is known to set them apart; empty where nothing is.
    """

    verdict: str
    key: str
    values: dict[str, Any]
    rows: tuple[int, ...] = ()
    distance: float = 0.0
    artefact: str = ""

    @property
    def agrees(self) -> bool:
        return self.verdict in AGREEING

    @property
    def differs(self) -> bool:
        return not self.agrees and self.verdict != CANNOT


def compared(one: Rounded, other: Rounded, key: str, **values: Any) -> Outcome:
    """The outcome for two numbers that should be one."""
    return Outcome(verdicts.compared(one, other), key, values, distance=distance(one, other))


def bounded(smaller: Rounded, larger: Rounded, key: str, **values: Any) -> Outcome:
    """The outcome for a number that should be at most another."""
    verdict = verdicts.bounded(smaller, larger)
    return Outcome(verdict, key, values, distance=0.0 if verdict == SAME else distance(smaller, larger))


def judged(holds: bool, key: str, apart: float = 0.0, **values: Any) -> Outcome:
    """The outcome of a check that rounding has no part in; `apart` is in whole units."""
    return Outcome(SAME if holds else CONFLICT, key, values, distance=0.0 if holds else abs(apart) / _HALF)


def distance(one: Rounded, other: Rounded) -> float:
    """How far apart two numbers are, in what their rounding allows; exact counts in half a unit."""
    allowed = sum(each.high - each.low for each in (one, other)) / 2
    return abs(one.value - other.value) / (allowed or _HALF)


def flattened(values: Iterable[Any]) -> Iterator[Any]:
    """What stands in lists and lists of lists, one after the other."""
    for each in values:
        yield from flattened(each) if isinstance(each, list) else [each]


def figures_joined(values: Iterable[Any]) -> list[Figure]:
    """The published figures among some values, those in lists too."""
    return [each for each in flattened(values) if isinstance(each, Figure)]


def rows_of(values: Iterable[Any]) -> tuple[int, ...]:
    """The rows behind the figures and computed numbers among some values, those in lists too."""
    rows: list[int] = []
    for each in flattened(values):
        if isinstance(each, Figure | Amount):
            rows += sorted(each.rounded.rows)
    return tuple(rows)
