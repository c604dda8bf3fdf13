"""Write the template that a keeper fills in: the columns of the tables, and which values they allow.

All columns are formatted as text, so that a spreadsheet leaves 8.0 and 2023-11 as they are typed.
"""

import csv
import io

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.figures.observations import Observations
from helpers.figures.package import fields_of
from helpers.text.language import _
from zhaotong.keeping.sheets import FIGURES, SOURCES

_PREPARED = 20  # rows, where no region says which figures to expect
_LAST_ROW = 2000  # up to which cells are formatted as text and offer values
_RECENT = 3  # years: what was recorded then for a region is expected again
_LAST = "(last recorded 最近记录)"
_SHEETS = {"regions": "地区", "indicators": "指标", "recorded": "已有来源", "codes": "代码", "help": "说明"}
_HELP = (
    ("Type the figures into the sheet “figures”, one a row, digits as printed: 8 is not 8.0.",
     "把数字填入“figures”表，每行一个，照原文写出：8 与 8.0 不同。"),
    ("A number in another unit is typed with it: 59043万元, 118.9 billion yuan. Its digits stay as they are.",
     "单位不同的数字连同单位填写，如59043万元，位数照旧。"),
    ("A publication that is not in the sheet “recorded” is described once in the sheet “sources”.",
     "“recorded”表中没有的出版物，在“sources”表中说明一次。"),
    ("All cells are text. A figure that the spreadsheet made a number or a date of is refused where digits are lost.",
     "所有单元格均为文本。被软件改成数字或日期、因而丢失位数的，不予记录。"),
    ("A row without value and locator is left out. Headings in brackets are for you only.",
     "没有数值和出处位置的行不记录。标题带括号的列仅供参考。"),
    ("Then: zhaotong add FILE. All rows are checked first; nothing is recorded if one is wrong.",
     "然后运行：zhaotong add 文件名。先检查所有行；一行有误，全部不记录。"),
)  # fmt: skip


def template_workbook(package: dict, observations: Observations, region: str | None, source: str | None) -> bytes:
    """An .xlsx workbook to be filled in.

    Parameters
    ----------
    region
        Code of a region; a row is prepared for each of its figures of recent years.
    source
        Identifier of the source of all figures, recorded or new.
    """
    fields = fields_of(package, "observations")
    book, figures, sources = blank_workbook(package, observations, fields)
    if region:
        across = len(fields) + 1
        _as_heading(figures.cell(1, across, _LAST), required=False)
        figures.column_dimensions[get_column_letter(across)].width = 34
    for down, row in enumerate(_prepared(observations, region, source), start=2):
        for across, name in enumerate([*fields, _LAST], start=1):
            if row.get(name):
                figures.cell(down, across, row[name]).number_format = "@"
    if source and source not in observations.sources.index:
        sources.cell(2, 1, source).number_format = "@"
    return bytes_of(book)


def blank_workbook(
    package: dict, observations: Observations, fields: dict[str, dict]
) -> tuple[Workbook, Worksheet, Worksheet]:
    """A workbook to be filled in, and its sheets of figures and of sources.

    Parameters
    ----------
    fields
        What is said of each column of the figures.
    """
    book = Workbook()
    figures, sources = book.active, book.create_sheet()
    figures.title, sources.title = f"{FIGURES} 数据", f"{SOURCES} 来源"
    lists = _help_sheets(book, package, observations)
    _form(figures, fields, lists)
    _form(sources, fields_of(package, "sources"), {name: lists[name] for name in lists if name != "source"})
    return book, figures, sources


