"""A text read into rows: what is asked, what is proposed and how it stands, what of it is recorded, and what never is.

The place, the publisher and all figures are made up, and go into copies of the data alone.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import yaml
from conftest import PROJECT
from test_keeping import caller, contents, rows
from test_keeping_writes import Terminal

from helpers.checks.findings import CANNOT, CONFLICT, ROUNDING, SAME, SUSPECT
from helpers.figures.observations import load_observations
from helpers.figures.printed import split_printed
from helpers.reading.compared import NEW, Standing, compare, with_source
from helpers.reading.document import Document, Paragraph, Place, Table
from helpers.reading.proposals import Proposal, propose, value_of
from helpers.reading.questions import Question
from helpers.reading.quotes import Lines, Quote
from helpers.reading.readings import Head, Reading, State
from helpers.text.messages import InputError
from zhaotong.keeping.entries import Entry
from zhaotong.keeping.review.about import settle_about
from zhaotong.keeping.review.asking import Asking
from zhaotong.keeping.review.choices import Choices, choices_of, keep_choices
from zhaotong.keeping.review.columns import answered
from zhaotong.keeping.review.releases import first_releases
from zhaotong.keeping.review.reviewing import Item
from zhaotong.keeping.review.words import standing_told

BULLETIN = PROJECT / "tests/bulletin.txt"
CITY, NAME, PUBLISHER = "539900", "岚桥市", "岚桥市统计局"
ZHAOTONG = [sys.executable, "-c", "from zhaotong.cli.start import main; main()"]
CONFIRMED = ["--region", NAME, "--period", "2024"]
# What a careful person records of the bulletin.
MEANT = {
    "gdp_current": "1182.46",
    "gdp_growth_real": "5.4",
    "gdp_primary": "187.35",
    "gdp_growth_real_primary": "4.1",
    "gdp_secondary": "421.68",
    "gdp_growth_real_secondary": "6.2",
    "gdp_tertiary": "573.43",
    "gdp_growth_real_tertiary": "5.3",
    "gdp_share_primary": "15.8",
    "gdp_share_secondary": "35.7",
    "gdp_share_tertiary": "48.5",
    "gdp_per_capita": "48265",
    "gdp_per_capita_growth": "5.9",
    "population_resident": "244.1",
    "urbanisation_rate": "46.83",
    "cpi_growth": "0.3",
    "agriculture_output": "312.84",
    "agriculture_output_growth": "4.3",
    "grain_output": "96.52",
    "grain_output_growth": "1.8",
    "industry_va": "338.92",
    "industry_va_growth_real": "6.8",
    "industrial_va_growth_real": "7.4",
    "fai_growth": "-2.6",
    "private_investment_growth": "-4.8",
    "industrial_investment_growth": "11.5",
    "real_estate_investment_growth": "-9.7",
    "retail_level": "486.27",
    "retail_growth": "4.7",
    "trade_level": "12.38",
    "trade_growth": "3.1",
    "budget_revenue": "586300e-4",
    "budget_revenue_growth": "2.2",
    "budget_expenditure": "298.56",
    "budget_expenditure_growth": "1.4",
    "deposits_balance": "1523.8",
    "deposits_balance_growth": "6.9",
    "loans_balance": "1347.6",
    "loans_balance_growth": "8.3",
    "disposable_income": "27684",
    "disposable_income_growth": "5.6",
    "disposable_income_urban": "40215",
    "disposable_income_urban_growth": "4.6",
    "disposable_income_rural": "17862",
    "disposable_income_rural_growth": "6.5",
}


@pytest.fixture
def data(data_copy) -> Path:
    """A copy of the data with a city of which nothing is recorded."""
    path = data_copy / "regions.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    lines = sorted([*lines, f"{CITY},{NAME},Lanqiao,prefecture,530000,岚桥"], key=lambda line: line[:6])
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return data_copy


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that commands run in, with the bulletin."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "bulletin.txt").write_bytes(BULLETIN.read_bytes())
    monkeypatch.chdir(here)
    return here


@pytest.fixture
def zhaotong(monkeypatch, capsys, data, folder):
    """The command on a copy of the data, in a folder with texts."""
    return caller(monkeypatch, capsys, data)


def of_city(data: Path) -> dict[str, dict[str, str]]:
    """What is recorded of the city, by indicator."""
    return {row["indicator"]: row for row in rows(data) if row["region"] == CITY}


def sheet_rows(path: Path) -> list[dict[str, str]]:
    """The rows of the figures of a review."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    columns = [str(cell.value).split()[0] for cell in sheet[1]]
    return [
        dict(zip(columns, (cell or "" for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=2, values_only=True)
    ]


def edit(path: Path, cells: dict[tuple[int, str], str]) -> Path:
    """Change cells of a review, by row of the sheet and column."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = [str(cell.value).split()[0] for cell in sheet[1]]
    for (row, column), text in cells.items():
        sheet.cell(row, columns.index(column) + 1).value = text or None
    book.save(path)
    return path


@pytest.mark.slow
def test_a_keepers_hour(data, folder):
    """From a bulletin of a city of which nothing is recorded to its rows and a brief: one question, no mistake."""
    terminal = Terminal(data, "read", "bulletin.txt", "--out", "review.xlsx", "--accept-sure")
    terminal.see("岚桥市2024年国民经济和社会发展统计公报")
    terminal.type("Is this right? [Y/n]", "")
    terminal.see('put x in the column "accept"')
    assert terminal.end() == 0
    terminal = Terminal(data, "add", "review.xlsx")
    terminal.see("45 rows added")
    assert terminal.end() == 0
    recorded = {indicator: row["value"] for indicator, row in of_city(data).items()}
    mistakes = {name: value for name, value in recorded.items() if MEANT.get(name) != value}
    assert (mistakes, MEANT.keys() - recorded.keys()) == ({}, set())
    [source] = [row for row in rows(data, "sources") if row["source"] == "lanqiao-statistics-2025-04"]
    assert (source["publisher"], source["published"], source["reliability"]) == (PUBLISHER, "2025-04-09", "official")
    assert len(source["digest"]) == 64
    assert [row["first_year"] for row in rows(data, "bases") if row["source"] == source["source"]] == ["2024"]
    command = [*ZHAOTONG, "report", "00-brief", "-p", f"region={CITY}", "--language", "zh"]
    made = subprocess.run(
        [*command, "--data", data, "--output-dir", folder / "reports"], capture_output=True, text=True, cwd=folder
    )
    assert made.returncode == 0, made.stdout + made.stderr
    [page] = (folder / "reports").glob("00-brief/*.html")
    assert NAME in page.read_text(encoding="utf-8")


def test_numbers_of_a_text_add_up_and_are_said(zhaotong):
    code, out, err = zhaotong("read", "bulletin.txt")
    assert (code, err) == (0, "")
    assert "48 numbers in the text: 45 proposed as rows, 2 read but no rows, 1 left out with a reason, 0 unread" in out
    assert out.splitlines()[-1] == "next: zhaotong read bulletin.txt --out review.xlsx"
    code, out, _err = zhaotong("read", "bulletin.txt", "--json")
    told = json.loads(out)
    assert sum(told["counts"].values()) == len(told["numbers"]) == 48
    assert Counter(each["state"] for each in told["numbers"]) == {k: n for k, n in told["counts"].items() if n}
    first = told["numbers"][0]
    assert (first["row"]["locator"], first["printed"], first["standing"]) == ("¶5 (1)", "1182.46", "new")
    assert first["printed"] in first["quote"]


def test_a_review_holds_every_number_and_the_text(zhaotong, folder):
    assert zhaotong("read", "bulletin.txt", "--out", "review.xlsx")[0] == 0
    numbers = sheet_rows(folder / "review.xlsx")
    assert len(numbers) == 48
    assert {row["state"] for row in numbers} == {"row", "other", "left_out"}
    assert not any(row["accept"] for row in numbers)
    assert all(row["printed"] in row["quote"] for row in numbers)
    assert all(row["why"] for row in numbers if row["state"] != "row")
    text = openpyxl.load_workbook(folder / "review.xlsx")["text 原文"]
    lines = [row[1] for row in text.iter_rows(min_row=2, values_only=True)]
    assert lines == [line for line in BULLETIN.read_text(encoding="utf-8").splitlines() if line.strip()]


def test_sure_rows_are_recorded_at_once_where_the_head_is_confirmed(zhaotong, data):
    before = contents(data)
    code, _out, err = zhaotong("read", "bulletin.txt", "--accept-sure")
    assert code == 2
    assert err.startswith("without a terminal nobody confirms what the text is about: give --region and --period")
    assert contents(data) == before
    code, out, _err = zhaotong("read", "bulletin.txt", "--accept-sure", *CONFIRMED)
    assert code == 0
    assert "observations.csv: 45 rows added" in out
    recorded = of_city(data)
    assert {name: row["value"] for name, row in recorded.items()} == MEANT
    converted = recorded["budget_revenue"]
    assert (converted["value"], converted["status"], converted["caveats"]) == ("586300e-4", "normal", "converted_unit")
    code, out, err = zhaotong("read", "bulletin.txt", "--accept-sure", *CONFIRMED)
    assert (code, "rows: same 45" in out) == (2, True)  # the file is known by its digest
    assert zhaotong("read", "bulletin.txt")[1].splitlines()[-1] == (
        "all of its rows are recorded: there is nothing to add"
    )
    assert err.startswith("nothing was recorded: no row is sure, new and not in question")


def test_locators_of_a_text_are_those_that_check_finds(zhaotong, data, tmp_path):
    assert zhaotong("read", "bulletin.txt", "--accept-sure", *CONFIRMED)[0] == 0
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "lanqiao-statistics-2025-04.txt").write_bytes(BULLETIN.read_bytes())
    _code, out, _err = zhaotong("check", "--texts", texts)
    found = [line for line in out.splitlines() if line.endswith(")") and " found (row" in line]
    assert len(found) >= 40


BROKEN = [
    ({"value": "1182.47"}, 'column "value": "1182.47" is not allowed: the text has 1182.46'),
    ({"quote": "全市增长很快。"}, "it does not stand on line 5 of the text"),
    ({"quote": ""}, "the sentence is needed that the number stands in"),
    ({"locator": "¶6 (1)"}, "it does not stand on line 6 of the text"),
    ({"printed": "9.9"}, 'column "printed": "9.9" is not allowed: it does not stand in the quote'),
    ({"accept": "perhaps"}, 'column "accept": "perhaps" is not allowed: x or no is expected'),
]


@pytest.mark.parametrize("broken", [BROKEN[:1], pytest.param(BROKEN[1:], marks=pytest.mark.slow)], ids=["one", "all"])
def test_what_does_not_stand_in_the_text_is_refused_before_anything_is_written(zhaotong, data, folder, broken):
    assert zhaotong("read", "bulletin.txt", "--out", "whole.xlsx", "--accept-sure")[0] == 0
    before = contents(data)
    for cells, said in broken:
        review = Path(shutil.copy(folder / "whole.xlsx", folder / "review.xlsx"))
        edit(review, {(2, column): text for column, text in cells.items()})
        code, _out, err = zhaotong("add", "review.xlsx")
        assert (code, said in err) == (2, True), (cells, err)
        assert contents(data) == before, cells


@pytest.mark.slow
def test_a_text_that_changed_since_is_refused_and_one_that_is_gone_is_told(zhaotong, data, folder):
    assert zhaotong("read", "bulletin.txt", "--out", "review.xlsx", "--accept-sure")[0] == 0
    before = contents(data)
    with (folder / "bulletin.txt").open("a", encoding="utf-8") as file:
        file.write("另据统计。\n")
    code, _out, err = zhaotong("add", "review.xlsx")
    assert (code, contents(data)) == (2, before)
    assert "bulletin.txt is no longer the file that was read for this review" in err
    (folder / "bulletin.txt").unlink()
    code, out, _err = zhaotong("add", "review.xlsx")
    assert code == 0
    assert out.startswith("bulletin.txt is not at hand: quotes were sought in the text that the review holds\n")


@pytest.mark.slow
def test_a_review_in_which_nothing_is_accepted_records_nothing(zhaotong, data, folder):
    assert zhaotong("read", "bulletin.txt", "--out", "review.xlsx")[0] == 0
    before = contents(data)
    code, _out, err = zhaotong("add", "review.xlsx")
    assert (code, contents(data)) == (2, before)
    assert err.startswith("review.xlsx: no row is accepted")
    book = openpyxl.load_workbook(folder / "review.xlsx")
    del book["text 原文"]
    book.save(folder / "review.xlsx")
    code, _out, err = zhaotong("add", "review.xlsx")
    assert (code, contents(data)) == (2, before)
    assert 'has no sheet "text"' in err


@pytest.mark.slow
def test_what_is_not_wanted_is_not_accepted_next_year_nor_of_another_publisher(zhaotong, data, folder):
    assert zhaotong("read", "bulletin.txt", "--out", "review.xlsx", "--accept-sure")[0] == 0
    kinds = {row["indicator"]: at for at, row in enumerate(sheet_rows(folder / "review.xlsx"), start=2)}
    edit(folder / "review.xlsx", {(kinds["grain_output"], "accept"): "no", (kinds["trade_level"], "accept"): ""})
    code, out, _err = zhaotong("add", "review.xlsx")
    assert code == 0
    assert f"reading_choices.yml: what was decided for {PUBLISHER} is used for its next text" in out
    assert not {"grain_output", "trade_level"} & of_city(data).keys()
    kept = yaml.safe_load((data / "reading_choices.yml").read_text(encoding="utf-8"))
    assert kept == {PUBLISHER: {"unwanted": [f"{CITY} grain_output year"]}}
    text = BULLETIN.read_text(encoding="utf-8").replace("2024年", "2023年").replace("2025年", "2024年")
    (folder / "next.txt").write_text(text, encoding="utf-8")
    told = json.loads(zhaotong("read", "next.txt", "--json")[1])
    taken = {each["indicator"]: each["accept"] for each in told["numbers"] if each["row"]}
    assert (taken["grain_output"], taken["trade_level"]) == (False, True)
    assert "1 row is of a kind that was not accepted" in told["notices"][-1]
    told = json.loads(zhaotong("read", "next.txt", "--json", "--publisher", "岚桥日报")[1])
    assert not told["notices"]


def test_choices_that_no_longer_fit_are_left_aside_and_said(data):
    observations = load_observations(data)
    old = Choices({"旧地": "999999", NAME: CITY}, {}, frozenset({f"{CITY} no_such year", f"{CITY} gdp_current year"}))
    assert keep_choices(PUBLISHER, old, data)
    assert not keep_choices(PUBLISHER, old, data)
    found, said = choices_of(PUBLISHER, data, observations)
    assert found == Choices({NAME: CITY}, {}, frozenset({f"{CITY} gdp_current year"}))
    assert [line.split('"')[1] for line in said] == ["旧地", f"{CITY} no_such year"]
    assert choices_of("岚桥日报", data, observations) == (Choices(), [])


@pytest.mark.parametrize("text", ["[", "a: 1", "甲:\n  columns: [1]", "甲:\n  colums: {}"])
def test_a_file_of_choices_that_is_none_is_told(zhaotong, data, text):
    (data / "reading_choices.yml").write_text(text, encoding="utf-8")
    code, _out, err = zhaotong("read", "bulletin.txt")
    assert code == 2
    assert "reading_choices.yml" in err
    assert "mend it, or delete it to decide anew" in err


@pytest.mark.slow
def test_what_the_text_leaves_open_is_named_by_its_option(zhaotong, folder):
    (folder / "bare.txt").write_text("全年固定资产投资增长5.2%。\n", encoding="utf-8")
    code, _out, err = zhaotong("read", "bare.txt", "--out", "review.xlsx")
    assert code == 2
    assert err.startswith("the text does not say clearly what it is about, and there is no terminal to ask on: give")
    assert all(f"--{name}" in err for name in ("region", "period", "span", "publisher", "title"))
    words = [*CONFIRMED, "--span", "year", "--publisher", PUBLISHER, "--title", "简报"]
    assert zhaotong("read", "bare.txt", *words)[0] == 0
    code, _out, err = zhaotong("read", "bare.txt", *words[:-2], "--title", "简报", "--span", "quarter")
    assert code == 2  # --span is given twice
    for name, value, said in (
        ("region", "Zhaotung", 'did you mean "Zhaotong"?'),
        ("period", "2025-13", "period"),
        ("published", "yesterday", "published"),
    ):
        code, _out, err = zhaotong("read", "bulletin.txt", f"--{name}", value)
        assert (code, said in err) == (2, True)


def test_to_look_at_a_text_nothing_has_to_be_said_and_nothing_is_kept(zhaotong, data, folder):
    """What is open stays open, and the command that records names it; only what is recorded is remembered."""
    (folder / "bare.txt").write_text("固定资产投资增长5.2%。\n", encoding="utf-8")
    before = contents(data)
    code, out, err = zhaotong("read", "bare.txt", "--publisher", PUBLISHER)
    assert (code, err) == (0, "")
    assert "1 number in the text: 1 proposed as a row" in out
    assert out.startswith("region: —\nfigures of: —\ntitle: —\n")
    [command] = [line for line in out.splitlines() if line.startswith("next: ")]
    said, open_ones = command.split(" --region ")
    assert said.startswith("next: zhaotong read bare.txt --out review.xlsx --publisher ")
    assert open_ones == "REGION --period PERIOD --title TITLE"
    (folder / "unknown.txt").write_text(BULLETIN.read_text(encoding="utf-8").replace("岚桥", "霖溪"), encoding="utf-8")
    code, out, _err = zhaotong("read", "unknown.txt")
    assert (code, out.splitlines()[0]) == (0, 'region: "霖溪市" is no region of data/regions.csv, or several go by it')
    code, out, _err = zhaotong("read", "unknown.txt", "--region", NAME, "--json")
    assert (code, json.loads(out)["about"]["region"]) == (0, CITY)
    assert zhaotong("read", "unknown.txt", "--region", NAME, "--out", "page.html")[0] == 0
    assert zhaotong("read", "unknown.txt", "--region", NAME, "--out", "review.xlsx", "--accept-sure")[0] == 0
    assert contents(data) == before
    code, out, _err = zhaotong("add", "review.xlsx")
    assert code == 0
    kept = yaml.safe_load((data / "reading_choices.yml").read_text(encoding="utf-8"))
    assert kept == {"霖溪市统计局": {"regions": {"霖溪市": CITY}}}


AWKWARD = {
    "empty.txt": b"",
    "blank.txt": b"\n \n",
    "no-numbers.txt": "岚桥市2025年公报\n岚桥市统计局\n没有数字。\n".encode(),
    "zeros.txt": b"\0" * 4000,
    "not.pdf": b"%PDF-1.4 nothing",
    "not.docx": b"PK\x03\x04 nothing",
    "not.xlsx": b"PK\x03\x04",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "page.html": b"<html><body></body></html>",
    "gb.txt": BULLETIN.read_text(encoding="utf-8").encode("gb18030"),
    "huge-number.txt": ("岚桥市2025年公报\n岚桥市统计局\n全市地区生产总值" + "9" * 400 + "亿元。\n").encode(),
    "formula.txt": "岚桥市2025年公报\n岚桥市统计局\n=1+1，全市地区生产总值5.0亿元，+3\n".encode(),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_files_are_told_in_sentences(zhaotong, data, folder, name):
    (folder / name).write_bytes(AWKWARD[name])
    before = contents(data)
    code, out, err = zhaotong("read", name, *CONFIRMED, "--out", "review.xlsx")
    assert code in (0, 2)
    assert "Traceback" not in out + err
    assert (code == 2) == bool(err)
    assert (folder / "review.xlsx").exists() == (code == 0)
    assert contents(data) == before


def test_wrong_usage_is_told_before_anything_is_read(zhaotong, folder):
    for words, said in (
        (["no-such.txt"], "no-such.txt"),
        (["bulletin.txt", "--out", "review.docx"], "a review is an .xlsx workbook or an .html page"),
        (["bulletin.txt", "--json", "--accept-sure"], "--json shows what would be proposed"),
        (["bulletin.txt", "--out", "a.html", "--accept-sure"], "a page shows and records nothing"),
        (["bulletin.txt", "--out", "bulletin.txt"], "a review is an .xlsx workbook"),
        (["bulletin.txt", "--out", "no/such/review.html"], "cannot be written"),
        (["bulletin.txt", "--answer", "1=growth"], "this text asks 0 questions"),
    ):
        code, _out, err = zhaotong("read", *words)
        assert (code, said in err) == (2, True), (words, err)
    (folder / "filled.csv").write_text("region,indicator,period,value,source\na,b,2024,5.0,c\n", encoding="utf-8")
    code, _out, err = zhaotong("read", "filled.csv")
    assert (code, err.splitlines()[0]) == (
        2,
        "filled.csv is a template or a review, which is recorded, not read: zhaotong add filled.csv",
    )
    (folder / "review.xlsx").write_text("mine", encoding="utf-8")
    code, _out, err = zhaotong("read", "bulletin.txt", "--out", "review.xlsx")
    assert (code, "exists already" in err) == (2, True)
    assert (folder / "review.xlsx").read_text(encoding="utf-8") == "mine"


def test_markup_of_a_text_does_nothing_in_a_page_or_a_workbook(zhaotong, folder):
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    lines = [f"岚桥市2025年公报{evil}", PUBLISHER, f"=HYPERLINK(1)，全市地区生产总值{evil}1182.46亿元，增长5.4%。"]
    (folder / "evil.txt").write_text("\n".join(lines), encoding="utf-8")
    words = [*CONFIRMED, "--title", f"公报{evil}"]
    assert zhaotong("read", "evil.txt", "--out", "review.html", *words)[0] == 0
    page = (folder / "review.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "default-src &#39;none&#39;" in page
    assert zhaotong("read", "evil.txt", "--out", "review.xlsx", *words)[0] == 0
    book = openpyxl.load_workbook(folder / "review.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_is_in_one_language_and_shows_each_number_with_its_row(zhaotong, folder, monkeypatch, language):
    monkeypatch.setenv("ZHAOTONG_LANGUAGE", language)
    assert zhaotong("read", "bulletin.txt", "--out", "review.html")[0] == 0
    page = (folder / "review.html").read_text(encoding="utf-8")
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{"en" if language == "en" else "zh-Hans"}">')
    assert page.count("<mark ") == page.count("<li id=") == 48
    assert ("Every number in its sentence" in page) == (language == "en")
    assert "http" not in page.replace("http-equiv", "")


def test_nothing_is_recorded_where_it_is_interrupted(data, folder):
    before = contents(data)
    terminal = Terminal(data, "read", "bulletin.txt", "--accept-sure")
    terminal.type("Is this right? [Y/n]", "", "\x03")
    terminal.see("interrupted; figures recorded before stand")
    assert terminal.end() == 130
    assert contents(data) == before


@pytest.mark.slow
def test_a_head_that_is_wrong_is_corrected_on_the_terminal(data, folder):
    (folder / "bulletin.txt").write_text(
        BULLETIN.read_text(encoding="utf-8").replace("2025年4月9日\n", ""), encoding="utf-8"
    )
    terminal = Terminal(data, "read", "bulletin.txt", "--out", "review.xlsx")
    terminal.type("Is this right? [Y/n]", "n")
    terminal.type("region:", "")
    terminal.type("period: 2024", "")
    terminal.type("span: year", "")
    terminal.type("publisher:", "")
    terminal.type("title:", "")
    terminal.type("published:", "2025-4-9")
    terminal.see('put x in the column "accept"')
    assert terminal.end() == 0
    sources = openpyxl.load_workbook(folder / "review.xlsx")["sources 来源"]
    header, first = ([cell.value for cell in sources[row]] for row in (1, 2))
    described = {str(name).split()[0]: text for name, text in zip(header, first, strict=True)}
    assert described["published"] == "2025-04-09"


@pytest.mark.slow
def test_a_stream_that_takes_nothing_leaves_what_was_written(data, folder):
    command = [*ZHAOTONG, "read", "bulletin.txt", "--data", data]
    with open("/dev/full", "w") as full:
        made = subprocess.run([*command, "--out", "review.xlsx"], stdout=full, stderr=subprocess.PIPE, cwd=folder)
        assert (made.returncode, (folder / "review.xlsx").exists()) == (0, True)
        told = subprocess.run([*command, "--json"], stdout=full, stderr=subprocess.PIPE, cwd=folder, text=True)
    assert told.returncode == 1
    assert told.stderr.startswith("not all could be written to standard output")


@pytest.mark.parametrize("small_disk", ["64k"], indirect=True)
def test_a_full_disk_leaves_nothing_half_written(zhaotong, small_disk):
    code, _out, err = zhaotong("read", "bulletin.txt", "--out", small_disk / "review.xlsx")
    assert code == 2
    assert "cannot be written" in err
    assert list(small_disk.iterdir()) == []


def test_what_is_piped_in_is_read_as_well(data, folder):
    command = [*ZHAOTONG, "read", "-", "--data", data, "--json"]
    text = BULLETIN.read_text(encoding="utf-8")
    read = subprocess.run(command, input=text, capture_output=True, text=True, cwd=folder)
    assert json.loads(read.stdout)["counts"]["row"] == 45


def test_reports_and_the_library_load_nothing_that_only_reading_needs():
    """No command that makes reports loads the libraries that read files, and neither does `import helpers`.

    Of these, lxml is taken by other libraries where it is installed.
    """
    program = """
import sys
import helpers
helpers.series
import zhaotong.cli.main, zhaotong.reports.production, zhaotong.reports.make, zhaotong.cli.reports, zhaotong.cli.keeping
import zhaotong.cli.read
heavy = {"cn2an", "opencc", "pdfplumber", "python_calamine", "docx", "rapidfuzz"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}))
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=os.environ)
    assert told.stdout == "[]\n", told.stderr


