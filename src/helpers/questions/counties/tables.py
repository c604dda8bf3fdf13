"""The counties in tables: places, ranks with what they bound, sizes."""

import math
from collections.abc import Iterable

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, rows_printing
from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Size, share
from helpers.show.amounts import Amount, amount_cell, computed_cell
from helpers.show.frame import About
from helpers.show.printed import raw_cell, rounded_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import PERCENT, Cell
from helpers.text.citations import cited
from helpers.text.language import _, number
from helpers.text.messages import RefusedError


def rows_shown(
    observations: Observations, figures: Iterable[Figure], together: Rounded | RefusedError | None
) -> pd.DataFrame:
    """The rows that print these figures, and those behind what the unranked counties can have grown by."""
    rows = set(rows_printing(observations, figures).index)
    return observations.figures.loc[sorted(rows | (together.rows if isinstance(together, Rounded) else set()))]


def places_table(before: Ranking | None, now: Ranking) -> Table:
    """The counties with a published place in one of the rankings, and their places; folded."""
    columns = [ranking for ranking in (before, now) if ranking is not None]
    counties = sorted({county for ranking in columns for county in ranking.places}, key=now.place)
    header = [_("county"), *(_("place, %(period)s") % {"period": ranking.period_name} for ranking in columns)]
    rows = [[county.name, *(_printed(ranking, county) for ranking in columns)] for county in counties]
    return Table(_("Places of the counties by growth, as published"), header, rows, folded=True)


def ranks_table(counties: list[Region], before: Ranking | None, now: Ranking, red: dict[Region, Figure]) -> Table:
    """Every county: published ranks, what they let one say of its growth, and whether it stands on the red list."""
    shown = [ranking for ranking in (before, now) if ranking is not None]
    header = [_("county"), *(_("place, %(period)s") % {"period": ranking.period_name} for ranking in shown)]
    header += [*(_("growth, %(period)s") % {"period": ranking.period_name} for ranking in shown), _("red list")]
    rows = []
    for county in sorted(counties, key=now.place):
        known = [_printed(ranking, county) for ranking in shown] + [
            _bounds(ranking.growth(county)) for ranking in shown
        ]
        rows.append([county.name, *known, _("yes") if county in red else _("no")])
    return Table(_("Places as published, and what growth they allow"), header, rows)


def _printed(ranking: Ranking, county: Region) -> Cell | str:
    place = ranking.places.get(county)
    return MISSING if place is None else raw_cell(place.printed, place.rows, "rank")


def growth_table(now: Ranking, counties: list[Region]) -> Table:
    """Of some counties place and growth in one ranking, as far as they are published; folded."""
    header = [_("county"), _("place, %(period)s") % {"period": now.period_name}]
    header.append(_("growth, %(period)s") % {"period": now.period_name})
    rows = [[county.name, _printed(now, county), _bounds(now.growth(county))] for county in counties]
    return Table(_("What is published of the growth of the counties"), header, rows, folded=True)


def _bounds(growth: Rounded) -> Cell | str:
    if not math.isnan(growth.value):
        return rounded_cell(growth, words=PERCENT, unit="pct")
    low, high = (round(bound, 2) if math.isfinite(bound) else None for bound in growth.bounds)
    if low is None and high is None:
        return MISSING
    if low is None:
        message = _("below %(high)s%%")
    elif high is None:
        message = _("over %(number)s") % {"number": "%(low)s%%"}
    else:
        message = _("%(low)s%% to %(high)s%%")
    said = {"low": low, "high": high}
    text = message % {name: cited(number(end, 2), growth.rows) for name, end in said.items() if end is not None}
    return Cell(text, None, low, high, unit="pct", decimals=2, after="%")


def about_sizes(sizes: dict[Region, Size]) -> About:
    """What the frame of the counties (gdp, residents, share, per_head) is shown with."""
    year = next(iter(sizes.values())).gdp.period
    whole = [row for size in sizes.values() for row in size.gdp.rows]
    rows: dict[str, dict[str, list[int]]] = {name: {} for name in ("gdp", "residents", "share", "per_head")}
    for county, size in sizes.items():
        rows["gdp"][county.name], rows["residents"][county.name] = list(size.gdp.rows), list(size.residents.rows)
        rows["share"][county.name], rows["per_head"][county.name] = whole, [*size.gdp.rows, *size.residents.rows]
    names = {
        "county": _("county"),
        "gdp": _("GDP, 100 million yuan"),
        "residents": _("residents, 10,000 persons"),
        "share": _("share, %"),
        "per_head": _("GDP per head, yuan"),
    }
    return About(_("Counties in %(year)s by GDP, the smallest last") % {"year": year}, rows, names)


def size_table(sizes: dict[Region, Size]) -> Table:
    """GDP, residents, registered population and GDP per head of every county; folded."""
    header = [
        _("county"),
        _("GDP, current prices"),
        _("share"),
        _("residents"),
        _("registered population"),
        _("GDP per head"),
    ]
    rows = []
    for county, size in sizes.items():
        part = rounded_cell(share(sizes, [county]), words=PERCENT, unit="pct")
        per_head = computed_cell(Amount(size.gdp_per_head, "cny"))
        rows.append([county.name, amount_cell(size.gdp), part, *map(amount_cell, size.figures[1:]), per_head])
    year = next(iter(sizes.values())).gdp.period
    return Table(_("The counties in %(year)s") % {"year": year}, header, rows, folded=True)
