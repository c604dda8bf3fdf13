"""Totals of a list: "A, B and C, in all D", which its numbers add up to; so many above a size, and what they cost."""

import re
from collections.abc import Iterator

from helpers.checks.findings import CONFLICT, SAME
from helpers.checks.verdicts import compared
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.parts import COST
from helpers.reading.checking.shares import is_amount
from helpers.reading.checking.sums import total_of
from helpers.reading.checking.words import amount, exact, plus
from helpers.reading.claims import Claim, Kind
from helpers.text.language import _

_IN_ALL = re.compile(
    r"[，,、；;]?\s*(?:合计|共计|总计|总共|in all|in total|a total of|together)(?:为|达|达到|实现|完成)?\s*$"
)
_LISTED = re.compile("分别|依次|respectively")
_OVER_A_SIZE = re.compile("[亿万]元(?:及)?以上[^，,。；;0-9]{0,8}$")


def total_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a total right behind the numbers of its list, and one a number of projects above a size."""
    for total in facts:
        if is_amount(total) and total.number.low > 0 and _IN_ALL.search(total.before):
            if (parts := _parts(facts, total)) and (claim := _sum(total, parts)):
                yield claim
        elif _is_size(total) and (claim := _above_a_size(facts, total)):
            yield claim


def _is_size(fact: Fact) -> bool:
    told = fact.reading.reason == "threshold" or fact.reading.indicator == "large_project_threshold"
    return told and fact.value is not None and fact.number.value > 0


def _parts(facts: Facts, total: Fact) -> list[Fact]:
    """The amounts of the clauses before a total, the last of which stands right before it."""
    before = [each for each in facts.together(total) if each.order < total.order]
    parts: list[Fact] = []
    for each in before[::-1]:
        if not (is_amount(each) and each.is_alike(total) and each.number.low > 0):
            break
        parts.insert(0, each)
    return parts if len(parts) > 1 else []


def _sum(total: Fact, parts: list[Fact]) -> Claim | None:
    """A total that its list bears out; one that a list of one kind does not is a contradiction, of others none."""
    summed = total_of(parts)
    verdict = compared(summed, total.number)
    if verdict == CONFLICT and not (_LISTED.search(parts[0].before) and len({each.place for each in parts}) == 1):
        return None  # the list need not be whole
    words = {"parts": plus(map(amount, parts)), "sum": exact(summed, total.unit), "whole": amount(total)}
    message = (
        _("%(parts)s = %(sum)s, not %(whole)s.")
        if verdict == CONFLICT
        else _("%(parts)s = %(sum)s; the text says %(whole)s in all.")
    )
    return Claim(Kind.SUM, tuple(each.reading for each in (total, *parts)), verdict, message % words)


def _above_a_size(facts: Facts, size: Fact) -> Claim | None:
    """So many projects of a size or more, whose investment cannot be less than that many times the size."""
    text, near = facts.paragraph(size), facts.together(size)
    count = next((each for each in near if each.order == size.order + 1), None)
    money = next((each for each in near if each.order == size.order + 2), None)
    if count is None or money is None or money.unit != size.unit or not is_amount(money) or not is_amount(count):
        return None
    between = text[count.end : money.start]
    if not COST.match(between) or not _OVER_A_SIZE.search(text[size.start : count.start]) or count.is_percent:
        return None
    least = count.number.value * size.number.value
    fits = money.number.high >= least
    words = {"n": amount(count), "size": amount(size), "money": amount(money)}
    words["least"] = exact(Rounded.exact(least), money.unit)
    message = (
        _("%(n)s of at least %(size)s each are at least %(least)s; the text says %(money)s.")
        if fits
        else _("%(n)s of at least %(size)s each are at least %(least)s, more than %(money)s.")
    )
    numbers = (count.reading, size.reading, money.reading)
    return Claim(Kind.SUM, numbers, SAME if fits else CONFLICT, message % words)
