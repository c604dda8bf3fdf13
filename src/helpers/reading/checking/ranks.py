"""Places in a ranking, held against the peers that are recorded, and against the rates of the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, REVISION, ROUNDING, SAME, SCOPE
from helpers.figures.regions import Region
from helpers.figures.standings import possible_rank
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.record import Held, recorded
from helpers.reading.checking.words import amount, inside, place, when
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _, listed, number

# What the ranks of the codebook rank by.
_RANKED = {
    "gdp_growth_rank_province": "gdp_growth_real",
    "gdp_rank_province": "gdp_current",
    "fai_rank_province": "fai_growth",
    "budget_revenue_rank_province": "budget_revenue",
    "county_growth_rank": "county_growth_unspecified",
}
_AMONG_ALL = {"prefecture": "全省|in the province", "county": "全市|in the city", "province": "全国|in the nation"}
_OTHER = {"gdp_growth_real": "gdp_current", "gdp_current": "gdp_growth_real"}
_SIZE = re.compile("总量|总额|规模")
_FIRST_FEW = re.compile("前$")  # 前三: among the first three
_FIRST = "first_release"
_MOST = 4  # peers that a sentence names


def rank_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a place, and one two places of one ranking whose rates the text gives."""
    ranks = []
    for fact in facts:
        if fact.value is None or not (by := _by(facts, fact)):
            continue
        ranks.append(fact)
        if fact.region and fact.region.parent and _is_among_all(fact):
            yield _claim(facts, fact, fact.region, by)
    for one, other in combinations(ranks, 2):
        alike = one.cell[0] == other.cell[0] and one.cell[2:] == other.cell[2:] and one.place != other.place
        if alike and (claim := _order(facts, one, other)):
            yield claim


def _by(facts: Facts, rank: Fact) -> str:
    """The indicator by which a place is taken, else the rate before it; empty where it is no place."""
    if rank.role is Role.RANK and rank.indicator:
        return rank.indicator.code
    if rank.reading.reason == "rank_without_indicator":
        before = [each for each in facts.together(rank) if each.order < rank.order and each.is_row]
        by_size = bool(_SIZE.search(re.split("[，,；;]", rank.before)[-1]))
        found = {each.reading.indicator for each in before if each.indicator and each.indicator.is_level == by_size}
        return found.pop() if len(found) == 1 and not _FIRST_FEW.search(rank.before) else ""
    return _RANKED.get(rank.reading.indicator, "") if rank.role is Role.VALUE else ""


def _is_among_all(rank: Fact) -> bool:
    """Whether the peers are all regions of the same parent, as its indicator or its sentence says."""
    assert rank.region is not None
    named = rank.role is not Role.RANK and rank.indicator is not None
    return named or bool(re.search(_AMONG_ALL.get(rank.region.level, "$^"), rank.sentence))


def _claim(facts: Facts, rank: Fact, region: Region, by: str) -> Claim:
    """A place by what it was read as taken by, or by the other number of its sentence where that bears it out."""
    claim = _against_peers(facts, rank, region, by)
    if claim.verdict != CONFLICT:
        return claim
    other = _OTHER.get(by, "")
    if other and any(each.reading.indicator == other for each in facts.together(rank)):
        instead = _against_peers(facts, rank, region, other)
        if instead.verdict in AGREEING:
            return instead
    if rank.reading.sure:
        return claim
    return replace(claim, verdict=SCOPE, said=_("%(said)s It may be of something else.") % {"said": claim.said})


