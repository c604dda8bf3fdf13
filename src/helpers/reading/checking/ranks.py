"""Places in a ranking, held against the peers that are recorded, and against the rates of the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, ROUNDING, SAME, SCOPE
from helpers.figures.regions import Region
from helpers.figures.standings import possible_rank
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.record import Held, recorded
from helpers.reading.checking.words import amount, place, when
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
_MOST = 4  # peers that a sentence names


def rank_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a place, and one two places of one ranking whose rates the text gives."""
    ranks = [fact for fact in facts if fact.value is not None and _by(fact)]
    for fact in ranks:
        if fact.region and fact.region.parent and _is_among_all(fact):
            yield _claim(facts, fact, fact.region)
    for one, other in combinations(ranks, 2):
        alike = one.cell[0] == other.cell[0] and one.cell[2:] == other.cell[2:] and one.place != other.place
        if alike and (claim := _order(facts, one, other)):
            yield claim


def _by(rank: Fact) -> str:
    """The indicator by which a place is taken; empty where the number is none."""
    if rank.role is Role.RANK and rank.indicator:
        return rank.indicator.code
    return _RANKED.get(rank.reading.indicator, "") if rank.role is Role.VALUE else ""


def _is_among_all(rank: Fact) -> bool:
    """Whether the peers are all regions of the same parent, as its indicator or its sentence says."""
    assert rank.region is not None
    return rank.role is not Role.RANK or bool(re.search(_AMONG_ALL.get(rank.region.level, "$^"), rank.sentence))


def _claim(facts: Facts, rank: Fact, region: Region) -> Claim:
    """A place by what it was read as taken by, or by the other number of its sentence where that bears it out."""
    claim = _against_peers(facts, rank, region, _by(rank))
    if claim.verdict != CONFLICT:
        return claim
    other = _OTHER.get(_by(rank), "")
    if other and any(each.reading.indicator == other for each in facts.together(rank)):
        instead = _against_peers(facts, rank, region, other)
        if instead.verdict in AGREEING:
            return instead
    if rank.reading.sure:
        return claim
    return replace(claim, verdict=SCOPE, said=_("%(said)s It may be of something else.") % {"said": claim.said})


def _against_peers(facts: Facts, rank: Fact, region: Region, by: str) -> Claim:
    days = rank.reading.period, rank.reading.span
    own_said = facts.value(by, rank)
    held = _comparable(recorded(facts.observations, region.code, by, *days))
    own = held.number if held else own_said.number if own_said else None
    peers = facts.observations.peers_of(region.code)
    found = {peer: each for peer in peers if (each := _comparable(recorded(facts.observations, peer.code, by, *days)))}
    numbers = tuple(each.reading for each in (rank, own_said) if each)
    words = {"said": amount(rank), "place": region.name, "peers": number(len(peers), 0), "known": number(len(found), 0)}
    words["what"] = _of(facts, rank, by)
    if own is None or not found:
        said = _("No ranking can be made; it would take the figures of %(peers)s peers to check %(said)s (%(what)s).")
        return Claim(Kind.RANK, numbers, CANNOT, said % words)
    rows = tuple(each.row for each in ([held] if held else []) + list(found.values()))
    best, worst = possible_rank(own, [each.number for each in found.values()])
    ahead = [peer.name for peer, each in found.items() if each.number.low >= own.high]
    verdict, stated, complete = SAME, int(rank.number.value), len(found) == len(peers)
    if stated < best or (complete and stated > worst):
        verdict = CONFLICT
        words |= {"ahead": number(len(ahead), 0), "best": number(best, 0), "names": listed(ahead[:_MOST])}
        message = (
            _("By the record %(names)s is ahead of %(place)s, so that it is not %(said)s (%(what)s).")
            if stated < best and len(ahead) == 1
            else _("By the record %(names)s are ahead of %(place)s, so that it is not %(said)s (%(what)s).")
            if stated < best and len(ahead) <= _MOST
            else _("By the record %(ahead)s peers are ahead of %(place)s, so that it is not %(said)s (%(what)s).")
            if stated < best
            else _("By the record %(place)s stands at %(best)s, not %(said)s (%(what)s).")
        )
        return Claim(Kind.RANK, numbers, verdict, message % words, rows)
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
    words = {"place": place(rank), "when": when(rank), "item": facts.observations.indicator(by).name}
    return _("%(place)s, %(when)s, %(item)s") % words


def _comparable(held: list[Held]) -> Held | None:
    """The figure as first released, as texts rank by it; where none is recorded as such, the one that stands now."""
    return next((each for each in held if each.is_first_release), held[0] if held else None)


def _order(facts: Facts, one: Fact, other: Fact) -> Claim | None:
    """Two places of one ranking whose rates the text gives: the better place has no lower rate."""
    first, second = sorted((one, other), key=lambda each: each.number.value)
    rate, other_rate = facts.value(_by(first), first), facts.value(_by(second), second)
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