def bytes_of(book: Workbook) -> bytes:
    """What the file of a workbook holds."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def template_csv(package: dict, observations: Observations, region: str | None, source: str | None) -> bytes:
    """A .csv file to be filled in; a new source is described in the row of its first figure."""
    figures = fields_of(package, "observations")
    fields = figures | fields_of(package, "sources") | figures  # both have the column "source": as figures have it
    written = io.StringIO(newline="")
    table = csv.DictWriter(written, fields, extrasaction="ignore", lineterminator="\r\n")
    table.writerow({name: _heading(name, field) for name, field in fields.items()})
    table.writerows(_prepared(observations, region, source))
    return written.getvalue().encode("utf-8-sig")  # the mark is what Excel knows UTF-8 by


def _heading(name: str, field: dict) -> str:
    return f"{name} {field['title_zh']}"


def _prepared(observations: Observations, region: str | None, source: str | None) -> list[dict[str, str]]:
    """Rows that lack only period, value and place: one for each figure that is expected of a region.

    Expected is what was recorded in recent years, and for more than one year.
    """
    if region is None:
        return [{"source": source}] * _PREPARED if source else []
    figures = observations.figures_of(region=region)
    figures = figures[figures["span"].isin(["year", "ytd", "quarter", "month"])]
    years = figures["period"].str[:4].astype(int)
    cell = ["indicator", "span"]
    repeated = years.groupby([figures[column] for column in cell]).transform("nunique") > 1
    expected = figures[repeated & (years > years.max() - _RECENT)].sort_values("period", kind="stable")
    latest = expected.drop_duplicates(cell, keep="last").sort_values(cell)
    return [
        {
            "region": region,
            "indicator": indicator,
            "span": span,
            "source": source or "",
            _LAST: _last(value, period, observations.indicator(indicator).unit_name),
        }
        for indicator, span, value, period in latest[[*cell, "value", "period"]].itertuples(index=False, name=None)
    ]


def _last(value: str, period: str, unit: str) -> str:
    return _("%(value)s in %(period)s, %(unit)s") % {"value": value, "period": period, "unit": unit}


def _form(sheet: Worksheet, fields: dict[str, dict], lists: dict[str, str]) -> None:
    """Write the header of a sheet to be filled in; its columns are text, and offer lists of values."""
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
    sheet.freeze_panes = "A2"


def _as_heading(cell: Cell, required: bool) -> None:
    cell.font = Font(bold=required)
    cell.fill = PatternFill("solid", fgColor="DDE8F0")
    cell.number_format = "@"


def _help_sheets(book: Workbook, package: dict, observations: Observations) -> dict[str, str]:
    """Add sheets that list the values which columns allow; return the range of each list, by column."""
    units = [observations.indicator(code).unit_name for code in observations.indicators.index]
    indicators = observations.indicators.assign(unit=units)
    about_region = ["name", "name_en", "region", "level", "within", "aliases"]
    about_source = ["source", "publisher", "publisher_zh", "title", "title_zh", "published", "vintage", "reliability"]
    about_indicator = ["indicator", "name_zh", "name_en", "unit", "aliases", "definition_zh", "definition_en"]
    lists = {
        "region": _list(book, "regions", _regions_offered(observations), about_region),
        "indicator": _list(book, "indicators", indicators, about_indicator),
        "source": _list(book, "recorded", observations.sources, about_source),
    }
    fields = fields_of(package, "sources") | fields_of(package, "observations")
    codes = [
        (column, category["value"], category["label"], category["label_zh"])
        for column in ("span", "status", "caveats", "reliability")
        for category in fields[column]["categories"]
    ]
    codes += [("back_revised", code, "", "") for code in fields["back_revised"]["constraints"]["enum"]]
    about_code = ["column", "code", "meaning", "含义"]
    sheet = _list(book, "codes", pd.DataFrame(codes, columns=about_code), about_code).partition("!")[0]
    for column in dict.fromkeys(code[0] for code in codes):
        places = [row for row, code in enumerate(codes, start=2) if code[0] == column]
        lists[column] = f"{sheet}!$B${places[0]}:$B${places[-1]}"
    titles = ["how to fill this in", "如何填写"]
    _list(book, "help", pd.DataFrame(_HELP, columns=titles), titles, width=90)
    return lists


def _regions_offered(observations: Observations) -> pd.DataFrame:
    """The regions, those with figures first, each by a Chinese name that no other has: 朝阳区 is 北京市朝阳区."""
    places = observations.places
    offered = [places[code] for code in {**observations.recorded, **places}]
    clear = [len(places.meant(region.name_zh)) == 1 for region in offered]
    around = [region.parent.name_zh if region.parent else "" for region in offered]
    return pd.DataFrame(
        {
            "name": [
                region.name_zh if alone else outer + region.name_zh
                for region, alone, outer in zip(offered, clear, around, strict=True)
            ],
            "name_en": [region.name_en for region in offered],
            "region": [region.code for region in offered],
            "level": [region.level for region in offered],
            "within": around,
            "aliases": ["|".join(region.aliases) for region in offered],
        }
    )


def _list(book: Workbook, name: str, table: pd.DataFrame, columns: list[str], width: int = 26) -> str:
    """Add a sheet with columns of a table; return the range of the first."""
    table = table.reset_index()[columns]
    aligned = {wrapped: Alignment(wrap_text=wrapped, vertical="top") for wrapped in (True, False)}
    sheet = book.create_sheet(f"{name} {_SHEETS[name]}")
    for across, column in enumerate(table.columns, start=1):
        _as_heading(sheet.cell(1, across, column), required=True)
        sheet.column_dimensions[get_column_letter(across)].width = width
        for down, text in enumerate(table[column], start=2):
            cell = sheet.cell(down, across, text)
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = aligned[len(text) > width]
    sheet.freeze_panes = "A2"
    return f"{quote_sheetname(sheet.title)}!$A$2:$A${len(table) + 1}"
