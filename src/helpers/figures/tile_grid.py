"""Where regions stand in a grid of tiles: a small map without borders, on which each is as large as any other."""

from collections.abc import Collection
from typing import NamedTuple

from helpers.figures.observations import Observations
from helpers.figures.regions import Region


class Tile(NamedTuple):
    """The place of a region in the grid, counted from north-west."""

    column: int
    row: int


def grid_of(observations: Observations, regions: Collection[Region]) -> dict[Region, Tile] | None:
    """The tiles of some regions; None unless each of them has one."""
    grid = observations.tile_grid
    if not regions or not {region.code for region in regions} <= {*grid.index}:
        return None
    places = grid.loc[[region.code for region in regions], ["tile_col", "tile_row"]].astype(int)
    return {region: Tile(*place) for region, place in zip(regions, places.to_numpy().tolist(), strict=True)}