def _against_peers(facts: Facts, rank: Fact, region: Region, by: str) -> Claim:
    own_said, peers = facts.value(by, rank), facts.observations.peers_of(region.code)
    found, basis = _of_one_release(facts, [region, *peers], by, rank)
    held = found.pop(region, None)
    own = held.number if held else own_said.number if own_said else None
    numbers = tuple(each.reading for each in (rank, own_said) if each)
    words = {"said": amount(rank), "place": region.name, "peers": number(len(peers), 0), "known": number(len(found), 0)}
    words["what"] = _of(facts, rank, by)
    if own is None or not found:
        said = _("No ranking can be made; it would take the figures of %(peers)s peers to check %(said)s (%(what)s).")
        return Claim(Kind.RANK, numbers, CANNOT, said % words)
    rows = tuple(each.row for each in ([held] if held else []) + list(found.values()))
    best, worst = possible_rank(own, [each.number for each in found.values()])
    stated, complete = int(rank.number.value), len(found) == len(peers)
    if stated < best or (complete and stated > worst):
        ahead = [peer.name for peer, each in found.items() if each.number.low >= own.high]
        said = _other_place(words, ahead if stated < best else [], best)
        if basis == _FIRST:
            return Claim(Kind.RANK, numbers, CONFLICT, said, rows)
        said = _("%(said)s These figures are of a later release, or of one that is not known.") % {"said": said}
        return Claim(Kind.RANK, numbers, REVISION, said, rows)
    if not complete:
        said = _(
            "%(known)s of %(peers)s peers are recorded, which leaves %(said)s open; it would take the rest (%(what)s)."
        )
        return Claim(Kind.RANK, numbers, CANNOT, said % words, rows)
    exact = 1 + sum(each.number.value > own.value for each in found.values())
    message = (
        _("By the figures of its %(peers)s peers %(place)s has %(said)s (%(what)s).")
        if exact == stated
        else _(
            "By the figures of its %(peers)s peers %(place)s can have %(said)s: the digits leave it open (%(what)s)."
        )
    )
    return Claim(Kind.RANK, numbers, SAME if exact == stated else ROUNDING, message % words, rows)


def _of(facts: Facts, rank: Fact, by: str) -> str:
    words = {"place": place(rank), "when": when(rank), "item": inside(facts.observations.indicator(by).name)}
    return _("%(place)s, %(when)s, %(item)s") % words


def _other_place(words: dict[str, str], ahead: list[str], best: int) -> str:
    """What the record has where it has another place: who is ahead, where some are that must not be."""
    words = words | {"ahead": number(len(ahead), 0), "best": number(best, 0), "names": listed(ahead[:_MOST])}
    if not ahead:
        return _("By the record %(place)s stands at %(best)s, not %(said)s (%(what)s).") % words
    if len(ahead) == 1:
        return _("By the record %(names)s is ahead of %(place)s, so that it is not %(said)s (%(what)s).") % words
    if len(ahead) <= _MOST:
        return _("By the record %(names)s are ahead of %(place)s, so that it is not %(said)s (%(what)s).") % words
    return _("By the record %(ahead)s peers are ahead of %(place)s, so that it is not %(said)s (%(what)s).") % words


def _of_one_release(facts: Facts, regions: list[Region], by: str, rank: Fact) -> tuple[dict[Region, Held], str]:
    """The figures of regions over the days of a place, of the release that most of them have, and that release.

    The first release goes before others that as many have, for texts rank by it. Where no release is known, the
    figures are those that stand now, and the release is empty.
    """
    days = rank.reading.period, rank.reading.span
    held = {region: recorded(facts.observations, region.code, by, *days) for region in regions}
    known: dict[str, dict[Region, Held]] = {}
    for basis in facts.observations.vocabularies["basis"]:  # the earliest first
        of_it = {
            region: [each for each in several if basis in each.basis.split("|")] for region, several in held.items()
        }
        known[basis] = {region: several[0] for region, several in of_it.items() if several}
    best = max(known, key=lambda basis: len(known[basis]))
    if known[best]:
        return known[best], best
    return {region: several[0] for region, several in held.items() if several}, ""


def _order(facts: Facts, one: Fact, other: Fact) -> Claim | None:
    """Two places of one ranking whose rates the text gives: the better place has no lower rate."""
    first, second = sorted((one, other), key=lambda each: each.number.value)
    rate, other_rate = facts.value(_by(facts, first), first), facts.value(_by(facts, second), second)
    if rate is None or other_rate is None or first.number.value == second.number.value:
        return None
    fits = rate.number.high >= other_rate.number.low
    words = {"first": place(first), "rank": amount(first), "rate": amount(rate)}
    words |= {"second": place(second), "other_rank": amount(second), "other_rate": amount(other_rate)}
    message = (
        _("%(first)s (%(rank)s) has %(rate)s and %(second)s (%(other_rank)s) %(other_rate)s: the order is right.")
        if fits
        else _("%(first)s (%(rank)s) has %(rate)s, less than %(second)s (%(other_rank)s) with %(other_rate)s.")
    )
    numbers = tuple(each.reading for each in (first, rate, second, other_rate))
    return Claim(Kind.RANK, numbers, SAME if fits else CONFLICT, message % words)
