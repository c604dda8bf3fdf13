"""The kinds of relation among whole series: each period checked, the verdict on all, and the period furthest off.

What sets levels apart by rule is no contradiction: another release, a census between two years, levels that the
codebook says growth must not be computed from.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.checks.deflators import BOUNDS, FIRST_YEAR
from helpers.checks.findings import CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SUSPECT
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.series import SelectedSeries, select_series
from helpers.questions.audit.outcomes import BREAK, CENSUS, Outcome, distance
from helpers.questions.audit.relations import Relation
from helpers.show.amounts import Amount

NO_PERIOD = Outcome(CANNOT, "no_period", {})
# Percent by which levels may differ and count as one: growth is published to one decimal of a percent, and two levels
# that are closer than half of that give the same published growth.
ONE_DECIMAL = 0.05


def evaluate(relation: Relation, observations: Observations) -> Outcome:
    """The verdict on a relation among series: on all periods for which each of them has a figure."""

    def series(operand: Any) -> Any:
        if isinstance(operand, list):
            return [series(each) for each in operand]
        place, span = operand.region or relation.region, operand.span or "year"
        return select_series(observations, place, operand.indicator, span, source=operand.source or relation.source)

    operands: dict[str, Any] = dict(relation.figures)
    if relation.kind == "regions_by_period":  # the part is one of every region that this one contains
        children = observations.regions_within(relation.region)
        operands["parts"] = [operands["parts"].model_copy(update={"region": child.code}) for child in children]
    try:
        return RULES[relation.kind](**{role: series(operand) for role, operand in operands.items()})
    except NoFiguresError:
        return NO_PERIOD


def _compared(
    key: str, series: SelectedSeries, expected: dict[pd.Period, Rounded], found: dict[pd.Period, Rounded], unit: str
) -> Outcome:
    """Two numbers a period of a series that should be one; the rows shown are those behind the furthest apart."""
    periods = [at for at in expected if at in found]
    if not periods:
        return NO_PERIOD
    off = {at: _apart(expected[at], found[at], unit) for at in periods}
    failing = [at for at in periods if not _agree(expected[at], found[at], unit)]
    values = _furthest(off, failing) | {"span": series.span}
    own, other = expected[values["worst"]], found[values["worst"]]
    apart = Amount(other - own, "pp") if unit == "pct" else Amount((other / own).percent_change, "pct")
    values |= {"expected": Amount(own, unit), "found": Amount(other, unit), "off": apart}
    values["close"] = not failing and any(not expected[at].agrees_with(found[at]) for at in periods)
    verdict = CONFLICT if failing else ROUNDING if any(off.values()) else SAME
    key = key if len(periods) > 1 else "one_period"
    return Outcome(verdict, key, values, tuple(sorted(own.rows | other.rows)), distance(own, other))


def _apart(one: Rounded, other: Rounded, unit: str) -> float:
    """How far apart two numbers are, in points or percent of the first."""
    return abs(other.value - one.value) * (1 if unit == "pct" else 100 / abs(one.value))


def _agree(one: Rounded, other: Rounded, unit: str) -> bool:
    """Whether two numbers can be one, or are levels too close for any published growth to tell them apart."""
    return one.agrees_with(other) or (unit != "pct" and _apart(one, other, unit) < ONE_DECIMAL)


def _furthest(off: dict[pd.Period, float], failing: list[pd.Period]) -> dict[str, Any]:
    """How many periods hold, and which is furthest off: of those that fail, where any does."""
    worst = max(failing or off, key=off.__getitem__)
    return {"n": len(off), "holding": len(off) - len(failing), "first": min(off), "last": max(off), "worst": worst}


def check_sum(total: SelectedSeries, parts: list[SelectedSeries]) -> Outcome:
    """total = sum of parts, in every period that knows all of them; of two releases, they need not be one."""
    outcome = _compared("by_period", total, total.figures, _sums(parts), total.indicator.unit)
    if outcome.verdict != CONFLICT:
        return outcome
    rows = pd.concat([series.rows for series in (total, *parts)])
    shown = rows[rows.index.isin(outcome.rows)]
    own, others = (_releases(shown, shown.index.isin(total.rows.index) == whole) for whole in (True, False))
    if own and others and not own & others:
        return replace(outcome, verdict=REVISION, artefact=CENSUS)
    return replace(outcome, verdict=SUSPECT) if shown["weak"].any() else outcome


def _releases(rows: pd.DataFrame, chosen: Any) -> set[str]:
    """The releases that some rows are of, as far as that is recorded."""
    return {basis for bases in rows.loc[chosen, "basis"] for basis in bases.split("|") if basis}


def _sums(parts: list[SelectedSeries]) -> dict[pd.Period, Rounded]:
    """The sum of all parts in every period that knows all of them."""
    common = set.intersection(*(set(part.figures) for part in parts))
    return {at: sum((part.figures[at] for part in parts), Rounded.exact(0.0)) for at in sorted(common)}


def check_shares(parts: list[SelectedSeries]) -> Outcome:
    """The shares sum to 100 %, period by period."""
    sums = _sums(parts)
    return _compared("by_period", parts[0], dict.fromkeys(sums, Rounded.exact(100.0)), sums, "pct")


def _grown(series: SelectedSeries) -> dict[pd.Period, Rounded]:
    """Growth on the same period of the year before, percent, computed from the levels as they stand."""
    levels, lag = series.figures, 1 if series.span == "year" else 4
    return {at: (level / levels[at - lag]).percent_change for at, level in levels.items() if at - lag in levels}


def check_growth(level: SelectedSeries, growth: SelectedSeries) -> Outcome:
    """Official growth = growth of the levels. It computes what no report may: that it fails is the lesson."""
    outcome = _compared("growth_by_period", level, growth.figures, _grown(level), "pct")
    broken = level.indicator.growth_from_levels == "no" or bool(level.breaks)
    return replace(outcome, verdict=REVISION, artefact=BREAK) if outcome.verdict == CONFLICT and broken else outcome


def check_deflator(level: SelectedSeries, growth: SelectedSeries) -> Outcome:
    """(1 + nominal growth) / (1 + real growth) - 1 lies within BOUNDS in every year from FIRST_YEAR on.

    A jump in the year of a census, or in the one after, when its results come out, is a revision; any other is most
    likely an error.
    """
    nominal, real = _grown(level), growth.figures
    implied = {
        at: (nominal[at].factor / real[at].factor).percent_change
        for at in nominal
        if at in real and at.year > FIRST_YEAR
    }
    if not implied:
        return NO_PERIOD
    low, high = BOUNDS
    off = {at: max(each.low - high, low - each.high) for at, each in implied.items()}
    failing = [at for at in implied if off[at] > 0]
    unexplained = [at for at in failing if not _after_census(level, at.year)]
    values = _furthest(off, unexplained or failing) | {"holding": len(implied) - len(failing)}
    worst = values["worst"]
    numbers = {"implied": implied[worst], "nominal": nominal[worst], "real": real[worst]}
    numbers |= {"low": Rounded.exact(low), "high": Rounded.exact(high)}
    values |= {name: Amount(number, "pct") for name, number in numbers.items()}
    rows = tuple(sorted(implied[worst].rows))
    if not failing:
        return Outcome(SAME, "deflator", values)
    apart = distance(implied[worst], Rounded.exact(min(max(implied[worst].value, low), high)))
    if unexplained:
        return Outcome(SUSPECT, "deflator_unexplained", values, rows, apart)
    return Outcome(REVISION, "deflator_census", values, rows, apart, CENSUS)


def _after_census(level: SelectedSeries, year: int) -> bool:
    """Whether the levels of a year and of the one before are on two bases.

    The results of a census come in the year after: as first published, that year's level is the first on its basis.
    """
    own = level.rows.loc[level.rows["at"].dt.year == year, "source"].iloc[0]
    reach = 1 if own in level.indicator.breaks else 2
    return not level.back_revised and bool(level.indicator.breaks_between(year - reach, year, own))


RULES: dict[str, Callable[..., Outcome]] = {
    "sum_by_period": check_sum,
    "shares_by_period": check_shares,
    "regions_by_period": check_sum,
    "growth_by_period": check_growth,
    "deflator_by_period": check_deflator,
}
KINDS = set(RULES)
