"""Parts and their whole: what adds up to it, what lies within it, and between which rates of its parts it grows."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add

from helpers.checks.findings import AGREEING, CONFLICT, ROUNDING, SAME
from helpers.checks.verdicts import bounded, compared
from helpers.figures.printed import Rounded
from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.words import amount, as_sentence, exact, item, plus, unit_of, when
from helpers.reading.claims import Claim, Kind
from helpers.reading.readings import Role
from helpers.text.language import _, listed

_SECTORS = ("primary", "secondary", "tertiary")
_SHARES = tuple(f"gdp_share_{sector}" for sector in _SECTORS)
# A whole, and parts that are all of it.
_SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("gdp_current", tuple(f"gdp_{sector}" for sector in _SECTORS)),
    ("trade_level", ("exports_level", "imports_level")),
    ("retail_level", ("retail_urban", "retail_rural")),
    ("retail_level", ("catering_level", "goods_retail_level")),
)
# A whole, and parts of it that do not overlap.
_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("market_entities_new", ("market_entities_new_companies", "market_entities_new_sole_traders")),
    ("signed_investment", ("signed_investment_large",)),
    ("signed_projects", ("signed_projects_large",)),
    ("budget_revenue", ("tax_revenue",)),
    ("retail_level", ("retail_above_limit",)),
    ("deposits_balance", ("household_deposits_balance",)),
    ("population_resident", ("population_urban",)),
)
# A rate of a whole, or its mean, and those of parts that are all of it.
_BETWEEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("gdp_growth_real", tuple(f"gdp_growth_real_{sector}" for sector in _SECTORS)),
    ("fai_growth", tuple(f"fai_{sector}_growth" for sector in _SECTORS)),
    ("trade_growth", ("exports_growth", "imports_growth")),
    ("retail_growth", ("retail_urban_growth", "retail_rural_growth")),
    ("retail_growth", ("catering_growth", "goods_retail_growth")),
    ("disposable_income", ("disposable_income_urban", "disposable_income_rural")),
)


def sum_claims(facts: Facts) -> Iterator[Claim]:
    """One claim a whole whose parts the text gives, a list of shares, and a list of contributions."""
    for whole, parts in _SUMS:
        for total, found in _together(facts, whole, parts):
            yield _sum(total, found)
    for whole, parts in _PARTS:
        for total, found in _together(facts, whole, parts, some=True):
            yield _parts(total, found)
    for whole, parts in _BETWEEN:
        for total, found in _together(facts, whole, parts):
            yield _between(total, found)
    for first, others in _together(facts, _SHARES[0], _SHARES[1:]):
        yield _hundred([first, *others])
    yield from _contributions(facts)


def _together(facts: Facts, whole: str, parts: Iterable[str], some: bool = False) -> Iterator[tuple[Fact, list[Fact]]]:
    """The number of each place and window that a whole is given for, with those of its parts."""
    for (indicator, *_where), alike in facts.by_cell.items():
        total = facts.value(whole, alike[0]) if indicator == whole else None
        found = [part for name in parts if total and (part := facts.value(name, total)) and not part.reading.words]
        if total and found and (some or len(found) == len(tuple(parts))):
            yield total, found


def total_of(parts: Iterable[Fact]) -> Rounded:
    """The sum of some numbers, with the interval that their roundings allow."""
    return reduce(add, (part.number for part in parts))


def _sum(total: Fact, parts: list[Fact]) -> Claim:
    summed = total_of(parts)
    verdict = compared(summed, total.number)
    words = {"parts": plus(map(amount, parts)), "sum": exact(summed, unit_of(parts[0])), "whole": amount(total)}
    words |= {"item": item(total), "when": when(total)}
    if verdict == CONFLICT:
        message = _("The parts add up to %(parts)s = %(sum)s, not %(whole)s (%(item)s, %(when)s).")
    elif verdict == ROUNDING:
        message = _("The parts add up to %(parts)s = %(sum)s; %(whole)s is within rounding (%(item)s, %(when)s).")
    else:
        message = _("The parts add up to %(parts)s = %(sum)s (%(item)s, %(when)s).")
    return _claim(verdict, [total, *parts], message % words)


def _parts(total: Fact, parts: list[Fact]) -> Claim:
    summed = total_of(parts)
    verdict = bounded(summed, total.number)
    excess = exact(Rounded.exact(abs(summed.value - total.number.value)), unit_of(total))
    words = {"parts": plus(map(amount, parts)), "sum": exact(summed, unit_of(total)), "whole": amount(total)}
    words |= {"items": listed([item(part) for part in parts]), "item": item(total), "excess": excess}
    if verdict in AGREEING:
        message = (
            _("%(items)s (%(parts)s) lies within %(item)s (%(whole)s).")
            if len(parts) == 1
            else _("%(items)s (%(parts)s) lie within %(item)s (%(whole)s).")
        )
    elif len(parts) == 1:
        message = _("%(items)s (%(parts)s) exceeds %(item)s (%(whole)s) by %(excess)s.")
    else:
        message = _("%(items)s are %(parts)s = %(sum)s, %(excess)s more than %(item)s (%(whole)s).")
    return _claim(verdict, [total, *parts], message % words)


def _between(total: Fact, parts: list[Fact]) -> Claim:
    low, high = min(part.number.low for part in parts), max(part.number.high for part in parts)
    ends = sorted(part.number.value for part in parts)
    inside = ends[0] <= total.number.value <= ends[-1]
    verdict = SAME if inside else ROUNDING if low <= total.number.high and total.number.low <= high else CONFLICT
    words = {"whole": amount(total), "parts": listed([amount(part) for part in parts]), "item": item(total)}
    message = (
        _("%(item)s, %(whole)s, lies outside of the range of its parts (%(parts)s).")
        if verdict == CONFLICT
        else _("%(item)s, %(whole)s, lies within the range of its parts (%(parts)s).")
    )
    return _claim(verdict, [total, *parts], message % words)


def _hundred(shares: list[Fact]) -> Claim:
    summed = total_of(shares)
    verdict = compared(summed, Rounded.exact(100))
    words = {"parts": plus(map(amount, shares)), "sum": exact(summed, "pct")}
    message = (
        _("The shares add up to %(parts)s = %(sum)s, not 100%%.")
        if verdict == CONFLICT
        else _("The shares add up to %(parts)s = %(sum)s.")
    )
    return _claim(verdict, shares, message % words)


def _contributions(facts: Facts) -> Iterator[Claim]:
    """What the sectors contribute: percentages that add up to 100, or points that add up to growth."""
    names = [f"gdp_growth_real_{sector}" for sector in _SECTORS]
    found = [fact for fact in facts if fact.role is Role.CONTRIBUTION and fact.reading.indicator in names]
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        parts = [first, second, third]
        if [part.reading.indicator for part in parts] != names or len({part.cell[1:] for part in parts}) > 1:
            continue
        summed, growth = total_of(parts), facts.value("gdp_growth_real", first)
        if compared(summed, Rounded.exact(100)) != CONFLICT:
            yield _hundred(parts)
        elif growth and abs(summed.value) < 50:
            yield _sum(growth, parts)


def _claim(verdict: str, facts: Iterable[Fact], said: str) -> Claim:
    return Claim(Kind.SUM, tuple(fact.reading for fact in facts), verdict, as_sentence(said))
