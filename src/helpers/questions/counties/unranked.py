"""What the counties without a published place can have grown by at most, from the rate of the city and its counties."""

import math
from collections.abc import Mapping
from itertools import pairwise

from helpers.figures.candidates import candidates_for
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import find_figures
from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figure
from helpers.models.bounds import Unpublished
from helpers.questions.counties.rankings import Size
from helpers.text.language import _

_GROWTH = "gdp_growth_real"
_STATED_GAPS = {"nation": "gdp_growth_gap_nation", "province": "gdp_growth_gap_province"}  # by level of the benchmark


def unranked_together(
    observations: Observations, region: Region, ranking: Ranking, sizes: Mapping[Region, Size]
) -> Rounded | None:
    """Between what the growth of all counties without a place lies together, percent, if the rates are of GDP.

    Weighted by the GDP of a cross-section. None where the region's own rate of that stretch of a year is not recorded,
    or every county has a place.

    Raises
    ------
    ConflictError
        What is published cannot hold together.
    """
    own = _own_rate(observations, region, ranking.period)
    unranked = [county for county in sizes if county not in ranking.places]
    if own is None or not unranked:
        return None
    system, places = Unpublished(), sorted(ranking.places, key=ranking.place)
    for county in sizes:
        growth = ranking.growth(county)
        system.unknown(county.code, growth.low, growth.high, _("the published places and rates are right"))
    for above, below in [*pairwise(places), *((places[-1], county) for county in unranked)]:
        system.order([above.code, below.code], _("the published places and rates are right"))
    weights = {county.code: size.gdp.rounded.value for county, size in sizes.items()}
    system.mean(weights, own, _("the counties, weighted by their GDP, grow as the region does"))
    whole = sum(weights[county.code] for county in unranked)
    found = system.bound({county.code: weights[county.code] / whole for county in unranked})
    figures = [*ranking.figures, *(size.gdp for size in sizes.values())]
    return Rounded(math.nan, found.low, found.high, own.rows.union(*(figure.rows for figure in figures)))


def _own_rate(observations: Observations, region: Region, period: str) -> Rounded | None:
    """The region's rate with its rounding, narrowed by the gaps to published rates that its source states."""
    rows = candidates_for(observations, region.code, _GROWTH, "ytd")
    rows = rows[rows["period"] == period]
    if rows.empty:
        return None
    own, source = rounded_figure(rows.iloc[0]), rows["source"].iloc[0]
    releases = set(rows["basis"].iloc[0].split("|"))
    for benchmark in region.lineage[1:]:
        code = _STATED_GAPS.get(benchmark.level)
        theirs = candidates_for(observations, benchmark.code, _GROWTH, "ytd")
        theirs = theirs[theirs["period"] == period]
        theirs = theirs[[not releases.isdisjoint(each.split("|")) for each in theirs["basis"]]]
        if code is None or theirs.empty:
            continue
        rate = rounded_figure(theirs.iloc[0])
        for gap in find_figures(observations, code, region.code, source, period, "ytd"):
            low, high = rate.low + gap.rounded.low, rate.high + gap.rounded.high
            rows_used = own.rows | rate.rows | frozenset(gap.rows)
            own = Rounded(own.value, max(own.low, low), min(own.high, high), rows_used)
    return own
