"""Where a region stands among its peers by growth, year by year, and among the cities of the yearbook."""

from dataclasses import dataclass, replace

import pandas as pd

from helpers.figures.comparable import Window
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.side_by_side import select_side_by_side
from helpers.figures.standings import Standing, standing_of
from helpers.models.group import GROWTH, Group
from helpers.models.ranks import ranked_periods

CITY = "city"
_CITIES = "yearbook_cities"
_LARGE = 40  # regions, of whose ranks the region's own row stands for all
_BACK = 3  # ranked years before the last that a move is told from


@dataclass(frozen=True)
class Place:
    """A standing and its year."""

    at: pd.Period
    standing: Standing


@dataclass(frozen=True)
class CityPlace(Place):
    """The place among the cities of the yearbook, with the region's own row."""

    rows: pd.DataFrame


def level_of(group: Group) -> str:
    """What the peers are: their level where they are the parts of one region, or "city"."""
    regions = [*group.series, *group.missing]
    return regions[0].level if {each.parent for each in regions} == {group.parent} else CITY


def place_in(group: Group, at: pd.Period) -> Place | None:
    """Where the region stands in a ranked year; None where it has no rate of that year's release."""
    ranks = group.ranks_in(at)
    figures = {region: group.series[region].figures[at] for region in ranks}
    if group.region not in figures:
        return None
    peers = [*group.series, *group.missing]
    standing = standing_of(group.region, group.parent, level_of(group), figures, peers)
    standing = replace(standing, rank=ranks[group.region])
    if len(peers) > _LARGE:
        standing = replace(standing, rows=figures[group.region].rows)
    return Place(at, standing)


def latest_place(group: Group) -> Place | None:
    """Where the region stands in its last ranked year; None for the parent, and without such a year."""
    own = group.own_ranks
    return place_in(group, own.index[-1]) if len(own) else None


def earlier_place(group: Group) -> Place | None:
    """Of the three ranked years before its last one, that in which the region stood most elsewhere.

    None where it stood at the same rank in all of them. Of equals, the latest.
    """
    own = group.own_ranks
    moved = (own.iloc[-1 - _BACK : -1] - own.iloc[-1]).abs() if len(own) else own
    if not moved.any():
        return None
    return place_in(group, moved[moved == moved.max()].index[-1])


def place_among_cities(observations: Observations, group: Group, window: Window) -> CityPlace | None:
    """Where the region stood among the cities of the yearbook in the last year that three quarters of them have.

    None for a region that is not one of them, or has no rate in that year, and where the group is these cities itself.
    """
    cities, region = observations.regions_of(_CITIES), group.region
    if region not in cities or level_of(group) == CITY:
        return None
    try:
        table = select_side_by_side(observations, cities, GROWTH, window)
    except NoFiguresError:
        return None
    years = ranked_periods(table.values, len(cities))
    if not len(years):
        return None
    at = years[-1]
    rows = table.figures.loc[table.rows_of(None, [at])]
    figures = {each: figure for each in cities if (figure := table.figure(each, at)) is not None}
    if region not in figures:
        return None
    standing = standing_of(region, region.lineage[-1], CITY, figures, cities)
    own = figures[region].rows
    return CityPlace(at, replace(standing, rows=own), rows.loc[sorted(own)])
