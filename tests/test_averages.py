"""What was on average, the rate behind it, shifts and turns: against formulas, against chance, and on real rates."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.series import select_series
from helpers.models.autocorrelation import (
    corrected_autocorrelation,
    effective_number,
    first_autocorrelation,
    series_by_chance,
)
from helpers.models.averages import average, underlying
from helpers.models.growth import chained_index
from helpers.models.requirements import attempt
from helpers.models.shifts import shift_at
from helpers.models.turns import turn_anywhere
from helpers.text.messages import RefusedError


def yearly(values, first: int = 1994) -> pd.Series:
    return pd.Series(np.asarray(values, dtype=float), pd.period_range(str(first), periods=len(values), freq="Y"))


def rounded(values, half: float = 0.05) -> pd.DataFrame:
    series = yearly(values)
    return pd.DataFrame({"value": series, "low": series - half, "high": series + half})


def wandering(n: int, rho: float, draws: int, seed: int) -> np.ndarray:
    """Series of an AR(1) about zero, a row a draw."""
    noise = np.random.default_rng(seed).standard_normal((draws, n + 60))
    for step in range(1, n + 60):
        noise[:, step] += rho * noise[:, step - 1]
    return noise[:, 60:]


def test_the_average_of_growth_is_the_steady_rate_to_the_same_level():
    found = average(rounded([10, -10, 50]), True)
    assert (1 + found.value / 100) ** 3 == pytest.approx(1.1 * 0.9 * 1.5)
    assert found.n == 3


@given(st.lists(st.floats(-50, 100), min_size=1, max_size=30))
def test_chain_and_average_lead_to_the_same_level(rates):
    steady = 100 * (1 + average(rounded(rates), True).value / 100) ** len(rates)
    assert chained_index(yearly(rates)).iloc[-1] == pytest.approx(steady, rel=1e-9)


def test_an_average_is_known_to_within_the_rounding_of_its_figures():
    found = average(rounded([7.9, 3.0, math.nan, 8.1]), False)
    assert found.value == pytest.approx(19 / 3)
    assert (found.low, found.high) == pytest.approx((19 / 3 - 0.05, 19 / 3 + 0.05))


def test_the_correction_of_the_autocorrelation_is_that_of_marriott_and_pope():
    values = wandering(31, 0.5, 1, seed=5)[0]
    assert corrected_autocorrelation(values) == pytest.approx((31 * first_autocorrelation(values) + 1) / 27)


def test_the_corrected_autocorrelation_is_right_on_average():
    found = [corrected_autocorrelation(values) for values in wandering(31, 0.5, 2000, seed=1)]
    assert np.mean(found) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.63])
def test_the_interval_of_an_underlying_rate_holds_where_years_are_alike(rho):
    found = [attempt(underlying, yearly(values), False) for values in wandering(31, rho, 600, seed=2)]
    told = [each for each in found if not isinstance(each, RefusedError)]
    assert len(told) > 400
    assert np.mean([each.low <= 0 <= each.high for each in told]) > 0.9


def test_independent_years_are_worth_their_number_and_alike_ones_less():
    assert effective_number(np.array([1.0, -1.0] * 10)) == 20
    assert effective_number(wandering(40, 0.8, 1, seed=3)[0]) < 15


def test_years_that_tell_next_to_nothing_are_refused():
    text = str(attempt(underlying, yearly(np.linspace(15, 3, 30)), True))
    assert text.startswith("An underlying rate needs what 4 independent years tell; these 30 resemble")


def test_more_of_the_same_years_never_widen_the_interval():
    once = wandering(16, 0.3, 1, seed=4)[0]
    short, long = (underlying(yearly(np.tile(once, times)), False) for times in (1, 2))
    assert long.high - long.low < short.high - short.low


@pytest.mark.parametrize("rho", [0.0, 0.5, 0.63])
def test_a_shift_is_hardly_ever_found_where_there_is_none(rho):
    at = pd.Period("2019", "Y")
    found = [shift_at(yearly(values), at) for values in wandering(31, rho, 300, seed=6)]
    assert np.mean([each.p <= 0.05 for each in found]) < 0.12  # an F test finds one in 20 to 28 of 100
    assert all((each.low <= 0 <= each.high) == (each.p > 0.05) for each in found if abs(each.p - 0.05) > 0.005)


def test_the_shift_of_2020_and_the_break_are_no_findings_in_zhaotong(observations):
    rates = select_series(observations, "530600", "gdp_growth_real", window=(1994, 2024)).values
    assert shift_at(rates, pd.Period("2020", "Y")).p > 0.1  # the F test said 0.02


@pytest.mark.parametrize("rho", [0.0, 0.5])
def test_a_turn_is_hardly_ever_found_where_there_is_none(rho):
    found = [turn_anywhere(yearly(values)) for values in wandering(31, rho, 300, seed=7)]
    assert np.mean([each.p <= 0.05 for each in found]) < 0.12


def test_a_hump_is_found_at_its_top():
    rise, fall = np.arange(15.0), 14 - 1.5 * np.arange(1, 16)
    turn = turn_anywhere(yearly(np.concatenate([rise, fall]) + wandering(30, 0, 1, seed=8)[0]))
    assert turn.is_hump
    assert turn.p < 0.05
    assert abs(turn.at.year - 2008) <= 1
    assert (turn.before, turn.after) == pytest.approx((1, -1.5), abs=0.15)
    assert not turn_anywhere(yearly(-np.concatenate([rise, fall]))).is_hump


def test_a_line_without_a_turn_has_none_and_its_unit_does_not_matter():
    values = wandering(30, 0.3, 1, seed=9)[0]
    first, other = turn_anywhere(yearly(values)), turn_anywhere(yearly(1000 * values + 5))
    assert (other.at, other.p) == (first.at, first.p)
    assert other.after == pytest.approx(1000 * first.after)
    assert turn_anywhere(yearly(np.repeat([1.0, 2.0], 10) + np.arange(20) * 1e-3)).n == 20


def test_what_chance_makes_is_the_same_twice():
    values = wandering(20, 0.4, 1, seed=10)[0]
    assert (series_by_chance(values) == series_by_chance(values)).all()
