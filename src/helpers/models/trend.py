"""Trends of short series: a straight line and what speaks against it.

A trend here describes the years it was fitted to. The line is a poor forecaster (see `forecast`), and its interval is
too narrow where neighbouring residuals are alike, which every result says of itself.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.stattools import durbin_watson

from helpers.models.autocorrelation import first_autocorrelation
from helpers.models.requirements import ModelRefusedError, require

PANDEMIC = (2020, 2021)  # the slump and its rebound
_HAC_FROM = 30  # observations from which autocorrelation-robust errors are worth a line
_ALIKE, _DURBIN_WATSON = 0.3, 1.2  # residuals beyond these make an interval too narrow
EXACT = 1e-24  # share of squares below which a fit is exact


def ols(values: np.ndarray, design: np.ndarray, **robust: object) -> Any:
    """Least squares by QR, with errors robust to unequal variance (HC3) and t quantiles unless said otherwise.

    HC3 is that of MacKinnon and White (Journal of Econometrics 29, 1985), made for small samples.
    The default of statsmodels, the pseudo-inverse, loses half the digits on ill-conditioned designs.
    """
    options = robust or {"cov_type": "HC3"}
    return sm.OLS(values, design).fit(method="qr", use_t=True, **options)


@dataclass(frozen=True)
class Trend:
    """A straight line through a series, or through its logarithms.

    Attributes
    ----------
    slope, low, high
        Change a period with its 95 % interval (HC3, t): in the unit of the values, or in percent
        where logs were fitted.
    logs
        Whether they were.
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
    hac: tuple[float, ...] | None

    @property
    def too_narrow(self) -> bool:
        """Whether neighbouring residuals are so alike that the interval is too narrow."""
        return self.autocorrelation > _ALIKE or self.durbin_watson < _DURBIN_WATSON

    @property
    def allowing(self) -> tuple[float, float]:
        """The interval that allows for residuals that are alike, where they are and the series is long enough."""
        low, high = self.hac if self.too_narrow and self.hac is not None else (self.low, self.high)
        return float(low), float(high)

    @property
    def is_open(self) -> bool:
        """Whether its residuals are so alike that no interval is told that allows for it."""
        return self.too_narrow and self.hac is None


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
    kept = ~pd.PeriodIndex(known.index).year.isin(leave_out)
    require("trend", pd.Series(known[kept].to_numpy(), known.index[: kept.sum()]))
    time = np.arange(len(known)) - (len(known) - 1) / 2
    design = sm.add_constant(time)
    fitted_to = np.log(known.to_numpy()) if logs else known.to_numpy()
    fit = ols(fitted_to[kept], design[kept])
    return _told(fit, pd.Series(design @ fit.params, known.index), known.index[~kept], logs)


def trend_of(fit: Any, logs: bool = False) -> Trend:
    """What statsmodels has fitted, as a trend.

    Parameters
    ----------
    fit
        A fit of a formula such as "y ~ year" to a frame by period, in which no period is missing, with errors HC3
        and t quantiles.
    logs
        Whether the formula has the logarithms of the values.
    """
    return _told(fit, fit.fittedvalues, pd.PeriodIndex([], freq="Y"), logs)


def _told(fit: Any, line: pd.Series, left_out: pd.Index, logs: bool) -> Trend:
    """The trend that a fit is, with the line through all periods, and those that were left out of the fit."""
    n, residuals, endog = int(fit.nobs), np.asarray(fit.resid), fit.model.endog
    hac = None
    if n >= _HAC_FROM:
        lags = {"maxlags": int(4 * (n / 100) ** (2 / 9)), "use_correction": True}  # Newey and West's rule
        wide = fit.model.fit(method="qr", use_t=True, cov_type="HAC", cov_kwds=lags)
        hac = _per_period(*np.asarray(wide.conf_int())[1], logs=logs)
    exact = residuals @ residuals <= EXACT * (endog @ endog)  # what is left is the computer's
    alike = (2.0, 0.0) if exact else (float(durbin_watson(residuals)), first_autocorrelation(residuals))
    slope, low, high = _per_period(np.asarray(fit.params)[1], *np.asarray(fit.conf_int())[1], logs=logs)
    fitted = np.exp(line) if logs else line
    return Trend(slope, low, high, logs, n, tuple(map(str, left_out)), fitted, *alike, hac)


def _per_period(*slopes: float, logs: bool) -> tuple[float, ...]:
    return tuple(100 * np.expm1(slopes)) if logs else slopes
