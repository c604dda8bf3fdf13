"""Ranks of rates, and how far the rounding of their digits leaves them open."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.standings import possible_rank

_ENOUGH = 0.75  # of all peers must have a rate for a period to be ranked
Named = TypeVar("Named", bound=Hashable)


def ranks(rates: pd.DataFrame) -> pd.DataFrame:
    """Rank of each region (column) in each period (row), 1 the fastest; equal rates share the better rank."""
    return rates.rank(axis=1, ascending=False, method="min")


def ranked_periods(rates: pd.DataFrame, size: int) -> pd.PeriodIndex:
    """The periods (rows) in which three quarters of all peers have a rate: only they are ranked.

    Parameters
    ----------
    size
        How many peers there are, those without any rate among them.
    """
    return pd.PeriodIndex(rates.index[(rates.notna().sum(axis=1) >= _ENOUGH * size).to_numpy()])


def possible_ranks(figures: Mapping[Named, Rounded]) -> dict[Named, tuple[int, int]]:
    """The best and the worst rank that the printed digits leave to each."""
    return {
        name: possible_rank(own, [other for key, other in figures.items() if key != name])
        for name, own in figures.items()
    }
