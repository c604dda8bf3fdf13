"""Holds what a reader made of the marked texts of tests/corpus against the marks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from corpus_marks import Mark, MarkedText

from helpers.reading.document import Document, Paragraph, Table
from helpers.reading.readings import Reading, Role, State

TABLES = ("table_long", "table_wide", "table_counties")
_ENDINGS = "省市县区州盟旗"
_ROWS = (Role.VALUE, Role.PREVIOUS)
_SLACK = Decimal("0.000000001")


@dataclass
class Score:
    """Counts of one text, one form, or all.

    Attributes
    ----------
    digits, digits_right, words, words_right
        Marked numbers in digits and in words, and those of each that ended as marked.
    rows, sure, sure_right
        Marked rows of an indicator; rows that the reader calls sure; those of them that are right whole.
    misses
        Numbers by what went wrong.
    """

    digits: int = 0
    digits_right: int = 0
    words: int = 0
    words_right: int = 0
    rows: int = 0
    sure: int = 0
    sure_right: int = 0
    misses: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Score") -> "Score":
        names = ("digits", "digits_right", "words", "words_right", "rows", "sure", "sure_right")
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Score(**sums, misses=self.misses + other.misses)

    def __str__(self) -> str:
        def of(some: int, whole: int) -> str:
            return f"{100 * some / whole:.1f} %" if whole else "-"

        return (
            f"digits {self.digits_right}/{self.digits} {of(self.digits_right, self.digits)}"
            f" · words {self.words_right}/{self.words} {of(self.words_right, self.words)}"
            f" · sure {self.sure_right}/{self.sure} {of(self.sure_right, self.sure)} of {self.rows} rows"
        )


def document_of(text: MarkedText) -> tuple[Document, dict[int, list[tuple[tuple[int, int, int], tuple[int, int]]]]]:
    """A marked text as it would be taken in, its tables as tables, and where each block's letters stand in it.

    Returns
    -------
    tuple[Document, dict]
        The document; and of each block its cells (row, column, length; -1 for a paragraph) with their place in the
        plain text.
    """
    lines = text.plain.split("\n")
    blocks: list[Paragraph | Table] = []
    places: dict[int, list[tuple[tuple[int, int, int], tuple[int, int]]]] = {}
    offset, at = 0, 0
    while at < len(lines):
        parting = next((sign for sign in ("|", "\t") if sign in lines[at]), None)
        if parting is None or not _is_table(lines, at, parting):
            places[len(blocks)] = [((-1, -1, 0), (offset, offset + len(lines[at])))]
            blocks.append(Paragraph(lines[at], at + 1))
            offset += len(lines[at]) + 1
            at += 1
            continue
        rows, here, first = [], [], at
        while at < len(lines) and parting in lines[at]:
            cells, begin = [], offset
            for column, raw in enumerate(lines[at].split(parting)):
                cell = raw.strip(" ")
                start = begin + len(raw) - len(raw.lstrip(" "))
                here.append(((len(rows), column, len(cell)), (start, start + len(cell))))
                cells.append(cell)
                begin += len(raw) + 1
            rows.append(cells)
            offset += len(lines[at]) + 1
            at += 1
        width = max(map(len, rows))
        places[len(blocks)] = here
        whole = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
        title = next((block.text for block in reversed(blocks) if isinstance(block, Paragraph) and block.text), "")
        blocks.append(Table(whole, title, "", first + 1))
    return Document(text.head["title"], "0" * 64, tuple(blocks)), places


def _is_table(lines: list[str], at: int, parting: str) -> bool:
    return at + 1 < len(lines) and parting in lines[at + 1]


def score(text: MarkedText, readings: Iterable[Reading], places: Mapping[int, list]) -> Score:
    """The score of one text."""
    found = [(_place(reading, places), reading) for reading in readings]
    total, used = Score(), set()
    for mark in text.marks:
        at = next((at for at, ((start, end), _r) in enumerate(found) if start < mark.end and mark.start < end), None)
        reading = None if at is None else found[at][1]
        wrong = "not found" if reading is None else miss(mark, reading)
        used.add(at)
        total.rows += mark.is_row
        if mark.words:
            total.words += 1
            total.words_right += not wrong
        else:
            total.digits += 1
            total.digits_right += not wrong
        sure_row = reading is not None and reading.sure and reading.is_row
        total.sure += sure_row
        total.sure_right += sure_row and not wrong
        if wrong:
            total.misses[f"{'sure: ' if sure_row else ''}{wrong}"] += 1
    for at, (_where, reading) in enumerate(found):
        if at not in used:
            total.misses["no figure"] += 1
            total.sure += reading.sure and reading.is_row
    return total


def miss(mark: Mark, reading: Reading) -> str:
    """What is wrong with a reading, in a word or two; empty where it is right."""
    if mark.indicator is None:
        return "" if reading.state is State.LEFT_OUT else f"not left out ({mark.keys['why']})"
    if reading.state is not State.PROPOSED:
        return "row left out" if mark.is_row else f"{mark.role} left out"
    if reading.indicator != mark.indicator:
        return f"indicator{'' if mark.is_row else ' of ' + mark.role}"
    same_role = reading.role.value == mark.role or (reading.role in _ROWS and mark.role in ("value", "previous"))
    if not same_role:
        return f"role {mark.role}"
    if bool(reading.bound) != ("bound" in mark.keys) and mark.role in ("value", "previous", "bound"):
        return "bound"
    if not _same_region(reading.region, mark.region):
        return "region"
    if not _same_window((reading.period, reading.span), (mark.period, mark.span)):
        return "period"
    if mark.value is not None and (reading.value is None or abs(reading.value - mark.value) > _SLACK):
        return "value"
    return ""


def _same_region(read: str, marked: str) -> bool:
    """Whether a region is the marked one, by its whole name, its stem, or as 全省 where the text does not name it."""
    if read.startswith("全") and len(read) == len("全省") and read != "全国":
        return marked.endswith(read[1])
    return read.rstrip(_ENDINGS) == marked.rstrip(_ENDINGS)


def _same_window(read: tuple[str, str], marked: tuple[str, str]) -> bool:
    """Whether two windows are one: the first quarter to date is the first quarter, the third to date September."""

    def months(window: tuple[str, str]) -> tuple[str, int, int]:
        period, span = window
        year = period[:4]
        last = int(period[5:]) * 3 if "Q" in period else int(period[5:]) if "-" in period else 12
        first = 1 if span in ("ytd", "year") else last - 2 if span == "quarter" else last
        return year, first, last

    return read == marked or (marked[1] != "event" and read[1] != "event" and months(read) == months(marked))


def _place(reading: Reading, places: Mapping[int, list]) -> tuple[int, int]:
    """Where a reading stands in the plain text."""
    place = reading.place
    for (row, column, _length), (start, _end) in places[place.block]:
        if (place.row, place.column) in ((row, column), (None, None)):
            return start + place.start, start + place.end
    raise AssertionError(f"no cell at {place}")
