"""Where a number of a text stands: the sentence or the row of its table, as a person finds it and as data note it."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from helpers.reading.document import Document, Paragraph, Place

BETWEEN = " | "  # cells of a row that is quoted
_END = re.compile(r"[。！？；!?;]|\.(?=\s+[A-Z“\"])")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")  # a number in digits, as `check --texts` counts them
_PAUSE = re.compile(r"[，、；：\s]")
_LONGEST = 600  # letters of a sentence that is quoted as a whole
_UNSEEN = ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")  # categories of what cannot be seen


@dataclass(frozen=True)
class Quote:
    """A sentence, or a row of a table, and where in it a number is.

    Attributes
    ----------
    text
        As the document has it, on one line.
    start, end
        Of the number in it.
    line
        The line that it stands on, as `Lines` counts.
    locator
        The place of the number as data/observations.csv notes it.
    """

    text: str
    start: int
    end: int
    line: int
    locator: str


class Lines:
    """The lines of a document that are not empty, counted from 1 as `check --texts` does; of a table, a row each."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.texts: list[str] = []
        self._first: list[int] = []
        self._found: dict[tuple[int, str], list[int]] = {}
        for block in document.blocks:
            self._first.append(len(self.texts) + 1)
            rows = [block.text] if isinstance(block, Paragraph) else [BETWEEN.join(row) for row in block.rows]
            self.texts += [one_line(row) for row in rows if row.strip() or not isinstance(block, Paragraph)]

    def quote(self, place: Place, words: bool) -> Quote:
        """The sentence of a number, or the row of its table with its cells one after the other.

        Parameters
        ----------
        words
            Whether the number stands in words.
        """
        block, line = self._document.blocks[place.block], self._first[place.block] + (place.row or 0)
        locator = self._locator(place, words)
        if isinstance(block, Paragraph):
            start, end = self._sentence(place)
            text = block.text[start:end]
            start += len(text) - len(text.lstrip())
            return Quote(one_line(text.strip()), place.start - start, place.end - start, line, locator)
        cells, column = block.rows[place.row or 0], place.column or 0
        before = len(BETWEEN.join([*cells[:column], ""]))
        return Quote(one_line(BETWEEN.join(cells)), before + place.start, before + place.end, line, locator)

    def _locator(self, place: Place, words: bool) -> str:
        """¶14 (3) is the third number in digits on line 14, ¶2 “第一” a number in words there.

        Of a table its title and sheet, or the line where it begins, with the row and the column of the cell in it.
        """
        block, line = self._document.blocks[place.block], self._first[place.block]
        if isinstance(block, Paragraph):
            if words:
                return f"¶{line} “{one_line(self._document.printed_at(place))}”"
            before = bisect_right(self._ends(place.block, _DIGITS), place.start)
            return f"¶{line} ({before + 1})"
        named = ", ".join(filter(None, (one_line(block.title).strip(), one_line(block.place).strip())))
        table = f"“{named}”" if named else f"¶{line}"
        return f"{table} [{(place.row or 0) + 1}, {(place.column or 0) + 1}]"

    def _sentence(self, place: Place) -> tuple[int, int]:
        """Where the sentence of a number begins and ends; of one that is very long the part around the number."""
        ends, size = self._ends(place.block, _END), len(self._document.text_at(place))
        before, after = bisect_right(ends, place.start), bisect_left(ends, place.end)
        start, end = ends[before - 1] if before else 0, ends[after] if after < len(ends) else size
        if end - start <= _LONGEST:
            return start, end
        text = self._document.text_at(place)
        if start < (from_here := place.start - _LONGEST // 2) and (
            pause := _PAUSE.search(text, from_here, place.start)
        ):
            start = pause.end()
        if (to_here := place.end + _LONGEST // 2) < end and (pauses := [*_PAUSE.finditer(text, place.end, to_here)]):
            end = pauses[-1].start()
        return start, end

    def _ends(self, block: int, pattern: re.Pattern[str]) -> list[int]:
        """Where in a paragraph a pattern ends, each time."""
        key = block, pattern.pattern
        if key not in self._found:
            text = self._document.text_at(Place(block, 0, 0))
            self._found[key] = [found.end() for found in pattern.finditer(text)]
        return self._found[key]


def one_line(text: str) -> str:
    """A text without line breaks and what cannot be seen, of as many letters."""
    return "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in text)
