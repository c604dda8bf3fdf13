"""Everything that is fitted to one series: average, trend, level, shifts, forecast and backtest, or why not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.series import SelectedSeries
from helpers.models import forecast, shifts, trend
from helpers.models.fits import Fitted, fit_line
from helpers.models.forecast import Backtest
from helpers.models.growth import Estimate, geometric_mean_growth
from helpers.models.requirements import Result, attempt, require_series
from helpers.text.messages import RefusedError

SHIFT = pd.Period("2020", "Y")  # chosen from outside the data: the first year of the pandemic


@dataclass(frozen=True)
class FittedModels(Fitted):
    """What the models say of a series; each is a result or the refusal that stands in its place.

    Attributes:
        average: of the values, with its interval; for growth rates the geometric one
        smoothed, shift, anywhere: smoothed level, shift in 2020, shift at any date
        forecast, backtest: the published forecast, and how all methods would have done in the past
        theta, damped: second opinions, points only
    """

    average: Estimate | RefusedError
    smoothed: shifts.Smoothed | RefusedError
    shift: shifts.Shift | RefusedError
    anywhere: shifts.Break | RefusedError
    forecast: Forecast | RefusedError
    theta: np.ndarray | RefusedError
    damped: np.ndarray | RefusedError
    backtest: Backtest | RefusedError


def fit_models(series: SelectedSeries) -> FittedModels:
    """Fit everything that the series allows."""
    values, straight = series.values, fit_line(series)

    def allowed(model: str, fit: Callable[[], Result]) -> Result | RefusedError:
        return attempt(_fit, model, series, fit)

    average = geometric_mean_growth if series.indicator.is_growth else trend.mean_growth
    ahead = allowed("forecast", lambda: forecast.forecast(values))
    steps = 0 if isinstance(ahead, RefusedError) else len(ahead.frame)
    known = values.dropna()
    return FittedModels(
        series=series,
        average=allowed("mean", lambda: average(values)),
        line=straight.line,
        line_without=straight.line_without,
        smoothed=allowed("smoothing", lambda: shifts.smoothed_level(values)),
        shift=allowed("shift", lambda: shifts.shift_at(values, SHIFT)),
        anywhere=allowed("break", lambda: shifts.break_anywhere(values)),
        forecast=ahead,
        theta=ahead if isinstance(ahead, RefusedError) else forecast.theta(known.to_numpy(), steps).point,
        damped=allowed("damped", lambda: forecast.damped(values, steps)),
        backtest=allowed("backtest", lambda: forecast.backtest(values)),
    )


def _fit(model: str, series: SelectedSeries, fit: Callable[[], Result]) -> Result:
    require_series(model, series)
    return fit()
