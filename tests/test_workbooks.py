"""What a report gives to take away: a workbook, charts as files, a print; hostile data stay text in all of them."""

import csv
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from bs4 import BeautifulSoup
from made_up_runs import reports_of
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from helpers.figures.observations import load_observations
from helpers.figures.series import select_series
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


def take_away(folder: Path, given: dict, formats: Formats) -> TakenAway:
    observations = load_observations()
    request = request_report(find_notebook("01-growth"), given, observations)
    [path] = reports_of([request], observations, folder, formats)
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    rows = [int(entry["id"].removeprefix("r")) for entry in page.find_all(id=re.compile(r"^r\d"))]
    return TakenAway(page, openpyxl.load_workbook(path.with_suffix(".xlsx")), path, rows)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory) -> TakenAway:
    return take_away(tmp_path_factory.mktemp("taken"), {"language": "zh"}, Formats(charts="svg"))


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
    own = ["云南省", "云南省（最低）", "云南省（最高）", "云南省：双方所用的发布"]
    assert header[:8] == ["年份", *own, revised, f"{revised}（最低）", f"{revised}（最高）"]
    assert header[8] == "全国"
    known = [line[first : first + 3] for line in lines for first in (1, 5, 8, 12) if line[first] != "—"]
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
    for sheet, table in zip(chinese.book.worksheets[1:4], chinese.page.main.find_all("table")[:3], strict=True):
        rows = observations.figures.loc[[int(row) for row in table["data-rows"].split()]]
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
    assert (latest["地区"], latest["计量"], latest["原文数值"], latest["标题"], latest["网址"]) == (
        "昭通市",
        "%",
        4.6,
        source.title_zh,
        source.url,
    )
    assert latest["发布者"] == "china-local-debt-atlas（转载公报汇编）"
    [claimed] = [line for line in by_row.values() if line["所在位置"] == "第2段（第9个数）"]
    assert (claimed["时期"], claimed["数据时点"]) == ("2023年前三季度", "2023年11月")


def test_charts_are_written_on_request_and_go_when_they_are_not_asked_for(chinese, tmp_path):
    charts = sorted(chinese.path.parent.glob("*.chart-*"))
    assert len(charts) == len(chinese.page.find_all("img")) >= 3
    for chart in charts:
        assert ElementTree.parse(chart).getroot().tag.endswith("svg")
    shutil.copytree(chinese.path.parent, tmp_path / "01-growth")
    again = take_away(tmp_path, {"language": "zh"}, Formats(charts="png"))
    made = sorted(again.path.parent.glob("*.chart-*"))
    assert [path.suffix for path in made] == [".png"] * len(charts)
    with Image.open(made[0]) as chart:
        assert chart.width >= 1000
    assert again.page.footer.code.text.endswith("--language zh --charts png")


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


@wants_browser
def test_a_print_has_its_text_and_the_numbers_of_its_pages(chinese, observations, tmp_path):
    target = tmp_path / "report.pdf"
    pdf.print_page(chinese.path, target)
    text = text_of(target)
    pages = text.split("\f")[:-1]
    assert len(pages) >= 4
    assert "昭通市" in pages[0]
    for number, page in enumerate(pages, start=1):
        assert page.rstrip().replace(" ", "").endswith(f"{number}/{len(pages)}")
    assert f"[{chinese.rows[0]}]" in text  # the entries that the marks lead to
    [row] = select_series(observations, "530600", "gdp_growth_real", window=(2025, 2025)).rows.index
    assert f"4.6% {row}" in text  # and the marks


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
    assert not page.find_all(["script", "iframe"])
    assert all(image["src"].startswith("data:image/png") for image in page.find_all("img"))
    for text in HOSTILE.values():
        assert text in page.text


def test_hostile_text_stays_text_in_the_workbook(hostile):
    found = {cell.value: cell for sheet in hostile.book.worksheets for cell in cells(sheet)}
    assert all(cell.data_type in ("s", "n") for cell in found.values())
    assert found[HOSTILE["publisher"]].quotePrefix
    for text in HOSTILE.values():
        assert text in found


@wants_browser
def test_hostile_text_stays_text_in_the_print(hostile, tmp_path):
    pdf.print_page(hostile.path, tmp_path / "report.pdf")
    text = re.sub(r"\s", "", text_of(tmp_path / "report.pdf"))
    assert "<script>alert(1)</script>" in text
    assert "N" * 300 in text
