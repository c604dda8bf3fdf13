"""Arithmetic of growth rates: chaining, averages, and quarters out of year-to-date figures.

Rates are percents as numbers (5.2), as Series over a PeriodIndex. Chaining wants real rates: levels at current prices
are revised by every census and are never divided across one.
"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.figures.series import SelectedSeries
from helpers.text.messages import RefusedError


class Estimate(NamedTuple):
    """An average with its 95 % Student t interval; low and high are NaN where n is below 3."""

    value: float
    low: float
    high: float
    n: int


def chained_index(rates: pd.Series) -> pd.Series:
    """Index of the level at constant prices, 100 in the period before the first rate.

    I(t) = I(t-1) * (1 + g(t)/100).

    Raises:
        RefusedError: a period between the first and the last rate has none: a chain has no missing links
    """
    known = rates.loc[rates.first_valid_index() : rates.last_valid_index()]
    if known.isna().any():
        missing = ", ".join(map(str, known.index[known.isna()]))
        raise RefusedError(f"growth cannot be chained across periods without a rate: {missing}")
    index = 100 * (1 + known / 100).cumprod()
    return pd.concat([pd.Series([100.0], index=known.index[:1] - 1), index]).rename_axis("period")


def geometric_mean_growth(rates: pd.Series) -> Estimate:
    """Average yearly growth in percent, geometric: the steady rate that leads to the same level.

    exp(mean(log(1 + g/100))) - 1; the interval is that of the mean of the logs, transformed.
    """
    from statsmodels.stats.weightstats import DescrStatsW  # takes half a second to load: not for a command's sake

    logs = np.log1p(rates.dropna() / 100)
    low, high = DescrStatsW(logs).tconfint_mean() if len(logs) >= 3 else (math.nan, math.nan)
    return Estimate(*(100 * np.expm1([logs.mean(), low, high])), len(logs))


def two_year_average(rates: pd.Series) -> pd.Series:
    """Average growth over each two years in percent, sqrt((1+g0)(1+g1)) - 1, by the later year.

    It sees through a slump and its rebound (2020 and 2021): the base is two years back. Two rates rounded to one
    decimal leave it uncertain by at most 0.05 points.
    """
    factors = 1 + rates / 100
    return 100 * (np.sqrt(factors * factors.shift()) - 1)


def single_quarters(cumulative: pd.DataFrame, base_levels: pd.Series) -> pd.DataFrame:
    """Growth of single quarters out of the year-to-date growth of one year, in percent.

    q_k = (g_k - w g_(k-1)) / (1 - w) with w = L_(k-1) / L_k, where L is the cumulative level of the previous year at
    the prices in which growth is measured; levels at other prices give an approximation.

    Args:
        cumulative: value, low and high of the growth from January to each quarter's end, one year, from Q1 on
        base_levels: cumulative level of the previous year, same quarters (any unit)

    Returns:
        value, low and high by quarter; low and high are the worst case of the rounding of both rates

    Raises:
        RefusedError: the quarters are not the first ones of a year, or a rate or a level is missing
    """
    consecutive = list(cumulative.index.quarter) == list(range(1, len(cumulative) + 1))
    if not consecutive or len(base_levels) != len(cumulative) or cumulative.isna().any(axis=None):
        raise RefusedError("single quarters want every year-to-date rate from the first quarter on, and as many levels")
    weight = (base_levels.shift().to_numpy() / base_levels.to_numpy())[1:]
    before, now = cumulative.iloc[:-1].to_numpy().T, cumulative.iloc[1:].to_numpy().T
    quarters = {
        "value": (now[0] - weight * before[0]) / (1 - weight),
        "low": (now[1] - weight * before[2]) / (1 - weight),
        "high": (now[2] - weight * before[1]) / (1 - weight),
    }
    return pd.concat([cumulative.iloc[:1], pd.DataFrame(quarters, index=cumulative.index[1:])])


def growth_from_levels(levels: SelectedSeries) -> pd.Series:
    """Growth of a level against the previous period in percent, where the codebook allows it; nominal for values.

    Raises:
        RefusedError: the codebook forbids it, as for fixed-asset investment, or the window crosses a level break in a
            source that does not carry its levels back
    """
    name, rule = levels.indicator.name, levels.indicator["growth_from_levels"]
    if rule in ("no", ""):
        official = levels.indicator["growth_indicator"]
        instead = f'; the official rates are in "{official}"' if official else ""
        raise RefusedError(f'growth of "{name}" must not be computed from its levels{instead}')
    known = levels.values.dropna().index
    breaks = map(int, filter(None, levels.indicator["level_breaks"].split("|")))
    crossed = [year for year in breaks if known[0].year <= year <= known[-1].year]
    if rule == "within_vintage" and crossed and not levels.back_revised:
        raise RefusedError(
            f'growth of "{name}" must not be computed across {", ".join(map(str, crossed))}: '
            "the level was revised there, and the source does not carry the revision back"
        )
    return 100 * levels.values.pct_change(fill_method=None).iloc[1:]
