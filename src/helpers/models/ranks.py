"""Ranks of rates, and how far the rounding of their digits leaves them open."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figures
from helpers.figures.side_by_side import SideBySide
from helpers.figures.standings import Standing, possible_rank, standing_of

_MANY = 40  # regions whose rows a rank does not name one by one
ENOUGH = 0.75  # of all peers must have a rate for a period to be ranked
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
    return pd.PeriodIndex(rates.index[(rates.notna().sum(axis=1) >= ENOUGH * size).to_numpy()])


def possible_ranks(figures: Mapping[Named, Rounded]) -> dict[Named, tuple[int, int]]:
    """The best and the worst rank that the printed digits leave to each."""
    return {
        name: possible_rank(own, [other for key, other in figures.items() if key != name])
        for name, own in figures.items()
    }


def standings(
    table: SideBySide, region: Region, whole: Region, level: str, years: Iterable[pd.Period]
) -> dict[pd.Period, Standing]:
    """The place of a region among others in some years, as far as they are ranked and it has a figure in them.

    Suspect figures have no rank. Of many regions the own figure alone stands for all that a rank rests on.

    Parameters
    ----------
    whole, level
        As `helpers.figures.standings.Standing` has them.
    """
    sound = table.figures[table.figures["status"] != "suspect"]
    ranked = ranked_periods(table.values.where(table.numbers.isin(sound.index)), len(table.regions))
    places = {each.code: each for each in table.regions}
    found = {}
    for at in ranked.intersection(pd.PeriodIndex(list(years), freq="Y")):
        rows = sound.loc[sound.index.isin(table.rows_of(years=[at]))]
        figures = dict(zip(map(places.__getitem__, rows["region"]), rounded_figures(rows).values(), strict=True))
        if region in figures:
            standing = standing_of(region, whole, level, figures, table.regions)
            found[at] = standing if len(figures) <= _MANY else replace(standing, rows=figures[region].rows)
    return found
