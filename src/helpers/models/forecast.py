"""Forecasts of short yearly series: the published methods, and those they are held against.

Which method is published hangs on the class of the series. Growth rates with peers: the panel (`models.panel`). Levels:
the drift of the logarithms. Anything else: a shrunken drift, chosen by its record on the yearly series of three
forecasting competitions, not by the few origins that one short series allows. `make league` prints these records. Where
the last value did better in the past of the series, by error and by intervals, the last value is published.
"""

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.forecasting.theta import ThetaModel

from helpers.figures.indicators import Indicator
from helpers.models.panel import Panel
from helpers.models.paths import LEVELS, Path
from helpers.models.requirements import MINIMUM, ModelRefusedError, require
from helpers.models.scores import interval_score

PUBLISHED = "shrunken"  # where there are neither peers nor a level
PANEL, OF_LEVELS, LAST = "panel", "log_drift", "naive"
_HORIZON = {"Y": 2, "Q": 4}  # beyond these no interval keeps its promise
_STEPS = 2  # ahead of an origin that are scored
_RECENT, _WIDER = 8, 1.5  # of the published interval; the factor was set on the yearly series of the M1 competition
_STARTS = ((0.5, 0.1, 0.9), (0.1, 0.01, 0.98), (0.9, 0.01, 0.85), (0.3, 0.3, 0.95))  # alpha, beta, phi


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


@dataclass(frozen=True)
class Forecast:
    """The published forecast.

    Attributes
    ----------
    frame
        By period: point, and low and high at 80 and 95 % (low80, high80, low95, high95), unit of the values.
    n
        Observations it rests on, of the region itself.
    last
        The last of them.
    method
        By which it was made: a key of METHODS, or "panel".
    """

    frame: pd.DataFrame
    n: int
    last: pd.Period
    method: str


def published_method(values: pd.Series, panel: Panel | None = None, indicator: Indicator | None = None) -> str:
    """By which method a series is forecast: that of its class, unless the last value was better in its own past.

    Parameters
    ----------
    values
        By period.
    panel
        The rates of the region and its peers; None where the series is no growth rate, or has none.
    indicator
        What is measured; a level is forecast by the drift of its logarithms as far as all its values are positive.
    """
    method = method_of_class(values, panel, indicator)
    return LAST if _is_beaten(values, method, panel, indicator) else method


def method_of_class(values: pd.Series, panel: Panel | None, indicator: Indicator | None) -> str:
    """The method of growth rates with peers, of levels, or of anything else, chosen once for each."""
    if panel is not None and panel.suffices:
        return PANEL
    return OF_LEVELS if indicator is not None and indicator.is_level and values.min() > 0 else PUBLISHED


def _is_beaten(values: pd.Series, method: str, panel: Panel | None, indicator: Indicator | None) -> bool:
    """Whether the last value had both the smaller error and the better intervals in the past of the series."""
    known = values.dropna()
    if len(known) < MINIMUM["backtest"]:
        return False  # of few origins nothing is learnt
    rows = [row for _origin, scores in _origins(known, panel, indicator, (LAST, method)) for row in scores]
    if not rows:
        return False
    return _last_is_better(pd.DataFrame(rows).groupby("method").mean(numeric_only=True), method)


def _last_is_better(scores: pd.DataFrame, method: str) -> bool:
    intervals = scores[["score80", "score95"]].mean(axis=1)
    return bool(scores["mase"][LAST] < scores["mase"][method] and intervals[LAST] < intervals[method])


def forecast(values: pd.Series, panel: Panel | None = None, indicator: Indicator | None = None) -> Forecast:
    """The next two years, or four quarters, by the published method, within the range that the values can have.

    Parameters
    ----------
    values
        By period; refused where one is missing between the first and the last, so that no forecast can carry
        the label of a period that was observed.
    panel, indicator
        See `published_method`.
    """
    require("forecast", values)
    known, periods = values.dropna(), pd.PeriodIndex(values.dropna().index)
    steps = _HORIZON[periods.freqstr[0]]
    method = published_method(values, panel, indicator)
    path = panel.path(steps) if panel and method == PANEL else METHODS[method](known.to_numpy(), steps)
    path = path.within(*_limits(indicator))
    columns = {"point": path.point}
    for level, (low, high) in path.bounds.items():
        columns |= {f"low{100 * level:.0f}": low, f"high{100 * level:.0f}": high}
    ahead = pd.period_range(periods[-1] + 1, periods=steps, name="period")
    return Forecast(pd.DataFrame(columns, ahead), len(known), periods[-1], method)


