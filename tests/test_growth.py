import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.growth import (
    chained_index,
    geometric_mean_growth,
    two_year_average,
)
from helpers.text.messages import RefusedError


def yearly(rates: list[float], first: int = 2001) -> pd.Series:
    return pd.Series(rates, index=pd.period_range(str(first), periods=len(rates), freq="Y"), dtype=float)


def test_a_chain_starts_at_100_the_year_before_the_first_rate():
    index = chained_index(yearly([10, -10, 50]))
    assert index.round(9).to_list() == [100, 110, 99, 148.5]
    assert str(index.index[0]) == "2000"


def test_a_chain_is_refused_across_a_missing_year():
    with pytest.raises(RefusedError, match="2002"):
        chained_index(yearly([10, math.nan, 50]))


def test_missing_years_at_the_ends_do_not_break_a_chain():
    assert chained_index(yearly([math.nan, 10, math.nan])).to_list() == pytest.approx([100, 110])


def test_geometric_mean_is_the_steady_rate_to_the_same_level():
    average = geometric_mean_growth(yearly([10, -10, 50]))
    assert (1 + average.value / 100) ** 3 == pytest.approx(1.1 * 0.9 * 1.5)
    assert average.value == pytest.approx(14.0886, abs=1e-4)  # the cube root of 1.485
    assert average.n == 3
    assert average.low < average.value < average.high


def test_geometric_mean_interval_is_student_t_on_the_logs():
    # logs of 1.02, 1.04, 1.06, 1.08: mean .048542, sd .024567; t(0.975, 3) = 3.182446
    average = geometric_mean_growth(yearly([2, 4, 6, 8]))
    logs = [math.log(1 + rate / 100) for rate in (2, 4, 6, 8)]
    mean = sum(logs) / 4
    half = 3.182446305284263 * math.sqrt(sum((log - mean) ** 2 for log in logs) / 3 / 4)
    assert average.low == pytest.approx(100 * math.expm1(mean - half), rel=1e-9)
    assert average.high == pytest.approx(100 * math.expm1(mean + half), rel=1e-9)


@pytest.mark.parametrize("rates", [[5.0], [5.0, 6.0]])
def test_no_interval_below_three_years(rates):
    average = geometric_mean_growth(yearly(rates))
    assert math.isnan(average.low)
    assert math.isnan(average.high)


@given(st.lists(st.floats(-50, 100), min_size=1, max_size=30))
def test_chain_and_geometric_mean_lead_to_the_same_level(rates):
    last = chained_index(yearly(rates)).iloc[-1]
    steady = 100 * (1 + geometric_mean_growth(yearly(rates)).value / 100) ** len(rates)
    assert last == pytest.approx(steady, rel=1e-9)


@pytest.mark.parametrize(("base", "now", "published"), [(-6.8, 18.3, 5.0), (-1.6, 12.7, 5.3), (0.7, 9.8, 5.2)])
def test_two_year_averages_of_2021_are_those_that_the_statistics_bureau_published(base, now, published):
    average = two_year_average(yearly([base, now], 2020))
    assert math.isnan(average.iloc[0])
    assert average.iloc[1] == pytest.approx(published, abs=0.05)
