"""Growth in one period beside that of benchmarks, in one sentence: how much, on which release, and how far apart."""

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.series import SelectedSeries
from helpers.questions.growth.claims import BenchmarkFigure, Claim
from helpers.show.comparisons import apart, apart_and_revised, clauses, compared, size_of
from helpers.show.places import economy_of, seen_from
from helpers.text import language
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, listed


def latest_sentence(own: SelectedSeries, pairs: list[Pair], gaps: pd.DataFrame) -> Markup:
    """Growth in the latest year, and how far it lies from each benchmark with a figure of the same release.

    Parameters
    ----------
    gaps
        Percentage points by year, a column a benchmark (`Pair.against`), where both figures are of one release.
    """
    year = max(own.figures)
    figure, region = own.figures[year], own.region
    comparisons = [compared(pair, year, figure, gaps[pair.against].get(year)) for pair in pairs if year in pair.alike]
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


def claim_sentence(claim: Claim) -> Markup:
    """The latest year-to-date figure, and how far it lies from each benchmark with one of the same release."""
    comparisons = [claimed_apart(claim, each) for each in claim.benchmarks if each.then]
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


def claimed_apart(claim: Claim, benchmark: BenchmarkFigure) -> Markup:
    """How far a claim lies from a benchmark of the same release, and to what that was revised since."""
    then, now = benchmark.then, benchmark.now
    assert then is not None, "it was chosen for it"
    if now and now.value != then.value:
        return apart_and_revised(claim.own - then, benchmark.region, then, now, claim.region)
    return apart(claim.own - then, benchmark.region, then, claim.region)
