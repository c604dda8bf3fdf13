"""A workbook of tables: what it has, then a sheet a table with its publications, then every figure with its origin.

What stands in a cell is text, a number or a date, never a formula: a spreadsheet computes nothing from a report.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import Any, NamedTuple

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from helpers.figures.observations import Observations, list_sources
from helpers.figures.periods import read_window, window_words
from helpers.show.locators import locator_words
from helpers.show.native_chart import add_chart, drawn_columns
from helpers.show.printed import raw_cell, year_cell
from helpers.show.sheet_names import sheet_name
from helpers.show.sources import caveat_words, vintage_words
from helpers.show.workbook_columns import Column, columns_of, title_and_note
from helpers.show.worksheet import Dated, Linked, across_columns, fill, put_line, spread
from helpers.text.cells import Cell, as_cell
from helpers.text.language import HTML_LANGUAGE, _, language_in_use

_ROOM_BESIDE = 90  # half-width characters of a table, beside which a chart is still in sight


class Entry(NamedTuple):
    """A sheet, as the contents of its workbook list it: its name, full title, units, and how many figures are in it."""

    name: str
    title: str
    units: str
    figures: int


def new_book(title: str, time: datetime, creator: str = "") -> Workbook:
    """A workbook with its properties, and one sheet for what it has."""
    book = Workbook()
    about = book.properties
    about.title, about.created, about.language = title, time, HTML_LANGUAGE[language_in_use()]
    about.creator = creator or f"zhaotong-growth {version('zhaotong-growth')}"
    return book


def add_table(
    book: Workbook, name: str, header: list[str], lines: list[list[Cell]], observations: Observations, chart: str = ""
) -> Entry:
    """A sheet with a table, and below it the publications and caveats of the figures behind it.

    Parameters
    ----------
    chart
        The title of the chart that the page draws of these numbers; empty where it draws none.
    """
    sheet = book.create_sheet()
    title, note = title_and_note(name)
    columns = columns_of(header, lines, observations)
    content: list[list[Cell]] = [[Cell(column.head) for column in columns]]
    content += map(list, zip(*(column.cells for column in columns), strict=True))
    number = len(book.sheetnames) - 1
    top = fill(sheet, sheet_name(title, book.sheetnames, number), content, title, note)
    rows = observations.figures.loc[sorted(set().union(*(cell.rows for line in lines for cell in line)))]
    if not rows.empty:
        _put_below(sheet, [_("Sources"), *_publications(observations, rows), *_caveats(observations, rows)])
    if chart and drawn_columns(columns):
        _put_chart(sheet, columns, top, title_and_note(chart)[0])
    units = dict.fromkeys(column.unit for column in columns if column.unit)
    return Entry(sheet.title, title, _(", ").join(units), len(rows))


def _publications(observations: Observations, rows: pd.DataFrame) -> list[str]:
    lines = [
        [source.publisher, source.title, source.url, vintage_words(source.vintage), source.reliability_name]
        for source in list_sources(observations, rows)
    ]
    return [_("; ").join(filter(None, line)) for line in lines]


def _caveats(observations: Observations, rows: pd.DataFrame) -> list[str]:
    words = [caveat.name for caveat in observations.caveats(rows["caveats"])]
    return [_("caveats"), *words] if words else []


def add_figures(book: Workbook, observations: Observations, rows: pd.DataFrame) -> Entry:
    """A sheet with every figure, a line each."""
    sheet = book.create_sheet()
    fill(sheet, sheet_name(_("Figures"), book.sheetnames), figure_lines(observations, rows))
    return Entry(sheet.title, _("Every figure with its source and its place in it"), "", len(rows))


def figure_lines(observations: Observations, rows: pd.DataFrame) -> list[list[Cell]]:
    """Every figure, a line each, as printed and with all that is known of it."""
    region, indicator, source = observations.region, observations.indicator, observations.source
    regions, indicators, sources = rows["region"], rows["indicator"], rows["source"]
    times = [*zip(rows["period"], rows["span"], strict=True)]
    columns = {
        _("row"): rows.index.to_list(),
        _("region"): _cells(regions, lambda code: region(code).name),
        _("code"): _cells(regions, "GB/T 2260 {}".format),
        _("indicator"): _cells(indicators, lambda code: indicator(code).name),
        _("unit"): _cells(indicators, lambda code: indicator(code).unit_name),
        _("period"): _cells(times, lambda time: _period_cell(*time)),
        _("span"): _cells(rows["span"], lambda code: observations.vocabularies["span"][code].name),
        _("first day"): _cells(times, lambda time: _day(read_window(*time).start)),
        _("last day"): _cells(times, lambda time: _day(read_window(*time).end)),
        _("number"): _cells(rows["value"], _number),
        _("printed"): _cells(rows["value"]),
        _("publisher"): _cells(sources, lambda code: source(code).publisher),
        _("title"): _cells(sources, lambda code: source(code).title),
        _("place in it"): _cells(rows["locator"], locator_words),
        _("address"): _cells(sources, lambda code: Linked(source(code).url, address=source(code).url)),
        _("figures as of"): _cells(sources, lambda code: vintage_words(source(code).vintage)),
        _("reliability"): _cells(sources, lambda code: source(code).reliability_name),
        _("caveats"): _cells(rows["caveats"], partial(caveat_words, observations)),
        _("note"): _cells(rows[f"note_{language_in_use()}"]),
        _("source"): _cells(sources),
    }
    lines = [list(columns), *map(list, zip(*columns.values(), strict=True))]
    return [[as_cell(content) for content in line] for line in lines]


def _cells(contents: Iterable[Any], words: Callable[[Any], object] = str) -> list[Cell]:
    """A column of cells, made once of each content that it repeats."""
    contents = [*contents]
    made = {each: as_cell(words(each)) for each in dict.fromkeys(contents)}
    return [made[each] for each in contents]


def source_lines(observations: Observations, rows: pd.DataFrame) -> list[list[Cell]]:
    """The publications behind figures, a line each, most reliable first."""
    about = [_("title"), _("publisher"), _("address"), _("figures as of"), _("reliability")]
    lines: list[list[Any]] = [[_("source"), *about, _("figures")]]
    for each, count in list_sources(observations, rows).items():
        address = Linked(each.url, address=each.url)
        how = vintage_words(each.vintage), each.reliability_name
        lines.append([each.code, each.title, each.publisher, address, *how, count])
    return [[as_cell(content) for content in line] for line in lines]


def _period_cell(period: str, span: str) -> Cell:
    """A period in words, or, of a full year, as the number of its year."""
    return year_cell(period) if span == "year" else Cell(window_words(period, span))


def _day(at: pd.Timestamp) -> Cell:
    """A day; a state at a point in time has no first one."""
    return Cell("") if pd.isna(at) else Dated(at.date().isoformat(), day=at.date())


def _number(printed: str) -> Cell:
    """The number that printed digits are, if they are one and nothing else."""
    cell = raw_cell(printed)
    return cell if cell.value is not None else Cell("")


def fill_contents(book: Workbook, question: str, entries: list[Entry], facts: Mapping[str, str]) -> None:
    """The first sheet: the question, what the workbook has, each with a link to it, and what is said of the report."""
    sheet = book.worksheets[0]
    lines: list[list[Cell]] = [[Cell(text) for text in (_("sheet"), _("title"), _("units"), _("figures"))]]
    for entry in entries:
        links = [Linked(text, address=f"#{entry.name}") for text in (entry.name, entry.title)]
        lines.append([*links, Cell(entry.units), Cell(str(entry.figures), entry.figures)])
    name = sheet_name(_("Contents"), book.sheetnames)
    fill(sheet, name, lines, question, _("An empty cell has no figure. Reservations stand in columns of their own."))
    for down, fact in enumerate(facts.items(), start=sheet.max_row + 2):
        put_line(sheet, down, [Cell(text) for text in fact])


def _put_below(sheet: Worksheet, texts: list[str]) -> None:
    """Texts below a table, each in a row of its own."""
    for down, text in enumerate(texts, start=sheet.max_row + 2):
        spread(sheet, down, text)


def _put_chart(sheet: Worksheet, columns: list[Column], top: int, title: str) -> None:
    """A chart beside a table, or below one that is as wide as a page."""
    covered, _width = across_columns(sheet)
    width = sum(each.width for each in sheet.column_dimensions.values())
    is_beside = width < _ROOM_BESIDE
    across = max(covered, len(columns)) + 2 if is_beside else 1
    add_chart(sheet, columns, top, title, across, top if is_beside else sheet.max_row + 2)
