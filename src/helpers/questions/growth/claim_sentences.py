"""Sentences about a claim: the latest year-to-date figure against its benchmarks, in the language in use."""

from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.questions.growth.claims import BenchmarkFigure, Claim
from helpers.show.wording import interval, points, quoted
from helpers.text import language
from helpers.text.citations import cited, say
from helpers.text.language import _


def claim_sentences(region: Region, claim: Claim | None) -> list[Markup]:
    """The latest year-to-date figure against its benchmarks: then, now, and as implied by what was claimed."""
    if claim is None:
        message = _("No year-to-date growth of %(region)s is recorded, so there is no claim to check.")
        return [say(message, region=region.name)]
    message = _(
        "For %(period)s %(region)s reported growth of %(printed)s%%, published in %(month)s; "
        "its digits stand for anything from %(range)s."
    )
    names = {"region": region.name, "period": language.period(claim.period, "ytd")}
    printed, month = cited(claim.printed, claim.own.rows), language.month(claim.known)
    sentences = [say(message, printed=printed, month=month, range=interval(claim.own), **names)]
    sentences += [_benchmark_sentence(claim, benchmark) for benchmark in claim.benchmarks]
    if claim.stated_rank:
        message = _(
            "The source puts %(region)s at rank %(rank)s in its province; the data hold the figure of the same period "
            "for %(known)s of its %(peers)s peers."
        )
        rank = quoted(claim.stated_rank, 0)
        sentences.append(say(message, rank=rank, known=claim.peers_known, peers=claim.peers, **names))
    return sentences


def claim_summary(region: Region, claim: Claim | None) -> Markup:
    """The claim in one sentence: against its widest benchmark, or that there is none."""
    if claim is None or not claim.benchmarks:
        return claim_sentences(region, claim)[0]
    return _benchmark_sentence(claim, claim.benchmarks[-1])


def _benchmark_sentence(claim: Claim, benchmark: BenchmarkFigure) -> Markup:
    printed = cited(claim.printed, claim.own.rows)
    names = {"region": claim.region.name, "benchmark": benchmark.region.name, "printed": printed}
    names["release"] = benchmark.release
    if benchmark.then and benchmark.now and benchmark.then.value != benchmark.now.value:
        message = _(
            "%(region)s's %(printed)s%% is %(then_gap)s the figure for %(benchmark)s of the same release (%(then)s%%, "
            "%(release)s) and %(now_gap)s the revised one (%(now)s%%); with rounding, the gap is %(then_range)s points "
            "at first and %(now_range)s now."
        )
        then, now = claim.own - benchmark.then, claim.own - benchmark.now
        first = {"then": quoted(benchmark.then), "then_gap": points(then), "then_range": interval(then)}
        revised = {"now": quoted(benchmark.now), "now_gap": points(now), "now_range": interval(now)}
        return say(message, **first, **revised, **names)
    if benchmark.then:
        gap = claim.own - benchmark.then
        message = _(
            "%(region)s's %(printed)s%% is %(gap)s the figure for %(benchmark)s (%(figure)s%%, %(release)s); "
            "with rounding, the gap is %(range)s points."
        )
        return say(message, figure=quoted(benchmark.then), gap=points(gap), range=interval(gap), **names)
    if benchmark.now:
        message = _(
            "For %(benchmark)s only a figure of another release is recorded (%(figure)s%%), so that no gap is given."
        )
        return say(message, figure=quoted(benchmark.now), **names)
    if benchmark.implied and benchmark.stated_gap:
        message = _(
            "For %(benchmark)s no figure was found: %(implied)s%% is implied by the stated gap of %(stated)s points "
            "(%(range)s with rounding), not found in any release."
        )
        implied, stated = quoted(benchmark.implied), quoted(benchmark.stated_gap, sign=True)
        return say(message, implied=implied, stated=stated, range=interval(benchmark.implied), **names)
    return say(_("For %(benchmark)s no figure of the same period was found."), **names)
