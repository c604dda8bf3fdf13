"""How unequal output per head is across regions: Theil's index, within and between the groups they fall into."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.models.requirements import MINIMUM, ModelRefusedError


@dataclass(frozen=True)
class Theil:
    """Theil's T of output per head, weighted by residents: 0 where all have the same.

    Attributes
    ----------
    between
        What the averages of the groups make of it.
    within
        What differs inside the groups: their own indices, weighted by their shares in output.
    n
        Regions.
    """

    between: float
    within: float
    n: int

    @property
    def total(self) -> float:
        """The whole index."""
        return self.between + self.within


def theil(output: pd.Series, residents: pd.Series, groups: pd.Series) -> Theil:
    """Theil's T, the sum of s ln(s / p) with shares s in output and p in residents (Theil, 1967).

    Parameters
    ----------
    output, residents
        Positive, by region; any units.
    groups
        By region, the group it belongs to.

    Raises
    ------
    ModelRefusedError
        There are less than eight regions with both.
    """
    known = pd.concat([output, residents, groups], axis=1, keys=["output", "residents", "group"]).dropna()
    if len(known) < MINIMUM["inequality"]:
        raise ModelRefusedError("inequality", "regions", {"minimum": MINIMUM["inequality"], "n": len(known)})
    shares = known[["output", "residents"]].astype(float)
    shares = shares / shares.sum()
    total = _index(shares)
    between = _index(shares.groupby(known["group"].to_numpy()).sum())
    return Theil(between, total - between, len(known))


def _index(shares: pd.DataFrame) -> float:
    return float((shares["output"] * np.log(shares["output"] / shares["residents"])).sum())
