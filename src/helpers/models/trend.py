"""Trends of short series: a straight line and what speaks against it, a smoothed level, shifts and breaks.

A trend here describes the years it was fitted to. The line is a poor forecaster (see `forecast`), and its interval is
too narrow where neighbouring residuals are alike, which every result says of itself.
"""

import warnings
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.stattools import durbin_watson
from statsmodels.stats.weightstats import DescrStatsW

from helpers.models.growth import Estimate
from helpers.models.requirements import ModelRefusedError, require, require_sides

PANDEMIC = (2020, 2021)  # the slump and its rebound
_HAC_FROM = 30  # observations from which autocorrelation-robust errors are worth a line
_ALIKE, _DURBIN_WATSON = 0.3, 1.2  # residuals beyond these make an interval too narrow
_TRIMMED = 0.15  # share of observations at each end where no break is looked for
_EXACT = 1e-24  # share of squares below which a fit is exact
_DRAWS = 499  # of the bootstrap: a p-value to two decimals


def ols(values: np.ndarray, design: np.ndarray, **robust: object):
    """Least squares by QR, with errors robust to unequal variance (HC3) and t quantiles unless said otherwise.

    The default of statsmodels, the pseudo-inverse, loses half the digits on ill-conditioned designs.
    """
    options = robust or {"cov_type": "HC3"}
    return sm.OLS(values, design).fit(method="qr", use_t=True, **options)


def mean_growth(values: pd.Series) -> Estimate:
    """Arithmetic mean with its 95 % Student t interval, in the unit of the values."""
    require("mean", values)
    known = values.dropna()
    return Estimate(known.mean(), *DescrStatsW(known).tconfint_mean(), len(known))


@dataclass(frozen=True)
class Trend:
    """A straight line through a series, or through its logarithms.

    Attributes
    ----------
    slope, low, high
        Change a period with its 95 % interval (HC3, t): in the unit of the values, or in percent
        where logs were fitted.
    logs
        Were they?
    n
        Observations fitted.
    left_out
        The periods left out of the fit.
    fitted
        The line by period, in the unit of the values, for every period of the series.
    durbin_watson, autocorrelation
        Of the residuals.
    hac
        Interval with errors robust to autocorrelation as well (Newey-West); None below 30 observations.
    """

    slope: float
    low: float
    high: float
    logs: bool
    n: int
    left_out: tuple[str, ...]
    fitted: pd.Series
    durbin_watson: float
    autocorrelation: float
    hac: tuple[float, float] | None

    @property
    def too_narrow(self) -> bool:
        """Are neighbouring residuals so alike that the interval is too narrow?"""
        return self.autocorrelation > _ALIKE or self.durbin_watson < _DURBIN_WATSON


def linear_trend(values: pd.Series, logs: bool = False, leave_out: tuple[int, ...] = ()) -> Trend:
    """A straight line by least squares on centred time.

    Parameters
    ----------
    values
        By period; for logs, positive.
    leave_out
        Years left out of the fit, as a dummy for each would; nothing else is ever dropped.
    """
    require("trend", values)
    known = values.loc[values.first_valid_index() : values.last_valid_index()]
    if logs and known.min() <= 0:
        raise ModelRefusedError("trend", "positive", {})
    kept = ~known.index.year.isin(leave_out)
    require("trend", pd.Series(known[kept].to_numpy(), known.index[: kept.sum()]))
    time = np.arange(len(known)) - (len(known) - 1) / 2
    design = sm.add_constant(time)
    fitted_to = np.log(known.to_numpy()) if logs else known.to_numpy()
    fit = ols(fitted_to[kept], design[kept])
    low, high = fit.conf_int()[1]
    hac = None
    if kept.sum() >= _HAC_FROM:
        lags = int(4 * (kept.sum() / 100) ** (2 / 9))  # Newey and West's rule
        wide = ols(fitted_to[kept], design[kept], cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
        hac = tuple(_per_period(wide.conf_int()[1], logs))
    line = design @ fit.params
    residuals = fit.resid
    exact = residuals @ residuals <= _EXACT * (fitted_to[kept] @ fitted_to[kept])  # what is left is the computer's
    alike = (2.0, 0.0) if exact else (float(durbin_watson(residuals)), first_autocorrelation(residuals))
    slope, low, high = _per_period(np.array([fit.params[1], low, high]), logs)
    return Trend(
        slope=slope,
        low=low,
        high=high,
        logs=logs,
        n=int(kept.sum()),
        left_out=tuple(str(period) for period in known.index[~kept]),
        fitted=pd.Series(np.exp(line) if logs else line, known.index),
        durbin_watson=alike[0],
        autocorrelation=alike[1],
        hac=hac,
    )


def _per_period(slopes: np.ndarray, logs: bool) -> np.ndarray:
    return 100 * np.expm1(slopes) if logs else slopes


def first_autocorrelation(values: np.ndarray) -> float:
    """Correlation of a series about its mean with itself one step before; 0 where it does not vary."""
    centred = np.asarray(values) - np.mean(values)
    total = float(centred @ centred)
    return float(centred[1:] @ centred[:-1]) / total if total > 0 else 0.0


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
    """Has the mean shifted at a date that was chosen beforehand? F test of a dummy."""
    require_sides(values, at)
    known = values.dropna()
    after = np.asarray(known.index >= at, dtype=float)
    full = sm.OLS(known.to_numpy(), sm.add_constant(after)).fit(method="qr")
    none = sm.OLS(known.to_numpy(), np.ones(len(known))).fit(method="qr")
    exact = full.ssr <= _EXACT * none.uncentered_tss
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
    """Is there a shift of the mean at some date? The largest F, with a p-value from a bootstrap with an AR(1).

    Asymptotic p-values reject far too often where neighbouring values are alike.
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
    exact = left <= _EXACT * squares + np.finfo(float).tiny
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
