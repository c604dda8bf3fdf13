"""PDFs: ruled tables by pdfplumber, tables without rules by the gaps in their lines, prose with its lines joined."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake.limits import Limits, cells_within, letters_within, within
from helpers.reading.intake.lines import Block, squared
from helpers.reading.intake.pdf_words import Box, Line, around, lines_of, width_in_letters, words_by_page
from helpers.text.language import _
from helpers.text.messages import InputError

_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]*(第?\s*\d{1,4}\s*页?)([/／,，\s]*共?\s*\d{1,4}\s*页?)?[-—–－·\s]*|[Pp]age \d+( of \d+)?"
)
_UNIT = re.compile(r"[A-Za-z0-9.,%‰+:—–-]+[，。；：、）％%”》]*|.[，。；：、）％%”》]*", re.DOTALL)
_NEAR = 3.0  # points
_MOST_HEADER = 3  # rows of a header that the next page repeats
_SLACK = 0.5  # letters
_SET_OFF = 1.4  # times the usual step from line to line: what is so far below begins a paragraph
_INDENT = 1.2  # letters: what begins so far to the right begins a paragraph


@dataclass(frozen=True)
class _Grid:
    """A table on a page."""

    rows: tuple[tuple[str, ...], ...]
    box: Box


@dataclass(frozen=True)
class _Page:
    """What is on a page, from above to below; `step` is from line to line."""

    number: int
    items: tuple[Line | _Grid, ...]

    @property
    def boxes(self) -> list[Box]:
        return [item.box for item in self.items if isinstance(item, Line)]

    @property
    def step(self) -> float:
        steps = [below.top - above.top for above, below in pairwise(self.boxes) if below.top > above.top]
        return median(steps) if steps else 0.0


def read_pdf(name: str, content: bytes, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a PDF; headers, footers and page numbers are left aside."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as file:
            stated = resolve1(resolve1(file.doc.catalog["Pages"]).get("Count"))  # known before all pages are made
            amount = stated if isinstance(stated, int) and stated > limits.pages else len(file.pages)
            message = _(
                "%(file)s has %(amount)s pages, and at most %(most)s are read: give those with the figures alone"
            )
            within(name, amount, limits.pages, message)
            pages = _pages(name, content, file, limits)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever the broken part of a file makes it raise
        if "Password" in f"{type(error).__name__}{error!r}":
            message = _("%(file)s is encrypted: open it with its password and save it without one")
            raise InputError(message % {"file": name}) from None
        message = _("%(file)s cannot be read as a PDF (%(reason)s): open it and print it anew into a PDF")
        raise InputError(message % {"file": name, "reason": type(error).__name__}) from None
    return list(_blocks(_joined_tables(_without_margins(pages)))), []


def _pages(name: str, content: bytes, file: Any, limits: Limits) -> list[_Page]:
    found, letters, cells = [], 0, 0
    tables = [list(_ruled(page)) for page in file.pages]
    for number, (words, grids) in enumerate(zip(words_by_page(content, file.pages), tables, strict=False), 1):
        letters += sum(len(word.text) for word in words)
        cells += sum(len(row) for grid in grids for row in grid.rows)
        letters_within(name, letters, limits)
        cells_within(name, cells, limits)
        lines = lines_of([word for word in words if not any(grid.box.holds(word.box) for grid in grids)])
        items: list[Line | _Grid] = [*lines, *grids]
        items.sort(key=lambda each: each.box.top)
        found.append(_Page(number, tuple(_with_gapped_tables(items))))
    return found


def _ruled(page: Any) -> Iterator[_Grid]:
    """The tables with rules on a page; a frame around one text is none."""
    if page.rects or page.lines or page.curves:
        for table in page.find_tables():
            rows = squared([[_one_line(cell or "") for cell in row] for row in table.extract()])
            if len(rows) > 1 and len(rows[0]) > 1:
                yield _Grid(rows, Box(*table.bbox))
    page.close()


def _one_line(text: str) -> str:
    """The lines of a cell as one, with a space where letters of an alphabet meet."""
    return re.sub(r"(?<=[A-Za-z,])\n(?=[A-Za-z])", " ", text).replace("\n", "")


def _with_gapped_tables(items: Sequence[Line | _Grid]) -> Iterator[Line | _Grid]:
    """Three lines or more in a row that have numbers in cells parted by wide gaps are a table."""
    rows: list[Line] = []
    for item in [*items, None]:
        if isinstance(item, Line) and len(item.cells) > 1:
            rows.append(item)
            continue
        numbers = [row for row in rows if any(re.search(r"\d", cell.text) for cell in row.cells[1:])]
        if len(numbers) > 2:
            yield _Grid(_in_columns(rows), around([row.box for row in rows]))
        else:
            yield from rows
        rows = []
        if item is not None:
            yield item


def _in_columns(rows: Sequence[Line]) -> tuple[tuple[str, ...], ...]:
    """Cells of lines in columns: those that stand over each other are in one."""
    columns: list[tuple[float, float]] = []
    for cell in sorted((cell for row in rows for cell in row.cells), key=lambda each: each.box.right - each.box.left):
        over = [each for each in columns if each[0] < cell.box.right and cell.box.left < each[1]]
        if len(over) < 2:
            low, high = over[0] if over else (cell.box.left, cell.box.right)
            columns = [each for each in columns if each not in over]
            columns.append((min(low, cell.box.left), max(high, cell.box.right)))
    columns.sort()
    lines = []
    for row in rows:
        line = [""] * len(columns)
        for cell in row.cells:
            at = sum(high <= cell.box.left for _low, high in columns[:-1])
            line[at] = f"{line[at]} {cell.text}".strip()
        lines.append(line)
    return squared(lines)


def _without_margins(pages: Sequence[_Page]) -> list[_Page]:
    """Pages without their numbers and without what stands at the same edge of three of them or more."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(item) for item in (page.items[:2] + page.items[-2:]) if isinstance(item, Line)})
    kept = []
    for page in pages:
        items = list(page.items)
        for edge in (0, -1):
            while items and isinstance(items[edge], Line) and _is_margin(items[edge], edges):
                items.pop(edge)
        kept.append(_Page(page.number, tuple(items)))
    return kept


