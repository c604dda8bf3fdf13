"""Forecasts from a panel: the rule by hand, what must not change it, and its record on the figures of the project."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.figures.observations import load_observations
from helpers.figures.series import select_series
from helpers.models.backtest import backtest
from helpers.models.forecast import forecast, published_method
from helpers.models.methods import METHODS, method_of_class
from helpers.models.panel import PEERS, YEARS, Panel, panel_of
from helpers.models.requirements import ModelRefusedError

OBSERVATIONS = load_observations()
ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"
SLUMP = (2020, 2021)  # of which no earlier year knew anything: told with and without


def made_up_panel(years: int = 20, regions: int = 12, seed: int = 0) -> Panel:
    """Rates of regions called by numbers, with a shock that hits all and one of each."""
    random = np.random.default_rng(seed)
    rates = 8 + random.normal(0, 1.5, (years, 1)) + random.normal(0, 1, (years, regions))
    index = pd.period_range("2001", periods=years, freq="Y", name="period")
    return Panel(pd.DataFrame(rates.round(1), index), 0)


def bounds(panel: Panel, steps: int = 2) -> list[float]:
    return [
        float(end[step])
        for low, high in panel.path(steps).bounds.values()
        for end in (low, high)
        for step in range(steps)
    ]


def test_the_point_is_half_the_own_last_value_and_half_the_median_of_all():
    panel = made_up_panel()
    last = panel.rates.iloc[-1]
    assert panel.path(2).point.tolist() == pytest.approx([0.5 * last[0] + 0.5 * last.median()] * 2)
    province = Panel(panel.rates, 3, 0.7)
    assert province.path(1).point.tolist() == pytest.approx([0.7 * last[3] + 0.3 * last.median()])


def test_regions_that_never_differ_leave_the_common_error_alone():
    """All rates are the same in a year and change by one up or down: the own errors are nothing."""
    changes = np.tile([1.0, -1.0], 12)[:23]
    rates = pd.DataFrame({region: np.append(8, 8 + changes.cumsum()) for region in range(10)})
    rates.index = pd.period_range("2001", periods=24, freq="Y", name="period")
    rates.iloc[0, 1] += 1e-6  # a spread of nothing scales nothing
    low, high = (end[0] for end in Panel(rates, 0).path(1).bounds[0.95])
    # 23 errors of size 1: t(0.975, 22) = 2.073873, times sqrt(1 + 1 / 23); laid out at 399 places
    half = 2.0738730679040147 * np.sqrt(1 + 1 / 23)
    assert (high - low) / 2 == pytest.approx(half, rel=0.02)


def test_the_intervals_lie_within_each_other_around_the_point():
    path = made_up_panel().path(2)
    for step in range(2):
        low95, low80, high80, high95 = (
            path.bounds[level][end][step] for level, end in ((0.95, 0), (0.80, 0), (0.80, 1), (0.95, 1))
        )
        assert low95 < low80 < path.point[step] < high80 < high95


def test_an_earlier_panel_is_looked_back_at_as_the_later_one_and_knows_nothing_later():
    panel = made_up_panel()
    then, before = panel.rates.index[-3], panel.rates.index[-6]
    assert panel.known(then).known(before) is panel.known(before)
    later = panel.known(before).known(then)
    assert later.rates.equals(panel.rates[:-5])
    assert later.path(2).point.tolist() == Panel(panel.rates[:-5], 0).path(2).point.tolist()


@settings(max_examples=25)
@given(st.permutations(range(12)), st.integers(0, 50))
def test_neither_the_order_of_regions_nor_one_that_is_all_missing_changes_anything(order, seed):
    panel = made_up_panel(seed=seed)
    shuffled = Panel(panel.rates[list(order)], 0)
    assert bounds(shuffled) == pytest.approx(bounds(panel))
    more = Panel(panel.rates.assign(nothing=np.nan), 0)
    assert bounds(more) == pytest.approx(bounds(panel))
    assert more.path(1).point.tolist() == pytest.approx(panel.path(1).point.tolist())


@settings(max_examples=25)
@given(st.sampled_from([0.1, 2.0, 1000.0]), st.integers(0, 50))
def test_another_unit_scales_the_forecast(unit, seed):
    panel = made_up_panel(seed=seed)
    assert bounds(Panel(unit * panel.rates, 0)) == pytest.approx([unit * bound for bound in bounds(panel)])


@settings(max_examples=25)
@given(st.integers(0, 200))
def test_the_same_years_again_widen_no_interval(seed):
    """More data of the same kind: the interval may only become narrower, for the estimate is surer."""
    panel = made_up_panel(seed=seed)
    path = panel.path(1)
    years = pd.period_range("2001", periods=2 * len(panel.rates), freq="Y", name="period")
    twice = Panel(pd.concat([panel.rates, panel.rates]).set_axis(years), 0).path(1)
    seam = np.ptp(panel.rates.to_numpy())  # one error more, where the first year follows the last
    for level, (low, high) in path.bounds.items():
        wider = (twice.bounds[level][1] - twice.bounds[level][0]) - (high - low)
        assert wider[0] <= seam / 2


@pytest.mark.parametrize(
    ("years", "regions", "enough"), [(YEARS, PEERS, True), (YEARS - 1, PEERS, False), (YEARS, PEERS - 1, False)]
)
def test_too_few_regions_or_years_make_no_panel(years, regions, enough):
    panel = made_up_panel(years, regions)
    assert panel.suffices == enough
    values = panel.rates[0]
    assert method_of_class(values, panel, None) == ("panel" if enough else "shrunken")


def test_a_level_goes_on_by_the_drift_of_its_logarithms_and_anything_else_by_a_shrunken_one():
    values = pd.Series(np.linspace(10, 30, 20), pd.period_range("2001", periods=20, freq="Y"))
    level = OBSERVATIONS.indicator("gdp_current")
    assert forecast(values, None, level).method == "log_drift"
    assert forecast(values - 20, None, level).method == "shrunken"
    assert forecast(values).method == "shrunken"
    assert (forecast(values, None, level).frame["low95"] > 0).all()


def test_the_panel_of_zhaotong_is_the_prefectures_of_yunnan_on_one_release():
    series = select_series(OBSERVATIONS, ZHAOTONG, "gdp_growth_real")
    panel = panel_of(OBSERVATIONS, series)
    assert (panel.rates.shape, panel.share) == ((32, 16), 0.5)
    assert panel.rates[panel.own].tolist() == series.values.tolist()
    rows = OBSERVATIONS.figures.loc[sorted(panel.last_rows)]
    assert set(rows["period"]) == {"2025"}
    assert len(rows) == 15
    assert ZHAOTONG not in set(rows["region"])
    assert forecast(series.values, panel).method == "panel"


def test_without_peers_or_growth_there_is_no_panel():
    assert panel_of(OBSERVATIONS, select_series(OBSERVATIONS, CHINA, "gdp_growth_real")) is None
    assert panel_of(OBSERVATIONS, select_series(OBSERVATIONS, ZHAOTONG, "gdp_current")) is None
    assert panel_of(OBSERVATIONS, select_series(OBSERVATIONS, ZHAOTONG, "gdp_growth_real", "ytd")) is None


def test_a_window_ends_the_panel_too():
    series = select_series(OBSERVATIONS, ZHAOTONG, "gdp_growth_real", window=(2010, 2019))
    panel = panel_of(OBSERVATIONS, series)
    assert (panel.rates.index[0].year, panel.rates.index[-1].year) == (1994, 2019)


def test_the_past_is_forecast_with_what_was_known_of_all():
    series = select_series(OBSERVATIONS, ZHAOTONG, "gdp_growth_real")
    tested = backtest(series.values, panel_of(OBSERVATIONS, series))
    assert tested.published == "panel"
    assert {"panel", "naive", "drift", "theta"} <= set(tested.scores.index)
    assert tested.scores.at["panel", "mase"] < tested.scores.at["naive", "mase"]
    assert tested.scores.at["panel", "score95"] < tested.scores.at["shrunken", "score95"]
    short = made_up_panel(14, 8)
    with pytest.raises(ModelRefusedError):
        backtest(short.rates[0].iloc[:13], short)


def test_shares_stay_shares_and_rates_in_the_range_of_the_codebook():
    years = pd.period_range("2001", periods=16, freq="Y")
    share, rate = (OBSERVATIONS.indicator(code) for code in ("urbanisation_rate", "gdp_growth_real"))
    rising = pd.Series(np.linspace(70, 99.5, 16) + np.tile([0.3, -0.3], 8), years)
    ahead = forecast(rising, None, share).frame
    assert ahead.max(axis=None) == 100
    assert ahead["point"].le(100).all()
    falling = pd.Series(np.linspace(5, -29.5, 16) + np.tile([1.0, -1.0], 8), years)
    assert forecast(falling, None, rate).frame.min(axis=None) == rate.minimum


def test_the_last_value_is_published_where_it_was_better_by_error_and_by_intervals():
    steps = np.random.default_rng(4).choice([-1.0, 1.0], 30).cumsum() + 50
    values = pd.Series(steps, pd.period_range("1991", periods=30, freq="Y"))
    tested = backtest(values)
    scores = tested.scores.assign(interval=tested.scores[["score80", "score95"]].mean(axis=1))
    beaten = (scores.loc["naive", ["mase", "interval"]] < scores.loc["shrunken", ["mase", "interval"]]).all()
    expected = "naive" if beaten else "shrunken"
    assert tested.published == published_method(values) == forecast(values).method == expected


@pytest.mark.parametrize("code", ["530600", "530100", "532500", "530000", "440000", "100000"])
def test_no_region_is_forecast_by_what_the_last_value_beats(code):
    series = select_series(OBSERVATIONS, code, "gdp_growth_real")
    tested = backtest(series.values, panel_of(OBSERVATIONS, series), series.indicator)
    scores = tested.scores.assign(interval=tested.scores[["score80", "score95"]].mean(axis=1))
    kept, last = scores.loc[tested.published], scores.loc["naive"]
    assert tested.published == "naive" or not (last["mase"] < kept["mase"] and last["interval"] < kept["interval"])


# ---- the record on the figures of the project: the bars of the policy, targets 2020 and 2021 aside


def interval_score(low: float, high: float, outcome: float, level: float) -> float:
    """Width, and outcomes outside at 2 / (1 - level) times their distance (Gneiting and Raftery 2007)."""
    return high - low + 2 / (1 - level) * max(low - outcome, outcome - high, 0)


@cache
def record(parent: str) -> pd.DataFrame:
    """Every origin of every region of a class: errors and intervals of the published method and those it must beat."""
    lines = []
    for region in OBSERVATIONS.regions_within(parent):
        series = select_series(OBSERVATIONS, region.code, "gdp_growth_real")
        panel, values = panel_of(OBSERVATIONS, series), series.values.dropna()
        for place in range(10, len(values)):
            then = panel.known(values.index[place - 1])
            if not then.suffices:
                continue
            known, steps = values.iloc[:place], min(2, len(values) - place)
            scale = known.diff().abs().mean()
            paths = {"panel": then.path(steps)}
            paths |= {name: METHODS[name](known.to_numpy(), steps) for name in ("naive", "drift")}
            for step in range(steps):
                year, outcome = values.index[place + step].year, values.iloc[place + step]
                for name, path in paths.items():
                    line = {
                        "method": name,
                        "h": step + 1,
                        "year": year,
                        "mase": abs(outcome - path.point[step]) / scale,
                    }
                    for level, (low, high) in path.bounds.items():
                        line[f"inside{level}"] = low[step] <= outcome <= high[step]
                        line[f"score{level}"] = interval_score(low[step], high[step], outcome, level)
                    lines.append(line)
    return pd.DataFrame(lines)


@pytest.mark.slow
@pytest.mark.parametrize("parent", [YUNNAN, CHINA], ids=["prefectures", "provinces"])
def test_the_intervals_keep_their_promise_and_are_narrow(parent):
    found = record(parent)
    calm = found[~found["year"].isin(SLUMP) & (found["method"] == "panel")]
    for _ahead, part in calm.groupby("h"):
        assert 0.75 <= part["inside0.8"].mean() <= 0.88
        assert 0.91 <= part["inside0.95"].mean() <= 0.98
    means = found.groupby(["method", "h"]).mean(numeric_only=True).groupby("method").mean()
    scores = means[["score0.8", "score0.95"]].mean(axis=1)
    assert scores["panel"] <= 1.05 * scores[["naive", "drift"]].min()
    assert means.at["panel", "mase"] < means.at["naive", "mase"]
