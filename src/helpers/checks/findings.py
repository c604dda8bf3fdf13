"""What a check says of figures: a verdict, and the arithmetic behind it in a sentence."""

from dataclasses import dataclass

from helpers.text.language import _

# The one vocabulary of verdicts, wherever figures or claims are held against each other.
SAME = "same"
ROUNDING = "rounding"  # the printed digits allow both
REVISION = "revision"  # another release, a known break
SCOPE = "scope"  # not the same thing
CONFLICT = "conflict"  # cannot both be right
SUSPECT = "suspect"  # most likely an error
CANNOT = "cannot be checked"
VERDICTS = (SUSPECT, CONFLICT, SCOPE, REVISION, ROUNDING, SAME, CANNOT)  # the gravest first
AGREEING = (SAME, ROUNDING)


def verdict_words(verdict: str) -> str:
    """A verdict in the language in use."""
    words = {
        SAME: _("same"),
        ROUNDING: _("rounding"),
        REVISION: _("revision"),
        SCOPE: _("scope"),
        CONFLICT: _("conflict"),
        SUSPECT: _("suspect"),
        CANNOT: _("cannot be checked"),
    }
    return words[verdict]


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
