"""Keeping the figures current: what is handed in is checked whole, shown, and recorded whole or not at all.

Every figure here is made up, and goes into copies of the data alone.
"""

import csv
import io
import json
import re
import shlex
import shutil
import sys
import unicodedata
from collections.abc import Callable
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

import openpyxl
import pytest
from conftest import PROJECT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.figures.observations import load_observations
from helpers.figures.package import DataError, read_package
from zhaotong.cli import main
from zhaotong.keeping.entries import Batch, Entry
from zhaotong.keeping.recording import prepare
from zhaotong.keeping.sheets import read_batch
from zhaotong.keeping.tables import KEYS
from zhaotong.keeping.templates import template_workbook
from zhaotong.keeping.writing import write_additions

NEW = {
    "source": "made-up-bulletin-2025",
    "publisher": "A test",
    "title": "测试公报（虚构）",
    "published": "2026-03-20",
    "reliability": "official",
    "licence": "made up for a test",
}
OPTIONS = [text for name, value in NEW.items() for text in (f"--{name}", value)]
RATES = {  # made up for tests, near what was recorded before
    "gdp_growth_real": "5.0",
    "industrial_va_growth_real": "6.3",
    "retail_growth": "4",
    "fai_growth": "-2.10",
}
TEN = [
    {"region": region, "indicator": indicator, "period": "2025", "span": "year", "value": value, "locator": f"表{row}"}
    for row, (region, indicator, value) in enumerate(
        [
            ("昭通市", "gdp_growth_real", "6.0"),
            ("530600", "地区生产总值（现价）", "1850.20"),
            ("Zhaotong", "gdp_primary", "310.5"),
            ("Zhaotong", "gdp_secondary", "800"),
            ("Qujing", "gdp_growth_real", "4.0"),
            ("昆明", "Real GDP, year-on-year growth", "5.10"),
            ("Yuxi", "gdp_growth_real", "3.9"),
            ("Lijiang", "gdp_growth_real", "4.9"),
            ("Chuxiong", "gdp_growth_real", "5.2"),
            ("Yunnan", "gdp_growth_real", "4.3"),
        ],
        start=1,
    )
]
ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
FIVE = [  # each bad in its own way
    ({"value": "5,2"}, 'column "value": "5,2" is not allowed: "," is no decimal point; write "5.2"'),
    ({"region": "Zhaotung"}, '"Zhaotung" is no region of data/regions.csv; did you mean "Zhaotong"?'),
    ({"value": "400"}, 'column "value": "400" is not allowed: gdp_growth_real lies between -30 and 60'),
    ({"period": "2025Q3"}, 'column "period": "2025Q3" is not allowed: span year is written 2023'),
    ({"source": "csmar-yaerbook"}, 'no such source in sources.csv; did you mean "csmar-yearbook"?'),
]


