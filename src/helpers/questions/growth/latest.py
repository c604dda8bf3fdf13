"""Growth in one period beside that of benchmarks, in one sentence: how much, on which release, and how far apart."""

from collections.abc import Iterable
from functools import reduce

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.questions.growth.claims import BenchmarkFigure, Claim
from helpers.show.places import economy_of, seen_from
from helpers.show.wording import quoted
from helpers.text import language
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, listed, number


def size_of(figure: Rounded) -> str:
    """A figure without its sign, for a verb that says it: 0.9 of what fell by 0.9."""
    return cited(number(abs(figure.value)), figure.rows)


def apart(own: Rounded, benchmark: Region, rate: Rounded, seen: Region) -> Markup:
    """How far a rate lies from that of a benchmark: "0.5 points above Yunnan (4.1%)"."""
    message = _by_gap(
        own - rate,
        _("%(points)s points above %(benchmark)s (%(rate)s%%)"),
        _("%(points)s points below %(benchmark)s (%(rate)s%%)"),
        _("level with %(benchmark)s (%(rate)s%%)"),
    )
    return _said(message, own - rate, benchmark, seen, rate=quoted(rate))


def apart_and_revised(own: Rounded, benchmark: Region, rate: Rounded, revised: Rounded, seen: Region) -> Markup:
    """The same of a benchmark that was revised since: "2.5 points above China (5.2%, since revised to 5.4%)"."""
    message = _by_gap(
        own - rate,
        _("%(points)s points above %(benchmark)s (%(rate)s%%, since revised to %(revised)s%%)"),
        _("%(points)s points below %(benchmark)s (%(rate)s%%, since revised to %(revised)s%%)"),
        _("level with %(benchmark)s (%(rate)s%%, since revised to %(revised)s%%)"),
    )
    return _said(message, own - rate, benchmark, seen, rate=quoted(rate), revised=quoted(revised))


def _apart_otherwise(pair: Pair, year: pd.Period, seen: Region) -> Markup:
    """The same by another release than that of the figure that the sentence has named."""
    message = _by_gap(
        pair.gaps[year],
        _("%(points)s points above %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)"),
        _("%(points)s points below %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)"),
        _("level with %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)"),
    )
    rates = {"own": quoted(pair.own.figures[year]), "rate": quoted(pair.benchmark.figures[year])}
    return _said(message, pair.gaps[year], pair.benchmark.region, seen, release=pair.bases[year].name, **rates)


def _by_gap(gap: Rounded, above: str, below: str, level: str) -> str:
    return by_sign(gap.value, above, below, level)


def _said(message: str, gap: Rounded, benchmark: Region, seen: Region, **values: object) -> Markup:
    points = cited(number(abs(gap.value)), gap.rows)
    return say(message, points=points, benchmark=seen_from(benchmark, seen), **values)


def latest_sentence(own: SelectedSeries, pairs: list[Pair]) -> Markup:
    """Growth in the latest year, and how far it lies from each benchmark with a figure of the same release."""
    year = max(own.figures)
    figure, region = own.figures[year], own.region
    comparisons = [_comparison(pair, year, figure) for pair in pairs if year in pair.alike]
    said = {"economy": economy_of(region), "rate": size_of(figure), "year": year}
    if not comparisons:
        message = by_sign(
            figure.value,
            _("%(economy)s grew %(rate)s%% in real terms in %(year)s."),
            _("%(economy)s shrank %(rate)s%% in real terms in %(year)s."),
            _("%(economy)s did not grow in real terms in %(year)s."),
        )
        sentences = [say(message, **said)]
    else:
        message = by_sign(
            figure.value,
            _("%(economy)s grew %(rate)s%% in real terms in %(year)s (%(release)s), %(comparisons)s."),
            _("%(economy)s shrank %(rate)s%% in real terms in %(year)s (%(release)s), %(comparisons)s."),
            _("%(economy)s did not grow in real terms in %(year)s (%(release)s), %(comparisons)s."),
        )
        release = next(pair.bases[year].name for pair in pairs if year in pair.alike)
        sentences = [say(message, release=release, comparisons=clauses(comparisons), **said)]
    if year in own.weak:
        sentences.append(say(_("That figure is weakly supported.")))
    if mixed := [seen_from(pair.benchmark.region, region) for pair in pairs if year in pair.mixed]:
        message = _("No figure of %(benchmarks)s for %(year)s is of the same release, so no gap is given.")
        sentences.append(say(message, benchmarks=listed(mixed), year=year))
    return Markup(joined(sentences))


def _comparison(pair: Pair, year: pd.Period, named: Rounded) -> Markup:
    """How far growth in a year lies from that of a benchmark, and to what that was revised."""
    own, region = pair.own.figures[year], pair.own.region
    if own.value != named.value:  # the sentence has named a figure of another release
        return _apart_otherwise(pair, year, region)
    rate = pair.benchmark.figures[year]
    if year in pair.revised_gaps:
        return apart_and_revised(own, pair.benchmark.region, rate, pair.revised[year], region)
    return apart(own, pair.benchmark.region, rate, region)


def clauses(comparisons: Iterable[Markup]) -> Markup:
    """Comparisons one after the other."""
    message = Markup(_("%(first)s, and %(last)s"))
    return reduce(lambda first, last: message % {"first": first, "last": last}, comparisons)


def claim_sentence(claim: Claim) -> Markup:
    """The latest year-to-date figure, and how far it lies from each benchmark with one of the same release."""
    comparisons = [_claimed(claim, each) for each in claim.benchmarks if each.then]
    said = {
        "economy": economy_of(claim.region),
        "standing": _standing(claim),
        "period": language.period(claim.period, "ytd"),
        "printed": cited(claim.printed.lstrip("-−"), claim.own.rows, abs(claim.own.value)),
    }
    if not comparisons:
        message = by_sign(
            claim.own.value,
            _("In %(period)s %(economy)s grew %(printed)s%% (%(standing)s)."),
            _("In %(period)s %(economy)s shrank %(printed)s%% (%(standing)s)."),
            _("In %(period)s %(economy)s did not grow (%(standing)s)."),
        )
        return say(message, **said)
    message = by_sign(
        claim.own.value,
        _("In %(period)s %(economy)s grew %(printed)s%% (%(standing)s), %(comparisons)s."),
        _("In %(period)s %(economy)s shrank %(printed)s%% (%(standing)s), %(comparisons)s."),
        _("In %(period)s %(economy)s did not grow (%(standing)s), %(comparisons)s."),
    )
    return say(message, comparisons=clauses(comparisons), **said)


def _standing(claim: Claim) -> str:
    """Which release a claim is, and that it is recorded from the press where it is."""
    release = claim.release or _("of an unknown release")
    return _("%(release)s, as the press reported it") % {"release": release} if claim.from_press else release


def _claimed(claim: Claim, benchmark: BenchmarkFigure) -> Markup:
    then, now = benchmark.then, benchmark.now
    assert then is not None, "it was chosen for it"
    if now and now.value != then.value:
        return apart_and_revised(claim.own, benchmark.region, then, now, claim.region)
    return apart(claim.own, benchmark.region, then, claim.region)
