"""Workbooks: what their sheets show, with the decimals that number formats show, and nothing that is hidden in them."""

import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from helpers.reading.intake.grids import blocks_of_grid
from helpers.reading.intake.limits import Limits, cells_within
from helpers.reading.intake.lines import Block
from helpers.reading.intake.old_formats import Shown, formats_of
from helpers.reading.intake.runs import Run, joined, struck_notices
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from helpers.text.number_formats import shown_date, shown_number

_NOT_COMPUTED = re.compile(rb"<c [^>]*><f(/>| [^>]*/>|[^>]*>[^<]*</f>)(<v\s*/>|<v></v>)?</c>")
_PLAIN = Shown("General", False)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_xlsx(name: str, content: bytes, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of an .xlsx or .xlsm workbook, and what is to be noticed; formulas as they were last computed."""
    import openpyxl
    from openpyxl.utils.escape import unescape

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and styles that openpyxl leaves aside
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, rich_text=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part of a file makes it raise
        raise _unreadable(name, error) from None
    blocks: list[Block] = []
    told: list[str] = []
    notices = _not_computed(name, content)
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notices.append(hidden_sheet(name, sheet.title))
            continue
        rows: dict[int, dict[int, str]] = defaultdict(dict)
        unseen_rows = {row for row, shape in sheet.row_dimensions.items() if shape.hidden}
        unseen_columns = _hidden_columns(sheet)
        left = False
        for (row, column), cell in sorted(sheet._cells.items()):  # the cells that there are, however far apart
            if cell.value is None:
                continue
            text, struck = joined(_runs(cell, unescape))
            if text.strip() and (row in unseen_rows or column in unseen_columns):
                left = True
            elif text.strip():
                told += struck
                rows[row][column] = text
        if left:
            message = _('%(file)s, sheet "%(sheet)s": rows or columns that are hidden are left aside')
            notices.append(message % {"file": name, "sheet": shortened(sheet.title)})
        cells += sum(max(row, default=0) for row in rows.values())
        cells_within(name, cells, limits)
        blocks += blocks_of_sheet(sheet.title, {number: _row(row) for number, row in rows.items()})
    return blocks, [*struck_notices(told), *notices]


def read_workbook(name: str, content: bytes, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of an .xls or .xlsb workbook, and what is to be noticed."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError as error:
        if "password" in str(error).casefold():
            message = _("%(file)s is encrypted: open it with its password and save it without one")
            raise InputError(message % {"file": name}) from None
        raise _unreadable(name, error) from None
    blocks: list[Block] = []
    formats, notices = _formats(name, content)
    told: list[str] = []
    cells = 0
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not SheetVisibleEnum.Visible:
            notices.append(hidden_sheet(name, about.name))
            continue
        sheet = book.get_sheet_by_name(about.name)
        cells += sheet.height * sheet.width
        cells_within(name, cells, limits)
        first, left = sheet.start or (0, 0)
        styles = formats.get(about.name, {})
        rows: dict[int, list[str]] = {}
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), first):
            rows[row + 1] = [""] * left
            for column, value in enumerate(values, left):
                style = styles.get((row, column), _PLAIN)
                text, struck = joined([Run(_shown(value, style.number_format), style.struck)])
                rows[row + 1].append(text)
                told += struck
        blocks += blocks_of_sheet(about.name, rows)
    return blocks, [*struck_notices(told), *notices]


def _formats(name: str, content: bytes) -> tuple[dict[str, dict[tuple[int, int], Shown]], list[str]]:
    """How the cells of an .xls workbook are shown; where that cannot be read, what is to be noticed."""
    try:
        return formats_of(content), []
    except ValueError:
        message = _("%(file)s does not say how many decimals it shows: nobody can tell 8 from 8.0; save it as .xlsx")
        return {}, [message % {"file": name}]


def blocks_of_sheet(sheet: str, rows: dict[int, list[str]]) -> Iterator[Block]:
    """The blocks of a sheet of some name, by its numbered rows."""
    return blocks_of_grid(rows, _('sheet "%(sheet)s"') % {"sheet": sheet})


def _row(cells: dict[int, str]) -> list[str]:
    return [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]


def _runs(cell: Any, unescape: Any) -> Iterator[Run]:
    """The pieces of a cell in their type."""
    struck, raised = bool(cell.font.strike), cell.font.vertAlign == "superscript"
    if not isinstance(cell.value, list):
        yield Run(_text(cell, unescape), struck, raised)
        return
    for piece in cell.value:
        if isinstance(piece, str):
            yield Run(unescape(piece), struck, raised)
        else:
            yield Run(unescape(piece.text), bool(piece.font.strike), piece.font.vertAlign == "superscript")


def _text(cell: Any, unescape: Any) -> str:
    value = cell.value
    if isinstance(value, str):
        return " ".join(unescape(value).split("\n"))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, cell.number_format)
    return shown_date(value, cell.number_format) if isinstance(value, date | time) else str(value)


def _shown(value: object, number_format: str) -> str:
    """A value of python-calamine as a format shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return shown_number(value, number_format)
    return shown_date(value, number_format) if isinstance(value, date | time) else " ".join(str(value).split("\n"))


def _hidden_columns(sheet: Any) -> set[int]:
    shapes = [shape for shape in sheet.column_dimensions.values() if shape.hidden and shape.min and shape.max]
    return {column for shape in shapes for column in range(shape.min, min(shape.max, 16384) + 1)}


def hidden_sheet(name: str, sheet: str) -> str:
    """What is told of a sheet that is hidden."""
    message = _('%(file)s: the sheet "%(sheet)s" is hidden and left aside')
    return message % {"file": name, "sheet": shortened(sheet)}


def _not_computed(name: str, content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheets = [packed.read(part) for part in packed.namelist() if _SHEET.fullmatch(part)]
    if not any(map(_NOT_COMPUTED.search, sheets)):
        return []
    message = _(
        "%(file)s has formulas that no program has computed yet: what they show is not read; open it and save it"
    )
    return [message % {"file": name}]


def _unreadable(name: str, error: Exception) -> InputError:
    message = _("%(file)s cannot be read as a workbook (%(reason)s): open it and save it anew as .xlsx")
    return InputError(message % {"file": name, "reason": type(error).__name__})
