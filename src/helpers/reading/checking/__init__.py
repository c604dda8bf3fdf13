"""The claims of a text, each with what became of it.

A contradiction is either the text's own arithmetic, beyond what rounding allows, or the record's figure of the very
thing. What is of another scope, another region or another window is never held against a number.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from helpers.checks.findings import CANNOT
from helpers.figures.observations import Observations
from helpers.reading.checking import (
    agreement,
    changes,
    counted,
    first_since,
    gaps,
    levels,
    multiples,
    parts,
    per_day,
    plans,
    ranks,
    shares,
    sums,
    totals,
    values,
)
from helpers.reading.checking.facts import Facts
from helpers.reading.checking.unchecked import unchecked_claims
from helpers.reading.checking.years import in_some_year
from helpers.reading.claims import Claim
from helpers.reading.document import Document, Place
from helpers.reading.readings import Head, Reading
from helpers.text.language import _

_KINDS: tuple[Callable[[Facts], Iterator[Claim]], ...] = (
    values.value_claims,
    gaps.gap_claims,
    changes.change_claims,
    agreement.agreement_claims,
    sums.sum_claims,
    totals.total_claims,
    shares.share_claims,
    per_day.per_day_claims,
    levels.level_claims,
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
        Of the document, in the order in which they stand there. Where neither text nor head says a year, the numbers
        of the claims have that which they were held against, and each claim says so.
    """
    readings, year = in_some_year(document, head, readings, observations)
    facts = Facts(document, head, readings, observations)
    order = {reading.place: at for at, reading in enumerate(readings)}
    claims = _each_once(claim for kind in _KINDS for claim in kind(facts))
    claims += unchecked_claims(facts, {order[reading.place] for claim in claims for reading in claim.numbers})
    if year:
        claims = [_of_year(claim, year) for claim in claims]
    return _worst_first(claims, order)


def _of_year(claim: Claim, year: str) -> Claim:
    """A claim of a text that names no year, with the one that it was held against."""
    if not any(reading.period.startswith(year) for reading in claim.numbers):
        return claim
    words = {"said": claim.said, "year": year}
    return replace(claim, said=_("%(said)s The text names no year; this is %(year)s.") % words)


def _each_once(claims: Iterable[Claim]) -> list[Claim]:
    """Claims without those of a kind and numbers that were there before, in whatever order these are named."""
    found: dict[tuple[str, frozenset[Place]], Claim] = {}
    for claim in claims:
        key = claim.kind, frozenset(reading.place for reading in claim.numbers)
        if key not in found or found[key].verdict == CANNOT:  # what one way cannot check, another may
            found[key] = claim
    return list(found.values())


def _worst_first(claims: Iterable[Claim], order: dict[Place, int]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.gravity, min(order[each.place] for each in claim.numbers)))
