"""A nowcast: the growth of a year that is not over, from that of the year to date.

The year is put where its year to date stands. Told from ten earlier years or more, China's years missed that by 1.38
points from the first quarter, 0.72 from the first half and 0.32 from the first three quarters; with the mean of past
differences added by 1.42, 0.72 and 0.32, with their median by 1.48, 0.74 and 0.32. Half the difference of the year
before, reversed, made good 2021 (1.34, 0.66, 0.30) and lost in the years but 2020 and 2021 (0.81 against 0.64, 0.44
against 0.41, 0.23 against 0.21). So nothing is added.

The interval is Student's t with three degrees of freedom, around the year to date, as wide as the differences of past
years at the same stage have it: most years miss by little, a few by far, and a normal distribution that fits both is
too wide for the ones and too narrow for the others. The differences are the region's own where it has enough of them;
otherwise its peers' and those of all that contain it are added. They are not scaled by how much each region's growth
moves: on the six pairs of prefectures and provinces scaled intervals held as many and scored worse (80 %: 3.1 against
2.5; 95 %: 5.7 against 4.1). `make league` prints the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import stats
from scipy.optimize import brentq

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries, select_series
from helpers.figures.year_to_date import ToDate, figures_to_date
from helpers.models.paths import LEVELS, Path
from helpers.models.requirements import MINIMUM, ModelRefusedError
from helpers.text.messages import RefusedError

FREEDOM = 3  # of Student's t; of two to ten, three had the best 95 % intervals, targets 2020 and 2021 aside
_PAST = 5  # years of which nowcasts are told beside what came


def scale_of(differences: np.ndarray) -> float:
    """The scale of Student's t around zero that makes differences likeliest, in their unit.

    It solves mean((v + 1) d^2 / (v s^2 + d^2)) = 1 for s, with v degrees of freedom (Lange, Little and Taylor 1989); it
    is zero where so many differences are that the likelihood has no maximum.
    """
    squares = differences**2
    if np.mean(squares > 0) <= 1 / (FREEDOM + 1):
        return 0.0
    largest = squares.max()
    relative = squares / largest

    def excess(square: float) -> float:
        return float(np.mean((FREEDOM + 1) * relative / (FREEDOM * square + relative)) - 1)

    smallest = relative[relative > 0].min() * 1e-9
    return float(np.sqrt(largest * brentq(excess, smallest, 1.0)))


def nowcast_path(to_date: float, differences: np.ndarray) -> Path:
    """The year from the year to date: one step, the point and its intervals.

    Parameters
    ----------
    to_date
        Growth of the year to date, in percent.
    differences
        The year less the year to date in the past, in percentage points, at the same stage of the year.
    """
    error = scale_of(differences) * np.sqrt(1 + 1 / len(differences))
    halves = {level: stats.t.ppf((1 + level) / 2, FREEDOM) * error for level in LEVELS}
    point = np.array([to_date])
    return Path(point, {level: (point - half, point + half) for level, half in halves.items()})


@dataclass(frozen=True)
class Nowcast:
    """A year as its year to date told it, and the past that its interval is made of.

    Attributes
    ----------
    told
        The figure of the year to date, and what came where that is known.
    pairs
        Those of earlier years at the same stage.
    """

    told: ToDate
    pairs: tuple[ToDate, ...]

    @cached_property
    def path(self) -> Path:
        """The point and its intervals, in percent."""
        return nowcast_path(self.told.figure.value, _differences(self.pairs))

    @property
    def point(self) -> float:
        """Where the year is put, in percent."""
        return float(self.path.point[0])

    def bounds(self, level: float) -> tuple[float, float]:
        """The ends of an interval (0.80, 0.95), in percent."""
        low, high = self.path.bounds[level]
        return float(low[0]), float(high[0])

    @property
    def error(self) -> float:
        """By how many percentage points past years missed their year to date, on average."""
        return float(np.abs(_differences(self.pairs)).mean())

    @cached_property
    def missed(self) -> dict[float, tuple[ToDate, ...]]:
        """The pairs that an interval made of all other years would not have held, by level."""
        missed: dict[float, list[ToDate]] = {level: [] for level in LEVELS}
        for pair in self.pairs:
            others = _differences(other for other in self.pairs if other.year != pair.year)
            for level, (_low, high) in nowcast_path(0, others).bounds.items():
                if abs(pair.difference) > high[0]:
                    missed[level].append(pair)
        return {level: tuple(pairs) for level, pairs in missed.items()}

    @property
    def held(self) -> dict[float, int]:
        """How many past outcomes such an interval would have held, by level."""
        return {level: len(self.pairs) - len(missed) for level, missed in self.missed.items()}

    @property
    def regions(self) -> tuple[Region, ...]:
        """Of which regions the past is, the one with most of it first."""
        named = [pair.region for pair in self.pairs]
        return tuple(sorted(dict.fromkeys(named), key=named.count, reverse=True))

    @property
    def borrowed(self) -> bool:
        """Whether some of that past is of other regions."""
        return set(self.regions) != {self.told.region}

    @property
    def past_rows(self) -> frozenset[int]:
        """The rows of figures behind its past."""
        return frozenset().union(*(pair.rows for pair in self.pairs))

    @property
    def rows(self) -> frozenset[int]:
        """The rows of figures behind its interval."""
        return self.told.figure.rows | self.past_rows


def nowcast(known: Iterable[ToDate], told: ToDate) -> Nowcast:
    """The year of a figure of the year to date.

    Parameters
    ----------
    known
        Figures of the year to date of the region, its peers and all that contain it; of these, pairs at the same stage
        of earlier years are used, the region's own alone where there are enough.

    Raises
    ------
    ModelRefusedError
        There are too few pairs, or nearly all of them are without any difference.
    """
    pairs = [each for each in known if each.whole and each.stage == told.stage and each.year < told.year]
    own = [each for each in pairs if each.region == told.region]
    pairs = sorted(own if len(own) >= MINIMUM["nowcast"] else pairs, key=lambda pair: (pair.year, pair.region.code))
    years = len({pair.year for pair in pairs})  # regions share what hits a year
    if years < MINIMUM["nowcast"]:
        raise ModelRefusedError("nowcast", "pairs", {"minimum": MINIMUM["nowcast"], "n": years})
    if scale_of(_differences(pairs)) == 0:
        raise ModelRefusedError("nowcast", "constant", {})
    return Nowcast(told, tuple(pairs))


@dataclass(frozen=True)
class Nowcasts:
    """What figures of the year to date say of a region's growth.

    Attributes
    ----------
    running
        Nowcasts of the year under way, by stage; empty where its figure is published already, or nothing of it is.
    refusal
        Why there is none though a figure of the year to date is known.
    awaited
        The year under way where nothing of it is known.
    past
        What nowcasts would have said of the last years, each from earlier years alone.
    rows
        The rows of figures behind all of them.
    """

    running: tuple[Nowcast, ...] = ()
    refusal: RefusedError | None = None
    awaited: int | None = None
    past: tuple[Nowcast, ...] = ()
    rows: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", frozenset().union(*(each.rows | each.told.rows for each in self.all)))

    @property
    def all(self) -> tuple[Nowcast, ...]:
        return self.running + self.past

    @property
    def latest(self) -> Nowcast | None:
        """The nowcast of the year under way from what is known last."""
        return self.running[-1] if self.running else None


def nowcasts_of(observations: Observations, series: SelectedSeries) -> Nowcasts:
    """What the year to date says of the year after a yearly growth rate's last one, and has said of earlier years.

    There is nothing of a level, nor of a year beyond a window that ends before the last published year.
    """
    if not (series.indicator.is_growth and series.span == "year"):
        return Nowcasts()
    region, code = series.region, series.indicator.code
    known = figures_to_date(observations, [region, *observations.peers_of(region.code), *region.lineage[1:]], code)
    own = [each for each in known if each.region == region]
    last = _last_year(observations, region, code)
    latest = max((each.year for each in own), default=last)
    is_open = series.index[-1].year >= last
    running, refusal = _made(known, [each for each in own if is_open and each.year == latest > last])
    window = series.index[0].year, series.index[-1].year
    pairs = [each for each in own if each.whole and window[0] <= each.year <= window[1]]
    if running:
        pairs = [each for each in pairs if each.stage == running[-1].told.stage]
    past, _refusal = _made(known, list({each.year: each for each in pairs}.values())[-_PAST:])
    awaited = last + 1 if is_open and latest <= last else None
    return Nowcasts(tuple(running), None if running else refusal, awaited, tuple(past))


def _last_year(observations: Observations, region: Region, indicator: str) -> int:
    """The last year of which a region's yearly figure is published; 0 where none is."""
    try:
        return int(select_series(observations, region.code, indicator).index[-1].year)
    except NoFiguresError:
        return 0


def _made(known: list[ToDate], wanted: list[ToDate]) -> tuple[list[Nowcast], RefusedError | None]:
    """The nowcasts that can be made, and why another cannot."""
    made, refused = [], None
    for told in wanted:
        try:
            made.append(nowcast(known, told))
        except ModelRefusedError as refusal:
            refused = refusal.with_traceback(None)
    return made, refused


def _differences(pairs: Iterable[ToDate]) -> np.ndarray:
    return np.array([pair.difference for pair in pairs])
