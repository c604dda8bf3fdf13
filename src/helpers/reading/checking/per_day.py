"""Averages a day, held against a count and the days of its window."""

import re
from collections.abc import Iterator
from datetime import date

from helpers.checks.findings import AGREEING, CONFLICT
from helpers.checks.verdicts import compared, reckoned
from helpers.figures.periods import read_window
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.words import amount, result
from helpers.reading.claims import Claim, Kind
from helpers.text.language import _, number

_A_DAY = re.compile(r"平均每[天日]|平均日|日均|每[天日]平均|一天平均|平均一[天日]|(?:daily|per day|a day|each day)")
_DONE = re.compile("新?登记|新增|新设|办理|注册|诞生|接待|完成|约|近|超过?|达到?|有|为|逾|\\s")
_FROM_TO = re.compile(r"(\d{1,2})月(\d{1,2})日?(?:起)?\s*(?:至|到|—|–|-|~|－)+\s*(?:(\d{1,2})月)?(\d{1,2})日")
_UNTIL = re.compile(r"(?:截至|截止|截止到|至|到)(?:\d{4}年)?(\d{1,2})月(?:(\d{1,2})日|(底|末))")
_HALF = 0.5  # an average printed as a whole number is rounded


def per_day_claims(facts: Facts) -> Iterator[Claim]:
    """One claim an average a day for which the sentence gives the count that it is of, and the days."""
    for fact in facts:
        if fact.value is None or not _is_a_day(fact):
            continue
        counts = [each for each in facts.together(fact) if _may_be_count(each, fact)]
        length = _days(fact)
        if counts and length and (claim := _claim(fact, counts, length)):
            yield claim


def _is_a_day(fact: Fact) -> bool:
    if fact.reading.indicator.endswith("_per_day"):
        return True
    return bool(_A_DAY.search(re.split(r"[，,；;、（(]", fact.before)[-1]))


def _may_be_count(count: Fact, average: Fact) -> bool:
    """Whether a number before an average may be what it is the average of, and is no rate or threshold."""
    return (
        count.order < average.order
        and count.number.value > average.number.value
        and count.number.low > 0
        and not count.is_percent
        and count.unit == average.unit
    )


def _claim(average: Fact, counts: list[Fact], length: int) -> Claim | None:
    """The count that bears the average out, or else the first of its sentence, which the others are parts of.

    An average that names what it is of may be of something that the sentence has no count of.
    """
    printed = _printed(average)
    computed = {count: count.number / Rounded.exact(length) for count in counts}
    fitting = [count for count in counts if compared(computed[count], printed) in AGREEING]
    if not fitting and _names_its_own(average):
        return None
    count = (fitting or counts)[0]
    verdict = reckoned(computed[count], printed)
    words = {"count": amount(count), "days": number(length, 0), "said": amount(average)}
    words["average"] = result(computed[count], "count")
    message = (
        _("%(count)s over %(days)s days are %(average)s a day, not %(said)s.")
        if verdict == CONFLICT
        else _("%(count)s over %(days)s days are %(average)s a day; the text says %(said)s.")
    )
    return Claim(Kind.PER_DAY, (count.reading, average.reading), verdict, message % words)


def _names_its_own(average: Fact) -> bool:
    """Whether there are words between "a day" and the number besides those for what is done."""
    said = _A_DAY.split(average.before)
    return len(said) > 1 and len(_DONE.sub("", said[-1])) > 1


def _printed(average: Fact) -> Rounded:
    value, exact = average.number.value, average.number
    return Rounded(value, value - _HALF, value + _HALF) if exact.low == exact.high else exact


def _days(fact: Fact) -> int | None:
    """How many days a number is counted over: those named last before it in its sentence, else those of its window."""
    year = int(fact.reading.period[:4]) if fact.reading.period[:4].isdigit() else 0
    named = [*_FROM_TO.finditer(fact.before)]
    if named and year:
        month, day, last_month, last_day = (int(each) if each else 0 for each in named[-1].groups())
        return _length(year, (month, day), (last_month or month, last_day))
    until = [*_UNTIL.finditer(fact.before)]
    if until and year:
        month, day = int(until[-1][1]), int(until[-1][2] or 0)
        return _length(year, (1, 1), (month, day))
    if fact.reading.span in ("event", "point"):
        return None
    try:
        return read_window(fact.reading.period, fact.reading.span).days
    except ValueError:
        return None


def _length(year: int, first: tuple[int, int], last: tuple[int, int]) -> int | None:
    """Days from one day of a year to another, both counted; a last day of 0 is the end of its month."""
    try:
        month, day = last
        end = date(year, month, day) if day else date(year + month // 12, month % 12 + 1, 1)
        return (end - date(year, *first)).days + (1 if day else 0)
    except ValueError:
        return None
