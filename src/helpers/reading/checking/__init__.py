"""The claims of a text, each with what became of it.

A contradiction is either the text's own arithmetic, beyond what rounding allows, or the record's figure of the very
thing. What is of another scope, another region or another window is never held against a number.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from helpers.figures.observations import Observations
from helpers.reading.checking import (
    agreement,
    counted,
    first_since,
    gaps,
    multiples,
    parts,
    per_day,
    plans,
    ranks,
    shares,
    sums,
    values,
)
from helpers.reading.checking.facts import Facts
from helpers.reading.checking.unchecked import unchecked_claims
from helpers.reading.claims import Claim
from helpers.reading.document import Document
from helpers.reading.readings import Head, Reading

_KINDS: tuple[Callable[[Facts], Iterator[Claim]], ...] = (
    values.value_claims,
    gaps.gap_claims,
    agreement.agreement_claims,
    sums.sum_claims,
    shares.share_claims,
    per_day.per_day_claims,
    plans.plan_claims,
    parts.part_claims,
    multiples.multiple_claims,
    ranks.rank_claims,
    first_since.first_since_claims,
    counted.counted_claims,
)


def claims_of(document: Document, head: Head, readings: Collection[Reading], observations: Observations) -> list[Claim]:
    """Every claim of a text, the gravest first, those of one verdict in the order of the text.

    Parameters
    ----------
    readings
        Of the document, in the order in which they stand there.
    """
    facts = Facts(document, head, readings, observations)
    order = {id(reading): at for at, reading in enumerate(readings)}
    claims = _each_once(claim for kind in _KINDS for claim in kind(facts))
    claims += unchecked_claims(facts, {order[id(reading)] for claim in claims for reading in claim.numbers})
    return _worst_first(claims, order)


def _each_once(claims: Iterable[Claim]) -> list[Claim]:
    """Claims without those of a kind and numbers that were there before, in whatever order these are named."""
    found: dict[tuple[str, frozenset[int]], Claim] = {}
    for claim in claims:
        found.setdefault((claim.kind, frozenset(map(id, claim.numbers))), claim)
    return list(found.values())


def _worst_first(claims: Iterable[Claim], order: dict[int, int]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.gravity, min(order[id(each)] for each in claim.numbers)))
