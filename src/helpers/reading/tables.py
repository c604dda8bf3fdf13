"""The tables of a text read: long, wide by years or months, places as rows or as columns, headers of one or two levels.

A column that may mean several things is asked about, and its numbers stay unread until it is answered. Nothing is
guessed: a name counts only as a whole, so that an "other" column is no total.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.reading.document import Document, Place, Table
from helpers.reading.headings import Heading, Headings, together
from helpers.reading.letters import LOST, letters_of
from helpers.reading.places import Places
from helpers.reading.questions import NONE, Answers, Question
from helpers.reading.readings import Head, Reading, Role, State
from helpers.reading.table_asking import TIMES, Asked, label
from helpers.reading.table_meanings import Meaning, meaning_of
from helpers.reading.table_notes import Notes, notes_of
from helpers.reading.table_rows import Row, rows_of
from helpers.reading.table_shapes import NUMBER, Column, Holds, Shape, number_in, shapes_of
from helpers.reading.vocabulary import Facet, Subject, Vocabulary
from helpers.reading.windows import Window, Windows

_TO_ASK = "ambiguous"  # the reason of what is unread until a question is answered


def read_tables(
    document: Document, head: Head, vocabulary: Vocabulary, answers: Answers | None = None
) -> list[Reading]:
    """Every number of the tables of a text: proposed, left out with a reason, or unread until a question is answered.

    Parameters
    ----------
    answers
        To questions of `table_questions`, by their keys.
    """
    return _Tables(document, head, vocabulary, answers or {}).readings


def table_questions(
    document: Document, head: Head, vocabulary: Vocabulary, answers: Answers | None = None
) -> list[Question]:
    """What is to be asked about the columns of the tables of a text, as far as it is not answered."""
    return _Tables(document, head, vocabulary, answers or {}).asked.questions


class _Tables:
    """The tables of one text while they are read."""

    def __init__(self, document: Document, head: Head, vocabulary: Vocabulary, answers: Answers) -> None:
        self._document, self._head, self._vocabulary = document, head, vocabulary
        self._headings = Headings(vocabulary, Windows(head))
        self._places = Places(head.region, vocabulary.places)
        self.asked = Asked(answers)
        self.readings = [
            reading
            for block, table in enumerate(document.blocks)
            if isinstance(table, Table)
            for reading in self._table(block, table)
        ]

    def _table(self, block: int, table: Table) -> Iterator[Reading]:
        notes = notes_of(self._document, block, self._headings)
        for shape in shapes_of(table, self._headings, self._vocabulary.places):
            found: dict[int, list[Reading]] = defaultdict(list)
            rows = rows_of(table, shape, self._headings, self._vocabulary, self._places, notes.subject)
            for row in rows:
                for column in shape.columns:
                    if reading := self._cell(block, table, notes, shape, row, column):
                        found[row.index].append(reading)
            yield from _unsure_where_zeros_fell(found, shape)

    def _cell(self, block: int, table: Table, notes: Notes, shape: Shape, row: Row, column: Column) -> Reading | None:
        """The number in a cell; None where there is none."""
        letters = letters_of(cell := table.rows[row.index][column.index])
        found = number_in(cell, self._headings) if column.holds is Holds.NUMBERS else None
        if found is None:
            reading = self._in_words(block, row, column, cell)
            window, _spans = self._window(notes, row, column)
            return reading and replace(
                reading, region=row.place or self._head.region, period=window.period, span=window.span
            )
        offset = len(letters.text) - len(letters.text.lstrip())
        start, end = letters.printed(found.start("number") + offset, found.end("number") + offset)
        plain = Reading(Place(block, start, end, row.index, column.index), cell[start:end], State.UNREAD)
        said = together([row.heading, column.heading])
        window, spans = self._window(notes, row, column)
        region = row.place or (self._places.meant(column.place) if column.place else "") or self._head.region
        subject = self._subject(notes, row, column)
        unit = self._headings.unit_of(found["unit"]) or _unit(row, column)
        called = subject.name if subject else said.text
        plain = replace(plain, subject=called, region=region, period=window.period, span=window.span, unit=unit)
        if row.total:
            return replace(plain, state=State.LEFT_OUT, reason="total")
        meaning = self._meaning(notes, row, column, said, unit)
        if meaning.candidates:
            self.asked.ask(notes.name, label(row, column), label(row, column), meaning.candidates)
            return replace(plain, reason=_TO_ASK)
        if not meaning.indicator:
            return replace(plain, state=State.LEFT_OUT, reason=meaning.reason)
        if spans:
            self.asked.ask(notes.name, TIMES, column.words or notes.name, spans)
            return replace(plain, reason=_TO_ASK)
        number = Decimal(found["number"].replace(",", ""))
        value = self._value(number, meaning)
        sure = (
            meaning.sure and bool(region and window.period) and window.clear and not row.doubtful and value is not None
        )
        return replace(
            plain,
            state=State.PROPOSED,
            indicator=meaning.indicator,
            unit=meaning.unit,
            role=meaning.role,
            value=value,
            sure=sure and meaning.role in (Role.VALUE, Role.PREVIOUS),
        )

    def _in_words(self, block: int, row: Row, column: Column, cell: str) -> Reading | None:
        """The number in a cell that has more than one, where it is no time, name or code: nobody knows what it is."""
        found = NUMBER.search(letters_of(cell).text)
        if not found or column.holds in (Holds.TIMES, Holds.CODES, Holds.PLACES) or (column.holds is Holds.NAMES):
            return None
        letters = letters_of(cell)
        start, end = letters.printed(found.start(), found.end())
        place = Place(block, start, end, row.index, column.index)
        if column.holds is Holds.UNITS:
            base = "base" if "=" in letters.text else "name"
            return Reading(place, cell[start:end], State.LEFT_OUT, reason=base)
        if LOST.search(cell):
            return Reading(place, cell[start:end], State.LEFT_OUT, reason="damaged")
        return Reading(place, cell[start:end], State.UNREAD, reason="unclear")

    def _meaning(self, notes: Notes, row: Row, column: Column, said: Heading, unit: str) -> Meaning:
        """What a number means, with what was answered about it."""
        subject = self._subject(notes, row, column)
        meaning = meaning_of(subject, said, unit, notes.units, self._vocabulary)
        not_understood = column.heading.rest and not row.completes(column.heading, self._vocabulary)
        if subject and (column.shared or not_understood):
            anything = meaning_of(subject, replace(said, facet=None), "", (), self._vocabulary)
            meaning = anything if anything.candidates else Meaning(candidates=("growth", "share", NONE))
        if not meaning.candidates:
            return meaning
        answer = self.asked.answer(label(row, column), meaning.candidates)
        if not answer:
            return meaning
        what, _space, told = answer.partition(" ")
        if what in (NONE, "change"):
            return Meaning(reason="change_without_indicator" if what == "change" else "level_without_indicator")
        answered = replace(said, facet=Facet(what), index=False, rest="", role=None, basis="")
        return meaning_of(subject, answered, told or "%", (), self._vocabulary)

    def _subject(self, notes: Notes, row: Row, column: Column) -> Subject | None:
        """What a number is about, by its row and column; where they do not say, by the column beside, or the title."""
        found = row.subject_with(column.heading, self._vocabulary)
        if found or row.heading.text or column.heading.rest:
            return found
        return column.beside or notes.subject

    def _window(self, notes: Notes, row: Row, column: Column) -> tuple[Window, tuple[str, ...]]:
        """The time of a number, and what may be meant where the table leaves it open."""
        head = notes.window or Window(self._head.period, self._head.span)
        told = notes.of(row.heading.marks + column.heading.marks)
        window = told or column.heading.window or row.window or row.heading.window or head
        if Role.PREVIOUS in (column.heading.role, row.heading.role):
            window = head.year_before()
        span = column.heading.span or row.heading.span
        if span == "ytd" and window.span in ("month", "quarter"):
            return replace(window, span="ytd", clear=True), ()
        if span == "single":
            single = "quarter" if "Q" in window.period else "month" if "-" in window.period else window.span
            return replace(window, span=single, clear=True), ()
        ambiguous: tuple[str, ...] = ()
        if window.span in ("month", "quarter") and not window.clear:
            ambiguous = (window.span, "ytd")
        elif window.span == "year" and head.span not in ("year", "") and window.period == head.period[:4]:
            ambiguous = ("year", "head")
        if not ambiguous:
            return window, ()
        answer = self.asked.answer(TIMES, ambiguous)
        if not answer:
            return window, ambiguous
        return (head if answer == "head" else replace(window, span=answer, clear=True)), ()

    def _value(self, number: Decimal, meaning: Meaning) -> Decimal | None:
        """A number in the unit of its indicator; what is relative stays as it is."""
        if meaning.role not in (Role.VALUE, Role.PREVIOUS, Role.TARGET):
            return number
        return self._vocabulary.value(number, meaning.unit.replace("％", "%"), meaning.indicator)


def _unit(row: Row, column: Column) -> str:
    """The unit of a number: that of its column; of a level also that of its row."""
    if column.heading.unit:
        return column.heading.unit
    relative = column.heading.facet not in (None, Facet.LEVEL) or column.heading.role is Role.CHANGE
    return "" if relative else row.unit


def _unsure_where_zeros_fell(found: Mapping[int, Sequence[Reading]], shape: Shape) -> Iterator[Reading]:
    """Readings of a shape; a whole number among decimals of the same series may have lost a zero, 8 for 8.0."""
    series: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    readings = [reading for row in found.values() for reading in row]
    for reading in readings:
        series[reading.indicator, reading.unit].append(reading)
    for reading in readings:
        others = [each for each in series[reading.indicator, reading.unit] if each is not reading and reading.indicator]
        lost = "." not in reading.printed and others and all("." in each.printed for each in others)
        yield replace(reading, sure=False) if lost else reading
