"""What may be reckoned with what: arithmetic on single figures that refuses to cross a scope.

A sum agreed is not a sum paid in, a stock is not a flow, ten months are not twelve, and growth at current prices is not
growth at constant ones. Every function here either gives a result with the interval of its roundings or says why not.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.text.language import _
from helpers.text.messages import RefusedError

_CONTAINED = {("annual_plan", "full_investment")}  # what a project plans for a year is part of its full investment


class ScopeError(RefusedError):
    """Arithmetic that would cross a scope; the reason is also had without the names of the two figures."""

    def __init__(self, first: Figure, second: Figure, reason: str):
        names = {"first": first.name, "second": second.name, "reasons": reason}
        super().__init__(_("%(first)s and %(second)s: %(reasons)s") % names)
        self.reason = reason


def total(figures: Sequence[Figure]) -> Rounded:
    """The sum of figures of one kind over the same days.

    Raises
    ------
    ScopeError
        They differ in unit, stage, accounting, prices or window.
    """
    for figure in figures[1:]:
        _refuse(figures[0], figure, _same_unit, _same_stage, _same_accounting, _same_prices, _same_window)
    return reduce(add, (figure.rounded for figure in figures))


def ratio(numerator: Figure, denominator: Figure) -> Rounded:
    """One figure per another, of the same stage and the same days.

    Raises
    ------
    ScopeError
        They differ in stage, accounting, prices or window.
    """
    _refuse(numerator, denominator, _same_stage, _same_accounting, _same_prices, _same_window)
    return numerator.rounded / denominator.rounded


def per_head(level: Figure, population: Figure) -> Rounded:
    """A flow of one year per head of the population of that year: the one stock that a flow is divided by.

    Raises
    ------
    ScopeError
        The divisor is no population, or one of another year.
    """
    _refuse(level, population, _is_population, _same_window_end)
    return level.rounded / population.rounded


def growth(earlier: Figure, later: Figure) -> Rounded:
    """Growth from one figure to another of the same quantity, percent.

    Raises
    ------
    ScopeError
        They measure different things, their windows differ in length or season, or the codebook forbids
        growth from these levels.
    """
    _refuse(earlier, later, _same_indicator, _same_stage, _same_accounting, _same_prices, _like_windows, _may_grow)
    return (later.rounded / earlier.rounded).percent_change


def check_part(part: Figure, whole: Figure) -> None:
    """Refuse a part that is not of the unit, stage and prices of the whole, or not inside its days.

    Raises
    ------
    ScopeError
        They do not fit.
    """
    stages = _same_stage if (part.stage, whole.stage) not in _CONTAINED else _same_unit
    _refuse(part, whole, _same_unit, stages, _same_accounting, _same_prices, _inside)


def _refuse(first: Figure, second: Figure, *rules: Callable[[Figure, Figure], str]) -> None:
    reasons = list(dict.fromkeys(filter(None, (rule(first, second) for rule in rules))))
    if reasons:
        raise ScopeError(first, second, _("; ").join(reasons))


def _same_unit(first: Figure, second: Figure) -> str:
    return "" if first.unit == second.unit else _("different units")


def _same_indicator(first: Figure, second: Figure) -> str:
    return "" if first.indicator == second.indicator else _("not the same quantity")


def _same_stage(first: Figure, second: Figure) -> str:
    if not first.stage or not second.stage or first.stage == second.stage:
        return ""
    message = _("different stages, %(first)s and %(second)s")
    return message % {"first": first.indicator.stage_name, "second": second.indicator.stage_name}


def _same_accounting(first: Figure, second: Figure) -> str:
    return "" if first.indicator.is_flow == second.indicator.is_flow else _("one is a flow, the other a stock")


def _is_population(level: Figure, population: Figure) -> str:
    return "" if population.unit == "10k_persons" else _("not a population")


def _same_window_end(first: Figure, second: Figure) -> str:
    return "" if first.window.end == second.window.end else _windows(first, second)


def _same_prices(first: Figure, second: Figure) -> str:
    bases = {first.indicator.price_basis, second.indicator.price_basis}
    return _("one at constant, the other at current prices") if {"real", "nominal"} <= bases else ""


def _same_window(first: Figure, second: Figure) -> str:
    flows = first.indicator.is_flow and second.indicator.is_flow
    same = first.window == second.window and first.span == second.span
    return _windows(first, second) if flows and not same else ""


def _like_windows(first: Figure, second: Figure) -> str:
    """Windows of one length and season, in different years."""
    alike = first.span == second.span and first.period[4:] == second.period[4:] and first.period != second.period
    return "" if alike else _windows(first, second)


def _inside(part: Figure, whole: Figure) -> str:
    flows = part.indicator.is_flow and whole.indicator.is_flow
    starts_inside = part.window.start >= whole.window.start
    ends_inside = part.window.end <= whole.window.end or part.span == "event"  # an event may be dated by its year alone
    return _windows(part, whole) if flows and not (starts_inside and ends_inside) else ""


def _windows(first: Figure, second: Figure) -> str:
    return _("different windows, %(first)s and %(second)s") % {"first": first.days, "second": second.days}


def _may_grow(earlier: Figure, later: Figure) -> str:
    first, last = sorted(int(figure.period[:4]) for figure in (earlier, later))
    source = later.source.code if earlier.source == later.source else None
    allowed = earlier.indicator.allows_growth(first, last, source, later.source.back_revised)
    return "" if allowed else _("growth must not be computed from these levels")
