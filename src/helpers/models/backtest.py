"""How the methods would have forecast the past of a series, and whether the last value did better."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.models.methods import LAST, METHODS, OF_LEVELS, PANEL, limits_of, method_of_class
from helpers.models.panel import Panel
from helpers.models.paths import Path
from helpers.models.requirements import MINIMUM, ModelRefusedError, require
from helpers.models.scores import interval_score

_STEPS = 2  # ahead of an origin that are scored


def is_beaten(values: pd.Series, method: str, panel: Panel | None, indicator: Indicator | None) -> bool:
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
    values, limits = known.to_numpy(), limits_of(indicator)
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
