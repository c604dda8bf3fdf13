"""What is recorded of the thing that a number of a text is of, and how the number stands to it."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SUSPECT
from helpers.checks.sources import power_of_ten
from helpers.figures.candidates import usable
from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.periods import read_window
from helpers.figures.printed import Rounded
from helpers.figures.rows import rounded_figure

_HALF_A_TENTH = 0.05
_MOST_DECIMALS, _PLAIN = 6, 10  # of a distance; how many units of its last digit make it plain
_WITHIN_A_YEAR = 0.005  # by which a database moves levels that it has just published
_VERIFIED, _CENSUS, _POINTS = 1.05, 1.8, 1.0  # what a release may change: levels, levels by a census, rates


class Held(NamedTuple):
    """A recorded figure."""

    row: int
    number: Rounded
    printed: str
    source: str
    basis: str
    suspect: bool
    is_back_revised: bool = False  # its source goes on revising what it has, so that the latest may have moved

    @property
    def is_first_release(self) -> bool:
        return "first_release" in self.releases

    @property
    def releases(self) -> frozenset[str]:
        """The releases that it is a figure of; none where that is not known."""
        return frozenset(filter(None, self.basis.split("|")))


@dataclass(frozen=True)
class Judged:
    """How a number stands to what is recorded.

    Attributes
    ----------
    verdict
        One of `helpers.checks.findings.VERDICTS`.
    found
        The figure that decides; None where nothing is recorded.
    now
        The figure as it stands now, where another one decides.
    gap
        The number less the figure that decides, see `rounded_gap`.
    """

    verdict: str
    found: Held | None = None
    now: Held | None = None
    gap: float = 0.0

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(each.row for each in (self.found, self.now) if each)


def recorded(observations: Observations, region: str, indicator: str, period: str, span: str) -> list[Held]:
    """The figures of a region and an indicator over some days, the one that stands now first.

    A window is the same however it is written: the third quarter to date is January to September.
    """
    figures = observations.figures_of(region, indicator)
    figures = figures[usable(figures)]
    exact = figures[(figures["period"] == period) & (figures["span"] == span)]
    if exact.empty and span in ("ytd", "year", "quarter", "month", "interval"):
        wanted = _window(period, span)
        alike = [
            wanted is not None and _window(*each) == wanted
            for each in figures[["period", "span"]].itertuples(index=False)
        ]
        exact = figures[np.array(alike, bool)]  # a plain list that is empty would choose columns
    if exact.empty and span in ("event", "point") and period:  # dated more exactly in the one than in the other
        near = figures[figures["span"] == span]
        within = [each.startswith(period) or period.startswith(each) for each in near["period"]]
        near = near[np.array(within, bool)]
        exact = near if near["period"].nunique() == 1 else exact
    decimal = set(figures.loc[figures["value"].str.contains(".", regex=False), "source"])
    held = [
        Held(
            int(str(row)),
            rounded_figure(figure),
            figure["value"],
            figure["source"],
            figure["basis"],
            figure["status"] == "suspect",
            bool(observations.source(str(figure["source"])).back_revised),
        )
        for row, figure in exact.iterrows()
    ]
    if observations.indicator(indicator).is_growth:  # who prints rates with decimals drops but a zero: 5 is 5.0
        held = [to_one_decimal([each])[0] if each.source in decimal else each for each in held]
    order = list(observations.vocabularies["basis"])

    def standing(each: Held) -> tuple[bool, int, int]:
        newest = max((order.index(code) for code in each.basis.split("|") if code), default=-1)
        return each.suspect, -newest, observations.source(each.source).rank

    return sorted(held, key=standing)


def is_disputed(observations: Observations, region: str, indicator: str, period: str, span: str) -> bool:
    """Whether all that is recorded of a thing is in conflict within its source."""
    figures = observations.figures_of(region, indicator, span)
    return bool((figures["period"].eq(period) & figures["status"].eq("conflict")).any())


def to_one_decimal(held: list[Held]) -> list[Held]:
    """Rates printed without a decimal read as published to one: 8 as 8.0."""
    return [
        each._replace(
            number=Rounded(each.number.value, each.number.value - _HALF_A_TENTH, each.number.value + _HALF_A_TENTH),
            printed=f"{each.printed}.0",
        )
        if each.printed.lstrip("-").isdigit()
        else each
        for each in held
    ]


@lru_cache(4096)
def _window(period: str, span: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    if span in ("event", "point"):
        return None
    try:
        window = read_window(period, span) if period else None
    except ValueError:
        return None
    return (window.start, window.end) if window else None


def judge(number: Rounded, held: list[Held], indicator: Indicator) -> Judged:
    """How a number stands to the figures of one thing, the one that stands now first.

    It is a revision where it agrees with an earlier release, or where only a later release is recorded and the
    difference is what releases are known to change.
    """
    if not held:
        return Judged(CANNOT)
    now = held[0]
    fits_now = _alike(number, now.number)
    for each in sorted(held, key=lambda one: not _equal(number, one.number)):  # the same before what rounds to it
        if _alike(number, each.number):
            verdict = SAME if _equal(number, each.number) or math.isinf(number.high - number.low) else ROUNDING
            stands = None if _equal(each.number, now.number) else now
            later = fits_now or each.basis == now.basis or stands is None
            return Judged(verdict if later else REVISION, each, stands, number.value - each.number.value)
    firsts = sorted((each for each in held if each.is_first_release), key=lambda each: each.is_back_revised)
    first = firsts[0] if firsts else None
    found, now = _as_exact(number, first or now, held), _as_exact(number, now, held)
    gap = math.copysign(rounded_gap(number, found.number), number.value - found.number.value)
    if _slip(number, found.number, indicator):
        return Judged(SUSPECT, found, None, gap)
    moved = first is not None and first.is_back_revised and indicator.is_level
    close = moved and abs(number.value / found.number.value - 1) <= _WITHIN_A_YEAR if found.number.value else False
    if close or (first is None and _may_be_revised(number, found.number, indicator)):
        return Judged(REVISION, None, found, gap)
    return Judged(CONFLICT, found, None if _equal(found.number, now.number) else now, gap)


def _as_exact(number: Rounded, found: Held, held: list[Held]) -> Held:
    """Of figures that are one but for their rounding that which is about as exact as a number."""
    alike = [each for each in held if each.basis == found.basis and each.number.agrees_with(found.number)]
    return min([found, *alike], key=lambda each: round(abs(_decimals(each.number) - _decimals(number))))


def _decimals(number: Rounded) -> float:
    width = number.high - number.low
    return -math.log10(width) if 0 < width < math.inf else 0.0


def rounded_gap(one: Rounded, other: Rounded) -> float:
    """The distance of two numbers to as many decimals as both have, or as it takes where it is small."""
    known = [max(0, min(_MOST_DECIMALS, round(_decimals(each)))) for each in (one, other) if each.high > each.low]
    gap, fewest, most = abs(one.value - other.value), min(known, default=_MOST_DECIMALS), max(known, default=0)
    return round(gap, fewest if gap * 10**fewest >= _PLAIN else max(fewest, most))


def _equal(one: Rounded, other: Rounded) -> bool:
    return round(one.value - other.value, 9) == 0


def _alike(one: Rounded, other: Rounded) -> bool:
    return _equal(one, other) or one.agrees_with(other)


def _slip(number: Rounded, recorded: Rounded, indicator: Indicator) -> bool:
    """Whether a lost point or sign, or an index for a rate, makes the one number the other."""
    if indicator.is_level:
        ends = sorted((abs(number.value), abs(recorded.value)))
        return ends[0] > 0 and bool(power_of_ten(pd.Series([ends[1] / ends[0]]), within=1.01).iloc[0])
    slips = (-recorded.value, 100 + recorded.value, recorded.value * 10, recorded.value / 10)
    return bool(recorded.value) and round(number.value, 9) in (round(each, 9) for each in slips)


def _may_be_revised(number: Rounded, recorded: Rounded, indicator: Indicator) -> bool:
    if not indicator.is_level:
        return indicator.is_growth and abs(number.value - recorded.value) <= _POINTS + 1e-9
    ends = sorted((number.value, recorded.value))
    most = _CENSUS if indicator.breaks_of("") else _VERIFIED
    return ends[0] > 0 and ends[1] / ends[0] <= most
