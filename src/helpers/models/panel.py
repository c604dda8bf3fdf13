"""Forecasts of growth rates from a panel: the last rates of a region and its peers, and the errors all of them had.

A region's own past says little of its next rate, its peers in the same year say more. The rule is plain and was set
once for each class of regions by its record in rolling origins (docs/method.md): a share of the own last value, and the
median of the last values of all for the rest. Its interval is made of two errors that the same rule made in the past:
one common to all regions of a year, a slump or a boom, and the region's own.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from helpers.figures.comparable import select_comparable
from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries
from helpers.models.paths import LEVELS, Path

PEERS, YEARS = 8, 10  # fewer regions, or fewer years, make no panel
OWN_SHARE = {"province": 0.7}  # of the own last value; a half in every other class
_HALF = 0.5
_LATE = 1  # years by which the last rate of a peer may be older than the own one
_SHRUNK = 8  # years that the spread of all regions counts as, beside a region's own
_COMMON, _OWN = ((np.arange(n) + 0.5) / n for n in (399, 99))  # probabilities at which the errors are laid out


@dataclass(frozen=True)
class Panel:
    """Yearly growth rates of peers, of one release in each year.

    Attributes
    ----------
    rates
        Percent by period (row) and region (column), the region's own among them; NaN where none is known.
    own
        The column of the region that is forecast.
    share
        How much of the own last value is taken; the rest is the median of the last values of all.
    last_rows
        The rows of figures behind the last rates of the peers.
    """

    rates: pd.DataFrame
    own: Hashable
    share: float = _HALF
    last_rows: frozenset[int] = frozenset()
    _earlier: dict[pd.Period, "Panel"] = field(default_factory=dict, repr=False, compare=False)
    _told: dict[int, Path] = field(default_factory=dict, repr=False, compare=False)

    def known(self, last: pd.Period) -> "Panel":
        """The panel as it was when its last year was another; kept, for several records look back at the same years.

        So does the record of an earlier panel, which has these from the later one.
        """
        last = min(last, self.rates.index[-1])
        if last not in self._earlier:
            self._earlier[last] = Panel(self.rates.loc[:last], self.own, self.share, _earlier=self._earlier)
        return self._earlier[last]

    @cached_property
    def suffices(self) -> bool:
        """Whether enough regions have a last rate, and enough years have the rates of enough regions."""
        counts, last = self.rates.notna().sum(axis=1), self._last
        years, regions = (counts >= PEERS).sum(), last.notna().sum()
        return bool(years >= YEARS and regions >= PEERS and pd.notna(last.to_numpy()[self._place]))

    @property
    def _place(self) -> int:
        return int(self.rates.columns.get_indexer(pd.Index([self.own]))[0])

    @cached_property
    def _last(self) -> pd.Series:
        return self.rates.ffill(limit=_LATE).iloc[-1]

    def path(self, steps: int) -> Path:
        """The next rates with their intervals; every step has the same point, and errors of its own.

        The common error of h years is t-distributed with as many degrees as years it was seen in; the own error is one
        of all that regions had, each scaled by its region's spread, times the spread of this one. Both are added for
        every pair, and the quantiles of the sums are the bounds.
        """
        if steps in self._told:
            return self._told[steps]
        last = self._last
        point = self.share * float(last.to_numpy()[self._place]) + (1 - self.share) * float(last.median())
        bounds: dict[float, tuple[np.ndarray, np.ndarray]] = {
            level: (np.empty(steps), np.empty(steps)) for level in LEVELS
        }
        for step in range(steps):
            sums = self._errors(step + 1)
            for level, (low, high) in bounds.items():
                low[step], high[step] = point + np.quantile(sums, [(1 - level) / 2, (1 + level) / 2])
        return self._told.setdefault(steps, Path(np.full(steps, point), bounds))

    def _errors(self, ahead: int) -> np.ndarray:
        """The errors that the rule may make so many years ahead, laid out evenly."""
        rates, medians = self.rates.to_numpy(), self.rates.median(axis=1).to_numpy()[:, None]
        missed = rates[ahead:] - (self.share * rates[:-ahead] + (1 - self.share) * medians[:-ahead])
        missed = missed[np.isfinite(missed).sum(axis=1) >= PEERS]
        common = np.nanmedian(missed, axis=1)
        own = missed - common[:, None]
        counts, total = np.isfinite(own).sum(axis=0), np.nansum(own**2)
        spread = np.sqrt((np.nansum(own**2, axis=0) + _SHRUNK * total / counts.sum()) / (counts + _SHRUNK))
        scaled = own / spread
        scaled = np.quantile(scaled[np.isfinite(scaled)], _OWN)
        years = len(common)
        width = np.sqrt(np.mean(common**2) * (1 + 1 / years))
        together = stats.t.ppf(_COMMON, max(years - 1, 1)) * width
        return (together[:, None] + spread[self._place] * scaled).ravel()


def panel_of(observations: Observations, series: SelectedSeries) -> Panel | None:
    """The yearly growth rates of a region and its peers, those of the same parent, up to the last of its own.

    None where the series is no yearly growth rate, or the region has no peers.
    """
    peers = observations.peers_of(series.region.code)
    if not (series.indicator.is_growth and series.span == "year" and peers):
        return None
    known = series.values.dropna()
    question = ("panel", series.region.code, series.indicator.code, *series.rows.index, *known.index[[0, -1]])
    if question in observations.selected:  # a report looks back with it, and forward
        return observations.selected[question]
    compared = select_comparable(observations, peers, series.indicator.code)
    alike = {region: compared.alike(region) for region in compared.series}
    rates = {
        region: pd.Series({at: each.value for at, each in found.items()}, dtype=float)
        for region, found in alike.items()
    }
    table = pd.DataFrame({**rates, series.region: known})
    index = pd.period_range(table.index.min(), known.index[-1], name="period")
    recent = index[-1 - _LATE :]
    last = [
        found[max(at for at in recent if at in found)] for found in alike.values() if any(at in found for at in recent)
    ]
    rows = frozenset(row for figure in last for row in figure.rows)
    panel = Panel(table.reindex(index), series.region, OWN_SHARE.get(series.region.level, _HALF), rows)
    return observations.selected.setdefault(question, panel)
