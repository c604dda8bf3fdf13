"""Synthetic control: what a region might have been, from a mixture of its peers that moved as it did before.

Abadie, Diamond and Hainmueller, Journal of the American Statistical Association 105 (2010): weights that are not
negative and sum to one are fitted to the path before a period; the gap to the mixture after it is held against the gaps
that the same procedure gives for every peer, to which nothing is thought to have happened (placebos).

The path is the logarithm of output at constant prices, chained from growth rates. A level sums the rates, so that the
rounding and the noise of single years average out, and what is asked is how much larger output would be; fitted to the
rates themselves, the weights would follow that noise.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import nnls

from helpers.figures.regions import Region
from helpers.models.requirements import MINIMUM, ModelRefusedError
from helpers.text.language import number

PEERS = 8  # fewer complete ones, and no gap could be told from those of the placebos: p would be 1/8 at best


@dataclass(frozen=True)
class Control:
    """One region against its mixture.

    Attributes
    ----------
    weights
        By peer; not negative, and they sum to one.
    gap
        Own level less that of the mixture by period, percent of the latter; zero at the base before the first rate.
    before, after
        Root of the mean squared gap before and from the period on, percent.
    """

    weights: dict[Region, float]
    gap: pd.Series
    before: float
    after: float

    @property
    def ratio(self) -> float:
        """How many times larger the gap is after than before; infinite where the fit is exact."""
        return self.after / self.before if self.before > _EXACT else np.inf if self.after > _EXACT else 0.0


@dataclass(frozen=True)
class SyntheticControl:
    """A region's control and the placebos of its peers.

    Attributes
    ----------
    since
        The first period that was not fitted.
    fitted
        How many rates were.
    own
        The region's.
    placebos
        That of every peer, from the others and the region.
    left_out
        The peers with a hole in their rates.
    spread
        By how much the peers' growth differs within a year before, percent: a fit that misses by more is poor.
    """

    since: pd.Period
    fitted: int
    own: Control
    placebos: dict[Region, Control]
    left_out: list[Region]
    spread: float

    @property
    def years(self) -> pd.PeriodIndex:
        """The periods of the path, fitted or not."""
        return pd.PeriodIndex(self.own.gap.index)

    @property
    def weighing(self) -> list[Region]:
        """The peers whose weight is half a percent at least, the largest first; what is below is shown as none."""
        weights = self.own.weights
        return sorted([peer for peer in weights if weights[peer] >= _SHOWN], key=lambda peer: -weights[peer])

    @property
    def p(self) -> float:
        """The share of all regions whose gap grew as much, itself among them: the rank of its ratio."""
        return self.rank / (len(self.placebos) + 1)

    @property
    def is_rare(self) -> bool:
        """Whether its gap is among the tenth that grew most."""
        return self.p <= _RARE

    @property
    def rank(self) -> int:
        """Where its ratio stands among those of the placebos, 1 the largest; equal ones count as larger."""
        return 1 + sum(each.ratio >= self.own.ratio for each in self.placebos.values())


_EXACT = 1e-6  # percent: a gap below it is that of binary fractions
_SHOWN = 0.005
_RARE = 0.1


def fit_synthetic(rates: pd.DataFrame, own: Region, since: pd.Period) -> SyntheticControl:
    """The mixture of peers that moved as a region did before a period, and the gap to it from then on.

    The path begins where it leaves the most rates to fit to, years times peers that are complete from there on.

    Parameters
    ----------
    rates
        Growth in percent by year (row) and region (column); NaN where none is recorded.
    own
        The column of the region.
    since
        The first period that is not fitted.

    Raises
    ------
    ModelRefusedError
        Too few periods or peers are complete, or the fit before is poor.
    """
    regions: list[Any] = list(rates.columns)
    last = rates[own].last_valid_index()
    window = pd.PeriodIndex([], freq="Y")
    if last is not None:
        window = pd.period_range(str(rates.index.min()), str(last), freq="Y", name="period")
    table = rates.reindex(window)
    before = int((window < since).sum())
    complete = {each: _complete_from(table[each]) for each in regions}
    if (start := complete[own]) > before:
        raise ModelRefusedError("synthetic", "hole", {"missing": [str(window[start - 1])]})
    if before - start < MINIMUM["synthetic"]:
        names = {"minimum": MINIMUM["synthetic"], "n": before - start, "at": str(since)}
        raise ModelRefusedError("synthetic", "before", names)
    if before == len(window):
        raise ModelRefusedError("synthetic", "nothing_after", {"at": str(since)})
    starts = range(start, before - MINIMUM["synthetic"] + 1)
    counts = {at: sum(first <= at for first in complete.values()) - 1 for at in starts}
    start = max(starts, key=lambda at: counts[at] * (before - at))  # the most rates to fit to; of equals the longest
    peers = [each for each in regions if each != own and complete[each] <= start]
    if len(peers) < PEERS:
        raise ModelRefusedError("synthetic", "peers", {"minimum": PEERS, "n": len(peers)})
    table, window, fitted = table.iloc[start:], window[start:], before - start
    logs = {each: np.log1p(table[each].to_numpy() / 100) for each in [own, *peers]}
    levels = {each: np.cumsum(growth) for each, growth in logs.items()}
    control = _control(levels, own, fitted, window)
    spread = float(100 * np.std([logs[peer][:fitted] for peer in peers], axis=0, ddof=1).mean())
    if control.before > spread:
        raise ModelRefusedError("synthetic", "fit", {"missed": number(control.before), "spread": number(spread)})
    placebos = {peer: _control(levels, peer, fitted, window) for peer in peers}
    left_out = [each for each in regions if each not in levels]
    return SyntheticControl(since, fitted, control, placebos, left_out, spread)


def _complete_from(rates: pd.Series) -> int:
    """The place from which on no value is missing; one past the last where that is."""
    holes = np.flatnonzero(rates.isna().to_numpy())
    return int(holes[-1]) + 1 if len(holes) else 0


def _control(levels: dict[Region, np.ndarray], own: Region, fitted: int, window: pd.PeriodIndex) -> Control:
    """The mixture of all others for one."""
    peers = [each for each in levels if each != own]
    others = np.column_stack([levels[peer] for peer in peers])
    weights = mixture(levels[own][:fitted], others[:fitted])
    gap = 100 * np.expm1(levels[own] - others @ weights)
    before, after = (float(np.sqrt(np.mean(part**2))) for part in (gap[:fitted], gap[fitted:]))
    return Control(dict(zip(peers, map(float, weights), strict=True)), pd.Series(gap, window), before, after)


def mixture(path: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The weights, not negative and with a sum of one, whose mixture of columns is nearest to a path.

    With D = others - path the distance is |D w| for every w that sums to one. Non-negative least squares of
    |D v|^2 + (sum(v) - 1)^2 finds v = s w with the same w: for a given w the best scale s leaves d / (1 + d), where
    d = |D w|^2, which grows with d. So one call of Lawson and Hanson's algorithm solves it exactly.

    Parameters
    ----------
    path
        By period.
    others
        By period (row) and peer (column).
    """
    scaled, _residual = nnls(
        np.vstack([others - path[:, None], np.ones(others.shape[1])]), np.r_[np.zeros(len(path)), 1.0]
    )
    return scaled / scaled.sum()
