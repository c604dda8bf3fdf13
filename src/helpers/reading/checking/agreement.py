"""One thing in two passages of a text: the numbers that it gives must be one, as far as they are rounded."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from helpers.checks.findings import CONFLICT, ROUNDING, SAME
from helpers.checks.verdicts import compared
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.values import what
from helpers.reading.checking.words import amount, as_said
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _, listed

_NAME = re.compile(r"[^，,。；;：:、（）()“”《》\s—0-9%％]+$")
_LED_TO = re.compile("^.*?(?:中的?|其中|如)")
_VERB = re.compile(r"(同比|比上年|较上年|累计|分别)*(增长|下降|上涨|回落|增加|减少|完成|达到|实现|达|为)+$")
_CLAUSE = re.compile("[，,。；;（）()]")
# What a clause says of the part, the days and the place of a number. Where one has a part and the other not, or they
# name other days or places, a reader may have missed it, and the two are not held to be of one thing.
_PART = re.compile("当月|单月|当季|单季|(?<![比较])[上去]年|限额以上|限上|城镇|农村|两年平均|年均|[从由]$")
_DAYS = re.compile("[0-9—]+月|[0-9]{4}年|[前一二三四]{1,2}季度|上半年|下半年")
_PLACES = re.compile("全国|全省|全市|全县|全区|全州")
# Between the numbers of a list: its signs, units, and the words that join its last.
_JOINT = re.compile(
    r"\s*(?:%|％|‰|[万亿]*[元人户个家项吨件倍]|个?百分点|per ?cent|percent|billion|million|yuan|\s)*"
    r"\s*(?:[、，,;；:：∶/]|和|及|与|and|\s)+\s*"
)
# A place inside of the place, or a firm, which a reader takes for it.
_INSIDE = re.compile("高新区|开发区|经开区|产业园|园区|工业园|集聚区|保税区|示范区|集团|公司|占全[国省市县区州]")
_SHORTEST = 4  # letters of a name that can stand for a thing by itself
# How far apart numbers of one thing are where a clause does not name it.
_IN_PASSING, _NEAR_TIMES, _NEAR_TELLINGS = 0.3, 1.1, 1.5
_SLACK = 0.02  # by which "nearly" a number may fall on its other side


def agreement_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a thing that the text gives in different digits, and one a bound beside its number."""
    for alike in [*facts.by_cell.values(), *_listed_twice(facts)]:
        distinct = _distinct(alike)
        if len(distinct) > 1 and (claim := _claim(facts, distinct)):
            yield claim
    yield from _bounds(facts)


def _distinct(alike: list[Fact]) -> list[Fact]:
    """Those of some numbers that are printed in other digits than those before them."""
    found: list[Fact] = []
    for fact in alike:
        if not any(
            (each.number.value, each.number.bounds) == (fact.number.value, fact.number.bounds) for each in found
        ):
            found.append(fact)
    return found


def _claim(facts: Facts, distinct: list[Fact]) -> Claim | None:
    """Of numbers of one thing that differ the two that cannot both be so."""
    apart = [pair for pair in combinations(distinct, 2) if compared(pair[0].number, pair[1].number) == CONFLICT]
    plain = [pair for pair in apart if _are_of_one_thing(facts, *pair)]
    if apart and not plain:
        return None  # most likely two things, of which a reader took one for the other
    numbers = [*plain, tuple(distinct)][0]
    words = {"amounts": listed([amount(each) for each in numbers]), "what": _named(distinct[0])}
    if plain:
        verdict, message = CONFLICT, _("The text gives two numbers for one thing, %(amounts)s (%(what)s).")
    else:
        message = _("The text gives %(amounts)s for one thing: they differ in rounding alone (%(what)s).")
        verdict = ROUNDING
    return Claim(Kind.AGREEMENT, tuple(each.reading for each in numbers), verdict, message % words)


