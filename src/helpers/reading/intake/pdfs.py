"""PDFs: ruled tables by pdfplumber, tables without rules by the gaps in their lines, prose with its lines joined."""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake.limits import Limits, cells_within, letters_within, within
from helpers.reading.intake.lines import Block, squared
from helpers.reading.intake.pdf_columns import stretches_of
from helpers.reading.intake.pdf_pages import Grid, Item, Page, begins_note, notes_of, without_margins
from helpers.reading.intake.pdf_words import (
    Box,
    Line,
    Word,
    around,
    lines_of,
    mark_raised_digits,
    width_in_letters,
    words_by_page,
    words_on,
)
from helpers.text.language import _
from helpers.text.messages import InputError

_UNIT = re.compile(r"[A-Za-z0-9.,%‰+:—–-]+[，。；：、）％%”》]*|.[，。；：、）％%”》]*", re.DOTALL)
_NEAR = 3.0  # points
_MOST_HEADER = 3  # rows of a header that the next page repeats
_SENTENCE = 14.0  # letters: the cells of a table are shorter
_SLACK = 0.5  # letters
_SET_OFF = 1.4  # times the usual step from line to line: what is so far below begins a paragraph
_INDENT = 1.2  # letters: what begins so far to the right begins a paragraph


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
    return list(_blocks(_joined_tables([_in_columns_read(page) for page in without_margins(pages)]))), []


def _pages(name: str, content: bytes, file: Any, limits: Limits) -> list[Page]:
    found, letters, cells = [], 0, 0
    tables: list[list[Grid]] = []
    marked: dict[int, list[Word]] = {}
    for number, page in enumerate(file.pages, 1):
        has_marks = mark_raised_digits(page)
        tables.append(list(_ruled(page)))
        marked |= {number: words_on(page)} if has_marks else {}
        page.close()
    for number, (told, grids) in enumerate(zip(words_by_page(content, file.pages), tables, strict=False), 1):
        words = marked.get(number, told)
        letters += sum(len(word.text) for word in words)
        cells += sum(len(row) for grid in grids for row in grid.rows)
        letters_within(name, letters, limits)
        cells_within(name, cells, limits)
        lines = lines_of([word for word in words if not any(grid.box.holds(word.box) for grid in grids)])
        items: list[Item] = [*lines, *grids]
        items.sort(key=lambda each: each.box.top)
        found.append(Page(number, tuple(items)))
    return found


def _in_columns_read(page: Page) -> Page:
    """A page whose columns are read one after the other, with the tables without rules in them."""
    things = [thing for item in page.items for thing in ([item] if isinstance(item, Grid) else item.words)]
    stretches = list(stretches_of(things))
    lines = [
        [
            replace(line, column=each.column)
            for line in lines_of([word for word in each.things if isinstance(word, Word)])
        ]
        for each in stretches
    ]
    letters = [line.em for some in lines for line in some for _letter in line.text]
    body = median(letters) if letters else 0.0
    items: list[Item] = []
    for stretch, some in zip(stretches, lines, strict=True):
        notes = {line.box for line in notes_of(some, body)}
        marked = [replace(line, is_note=line.box in notes) for line in some]
        here: list[Item] = [*marked, *(thing for thing in stretch.things if isinstance(thing, Grid))]
        items += _with_gapped_tables(sorted(here, key=lambda each: each.box.top))
    return Page(page.number, tuple(items))


def _ruled(page: Any) -> Iterator[Grid]:
    """The tables with rules on a page; a frame around one text is none."""
    if page.rects or page.lines or page.curves:
        for table in page.find_tables():
            rows = squared([[_one_line(cell or "") for cell in row] for row in table.extract()])
            if len(rows) > 1 and len(rows[0]) > 1:
                yield Grid(rows, Box(*table.bbox))


def _one_line(text: str) -> str:
    """The lines of a cell as one, with a space where letters of an alphabet meet."""
    return re.sub(r"(?<=[A-Za-z,])\n(?=[A-Za-z])", " ", text).replace("\n", "")


def _with_gapped_tables(items: Sequence[Item]) -> Iterator[Item]:
    """Three lines or more in a row that have numbers in cells parted by wide gaps are a table."""
    rows: list[Line] = []
    for item in [*items, None]:
        if isinstance(item, Line) and len(item.cells) > 1:
            rows.append(item)
            continue
        numbers = [row for row in rows if any(re.search(r"\d", cell.text) for cell in row.cells[1:])]
        if len(numbers) > 2 and not _is_prose(rows):
            yield Grid(_in_columns(rows), around([row.box for row in rows]))
        else:
            yield from rows
        rows = []
        if item is not None:
            yield item


