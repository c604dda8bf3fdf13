"""A map of tiles of the counties of a prefecture: what is published of their growth."""

import math

from helpers.figures.observations import Observations
from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.figures.tile_grid import grid_of
from helpers.questions.counties.tables import growth_table
from helpers.show.chart import Chart
from helpers.show.palette import BELOW_TO_ABOVE
from helpers.show.tile_map import TileMap
from helpers.text.language import _, joined, listed, number, ordinal

_PLACED, _FAST, _PRINTED = BELOW_TO_ABOVE[-3:]  # one hue, the darker the more is known to have grown


def draw_county_map(observations: Observations, prefecture: Region, now: Ranking) -> Chart | None:
    """The growth of the counties as far as it is published; None where they have no grid."""
    counties = observations.regions_within(prefecture.code)
    grid = grid_of(observations, counties)
    if grid is None:
        return None
    values = {county: value for county in counties if (value := _value(now, county)) is not None}
    meanings = {_PRINTED: _("rate as published"), _FAST: _("10% or more"), _PLACED: _("place alone published")}
    used = {colour for _text, colour in values.values()}
    key = [(colour, words) for colour, words in meanings.items() if colour in used]
    without = [county for county in counties if county not in values]
    key += [("", _("not published"))] if without else []
    order = sorted(values, key=now.place)
    said = {"period": now.period_name, "region": prefecture.name}
    said["values"] = listed([f"{county.name} {values[county][0]}" for county in order])
    caption = [_("A tile a county, about where it lies; all are of one size. Framed: the fastest.")]
    if _FAST in used:
        caption.append(_("10% or more: by its place within the number of counties that grew so fast."))
    if without:
        names = {"counties": listed([county.name for county in without])}
        caption.append(_("Hatched: neither place nor rate is published (%(counties)s).") % names)
    title = _("Growth is published of %(known)s of the %(n)s counties of %(region)s")
    return Chart(
        TileMap(grid, values, now.first, key).draw,
        title % (said | {"known": len(values), "n": len(counties)}),
        _("Growth of the counties in %(period)s, %%") % said,
        _("Map of tiles: growth of the counties of %(region)s in %(period)s: %(values)s.") % said,
        joined(caption),
        growth_table(now, order),
    )


def _value(now: Ranking, county: Region) -> tuple[str, str] | None:
    """What is written in the tile of a county, and its colour; None where nothing is published of it."""
    growth = now.growth(county)
    if not math.isnan(growth.value):
        return number(growth.value), _PRINTED
    if math.isfinite(growth.low):
        return _("10 or more"), _FAST
    return (ordinal(int(now.place(county))), _PLACED) if county in now.places else None
