"""Everything that is fitted to one series: averages, trends, level, shifts, forecast and backtest, or why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries
from helpers.models import forecast, methods, shifts
from helpers.models.averages import Average, Estimate, average, underlying
from helpers.models.backtest import Backtest, backtest
from helpers.models.fits import Fitted, fit_line
from helpers.models.forecast import Forecast
from helpers.models.nowcast import Nowcasts, nowcasts_of
from helpers.models.panel import panel_of
from helpers.models.requirements import Result, attempt, require_series
from helpers.models.trend import Trend, linear_trend
from helpers.models.turns import Turn, turn_anywhere
from helpers.questions.trend.afterwards import Afterwards, look_ahead
from helpers.text.messages import RefusedError

SHIFT = pd.Period("2020", "Y")  # chosen from outside the data: the first year of the pandemic
_RECENT = (15, 10)  # years, told beside the whole
_FIGURES = 5  # at least in the last ten years, and before them, whose averages are set beside each other


@dataclass(frozen=True)
class Stretch:
    """Some consecutive values of a series, and the straight line through them."""

    values: pd.Series
    line: Trend | RefusedError


@dataclass(frozen=True)
class FittedModels(Fitted):
    """What the models say of a series; each is a result or the refusal that stands in its place.

    Attributes
    ----------
    average, underlying
        What the values were on average, and the rate about which they move; for growth rates geometric. None for a
        level, which is never averaged, nor tested for a shift.
    recent
        The last fifteen and ten years, as far as the series is longer.
    smoothed, late_shift, shift, anywhere, turn
        Smoothed level, shift of the last ten years against those before, shift in 2020, at any date, turn at any date.
    ahead_rows
        The rows behind the forecast: its own, and the last ones of its peers where these had a say.
    forecast, backtest
        The published forecast, and how all methods would have done in the past.
    nowcasts
        What figures of the year to date say of the year under way, and said of earlier ones.
    after
        What is known by now of the periods that the forecast is for; None where there is none.
    theta, damped
        Second opinions, points only; Theta has none where there is no forecast.
    """

    average: Average | None
    underlying: Estimate | RefusedError | None
    recent: list[Stretch]
    smoothed: shifts.Smoothed | RefusedError
    late_shift: shifts.Shift | RefusedError | None
    shift: shifts.Shift | RefusedError | None
    anywhere: shifts.Break | RefusedError | None
    turn: Turn | RefusedError | None
    forecast: Forecast | RefusedError
    ahead_rows: list[int]
    nowcasts: Nowcasts
    after: Afterwards | None
    theta: np.ndarray
    damped: np.ndarray | RefusedError
    backtest: Backtest | RefusedError

    @property
    def rows(self) -> set[int]:
        """The rows behind the forecast, and those of what came of it."""
        return {*self.ahead_rows, *(self.after.rows if self.after else ())}

    @property
    def stretches(self) -> tuple[pd.Series, pd.Series] | None:
        """The values before the last ten years, and those of these; None for a level, or where either are few."""
        if self.average is None or not self.recent:
            return None
        late = self.recent[-1].values.dropna()
        before = self.series.values.loc[: self.recent[-1].values.index[0] - 1].dropna()
        return (before, late) if min(len(before), len(late)) >= _FIGURES else None

    @property
    def is_test(self) -> bool:
        """Whether a period that the forecast is for is over, so that it is a test made afterwards."""
        return bool(self.after and self.after.over)


def fit_models(observations: Observations, series: SelectedSeries, line: Any = None) -> FittedModels:
    """Fit everything that the series allows; growth rates are forecast with those of the region's peers.

    Parameters
    ----------
    line
        The straight line through all years as statsmodels fitted it in a notebook, of which all sentences and tables
        speak, or the refusal that stands in its place; it is fitted here unless given.
    """
    panel, is_level = panel_of(observations, series), series.indicator.is_level
    ahead = attempt(_fit, "forecast", series, forecast.forecast, panel, series.indicator)
    steps = 0 if isinstance(ahead, RefusedError) else len(ahead.frame)
    by_panel = not isinstance(ahead, RefusedError) and ahead.method == methods.PANEL
    is_growth = series.indicator.is_growth
    recent = [_stretch(series, years) for years in _RECENT if series.span == "year" and len(series.index) > years]
    since = recent[-1].values.index[0] if recent and not is_level else None
    rows = sorted({*series.rows.index, *(panel.last_rows if panel is not None and by_panel else ())})
    after = None if isinstance(ahead, RefusedError) else look_ahead(observations, series, ahead, rows)
    return FittedModels(
        **vars(fit_line(series, line)),
        average=None if is_level else average(series.rounded, is_growth),
        underlying=None if is_level else attempt(_fit, "underlying", series, underlying, is_growth),
        recent=recent,
        smoothed=attempt(_fit, "smoothing", series, shifts.smoothed_level),
        late_shift=None if since is None else attempt(_fit, "shift", series, shifts.shift_at, since),
        shift=None if is_level else attempt(_fit, "shift", series, shifts.shift_at, SHIFT),
        anywhere=None if is_level else attempt(_fit, "break", series, shifts.break_anywhere),
        turn=None if is_level else attempt(_fit, "turn", series, turn_anywhere),
        forecast=ahead,
        ahead_rows=rows,
        after=after,
        nowcasts=nowcasts_of(observations, series),
        theta=methods.theta(series.values.dropna().to_numpy(), steps).point if steps else np.empty(0),
        damped=attempt(_fit, "damped", series, methods.damped, steps),
        backtest=attempt(_fit, "backtest", series, backtest, panel, series.indicator),
    )


def _fit(model: str, series: SelectedSeries, fit: Callable[..., Result], *given: object) -> Result:
    require_series(model, series)
    return fit(series.values, *given)


def _stretch(series: SelectedSeries, years: int) -> Stretch:
    """The last years of a series."""
    values, is_level = series.values.iloc[-years:], series.indicator.is_level
    return Stretch(values, attempt(_fit, "trend", series, lambda _all: linear_trend(values, is_level)))
