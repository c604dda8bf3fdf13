"""A data folder as it was when a page was made, as far as the page carries it.

The figures that the page carries are put back as they were printed, into the rows that they had; those that it would
have used and does not carry are left out; all else stands as it stands now.
"""

import csv
import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from zhaotong.reports.printed import PrintedFigure
from zhaotong.reports.proof import Proof

_FIRST = 2  # the number of the first row below the header
_Row = dict[str, str]
_KEY = ("region", "indicator", "period", "span", "source", "locator")


def put_back(data: Path, proof: Proof, left_out: Collection[PrintedFigure], folder: Path) -> None:
    """Write a data folder as it was.

    Parameters
    ----------
    data
        The folder as it is now.
    left_out
        Figures that were not there.
    folder
        Where it goes, which must not be there yet.
    """
    shutil.copytree(data, folder)
    columns, rows = _read(folder / "observations.csv")
    gone = {(*(getattr(each, name) for name in _KEY), each.value) for each in left_out}
    kept = _Kept(row for row in rows if (*(row[name] for name in _KEY), row["value"]) not in gone)
    carried = {figure.row: kept.take(figure) for figure in proof.figures}
    _write(folder / "observations.csv", columns, _in_their_rows(carried, kept.rest))
    columns, rows = _read(folder / "sources.csv")
    _write(folder / "sources.csv", columns, _sources(proof, columns, rows))


class _Kept:
    """Rows of which each is taken once: by its print, or else by its place in its source, or else by its cell there."""

    def __init__(self, rows: Iterable[_Row]) -> None:
        self._rows = list(rows)
        self._taken: set[int] = set()
        self._by: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            key = tuple(row[name] for name in _KEY)
            for each in ((*key, row["value"], row["caveats"]), (*key, row["value"]), key, (*key[:-1], row["value"])):
                self._by[each].append(number)

    def take(self, figure: PrintedFigure) -> _Row:
        """The row of a figure as it was printed; what a page does not carry is as in the row that is most like it."""
        key = tuple(getattr(figure, name) for name in _KEY)
        printed = {**dict(zip(_KEY, key, strict=True)), "value": figure.value, "caveats": figure.caveats}
        for each in ((*key, figure.value, figure.caveats), (*key, figure.value), key, (*key[:-1], figure.value)):
            if left := [number for number in self._by.get(each, []) if number not in self._taken]:
                self._taken.add(left[0])
                return self._rows[left[0]] | printed
        return printed | {"status": "normal"}

    @property
    def rest(self) -> list[_Row]:
        """The rows that nobody took."""
        return [row for number, row in enumerate(self._rows) if number not in self._taken]


def _in_their_rows(carried: dict[int, _Row], rest: list[_Row]) -> list[_Row]:
    """Rows at their numbers, and the others in the order that they have in between."""
    others = iter(rest)
    rows: list[_Row] = []
    for number in range(_FIRST, _FIRST + len(carried) + len(rest)):
        row = carried.get(number) or next(others, None)
        if row is not None:
            rows.append(row)
    last = _FIRST + len(carried) + len(rest)
    return [*rows, *others, *(row for number, row in carried.items() if not _FIRST <= number < last)]


def _sources(proof: Proof, columns: list[str], rows: list[_Row]) -> list[_Row]:
    """The publications as the page calls them, in its language."""
    ending = "_zh" if proof.language == "zh" else ""
    known = {row["source"]: row for row in rows}
    for code, source in proof.sources.items():
        figures = [figure for figure in proof.figures if figure.source == code]
        row = known.setdefault(code, dict.fromkeys(columns, "") | {"source": code, "back_revised": "no"})
        for name, printed in (("publisher", source.publisher), ("title", source.title)):
            shown = row.get(f"{name}{ending}") or row[name]
            if shown != printed:
                row[f"{name}{ending}"] = printed
                row[name] = row[name] or printed
        row["url"] = source.url
        if figures:
            row["reliability"] = figures[0].reliability
            months = {figure.vintage for figure in figures}
            if row["vintage"] != "first-release" and len(months) == 1 and not _is_of(row["vintage"], *months):
                [row["vintage"]] = months
    return list(known.values())


def _is_of(vintage: str, month: str) -> bool:
    """Whether a figure of this vintage is known from this month."""
    return (f"{vintage}-12" if len(vintage) == 4 else vintage) == month


def _read(path: Path) -> tuple[list[str], list[_Row]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = [{name: (cell or "").strip() for name, cell in row.items() if name} for row in reader]
        return [name.strip() for name in reader.fieldnames or []], rows


def _write(path: Path, columns: list[str], rows: Iterable[_Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