def caller(monkeypatch, capsys, data: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs the command on a copy of the data, in this process; a call returns exit code, output and errors."""
    monkeypatch.setenv("ZHAOTONG_DATA", str(data))

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["zhaotong", *map(str, arguments)])
        try:
            main.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def zhaotong(monkeypatch, capsys, data_copy):
    """The command on a copy of the data."""
    return caller(monkeypatch, capsys, data_copy)


@pytest.fixture(scope="module")
def package(small_data) -> dict:
    return read_package(small_data)[0]


@pytest.fixture(scope="module")
def template(small_data, package) -> bytes:
    """A workbook to be filled in, which takes a second to make: it lists every region there is."""
    return template_workbook(package, load_observations(small_data), None, None)


@pytest.fixture
def workbook(tmp_path, template) -> Path:
    """A template that nobody has filled in yet."""
    path = tmp_path / "figures.xlsx"
    path.write_bytes(template)
    return path


def told(err: str) -> list[str]:
    """The faults, without the line that says which folder data/ stands for."""
    return [line for line in err.splitlines() if not line.startswith("(data/ is ")]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder: Path, table: str = "observations") -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(path: Path, figures: list[dict], sources: list[dict] = (), types: list[dict] = ()) -> Path:
    """Fill in a template of either kind, below what it holds already; cells are text, or as the types of a row say."""
    if path.suffix == ".csv":
        return fill_csv(path, figures, sources)
    book = openpyxl.load_workbook(path)
    for title, entries, formats in (("figures 数据", figures, types), ("sources 来源", sources, ())):
        sheet = book[title]
        columns = [str(cell.value).split()[0] for cell in sheet[1]]
        for down, (entry, shown) in enumerate(zip_longest(entries, formats, fillvalue={}), start=2):
            for name, text in entry.items():
                cell = sheet.cell(down, columns.index(name) + 1, text)
                cell.number_format = shown.get(name, "@")
    book.save(path)
    return path


def fill_csv(path: Path, figures: list[dict], sources: list[dict]) -> Path:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    described = {entry["source"]: entry for entry in sources}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        for entry in figures:
            cells = described.pop(entry.get("source"), {}) | entry
            table.writerow([cells.get(name.split()[0], "") for name in header])
    return path


def place(name: str, row: int) -> str:
    return f'{name}, sheet "figures 数据", row {row}' if name.endswith(".xlsx") else f"{name}, row {row}"


@pytest.mark.parametrize("name", ["filled.xlsx", "filled.csv"])
def test_ten_good_rows_and_five_bad_ones(zhaotong, data_copy, tmp_path, name):
    before, path = contents(data_copy), tmp_path / name
    assert zhaotong("template", path)[0] == 0
    empty = path.read_bytes()
    good = [{"source": NEW["source"]} | each for each in TEN]
    bad = [good[0] | {"region": "临沧", "period": f"201{row}"} | change for row, (change, _message) in enumerate(FIVE)]
    fill(path, [*good[:5], *bad, *good[5:]], [NEW])
    code, out, err = zhaotong("add", path)
    assert (code, out) == (2, "")
    lines = told(err)
    assert len(lines) == 5, err
    shared = FIVE[-1]  # what several rows may share comes first
    for line, (row, (_change, message)) in zip(lines, [(11, shared), *enumerate(FIVE[:-1], start=7)], strict=True):
        assert line.startswith(place(name, row)), (row, err)
        assert message in line
    assert contents(data_copy) == before

    path.write_bytes(empty)
    code, out, err = zhaotong("add", fill(path, good, [NEW]))
    assert (code, err) == (0, "")
    assert "observations.csv: 10 rows added" in out
    assert "sources.csv: 1 row added" in out
    assert f"{NEW['source']}: data/bases.csv does not say which release these figures are" in out
    recorded = [row for row in rows(data_copy) if row["source"] == NEW["source"]]
    assert sorted(row["value"] for row in recorded) == sorted(each["value"] for each in TEN)
    assert {row["region"] for row in recorded} >= {"530600", "530100", "532300", "530000"}
    source = next(row for row in rows(data_copy, "sources") if row["source"] == NEW["source"])
    assert (source["vintage"], source["back_revised"]) == ("2026-03", "no")
    assert zhaotong("check")[0] == 0

    code, _out, err = zhaotong("add", path)  # again
    assert code == 2
    assert err.count("is already recorded") == 10


def figure(zhaotong, *arguments: str) -> tuple[int, str, str]:
    return zhaotong("add", *arguments, *([] if "--source" in arguments else OPTIONS))


def test_a_figure_by_flags_is_one_new_line_where_it_belongs(zhaotong, data_copy):
    before = (data_copy / "observations.csv").read_bytes().splitlines(keepends=True)
    code, out, err = figure(zhaotong, "昭通", "gdp_growth_real", "2025", "6.0", "--locator", "表1, 第2行")
    assert (code, err) == (0, "")
    after = (data_copy / "observations.csv").read_bytes().splitlines(keepends=True)
    [new] = [line for line in after if line not in before]
    number = after.index(new) + 1
    assert new.decode() == '530600,gdp_growth_real,2025,year,6.0,normal,made-up-bulletin-2025,"表1, 第2行",,,\n'
    assert [line for line in after if line != new] == before
    assert f"+{number:>7}  {new.decode().strip()}" in out
    assert f" {number - 1:>7}  {before[number - 2].decode().strip()}" in out  # its neighbours, as diff shows them
    assert f" {number + 1:>7}  {before[number - 1].decode().strip()}" in out
    assert load_observations(data_copy).figures.at[number, "value"] == "6.0"


def test_another_folder_of_figures_is_named_with_data(zhaotong, data_copy, tmp_path, monkeypatch):
    other = Path(shutil.copytree(data_copy, tmp_path / "other"))
    before = contents(data_copy)
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    assert figure(zhaotong, "昭通", "gdp_growth_real", "2025", "6.0", "--locator", "表1", "--data", str(other))[0] == 0
    assert contents(data_copy) == before
    assert NEW["source"] in {row["source"] for row in rows(other)}
    assert zhaotong("template", tmp_path / "a.xlsx", "--data", other)[0] == 0
    assert NEW["source"] in [
        cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["recorded 已有来源"]["A"]
    ]


@pytest.mark.parametrize("value", ["-4.30", "8", "8.0", "1.79e4", "200+", "≤50", "2~3"])
def test_printed_digits_stay_as_they_are(zhaotong, data_copy, value):
    indicator = "gdp_growth_real" if value.startswith(("-", "8", "2~")) else "gdp_current"
    code, _out, err = figure(zhaotong, "530600", indicator, "2025", value, "--locator", "x", "--accept-doubts")
    assert code == 0, err
    assert value in [row["value"] for row in rows(data_copy) if row["source"] == NEW["source"]]


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["byte order mark", "carriage returns", "no last line end"],
)
def test_a_table_keeps_its_encoding_and_line_ends(zhaotong, data_copy, rewrite):
    for name in ("sources", "observations"):
        path = data_copy / f"{name}.csv"
        path.write_bytes(rewrite(path.read_text(encoding="utf-8")))
    before = contents(data_copy)
    assert figure(zhaotong, "532900", "gdp_growth_real", "2025", "3.9", "--locator", "表1")[0] == 0
    for name in ("sources.csv", "observations.csv"):
        former, now = before[name].splitlines(), (data_copy / name).read_bytes().splitlines()
        assert [line for line in now if line in former] == former
        assert len(now) == len(former) + 1
    ends = b"\r\n" if b"\r\n" in before["observations.csv"] else b"\n"
    assert (data_copy / "observations.csv").read_bytes().count(b"\r") == (len(now) if ends == b"\r\n" else 0)
    assert NEW["title"] in load_observations(data_copy).sources["title"].to_list()


def test_quoting_and_line_breaks_of_other_rows_are_not_touched(zhaotong, data_copy):
    path = data_copy / "sources.csv"
    text = path.read_text(encoding="utf-8").replace("census-2020,", '"census-2020",', 1)
    publisher = "Chinese city database 6.0 (panel in a public repository),"
    assert publisher in text
    path.write_text(text.replace(publisher, '"of two\nlines",', 1), encoding="utf-8")
    broken = path.read_bytes()
    try:
        load_observations(data_copy)
    except DataError:  # the title was longer than thought: state the test's own premise
        pytest.fail("the table of this test cannot be read")
    assert figure(zhaotong, "530600", "gdp_growth_real", "2025", "6.0", "--locator", "表1")[0] == 0
    now = path.read_bytes()
    start = now.index(b"made-up-bulletin-2025,")
    assert now[:start] + now[now.index(b"\n", start) + 1 :] == broken


@pytest.mark.parametrize("table", sorted(KEYS))
def test_the_tables_are_in_the_order_in_which_rows_are_put(table):
    keys = [tuple(row[column] for column in KEYS[table]) for row in rows(PROJECT / "data", table)]
    assert keys == sorted(keys)


def given_by(folder: Path, **cells: str) -> Batch:
    figure = {"region": "530600", "indicator": "gdp_growth_real", "period": "2025", "span": "year", "value": "6.0"}
    return Batch([Entry("here", {**figure, "source": NEW["source"], "locator": "表1", **cells})], [Entry("there", NEW)])


def doubts(folder: Path, **cells: str) -> list[str]:
    batch = given_by(folder, **cells)
    if "source" in cells:
        batch = Batch(batch.figures)
    return prepare(batch, folder).doubts


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            {"value": "14.1"},
            "14.1 is 4 points above the highest of the last ten years (10.1 in 2021): is this a level?",
        ),
        ({"value": "-4.3"}, "points below the lowest of the last ten years"),
        ({"indicator": "gdp_current", "value": "6.0"}, "times the lowest of the last ten years"),
        ({"indicator": "gdp_current", "value": "1850200"}, "times the highest of the last ten years"),
        ({"period": "2023", "value": "7.0"}, "prints"),
        (
            {"source": "csmar-yearbook", "locator": "x"},
            "2025 ends after the vintage of its source (csmar-yearbook, 2022-12)",
        ),
        ({"period": "2099"}, "2099 has not ended yet"),
    ],
)
def test_what_is_doubtful_is_asked(data_copy, cells, words):
    assert any(words in doubt for doubt in doubts(data_copy, **cells)), doubts(data_copy, **cells)


def test_what_is_like_before_is_not_doubted(data_copy):
    assert doubts(data_copy) == []


def test_another_source_of_the_same_cell_is_named_with_the_gap(data_copy):
    cell = ("530300", "gdp_growth_real", "2022", "year")
    names = ("region", "indicator", "period", "span")
    other = next(row for row in rows(data_copy) if tuple(row[name] for name in names) == cell)
    cells = {"region": "530300", "period": "2022", "value": f"{float(other['value']) + 0.3:.1f}"}
    said = doubts(data_copy, **cells)
    assert f"{other['source']} prints {other['value']} for the same: conflict of 0.3 points" in "".join(said)
    assert not doubts(data_copy, **cells, caveats="conflicts_elsewhere")
    assert not doubts(data_copy, **cells | {"value": f"{float(other['value']) + 0.001:.3f}"})  # as far as it is rounded


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (
            {"region": "530627", "indicator": "gdp_current", "period": "2024", "value": "1100000"},
            "1100000 100 million yuan is 545 times the 2,016.91 of Zhaotong, which contains it",
        ),
        ({"indicator": "budget_revenue", "period": "2024", "value": "15000"}, "is 7.44 times the GDP of 2016.91"),
        (
            {"indicator": "gdp_current", "period": "2023Q3", "span": "ytd", "value": "59043"},
            "59043 100 million yuan over a part is more than 1,644.12 over the year",
        ),
        (
            {"region": "100000", "indicator": "gdp_current", "period": "2016Q3", "span": "quarter", "value": "529971"},
            "529971 100 million yuan is printed for the quarter alone, and 529971 for the year to date",
        ),
        ({"indicator": "urbanisation_rate", "period": "2024", "value": "0.48"}, "0.48% is little for a share"),
    ],
)
def test_what_cannot_be_is_asked_without_a_past(data_copy, cells, words):
    said = doubts(data_copy, **cells)
    assert any(words in doubt for doubt in said), said


def test_parts_that_do_not_sum_are_asked_about_once(data_copy):
    described = sectors(data_copy, NEW["source"], "2016.91", "100", "100", "100")
    said = prepare(Batch(described.figures, [Entry("there", NEW)]), data_copy).doubts
    assert sum("the three sectors 100 + 100 + 100 = 300 100 million yuan" in doubt for doubt in said) == 1, said


def test_what_another_source_prints_too_needs_no_past(data_copy):
    cells = {"region": "520000", "period": "2022", "value": "1.2"}  # Guizhou grew by so much, and nbs-2026 says so
    assert not doubts(data_copy, **cells)
    said = doubts(data_copy, **cells | {"value": "1.9"})
    assert any("nbs-2026 prints 1.2 for the same: conflict of 0.7 points" in doubt for doubt in said), said


def test_a_revision_that_the_data_know_is_not_asked_about(data_copy):
    cells = {"region": "530000", "indicator": "gdp_current", "period": "2018", "value": "17881.1"}  # first 20880.6
    said = doubts(data_copy, **cells)
    assert not any("prints" in doubt for doubt in said), said


def test_what_the_keeper_says_beforehand_is_not_asked(data_copy):
    assert not doubts(data_copy, value="14.1", caveats="implausible", status="suspect")


def sectors(folder: Path, source: str, *values: str) -> Batch:
    names = ("gdp_current", "gdp_primary", "gdp_secondary", "gdp_tertiary")
    [one] = given_by(folder).figures
    cells = one.cells | {"source": source, "period": "2025", "caveats": "undated", "locator": "表1"}
    return Batch(
        [
            Entry(f"row {row}", cells | {"indicator": name, "value": value})
            for row, (name, value) in enumerate(zip(names, values, strict=True))
        ]
    )


def test_a_relation_that_must_hold_cannot_be_broken(data_copy):
    assert prepare(sectors(data_copy, "csmar-yearbook", "1850.2", "310.5", "739.7", "800.0"), data_copy).additions
    with pytest.raises(DataError, match='relation "sectors-sum-to-gdp" must hold and does not, conflict: '):
        prepare(sectors(data_copy, "csmar-yearbook", "1850.2", "310.5", "739.7", "900.0"), data_copy)


def test_a_relation_that_held_and_breaks_is_asked(data_copy):
    path = data_copy / "relations.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("- relation: sectors-sum-to-gdp\n")
    end = text.index("  - relation:", start + 5)
    path.write_text(text[:start] + text[start:end].replace("    must: true\n", "") + text[end:], encoding="utf-8")
    said = prepare(sectors(data_copy, "csmar-yearbook", "1850.2", "310.5", "739.7", "900.0"), data_copy).doubts
    asked = 'relation "sectors-sum-to-gdp" held until now and does not any more, conflict: '
    assert any(asked in each for each in said), said


def test_a_figure_that_makes_a_relation_ambiguous_is_told(data_copy):
    with pytest.raises(DataError, match=r"no longer names one figure: 2 figures are recorded for"):
        prepare(
            Batch(
                [
                    given_by(data_copy)
                    .figures[0]
                    .with_cells(
                        indicator="gdp_growth_gap_nation",
                        period="2023Q2",
                        span="ytd",
                        value="2.0",
                        source="zhaotong-growth-2023q1-q3",
                    )
                ]
            ),
            data_copy,
        )


def test_doubts_without_a_terminal_want_to_be_accepted(zhaotong, data_copy):
    before = contents(data_copy)
    arguments = ("530600", "gdp_growth_real", "2025", "14.1", "--locator", "表1")
    code, _out, err = figure(zhaotong, *arguments)
    assert code == 2
    assert "is 4 points above the highest of the last ten years" in err
    assert "--accept-doubts" in err
    assert contents(data_copy) == before
    code, _out, err = figure(zhaotong, *arguments, "--accept-doubts")
    assert code == 0
    assert "is 4 points above" in err  # accepted, not kept quiet


def test_a_recorded_figure_is_never_overwritten(zhaotong, data_copy):
    recorded = next(row for row in rows(data_copy) if row["source"] == "csmar-yearbook" and row["region"] == "530600")
    cell = [recorded[name] for name in ("region", "indicator", "period")]
    here = ["--span", recorded["span"], "--source", "csmar-yearbook", "--locator"]
    before = contents(data_copy)
    code, _out, err = zhaotong("add", *cell, recorded["value"], *here, recorded["locator"])
    assert code == 2
    assert f"is already recorded: {recorded['value']} in data/observations.csv, row" in err
    code, _out, err = zhaotong("add", *cell, recorded["value"] + "1", *here, recorded["locator"])
    assert code == 2
    assert "a figure is never overwritten" in err
    assert "a source of its own, with its vintage" in err
    code, _out, err = zhaotong("add", *cell, recorded["value"] + "1", *here, "elsewhere")
    assert code == 2
    assert "both rows want the status conflict" in err
    code, _out, err = zhaotong("add", *cell, recorded["value"], *here, "elsewhere")
    assert code == 2
    assert 'does it print the figure again at "elsewhere"?' in err
    assert contents(data_copy) == before


def test_two_values_of_one_new_source_are_a_conflict_that_both_rows_state(data_copy):
    def both(status: str) -> Batch:
        [one] = given_by(data_copy).figures
        other = Entry("and here", one.cells | {"value": "6.4", "locator": "表2", "status": status})
        return Batch([one.with_cells(status=status), other], [Entry("there", NEW)])

    with pytest.raises(DataError, match="both rows want the status conflict"):
        prepare(both("normal"), data_copy)
    write_additions(prepare(both("conflict"), data_copy).additions)
    assert [row["value"] for row in rows(data_copy) if row["source"] == NEW["source"]] == ["6.0", "6.4"]
    load_observations(data_copy)


def test_a_recorded_source_is_not_changed(zhaotong, data_copy):
    code, _out, err = zhaotong(
        "add", "530600", "gdp_growth_real", "2025", "6.0", "--source", "csmar-yearbook", "--locator", "x",
        "--title", "Another",
    )  # fmt: skip
    assert code == 2
    assert 'column "title": "Another" is not allowed: the source "csmar-yearbook" is recorded in sources.csv' in err


def test_a_new_source_wants_all_that_is_required(zhaotong):
    code, _out, err = zhaotong(
        "add", "530600", "gdp_growth_real", "2025", "6.0", "--source", "made-up-1", "--locator", "x", "--title", "A",
        "--reliability", "offical",
    )  # fmt: skip
    assert code == 2
    assert 'the source given, column "publisher": "" is not allowed: a value is required' in err
    assert 'did you mean "official"' in err
    assert "no such source" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "REGION, INDICATOR, PERIOD, VALUE, --source and --locator are missing"),
        (["Zhaotong", "gdp_growth_real"], "PERIOD, VALUE, --source and --locator are missing"),
        (["Zhaotong", "gdp_growth_real", "2025", "1", "2"], '"2" is too much'),
        (["Zhaotong", "gdp_growth_real", "2025", "1", "--sorce", "x"], "Did you mean '--source'?"),
        (["nowhere.xlsx"], "there is no file nowhere.xlsx"),
        (["nowhere.xlsx", "--source", "x"], "--source is for one figure"),
        (
            ["Zhaotong", "gdp_growth_reel", "2025", "1", "--source", "x", "--locator", "x"],
            'did you mean "gdp_growth_real"',
        ),
        (
            ["100000", "gdp_growth_real", "2025Q3", "1", "--source", "x", "--locator", "x"],
            "is ytd or quarter: say which",
        ),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(zhaotong, data_copy, arguments, message):
    before = contents(data_copy)
    code, _out, err = zhaotong("add", *arguments)
    assert code == 2
    assert message in err
    assert contents(data_copy) == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("=cmd|' /C calc'!A0", 'take what begins with "=" for a formula'),
        ("@SUM(1)", 'take what begins with "@"'),
        ("-表1", 'take what begins with "-"'),
        ("表\n1", "a line break"),
        ("表\x001", "U+0000"),
        ("\ue0001\ue001x\ue002", "U+E000"),
        ("表\u202e1", "U+202E"),
        ("x" * 10_000_000, "10,000,000 characters"),
    ],
    ids=["formula", "at", "minus", "line break", "NUL", "mark", "bidi", "ten megabytes"],
)
def test_hostile_cells_are_refused(zhaotong, data_copy, text, message):
    before = contents(data_copy)
    with pytest.raises(DataError) as refused:
        prepare(given_by(data_copy, locator=text), data_copy)
    assert message in "\n".join(refused.value.faults)
    assert len("\n".join(refused.value.faults)) < 500
    assert "\n".join(refused.value.faults).isprintable()
    assert contents(data_copy) == before


@pytest.mark.parametrize("text", ['a "quoted" place, with a comma', "'; DROP TABLE", "<script>", "{}%s", "表　1"])
def test_odd_cells_are_recorded_as_they_are(data_copy, text):
    write_additions(prepare(given_by(data_copy, locator=text), data_copy).additions)
    assert text in load_observations(data_copy).figures["locator"].to_list()


# -------------------------------------------------------------------------------------------- templates and their cells


def test_the_template_has_the_columns_of_the_tables_in_both_languages_and_lists_what_may_stand_there(
    zhaotong, tmp_path, package
):
    path = tmp_path / "figures.xlsx"
    zhaotong("template", path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["figures 数据", "sources 来源"]
    for sheet, table in (("figures 数据", "observations"), ("sources 来源", "sources")):
        fields = next(each for each in package["resources"] if each["name"] == table)["schema"]["fields"]
        assert [cell.value for cell in book[sheet][1]] == [f"{field['name']} {field['title_zh']}" for field in fields]
        for across in range(1, len(fields) + 1):
            assert book[sheet].column_dimensions[openpyxl.utils.get_column_letter(across)].number_format == "@"
    offered = {
        str(each.sqref).split("2:")[0]: each.formula1 for each in book["figures 数据"].data_validations.dataValidation
    }
    assert set(offered) == {"A", "B", "D", "F", "G", "I"}  # region, indicator, span, status, source, caveats
    for formula in offered.values():
        title, _mark, cells = formula.partition("!")
        values = [row[0].value for row in book[title.strip("'")][cells.replace("$", "")]]
        assert all(values)
    regions = [row[0].value for row in book["regions 地区"][offered["A"].partition("!")[2].replace("$", "")]]
    observations = load_observations()
    found = [observations.find_region(name, recording=True) for name in regions]  # every name offered is clear
    assert found[: len(observations.recorded)] == list(observations.recorded)
    assert sorted(found) == list(observations.places)
    assert "北京市朝阳区" in regions
    spans = [row[0].value for row in book["codes 代码"][offered["D"].partition("!")[2].replace("$", "")]]
    assert spans == ["year", "ytd", "quarter", "month", "interval", "event", "point"]


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.csv"])
def test_a_template_nobody_filled_in_holds_no_figures(zhaotong, data_copy, tmp_path, name):
    zhaotong("template", tmp_path / name, "--region", "Zhaotong", "--source", "made-up-1")
    code, _out, err = zhaotong("add", tmp_path / name)
    assert code == 2
    assert f"{name} holds no figures" in err


@pytest.mark.parametrize("name", ["figures.xlsx", "figures.csv"])
def test_a_template_for_a_region_has_a_row_for_what_is_expected(zhaotong, data_copy, tmp_path, name):
    path = tmp_path / name
    zhaotong("template", path, "--region", "曲靖", "--source", NEW["source"])
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        sheet = book["figures 数据"]
        prepared = {(row[1].value, row[3].value): row[0].row for row in sheet.iter_rows(min_row=2)}
        assert "in 2024" in sheet.cell(prepared["gdp_growth_real", "year"], 12).value
        down = prepared["gdp_growth_real", "year"]
        for across, text in ((3, "2025"), (5, "4.0"), (8, "表1")):
            sheet.cell(down, across, text)
        sheet.cell(prepared["gdp_current", "year"], 3, "2025")
        for across, text in enumerate(["A", "", "测", "", "", "2026-03", "", "", "official", "", "made up"], start=2):
            book["sources 来源"].cell(2, across, text or None)
        book.save(path)
    else:
        lines = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        header = [cell.split()[0] for cell in lines[0]]
        line = next(line for line in lines if line[1] == "gdp_growth_real" and line[3] == "year")
        for column, text in {"period": "2025", "value": "4.0", "locator": "表1", **NEW}.items():
            line[header.index(column)] = text
        forgotten = next(line for line in lines if line[1] == "gdp_current" and line[3] == "year")
        forgotten[header.index("period")] = "2025"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines)
    code, out, err = zhaotong("add", path)
    assert code == 0, err
    assert out.count("neither value nor locator, left out") == 1  # where the period was filled in
    assert [row["value"] for row in rows(data_copy) if row["source"] == NEW["source"]] == ["4.0"]


def test_a_template_never_replaces_a_file(zhaotong, tmp_path):
    path = tmp_path / "figures.xlsx"
    path.write_text("filled in yesterday", encoding="utf-8")
    code, _out, err = zhaotong("template", path)
    assert code == 2
    assert "exists already and may hold figures" in err
    assert path.read_text(encoding="utf-8") == "filled in yesterday"
    assert zhaotong("template", tmp_path / "figures.ods")[0] == 2
    assert zhaotong("template", tmp_path / "nowhere/figures.xlsx")[0] == 2


CELLS = [
    ("value", 8, "0.0", "8.0", ""),
    ("value", 8, "0", "8", ""),
    ("value", 1850.2, "#,##0.00", "1850.20", ""),
    ("value", -4.3, "0.0", "-4.3", ""),
    ("value", 8, "General", "", "nobody can tell 8 from 8.0"),
    ("value", 8.27, "0.0", "", "the number 8.27, shown as 8.3: which was printed?"),
    ("value", 0.081, "0.0%", "8.1%", ""),
    ("value", -5.8, "0.0_);[Red](0.0)", "-5.8", ""),
    ("value", 5.8, "0.0_ ;[Red]\\-0.0\\ ", "5.8", ""),
    ("value", 1620.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1620.50", ""),
    ("value", -7, "0.0;[Red]0", "-7", ""),
    ("value", 0, "0.0;-0.0;0", "0", ""),
    ("value", 0, "0.0;-0.0;-", "", "nobody can tell"),
    ("value", 5.25, "0.0", "", "shown as 5.3"),
    ("value", 0.1 + 0.2, "0.0", "0.3", ""),
    ("value", 8, "0.0#", "", "nobody can tell"),
    ("value", 8, "0.0E+00", "", "nobody can tell"),
    ("value", 8500, "0.0,", "", "nobody can tell"),
    ("value", 8000, "0,", "", "nobody can tell"),
    ("value", "_x0035_.8", "@", "5.8", ""),
    ("value", datetime(2026, 3, 5), "m/d", "", "made the date 2026-03-05 of it"),
    ("value", "=1+1", "General", "", "it is a formula"),
    ("value", True, "General", "", "text is expected"),
    ("period", datetime(2023, 11, 1), "mmm-yy", "2023-11", ""),
    ("period", datetime(2023, 11, 1), 'yyyy"年"m"月"', "2023-11", ""),
    ("period", datetime(2023, 11, 6), "yyyy-mm-dd", "2023-11-06", ""),
    ("period", 2023, "General", "2023", ""),
    ("region", 530600, "General", "530600", ""),
    ("locator", datetime(2023, 11, 6), "yyyy-mm-dd", "", "made the date 2023-11-06 of it"),
    ("locator", "=HYPERLINK(1)", "General", "", "it is a formula"),
]


@pytest.fixture(scope="module")
def entries_read(template, package, tmp_path_factory) -> dict[tuple, Entry]:
    """What is read of a cell with a value that is shown in a format, by all three.

    Each cell is in a row of its own of one workbook, which takes two seconds to fill in and to read.
    """
    path = tmp_path_factory.mktemp("cells") / "figures.xlsx"
    path.write_bytes(template)
    cells = {"region": "530600", "indicator": "gdp_growth_real", "value": "6.0", "locator": "x"}
    figures = [cells | {column: value} for column, value, *_rest in CELLS]
    fill(path, figures, types=[{column: shown} for column, _value, shown, *_rest in CELLS])
    return dict(zip([case[:3] for case in CELLS], read_batch(path, package).figures, strict=True))


@pytest.mark.parametrize(("column", "value", "shown", "read", "refused"), CELLS)
def test_what_a_spreadsheet_makes_of_a_cell(entries_read, column, value, shown, read, refused):
    entry = entries_read[column, value, shown]
    assert entry[column] == read
    assert refused in "".join(entry.faults)
    assert bool(entry.faults) == bool(refused)


@pytest.mark.parametrize(
    ("value", "locator", "message"),
    [
        ("6.0", "¶1 (1)", ""),
        ("6.1", "¶1 (1)", f"{NEW['source']}.txt has 6.0 there, and 6.1 with its unit nowhere"),
        ("6.0", "¶1 (2)", f"{NEW['source']}.txt has 6.0 at ¶1 (1) or ¶2 (1)"),
        ("6.0", "表1", f"{NEW['source']}.txt has 6.0 at ¶1 (1) or ¶2 (1)"),
        ("6.1", "¶9 (1)", "has 6.1 nowhere; a place in it is ¶14 (3), the third number on the fourteenth line"),
    ],
)
def test_what_the_text_of_a_source_does_not_say_is_told_before_it_is_recorded(
    zhaotong, data_copy, tmp_path, monkeypatch, value, locator, message
):
    (tmp_path / f"{NEW['source']}.txt").write_text("全市增长6.0%，共12家。\n\n去年也是6.0%。\n", encoding="utf-8")
    monkeypatch.setenv("ZHAOTONG_SOURCE_TEXTS", str(tmp_path))
    before = contents(data_copy)
    arguments = ["昭通", "gdp_growth_real", "2025", value, "--locator", locator, "--accept-doubts"]
    code, _out, err = zhaotong("add", *arguments, "--source", NEW["source"], *OPTIONS[2:])
    assert code == (2 if message else 0)
    assert message in err
    assert (contents(data_copy) == before) == bool(message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_as_spreadsheets_write_it(zhaotong, data_copy, tmp_path, encoding, separator):
    path = tmp_path / "filled.csv"
    header = ["地区", "指标", "period", "数值", "来源", "locator", *(name for name in NEW if name != "source")]
    line = ["昭通市", "地区生产总值实际同比增速", "2025", "6.0", *NEW.values()]
    line.insert(5, "表1")
    path.write_bytes("\r\n".join(separator.join(cells) for cells in (header, line)).encode(encoding))
    code, _out, err = zhaotong("add", path)
    assert (code, err) == (0, "")
    assert ("530600", "6.0") in [
        (row["region"], row["value"]) for row in rows(data_copy) if row["source"] == NEW["source"]
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "region,indicator\n", 'a.csv has no column "value"'),
        ("a.csv", "region,indicator,period,valeu,value,source\n", 'unknown column "valeu"; did you mean "value"'),
        ("a.csv", "region,indicator,period,value,value,source\n", 'has the column "value" 2 times'),
        ("a.csv", "region,indicator,period,value,source\n1,2,2025,5,2,x\n", "a comma inside a value?"),
        ("a.csv", "region,indicator,period,value,source\n", "a.csv holds no figures"),
        ("a.csv", "", "a.csv has no column"),
        ("a.csv", "指标,单位\n生产总值,亿元\n", "zhaotong read proposes its figures"),
        ("a.csv", "县,数字\n甲,5\n", "a.csv is no template: its first row names no columns such as region, indicator"),
        ("a.csv", b"\xff\xff", "neither UTF-8 nor GB18030"),
        ("a.csv", 'region,indicator,period,value,source\n"', "not readable as CSV"),
        ("a.xlsx", "no workbook", "cannot be read as an .xlsx workbook"),
        ("a.xls", "old", "a.xls is no template; zhaotong read a.xls proposes the figures in it"),
        ("a.pdf", "%PDF", "a.pdf is no template; zhaotong read a.pdf proposes the figures in it"),
        ("a.json", "{}", "neither an .xlsx workbook nor a .csv file"),
        ("a.xlsx", "<html><table><tr><td>5.8", "a web page under another name"),
        ("a.xlsx", ENCRYPTED, "a.xlsx is encrypted: save a copy of it without a password"),
        ("a.xlsx", ENCRYPTED[:8] + "Workbook".encode("utf-16-le"), "a workbook of an old Excel under another name"),
        ("a.csv", b"PK\x03\x04", "a workbook under another name"),
        (
            "a.csv",
            "region,indicator,period,value,source,locator\n雲南,生產總值,2025,5,甲,中國統計".encode("big5"),
            "looks like Big5",
        ),
        (
            "a.csv",
            "指标,2025年,2024年,2023年\n生产总值,5,6,7\n",
            "is a wide table, with 2025年, 2024年 and 2023年 as columns",
        ),
    ],
)
def test_a_file_that_is_no_template_is_told(zhaotong, data_copy, tmp_path, name, content, message):
    before = contents(data_copy)
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    code, _out, err = zhaotong("add", tmp_path / name)
    assert code == 2
    assert message in err
    assert len(err) < 1500
    assert contents(data_copy) == before


@pytest.mark.parametrize("longest_field", [131_072, 2**30])
def test_a_cell_without_end_is_told_whatever_the_csv_module_was_set_to_read(
    zhaotong, data_copy, tmp_path, longest_field
):
    """Libraries raise the limit of the `csv` module for the whole process."""
    before = contents(data_copy)
    (tmp_path / "a.csv").write_text("region,indicator,period,value,source\n530600,gdp,2025," + "9" * 200_000 + ",x\n")
    allowed = csv.field_size_limit(longest_field)
    try:
        code, _out, err = zhaotong("add", tmp_path / "a.csv")
    finally:
        csv.field_size_limit(allowed)
    assert code == 2
    assert "a.csv" in err
    assert len(err) < 1500
    assert contents(data_copy) == before


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--note-zh", "只有中文", 'column "note_en": "" is not allowed: a note comes in both languages'),
        ("--published", "2026-02-30", 'column "published": "2026-02-30" is not allowed: it is no day of the calendar'),
        ("--published", "2062-03-20", "would be of the future, published 2062-03-20: is this a slip?"),
        ("--vintage", "2062-03", "would be of the future, vintage 2062-03: is this a slip?"),
        ("--published", "", "has no vintage"),
    ],
)
def test_slips_that_the_schema_does_not_know(zhaotong, data_copy, option, text, message):
    before = contents(data_copy)
    options = [*OPTIONS]
    if option in options:
        options[options.index(option) + 1] = text
    else:
        options += [option, text]
    code, _out, err = figure(zhaotong, "530600", "gdp_growth_real", "2025", "6.0", "--locator", "x", *options)
    assert code == 2
    assert message in err
    assert contents(data_copy) == before


def test_a_source_that_is_neither_recorded_nor_described_is_told_once_and_all_else_is_checked(zhaotong, workbook):
    cells = [each | {"source": "made-up-bulletin"} for each in TEN]
    code, _out, err = zhaotong("add", fill(workbook, [*cells, cells[0] | {"value": "400", "period": "2011"}]))
    assert code == 2
    assert len(told(err)) == 2, err
    assert 'row 2, column "source": "made-up-bulletin" is not allowed: no such source in sources.csv' in err
    assert "11 rows name it" in err
    assert 'row 12, column "value": "400"' in err


def test_the_first_figure_of_a_folder_of_ones_own(zhaotong, data_copy):
    for name in ("observations", "sources", "omissions", "bases"):
        path = data_copy / f"{name}.csv"
        path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    (data_copy / "relations.yml").write_text("topics: {}\nrelations: []\n", encoding="utf-8")
    code, _out, err = figure(zhaotong, "Zhaotong", "gdp_growth_real", "2025", "6.0", "--locator", "x")
    assert code == 2
    assert 'column "span": "" is not allowed: a value is required' in err  # nothing recorded says which
    code, out, _err = figure(zhaotong, "Zhaotong", "gdp_growth_real", "2025", "6.0", "--locator", "x", "--span", "year")
    assert code == 0
    assert "observations.csv: 1 row added (2)" in out
    assert zhaotong("check")[1].startswith("1 figures of 1 sources fit their description")


def test_two_sheets_of_figures_are_told(zhaotong, workbook):
    book = openpyxl.load_workbook(fill(workbook, [TEN[0] | {"source": "csmar-yearbook"}]))
    book.copy_worksheet(book["figures 数据"]).title = "figures 数据 (2)"
    book.save(workbook)
    code, _out, err = zhaotong("add", workbook)
    assert code == 2
    assert 'two sheets of figures, "figures 数据" and "figures 数据 (2)": put all into one' in err


def test_a_source_described_in_parts_is_put_together_and_never_silently_changed(zhaotong, data_copy, tmp_path):
    described = {name: text for name, text in NEW.items() if name not in ("source", "licence")}
    header = ["region", "indicator", "period", "value", "locator", "source", *described, "licence"]
    one = ["530600", "gdp_growth_real", "2025", "6.0", "表1", NEW["source"], *described.values(), ""]
    two = ["530300", "gdp_growth_real", "2025", "4.0", "表1", NEW["source"], *[""] * len(described), "made up"]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(",".join(cells) for cells in (header, one, two)), encoding="utf-8")
    assert zhaotong("add", path)[0] == 0
    [source] = [row for row in rows(data_copy, "sources") if row["source"] == NEW["source"]]
    assert (source["licence"], source["title"]) == ("made up", NEW["title"])
    path.write_text(path.read_text(encoding="utf-8").replace(",2025,", ",2024,").replace("made up", "else"), "utf-8")
    code, _out, err = zhaotong("add", path)
    assert code == 2
    assert 'a.csv, row 3, column "licence": "else" is not allowed: the source' in err
    arguments = ("530600", "gdp_growth_real", "2025", "6.0", "--locator", "x", "--source", NEW["source"])
    code, _out, err = zhaotong("add", *arguments, "--url", "https://example.org")
    assert code == 2
    assert 'is recorded in sources.csv with ""' in err


def test_a_source_that_no_figure_is_from_is_told(zhaotong, workbook):
    filled = fill(workbook, [TEN[0] | {"source": "csmar-yearbook"}], [NEW])
    code, _out, err = zhaotong("add", filled)
    assert code == 2
    assert 'sheet "sources 来源", row 2: no figure here is from the source "made-up-bulletin-2025"' in err


# ------------------------------------------------------------------------------------------------------- the X-ray


def test_check_says_what_the_x_ray_finds_and_is_content(zhaotong, data_copy):
    path = data_copy / "observations.csv"
    text = path.read_text(encoding="utf-8")
    good = next(line for line in text.splitlines() if line.startswith("530600,gdp_current,2012,year"))
    value = good.split(",")[4]
    path.write_text(text.replace(good, good.replace(value, f"{float(value) * 1000:.2f}"), 1), encoding="utf-8")
    code, out, err = zhaotong("check")
    assert (code, err.replace(f"(data/ is {data_copy})", "").strip()) == (0, "")
    assert re.search(r"^X-ray, sources: [0-9]+ same$", out, re.MULTILINE)
    assert re.search(r"^X-ray, parts and wholes: [0-9]+ suspect, [0-9]+ of them marked$", out, re.MULTILINE)
    assert "revision (" not in out
    code, out, _err = zhaotong("check", "--findings")
    assert code == 0
    said = [line for line in out.splitlines() if line.startswith("  suspect (parts and wholes)")]
    assert sum("gdp_current of Zhaotong 2012: " in line for line in said) == 1
    assert "  revision (sources), rows " in out


# ------------------------------------------------------------------------------------------------------- the guide


def test_the_commands_of_the_guide_do_what_it_says(zhaotong, data_copy, tmp_path, monkeypatch):
    """In their order; only the placeholder of a value is filled in, and the workbook."""
    text = (PROJECT / "data/README.md").read_text(encoding="utf-8")
    guide = text[text.index("## The keeper's guide") : text.index("## Reference")]
    blocks = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
    assert {line.split()[0] for line in lines} == {"zhaotong", "make", "git"}
    monkeypatch.chdir(tmp_path)
    for line in lines:
        words = shlex.split(line)
        if words[0] != "zhaotong" or words[1:] == ["add"]:  # that one asks: see test_keeping_writes.py
            continue
        if "VALUE" in words:
            words[words.index("VALUE")] = "6.1"
        if words[1:] == ["add", "figures.xlsx"]:
            new = NEW | {"source": "zhaotong-bulletin-2025"}
            cells = {"region": "530600", "period": "2025", "span": "year", "locator": "表1", "source": new["source"]}
            fill(tmp_path / "figures.xlsx", [cells | {"indicator": "gdp_primary", "value": "310.5"}], [new])
        code, _out, err = zhaotong(*words[1:])
        assert code == 0, (line, err)
    assert sum(row["value"] == "6.1" for row in rows(data_copy)) >= 2


# ----------------------------------------------------------------------------------------------------- what is recorded


def recordable(text: str) -> bool:
    """Neither a formula nor ASCII in other characters, which are refused."""
    plain = unicodedata.normalize("NFKC", text)
    return text[0] not in "=+-@" and (plain == text or not plain.isascii())


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40).filter(recordable)
_FIGURES = st.lists(
    st.fixed_dictionaries(
        {
            "region": st.sampled_from(["530600", "530300", "100000", "532900"]),
            "period": st.integers(1900, 2025).map(str),
            "value": st.decimals(-29, 59, places=2).map(str) | st.integers(-29, 59).map(str),
            "locator": _TEXT,
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda cells: (cells["region"], cells["period"]),
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(figures=_FIGURES, title=_TEXT)
def test_what_is_recorded_is_what_is_loaded(tmp_path_factory, small_data, read_once, figures, title):
    folder = Path(shutil.copytree(small_data, tmp_path_factory.mktemp("recorded") / "data"))
    entries = [
        Entry(f"row {row}", {"indicator": "gdp_growth_real", "span": "year", "source": NEW["source"], **cells})
        for row, cells in enumerate(figures)
    ]
    recording = prepare(Batch(entries, [Entry("source", NEW | {"title": title})]), folder)
    before = rows(folder)
    write_additions(recording.additions)
    after = load_observations(folder)
    new = after.figures[after.figures["source"] == NEW["source"]]
    assert after.sources.at[NEW["source"], "title"] == title
    wanted = sorted(tuple(cells[name] for name in ("region", "period", "value", "locator")) for cells in figures)
    assert sorted(new[["region", "period", "value", "locator"]].itertuples(index=False, name=None)) == wanted
    assert tuple(new.index) == recording.additions[1].rows
    recorded = rows(folder)
    assert [row for row in recorded if row["source"] != NEW["source"]] == before
    keys = [tuple(row[column] for column in KEYS["observations"]) for row in recorded]
    assert keys == sorted(keys)


def test_names_of_columns_come_in_both_languages(package):
    for resource in package["resources"]:
        if resource["name"] in KEYS:
            titles = [field["title_zh"] for field in resource["schema"]["fields"]]
            assert len(set(titles)) == len(titles)
        assert all(field["description_zh"] for field in resource["schema"]["fields"]), json.dumps(resource)
