"""What differs between two reports of one notebook: parameters, the figures that they used, results on their pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple

from helpers.text.messages import InputError, shortened
from helpers.text.numerals import read_number, split_numbers
from zhaotong.reports.evidence import Figure, Report

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SENTENCE = re.compile(r"\. |。")


@dataclass(frozen=True)
class Revision:
    """A cell that both reports have figures of, and not the same: another value, another source, one more or less.

    Attributes:
        before: the figures that only the first report used or, where there are none, all that it used of this cell
        after: the same of the second
    """

    before: tuple[Figure, ...]
    after: tuple[Figure, ...]


class Result(NamedTuple):
    """A text with its names on a page: a cell of a table, or a key figure, which has no table."""

    table: str
    row: str
    column: str
    text: str


@dataclass(frozen=True)
class Differences:
    """What differs between two reports, the first and the second.

    Attributes:
        parameters: the values of each parameter that differs, and the vintage of the data
        removed, added: figures of cells that only the first, or only the second report used
        finding: both, where they differ and are in one language
        moved: the results with the same names whose texts differ
        first_only, second_only: results whose names the other report does not have
    """

    parameters: dict[str, tuple[Any, Any]]
    removed: list[Figure]
    added: list[Figure]
    revised: list[Revision]
    finding: tuple[str, str] | None
    moved: list[tuple[Result, Result]]
    first_only: list[Result]
    second_only: list[Result]

    @property
    def none(self) -> bool:
        """Whether the reports are equal."""
        return not any(vars(self).values())


def differences(first: Report, second: Report, tolerance: Decimal = Decimal(0)) -> Differences:
    """What differs between two reports.

    Reports in one language are compared by the names of their results, and by what they print. Names differ between
    languages, places in a report on one region do not: there, results are compared by place and by their numbers. What
    differs in language and region has nothing in common by which results could be found, and they are left out.

    Args:
        tolerance: results are not told whose numbers differ by at most this, in the unit in which they are printed, and
            whose words do not differ; with 0 every difference in print is told

    Raises:
        InputError: the reports are of different notebooks, or the tolerance is none
    """
    if tolerance.is_nan() or tolerance < 0:
        raise InputError(f"tolerance {tolerance}: a number of at least 0 is expected")
    if first.notebook != second.notebook:
        one, other = shortened(first.notebook), shortened(second.notebook)
        raise InputError(f"one report is of {one}, the other of {other}: only reports of one notebook can be compared")
    named = first.language == second.language
    found = named or first.result.region == second.result.region
    mine, its = (dict(_results(report, named)) if found else {} for report in (first, second))
    common = [(mine[key], its[key]) for key in mine if key in its]
    finding = (first.result.finding, second.result.finding)
    return Differences(
        _parameters(first, second),
        *_figures(first.figures, second.figures),
        finding if named and _moved(*finding, tolerance) else None,
        [(old, new) for old, new in common if (_moved if named else _moved_numbers)(old.text, new.text, tolerance)],
        [result for key, result in mine.items() if key not in its],
        [result for key, result in its.items() if key not in mine],
    )


def _parameters(first: Report, second: Report) -> dict[str, tuple[Any, Any]]:
    one, other = first.values, second.values
    pairs = {name: (one.get(name), other.get(name)) for name in one | other}
    pairs["language"] = (first.language, second.language)
    pairs["vintage"] = (first.result.vintage, second.result.vintage)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _figures(first: list[Figure], second: list[Figure]) -> tuple[list[Figure], list[Figure], list[Revision]]:
    """Removed, added and revised, in the order of their cells."""
    before, after = _by_cell(first), _by_cell(second)
    removed = [figure for cell in sorted(before.keys() - after) for figure in before[cell]]
    added = [figure for cell in sorted(after.keys() - before) for figure in after[cell]]
    revised = []
    for cell in sorted(before.keys() & after):
        gone, new = before[cell] - after[cell], after[cell] - before[cell]
        if gone or new:
            revised.append(Revision(tuple(gone or before[cell]), tuple(new or after[cell])))
    return removed, added, revised


def _by_cell(figures: Iterable[Figure]) -> dict[tuple, Counter]:
    cells = defaultdict(Counter)
    for figure in figures:
        cells[figure.cell][figure] += 1
    return cells


def _results(report: Report, named: bool) -> Iterator[tuple[tuple, Result]]:
    """Each result with what it is found by: its names, or its place."""
    seen = Counter()
    for place, result in _placed(report):
        # A number in the caption of a table, such as how many lines it has, is none of its names.
        names = ("".join(split_numbers(result.table)[0]), result.row, result.column)
        seen[names] += 1
        yield ((*names, seen[names]) if named else place), result


def _placed(report: Report) -> Iterator[tuple[tuple, Result]]:
    """Each result with the places of its table, row and column."""
    figures = report.shown.key_figures
    for place, (name, text) in zip(_places(figures, report), figures.items(), strict=True):
        yield (0, place), Result("", name, "", text)
    for number, table in enumerate(report.shown.tables, start=1):
        columns, *lines = table.lines or [[]]
        lines = [line for line in lines if line]
        across = dict(enumerate(_places(columns[1:], report)))
        for down, (row, *texts) in zip(_places([line[0] for line in lines], report), lines, strict=True):
            for place, (column, text) in enumerate(zip_longest(columns[1:], texts, fillvalue="")):
                yield (number, down, across.get(place)), Result(table.name, row, column, text)


def _places(names: Collection[str], report: Report) -> Iterator[tuple]:
    """The place of each in a row of names: among those with the same years, and the same regions, if all have some.

    These are told in any language, but not in the same place of a sentence, which is no name.
    """
    codes = sorted({figure.region for figure in report.figures})
    regions = {code: report.name(code, report.language) for code in codes}
    told = [
        [tuple(sorted(_YEAR.findall(name))) for name in names],
        [tuple(code for code, region in regions.items() if region in name) for name in names],
    ]
    sentences = any(_SENTENCE.search(name) for name in names)
    seen = Counter()
    for own in zip(*([()] * len(names) if sentences or not all(each) else each for each in told), strict=True):
        seen[own] += 1
        yield own, seen[own]


def _moved(old: str, new: str, tolerance: Decimal) -> bool:
    if old == new or not tolerance:
        return old != new
    (words, numbers), (others, its) = split_numbers(old), split_numbers(new)
    return words != others or not _near(numbers, its, tolerance)


def _moved_numbers(old: str, new: str, tolerance: Decimal) -> bool:
    """Whether two texts in different languages that are numbers are not the same; the words of others differ anyway."""
    numbers = [read_number(text) for text in (old, new)]
    return all(numbers) and not _near([numbers[0].value], [numbers[1].value], tolerance)


def _near(numbers: list[Decimal], others: list[Decimal], tolerance: Decimal) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(numbers, others, strict=True))
