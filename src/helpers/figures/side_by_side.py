"""The yearly figures of many regions side by side, of one release in each year: one table, quickly made.

`comparable` selects a whole series of each region, with all that a report may ask of it, which takes a while for three
hundred. Where only the figures count, as they do for ranks, they are taken here in one go by the same rule.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from helpers.figures import used
from helpers.figures.candidates import fewest_covering, usable
from helpers.figures.comparable import Window
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import periods_of
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import lines_of, rounded_figures
from helpers.figures.terms import Term
from helpers.text.language import _

_FEW = 40  # regions that are asked for one by one; of more, all figures of the indicator are asked for at once


@dataclass(frozen=True)
class SideBySide:
    """Figures of one indicator by year (row) and region (column), of one release in each year.

    Attributes
    ----------
    values
        In the unit of the indicator; NaN where a region has no figure of the year's release.
    numbers
        The rows of `Observations.figures` that they stand in; -1 where there is none.
    bases
        The release by year.
    regions
        All that were asked for, those without any figure among them.
    figures
        The rows themselves.
    """

    values: pd.DataFrame
    numbers: pd.DataFrame
    bases: dict[pd.Period, Term]
    regions: list[Region]
    figures: pd.DataFrame

    @property
    def years(self) -> pd.PeriodIndex:
        """The years with figures of one release of two regions at least."""
        return pd.PeriodIndex(self.values.index)

    def figure(self, region: Region, at: pd.Period) -> Rounded | None:
        """One figure with the interval of its digits; None where there is none."""
        rows = self.rows_of([region], [at])
        return self._rounded[rows[0]] if rows else None

    def rows_of(self, regions: Iterable[Region] | None = None, years: Iterable[pd.Period] | None = None) -> list[int]:
        """The rows behind the figures of some regions in some years; of all where none are given."""
        columns, lines = self._places
        across = list(columns.values()) if regions is None else [columns[each] for each in regions if each in columns]
        down = list(lines.values()) if years is None else [lines[each] for each in years if each in lines]
        found = self._cells[np.ix_(down, across)].ravel()
        return sorted(found[found >= 0].tolist())

    @cached_property
    def _rounded(self) -> dict[int, Rounded]:
        return rounded_figures(self.figures)

    @cached_property
    def _cells(self) -> np.ndarray:
        return self.numbers.to_numpy()

    @cached_property
    def _places(self) -> tuple[dict[Any, int], dict[Any, int]]:
        """Where each region and each year stands among the columns and the rows."""
        columns, lines = self.numbers.columns, self.numbers.index
        return {each: at for at, each in enumerate(columns)}, {each: at for at, each in enumerate(lines)}


def select_side_by_side(
    observations: Observations, regions: Iterable[Region], indicator: str, window: Window = (None, None)
) -> SideBySide:
    """The yearly figures of several regions, in each year of the newest release that the most of them have.

    Only of indicators whose series are spliced from several sources: growth rates. Of several figures of that release
    the one that `helpers.figures.series` selects is taken, then the most reliable.

    Raises
    ------
    NoFiguresError
        In no year of the window two of them have a figure of one release.
    """
    asked = list(regions)
    rows = _candidates(observations, asked, indicator, window) if asked else observations.figures.iloc[:0].assign(at=[])
    offered = rows.assign(release=rows["basis"].str.split("|")).explode("release")
    offered = offered[offered["release"] != ""]
    order = list(observations.vocabularies["basis"])
    cells = offered[["at", "release", "region"]].drop_duplicates()
    counts = Counter(zip(cells["at"], cells["release"], strict=True))
    shared: dict[pd.Period, str] = {}
    for (at, release), n in sorted(counts.items(), key=lambda each: (each[1], order.index(each[0][1]))):
        if n > 1:
            shared[at] = release  # the last of a year stays: the one that the most have, the newest of equals
    if not shared:
        what, count = observations.indicator(indicator), len(asked)
        raise NoFiguresError(
            lambda: (
                _("no two of %(count)s regions have a figure of %(indicator)s of one release")
                % {"count": count, "indicator": what.coded_name}
            )
        )
    chosen = offered[offered["release"] == offered["at"].map(shared)].drop_duplicates(["at", "region"])
    used.rows.update(chosen.index)
    places = {region.code: region for region in asked}
    having = set(chosen["region"])
    columns = [region for region in asked if region.code in having]
    table = chosen.assign(row=chosen.index, place=chosen["region"].map(places))
    values, numbers = (
        table.pivot(index="at", columns="place", values=column).reindex(columns=columns).rename_axis(index="period")
        for column in ("number", "row")
    )
    bases = {at: observations.vocabularies["basis"][code] for at, code in shared.items()}
    return SideBySide(values, numbers.fillna(-1).astype(int), bases, asked, observations.figures.loc[chosen.index])


def _candidates(observations: Observations, regions: list[Region], indicator: str, window: Window) -> pd.DataFrame:
    """The figures that may stand in the table, the best of each region and year first, with their year (at).

    As `comparable` orders them: what `select_series` selects, then the rest, of which no suspect one serves.
    """
    if len(regions) > _FEW:
        figures = observations.figures_of("", indicator, "year")
        figures = figures[figures["region"].isin([region.code for region in regions])]
    else:
        figures = pd.concat([observations.figures_of(region.code, indicator, "year") for region in regions])
    figures = figures[usable(figures)]
    sources = {code: observations.source(code) for code in figures["source"].unique()}
    figures = figures.assign(
        at=periods_of(figures["period"], "Y"),
        suspect=figures["status"] == "suspect",
        rank=figures["source"].map({code: source.rank for code, source in sources.items()}),
        publication=figures["source"].map({code: source.publication for code, source in sources.items()}),
    )
    order = ["suspect", "rank", "known", "source"]
    figures = figures.sort_values(order, ascending=[True, True, False, True], kind="stable")
    periods: dict[str, dict[Any, set[pd.Period]]] = {}
    for _row, region, publication, at in lines_of(figures, "region", "publication", "at"):
        periods.setdefault(region, {}).setdefault(publication, set()).add(at)
    chosen = {region: set(fewest_covering(of_region)) for region, of_region in periods.items()}
    pairs = zip(figures["region"], figures["publication"], strict=True)
    spliced = figures[[publication in chosen[region] for region, publication in pairs]]
    selected = figures.index.isin(spliced.drop_duplicates(["region", "at"]).index)
    first, last = (pd.Period(str(end), "Y") if end is not None else None for end in window)
    at = figures["at"]
    inside = (at >= (first or at.min())) & (at <= (last or at.max()))
    figures = figures.assign(behind=~selected)[inside & (selected | ~figures["suspect"])]
    return figures.sort_values("behind", kind="stable")
