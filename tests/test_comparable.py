"""Which release a figure is, and that only figures of one release are held against each other."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.figures.bases import bases_of
from helpers.figures.comparable import select_comparable, select_pair
from helpers.figures.observations import Observations, load_observations
from helpers.figures.series import select_series

OBSERVATIONS = load_observations()
ORDER = ["first_release", "fourth_census", "fifth_census"]
ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"
GROWTH = "gdp_growth_real"


def year(number: int) -> pd.Period:
    return pd.Period(str(number), "Y")


def pair(own: str, benchmark: str, observations: Observations = OBSERVATIONS):
    return select_pair(observations, *(select_series(observations, code, GROWTH) for code in (own, benchmark)))


def listed(*lines: str) -> pd.DataFrame:
    columns = ["source", "indicator", "level", "region", "first_year", "last_year", "basis", "why"]
    return pd.DataFrame([line.split(",") for line in lines], columns=columns)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a,growth,province,,2000,2010,first_release,release", ["first_release", "", "", ""]),
        ("a,,,,2000,2010,first_release,release", ["first_release", "first_release", "", "first_release"]),
        ("a,,,2,2000,2010,first_release,release", ["", "first_release", "", ""]),
        ("a,level,,,2000,2020,first_release,release", ["", "", "", "first_release"]),
        ("b,,,,2000,2020,first_release,release", ["", "", "", ""]),
    ],
)
def test_a_line_is_about_the_figures_that_it_names(line, expected):
    regions = pd.DataFrame({"level": ["province", "prefecture"]}, index=["1", "2"])
    figures = pd.DataFrame(
        [
            ("a", "growth", "1", "2005"),
            ("a", "growth", "2", "2010Q3"),
            ("a", "growth", "1", "2011"),
            ("a", "level", "1", "2000"),
        ],
        columns=["source", "indicator", "region", "period"],
        index=range(2, 6),
    )
    assert bases_of(figures, regions, listed(line), ORDER).to_list() == expected


def test_a_figure_that_a_revision_left_as_it_was_is_of_both_releases():
    regions = pd.DataFrame({"level": ["province"]}, index=["1"])
    figures = pd.DataFrame(
        [("a", "growth", "1", "2005")], columns=["source", "indicator", "region", "period"], index=[2]
    )
    lines = [f"a,growth,,,2000,2010,{basis},release" for basis in ("fourth_census", "first_release")]
    assert bases_of(figures, regions, listed(*lines), ORDER).to_list() == ["first_release|fourth_census"]


@pytest.mark.parametrize(
    ("number", "own", "province", "revised"), [(2012, 16.1, 13.0, 12.0), (2016, 8.6, 8.7, 8.5), (2024, 4.6, 3.3, 3.2)]
)
def test_a_first_release_is_held_against_a_first_release(number, own, province, revised):
    found, at = pair(ZHAOTONG, YUNNAN), year(number)
    assert found.bases[at].code == "first_release"
    assert (found.own.figures[at].value, found.benchmark.figures[at].value) == (own, province)
    assert found.revised[at].value == revised
    assert found.revised_gaps[at].value == pytest.approx(own - revised)


def test_without_a_common_release_a_pair_is_mixed_and_in_nothing_that_counts():
    found = pair(ZHAOTONG, YUNNAN)
    assert year(2023) in found.mixed
    assert year(2023) in found.gaps
    assert year(2023) not in found.alike
    assert year(2023) not in found.revised_gaps
    assert [at.year for at in found.run] == list(range(2012, 2020))


def test_of_the_releases_that_both_have_the_newest_is_taken():
    found = pair(YUNNAN, CHINA)
    codes = {at.year: basis.code for at, basis in found.bases.items()}
    assert (codes[2008], codes[2016], codes[2024], codes[2025]) == (
        "fourth_census",
        "fifth_census",
        "fifth_census",
        "first_release",
    )
    assert found.mixed == []


def test_what_was_known_then_comes_before_the_release():
    then = OBSERVATIONS.as_known(pd.Period("2025-02", "M"))
    found = pair(YUNNAN, CHINA, then)
    assert {at.year: basis.code for at, basis in found.bases.items()}[2024] == "first_release"


def test_a_suspect_figure_gives_no_pair_where_another_is_selected():
    suspect = OBSERVATIONS.figures["source"].eq("taiwan-cn-1")
    figures = OBSERVATIONS.figures.assign(status=OBSERVATIONS.figures["status"].mask(suspect, "suspect"))
    found = pair(ZHAOTONG, YUNNAN, replace(OBSERVATIONS, figures=figures))
    assert year(2012) in found.mixed


def test_what_is_not_listed_is_of_no_release():
    unlisted = replace(OBSERVATIONS, figures=OBSERVATIONS.figures.assign(basis=""))
    found = pair(YUNNAN, CHINA, unlisted)
    assert found.bases == {}
    assert found.mixed == found.both
    group = select_comparable(unlisted, unlisted.regions_within(YUNNAN), GROWTH)
    assert group.bases == {}
    assert not any(group.alike(region) for region in group.series)


def test_peers_are_held_against_each_other_on_the_release_that_most_have():
    provinces = select_comparable(OBSERVATIONS, OBSERVATIONS.regions_within(CHINA), GROWTH)
    assert provinces.bases[year(2010)].code == "fourth_census"
    assert provinces.bases[year(2019)].code == "fifth_census"
    yunnan = OBSERVATIONS.region(YUNNAN)
    assert year(2025) in provinces.series[yunnan].figures
    assert year(2025) not in provinces.alike(yunnan)  # a bulletin stands alone among databases


def test_every_source_of_growth_that_leads_is_listed():
    rates = OBSERVATIONS.figures[OBSERVATIONS.figures["indicator"] == GROWTH]
    unlisted = set(rates.loc[rates["basis"] == "", "source"])
    assert unlisted == {"domain-b-1", "zhaotong-2023h1-page"}  # recalled years later, and on a page of unknown date
