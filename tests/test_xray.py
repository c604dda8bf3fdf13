"""The X-ray of a table of figures: every trap that public panels have set, with places and numbers that are made up."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
import pytest

from helpers.checks.findings import CONFLICT, REVISION, ROUNDING, SAME, SUSPECT, Finding
from helpers.checks.table import table_of
from helpers.checks.xray import CHECKS, XRay, near, xray
from helpers.figures.observations import Observations

PLACES = {  # code: name, level, parent
    "1": ("中原国", "nation", ""),
    "11": ("东山省", "province", "1"),
    "12": ("西山省", "province", "1"),
    **{f"11{number}": (f"东山{number}市", "prefecture", "11") for number in range(1, 10)},
    **{f"12{number}": (f"西山{number}市", "prefecture", "12") for number in range(1, 5)},
    "1101": ("柳溪市", "prefecture", "11"),
    "110101": ("北湾县", "county", "1101"),
    "110102": ("南湾县", "county", "1101"),
    "120109": ("柳溪县", "county", "121"),
}
SOURCES = {  # name: vintage, levels carried back
    "yearbook": ("2024-12", "no"),
    "panel": ("2024-12", "no"),
    "revised": ("2026-05", "yes"),
    "early": ("2022-12", "no"),
}


@pytest.fixture(scope="module")
def nowhere(observations: Observations) -> Observations:
    """Places, sources and a past that are made up, with the codebook of the project."""
    regions = pd.DataFrame(
        [
            {
                "region": code,
                "name_zh": name,
                "name_en": f"Place {code}",
                "level": level,
                "parent": parent,
                "aliases": "",
            }
            for code, (name, level, parent) in PLACES.items()
        ]
    ).set_index("region")
    described = dict.fromkeys(observations.sources.columns, "") | {"reliability": "press"}
    sources = pd.DataFrame(
        [
            described | {"source": name, "vintage": vintage, "back_revised": back}
            for name, (vintage, back) in SOURCES.items()
        ]
    ).set_index("source")
    return replace(observations, regions=regions, sources=sources, figures=observations.figures.iloc[:0])


Row = tuple[str, str, str, str]


def rows_of(*figures: Row, source: str = "yearbook", span: str = "year", caveats: str = "") -> list[dict[str, str]]:
    """Rows of observations.csv: region, indicator, period, value."""
    blank = {"status": "normal", "locator": "x", "note_zh": "", "note_en": "", "caveats": caveats}
    names = ("region", "indicator", "period", "value")
    return [dict(zip(names, figure, strict=True)) | blank | {"source": source, "span": span} for figure in figures]


def looked_at(nowhere: Observations, rows: Iterable[dict[str, str]]) -> XRay:
    table = pd.DataFrame(list(rows))
    return xray(nowhere, table.set_axis(range(2, len(table) + 2)))


def found(result: XRay, check: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.check == check]


def grown(region: str, first: float, indicator: str = "gdp_current", years: range = range(2012, 2018)) -> list[Row]:
    """A level that grows by 8 % a year, with two decimals."""
    return [(region, indicator, str(year), f"{first * 1.08 ** (year - years[0]):.2f}") for year in years]


def changed(figures: list[Row], period: str, value: str, region: str = "") -> list[Row]:
    """The same figures with another value in a period."""
    return [(*each[:3], value) if each[2] == period and region in ("", each[0]) else each for each in figures]


def test_what_is_right_gives_no_finding(nowhere):
    rows = rows_of(*grown("1", 9000), *grown("11", 900), *grown("111", 100), *grown("110101", 12))
    rates = [(region, "gdp_growth_real", str(year), "6.5") for region in ("1", "11") for year in range(2012, 2018)]
    assert looked_at(nowhere, rows + rows_of(*rates)).findings == []
    assert looked_at(nowhere, rows_of(("1", "gdp_current", "2015", "100"))).findings == []


def test_a_table_without_figures_gives_no_finding(nowhere):
    assert xray(nowhere).findings == []
    assert near(nowhere, ["1"]).figures.empty


def test_a_part_is_at_most_the_whole(nowhere):
    rows = rows_of(("11", "gdp_current", "2015", "880"), ("110101", "gdp_current", "2015", "905.5"))
    [finding] = found(looked_at(nowhere, rows), "parents")
    assert (finding.verdict, finding.rows, finding.against) == (SUSPECT, (3,), (2,))
    assert "905.5 100 million yuan is 1.03 times the 880 of Place 11, which contains it" in finding.said
    assert not found(
        looked_at(nowhere, rows_of(*[(r["region"], "gdp_per_capita", "2015", r["value"]) for r in rows])), "parents"
    )


def test_a_county_is_no_large_part_of_the_nation(nowhere):
    rows = rows_of(("1", "gdp_current", "2015", "680000"), ("110101", "gdp_current", "2015", "550800"))
    [finding] = found(looked_at(nowhere, rows), "parents")
    assert "550800 100 million yuan is 81% of the 680000 of Place 1" in finding.said
    assert "no county has more than 2% of its nation" in finding.said


def test_a_share_is_held_against_other_years_and_siblings(nowhere):
    rows = rows_of(*grown("11", 900), *changed(grown("1101", 60), "2015", "301.5"))
    [finding] = found(looked_at(nowhere, rows), "parents")
    assert "in other years its share is about 6.67%" in finding.said
    four = [("11", "population_resident", "2015", "1000")]
    four += [(f"11{n}", "population_resident", "2015", value) for n, value in enumerate(["800", "60", "70", "65"], 1)]
    [finding] = found(looked_at(nowhere, rows_of(*four)), "parents")
    assert "the next of its siblings has 7%" in finding.said


def test_revenue_is_a_part_of_gdp(nowhere):
    rows = rows_of(("1101", "gdp_current", "2015", "150"), ("1101", "budget_revenue", "2016", "15000"))
    [finding] = found(looked_at(nowhere, rows), "parents")
    assert "15000 100 million yuan is 100 times the GDP of 150" in finding.said


@pytest.mark.parametrize(("tertiary", "verdict"), [("50.0", None), ("50.1", None), ("50.9", REVISION), ("62", SUSPECT)])
def test_sectors_sum_to_gdp(nowhere, tertiary, verdict):
    names = ("gdp_current", "gdp_primary", "gdp_secondary", "gdp_tertiary")
    values = ("100.0", "20.0", "30.0", tertiary)
    rows = rows_of(*[("1101", name, "2015", value) for name, value in zip(names, values, strict=True)])
    sums = found(looked_at(nowhere, rows), "sums")
    assert [finding.verdict for finding in sums] == ([verdict] if verdict else [])
    if verdict == SUSPECT:
        assert "20.0 + 30.0 + 62 = 112 100 million yuan, 12 (12%) more than the GDP of 100.0" in sums[0].said


@pytest.mark.parametrize(("third", "verdict"), [("44.7", None), ("44.9", ROUNDING), ("41.5", SUSPECT)])
def test_shares_sum_to_a_hundred(nowhere, third, verdict):
    names = ("gdp_share_primary", "gdp_share_secondary", "gdp_share_tertiary")
    rows = rows_of(*[("1101", n, "2015", v) for n, v in zip(names, ("17.2", "38.1", third), strict=True)])
    assert [finding.verdict for finding in found(looked_at(nowhere, rows), "sums")] == ([verdict] if verdict else [])


def test_a_quarter_is_at_most_the_year_to_date_and_less_after_the_first(nowhere):
    def spans(quarter: str, period: str = "2016Q3") -> list[Finding]:
        rows = rows_of(("1", "gdp_current", period, "5299"), span="ytd")
        rows += rows_of(("1", "gdp_current", period, quarter), span="quarter", source="panel")
        return found(looked_at(nowhere, rows), "spans")

    assert spans("1862.4") == []
    assert spans("5299", "2016Q1") == []
    assert (
        "5299 100 million yuan is printed for the quarter alone, and 5299 for the year to date" in spans("5299")[0].said
    )
    assert "5399 100 million yuan over a part is more than 5,299 over the year to date" in spans("5399")[0].said
    rows = rows_of(("1101", "gdp_current", "2016Q3", "590"), ("1101", "gdp_current", "2016Q2", "610"), span="ytd")
    rows += rows_of(("1101", "gdp_current", "2016", "600"))
    said = " ".join(finding.said for finding in found(looked_at(nowhere, rows), "spans"))
    assert "is less than 610 in January to June 2016" in said
    assert "610 100 million yuan over a part is more than 600 over the year" in said


def test_a_level_follows_from_the_one_before_growth_and_prices(nowhere):
    growth = rows_of(("1101", "gdp_growth_real", "2016", "7.0"), source="panel")

    def deflators(second: str, growth: list[dict[str, str]] = growth, first: str = "2015") -> list[Finding]:
        second_year = str(int(first) + 1)
        rows = rows_of(("1101", "gdp_current", first, "200.0"), ("1101", "gdp_current", second_year, second))
        return found(looked_at(nowhere, rows + growth), "deflators")

    assert deflators("222.0") == []
    [finding] = deflators("262.0")
    assert finding.verdict == SUSPECT
    assert "is 31% more, and 7.0% real growth" in finding.said
    assert "leaves 22.4% for prices: -5 to 10% is expected" in finding.said
    census = rows_of(("1101", "gdp_growth_real", "2019", "7.0"), source="panel")
    [finding] = deflators("262.0", census, "2018")
    assert finding.verdict == REVISION  # a jump that is a revision, not growth
    assert "the level breaks in 2018" in finding.said


def test_the_rate_of_the_parent_filled_in_for_its_parts(nowhere):
    rates = [("11", "gdp_growth_real", "2023", "4.1")]
    rates += [(f"11{n}", "gdp_growth_real", "2023", "4.1" if n <= 6 else f"{n}.3") for n in range(1, 10)]
    [finding] = found(looked_at(nowhere, rows_of(*rates)), "filled_in")
    assert finding.rows == tuple(range(3, 9))
    assert "4.1% of Place 111, Place 112, Place 113" in finding.said
    one = [rates[0], rates[1], ("112", "gdp_growth_real", "2023", "3.9")]
    assert found(looked_at(nowhere, rows_of(*one)), "filled_in") == []  # by chance
    other = rows_of(("111", "gdp_growth_real", "2023", "0.9"), source="panel")
    [finding] = found(looked_at(nowhere, rows_of(*one) + other), "filled_in")
    assert "another source prints another rate" in finding.said


def test_exact_midpoints(nowhere):
    rates = [("1101", "gdp_growth_real", year, value) for year, value in zip("2345", "8765", strict=True)]
    rates = [(a, b, f"201{year}", f"{value}.{digit}") for (a, b, year, value), digit in zip(rates, "4180", strict=True)]
    assert found(looked_at(nowhere, rows_of(*rates)), "midpoints") == []
    [finding] = found(looked_at(nowhere, rows_of(*changed(rates, "2014", "6.05"))), "midpoints")
    assert "6.05 is the exact mean of 7.1 (2013) and 5.0 (2015)" in finding.said


@pytest.mark.parametrize("power", [1, 2, 3, 4, -1, -2, -4])
def test_a_unit_or_point_gone_astray(nowhere, power):
    figures = grown("1101", 200)
    wrong = f"{float(figures[3][3]) * 10.0**power:.4f}"
    result = looked_at(nowhere, rows_of(*changed(figures, "2015", wrong)))
    [finding] = found(result, "factors")
    assert (finding.verdict, finding.rows) == (SUSPECT, (5,))
    places = "1 place" if abs(power) == 1 else f"{abs(power)} places"
    assert f"the point {places} further {'left' if power > 0 else 'right'} it would fit" in finding.said


def test_a_unit_astray_in_one_source(nowhere):
    rows = rows_of(("1101", "gdp_current", "2015", "251.9")) + rows_of(
        ("1101", "gdp_current", "2015", "2519000"), source="panel"
    )
    [finding] = found(looked_at(nowhere, rows), "sources")
    assert finding.verdict == SUSPECT
    assert "10,000-fold" in finding.said


def test_a_factor_of_four_is_a_conflict(nowhere):
    rows = rows_of(("1101", "gdp_current", "2022", "561.3")) + rows_of(
        ("1101", "gdp_current", "2022", "2315.8"), source="panel"
    )
    [finding] = found(looked_at(nowhere, rows), "sources")
    assert finding.verdict == CONFLICT
    assert "the greater is 4.13 times the less" in finding.said


@pytest.mark.parametrize(("indicator", "wrong"), [("gdp_growth_real", "330"), ("gdp_share_secondary", "4139")])
def test_a_rate_or_share_that_lost_its_point(nowhere, indicator, wrong):
    usual = "4.1" if indicator == "gdp_growth_real" else "42.1"
    figures = [("1101", indicator, str(year), wrong if year == 2015 else usual) for year in range(2013, 2018)]
    [finding] = found(looked_at(nowhere, rows_of(*figures)), "factors")
    assert "was the decimal point lost?" in finding.said
    [finding] = found(looked_at(nowhere, rows_of(("1101", indicator, "2015", wrong))), "factors")  # without a past
    assert "is plausible" in finding.said


def test_an_index_for_a_rate(nowhere):
    figures = [("11", "gdp_growth_real", str(year), "105.1" if year == 2015 else "6.1") for year in range(2013, 2018)]
    [finding] = found(looked_at(nowhere, rows_of(*figures)), "indices")
    assert "105.1% less 100 is 5.1, near the 6.1 that stands beside it" in finding.said
    [finding] = found(looked_at(nowhere, rows_of(("11", "retail_growth", "2015", "108.8"))), "indices")
    assert "more than 80, the most that is plausible" in finding.said


def test_permuted_rows(nowhere):
    firsts = {"111": 100, "112": 180, "113": 330, "114": 560, "115": 75}
    figures = [each for region, first in firsts.items() for each in grown(region, first)]
    assert looked_at(nowhere, rows_of(*figures)).findings == []
    row_of = {(region, period): value for region, _i, period, value in figures}
    for region, other in (("111", "112"), ("112", "113"), ("113", "111")):
        figures = changed(figures, "2015", row_of[other, "2015"], region)
    [finding] = found(looked_at(nowhere, rows_of(*figures)), "permuted")
    assert len(finding.rows) == 3
    assert f"{row_of['112', '2015']} of Place 111 fits the" in finding.said


@pytest.mark.parametrize(("own", "other"), [("1101", "120109"), ("120109", "1101")])
def test_homonyms_of_county_and_prefecture(nowhere, own, other):
    figures = {"1101": grown("1101", 100), "120109": grown("120109", 30)}
    value = figures[other][3][3]
    rows = rows_of(*changed(figures[own], "2015", value), *figures[other])
    [finding] = found(looked_at(nowhere, rows), "homonyms")
    assert f"fits {other} (Place {other} {PLACES[other][0]}, {PLACES[other][1]} in " in finding.said
    assert "), which has the like name" in finding.said


def test_the_number_of_a_quarter_or_of_a_district(nowhere):
    figures = grown("1101", 1000)
    [finding] = found(looked_at(nowhere, rows_of(*changed(figures, "2015", "285.1"))), "parts")
    assert "is 0.226 times what stands in the years around" in finding.said
    assert "that is what a quarter is of a year" in finding.said
    rows = rows_of(*changed(figures, "2015", "43.40"), ("110101", "gdp_current", "2015", "43.9"))
    [finding] = found(looked_at(nowhere, rows), "parts")
    assert "it is nearly that of Place 110101 2015, Gross domestic product, current prices" in finding.said


def test_a_change_typed_as_a_level_and_a_level_as_a_change(nowhere):
    [finding] = found(looked_at(nowhere, rows_of(("1101", "urbanisation_rate", "2024", "0.48"))), "changes")
    assert "0.48% is little for a share, less than one in a hundred" in finding.said
    rows = rows_of(("11", "urbanisation_rate", "2023", "52.9"), ("1101", "urbanisation_rate", "2024", "0.48"))
    [finding] = found(looked_at(nowhere, rows), "changes")
    assert "the least that is recorded is 52.9" in finding.said
    rates = [("1101", "gdp_growth_real", str(year), "5.1") for year in range(2012, 2016)]
    rows = rows_of(*rates, ("1101", "gdp_growth_real", "2016", "43.6"), ("1101", "urbanisation_rate", "2016", "43.6"))
    [finding] = found(looked_at(nowhere, rows), "changes")
    assert "is this a level?" in finding.said


def pair(nowhere: Observations, indicator: str, period: str, one: tuple, other: tuple) -> XRay:
    """What is found where two sources, each with its caveats, print a cell."""
    rows = [
        row for value, source, caveats in (one, other)
        for row in rows_of(("1101", indicator, period, value), source=source, caveats=caveats)
    ]  # fmt: skip
    return looked_at(nowhere, rows)


def test_one_cell_in_several_sources(nowhere):
    def verdict(*arguments) -> str:
        result = pair(nowhere, *arguments)
        counted = {verdict for (check, verdict), count in result.counts().items() if check == "sources" and count}
        [only] = counted
        return only

    level, rate = "gdp_current", "gdp_growth_real"
    assert verdict(level, "2017", ("200.0", "yearbook", ""), ("200", "panel", "")) == SAME
    assert verdict(level, "2017", ("200.4", "yearbook", ""), ("200", "panel", "")) == ROUNDING
    assert verdict(level, "2017", ("200.4738", "yearbook", ""), ("200.470", "panel", "")) == ROUNDING  # zeros of a file
    assert verdict(level, "2017", ("200.4", "yearbook", ""), ("250", "panel", "")) == CONFLICT  # one release
    assert verdict(level, "2017", ("200.4", "early", ""), ("205", "yearbook", "")) == REVISION  # verified later
    assert verdict(level, "2017", ("200.4", "early", ""), ("265", "revised", "")) == REVISION  # a census between
    assert verdict(level, "2017", ("200.4", "early", ""), ("465", "revised", "")) == CONFLICT  # too much for one
    assert verdict(rate, "2017", ("5.2", "early", "first_release"), ("5.4", "yearbook", "")) == REVISION
    assert verdict(rate, "2017", ("5.2", "early", ""), ("5.4", "yearbook", "")) == CONFLICT
    assert verdict(rate, "2017", ("5.2", "early", "fourth_census"), ("5.4", "yearbook", "fifth_census")) == REVISION


def test_what_another_source_prints_too_is_not_asked_about(nowhere):
    figures = changed(grown("1101", 200), "2015", "900.0")
    assert found(looked_at(nowhere, rows_of(*figures)), "factors")
    both = rows_of(*figures) + rows_of(("1101", "gdp_current", "2015", "900"), source="panel")
    assert found(looked_at(nowhere, both), "factors") == []


def test_a_midpoint_is_seen_from_other_sources_and_a_suspect_row_bears_witness_to_nothing(nowhere):
    beside = rows_of(("1101", "gdp_growth_real", "2013", "7.1"), ("1101", "gdp_growth_real", "2015", "5.0"))
    middle = rows_of(("1101", "gdp_growth_real", "2014", "6.05"), source="panel")
    assert found(looked_at(nowhere, beside + middle), "midpoints")
    figures = rows_of(*changed(grown("1101", 200), "2015", "900.0"))
    other = rows_of(("1101", "gdp_current", "2015", "900.0"), source="panel")
    assert found(looked_at(nowhere, figures + other), "factors") == []
    other[0]["status"] = "suspect"
    assert found(looked_at(nowhere, figures + other), "factors")


def test_what_a_row_says_itself_is_not_open(nowhere):
    figures = rows_of(*changed(grown("1101", 200), "2015", "900.0"))
    assert looked_at(nowhere, figures).open()
    figures[3]["status"] = "suspect"
    result = looked_at(nowhere, figures)
    assert result.findings
    assert result.open() == []


def test_bounds_and_ranges_are_no_numbers_to_check(nowhere):
    rows = rows_of(("11", "gdp_current", "2015", "2+"), ("1101", "gdp_current", "2015", "200~300"))
    assert looked_at(nowhere, rows).findings == []
    rows += rows_of(("1101", "gdp_current", "2015", "400"), source="panel")  # but another source may contradict them
    assert [finding.verdict for finding in looked_at(nowhere, rows).findings] == [CONFLICT]


def test_every_check_takes_a_table_that_holds_no_figure_for_it(nowhere):
    table = table_of(nowhere, pd.DataFrame(rows_of(("1", "questionnaire_satisfaction", "2015", "98.1"))))
    assert [check(table) for check in CHECKS] == [[] for _check in CHECKS]


def test_the_figures_of_the_project(observations):
    """What they hold is known: only the panel of cities has something suspect, of few kinds, most of it marked."""
    counts = xray(observations).counts()
    quiet = ("spans", "indices", "changes", "permuted", "homonyms", "filled_in", "midpoints")
    assert not {check for (check, _verdict), count in counts.items() if count} & set(quiet)
    own = observations.figures["region"].str.startswith("53")
    found = [finding for finding in xray(observations).findings if finding.verdict == SUSPECT]
    assert len(found) < 50
    assert not {row for finding in found for row in finding.rows} & set(observations.figures.index[own])
    assert counts["sources", CONFLICT] < counts["sources", REVISION] < counts["sources", SAME]


@pytest.mark.parametrize(
    ("indicator", "whole", "part"),
    [
        ("grain_output", "96.40", "352000"),  # in tonnes
        ("electricity_use", "98.30", "12.5e4"),  # in ten thousand kWh
        ("tourist_visits", "1240.9", "3105600"),
        ("house_sales_area", "120.5", "235000"),
    ],
)
def test_a_part_in_a_smaller_unit_is_found_whatever_is_counted(nowhere, indicator, whole, part):
    rows = rows_of(("1101", indicator, "2031", whole), ("110101", indicator, "2031", part))
    [finding] = found(looked_at(nowhere, rows), "parents")
    assert finding.rows == (3,)
    assert "a part is at most the whole" in finding.said
    right = rows_of(("1101", indicator, "2031", whole), ("110101", indicator, "2031", "35.2"))
    assert not found(looked_at(nowhere, right), "parents")


def test_a_figure_of_another_unit_is_said_in_that_of_its_indicator(nowhere):
    """Its printed digits with a power of ten would be read as another number."""
    rows = rows_of(("1101", "gdp_current", "2031", "300"), ("110101", "gdp_current", "2031", "59043e-1"))
    [finding] = found(looked_at(nowhere, rows), "parents")
    assert finding.said.startswith("5904.3 100 million yuan")
