"""What the peers make together, year by year, against what is published of the region that contains them."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.released import released_figures
from helpers.figures.terms import Term
from helpers.models.group import GROWTH, LEVEL, Group

_YEARS = 5  # as far back as the table goes


@dataclass(frozen=True)
class Year:
    """The peers of a year as one, all figures of the release that their rates share.

    Attributes
    ----------
    at, release
        When, and of which release.
    regions
        The peers with both a rate and a level, and how many there are.
    size
        Their GDP at current prices, 100 million yuan.
    growth
        Their rates weighted by that, percent.
    whole_size, whole_growth
        What is published of the region that contains them; None where nothing of that release is recorded.
    """

    at: pd.Period
    release: Term
    regions: int
    size: Rounded
    growth: Rounded
    whole_size: Rounded | None
    whole_growth: Rounded | None


@dataclass(frozen=True)
class Together:
    """The peers as one, by year, and the rows of figures behind it."""

    years: list[Year]
    rows: pd.DataFrame


def together(observations: Observations, group: Group) -> Together:
    """The peers as one in each ranked year in which every one with a rate has a level of the same release."""
    levels = released_figures(observations, [*group.series, group.parent], LEVEL)
    whole = {LEVEL: levels[group.parent], GROWTH: released_figures(observations, [group.parent], GROWTH)[group.parent]}
    found = []
    if {region.parent for region in group.series} != {group.parent}:
        return Together([], observations.figures.iloc[:0])  # cities of all provinces are no whole
    for year in group.ranked[-_YEARS:]:
        release = group.compared.bases[year]
        rates = {region: group.series[region].figures[year] for region in group.ranks_in(year)}
        sizes = {region: levels[region].get((year, release.code)) for region in rates}
        known = [(rates[region], size) for region, size in sizes.items() if size is not None]
        if len(known) < len(rates):
            continue
        size = sum((each for _rate, each in known), Rounded.exact(0.0))
        weighted = sum((rate * each for rate, each in known), Rounded.exact(0.0)).value / size.value
        rows = frozenset().union(*(rate.rows | each.rows for rate, each in known))
        growth = Rounded(weighted, weighted, weighted, rows)
        published = (whole[indicator].get((year, release.code)) for indicator in (LEVEL, GROWTH))
        found.append(Year(year, release, len(known), size, growth, *published))
    figures = [each for year in found for each in (year.growth, year.whole_size, year.whole_growth) if each is not None]
    return Together(found, observations.figures.loc[sorted({row for each in figures for row in each.rows})])
