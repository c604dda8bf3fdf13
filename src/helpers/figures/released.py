"""The figures of regions by year and release, so that like can be held against like."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from helpers.figures.candidates import usable
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import lines_of

Released = dict[tuple[pd.Period, str], Rounded]  # by period and release
_YUAN = Rounded.exact(1e4)  # 100 million yuan over 10 thousand persons
_FEW = 40  # regions that are asked for one by one, so that what becomes known of others changes no report of these
_COLUMNS = ["region", "period", "basis", "number", "low", "high"]


def released_figures(observations: Observations, regions: Iterable[Region], indicator: str) -> dict[Region, Released]:
    """By region, the yearly figure with the most digits of each year and release; of the better source where several
    have as many. Suspect figures, bounds and those in conflict within their source are left aside.
    """
    places = {region.code: region for region in regions}
    if len(places) > _FEW:
        figures = observations.figures_of(indicator=indicator, span="year")
        figures = figures[figures["region"].isin(places)]
    else:
        figures = pd.concat([observations.figures_of(code, indicator, "year") for code in places])
    figures = figures[usable(figures) & (figures["status"] != "suspect")]
    figures = figures.assign(
        width=(figures["high"] - figures["low"]).round(9),
        rank=[observations.source(source).rank for source in figures["source"]],
    ).sort_values(["width", "rank"], kind="stable")
    found: dict[Region, Released] = defaultdict(dict)
    years = {period: pd.Period(period, "Y") for period in figures["period"].unique()}
    for row, code, period, releases, value, low, high in lines_of(figures, *_COLUMNS):
        for release in filter(None, releases.split("|")):
            found[places[code]].setdefault((years[period], release), Rounded(value, low, high, frozenset([row])))
    return {region: found.get(region, {}) for region in places.values()}


def over_residents(output: Released, residents: Released) -> Released:
    """GDP over the residents at the end of the year, yuan a head, by period and release of the GDP.

    Parameters
    ----------
    output, residents
        In 100 million yuan and 10 thousand persons, of whatever release.
    """
    people = {at: figure for (at, _release), figure in reversed(residents.items())}
    return {(at, release): each / people[at] * _YUAN for (at, release), each in output.items() if at in people}
