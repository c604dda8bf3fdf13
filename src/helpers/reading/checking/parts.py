"""Parts that a text lists behind "of which": each lies within the whole, and those that exclude each other together."""

import re
from collections.abc import Iterator

from helpers.checks.findings import AGREEING
from helpers.checks.verdicts import bounded
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.shares import is_amount
from helpers.reading.checking.sums import total_of
from helpers.reading.checking.words import amount, exact, plus
from helpers.reading.claims import Claim, Kind
from helpers.text.language import _

_OF_WHICH = re.compile(r"其中|包括|of which|including")
COST = re.compile("^[个项家户][，,、]?[^，。；;0-9]{0,4}(?:总?投资|引资|资金|金额)[^，。；;0-9]{0,3}$")
_A_HEAD = ("cny", "元", "yuan", "ratio")  # units of what is not added up
_OPENS = re.compile("(?:个|项|户|家|人|件|亿元|万元|万人|万吨|亿千瓦时)(?:[:：（(])(?:其中)?")  # a list of parts
_AMONG = re.compile("[个項项种類类户家大县市区州（）()、]{0,3}[^，,。；;0-9]{0,12}(?:中|当中)[，,]?")
_WAYS = tuple(
    (
        re.compile(f"[个项种类户家县市区州]{{0,3}}[^，,。；;、0-9]{{0,8}}(?:{words})"),
        re.compile(f"(?:{words})[^，,。；;、]{{0,6}}的?(?:有|达|为)?$"),
    )
    for words in ("负增长|下降|下跌|低于|慢于", "正?增长|上涨|高于|快于", "持平")
)
_CLAUSE, _FULL_STOP = re.compile("[，,。；;：:、（(]"), re.compile(r"[。；;]|\.(?=\s)")
# Names that exclude each other.
_EXCLUSIVE = tuple(
    re.compile(each)
    for each in (
        "企业|个体工商户|个体户|农民专业合作社|合作社",
        "新建|续建|新开工",
        "城镇|乡村|农村",
        "出口|进口",
        "男|女",
        "国家级|省级|市级|县级",
        "大型|中型|小型|微型",
        "亏损|盈利",
        "内资|外资",
        "公办|民办",
        "省外|省内",
        "国内|入境|境外",
        "第一产业|第二产业|第三产业|一产|二产|三产",
        "夏粮|早稻|秋粮",
        "水电|水力发电|火电|火力发电|风电|风力发电|光伏发电|太阳能发电",
    )
)


