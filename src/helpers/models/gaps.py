"""A region against a benchmark: gaps between growth rates, in percentage points, with their rounding."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.series import SelectedSeries
from helpers.models.growth import Estimate
from helpers.models.requirements import require
from helpers.models.trend import first_autocorrelation, mean_growth
from helpers.text.messages import RefusedError


def growth_gap(own: SelectedSeries, benchmark: SelectedSeries) -> pd.DataFrame:
    """Growth of the region less growth of the benchmark, percentage points by period, where both are known.

    Returns
    -------
    pd.DataFrame
        Value, low and high by period; low and high allow for the rounding of both rates.

    Raises
    ------
    RefusedError
        The two do not measure the same thing over the same span.
    """
    if own.indicator != benchmark.indicator or own.span != benchmark.span:
        raise RefusedError(
            f"no gap between {own.indicator.code} ({own.span}) and {benchmark.indicator.code} ({benchmark.span}): "
            "they do not measure the same thing"
        )
    return rounded_difference(own.rounded, benchmark.rounded).dropna()


def rounded_difference(own: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The difference of two tables of value, low and high by period, as wide as the rounding of both allows."""
    widest = other.rename(columns={"low": "high", "high": "low"})
    return (own - widest)[["value", "low", "high"]].round(9)  # 2.6, not 2.5999999999999996


def cumulative_gap(own: pd.Series, benchmark: pd.Series) -> float:
    """How much more the region has grown than the benchmark over all periods that both know, in percent.

    prod((1+g_r)/(1+g_b)) - 1, a ratio of chained indices: it is not the mean gap times the years.

    Raises
    ------
    RefusedError
        The periods that both know are not consecutive.
    """
    both = pd.concat([own, benchmark], axis=1, keys=["own", "benchmark"]).dropna()
    if len(both) and len(both) != (both.index[-1] - both.index[0]).n + 1:
        raise RefusedError("a cumulative gap wants consecutive periods known for both")
    factors = (1 + both["own"] / 100) / (1 + both["benchmark"] / 100)
    return 100 * (float(np.prod(factors)) - 1)


def implied_benchmark(own: Rounded, stated_gap: Rounded) -> Rounded:
    """The benchmark's growth that a stated gap implies, own less gap, in percent with its rounding interval.

    8 % and "2.8 points above the nation" imply 5.2 %. It is a statement turned round, never a published figure.
    """
    return own - stated_gap


@dataclass(frozen=True)
class GapSummary:
    """What the gaps of several years say together.

    Attributes
    ----------
    mean
        Average gap with its 95 % t interval, percentage points.
    persistence
        First autocorrelation, corrected for the smallness of the sample, (n r + 1) / (n - 3): near 1 one
        cannot tell a lasting gap from a wandering one.
    ahead
        In how many of the n years the region grew faster, gaps rounded to a tenth.
    """

    mean: Estimate
    persistence: float
    ahead: int
    n: int


def summarise_gap(own: SelectedSeries, benchmark: SelectedSeries) -> GapSummary:
    """Mean and persistence of the growth gap.

    Raises
    ------
    RefusedError
        They have less than eight years, or do not measure the same thing over the same span.
    """
    gap = growth_gap(own, benchmark)["value"]
    require("gap", gap, own.span)
    n = len(gap)
    persistence = (n * first_autocorrelation(gap.to_numpy()) + 1) / (n - 3)
    return GapSummary(mean_growth(gap), persistence, int((gap.round(1) > 0).sum()), n)
