"""What the evaluation of a relation gives: a verdict, why, and the figures it rests on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers.figures.indicators import Indicator
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.show.amounts import Amount

FAILS, CANNOT, DERIVED, HOLDS = "does not hold", "cannot be checked", "derived only", "holds"
VERDICTS = (FAILS, CANNOT, DERIVED, HOLDS)  # conflicts first


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
        One of VERDICTS.
    key
        Which sentence says why.
    values
        What that sentence is said with: figures, amounts, counts, words.
    rows
        The rows of `Observations.figures` behind the numbers it shows.
    """

    verdict: str
    key: str
    values: dict[str, Any]
    rows: tuple[int, ...] = ()


def judged(holds: bool, key: str, **values: Any) -> Outcome:
    """The outcome of a check, with what it computed."""
    return Outcome(HOLDS if holds else FAILS, key, values)


def flattened(values: Iterable[Any]) -> Iterator[Any]:
    """What stands in lists and lists of lists, one after the other."""
    for each in values:
        yield from flattened(each) if isinstance(each, list) else [each]


def rows_of(values: Iterable[Any]) -> tuple[int, ...]:
    """The rows behind the figures and computed numbers among some values, those in lists too."""
    rows: list[int] = []
    for each in flattened(values):
        if isinstance(each, Figure | Amount):
            rows += sorted(each.rounded.rows)
    return tuple(rows)
