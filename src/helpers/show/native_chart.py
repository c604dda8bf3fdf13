"""A chart of a spreadsheet's own beside a table, drawn from the cells of its sheet."""

from itertools import cycle

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from helpers.show.workbook_columns import Column

_COLOURS, _DASHES = ("B3372F", "2F6F9F", "4D4D4D", "8A6D1F"), ("solid", "dash", "sysDot", "dashDot")
_MOST_LINES, _MOST_PLACES = (
    8,
    60,
)  # more than these are a tangle, which the page draws with care and a spreadsheet does not
_WIDTH, _HEIGHT, _BAR = 17.0, 9.0, 0.55  # centimetres
_LABELS = 10  # of years below a line


def drawn_columns(columns: list[Column]) -> list[int]:
    """Which columns a chart draws, counted from 1: those of the unit of the first that measures something."""
    units = [column.unit for column in columns if column.measures]
    found = [at for at, column in enumerate(columns, start=1) if at > 1 and column.measures and column.unit == units[0]]
    return found if len(found) <= _MOST_LINES and len(columns[0].cells) <= _MOST_PLACES else []


def add_chart(sheet: Worksheet, columns: list[Column], top: int, title: str, across: int, down: int) -> None:
    """Draw the numbers of a table whose heads stand in a row: lines by year, or else bars.

    Parameters
    ----------
    across, down
        Where its corner is.
    """
    first, *_others = columns
    bottom = top + len(first.cells)
    by_year = all(cell.unit == "year" for cell in first.cells)
    chart = _lines(len(first.cells)) if by_year else _bars(len(first.cells))
    places = drawn_columns(columns)
    for at, colour, dash in zip(places, cycle(_COLOURS), cycle(_DASHES), strict=False):
        series = Series(Reference(sheet, at, top + 1, at, bottom), title=columns[at - 1].name)
        looks = GraphicalProperties(solidFill=colour)
        looks.line.solidFill = colour
        if by_year:
            looks.line.prstDash, looks.line.width = dash, 22_000
            series.marker.symbol, series.marker.size, series.smooth = "circle", 4, False
            series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
            series.marker.graphicalProperties.line.solidFill = colour
        else:
            series.invertIfNegative = False
        series.graphicalProperties = looks
        chart.series.append(series)
    chart.set_categories(Reference(sheet, 1, top + 1, 1, bottom))
    chart.title, chart.x_axis.title, chart.y_axis.title = title, first.head, columns[places[0] - 1].unit or None
    for titled in (chart, chart.x_axis, chart.y_axis):
        if titled.title is not None:
            titled.title.overlay = False
    chart.legend.position, chart.legend.overlay = "b", False
    if len(places) == 1:
        chart.legend = None
        chart.y_axis.title = columns[places[0] - 1].head
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"  # also where numbers are below zero
    chart.display_blanks = "gap"
    sheet.add_chart(chart, f"{get_column_letter(across)}{down}")


def _lines(places: int) -> LineChart:
    chart = LineChart()
    chart.width, chart.height = _WIDTH, _HEIGHT
    chart.x_axis.number_format = "0"
    chart.x_axis.tickLblSkip = chart.x_axis.tickMarkSkip = max(1, places // _LABELS)
    return chart


def _bars(places: int) -> BarChart:
    """Bars that lie, for names of any length, the first at the top."""
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 60
    chart.width, chart.height = _WIDTH, max(_HEIGHT, 4 + _BAR * places)
    chart.x_axis.scaling.orientation, chart.y_axis.crosses = "maxMin", "max"
    return chart
