"""What is given for a parameter: as text, and which of a few values it means."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from helpers.parameters.errors import NotAllowedError
from helpers.text.language import _, number
from helpers.text.messages import did_you_mean
from helpers.text.typed import in_each_language, meant, plain

_LONGEST = 10_000  # characters of a value: a longer one names nothing
_SOME = 8  # values that a message names
# Words that stand for a value, in the language in use.
_SPOKEN: dict[str, Callable[[], str]] = {
    "earliest": lambda: _("earliest"),
    "latest": lambda: _("latest"),
    "none": lambda: _("none"),
    "parents": lambda: _("parents"),
    "stated": lambda: _("stated"),
}


def text_of(value: Any) -> str:
    """A value that must be text or a whole number, as text without what makes no difference: width of letters, spaces.

    Raises
    ------
    NotAllowedError
        It is something else, or too long to name anything.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotAllowedError(_("text or a whole number is expected"))
    if len(text := str(value)) > _LONGEST:
        words = _("%(count)s characters, where at most %(most)s are expected")
        raise NotAllowedError(words % {"count": number(len(text), 0), "most": number(_LONGEST, 0)})
    return plain(text)


def one_of(value: str, known: Mapping[str, Iterable[str]]) -> str:
    """Which of the known values is meant, each with all that it is called.

    Raises
    ------
    NotAllowedError
        None is, or several are; the message names those, or else the nearest.
    """
    found = meant(value, known)
    if len(found) == 1:
        return found[0]
    some = found[:_SOME] or (list(known) if len(known) <= _SOME else get_close_matches(value, known, _SOME, 0))
    named = _(", ").join([*some, "…"] if len(some) < len(found or known) else some)
    hint = "" if found else did_you_mean(value, known)
    raise NotAllowedError(_("one of %(known)s is expected%(hint)s") % {"known": named, "hint": hint})


def word_of(text: str, *words: str) -> str:
    """Which of some words a text is, in any language; empty where it is none."""
    found = meant(text, {word: [word, *in_each_language(_SPOKEN[word])] for word in words})
    return found[0] if len(found) == 1 else ""
