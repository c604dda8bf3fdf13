"""The tables of a text read: long, wide by years or months, places as rows or as columns, headers of one or two levels.

A column that may mean several things is asked about, and its numbers stay unread until it is answered. Nothing is
guessed: a name counts only as a whole, so that an "other" column is no total.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.reading.document import Document, Place, Table
from helpers.reading.letters import LOST, Letters, letters_of
from helpers.reading.places import Places
from helpers.reading.questions import NONE, Answers, Question
from helpers.reading.readings import Head, Reading, Role, State
from helpers.reading.tables.asking import TIMES, Asked, label
from helpers.reading.tables.cell_units import unit_of_cell, units_differ
from helpers.reading.tables.cells import NUMBER, has_decimal_commas, number_in
from helpers.reading.tables.heading_words import without_times
from helpers.reading.tables.headings import Heading, Headings, together
from helpers.reading.tables.meanings import Meaning, meaning_of
from helpers.reading.tables.notes import Notes, notes_of
from helpers.reading.tables.rows import Row, rows_of
from helpers.reading.tables.shapes import Column, Holds, shapes_of
from helpers.reading.vocabulary import Facet, Subject, Vocabulary
from helpers.reading.windows import Window, Windows

_GROUPED = re.compile(r"[-+]?\d{1,3},\d{3}")
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
        notes = replace(notes_of(self._document, block, self._headings), commas=has_decimal_commas(table))
        for shape in shapes_of(table, self._headings, self._vocabulary.places):
            found: dict[int, list[Reading]] = defaultdict(list)
            rows = rows_of(table, shape, self._headings, self._vocabulary, self._places, notes.subject)
            for row in rows:
                for column in shape.columns:
                    cell = table.rows[row.index][column.index]
                    place = Place(block, 0, len(cell), row.index, column.index)
                    found[row.index] += self._cell(cell, place, notes, row, column)
            yield from _unsure_where_zeros_fell(found)

    def _cell(self, cell: str, place: Place, notes: Notes, row: Row, column: Column) -> Iterator[Reading]:
        """The numbers of a cell: as a rule one, or none."""
        letters = letters_of(cell)
        found = number_in(cell, self._headings) if column.holds is Holds.NUMBERS else None
        window, spans = self._window(notes, row, column)
        region = row.place or (self._places.meant(column.place) if column.place else "") or self._head.region
        about = Reading(place, cell, State.UNREAD, region=region, period=window.period, span=window.span)
        if column.holds is Holds.UNITS and self._headings.unit_of(cell):
            return  # 100 million yuan
        if found is None or (notes.commas and _GROUPED.fullmatch(cell.strip())):  # 12,345 may be 12.345 there
            yield from _in_words(about, letters, column)
            return
        offset = len(letters.text) - len(letters.text.lstrip())
        plain = _at(about, letters, found.start("number") + offset, found.end("number") + offset)
        yield self._number(plain, found, notes, row, column, spans, window.clear)

    def _number(
        self,
        plain: Reading,
        found: re.Match[str],
        notes: Notes,
        row: Row,
        column: Column,
        spans: tuple[str, ...],
        clear: bool,
    ) -> Reading:
        """A number that is all of its cell, by what its row and its column say."""
        said = together([row.heading, column.heading])
        if column.heading.generic and row.heading.facet:
            said = replace(said, facet=row.heading.facet)
        subject = self._subject(notes, row, column)
        unit = self._headings.unit_of(found["unit"]) or unit_of_cell(row, column)
        called = subject.name if subject else said.text
        plain = replace(plain, subject=called, unit=unit)
        if row.total or row.forecast or column.heading.forecast:
            return replace(plain, state=State.LEFT_OUT, reason="total" if row.total else "forecast")
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
        if value is None:
            return replace(plain, state=State.LEFT_OUT, reason="level_without_indicator")
        known = bool(plain.period and plain.region) and (plain.region == "全国" or not plain.region.startswith("全"))
        sure = meaning.sure and known and clear and not row.doubtful and not units_differ(row, column, unit)
        return replace(
            plain,
            state=State.PROPOSED,
            indicator=meaning.indicator,
            unit=meaning.unit,
            role=meaning.role,
            value=value,
            sure=sure and meaning.role in (Role.VALUE, Role.PREVIOUS),
        )

    def _meaning(self, notes: Notes, row: Row, column: Column, said: Heading, unit: str) -> Meaning:
        """What a number means, with what was answered about it."""
        subject = self._subject(notes, row, column)
        meaning = meaning_of(subject, said, unit, notes.units, self._vocabulary)
        words = column.heading.rest
        named = subject is not None and any(name.endswith(words) for name in subject.names)
        not_understood = words and not named and not row.completes(column.heading, self._vocabulary)
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
        window = _of_frequency(window, column.frequency)
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


def _at(about: Reading, letters: Letters, first: int, last: int) -> Reading:
    """A reading of a cell that is about one stretch of its letters."""
    start, end = letters.printed(first, last)
    return replace(about, place=replace(about.place, start=start, end=end), printed=about.printed[start:end])


def _in_words(about: Reading, letters: Letters, column: Column) -> Iterator[Reading]:
    """The numbers in a cell that has more than one; none in times and places, nor that by which a row is counted."""
    if column.holds in (Holds.TIMES, Holds.PLACES):
        return
    text = without_times(letters.text) if column.holds is Holds.NAMES else letters.text
    reason = {Holds.CODES: "identifier", Holds.NAMES: "name", Holds.UNITS: "name"}.get(column.holds, "")
    if re.search(r"=\s*100", text):
        reason = "base"
    elif LOST.search(text):
        reason = "damaged"
    for found in NUMBER.finditer(text):
        plain = _at(about, letters, found.start(), found.end())
        yield replace(plain, state=State.LEFT_OUT if reason else State.UNREAD, reason=reason or "unclear")


def _of_frequency(window: Window, frequency: str) -> Window:
    """A window of which its last month is told, as an exporter's note says how often there are figures: 年, 季, 月."""
    year, _dash, month = window.period.partition("-")
    if not month or frequency[:1] not in ("年", "季", "y", "q", "a"):
        return window
    if frequency[:1] in ("年", "y", "a"):
        return replace(window, period=year, span="year", clear=True)
    return replace(window, period=f"{year}Q{(int(month) + 2) // 3}", span="quarter", clear=False)


def _unsure_where_zeros_fell(found: Mapping[int, Sequence[Reading]]) -> Iterator[Reading]:
    """Readings by row; a whole number among decimals of the same series may have lost a zero, 8 for 8.0."""
    readings = [reading for row in found.values() for reading in row]
    parted = {(reading.indicator, reading.unit) for reading in readings if "." in reading.printed}
    for reading in readings:
        may_be_cut = "." not in reading.printed and (reading.indicator, reading.unit) in parted
        yield replace(reading, sure=False) if may_be_cut else reading
