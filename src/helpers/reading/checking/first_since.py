"""What a text calls the first, the highest or a row of years, held against the years that are recorded before."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from helpers.checks.findings import CANNOT, CONFLICT, REVISION, SAME
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.record import Held, recorded
from helpers.reading.checking.superlatives import Superlative, superlative_of
from helpers.reading.checking.values import what
from helpers.reading.checking.words import amount, figure, unit_of
from helpers.reading.claims import Claim, Kind
from helpers.text.language import _, number

_FIRST_OVER = re.compile(
    "首次(?:突破|超过|超|站上|迈上|跨上|跨过|达到|跃上|迈入)[^，,。；;0-9]{0,4}$|for the first time"
)
_FIRST_TIME = re.compile(r"^[^.;]{0,40}for the first time")
_SINCE = re.compile(r"(?:自|创)?(\d{4})年[^，,。；;]{0,6}以来|since (\d{4})")
_YEARS = re.compile("连续[^，,。；;]{0,2}$")
_FIRST_IN = re.compile("^[^，,。；;]{0,2}年(?:以)?来[^，,。；;]{0,3}(?:首|头一|第一)")
_FALLS, _RISES = (
    re.compile("^[^，,。；;]{0,2}年[^，,。；;]{0,4}(负增长|下降|下跌)"),
    re.compile("^[^，,。；;]{0,2}年[^，,。；;]{0,4}(正增长|增长|上涨)"),
)
_ASIDE = re.compile("连续|增速|[%，,、（）()]|已|个百分点")
_SHORT = 2  # letters that name nothing else
_FURTHEST = 60  # years back
_REVISED = Decimal("0.5")  # points, which hardly a rate has been revised by


class _Past(NamedTuple):
    """What is recorded of the same part of an earlier year."""

    year: int
    held: list[Held]


def first_since_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a number that is called the first of its size, the highest or lowest, or one of a row of years."""
    for fact in facts:
        if not fact.is_claim:
            continue
        first = _FIRST_OVER.search(fact.before) or _FIRST_TIME.search(fact.after)
        if fact.indicator and fact.reading.bound == "over" and first:
            named = _SINCE.search(fact.sentence)
            yield _not_reached(facts, fact) or _claim(facts, fact, "over", int(named[1] or named[2]) if named else 0)
        elif fact.is_row and (called := _called(facts, fact)):
            yield _claim(facts, fact, called.way, called.since + 1 if called.since else 0)
        elif fact.reading.reason == "count_without_indicator" and _FIRST_IN.match(fact.after):
            words = {"years": number(fact.number.value, 0)}
            said = _("To call it the first in %(years)s years takes the figures of each of them.") % words
            yield Claim(Kind.FIRST_SINCE, (fact.reading,), CANNOT, said)
        elif fact.reading.reason == "count_without_indicator" and _YEARS.search(fact.before):
            own = [each for each in facts.together(fact) if each.order < fact.order and each.is_row]
            way = "falls" if _FALLS.match(fact.after) else "rises" if _RISES.match(fact.after) else ""
            if own and way and _is_told_of(facts, fact, own[-1]):
                yield _row_of_years(facts, fact, own[-1], way)


def _is_told_of(facts: Facts, count: Fact, own: Fact) -> bool:
    """Whether a row of years is told of the rate before it, and names nothing else between."""
    between = facts.paragraph(own)[own.end : count.start]
    return bool(own.indicator and own.indicator.is_growth) and len(_ASIDE.sub("", between)) <= _SHORT


def _called(facts: Facts, fact: Fact) -> Superlative | None:
    """What a number is called: in its sentence, with no other number than one of years between it and the word."""
    others = [each for each in facts.together(fact) if not each.after.lstrip().startswith(("年", "year", "decade"))]
    until = next((each.start - fact.end for each in others if each.order > fact.order), None)
    after = fact.after if until is None else fact.after[: max(0, until)]
    last = max((each.end for each in others if each.order < fact.order), default=0)
    before = fact.before[max(0, last - (fact.start - len(fact.before))) :]
    called = superlative_of(before, after, int(fact.reading.period[:4])) if fact.reading.period[:4].isdigit() else None
    return None if called and called.way == "fall" and fact.number.low >= 0 else called


def _past(facts: Facts, fact: Fact, since: int) -> list[_Past]:
    """The recorded years before that of a number, the latest first, until one is missing."""
    period, span = fact.reading.period, fact.reading.span
    found: list[_Past] = []
    if fact.region is None or not period[:4].isdigit():
        return found
    for year in range(int(period[:4]) - 1, max(since, int(period[:4]) - _FURTHEST) - 1, -1):
        held = recorded(facts.observations, fact.region.code, fact.reading.indicator, f"{year}{period[4:]}", span)
        if not held:
            break
        found.append(_Past(year, held))
    return found


