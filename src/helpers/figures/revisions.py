"""What a benchmark's revision makes of a gap to it."""

from statistics import fmean
from typing import NamedTuple

import pandas as pd

from helpers.figures.comparable import Pair


class Decomposition(NamedTuple):
    """A gap to the benchmark's newest figures in two parts, means over some years in percentage points.

    Attributes
    ----------
    years
        Those whose figures of one release have been revised since on the benchmark's side.
    growth
        The gap between figures of one release: what the region grew more.
    revision
        What the benchmark's revision takes off it: its figure then less its figure now.
    """

    years: list[pd.Period]
    growth: float
    revision: float

    @property
    def whole(self) -> float:
        """The gap to the newest figures."""
        return self.growth + self.revision


def decompose(pair: Pair) -> Decomposition | None:
    """How much of the gap to the benchmark's newest figures is growth, and how much its revision; None without one."""
    years = [at for at in pair.alike if at in pair.revised]
    if not years:
        return None
    growth = fmean(pair.gaps[at].value for at in years)
    revision = fmean(pair.benchmark.figures[at].value - pair.revised[at].value for at in years)
    return Decomposition(years, growth, revision)
