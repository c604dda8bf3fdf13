"""Shares, multiples and growth that a text states, held against recorded levels where it does not give these itself."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.checks.findings import AGREEING, CONFLICT, SCOPE
from helpers.checks.verdicts import reckoned
from helpers.figures.indicators import Indicator
from helpers.figures.printed import decimals_of
from helpers.figures.regions import Region
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.multiples import factor_of
from helpers.reading.checking.record import Held, recorded
from helpers.reading.checking.shares import whole_named
from helpers.reading.checking.words import amount, figure, inside, result
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _, number

_TIMES_OF = re.compile(r"(?:是|为|相当于|约为|达|达到)(?:了)?(?:同期)?([^，,。；;0-9是为的]{2,8})的(?:近|约|大约)?$")
_THAT_OF = re.compile(r"[^,.;]{0,12}\b(?:that|the size) of ([A-Z][A-Za-z]+)")
_NOMINAL, _CLAUSE = re.compile("名义|现价|现行价格|当年价格|nominal"), re.compile("[，,。；;、：:]")
_FIRST = "first_release"


class _Pair(NamedTuple):
    """Two recorded levels, and whether they are of one release."""

    one: Held
    other: Held
    are_alike: bool


def level_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a share or a multiple of a recorded whole, and one a rate between two recorded levels."""
    grown = {
        growth: str(level) for level, growth in facts.observations.indicators["growth_indicator"].items() if growth
    }
    for fact in facts:
        if fact.region is None or not fact.is_claim:
            continue
        if fact.indicator is None:
            yield from _nominal(facts, fact)
            continue
        if fact.role is Role.SHARE and fact.indicator.is_level and (whole := _whole(facts, fact)):
            yield from _quotient(facts, fact, whole, Kind.SHARE)
        elif fact.role is Role.MULTIPLE and fact.indicator.is_level and (other := _other(facts, fact)):
            yield from _quotient(facts, fact, other, Kind.MULTIPLE)
        elif fact.is_row and fact.reading.indicator in grown:
            yield from _growth(facts, fact, facts.observations.indicator(grown[fact.reading.indicator]))


def _whole(facts: Facts, share: Fact) -> Region | None:
    """The region whose level a share is of, where it is another than its own."""
    named = _TIMES_OF.search(share.before)
    region = facts.region(named[1]) if named else whole_named(facts, share)
    return region if region and share.region and region.code != share.region.code else None


def _other(facts: Facts, multiple: Fact) -> Region | None:
    """The region whose level a multiple is of."""
    named = _TIMES_OF.search(multiple.before) or _THAT_OF.match(multiple.after)
    return facts.region(named[1]) if named else None


def _quotient(facts: Facts, fact: Fact, whole: Region, kind: Kind) -> Iterator[Claim]:
    assert fact.region is not None
    assert fact.indicator is not None
    parts = [each for each in facts.together(fact)[::-1] if _is_part(each, fact, whole)]
    alike = [each for each in parts if each.place == fact.place]
    own = next(iter(alike or (parts if fact.place == whole.code else [])), None)
    region = own.region if own and own.region else fact.region
    if region.code == whole.code:
        return
    mine, theirs = _levels(facts, region, fact), _levels(facts, whole, fact)
    pair = _pair(mine, theirs, own)
    if pair is None:
        return
    part = own.number if own else pair.one.number
    if not part.low > 0 or not pair.other.number.low > 0:
        return
    quotient, wanted = part / pair.other.number, fact.number
    if kind is Kind.SHARE:
        quotient = quotient.percent
    elif factor := factor_of(fact):
        wanted = factor
    else:
        return
    verdict = reckoned(quotient, wanted)
    words = {"part": amount(own) if own else figure(pair.one.printed, fact.indicator.unit), "said": amount(fact)}
    words |= {"whole": figure(pair.other.printed, fact.indicator.unit), "place": whole.name, "of": region.name}
    words["share"] = result(quotient, "pct") if kind is Kind.SHARE else number(quotient.value, 2)
    words["times"] = number(wanted.value, max(0, decimals_of(fact.value))) if fact.value else ""
    message = _message(kind, verdict in AGREEING)
    said = message % words
    places = {each.place for each in (fact, *facts.together(fact)) if each.place != whole.code}
    if verdict == CONFLICT and pair.are_alike and len(places) > 1:  # a share may be of another of them
        verdict, said = SCOPE, _("%(said)s It may be of something else.") % {"said": said}
    elif verdict == CONFLICT and not pair.are_alike:
        verdict, said = SCOPE, _("%(said)s The two are of different releases.") % {"said": said}
    rows = (*(() if own else (pair.one.row,)), pair.other.row)
    yield Claim(kind, tuple(each.reading for each in (fact, own) if each), verdict, said, rows)


