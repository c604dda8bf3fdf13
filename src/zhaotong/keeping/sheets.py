"""Read filled templates: .xlsx workbooks and .csv files, as `templates` writes them or as other programs do.

A spreadsheet turns digits into numbers and 2023-11 into a date: cells are read as they were meant, or refused.
"""

import csv
import io
import re
import warnings
from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from helpers.figures.package import DataError, cell_fault, encoding_of, fields_of
from helpers.text.messages import InputError, did_you_mean, shortened
from zhaotong.keeping.entries import Batch, Entry

FIGURES, SOURCES = "figures", "sources"  # how the names of the two sheets begin that hold what is to be recorded
_FILLED = ("value", "locator")  # a row that the template prepared and nobody filled in holds neither
_IGNORED = "("
_DATED = ("period", "published", "vintage", "accessed")  # the columns that hold dates
_AS_TEXT = "format the column as text and type it again"
_FIXED = re.compile(r"#?,?#*0(\.(?P<decimals>0+))?(_ |_\))?")  # a number format that fixes the decimals


def read_batch(path: Path, package: dict) -> Batch:
    """The figures and sources in a filled template.

    Parameters
    ----------
    package
        The description of the data package, whose columns the template has.

    Raises
    ------
    InputError
        The file cannot be read, or its columns are not those of a template.
    """
    if not path.is_file():
        raise InputError(f"there is no file {path}")
    if path.suffix.lower() == ".csv":
        return _read_csv(path, package)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _read_workbook(path, package)
    raise InputError(f"{path.name} is neither an .xlsx workbook nor a .csv file; save it as one of these")


def _read_workbook(path: Path, package: dict) -> Batch:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and styles that openpyxl leaves aside
            book = openpyxl.load_workbook(path)
    except Exception as error:  # openpyxl raises whatever the broken part of a file makes it raise
        raise InputError(f"{path.name} cannot be read as an .xlsx workbook: {shortened(error)}") from None
    sheets: dict[str, Worksheet] = {}
    for sheet in book.worksheets:
        name = (sheet.title.split() or [""])[0].casefold()
        if name in (FIGURES, SOURCES) and name in sheets:
            both = f'"{sheets[name].title}" and "{sheet.title}"'
            raise InputError(f"{path.name} has two sheets of {name}, {both}: put all into one of them")
        sheets[name] = sheet
    if len(book.worksheets) == 1:
        sheets.setdefault(FIGURES, book.worksheets[0])
    if FIGURES not in sheets:
        names = ", ".join(f'"{shortened(sheet.title)}"' for sheet in book.worksheets)
        raise InputError(f'{path.name} has no sheet "{FIGURES}" (its sheets: {names})')
    figures = _sheet_entries(path, sheets[FIGURES], fields_of(package, "observations"))
    sources = _sheet_entries(path, sheets[SOURCES], fields_of(package, "sources")) if SOURCES in sheets else []
    return _batch(path, figures, [each for each in sources if any({**each.cells, "source": ""}.values())])


def _sheet_entries(path: Path, sheet: Worksheet, fields: dict[str, dict]) -> list[Entry]:
    name = f'{path.name}, sheet "{sheet.title}"'
    rows = sheet.iter_rows()
    columns = _columns(name, [_text_of(cell, "")[0] for cell in next(rows, ())], fields)
    entries = []
    for number, row in enumerate(rows, start=2):
        texts, faults = [], []
        for cell, column in zip(row, columns, strict=True):
            text, reason = _text_of(cell, column) if column != _IGNORED else ("", "")
            texts.append(text)
            faults += [cell_fault(column or cell.column_letter, str(cell.value), reason)] if reason else []
        if any(texts) or faults:
            entries.append(_entry(f"{name}, row {number}", columns, texts, faults))
    return entries


def _read_csv(path: Path, package: dict) -> Batch:
    content = path.read_bytes()
    try:
        text = content.decode(encoding_of(content))
    except UnicodeDecodeError:
        wrong = f'{path.name} is in neither UTF-8 nor GB18030: save it as "CSV UTF-8" and try again'
        raise InputError(wrong) from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)  # what spreadsheets of other countries write instead of a comma
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InputError(f"{path.name} is not readable as CSV: {error}") from None
    about_source = {name: field for name, field in fields_of(package, "sources").items() if name != "source"}
    fields = fields_of(package, "observations") | about_source
    columns = _columns(path.name, rows[0] if rows else [], fields)
    figures, sources = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        more = (
            f": more cells than columns (a comma inside a value? write 5.2, not 5,2): {shortened(separator.join(row))}"
        )
        faults = [more] if any(cells[len(columns) :]) else []
        entry = _entry(f"{path.name}, row {number}", columns, cells[: len(columns)], faults)
        figures.append(replace(entry, cells={name: entry[name] for name in entry.cells if name not in about_source}))
        if described := {name: entry[name] for name in about_source if entry[name]}:
            sources.append(Entry(entry.place, {"source": entry["source"], **described}))
    return _batch(path, figures, sources)


