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
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened
from zhaotong.keeping.entries import REVIEWED, Batch, Entry, ReviewedText

FIGURES, SOURCES = "figures", "sources"  # how the names of the two sheets begin that hold what is to be recorded
TEXT = "text"  # and that of a review which holds the lines of the text
_FILLED = ("value", "locator")  # a row that the template prepared and nobody filled in holds neither
_IGNORED = "("
_DATED = ("period", "published", "vintage", "accessed")  # the columns that hold dates
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
        raise InputError(_("there is no file %(file)s") % {"file": path})
    if path.suffix.lower() == ".csv":
        return _read_csv(path, package)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return _read_workbook(path, package)
    words = _("%(file)s is neither an .xlsx workbook nor a .csv file; save it as one of these")
    raise InputError(words % {"file": path.name})


def _read_workbook(path: Path, package: dict) -> Batch:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and styles that openpyxl leaves aside
            book = openpyxl.load_workbook(path)
    except Exception as error:  # openpyxl raises whatever the broken part of a file makes it raise
        words = _("%(file)s cannot be read as an .xlsx workbook: %(reason)s")
        raise InputError(words % {"file": path.name, "reason": shortened(error)}) from None
    sheets: dict[str, Worksheet] = {}
    for sheet in book.worksheets:
        name = (sheet.title.split() or [""])[0].casefold()
        if name in (FIGURES, SOURCES) and name in sheets:
            words = _('%(file)s has two sheets of %(name)s, "%(first)s" and "%(second)s": put all into one of them')
            titles = {"first": sheets[name].title, "second": sheet.title}
            raise InputError(words % {"file": path.name, "name": name, **titles})
        sheets[name] = sheet
    if len(book.worksheets) == 1:
        sheets.setdefault(FIGURES, book.worksheets[0])
    if FIGURES not in sheets:
        names = _(", ").join(shortened(sheet.title) for sheet in book.worksheets)
        words = _('%(file)s has no sheet "%(sheet)s" (its sheets: %(sheets)s)')
        raise InputError(words % {"file": path.name, "sheet": FIGURES, "sheets": names})
    figures = _sheet_entries(path, sheets[FIGURES], fields_of(package, "observations") | REVIEWED)
    if TEXT in sheets and any("accept" in each.cells for each in figures):
        sources = _sheet_entries(path, sheets[SOURCES], fields_of(package, "sources")) if SOURCES in sheets else []
        return Batch(figures, _described(sources), text=_text_of_review(sheets[TEXT]))
    sources = _sheet_entries(path, sheets[SOURCES], fields_of(package, "sources")) if SOURCES in sheets else []
    return _batch(path, figures, _described(sources))


def _described(sources: list[Entry]) -> list[Entry]:
    """The sources of which more is said than their identifiers."""
    return [each for each in sources if any({**each.cells, "source": ""}.values())]


def _text_of_review(sheet: Worksheet) -> ReviewedText:
    rows = [[str(cell.value or "") for cell in row[:4]] for row in sheet.iter_rows(min_row=2)]
    file, digest = (rows[0] + ["", "", "", ""])[2:4] if rows else ("", "")
    return ReviewedText(file, digest, tuple(row[1] for row in rows))


def _sheet_entries(path: Path, sheet: Worksheet, fields: dict[str, dict]) -> list[Entry]:
    name = _('%(file)s, sheet "%(sheet)s"') % {"file": path.name, "sheet": sheet.title}
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
            entries.append(_entry(_row(name, number), columns, texts, faults))
    return entries


