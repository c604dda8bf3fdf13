"""Data that does not fit is refused whole, with file, row, column, value and what is allowed."""

import json
from pathlib import Path

import frictionless
import pytest
from conftest import PROJECT

from helpers.figures.observations import load_observations
from helpers.figures.package import DataError


def change(folder: Path, old: str, new: str, file: str = "observations.csv", row: int | None = None) -> int:
    """Replace in the first row of a file that has the text; returns that row's number."""
    path = folder / file
    lines = path.read_text(encoding="utf-8").splitlines()
    number = row or next(i for i, line in enumerate(lines, start=1) if old in line)
    assert old in lines[number - 1]
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number


def refusal(folder: Path) -> str:
    with pytest.raises(DataError) as refused:
        load_observations(folder)
    return str(refused.value)


RATE = "530600,gdp_growth_real,2021,year,10.1,normal,csmar-yearbook"


def test_the_data_as_they_stand_are_accepted():
    lines = (PROJECT / "data/observations.csv").read_text(encoding="utf-8").splitlines()
    assert len(load_observations(PROJECT / "data").figures) == len(lines) - 1


def test_a_description_without_a_table_is_named(data_copy):
    path = data_copy / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] != "bases"]
    path.write_text(json.dumps(package), encoding="utf-8")
    assert 'data/datapackage.json describes no table "bases"' in refusal(data_copy)


def test_a_release_that_ends_before_it_begins_is_named(data_copy):
    path = data_copy / "bases.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2000,2019,", ",2019,2000,", 1), encoding="utf-8")
    assert '"last_year": "2000" is not allowed: a year that is not before first_year' in refusal(data_copy)


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        (",10.1,", ',"5,2",', "value", '"5,2" is not allowed: the printed digits'),
        (",10.1,", ",about 10,", "value", '"about 10" is not allowed'),
        (",10.1,", ",１０.１,", "value", 'full-width characters; write "10.1"'),
        (",10.1,", ",,", "value", "a value is required"),
        (",10.1,", ",400,", "value", "gdp_growth_real lies between -30 and 60"),
        (",2021,", ",２０２１,", "period", 'full-width characters; write "2021"'),
        (",2021,", ",2021Q3,", "period", "span year is written 2023"),
        (",2021,year,", ",2021-02-30,ytd,", "period", "it is no stretch of the calendar"),
        (",2021,year,", ",2021-06/2021-05,interval,", "period", "it is no stretch of the calendar"),
        (",2021,year,", ",2021-06,interval,", "period", "span interval is written 2023-05/2023-11-12"),
        (",year,", ",annual,", "span", "one of year, ytd, quarter, month, interval, event, point is expected"),
        (",normal,", ",nromal,", "status", 'did you mean "normal"'),
        ("csmar-yearbook", "csmar-yaerbook", "source", 'no such source in sources.csv; did you mean "csmar-yearbook"'),
        ("530600,", "530699,", "region", "no such region in regions.csv"),
        ("gdp_growth_real", "gdp_growth_reel", "indicator", 'did you mean "gdp_growth_real"'),
        ("as_published", "as_publihsed", "caveats", 'did you mean "as_published"'),
    ],
)
def test_a_bad_cell_is_named(data_copy, old, new, column, message):
    row = change(data_copy, RATE, RATE)
    change(data_copy, old, new, row=row)
    text = refusal(data_copy)
    assert f'data/observations.csv, row {row}, column "{column}"' in text
    assert message in text


def test_a_comma_inside_a_value_is_recognised(data_copy):
    row = change(data_copy, ",10.1,", ",5,2,", row=change(data_copy, RATE, RATE))
    assert f"row {row}: 12 fields where 11 are expected (a comma inside a value?" in refusal(data_copy)


def test_a_duplicate_names_both_rows(data_copy):
    path = data_copy / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[99]]) + "\n", encoding="utf-8")
    assert f"row {len(lines) + 1}: same region, indicator, period, span, source, locator as row 100" in refusal(
        data_copy
    )


def test_a_source_that_prints_two_values_must_say_so(data_copy):
    row = change(data_copy, "23,conflict", "23,normal")
    other = change(data_copy, "206.2,conflict", "206.2,normal")
    text = refusal(data_copy)
    assert str(row) in text
    assert str(other) in text
    assert "give both rows the status conflict" in text


def test_a_missing_file_is_named(data_copy):
    (data_copy / "sources.csv").unlink()
    assert "there is no data/sources.csv" in refusal(data_copy)


def test_a_missing_description_is_named(data_copy):
    (data_copy / "datapackage.json").unlink()
    assert "there is no datapackage.json" in refusal(data_copy)


def test_a_broken_description_is_named(data_copy):
    (data_copy / "datapackage.json").write_text("{", encoding="utf-8")
    assert "data/datapackage.json is not readable as JSON" in refusal(data_copy)


def test_missing_and_unknown_columns_are_named_with_the_nearest(data_copy):
    change(data_copy, "locator", "locater", row=1)
    text = refusal(data_copy)
    assert 'data/observations.csv has no column "locator"' in text
    assert 'unknown column "locater"; did you mean "locator"' in text


def test_an_empty_file_is_refused(data_copy):
    (data_copy / "regions.csv").write_text("", encoding="utf-8")
    assert 'data/regions.csv has no column "region"' in refusal(data_copy)


def test_a_number_of_the_codebook_must_be_one(data_copy):
    row = change(data_copy, ",-30,60,", ",low,60,", "indicators.csv")
    assert f'data/indicators.csv, row {row}, column "minimum": "low"' in refusal(data_copy)


@pytest.mark.parametrize(
    "rewrite",
    [lambda text: text.encode("utf-8-sig"), lambda text: text.replace("\n", "\r\n").encode()],
    ids=["byte order mark", "carriage returns"],
)
def test_what_excel_does_to_a_file_changes_nothing(data_copy, rewrite):
    observations = load_observations(data_copy)
    for path in data_copy.glob("*.csv"):
        path.write_bytes(rewrite(path.read_text(encoding="utf-8")))
    changed = load_observations(data_copy)
    assert len(changed.figures) > 1000
    assert changed.figures.equals(observations.figures)
    assert changed.regions.equals(observations.regions)


@pytest.mark.filterwarnings("ignore")  # frictionless has its own
@pytest.mark.parametrize("rewrite", [lambda text: text.encode("gb18030"), lambda text: text.encode() + b"\xff\xff\n"])
def test_another_encoding_is_refused_with_the_way_out_as_frictionless_does(data_copy, rewrite):
    path = data_copy / "regions.csv"
    path.write_bytes(rewrite(path.read_text(encoding="utf-8")))
    said = "data/regions.csv is not in UTF-8, as datapackage.json says it is"
    assert f'{said}: save it as "CSV UTF-8"' in refusal(data_copy)
    report = frictionless.validate(str(data_copy / "datapackage.json"))
    assert {error for [error] in report.flatten(["type"])} == {"encoding-error"}


def test_many_faults_are_counted(data_copy):
    path = data_copy / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",normal,", ",fine,"), encoding="utf-8")
    assert "more faults" in refusal(data_copy).splitlines()[-1]


def test_a_hostile_cell_cannot_break_the_message(data_copy):
    change(data_copy, ",10.1,", ',"\x1b[31m' + "x" * 500 + '",', row=change(data_copy, RATE, RATE))
    line = refusal(data_copy)
    assert "\x1b" not in line
    assert len(line) < 600
