"""What differs between two reports of one notebook: parameters, the figures that they used, results on their pages."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from helpers.text.cells import Cell
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.reports.page_model import as_on_a_page
from zhaotong.reports.record_model import Report, UsedFigure

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SENTENCE = re.compile(r"\. |。")
_Used = list[UsedFigure]


@dataclass(frozen=True)
class Revision:
    """A cell that both reports have figures of, and not the same: another value, another source, one more or less.

    Attributes
    ----------
    before
        The figures that only the first report used or, where there are none, all that it used of this cell.
    after
        The same of the second.
    """

    before: tuple[UsedFigure, ...]
    after: tuple[UsedFigure, ...]


class Result(NamedTuple):
    """A cell with its names on a page: one of a table, or a key figure, which has no table.

    Attributes
    ----------
    label
        What the table is called in every report, whatever it counts in its caption.
    """

    table: str
    label: str
    row: str
    column: str
    cell: Cell


@dataclass(frozen=True)
class Differences:
    """What differs between two reports, the first and the second.

    Attributes
    ----------
    parameters
        The values of each parameter that differs, and the vintage of the data.
    removed, added
        Figures of cells that only the first, or only the second report used.
    finding
        Both, where they differ and are in one language.
    moved
        The results with the same names whose texts differ.
    first_only, second_only
        Results whose names the other report does not have.
    """

    parameters: dict[str, tuple[Any, Any]]
    removed: list[UsedFigure]
    added: list[UsedFigure]
    revised: list[Revision]
    finding: tuple[str, str] | None
    moved: list[tuple[Result, Result]]
    first_only: list[Result]
    second_only: list[Result]

    @property
    def none(self) -> bool:
        """Whether the reports are equal."""
        return not any(vars(self).values())


def differences(first: Report, second: Report, tolerance: float = 0) -> Differences:
    """What differs between two reports.

    Reports in one language are compared by the names of their results, and by what they print. Names differ between
    languages, places in a report on one region do not: there, results are compared by place and by their numbers. What
    differs in language and region has nothing in common by which results could be found, and they are left out.

    Parameters
    ----------
    tolerance
        Results are not told whose numbers differ by at most this, in the unit in which they are printed, and
        whose words do not differ; with 0 every difference in print is told.

    Raises
    ------
    InputError
        The reports are of different notebooks, or the tolerance is no number of at least 0.
    """
    if first.is_page or second.is_page:
        first, second = as_on_a_page(first), as_on_a_page(second)
    if not tolerance >= 0:  # nor is it, where the tolerance is no number
        raise InputError(_("tolerance %(value)s: a number of at least 0 is expected") % {"value": tolerance})
    if first.notebook != second.notebook:
        words = _("one report is of %(first)s, the other of %(second)s: only reports of one notebook can be compared")
        raise InputError(words % {"first": shortened(first.notebook), "second": shortened(second.notebook)})
    named = first.language == second.language
    found = named or first.result.region == second.result.region
    mine, its = (dict(_results(report, named)) if found else {} for report in (first, second))
    common = [(mine[key], its[key]) for key in mine if key in its]
    finding = (first.finding, second.finding)
    return Differences(
        _parameters(first, second),
        *_figures(first.figures, second.figures),
        (finding[0].text, finding[1].text) if named and _moved(*finding, tolerance) else None,
        [(old, new) for old, new in common if (_moved if named else _moved_numbers)(old.cell, new.cell, tolerance)],
        [result for key, result in mine.items() if key not in its],
        [result for key, result in its.items() if key not in mine],
    )


def _parameters(first: Report, second: Report) -> dict[str, tuple[Any, Any]]:
    one, other = first.values, second.values
    pairs = {name: (one.get(name), other.get(name)) for name in one | other}
    pairs["language"] = (first.language, second.language)
    pairs["vintage"] = (first.result.vintage, second.result.vintage)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _figures(
    first: list[UsedFigure], second: list[UsedFigure]
) -> tuple[list[UsedFigure], list[UsedFigure], list[Revision]]:
    """Removed, added and revised, in the order of their cells."""
    before, after = _by_cell(first), _by_cell(second)
    removed = [figure for cell in before if cell not in after for figure in before[cell]]
    added = [figure for cell in after if cell not in before for figure in after[cell]]
    pairs = [(before[cell], after[cell]) for cell in before if cell in after]
    revised = [Revision(tuple(old - new or old), tuple(new - old or new)) for old, new in pairs if old != new]
    return removed, added, revised


def _by_cell(figures: Iterable[UsedFigure]) -> dict[tuple[str, ...], Counter[UsedFigure]]:
    """The figures of each cell, and how often each was used, in the order of the cells."""
    cell = attrgetter("cell")
    return {name: Counter(group) for name, group in groupby(sorted(figures, key=cell), cell)}


def _results(report: Report, named: bool) -> Iterator[tuple[tuple, Result]]:
    """Each result with what it is found by: its names, or its place."""
    placed = list(_placed(report))
    names = _counted((result.label, result.row, result.column) for _place, result in placed)
    for name, (place, result) in zip(names, placed, strict=True):
        yield (name if named else place), result


def _counted(names: Iterable[tuple]) -> Iterator[tuple]:
    """Each with how often it has come so far, so that no two are equal."""
    seen: Counter[tuple] = Counter()
    for name in names:
        seen[name] += 1
        yield name, seen[name]


def _placed(report: Report) -> Iterator[tuple[tuple, Result]]:
    """Each result with the places of its table, row and column."""
    results = [each for each in report.shown if each.kind in ("key figures", "table")]
    for number, shown in enumerate(results):
        columns = shown.header[1:] if shown.kind == "table" else [""]
        across = list(_places(columns, report))
        for down, (row, *cells) in zip(_places([line[0].text for line in shown.data], report), shown.data, strict=True):
            for place, column, cell in zip(across, columns, cells, strict=True):
                yield (number, down, place), Result(shown.title, shown.label or shown.title, row.text, column, cell)


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
    return _counted(zip(*([()] * len(names) if sentences or not all(each) else each for each in told), strict=True))


def _moved(old: Cell, new: Cell, tolerance: float) -> bool:
    if old.text == new.text or not tolerance:
        return old.text != new.text
    return old.words != new.words or not _near(old, new, tolerance)


def _moved_numbers(old: Cell, new: Cell, tolerance: float) -> bool:
    """Whether two cells in different languages that are numbers are not the same; the words of others differ anyway."""
    return old.is_number and new.is_number and old.unit == new.unit and not _near(old, new, tolerance)


def _near(old: Cell, new: Cell, tolerance: float) -> bool:
    """Whether two cells have as many numbers, and these differ by at most this."""
    return all(
        one == other or (one is not None and other is not None and round(abs(one - other), 9) <= tolerance)
        for one, other in zip_longest(old.quantities, new.quantities)
    )
