"""The names of the sheets of a workbook: whole words of a title, and nothing that spreadsheets refuse."""

import re
from collections.abc import Iterable

_NAME = 31  # characters
_REFUSED = re.compile(r"[\[\]*?/\\\x00-\x1f\ufffe\uffff]")  # and the colon, at which a title has parts
_PARTS, _BRACKETS = re.compile(r"[,:;，：；]"), re.compile(r"\s*[(（][^()（）]*[)）]")
_DANGLING = re.compile(r"(\s+(a|an|and|as|at|by|from|in|of|on|or|that|the|their|to|where|which|with))+$")


def sheet_name(text: str, taken: Iterable[str], number: int | None = None) -> str:
    """A name for a sheet, whole words of at most 31 characters, none that is taken or has what spreadsheets refuse."""
    begin = f"{number} " if number is not None else ""
    name = _shortened(text, _NAME - len(begin))
    used = {each.lower() for each in taken}
    again = 1
    while (found := begin + name).lower() in used:
        again += 1
        name = f"{_shortened(text, _NAME - len(begin) - 4)} {again}"
    return found


def _shortened(text: str, longest: int) -> str:
    """A title as far as there is room for: to the end of a part of it if there is one, or else of a word."""
    clean = re.sub(r"\s+", " ", _REFUSED.sub(" ", text)).strip(" '")
    if len(clean) > longest:
        clean = _BRACKETS.sub("", clean)
    if len(clean) > longest:
        ends = [part.start() for part in _PARTS.finditer(clean) if longest // 4 <= part.start() <= longest]
        words = [space.start() for space in re.finditer(" ", clean) if 0 < space.start() <= longest]
        clean = _DANGLING.sub("", clean[: max(ends or words, default=longest)])
    return clean.replace(":", "").strip(" '") or "-"
