"""Parts and whole: GDP by which regions weigh, and how well their weighted growth gives that of what contains them."""

from typing import NamedTuple

import pandas as pd

from helpers.figures.candidates import candidates_for
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figure, rounded_figures
from helpers.questions.lasting.lines import GROWTH, Line
from helpers.text.language import _
from helpers.text.messages import RefusedError

_LEVEL = "gdp_current"
SEEN = 10  # years back, in which parts and whole are held against each other


class Difference(NamedTuple):
    """By how much the growth of a whole and that of its parts, weighted, differed in a year: points, and the rows."""

    points: float
    at: pd.Period
    rows: set[int]


def gdp_of(observations: Observations, regions: list[Region], year: pd.Period) -> dict[Region, Rounded] | None:
    """GDP at current prices of all regions in a year, from the best publication that has them all; None without one."""
    rows = pd.concat([candidates_for(observations, region.code, _LEVEL, "year") for region in regions])
    rows = rows[(rows["at"] == year) & (rows["status"] != "suspect")]
    complete = rows.groupby("publication")["region"].nunique() == len(regions)
    rows = rows[rows["publication"].isin(complete.index[complete])]
    if rows.empty:
        return None
    best = rows[rows["publication"] == rows["publication"].iloc[0]]  # candidates come best first
    return dict(zip(map(observations.region, best["region"]), rounded_figures(best).values(), strict=True))


def latest_gdp(observations: Observations, regions: list[Region], year: int) -> tuple[int, dict[Region, Rounded]]:
    """GDP of all regions in the last year, up to one, for which a publication has it.

    Raises
    ------
    RefusedError
        None of the last ten years is such.
    """
    for earlier in range(year, year - SEEN, -1):
        if levels := gdp_of(observations, regions, pd.Period(str(earlier), "Y")):
            return earlier, levels
    raise RefusedError(_("no source has the GDP of all of them in one year"))


def growth_of_whole(observations: Observations, line: Line, year: pd.Period) -> Rounded | None:
    """The rate of the parent, of the release that the peers share in a year."""
    rows = candidates_for(observations, line.parent.code, GROWTH, "year")
    release = line.table.bases[year].code
    rows = rows[(rows["at"] == year) & (rows["status"] != "suspect")]
    rows = rows[[release in releases.split("|") for releases in rows["basis"]]]
    return None if rows.empty else rounded_figure(rows.iloc[0])


def greatest_difference(observations: Observations, line: Line, year: pd.Period) -> Difference:
    """The greatest difference between parent and weighted peers in the ten years before one.

    Raises
    ------
    RefusedError
        In no such year all are known.
    """
    found = []
    for at in line.ranked[(line.ranked < year) & (line.ranked >= year - SEEN)]:
        whole, levels = growth_of_whole(observations, line, at), gdp_of(observations, line.table.regions, at - 1)
        rates = line.rates_in(at)
        if whole is None or levels is None or len(rates) < len(levels):
            continue
        total = sum(level.value for level in levels.values())
        mean = sum(rates[region] * level.value for region, level in levels.items()) / total
        rows = {row for level in levels.values() for row in level.rows} | whole.rows
        rows |= set(line.table.rows_of(None, [at]))
        found.append(Difference(abs(whole.value - mean), at, rows))
    if not found:
        raise RefusedError(_("in no year parts and whole can be held against each other"))
    return max(found, key=lambda each: each.points)
