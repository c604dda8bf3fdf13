"""The kinds of relation among single figures, a function each: it takes the figures by their roles in the relation.

What it computes is added to the figures in the values of the outcome.
"""

import math
from collections.abc import Callable
from typing import Any

from helpers.checks.findings import CANNOT, CONFLICT, ROUNDING, SAME
from helpers.figures import scope
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures
from helpers.questions.audit.outcomes import Absent, Outcome, bounded, compared, distance, judged, rows_of
from helpers.questions.audit.relations import Relation, Unpublished
from helpers.show.amounts import Amount


def without(absent: Absent | Unpublished, figures: dict[str, Any], rows: tuple[int, ...]) -> Outcome:
    """The outcome of a relation that lacks a figure; a gap still implies what it was taken from."""
    if isinstance(absent, Unpublished):
        return Outcome(CANNOT, "unpublished", {"what": absent.unpublished}, rows)
    values = {"indicator": absent.indicator, "region": absent.region}
    if isinstance(own := figures.get("own"), Figure) and isinstance(gap := figures.get("gap"), Figure):
        return Outcome(CANNOT, "implied", values | {"implied": Amount(own.rounded - gap.rounded, own.unit)}, rows)
    return Outcome(CANNOT, "missing", values, rows)


def check_sum(total: Figure, parts: list[Figure]) -> Outcome:
    """total = sum of parts."""
    scope.total([total, *parts])  # one kind throughout
    summed = scope.total(parts)
    rest = Amount(total.rounded - summed, total.unit)
    return compared(summed, total.rounded, "sum", sum=Amount(summed, total.unit), rest=rest)


def check_part(parts: list[Figure], whole: Figure) -> Outcome:
    """parts together are at most the whole."""
    for part in parts:
        scope.check_part(part, whole)
    summed = scope.total(parts)
    key = "part" if len(parts) == 1 else "parts"
    return bounded(summed, whole.rounded, key, sum=Amount(summed, whole.unit))


def check_at_most(smaller: Figure, larger: Figure) -> Outcome:
    """smaller <= larger, where the one can be part of the other by its nature."""
    excess = Amount(smaller.rounded - larger.rounded, larger.unit)
    return bounded(smaller.rounded, larger.rounded, "at_most", excess=excess)


def check_difference(own: Figure, benchmark: Figure, gap: Figure) -> Outcome:
    """own - benchmark = gap."""
    difference = own.rounded - benchmark.rounded
    return compared(difference, gap.rounded, "difference", difference=Amount(difference, gap.unit))


def check_rate(relation: Relation, _observations: Observations, total: Figure, rate: Figure) -> Outcome:
    """total over the days or months of its window = rate; and the lengths that would give the rate."""
    by_month = relation.per == "month"
    length = total.window.months if by_month else total.window.days
    printed = rate.rounded if by_month else _half_unit(rate)  # a rule by month, an average by day
    lengths = range(1, math.ceil(total.rounded.high / printed.low) + 1)
    giving = [each for each in lengths if (total.rounded / Rounded.exact(each)).agrees_with(printed)]
    average = total.rounded / Rounded.exact(length)
    said: dict[str, Any] = {"length": length, "computed": Amount(average, rate.unit)}
    said["wanted"] = [
        _whole_number(each, total, rate) for each in giving[:1] + giving[1:][-1:]
    ]  # the ends of a stretch
    days = "rate_day" if len(giving) == 1 else "rate_day_between" if giving else "rate_day_never"
    return compared(average, printed, "rate_month" if by_month else days, **said)


def _half_unit(figure: Figure) -> Rounded:
    """An average printed as a whole number is rounded, though its unit is a count."""
    value = figure.rounded.value
    return Rounded(value, value - 0.5, value + 0.5, figure.rounded.rows)


def _whole_number(number: int, *figures: Figure | list[list[Figure]] | str) -> Amount:
    """A count that follows from some figures."""
    return Amount(Rounded(number, number, number, frozenset(rows_of(figures))), "count")


def check_whole_share(share: Figure, whole: Figure) -> Outcome:
    """share (%) = n of whole for a whole number n: those that are printed as this share."""
    low, high = (bound * whole.rounded.value / 100 for bound in share.rounded.bounds)
    solutions = range(math.ceil(low), min(math.ceil(high), int(whole.rounded.value) + 1))
    ends = {"first": solutions[0], "last": solutions[-1]} if solutions else {}
    said = {name: _whole_number(end, share, whole) for name, end in ends.items()}
    key = "whole_share_once" if len(solutions) == 1 else "whole_share"
    if solutions:
        return Outcome(SAME, key, {"n": len(solutions), **said})
    nearest = Rounded.exact(round(share.rounded.value * whole.rounded.value / 100)) / whole.rounded
    return Outcome(CONFLICT, key, {"n": 0}, distance=distance(nearest.percent, share.rounded))


def check_named(
    relation: Relation, observations: Observations, stated: Figure, members: list[list[Figure]] | str
) -> Outcome:
    """As many names as the stated count; of an open list, at most as many."""
    if isinstance(members, list):
        named = sum(map(_names, members))
    else:  # "children": the regions that this one contains
        named = len(observations.regions_within(relation.region))
    most = int(stated.rounded.value)
    holds = named <= most if relation.open else named == most
    return judged(holds, "named", named - most, named=_whole_number(named, members))


