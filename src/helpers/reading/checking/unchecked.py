"""The numbers of a text that no claim holds against anything, and what it would take to check them."""

from collections.abc import Collection, Iterator

from helpers.checks.findings import CANNOT
from helpers.reading.checking.facts import NOTHING_CLAIMED, TO_COME, Fact, Facts
from helpers.reading.checking.values import what
from helpers.reading.checking.words import amount
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role, State
from helpers.text.language import _

_KINDS = {Role.GAP: Kind.GAP, Role.CHANGE: Kind.GAP, Role.RANK: Kind.RANK, Role.SHARE: Kind.SHARE}


def unchecked_claims(facts: Facts, checked: Collection[int]) -> Iterator[Claim]:
    """One claim a number that is in none, so that each number of the text is told of.

    Parameters
    ----------
    checked
        The places of those that are in one, counted from 0.
    """
    for fact in facts:
        if fact.order not in checked:
            kind = _KINDS.get(fact.role, Kind.MULTIPLE if fact.role is Role.MULTIPLE else Kind.VALUE)
            yield Claim(kind, (fact.reading,), CANNOT, _said(fact))


def _said(fact: Fact) -> str:
    words = {"said": amount(fact), "what": what(fact)}
    if fact.reading.state is State.UNREAD:
        return _("What %(said)s is a figure of was not understood.") % words
    if fact.role is Role.TARGET or fact.reading.reason in TO_COME:
        return _("%(said)s is planned or expected: the outcome will tell, and is not held against it.") % words
    if fact.reading.reason == "damaged":
        return _("Digits of %(said)s are lost.") % words
    if fact.reading.reason in NOTHING_CLAIMED:
        return _("%(said)s is part of a name or a rule, and claims nothing.") % words
    if fact.indicator is None:
        return _("No indicator stands for %(said)s, so that nothing is recorded of it.") % words
    return _("Neither text nor record has what %(said)s is reckoned from (%(what)s).") % words