def _is_prose(rows: Sequence[Line]) -> bool:
    """Whether lines beside each other are sentences, which no table has in most of its cells."""
    return median(width_in_letters(cell.text) for row in rows for cell in row.cells) > _SENTENCE


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


def _joined_tables(pages: Sequence[Page]) -> list[Page]:
    """Pages on which a table that goes on at the top of the next page stands whole, its repeated header left out."""
    joined: list[Page] = []
    for page in pages:
        above = joined[-1].items[-1] if joined and joined[-1].items else None
        below = page.items[0] if page.items else None
        if isinstance(above, Grid) and isinstance(below, Grid) and _is_one(above, below):
            rows = list(below.rows)
            while rows and rows[0] in above.rows[:_MOST_HEADER]:
                rows.pop(0)
            whole = Grid((*above.rows, *rows), below.box)
            joined[-1] = Page(joined[-1].number, (*joined[-1].items[:-1], whole))
            page = Page(page.number, page.items[1:])
        if page.items:
            joined.append(page)
    return joined


def _is_one(above: Grid, below: Grid) -> bool:
    """Whether two tables are as wide as each other, in columns and on paper."""
    same = abs(above.box.left - below.box.left) < _NEAR and abs(above.box.right - below.box.right) < _NEAR
    return same and len(above.rows[0]) == len(below.rows[0])


def _blocks(pages: Sequence[Page]) -> Iterator[Block]:
    boxes = [line.box for page in pages for line in page.lines]
    whole = around(boxes) if boxes else Box(0, 0, 0, 0)
    known = {word for page in pages for line in page.lines for word in re.findall(r"[a-z]+(?:-[a-z]+)*", line.text)}
    text, last, number, first = "", None, 0, 0
    held: list[Paragraph] = []  # notes at the foot of a page on which a sentence goes on
    for page in pages:
        for item in page.items:
            number += 1
            if isinstance(item, Line) and item.is_note:
                if held and not begins_note(item):
                    held[-1] = Paragraph(_joined(held[-1].text, item.text, known), held[-1].line)
                else:
                    held.append(Paragraph(item.text, number))
                continue
            near = not last or last[1] is not page or item.box.top - last[0].box.top <= _SET_OFF * page.step
            if isinstance(item, Line) and last and near and _goes_on(last[0], item, whole):
                text, last = _joined(text, item.text, known), (item, page)
                continue
            yield from [*([Paragraph(text, first)] if text else []), *held]
            text, last, held = "", None, []
            if isinstance(item, Line):
                text, last, first = item.text, (item, page), number
            else:
                yield Table(item.rows, place=_("page %(page)s") % {"page": page.number}, line=number)
                number += len(item.rows) - 1
    yield from [*([Paragraph(text, first)] if text else []), *held]


def _goes_on(above: Line, below: Line, whole: Box) -> bool:
    """Whether a line goes on in the next, which is not indented: what that begins with did not fit into it."""
    left, right = (below.column or whole).left, (above.column or whole).right
    if below.box.left - left > _INDENT * below.em or abs(above.em - below.em) > 0.25 * below.em:
        return False
    unit = _UNIT.match(below.text)
    return above.box.right + (width_in_letters(unit[0] if unit else "") + _SLACK) * above.em > right


def _joined(text: str, more: str, known: Collection[str]) -> str:
    """Two lines of a sentence as one: with a space between words of an alphabet, or between two numbers.

    Parameters
    ----------
    known
        The words of the text: a hyphen at the end of a line stays in those that have one elsewhere.
    """
    parted = re.search(r"([a-z]+(?:-[a-z]+)*)(?:-|\N{SOFT HYPHEN}|\N{HYPHEN})$", text)
    end = re.match(r"[a-z]+", more)
    if parted and end:
        stays = f"{parted[1]}-{end[0]}" in known or "-" in parted[1]
        return text[:-1] + ("-" if stays else "") + more
    apart = re.search(r"[A-Za-z0-9,.;:)%]$", text) and re.match(r"[A-Za-z0-9(]", more)
    return f"{text} {more}" if apart else text + more
