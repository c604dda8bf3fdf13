"""What a check says of figures: a verdict, and the arithmetic behind it in a sentence."""

from dataclasses import dataclass

SAME, ROUNDING, REVISION, CONFLICT, SUSPECT = "same", "rounding", "revision", "conflict", "suspect"
VERDICTS = (SUSPECT, CONFLICT, REVISION, ROUNDING, SAME)  # the gravest first


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    Attributes
    ----------
    check
        The name of the check.
    verdict
        One of VERDICTS.
    rows
        The rows in question, as numbered in `Observations.figures`.
    said
        The arithmetic, in a sentence: what stands there, what was expected, in which unit.
    against
        The rows that they were held against.
    """

    check: str
    verdict: str
    rows: tuple[int, ...]
    said: str
    against: tuple[int, ...] = ()

    @property
    def grave(self) -> bool:
        """Whether something is most likely wrong."""
        return self.verdict in (SUSPECT, CONFLICT)


def plain_number(number: float, digits: int = 10) -> str:
    """A number with commas between thousands and no noise of binary fractions: 1,100,000 or 0.48."""
    return f"{round(number, 6):,.{digits}g}"


def times(ratio: float) -> str:
    """How many times as large, or the like share of it: "13 times", "0.25 times"."""
    return f"{ratio:,.3g} times" if ratio < 1000 else f"{ratio:,.0f} times"


def percent(share: float) -> str:
    """A share in percent: "81 %"."""
    return f"{share * 100:,.3g} %"
