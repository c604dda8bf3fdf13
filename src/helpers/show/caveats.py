"""What a reader must know of a figure, in words: as of when it is, and what its source leaves open."""

from helpers.figures.observations import Observations
from helpers.figures.periods import window_words
from helpers.text.cells import MISSING
from helpers.text.language import _


def vintage_words(code: str) -> str:
    """A source's vintage as a reader says it: a month or year, "first release", or a dash where none is recorded."""
    if code == "first-release":
        return _("first release")
    return window_words(code, "month" if "-" in code else "year") if code else MISSING


def caveat_words(observations: Observations, codes: str) -> str:
    """The caveats of a figure in words, one after the other; empty where it has none."""
    return _("; ").join(caveat.name for caveat in observations.caveats([codes]))
