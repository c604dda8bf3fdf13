"""The template that a keeper fills in: the columns of the tables, and what may stand in them.

All columns are formatted as text, so that a spreadsheet leaves 8.0 and 2023-11 as they are typed.
"""

import csv
import io
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.figures.observations import Observations
from helpers.figures.package import fields_of
from zhaotong.keeping.sheets import FIGURES, SOURCES

_PREPARED = 20  # rows, where no region says which figures to expect
_LAST_ROW = 2000  # up to which cells are formatted as text and offer what may stand in them
_RECENT = 3  # years: what was recorded then for a region is expected again
_LAST = "(last recorded 最近记录)"
_SHEETS = {"regions": "地区", "indicators": "指标", "recorded": "已有来源", "codes": "代码", "help": "说明"}
_HELP = (
    ("Type the figures into the sheet “figures”, one a row, digits as printed: 8 is not 8.0.",
     "把数字填入“figures”表，每行一个，照原文写出：8 与 8.0 不同。"),
    ("A publication that is not in the sheet “recorded” is described once in the sheet “sources”.",
     "“recorded”表中没有的出版物，在“sources”表中说明一次。"),
    ("All cells are text. A figure that the spreadsheet made a number or a date of is refused where digits are lost.",
     "所有单元格均为文本。被软件改成数字或日期、因而丢失位数的，不予记录。"),
    ("A row without value and locator is left out. Headings in brackets are for you only.",
     "没有数值和出处位置的行不记录。标题带括号的列仅供参考。"),
    ("Then: zhaotong add FILE. All rows are checked first; nothing is recorded if one is wrong.",
     "然后运行：zhaotong add 文件名。先检查所有行；一行有误，全部不记录。"),
)  # fmt: skip


def template_workbook(
    package: dict, observations: Observations, region: str | None = None, source: str | None = None
) -> bytes:
    """An .xlsx workbook to be filled in.

    Args:
        region: code of a region; a row is prepared for each of its figures of recent years
        source: identifier of the source of all figures, recorded or new
    """
    book = Workbook()
    figures, sources = book.active, book.create_sheet()
    figures.title, sources.title = f"{FIGURES} 数据", f"{SOURCES} 来源"
    lists = _help_sheets(book, package, observations)
    rows = _prepared(observations, region, source)
    _form(figures, fields_of(package, "observations"), lists, extra=[_LAST] if region else [])
    _form(sources, fields_of(package, "sources"), {name: lists[name] for name in lists if name != "source"})
    for down, row in enumerate(rows, start=2):
        for across, name in enumerate([*fields_of(package, "observations"), _LAST], start=1):
            if row.get(name):
                figures.cell(down, across, row[name]).number_format = "@"
    if source and source not in observations.sources.index:
        sources.cell(2, 1, source).number_format = "@"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def template_csv(
    package: dict, observations: Observations, region: str | None = None, source: str | None = None
) -> bytes:
    """A .csv file to be filled in; a new source is described in the row of its first figure."""
    fields = fields_of(package, "observations") | {
        name: field for name, field in fields_of(package, "sources").items() if name != "source"
    }
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow([_heading(name, field) for name, field in fields.items()])
    for row in _prepared(observations, region, source):
        table.writerow([row.get(name, "") for name in fields])
    return written.getvalue().encode("utf-8-sig")  # the mark is what Excel knows UTF-8 by


def _heading(name: str, field: dict) -> str:
    return f"{name} {field['title_zh']}"


def _prepared(observations: Observations, region: str | None, source: str | None) -> list[dict[str, str]]:
    """Rows that want no more than period, value and place: one for each figure that is expected of a region."""
    if region is None:
        return [{"source": source}] * _PREPARED if source else []
    figures = observations.figures_of(region=region)
    figures = figures[figures["span"].isin(["year", "ytd", "quarter", "month"])]
    years = figures["period"].str[:4].astype(int)
    latest = figures[years > years.max() - _RECENT].sort_values("period")
    return [
        {
            "region": region,
            "indicator": indicator,
            "span": span,
            "source": source or "",
            _LAST: f"{rows['value'].iloc[-1]} in {rows['period'].iloc[-1]}, {unit}",
        }
        for (indicator, span), rows in latest.groupby(["indicator", "span"])
        for unit in [observations.indicator(indicator).unit_name]
        if years[(figures["indicator"] == indicator) & (figures["span"] == span)].nunique() > 1  # not just once
    ]


