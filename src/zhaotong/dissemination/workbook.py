"""Tables as a workbook: a sheet each, with numbers, days and texts as such, and never a formula."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from helpers.figures.printed import decimals_of
from helpers.show.workbook import new_book
from helpers.show.workbook_file import file_of
from helpers.show.worksheet import Dated, Linked, fill
from helpers.text.cells import Cell
from helpers.text.language import in_language
from zhaotong.dissemination.collection import Collection
from zhaotong.dissemination.figures import Column, Table

_NO_TIME = datetime(1980, 1, 1)  # the first that a zip file can have: the same figures are the same bytes


def as_workbook(collection: Collection) -> bytes:
    """The workbook; heads and codes are those of the other formats, and the codebook says what they mean."""
    with in_language("en"):  # that of its heads: it is the same whatever the shell speaks
        book = new_book(collection.about["title"], _NO_TIME)
        for table in collection.tables:
            sheet = book.worksheets[0] if table is collection.figures else book.create_sheet()
            fill(sheet, table.name, _lines(table))
        return file_of(book)


def _lines(table: Table) -> list[list[Cell]]:
    heads = [Cell(column.name) for column in table.columns]
    return [heads, *([*map(_cell, table.columns, line)] for line in table.lines)]


def _cell(column: Column, value: Any) -> Cell:
    match value:
        case None:
            return Cell("")
        case bool():
            return Cell("true" if value else "false")
        case int():
            return Cell(str(value), value)
        case float():
            return Cell(repr(value), value, decimals=max(0, decimals_of(Decimal(repr(value)).normalize())))
        case date():
            return Dated(value.isoformat(), day=value)
        case _ if column.name == "url":
            return Linked(value, address=value)
        case _:
            return Cell(value)
