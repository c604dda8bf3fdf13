"""What the models say of a series, in words that agree with the numbers, or the sentence that stands in their place."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import frame_of, made_up, said_of
from markupsafe import Markup

from helpers.figures.observations import load_observations
from helpers.figures.series import select_series
from helpers.models.fits import fit_line, residual_sentences, trend_sentence
from helpers.models.forecast import forecast
from helpers.models.requirements import attempt, require_series
from helpers.questions.trend import sentences, tables
from helpers.questions.trend.charts import draw_trend
from helpers.questions.trend.fitted import FittedModels, fit_models
from helpers.questions.trend.pace import pace_sentences
from helpers.text.citations import cited, plain, rows_cited
from helpers.text.language import use_language
from helpers.text.messages import RefusedError

OBSERVATIONS = load_observations()  # for hypothesis, which wants no fixture of a function's scope
RATES = st.floats(-20, 40).map(lambda value: round(value, 1))


def zhaotong(first: int = 1994):
    return select_series(OBSERVATIONS, "530600", "gdp_growth_real", window=(first, 2024))


@cache
def models_of_zhaotong(first: int = 1994) -> FittedModels:
    """All that is fitted to the series of Zhaotong, once for all tests."""
    return fit_models(OBSERVATIONS, zhaotong(first))


def test_a_long_series_has_every_model():
    fitted = models_of_zhaotong()
    assert not [name for name, value in vars(fitted).items() if isinstance(value, RefusedError)]
    assert list(fitted.forecast.frame.index.astype(str)) == ["2025", "2026"]
    assert fitted.line.n == 31
    assert fitted.line_without.left_out == ("2020", "2021")
    assert fitted.line.hac is not None


def test_six_years_are_listed_with_their_mean_and_the_reasons_for_no_more():
    fitted = models_of_zhaotong(2019)
    [said] = pace_sentences(fitted)
    assert plain(Markup(said).striptags()).startswith(
        "Six years are too few for a trend of Zhaotong's economy: 9.8% in 2019, 4.2% in 2020, "
    )
    assert sentences.forecast_sentences(fitted) == ["A forecast needs at least 10 values and has 6."]
    assert tables.forecast_table(fitted) is None
    assert tables.backtest_table(fitted) is None
    assert residual_sentences(fitted) == []
    remarks = frame_of(tables.models_table(fitted))["remark"]
    assert remarks.str.contains("needs at least").sum() == len(remarks) - 1


@pytest.mark.parametrize("missing", range(1, 14))
def test_a_series_with_one_missing_year_has_no_forecast_and_names_the_year(missing):
    values = [8.0 + 0.3 * (year % 4) for year in range(15)]
    values[missing] = None
    fitted = fit_models(OBSERVATIONS, made_up(OBSERVATIONS, values))
    assert isinstance(fitted.forecast, RefusedError)
    assert str(2000 + missing) in str(fitted.forecast)


@given(st.lists(RATES, min_size=10, max_size=35))
def test_no_forecast_carries_the_label_of_an_observed_year(values):
    series = made_up(OBSERVATIONS, values)
    ahead = attempt(forecast, series.values)
    if not isinstance(ahead, RefusedError):
        assert ahead.frame.index.min() == series.index[-1] + 1
        assert ahead.frame.notna().all(axis=None)


@given(st.lists(RATES, min_size=1, max_size=35))
def test_the_trend_is_said_as_its_numbers_have_it(values):
    fitted = fit_line(made_up(OBSERVATIONS, values))
    series, line = fitted.series, fitted.line
    said = trend_sentence(fitted)
    text = plain(said)
    if isinstance(line, RefusedError):
        assert str(line) in text
        return
    told = tuple(float(found.replace("−", "-")) for found in re.search(r"interval (\S+) to ([^,)]+)", text).groups())
    low, high = (round(end, 2) for end in line.allowing)
    assert told == ((-high, -low) if high < 0 else (low, high))
    assert ("no clear trend" in text) == (low <= 0 <= high)
    assert ("it rose by" in text) == (low > 0)
    assert ("it fell by" in text) == (high < 0)
    assert "nan" not in text
    assert rows_cited(said) == set(series.rows.index)


def test_a_value_leads_to_its_own_row_and_an_estimate_to_all_that_it_was_fitted_to():
    series = zhaotong()
    fitted, every = models_of_zhaotong(), series.rows.index
    line, without = fitted.line, fitted.line_without
    table = frame_of(tables.fitted_table(fitted))
    assert rows_cited(table.loc["2024", "value"]) == set(series.rows_in([pd.Period("2024", "Y")]))
    assert rows_cited(table.loc["2024", "straight line"]) == set(every)
    peers = OBSERVATIONS.figures.loc[sorted(rows_cited(table.loc["2026", "forecast"]) - set(every))]
    assert peers["period"].isin(["2023", "2024"]).all()  # the forecast rests on the last rates of the others too
    assert len(peers["region"].unique()) == 15
    residuals = residual_sentences(fitted)
    assert cited(f"{line.durbin_watson:.2f}", every, round(line.durbin_watson, 2)) in residuals[0]
    kept = set(every) - set(series.rows_in([pd.Period("2020", "Y"), pd.Period("2021", "Y")]))
    assert rows_cited(residuals[-1]) == kept
    assert f"{abs(without.slope):.2f}" in plain(residuals[-1])


def test_key_figures_say_the_trend_and_forecast_or_the_average_in_their_place():
    full, short = (sentences.trend_key_figures(models_of_zhaotong(year)) for year in (1994, 2019))
    names = list(map(plain, full.figures))
    assert names[0] == "Zhaotong, 2024"
    assert re.fullmatch(r"Change a year, 2010–2024 \(95% interval −\d\.\d\d to −\d\.\d\d\)", names[1])
    assert re.fullmatch(r"Test for 2025 \(four times in five \d+\.\d% to \d+\.\d%\)", names[2])
    assert names[3] == "Past outcomes inside such a range"
    assert plain(said_of(full)["Zhaotong, 2024"]) == "4.6%"
    assert list(short.figures) == ["Zhaotong, 2024"]
    assert all(rows_cited(value) for value in [*said_of(full).values(), *said_of(short).values()])


def test_a_line_whose_residuals_are_alike_is_told_with_the_interval_that_allows_for_it_or_not_at_all():
    whole = models_of_zhaotong().line
    assert whole.too_narrow
    assert whole.allowing == whole.hac != (whole.low, whole.high)
    table = frame_of(tables.models_table(models_of_zhaotong()))
    assert plain(table.loc["trend a year", "95% interval"]) == f"{whole.hac[0]:+.2f} to {whole.hac[1]:+.2f}".replace(
        "-", "−"
    )
    assert "allows for" in table.loc["trend a year", "remark"]
    wave = made_up(OBSERVATIONS, [round(8 + 3 * np.sin(year / 4), 1) for year in range(12)])
    fitted = fit_models(OBSERVATIONS, wave)
    assert fitted.line.is_open
    assert not [name for name in sentences.trend_key_figures(fitted).figures if "Change a year" in name]


def test_levels_are_not_fitted_across_a_revision_unless_carried_back():
    level = [100.0 * 1.08**year for year in range(20)]
    revised = made_up(OBSERVATIONS, level, indicator="gdp_current", back_revised=False)
    assert str(attempt(require_series, "trend", revised)) == (
        "A trend of levels does not cross 2005, 2009, 2014 and 2019, where the level was revised."
    )
    fitted = fit_models(OBSERVATIONS, made_up(OBSERVATIONS, level, indicator="gdp_current"))
    assert fitted.line.slope == pytest.approx(8, abs=1e-6)
    assert "it rose by 8.00% a year" in plain(trend_sentence(fitted))


def test_a_level_is_never_averaged_nor_tested_for_a_shift():
    level = [100.0 * 1.08**year for year in range(25)]
    fitted = fit_models(OBSERVATIONS, made_up(OBSERVATIONS, level, indicator="gdp_current"))
    assert fitted.average is fitted.underlying is fitted.shift is fitted.anywhere is fitted.turn is None
    table = frame_of(tables.models_table(fitted))
    assert not table.index.str.contains("average|shift|underlying").any()
    assert "average" not in " ".join(map(plain, pace_sentences(fitted)))
    assert sentences.chance_sentence(fitted) is sentences.turn_sentence(fitted) is None


def test_levels_that_cross_a_revision_are_told_by_their_last_figures_instead():
    level = [round(100 * 1.08**year, 1) for year in range(24)]
    fitted = fit_models(OBSERVATIONS, made_up(OBSERVATIONS, level, indicator="gdp_current", back_revised=False))
    told, why = map(plain, pace_sentences(fitted))
    assert why.startswith("A trend of levels does not cross")
    assert re.findall(r" in (\d{4})", told) == ["2021", "2022", "2023"]
    assert tables.models_table(fitted) is None  # six refusals in a row tell nothing


def test_the_forecast_is_held_against_the_last_value_in_words():
    steady = [5.0 + 0.5 * year + 0.1 * (year % 2) for year in range(25)]
    text = sentences.record_sentence(fit_models(OBSERVATIONS, made_up(OBSERVATIONS, steady, "100000")))
    assert "the forecasts came closer than the last figure repeated" in text
    wander = np.random.default_rng(3).normal(8, 3, 25).round(1)
    fitted = fit_models(OBSERVATIONS, made_up(OBSERVATIONS, list(wander), "100000"))
    table = frame_of(tables.backtest_table(fitted))
    assert "last value (published)" in table.index  # which was better by error and by intervals
    assert table.loc["Theta", "inside 95%"] == "—"
    assert "came as close as the last figure repeated" in sentences.record_sentence(fitted)


@pytest.mark.parametrize(("indicator", "unit"), [("gdp_growth_real", "points"), ("gdp_current", "% a year")])
def test_the_slope_of_a_rate_is_in_points_and_that_of_a_level_in_percent(indicator, unit):
    fitted = fit_models(
        OBSERVATIONS, made_up(OBSERVATIONS, [8.0 + year % 3 for year in range(12)], indicator=indicator)
    )
    assert tables.models_table(fitted).caption.endswith(f"(trend in {unit})")


def test_refusals_are_said_in_chinese_too():
    use_language("zh")
    assert str(fit_models(OBSERVATIONS, zhaotong(2019)).line) == "趋势至少需要8个数值，现有6个。"


def test_the_chart_shows_the_fan_only_where_there_is_one():
    full, short = (draw_trend(models_of_zhaotong(first)) for first in (1994, 2019))
    assert "forecast for 2025" in full.alt
    assert "forecast" not in short.alt
    assert list(frame_of(short.data).columns) == ["value"]
    assert plain(frame_of(full.data).loc["2024", "value"]) == "4.6"
    assert plain(frame_of(full.data).loc["2025", "95% interval"]).startswith("−")
    assert len(full.wide.axes[0].collections) == 2
    assert len(short.wide.axes[0].collections) == 0


def test_results_do_not_depend_on_the_order_of_rows():
    series = zhaotong()
    shuffled = replace(series, rows=series.rows.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(
        models_of_zhaotong().forecast.frame, fit_models(OBSERVATIONS, shuffled).forecast.frame
    )
