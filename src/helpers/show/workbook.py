"""Sheets of a workbook: tables with the publications and caveats behind them, and every figure with its origin.

What stands in a cell is text or a number, never a formula: a spreadsheet computes nothing from a report.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell as Place
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from helpers.figures.observations import Observations, list_sources
from helpers.figures.periods import window_words
from helpers.figures.printed import decimals_of
from helpers.show.locators import locator_words
from helpers.show.printed import raw_cell, year_cell
from helpers.show.sources import caveat_words, vintage_words
from helpers.text import language
from helpers.text.cells import Cell, as_cell
from helpers.text.language import _, language_in_use

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in the XML of a workbook
_LONGEST = 32_767  # characters in a cell
_WIDEST = 60


def add_table(
    book: Workbook, name: str, header: list[str], lines: list[list[Cell]], observations: Observations
) -> None:
    """A sheet with a table, and below it the publications and caveats of the figures behind it."""
    sheet = book.create_sheet()
    columns = [column for at, title in enumerate(header) for column in _columns(title, [line[at] for line in lines])]
    fill(sheet, f"{len(book.sheetnames) - 1} {name}", list(map(list, zip(*columns, strict=True))), title=name)
    rows = observations.figures.loc[sorted({row for line in lines for cell in line for row in cell.rows})]
    if rows.empty:
        return
    below = [_("Sources"), *_publications(observations, rows), *_caveats(observations, rows)]
    for down, line in enumerate(below, start=sheet.max_row + 2):
        _put(sheet.cell(down, 1), Cell(line))


def _columns(title: str, cells: list[Cell]) -> Iterable[list[Cell]]:
    """A column with its header and, if it has intervals, beside it their ends as numbers."""
    yield [Cell(title), *cells]
    if any((cell.low, cell.high) != (None, None) for cell in cells):
        yield [Cell(_("%(column)s, lowest") % {"column": title}), *(_end(cell, cell.low) for cell in cells)]
        yield [Cell(_("%(column)s, highest") % {"column": title}), *(_end(cell, cell.high) for cell in cells)]


def _end(cell: Cell, value: float | None) -> Cell:
    """An end of an interval, with as many decimals as it needs; behind a number in the page it has no plus sign."""
    if value is None:
        return Cell("")
    signed = cell.signed and cell.value is None
    decimals = max(cell.decimals, decimals_of(Decimal(repr(value)).normalize()))
    text = (language.signed if signed else language.number)(value, decimals)
    return replace(cell, text=text, value=value, decimals=decimals, signed=signed)


def _publications(observations: Observations, rows: pd.DataFrame) -> list[str]:
    lines = [
        [source.publisher, source.title, source.url, vintage_words(source.vintage), source.reliability_name]
        for source in list_sources(observations, rows)
    ]
    return [_("; ").join(filter(None, line)) for line in lines]


def _caveats(observations: Observations, rows: pd.DataFrame) -> list[str]:
    words = [caveat.name for caveat in observations.caveats(rows["caveats"])]
    return [_("caveats"), *words] if words else []


def fact_lines(facts: Mapping[str, str]) -> list[list[Cell]]:
    """What is said of a report, or a view, a line each."""
    return [[as_cell(text) for text in line] for line in [(_("what"), _("value")), *facts.items()]]


def figure_lines(observations: Observations, rows: pd.DataFrame) -> list[list[Cell]]:
    """Every figure, a line each, as printed and with all that is known of it."""
    regions = [observations.region(code) for code in rows["region"]]
    indicators = [observations.indicator(code) for code in rows["indicator"]]
    sources = [observations.source(code) for code in rows["source"]]
    columns = {
        _("row"): rows.index.to_list(),
        _("region"): [region.name for region in regions],
        _("code"): "GB/T 2260 " + rows["region"],
        _("indicator"): [indicator.name for indicator in indicators],
        _("unit"): [indicator.unit_name for indicator in indicators],
        _("period"): map(_period_cell, rows["period"], rows["span"]),
        _("span"): [observations.vocabularies["span"][code].name for code in rows["span"]],
        _("printed"): map(raw_cell, rows["value"]),
        _("publisher"): [source.publisher for source in sources],
        _("title"): [source.title for source in sources],
        _("place in it"): map(locator_words, rows["locator"]),
        _("address"): [source.url for source in sources],
        _("figures as of"): [vintage_words(source.vintage) for source in sources],
        _("reliability"): [source.reliability_name for source in sources],
        _("caveats"): [caveat_words(observations, codes) for codes in rows["caveats"]],
        _("note"): rows[f"note_{language_in_use()}"],
    }
    lines = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    return [[as_cell(content) for content in line] for line in lines]


def _period_cell(period: str, span: str) -> Cell:
    """A period in words, or, of a full year, as the number of its year."""
    return year_cell(period) if span == "year" else Cell(window_words(period, span))


def fill(sheet: Worksheet, name: str, lines: list[list[Cell]], title: str = "") -> None:
    """Lines from the top of a sheet, the first of them its headers, below a title if there is one."""
    sheet.title = _sheet_name(name, sheet.parent.sheetnames)
    top = 1
    if title:
        _put(sheet.cell(1, 1), Cell(title))
        sheet.cell(1, 1).font = Font(bold=True)
        top = 3
    for down, line in enumerate(lines, start=top):
        for across, cell in enumerate(line, start=1):
            place = sheet.cell(down, across)
            _put(place, cell)
            if len(cell.plain) > _WIDEST:
                place.alignment = Alignment(vertical="top", wrap_text=True)
            if down == top:
                place.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    for across in range(1, sheet.max_column + 1):
        widths = [_width(line[across - 1].plain) for line in lines if across <= len(line)]
        sheet.column_dimensions[get_column_letter(across)].width = min(_WIDEST, max(widths, default=8) + 2)


def _width(text: str) -> int:
    """In half-width characters: Chinese ones are twice as wide."""
    return sum(2 if character > "\u2e80" else 1 for character in text)


def _sheet_name(text: str, taken: list[str]) -> str:
    """At most 31 characters, none of those that a spreadsheet refuses, and not a name that is taken."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", text)[:31].strip(" '") or "-"
    return name if name not in taken else f"{name[:27]} {len(taken)}"


def _put(place: Place, cell: Cell) -> None:
    """A number that looks as it is shown in the page, or else the text, as text."""
    if cell.value is not None:
        place.value = cell.value
        place.number_format = _number_format(cell)
        return
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", cell.plain)[:_LONGEST]
    place.value = text
    place.data_type = "s"  # "=1+1" is what was printed, nothing to compute
    place.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _number_format(cell: Cell) -> str:
    """The sign, thousands, decimals and words of a number, as spreadsheets write them."""
    before, after = (f'"{words.replace(chr(34), "”")}"' if words else "" for words in (cell.before, cell.after))
    digits = ("#,##0" if "," in cell.plain else "0") + (f".{'0' * cell.decimals}" if cell.decimals else "")
    above, below, zero = (before + sign + digits + after for sign in ("+", "−", ""))
    return f"{above};{below};{zero}" if cell.signed else f"{zero};{below}" if (cell.value or 0) < 0 else zero


def file_of(book: Workbook, time: datetime) -> bytes:
    """The file of a workbook; of the time at which it is written, which openpyxl puts into it, nothing is left."""
    written, file = BytesIO(), BytesIO()
    book.save(written)
    book.properties.modified = time
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as timed:
        for name in parts.namelist():
            content = tostring(book.properties.to_tree()) if name == ARC_CORE else parts.read(name)
            timed.writestr(zipfile.ZipInfo(name, time.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
