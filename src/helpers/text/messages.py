"""Messages on input that cannot be used: one sentence with its name, its value, what is allowed, the nearest match."""

from collections.abc import Iterable
from difflib import get_close_matches

from helpers.text.language import _


class InputError(ValueError):
    """Input that cannot be used. The message is for the person who gave it: a notebook shows it without a traceback."""

    def _render_traceback_(self) -> list[str]:  # IPython shows this instead of a traceback
        return [str(self)]


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest of the known words, or nothing where none is near."""
    by_lower_case = {str(candidate).casefold(): str(candidate) for candidate in known}
    found = get_close_matches(str(word).casefold(), by_lower_case, n=1, cutoff=0.6)
    return by_lower_case[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint `; did you mean "region"?` for the nearest of the known words, or nothing where none is near."""
    found = nearest(word, known)
    return _('; did you mean "%(nearest)s"?') % {"nearest": found} if found else ""


def shortened(value: object, limit: int = 80) -> str:
    """A value as text for a one-line message: what cannot be printed escaped, what is long cut."""
    text = str(value).encode("unicode_escape").decode() if not str(value).isprintable() else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class RefusedError(InputError):
    """A computation that the figures do not allow; the message says why, in a sentence."""
