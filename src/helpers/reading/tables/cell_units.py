"""In which unit the number of a cell is, by the name of its row, the column of units, and the head of its column."""

from helpers.reading.readings import Role
from helpers.reading.tables.rows import Row
from helpers.reading.tables.shapes import Column
from helpers.reading.vocabulary import Facet


def unit_of_cell(row: Row, column: Column) -> str:
    """The unit of a number: that of its column; of a level also that of its row, which is nearer where both say one."""
    both = row.heading.unit and column.heading.unit and column.heading.facet in (None, Facet.LEVEL)
    if both and column.heading.unit not in ("%", "％") and row.heading.unit not in ("%", "％"):
        return row.heading.unit
    if column.heading.unit:
        return column.heading.unit
    relative = column.heading.facet not in (None, Facet.LEVEL) or column.heading.role is Role.CHANGE
    return "" if relative else row.unit


def units_differ(row: Row, column: Column, unit: str) -> bool:
    """Whether the name of a row prints another unit than its column does: 存款余额（亿元） under 2033年（万元）."""
    return bool(row.heading.unit and column.heading.unit and unit == row.heading.unit != column.heading.unit)
