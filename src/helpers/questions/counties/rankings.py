"""The counties of a prefecture: what two rankings bound, the red list, and how large each county is."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, figures_in, find_figures, latest_figure
from helpers.figures.regions import Region
from helpers.figures.scope import per_head, total
from helpers.figures.series import select_series
from helpers.text.language import _

RED_LIST, BLACK_LIST = "assessment_red_list", "assessment_black_list_counties"
_SIZES = ("gdp_current", "population_resident", "population_registered")


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
    """One county in a cross-section.

    Attributes
    ----------
    part, head
        Its share in the GDP of all, percent, and its GDP per head, yuan, as a notebook computed them (`measured_by`).
    """

    gdp: Figure
    residents: Figure
    registered: Figure
    part: float | None = field(default=None, kw_only=True)
    head: float | None = field(default=None, kw_only=True)

    @property
    def gdp_per_head(self) -> Rounded:
        """GDP at current prices over residents, yuan, with what the rounding of both allows."""
        found = per_head(self.gdp, self.residents) * Rounded.exact(1e4)  # 100 million yuan over 10,000 persons
        return found if self.head is None else replace(found, value=self.head)

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
        own = observations.region(region)
        raise NoFiguresError(
            lambda: _("no year has GDP and population of all counties of %(region)s") % {"region": own.coded_name}
        )
    of_year = [pd.concat([rows[rows["period"] == max(common)] for rows in series]) for series in selected]
    sizes = [Size(*figures_in(observations, rows)) for rows in of_year]
    return {size.gdp.region: size for size in sorted(sizes, key=lambda size: -size.gdp.rounded.value)}


def frame_of_sizes(sizes: dict[Region, Size]) -> pd.DataFrame:
    """GDP (gdp, 100 million yuan) and residents (residents, 10,000 persons) by county, in the order given."""
    figures = {"gdp": [each.gdp for each in sizes.values()], "residents": [each.residents for each in sizes.values()]}
    columns = {name: [each.rounded.value for each in column] for name, column in figures.items()}
    return pd.DataFrame(columns, pd.Index(list(sizes), name="county"))


def measured_by(sizes: dict[Region, Size], frame: pd.DataFrame) -> dict[Region, Size]:
    """The counties with what a notebook computed of them, of which all is told.

    Parameters
    ----------
    frame
        By county: share (of GDP in that of all, percent) and per_head (GDP per head, yuan).
    """
    computed = zip(sizes.items(), frame["share"], frame["per_head"], strict=True)
    return {county: replace(size, part=part, head=head) for (county, size), part, head in computed}


def share(sizes: dict[Region, Size], counties: Iterable[Region]) -> Rounded:
    """The share of some counties in the GDP of all, percent, with what the rounding of their figures allows."""
    counties = list(counties)
    part, whole = (total([sizes[county].gdp for county in some]) for some in (counties, sizes))
    found, parts = (part / whole).percent, [sizes[county].part for county in counties]
    computed = [each for each in parts if each is not None]
    return replace(found, value=sum(computed)) if len(computed) == len(parts) else found
