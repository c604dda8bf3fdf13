"""The counties in tables: places, ranks with what they bound, sizes."""

import math

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Ranking, Size, share
from helpers.show.amounts import Amount, amount_cell, computed_cell
from helpers.show.cells import PERCENT, Cell
from helpers.show.printed import raw_cell, rounded_cell
from helpers.show.table import MISSING, Table
from helpers.text import language
from helpers.text.citations import cited
from helpers.text.language import _, number


def ranking_period(ranking: Ranking) -> str:
    return language.period(pd.Period(ranking.period), "ytd")


def places_table(before: Ranking | None, now: Ranking) -> Table:
    """The counties with a published place in one of the rankings, and their places; folded."""
    columns = [ranking for ranking in (before, now) if ranking is not None]
    counties = sorted({county for ranking in columns for county in ranking.places}, key=now.place)
    header = [_("county"), *(_("rank, %(period)s") % {"period": ranking_period(ranking)} for ranking in columns)]
    rows = [[county.name, *(_printed(ranking, county) for ranking in columns)] for county in counties]
    return Table(_("Ranks of the counties for growth, as published"), header, rows, folded=True)


def ranks_table(counties: list[Region], before: Ranking | None, now: Ranking, red: dict[Region, Figure]) -> Table:
    """Every county: published ranks, what they let one say of its growth, and whether it stands on the red list."""
    columns = {ranking_period(ranking): ranking for ranking in (before, now) if ranking is not None}
    ranked = sorted(counties, key=now.place)
    header = [_("county"), *(_("rank, %(period)s") % {"period": period} for period in columns)]
    header += [*(_("growth, %(period)s") % {"period": period} for period in columns), _("red list")]
    rows = [
        [
            county.name,
            *[_printed(ranking, county) for ranking in columns.values()],
            *[_bounds(ranking.growth(county)) for ranking in columns.values()],
            _("yes") if county in red else _("no"),
        ]
        for county in ranked
    ]
    return Table(_("Ranks as published, and the growth that they allow"), header, rows)


def _printed(ranking: Ranking, county: Region) -> Cell | str:
    place = ranking.places.get(county)
    return MISSING if place is None else raw_cell(place.printed, place.rows, "rank")


def _bounds(growth: Rounded) -> Cell | str:
    if not math.isnan(growth.value):
        return rounded_cell(growth, words=PERCENT, unit="pct")
    low, high = (number(bound, 2) if math.isfinite(bound) else None for bound in growth.bounds)
    said = {"low": cited(low or "", growth.rows), "high": cited(high or "", growth.rows)}
    if low and high:
        text = _("%(low)s%% to %(high)s%%") % said
    elif high:
        text = _("below %(high)s%%") % said
    elif low:
        text = _("over %(number)s") % {"number": f"{said['low']}%"}
    else:
        return MISSING
    ends = (end.value if end else None for end in (low, high))
    return Cell(text, None, *ends, unit="pct", decimals=2, after="%")


def size_table(sizes: dict[Region, Size]) -> Table:
    """GDP, residents, registered population and GDP per head of every county; folded."""
    columns = {
        _("county"): [county.name for county in sizes],
        _("GDP, current prices"): [amount_cell(size.gdp) for size in sizes.values()],
        _("share"): [rounded_cell(share(sizes, [county]), words=PERCENT, unit="pct") for county in sizes],
        _("residents"): [amount_cell(size.residents) for size in sizes.values()],
        _("registered"): [amount_cell(size.registered) for size in sizes.values()],
        _("GDP per head"): [computed_cell(Amount(size.gdp_per_head, "cny")) for size in sizes.values()],
    }
    year = next(iter(sizes.values())).gdp.period
    return Table.of_columns(_("The counties in %(year)s") % {"year": year}, columns, folded=True)
