"""The place of a region among its peers: its rank, ties, who has no figure, and what rounding leaves open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region


@dataclass(frozen=True)
class Standing:
    """Where a region stands by a figure of one period, 1 the highest.

    Attributes
    ----------
    region
        Whose place it is.
    whole
        The region that contains it and its peers.
    level
        What the peers are: one of `helpers.figures.regions.LEVELS`, or "city" for the cities of the yearbook.
    rank
        Equal figures share the better one.
    tied
        Whether another has the same figure.
    ranked
        How many have a figure.
    missing
        The peers that have none.
    best, worst
        The ranks that the printed digits leave open.
    rows
        The rows that the rank rests on.
    """

    region: Region
    whole: Region
    level: str
    rank: int
    tied: bool
    ranked: int
    missing: tuple[Region, ...]
    best: int
    worst: int
    rows: frozenset[int]

    @property
    def is_open(self) -> bool:
        """Whether rounding leaves more than one rank."""
        return self.best < self.worst

    def is_ahead_of(self, other: "Standing") -> bool:
        """Whether it is nearer to the first place than another one, whatever was rounded away of both."""
        return self.worst < other.best


def standing_of(
    region: Region, whole: Region, level: str, figures: Mapping[Region, Rounded], peers: Iterable[Region]
) -> Standing:
    """The place of a region by figures of one period and one release.

    Parameters
    ----------
    figures
        By region, only those that have one; the region's own among them.
    peers
        All that could have one.
    """
    own = figures[region]
    same = sum(each.value == own.value for each in figures.values())
    rank = 1 + sum(each.value > own.value for each in figures.values())
    missing = tuple(each for each in peers if each not in figures)
    rows = frozenset(row for each in figures.values() for row in each.rows)
    best, worst = possible_rank(own, [each for place, each in figures.items() if place != region])
    return Standing(region, whole, level, rank, same > 1, len(figures), missing, best, worst, rows)


def possible_rank(own: Rounded, others: list[Rounded]) -> tuple[int, int]:
    """The best and the worst rank that the printed digits leave to a figure among others.

    One is ahead for certain if its least value is no smaller than the other's greatest. With rates printed as 4.6, 4.6
    and 4.5 each of the first two may be first or second; the third is third, for 4.55 at most is not above 4.55.
    """
    ahead, behind = (sum(each.low >= own.high for each in others), sum(each.high <= own.low for each in others))
    return 1 + ahead, 1 + len(others) - behind