# What becomes of single readings, and how they stand.


def reading(printed: str, value: str, words: bool = False, **about) -> Reading:
    about = {"indicator": "gdp_growth_real", "region": NAME, "period": "2025", "span": "year"} | about
    return Reading(Place(0, 0, len(printed)), printed, State.PROPOSED, words, value=Decimal(value), sure=True, **about)


@pytest.mark.parametrize(
    ("printed", "value", "expected"),
    [
        ("5.40", "5.40", "5.40"),
        ("0.6", "-0.6", "-0.6"),
        ("-0.60", "-0.60", "-0.60"),
        ("59043", "5.9043", "59043e-4"),
        ("1.79", "17900", "1.79e4"),
        ("2,046.38", "2046.38", "2046.38"),
        ("１２.５", "12.5", "12.5"),
        ("0.0", "0", "0.0"),
        ("193.04", "965.20", "965.20"),  # 亿斤 in 万吨: no power of ten
        ("持平", "0", "0"),
        ("百分之五点二", "5.2", "5.2"),
    ],
)
def test_a_value_keeps_the_printed_digits(printed, value, expected):
    found = value_of(reading(printed, value, words=not any(each.isdigit() for each in printed)))
    assert found == expected
    assert split_printed(found).numbers[0] == Decimal(value)


