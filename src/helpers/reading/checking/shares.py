"""Shares and ratios that a text states, held against the part and the whole that it gives."""

import re
from collections.abc import Iterator

from helpers.checks.findings import AGREEING, CONFLICT
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.verdicts import compared, reckoned
from helpers.reading.checking.words import amount, result
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _

# A share or ratio that an indicator stands for, the part, and the whole.
_QUOTIENTS = (
    *((f"gdp_share_{sector}", f"gdp_{sector}", "gdp_current") for sector in ("primary", "secondary", "tertiary")),
    ("urban_rural_income_ratio", "disposable_income_urban", "disposable_income_rural"),
)
_WHOLE_NAMED = re.compile(r"占(?:到|了)?([^，,；;。]{0,20}?)(?:的)?(?:比重|比例)?(?:达到|达|为|的|约|近|超过|超)*$")
_WIDTH = re.compile("^(全市|全省|全县|全区|全州|同期|的)+|的$")
_GDP = ("GDP", "地区生产总值", "生产总值")


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
        if said and fact.reading.value is not None and (claim := _of_sentence(facts, fact)):
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
    """A share whose whole the sentence names and the text gives, of the amount last named before it.

    Where the text gives neither part nor whole plainly, only a quotient that bears the share out is told.
    """
    near = facts.together(share)
    amounts = [each for each in near if each.order < share.order and _is_amount(each)]
    if not amounts:
        return None
    named = _WHOLE_NAMED.search(share.before)
    wholes = [each for each in _named(facts, named[1], share) if named[1]] if named else []
    for whole in wholes:
        part = next((each for each in reversed(amounts) if each.reading.unit == whole.reading.unit), None)
        if part and part is not whole and whole.number.low > 0 and part.number.low > 0:
            claim = _claim(share, part, whole)
            if claim.verdict in AGREEING or share.order - part.order <= 2:
                return claim
    for whole in [each for each in [*amounts, *facts.by_cell.get(share.cell, [])] if each.number.low > 0]:
        for part in amounts:
            alike = part is not whole and part.reading.unit == whole.reading.unit and part.number.low > 0
            if alike and compared((part.number / whole.number).percent, share.number) in AGREEING:
                return _claim(share, part, whole)
    return None


def _is_amount(fact: Fact) -> bool:
    plain = fact.is_row or (fact.reading.value is not None and fact.reading.reason.startswith(("level_", "count_")))
    return plain and not fact.is_percent and not fact.reading.bound and not fact.reading.words


def _named(facts: Facts, name: str, like: Fact) -> list[Fact]:
    """The levels of the text, over the days of a share, of an indicator that goes by a name."""
    name = _WIDTH.sub("", name)
    found = []
    for alike in facts.by_cell.values():
        fact = alike[0]
        names = fact.indicator.names if fact.indicator and fact.indicator.is_level else ()
        called_so = name in names or (name in _GDP and fact.reading.indicator == "gdp_current")
        if called_so and fact.cell[1:] == like.cell[1:]:
            found.append(fact)
    return found
