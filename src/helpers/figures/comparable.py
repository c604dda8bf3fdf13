"""Figures of several regions that may be held against each other: of one release in each period.

A first release is held against first releases, a revised figure against revised ones, for a revision can turn a gap
round. Of the releases that both sides have the newest is taken, out of what was known.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import pandas as pd

from helpers.figures.candidates import candidates_for
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import longest_run
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import lines_of, rounded_figures
from helpers.figures.series import SelectedSeries, made_of, select_series
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import RefusedError

Window = tuple[str | int | None, str | int | None]


@dataclass(frozen=True)
class Pair:
    """Two series of one indicator, and what the figures of each period have in common.

    Attributes
    ----------
    own, benchmark
        The two; in each period figures of one release where both have one.
    bases
        The release that both figures are of, by period. A period that is not among them has a mixed pair, which is
        shown with its mark, never counted, and leads nothing.
    revised_rows
        The benchmark's figures as revised since, where the pair is of an earlier release.
    """

    own: SelectedSeries
    benchmark: SelectedSeries
    bases: dict[pd.Period, Term]
    revised_rows: pd.DataFrame

    @property
    def against(self) -> str:
        """The name of the benchmark, by which a frame of gaps calls its column."""
        return self.benchmark.region.name

    @property
    def rows_behind(self) -> dict[str, list[int]]:
        """The rows behind the gap of each period, as the `attrs` of a frame say them."""
        return {str(at): sorted(gap.rows) for at, gap in self.gaps.items()}

    @cached_property
    def both(self) -> list[pd.Period]:
        """The periods in which both have a figure."""
        return [at for at in self.own.figures if at in self.benchmark.figures]

    @cached_property
    def alike(self) -> list[pd.Period]:
        """The periods in which both figures are of one release."""
        return [at for at in self.both if at in self.bases]

    @property
    def mixed(self) -> list[pd.Period]:
        """The periods in which the figures are of different releases, or of one that is not known."""
        return [at for at in self.both if at not in self.bases]

    @property
    def run(self) -> list[pd.Period]:
        """The longest stretch of consecutive periods with figures of one release: they may be chained."""
        return longest_run(self.alike)

    @cached_property
    def gaps(self) -> dict[pd.Period, Rounded]:
        """Own figure less the benchmark's, by period, those of mixed pairs among them."""
        return {at: self.own.figures[at] - self.benchmark.figures[at] for at in self.both}

    @cached_property
    def revised(self) -> dict[pd.Period, Rounded]:
        """The benchmark's figures as revised since."""
        return dict(zip(self.revised_rows["at"], rounded_figures(self.revised_rows).values(), strict=True))

    @cached_property
    def revised_gaps(self) -> dict[pd.Period, Rounded]:
        """The gap to the benchmark as revised since, where that differs in the decimal that is shown."""
        gaps = {at: self.own.figures[at] - figure for at, figure in self.revised.items() if at in self.gaps}
        return {at: gap for at, gap in gaps.items() if round(gap.value, 1) != round(self.gaps[at].value, 1)}

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of figures behind it."""
        return pd.concat([self.own.rows, self.benchmark.rows, self.revised_rows])


def select_pair(
    observations: Observations, own: SelectedSeries, benchmark: SelectedSeries, basis: str | None = None
) -> Pair:
    """Two series with figures of one release, wherever both regions have one.

    Parameters
    ----------
    own, benchmark
        What is selected of each otherwise; it stays where there is nothing of one release.
    basis
        Pair figures of this release alone; otherwise of the newest that both have.

    Raises
    ------
    RefusedError
        The two do not measure the same thing over the same span.
    """
    return next(select_pairs(observations, [own], benchmark, basis))


def select_pairs(
    observations: Observations, several: Iterable[SelectedSeries], benchmark: SelectedSeries, basis: str | None = None
) -> Iterator[Pair]:
    """Each of several series with one benchmark, as `select_pair` pairs two."""
    theirs = _Offered.of(observations, benchmark)
    for own in several:
        if own.indicator != benchmark.indicator or own.span != benchmark.span:
            spans = observations.vocabularies["span"]
            first, second = (
                _("%(code)s (%(name)s)") % {"code": each.indicator.code, "name": spans[each.span].name}
                for each in (own, benchmark)
            )
            message = _("There is no gap between %(first)s and %(second)s: they do not measure the same thing.")
            raise RefusedError(message % {"first": first, "second": second})
        mine = _Offered.of(observations, own)
        shared = _shared(observations, [mine, theirs], basis)
        bases = {at: observations.vocabularies["basis"][code] for at, code in shared.items()}
        chosen, against = mine.chosen(observations, shared), theirs.chosen(observations, shared)
        yield Pair(chosen, against, bases, theirs.revised(observations, shared))


@dataclass(frozen=True)
class Comparable:
    """Series of several regions, figures of one release side by side wherever the most of them have one.

    Attributes
    ----------
    series
        By region: its figure of the shared release in each period; where it has none, the one that is selected of it
        otherwise.
    bases
        The release that is shared, by period; a period in which no two figures are of one release is not among them.
    """

    series: dict[Region, SelectedSeries]
    bases: dict[pd.Period, Term]

    def alike(self, region: Region) -> dict[pd.Period, Rounded]:
        """The figures of a region that may be held against those of the others."""
        rows = self.series[region].rows
        shared = {
            at
            for at, releases in zip(rows["at"], rows["basis"], strict=True)
            if at in self.bases and self.bases[at].code in releases.split("|")
        }
        return {at: figure for at, figure in self.series[region].figures.items() if at in shared}


def select_comparable(
    observations: Observations, regions: Iterable[Region], indicator: str, window: Window = (None, None)
) -> Comparable:
    """The yearly figures of several regions, in each year of the newest release that the most of them have.

    Regions without a figure in the window are left out.
    """
    offered = {}
    for region in regions:
        with suppress(NoFiguresError):
            selected = select_series(observations, region.code, indicator, window=window)
            offered[region] = _Offered.of(observations, selected)
    shared = _shared(observations, list(offered.values()), None)
    series = {region: each.chosen(observations, shared) for region, each in offered.items()}
    return Comparable(series, {at: observations.vocabularies["basis"][code] for at, code in shared.items()})


@dataclass(frozen=True)
class _Offered:
    """A selected series, the other rows that may stand in it, and by period and release which row does."""

    selected: SelectedSeries
    others: pd.DataFrame
    by_release: dict[pd.Period, dict[str, int]]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All rows that may stand in the series."""
        return pd.concat([self.selected.rows, self.others[self.selected.rows.columns]])

    @classmethod
    def of(cls, observations: Observations, selected: SelectedSeries) -> "_Offered":
        """Those selected otherwise come first, then the best; a suspect one serves only where it is selected."""
        rows = selected.rows
        others = candidates_for(observations, selected.region.code, selected.indicator.code, selected.span)
        sound = others["status"].to_numpy() != "suspect"
        inside = np.isin(others["at"].array.asi8, rows["at"].array.asi8)
        others = others[sound & inside & ~others.index.isin(rows.index)]
        by_release: dict[pd.Period, dict[str, int]] = defaultdict(dict)
        for row, at, releases in chain(lines_of(rows, "at", "basis"), lines_of(others, "at", "basis")):
            for code in filter(None, releases.split("|")):
                by_release[at].setdefault(code, row)
        return cls(selected, others, by_release)

    def chosen(self, observations: Observations, shared: dict[pd.Period, str]) -> SelectedSeries:
        """The series with figures of the shared releases, wherever it has such."""
        found = [releases[code] for at, releases in self.by_release.items() if (code := shared.get(at)) in releases]
        if set(found) <= set(self.selected.rows.index):
            return self.selected
        chosen = self.rows.loc[found]
        kept = self.selected.rows[~self.selected.rows["at"].isin(chosen["at"])]
        return made_of(observations, pd.concat([kept, chosen]).sort_values("at"), self.selected.index)

    def revised(self, observations: Observations, shared: dict[pd.Period, str]) -> pd.DataFrame:
        """The rows of the newest release, in the periods that share an earlier one."""
        order = list(observations.vocabularies["basis"])
        found = []
        for at, releases in self.by_release.items():
            newest = releases[max(releases, key=order.index)]
            if (code := shared.get(at)) in releases and newest != releases[code]:
                found.append(newest)
        return self.rows.loc[found] if found else self.selected.rows.iloc[:0]


def _shared(observations: Observations, offered: list[_Offered], basis: str | None) -> dict[pd.Period, str]:
    """The newest of the releases that the most series have in each period, at least two of them."""
    order = list(observations.vocabularies["basis"])
    counts: dict[pd.Period, Counter[str]] = defaultdict(Counter)
    for each in offered:
        for at, releases in each.by_release.items():
            counts[at].update(releases.keys())
    shared = {}
    for at, count in counts.items():
        allowed = [code for code, n in count.items() if n > 1 and basis in (None, code)]
        if allowed:
            shared[at] = max(allowed, key=lambda code: (count[code], order.index(code)))
    return shared
