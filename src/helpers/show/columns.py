"""The columns of a table: numbers to the right with their decimal points in one line, texts to the left.

What brings the points into line is never part of a text: whoever copies a number, or has it read out, gets the number.
"""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from helpers.text.cells import Cell
from helpers.text.citations import plain

NUMBERS, LONG = "n", "t"  # kinds of columns, as classes of their cells
# A number with what stands before it, its mark around it or not, and what follows it.
_SPLIT = re.compile(
    "(?P<number>[^\\d\ue000-\ue002<]*(?:\ue000[^\ue001]*\ue001)?[^\\d\ue000-\ue002<]*\\d[\\d,]*(?:\\.(?P<decimals>\\d+))?\ue002?)"
    "(?P<after>[^<]*)"
)
_PADDED = Markup('<span data-pad="{}"></span>')
_AFTER = Markup('<span class="after w{}">{}</span>')
_WIDEST = 32  # digits that the words behind a number may take; the style sheet knows no wider ones
_WIDE = {"%": 2, "−": 2}
_WORDY = 20  # more behind a number is a text, which may be broken
_LONGEST = 60  # letters of a text that is looked up


def is_told(cell: Cell) -> bool:
    """Whether a cell says something: a dash or dots say that there is nothing."""
    return re.search(r"\w", cell.plain) is not None


def kind_of(cells: Sequence[Cell]) -> str:
    """Whether a column holds numbers, and beside them at most dashes, or texts to be read; else empty."""
    told = list(filter(is_told, cells))
    numeric = told and all(cell.is_number and cell.unit != "year" for cell in told)  # years only name something
    if numeric and max(_width(cell.after) for cell in told) <= _WORDY:
        return NUMBERS
    return LONG if is_long(cells) else ""


def is_long(cells: Sequence[Cell]) -> bool:
    """Whether a column holds texts to be read, not only to be looked up."""
    return any(len(cell.plain) > _LONGEST for cell in cells)


def in_line(cells: Sequence[Cell]) -> list[Markup]:
    """The texts of numbers with their decimal points in one line, and what follows the numbers in another."""
    texts = [escape(cell.text) for cell in cells]
    split = [_SPLIT.fullmatch(text) for text in texts]
    if any(is_told(cell) and not _is_whole(part) for cell, part in zip(cells, split, strict=True)):
        return texts
    numbers = [part["number"] if part else text for part, text in zip(split, texts, strict=True)]
    afters = [part["after"] if part else "" for part in split]
    decimals = [len(part["decimals"] or "") if part else 0 for part in split]
    width = max(map(_width, afters), default=0)
    if width > _WIDEST:
        return texts
    numbers_behind = {bool(re.search(r"\d", after)) for cell, after in zip(cells, afters, strict=True) if is_told(cell)}
    if len(numbers_behind) > 1:  # a single number has no place below an interval
        return texts
    most = max(decimals, default=0)
    lined = []
    for number, own, after in zip(numbers, decimals, afters, strict=True):
        padding = ("" if own else ".") + "0" * (most - own)
        padded = _PADDED.format(padding) if own < most else ""
        behind = _AFTER.format(width, Markup(after)) if width else ""
        apart = not after or after.startswith(" ")  # a unit stays at its number, what brings points into line is behind
        lined.append(Markup(number) + (padded + behind if apart else behind + padded))
    return lined


def _is_whole(part: re.Match[str] | None) -> bool:
    """Whether a text was split, and no mark in it."""
    return part is not None and all(
        part[name].count("\ue000") == part[name].count("\ue002") for name in ("number", "after")
    )


def _width(text: str) -> int:
    """About how many digits a text is wide, the next even number."""
    letters = plain(Markup(text).unescape())
    wide = sum(2 if east_asian_width(letter) in "WF" else _WIDE.get(letter, 1) for letter in letters)
    return wide + wide % 2
