"""A page of a PDF: its lines and tables, and which of its lines stand on every page or at its foot."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from helpers.reading.intake.pdf_words import Box, Line

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(第?\s*\d{1,4}\s*页?)([/／,，\s]*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*|[Pp]age \d+( of \d+)?"
)
# What may be the number of a page: years and what has decimals tell pages apart.
_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d+(?![\d.,]*[\d%％])")
_OFTEN = 3  # pages from which on a line at the edge of each is no part of the text
_TITLE = re.compile(r"[附续]?[表图]|Table|Figure|单位|Unit")  # what may stand above each of several tables
_SAME_PLACE = 8.0  # points between lines of two pages that stand at one place, by whatever program
_NOTE = re.compile(r"注[:：]?|[*※†‡①-⑳¹²³⁴-⁹]|[\[［〔(（]\d{1,2}[\]］〕)）]|\d{1,2}[\s.、．]|Notes?\b")
_SMALL = 0.92  # times the type of the text: notes are set smaller


@dataclass(frozen=True)
class Grid:
    """A table on a page."""

    rows: tuple[tuple[str, ...], ...]
    box: Box


Item = Line | Grid


@dataclass(frozen=True)
class Page:
    """What is on a page, in the order in which it is read."""

    number: int
    items: tuple[Item, ...]

    @property
    def lines(self) -> list[Line]:
        return [item for item in self.items if isinstance(item, Line)]

    @property
    def step(self) -> float:
        """From a line to the next below it, in points; 0 where there is but one."""
        boxes = [line.box for line in self.lines]
        steps = [below.top - above.top for above, below in pairwise(boxes) if below.top > above.top]
        return median(steps) if steps else 0.0


def without_margins(pages: Sequence[Page]) -> list[Page]:
    """Pages without their numbers and without what stands at the same edge of several of them.

    It may differ in the number of the page. Where it is on two pages only, it stands at the same place on both.
    """
    edges: Counter[str] = Counter()
    places: dict[str, list[float]] = {}
    filled = sum(bool(page.items) for page in pages)
    for page in pages:
        for item in {id(each): each for each in (*page.items[:2], *page.items[-2:])}.values():
            if isinstance(item, Line):
                edges[_shape(item)] += 1
                places.setdefault(_shape(item), []).append(item.box.top)

    def is_margin(line: Line) -> bool:
        if _PAGE_NUMBER.fullmatch(line.text) and not _is_year(line.text):
            return True
        if _TITLE.match(line.text):
            return False
        shape = _shape(line)
        same = sum(abs(top - line.box.top) < _SAME_PLACE for top in places.get(shape, ()))
        return edges[shape] >= _OFTEN or (same > 1 and 2 * same >= filled)

    kept = []
    for page in pages:
        items = list(page.items)
        for edge in (0, -1):
            while items and isinstance(line := items[edge], Line) and is_margin(line):
                items.pop(edge)
        kept.append(Page(page.number, tuple(items)))
    return kept if any(page.items for page in kept) else list(pages)  # the same page again is no margin


def _shape(line: Line) -> str:
    return _NUMBER.sub("#", line.text)


def _is_year(text: str) -> bool:
    """Whether a number alone on its line is a year, as that above a table, and no page."""
    return bool(re.fullmatch(r"\s*(19|20)\d\d\s*", text))


def notes_of(lines: Sequence[Line], body: float) -> list[Line]:
    """The notes at the foot of a column or page: its last lines, if they are set smaller and begin with a mark.

    Parameters
    ----------
    body
        The width of a Chinese letter of the text.
    """
    first = len(lines)
    while first and lines[first - 1].em < _SMALL * body:
        first -= 1
    while first < len(lines) and not begins_note(lines[first]):
        first += 1
    return list(lines[first:])


def begins_note(line: Line) -> bool:
    """Whether a line begins as notes do: with a mark or a small number."""
    return bool(_NOTE.match(line.text))