def test_places_are_noted_as_a_person_finds_them():
    table = Table((("指标", "2025年"), ("地区生产总值", "1182.46")), "主要指标", 'sheet "1"', 2)
    document = Document("x", "0" * 64, (Paragraph("增长5.4%。其中，居全省第一，为6.2%。", 1), Paragraph(" ", 2), table))
    lines = Lines(document)
    assert lines.texts == ["增长5.4%。其中，居全省第一，为6.2%。", "指标 | 2025年", "地区生产总值 | 1182.46"]
    second = lines.quote(Place(0, 17, 20), False)
    assert second == Quote("其中，居全省第一，为6.2%。", 10, 13, 1, "¶1 (2)")
    assert lines.quote(Place(0, 13, 15), True).locator == "¶1 “第一”"
    cell = lines.quote(Place(2, 0, 7, 1, 1), False)
    assert (cell.text[cell.start : cell.end], cell.line) == ("1182.46", 3)
    assert cell.locator == '“主要指标, sheet "1"” [2, 2]'


def proposal(number: int, value: str, observations, **about) -> Proposal:
    read = reading(value, value, **about)
    document = Document("x", "0" * 64, (Paragraph(value, 1),))
    [found] = propose(document, Head(region=NAME), "530600", [read], observations, "made-up")
    return replace(found, number=number)


