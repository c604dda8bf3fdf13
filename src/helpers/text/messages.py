"""Messages on input that cannot be used: one sentence with its name, its value, what is allowed, the nearest match."""

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """Input that cannot be used. The message is for the person who gave it: a notebook shows it without a traceback."""

    def _render_traceback_(self) -> list[str]:  # IPython shows this instead of a traceback
        return [str(self)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint `; did you mean "region"?` for the nearest of the known words, or nothing where none is near."""
    by_lower_case = {str(candidate).casefold(): str(candidate) for candidate in known}
    nearest = get_close_matches(str(word).casefold(), by_lower_case, n=1, cutoff=0.6)
    return f'; did you mean "{by_lower_case[nearest[0]]}"?' if nearest else ""


def shortened(value: object, limit: int = 80) -> str:
    """A value as text for a one-line message: what cannot be printed escaped, what is long cut."""
    text = str(value).encode("unicode_escape").decode() if not str(value).isprintable() else str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class RefusedError(InputError):
    """A computation that the figures do not allow; the message says why, in a sentence."""
