"""The kinds of relation among whole series: each period checked, the verdict on all, and the period furthest off."""

from itertools import combinations

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import figures_in
from helpers.figures.series import SelectedSeries, select_series
from helpers.questions.audit.outcomes import CANNOT, FAILS, HOLDS, Outcome
from helpers.questions.audit.relations import Reference, Relation
from helpers.show.amounts import Amount

DEFLATOR_BOUNDS = (-5.0, 10.0)  # percent a year: a working bound set by judgement for the years from 1996 on
NO_PERIOD = Outcome(CANNOT, "no_period", {})


def _series(reference: Reference, relation: Relation, observations: Observations, region: str = "") -> SelectedSeries:
    place = region or reference.region or relation.region
    source, span = reference.source or relation.source, reference.span or "year"
    return select_series(observations, place, reference.indicator, span, source=source)


def _outcome(key: str, expected: dict[pd.Period, Rounded], found: dict[pd.Period, Rounded], unit: str) -> Outcome:
    """Two numbers a period that should be one; the rows shown are those behind the two that are furthest apart."""
    periods = [at for at in expected if at in found]
    if not periods:
        return NO_PERIOD
    distance = {at: abs(found[at].value - expected[at].value) for at in periods}
    relative = {at: distance[at] / abs(expected[at].value) if unit != "pct" else distance[at] for at in periods}
    failing = [at for at in periods if not expected[at].agrees_with(found[at])]
    worst = max(failing or periods, key=relative.get)
    values = {
        "n": len(periods),
        "holding": len(periods) - len(failing),
        "first": periods[0],
        "last": periods[-1],
        "worst": worst,
        "expected": Amount(expected[worst], unit),
        "found": Amount(found[worst], unit),
        "off": Amount(_difference(found[worst], expected[worst], unit), "pp" if unit == "pct" else "pct"),
    }
    rows = expected[worst].rows | found[worst].rows
    return Outcome(FAILS if failing else HOLDS, key if len(periods) > 1 else "one_period", values, tuple(sorted(rows)))


def _difference(found: Rounded, expected: Rounded, unit: str) -> Rounded:
    """Points between two rates; percent of the expected between two levels."""
    return found - expected if unit == "pct" else (found / expected).percent_change


def check_sum(relation: Relation, observations: Observations) -> Outcome:
    """total = sum of parts, period by period."""
    whole = _series(relation.figures["total"], relation, observations)
    parts = [_series(part, relation, observations) for part in relation.figures["parts"]]
    return _outcome("by_period", whole.figures, _sums(parts), whole.indicator.unit)


def _sums(parts: list[SelectedSeries]) -> dict[pd.Period, Rounded]:
    """The sum of all parts in every period that knows all of them."""
    rounded = [part.figures for part in parts]
    common = set.intersection(*(set(each) for each in rounded))
    return {at: sum((each[at] for each in rounded), Rounded.exact(0.0)) for at in sorted(common)}


def check_shares(relation: Relation, observations: Observations) -> Outcome:
    """The shares sum to 100 %, period by period."""
    parts = [_series(part, relation, observations) for part in relation.figures["parts"]]
    sums = _sums(parts)
    return _outcome("by_period", dict.fromkeys(sums, Rounded.exact(100.0)), sums, "pct")


def check_regions(relation: Relation, observations: Observations) -> Outcome:
    """The level of a region = the sum of those of the regions it contains, in every period that knows all of them."""
    whole = _series(relation.figures["total"], relation, observations)
    children = observations.regions_within(relation.region)
    parts = [_series(relation.figures["parts"], relation, observations, child.code) for child in children]
    return _outcome("by_period", whole.figures, _sums(parts), whole.indicator.unit)


def _grown(series: SelectedSeries) -> dict[pd.Period, Rounded]:
    """Growth on the same period of the year before, percent, computed from the levels as they stand."""
    levels, lag = series.figures, 1 if series.span == "year" else 4
    quotients = {at: level / levels[at - lag] for at, level in levels.items() if at - lag in levels}
    return {at: quotient.percent_change for at, quotient in quotients.items()}


def check_growth(relation: Relation, observations: Observations) -> Outcome:
    """Official growth = growth of the levels. It computes what no report may: that it fails is the lesson."""
    level = _series(relation.figures["level"], relation, observations)
    official = _series(relation.figures["growth"], relation, observations)
    return _outcome("growth_by_period", official.figures, _grown(level), "pct")


def check_deflator(relation: Relation, observations: Observations) -> Outcome:
    """(1 + nominal growth) / (1 + real growth) - 1 lies within DEFLATOR_BOUNDS in every year."""
    level = _series(relation.figures["level"], relation, observations)
    real = _series(relation.figures["growth"], relation, observations)
    nominal, rates = _grown(level), real.figures
    implied = {at: _deflator(nominal[at], rates[at]) for at in nominal if at in rates}
    if not implied:
        return NO_PERIOD
    low, high = DEFLATOR_BOUNDS
    failing = [at for at, each in implied.items() if each.high < low or each.low > high]
    middle = (low + high) / 2
    worst = max(failing or implied, key=lambda at: abs(implied[at].value - middle))
    values = {
        "n": len(implied),
        "holding": len(implied) - len(failing),
        "first": min(implied),
        "last": max(implied),
        "worst": worst,
        "implied": Amount(implied[worst], "pct"),
        "nominal": Amount(nominal[worst], "pct"),
        "real": Amount(rates[worst], "pct"),
        "low": Amount(Rounded.exact(low), "pct"),
        "high": Amount(Rounded.exact(high), "pct"),
    }
    return Outcome(FAILS if failing else HOLDS, "deflator", values, tuple(sorted(implied[worst].rows)))


def _deflator(nominal: Rounded, real: Rounded) -> Rounded:
    return (nominal.factor / real.factor).percent_change


def check_sources(relation: Relation, observations: Observations) -> Outcome:
    """In every period that several sources print, their digits can stand for one number."""
    indicator = relation.figures["figure"].indicator
    figures = observations.figures_of(relation.region, indicator)
    rows, unit = figures[figures["number"].notna()], observations.indicator(indicator).unit
    cells, pairs = 0, []
    for (period, _span), group in rows.groupby(["period", "span"]):
        if group["source"].nunique() < 2:
            continue
        cells += 1
        differing = [
            pair
            for pair in combinations(group.itertuples(), 2)
            if not _rounded_of(pair[0]).agrees_with(_rounded_of(pair[1]))
        ]
        if differing:
            pairs.append((period, max(differing, key=lambda pair: _apart(*pair, unit))))
    if not cells:
        return Outcome(CANNOT, "one_source", {})
    values = {"n": cells, "differing": len(pairs)}
    if not pairs:
        return Outcome(HOLDS, "across_sources", values)
    period, (first, second) = max(pairs, key=lambda entry: _apart(*entry[1], unit))
    values |= {
        "period": period,
        "figures": figures_in(observations, figures.loc[[first.Index, second.Index]]),
        "sources": [first.source, second.source],
    }
    return Outcome(FAILS, "across_sources", values, (first.Index, second.Index))


def _rounded_of(row) -> Rounded:
    return Rounded(row.number, row.low, row.high)


def _apart(first, second, unit: str) -> float:
    distance = abs(first.number - second.number)
    return distance if unit == "pct" else distance / max(abs(first.number), abs(second.number))


RULES = {
    "sum_by_period": check_sum,
    "shares_by_period": check_shares,
    "regions_by_period": check_regions,
    "growth_by_period": check_growth,
    "deflator_by_period": check_deflator,
    "across_sources": check_sources,
}
