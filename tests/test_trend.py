"""Trends against certified values and formulas written out, what is refused, and that no number is ever missing."""

import dataclasses
import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from helpers.models.autocorrelation import first_autocorrelation
from helpers.models.averages import Estimate, underlying
from helpers.models.requirements import MINIMUM, ModelRefusedError, attempt, require, require_sides
from helpers.models.shifts import break_anywhere, largest_f, shift_at, smoothed_level
from helpers.models.trend import linear_trend, ols
from helpers.text.language import use_language
from helpers.text.messages import RefusedError

# NIST StRD, Norris: y and x in turn
NORRIS = np.loadtxt(
    """
    0.1 0.2 338.8 337.4 118.1 118.2 888.0 884.6 9.2 10.1 228.1 226.5 668.5 666.3 998.5 996.3 449.1 448.6
    778.9 777.0 559.2 558.2 0.3 0.4 0.1 0.6 778.1 775.5 668.8 666.9 339.3 338.0 448.9 447.5 10.8 11.6
    557.7 556.0 228.3 228.1 998.0 995.8 888.8 887.6 119.6 120.2 0.3 0.3 0.6 0.3 557.6 556.8 339.3 339.1
    888.0 887.2 998.5 999.0 778.9 779.0 10.2 11.1 117.6 118.3 228.9 229.2 668.4 669.1 449.2 448.9 0.2 0.5
    """.strip().splitlines()
).reshape(36, 2)
NORRIS_CERTIFIED = [-0.262323073774029, 1.00211681802045]
LONGLEY_CERTIFIED = [
    -3482258.63459582,
    15.0618722713733,
    -0.0358191792925910,
    -2.02022980381683,
    -1.03322686717359,
    -0.0511041056535807,
    1829.15146461355,
]


def yearly(values: list[float] | np.ndarray, first: int = 1981) -> pd.Series:
    return pd.Series(values, index=pd.period_range(str(first), periods=len(values), freq="Y"), dtype=float)


