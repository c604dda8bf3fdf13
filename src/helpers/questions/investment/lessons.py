"""Fixed-asset investment: what is published of it and of its parts, and why its levels are not to be differenced."""

from dataclasses import dataclass, replace

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures, latest_figure
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.association import Association, association
from helpers.models.requirements import MINIMUM, ModelRefusedError

OUTPUT, GROWTH, LEVELS = "gdp_growth_real", "fai_growth", ("fai_level", "fai_total_level")
PARTS = (
    "fai_growth",
    "industrial_investment_growth",
    "chanye_investment_growth",
    "manufacturing_investment_growth",
    "private_investment_growth",
    "real_estate_investment_growth",
)
Parts = dict[Indicator, dict[Region, list[Figure]]]  # growth of investment and its parts, by region


@dataclass(frozen=True)
class Lesson:
    """Official growth of investment beside what its published levels would give, which no report may use as growth.

    Attributes
    ----------
    official
        The rate, percent.
    before, now
        The levels of the year before and of the year, 100 million yuan.
    change
        The change of the levels as a notebook computed it, percent (`measured_by`).
    """

    official: Figure
    before: Figure
    now: Figure
    change: float | None = None

    @property
    def from_levels(self) -> Rounded:
        """The change of the levels, percent, with what their rounding allows."""
        found = (self.now.rounded / self.before.rounded).percent_change
        return found if self.change is None else replace(found, value=self.change)

    @property
    def figures(self) -> list[Figure]:
        return [self.official, self.before, self.now]

    @property
    def off(self) -> float:
        """How far the two lie apart, points."""
        return abs(self.from_levels.value - self.official.rounded.value)


def lessons(observations: Observations, region: str) -> list[Lesson]:
    """Every period with an official rate and both levels, for a region and those that contain it, the last last."""
    found = [
        Lesson(official, *levels)
        for place in observations.region(region).lineage
        for official in _official(observations, place.code)
        if (levels := _levels(observations, official)) is not None
    ]
    return sorted(found, key=lambda lesson: lesson.official.window.end)


def frame_of_lessons(found: list[Lesson]) -> pd.DataFrame:
    """By region and period: official growth (official, percent), levels (before and level, 100 million yuan)."""
    columns = {"official": "official", "before": "before", "level": "now"}
    lines = {name: [getattr(each, of).rounded.value for each in found] for name, of in columns.items()}
    index = [(each.official.region.name, each.official.days) for each in found]
    return pd.DataFrame(lines, pd.MultiIndex.from_tuples(index, names=["region", "period"]), dtype=float)


def measured_by(found: list[Lesson], frame: pd.DataFrame) -> list[Lesson]:
    """The same with the change of the levels that a notebook computed, of which all is told.

    Parameters
    ----------
    frame
        A line each, in their order, with the change of the levels (change, percent).
    """
    return [replace(lesson, change=change) for lesson, change in zip(found, frame["change"], strict=True)]


def furthest(found: list[Lesson]) -> Lesson:
    """The lesson whose rate and levels lie furthest apart."""
    return max(found, key=lambda lesson: lesson.off)


def _official(observations: Observations, region: str) -> list[Figure]:
    """One official rate a period, the best known; of years, and of spans that are counted by quarter."""
    rates = find_figures(observations, GROWTH, region)
    cells = dict.fromkeys((rate.period, rate.span) for rate in rates if rate.span == "year" or "Q" in rate.period)
    best = [(latest_figure(observations, GROWTH, region, period), span) for period, span in cells]
    return [rate for rate, span in best if rate is not None and rate.span == span]


def _levels(observations: Observations, official: Figure) -> tuple[Figure, Figure] | None:
    """The level a year before and that of the period of a rate, of one kind of level; None where one is missing."""
    year_before = f"{int(official.period[:4]) - 1}{official.period[4:]}"
    for indicator in LEVELS:
        before, now = (
            find_figures(observations, indicator, official.region.code, None, period, official.span)
            for period in (year_before, official.period)
        )
        if before and now:
            return before[0], now[0]
    return None


def parts(observations: Observations, region: str) -> Parts:
    """Growth of investment and its parts by indicator, for a region and those that contain it, in its last year.

    The year is the last for which the region has any of them; else the last of those that contain it. An empty list
    stands for what was not found.
    """
    places = observations.region(region).lineage
    known: Parts = {
        observations.indicator(code): {place: find_figures(observations, code, place.code) for place in places}
        for code in PARTS
    }
    own = [figure for by_region in known.values() for figure in by_region[places[0]]]
    every = own or [figure for by_region in known.values() for figures in by_region.values() for figure in figures]
    if not every:
        return {}
    year = max(figure.period[:4] for figure in every)
    for by_region in known.values():
        for place, figures in by_region.items():
            by_region[place] = [figure for figure in figures if figure.period[:4] == year]
    return known


def level_series(observations: Observations, region: str) -> SelectedSeries | None:
    """The yearly levels of investment of a region; None where none are recorded."""
    for indicator in LEVELS:
        try:
            return select_series(observations, region, indicator)
        except NoFiguresError:
            continue
    return None


def growth_with_investment(observations: Observations, region: str) -> Association:
    """How real growth and official growth of investment moved together, year by year.

    Raises
    ------
    RefusedError
        There are too few years that know both.
    """
    try:
        series = [select_series(observations, region, indicator) for indicator in (OUTPUT, GROWTH)]
    except NoFiguresError:
        raise ModelRefusedError("association", "short", {"minimum": MINIMUM["association"], "n": 0}) from None
    found = association(*(each.values for each in series))
    both = pd.PeriodIndex(sorted(set(series[0].rows["at"]) & set(series[1].rows["at"])), freq="Y")
    return replace(found, rows=tuple(row for each in series for row in each.rows_in(both)))
