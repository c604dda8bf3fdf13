"""Notes above English tables that say their units, and headings that say times: (in 100 million yuan), Jan-Sep 2034."""

import re

from helpers.figures.english_units import NOTE, UNLESS, english_unit
from helpers.reading.heads.windows import Named


def english_rest(words: str, told: list[Named]) -> str:
    """What some words say besides the times that they tell."""
    left = "".join(" " if any(a.start <= at < a.end for a in told) else each for at, each in enumerate(words))
    return left.strip(" ,.()") if len({(each.start, each.end) for each in told}) == 1 else words


def english_units(printed: str) -> list[str]:
    """The units that a note above a table lists; empty where it is no such note."""
    note = printed.strip()
    if not NOTE.match(note) and not re.fullmatch(r"[（(].*[）)]", note):
        return []
    return [
        english_unit(each) for each in re.split(r"\s*(?:[;；，]| and |, (?!\d{3})|(?<=yuan)/)\s*", UNLESS.sub("", note))
    ]
