import math

import pandas as pd
import pytest

from helpers.figures.printed import Rounded, read_printed
from helpers.figures.series import select_series
from helpers.models.gaps import cumulative_gap, growth_gap, implied_benchmark
from helpers.questions.growth.claims import latest_claim
from helpers.text.messages import RefusedError


def yearly(rates: list[float]) -> pd.Series:
    return pd.Series(rates, index=pd.period_range("2001", periods=len(rates), freq="Y"), dtype=float)


def test_a_gap_is_in_points_with_the_rounding_of_both(observations):
    own = select_series(observations, "530600", "gdp_growth_real", window=(2015, 2015))  # printed 8
    benchmark = select_series(observations, "530000", "gdp_growth_real", window=(2015, 2015))  # printed 8.7
    gap = growth_gap(own, benchmark).iloc[0]
    assert gap.to_list() == pytest.approx([-0.7, -1.25, -0.15])


def test_gaps_are_given_only_where_both_are_known(observations):
    own = select_series(observations, "530600", "gdp_growth_real", window=(1994, 2024))
    benchmark = select_series(observations, "530000", "gdp_growth_real", window=(1994, 2024))
    assert [gap.year for gap in growth_gap(own, benchmark).index] == list(range(2000, 2025))


def test_different_quantities_have_no_gap(observations):
    real = select_series(observations, "100000", "gdp_growth_real")
    nominal = select_series(observations, "100000", "retail_growth")
    with pytest.raises(RefusedError, match="do not measure the same thing"):
        growth_gap(real, nominal)


def test_the_cumulative_gap_is_a_ratio_of_chains():
    assert cumulative_gap(yearly([10, 10]), yearly([5, 5])) == pytest.approx(100 * (1.21 / 1.1025 - 1))


def test_the_cumulative_gap_is_refused_over_a_hole():
    with pytest.raises(RefusedError):
        cumulative_gap(yearly([10, 10, 10]), yearly([5, math.nan, 5]))


@pytest.mark.parametrize(
    ("own", "gap", "implied", "half_width"),
    [("8.0", "2.8", 5.2, 0.10), ("8.0", "3.6", 4.4, 0.10), ("8", "3.6", 4.4, 0.55)],
)
def test_a_stated_gap_implies_a_benchmark(own, gap, implied, half_width):
    benchmark = implied_benchmark(read_printed(own), read_printed(gap))
    expected = (implied, implied - half_width, implied + half_width)
    assert (benchmark.value, *benchmark.bounds) == pytest.approx(expected)


def test_the_claim_of_2023_then_now_and_implied(observations):
    claim = latest_claim(observations, "530600", ["530000", "100000"])
    province, nation = claim.benchmarks
    assert (claim.printed, str(claim.period), str(claim.known)) == ("8", "2023Q3", "2023-11")
    assert claim.stated_rank.value == 1
    assert (nation.then.value, nation.now.value, nation.implied.value) == (5.2, 5.4, 5.2)
    assert (province.then, province.now) == (None, None)
    assert province.implied == Rounded(4.4, 3.85, 4.95)
    assert province.implied.rows == claim.own.rows | province.stated_gap.rows
    assert (claim.peers, claim.peers_known) == (15, 0)


def test_a_stated_lead_over_the_province_says_nothing_about_another_province(observations):
    claim = latest_claim(observations, "530600", ["520000"])
    assert claim.benchmarks[0].implied is None


def test_before_it_was_published_there_is_no_claim(observations):
    assert latest_claim(observations.as_known(pd.Period("2023-10", "M")), "530600", []) is None
    assert latest_claim(observations.as_known(pd.Period("2023-11", "M")), "530600", []) is not None
