"""Workbooks in a spreadsheet: LibreOffice opens each, shows the numbers of the page, and draws its charts from them."""

import csv
import json
import os
import re
import shutil
import subprocess
import zipfile
from itertools import cycle
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.text.language import LANGUAGES
from zhaotong.reports.notebooks import list_notebooks
from zhaotong.reports.requests import request_report
from zhaotong.reports.results import Result

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice") and not os.environ.get("CI"), reason="needs soffice on the path"),
]
# Text by sheet, separated by commas, in UTF-8, every cell as it is shown.
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
NUMBER = re.compile(r"[+−]?\d[\d,]*(\.\d+)?")
BROKEN = re.compile(r"#{3,}|Err:\d+|#(NAME|REF|VALUE|DIV/0|N/A|NUM)[?!]?")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(books: list[Path], kind: str, folder: Path) -> Path:
    """What LibreOffice makes of workbooks, with settings of its own."""
    settings = f"-env:UserInstallation={(folder / 'settings').as_uri()}"
    command = [
        "soffice",
        settings,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
        *map(str, books),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)
    return folder / "out"


@pytest.fixture(scope="module")
def books(shared_reports, observations) -> list[Path]:
    """That of every notebook, in one language and the other by turns."""
    requests = [
        request_report(notebook, {"language": language}, observations)
        for notebook, language in zip(list_notebooks(), cycle(LANGUAGES))
    ]
    shared_reports.make(requests)
    return [shared_reports.page(request).with_suffix(".xlsx") for request in requests]


@pytest.fixture(scope="module")
def own_names(books, tmp_path_factory) -> list[Path]:
    """The same under names that differ: one folder holds what is made of them."""
    folder = tmp_path_factory.mktemp("books")
    return [shutil.copy(book, folder / f"{book.parent.name}.xlsx") for book in books]


def test_every_sheet_shows_the_numbers_of_the_page(books, own_names, tmp_path):
    out = opened(own_names, AS_SHOWN, tmp_path)
    for book, copied in zip(books, own_names, strict=True):
        sheets = list(out.glob(f"{copied.stem}-*.csv"))
        shown = {sheet: list(csv.reader(sheet.read_text(encoding="utf-8").splitlines())) for sheet in sheets}
        for sheet, lines in shown.items():
            assert not [cell for line in lines for cell in line if BROKEN.search(cell)], sheet
        results = map(Result.model_validate, json.loads(book.with_suffix(".json").read_bytes())["shown"])
        tables = [result for result in results if result.kind == "table"]
        assert len(sheets) == len(tables) + 3  # contents, this run, figures
        for place, table in enumerate(tables, start=1):
            [lines] = [lines for sheet, lines in shown.items() if sheet.name.startswith(f"{copied.stem}-{place} ")]
            for said, line in zip(table.data, lines[3:], strict=False):
                values = {NUMBER.search(cell.plain)[0] for cell in said if cell.value is not None}
                shown_first = {found[0] for cell in line if (found := NUMBER.search(cell))}
                assert values <= shown_first, (copied.name, table.title)


def test_a_chart_of_the_page_is_drawn_from_the_numbers_of_its_sheet(books, own_names, tmp_path):
    record = json.loads(books[1].with_suffix(".json").read_bytes())
    drawn = [Result.model_validate(each) for each in record["shown"] if each.get("chart")]
    assert drawn
    made = opened([own_names[1]], "xlsx", tmp_path) / own_names[1].name
    with zipfile.ZipFile(made) as parts:
        charts = [ElementTree.fromstring(parts.read(name)) for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == len(drawn)
    known = {cell.value for table in drawn for line in table.data for cell in line}
    for chart in charts:
        values = [float(value.text) for value in chart.findall(f".//{CHART}val//{CHART}v")]
        assert len(values) >= 3
        assert set(values) <= known
