"""What a table or a key figure says in one place: a text and, where that is a number, the number it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from helpers.text.citations import cited, numbers_cited, plain, rows_cited
from helpers.text.language import Number

NUMBER = "%(number)s"  # where the words around a number have it
PERCENT = f"{NUMBER}%%"
MISSING = "—"  # where nothing is recorded


@dataclass(frozen=True)
class Cell:
    """A text of a table or a key figure; a number, an interval, or both, where it says nothing else.

    Attributes
    ----------
    text
        As it is shown, with its marks.
    value
        The number, rounded as it is shown; None where the text says none, or several.
    low, high
        The ends of the interval that the text states.
    unit
        A code of the codebook, or one that English counts in; "year" where the number only names one.
    decimals
        How many the value is shown with; an end of an interval may have more.
    signed
        Whether a plus sign is written before what is above zero.
    before, after
        The words around the number.
    rows
        The rows of data/observations.csv that it rests on, those that its marks lead to.
    numbers
        In a text that is more than one number: where each marked one starts and ends, and its value or values.
    """

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    decimals: int = 0
    signed: bool = False
    before: str = ""
    after: str = ""
    rows: tuple[int, ...] = ()
    numbers: tuple[tuple[float, ...], ...] = ()

    def __post_init__(self) -> None:
        if marked := rows_cited(self.text):
            object.__setattr__(self, "rows", tuple(sorted(marked)))
            if not self.is_number:
                object.__setattr__(self, "numbers", numbers_cited(_without_tags(self.text)))

    @cached_property
    def plain(self) -> str:
        """The text without marks and tags; what stands in a line of its own is set off."""
        return plain(_without_tags(self.text))

    @property
    def is_number(self) -> bool:
        return not self.value is self.low is self.high is None

    @property
    def quantities(self) -> tuple[float | None, ...]:
        """The numbers in it; of a number, the value and the ends of its interval, as far as there are any."""
        if self.is_number:
            return (self.value, self.low, self.high)
        return tuple(value for _start, _end, *values in self.numbers for value in values)

    @property
    def words(self) -> tuple[str, ...]:
        """What it says around its numbers: equal in two cells that differ by their numbers alone."""
        if self.is_number:
            return self.before, self.after, self.unit
        ends = [0, *(place for start, end, *_values in self.numbers for place in (start, end)), len(self.plain)]
        return tuple(self.plain[int(start) : int(end)] for start, end in zip(ends[::2], ends[1::2], strict=True))


def as_cell(content: object) -> Cell:
    """A cell of what stands for itself: a text, or a whole number."""
    if isinstance(content, Cell):
        return content
    if isinstance(content, Number):
        return shown_number(content)
    if isinstance(content, int):
        return Cell(str(content), content)
    return Cell(content if isinstance(content, str) else str(content))


def shown_number(number: Number, rows: Iterable[int] = (), words: str = NUMBER, unit: str = "") -> Cell:
    """A cell that is a number, marked with the rows it rests on.

    Parameters
    ----------
    words
        A message with a place for the number, such as "%(number)s%%".
    """
    before, after = (part.replace("%%", "%") for part in words.split(NUMBER))
    text = f"{before}{cited(number, rows)}{after}"
    return Cell(text, number.value, None, None, unit, number.decimals, number.signed, before, after)


def followed(cell: Cell, words: str) -> Cell:
    """A number with more words behind it."""
    return replace(cell, text=cell.text + words, after=cell.after + words)


def _without_tags(text: str) -> str:
    return text.replace("<br>", " · ").striptags() if isinstance(text, Markup) else text.strip()
