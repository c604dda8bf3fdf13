"""A region against a benchmark: gaps between growth rates, in percentage points, with their rounding."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.comparable import Pair
from helpers.figures.printed import Rounded
from helpers.models.autocorrelation import corrected_autocorrelation
from helpers.models.averages import Average, Estimate, average, underlying
from helpers.models.requirements import MINIMUM, attempt, require
from helpers.text.messages import RefusedError


def growth_gap(pair: Pair) -> pd.DataFrame:
    """Growth of the region less growth of the benchmark, percentage points by period, where both are known.

    Returns
    -------
    pd.DataFrame
        Value, low and high by period; low and high allow for the rounding of both rates. alike says whether both rates
        are of one release: what is counted, averaged or chained is those alone.
    """
    gap = rounded_difference(pair.own.rounded, pair.benchmark.rounded).dropna()
    return gap.assign(alike=[at in pair.bases for at in gap.index])


def counted(pair: Pair) -> pd.Series:
    """The gaps between rates of one release by period, percentage points: those that are counted and averaged."""
    gap = growth_gap(pair)
    return gap.loc[gap["alike"], "value"]


def rounded_difference(own: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The difference of two tables of value, low and high by period, as wide as the rounding of both allows."""
    widest = other.rename(columns={"low": "high", "high": "low"})
    return (own - widest)[["value", "low", "high"]].round(9)  # 2.6, not 2.5999999999999996


def cumulative_gap(pair: Pair) -> float:
    """How much more the region has grown than the benchmark over the longest run of comparable periods, in percent.

    prod((1+g_r)/(1+g_b)) - 1, a ratio of chained indices: it is not the mean gap times the years.
    """
    own, benchmark = (series.values[pd.PeriodIndex(pair.run)] for series in (pair.own, pair.benchmark))
    return 100 * (float(np.prod((1 + own / 100) / (1 + benchmark / 100))) - 1)


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
        Average gap over all years with figures of one release, percentage points, with its rounding.
    lasting
        The gap about which those of the longest run of years move, with its 95 % interval; or why that is not told.
    persistence
        First autocorrelation over that run, corrected for the smallness of the sample: near 1 one cannot tell a lasting
        gap from a wandering one; None where no run is long enough.
    ahead
        In how many of the n years the region grew faster, gaps rounded to a tenth.
    run
        The first and the last year of that run.
    """

    mean: Average
    lasting: Estimate | RefusedError
    persistence: float | None
    ahead: int
    run: tuple[pd.Period, pd.Period]


def summarise_gap(pair: Pair) -> GapSummary:
    """Mean and persistence of the growth gap over the years with figures of one release.

    Raises
    ------
    RefusedError
        There are less than eight of them.
    """
    gap, rounded = counted(pair), growth_gap(pair)
    require("gap", gap, pair.own.span)
    run = gap[pd.PeriodIndex(pair.run)]
    persistence = corrected_autocorrelation(run.to_numpy()) if len(run) >= MINIMUM["gap"] else None
    mean, lasting = average(rounded[rounded["alike"]], False), attempt(underlying, run, False)
    return GapSummary(mean, lasting, persistence, ahead_in(gap), (pair.run[0], pair.run[-1]))


def ahead_in(gap: pd.Series) -> int:
    """In how many periods the gap, rounded to a tenth as it is shown, is above zero."""
    return int((gap.round(1) > 0).sum())
