"""What stands in data/: complete, sorted, followed to its sources, and as printed."""

import csv
import re
from collections import Counter
from pathlib import Path

import frictionless
import pytest
from conftest import PROJECT
from corpus_marks import HALVES, texts

from helpers.figures.package import load_package

DATA = PROJECT / "data"


@pytest.mark.filterwarnings("ignore")  # frictionless has its own
def test_frictionless_finds_the_package_valid():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:10]


def test_figures_are_sorted_so_that_a_new_one_is_a_small_diff(observations):
    key = ["region", "indicator", "span", "period", "source", "locator"]
    rows = observations.figures[key].itertuples(index=False, name=None)
    assert list(rows) == sorted(observations.figures[key].itertuples(index=False, name=None))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_files_are_utf8_with_plain_line_ends(path: Path):
    content = path.read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_every_source_is_used_and_every_indicator_is_needed(observations):
    """An indicator without a figure is one that communiqués print, so that readers of them have where to put it."""
    assert set(observations.sources.index) == set(observations.figures["source"])
    printed = {mark.indicator for half in HALVES for text in texts(half).values() for mark in text.marks}
    used = set(observations.figures["indicator"])
    assert used <= set(observations.indicators.index) <= used | printed


def test_every_figure_has_a_place_in_its_source(observations):
    assert (observations.figures["locator"] != "").all()


def test_the_figures_are_all_there(observations):
    """5,001 collected figures and the 141 of the two articles, and what was added since; digits as printed."""
    assert len(observations.figures) >= 5142
    first_half = observations.figures.query("region == '100000' and source == 'nbs-2020' and period == '2013'")
    assert "592963.229548957" in first_half["value"].to_list()


def test_wind_power_printed_twice_is_kept_twice(observations):
    rows = observations.figures[observations.figures["indicator"] == "wind_power_growth"]
    assert sorted(rows["value"]) == ["206.2", "23"]
    assert set(rows["status"]) == {"conflict"}
    assert set(rows["caveats"]) == {"measure_open|printed_twice"}


def test_a_figure_printed_in_a_larger_unit_keeps_its_digits(observations):
    row = observations.figures.query("region == '530000' and source == 'china-daily-1' and indicator == 'gdp_current'")
    assert row[["value", "number", "low", "high"]].to_numpy().tolist() == [["1.79e4", 17900.0, 17850.0, 17950.0]]


def test_growth_from_levels_is_forbidden_for_investment_and_names_the_official_rates(observations):
    indicators = observations.indicators
    for level in ("fai_level", "fai_total_level"):
        assert indicators.at[level, "growth_from_levels"] == "no"
        assert indicators.at[level, "growth_indicator"] in indicators.index


def test_every_level_says_whether_growth_may_be_computed_and_nothing_else_does(observations):
    indicators = observations.indicators
    assert (indicators.loc[indicators["measure"] == "level", "growth_from_levels"] != "").all()
    assert (indicators.loc[indicators["measure"] != "level", "growth_from_levels"] == "").all()


def test_the_three_sectors_sum_to_gdp_within_rounding(observations):
    figures = observations.figures.query("region == '530600' and source == 'csmar-yearbook'")
    table = figures.pivot(index="period", columns="indicator", values="number")
    parts = table[["gdp_primary", "gdp_secondary", "gdp_tertiary"]].sum(axis=1, min_count=3)
    difference = (parts - table["gdp_current"]).abs().dropna()
    assert (difference < 0.06).all(), difference[difference >= 0.06]


def test_coded_columns_have_words_in_both_languages():
    package, _tables = load_package(DATA)
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            for category in field.get("categories", []):
                assert category["label"], (field["name"], category)
                assert category["label_zh"], (field["name"], category)
            if "enum" in field.get("constraints", {}) and "categories" in field:
                assert [category["value"] for category in field["categories"]] == field["constraints"]["enum"]


def test_no_caveat_is_defined_for_nothing(observations):
    used = Counter(code for codes in observations.figures["caveats"] for code in codes.split("|") if code)
    assert set(observations.vocabularies["caveats"]) == set(used)


def test_notes_come_in_both_languages():
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert bool(row["note_zh"]) == bool(row["note_en"]), row


def test_every_publisher_has_its_name_in_both_languages(observations):
    """In Chinese what is said about it is Chinese; a name in Latin letters is one that it goes by in English too."""
    assert (observations.sources["publisher_zh"] != "").all()
    for source in map(observations.source, observations.sources.index):
        assert not re.search("[\u4e00-\u9fff]", source.publisher_en)
        assert source.publisher_zh == source.publisher_en or re.search("[\u4e00-\u9fff]", source.publisher_zh)
        latin = re.findall(r"[A-Za-z][A-Za-z0-9.-]+", source.publisher_zh)
        assert [name for name in latin if name not in source.publisher_en] == []
        assert re.search(r"[()]|\b(copy|repost|agency|database|repository)\b", source.publisher_zh) is None


def test_a_source_says_in_chinese_what_its_title_does_not(observations):
    """Words of the project's own stand in both languages; a title of the publication's own stands as it is."""
    for source in map(observations.source, observations.sources.index):
        described = source.title_zh != source.title_en
        assert not described or re.search("[\u4e00-\u9fff]", source.title_zh)
        assert described or not re.search(r"\((NBS|Xinhua|copy|mirror|headline)\b", source.title_en)
