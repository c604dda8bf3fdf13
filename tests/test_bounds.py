"""What unpublished figures must lie between: cases of the project's data, and made-up ones with known answers."""

import math

import pytest

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded, read_printed
from helpers.figures.rows import rounded_figure
from helpers.models.bounds import ConflictError, Unpublished

ANY = "assumed: no county shrank by more than 5 % or grew by more than 30 %"


def figure_of(observations: Observations, region: str, indicator: str, period: str, source: str) -> Rounded:
    figures = observations.figures_of(region, indicator, source=source)
    return rounded_figure(figures[figures["period"] == period].iloc[0])


def test_the_last_part_of_a_total_is_bounded_by_its_rounding():
    found = Unpublished()
    found.known("first", read_printed("10.2"), "the first part, as printed")
    found.unknown("second", 0.0, math.inf, "no part is negative")
    found.relation({"first": 1, "second": 1}, 24.95, 25.05, "the total, as printed")
    bound = found.bound({"second": 1})
    assert (bound.low, bound.high) == pytest.approx((14.7, 14.9))
    assert bound.assumptions == ("the first part, as printed", "no part is negative", "the total, as printed")


def test_what_nothing_bounds_stays_open():
    found = Unpublished()
    found.unknown("part", 0.0, math.inf, "no part is negative")
    assert found.bounds()["part"].high == math.inf
    assert found.bounds()["part"].low == pytest.approx(0, abs=1e-6)


def test_a_year_to_date_from_its_quarters():
    found = Unpublished()
    for quarter, printed in (("Q1", "100.1"), ("Q2", "110.4")):
        found.known(quarter, read_printed(printed), f"{quarter}, as printed")
    found.unknown("Q3", 0.0, math.inf, "no quarter is negative")
    found.unknown("ytd", 0.0, 340.0, "the year to date is at most the year")
    found.relation({"Q1": 1, "Q2": 1, "Q3": 1, "ytd": -1}, 0, 0, "quarters add up")
    bound = found.bound({"ytd": 1})
    assert (bound.low, bound.high) == pytest.approx((210.4, 340.0))


def test_what_cannot_hold_together_is_named_and_nothing_else():
    found = Unpublished()
    for name in "abc":
        found.unknown(name, 0.0, 30.0, f"{name} is between 0 and 30 %")
    found.order(["a", "b"], "a ranks before b")
    found.mean({"a": 1, "b": 1}, read_printed("8.0"), "the mean is 8.0 %")
    found.relation({"b": 1}, 10.0, math.inf, "b grew in double digits")
    with pytest.raises(ConflictError, match=r"a ranks before b; the mean is 8\.0 %; b grew in double digits") as error:
        found.bounds()
    assert len(error.value.relations) == 3
    with pytest.raises(ValueError, match="no such unknown: d"):
        found.relation({"d": 1}, 0, 1, "")


def test_the_unranked_counties_of_zhaotong(observations):
    """Four of eleven counties are ranked, six grew in double digits, and the city grew by 8.0 %."""
    counties = [county.code for county in observations.regions_within("530600")]
    ranks = observations.figures_of(indicator="county_growth_rank")
    ranks = ranks[ranks["period"] == "2023Q3"].sort_values("number")
    ranked = ranks["region"].to_list()
    rest = [county for county in counties if county not in ranked]
    source = "zhaotong-growth-2023q1-q3"
    city = figure_of(observations, "530600", "gdp_growth_real", "2023Q3", source)
    levels = [figure_of(observations, each, "gdp_current", "2020", "county-yearbook-2020") for each in counties]
    weights = {county: level.value for county, level in zip(counties, levels, strict=True)}
    found = Unpublished()
    for county in counties:
        found.unknown(county, -5.0, 30.0, ANY)
    found.order(ranked, "the ranks that are published")
    for county in rest:
        found.order([ranked[-1], county], "who is not named ranks behind the four that are")
    for county in ranked:
        found.relation({county: 1}, 10.0, math.inf, "six grew in double digits, so the first four did")
    found.mean(weights, city, "weighted by the GDP of 2020 the counties give the city's rate")
    bounds = found.bounds()
    assert all(bounds[county].low >= 10 - 1e-6 for county in ranked)
    assert all(bounds[county].low < city.value for county in rest)  # no point, and no rank, is claimed of them
    whole = sum(weights[county] for county in rest)
    together = found.bound({county: weights[county] / whole for county in rest})
    assert together.high < city.value  # but all who are not named are below the city together
    assert ANY in together.assumptions


def test_a_missing_prefecture_is_bounded_by_the_others_and_the_province(observations):
    """Diqing left out of a year in which all sixteen are known: what is found must hold what was published."""
    places = [place.code for place in observations.regions_within("530000")]
    hidden, source = "533400", "csmar-yearbook"
    found, weights = Unpublished(), {}
    for place in places:
        weights[place] = figure_of(observations, place, "gdp_current", "2020", source).value
        if place == hidden:
            found.unknown(place, -30.0, 60.0, "the range of the codebook")
        else:
            rate = figure_of(observations, place, "gdp_growth_real", "2021", source)
            found.known(place, rate, "fifteen rates, as printed")
    province = figure_of(observations, "530000", "gdp_growth_real", "2021", "kunming-information-port-2")
    found.mean(weights, province, "weighted by the GDP of 2020 they give the province's rate, within 0.2 points", 0.2)
    bound, published = found.bound({hidden: 1}), figure_of(observations, hidden, "gdp_growth_real", "2021", source)
    assert bound.low <= published.value <= bound.high
    assert bound.high - bound.low > 5  # a part of a hundredth: hardly bounded, and said to be so
