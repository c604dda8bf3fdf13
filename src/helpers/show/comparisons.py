"""How far a growth rate lies from those of benchmarks, in words that complete a sentence on the rate."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.show.places import seen_from
from helpers.show.wording import quoted
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, number


def size_of(figure: Rounded) -> str:
    """A figure without its sign, for a verb that says it: 0.9 of what fell by 0.9."""
    return cited(number(abs(figure.value)), figure.rows)


def apart(gap: Rounded, benchmark: Region, rate: Rounded, seen: Region) -> Markup:
    """How far a rate lies from that of a benchmark: "0.5 points above Yunnan (4.1%)"."""
    message = _by_gap(
        gap,
        _("%(points)s points above %(benchmark)s (%(rate)s%%)"),
        _("%(points)s points below %(benchmark)s (%(rate)s%%)"),
        _("level with %(benchmark)s (%(rate)s%%)"),
    )
    return _said(message, gap, benchmark, seen, rate=quoted(rate))


def apart_and_revised(gap: Rounded, benchmark: Region, rate: Rounded, revised: Rounded, seen: Region) -> Markup:
    """The same of a benchmark that was revised since: "2.5 points above China (5.2%, since revised to 5.4%)"."""
    message = _by_gap(
        gap,
        _("%(points)s points above %(benchmark)s (%(rate)s%%, since revised to %(revised)s%%)"),
        _("%(points)s points below %(benchmark)s (%(rate)s%%, since revised to %(revised)s%%)"),
        _("level with %(benchmark)s (%(rate)s%%, since revised to %(revised)s%%)"),
    )
    return _said(message, gap, benchmark, seen, rate=quoted(rate), revised=quoted(revised))


def _apart_otherwise(pair: Pair, year: pd.Period, gap: Rounded) -> Markup:
    """The same by another release than that of the figure that the sentence has named."""
    message = _by_gap(
        gap,
        _("%(points)s points above %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)"),
        _("%(points)s points below %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)"),
        _("level with %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)"),
    )
    rates = {"own": quoted(pair.own.figures[year]), "rate": quoted(pair.benchmark.figures[year])}
    return _said(message, gap, pair.benchmark.region, pair.own.region, release=pair.bases[year].name, **rates)


def _by_gap(gap: Rounded, above: str, below: str, level: str) -> str:
    return by_sign(gap.value, above, below, level)


def _said(message: str, gap: Rounded, benchmark: Region, seen: Region, **values: object) -> Markup:
    points = cited(number(abs(gap.value)), gap.rows)
    return say(message, points=points, benchmark=seen_from(benchmark, seen), **values)


def compared(pair: Pair, year: pd.Period, named: Rounded, points: float | None = None) -> Markup:
    """How far growth in a year lies from that of a benchmark of the same release, and to what that was revised.

    Parameters
    ----------
    named
        The figure of the region that the sentence has named; a pair of another release says its own.
    points
        The gap, percentage points, where a notebook has computed it; that of the pair unless given.
    """
    own, region, gap = pair.own.figures[year], pair.own.region, pair.gaps[year]
    if points is not None:
        gap = replace(gap, value=points)
    if own.value != named.value:  # the sentence has named a figure of another release
        return _apart_otherwise(pair, year, gap)
    rate = pair.benchmark.figures[year]
    if year in pair.revised_gaps:
        return apart_and_revised(gap, pair.benchmark.region, rate, pair.revised[year], region)
    return apart(gap, pair.benchmark.region, rate, region)


def clauses(comparisons: Iterable[Markup]) -> Markup:
    """Comparisons one after the other."""
    message = Markup(_("%(first)s, and %(last)s"))
    return reduce(lambda first, last: message % {"first": first, "last": last}, comparisons)
