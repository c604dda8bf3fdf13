"""Gaps that a text states, held against the two numbers that they are between."""

from collections.abc import Iterator
from typing import NamedTuple

from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SCOPE
from helpers.checks.verdicts import compared
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.pairs import differences, row_of_ours
from helpers.reading.checking.record import Held, judge, recorded
from helpers.reading.checking.words import amount, exact, figure, item, place, unit_of, when
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _

_STATED = {"gdp_growth_gap_nation": "nation", "gdp_growth_gap_province": "province"}  # indicators that are gaps
_TARGET = ("目标", "target")
_PERCENT = ("%", "％", "percent", "per cent")
_STEM = 8  # letters that the codes of two parts of one thing begin with: disposable_income_


def gap_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a stated gap; of what no indicator stands for only where a difference bears it out."""
    for fact in facts:
        if fact.value is None:
            continue
        if (fact.role is Role.GAP and fact.indicator) or fact.reading.indicator in _STATED:
            yield _gap(facts, fact)
        elif fact.reading.reason == "gap" and (claim := _difference(facts, fact)):
            yield claim


def _gap(facts: Facts, gap: Fact) -> Claim:
    indicator, other_place = _measured(facts, gap)
    own = facts.value(indicator, gap)
    other = facts.value(indicator, gap, other_place) if other_place else _other_item(facts, gap)
    if own and other:
        return between(Kind.GAP, gap, own, other)
    if other_place and gap.region and other_place in facts.observations.regions.index:
        return _against_record(facts, gap, indicator, other_place, own, other)
    numbers = tuple(each.reading for each in (gap, own, other) if each)
    words = {"said": amount(gap).lstrip("−-"), "against": gap.reading.against, "item": item(gap), "when": when(gap)}
    said = _("Nothing is recorded to hold %(said)s against; it would take %(item)s of both sides (%(when)s).") % words
    return Claim(Kind.GAP, numbers, CANNOT, said)


def _measured(facts: Facts, gap: Fact) -> tuple[str, str]:
    """The indicator that a gap is a difference of, and the place from which it is measured; empty for an item."""
    level = _STATED.get(gap.reading.indicator)
    if level:
        above = [each.code for each in gap.region.lineage[1:] if each.level == level] if gap.region else []
        named = "" if above else {"nation": "全国", "province": "全省"}[level]
        return "gdp_growth_real", above[0] if above else named
    against = gap.reading.against
    if region := facts.region(against):
        return gap.reading.indicator, region.code
    known = any(fact.place == against for fact in facts)
    return gap.reading.indicator, against if known else ""


def _other_item(facts: Facts, gap: Fact) -> Fact | None:
    """The number of the item that a gap is measured from, where one of its paragraph before it goes by its name."""
    against, code = gap.reading.against, gap.reading.indicator
    if not against:
        return None
    if against in _TARGET:
        near = [each for each in facts.together(gap) if each.role is Role.TARGET and each.reading.indicator == code]
        return near[0] if len(near) == 1 else None
    named: dict[str, Fact] = {}
    for each in facts.beside(gap):
        other = each.indicator
        if other is None or not each.is_row or not other.is_growth or other.code == code or each.order > gap.order:
            continue
        if each.cell[1:] == gap.cell[1:] and any(against in name for name in (*other.names, *other.aliases)):
            named[other.code] = each
    alike = {each: fact for each, fact in named.items() if each.startswith(code[:_STEM])}
    found = list((alike or named).values())
    return found[0] if len(found) == 1 else None


def between(kind: Kind, gap: Fact, own: Fact, other: Fact) -> Claim:
    """The claim that two numbers of a text lie as far apart as it says; of scope where nobody is sure of either."""
    difference = own.number - other.number
    verdict = compared(difference, gap.number)
    if gap.reading.bound and verdict in AGREEING:
        verdict = SAME
    said = said_difference(difference.value, verdict, amount(own), amount(other), gap)
    if verdict == CONFLICT and not (own.reading.sure or other.reading.sure):
        verdict, said = SCOPE, _("%(said)s It may be of something else.") % {"said": said}
    return Claim(kind, (own.reading, other.reading, gap.reading), verdict, said)


def said_difference(difference: float, verdict: str, own: str, other: str, gap: Fact) -> str:
    """The difference of two numbers, and that it is what the text says or is not."""
    words = {"own": own, "other": other, "said": amount(gap).lstrip("−-")}
    words["gap"] = exact(Rounded.exact(abs(difference)), unit_of(gap))
    if not difference:
        message = _("Both are %(own)s, not %(said)s apart.") if verdict == CONFLICT else _("Both are %(own)s.")
    elif verdict == CONFLICT:
        above, below = (
            _("%(own)s is %(gap)s above %(other)s, not %(said)s."),
            _("%(own)s is %(gap)s below %(other)s, not %(said)s."),
        )
        message = above if difference > 0 else below
    elif verdict == ROUNDING:
        above = _("%(own)s is %(gap)s above %(other)s; the text says %(said)s, which the digits allow.")
        below = _("%(own)s is %(gap)s below %(other)s; the text says %(said)s, which the digits allow.")
        message = above if difference > 0 else below
    else:
        above, below = _("%(own)s is %(gap)s above %(other)s."), _("%(own)s is %(gap)s below %(other)s.")
        message = above if difference > 0 else below
    said = message % words
    if gap.is_percent and gap.reading.unit in _PERCENT:
        return _("%(said)s The text writes per cent where points are meant.") % {"said": said}
    return said


def _against_record(
    facts: Facts, gap: Fact, indicator: str, other_place: str, own: Fact | None, other: Fact | None
) -> Claim:
    """A gap of which the text lacks one rate, or both, held against those recorded."""
    assert gap.region is not None
    days = gap.reading.period, gap.reading.span
    numbers = tuple(each.reading for each in (gap, own, other) if each)
    mine = recorded(facts.observations, gap.region.code, indicator, *days)
    theirs = recorded(facts.observations, other_place, indicator, *days)
    benchmark = facts.observations.region(other_place)
    words = {"said": amount(gap).lstrip("−-"), "item": item(gap), "place": benchmark.name, "when": when(gap)}
    if other and not own:
        theirs = [Held(-1, other.number, str(other.reading.value), "", "", False)]
    if not (own or mine) or not theirs:
        missing = benchmark.name if own or mine else place(gap)
        message = _("Nothing is recorded to hold %(said)s against; it would take %(item)s of %(place)s (%(when)s).")
        return Claim(Kind.GAP, numbers, CANNOT, message % {**words, "place": missing})
    return Claim(Kind.GAP, numbers, *held_against(facts, gap, indicator, own, Sides(mine, theirs, benchmark.name)))


class Sides(NamedTuple):
    """What is recorded of the two sides of a difference, the figure that stands now first, and of what theirs are."""

    mine: list[Held]
    theirs: list[Held]
    of: str


def held_against(
    facts: Facts, gap: Fact, indicator: str, own: Fact | None, sides: Sides
) -> tuple[str, str, tuple[int, ...]]:
    """How a difference stands to the recorded figures that it is measured from: verdict, sentence and rows.

    Figures of one release are set against each other where both sides have one. Of two releases, only what agrees
    is said to.

    Parameters
    ----------
    own
        The number of the text that it is the difference of; None where it is recorded too.
    """
    known = facts.observations.indicator(indicator)
    found, are_alike = differences(own.number if own else None, sides.mine, sides.theirs)
    judged = judge(gap.number, found, known)
    verdict, decides, now = judged.verdict, judged.found or judged.now, sides.theirs[0]
    assert decides is not None
    ours = row_of_ours(sides.mine, decides) if own is None else None
    since = (own.number if own else ours.number if ours else decides.number) - now.number
    if verdict not in (*AGREEING, REVISION):
        verdict = REVISION if since.agrees_with(gap.number) else verdict if are_alike else SCOPE
    words = {"figure": figure(decides.printed, known.unit), "place": sides.of}
    recorded_said = _("the %(figure)s recorded for %(place)s") % words
    agrees = judged.verdict in AGREEING or (judged.verdict == REVISION and judged.found)
    mine = figure(ours.printed, known.unit) if ours else amount(own) if own else ""
    said = said_difference(
        round(decides.number.value, 9), judged.verdict if agrees else CONFLICT, mine, recorded_said, gap
    )
    if verdict == SCOPE:
        said = _("%(said)s The two are of different releases.") % {"said": said}
    rows = tuple(each.row for each in (ours, decides) if each and each.row >= 0)
    if now.row != decides.row and judged.found and round(since.value - decides.number.value, 9):
        turned = since.value * decides.number.value < 0  # from above to below, or the other way round
        words = {"sentence": said, "now": figure(now.printed, known.unit)}
        words["gap"] = exact(Rounded.exact(abs(since.value) * (-1 if turned else 1)), unit_of(gap))
        said = _("%(sentence)s Revised since, that is %(now)s, and the gap %(gap)s.") % words
        rows = (*rows, now.row)
    return verdict, said, rows


def _difference(facts: Facts, gap: Fact) -> Claim | None:
    """A distance between two amounts of its sentence, where two of them bear it out."""
    near = [each for each in facts.together(gap) if each.reading.unit == gap.reading.unit and each.value is not None]
    for at, one in enumerate(near):
        for other in near[at + 1 :]:
            larger, smaller = (one, other) if one.number.value >= other.number.value else (other, one)
            if compared(larger.number - smaller.number, gap.number) in AGREEING:
                return between(Kind.GAP, gap, larger, smaller)
    return None