def test_rows_stand_as_what_is_recorded_says(observations):
    known = with_source(observations, {"source": "made-up", "vintage": "2024-03", "back_revised": "no"})
    own = observations.figures_of("530600", "gdp_growth_real", "year", "csmar-yearbook")
    figure = own[own["number"] % 1 != 0].iloc[-1]
    about = {"region": "昭通市", "period": figure["period"]}
    printed = Decimal(figure["value"])
    cases = {
        1: (proposal(1, str(printed), known, **about), SAME),
        6: (proposal(6, str(round(printed)), known, **about), ROUNDING),
        2: (proposal(2, str(printed + 30), known, **about), CONFLICT),
        3: (proposal(3, "5.0", known, region="无此市", period="2025"), CANNOT),
        4: (proposal(4, "6.1", known, region="昭通市", period="2031"), NEW),
        5: (proposal(5, "99", known, region="昭通市", period="2032"), SUSPECT),
    }
    for number, (one, expected) in cases.items():
        standing = compare([one], known)[number]
        assert standing.verdict == expected, standing
        assert bool(standing.said) == (expected in (CONFLICT, CANNOT, SUSPECT))
    both = compare([proposal(1, "6.1", known, period="2031"), proposal(2, "6.4", known, period="2031")], known)
    assert {each.verdict for each in both.values()} == {CONFLICT}
    again = compare([proposal(1, "6.1", known, period="2031"), proposal(2, "6.1", known, period="2031")], known)
    assert [each.verdict for each in again.values()] == [NEW, SAME]


