"""Forecasts of short yearly series: a shrunken drift with a calibrated interval, and the methods it is held against.

The published method was chosen by its record on the yearly series of three forecasting competitions, not by the few
origins that one short series allows; `make league` prints that record.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

from helpers.models.requirements import MINIMUM, ModelRefusedError, require

PUBLISHED = "shrunken"
LEVELS = (0.80, 0.95)
_HORIZON = {"Y": 2, "Q": 4}  # beyond these no interval keeps its promise
_RECENT, _WIDER = 8, 1.5  # of the published interval; the factor was set on the yearly series of the M1 competition
_STARTS = ((0.5, 0.1, 0.9), (0.1, 0.01, 0.98), (0.9, 0.01, 0.85), (0.3, 0.3, 0.95))  # alpha, beta, phi


@dataclass(frozen=True)
class Path:
    """What a method says of the next steps: points, and the half-widths of its intervals where it has any.

    Attributes
    ----------
    point
        A value a step.
    bounds
        Lower and upper bounds by level (0.80, 0.95); empty for a method that gives points only.
    """

    point: np.ndarray
    bounds: dict[float, tuple[np.ndarray, np.ndarray]]


def _with_t(point: np.ndarray, error: np.ndarray, freedom: int) -> Path:
    halves = {level: stats.t.ppf((1 + level) / 2, freedom) * error for level in LEVELS}
    return Path(point, {level: (point - half, point + half) for level, half in halves.items()})


def naive(values: np.ndarray, steps: int) -> Path:
    """The last value; the error of h steps is the root mean square change times sqrt(h)."""
    changes, ahead = np.diff(values), np.arange(1, steps + 1)
    return _with_t(np.full(steps, values[-1]), np.sqrt((changes**2).mean() * ahead), len(changes))


def drift(values: np.ndarray, steps: int) -> Path:
    """Random walk with drift; the error of h steps, drift uncertainty included, is s sqrt(h + h^2 / (n - 1))."""
    changes, ahead = np.diff(values), np.arange(1, steps + 1)
    error = changes.std(ddof=1) * np.sqrt(ahead + ahead**2 / len(changes))
    return _with_t(values[-1] + ahead * changes.mean(), error, len(changes) - 1)


def log_drift(values: np.ndarray, steps: int) -> Path:
    """Drift of the logarithms, for positive values."""
    path = drift(np.log(values), steps)
    bounds = {level: (np.exp(low), np.exp(high)) for level, (low, high) in path.bounds.items()}
    return Path(np.exp(path.point), bounds)


def shrunken(values: np.ndarray, steps: int) -> Path:
    """Drift shrunk towards none by its own uncertainty, with an interval that keeps its promise on short series.

    The drift m is taken t^2 / (1 + t^2) times, where t is m over its standard error: a drift that can hardly be told
    from nothing is hardly used. The error of a change is 1.5 times the larger of its standard deviations over all
    changes and over the last eight, for volatility grows with the level.
    """
    changes, ahead = np.diff(values), np.arange(1, steps + 1)
    spread = changes.std(ddof=1)
    t = changes.mean() / (spread / np.sqrt(len(changes))) if spread > 0 else np.inf
    slope = changes.mean() * (t**2 / (1 + t**2) if np.isfinite(t) else 1)
    error = _WIDER * max(spread, changes[-_RECENT:].std(ddof=1)) * np.sqrt(ahead + ahead**2 / len(changes))
    return _with_t(values[-1] + ahead * slope, error, len(changes) - 1)


def theta(values: np.ndarray, steps: int) -> Path:
    """Theta, points only: its own intervals cover far too little."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a poor start of its smoothing is told by the backtest
        fit = ThetaModel(values, period=1, deseasonalize=False).fit()
        return Path(np.asarray(fit.forecast(steps)), {})


def combined(values: np.ndarray, steps: int) -> Path:
    """The mean of Theta and the shrunken drift, points only."""
    return Path((theta(values, steps).point + shrunken(values, steps).point) / 2, {})


METHODS: dict[str, Callable[[np.ndarray, int], Path]] = {
    method.__name__: method for method in (naive, drift, log_drift, theta, combined, shrunken)
}


