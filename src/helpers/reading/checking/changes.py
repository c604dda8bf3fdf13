"""Changes of a rate or share since an earlier time, held against what the text, or the record, gives for that time."""

import re
from collections.abc import Iterator

from helpers.checks.findings import AGREEING, CANNOT, SAME
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.gaps import Sides, between, held_against
from helpers.reading.checking.record import recorded
from helpers.reading.checking.words import amount, days, item
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _

_SINCE_A_YEAR = re.compile(r"[比较](\d{4})年(?:同期|末|全年)?[^，,。；;0-9]{0,6}$")
_THAN_IN = re.compile(r"^[^.;]{0,40}\bthan in (\d{4})")
_SINCE_LAST_YEAR = re.compile("[比较与][上去]年(?:同期|末)?[^，,。；;]{0,6}$")


def change_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a stated change."""
    for fact in facts:
        if fact.role is Role.CHANGE and fact.indicator and fact.value is not None:
            yield _of_text(facts, fact) or _of_record(facts, fact) or _unchecked(facts, fact)


def _of_text(facts: Facts, change: Fact) -> Claim | None:
    """Where one of the earlier numbers of the text bears it out; else only where there is but one to its sentence."""
    own = facts.value(change.reading.indicator, change)
    earlier = [
        fact
        for cell, alike in facts.by_cell.items()
        for fact in alike
        if cell[:2] == change.cell[:2] and cell[2:] != change.cell[2:] and _is_before(fact, change)
    ]
    if own is None:
        return None
    claims = [between(Kind.GAP, change, own, each) for each in earlier]
    if borne_out := [claim for claim in claims if claim.verdict in AGREEING]:
        return min(borne_out, key=lambda claim: claim.verdict != SAME)
    near = facts.together(change)
    beside = [claim for claim, each in zip(claims, earlier, strict=True) if each in near]
    alone = len(beside) == 1 and not any(each.role is Role.CHANGE for each in near)
    return beside[0] if alone else None


def _is_before(fact: Fact, other: Fact) -> bool:
    return fact.reading.period <= other.reading.period or fact.role is Role.PREVIOUS


def _of_record(facts: Facts, change: Fact) -> Claim | None:
    """A change since the year before, or since one that is named, of which the record has that year."""
    period, span = change.reading.period, change.reading.span
    before = _since(change)
    if change.region is None or not before:
        return None
    own = facts.value(change.reading.indicator, change)
    mine, theirs = (
        recorded(facts.observations, change.region.code, change.reading.indicator, each, span)
        for each in (period, before)
    )
    if not (own or mine) or not theirs:
        return None
    numbers = tuple(each.reading for each in (change, own) if each)
    sides = Sides(mine, theirs, days(before, span))
    return Claim(Kind.GAP, numbers, *held_against(facts, change, change.reading.indicator, own, sides))


def _since(change: Fact) -> str:
    """The same part of the year that a change is told since; empty where none is named."""
    period = change.reading.period
    if not period[:4].isdecimal():
        return ""
    if named := _SINCE_A_YEAR.search(change.before) or _THAN_IN.search(change.after):
        return f"{named[1]}{period[4:]}" if named[1] != period[:4] else ""
    return f"{int(period[:4]) - 1}{period[4:]}" if _SINCE_LAST_YEAR.search(change.before) else ""


def _unchecked(facts: Facts, change: Fact) -> Claim:
    own = facts.value(change.reading.indicator, change)
    words = {"said": amount(change).lstrip("−-"), "item": item(change)}
    said = _("Nothing is there to hold %(said)s against; it would take %(item)s of the earlier time.") % words
    return Claim(Kind.GAP, tuple(each.reading for each in (change, own) if each), CANNOT, said)