def test_what_fits_the_text_and_is_suspect_is_no_contradiction_to_whoever_reads_it(observations):
    """A sum that holds does not clear what is doubted, and says where to look."""
    one = proposal(1, "6.1", observations)
    for standing, told in (
        (Standing(NEW, adds_up=True), "new, other numbers of the text fit it"),
        (Standing(SUSPECT, adds_up=True), "suspect, though other numbers of the text fit it: look at its place, time"),
        (Standing(CONFLICT, adds_up=True, contradicted=True), "conflict: some numbers of the text fit it, others do"),
        (Standing(SUSPECT, contradicted=True), "suspect"),
    ):
        assert standing_told(Item(one, standing)).startswith(told)


# What is asked of columns.

QUESTION = Question("本年 | growth | level", "table: what?", {"level": "the level", "growth": "growth"})


def asked(answers):
    return [] if QUESTION.key in answers else [QUESTION]


def test_columns_are_answered_by_options_as_before_or_when_asked():
    assert answered(asked, ["1=growth"], {}, None).decided == {QUESTION.key: "growth"}
    before = answered(asked, [], {QUESTION.key: "level"}, None)
    assert (before.answers, before.decided) == ({QUESTION.key: "level"}, {})
    assert before.notices == ("columns read as decided for this publisher before: 1",)
    left = answered(asked, [], {QUESTION.key: "old"}, None)  # an answer that is none any more is not used
    assert (left.answers, left.notices[0].startswith("open, its numbers stay unread")) == ({}, True)
    said = iter(["grwth", "growth"])
    asking = Asking(lambda *_: next(said), lambda _: True)
    assert answered(asked, [], {}, asking).decided == {QUESTION.key: "growth"}
    assert asking.count == 2
    with pytest.raises(InputError, match='did you mean "growth"'):
        answered(asked, ["1=grwth"], {}, None)


