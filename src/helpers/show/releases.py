"""Sentences about which releases figures are of: what a revision makes of a gap, and where a gap cannot be told."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.periods import runs_of
from helpers.figures.printed import Rounded
from helpers.figures.revisions import decompose
from helpers.show.wording import quoted
from helpers.text.citations import cited, say
from helpers.text.language import _, listed, period, signed

_SEVERAL = 3  # years at least whose average tells more than each


def release_sentences(pair: Pair) -> list[Markup]:
    """What a revision makes of the gaps of a pair, and the years in which there is none to count."""
    return [*_revision_sentences(pair), *_decomposition_sentences(pair), *mixed_sentences(pair)]


def _revision_sentences(pair: Pair) -> list[Markup]:
    """What the gap of the latest revised year has become, and the years in which the revision turns its sign."""
    if not pair.revised_gaps:
        return []
    last, name = max(pair.revised_gaps), pair.benchmark.region.name
    message = _("Against %(benchmark)s as revised since, the gap of %(last)s is %(revised)s points instead of %(gap)s.")
    said = {"revised": quoted(pair.revised_gaps[last], sign=True), "gap": quoted(pair.gaps[last], sign=True)}
    sentences = [say(message, benchmark=name, last=last, **said)]
    turned = [at for at, gap in pair.revised_gaps.items() if _sign(gap) * _sign(pair.gaps[at]) < 0]
    if turned:
        message = _("The revision turns its sign in %(years)s.")
        sentences.append(say(message, years=years_listed(turned)))
    return sentences


def _decomposition_sentences(pair: Pair) -> list[Markup]:
    """How much of the gap to the benchmark's newest figures is growth, and how much what was revised."""
    found = decompose(pair)
    if found is None or len(found.years) < _SEVERAL:
        return []
    message = _(
        "Over the %(n)s years with such a revision the gap to its newest figures averages %(whole)s points: %(growth)s "
        "by figures of one release, %(revision)s by the revision."
    )
    used = pair.own.rows_in(pd.PeriodIndex(found.years)) + pair.benchmark.rows_in(pd.PeriodIndex(found.years))
    rows = [*used, *(row for at in found.years for row in pair.revised[at].rows)]
    parts = {"whole": found.whole, "growth": found.growth, "revision": found.revision}
    said = {name: cited(signed(value, 2), rows) for name, value in parts.items()}
    return [say(message, n=len(found.years), **said)]


def _sign(gap: Rounded) -> float:
    """Of the gap as it is shown."""
    return float(np.sign(round(gap.value, 1)))


def mixed_sentences(pair: Pair) -> list[Markup]:
    """The years in which only figures of different releases are recorded; none where there are no such."""
    if not pair.mixed:
        return []
    message = _(
        "For %(years)s only figures of different releases are recorded of %(region)s and %(benchmark)s; these gaps are "
        "marked and not counted."
    )
    names = {"region": pair.own.region.name, "benchmark": pair.benchmark.region.name}
    return [say(message, years=years_listed(pair.mixed), **names)]


def years_listed(years: Iterable[pd.Period]) -> str:
    """Years as a reader lists them: 1994–1999 and 2003; 1994—1999年和2003年."""
    return listed([years_between(run[0], run[-1]) for run in runs_of(years)])


def years_between(first: pd.Period, last: pd.Period) -> str:
    """A run of years: 1994–1999, 1994—1999年; of one, that."""
    words = period(last, "year")
    return words if first == last else _("%(first)s–%(last)s") % {"first": first, "last": words}