def _columns(place: str, header: list[str], fields: dict[str, dict]) -> list[str]:
    """The column of the table that each cell of a header names, in English, in Chinese, or, as templates do, in both.

    A heading in brackets is of a column that is only for whoever fills the others in.
    """
    titles = {field["title_zh"]: name for name, field in fields.items()}
    columns, faults = [], []
    for cell in header:
        text = cell.strip()
        name = titles.get(text) or (text.split()[0].casefold() if text else "")
        if text.startswith("("):
            name = _IGNORED
        elif name and name not in fields:
            faults.append(f'{place} has an unknown column "{shortened(text)}"{did_you_mean(name, fields)}')
        columns.append(name)
    for name, count in Counter(filter(None, columns)).items():
        if count > 1 and name != _IGNORED:
            faults.append(f'{place} has the column "{name}" {count} times')
    for name in ("region", "indicator", "period", "value", "source"):
        if name in fields and name not in columns:
            faults.append(f'{place} has no column "{name}"; `zhaotong template` writes a file that has all')
    if faults:
        raise DataError(faults)
    return columns


def _entry(place: str, columns: list[str], texts: list[str], faults: list[str]) -> Entry:
    named = list(zip(columns, texts, strict=False))
    stray = [
        f': "{shortened(text)}" stands in a column without a heading' for column, text in named if text and not column
    ]
    return Entry(place, {column: text for column, text in named if column not in ("", _IGNORED)}, (*faults, *stray))


def _batch(path: Path, figures: list[Entry], sources: list[Entry]) -> Batch:
    """The rows that hold a figure, and where the others stand, which a template prepared and nobody filled in."""
    filled = [entry for entry in figures if entry.faults or any(entry[column] for column in _FILLED)]
    unfilled = [entry.place for entry in figures if entry not in filled]
    if not filled:
        raise InputError(f"{path.name} holds no figures: every row of them wants a value")
    return Batch(filled, sources, unfilled)


def _text_of(cell: Any, column: str) -> tuple[str, str]:
    """The text of a cell of an openpyxl worksheet, and why it cannot be taken; one of them is empty.

    A number is taken where its format says how many decimals are shown, and these are all it has: 8 shown as 8.0 is
    8.0. Without such a format nobody can tell 8 from 8.0. A date is taken in the columns that hold dates, to the day or
    to the month, as its format shows it.
    """
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", "it is a formula; paste what it shows, as text"
    if cell.data_type == "e":
        return "", f"the spreadsheet shows the error {value}"
    if isinstance(value, datetime):
        return _date(value, cell.number_format, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format, column)
    return (value.strip(), "") if isinstance(value, str) else ("", f"text is expected; {_AS_TEXT}")


def _date(value: datetime, shown: str, column: str) -> tuple[str, str]:
    text = value.strftime("%Y-%m-%d" if "d" in re.sub(r'"[^"]*"|\[[^]]*\]', "", shown).lower() else "%Y-%m")
    if column in _DATED and value.time() == datetime.min.time():
        return text, ""
    return "", f"the spreadsheet made the date {value:%Y-%m-%d} of it; {_AS_TEXT}"


def _number(value: int | float, shown: str, column: str) -> tuple[str, str]:
    fixed = _FIXED.fullmatch(shown)
    if column != "value":
        return f"{value:.15g}", ""
    if fixed is None:
        return "", (
            f"it is the number {value:.15g}, of which the spreadsheet drops printed zeros: nobody can tell 8 from 8.0; "
            f"{_AS_TEXT} with the printed digits"
        )
    text = f"{Decimal(repr(value)):.{len(fixed['decimals'] or '')}f}"
    if Decimal(text) != Decimal(repr(value)):
        why = f"it is the number {value:.15g}, shown as {text}: which was printed? {_AS_TEXT} with the printed digits"
        return "", why
    return text, ""