def part_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a list of parts: the first within its whole, or those that exclude each other together."""
    for first in facts:
        if _may_be_part(first) and (whole := _whole(facts, first)):
            yield _claim(whole, _exclusive([first, *_following(facts, first, whole)]))
            part, all_of_it = _cost(facts, first), _cost(facts, whole)
            if part and all_of_it:
                yield _claim(all_of_it, [part])
    for whole in facts:
        if _is_count(whole) and _AMONG.match(whole.after) and (parts := _faring(facts, whole)):
            yield _claim(whole, parts)


def _cost(facts: Facts, count: Fact) -> Fact | None:
    """What so many projects cost, where that stands right behind their number."""
    text = facts.paragraph(count)
    money = next((each for each in facts.together(count) if each.order == count.order + 1), None)
    if money is None or money.unit != "100m_cny" or not is_amount(money) or not _is_count(count):
        return None
    return money if COST.match(text[count.end : money.start]) else None


def _may_be_part(fact: Fact) -> bool:
    """Whether a number may be part of an amount: neither what each head has, nor the size that projects have."""
    size = fact.reading.indicator == "large_project_threshold"
    return is_amount(fact) and fact.number.low > 0 and fact.unit not in _A_HEAD and not size


def _claim(whole: Fact, parts: list[Fact]) -> Claim:
    verdict = bounded(total_of(parts), whole.number)
    return Claim(Kind.SUM, tuple(each.reading for each in (whole, *parts)), verdict, _said(whole, parts, verdict))


def _is_count(fact: Fact) -> bool:
    counted = fact.reading.reason == "count_without_indicator" or (fact.indicator and fact.indicator.unit == "count")
    return bool(counted) and fact.number.value > 0 and not fact.reading.bound


def _faring(facts: Facts, whole: Fact) -> list[Fact]:
    """How many of so many rose, fell and stood still: the counts behind "of the 16", each of another way."""
    ways: dict[int, Fact] = {}
    for each in facts.together(whole):
        if each.order <= whole.order or not _is_count(each):
            continue
        clause = re.split("[，,；;、：:]", each.before)[-1]
        fits = ((at, behind.match(each.after), before.search(clause)) for at, (behind, before) in enumerate(_WAYS))
        way = next((at for at, *found in fits if any(found)), None)
        if way is not None:
            ways.setdefault(way, each)
    return list(ways.values())


def _whole(facts: Facts, first: Fact) -> Fact | None:
    """The amount before "of which" that a number in the clause behind it is a part of: the first that leads there."""
    text, start = facts.paragraph(first), first.start
    marks = [*_OF_WHICH.finditer(text, 0, start)]
    if opened := _opened(facts, first):
        return opened
    if not marks or _CLAUSE.search(text[marks[-1].end() : start].lstrip("，,：: ")):
        return None
    begin = [*_FULL_STOP.finditer(text, 0, len(text[: marks[-1].start()].rstrip("。；;. ")))]
    leads = begin[-1].end() if begin else 0
    for each in facts.beside(first):
        before = leads <= each.start < marks[-1].start()
        if before and is_amount(each) and each.is_alike(first) and "change" not in each.reading.indicator:
            return each if each.cell[1:] == first.cell[1:] and each.number.low > 0 else None
    return None


def _opened(facts: Facts, first: Fact) -> Fact | None:
    """The amount whose list a number begins behind a colon or a bracket."""
    text, start = facts.paragraph(first), first.start
    for each in facts.beside(first):
        match = _OPENS.match(text, each.end, start) if each.order == first.order - 1 else None
        if match and is_amount(each) and each.is_alike(first) and each.cell[1:] == first.cell[1:]:
            return each if not _CLAUSE.search(text[match.end() : start]) else None
    return None


def _following(facts: Facts, first: Fact, whole: Fact) -> list[Fact]:
    """The further amounts of the list that a first part begins."""
    text, found = facts.paragraph(first), []
    for each in facts.beside(first):
        if each.order <= first.order:
            continue
        between = text[first.end : each.start]
        if "。" in between or _OF_WHICH.search(between):
            break
        if is_amount(each) and each.is_alike(whole) and each.cell[1:] == whole.cell[1:]:
            found.append(each)
    return found


def _exclusive(parts: list[Fact]) -> list[Fact]:
    """The parts from the first on whose names exclude each other, each another one; else the first alone."""
    for names in _EXCLUSIVE:
        called: dict[str, Fact] = {}
        for part in parts:
            clause = re.split(r"[，,；;、。:：（(]|其中", part.before)[-1]
            match = names.search(clause)
            if match is None or match[0] in called:
                break
            called[match[0]] = part
        if len(called) > 1:
            return list(called.values())
    return parts[:1]


def _said(whole: Fact, parts: list[Fact], verdict: str) -> str:
    summed = total_of(parts)
    words = {"parts": plus(map(amount, parts)), "whole": amount(whole), "sum": exact(summed, whole.unit)}
    words["excess"] = exact(Rounded.exact(abs(summed.value - whole.number.value)), whole.unit)
    if verdict in AGREEING:
        return _("%(parts)s lies within the %(whole)s that it is said to be part of.") % words
    if len(parts) == 1:
        return _("%(parts)s is %(excess)s more than the %(whole)s that it is said to be part of.") % words
    return _("%(parts)s = %(sum)s is %(excess)s more than the %(whole)s that it is said to be part of.") % words