def _names(found: list[Figure]) -> int:
    """How many names stand behind the figures of one indicator."""
    if found and found[0].unit in ("named", "rank"):
        return len(found)  # one a region
    if found and found[0].unit == "count":
        return int(found[0].rounded.value)  # counted in the list
    return bool(found)  # the indicator itself is what is named


def check_agreement(_relation: Relation, observations: Observations, stated: Figure, other: Figure) -> Outcome:
    """The stated figure and an independent one can be the same number."""
    series = find_figures(observations, other.indicator.code, other.region.code, other.source.code, None, other.span)
    elsewhere = [each.period for each in series if each.rounded.agrees_with(stated.rounded)]
    agrees = stated.rounded.agrees_with(other.rounded)
    key = "agreement_elsewhere" if elsewhere and not agrees else "agreement"
    return compared(stated.rounded, other.rounded, key, period=other.period, elsewhere=elsewhere)


def check_rank(relation: Relation, observations: Observations, stated: Figure, own: Figure) -> Outcome:
    """The stated rank = 1 + the number of peers ahead, once all peers are known."""
    peers = observations.peers_of(own.region.code)
    found = [find_figures(observations, own.indicator.code, peer.code, None, own.period, own.span) for peer in peers]
    known = [each[0] for each in found if each]
    apart = [each.rounded.value for each in known if not each.rounded.agrees_with(own.rounded)]
    ahead = sum(value < own.rounded.value if relation.lowest_first else value > own.rounded.value for value in apart)
    said = {"ahead": _whole_number(ahead, own, *known), "known": len(known), "peers": len(peers)}
    tied, rank, complete = len(known) - len(apart), stated.rounded.value, len(known) == len(peers)
    if ahead + 1 <= rank and not complete:
        return Outcome(CANNOT, "rank_unknown", said | {"parent": own.region.parent})
    off = max(ahead + 1 - rank, rank - (ahead + tied + 1))
    return judged(off <= 0, "rank", off, **said)


def check_each_at_least(count: Figure, value: Figure, threshold: Figure) -> Outcome:
    """count x threshold <= value: each of so many can reach the threshold."""
    needed = count.rounded * threshold.rounded
    return bounded(needed, value.rounded, "each_at_least", needed=Amount(needed, value.unit))


def check_rest_below(
    count: Figure, value: Figure, whole_count: Figure, whole_value: Figure, threshold: Figure
) -> Outcome:
    """(whole - value) < (whole count - count) x threshold: each of the rest can stay below the threshold."""
    rest, others = whole_value.rounded - value.rounded, whole_count.rounded - count.rounded
    if not others.value:
        return Outcome(CANNOT, "no_others", {})
    average = rest / others
    said = {"rest": Amount(rest, value.unit), "count": Amount(others, "count"), "average": Amount(average, value.unit)}
    if average.value < threshold.rounded.value:
        return Outcome(SAME, "rest_below", said)
    below = ROUNDING if average.low < threshold.rounded.high else CONFLICT
    return Outcome(below, "rest_below", said, distance=distance(average, threshold.rounded))


def check_once(figure: list[Figure]) -> Outcome:
    """The source prints one value."""
    least, most = (pick((each.rounded for each in figure), key=lambda each: each.value) for pick in (min, max))
    verdict = SAME if len(figure) == 1 else CONFLICT
    return Outcome(verdict, "once", {"n": len(figure), "found": figure}, distance=distance(least, most))


def derive_ratio(numerator: Figure, denominator: Figure) -> Outcome:
    """numerator / denominator, in percent where both have one unit."""
    quotient = scope.ratio(numerator, denominator)
    if numerator.unit == denominator.unit and numerator.indicator.code.startswith(denominator.indicator.code):
        return Outcome(CANNOT, "share", {"ratio": Amount(quotient.percent, "pct")})
    return Outcome(CANNOT, "ratio", {"ratio": Amount(quotient, numerator.unit)})


def derive_concentration(part: Figure, whole: Figure, part_count: Figure, whole_count: Figure) -> Outcome:
    """part / whole beside part count / whole count, both in percent."""
    shares = {"of_value": scope.ratio(part, whole), "of_count": scope.ratio(part_count, whole_count)}
    return Outcome(CANNOT, "concentration", {name: Amount(share.percent, "pct") for name, share in shares.items()})


def derive_growth(earlier: Figure, later: Figure) -> Outcome:
    """Growth from one figure to another of the same quantity."""
    return Outcome(CANNOT, "growth", {"growth": Amount(scope.growth(earlier, later), "pct")})


def derive_change(before: Figure, after: Figure) -> Outcome:
    """How much less after than before, in percent of before."""
    cut = Amount(Rounded.exact(100) - scope.ratio(after, before).percent, "pct")
    return Outcome(CANNOT, "change", {"cut": cut})


RULES: dict[str, Callable[..., Outcome]] = {
    "sum": check_sum,
    "part": check_part,
    "at_most": check_at_most,
    "difference": check_difference,
    "whole_share": check_whole_share,
    "each_at_least": check_each_at_least,
    "rest_below": check_rest_below,
    "once": check_once,
    "ratio": derive_ratio,
    "concentration": derive_concentration,
    "growth": derive_growth,
    "change": derive_change,
}
RULES_THAT_LOOK_UP: dict[str, Callable[..., Outcome]] = {  # these take the relation and all figures too
    "rate": check_rate,
    "named": check_named,
    "agreement": check_agreement,
    "rank": check_rank,
}
