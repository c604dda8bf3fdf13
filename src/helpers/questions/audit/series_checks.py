"""The kinds of relation among whole series: each period checked, the verdict on all, and the period furthest off."""

from collections.abc import Callable
from itertools import chain, combinations
from typing import Any

import pandas as pd

from helpers.checks.deflators import BOUNDS as DEFLATOR_BOUNDS
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import figures_in
from helpers.figures.rows import rounded_figure
from helpers.figures.series import SelectedSeries, select_series
from helpers.questions.audit.outcomes import CANNOT, FAILS, HOLDS, Outcome
from helpers.questions.audit.relations import Relation, references
from helpers.show.amounts import Amount

NO_PERIOD = Outcome(CANNOT, "no_period", {})


def evaluate(relation: Relation, observations: Observations) -> Outcome:
    """The verdict on a relation among series: on all periods for which each of them has a figure."""
    if relation.kind == ACROSS_SOURCES:
        return check_sources(relation, observations)

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


def _compared(key: str, expected: dict[pd.Period, Rounded], found: dict[pd.Period, Rounded], unit: str) -> Outcome:
    """Two numbers a period that should be one; the rows shown are those behind the two that are furthest apart."""
    periods = [at for at in expected if at in found]
    if not periods:
        return NO_PERIOD
    scale = {at: 1 if unit == "pct" else abs(expected[at].value) for at in periods}
    off = {at: abs(found[at].value - expected[at].value) / scale[at] for at in periods}
    failing = [at for at in periods if not expected[at].agrees_with(found[at])]
    values = _furthest(off, failing)
    own, other = expected[values["worst"]], found[values["worst"]]
    apart = Amount(other - own, "pp") if unit == "pct" else Amount((other / own).percent_change, "pct")
    values |= {"expected": Amount(own, unit), "found": Amount(other, unit), "off": apart}
    key = key if len(periods) > 1 else "one_period"
    return Outcome(FAILS if failing else HOLDS, key, values, tuple(sorted(own.rows | other.rows)))


def _furthest(off: dict[pd.Period, float], failing: list[pd.Period]) -> dict[str, Any]:
    """How many periods hold, and which is furthest off: of those that fail, where any does."""
    worst = max(failing or off, key=off.__getitem__)
    return {"n": len(off), "holding": len(off) - len(failing), "first": min(off), "last": max(off), "worst": worst}


def check_sum(total: SelectedSeries, parts: list[SelectedSeries]) -> Outcome:
    """total = sum of parts, in every period that knows all of them."""
    return _compared("by_period", total.figures, _sums(parts), total.indicator.unit)


def _sums(parts: list[SelectedSeries]) -> dict[pd.Period, Rounded]:
    """The sum of all parts in every period that knows all of them."""
    common = set.intersection(*(set(part.figures) for part in parts))
    return {at: sum((part.figures[at] for part in parts), Rounded.exact(0.0)) for at in sorted(common)}


def check_shares(parts: list[SelectedSeries]) -> Outcome:
    """The shares sum to 100 %, period by period."""
    sums = _sums(parts)
    return _compared("by_period", dict.fromkeys(sums, Rounded.exact(100.0)), sums, "pct")


def _grown(series: SelectedSeries) -> dict[pd.Period, Rounded]:
    """Growth on the same period of the year before, percent, computed from the levels as they stand."""
    levels, lag = series.figures, 1 if series.span == "year" else 4
    return {at: (level / levels[at - lag]).percent_change for at, level in levels.items() if at - lag in levels}


def check_growth(level: SelectedSeries, growth: SelectedSeries) -> Outcome:
    """Official growth = growth of the levels. It computes what no report may: that it fails is the lesson."""
    return _compared("growth_by_period", growth.figures, _grown(level), "pct")


def check_deflator(level: SelectedSeries, growth: SelectedSeries) -> Outcome:
    """(1 + nominal growth) / (1 + real growth) - 1 lies within DEFLATOR_BOUNDS in every year."""
    nominal, real = _grown(level), growth.figures
    implied = {at: (nominal[at].factor / real[at].factor).percent_change for at in nominal if at in real}
    if not implied:
        return NO_PERIOD
    low, high = DEFLATOR_BOUNDS
    failing = [at for at, each in implied.items() if each.high < low or each.low > high]
    values = _furthest({at: abs(each.value - (low + high) / 2) for at, each in implied.items()}, failing)
    worst = values["worst"]
    numbers = {"implied": implied[worst], "nominal": nominal[worst], "real": real[worst]}
    numbers |= {"low": Rounded.exact(low), "high": Rounded.exact(high)}
    values |= {name: Amount(number, "pct") for name, number in numbers.items()}
    return Outcome(FAILS if failing else HOLDS, "deflator", values, tuple(sorted(implied[worst].rows)))


def check_sources(relation: Relation, observations: Observations) -> Outcome:
    """In every period that several sources print, their digits can stand for one number."""
    [reference] = references(relation)
    unit = observations.indicator(reference.indicator).unit
    figures = observations.figures_of(relation.region, reference.indicator)
    cells = [
        [rounded_figure(row) for _row, row in cell.iterrows()]
        for _at, cell in figures[figures["number"].notna()].groupby(["period", "span"])
        if cell["source"].nunique() > 1
    ]
    if not cells:
        return Outcome(CANNOT, "one_source", {})
    pairs = [[pair for pair in combinations(cell, 2) if not pair[0].agrees_with(pair[1])] for cell in cells]
    counts = {"n": len(cells), "differing": sum(map(bool, pairs))}
    if not any(pairs):
        return Outcome(HOLDS, "across_sources", counts)
    furthest = max(chain.from_iterable(pairs), key=lambda pair: _apart(pair[0], pair[1], unit))
    rows = tuple(row for each in furthest for row in each.rows)
    printed = figures.loc[list(rows)]
    said = {"period": printed["period"].iloc[0], "sources": printed["source"].to_list()}
    return Outcome(FAILS, "across_sources", counts | said | {"figures": figures_in(observations, printed)}, rows)


def _apart(first: Rounded, second: Rounded, unit: str) -> float:
    distance = abs(first.value - second.value)
    return distance if unit == "pct" else distance / max(abs(first.value), abs(second.value))


RULES: dict[str, Callable[..., Outcome]] = {
    "sum_by_period": check_sum,
    "shares_by_period": check_shares,
    "regions_by_period": check_sum,
    "growth_by_period": check_growth,
    "deflator_by_period": check_deflator,
}
ACROSS_SOURCES = "across_sources"
KINDS = {*RULES, ACROSS_SOURCES}
