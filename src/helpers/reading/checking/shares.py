"""Shares and ratios that a text states, held against the part and the whole that it gives."""

import re
from collections.abc import Iterator

from helpers.checks.findings import AGREEING, CONFLICT
from helpers.checks.verdicts import compared, reckoned
from helpers.figures.regions import Region
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.words import amount, result
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _

# A share or ratio that an indicator stands for, the part, and the whole.
_QUOTIENTS = (
    *((f"gdp_share_{sector}", f"gdp_{sector}", "gdp_current") for sector in ("primary", "secondary", "tertiary")),
    ("urban_rural_income_ratio", "disposable_income_urban", "disposable_income_rural"),
)
_WHOLE_NAMED = re.compile(
    r"[占佔](?:到|了)?([^，,；;。（(占佔]{0,20}?)(?:的)?(?:比重|比例|比)?(?:达到|达|为|是|的|约|近|超过|超|接近)*\s*$"
)
_WHOLE_AFTER = re.compile(r"\s*(?:%|％|per ?cent) of (?:the |its |total |all )*([A-Za-z -]+)")
_PLACE = re.compile("全国|全省|全市|全县|全区|全州")
_NARROWED = re.compile("限额以上|规模以上|规上|限上|网上|民间")
_OWN = ("全市", "全县", "全区", "全州")
_WIDTH = re.compile("^(同期|全部|地方|的)+|(总量|总额的|的)$")
# What texts call a whole where they name it shortly.
_SHORT = {
    "gdp_current": ("GDP", "gdp", "经济总量", "地区生产总值"),
    "trade_level": (
        "外贸",
        "外贸总值",
        "进出口",
        "进出口总额",
        "进出口总值",
        "外贸进出口总值",
        "trade",
        "foreign trade",
    ),
    "exports_level": ("出口", "出口总额", "exports"),
    "imports_level": ("进口", "进口总额", "imports"),
    "retail_level": ("社零", "零售总额", "社会消费品零售总额", "retail sales"),
    "budget_revenue": ("财政收入", "一般公共预算收入"),
    "budget_expenditure": ("财政支出", "一般公共预算支出"),
}
_BESIDE = 4  # numbers from a part to its share: a rate of growth and a gap may stand between them
_FULL_STOP = re.compile(r"[。！？!?]|\.(?=\s)")