def _are_of_one_thing(facts: Facts, one: Fact, other: Fact) -> bool:
    """Whether two numbers read as one thing are that: of one name in a list, or in clauses that tell nothing apart."""
    name = name_of(one)
    if one.sentence == other.sentence and len(name) >= _SHORTEST and name == name_of(other):
        return True
    if one.indicator is None or _are_told_apart(one, other) or _are_listed(facts, one, other):
        return False
    apart = abs(one.number.value - other.number.value)
    if not (one.reading.sure and other.reading.sure):  # a rate told again in passing is not far from the first
        return (one.reading.sure or other.reading.sure) and one.is_percent and apart <= _IN_PASSING
    names = facts.called[one.indicator.code]
    called = [any(name in _clause(each) for name in names) for each in (one, other)]
    named = all(called)
    if one.is_percent:
        return named or (any(called) and apart <= _IN_PASSING)
    if named and not one.indicator.stage:
        return True
    # Of projects each event of a text has so many: they are many times apart, two tellings of one are not.
    ends = sorted(abs(each.number.value) for each in (one, other))
    return ends[0] > 0 and ends[1] / ends[0] <= (_NEAR_TELLINGS if named else _NEAR_TIMES)


def _are_listed(facts: Facts, one: Fact, other: Fact) -> bool:
    """Whether nothing but what joins a list stands between two numbers, each of which is then of another thing."""
    if facts.paragraph(one) != facts.paragraph(other):
        return False
    numbers = [each for each in (one, *facts.beside(one)) if one.order <= each.order <= other.order]
    text, ends = facts.paragraph(one), sorted(numbers, key=lambda each: each.start)
    between = (text[left.end : right.start] for left, right in pairwise(ends))
    return len(ends) > 1 and all(_JOINT.fullmatch(each) for each in between)


def _are_told_apart(one: Fact, other: Fact) -> bool:
    clauses = _clause(one), _clause(other)
    if len({frozenset(_PART.findall(clause)) for clause in clauses}) > 1:
        return True
    if any(_INSIDE.search(each.sentence) for each in (one, other)) and one.sentence != other.sentence:
        return True
    wide = [bool(_PLACES.search(clause)) for clause in clauses]
    if any(_INSIDE.search(each.sentence) and not of_all for each, of_all in zip((one, other), wide, strict=True)):
        return True
    for names in (_DAYS, _PLACES):
        found = [set(names.findall(clause)) for clause in clauses]
        if all(found) and found[0] != found[1]:
            return True
    ends = {name[-1] for clause in clauses for name in _PLACES.findall(clause)}
    return bool(ends) and not one.reading.region.endswith(tuple(ends))


def _clause(fact: Fact) -> str:
    """The clause of a number, with what follows the number in it."""
    return _CLAUSE.split(fact.before)[-1] + _CLAUSE.split(fact.after)[0]


def _named(fact: Fact) -> str:
    return what(fact) if fact.indicator else name_of(fact)


def name_of(fact: Fact) -> str:
    """What the sentence calls a number just before it, without what that is part of; empty where it is not plain."""
    found = _NAME.search(fact.before.rstrip())
    return _LED_TO.sub("", _VERB.sub("", found[0])) if found else ""


def _listed_twice(facts: Facts) -> Iterator[list[Fact]]:
    """Rates of one name in one sentence, of which a reader understood at most one."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        rate = fact.is_row if fact.indicator else fact.reading.reason == "growth_without_indicator" and fact.is_claim
        if rate and fact.is_percent and not fact.reading.bound and len(name := name_of(fact)) >= _SHORTEST:
            groups[name, *fact.cell[1:], fact.reading.place.block, fact.sentence].append(fact)
    yield from (alike for alike in groups.values() if any(fact.indicator is None for fact in alike))


def _bounds(facts: Facts) -> Iterator[Claim]:
    for fact in facts:
        if not fact.indicator or not fact.reading.bound or fact.role not in (Role.VALUE, Role.BOUND, Role.PREVIOUS):
            continue
        if fact.value is None or not (exact := facts.value(fact.reading.indicator, fact)):
            continue
        slack = abs(fact.number.value) * _SLACK if fact.reading.bound == "under" else 0.0
        fits = fact.number.low - slack <= exact.number.high and exact.number.low <= fact.number.high + slack
        if not fits and not _are_of_one_thing(facts, fact, exact):
            continue  # a bound that a number does not keep is of an earlier time more often than wrong
        words = {"bound": as_said(fact), "amount": amount(exact), "what": what(fact)}
        message = (
            _("The text says %(bound)s and gives %(amount)s (%(what)s).")
            if fits
            else _("The text says %(bound)s, but gives %(amount)s (%(what)s).")
        )
        numbers = (fact.reading, exact.reading)
        yield Claim(Kind.AGREEMENT, numbers, SAME if fits else CONFLICT, message % words)
