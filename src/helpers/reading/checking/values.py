"""Levels and rates of a text, held against the record."""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, REVISION, ROUNDING, SCOPE, SUSPECT
from helpers.figures.printed import Rounded
from helpers.reading.checking.elsewhere import recorded_elsewhere
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.record import Held, Judged, is_disputed, judge, recorded, to_one_decimal
from helpers.reading.checking.words import amount, as_said, exact, figure, item, place, unit_of, when
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _

_ROLES = (Role.VALUE, Role.PREVIOUS, Role.BOUND)
_SHARE_OF_GDP, _WHOLE = "gdp_share_", 100
_ELSEWHERE = ("rank", "membership", "gap")  # measures that other claims hold against the record


def value_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a thing and a number of it: where a text says a number twice, it is one claim of both."""
    said: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        plain = fact.indicator and fact.indicator.measure not in _ELSEWHERE
        if plain and fact.role in _ROLES and fact.value is not None:
            said[*fact.cell, fact.number, fact.reading.bound].append(fact)
    for alike in said.values():
        yield _claim(facts, alike)


def _claim(facts: Facts, alike: list[Fact]) -> Claim:
    fact = alike[0]
    assert fact.indicator is not None
    kind = Kind.GROWTH if fact.indicator.is_growth else Kind.VALUE
    numbers = tuple(each.reading for each in alike)
    if fact.region is None:
        return Claim(kind, numbers, CANNOT, _no_region(fact))
    reading = fact.reading
    held = recorded(facts.observations, fact.region.code, reading.indicator, reading.period, reading.span)
    judged = judge(fact.number, held, fact.indicator)
    if not held and is_disputed(facts.observations, fact.region.code, reading.indicator, reading.period, reading.span):
        said = _("The record itself has numbers of this that contradict each other: %(what)s.") % {"what": what(fact)}
        return Claim(kind, numbers, CANNOT, said)
    if judged.verdict == CONFLICT and _is_rounded_to_hundred(facts, fact, judged):
        judged = replace(judged, verdict=ROUNDING)
    said, rows = sentence(fact, judged), judged.rows
    differs = judged.verdict == CONFLICT or _differs_to_a_decimal(fact, judged, held)
    where, other = recorded_elsewhere(facts, fact) if differs and not reading.bound else ("", None)
    if judged.verdict in (CONFLICT, SUSPECT) and (not reading.sure or _another_agrees(facts, fact, held)):
        said = _("%(said)s It may be of something else.") % {"said": said}
        judged = replace(judged, verdict=SCOPE)
    elif judged.verdict == ROUNDING and differs:
        said = _("%(said)s To one decimal, as rates are published, the two would differ.") % {"said": said}
    if other is not None and other.row not in rows:
        words = {"said": said, "number": amount(fact), "what": where}
        said = _("%(said)s On record, %(number)s is the figure of something else: %(what)s.") % words
        rows = (*rows, other.row)
    return Claim(kind, numbers, judged.verdict, said, rows)


def _is_rounded_to_hundred(facts: Facts, fact: Fact, judged: Judged) -> bool:
    """Whether a share is one digit off among three that add up to 100, as one is rounded the other way to make them."""
    if not fact.reading.indicator.startswith(_SHARE_OF_GDP):
        return False
    sectors = [facts.value(f"{_SHARE_OF_GDP}{sector}", fact) for sector in ("primary", "secondary", "tertiary")]
    digit = fact.number.high - fact.number.low
    whole = sum(each.number.value for each in sectors if each)
    return all(sectors) and round(whole, 6) == _WHOLE and abs(judged.gap) <= digit * 1.5


def _differs_to_a_decimal(fact: Fact, judged: Judged, held: list[Held]) -> bool:
    """Whether a rate that agrees by its rounding alone would not to one decimal, as rates are published."""
    if judged.verdict != ROUNDING or not fact.is_percent or not fact.indicator or not fact.indicator.is_growth:
        return False
    return judge(fact.finer, to_one_decimal(held), fact.indicator).verdict not in AGREEING


def _another_agrees(facts: Facts, fact: Fact, held: list[Held]) -> bool:
    """Whether the text gives several numbers of one thing, and another of them is as recorded."""
    others = [each for each in facts.by_cell.get(fact.cell, []) if each.number != fact.number]
    return any(each.number.agrees_with(held[0].number) for each in others) if held else False


def sentence(fact: Fact, judged: Judged) -> str:
    """How a number of the text stands to what is recorded of it."""
    words = {"said": as_said(fact), "what": what(fact)}
    if judged.verdict == CANNOT:
        return _("Nothing is recorded to hold %(said)s against; it would take this figure: %(what)s.") % words
    words |= {"found": _printed(fact, judged.found), "now": _printed(fact, judged.now), "gap": _gap(fact, judged)}
    if judged.verdict == REVISION and judged.found:
        message = _("%(said)s agrees with %(found)s as first released; %(now)s is recorded now (%(what)s).")
        return message % words
    if judged.verdict == REVISION:
        return _("The text says %(said)s, and a later release %(now)s: it may have been revised (%(what)s).") % words
    if judged.verdict == SUSPECT:
        return (
            _("The text says %(said)s, and the record %(found)s: most likely a point or a sign was lost (%(what)s).")
            % words
        )
    if judged.verdict == CONFLICT:
        more = judged.gap > 0
        message = (
            _("The text says %(said)s, %(gap)s above the %(found)s on record (%(what)s).")
            if more
            else _("The text says %(said)s, %(gap)s below the %(found)s on record (%(what)s).")
        )
        return message % words
    if judged.verdict == ROUNDING:
        return _("The text says %(said)s, and %(found)s is recorded: the digits allow both (%(what)s).") % words
    if words["said"] == words["found"]:
        return _("%(said)s is what is recorded (%(what)s).") % words
    return _("The text says %(said)s, and %(found)s is recorded (%(what)s).") % words


def what(fact: Fact) -> str:
    """What a number is a figure of: its place, days and item."""
    words = {"place": place(fact), "when": when(fact), "item": item(fact)}
    return (_("%(place)s, %(when)s, %(item)s") if words["place"] else _("%(when)s, %(item)s")) % words


def _printed(fact: Fact, held: Held | None) -> str:
    return figure(held.printed, unit_of(fact)) if held else ""


def _gap(fact: Fact, judged: Judged) -> str:
    gap, unit = abs(judged.gap), unit_of(fact)
    return "" if math.isnan(gap) else exact(Rounded.exact(gap), "pp" if unit == "pct" else unit)


def _no_region(fact: Fact) -> str:
    if not fact.reading.region:
        return _("It does not say of which region %(said)s is.") % {"said": amount(fact)}
    words = {"said": amount(fact), "what": what(fact), "place": fact.reading.region}
    return _("%(place)s is no region of the data; it would take this figure: %(what)s.") % words
