"""The shape of a table: which rows are its header, and what each column holds: names, units, places, times, numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from helpers.figures.regions import Regions
from helpers.reading.document import Table
from helpers.reading.tables.cells import NUMBER, is_place, number_in
from helpers.reading.tables.heading_words import words_in
from helpers.reading.tables.headings import Heading, Headings, together
from helpers.reading.tables.paths import joined, named_apart, path_of
from helpers.reading.vocabulary import Facet, Subject
from helpers.reading.windows import Window

UNIT_NOTE = re.compile(r"\s*[（(]?(?:计量)?单位\s*[：:]|\s*[（(]?units?:", re.IGNORECASE)  # what stands above a table
EMPTY = re.compile(r"[-—–…·./\s　]*|n\.?/?a\.?|无|空", re.IGNORECASE)
_LOOSELY = re.compile(r"(?:约|近|超|超过|逾|[<>≤≥~])\d[\d,.，]*\D?|\d[\d,.，]*(?:余|多|以上|左右)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOSTLY = 0.6


class Holds(StrEnum):
    """What a column holds."""

    NAMES = "names"
    UNITS = "units"
    PLACES = "places"
    TIMES = "times"
    CODES = "codes"
    NUMBERS = "numbers"


_HEADED: tuple[tuple[Holds, str], ...] = (
    (Holds.CODES, r".*(?:代码|编号|编码|序号)|.*\bcode|no\.?|id"),
    (Holds.UNITS, r"(?:计量)?单位|units?(?: of measure)?"),
    (Holds.TIMES, r"年份|时间|日期|时期|月份|季度|年度|year|period|date|month|quarter"),
    (Holds.PLACES, r"地区|区域|省份|城市|[区县市州省、（(）)]{1,6}|各?地|country(?: name)?|region|area|city|county"),
    (
        Holds.NAMES,
        r"指标(?:名称)?|项目|名称|产品(?:名称)?|类别|分类|行业|分组|indicator(?: name)?|item|series(?: name)?|subject",
    ),
)
_NOTED = {
    **{"频率": "frequency", "frequency": "frequency", "单位": "unit", "unit": "unit"},
    **dict.fromkeys(
        ("指标ID", "指标编码", "来源", "数据来源", "更新时间", "起止时间", "source", "series id", "last update"),
        "other",
    ),
}
TOTAL = re.compile(r"合计|总计|共计|小计|平均|其他|其它|total|average|other", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """A column under one header.

    Attributes
    ----------
    words
        What its heading says, the levels one after the other; empty where it has none.
    shared
        Whether another column has the same heading, and none to its left says what it is about; or it has none.
    beside
        What the column to its left is about, where its own heading only says 增速 or its like.
    place
        The place that its heading names.
    frequency
        How often there are figures, where a row of an exporter's head says so: 年, 季, 月.
    """

    index: int
    holds: Holds
    heading: Heading
    words: str
    shared: bool = False
    beside: Subject | None = None
    place: str = ""
    frequency: str = ""


@dataclass(frozen=True)
class Shape:
    """A header, its columns, and the rows that stand under it."""

    columns: tuple[Column, ...]
    rows: range

    def first(self, holds: Holds) -> Column | None:
        """The first column that holds such things."""
        return next((column for column in self.columns if column.holds is holds), None)

    @property
    def names(self) -> Column | None:
        """The column with the names of the rows: of several the last, which is the most precise."""
        return next((column for column in reversed(self.columns) if column.holds is Holds.NAMES), None)

    @property
    def numbers(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.holds is Holds.NUMBERS)


def shapes_of(table: Table, headings: Headings, known: Regions) -> list[Shape]:
    """The parts of a table that have a header of their own, in their order."""
    return [
        Shape(tuple(_columns(table, header, rows, headings, known)), rows)
        for header, rows in _parts(table.rows, headings)
    ]


def _parts(rows: Sequence[Sequence[str]], headings: Headings) -> Iterator[tuple[list[int], range]]:
    """The rows of each header, and those below it."""
    starts: list[list[int]] = []
    for at, row in enumerate(rows):
        if _is_header(row, headings) and (not starts or at > starts[-1][-1] + 1):
            starts.append([at])
        elif starts and at == starts[-1][-1] + 1 and _goes_on(row, headings):
            starts[-1].append(at)
    first_numbers = next((at for at, row in enumerate(rows) if _has_numbers(row, headings)), len(rows))
    if not starts or starts[0][0] > first_numbers:
        starts.insert(0, [])
        starts[0] = [at for at in _above(rows, first_numbers) if not _is_preamble(rows[at])]
    else:
        upper = [at for at in _above(rows, starts[0][0]) if not _is_preamble(rows[at])]
        starts[0] = [*upper, *starts[0]]
    for place, header in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(rows)
        yield header, range(header[-1] + 1 if header else 0, end)


def _above(rows: Sequence[Sequence[str]], row: int) -> range:
    """The rows directly above one, as far as each has more than one cell."""
    first = row
    while first and _filled(rows[first - 1]) > 1:
        first -= 1
    return range(first, row)


def _is_preamble(row: Sequence[str]) -> bool:
    """Whether a row stands above the header: it fills the first columns alone, or says a unit beside a title."""
    return (len(row) > 3 and not any(row[2:])) or any(UNIT_NOTE.match(cell) for cell in row[1:])


def _is_header(row: Sequence[str], headings: Headings) -> bool:
    """Whether a row is a header by itself: it names columns as headers do, or has times and no other number."""
    if _filled(row) < 2 or _is_preamble(row):
        return False
    numbers = [cell for cell in row if number_in(cell, headings)]
    if _headed(row[0]) and all(_YEAR.fullmatch(cell) for cell in numbers):
        return True
    times = [cell for cell in row if cell and headings.window_of(cell)]
    return len(times) > 1 and not _has_numbers(row, headings) and _filled(row) - len(times) < 4


def _has_numbers(row: Sequence[str], headings: Headings) -> bool:
    """Whether a row has numbers that are no years of a header."""
    numbers = [cell for cell in row if number_in(cell, headings)]
    times = [cell for cell in numbers if headings.window_of(cell)]
    if any("." in cell for cell in times) and (len(times) == 1 or len(times) < len(numbers)):
        return True  # 2034.10 among other numbers is one
    plain = [cell for cell in numbers if cell not in times]
    years = [int(cell) for cell in times if cell.isdecimal()]
    steps = {after - before for before, after in pairwise(years)}
    return bool(plain) or (bool(years) and (len(years) == 1 or (not steps <= {1} and not steps <= {-1})))


def _goes_on(row: Sequence[str], headings: Headings) -> bool:
    """Whether a row may be one more of the header above it: several cells, and no number, told loosely or not."""
    loosely = [cell for cell in row[1:] if _LOOSELY.fullmatch(cell.strip()) and not headings.window_of(cell)]
    return _filled(row) > 1 and not _has_numbers(row, headings) and not loosely


def _filled(row: Iterable[str]) -> int:
    return sum(map(bool, row))


def _headed(words: str) -> Holds | None:
    """What a column with such a heading holds; None where the heading does not say."""
    bare = words_in(words)
    return next((holds for holds, shape in _HEADED if re.fullmatch(shape, bare, re.IGNORECASE)), None)


def _columns(table: Table, header: Sequence[int], rows: range, headings: Headings, known: Regions) -> Iterator[Column]:
    notes = {_NOTED[words_in(table.rows[at][0])]: at for at in header[1:] if words_in(table.rows[at][0]) in _NOTED}
    if notes:  # the head of an exporter: names, frequencies, units, codes, sources
        header = [at for at in header if words_in(table.rows[at][0]) not in _NOTED]
    paths = [path_of(table.rows, header, column) for column in range(len(table.rows[0]))]
    said = {what: table.rows[at] for what, at in notes.items()}
    beside: Subject | None = None
    timed: Window | None = None
    for index, (path, own) in enumerate(paths):
        cells = [table.rows[row][index] for row in rows if table.rows[row][index]]
        path = joined(named_apart(path, known), headings, known)
        words = [words_in(each) for each in path]
        place = next((each for each in words if is_place(each, known) and not _headed(each)), "")
        levels = [headings.read(each) for each, bare in zip(path, words, strict=True) if bare != place or not place]
        heading = together(levels)
        if "unit" in said and not heading.unit:
            heading = replace(heading, unit=headings.unit_of(said["unit"][index]))
        goes_on = beside is not None and heading.subject is None and not heading.rest and heading.facet is not None
        shared = not own or ([each for each, _own in paths].count(path) > 1 and not goes_on)
        holds = _holds(path, heading, cells, headings, known)
        if heading.subject or heading.rest or heading.facet is None:
            beside = heading.subject
        frequency = said["frequency"][index].casefold() if "frequency" in said else ""
        if heading.window:
            timed = heading.window if heading.facet in (None, Facet.LEVEL) else None
        elif shared and heading.facet is Facet.GROWTH and timed and heading.subject is None and not heading.rest:
            heading, shared = replace(heading, window=timed), False  # 1—9月, 同比（%）, 9月, 同比（%）
        yield Column(index, holds, heading, " / ".join(path), shared, beside, place, frequency)


def _holds(path: Sequence[str], heading: Heading, cells: Sequence[str], headings: Headings, known: Regions) -> Holds:
    """What a column holds, by its heading; where that does not say, by what stands in it."""
    headed = next(filter(None, map(_headed, path)), None)
    told = [cell for cell in cells if not EMPTY.fullmatch(cell)]

    def mostly(some: Iterable[object]) -> bool:
        return bool(told) and sum(map(bool, some)) >= _MOSTLY * len(told)

    dated = bool(told) and mostly(_YEAR.match(cell) and headings.window_of(cell) for cell in told)
    if headed and not (headed is Holds.NAMES and dated):
        return headed
    if dated:
        return Holds.TIMES
    measured = heading.window or heading.unit or heading.facet or heading.subject
    if mostly(number_in(cell, headings) for cell in told) or (measured and any(map(NUMBER.search, told))):
        return Holds.NUMBERS
    if mostly(map(headings.unit_of, told)):
        return Holds.UNITS
    return Holds.PLACES if mostly(is_place(words_in(cell), known) for cell in told) else Holds.NAMES
