"""A region among its peers: their growth side by side, ranks, and gaps to the region that contains them."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.figures.comparable import Comparable, Pair, select_comparable, select_pairs
from helpers.figures.observations import NoFiguresError, Observations, rows_behind
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.ranks import possible_ranks, ranked_periods, ranks
from helpers.text.language import _

GROWTH, LEVEL = "gdp_growth_real", "gdp_current"
SIBLINGS = "siblings"  # the regions of the same parent
_Window = tuple[int | None, int | None]


@dataclass(frozen=True)
class Group:
    """Regions that are each other's peers, with their yearly real growth, of one release in each year.

    Attributes
    ----------
    region
        The one that a report is about; it may be the parent itself.
    parent
        The region that contains them.
    compared
        Growth by region, only those with a figure in the window, and the release that is shared in each year.
    pairs
        Growth of each region and of the parent, by region; empty where none is recorded of the parent.
    missing
        Regions of the group without any figure in the window.
    placed
        The ranks that a notebook computed, of which all is told (`ranked_by`); None for those computed here.
    """

    region: Region
    parent: Region
    compared: Comparable
    pairs: dict[Region, Pair]
    missing: list[Region]
    placed: pd.DataFrame | None = None

    def ranked_by(self, placed: pd.DataFrame) -> "Group":
        """The group with ranks that a notebook computed, of which all is told.

        Parameters
        ----------
        placed
            By year (row), those of `ranked`, and region (column), 1 the fastest, NaN for none.
        """
        return replace(self, placed=placed)

    @property
    def series(self) -> dict[Region, SelectedSeries]:
        """Growth by region."""
        return self.compared.series

    @property
    def size(self) -> int:
        """How many peers there are."""
        return len(self.series) + len(self.missing)

    @property
    def parent_series(self) -> SelectedSeries | None:
        """Growth of the parent; None where none is recorded."""
        return next((pair.benchmark for pair in self.pairs.values()), None)

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Growth by period (row) and region (column), percent; NaN where none is recorded."""
        return pd.DataFrame({region: each.values for region, each in self.series.items()}).sort_index()

    @property
    def years(self) -> pd.PeriodIndex:
        """The periods from the first to the last rate of any region."""
        return pd.PeriodIndex(self.rates.index)

    @cached_property
    def weak(self) -> pd.DataFrame:
        """Where a rate is weakly supported or suspect."""
        flags = {region: self.rates.index.isin(each.weak) for region, each in self.series.items()}
        return pd.DataFrame(flags, self.rates.index)

    @cached_property
    def alike(self) -> pd.DataFrame:
        """The rates of the release that is shared in each period; NaN where a region has none of it."""
        found = {region: self.rates[region].where(self.years.isin(at)) for region, at in self._shared.items()}
        return pd.DataFrame(found)

    @cached_property
    def _shared(self) -> dict[Region, set[pd.Period]]:
        """The periods in which a region has a rate of the shared release."""
        return {region: set(self.compared.alike(region)) for region in self.series}

    @cached_property
    def complete(self) -> pd.PeriodIndex:
        """The periods in which every region has a rate of the shared release."""
        return pd.PeriodIndex(self.alike.dropna().index)

    @cached_property
    def ranked(self) -> pd.PeriodIndex:
        """The periods in which three quarters of all peers have a rate of the shared release."""
        return ranked_periods(self.alike, self.size)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks in the ranked periods, 1 the fastest; NaN where a region has no rate of the shared release."""
        return ranks(self.alike.loc[self.ranked]) if self.placed is None else self.placed

    def ranks_in(self, period: pd.Period) -> dict[Region, int]:
        """The ranks in a ranked period, by region that has one."""
        placed = self.ranks.loc[[period]]
        ranks = {region: placed[region].iloc[0] for region in self.series if region in placed}
        return {region: int(rank) for region, rank in ranks.items() if rank == rank}

    def possible_ranks_in(self, period: pd.Period) -> dict[Region, tuple[int, int]]:
        """The best and the worst rank that rounding leaves to each region with a rank in a period."""
        return possible_ranks({region: self.series[region].figures[period] for region in self.ranks_in(period)})

    def unranked(self, period: pd.Period) -> list[Region]:
        """The peers without a rank in a ranked period."""
        ranked = self.ranks_in(period)
        return [region for region in (*self.series, *self.missing) if region not in ranked]

    @property
    def own_ranks(self) -> pd.Series:
        """The region's own rank by period; empty for the parent."""
        found = self.ranks.get(self.region, pd.Series(index=self.ranked, dtype=float)).dropna()
        return found.astype(int)

    @property
    def ends(self) -> tuple[Region, Region]:
        """The regions that grew fastest and slowest in the last ranked period."""
        last = self.ranks_in(self.ranked[-1])
        return min(last, key=last.__getitem__), max(last, key=last.__getitem__)

    @cached_property
    def gaps(self) -> dict[Region, dict[pd.Period, Rounded]]:
        """Growth less that of the parent, percentage points by region and period, where both are of one release."""
        pairs = {region: self.pairs.get(region) for region in self.series}
        return {region: {at: pair.gaps[at] for at in pair.alike} if pair else {} for region, pair in pairs.items()}

    @cached_property
    def with_gaps(self) -> pd.PeriodIndex:
        """The periods in which any region has a gap to the parent."""
        return pd.PeriodIndex(sorted({at for gaps in self.gaps.values() for at in gaps}), freq="Y")

    def rows_in(self, periods: Iterable[pd.Period]) -> pd.DataFrame:
        """The rows behind the rates of the shared release, without that of the parent, in some periods."""
        wanted, found = set(periods), []
        for region, each in self.series.items():
            places = [at.ordinal for at in self._shared[region] & wanted]
            found.append(each.rows[np.isin(each.rows["at"].array.asi8, places)])
        return pd.concat(found)

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of figures behind it."""
        return rows_behind(*self.series.values(), *self.pairs.values())


def group_of(observations: Observations, region: str, window: _Window, peers: str = SIBLINGS) -> Group:
    """The group that a region stands in: those of the same parent (for the nation, the provinces), or a list of data/.

    Raises
    ------
    NoFiguresError
        None of them has a figure in the window.
    """
    own = observations.region(region)
    if peers == SIBLINGS:
        parent = own.parent or own
        peers_listed = observations.regions_within(parent.code)
    else:
        peers_listed = observations.regions_of(peers)
        parent = _containing(peers_listed)
    compared = select_comparable(observations, peers_listed, GROWTH, window)
    if not compared.series:
        raise NoFiguresError(
            lambda: _("no growth is recorded for the regions of %(region)s") % {"region": parent.coded_name}
        )
    pairs = {}
    with suppress(NoFiguresError):
        above = select_series(observations, parent.code, GROWTH, window=window)
        pairs = {each.own.region: each for each in select_pairs(observations, compared.series.values(), above)}
    return Group(own, parent, compared, pairs, [each for each in peers_listed if each not in compared.series])


def _containing(regions: list[Region]) -> Region:
    """The smallest region that contains several."""
    return next(each for each in regions[0].lineage[1:] if all(region.is_within(each.code) for region in regions))
