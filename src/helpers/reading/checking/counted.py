"""Counts beside the names that they count: "Lan, Yun and Xi, three cities"."""

import re
from collections.abc import Iterator

from helpers.checks.findings import CONFLICT, SAME
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.claims import Claim, Kind
from helpers.text.language import _, number

_NAME = r"[^，,。；;：:、（）()“”《》\s0-9%]{1,8}"
_BEFORE = re.compile(
    rf"(?P<names>(?:{_NAME}、)+{_NAME}?(?:(?:和|及|与){_NAME}?)?)(?P<verb>(?:等)?(?:召开了?|举行了?|举办了?|开展了?|共|这)?)$"
)
_AFTER = re.compile(
    rf"^[^，,。；;：:、0-9]{{0,8}}?(?:是|为|：|:|分别是|分别为|变成了|包括)(?P<names>(?:{_NAME}、)+{_NAME})"
)
_KIND = re.compile("^[个家]?(?:地级)?(?:市|县|区|州|省|地)")
_WORTH_TELLING = 3  # names: two of them, 市、县两级, say nothing
_PARTED = re.compile("、|和|及|与")


def counted_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a count beside names: where it counts them, or where places are counted that are not so many."""
    for fact in facts:
        if fact.reading.reason not in ("count_without_indicator", "rank_without_indicator") and not _is_count(fact):
            continue
        for pattern, text in ((_BEFORE, fact.before), (_AFTER, fact.after)):
            match = pattern.search(text)
            if match and not match.groupdict().get("verb", "").startswith("等"):
                names = [each for each in _PARTED.split(match["names"]) if each]
                if claim := _claim(facts, fact, names):
                    yield claim
                break


def _is_count(fact: Fact) -> bool:
    return bool(fact.indicator and fact.indicator.unit == "count" and fact.number.value > 0)


def _claim(facts: Facts, count: Fact, names: list[str]) -> Claim | None:
    words = {"named": number(len(names), 0), "said": number(count.number.value, 0)}
    if len(names) == count.number.value and len(names) >= _WORTH_TELLING:
        said = _("As many are named as are counted: %(named)s.") % words
        return Claim(Kind.AGREEMENT, (count.reading,), SAME, said)
    if _KIND.match(count.after) and len(names) != count.number.value and all(facts.region(name) for name in names):
        return Claim(Kind.AGREEMENT, (count.reading,), CONFLICT, _("%(named)s are named, not %(said)s.") % words)
    return None