def _is_margin(line: Any, edges: Counter[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or edges[_shape(line)] > 2


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _joined_tables(pages: Sequence[_Page]) -> list[_Page]:
    """Pages on which a table that goes on at the top of the next page stands whole, its repeated header left out."""
    joined: list[_Page] = []
    for page in pages:
        above = joined[-1].items[-1] if joined and joined[-1].items else None
        below = page.items[0] if page.items else None
        if isinstance(above, _Grid) and isinstance(below, _Grid) and _is_one(above, below):
            rows = list(below.rows)
            while rows and rows[0] in above.rows[:_MOST_HEADER]:
                rows.pop(0)
            whole = _Grid((*above.rows, *rows), below.box)
            joined[-1] = _Page(joined[-1].number, (*joined[-1].items[:-1], whole))
            page = _Page(page.number, page.items[1:])
        if page.items:
            joined.append(page)
    return joined


def _is_one(above: _Grid, below: _Grid) -> bool:
    """Whether two tables are as wide as each other, in columns and on paper."""
    same = abs(above.box.left - below.box.left) < _NEAR and abs(above.box.right - below.box.right) < _NEAR
    return same and len(above.rows[0]) == len(below.rows[0])


def _blocks(pages: Sequence[_Page]) -> Iterator[Block]:
    boxes = [box for page in pages for box in page.boxes]
    left, right = min((box.left for box in boxes), default=0.0), max((box.right for box in boxes), default=0.0)
    text, last, number, first = "", None, 0, 0
    for page in pages:
        for item in page.items:
            number += 1
            near = not last or last[1] is not page or item.box.top - last[0].box.top <= _SET_OFF * page.step
            if isinstance(item, Line) and last and near and _goes_on(last[0], item, left, right):
                text, last = _joined(text, item.text), (item, page)
                continue
            if text:
                yield Paragraph(text, first)
            text, last = "", None
            if isinstance(item, Line):
                text, last, first = item.text, (item, page), number
            else:
                yield Table(item.rows, place=_("page %(page)s") % {"page": page.number}, line=number)
                number += len(item.rows) - 1
    if text:
        yield Paragraph(text, first)


def _goes_on(above: Line, below: Line, left: float, right: float) -> bool:
    """Whether a line goes on in the next, which is not indented: what that begins with did not fit into it."""
    if below.box.left - left > _INDENT * below.em or abs(above.em - below.em) > 0.25 * below.em:
        return False
    unit = _UNIT.match(below.text)
    return above.box.right + (width_in_letters(unit[0] if unit else "") + _SLACK) * above.em > right


def _joined(text: str, more: str) -> str:
    """Two lines of a sentence as one: with a space between words of an alphabet, or between two numbers."""
    apart = re.search(r"[A-Za-z0-9,.;:)%]$", text) and re.match(r"[A-Za-z0-9(]", more)
    return f"{text} {more}" if apart else text + more
