"""Synthetic control: what a region might have been, from a mixture of its peers that moved as it did before.

Abadie, Diamond and Hainmueller, Journal of the American Statistical Association 105 (2010): weights that are not
negative and sum to one are fitted to the path before a period; the gap to the mixture after it is held against the gaps
that the same procedure gives for every peer, to which nothing is thought to have happened (placebos).

The path is the logarithm of output at constant prices, chained from growth rates. A level sums the rates, so that the
rounding and the noise of single years average out, and what is asked is how much larger output would be; fitted to the
rates themselves, the weights would follow that noise.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import nnls

from helpers.models.requirements import MINIMUM, ModelRefusedError

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

    weights: pd.Series
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
    placebos: dict[Hashable, Control]
    left_out: list[Hashable]
    spread: float

    @property
    def p(self) -> float:
        """The share of all regions whose gap grew as much, itself among them: the rank of its ratio."""
        return self.rank / (len(self.placebos) + 1)

    @property
    def rank(self) -> int:
        """Where its ratio stands among those of the placebos, 1 the largest; equal ones count as larger."""
        return 1 + sum(each.ratio >= self.own.ratio for each in self.placebos.values())


_EXACT = 1e-6  # percent: a gap below it is that of binary fractions


def fit_synthetic(rates: pd.DataFrame, own: Hashable, since: pd.Period) -> SyntheticControl:
    """The mixture of peers that moved as a region did before a period, and the gap to it from then on.

    Parameters
    ----------
    rates
        Growth in percent by period (row, without holes) and region (column); NaN where none is recorded.
    own
        The column of the region.
    since
        The first period that is not fitted.

    Raises
    ------
    ModelRefusedError
        The region's rates have a hole, too few periods or peers are complete, or the fit before is poor.
    """
    known = rates[own].dropna()
    window = pd.period_range(known.index.min(), known.index.max(), freq="Y") if len(known) else rates.index[:0]
    table = rates.reindex(window)
    if table[own].isna().any():
        missing = [str(at) for at in table.index[table[own].isna()]]
        raise ModelRefusedError("synthetic", "hole", {"missing": missing})
    fitted = int((table.index < since).sum())
    if fitted < MINIMUM["synthetic"] or fitted == len(table):
        reason = "before" if fitted < MINIMUM["synthetic"] else "nothing_after"
        raise ModelRefusedError("synthetic", reason, {"minimum": MINIMUM["synthetic"], "n": fitted, "at": str(since)})
    complete = table.columns[table.notna().all()].drop(own)
    if len(complete) < PEERS:
        raise ModelRefusedError("synthetic", "peers", {"minimum": PEERS, "n": len(complete)})
    levels = np.log1p(table[[own, *complete]] / 100).cumsum()
    control = _control(levels, own, fitted)
    spread = float(100 * np.log1p(table[complete].iloc[:fitted] / 100).std(axis=1, ddof=1).mean())
    if control.before > spread:
        raise ModelRefusedError("synthetic", "fit", {"missed": f"{control.before:.1f}", "spread": f"{spread:.1f}"})
    placebos = {peer: _control(levels, peer, fitted) for peer in complete}
    left_out = [each for each in rates.columns if each not in levels.columns]
    return SyntheticControl(since, fitted, control, placebos, left_out, spread)


def _control(levels: pd.DataFrame, own: Hashable, fitted: int) -> Control:
    """The mixture of all other columns for one."""
    others = levels.drop(columns=own)
    weights = mixture(levels[own].to_numpy()[:fitted], others.to_numpy()[:fitted])
    gap = 100 * np.expm1(levels[own] - others @ weights)
    before, after = (float(np.sqrt(np.mean(part**2))) for part in (gap.iloc[:fitted], gap.iloc[fitted:]))
    return Control(pd.Series(weights, others.columns), gap, before, after)


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
