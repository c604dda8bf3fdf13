"""What was published of a year before it was over, beside what came: both of one release, or not held together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from helpers.figures.candidates import candidates_for
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import lines_of, rounded_figures

STAGES = (1, 2, 3)  # quarters that a year-to-date figure covers; the fourth makes the year


@dataclass(frozen=True)
class ToDate:
    """A figure of the year to date, and that of the whole year of the same release.

    Attributes
    ----------
    region, year, stage
        Of where and when; the stage is the number of quarters that the figure covers.
    figure
        The figure of the year to date, in the indicator's unit.
    whole
        That of the year; None where none of the same release is known.
    weak
        Whether the figure of the year to date is weakly supported.
    """

    region: Region
    year: int
    stage: int
    figure: Rounded
    whole: Rounded | None
    weak: bool

    @property
    def difference(self) -> float:
        """The year less the year to date, in percentage points; NaN where the year is not known."""
        return (self.whole - self.figure).value if self.whole else float("nan")

    @property
    def rows(self) -> frozenset[int]:
        """The rows of figures behind it."""
        return self.figure.rows | (self.whole.rows if self.whole else frozenset())


def figures_to_date(observations: Observations, regions: Iterable[Region], indicator: str) -> list[ToDate]:
    """Every stage of every year of regions of which a figure is published, each once.

    Of the releases that the year to date and the whole year have in common the newest is taken, and otherwise the
    newest there is. Suspect figures are left aside, and so are those of a release that nobody knows.
    """
    return list(chain.from_iterable(_of_region(observations, region, indicator) for region in regions))


def _of_region(observations: Observations, region: Region, indicator: str) -> Iterator[ToDate]:
    if observations.figures_of(region.code, indicator, "ytd").empty:
        return
    to_date, parts = _by_release(observations, region, indicator, "ytd")
    yearly, wholes = _by_release(observations, region, indicator, "year")
    of_parts, of_years = rounded_figures(to_date), rounded_figures(yearly)
    order = list(observations.vocabularies["basis"])
    for at, releases in sorted(parts.items()):
        if at.quarter in STAGES:
            years = wholes.get(pd.Period(str(at.year), "Y"), {})
            newest = max(releases.keys() & years.keys() or releases, key=order.index)
            part = releases[newest]
            whole = of_years[years[newest]] if newest in years else None
            yield ToDate(region, at.year, at.quarter, of_parts[part], whole, bool(to_date["weak"][part]))


def _by_release(
    observations: Observations, region: Region, indicator: str, span: str
) -> tuple[pd.DataFrame, dict[pd.Period, dict[str, int]]]:
    """The rows that may stand, and by period and release the best of them."""
    rows = candidates_for(observations, region.code, indicator, span)
    rows = rows[(rows["status"] != "suspect") & (rows["basis"] != "")]
    found: dict[pd.Period, dict[str, int]] = {}
    for row, at, releases in lines_of(rows, "at", "basis"):
        for code in releases.split("|"):
            found.setdefault(at, {}).setdefault(code, row)
    return rows, found