def share_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a share or ratio for which the text gives part and whole."""
    for name, part_name, whole_name in _QUOTIENTS:
        for (indicator, *_where), alike in facts.by_cell.items():
            share = facts.value(name, alike[0]) if indicator == name else None
            part, whole = (facts.value(each, share) if share else None for each in (part_name, whole_name))
            if share and part and whole and whole.number.low > 0:
                yield _claim(share, part, whole)
    for fact in facts:
        said = fact.role is Role.SHARE or fact.reading.reason == "share_without_indicator"
        if said and fact.value is not None and (claim := _of_sentence(facts, fact)):
            yield claim


def _claim(share: Fact, part: Fact, whole: Fact) -> Claim:
    quotient = part.number / whole.number
    percent = share.is_percent or share.role is Role.SHARE or share.reading.reason == "share_without_indicator"
    quotient = quotient.percent if percent else quotient
    verdict = reckoned(quotient, share.number)
    words = {"part": amount(part), "whole": amount(whole), "said": amount(share)}
    words["share"] = result(quotient, "pct" if percent else "ratio")
    if verdict == CONFLICT:
        message = (
            _("%(part)s of %(whole)s is %(share)s, not %(said)s.")
            if percent
            else _("%(part)s is %(share)s times %(whole)s, not %(said)s.")
        )
    else:
        message = (
            _("%(part)s of %(whole)s is %(share)s; the text says %(said)s.")
            if percent
            else _("%(part)s is %(share)s times %(whole)s; the text says %(said)s.")
        )
    return Claim(Kind.SHARE, (part.reading, whole.reading, share.reading), verdict, message % words)


def _of_sentence(facts: Facts, share: Fact) -> Claim | None:
    """A share whose whole the sentence or its indicator names and the text gives, of the amount just before it.

    Where the text gives neither part nor whole plainly, only a quotient that bears the share out is told.
    """
    text, start = facts.paragraph(share), share.start
    near = [each for each in facts.beside(share) if each.order < share.order and is_amount(each)]
    amounts = [each for each in near if not _FULL_STOP.search(text, each.end, start)]
    if not amounts:
        return None
    part = amounts[-1]
    for whole in _wholes(facts, share):
        beside = share.order - part.order <= _BESIDE and part.cell[1:] == share.cell[1:]
        stands_for_whole = whole.reading.indicator != share.reading.indicator or part.indicator is None
        if (
            beside
            and stands_for_whole
            and part is not whole
            and whole.number.low > 0 < part.number.low
            and part.is_alike(whole)
        ):
            return _claim(share, part, whole)
    for whole in [*amounts, *facts.by_cell.get(share.cell, [])]:
        for each in amounts:
            alike = each is not whole and each.is_alike(whole) and whole.number.low > 0 < each.number.low
            if alike and compared((each.number / whole.number).percent, share.number) in AGREEING:
                return _claim(share, each, whole)
    return None


def whole_named(facts: Facts, share: Fact) -> Region | None:
    """The region whose level of the same indicator a share is of, as "of the province" has it; None where none is."""
    named = _WHOLE_NAMED.search(share.before)
    match = _PLACE.match(named[1]) if named else None
    if match is None or named is None or share.indicator is None:
        return None
    name = _WIDTH.sub("", named[1][match.end() :]).strip()
    known = (*share.indicator.names, *share.indicator.aliases, *_SHORT.get(share.reading.indicator, ()), "")
    return facts.region(match[0]) if name in known else None


def _wholes(facts: Facts, share: Fact) -> list[Fact]:
    """What a share is of: the level that its sentence names; where it only says "of all", that of its indicator."""
    named = _WHOLE_NAMED.search(share.before) or _WHOLE_AFTER.match(share.after)
    if named is None:
        return []
    place, name = _place_and_name(facts, share, named[1])
    called_so = _named(facts, name, share, place) if name else []
    own = facts.value(share.reading.indicator, share, place) if share.indicator and share.indicator.is_level else None
    narrowed = _NARROWED.search(name) and not _NARROWED.search(share.indicator.name_zh if share.indicator else "")
    return called_so or ([own] if own and not narrowed else [])


def _place_and_name(facts: Facts, share: Fact, named: str) -> tuple[str, str]:
    """The place and the name of a whole, as "全省生产总值" has both; without a place it is of that of the share."""
    match = _PLACE.match(named)
    name = _WIDTH.sub("", named[match.end() :] if match else named).strip()
    if not match:
        return share.place, name
    region = facts.region(match[0])
    return region.code if region else match[0] if match[0] not in _OWN else share.place, name


def is_amount(fact: Fact) -> bool:
    """Whether a number is a level or count that the text gives as such."""
    plain = fact.is_row or (fact.value is not None and fact.reading.reason.startswith(("level_", "count_")))
    return plain and not fact.is_percent and not fact.reading.bound and not fact.reading.words


def _named(facts: Facts, name: str, like: Fact, place: str) -> list[Fact]:
    """The levels of a place in the text, over the days of a share, of an indicator that goes by a name."""
    found = []
    for alike in facts.by_cell.values():
        fact = alike[0]
        names = (*fact.indicator.names, *fact.indicator.aliases) if fact.indicator and fact.indicator.is_level else ()
        called_so = name.casefold() in (each.casefold() for each in names) or name in _SHORT.get(fact.cell[0], ())
        if called_so and fact.cell[1:] == (place, *like.cell[2:]):
            found.append(fact)
    return found
