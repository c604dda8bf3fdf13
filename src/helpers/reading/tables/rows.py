"""The rows of a table: what the name of each means below those above it, its unit, its place, its time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.reading.document import Table
from helpers.reading.places import Places
from helpers.reading.tables.heading_words import EXPECTED, words_in
from helpers.reading.tables.headings import Heading, Headings
from helpers.reading.tables.shapes import TOTAL, Holds, Shape
from helpers.reading.vocabulary import Subject, Vocabulary
from helpers.reading.windows import Window

_SHORT = 8  # letters of a name that leaves out what the row above says
_DOUBTFUL = re.compile("口径|可比|剔除|还原|调整|修订|预计|估计")


@dataclass(frozen=True)
class Row:
    """A row.

    Attributes
    ----------
    heading
        What its name says.
    subject
        What its name means; None where it has none, or it is not understood.
    unit
        Of its numbers, where it says so.
    place, window
        Where it is about a place or a time.
    total
        Whether it sums up rows, and is no place.
    doubtful
        Whether its name says that its numbers are of another kind.
    forecast
        Whether its time is one that is only expected: 2033E.
    """

    index: int
    heading: Heading
    subject: Subject | None
    unit: str
    place: str
    window: Window | None
    total: bool
    doubtful: bool
    forecast: bool

    def subject_with(self, column: Heading, vocabulary: Vocabulary) -> Subject | None:
        """What a number of it is about: what the row names, with the words of the column, or what that names."""
        if self.completes(column, vocabulary):
            named = vocabulary.named(self.heading.rest + column.rest) or vocabulary.named(
                self.heading.text + column.rest
            )
            return named[0] if named else None
        if self.heading.rest:
            return self.subject
        return self.subject or column.subject

    def completes(self, column: Heading, vocabulary: Vocabulary) -> bool:
        """Whether the name of the row and the words of the column name something together: 粮食, 产量."""
        if not column.rest or not (self.heading.rest or self.heading.text):
            return False
        together = (self.heading.rest + column.rest, self.heading.text + column.rest)
        return any(map(vocabulary.named, together))


def rows_of(
    table: Table, shape: Shape, headings: Headings, vocabulary: Vocabulary, places: Places, titled: Subject | None
) -> Iterator[Row]:
    """The rows under a header, each understood below those above it.

    Parameters
    ----------
    titled
        What the title of the table names.
    """
    names, units = shape.names, shape.first(Holds.UNITS)
    where, when = shape.first(Holds.PLACES), shape.first(Holds.TIMES)
    section = titled
    above: Subject | None = None
    place = inherited = ""
    for index in shape.rows:
        cells = table.rows[index]
        if not any(cells):
            continue
        heading = headings.read(cells[names.index]) if names else Heading()
        subject = _subject(heading, section, above, vocabulary)
        if heading.text:
            above = subject
            if subject is None or (heading.subject is subject and not heading.child):
                section = subject
        named = words_in(cells[where.index]) if where else ""
        place = named or place  # a merged cell says it once
        printed = words_in(cells[units.index]) if units else ""
        unit = headings.unit_of(printed) or printed  # one that is not known is a unit too
        if heading.child and not (unit or heading.unit):
            unit = inherited  # 其中：住户存款, below 各项存款余额（亿元）
        inherited = inherited if heading.child else heading.unit
        yield Row(
            index=index,
            heading=heading,
            subject=subject,
            unit=heading.unit or unit,
            place=places.meant(_bare(place)) if place else "",
            window=headings.window_of(cells[when.index]) if when else None,
            total=bool(where and TOTAL.fullmatch(_bare(place))),
            doubtful=bool(_DOUBTFUL.search(heading.rest)),
            forecast=bool(when and EXPECTED.fullmatch(words_in(cells[when.index]))),
        )


def _subject(
    heading: Heading, section: Subject | None, above: Subject | None, vocabulary: Vocabulary
) -> Subject | None:
    """What the name of a row means: a short one first together with the rows that it stands below."""
    name = heading.rest or (heading.text if heading.subject is None or len(heading.text) <= _SHORT else "")
    if name and len(name) <= _SHORT:
        for carried in filter(None, (above, section) if heading.child else (section, above)):
            # 工业 below 第二产业 is all of it, which prose has to say: 工业增加值 may be that of large firms
            if found := vocabulary.complete(name, carried) or vocabulary.complete(f"全部{name}", carried):
                return found
    return heading.subject if not heading.rest else None


def _bare(place: str) -> str:
    """A place without 其中 and the blanks that spread its letters: 全　市."""
    return re.sub(r"[\s　]", "", re.sub(r"^(?:其中[：，]?|#|[\s　]+)+", "", place)) if not place.isascii() else place
