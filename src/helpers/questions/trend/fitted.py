"""Everything that is fitted to one series: average, trend, level, shifts, forecast and backtest, or why not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries
from helpers.models import forecast, shifts, trend
from helpers.models.fits import Fitted, fit_line
from helpers.models.forecast import Backtest, Forecast
from helpers.models.growth import Estimate, geometric_mean_growth
from helpers.models.panel import panel_of
from helpers.models.requirements import Result, attempt, require_series
from helpers.questions.trend.afterwards import Afterwards, look_ahead
from helpers.text.messages import RefusedError

SHIFT = pd.Period("2020", "Y")  # chosen from outside the data: the first year of the pandemic


@dataclass(frozen=True)
class FittedModels(Fitted):
    """What the models say of a series; each is a result or the refusal that stands in its place.

    Attributes
    ----------
    average
        Of the values, with its interval; for growth rates the geometric one.
    smoothed, shift, anywhere
        Smoothed level, shift in 2020, shift at any date.
    ahead_rows
        The rows behind the forecast: its own, and the last ones of its peers where these had a say.
    forecast, backtest
        The published forecast, and how all methods would have done in the past.
    after
        What is known by now of the periods that the forecast is for; None where there is none.
    theta, damped
        Second opinions, points only; Theta has none where there is no forecast.
    """

    average: Estimate | RefusedError
    smoothed: shifts.Smoothed | RefusedError
    shift: shifts.Shift | RefusedError
    anywhere: shifts.Break | RefusedError
    forecast: Forecast | RefusedError
    ahead_rows: list[int]
    after: Afterwards | None
    theta: np.ndarray
    damped: np.ndarray | RefusedError
    backtest: Backtest | RefusedError

    @property
    def rows(self) -> set[int]:
        """The rows behind the forecast, and those of what came of it."""
        return {*self.ahead_rows, *(self.after.rows if self.after else ())}

    @property
    def is_test(self) -> bool:
        """Whether a period that the forecast is for is over, so that it is a test made afterwards."""
        return bool(self.after and self.after.over)


def fit_models(observations: Observations, series: SelectedSeries) -> FittedModels:
    """Fit everything that the series allows; growth rates are forecast with those of the region's peers."""
    panel, is_level = panel_of(observations, series), series.indicator.is_level
    ahead = attempt(_fit, "forecast", series, forecast.forecast, panel, is_level)
    steps = 0 if isinstance(ahead, RefusedError) else len(ahead.frame)
    by_panel = not isinstance(ahead, RefusedError) and ahead.method == forecast.PANEL
    rows = sorted({*series.rows.index, *(panel.last_rows if panel is not None and by_panel else ())})
    after = None if isinstance(ahead, RefusedError) else look_ahead(observations, series, ahead, rows)
    average = geometric_mean_growth if series.indicator.is_growth else trend.mean_growth
    return FittedModels(
        **vars(fit_line(series)),
        average=attempt(_fit, "mean", series, average),
        smoothed=attempt(_fit, "smoothing", series, shifts.smoothed_level),
        shift=attempt(_fit, "shift", series, shifts.shift_at, SHIFT),
        anywhere=attempt(_fit, "break", series, shifts.break_anywhere),
        forecast=ahead,
        ahead_rows=rows,
        after=after,
        theta=forecast.theta(series.values.dropna().to_numpy(), steps).point if steps else np.empty(0),
        damped=attempt(_fit, "damped", series, forecast.damped, steps),
        backtest=attempt(_fit, "backtest", series, forecast.backtest, panel, is_level),
    )


def _fit(model: str, series: SelectedSeries, fit: Callable[..., Result], *given: object) -> Result:
    require_series(model, series)
    return fit(series.values, *given)
