"""Whether a series rose and then fell, or fell and then rose: one line through both hides it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.models.autocorrelation import series_by_chance, share_as_large
from helpers.models.requirements import require
from helpers.models.trend import EXACT

_SIDE = 5  # values at least on each side of a turn


@dataclass(frozen=True)
class Turn:
    """Two straight lines that meet, the likeliest meeting point of all.

    Attributes
    ----------
    at
        Where they meet.
    before, after
        Change a period on either side, in the unit of the values.
    p
        How often a series with one slope, and residuals as alike, bends as much.
    n
        The values.
    """

    at: pd.Period
    before: float
    after: float
    p: float
    n: int

    @property
    def is_hump(self) -> bool:
        """Whether it rose before and fell after."""
        return self.before > 0 > self.after


def turn_anywhere(values: pd.Series) -> Turn:
    """The likeliest bend of a straight line: the largest F of a second slope over all dates.

    The p-value is that of a bootstrap with an AR(1) fitted to the residuals of one line, as for a break of the mean:
    the statistic of Andrews (Econometrica 61, 1993) for a slope that changes without a jump.
    """
    require("turn", values)
    known = values.dropna()
    observed = known.to_numpy()
    line, lines = _designs(len(observed))
    statistics = _bends(observed[None], line, lines)[0]
    place = int(statistics.argmax())
    residuals = observed - line @ (line.T @ observed)
    by_chance = _bends(series_by_chance(residuals), line, lines).max(axis=1)
    time, at = np.arange(len(observed), dtype=float), place + _SIDE
    bent = np.column_stack([np.ones(len(observed)), time - at, np.maximum(time - at, 0)])
    _level, before, change = np.linalg.lstsq(bent, observed, rcond=None)[0]
    p = share_as_large(float(statistics[place]), by_chance)
    return Turn(known.index[at], float(before), float(before + change), p, len(observed))


def _designs(n: int) -> tuple[np.ndarray, np.ndarray]:
    """An orthonormal basis of a line, and what each bend adds to it, of unit length, a row a bend."""
    time = np.arange(n, dtype=float)
    line = np.linalg.qr(np.column_stack([np.ones(n), time]))[0]
    bends = np.maximum(time - np.arange(_SIDE, n - _SIDE)[:, None], 0)
    bends -= bends @ line @ line.T
    return line, bends / np.linalg.norm(bends, axis=1)[:, None]


def _bends(series: np.ndarray, line: np.ndarray, bends: np.ndarray) -> np.ndarray:
    """F of every bend (column) in every series (row); infinite where nothing is left."""
    n = series.shape[1]
    residuals = series - series @ line @ line.T
    squares = (residuals**2).sum(axis=1)[:, None]
    explained = (residuals @ bends.T) ** 2
    left = squares - explained
    exact = left <= EXACT * (series**2).sum(axis=1)[:, None] + np.finfo(float).tiny
    return np.where(exact, np.inf, explained / (np.where(exact, 1.0, left) / (n - 3)))
