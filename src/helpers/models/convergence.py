"""Do the regions of a group come closer to each other? Beta and sigma convergence."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm

from helpers.models.requirements import MINIMUM, ModelRefusedError
from helpers.models.trend import ols
from helpers.text.language import _
from helpers.text.messages import RefusedError


@dataclass(frozen=True)
class Beta:
    """Growth against the initial level, log(y1 / y0) = a + b log(y0).

    Attributes
    ----------
    b, low, high
        Slope with its 95 % interval (HC3, t).
    speed
        Lambda = -ln(1 + b) / T, percent a year (Barro and Sala-i-Martin, Journal of Political Economy 100, 1992).
    n, years
        Regions, and years between the two levels.
    without
        The slope with each region left out in turn, by region.
    """

    b: float
    low: float
    high: float
    speed: float
    n: int
    years: int
    without: pd.Series

    @property
    def converges(self) -> bool:
        """Whether the smaller ones grew faster, wherever in its interval the slope lies."""
        return self.high < 0


def beta_convergence(initial: pd.Series, grown: pd.Series, years: int) -> Beta:
    """Beta convergence across regions.

    Parameters
    ----------
    initial
        Level at the start by region, one source and year, any unit.
    grown
        Log(y1 / y0) by region, at constant prices.
    """
    known = pd.concat([np.log(initial), grown], axis=1, keys=["initial", "grown"]).dropna()
    if len(known) < MINIMUM["convergence"]:
        raise ModelRefusedError("convergence", "regions", {"minimum": MINIMUM["convergence"], "n": len(known)})
    fit = _slope(known)
    low, high = fit.conf_int()[1]
    without = pd.Series({region: _slope(known.drop(index=region)).params[1] for region in known.index})
    b = float(fit.params[1])
    speed = -100 * math.log1p(b) / years if b > -1 else math.inf
    return Beta(b, float(low), float(high), speed, len(known), years, without)


def _slope(known: pd.DataFrame) -> Any:
    centred = known["initial"].to_numpy() - known["initial"].mean()
    return ols(known["grown"].to_numpy(), sm.add_constant(centred))


def sigma_convergence(levels: pd.DataFrame) -> pd.Series:
    """Standard deviation of the logs across regions (columns), by period; only periods that know every region.

    Raises
    ------
    RefusedError
        No period knows them all.
    """
    complete = levels.dropna()
    if complete.empty:
        raise RefusedError(_("no period has a level of every region"))
    return np.log(complete).std(axis=1, ddof=1)
