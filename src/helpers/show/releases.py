"""Sentences about which releases figures are of: what a revision makes of a gap, and where a gap cannot be told."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.periods import runs_of
from helpers.figures.printed import Rounded
from helpers.show.wording import quoted
from helpers.text.citations import say
from helpers.text.language import _, listed


def release_sentences(pair: Pair) -> list[Markup]:
    """What a revision makes of the gaps of a pair, and the years in which there is none to count."""
    return [*_revision_sentences(pair), *mixed_sentences(pair)]


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
    """Years as a reader lists them: 1994–1999 and 2003."""
    return listed([str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs_of(years)])
