"""One thing in two passages of a text: the numbers that it gives must be one, as far as they are rounded."""

import re
from collections import defaultdict
from collections.abc import Iterator

from helpers.checks.findings import CONFLICT, ROUNDING, SAME
from helpers.reading.checking.facts import Fact, Facts, is_claim
from helpers.reading.checking.values import what
from helpers.reading.checking.verdicts import compared
from helpers.reading.checking.words import amount
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _, listed

_LISTED = ("growth_without_indicator", "level_without_indicator")
_NAME = re.compile(r"[^，,。；;：:、（）()“”《》\s—0-9%％]+$")
_VERB = re.compile(r"(同比|比上年|较上年|累计|分别)*(增长|下降|上涨|回落|增加|减少|完成|达到|实现|达|为|近|超|约)+$")
_SHORTEST = 4  # letters of a name that can stand for a thing by itself
_SLACK = 0.02  # by which "nearly" a number may fall on its other side


def agreement_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a thing that the text gives in different digits, and one a bound beside its number."""
    for alike in facts.by_cell.values():
        distinct = _distinct(alike)
        if len(distinct) > 1:
            yield _claim(distinct)
    for alike in _unnamed(facts):
        distinct = _distinct(alike)
        if len(distinct) > 1:
            yield _claim(distinct)
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


def _claim(distinct: list[Fact]) -> Claim:
    apart = [
        (one, other)
        for at, one in enumerate(distinct)
        for other in distinct[at + 1 :]
        if compared(one.number, other.number) == CONFLICT
    ]
    numbers = list(apart[0]) if apart else distinct
    words = {"amounts": listed([amount(each) for each in numbers]), "what": _named(distinct[0])}
    if apart:
        said = _("The text gives two numbers for one thing, %(amounts)s (%(what)s).") % words
        return Claim(Kind.AGREEMENT, tuple(each.reading for each in numbers), CONFLICT, said)
    said = _("The text gives %(amounts)s for one thing: they differ in rounding alone (%(what)s).") % words
    return Claim(Kind.AGREEMENT, tuple(each.reading for each in numbers), ROUNDING, said)


def _named(fact: Fact) -> str:
    return what(fact) if fact.indicator else name_of(fact)


def name_of(fact: Fact) -> str:
    """What the sentence calls a number for which no indicator stands; empty where it is not plain."""
    if fact.reading.subject:
        return fact.reading.subject
    found = _NAME.search(fact.before.rstrip())
    return _VERB.sub("", found[0]) if found else ""


def _unnamed(facts: Facts) -> Iterator[list[Fact]]:
    """Numbers of one name, unit and kind in one sentence for which no indicator stands."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        reading = fact.reading
        if fact.indicator or reading.reason not in _LISTED or not is_claim(fact) or reading.bound or reading.words:
            continue
        if len(name := name_of(fact)) >= _SHORTEST:
            where = reading.place.block, reading.place.row, reading.place.column, fact.sentence
            groups[name, reading.unit, reading.reason, *fact.cell, *where].append(fact)
    yield from groups.values()


def _bounds(facts: Facts) -> Iterator[Claim]:
    for fact in facts:
        if not fact.indicator or not fact.reading.bound or fact.role not in (Role.VALUE, Role.BOUND, Role.PREVIOUS):
            continue
        if fact.value is None or not (exact := facts.value(fact.reading.indicator, fact)):
            continue
        slack = abs(fact.number.value) * _SLACK if fact.reading.bound == "under" else 0.0
        fits = fact.number.low - slack <= exact.number.high and exact.number.low <= fact.number.high + slack
        words = {"bound": bound_words(fact), "amount": amount(exact), "what": what(fact)}
        message = (
            _("The text says %(bound)s and gives %(amount)s (%(what)s).")
            if fits
            else _("The text says %(bound)s, but gives %(amount)s (%(what)s).")
        )
        numbers = (fact.reading, exact.reading)
        yield Claim(Kind.AGREEMENT, numbers, SAME if fits else CONFLICT, message % words)


def bound_words(fact: Fact) -> str:
    """A number that the text only bounds, with the word that says so."""
    words = {"amount": amount(fact)}
    if fact.reading.bound == "over":
        return _("over %(amount)s") % words
    if fact.reading.bound == "under":
        return _("nearly %(amount)s") % words
    return _("about %(amount)s") % words
