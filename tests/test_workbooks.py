"""What a report gives to take away: a workbook, charts as files, a print; hostile data stay text in all of them."""

import csv
import json
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from bs4 import BeautifulSoup
from made_up_runs import reports_of
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, LineChart
from openpyxl.worksheet.worksheet import Worksheet
from page_marks import rows_opened
from PIL import Image

from helpers.figures.observations import load_observations
from helpers.figures.series import select_series
from helpers.show.printed import interval_cell, year_cell
from helpers.show.sheet_names import sheet_name
from helpers.show.workbook import add_table, new_book
from helpers.show.workbook_file import file_of
from helpers.show.worksheet import Dated, Linked, fill
from helpers.text.cells import Cell as Said
from helpers.text.cells import as_cell, shown_number
from helpers.text.language import number
from helpers.text.messages import InputError
from zhaotong.reports import pdf
from zhaotong.reports.formats import Formats
from zhaotong.reports.notebooks import find_notebook
from zhaotong.reports.requests import request_report

HOSTILE = {
    "publisher": "=cmd|' /C calc'!A0",
    "title": "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "region": "N" * 300,
    "note": "\N{RIGHT-TO-LEFT OVERRIDE}gnihton \N{RIGHT-TO-LEFT MARK}+1+1",
}
wants_browser = pytest.mark.skipif(
    not any(map(shutil.which, pdf.BROWSERS)) and not os.environ.get("CI"), reason="needs chromium on the path"
)


@dataclass(frozen=True)
class TakenAway:
    page: BeautifulSoup
    book: openpyxl.Workbook
    path: Path
    rows: list[int]

    @property
    def parts(self) -> dict[str, bytes]:
        """What is in the file of the workbook."""
        with zipfile.ZipFile(self.path.with_suffix(".xlsx")) as book:
            return {name: book.read(name) for name in book.namelist()}


