"""A claim of a text: what it says that figures, or its own arithmetic, can bear out or contradict."""

from dataclasses import dataclass
from enum import StrEnum

from helpers.checks.findings import VERDICTS
from helpers.reading.readings import Reading


class Kind(StrEnum):
    """What is claimed."""

    VALUE = "value"  # a level, held against the record
    GROWTH = "growth"  # a rate, held against the record
    GAP = "gap"  # so much above or below another
    RANK = "rank"
    SUM = "sum"  # parts and their whole
    SHARE = "share"
    PER_DAY = "per_day"
    MULTIPLE = "multiple"  # so many times, or growth that two levels imply
    FIRST_SINCE = "first_since"
    AGREEMENT = "agreement"  # one item in two passages


@dataclass(frozen=True)
class Claim:
    """A claim and what became of it.

    Attributes
    ----------
    kind
        What is claimed.
    numbers
        The numbers of the text that it is made of, the one that is claimed first.
    verdict
        One of `helpers.checks.findings.VERDICTS`.
    said
        The arithmetic, or what it would take to check it, in a sentence of the language in use.
    rows
        The rows of `Observations.figures` that it was held against; none where the text was held against itself.
    """

    kind: Kind
    numbers: tuple[Reading, ...]
    verdict: str
    said: str
    rows: tuple[int, ...] = ()

    @property
    def gravity(self) -> int:
        """Where it stands among claims, the gravest first."""
        return VERDICTS.index(self.verdict)