def damped(values: pd.Series, steps: int) -> np.ndarray:
    """Damped exponential smoothing, the likeliest of several starts: a second opinion, points only.

    From its default start the estimation is often far from the best fit, without a warning.
    """
    require("damped", values)
    unit = values.dropna().diff().std() or 1.0  # the estimation depends on the unit: about one is best
    known = values.dropna() / unit
    model = ETSModel(pd.Series(known.to_numpy()), error="add", trend="add", damped_trend=True)
    first = (known.iloc[0], known.iloc[1] - known.iloc[0])
    starts = (None, *([alpha, beta * alpha, phi, *first] for alpha, beta, phi in _STARTS))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # each start may fail; the best of them is taken
        fits = [model.fit(start_params=start, disp=False) for start in starts]
    found = [fit for fit in fits if np.isfinite(fit.llf)]
    if not found:
        raise ModelRefusedError("damped", "estimation", {})
    return unit * np.asarray(max(found, key=attrgetter("llf")).forecast(steps))


@dataclass(frozen=True)
class Forecast:
    """The published forecast.

    Attributes
    ----------
    frame
        By period: point, and low and high at 80 and 95 % (low80, high80, low95, high95), unit of the values.
    n
        Observations it rests on.
    last
        The last of them.
    """

    frame: pd.DataFrame
    n: int
    last: pd.Period


def forecast(values: pd.Series) -> Forecast:
    """The next two years, or four quarters, by the published method.

    Parameters
    ----------
    values
        By period; refused where one is missing between the first and the last, so that no forecast can carry
        the label of a period that was observed.
    """
    require("forecast", values)
    known, periods = values.dropna(), pd.PeriodIndex(values.dropna().index)
    steps = _HORIZON[periods.freqstr[0]]
    path = METHODS[PUBLISHED](known.to_numpy(), steps)
    columns = {"point": path.point}
    for level, (low, high) in path.bounds.items():
        columns |= {f"low{100 * level:.0f}": low, f"high{100 * level:.0f}": high}
    ahead = pd.period_range(periods[-1] + 1, periods=steps, name="period")
    return Forecast(pd.DataFrame(columns, ahead), len(known), periods[-1])


@dataclass(frozen=True)
class Backtest:
    """How each method would have forecast the past, from every origin that leaves it ten values or more.

    Attributes
    ----------
    scores
        By method: mase (absolute error over the mean absolute change known at the origin), smape (percent),
        cover80, cover95 (shares of outcomes inside the interval), winkler (interval score at 95 %, scaled like
        mase); NaN for a method without intervals.
    origins
        How many there were.
    forecasts
        How many outcomes were forecast.
    """

    scores: pd.DataFrame
    origins: int
    forecasts: int


def backtest(values: pd.Series) -> Backtest:
    """Rolling-origin backtest of all methods that suit the values, one and two steps ahead."""
    require("backtest", values)
    known = values.dropna().to_numpy()
    first = MINIMUM["forecast"]
    scores = pd.DataFrame(
        [each for origin in range(first, len(known)) for each in score_origin(known[:origin], known[origin:])]
    )
    counts = scores["method"].value_counts()
    same = scores[scores["method"].map(counts) == counts["naive"]]  # methods with a forecast from every origin
    return Backtest(same.groupby("method", sort=False).mean(), len(known) - first, int(counts["naive"]))


def score_origin(known: np.ndarray, future: np.ndarray, steps: int = 2) -> list[dict[str, object]]:
    """Every method's errors one to two steps beyond what is known, a row a method and step."""
    changes = np.abs(np.diff(known)).mean()
    scale = changes if changes > 0 else 1.0
    rows = []
    for name, method in METHODS.items():
        if name == "log_drift" and known.min() <= 0:
            continue
        path = method(known, min(steps, len(future)))
        for step, outcome in enumerate(future[:steps]):
            error = abs(outcome - path.point[step])
            size = abs(outcome) + abs(path.point[step])
            row = {"method": name, "mase": error / scale, "smape": 200 * error / size if size else 0.0}
            for level, (low, high) in path.bounds.items():
                row[f"cover{100 * level:.0f}"] = float(low[step] <= outcome <= high[step])
            if 0.95 in path.bounds:
                low, high = (bound[step] for bound in path.bounds[0.95])
                outside = max(low - outcome, outcome - high, 0)
                row["winkler"] = (high - low + 2 / 0.05 * outside) / scale
            rows.append(row)
    return rows