@pytest.mark.slow
def test_an_answer_on_a_column_is_used_again_for_the_same_publisher_alone(zhaotong, data, folder):
    table = f"{NAME}2024年主要指标,,\n{PUBLISHER},,\n指标,2024年,其他\n地区生产总值（亿元）,1182.46,5.4\n"
    (folder / "table.csv").write_text(table, encoding="utf-8")
    about = [*CONFIRMED, "--span", "year", "--title", "主要指标"]
    own, other = ["--publisher", PUBLISHER], ["--publisher", "岚桥日报"]
    code, out, _err = zhaotong("read", "table.csv", *about, *own)
    assert code == 0
    assert "1 proposed as rows, 0 read but no rows, 0 left out with a reason, 1 unread" in out
    assert 'what are the numbers of "其他"? Give --answer 1=ANSWER' in out
    accepted = ["--answer", "1=growth", "--out", "review.xlsx", "--accept-sure"]
    code, out, _err = zhaotong("read", "table.csv", *about, *own, *accepted)
    assert (code, "2 proposed as rows" in out) == (0, True)
    assert not (data / "reading_choices.yml").exists()
    assert zhaotong("add", "review.xlsx", "--accept-doubts")[0] == 0
    kept = yaml.safe_load((data / "reading_choices.yml").read_text(encoding="utf-8"))
    assert list(kept[PUBLISHER]["columns"].values()) == ["growth"]
    code, out, _err = zhaotong("read", "table.csv", *about, *own)
    assert "columns read as decided for this publisher before: 1" in out
    code, out, _err = zhaotong("read", "table.csv", *about, *other)
    assert 'what are the numbers of "其他"? Give --answer 1=ANSWER' in out


