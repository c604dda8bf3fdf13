"""The counties in tables: places, ranks with what they bound, sizes."""

import math

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Ranking, Size, share
from helpers.show.amounts import Amount, amount, computed
from helpers.show.table import MISSING, Table
from helpers.show.wording import quoted
from helpers.text import language
from helpers.text.citations import cited
from helpers.text.language import _, number


def ranking_period(ranking: Ranking) -> str:
    return language.period(pd.Period(ranking.period), "ytd")


def places_table(before: Ranking | None, now: Ranking) -> Table:
    """The counties with a published place in one of the rankings, and their places; folded."""
    columns = [ranking for ranking in (before, now) if ranking is not None]
    counties = sorted({county for ranking in columns for county in ranking.places}, key=now.place)
    frame = pd.DataFrame(
        [[_printed(ranking, county) for ranking in columns] for county in counties],
        index=pd.Index([county.name for county in counties], name=_("county")),
        columns=[_("rank, %(period)s") % {"period": ranking_period(ranking)} for ranking in columns],
    )
    return Table.of_frame(_("Ranks of the counties for growth, as published"), frame, folded=True)


def ranks_table(counties: list[Region], before: Ranking | None, now: Ranking, red: dict[Region, Figure]) -> Table:
    """Every county: published ranks, what they let one say of its growth, and whether it stands on the red list."""
    columns = {ranking_period(ranking): ranking for ranking in (before, now) if ranking is not None}
    rows = {
        county.name: [
            *[_printed(ranking, county) for ranking in columns.values()],
            *[_bounds(ranking.growth(county)) for ranking in columns.values()],
            _("yes") if county in red else _("no"),
        ]
        for county in sorted(counties, key=now.place)
    }
    headers = [_("rank, %(period)s") % {"period": period} for period in columns]
    headers += [_("growth, %(period)s") % {"period": period} for period in columns]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[*headers, _("red list")]).rename_axis(_("county"))
    return Table.of_frame(_("Ranks as published, and the growth that they allow"), frame)


def _printed(ranking: Ranking, county: Region) -> str:
    place = ranking.places.get(county)
    return MISSING if place is None else cited(place.printed, place.rows)


def _bounds(growth: Rounded) -> str:
    if not math.isnan(growth.value):
        return f"{quoted(growth)}%"
    low, high = (cited(number(bound, 2), growth.rows) if math.isfinite(bound) else "" for bound in growth.bounds)
    if low and high:
        return _("%(low)s%% to %(high)s%%") % {"low": low, "high": high}
    if high:
        return _("below %(high)s%%") % {"high": high}
    return _("over %(number)s") % {"number": f"{low}%"} if low else MISSING


def size_table(sizes: dict[Region, Size]) -> Table:
    """GDP, residents, registered population and GDP per head of every county; folded."""
    frame = pd.DataFrame(
        {
            _("GDP, current prices"): [amount(size.gdp) for size in sizes.values()],
            _("share"): [f"{quoted(share(sizes, [county]))}%" for county in sizes],
            _("residents"): [amount(size.residents) for size in sizes.values()],
            _("registered"): [amount(size.registered) for size in sizes.values()],
            _("GDP per head"): [computed(Amount(size.gdp_per_head, "cny")) for size in sizes.values()],
        },
        index=pd.Index([county.name for county in sizes], name=_("county")),
    )
    year = next(iter(sizes.values())).gdp.period
    return Table.of_frame(_("The counties in %(year)s") % {"year": year}, frame, folded=True)
