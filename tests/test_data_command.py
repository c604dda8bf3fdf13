"""`zhaotong data`: the published figures for other programs, whole, typed and the same in every format."""

import csv
import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from test_datapackage import change
from test_without_pyarrow import is_hidden

from helpers.figures.observations import NoFiguresError, load_observations
from helpers.figures.series import select_series
from helpers.text.language import in_language
from helpers.text.messages import InputError
from zhaotong.cli import main
from zhaotong.dissemination import files, parquet
from zhaotong.dissemination.collection import Collection, collect
from zhaotong.dissemination.formats import FORMATS
from zhaotong.dissemination.selection import Selection, select_figures
from zhaotong.dissemination.text_files import as_csv, as_json
from zhaotong.dissemination.workbook import as_workbook

ZHAOTONG, GROWTH = "530600", "gdp_growth_real"


@pytest.fixture
def run(monkeypatch, capsysbinary, tmp_path):
    """Run `zhaotong data` in this process, in a folder of its own; returns exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, bytes, str]:
        monkeypatch.setattr(sys, "argv", ["zhaotong", "data", *map(str, arguments)])
        try:
            main.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        captured = capsysbinary.readouterr()
        return code, captured.out, captured.err.decode()

    return call


@pytest.fixture(scope="module")
def chosen(observations) -> Collection:
    return collect(observations, Selection(regions=[ZHAOTONG, "Qujing"], window="2015-2023"))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


# ------------------------------------------------------------------------------------------------ which figures


@pytest.mark.parametrize(
    ("asked", "matches"),
    [
        ({"regions": ["昭通"]}, lambda rows: rows["region"] == ZHAOTONG),
        ({"regions": ["Zhaotong, Qujing"]}, lambda rows: rows["region"].isin([ZHAOTONG, "530300"])),
        ({"regions": ["Zhaotong", "曲靖市"]}, lambda rows: rows["region"].isin([ZHAOTONG, "530300"])),
        ({"indicators": ["Real GDP, year-on-year growth"]}, lambda rows: rows["indicator"] == GROWTH),
        ({"sources": ["zhaotong-growth-2023q1-q3"]}, lambda rows: rows["source"] == "zhaotong-growth-2023q1-q3"),
        ({"spans": ["ytd", "point"]}, lambda rows: rows["span"].isin(["ytd", "point"])),
        ({"bases": ["fourth_census"]}, lambda rows: rows["basis"].str.contains("fourth_census", regex=False)),
        ({"as_of": "2023年11月"}, lambda rows: rows["known"] <= pd.Period("2023-11", "M")),
        ({"window": "2023-"}, lambda rows: rows["period"].str[:4].astype(int) >= 2023),
    ],
)
def test_all_that_matches_is_given_in_its_order(observations, asked, matches):
    figures = observations.figures
    expected = figures[matches(figures)].index.to_list()
    assert select_figures(observations, Selection(**asked)).index.to_list() == expected
    assert len(expected) > 5


def test_a_window_is_that_of_the_last_day(observations):
    found = select_figures(observations, Selection(regions=[ZHAOTONG], window="2023Q1-2023Q3"))
    assert {"2023Q2", "2023Q3"} <= set(found["period"])
    assert not {"2023", "2022", "2023Q4"} & set(found["period"])


def test_peers_and_levels_are_regions(observations):
    peers = select_figures(observations, Selection(regions=["Zhaotong"], indicators=[GROWTH], peers=["siblings"]))
    assert set(peers["region"]) == {ZHAOTONG, *(each.code for each in observations.peers_of(ZHAOTONG))}
    cities = select_figures(observations, Selection(indicators=[GROWTH], peers=["yearbook_cities"]))
    assert set(cities["region"]) <= set(observations.peer_groups["region"])
    nation = select_figures(observations, Selection(indicators=[GROWTH], levels=["nation"]))
    assert set(nation["region"]) == {"100000"}


def test_a_series_is_what_a_report_takes(observations):
    found = select_figures(
        observations, Selection(regions=[ZHAOTONG], indicators=[GROWTH], spans=["year"], series=True)
    )
    assert found.index.to_list() == sorted(select_series(observations, ZHAOTONG, GROWTH).rows.index)
    assert not found["period"].duplicated().any()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"regions": ["Zhaotnog"]}, 'did you mean "Zhaotong"'),
        ({"regions": ["Nowhere"], "indicators": ["gdp_growth_real"]}, "is no region of data/regions.csv"),
        ({"indicators": ["gdp"]}, "give the code"),
        ({"sources": ["nobody"]}, 'no source of data/sources.csv goes by "nobody"'),
        ({"spans": ["years"]}, '--span "years": .*did you mean "year"'),
        ({"levels": ["city"]}, '--level "city": nation, province, prefecture or county is expected'),
        ({"bases": ["sixth_census"]}, '--basis "sixth_census": .*did you mean'),
        ({"peers": ["siblings"]}, "name it with --region"),
        ({"window": "2023"}, '--window "2023": two ends are expected'),
        ({"as_of": "2023-13"}, '--as-of "2023-13": a month such as 2023-11'),
    ],
)
def test_what_is_no_name_or_code_is_said(observations, asked, message):
    with pytest.raises(InputError, match=message):
        select_figures(observations, Selection(**asked))


def test_where_nothing_matches_nothing_is_written(run, tmp_path, observations):
    with pytest.raises(NoFiguresError):
        select_figures(observations, Selection(regions=[ZHAOTONG], window="1900-1910"))
    code, out, err = run("--region", ZHAOTONG, "--window", "1900-1910", "--output", "x.csv")
    assert (code, out, err) == (2, b"", "no published figure matches all that is asked for\n")
    assert not list(tmp_path.iterdir())


# ------------------------------------------------------------------------------------------------ what of each


def test_every_figure_is_a_row_with_all_that_is_known_of_it(observations):
    table = collect(observations).figures
    figures = observations.figures
    assert table.column("row") == figures.index.to_list()
    assert table.column("printed") == figures["value"].to_list()
    for name, column in (("value", "number"), ("low", "low"), ("high", "high")):
        bounded = figures[column].replace([float("inf"), float("-inf")], float("nan"))
        assert pd.Series(table.column(name), figures.index, dtype=float).equals(bounded)
    [line] = [line for line in table.lines if line[0] == 20970]
    assert dict(zip((each.name for each in table.columns), line, strict=True)) == {
        "row": 20970,
        "region": ZHAOTONG,
        "region_zh": "昭通市",
        "region_en": "Zhaotong",
        "level": "prefecture",
        "indicator": GROWTH,
        "indicator_zh": "地区生产总值实际同比增速",
        "indicator_en": "Real GDP, year-on-year growth",
        "unit": "pct",
        "price_basis": "real",
        "period": "2023Q3",
        "span": "ytd",
        "interval": "2023-01-01/2023-09-30",
        "start": date(2023, 1, 1),
        "end": date(2023, 9, 30),
        "printed": "8",
        "value": 8.0,
        "low": 7.5,
        "high": 8.5,
        "status": "normal",
        "weak": False,
        "source": "zhaotong-growth-2023q1-q3",
        "locator": "¶2 (9)",
        "vintage": "2023-11",
        "known": "2023-11",
        "basis": "first_release",
        "reliability": "press",
        "caveats": "first_release",
        "note_zh": None,
        "note_en": None,
    }


def test_a_state_at_a_point_in_time_has_no_first_day(observations):
    table = collect(observations, Selection(spans=["point"])).figures
    assert set(table.column("start")) == {None}
    assert table.column("interval") == [day.isoformat() for day in table.column("end")]


def test_sources_and_codebook_have_what_occurs_and_no_more(observations, chosen):
    assert set(chosen.sources.column("source")) == set(chosen.figures.column("source"))
    assert sum(chosen.sources.column("figures")) == len(chosen.figures.lines)
    told = {(column, code) for column, code, *_rest in chosen.codebook.lines}
    assert {code for column, code in told if column == "indicator" and code} == set(chosen.figures.column("indicator"))
    caveats = {code for joined in chosen.figures.column("caveats") if joined for code in joined.split("|")}
    assert {code for column, code in told if column == "caveats" and code} == caveats
    assert {column for column, code in told if code is None} == {each.name for each in chosen.figures.columns}


# ------------------------------------------------------------------------------------------------ formats


def test_csv_and_json_and_workbook_hold_the_same(chosen):
    table = chosen.figures
    names = [column.name for column in table.columns]
    lines = [dict(zip(names, line, strict=True)) for line in table.lines]
    document = json.loads(as_json(chosen))
    assert document["figures"] == [
        {name: str(value) if isinstance(value, date) else value for name, value in line.items()} for line in lines
    ]
    assert document["columns"]["figures"][0] == vars(table.columns[0])
    assert document["selection"] == {"regions": [ZHAOTONG, "Qujing"], "window": "2015-2023"}
    rows = read(as_csv(table))
    assert [float(row["value"]) if row["value"] else None for row in rows] == table.column("value")
    assert [row["printed"] for row in rows] == table.column("printed")
    assert [row["start"] for row in rows] == [day.isoformat() if day else "" for day in table.column("start")]
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(chosen)))
    assert book.sheetnames == ["figures", "sources", "codebook"]
    heads, *body = book["figures"].iter_rows(values_only=True)
    assert list(heads) == names
    for name in ("row", "printed", "value", "low", "high", "source", "unit"):
        assert [line[names.index(name)] for line in body] == table.column(name), name
    assert [line[names.index("end")].date() for line in body] == table.column("end")


@pytest.mark.skipif(is_hidden(), reason="without pyarrow, which another test is about")
def test_parquet_has_types_descriptions_sources_and_codebook(chosen):
    import pyarrow.parquet as arrow

    table = arrow.read_table(io.BytesIO(parquet.as_parquet(chosen)))
    kinds = {"string": "string", "integer": "int64", "number": "double", "date": "date32[day]", "boolean": "bool"}
    assert [str(kind) for kind in table.schema.types] == [kinds[column.type] for column in chosen.figures.columns]
    assert [tuple(line.values()) for line in table.to_pylist()] == chosen.figures.lines
    for column in chosen.figures.columns:
        about = table.schema.field(column.name).metadata
        assert about[b"description"].decode() == column.description
        assert about[b"description_zh"].decode() == column.description_zh
    known = {each["source"] for each in json.loads(table.schema.metadata[b"sources"])}
    assert known == set(chosen.figures.column("source"))
    assert b"gdp_growth_real" in table.schema.metadata[b"codebook"]


def test_without_pyarrow_a_sentence_says_how_to_have_it(run, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    code, _out, err = run("--region", ZHAOTONG, "--format", "parquet")
    assert (code, "pip install pyarrow" in err) == (2, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_figures_are_the_same_bytes_whatever_the_language(chosen, form):
    if form == "parquet" and is_hidden():
        pytest.skip("without pyarrow, which another test is about")
    first = files.files_of(chosen, form, Path("x"))
    with in_language("zh"):
        assert files.files_of(chosen, form, Path("x")) == first


def test_pandas_reads_the_csv_and_sums_to_the_same(observations, tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes(as_csv(collect(observations).figures))
    frame = pd.read_csv(path, dtype={"region": str, "printed": str}, parse_dates=["start", "end"])
    assert frame["value"].sum() == observations.figures["number"].sum()
    assert frame["printed"].to_list() == observations.figures["value"].to_list()


def test_what_a_spreadsheet_would_compute_is_text_and_digits_stay(data_copy):
    row = change(data_copy, "100000,fai_growth,2013,year,19.6", "100000,fai_growth,2013,year,-19.6")
    change(data_copy, ",正文 (text),", ",=HYPERLINK(1),", row=row)
    chosen = collect(load_observations(data_copy), Selection(regions=["100000"], indicators=["fai_growth"]))
    [line] = [line for line in read(as_csv(chosen.figures)) if line["row"] == str(row)]
    assert line["locator"] == "'=HYPERLINK(1)"
    assert (line["printed"], line["value"]) == ("-19.6", "-19.6")
    sheet = openpyxl.load_workbook(io.BytesIO(as_workbook(chosen)))["figures"]
    assert not [cell for cells in sheet.iter_rows() for cell in cells if cell.data_type == "f"]


# ------------------------------------------------------------------------------------------------ the command


def test_text_goes_to_standard_output_whatever_the_language(run, monkeypatch):
    said = []
    for spoken in ("en", "zh"):
        monkeypatch.setenv("ZHAOTONG_LANGUAGE", spoken)
        code, out, err = run("--region", "Zhaotong", "--indicator", GROWTH, "--span", "year")
        assert (code, err) == (0, "")
        said.append(out)
    assert said[0] == said[1]
    assert {line["region_zh"] for line in read(said[0])} == {"昭通市"}


def test_a_csv_file_has_its_companions_beside_it(run, tmp_path):
    code, out, _err = run("--region", ZHAOTONG, "--output", "mine.csv")
    assert code == 0
    assert out.decode().startswith("mine.csv, mine.sources.csv, mine.codebook.csv: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.codebook.csv", "mine.csv", "mine.sources.csv"]


def test_a_workbook_goes_to_a_file_of_its_own_name(run, tmp_path):
    assert run("--region", ZHAOTONG, "--indicator", GROWTH, "--format", "xlsx")[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == ["figures.xlsx"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--output", "x.pdf"], '--output "x.pdf": a file that ends in .csv, .json, .xlsx, .parquet is expected'),
        (["--output", "x.xls"], 'did you mean "xlsx"'),
        (["--output", "x.csv", "--format", "json"], "--format json contradicts --output x.csv"),
        (["--output", "nowhere/x.csv"], "nowhere/x.csv cannot be written: No such file or directory"),
        (["--package", "x.zip", "--region", ZHAOTONG], "--package writes all data: give it alone"),
        (["--package", "x.tar"], '--package "x.tar": a zip file is expected'),
        (["--format", "csf"], "'csf' is not one of"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(run, tmp_path, words, message):
    code, out, err = run("--indicator", GROWTH, *words) if "--package" not in words else run(*words)
    assert (code, out) == (2, b"")
    assert message in err
    assert not list(tmp_path.iterdir())


def test_what_stood_there_stands_until_all_is_whole(tmp_path, monkeypatch):
    former = tmp_path / "x.csv"
    former.write_text("yesterday's")
    write = Path.write_bytes

    def full(self, content):
        if "codebook" in self.name:
            raise OSError(28, os.strerror(28))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match=r"x\.codebook\.csv cannot be written: No space left on device"):
        files.put({former: b"new", tmp_path / "x.codebook.csv": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
    assert former.read_text() == "yesterday's"


def test_another_folder_of_figures_is_read(run, data_copy, monkeypatch):
    monkeypatch.setenv("ZHAOTONG_DATA", "")  # the option sets it
    code, out, _err = run("--region", ZHAOTONG, "--data", data_copy)
    assert code == 0
    assert len(read(out)) == len(load_observations(data_copy).figures_of(ZHAOTONG))
