"""Of what else a number that is not as recorded is recorded: of another window, another year, a region around."""

from collections.abc import Iterator

from helpers.reading.checking.facts import Fact, Facts
from helpers.reading.checking.record import Held, recorded
from helpers.reading.checking.words import days, inside
from helpers.text.language import _

_QUARTERS = ("Q1", "Q2", "Q3")
_LEAST_DIGITS = 3  # of a level, by which it is told from others


def recorded_elsewhere(facts: Facts, fact: Fact) -> tuple[str, Held | None]:
    """Of what near to its own a number is recorded, in words, with the figure; empty where of nothing.

    Only windows of its year and of the years beside it, and the regions around its own, are looked at: some region
    somewhere has any number.
    """
    assert fact.region is not None
    assert fact.indicator is not None
    if fact.indicator.is_level and len(fact.reading.printed.replace(".", "").replace(",", "")) < _LEAST_DIGITS:
        return "", None
    for code, period, span in _near(fact):
        for each in recorded(facts.observations, code, fact.reading.indicator, period, span):
            fits = round(each.number.value - fact.number.value, 9) == 0 or (
                fact.indicator.is_level and each.number.agrees_with(fact.number)
            )
            if fits and not each.suspect:
                words = {"place": facts.observations.region(code).name, "when": days(period, span)}
                words["item"] = inside(fact.indicator.name)
                return _("%(place)s, %(when)s, %(item)s") % words, each
    return "", None


def _near(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Regions and windows beside those of a number, the likeliest to be taken for them first."""
    assert fact.region is not None
    year, period, span = fact.reading.period[:4], fact.reading.period, fact.reading.span
    if not year.isdecimal():
        return
    own = fact.region.code
    windows = [(period, each) for each in ("ytd", "quarter", "month")] + [(year, "year")]
    windows += [(f"{year}{quarter}", each) for quarter in _QUARTERS[::-1] for each in ("ytd", "quarter")]
    windows += [(f"{year}Q4", "quarter")]
    windows += [(f"{int(year) + step}{period[4:]}", span) for step in (-1, 1)]
    yield from ((own, *window) for window in windows if window != (period, span))
    yield from ((each.code, period, span) for each in fact.region.lineage[1:])
