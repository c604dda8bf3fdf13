"""Names of which letters are lost: what they can only mean, and how far they reach in a text."""

import re
from collections.abc import Iterator

from helpers.reading.letters import LOST
from helpers.reading.vocabulary import Facet, Subject, Vocabulary

_RUN = re.compile(f"{LOST.pattern}+")
_LEAST = 3  # letters that are left of a name


def meant(name: str, vocabulary: Vocabulary) -> tuple[Subject, Facet | None] | None:
    """The one subject that a name with lost letters can mean; None where there is none, or more than one."""
    if not LOST.search(name):
        return None
    if alone := vocabulary.named(name.strip("\ufffd？")):
        return alone
    if len(_RUN.sub("", name)) < _LEAST:
        return None
    pieces = re.findall(f"{_RUN.pattern}|.", name)
    pattern = re.compile("".join(".{1,2}" if _RUN.match(each) else re.escape(each) for each in pieces))
    found = {subject: facet for phrase, (subject, facet) in vocabulary.phrases.items() if pattern.fullmatch(phrase)}
    return next(iter(found.items())) if len(found) == 1 else None


def damaged_names(text: str, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where in a text names lost letters: beginning and end of the longest around each of those letters."""
    found = (max(_around(text, *lost.span(), vocabulary), default=None) for lost in _RUN.finditer(text))
    return [(begin, end) for span in found if span is not None for _length, begin, end in [span]]


def _around(text: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[tuple[int, int, int]]:
    """Length, beginning and end of each phrase that fits around letters lost from start to end."""
    for phrase in vocabulary.phrases:
        for at in range(len(phrase)):
            if not text.endswith(phrase[:at], 0, start):
                continue
            for lost in (1, 2):
                rest = phrase[at + lost :]
                if _LEAST <= at + len(rest) < len(phrase) and text.startswith(rest, end):
                    yield at + len(rest), start - at, end + len(rest)
