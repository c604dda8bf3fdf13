"""What a check says of figures: a verdict, and the arithmetic behind it in a sentence."""

from dataclasses import dataclass

from helpers.text.language import _

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
        The arithmetic, in a sentence of the language in use: what stands there, what was expected, in which unit.
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


def verdict_name(verdict: str) -> str:
    """A verdict in words."""
    names = {
        SUSPECT: _("suspect"),
        CONFLICT: _("conflict"),
        REVISION: _("revision"),
        ROUNDING: _("rounding"),
        SAME: _("same"),
    }
    return names[verdict]
