"""What the evaluation of a relation gives: a verdict, why, and the figures it rests on."""

from dataclasses import dataclass, field
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
        one of VERDICTS
    key
        which sentence says why
    values
        what that sentence is said with: figures, amounts, counts, words
    rows
        the rows of `Observations.figures` behind the numbers it shows
    """

    verdict: str
    key: str
    values: dict[str, Any]
    rows: tuple[int, ...] = field(default=())


def rows_of(figures: Any) -> tuple[int, ...]:
    """The rows behind figures and computed numbers in lists and lists of lists."""
    if isinstance(figures, Figure):
        return figures.rows
    if isinstance(figures, Amount):
        return tuple(sorted(figures.rounded.rows))
    if isinstance(figures, list | tuple):
        return tuple(row for each in figures for row in rows_of(each))
    return ()
