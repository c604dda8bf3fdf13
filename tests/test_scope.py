"""What may be reckoned with what, and what is refused, each with its reason."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures import scope
from helpers.figures.periods import read_window
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figure, find_figures
from helpers.text.language import use_language
from helpers.text.messages import RefusedError

ZHAOTONG = "530600"


@pytest.fixture
def figure(observations):
    return lambda indicator, **given: find_figure(observations, indicator, ZHAOTONG, **given)


def test_agreed_over_completed_is_refused(observations, figure):
    completed = find_figures(observations, "fai_level", ZHAOTONG)[-1]
    with pytest.raises(RefusedError, match=r"different stages, signed \(agreed\) and completed"):
        scope.ratio(figure("signed_investment"), completed)


def test_growth_from_the_ceremony_to_the_total_is_refused(figure):
    with pytest.raises(RefusedError) as refused:
        scope.growth(figure("ceremony_investment_signed"), figure("signed_investment"))
    assert "not the same quantity" in str(refused.value)
    assert "different windows, event of 28 March 2022 and 1 January to 12 November 2023" in str(refused.value)


def test_refusals_are_said_in_chinese_too(figure):
    use_language("zh")
    with pytest.raises(RefusedError, match="阶段不同，签约（协议）与在谈；一为流量，一为存量"):
        scope.ratio(figure("signed_investment"), figure("negotiating_investment"))


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("signed_investment", "signed_projects", "different units"),
        ("projects_full_investment", "works_annual_plan_quarter", "different stages"),
        ("negotiating_projects", "signed_projects", "one is a flow, the other a stock"),
        ("market_entities_new", "sole_traders_incorporated", "different windows"),
    ],
)
def test_a_sum_of_unlike_figures_is_refused(figure, first, second, reason):
    with pytest.raises(RefusedError, match=reason):
        scope.total([figure(first), figure(second)])


def test_real_and_nominal_growth_are_not_subtracted_or_added(figure):
    real = figure("gdp_growth_real", span="ytd", period="2023Q3")
    with pytest.raises(RefusedError, match="one at constant, the other at current prices"):
        scope.total([figure("retail_growth"), real])


def test_like_figures_are_added_and_divided(figure):
    kinds = [figure("market_entities_new_companies"), figure("market_entities_new_sole_traders")]
    assert scope.total(kinds) == Rounded(57524, 57524, 57524)
    average = scope.ratio(figure("signed_investment"), figure("signed_projects"))
    assert average.low < 1240.9 / 191 < average.high


def test_growth_of_like_windows_is_computed(figure):
    later = figure("market_entities_new")
    earlier = dataclasses.replace(later, period="2022-11-06", window=read_window("2022-11-06", "ytd"))
    earlier = dataclasses.replace(earlier, rounded=Rounded(50000, 50000, 50000))
    assert scope.growth(earlier, later).value == pytest.approx(15.618)
    other_season = dataclasses.replace(earlier, period="2022-10-31", window=read_window("2022-10-31", "ytd"))
    with pytest.raises(RefusedError, match="different windows"):
        scope.growth(other_season, later)


@pytest.mark.parametrize(
    ("region", "source", "years", "allowed"),
    [
        (ZHAOTONG, "csmar-yearbook", ("2017", "2019"), False),  # the census of 2018 lies between
        (ZHAOTONG, "csmar-yearbook", ("2018", "2019"), False),  # the yearbook carries it in the year after
        (ZHAOTONG, "csmar-yearbook", ("2019", "2021"), True),  # both are after it
        ("530000", "nbs-2026", ("2022", "2024"), True),  # the census of 2023 is carried back
    ],
)
def test_growth_is_computed_from_levels_of_one_basis_alone(observations, region, source, years, allowed):
    earlier, later = (find_figure(observations, "gdp_current", region, source, year) for year in years)
    if allowed:
        assert scope.growth(earlier, later).rows == {*earlier.rows, *later.rows}
    else:
        with pytest.raises(RefusedError, match="growth must not be computed from these levels"):
            scope.growth(earlier, later)


def test_levels_of_two_sources_are_not_set_in_proportion(observations):
    earlier = find_figure(observations, "gdp_current", "530000", "nbs-2020", "2018")
    later = find_figure(observations, "gdp_current", "530000", "nbs-2026", "2019")
    with pytest.raises(RefusedError, match="growth must not be computed from these levels"):
        scope.growth(earlier, later)


def test_a_break_parts_what_lies_before_it_from_its_own_year(observations):
    gdp = observations.indicator("gdp_current")
    assert tuple(gdp.breaks_of("")) == (2004, 2008, 2013, 2018, 2023)
    assert gdp.breaks_between(2017, 2018, "thesis-yearbook-panel") == ()
    assert gdp.breaks_between(2018, 2019, "thesis-yearbook-panel") == (2019,)
    assert gdp.breaks_between(2017, 2019) == gdp.breaks_between(2017, 2018) == (2018,)
    assert gdp.breaks_between(2018, 2021) == ()
    assert not observations.indicator("gdp_growth_real").breaks


def test_growth_from_levels_that_forbid_it_is_refused(observations):
    first, *_rest, last = find_figures(observations, "fai_level", ZHAOTONG)
    with pytest.raises(RefusedError, match="growth must not be computed from these levels"):
        scope.growth(first, last)


def test_a_part_lies_inside_the_days_of_its_whole(figure):
    scope.check_part(figure("expo_projects_signed"), figure("signed_projects"))
    with pytest.raises(RefusedError, match="different windows"):
        scope.check_part(figure("ceremony_projects_signed"), figure("signed_projects"))
    with pytest.raises(RefusedError, match="different windows"):  # a plan for the year of what began in a quarter
        scope.check_part(figure("works_annual_plan_quarter"), figure("works_full_investment_quarter"))


def test_only_a_population_of_the_same_year_divides_a_flow(observations, figure):
    county = "530602"
    gdp = find_figure(observations, "gdp_current", county)
    residents = find_figure(observations, "population_resident", county)
    assert scope.per_head(gdp, residents).value == pytest.approx(365.844 / 91.1766)
    with pytest.raises(RefusedError, match="not a population"):
        scope.per_head(gdp, figure("negotiating_projects"))
    with pytest.raises(RefusedError, match="different windows"):
        scope.per_head(gdp, figure("population_resident", source="thesis-yearbook-panel", period="2021"))


numbers = st.integers(1, 10**6).map(lambda tenths: tenths / 10)
errors = st.floats(-0.05, 0.05)


@given(numbers, numbers, errors, errors)
def test_the_interval_of_a_result_holds_the_truth(first, second, one, other):
    """Whatever the true numbers behind the printed digits, the result of the true ones lies inside."""
    rounded = [Rounded(value, value - 0.05, value + 0.05) for value in (first, second)]
    true = first + one, second + other
    for result, truth in (
        (rounded[0] + rounded[1], true[0] + true[1]),
        (rounded[0] - rounded[1], true[0] - true[1]),
        (rounded[0] * rounded[1], true[0] * true[1]),
        (rounded[0] / rounded[1], true[0] / true[1]),
    ):
        slack = 1e-6 * max(1, abs(truth))
        assert result.low - slack <= truth <= result.high + slack


@given(st.floats(1, 1000))
def test_two_roundings_of_one_number_agree(value):
    fine, coarse = round(value, 2), round(value, 1)
    one, other = Rounded(fine, fine - 0.005, fine + 0.005), Rounded(coarse, coarse - 0.05, coarse + 0.05)
    assert one.agrees_with(other)
    assert other.agrees_with(one)


def test_neighbouring_prints_do_not_agree_and_an_exact_count_must_be_hit():
    assert not Rounded(7.5, 7.45, 7.55).agrees_with(Rounded(7.6, 7.55, 7.65))
    assert Rounded(186.6, 186.6, 186.6).agrees_with(Rounded(187, 186.5, 187.5))
    assert not Rounded(186.48, 186.48, 186.48).agrees_with(Rounded(187, 186.5, 187.5))


@pytest.mark.parametrize(
    ("period", "span", "days", "months"),
    [
        ("2023-11-06", "ytd", 310, 11),
        ("2023Q3", "ytd", 273, 9),
        ("2022Q1", "quarter", 90, 3),
        ("2024", "year", 366, 12),
        ("2023-08", "month", 31, 1),
        ("2023-05/2023-11-12", "interval", 196, 7),
        ("2022-03-28", "event", 1, 1),
    ],
)
def test_windows_are_counted_in_days_with_both_ends(period, span, days, months):
    window = read_window(period, span)
    assert (window.days, window.months) == (days, months)


@pytest.mark.parametrize(
    ("period", "span", "en", "zh"),
    [
        ("2023-11-06", "ytd", "1 January to 6 November 2023", "2023年1月1日至11月6日"),
        ("2022-03-28", "event", "event of 28 March 2022", "2022年3月28日的活动"),
        ("2023", "event", "event of 2023", "2023年的活动"),
        ("2022", "point", "as of 2022", "截至2022年"),
        ("2023-08", "point", "as of August 2023", "截至2023年8月"),
        ("2022Q1", "quarter", "January to March 2022", "2022年一季度"),
    ],
)
def test_windows_in_words(observations, period, span, en, zh):
    anything: Figure = find_figures(observations, "signed_projects", ZHAOTONG)[0]
    shown = dataclasses.replace(anything, period=period, span=span)
    assert shown.days == en
    use_language("zh")
    assert shown.days == zh
