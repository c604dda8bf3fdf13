"""The sizes of peers: whether they became more alike, and the region's share in those of its group."""

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import longest_run
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.convergence import Beta, beta_convergence, sigma_convergence
from helpers.models.group import LEVEL, Group
from helpers.models.requirements import ModelRefusedError, attempt
from helpers.text.messages import RefusedError

_RECENT = (15, 10)  # years from whose start convergence is told beside the whole
_RUN = 2  # years at least over which growth is held against size


@dataclass(frozen=True)
class SelectedShare:
    """A share by period, percent, and the rows of its first and last period."""

    values: pd.Series
    rows: pd.DataFrame


def _levels(observations: Observations, regions: Iterable[Region]) -> dict[Region, SelectedSeries]:
    """The levels of those regions that have any."""
    found = {}
    for region in regions:
        with suppress(NoFiguresError):
            found[region] = select_series(observations, region.code, LEVEL)
    return found


def _in_year(levels: dict[Region, SelectedSeries], year: pd.Period) -> dict[Region, pd.DataFrame]:
    """The row of each region that has a level of a year."""
    rows = {region: each.rows[each.rows["at"] == year] for region, each in levels.items()}
    return {region: row for region, row in rows.items() if len(row)}


def share_of_peers(observations: Observations, group: Group) -> SelectedShare | None:
    """The region's share in the GDP of its group, percent, in the years that one source has for all of them.

    None for the parent itself, and where the levels come from different sources: a share mixes no vintages.
    """
    if group.region not in group.series:
        return None
    levels = _levels(observations, group.series)
    if len(levels) < len(group.series):
        return None
    rows = pd.concat([each.rows for each in levels.values()])
    frame = pd.DataFrame({region: each.values for region, each in levels.items()}).dropna()
    if rows["source"].nunique() > 1 or frame.empty:
        return None
    share = 100 * frame[group.region] / frame.sum(axis=1)
    return SelectedShare(share, rows[rows["at"].isin([share.index[0], share.index[-1]])])


@dataclass(frozen=True)
class Convergence:
    """Whether the economies of a group became more alike in size; per head would need the residents of each.

    Attributes
    ----------
    initial
        GDP at current prices by region in the year before the first complete one, 100 million yuan, one source.
    average
        Average real growth since by region, percent a year.
    beta
        Growth against initial size.
    later
        The same from a later start, by the year of the first level, as far as all levels of that year are known.
    sigma
        Standard deviation of the logs of size at constant prices, by period.
    rows
        The rows of the initial levels and of the growth since.
    """

    initial: dict[Region, float]
    average: dict[Region, float]
    beta: Beta | RefusedError
    later: dict[int, Beta]
    sigma: pd.Series
    rows: pd.DataFrame


def convergence(observations: Observations, group: Group) -> Convergence:
    """Beta and sigma convergence over the longest run of complete years that has a level to start from.

    Raises
    ------
    RefusedError
        There is no such run, or a region has no level in the year before it.
    """
    run = longest_run(group.complete)
    if len(run) < _RUN:
        raise ModelRefusedError("convergence", "no_run", {"minimum": _RUN})
    start = run[0] - 1
    levels = _levels(observations, group.series)
    first = _in_year(levels, start)
    for region in group.series:
        if region not in first:
            raise ModelRefusedError("convergence", "hole", {"missing": f"{region.name} {start}"})
    initial = {region: float(row["number"].iloc[0]) for region, row in first.items()}
    chained = pd.DataFrame(np.log1p(group.rates.loc[run] / 100)).cumsum()
    average = {region: 100 * math.expm1(chained[region].iloc[-1] / len(run)) for region in initial}
    size = chained.reindex(pd.period_range(start, run[-1]), fill_value=0.0)
    beta = attempt(beta_convergence, pd.Series(initial), chained.iloc[-1], len(run))
    later: dict[int, Beta] = {}
    started: list[pd.DataFrame] = []
    for years in (each for each in _RECENT if each < len(run)):
        from_ = _in_year(levels, run[-years] - 1)
        if len(from_) < len(initial):
            continue
        sizes = pd.Series({region: float(row["number"].iloc[0]) for region, row in from_.items()})
        found = attempt(beta_convergence, sizes, chained.iloc[-1] - chained.iloc[-1 - years], years)
        if isinstance(found, Beta):
            later[run[-years].year - 1] = found
            started += from_.values()
    sigma = sigma_convergence(pd.DataFrame(np.exp(size + np.log(pd.Series(initial)))))
    rows = pd.concat([*first.values(), *started, group.rows_in(run)])
    return Convergence(initial, average, beta, later, sigma, rows)