def test_a_head_that_was_confirmed_by_options_is_not_asked(observations):
    from helpers.figures.package import read_package

    package, _tables = read_package(PROJECT / "data")
    asking = Asking(lambda *_: pytest.fail("asked"), lambda _: True)
    head = Head("昭通市", "2025", "year", "公报", "昭通市统计局", "2026-04")
    about = settle_about(head, {"period": "2025年"}, observations, package, Choices(), asking, False)
    assert (about.region, about.head.period, asking.count, about.decided) == ("530600", "2025", 1, {})


def test_a_place_that_a_text_names_first_is_not_what_it_is_about_where_another_is_given(observations):
    """A table of counties begins with one of them, and its figures are that county's."""
    from helpers.figures.package import read_package

    package, _tables = read_package(PROJECT / "data")
    first = Head("昭阳区", "2025", "year", "表3", "昭通市统计局", "2026-04")
    about = settle_about(first, {"region": "昭通市"}, observations, package, Choices(), None, False)
    assert (about.region, about.head.region, about.decided) == ("530600", "昭通市", {})
    unknown = Head("岚桥市", "2025", "year", "公报", "岚桥市统计局", "2026-04")
    about = settle_about(unknown, {"region": "昭通市"}, observations, package, Choices(), None, False)
    assert (about.region, about.head.region, about.decided) == ("530600", "岚桥市", {"岚桥市": "530600"})


@pytest.mark.parametrize(
    ("reliability", "published", "periods", "listed"),
    [
        ("official", "2026-04-09", ["2025", "2024"], [("2025", "2025")]),  # the year before may be revised by now
        ("official", "2026-04", ["2026Q1", "2025Q1"], [("2026", "2026")]),
        ("official", "2026-04", ["2025", "2026Q1"], [("2025", "2026")]),
        ("official", "2027-04", ["2025"], []),
        ("official", "2025-11", ["2025"], []),  # a plan
        ("press", "2026-04", ["2025"], []),
        ("official", "", ["2025"], []),
        ("official", "2026", ["2025"], []),
        ("official", "2026-04", ["2025-13"], []),  # whoever checks the row says what is wrong
    ],
)
def test_what_a_bureau_publishes_soon_is_a_first_release(reliability, published, periods, listed):
    source = Entry("x", {"source": "a", "reliability": reliability, "published": published})
    figures = [Entry("x", {"source": "a", "period": period}) for period in periods]
    found = first_releases(figures, [source])
    assert [(each["first_year"], each["last_year"]) for each in found] == listed
    assert all((each["basis"], each["why"]) == ("first_release", "release") for each in found)
