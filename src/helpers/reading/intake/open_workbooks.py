"""Workbooks of the OpenDocument kind (.ods), which hold what their cells show as text."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from helpers.reading.intake.limits import Limits, cells_within
from helpers.reading.intake.lines import Block
from helpers.reading.intake.runs import Run, joined, struck_notices
from helpers.reading.intake.workbooks import blocks_of_sheet, hidden_sheet

_NAMES = {
    short: f"{{urn:oasis:names:tc:opendocument:xmlns:{short}:1.0}}" for short in ("office", "style", "table", "text")
}
_MOST_REPEATED = 1000  # rows with the same text
_WIDEST = 16384  # columns


def read_ods(name: str, content: bytes, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a workbook, and what is to be noticed."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
        root = etree.fromstring(packed.read("content.xml"), parser)
    reader = _Reader(name, limits, root)
    blocks: list[Block] = []
    notices = []
    for sheet in root.iter(_q("table:table")):
        title = sheet.get(_q("table:name")) or ""
        if sheet.get(_q("table:style-name")) in reader.unseen:
            notices.append(hidden_sheet(name, title))
        else:
            blocks += blocks_of_sheet(title, reader.rows(sheet))
    return blocks, [*struck_notices(reader.struck), *notices]


class _Reader:
    """A workbook while it is read."""

    def __init__(self, name: str, limits: Limits, root: Any) -> None:
        self._name, self._limits, self._cells = name, limits, 0
        self.struck: list[str] = []
        self.unseen: set[str] = set()
        self._lines_through: set[str] = set()
        for style in root.iter(_q("style:style")):
            called = style.get(_q("style:name"))
            if any(each.get(_q("table:display")) == "false" for each in style.iter(_q("style:table-properties"))):
                self.unseen.add(called)
            through = [
                each.get(_q("style:text-line-through-style")) for each in style.iter(_q("style:text-properties"))
            ]
            if any(each not in (None, "none") for each in through):
                self._lines_through.add(called)

    def rows(self, sheet: Any) -> dict[int, list[str]]:
        """The rows of a sheet that show something, by their numbers."""
        rows: dict[int, list[str]] = {}
        number = 0
        for row in sheet.iter(_q("table:table-row")):
            times = _times(row, "table:number-rows-repeated")
            if row.get(_q("table:visibility")) is None and any(cells := self._row(row)):
                self._cells += len(cells) * min(times, _MOST_REPEATED)
                cells_within(self._name, self._cells, self._limits)
                rows |= {number + more: cells for more in range(1, min(times, _MOST_REPEATED) + 1)}
            number += times
        return rows

    def _row(self, row: Any) -> list[str]:
        cells: list[str] = []
        for cell in row.iterchildren(_q("table:table-cell"), _q("table:covered-table-cell")):
            times = _times(cell, "table:number-columns-repeated")
            lines = []
            for paragraph in cell.iterchildren(_q("text:p")):
                through = cell.get(_q("table:style-name")) in self._lines_through
                text, struck = joined(self._runs(paragraph, through))
                self.struck += struck
                lines.append(text)
            cells += [" ".join(lines)] * min(times, _WIDEST - len(cells))
        while cells and not cells[-1]:
            cells.pop()
        return cells

    def _runs(self, element: Any, through: bool) -> Iterator[Run]:
        """The pieces of a paragraph, what a style strikes as struck."""
        through = through or element.get(_q("text:style-name")) in self._lines_through
        yield Run(element.text or "", through)
        for child in element:
            if child.tag == _q("text:s"):
                yield Run(" " * min(_times(child, "text:c"), _MOST_REPEATED))
            else:
                yield from self._runs(child, through)
            yield Run(child.tail or "", through)


def _q(name: str) -> str:
    """A name such as table:table with its namespace."""
    short, _colon, local = name.partition(":")
    return _NAMES[short] + local


def _times(element: Any, attribute: str) -> int:
    given = element.get(_q(attribute)) or ""
    return max(int(given), 1) if given.isdecimal() and len(given) < 9 else 1