def take_away(folder: Path, given: dict, formats: Formats) -> TakenAway:
    observations = load_observations()
    request = request_report(find_notebook("01-growth"), given, observations)
    [path] = reports_of([request], observations, folder, formats)
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    rows = [int(entry["id"].removeprefix("r")) for entry in page.find_all(id=re.compile(r"^r\d"))]
    return TakenAway(page, openpyxl.load_workbook(path.with_suffix(".xlsx")), path, rows)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory) -> TakenAway:
    return take_away(tmp_path_factory.mktemp("taken"), {"language": "zh"}, Formats(charts=("svg",)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> TakenAway:
    """A report on data in which a source, a region and a note are hostile."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(Path(__file__).parents[1] / "data", folder)
    change(folder / "sources.csv", "source", "pengyuan-lincang-2025", HOSTILE["publisher"], "publisher")
    change(folder / "sources.csv", "source", "pengyuan-lincang-2025", HOSTILE["title"], "title")
    change(folder / "regions.csv", "region", "530600", HOSTILE["region"], "name_en")
    change(folder / "observations.csv", "source", "pengyuan-lincang-2025", HOSTILE["note"], "note_en")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOTONG_DATA", str(folder))
        return take_away(folder.parent / "reports", {"language": "en"}, Formats())


def change(file: Path, key: str, value: str, new: str, column: str) -> None:
    with file.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    for row in rows:
        if row[key] == value:
            row[column] = new
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def cells(sheet: Worksheet) -> list[Cell]:
    return [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]


def test_every_number_of_a_gap_table_is_one_with_the_ends_of_its_interval(chinese):
    gaps = next(sheet for sheet in chinese.book.worksheets if "增速差" in sheet["A1"].value)
    header, *lines = [[cell.value for cell in line] for line in gaps.iter_rows(min_row=3, max_row=34)]
    revised = "与云南省此后的修订数相比"
    own = ["云南省（个百分点）", "云南省（最低，个百分点）", "云南省（最高，个百分点）", "云南省：双方所用的发布"]
    assert header[:6] == ["年份", *own, f"{revised}（个百分点）"]
    assert header[6:8] == [f"{revised}（最低，个百分点）", f"{revised}（最高，个百分点）"]
    assert header[8] == "全国（个百分点）"
    assert gaps["A1"].value == "昭通市与各比较地区的增速差，百分点"  # nothing stands in brackets here
    assert gaps["A2"].value == "最低、最高：舍入所允许的范围。"
    known = [line[first : first + 3] for line in lines for first in (1, 5, 8, 12) if line[first] is not None]
    assert len(known) >= 60
    assert all(low <= value <= high for value, low, high in known)
    year = next(line for line in lines if line[0] == 2012)
    assert year[1:6] == [3.1, 3.0, 3.2, "首次公布数", 4.1]
    assert gaps.cell(3 + 1 + lines.index(year), 2).number_format == "+0.0;−0.0;0.0"


def test_a_number_keeps_its_decimals_and_its_sign(chinese):
    growth = chinese.book.worksheets[1]
    latest = next(cell for cell in cells(growth) if cell.value == 4.6)
    assert latest.number_format == "0.0"
    assert growth["B4"].value == 15  # printed without decimals
    assert growth["B4"].number_format == "0"


def test_a_sheet_names_the_publications_and_caveats_of_its_figures(chinese, observations):
    opened = rows_opened(chinese.page)
    for sheet, table in zip(chinese.book.worksheets[1:4], chinese.page.main.find_all("table")[:3], strict=True):
        named = set().union(*(opened[mark["popovertarget"]] for mark in table.select("button.mark")))
        rows = observations.figures.loc[sorted(named)]
        below = [str(cell.value) for cell in cells(sheet) if cell.column == 1]
        below = below[below.index("来源") :]
        for source in map(observations.source, rows["source"].unique()):
            assert any(line.startswith(f"{source.publisher_zh}；{source.title_zh}") for line in below)
        for code in {code for codes in rows["caveats"] for code in codes.split("|") if code}:
            assert observations.vocabularies["caveats"][code].name_zh in below


def test_every_figure_used_stands_in_the_workbook_with_its_origin(chinese, observations):
    sheet = chinese.book["数字"]
    header, *lines = sheet.iter_rows(values_only=True)
    by_row = {line[0]: dict(zip(header, line, strict=True)) for line in lines}
    assert sorted(by_row) == sorted(chinese.rows)
    [row] = select_series(observations, "530600", "gdp_growth_real", window=(2025, 2025)).rows.index
    latest = by_row[row]
    source = observations.source("debt-atlas-2026")
    said = [latest[name] for name in ("地区", "计量", "数值", "原文数值", "标题", "网址", "来源")]
    assert said == ["昭通市", "%", 4.6, "4.6", source.title_zh, source.url, source.code]
    assert (latest["起始日"], latest["截止日"]) == (datetime(2025, 1, 1), datetime(2025, 12, 31))
    for line, address in ((line[0].value, line[14]) for line in sheet.iter_rows(min_row=2)):
        where = observations.source(observations.figures.at[line, "source"]).url
        assert (address.value, address.hyperlink and address.hyperlink.target) == (where or None, where or None)
    assert latest["发布者"] == "china-local-debt-atlas（转载公报汇编）"
    [claimed] = [line for line in by_row.values() if line["所在位置"] == "第2段（第9个数）"]
    assert (claimed["时期"], claimed["数据时点"]) == ("2023年前三季度", "2023年11月")


def test_charts_are_written_on_request_and_go_when_they_are_not_asked_for(chinese, tmp_path):
    charts = sorted(chinese.path.parent.glob("*.chart-*"))
    assert len(charts) == len(chinese.page.select("svg.plot.wide")) == len(chinese.page.select("svg.plot.narrow")) >= 3
    assert not chinese.page.find_all("img")
    for chart in charts:
        assert ElementTree.parse(chart).getroot().tag.endswith("svg")
    shutil.copytree(chinese.path.parent, tmp_path / "01-growth")
    again = take_away(tmp_path, {"language": "zh"}, Formats(charts=("png",)))
    made = sorted(again.path.parent.glob("*.chart-*"))
    assert [path.suffix for path in made] == [".png"] * len(charts)
    with Image.open(made[0]) as chart:
        assert chart.width >= 1000
    assert again.page.footer.code.text.endswith("--language zh")


def test_the_contents_lead_to_every_sheet_with_its_units_and_figures(chinese):
    contents, *others = chinese.book.worksheets
    assert (contents.title, contents["A1"].value) == ("目录", chinese.page.h1.text)
    header, *lines = contents.iter_rows(min_row=3, max_row=3 + len(others))
    assert [cell.value for cell in header] == ["工作表", "标题", "计量单位", "数据个数"]
    for (name, title, _units, _figures), sheet in zip(lines, others, strict=True):
        assert name.value == sheet.title
        assert name.hyperlink.location == title.hyperlink.location == f"'{sheet.title}'!A1"
        assert sheet is others[-1] or title.value == sheet["A1"].value
    table, opened = chinese.page.main.find("table"), rows_opened(chinese.page)
    shown = set().union(*(opened[mark["popovertarget"]] for mark in table.select("button.mark")))
    assert [cell.value for cell in lines[0][2:]] == ["%", len(shown)]
    assert lines[-1][3].value == len(chinese.rows)


def test_every_sheet_stays_readable_on_screen_and_on_paper(chinese):
    for sheet in chinese.book.worksheets:
        top = 1 if sheet.title == "数字" else 3
        assert sheet.freeze_panes == f"B{top + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{top}:")
        assert sheet.print_title_rows == f"${top}:${top}"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (int(sheet.PAPERSIZE_A4), 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text == "第&P页，共&N页"
        assert len(sheet.title) <= 31
    assert chinese.book.worksheets[1].page_setup.orientation == "portrait"
    assert chinese.book.worksheets[-1].page_setup.orientation == "landscape"


def test_a_workbook_says_what_it_is(chinese):
    properties = chinese.book.properties
    assert (properties.title, properties.language) == (chinese.page.h1.text, "zh-Hans")
    assert properties.creator.startswith("zhaotong-growth ")


def sheet_of(
    lines: list[list], header: list[str], observations, caption: str = "A table", chart: str = ""
) -> Worksheet:
    book = new_book("A book", datetime(2026, 1, 1))
    add_table(book, caption, header, [list(map(as_cell, line)) for line in lines], observations, chart)
    return openpyxl.load_workbook(BytesIO(file_of(book))).worksheets[1]


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return {
            name: ElementTree.canonicalize(parts.read(name).decode())
            for name in parts.namelist()
            if name != "docProps/core.xml"
        }


def test_cells_are_written_as_openpyxl_writes_them():
    def made() -> openpyxl.Workbook:
        book = new_book("A book", datetime(2026, 1, 1), "nobody")
        texts = [" <甲> & so on", "=1+1", "two\nlines", "", " "]
        lines = [
            [Said(text), Dated("2026-01-02", day=date(2026, 1, 2)), Said("1.5", 1.5, decimals=1)] for text in texts
        ]
        linked = [Linked("here", address="https://example.org/?a&b"), Linked("there", address="#Sheet"), Said("3", 3)]
        fill(book.create_sheet(), "A sheet", [[Said(text) for text in "abc"], *lines, linked], "A title", "A note")
        return book

    plain = BytesIO()
    made().save(plain)
    assert parts_of(file_of(made())) == parts_of(plain.getvalue())


def drawn_on(sheet: Worksheet) -> list:
    return sheet._charts


def test_a_weak_figure_is_a_number_with_what_weakens_it_beside_it(observations):
    figures = observations.figures
    row = figures.index[figures["source"].map(lambda code: observations.source(code).reliability == "weak")][0]
    weak = shown_number(number(8.0), [row], "%(number)s *", "pct")
    sheet = sheet_of(
        [[year_cell(2022), shown_number(number(7.0), unit="pct")], [year_cell(2023), weak]],
        ["year", "Zhaotong"],
        observations,
        "Growth, % (*: weakly supported)",
    )
    header, first, second = [line[:3] for line in sheet.iter_rows(min_row=3, max_row=5, values_only=True)]
    assert header == ("year", "Zhaotong, %", "Zhaotong, reliability")
    assert first == (2022, 7, None)
    assert second[:2] == (2023, 8)
    assert second[2].startswith("weakly supported; weak")
    assert sheet["A1"].value == "Growth, %"
    assert {sheet[place].number_format for place in ("A4", "A5")} == {"0"}
    assert {sheet[place].number_format for place in ("B4", "B5")} == {"0.0"}


def test_a_unit_stands_in_the_head_where_all_share_it_and_with_the_number_where_not(observations):
    yuan = [shown_number(number(value), words="%(number)s yuan", unit="cny") for value in (1, 2)]
    mixed = [shown_number(number(1), words="%(number)s days", unit="days"), shown_number(number(2, 0), unit="count")]
    ranks = [shown_number(number(value, 0), words="rank %(number)s", unit="rank") for value in (1, 2)]
    intervals = [interval_cell(1.0, 2.5, []), as_cell("—")]
    said = [as_cell("—"), as_cell("not found")]
    sheet = sheet_of(
        list(map(list, zip(["a", "b"], yuan, mixed, ranks, intervals, said, strict=True))),
        ["region", "income", "printed", "place", "80% interval", "more"],
        observations,
    )
    lines = [line[:7] for line in sheet.iter_rows(min_row=3, max_row=5, values_only=True)]
    ends = ("80% interval, lowest", "80% interval, highest")
    assert lines[0] == ("region", "income, yuan", "printed", "place, rank", *ends, "more")
    assert lines[1] == ("a", 1, 1, 1, 1, 2.5, None)
    assert lines[2] == ("b", 2, 2, 2, None, None, "not found")
    assert [sheet.cell(4, at).number_format for at in (2, 3, 4)] == ["0.0", '0.0" days"', "0"]


@pytest.mark.parametrize(
    ("head", "unit", "expected"),
    [
        ("growth, %", "pct", "growth, %"),
        ("gap, points", "pp", "gap, points"),
        ("growth", "pp", "growth, percentage points"),
    ],
)
def test_a_head_says_a_unit_once(observations, head, unit, expected):
    sheet = sheet_of([["a", shown_number(number(1), unit=unit)]], ["region", head], observations)
    assert sheet["B3"].value == expected


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Growth by year", "1 Growth by year"),
        ("The fastest of the prefectures of Yunnan and where they stood", "1 The fastest"),
        ("Real GDP growth by year as published, % on a year earlier", "1 Real GDP growth by year"),
        ("Investment and its parts, on a year earlier, at current prices", "1 Investment and its parts"),
        ("Claims that agree: 10", "1 Claims that agree 10"),
        ("由截至2019的30个数值所做的事后检验，单位亿元；末列供参考", "1 由截至2019的30个数值所做的事后检验，单位亿元"),
        ("N" * 300, "1 " + "N" * 29),
        ("[a]:*?/\\'", "1 a"),
        ("", "1 -"),
    ],
)
def test_the_name_of_a_sheet_is_whole_words(title, name):
    assert sheet_name(title, [], 1) == name


def test_no_two_sheets_have_one_name():
    assert sheet_name("Figures", ["figures"]) == "Figures 2"
    assert sheet_name("Figures", ["figures", "FIGURES 2"]) == "Figures 3"


def test_an_address_that_is_none_of_the_web_becomes_no_link():
    book = new_book("A book", datetime(2026, 1, 1))
    addresses = [
        "https://a.cn/",
        "http://a.cn",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.cn/" + "a" * 3000,
    ]
    fill(book.worksheets[0], "Links", [[Said("address")], *([Linked(each, address=each)] for each in addresses)])
    links = [book.worksheets[0].cell(down, 1).hyperlink for down in range(2, 7)]
    assert [link and link.target for link in links] == [*addresses[:2], None, None, None]


def test_a_chart_of_the_page_is_drawn_from_the_cells_of_the_sheet(observations):
    rates = [shown_number(number(value), unit="pct") for value in (1, 2, 3)]
    years = [year_cell(year) for year in (2021, 2022, 2023)]
    lines = list(map(list, zip(years, rates, [rates[0], as_cell("—"), rates[2]], ["x", "y", "z"], strict=True)))
    header = ["year", "Zhaotong", "Yunnan", "remark"]
    assert not drawn_on(sheet_of(lines, header, observations))
    [chart] = drawn_on(sheet_of(lines, header, observations, "Growth of Zhaotong", chart="Faster"))
    assert isinstance(chart, LineChart)
    assert chart.title.tx.rich.p[0].r[0].t == "Faster"
    assert [axis.title.tx.rich.p[0].r[0].t for axis in (chart.x_axis, chart.y_axis)] == ["year", "%"]
    drawn = [(each.tx.v, each.val.numRef.f, each.cat.numRef.f) for each in chart.series]
    place = "'1 Growth of Zhaotong'!"
    assert [name for name, _values, _years in drawn] == ["Zhaotong", "Yunnan"]
    assert [values for _name, values, _years in drawn] == [f"{place}$B$4:$B$6", f"{place}$C$4:$C$6"]
    [bars] = drawn_on(sheet_of([["a", rates[0]], ["b", rates[1]]], ["region", "growth"], observations, chart="Growth"))
    assert isinstance(bars, BarChart)
    ranks = [["a", shown_number(number(1, 0), unit="rank")]]
    assert not drawn_on(
        sheet_of(ranks, ["region", "rank"], observations, chart="Ranks")
    )  # a bar as long as a rank lies
    tangle = [[years[0], *rates[:1] * 9]]
    assert not drawn_on(sheet_of(tangle, ["year", *"abcdefghi"], observations, chart="Many"))


def text_of(pdf: Path, order: str = "-layout") -> str:
    return subprocess.run(["pdftotext", order, pdf, "-"], capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@wants_browser
def test_a_print_has_its_text_and_the_numbers_of_its_pages(chinese, tmp_path):
    target = tmp_path / "report.pdf"
    pdf.print_page(chinese.path, target)
    text = text_of(target)
    pages = text.split("\f")[:-1]
    assert len(pages) >= 4
    assert "昭通市" in pages[0]
    for place, page in enumerate(pages, start=1):
        assert page.rstrip().replace(" ", "").endswith(f"{place}/{len(pages)}")
    said = squeezed(text_of(target, "-raw"))
    for head in (chinese.page.title.text, chinese.page.header.p.text):  # of every sheet
        said = said.replace(squeezed(head), "")
    finding, key = chinese.page.select_one(".finding"), chinese.page.select_one("dl.key")
    assert squeezed(finding.text) + finding["data-note"] in said  # one note for all that it says
    assert key["data-note"] in squeezed(pages[0])
    notes, cards = chinese.page.select(".notes li"), chinese.page.select("ul.sources > li > h3")
    assert len(notes) >= 5
    for place, note in enumerate(notes, start=1):
        assert f"{place}.{squeezed(note.text)}" in said
    assert len(cards) >= 5
    assert all(squeezed(card.text) in said for card in cards)
    assert not any(f"[{row}]" in said for row in chinese.rows)


def test_without_a_browser_a_print_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(pdf.shutil, "which", lambda _name: None)
    with pytest.raises(InputError, match=r"--pdf prints with a browser, and no chromium, .* or msedge is on the path"):
        pdf.find_browser()


@wants_browser
def test_a_print_that_fails_says_so(tmp_path):
    with pytest.raises(pdf.PrintError, match=r"missing\.html was not printed"):
        pdf.print_page(tmp_path / "missing.html", tmp_path / "none" / "report.pdf")


def test_hostile_text_stays_text_in_the_page(hostile):
    page = hostile.page
    [data] = page.find_all(["script", "iframe"])  # the block that proves the page, which no browser runs
    assert (data.name, data.attrs) == ("script", {"id": "report", "type": "application/json"})
    assert "<" not in data.string
    assert json.loads(data.string)["notebook"] == "01-growth"
    assert all(image["src"].startswith("data:image/png") for image in page.find_all("img"))
    for text in HOSTILE.values():
        assert text in page.text


def test_hostile_text_stays_text_in_the_workbook(hostile):
    found = {cell.value: cell for sheet in hostile.book.worksheets for cell in cells(sheet)}
    assert all(cell.data_type in ("s", "n", "d") for cell in found.values())
    assert not any(part.startswith("xl/externalLinks") for part in hostile.parts)
    assert not any(b"<f>" in content for name, content in hostile.parts.items() if "/worksheets/" in name)
    assert found[HOSTILE["publisher"]].quotePrefix
    for text in HOSTILE.values():
        assert text in found


@wants_browser
def test_hostile_text_stays_text_in_the_print(hostile, tmp_path):
    pdf.print_page(hostile.path, tmp_path / "report.pdf")
    text = re.sub(r"\s", "", text_of(tmp_path / "report.pdf"))
    assert "<script>alert(1)</script>" in text
    assert "N" * 300 in text
