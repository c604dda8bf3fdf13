"""A sheet of a workbook, filled and laid out: for the screen with heads that stay and filters, for paper on A4.

What stands in a cell is text, a number or a date, never a formula: a spreadsheet computes nothing from a report.
"""

import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from helpers.text.cells import Cell
from helpers.text.language import _
from helpers.text.spreadsheets import FORMULA

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in the XML of a workbook
_LONGEST = 32_767  # characters in a cell
_LONGEST_ADDRESS = 2_079
_WIDE = re.compile("[\u2e81-\U0010ffff]")
_WORD = re.compile(r"[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+")
_WIDEST, _WIDEST_FIRST, _NARROWEST = 60, 42, 8  # in half-width characters; the first column stays in sight
_ACROSS = (60, 110)  # how wide a text across columns is, at least and at most
_PORTRAIT, _LANDSCAPE = 90, 200  # half-width characters that A4 holds and that can still be read
_LINE = 15.0  # points
_FOOTER = 90  # characters of a title: a footer has room for 255 in all

_FACE = "Calibri"
_TITLE, _BOLD = Font(_FACE, 14, bold=True), Font(_FACE, 11, bold=True)
_GREY, _LINK = Font(_FACE, 11, color="595959"), Font(_FACE, 11, color="0563C1", underline="single")
_SHADE, _RULE = PatternFill("solid", fgColor="F0F0F0"), Border(bottom=Side("thin", color="7F7F7F"))
_COUNTED, _NAMED = (Alignment(horizontal=side, vertical="bottom", wrap_text=True) for side in ("right", "left"))
_APART = Alignment(vertical="top", wrap_text=True, indent=1)  # a text behind a number, which touches it
_TOP, _WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True)
class Linked(Cell):
    """A text that leads to an address on the web, or, behind "#", to another sheet."""

    address: str = ""


@dataclass(frozen=True)
class Dated(Cell):
    """A day."""

    day: date | None = None


class _Style(NamedTuple):
    """How a cell looks.

    Attributes
    ----------
    shape
        Its number format; empty for a text.
    quoted
        Whether it is a text that a spreadsheet would compute.
    at_top
        Whether it stands in a line of several lines.
    """

    shape: str
    quoted: bool = False
    is_link: bool = False
    at_top: bool = False
    is_text: bool = False


_styles: WeakKeyDictionary[Workbook, dict[Any, Any]] = WeakKeyDictionary()


def fill(sheet: Worksheet, name: str, lines: list[list[Cell]], title: str = "", note: str = "") -> int:
    """Lines on a sheet, the first of them its heads, below a title and a note if there are any.

    Returns
    -------
    int
        The row of the heads.
    """
    sheet.title = name
    widths = _widths(lines)
    for across, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(across)].width = width
    top = 3 if title else 1
    if title:
        spread(sheet, 1, title, _TITLE)
        spread(sheet, 2, note, _GREY)
    counted = [_counts(line[across] for line in lines[1:]) for across in range(len(lines[0]))]
    put_line(sheet, top, lines[0], widths)
    for across, counts in enumerate(counted, start=1):
        aligned = _COUNTED if counts else _NAMED
        _restyle(sheet.cell(top, across), font=_BOLD, fill=_SHADE, border=_RULE, alignment=aligned)
    apart = [across for across in range(1, len(counted)) if counted[across - 1] and not counted[across]]
    for down, line in enumerate(lines[1:], start=top + 1):
        put_line(sheet, down, line, widths)
        for across in apart:
            _restyle(sheet.cell(down, across + 1), alignment=_APART)
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(lines[0]))}{top + len(lines) - 1}"
    set_up_print(sheet, title or name, sum(widths), top)
    return top


def _counts(body: Iterable[Cell]) -> bool:
    """Whether there are numbers or days in a column."""
    return any(isinstance(each, Dated) or each.value is not None for each in body)


def put_line(sheet: Worksheet, down: int, line: Sequence[Cell], widths: Sequence[float] = ()) -> None:
    """A line of cells; where a text needs several lines all cells begin at its top.

    Parameters
    ----------
    widths
        Those of the columns; as the sheet has them unless given.
    """
    widths = widths or [_column_width(sheet, across) for across in range(1, len(line) + 1)]
    filled = [(across, content) for across, content in enumerate(line, start=1) if content.plain]
    height = max((_lines(content.plain, widths[across - 1]) for across, content in filled), default=1)
    for across, content in filled:
        place = sheet._cells[down, across] = Place(sheet, down, across)
        _put(place, content, height > 1)
    if height > 1:
        sheet.row_dimensions[down].height = _LINE * height


def _put(place: Place, content: Cell, at_top: bool = False) -> None:
    """A number that looks as it is shown in the page, a date, or else the text, as text.

    It is put where openpyxl keeps it, which would have to find out what it is, and look through each text again.
    """
    if isinstance(content, Dated):
        place._value, place.data_type = content.day, "d"
        _set_style(place, _Style("yyyy-mm-dd", at_top=at_top))
    elif content.value is not None:
        words, is_below = (content.before, content.after), content.value < 0
        place._value = content.value
        shape = _number_format(*words, content.decimals, content.signed, is_below, "," in content.plain)
        _set_style(place, _Style(shape, at_top=at_top))
    else:
        text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", content.plain)[:_LONGEST]
        place._value, place.data_type = text, "s"  # "=1+1" is what was printed, nothing to compute
        is_link = isinstance(content, Linked) and _link(place, content.address)
        _set_style(place, _Style("", text.startswith(FORMULA), is_link, at_top, is_text=True))


