"""The map of tiles: the figures of a region and its peers in one year, each about where it lies."""

import numpy as np

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.tile_grid import grid_of
from helpers.models.ranks import possible_ranks
from helpers.questions.explore.code import figures_code, preamble
from helpers.questions.explore.kinds.one_year import OneYear
from helpers.questions.explore.kinds.ranks import ranks_table, sentences
from helpers.questions.explore.shown import Shown
from helpers.show.amounts import Amount, computed
from helpers.show.chart import Chart
from helpers.show.palette import BELOW_TO_ABOVE
from helpers.show.tile_map import TileMap
from helpers.text.citations import say
from helpers.text.language import Number, _, joined, listed, number
from helpers.text.messages import RefusedError

_COLOURS = BELOW_TO_ABOVE[3:]  # one hue, the darker the more; so many classes of as many regions each


def shown_tiles(known: Observations, year: OneYear) -> Shown:
    """The map of a year.

    Raises
    ------
    RefusedError
        The peers have no grid of tiles.
    """
    grid = grid_of(known, [*year.figures, *year.missing])
    if grid is None:
        message = _("There is no map of the regions of %(whole)s: no place in a grid of tiles is recorded for them.")
        raise RefusedError(message % {"whole": year.whole.name})
    top, low = next(iter(year.figures)), [*year.figures][-1]
    names: dict[str, object] = {"indicator": year.indicator.name, "year": year.at, "whole": year.whole.name}
    ends = {
        "most": top.name,
        "high": computed(Amount(year.figures[top], year.indicator.unit)),
        "least": low.name,
        "low": computed(Amount(year.figures[low], year.indicator.unit)),
    }
    message = _("%(indicator)s in %(whole)s, %(year)s: from %(low)s in %(least)s to %(high)s in %(most)s.")
    table = ranks_table(year, possible_ranks(year.figures))
    return Shown(
        finding=say(message, **names, **ends),
        rows=year.rows,
        code=lambda: "\n".join(
            [
                *preamble(),
                *figures_code(known, year.rows, {year.at: year.basis.code}, "figures"),
                'figures.sort_values("value", ascending=False)',
            ]
        ),
        table=table,
        chart=Chart(
            _tile_map(year, grid).draw,
            _title(year),
            _("%(indicator)s in %(year)s, %(unit)s") % {**names, "unit": year.indicator.unit_name},
            _("Map of tiles: %(indicator)s in %(year)s: %(values)s.") % {**names, "values": _values(year)},
            _caption(year),
            table,
        ),
        sentences=sentences(year),
        points=year.points,
    )


def _title(year: OneYear) -> str:
    top = [region.name for region, figure in year.figures.items() if figure.value == _greatest(year).value]
    return _("Most in %(regions)s in %(year)s") % {"regions": listed(top), "year": year.at}


def _greatest(year: OneYear) -> Rounded:
    return next(iter(year.figures.values()))


def _values(year: OneYear) -> str:
    return listed([f"{region.name} {number(figure.value)}" for region, figure in year.figures.items()])


def _caption(year: OneYear) -> str:
    said = [_("A tile a region, about where it lies; all are of one size.")]
    said.append(_("Colours: four classes with about as many regions each. Framed: %(region)s.") % _of(year.region))
    if year.missing:
        without = listed([region.name for region in year.missing])
        said.append(_("Hatched: not recorded (%(regions)s).") % {"regions": without})
    return joined(said)


def _of(region: Region) -> dict[str, str]:
    return {"region": region.name}


def _tile_map(year: OneYear, grid: dict) -> TileMap:
    """Tiles in classes of about as many regions each; equal figures are of one class."""
    values = [figure.value for figure in year.figures.values()]
    breaks = np.unique(np.quantile(values, np.linspace(0, 1, len(_COLOURS) + 1)[1:-1]))
    classes = {region: int(np.searchsorted(breaks, figure.value, "left")) for region, figure in year.figures.items()}
    tiles = {
        region: (_short(figure.value, values), _COLOURS[place])
        for (region, place), figure in zip(classes.items(), year.figures.values(), strict=True)
    }
    key = []
    for place in sorted(set(classes.values()), reverse=True):
        held = [year.figures[region].value for region, of in classes.items() if of == place]
        low, high = _short(min(held), values), _short(max(held), values)
        words = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
        key.append((_COLOURS[place], words))
    if year.missing:
        key.append(("", _("not recorded")))
    return TileMap(grid, tiles, year.region, key)


def _short(value: float, values: list[float]) -> Number:
    """A figure as a tile has room for it."""
    return number(value, 0 if max(map(abs, values)) >= 1000 else 1)