def _message(kind: Kind, agrees: bool) -> str:
    if kind is Kind.SHARE and agrees:
        return _("%(part)s (%(of)s) of the %(whole)s recorded for %(place)s is %(share)s; the text says %(said)s.")
    if kind is Kind.SHARE:
        return _("%(part)s (%(of)s) of the %(whole)s recorded for %(place)s is %(share)s, not %(said)s.")
    if agrees:
        return _("%(part)s (%(of)s) is %(share)s times the %(whole)s recorded for %(place)s, as the text says.")
    return _("%(part)s (%(of)s) is %(share)s times the %(whole)s recorded for %(place)s, not %(times)s times.")


def _is_part(each: Fact, fact: Fact, whole: Region) -> bool:
    """Whether a level before a share or a multiple is what it is of."""
    alike = each.is_row and each.order < fact.order and each.reading.indicator == fact.reading.indicator
    return alike and each.cell[2:] == fact.cell[2:] and each.place != whole.code and each.number.low > 0


def _levels(facts: Facts, region: Region, fact: Fact) -> list[Held]:
    reading = fact.reading
    return recorded(facts.observations, region.code, reading.indicator, reading.period, reading.span)


def _pair(mine: list[Held], theirs: list[Held], own: Fact | None) -> _Pair | None:
    """Two levels of one release, the first release before others, as texts reckon; else any two."""
    if own is not None:
        mine = [each for each in mine if each.number.agrees_with(own.number)] or mine[:0]
    if not theirs or (own is None and not mine):
        return None
    pairs = [(one, other) for one in mine for other in theirs if one.releases & other.releases]
    pairs.sort(key=lambda pair: (_FIRST not in pair[0].releases & pair[1].releases, sum(map(_width, pair))))
    if pairs:
        return _Pair(*pairs[0], True)
    return _Pair(mine[0] if mine else theirs[0], theirs[0], False)


def _width(held: Held) -> float:
    return held.number.high - held.number.low


def _nominal(facts: Facts, rate: Fact) -> Iterator[Claim]:
    """Growth at current prices, of which no rate is published, between two recorded levels."""
    nominal = rate.reading.reason == "growth_without_indicator" and _NOMINAL.search(_CLAUSE.split(rate.before)[-1])
    table = facts.observations.indicators
    levels = table.index[(table["price_basis"] == "nominal") & (table["growth_indicator"] != "")] if nominal else ()
    codes = [str(code) for code in levels if rate.reading.subject in facts.called[str(code)]]
    if len(codes) == 1 and rate.is_percent:
        yield from _between(facts, rate, facts.observations.indicator(codes[0]))


def _growth(facts: Facts, rate: Fact, level: Indicator) -> Iterator[Claim]:
    """A rate that is not recorded, between the two levels that are."""
    assert rate.region is not None
    assert rate.indicator is not None
    one_basis = rate.indicator.price_basis == level.price_basis
    if one_basis and level.growth_from_levels in ("yes", "within_vintage"):
        days = rate.reading.period, rate.reading.span
        if not recorded(facts.observations, rate.region.code, rate.reading.indicator, *days):
            yield from _between(facts, rate, level)


def _between(facts: Facts, rate: Fact, level: Indicator) -> Iterator[Claim]:
    """A rate between two recorded levels of one release: borne out, or told of as on another basis."""
    assert rate.region is not None
    period, span = rate.reading.period, rate.reading.span
    if not period[:4].isdecimal():
        return
    before = f"{int(period[:4]) - 1}{period[4:]}"
    now, then = (recorded(facts.observations, rate.region.code, level.code, each, span) for each in (period, before))
    pairs = [
        (one, other)
        for one in now
        for other in then
        if (one.source == other.source or one.releases & other.releases) and one.number.low > 0 < other.number.low
    ]
    if not pairs:
        return
    one, other = min(pairs, key=lambda pair: (not pair[0].is_first_release, sum(map(_width, pair))))
    implied = (one.number / other.number).percent_change
    verdict = reckoned(implied, rate.number)
    words = {"now": figure(one.printed, level.unit), "before": figure(other.printed, level.unit), "said": amount(rate)}
    words |= {"growth": result(implied, "pct"), "item": inside(level.name), "place": rate.region.name}
    if verdict in AGREEING:
        message = _(
            "Recorded are %(before)s and %(now)s, which is %(growth)s; the text says %(said)s (%(place)s, %(item)s)."
        )
    else:  # rates are reckoned on a comparable basis, from which the levels published a year before may differ
        verdict = SCOPE
        message = _(
            "Recorded are %(before)s and %(now)s, which is %(growth)s, not %(said)s; the rate may be on a comparable "
            "basis (%(place)s, %(item)s)."
        )
    yield Claim(Kind.GROWTH, (rate.reading,), verdict, message % words, (one.row, other.row))
