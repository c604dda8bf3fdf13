"""What became of first places: the rank in the next period of those that led in one."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from helpers.figures.regions import Region

_SELDOM = 0.05


@dataclass(frozen=True)
class Followed:
    """One that was among the first in a period.

    Attributes
    ----------
    at
        The period in which it was.
    leader
        Which region it was.
    rank, after
        Its rank then and in the next period; None where that is not ranked, or it has no rank in it.
    among
        How many have a rank in the next period; zero where that is not ranked.
    """

    at: pd.Period
    leader: Region
    rank: int
    after: int | None
    among: int


@dataclass(frozen=True)
class FirstPlaces:
    """All that were among the first in any period, and where they stood in the next.

    Attributes
    ----------
    top
        Up to which rank one counts among the first; those of equal rank all count.
    followed
        By period, then rank. The last period, which nothing follows, is not among them.
    """

    top: int
    followed: list[Followed]

    @cached_property
    def known(self) -> list[Followed]:
        """Those with a rank in the next period."""
        return [each for each in self.followed if each.after is not None]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """A line for each of these by period: leader (its name), rank, after (its rank a period later), among.

        What is told of all of them is counted in it.
        """
        lines = [(str(each.leader), each.rank, each.after, each.among) for each in self.known]
        index = pd.PeriodIndex([each.at for each in self.known], freq="Y", name="period")
        return pd.DataFrame(lines, index, columns=["leader", "rank", "after", "among"])

    @property
    def after(self) -> np.ndarray:
        """Their ranks in the next period."""
        return self.frame["after"].to_numpy(dtype=float)

    @property
    def median(self) -> float:
        """The median of these ranks."""
        return float(np.median(self.after))

    @property
    def half(self) -> tuple[float, float]:
        """Between which ranks the middle half of them lies: quartiles that are ranks themselves."""
        low, high = np.quantile(self.after, [0.25, 0.75], method="inverted_cdf")
        return float(low), float(high)

    @property
    def stayed(self) -> int:
        """How many were among the first in the next period as well."""
        return int((self.after <= self.top).sum())

    @property
    def leaning(self) -> int:
        """Whether leading lasts: 1 or -1 where more, or fewer, than half stayed and a fair coin seldom says as much.

        A sign test, one-sided at 5 %; 0 where it tells neither.
        """
        n, stayed = len(self.known), self.stayed
        if stats.binom.cdf(stayed, n, 0.5) <= _SELDOM:
            return -1
        return 1 if stats.binom.sf(stayed - 1, n, 0.5) <= _SELDOM else 0

    @property
    def by_chance(self) -> float:
        """The median rank that drawing the ranks anew would give: (n + 1) / 2, n averaged over the periods."""
        return float(((self.frame["among"] + 1) / 2).mean())

    @property
    def stayed_by_chance(self) -> float:
        """How many would have stayed among the first had the ranks been drawn anew."""
        return float((self.top / self.frame["among"]).sum())


def first_places(ranks: pd.DataFrame, top: int = 1) -> FirstPlaces:
    """Follow those among the first of each period into the next.

    Parameters
    ----------
    ranks
        By period (row) and region (column), 1 the first, equal ones sharing the better rank; NaN for none. A period
        without a row is not ranked.
    top
        Up to which rank one counts among the first.
    """
    found = []
    for at in pd.PeriodIndex(ranks.index[:-1]):
        placed, following = _placed(ranks, at), _placed(ranks, at + 1)
        for leader, rank in sorted(placed.items(), key=lambda each: each[1]):
            if rank <= top:
                found.append(Followed(at, leader, rank, following.get(leader), len(following)))
    return FirstPlaces(top, found)


def _placed(ranks: pd.DataFrame, at: pd.Period) -> dict[Region, int]:
    """The ranks of a period by region; empty for one that is not ranked."""
    regions: list[Any] = list(ranks.columns)
    rows = ranks[ranks.index == at].to_numpy()
    return {region: int(rank) for row in rows for region, rank in zip(regions, row, strict=True) if rank == rank}
