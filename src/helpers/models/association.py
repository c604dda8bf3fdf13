"""How two series of growth rates move together: an association, nothing more."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from helpers.models.autocorrelation import corrected_autocorrelation
from helpers.models.requirements import require


@dataclass(frozen=True)
class Association:
    """Correlation of two growth rates over the years that both know.

    Attributes
    ----------
    r, low, high
        Correlation with its 95 % interval by Fisher's transformation, on the effective n.
    n, effective
        Years, and how many independent ones they are worth, n (1 - r1 r2) / (1 + r1 r2) with the corrected first
        autocorrelations of both (Bretherton and others, Journal of Climate 12, 1999).
    needed
        The |r| from which a correlation of so many effective years can be told from none (5 %).
    rows
        The rows of data/observations.csv that both rest on.
    """

    r: float
    low: float
    high: float
    n: int
    effective: float
    needed: float
    rows: tuple[int, ...] = ()

    @property
    def can_be_told(self) -> bool:
        """Whether it can be told from none."""
        return abs(self.r) > self.needed


def association(first: pd.Series, second: pd.Series) -> Association:
    """The correlation of two series by period; refused below twelve common periods, for both as recorded."""
    both = pd.concat([first, second], axis=1, keys=["first", "second"]).dropna()
    require("association", both["first"])
    require("association", both["second"])
    r = float(np.corrcoef(both["first"], both["second"])[0, 1])
    product = np.prod([corrected_autocorrelation(both[name].to_numpy()) for name in both])
    n = len(both)
    effective = min(float(n * (1 - product) / (1 + product)), n)
    spread = 1.96 / math.sqrt(max(effective - 3, 1))
    low, high = (math.tanh(math.atanh(min(max(r, -0.999999), 0.999999)) + sign * spread) for sign in (-1, 1))
    t = stats.t.ppf(0.975, max(effective - 2, 1))
    return Association(r, low, high, n, effective, t / math.sqrt(max(effective - 2, 1) + t**2))
