"""Sheets of a workbook: tables with the publications and caveats behind them, and every figure with its origin.

What stands in a cell is text or a number, never a formula: a spreadsheet computes nothing from a report.
"""

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from helpers.figures.observations import Observations, list_sources
from helpers.show.sources import caveat_words, vintage_words
from helpers.text.language import _, language_in_use
from helpers.text.numerals import read_number

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in the XML of a workbook
_LONGEST = 32_767  # characters in a cell
_WIDEST = 60


def add_table(
    book: Workbook, name: str, lines: list[list[str]], rows: pd.DataFrame, observations: Observations
) -> None:
    """A sheet with a table, and below it the publications and caveats of the figures behind it.

    Args:
        lines: the texts of its cells, its headers first
        rows: the figures behind it; none where it rests on none
    """
    sheet = book.create_sheet()
    fill(sheet, f"{len(book.sheetnames) - 1} {name}", lines, title=name)
    if rows.empty:
        return
    below = [_("Sources"), *_publications(observations, rows), *_caveats(observations, rows)]
    for down, line in enumerate(below, start=sheet.max_row + 2):
        _put(sheet.cell(down, 1), line)


def _publications(observations: Observations, rows: pd.DataFrame) -> list[str]:
    return [
        _("; ").join(
            filter(
                None,
                [
                    *source[["publisher", "title", "url"]],
                    vintage_words(source["vintage"]),
                    observations.source(key).reliability_name,
                ],
            )
        )
        for key, source in list_sources(observations, rows).iterrows()
    ]


def _caveats(observations: Observations, rows: pd.DataFrame) -> list[str]:
    words = [caveat.name for caveat in observations.caveats(rows["caveats"])]
    return [_("caveats"), *words] if words else []


def figure_lines(observations: Observations, rows: pd.DataFrame) -> list[list[str]]:
    """Every figure, a line each, as printed and with all that is known of it."""
    regions = [observations.region(code) for code in rows["region"]]
    indicators = [observations.indicator(code) for code in rows["indicator"]]
    sources = [observations.source(code) for code in rows["source"]]
    columns = {
        _("row"): rows.index.astype(str),
        _("region"): [region.name for region in regions],
        _("code"): "GB/T 2260 " + rows["region"],
        _("indicator"): [indicator.name for indicator in indicators],
        _("unit"): [indicator.unit_name for indicator in indicators],
        _("period"): rows["period"],
        _("span"): [observations.vocabularies["span"][code].name for code in rows["span"]],
        _("printed"): rows["value"],
        _("publisher"): [source.publisher for source in sources],
        _("title"): [source.title for source in sources],
        _("place in it"): rows["locator"],
        _("address"): [source.url for source in sources],
        _("vintage"): [vintage_words(source.vintage) for source in sources],
        _("reliability"): [source.reliability_name for source in sources],
        _("caveats"): [caveat_words(observations, codes) for codes in rows["caveats"]],
        _("note"): rows[f"note_{language_in_use()}"],
    }
    return [list(columns), *map(list, zip(*columns.values(), strict=True))]


def fill(sheet: Worksheet, name: str, lines: list[list[str]], title: str = "") -> None:
    """Lines from the top of a sheet, the first of them its headers, below a title if there is one."""
    sheet.title = _sheet_name(name, sheet.parent.sheetnames)
    top = 1
    if title:
        _put(sheet.cell(1, 1), title)
        sheet.cell(1, 1).font = Font(bold=True)
        top = 3
    for down, line in enumerate(lines, start=top):
        for across, text in enumerate(line, start=1):
            cell = sheet.cell(down, across)
            _put(cell, text)
            if len(str(text)) > _WIDEST:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
            if down == top:
                cell.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(top + 1, 2)
    for across in range(1, sheet.max_column + 1):
        widths = [_width(str(line[across - 1])) for line in lines if across <= len(line)]
        sheet.column_dimensions[get_column_letter(across)].width = min(_WIDEST, max(widths, default=8) + 2)


def _width(text: str) -> int:
    """In half-width characters: Chinese ones are twice as wide."""
    return sum(2 if character > "\u2e80" else 1 for character in text)


def _sheet_name(text: str, taken: list[str]) -> str:
    """At most 31 characters, none of those that a spreadsheet refuses, and not a name that is taken."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", text)[:31].strip(" '") or "-"
    return name if name not in taken else f"{name[:27]} {len(taken)}"


def _put(cell: Cell, text: str) -> None:
    """A number where the text is one as reports write them, with the same decimals; else the text, as text."""
    text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(text))[:_LONGEST]
    if number := read_number(text):
        cell.value = float(number.value)
        zeros = f".{'0' * number.decimals}" if number.decimals else ""
        pattern = ("#,##0" if "," in number.digits else "0") + zeros + (f'"{number.unit}"' if number.unit else "")
        cell.number_format = f"+{pattern};−{pattern};{pattern}" if number.sign == "+" else pattern
        return
    cell.value = text
    cell.data_type = "s"  # "=1+1" is what was printed, nothing to compute
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


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
