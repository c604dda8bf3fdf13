"""The published ranks of a prefecture's counties by growth, and what a rank lets one say of a rate."""

import math
from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures, latest_figure
from helpers.figures.regions import Region
from helpers.text import language
from helpers.text.language import _

_RANK, _GROWTH, _DOUBLE_DIGIT = "county_growth_rank", "county_growth_unspecified", "counties_double_digit"
_TWO_DIGITS = 9.95  # the least that is printed with two digits before the point, at one decimal


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
    places = [figure for figure in find_figures(observations, _RANK) if figure.region in counties]
    if not places:
        own = observations.region(region)
        raise NoFiguresError(
            lambda: _("no ranking of the counties of %(region)s is recorded") % {"region": own.coded_name}
        )
    places.sort(key=lambda figure: figure.rounded.value)
    rates = [figure for figure in find_figures(observations, _GROWTH) if figure.region in counties]
    return {
        period: Ranking(
            period,
            {figure.region: figure for figure in places if figure.period == period},
            next((figure for figure in rates if figure.period == period), None),
            latest_figure(observations, _DOUBLE_DIGIT, region, period),
        )
        for period in sorted({figure.period for figure in places})
    }
