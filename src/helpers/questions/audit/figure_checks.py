"""The kinds of relation among single figures: one function each, which gives verdict, reason and its numbers."""

import math
from typing import Any

from helpers.figures import scope
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures
from helpers.questions.audit.outcomes import CANNOT, DERIVED, FAILS, HOLDS, Absent, Outcome, rows_of
from helpers.questions.audit.relations import CHILDREN, Relation, Unpublished
from helpers.show.amounts import Amount

Judgement = tuple[str, str, dict[str, Any]]


def without(absent: Absent | Unpublished, figures: dict[str, Any], rows: tuple[int, ...]) -> Outcome:
    """The outcome of a relation that lacks a figure; a gap still implies what it was taken from."""
    if isinstance(absent, Unpublished):
        return Outcome(CANNOT, "unpublished", {"what": absent.unpublished}, rows)
    values = {"indicator": absent.indicator, "region": absent.region}
    if isinstance(own := figures.get("own"), Figure) and isinstance(gap := figures.get("gap"), Figure):
        return Outcome(CANNOT, "implied", values | {"implied": Amount(own.rounded - gap.rounded, own.unit)}, rows)
    return Outcome(CANNOT, "missing", values, rows)


def check_sum(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """total = sum of parts."""
    whole, parts = figures["total"], figures["parts"]
    scope.total([whole, *parts])  # one kind throughout
    summed = scope.total(parts)
    values = {"total": whole, "parts": parts, "sum": Amount(summed, whole.unit)}
    values["rest"] = Amount(whole.rounded - summed, whole.unit)
    return (HOLDS if summed.agrees_with(whole.rounded) else FAILS), "sum", values


def check_part(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """parts together are at most the whole."""
    whole, parts = figures["whole"], figures["parts"]
    for part in parts:
        scope.check_part(part, whole)
    summed = scope.total(parts)
    values = {"parts": parts, "whole": whole, "sum": Amount(summed, whole.unit)}
    key = "part" if len(parts) == 1 else "parts"
    return (HOLDS if summed.low <= whole.rounded.high else FAILS), key, values


def check_at_most(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """smaller <= larger, where the one can be part of the other by its nature."""
    smaller, larger = figures["smaller"], figures["larger"]
    holds = smaller.rounded.low <= larger.rounded.high
    excess = Amount(smaller.rounded - larger.rounded, larger.unit)
    return (HOLDS if holds else FAILS), "at_most", {"smaller": smaller, "larger": larger, "excess": excess}


def check_difference(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """own - benchmark = gap."""
    own, benchmark, gap = figures["own"], figures["benchmark"], figures["gap"]
    difference = own.rounded - benchmark.rounded
    values = {"own": own, "benchmark": benchmark, "gap": gap, "difference": Amount(difference, gap.unit)}
    return (HOLDS if difference.agrees_with(gap.rounded) else FAILS), "difference", values


def check_rate(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """total over the days or months of its window = rate; and the lengths that would give the rate."""
    whole, rate = figures["total"], figures["rate"]
    length = whole.window.days if relation.per == "day" else whole.window.months
    printed = rate.rounded if relation.per == "month" else _half_unit(rate)  # a rule by month, an average by day
    lengths = range(1, math.ceil(whole.rounded.high / printed.low) + 1)
    giving = [each for each in lengths if (whole.rounded / Rounded.exact(each)).agrees_with(printed)]
    wanted = [_whole_number(each, whole, rate) for each in giving]
    computed = whole.rounded / Rounded.exact(length)
    values = {"total": whole, "rate": rate, "length": length, "computed": Amount(computed, rate.unit), "wanted": wanted}
    key = f"rate_{relation.per}" if wanted or relation.per == "month" else "rate_day_never"
    return (HOLDS if computed.agrees_with(printed) else FAILS), key, values


def _half_unit(figure: Figure) -> Rounded:
    """An average printed as a whole number is rounded, though its unit is a count."""
    value = figure.rounded.value
    return Rounded(value, value - 0.5, value + 0.5, figure.rounded.rows)


def _whole_number(number: int, *figures: Figure | list[list[Figure]] | str) -> Amount:
    """A count that follows from some figures."""
    return Amount(Rounded(number, number, number, frozenset(rows_of(figures))), "count")


def check_whole_share(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """share (%) = n of whole for a whole number n: those that are printed as this share."""
    share, whole = figures["share"], figures["whole"]
    low, high = (bound * whole.rounded.value / 100 for bound in (share.rounded.low, share.rounded.high))
    solutions = range(math.ceil(low), min(math.ceil(high), int(whole.rounded.value) + 1))
    values = {"share": share, "whole": whole, "n": len(solutions), "first": None, "last": None}
    if solutions:
        values |= {
            "first": _whole_number(solutions[0], share, whole),
            "last": _whole_number(solutions[-1], share, whole),
        }
    return (HOLDS if solutions else FAILS), "whole_share_once" if len(solutions) == 1 else "whole_share", values


def check_named(relation: Relation, figures: dict[str, Any], observations: Observations) -> Judgement:
    """As many names as the stated count; of an open list, at most as many."""
    stated, members = figures["stated"], figures["members"]
    if members == CHILDREN:
        named = len(observations.regions_within(relation.region))
    else:
        named = sum(_names(found) for found in members)
    most = int(stated.rounded.value)
    holds = named <= most if relation.open else named == most
    return (HOLDS if holds else FAILS), "named", {"stated": stated, "named": _whole_number(named, members)}


def _names(found: list[Figure]) -> int:
    """How many names stand behind the figures of one indicator."""
    if found and found[0].unit in ("named", "rank"):
        return len(found)  # one a region
    if found and found[0].unit == "count":
        return int(found[0].rounded.value)  # counted in the list
    return bool(found)  # the indicator itself is what is named


def check_agreement(relation: Relation, figures: dict[str, Any], observations: Observations) -> Judgement:
    """The stated figure and an independent one can be the same number."""
    stated, other = figures["stated"], figures["other"]
    series = find_figures(observations, other.indicator.code, other.region.code, other.source.code, None, other.span)
    elsewhere = [each.period for each in series if each.rounded.agrees_with(stated.rounded)]
    values = {"stated": stated, "other": other, "period": other.period, "elsewhere": elsewhere}
    key = "agreement_elsewhere" if elsewhere else "agreement"
    return (HOLDS if stated.rounded.agrees_with(other.rounded) else FAILS), key, values


def check_rank(relation: Relation, figures: dict[str, Any], observations: Observations) -> Judgement:
    """The stated rank = 1 + the number of peers ahead, once all peers are known."""
    stated, own = figures["stated"], figures["own"]
    peers = observations.peers_of(own.region.code)
    found = [find_figures(observations, own.indicator.code, peer.code, None, own.period, own.span) for peer in peers]
    known = [each[0] for each in found if each]
    values = [each.rounded for each in known]
    sign = -1 if relation.lowest_first else 1
    ahead = sum(sign * each.value > sign * own.rounded.value and not each.agrees_with(own.rounded) for each in values)
    tied = sum(each.agrees_with(own.rounded) for each in values)
    said = {"stated": stated, "own": own, "known": len(known), "peers": len(peers), "parent": own.region.parent}
    said["ahead"] = _whole_number(ahead, own, *known)
    rank = stated.rounded.value
    if ahead + 1 > rank or (len(values) == len(peers) and ahead + tied + 1 < rank):
        return FAILS, "rank", said
    return (HOLDS, "rank", said) if len(values) == len(peers) else (CANNOT, "rank_unknown", said)


def check_each_at_least(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """count x threshold <= value: each of so many can reach the threshold."""
    count, value, threshold = figures["count"], figures["value"], figures["threshold"]
    needed = Amount(count.rounded * threshold.rounded, value.unit)
    holds = needed.rounded.low <= value.rounded.high
    said = {"count": count, "value": value, "threshold": threshold, "needed": needed}
    return (HOLDS if holds else FAILS), "each_at_least", said


def check_rest_below(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """(whole - value) < (whole count - count) x threshold: each of the rest can stay below the threshold."""
    rest = figures["whole_value"].rounded - figures["value"].rounded
    count = figures["whole_count"].rounded - figures["count"].rounded
    average = Amount(rest / count, figures["value"].unit)
    threshold = figures["threshold"]
    said = {"rest": Amount(rest, average.unit), "count": Amount(count, "count"), "average": average}
    holds = average.rounded.low < threshold.rounded.high
    return (HOLDS if holds else FAILS), "rest_below", said | {"threshold": threshold}


def check_once(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """The source prints one value."""
    found = figures["figure"]
    return (HOLDS if len(found) == 1 else FAILS), "once", {"found": found, "n": len(found)}


def derive_ratio(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """numerator / denominator, in percent where both have one unit."""
    numerator, denominator = figures["numerator"], figures["denominator"]
    quotient = scope.ratio(numerator, denominator)
    said = {"numerator": numerator, "denominator": denominator}
    if numerator.unit == denominator.unit and numerator.indicator.code.startswith(denominator.indicator.code):
        return DERIVED, "share", said | {"ratio": Amount(quotient.percent, "pct")}
    return DERIVED, "ratio", said | {"ratio": Amount(quotient, numerator.unit)}


def derive_concentration(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """part / whole beside part count / whole count, both in percent."""
    of_value = scope.ratio(figures["part"], figures["whole"])
    of_count = scope.ratio(figures["part_count"], figures["whole_count"])
    shares = {"of_value": Amount(of_value.percent, "pct"), "of_count": Amount(of_count.percent, "pct")}
    return DERIVED, "concentration", figures | shares


def derive_growth(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """Growth from one figure to another of the same quantity."""
    earlier, later = figures["earlier"], figures["later"]
    grown = Amount(scope.growth(earlier, later), "pct")
    return DERIVED, "growth", {"earlier": earlier, "later": later, "growth": grown}


def derive_change(relation: Relation, figures: dict[str, Any]) -> Judgement:
    """How much less after than before, in percent of before."""
    before, after = figures["before"], figures["after"]
    cut = Amount(Rounded.exact(100) - scope.ratio(after, before).percent, "pct")
    return DERIVED, "change", {"before": before, "after": after, "cut": cut}


RULES = {
    "sum": check_sum,
    "part": check_part,
    "at_most": check_at_most,
    "difference": check_difference,
    "rate": check_rate,
    "whole_share": check_whole_share,
    "each_at_least": check_each_at_least,
    "rest_below": check_rest_below,
    "once": check_once,
    "ratio": derive_ratio,
    "concentration": derive_concentration,
    "growth": derive_growth,
    "change": derive_change,
}
RULES_THAT_LOOK_UP = {  # more figures than the relation names
    "named": check_named,
    "agreement": check_agreement,
    "rank": check_rank,
}
