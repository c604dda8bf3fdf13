"""The codes of checks, and of what is compared with a text, in words."""

from helpers.checks import copied, deflators, factors, notations, parents, places, sources, spans, sums
from helpers.text.language import _


def check_words(check: str) -> str:
    """The name of a check of the X-ray."""
    words = {
        parents.CHECK: _("parts and wholes"),
        sums.CHECK: _("sums"),
        spans.CHECK: _("spans"),
        deflators.CHECK: _("deflators"),
        factors.CHECK: _("factors"),
        factors.PART: _("parts of a region"),
        notations.INDEX: _("indices"),
        notations.CHANGE: _("changes"),
        copied.FILLED: _("filled in"),
        copied.MIDPOINT: _("midpoints"),
        places.PERMUTED: _("places permuted"),
        places.HOMONYM: _("places of one name"),
        sources.CHECK: _("sources"),
    }
    return words[check]


def state_words(state: str) -> str:
    """What became of a number of a text, or of a figure recorded from it."""
    words = {
        "recorded": _("recorded"),
        "left out": _("left out"),
        "missing": _("missing"),
        "found": _("found"),
        "not found": _("not found"),
        "reconstructed": _("reconstructed"),
    }
    return words[state]
