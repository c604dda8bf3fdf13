"""Arithmetic of growth rates: chaining and averages.

Rates are percents as numbers (5.2), as Series over a PeriodIndex. Chaining wants real rates: levels at current prices
are revised by every census and are never divided across one.
"""

import pandas as pd

from helpers.text.language import _, listed
from helpers.text.messages import RefusedError


def chained_index(rates: pd.Series) -> pd.Series:
    """Index of the level at constant prices, 100 in the period before the first rate.

    I(t) = I(t-1) * (1 + g(t)/100).

    Raises
    ------
    RefusedError
        A period between the first and the last rate has none: a chain has no missing links.
    """
    known = rates.loc[rates.first_valid_index() : rates.last_valid_index()]
    if known.isna().any():
        missing = listed([str(period) for period in known.index[known.isna()]])
        message = _("growth cannot be chained across periods without a rate: %(missing)s")
        raise RefusedError(message % {"missing": missing})
    index = 100 * (1 + known / 100).cumprod()
    return pd.concat([pd.Series([100.0], index=known.index[:1] - 1), index]).rename_axis("period")


def two_year_average(rates: pd.Series) -> pd.Series:
    """Average growth over each two years in percent, sqrt((1+g0)(1+g1)) - 1, by the later year.

    It sees through a slump and its rebound (2020 and 2021): the base is two years back. Two rates rounded to one
    decimal leave it uncertain by at most 0.05 points.
    """
    factors = 1 + rates / 100
    return 100 * ((factors * factors.shift()) ** 0.5 - 1)
