"""Holds what a reader made of the marked texts of tests/corpus against the marks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus_marks import Mark, MarkedText
from corpus_rendered import places_of

from helpers.reading.document import Document, Place
from helpers.reading.intake import take_in
from helpers.reading.readings import Reading, Role, State

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


def as_text(text: MarkedText) -> tuple[Document, tuple[Place, ...]]:
    """A marked text taken in as a plain file, and the place of each of its marks."""
    document = take_in(text.plain.encode(), "text.txt")
    return document, places_of(text, document)


def score(text: MarkedText, readings: Iterable[Reading], places: Sequence[Place]) -> Score:
    """The score of one text, of whose marks the places are known."""
    left, total = list(readings), Score()
    for mark, place in zip(text.marks, places, strict=True):
        reading = next((each for each in left if _overlap(each.place, place)), None)
        wrong = "not found" if reading is None else miss(mark, reading)
        if reading is not None:
            left.remove(reading)
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
    for reading in left:
        total.misses["no figure"] += 1
        total.sure += reading.sure and reading.is_row
    return total


def _overlap(one: Place, other: Place) -> bool:
    same_cell = (one.block, one.row, one.column) == (other.block, other.row, other.column)
    return same_cell and one.start < other.end and other.start < one.end


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
    """Whether two windows are one: the first quarter to date is the first quarter, the third to date September.

    A mark names the month of a day up to which something was counted, or on which it was; a reader may know the day.
    """
    read = read[0][: len("2031-05")], read[1]

    def months(window: tuple[str, str]) -> tuple[str, int, int]:
        period, span = window
        year = period[:4]
        last = int(period[5:]) * 3 if "Q" in period else int(period[5:]) if "-" in period else 12
        first = 1 if span in ("ytd", "year") else last - 2 if span == "quarter" else last
        return year, first, last

    return read == marked or (marked[1] != "event" and read[1] != "event" and months(read) == months(marked))