def _form(sheet: Worksheet, fields: dict[str, dict], lists: dict[str, str], extra: tuple | list = ()) -> None:
    """The header of a sheet to be filled in; below it, text, and lists of what may stand there."""
    for across, (name, field) in enumerate(fields.items(), start=1):
        letter = get_column_letter(across)
        cell = sheet.cell(1, across, _heading(name, field))
        cell.comment = Comment(f"{field['description']}\n{field['description_zh']}", "zhaotong", height=160, width=320)
        _as_heading(cell, required=bool(field.get("constraints", {}).get("required")))
        sheet.column_dimensions[letter].width = max(14, min(30, len(name) + 12))
        sheet.column_dimensions[letter].number_format = "@"
        if name in lists:
            offer = DataValidation(type="list", formula1=lists[name], allow_blank=True, showErrorMessage=False)
            offer.add(f"{letter}2:{letter}{_LAST_ROW}")
            sheet.add_data_validation(offer)
    for across, heading in enumerate(extra, start=len(fields) + 1):
        _as_heading(sheet.cell(1, across, heading), required=False)
        sheet.column_dimensions[get_column_letter(across)].width = 34
    sheet.freeze_panes = "A2"


def _as_heading(cell, required: bool) -> None:
    cell.font = Font(bold=required)
    cell.fill = PatternFill("solid", fgColor="DDE8F0")
    cell.number_format = "@"


def _help_sheets(book: Workbook, package: dict, observations: Observations) -> dict[str, str]:
    """Sheets of what may stand in a column; returns the range that lists it, by column."""
    regions, indicators = observations.regions.reset_index(), observations.indicators.reset_index()
    regions = regions[["name_zh", "name_en", "region", "level", "aliases"]]
    indicators = indicators.assign(unit=[observations.indicator(each).unit_name for each in indicators["indicator"]])[
        ["indicator", "name_zh", "name_en", "unit", "definition_zh", "definition_en"]
    ]
    sources = observations.sources.reset_index()[
        ["source", "publisher", "title", "published", "vintage", "reliability"]
    ]
    lists = {}
    for column, table in (("region", regions), ("indicator", indicators), ("source", sources)):
        name = {"region": "regions", "indicator": "indicators", "source": "recorded"}[column]
        lists[column] = _list(book, name, table)
    codes = [
        (column, category["value"], category["label"], category["label_zh"])
        for table, columns in (("observations", ("span", "status", "caveats")), ("sources", ("reliability",)))
        for column in columns
        for category in fields_of(package, table)[column]["categories"]
    ]
    codes += [
        ("back_revised", code, "", "") for code in fields_of(package, "sources")["back_revised"]["constraints"]["enum"]
    ]
    sheet = _list(book, "codes", pd.DataFrame(codes, columns=["column", "code", "meaning", "含义"])).partition("!")[0]
    for column in dict.fromkeys(code[0] for code in codes):
        places = [row for row, code in enumerate(codes, start=2) if code[0] == column]
        lists[column] = f"{sheet}!$B${places[0]}:$B${places[-1]}"
    _list(book, "help", pd.DataFrame(_HELP, columns=["how to fill this in", "如何填写"]), width=90)
    return lists


def _list(book: Workbook, name: str, table: pd.DataFrame, width: int = 26) -> str:
    """A sheet with a table; returns the range of its first column."""
    sheet = book.create_sheet(f"{name} {_SHEETS[name]}")
    for across, column in enumerate(table.columns, start=1):
        _as_heading(sheet.cell(1, across, column), required=True)
        sheet.column_dimensions[get_column_letter(across)].width = width
        for down, text in enumerate(table[column], start=2):
            cell = sheet.cell(down, across, text)
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = Alignment(wrap_text=len(text) > width, vertical="top")
    sheet.freeze_panes = "A2"
    return f"{quote_sheetname(sheet.title)}!$A$2:$A${len(table) + 1}"
