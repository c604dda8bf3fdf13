"""Growth and multiples that a text states, held against the two levels that it gives."""

import re
from collections.abc import Iterator

from helpers.checks.findings import AGREEING, CONFLICT, SAME, SCOPE, SUSPECT
from helpers.checks.verdicts import compared, reckoned
from helpers.figures.indicators import Indicator
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.shares import is_amount
from helpers.reading.checking.words import amount, item, result
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _, number

_LEAST_PRICES, _MOST_PRICES = -5.0, 10.0  # percent by which prices can have changed in a year
_YEARLY, _BESIDE = re.compile("同比|年均|平均|[比较][上去]年|环比|year-on-year|annual"), 12  # letters before a rate
_DOUBLED = re.compile("番")
_TIMES = re.compile("倍|times")
_MORE = re.compile(r"(增长|增加|提高|扩大|上升|快|多)[^，,。；;]{0,6}$")
_WORDS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}


def multiple_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a rate between two levels of the text, and one a multiple of an amount that it gives."""
    levels = {growth: level for level, growth in facts.observations.indicators["growth_indicator"].items() if growth}
    for fact in facts:
        if fact.is_row and fact.reading.indicator in levels:
            level = facts.observations.indicator(str(levels[fact.reading.indicator]))
            now, before = facts.value(level.code, fact), _year_before(facts, level.code, fact)
            if now and before and now.number.low > 0 and before.number.low > 0:
                yield _growth(fact, level, now, before)
        elif fact.reading.reason == "growth_without_indicator" and (levels_of := _over_years(facts, fact)):
            yield _over(fact, *levels_of)
        elif (factor := factor_of(fact)) and (claim := _multiple(facts, fact, factor)):
            yield claim


def _year_before(facts: Facts, indicator: str, like: Fact) -> Fact | None:
    period = like.reading.period
    if not period[:4].isdigit():
        return None
    cell = indicator, like.place, f"{int(period[:4]) - 1}{period[4:]}", like.reading.span
    found = facts.by_cell.get(cell, [])
    return found[0] if found and all(each.number.agrees_with(found[0].number) for each in found) else None


def _over_years(facts: Facts, rate: Fact) -> tuple[Fact, Fact] | None:
    """The two levels of one thing, years apart, that a rate stands right behind: from 2030 to 2035, growth of."""
    before = [each for each in facts.together(rate) if each.order in (rate.order - 1, rate.order - 2)]
    if len(before) < 2 or not rate.is_claim or rate.number.value <= 0 or _YEARLY.search(rate.before[-_BESIDE:]):
        return None
    then, now = before
    plain = all(each.is_row and each.number.low > 0 and each.reading.period[:4].isdecimal() for each in before)
    alike = then.cell[:2] == now.cell[:2] and then.reading.span == now.reading.span and not then.is_percent
    return (now, then) if plain and alike and then.reading.period[:4] < now.reading.period[:4] else None


def _over(rate: Fact, now: Fact, before: Fact) -> Claim:
    """Growth over several years: that of the levels, or else in real terms, of which these say nothing."""
    implied = (now.number / before.number).percent_change
    verdict = reckoned(implied, rate.number)
    words = {"now": amount(now), "before": amount(before), "said": amount(rate), "growth": result(implied, "pct")}
    message = (
        _("From %(before)s to %(now)s is %(growth)s; the text says %(said)s.")
        if verdict in AGREEING
        else _("From %(before)s to %(now)s is %(growth)s, not %(said)s; the rate may be on a comparable basis.")
    )
    numbers = (rate.reading, now.reading, before.reading)
    return Claim(Kind.MULTIPLE, numbers, verdict if verdict in AGREEING else SCOPE, message % words)


def _growth(rate: Fact, level: Indicator, now: Fact, before: Fact) -> Claim:
    """Growth beside two levels; real growth of levels at current prices only has to leave possible prices."""
    assert rate.indicator is not None
    implied = (now.number / before.number).percent_change
    words = {"now": amount(now), "before": amount(before), "said": amount(rate), "item": item(now)}
    words["growth"] = result(implied, "pct")
    numbers = (rate.reading, now.reading, before.reading)
    if rate.indicator.price_basis == "real" and level.price_basis == "nominal":
        prices = (implied.factor / rate.number.factor).percent_change
        possible = prices.low <= _MOST_PRICES and prices.high >= _LEAST_PRICES
        words["prices"] = result(prices, "pct", 1)
        message = (
            _("From %(before)s to %(now)s is %(growth)s; beside real growth of %(said)s prices changed by %(prices)s.")
            if possible
            else _("From %(before)s to %(now)s is %(growth)s; at %(said)s real, prices changed by %(prices)s.")
        )
        return Claim(Kind.MULTIPLE, numbers, SAME if possible else SUSPECT, message % words)
    verdict = reckoned(implied, rate.number)
    if verdict in AGREEING:
        message = _("From %(before)s to %(now)s is %(growth)s; the text says %(said)s.")
    elif level.growth_from_levels == "yes":
        message = _("From %(before)s to %(now)s is %(growth)s, not %(said)s.")
    else:  # rates are reckoned on a comparable basis, from which the levels published a year before may differ
        verdict = SCOPE
        message = _("From %(before)s to %(now)s is %(growth)s, not %(said)s; the rate may be on a comparable basis.")
    return Claim(Kind.MULTIPLE, numbers, verdict, message % words)


def factor_of(fact: Fact) -> Rounded | None:
    """How many times as much a number says: 2 for doubled, 3.3 for growth of 2.3 times."""
    if fact.role is not Role.MULTIPLE and fact.reading.reason != "multiple":
        return None
    around = fact.reading.printed + fact.reading.unit + fact.after[:2]
    digit = next((_WORDS[each] for each in fact.reading.printed if each in _WORDS), None)
    if _DOUBLED.search(around):
        times = int(fact.number.value) if fact.number.value > 0 and not fact.reading.words else digit
        return Rounded.exact(2**times) if times and times < 7 else None
    if _TIMES.search(around):
        found = fact.number if fact.number.value > 0 else Rounded.exact(digit) if digit else None
        return found + Rounded.exact(1) if found and _MORE.search(fact.before) else found
    return None


def _multiple(facts: Facts, multiple: Fact, factor: Rounded) -> Claim | None:
    """A multiple of one amount of its sentence that another one is; a contradiction only of one thing at two times."""
    near = [each for each in facts.together(multiple) if each.value is not None and each.number.value > 0]
    near = [
        each
        for each in near
        if (each.indicator and each.role in (Role.VALUE, Role.PREVIOUS, Role.BOUND)) or is_amount(each)
    ]
    for at, one in enumerate(near):
        for other in near[at + 1 :]:
            if not one.is_alike(other) or one.is_percent:
                continue
            less, more = sorted((one, other), key=lambda each: each.number.value)
            one_thing = one.indicator is not None and one.cell[:2] == other.cell[:2] and one.cell[2:] != other.cell[2:]
            loose = _loose(more) / _loose(less)
            verdict = compared(loose, factor)
            if verdict in AGREEING or (
                one_thing and verdict == CONFLICT and multiple.reading.indicator == one.reading.indicator
            ):
                return _said(multiple, less, more, verdict)
    return None


def _loose(fact: Fact) -> Rounded:
    """A number whose bound is read as nearness: "over 3,000" is 3,000 or little more."""
    value, near = fact.number.value, 0.05 * fact.number.value
    return Rounded(value, value - near, value + near) if fact.reading.bound else fact.number


def _said(multiple: Fact, less: Fact, more: Fact, verdict: str) -> Claim:
    times = more.number.value / less.number.value
    words = {"more": amount(more), "less": amount(less), "times": number(times, 2)}
    if verdict == CONFLICT:
        said = _("%(more)s is %(times)s times %(less)s, not what the text says.") % words
    else:
        said = _("%(more)s is %(times)s times %(less)s, as the text says.") % words
    return Claim(
        Kind.MULTIPLE, (more.reading, less.reading, multiple.reading), SAME if verdict in AGREEING else verdict, said
    )
