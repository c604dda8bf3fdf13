"""Read filled templates: .xlsx workbooks and .csv files, as `templates` writes them or as other programs do."""

import csv
import io
import re
import warnings
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from helpers.figures.package import DataError, cell_fault, encoding_of, fields_of
from helpers.text.encodings import encoding_read
from helpers.text.language import _, listed
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.missing_files import existing_file
from helpers.text.typed_periods import period_typed
from zhaotong.keeping.cells import text_of
from zhaotong.keeping.entries import REVIEWED, Batch, Entry, ReviewedText
from zhaotong.keeping.files import refuse_other_kinds

FIGURES, SOURCES = "figures", "sources"  # how the names of the two sheets begin that hold what is to be recorded
TEXT = "text"  # and that of a review which holds the lines of the text
REGION, COLUMN = "region", "column"  # what was decided of a text
_FILLED = ("value", "locator")  # a row that the template prepared and nobody filled in holds neither
_IGNORED = "("
_SEPARATOR = re.compile(r'"?sep=(.)"?')  # a first line that Excel writes for itself
_OWN = 2  # columns of a template among the headings, if it is one
_WIDE = 2  # periods among the headings make a wide table


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
    refuse_other_kinds(existing_file(path))
    return _read_csv(path, package) if path.suffix.lower() == ".csv" else _read_workbook(path, package)


def _read_workbook(path: Path, package: dict) -> Batch:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and styles that openpyxl leaves aside
            book = openpyxl.load_workbook(path, rich_text=True)
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
    sources = _sheet_entries(path, sheets[SOURCES], fields_of(package, "sources")) if SOURCES in sheets else []
    described = [each for each in sources if any({**each.cells, "source": ""}.values())]
    if any(REVIEWED.keys() & each.cells.keys() for each in figures):
        return Batch(figures, described, text=_text_of_review(sheets.get(TEXT)))
    return _batch(path, figures, described)


def _text_of_review(sheet: Worksheet | None) -> ReviewedText:
    """The text that a review holds; without lines where its sheet is gone."""
    if sheet is None:
        return ReviewedText("", "", ())
    wide = max(sheet.max_column, 7)  # a workbook of an earlier edition has four columns
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2, max_col=wide)]
    file, digest = rows[0][2:4] if rows else ("", "")
    regions, columns = ({row[5]: row[6] for row in rows if row[4] == kind} for kind in (REGION, COLUMN))
    while rows and not rows[-1][0]:  # more was decided than there are lines
        rows.pop()
    return ReviewedText(file, digest, tuple(row[1] for row in rows), regions, columns)


def _sheet_entries(path: Path, sheet: Worksheet, fields: dict[str, dict]) -> list[Entry]:
    name = _('%(file)s, sheet "%(sheet)s"') % {"file": path.name, "sheet": sheet.title}
    rows = _filled(sheet)
    header = rows.pop(1, {})
    titles = [text_of(header[at], "")[0] if at in header else "" for at in range(1, max(header, default=0) + 1)]
    columns = dict(enumerate(_columns(name, titles, fields), start=1))
    entries = []
    for number, row in sorted(rows.items()):
        texts, faults = [], []
        for at, cell in sorted(row.items()):
            column = columns.get(at, "")
            text, reason = text_of(cell, column) if column != _IGNORED else ("", "")
            texts.append((column, text))
            faults += [cell_fault(column or cell.column_letter, str(cell.value), reason)] if reason else []
        if any(text for _column, text in texts) or faults:
            entries.append(_entry(_row(name, number), texts, faults))
    return entries


def _filled(sheet: Worksheet) -> dict[int, dict[int, Cell]]:
    """The cells that hold something, by row and column: a format may reach to the last row of a sheet."""
    rows: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sheet._cells.items():  # what walks over rows makes all cells on the way
        if cell.value is not None:
            rows[row][column] = cell
    return rows


def _read_csv(path: Path, package: dict) -> Batch:
    content = path.read_bytes()
    encoding = encoding_of(content)
    if encoding != "utf-8-sig" and encoding_read(content) == "big5hkscs":
        raise InputError(_('%(file)s looks like Big5: save it as "CSV UTF-8" and try again') % {"file": path.name})
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        words = _('%(file)s is in neither UTF-8 nor GB18030: save it as "CSV UTF-8" and try again')
        raise InputError(words % {"file": path.name}) from None
    first, _end, rest = text.partition("\n")
    above = 1 if (said := _SEPARATOR.fullmatch(first.strip())) else 0  # lines above the header
    text = rest if above else text
    # Spreadsheets of other countries write another separator than a comma.
    separator = said[1] if said else max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        words = _("%(file)s is not readable as CSV: %(reason)s")
        raise InputError(words % {"file": path.name, "reason": error}) from None
    about_source = {name: field for name, field in fields_of(package, "sources").items() if name != "source"}
    fields = fields_of(package, "observations") | about_source
    columns = _columns(path.name, rows[0] if rows else [], fields)
    figures, sources = [], []
    for number, row in enumerate(rows[1:], start=2 + above):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        more = _(": more cells than columns (a comma inside a value? write 5.2, not 5,2): %(row)s")
        faults = [more % {"row": shortened(separator.join(row))}] if any(cells[len(columns) :]) else []
        entry = _entry(_row(path.name, number), list(zip(columns, cells, strict=False)), faults)
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
    periods = [cell.strip() for cell in header if period_typed(cell)]
    if len(periods) >= _WIDE:
        words = _(
            "%(place)s is a wide table, with %(periods)s as columns, where a template has a row a figure; "
            "zhaotong read proposes the figures in it, to be recorded after"
        )
        raise InputError(words % {"place": place, "periods": listed(periods[:3])})
    titles = {field["title_zh"]: name for name, field in fields.items()}
    named = {titles.get(cell.strip()) or cell.strip().partition(" ")[0].casefold() for cell in header}
    if any(map(str.strip, header)) and len(named & fields.keys()) < _OWN:
        words = _(
            "%(place)s is no template: its first row names no columns such as %(columns)s; zhaotong read proposes its "
            "figures"
        )
        raise InputError(words % {"place": place, "columns": listed([*fields][:4])})
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


def _entry(place: str, named: list[tuple[str, str]], faults: list[str]) -> Entry:
    words = _(': "%(text)s" stands in a column without a heading')
    stray = [words % {"text": shortened(text)} for column, text in named if text and not column]
    return Entry(place, {column: text for column, text in named if column not in ("", _IGNORED)}, (*faults, *stray))


def _batch(path: Path, figures: list[Entry], sources: list[Entry]) -> Batch:
    """The rows that hold a figure, and where those stand of which the keeper named the period and forgot the value.

    What a template prepared and nobody filled in has no period.
    """
    filled = [entry for entry in figures if entry.faults or any(entry[column] for column in _FILLED)]
    unfilled = [entry.place for entry in figures if entry["period"] and entry not in filled]
    if not filled:
        words = _("%(file)s holds no figures: every row of them wants a value")
        raise InputError(words % {"file": path.name})
    return Batch(filled, sources, unfilled)
