"""Sentences about a claim: the latest year-to-date figure against its benchmarks, in the language in use."""

from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.questions.growth.claims import BenchmarkFigure, Claim
from helpers.questions.growth.latest import claimed_apart
from helpers.show.comparisons import size_of
from helpers.show.places import seen_from
from helpers.show.wording import interval, quoted
from helpers.text import language
from helpers.text.citations import cited, say
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _


def claim_sentences(region: Region, claim: Claim | None) -> list[Markup]:
    """The latest year-to-date figure against its benchmarks: then, now, and as implied by what was claimed."""
    if claim is None:
        message = _("No growth of %(region)s in part of a year is recorded, so there is nothing to check.")
        return [say(message, region=region.name)]
    message = by_sign(
        claim.own.value,
        _("In %(month)s growth of %(printed)s%% was published, which stands for anything from %(range)s."),
        _("In %(month)s a fall of %(printed)s%% was published, which stands for anything from %(range)s."),
        _("In %(month)s no change was published, which stands for anything from %(range)s."),
    )
    printed = cited(claim.printed.lstrip("-−"), claim.own.rows, abs(claim.own.value))
    said = {"printed": printed, "month": language.month(claim.known), "range": interval(claim.own)}
    sentences = [say(message, **said)]
    sentences += [_benchmark_sentence(claim, benchmark) for benchmark in claim.benchmarks]
    return [*sentences, _rank_sentence(claim)] if claim.stated_rank else sentences


def _rank_sentence(claim: Claim) -> Markup:
    """The rank that the source states, and of how many peers it could be checked."""
    assert claim.stated_rank is not None, "it was asked for it"
    message = by_count(
        claim.peers_known,
        _("The source ranks %(region)s at place %(rank)s in its province; no peer's figure was found to check that."),
        _("The source ranks %(region)s at place %(rank)s in its province; one of %(peers)s peers has a figure."),
        _("The source ranks %(region)s at place %(rank)s in its province; %(known)s of %(peers)s peers have a figure."),
    )
    said = {"rank": quoted(claim.stated_rank, 0), "known": claim.peers_known, "peers": claim.peers}
    return say(message, region=claim.region.name, **said)


def _benchmark_sentence(claim: Claim, benchmark: BenchmarkFigure) -> Markup:
    """The distance to a benchmark with its rounding; why there is none, and what the claim implies instead."""
    names = {"benchmark": seen_from(benchmark.region, claim.region)}
    if benchmark.then:
        then = claim.own - benchmark.then
        said = {"apart": claimed_apart(claim, benchmark), "then": interval(then)}
        if benchmark.now and benchmark.now.value != benchmark.then.value:
            message = _(
                "It is %(apart)s; with rounding, the difference was %(then)s points at first and is %(now)s by the "
                "revised figure."
            )
            return say(message, now=interval(claim.own - benchmark.now), **said)
        return say(_("It is %(apart)s; with rounding, the difference is %(then)s points."), **said)
    if benchmark.now:
        message = _("Of %(benchmark)s only a figure of another release is recorded (%(figure)s%%), so no gap is given.")
        return say(message, figure=quoted(benchmark.now), **names)
    if benchmark.implied and benchmark.stated_gap:
        message = by_sign(
            benchmark.stated_gap.value,
            _(
                "For %(benchmark)s %(implied)s%% follows if the stated lead of %(stated)s points is right (%(range)s "
                "with rounding); its release was not found."
            ),
            _(
                "For %(benchmark)s %(implied)s%% follows if the stated lag of %(stated)s points is right (%(range)s "
                "with rounding); its release was not found."
            ),
            _(
                "For %(benchmark)s %(implied)s%% follows if it is level, as stated (%(range)s with rounding); its "
                "release was not found."
            ),
        )
        said = {
            "implied": quoted(benchmark.implied),
            "stated": size_of(benchmark.stated_gap),
            "range": interval(benchmark.implied),
        }
        return say(message, **said, **names)
    return say(_("No figure of %(benchmark)s for that period was found."), **names)