def _claim(facts: Facts, fact: Fact, way: str, since: int) -> Claim:
    """A number against the recorded years from `since` to the one before it; from the first, where that is 0."""
    past = _past(facts, fact, since)
    words = {"said": amount(fact), "what": what(fact), "first": str(past[-1].year) if past else ""}
    if not past:
        said = _("Nothing is recorded of the years before to hold %(said)s against (%(what)s).") % words
        return Claim(Kind.FIRST_SINCE, (fact.reading,), CANNOT, said)
    for year, held in past:
        beyond = [each for each in held if _is_beyond(each, fact, way)]
        if beyond:
            known = any(each.is_first_release or _is_beyond_revisions(each, fact) for each in beyond)
            plain = len(beyond) == len(held) and known
            verdict = CONFLICT if plain else REVISION  # a level can have risen past it by a census
            words |= {"year": str(year), "found": figure(beyond[0].printed, unit_of(fact))}
            said = (
                _against(way)
                if verdict == CONFLICT
                else _("One release of %(year)s has %(found)s already, against %(said)s (%(what)s).")
            )
            return Claim(Kind.FIRST_SINCE, (fact.reading,), verdict, said % words, (beyond[0].row,))
    rows = tuple(each.held[0].row for each in past)
    whole = bool(since) and past[-1].year <= since
    return Claim(
        Kind.FIRST_SINCE,
        (fact.reading,),
        SAME if whole or way == "over" else CANNOT,
        _borne_out(way, whole=whole) % words,
        rows,
    )


def _against(way: str) -> str:
    """What is told of a year that is beyond a number."""
    if way == "high":
        return _("It is not the highest: %(year)s is recorded with %(found)s, against %(said)s (%(what)s).")
    if way == "low":
        return _("It is not the lowest: %(year)s is recorded with %(found)s, against %(said)s (%(what)s).")
    if way == "fall":
        return _("It is not the first fall: %(year)s is recorded with %(found)s (%(what)s).")
    return _("It is not the first: %(year)s is recorded with %(found)s, against %(said)s (%(what)s).")


def _borne_out(way: str, *, whole: bool) -> str:
    """What is told where no year is beyond a number, of all that are meant or of those that are recorded."""
    if way == "low":
        if whole:
            return _("No year since %(first)s is as low as %(said)s in the record (%(what)s).")
        return _("No year since %(first)s is as low as %(said)s; it would take the years before (%(what)s).")
    if way == "fall":
        if whole:
            return _("No year since %(first)s is recorded with a fall (%(what)s).")
        return _("No year since %(first)s is recorded with a fall; it would take the years before (%(what)s).")
    if whole:
        return _("No year since %(first)s comes up to %(said)s in the record (%(what)s).")
    return _("No year since %(first)s comes up to %(said)s; it would take the years before (%(what)s).")


def _not_reached(facts: Facts, fact: Fact) -> Claim | None:
    """That what is called the first over a number is not over it in any release of its own year."""
    if fact.region is None:
        return None
    cell = fact.reading.indicator, fact.reading.period, fact.reading.span
    held = recorded(facts.observations, fact.region.code, *cell)
    if not held or any(each.number.high >= fact.number.low for each in held):
        return None
    words = {"said": amount(fact), "what": what(fact), "found": figure(held[0].printed, unit_of(fact))}
    said = _("It is not over %(said)s yet: %(found)s is recorded (%(what)s).") % words
    return Claim(Kind.FIRST_SINCE, (fact.reading,), CONFLICT, said, (held[0].row,))


def _is_beyond(held: Held, fact: Fact, way: str) -> bool:
    if way == "low":
        return held.number.high <= fact.number.low and held.number.value < fact.number.value
    if way == "high":
        return held.number.low >= fact.number.high and held.number.value > fact.number.value
    if way == "fall":
        return held.number.high < 0
    return held.number.low > fact.number.value


def _is_beyond_revisions(held: Held, fact: Fact) -> bool:
    """Whether a rate is farther from that of a text than rates are revised."""
    rate = fact.indicator is not None and fact.indicator.is_growth
    return rate and abs(held.number.value - fact.number.value) > _REVISED


def _row_of_years(facts: Facts, count: Fact, own: Fact, way: str) -> Claim:
    wanted = int(count.number.value) - 1
    past = _past(facts, own, 0)[:wanted] if wanted > 0 else []
    numbers = (count.reading, own.reading)
    words = {"years": number(count.number.value, 0), "what": what(own), "known": number(len(past), 0)}
    for year, held in past:
        against = [each for each in held if (each.number.low > 0 if way == "falls" else each.number.high < 0)]
        if len(against) == len(held):
            words |= {"year": str(year), "found": figure(against[0].printed, "pct")}
            said = (
                _("%(year)s is recorded with %(found)s, so that it is not %(years)s years in a row (%(what)s).") % words
            )
            return Claim(Kind.FIRST_SINCE, numbers, CONFLICT, said, (against[0].row,))
    rows = tuple(each.held[0].row for each in past)
    if len(past) == wanted and past:
        said = _("The %(known)s years before are recorded so too (%(what)s).") % words
        return Claim(Kind.FIRST_SINCE, numbers, SAME, said, rows)
    said = _("Of the years before %(known)s are recorded; it would take %(years)s in a row (%(what)s).") % words
    return Claim(Kind.FIRST_SINCE, numbers, CANNOT, said, rows)