def noise(n: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal(n)


def autocorrelated(n: int, rho: float, seed: int) -> np.ndarray:
    values = noise(n + 50, seed)
    for step in range(1, n + 50):
        values[step] += rho * values[step - 1]
    return values[50:]


def numbers(result: object) -> list[float]:
    """Every number of a result."""
    if isinstance(result, RefusedError):
        return []
    fields = result if isinstance(result, Estimate) else dataclasses.astuple(result)
    return [
        float(number)
        for field in fields
        if isinstance(field, (int, float, pd.Series, tuple))
        for number in np.atleast_1d(np.asarray(field, dtype=object))
        if not isinstance(number, str)
    ]


def test_least_squares_reaches_the_certified_values_of_norris():
    fit = ols(NORRIS[:, 0], sm.add_constant(NORRIS[:, 1]))
    assert fit.params == pytest.approx(NORRIS_CERTIFIED, rel=1e-9)


def test_least_squares_reaches_the_certified_values_of_longley_where_the_design_is_ill_conditioned():
    longley = sm.datasets.longley.load_pandas()
    fit = ols(longley.endog.to_numpy(), sm.add_constant(longley.exog).to_numpy())
    assert fit.params == pytest.approx(LONGLEY_CERTIFIED, rel=1e-9)


def test_standard_errors_are_hc3_as_the_formula_says():
    y, x = NORRIS[:, 0], sm.add_constant(NORRIS[:, 1])
    bread = np.linalg.inv(x.T @ x)
    leverage = np.diag(x @ bread @ x.T)
    residuals = y - x @ (bread @ x.T @ y)
    weighted = x * (residuals / (1 - leverage))[:, None]
    errors = np.sqrt(np.diag(bread @ weighted.T @ weighted @ bread))
    fit = ols(y, x)
    assert fit.bse == pytest.approx(errors, rel=1e-7)
    half_widths = stats.t.ppf(0.975, 34) * errors
    assert fit.conf_int()[:, 1] == pytest.approx(fit.params + half_widths, rel=1e-7)


def newey_west(y: np.ndarray, x: np.ndarray, lags: int) -> np.ndarray:
    n, k = x.shape
    bread = np.linalg.inv(x.T @ x)
    scores = x * (y - x @ (bread @ x.T @ y))[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        product = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (product + product.T)
    return np.sqrt(np.diag(bread @ meat @ bread) * n / (n - k))


def test_autocorrelation_robust_errors_are_those_of_newey_and_west_as_the_formula_says():
    y, x = autocorrelated(60, 0.6, seed=1), sm.add_constant(np.arange(60) - 29.5)
    fit = ols(y, x, cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True})
    assert fit.bse == pytest.approx(newey_west(y, x, 3), rel=1e-9)
    half_width = stats.t.ppf(0.975, 58) * newey_west(y, x, 3)[1]  # lags of 60 values: int(4 * 0.6 ** (2 / 9)) = 3
    assert linear_trend(yearly(y)).hac == pytest.approx((fit.params[1] - half_width, fit.params[1] + half_width))


def test_the_largest_f_of_the_nile_is_the_published_one():
    nile = sm.datasets.nile.load_pandas().data["volume"].to_numpy()
    statistic, place = largest_f(nile)
    assert round(statistic, 5) == 75.92977
    assert place == 28  # 1898, the year before the dam
    squares = ((nile - nile.mean()) ** 2).sum()
    by_hand = {}
    for before in range(15, 86):
        left = sum(((part - part.mean()) ** 2).sum() for part in (nile[:before], nile[before:]))
        by_hand[before] = (squares - left) / (left / 98)
    assert statistic == pytest.approx(max(by_hand.values()), rel=1e-10)
    assert place == max(by_hand, key=by_hand.get)


def test_the_break_of_the_nile_is_dated_1898():
    nile = sm.datasets.nile.load_pandas().data["volume"].to_numpy()
    found = break_anywhere(yearly(nile, 1871))
    assert str(found.at) == "1898"
    assert found.p < 0.02


def test_a_line_is_recovered():
    line = linear_trend(yearly([3 + 0.7 * step for step in range(12)]))
    assert line.slope == pytest.approx(0.7)
    assert (line.low, line.high) == pytest.approx((0.7, 0.7))
    assert line.fitted.to_list() == pytest.approx([3 + 0.7 * step for step in range(12)])
    assert line.n == 12


def test_a_line_without_any_residual_has_no_missing_number():
    for step in range(8, 33):
        line = linear_trend(yearly(np.arange(step)))
        assert is_complete(line), step


def test_constant_growth_in_percent_is_recovered_from_logs():
    line = linear_trend(yearly([50 * 1.08**step for step in range(12)]), logs=True)
    assert line.slope == pytest.approx(8)
    assert line.logs
    assert line.fitted.to_list() == pytest.approx([50 * 1.08**step for step in range(12)])


def test_a_trend_does_not_hang_on_the_unit():
    values = yearly(100 + np.arange(15) + noise(15))
    line, thousand = linear_trend(values), linear_trend(1000 * values)
    assert thousand.slope == pytest.approx(1000 * line.slope)
    assert (thousand.low, thousand.high) == pytest.approx((1000 * line.low, 1000 * line.high))
    logs, thousand_logs = linear_trend(values, logs=True), linear_trend(1000 * values, logs=True)
    assert (thousand_logs.slope, thousand_logs.low, thousand_logs.high) == pytest.approx(
        (logs.slope, logs.low, logs.high)
    )
    assert thousand_logs.durbin_watson == pytest.approx(logs.durbin_watson)


def test_leaving_out_years_equals_a_dummy_for_each_and_names_them():
    values = yearly(5 + 0.3 * np.arange(20) + noise(20), 2005)
    line = linear_trend(values, leave_out=(2020, 2021))
    dummies = [np.asarray(values.index.year == year, dtype=float) for year in (2020, 2021)]
    full = sm.OLS(values.to_numpy(), np.column_stack([np.ones(20), np.arange(20), *dummies])).fit()
    assert line.left_out == ("2020", "2021")
    assert line.n == 18
    assert full.df_resid == line.n - 2
    assert line.slope == pytest.approx(full.params[1])
    on_the_line = full.params[0] + full.params[1] * np.arange(20)
    assert line.fitted.to_list() == pytest.approx(on_the_line)  # in the years left out as well


def test_a_year_outside_the_series_is_not_named_as_left_out():
    assert linear_trend(yearly(noise(12), 2000), leave_out=(2020, 2021)).left_out == ()


def test_too_few_years_left_are_refused():
    refusal = attempt(linear_trend, yearly(noise(9), 2014), leave_out=(2020, 2021))
    assert str(refusal) == "A trend needs at least 8 values and has 7."


@pytest.mark.parametrize(("n", "has"), [(29, False), (30, True)])
def test_autocorrelation_robust_intervals_begin_at_30_observations(n, has):
    assert (linear_trend(yearly(noise(n))).hac is not None) is has


def test_an_interval_is_said_to_be_too_narrow_where_neighbours_are_alike():
    assert linear_trend(yearly(np.sin(np.arange(30) * 2 * np.pi / 30))).too_narrow
    assert not linear_trend(yearly(noise(30))).too_narrow


def test_first_autocorrelation_by_hand():
    # about their mean -1, 1, -1, 1: three products of -1 over four squares
    assert first_autocorrelation(np.array([2.0, 4, 2, 4])) == -0.75
    assert first_autocorrelation(np.array([2.0, 2, 2])) == 0


def test_a_smoothed_level_describes_a_line_plus_noise():
    line = 10 + 2 * np.arange(40)
    values = yearly(line + noise(40, seed=1))
    smoothed = smoothed_level(values)
    assert smoothed.slope == pytest.approx(2, abs=0.1)
    assert np.abs(smoothed.level - line).max() < 1
    assert np.abs(smoothed.level - line).mean() < np.abs(values - line).mean() / 2
    assert smoothed.fixed == ("level", "slope")
    assert smoothed.level.index.equals(values.index)


def test_a_smoothed_level_does_not_hang_on_the_unit():
    values = yearly(np.cumsum(1 + noise(30, seed=3)))
    smoothed, thousand = smoothed_level(values), smoothed_level(1000 * values + 5)
    assert thousand.level.to_list() == pytest.approx((1000 * smoothed.level + 5).to_list(), rel=1e-4)
    assert thousand.fixed == smoothed.fixed


def test_a_shift_is_found_at_its_date():
    values = yearly(np.repeat([10.0, 6.0], 10) + noise(20), 2001)
    shift = shift_at(values, pd.Period("2011", "Y"))
    assert shift.low < -4 < shift.high < 0
    assert shift.difference == pytest.approx(values.iloc[10:].mean() - values.iloc[:10].mean())
    assert shift.p < 0.05


@pytest.mark.parametrize(("year", "refused"), [(2004, True), (2005, False), (2017, False), (2018, True)])
def test_a_shift_needs_four_values_on_each_side(year, refused):
    shift = attempt(shift_at, yearly(noise(20), 2001), pd.Period(str(year), "Y"))
    assert isinstance(shift, RefusedError) is refused
    if refused:
        assert str(shift) == f"A test for a shift needs at least 4 values before and after {year}."


def test_a_shift_of_a_constant_is_not_tested():
    for constant in (0, 5):
        with pytest.raises(ModelRefusedError, match="all values are the same"):
            shift_at(yearly([constant] * 12, 2001), pd.Period("2006", "Y"))


def test_a_step_without_noise_is_a_shift():
    shift = shift_at(yearly([0] * 8 + [1] * 8, 2001), pd.Period("2009", "Y"))
    assert (shift.low, shift.difference, shift.high) == pytest.approx((1, 1, 1))
    assert shift.p < 0.05


def test_a_clear_step_is_a_break():
    found = break_anywhere(yearly(np.repeat([10.0, 6.0], 15) + noise(30, seed=1), 2001))
    assert str(found.at) == "2015"
    assert found.p < 0.02
    assert found.n == 30


def test_a_step_without_noise_is_a_break():
    found = break_anywhere(yearly(np.repeat([3.0, 4.0], 12), 2001))
    assert str(found.at) == "2012"
    assert found.p < 0.05


def test_a_wandering_series_without_a_break_is_not_taken_for_one():
    values = autocorrelated(40, 0.8, seed=2)
    statistic, place = largest_f(values)
    assert stats.f.sf(statistic, 1, 38) < 0.001  # as if the date had been known and neighbours were independent
    found = break_anywhere(yearly(values, 2001))
    assert found.p > 0.2
    assert found.at == pd.Period("2000", "Y") + place


def test_the_p_value_of_a_break_does_not_hang_on_the_unit():
    values = yearly(autocorrelated(30, 0.5, seed=4))
    first, thousand = break_anywhere(values), break_anywhere(1000 * values + 5)
    assert (thousand.at, thousand.p) == (first.at, first.p)
    assert thousand.statistic == pytest.approx(first.statistic)


@pytest.mark.parametrize("model", MINIMUM)
def test_too_short_a_series_is_refused_in_a_whole_sentence(model):
    enough = yearly(noise(MINIMUM[model]))
    require(model, enough)
    text = str(attempt(require, model, enough.iloc[1:]))
    assert text[0].isupper()
    assert text.endswith(f" needs at least {MINIMUM[model]} values and has {MINIMUM[model] - 1}.")


@pytest.mark.parametrize("model", MINIMUM)
def test_no_model_is_made_from_year_to_date_figures(model):
    refusal = attempt(require, model, yearly(noise(40)), span="ytd")
    assert str(refusal)[0].isupper()
    assert str(refusal).endswith(" is not made from year-to-date figures, which are no independent quarters.")


@pytest.mark.parametrize("model", MINIMUM)
def test_no_model_but_a_gap_steps_over_a_missing_year(model):
    values = yearly(noise(40), 1981)
    values["1990"] = math.nan
    refusal = attempt(require, model, values)
    if model == "gap":  # a mean of differences
        assert refusal is None
    else:
        assert str(refusal)[0].isupper()
        assert str(refusal).endswith(" needs values without a gap; none is recorded for 1990.")


def test_several_missing_years_are_all_named_whether_empty_or_absent():
    values = yearly(noise(12), 2001)
    values["2004"] = math.nan
    refusal = attempt(linear_trend, values.drop(pd.Period("2007", "Y")))
    assert str(refusal) == "A trend needs values without a gap; none is recorded for 2004 and 2007."


def test_missing_years_at_the_ends_are_no_gap():
    values = yearly([math.nan, *noise(12), math.nan], 2000)
    line = linear_trend(values)
    assert line.n == 12
    assert [str(line.fitted.index[0]), str(line.fitted.index[-1])] == ["2001", "2012"]


@pytest.mark.parametrize(
    ("fit", "sentence"),
    [
        (linear_trend, "A trend has nothing to estimate: all values are the same."),
        (smoothed_level, "A smoothed level has nothing to estimate: all values are the same."),
        (break_anywhere, "A search for a break has nothing to estimate: all values are the same."),
    ],
)
def test_a_constant_is_refused(fit, sentence):
    assert str(attempt(fit, yearly([5.0] * 20))) == sentence


def test_a_smoothed_level_and_a_break_are_refused_below_20_values():
    values = yearly(noise(19))
    assert str(attempt(smoothed_level, values)) == "A smoothed level needs at least 20 values and has 19."
    assert str(attempt(break_anywhere, values)) == "A search for a break needs at least 20 values and has 19."


def test_what_is_attempted_gives_its_result_or_the_refusal_in_its_place():
    assert attempt(linear_trend, yearly(noise(12))).n == 12
    refusal = attempt(linear_trend, yearly(noise(5)))
    assert isinstance(refusal, ModelRefusedError)
    assert refusal.__traceback__ is None
    assert str(refusal) == "A trend needs at least 8 values and has 5."
    use_language("zh")  # it is written when it is read
    assert str(refusal) == "趋势至少需要8个数值，现有5个。"
    with pytest.raises(ZeroDivisionError):
        attempt(lambda: 1 / 0)


def test_other_refusals_are_whole_sentences():
    at = pd.Period("1983", "Y")
    sides = "A test for a shift needs at least 4 values before and after 1983."
    assert str(attempt(require_sides, yearly(noise(12)), at)) == sides
    estimation = "A smoothed level could not be estimated: the procedure did not converge."
    assert str(ModelRefusedError("smoothing", "estimation", {})) == estimation
    revised = ModelRefusedError("trend", "revised", {"at": "2013 and 2018"})
    assert str(revised) == "A trend of levels does not cross 2013 and 2018, where the level was revised."


def rates(least: int, lowest: int = -500) -> st.SearchStrategy[pd.Series]:
    """Rates as they are published, to one decimal."""
    tenths = st.lists(st.integers(lowest, 1000), min_size=least, max_size=40)
    return tenths.map(lambda values: yearly([tenth / 10 for tenth in values]))


def is_complete(result: object) -> bool:
    return not any(map(math.isnan, numbers(result)))


@given(rates(1))
def test_no_number_of_an_underlying_rate_is_ever_missing(values):
    assert is_complete(attempt(underlying, values, True))


@given(rates(8))
def test_no_number_of_a_trend_is_ever_missing(values):
    assert is_complete(attempt(linear_trend, values))


@given(rates(8, lowest=1))
def test_no_number_of_a_trend_in_logs_is_ever_missing(values):
    assert is_complete(attempt(linear_trend, values, logs=True))


@given(rates(12))
def test_no_number_of_a_shift_is_ever_missing(values):
    assert is_complete(attempt(shift_at, values, values.index[len(values) // 2]))


@settings(max_examples=30)
@given(rates(20))
def test_no_number_of_a_smoothed_level_is_ever_missing(values):
    assert is_complete(attempt(smoothed_level, values))


@settings(max_examples=50)
@given(rates(20))
def test_no_number_of_a_break_is_ever_missing(values):
    assert is_complete(attempt(break_anywhere, values))


def test_logarithms_want_positive_values():
    values = pd.Series([3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0, 4.0], pd.period_range("2000", periods=8, freq="Y"))
    assert str(attempt(linear_trend, values, logs=True)) == "A trend of logarithms needs values above zero."
