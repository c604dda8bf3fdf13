"""The methods by which short yearly series are forecast, and which of them suits a series.

Growth rates with peers: the panel (`models.panel`). Levels: the drift of the logarithms. Anything else: a shrunken
drift, chosen by its record on the yearly series of three forecasting competitions, not by the few origins that one
short series allows. `make league` prints these records.
"""

import warnings
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

from helpers.figures.indicators import Indicator
from helpers.models.panel import Panel
from helpers.models.paths import LEVELS, Path
from helpers.models.requirements import ModelRefusedError, require

PUBLISHED = "shrunken"  # where there are neither peers nor a level
PANEL, OF_LEVELS, LAST = "panel", "log_drift", "naive"
_RECENT, _WIDER = 8, 1.5  # of the published interval; the factor was set on the yearly series of the M1 competition
_STARTS = ((0.5, 0.1, 0.9), (0.1, 0.01, 0.98), (0.9, 0.01, 0.85), (0.3, 0.3, 0.95))  # alpha, beta, phi


def method_of_class(values: pd.Series, panel: Panel | None, indicator: Indicator | None) -> str:
    """The method of growth rates with peers, of levels, or of anything else, chosen once for each."""
    if panel is not None and panel.suffices:
        return PANEL
    return OF_LEVELS if indicator is not None and indicator.is_level and values.min() > 0 else PUBLISHED


def limits_of(indicator: Indicator | None) -> tuple[float, float]:
    """The range of a rate or a share, as the codebook has it; none for anything else."""
    if indicator is None or indicator.is_level:
        return -np.inf, np.inf
    return indicator.minimum, indicator.maximum


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
    return Path(_theta(tuple(values), steps).copy(), {})


@lru_cache(maxsize=64)  # it is fitted for its own sake and for a mean with it, and takes longer than all the others
def _theta(values: tuple[float, ...], steps: int) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a poor start of its smoothing is told by the backtest
        fit = ThetaModel(np.array(values), period=1, deseasonalize=False).fit()
        return np.asarray(fit.forecast(steps))


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