def _set_style(place: Place, style: _Style) -> None:
    """Have a cell look so; openpyxl takes long to find out that a workbook has a style, and is asked once for each."""
    known = _styles.setdefault(place.parent.parent, {})
    if style in known:
        place._style = copy(known[style])
        return
    if style.shape:
        place.number_format = style.shape
    if style.quoted:
        place.quotePrefix = True
    if style.is_link:
        place.font = _LINK
    if style.at_top:
        place.alignment = _WRAPPED if style.is_text else _TOP
    known[style] = copy(place._style)


def _restyle(place: Place, **parts: Any) -> None:
    """Have parts of the look of a cell so; asked once for each look that a cell had before, as above."""
    known = _styles.setdefault(place.parent.parent, {})
    before = place._style.tobytes() if place._style is not None else b""
    style = (before, *map(id, parts.values()))  # which are constants
    if style not in known:
        for name, part in parts.items():
            setattr(place, name, part)
        known[style] = copy(place._style)
    place._style = copy(known[style])


def _link(place: Place, address: str) -> bool:
    """Lead to a sheet, or to an address on the web; False where it is neither, which becomes no link."""
    if address.startswith("#"):
        inside = address.removeprefix("#").replace("'", "''")
        place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{inside}'!A1")
    elif address.startswith(("https://", "http://")) and len(address) <= _LONGEST_ADDRESS:
        place.hyperlink = _FORBIDDEN.sub("", address)
    else:
        return False
    return True


@lru_cache(1_000)
def _number_format(before: str, after: str, decimals: int, is_signed: bool, is_below: bool, has_thousands: bool) -> str:
    """The sign, thousands, decimals and words of a number, as spreadsheets write them."""
    before, after = (f'"{words.replace(chr(34), "”")}"' if words else "" for words in (before, after))
    digits = ("#,##0" if has_thousands else "0") + (f".{'0' * decimals}" if decimals else "")
    above, below, zero = (before + sign + digits + after for sign in ("+", "−", ""))
    return f"{above};{below};{zero}" if is_signed else f"{zero};{below}" if is_below else zero


def spread(sheet: Worksheet, down: int, text: str, font: Font | None = None) -> None:
    """A text in a row of its own, across as many columns as it reads well in, as high as it needs."""
    if not text:
        return
    across, total = across_columns(sheet)
    place = sheet.cell(down, 1)
    _put(place, Cell(text), at_top=True)
    size = font.sz / 11 if font is not None else 1
    if font is not None:
        place.font = font
    sheet.merged_cells.add(CellRange(min_row=down, max_row=down, min_col=1, max_col=across))
    for covered in range(2, across + 1):  # openpyxl would give each the border of the first, which has none
        sheet._cells[down, covered] = MergedCell(sheet, down, covered)
    sheet.row_dimensions[down].height = _LINE * size * _lines(text, total / size)


def across_columns(sheet: Worksheet) -> tuple[int, float]:
    """How many columns such a text covers, and their width."""
    least, most = _ACROSS
    across, total = 0, 0.0
    while total < least or (across < sheet.max_column and total + _column_width(sheet, across + 1) <= most):
        across += 1
        total += _column_width(sheet, across)
    return across, total


def _column_width(sheet: Worksheet, across: int) -> float:
    return sheet.column_dimensions[get_column_letter(across)].width


def set_up_print(sheet: Worksheet, title: str, width: float, top: int) -> None:
    """A4, upright where that is wide enough, heads and first column on every page, title and its number at the foot."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if width > _PORTRAIT else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, round(width / _LANDSCAPE)), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows, sheet.print_title_cols = f"{top}:{top}", "A:A"
    shown = title if len(title) <= _FOOTER else f"{title[:_FOOTER]}…"
    sheet.oddFooter.left.text = _FORBIDDEN.sub("", shown).replace("&", "&&")
    sheet.oddFooter.right.text = _("page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"}


def _widths(lines: list[list[Cell]]) -> list[int]:
    """How wide each column is: as its longest content, within bounds; heads stand in up to three lines."""
    heads, *body = lines
    widths = []
    for across, head in enumerate(heads):
        inside = max((_width(line[across].plain) for line in body), default=0) + 2
        words = max(map(_width, head.plain.split()), default=0)
        above = max(min(words, 24), ceil(_width(head.plain) / 3)) + 4  # the button of the filter
        widths.append(min(_WIDEST_FIRST if across == 0 else _WIDEST, max(inside, above, _NARROWEST)))
    return widths


@lru_cache(10_000)
def _lines(text: str, width: float) -> int:
    """In how many lines a text stands in a width: words stay whole where they can, Chinese breaks anywhere."""
    if _width(text) <= width:
        return 1 + text.count("\n")
    lines, used = 1, 0.0
    for word in _WORD.findall(text):
        if used and used + _width(word.rstrip()) > width:
            lines, used = lines + 1, 0.0
        more, used = divmod(used + _width(word), width)
        lines += int(more)
    return lines + text.count("\n")


def _width(text: str) -> int:
    """In half-width characters: Chinese ones are twice as wide."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