def _read_csv(path: Path, package: dict) -> Batch:
    content = path.read_bytes()
    try:
        text = content.decode(encoding_of(content))
    except UnicodeDecodeError:
        words = _('%(file)s is in neither UTF-8 nor GB18030: save it as "CSV UTF-8" and try again')
        raise InputError(words % {"file": path.name}) from None
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)  # what spreadsheets of other countries write instead of a comma
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        words = _("%(file)s is not readable as CSV: %(reason)s")
        raise InputError(words % {"file": path.name, "reason": error}) from None
    about_source = {name: field for name, field in fields_of(package, "sources").items() if name != "source"}
    fields = fields_of(package, "observations") | about_source
    columns = _columns(path.name, rows[0] if rows else [], fields)
    figures, sources = [], []
    for number, row in enumerate(rows[1:], start=2):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        more = _(": more cells than columns (a comma inside a value? write 5.2, not 5,2): %(row)s")
        faults = [more % {"row": shortened(separator.join(row))}] if any(cells[len(columns) :]) else []
        entry = _entry(_row(path.name, number), columns, cells[: len(columns)], faults)
        figures.append(replace(entry, cells={name: entry[name] for name in entry.cells if name not in about_source}))
        if described := {name: entry[name] for name in about_source if entry[name]}:
            sources.append(Entry(entry.place, {"source": entry["source"], **described}))
    return _batch(path, figures, sources)


def _row(place: str, number: int) -> str:
    return _("%(place)s, row %(row)s") % {"place": place, "row": number}


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
            words = _('%(place)s has an unknown column "%(name)s"%(hint)s')
            faults.append(words % {"place": place, "name": shortened(text), "hint": did_you_mean(name, fields)})
        columns.append(name)
    for name, count in Counter(filter(None, columns)).items():
        if count > 1 and name != _IGNORED:
            words = _('%(place)s has the column "%(name)s" %(count)s times')
            faults.append(words % {"place": place, "name": name, "count": count})
    for name in ("region", "indicator", "period", "value", "source"):
        if name in fields and name not in columns:
            words = _('%(place)s has no column "%(name)s"; `zhaotong template` writes a file that has all')
            faults.append(words % {"place": place, "name": name})
    if faults:
        raise DataError(faults)
    return columns


def _entry(place: str, columns: list[str], texts: list[str], faults: list[str]) -> Entry:
    named = list(zip(columns, texts, strict=False))
    words = _(': "%(text)s" stands in a column without a heading')
    stray = [words % {"text": shortened(text)} for column, text in named if text and not column]
    return Entry(place, {column: text for column, text in named if column not in ("", _IGNORED)}, (*faults, *stray))


def _batch(path: Path, figures: list[Entry], sources: list[Entry]) -> Batch:
    """The rows that hold a figure, and where the others stand, which a template prepared and nobody filled in."""
    filled = [entry for entry in figures if entry.faults or any(entry[column] for column in _FILLED)]
    unfilled = [entry.place for entry in figures if entry not in filled]
    if not filled:
        words = _("%(file)s holds no figures: every row of them wants a value")
        raise InputError(words % {"file": path.name})
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
        return "", _("it is a formula; paste what it shows, as text")
    if cell.data_type == "e":
        return "", _("the spreadsheet shows the error %(error)s") % {"error": value}
    if isinstance(value, datetime):
        return _date(value, cell.number_format, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format, column)
    if isinstance(value, str):
        return value.strip(), ""
    return "", _("text is expected; format the column as text and type it again")


def _date(value: datetime, shown: str, column: str) -> tuple[str, str]:
    text = value.strftime("%Y-%m-%d" if "d" in re.sub(r'"[^"]*"|\[[^]]*\]', "", shown).lower() else "%Y-%m")
    if column in _DATED and value.time() == datetime.min.time():
        return text, ""
    words = _("the spreadsheet made the date %(date)s of it; format the column as text and type it again")
    return "", words % {"date": f"{value:%Y-%m-%d}"}


def _number(value: int | float, shown: str, column: str) -> tuple[str, str]:
    fixed = _FIXED.fullmatch(shown)
    if column != "value":
        return f"{value:.15g}", ""
    if fixed is None:
        words = _(
            "it is the number %(number)s, of which the spreadsheet drops printed zeros: nobody can tell 8 from 8.0; "
            "format the column as text and type it again with the printed digits"
        )
        return "", words % {"number": f"{value:.15g}"}
    text = f"{Decimal(repr(value)):.{len(fixed['decimals'] or '')}f}"
    if Decimal(text) != Decimal(repr(value)):
        words = _(
            "it is the number %(number)s, shown as %(shown)s: which was printed? "
            "format the column as text and type it again with the printed digits"
        )
        return "", words % {"number": f"{value:.15g}", "shown": text}
    return text, ""
