"""The counties of a prefecture: their published ranks, what they bound, and how large each county is."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, figures_in, find_figures, latest_figure
from helpers.figures.regions import Region
from helpers.figures.scope import per_head, total
from helpers.figures.series import select_series
from helpers.text import language

RANK, GROWTH, DOUBLE_DIGIT = "county_growth_rank", "county_growth_unspecified", "counties_double_digit"
RED_LIST, BLACK_LIST = "assessment_red_list", "assessment_black_list_counties"
_TWO_DIGITS = 9.95  # the least that is printed with two digits before the point, at one decimal
_SIZES = ("gdp_current", "population_resident", "population_registered")


@dataclass(frozen=True)
class Ranking:
    """What is published of the counties' growth in one cumulated stretch of a year.

    Attributes
    ----------
    places
        Rank by county, only those that are published, the first first.
    highest
        The growth of the first, percent.
    double_digit
        How many counties grew by two digits.
    """

    period: str
    places: dict[Region, Figure]
    highest: Figure | None
    double_digit: Figure | None

    def growth(self, county: Region) -> Rounded:
        """What the ranking lets one say of a county's growth, percent: an interval, NaN for its value if not printed.

        The first has the printed rate. A county that is ranked within the count of double-digit ones grew by two digits
        and no faster than the first; of the others, one knows only the latter.
        """
        if self.highest is not None and self.highest.region == county:
            return self.highest.rounded
        fast = self.double_digit is not None and self.place(county) <= self.double_digit.rounded.value
        low = _TWO_DIGITS if fast else -math.inf
        high = self.highest.rounded.high if self.highest is not None else math.inf
        ground = [self.highest, *((self.places[county], self.double_digit) if fast else ())]
        return Rounded(math.nan, low, high, frozenset(row for each in ground if each is not None for row in each.rows))

    @property
    def period_name(self) -> str:
        """Its stretch of a year in words."""
        return language.period(pd.Period(self.period), "ytd")

    @property
    def first(self) -> Region:
        """The county in the first place."""
        return min(self.places, key=self.place)

    def place(self, county: Region) -> float:
        """The published rank of a county; infinite where none is."""
        return self.places[county].rounded.value if county in self.places else math.inf

    @property
    def figures(self) -> list[Figure]:
        return [figure for figure in (*self.places.values(), self.highest, self.double_digit) if figure is not None]


def rankings(observations: Observations, region: str) -> dict[str, Ranking]:
    """Every published ranking of a prefecture's counties, by period (2023Q2), the earliest first.

    Raises
    ------
    NoFiguresError
        None is published.
    """
    counties = set(observations.regions_within(region))
    places = [figure for figure in find_figures(observations, RANK) if figure.region in counties]
    if not places:
        raise NoFiguresError(f"no ranking of the counties of {observations.region(region).coded_name} is recorded")
    places.sort(key=lambda figure: figure.rounded.value)
    rates = [figure for figure in find_figures(observations, GROWTH) if figure.region in counties]
    return {
        period: Ranking(
            period,
            {figure.region: figure for figure in places if figure.period == period},
            next((figure for figure in rates if figure.period == period), None),
            latest_figure(observations, DOUBLE_DIGIT, region, period),
        )
        for period in sorted({figure.period for figure in places})
    }


def quarter_bound(before: Rounded, now: Rounded) -> Rounded:
    """What cumulative growth before and now bounds the growth of the quarter between, percent, its weight unknown.

    q = (now - w before) / (1 - w) with 0 < w < 1: where growth rose, the quarter grew by more than now; where it fell,
    by less. Nothing follows where the two intervals overlap.
    """
    low = now.low if now.low > before.high else -math.inf
    high = now.high if now.high < before.low else math.inf
    return Rounded(math.nan, low, high, before.rows | now.rows)


def red_list(observations: Observations, region: str, period: str) -> dict[Region, Figure]:
    """The counties on the red (good) list of the assessment for the half-year that ends with a period."""
    found = find_figures(observations, RED_LIST, period=period)
    within = observations.regions_within(region)
    return {figure.region: figure for figure in found if figure.region in within}


def black_list(observations: Observations, region: str, period: str) -> Figure | None:
    """How many counties stand on the black (bad) list of that assessment; None where that is not published."""
    return latest_figure(observations, BLACK_LIST, region, period)


@dataclass(frozen=True)
class Size:
    """One county in a cross-section; GDP per head in yuan is its GDP at current prices over its residents."""

    gdp: Figure
    residents: Figure
    registered: Figure

    @property
    def gdp_per_head(self) -> Rounded:
        return per_head(self.gdp, self.residents) * Rounded.exact(1e4)  # 100 million yuan over 10,000 persons

    @property
    def figures(self) -> list[Figure]:
        return [self.gdp, self.residents, self.registered]


def cross_section(observations: Observations, region: str) -> dict[Region, Size]:
    """GDP, residents and registered population of each county in the latest year that has them all, largest first.

    Raises
    ------
    NoFiguresError
        No year has them.
    """
    counties = observations.regions_within(region)
    selected = [
        [select_series(observations, county.code, indicator).rows for indicator in _SIZES] for county in counties
    ]
    years = [set(rows["period"]) for series in selected for rows in series]
    if not years or not (common := set.intersection(*years)):
        name = observations.region(region).coded_name
        raise NoFiguresError(f"no year has GDP and population of all counties of {name}")
    of_year = [pd.concat([rows[rows["period"] == max(common)] for rows in series]) for series in selected]
    sizes = [Size(*figures_in(observations, rows)) for rows in of_year]
    return {size.gdp.region: size for size in sorted(sizes, key=lambda size: -size.gdp.rounded.value)}


def share(sizes: dict[Region, Size], counties: Iterable[Region]) -> Rounded:
    """The share of some counties in the GDP of all, percent."""
    part, whole = (total([sizes[county].gdp for county in some]) for some in (counties, sizes))
    return (part / whole).percent
