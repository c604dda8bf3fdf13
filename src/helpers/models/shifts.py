"""The level of a series: smoothed, and whether its mean shifts, at a date chosen beforehand or at any."""

import warnings
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import statsmodels.api as sm

from helpers.models.requirements import ModelRefusedError, require, require_sides
from helpers.models.trend import EXACT, first_autocorrelation

_TRIMMED = 0.15  # share of observations at each end where no break is looked for
_DRAWS = 499  # of the bootstrap: a p-value to two decimals


@dataclass(frozen=True)
class Smoothed:
    """A local linear trend, as a description of where the series stands, never as a forecast.

    Attributes
    ----------
    level
        Smoothed level by period.
    slope
        Smoothed change a period at the end.
    fixed
        Which of level and slope the estimation holds constant (variance at zero).
    """

    level: pd.Series
    slope: float
    fixed: tuple[str, ...]


def smoothed_level(values: pd.Series) -> Smoothed:
    """Local linear trend by maximum likelihood, exact diffuse start."""
    require("smoothing", values)
    known = values.dropna()
    centre, scale = known.mean(), known.std()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            model = sm.tsa.UnobservedComponents((known.to_numpy() - centre) / scale, "lltrend", use_exact_diffuse=True)
            fit = model.fit(disp=False)
        except Warning:
            raise ModelRefusedError("smoothing", "estimation", {}) from None
    variances = dict(zip(model.param_names, fit.params, strict=True))
    fixed = [name for name, key in (("level", "sigma2.level"), ("slope", "sigma2.trend")) if variances[key] < 1e-6]
    level, slope = fit.smoothed_state
    return Smoothed(pd.Series(centre + scale * level, known.index), float(scale * slope[-1]), tuple(fixed))


@dataclass(frozen=True)
class Shift:
    """The difference of the mean from a date on, with its 95 % interval and the p-value of the F test."""

    at: pd.Period
    difference: float
    low: float
    high: float
    p: float
    n: int


def shift_at(values: pd.Series, at: pd.Period) -> Shift:
    """The shift of the mean at a date that was chosen beforehand, by the F test of a dummy."""
    require_sides(values, at)
    known = values.dropna()
    after = np.asarray(known.index >= at, dtype=float)
    full = sm.OLS(known.to_numpy(), sm.add_constant(after)).fit(method="qr")
    none = sm.OLS(known.to_numpy(), np.ones(len(known))).fit(method="qr")
    exact = full.ssr <= EXACT * none.uncentered_tss
    p = 0.0 if exact else full.compare_f_test(none)[1]
    low, high = full.conf_int()[1]
    return Shift(at, float(full.params[1]), float(low), float(high), float(p), len(known))


@dataclass(frozen=True)
class Break:
    """The likeliest date of a shift in the mean.

    Attributes
    ----------
    at
        The last period before it.
    statistic
        The largest F over all dates.
    p
        How often a series with the same first autocorrelation and no break has a larger one.
    """

    at: pd.Period
    statistic: float
    p: float
    n: int


def break_anywhere(values: pd.Series) -> Break:
    """The likeliest shift of the mean at any date: the largest F, with a p-value from a bootstrap with an AR(1).

    The statistic is that of Andrews (Econometrica 61, 1993); its asymptotic p-values reject far too often where
    neighbouring values are alike.
    """
    require("break", values)
    known = values.dropna()
    statistic, place = largest_f(known.to_numpy())
    return Break(known.index[place - 1], statistic, _p_value(tuple(known), statistic), len(known))


def largest_f(values: np.ndarray) -> tuple[float, int]:
    """sup-F of a shift in the mean, and the number of observations before it, both ends trimmed by 15 %."""
    n = len(values)
    sums, squares = np.cumsum(values), float(((values - values.mean()) ** 2).sum())
    before = np.arange(int(n * _TRIMMED), n - int(n * _TRIMMED) + 1)
    explained = (sums[before - 1] - before / n * sums[-1]) ** 2 * n / (before * (n - before))
    left = squares - explained
    exact = left <= EXACT * squares + np.finfo(float).tiny
    statistics = np.where(exact, np.inf, explained / (np.where(exact, 1.0, left) / (n - 2)))
    return float(statistics.max()), int(before[statistics.argmax()])


@cache
def _p_value(values: tuple[float, ...], statistic: float) -> float:
    """Share of series without a break, of the same autocorrelation, with a larger sup-F; the draws never change."""
    observed = np.asarray(values)
    n = len(observed)
    r = first_autocorrelation(observed)
    rho = min(max((n * r + 1) / (n - 4), -0.95), 0.95)  # Marriott and Pope: r is about rho - (1 + 4 rho) / n
    noise = np.random.default_rng(0).standard_normal((_DRAWS, n + 50))
    drawn = np.zeros_like(noise)
    for step in range(1, n + 50):
        drawn[:, step] = rho * drawn[:, step - 1] + noise[:, step]
    larger = sum(largest_f(series)[0] >= statistic for series in drawn[:, 50:])
    return (larger + 1) / (_DRAWS + 1)
