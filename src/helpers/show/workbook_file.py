"""The file of a workbook: what openpyxl writes, its cells as text.

openpyxl makes an element of XML of each cell before it writes it, which takes half of the time of a workbook.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

_PLACE = "(rows)"  # where in a sheet its rows go
_ESCAPED = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


def file_of(book: Workbook) -> bytes:
    """The file of a workbook; of the time at which it is written, which openpyxl puts into it, nothing is left."""
    time = book.properties.modified = book.properties.created
    written, file = BytesIO(), BytesIO()
    _Writer(book, zipfile.ZipFile(written, "w")).save()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(file, "w") as timed:
        for name in parts.namelist():
            timed.writestr(zipfile.ZipInfo(name, time.timetuple()[:6]), parts.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()


class _Writer(ExcelWriter):
    """Writes a workbook, each sheet by a writer of ours."""

    def write_worksheet(self, sheet: Worksheet) -> None:
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        writer = _SheetWriter(sheet, BytesIO())
        writer.write()
        sheet._rels = writer._rels
        content = writer.read().replace(_PLACE.encode(), writer.written.encode(), 1)
        self._archive.writestr(sheet.path.removeprefix("/"), content)
        self.manifest.append(sheet)


class _SheetWriter(WorksheetWriter):
    """Writes a sheet; of its cells, which are texts, numbers and days, the text that openpyxl would write."""

    written = ""  # its rows

    def write_rows(self) -> None:
        self.written = "".join(self._row(*row) for row in self.rows())  # which finds the links, that come after them
        xf = self.xf.send(True)
        with xf.element("sheetData"):
            xf.write(_PLACE)
        self.xf.send(None)

    def _row(self, number: int, cells: list[Cell]) -> str:
        about = {"r": f"{number}", **dict(self.ws.row_dimensions.get(number, {}))}
        said = "".join(f' {name}="{value}"' for name, value in about.items())
        return f"<row{said}>{''.join(self._cells(cells))}</row>"

    def _cells(self, row: list[Cell]) -> Iterator[str]:
        for cell in row:
            value, style = cell._value, f' s="{cell.style_id}"' if cell.has_style else ""
            if value is None and not style:
                continue
            if cell.hyperlink:
                self.ws._hyperlinks.append(cell.hyperlink)
            start = f'<c r="{cell.coordinate}"{style}'
            if value is None:
                yield f'{start} t="{cell.data_type}" />'
            elif cell.data_type == "s":
                text = value.translate(_ESCAPED)
                kept = ' xml:space="preserve"' if value.strip() not in ("", value) else ""
                yield f'{start} t="inlineStr"><is><t{kept}>{text}</t></is></c>'
            else:
                number = to_excel(value, self.ws.parent.epoch) if cell.data_type == "d" else value
                kind = "n" if cell.data_type == "d" else cell.data_type
                yield f'{start} t="{kind}"><v>{safe_string(number)}</v></c>'