def _limits(indicator: Indicator | None) -> tuple[float, float]:
    """The range of a rate or a share, as the codebook has it; none for anything else."""
    if indicator is None or indicator.is_level:
        return -np.inf, np.inf
    return indicator.minimum, indicator.maximum


@dataclass(frozen=True)
class Backtest:
    """How each method would have forecast the past, from every origin that leaves it ten values or more.

    Attributes
    ----------
    published
        The method by which the series is forecast, one of those in scores.
    scores
        By method: mase (absolute error over the mean absolute change known at the origin), smape (percent),
        cover80, cover95 (shares of outcomes inside the interval), score80, score95 (interval scores, scaled like
        mase); NaN for a method without intervals.
    origins
        How many there were.
    forecasts
        How many outcomes were forecast.
    """

    published: str
    scores: pd.DataFrame
    origins: int
    forecasts: int


def backtest(values: pd.Series, panel: Panel | None = None, indicator: Indicator | None = None) -> Backtest:
    """Rolling-origin backtest of all methods that suit the values, one and two steps ahead.

    Origins at which a panel was not enough yet are left out for all methods.
    """
    require("backtest", values)
    known = values.dropna()
    by_class = method_of_class(values, panel, indicator)
    names = (*METHODS, *((PANEL,) if by_class == PANEL else ()))
    scored = list(_origins(known, panel, indicator, names))
    if not scored:
        raise ModelRefusedError("backtest", "short", {"minimum": MINIMUM["backtest"], "n": len(known)})
    rows = pd.DataFrame([row for _origin, scores in scored for row in scores])
    counts = rows["method"].value_counts()
    same = rows[rows["method"].map(counts) == counts[LAST]]  # methods with a forecast from every origin
    scores = same.groupby("method", sort=False).mean()
    published = LAST if _last_is_better(scores, by_class) else by_class
    return Backtest(published, scores, len(scored), int(counts[LAST]))


def _origins(
    known: pd.Series, panel: Panel | None, indicator: Indicator | None, names: Iterable[str]
) -> Iterator[tuple[int, list[dict[str, object]]]]:
    """The scores of some methods from every origin with ten values or more; with a panel, where it was enough then."""
    values, limits = known.to_numpy(), _limits(indicator)
    for origin in range(MINIMUM["forecast"], len(values)):
        paths = {}
        if panel is not None and PANEL in names:
            then = panel.known(known.index[origin - 1])
            if not then.suffices:
                continue
            paths = {PANEL: then.path(min(_STEPS, len(values) - origin))}
        yield origin, score_origin(values[:origin], values[origin:], paths, names, limits)


def score_origin(
    known: np.ndarray,
    future: np.ndarray,
    paths: Mapping[str, Path] = MappingProxyType({}),
    names: Iterable[str] | None = None,
    limits: tuple[float, float] = (-np.inf, np.inf),
) -> list[dict[str, object]]:
    """Every method's errors one to two steps beyond what is known, a row a method and step.

    Parameters
    ----------
    paths
        What methods say that need more than the known values, by name.
    names
        The methods that are scored; all where none are named.
    limits
        The range that the values can have, in which all that is said is kept.
    """
    changes = np.abs(np.diff(known)).mean()
    scale = changes if changes > 0 else 1.0
    steps = min(_STEPS, len(future))
    suited = [name for name in METHODS if name in (names or METHODS) and (name != OF_LEVELS or known.min() > 0)]
    rows = []
    for name, path in {**{name: METHODS[name](known, steps) for name in suited}, **paths}.items():
        said = path.within(*limits)
        for step, outcome in enumerate(future[:steps]):
            error = abs(outcome - said.point[step])
            size = abs(outcome) + abs(said.point[step])
            row = {"method": name, "mase": error / scale, "smape": 200 * error / size if size else 0.0}
            for level, (low, high) in said.bounds.items():
                row[f"cover{100 * level:.0f}"] = float(low[step] <= outcome <= high[step])
                row[f"score{100 * level:.0f}"] = interval_score(low[step], high[step], outcome, 1 - level) / scale
            rows.append(row)
    return rows
