"""Sentences on growth over many years: averages, extremes, the record against a benchmark, what they rest on."""

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.series import SelectedSeries
from helpers.models.averages import average
from helpers.models.gaps import ahead_in, cumulative_gap
from helpers.models.growth import chained_index, two_year_average
from helpers.show.comparisons import size_of
from helpers.show.key_figures import KeyFigures
from helpers.show.places import economy_of, seen_from
from helpers.show.printed import rounded_cell
from helpers.show.releases import release_sentences, years_listed
from helpers.show.wording import quoted
from helpers.text.cells import PERCENT, shown_number
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, _n, joined, listed, number

_REBOUNDS = (2021, 2023)  # the years after a slump
_FEW, _DECADE = 2, 10  # fewer years have no average; how many make the latest stretch


def average_sentence(own: SelectedSeries) -> Markup:
    """Average real growth over the window and over its last ten years: what it was, and so without an interval."""
    known = own.values.dropna().index
    if len(known) < _FEW:
        return say(_("One year is recorded, and one year has no average."))
    said = {"economy": economy_of(own.region), "first": known[0], "last": known[-1]}
    sentences = [_average(own, known, *_averages(), said)]
    late = known[known > known[-1] - _DECADE]
    if len(known) > len(late) > _FEW:
        sentences.append(_average(own, late, *_late_averages(), {"start": late[0]}))
    return Markup(joined(sentences))


def _averages() -> tuple[str, str, str]:
    return (
        _("From %(first)s to %(last)s %(economy)s grew %(average)s%% a year on average in real terms."),
        _("From %(first)s to %(last)s %(economy)s shrank %(average)s%% a year on average in real terms."),
        _("From %(first)s to %(last)s %(economy)s did not grow on average in real terms."),
    )


def _late_averages() -> tuple[str, str, str]:
    return (
        _("From %(start)s on it grew %(average)s%% a year."),
        _("From %(start)s on it shrank %(average)s%% a year."),
        _("From %(start)s on it did not grow."),
    )


def _average(own: SelectedSeries, years: pd.Index, up: str, down: str, level: str, said: dict[str, object]) -> Markup:
    """The geometric average of the rates of some years, in the form of its sign."""
    mean = average(own.rounded.loc[years], True).value
    rate = cited(number(abs(mean)), own.rows_in(pd.PeriodIndex(years)))
    return say(by_sign(mean, up, down, level), average=rate, **said)


def yearly_sentences(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> list[Markup]:
    """The series year by year: its slumps, and what is missing, weak or joined in it and its benchmarks."""
    coverage = [sentence for series in (own, *benchmarks) for sentence in coverage_sentences(series)]
    return [*slump_sentences(own), *coverage]


def gap_sentences(pairs: list[Pair]) -> list[Markup]:
    """The gap to each benchmark: in all, as revised since, and where it cannot be told."""
    sentences = []
    for pair in pairs:
        sentences += [*cumulative_sentences(pair), *release_sentences(pair)]
    return sentences


def extremes_sentence(own: SelectedSeries) -> Markup | None:
    """The best and the worst year; None where all are alike, or it never grew."""
    by_rate = {at: figure.value for at, figure in own.figures.items()}
    top, bottom = max(by_rate, key=by_rate.__getitem__), min(by_rate, key=by_rate.__getitem__)
    if by_rate[top] == by_rate[bottom] or by_rate[top] <= 0:
        return None
    message = by_sign(
        by_rate[bottom],
        _("%(economy)s grew fastest in %(fastest)s (%(highest)s%%) and slowest in %(slowest)s (%(lowest)s%%)."),
        _("%(economy)s grew fastest in %(fastest)s (%(highest)s%%), and shrank most in %(slowest)s (%(lowest)s%%)."),
        _("%(economy)s grew fastest in %(fastest)s (%(highest)s%%), and did not grow in %(slowest)s (%(lowest)s%%)."),
    )
    rates = {"highest": quoted(own.figures[top]), "lowest": size_of(own.figures[bottom])}
    return say(message, economy=economy_of(own.region), fastest=top, slowest=bottom, **rates)


def slump_sentences(own: SelectedSeries) -> list[Markup]:
    """The two-year averages over the slump of 2020 and that of 2022, as far as the window holds them."""
    averages = two_year_average(own.values).dropna()
    spans = []
    for year, rate in zip(averages.index, averages, strict=True):
        if year.year in _REBOUNDS:
            both = pd.PeriodIndex([year - 1, year])
            names = {"average": cited(number(rate), own.rows_in(both)), "first": year - 1, "second": year}
            spans.append(_("%(average)s%% a year over %(first)s–%(second)s") % names)
    message = _("Two-year averages, which see through a slump and its rebound: %(spans)s.")
    return [say(message, spans=listed(spans))] if spans else []


def coverage_sentences(series: SelectedSeries) -> list[Markup]:
    """What is missing, weak or joined in a series."""
    region = series.region.name
    sentences = []
    if len(series.missing):
        message = _n(
            "No figure of %(region)s is recorded for %(periods)s.",
            "No figures of %(region)s are recorded for %(periods)s.",
            len(series.missing),
        )
        sentences.append(say(message, region=region, periods=years_listed(series.missing)))
    if len(series.seams):
        message = _("The figures of %(region)s come from %(count)s sources; the source changes in %(periods)s.")
        count = series.rows["source"].nunique()
        sentences.append(say(message, region=region, count=count, periods=years_listed(series.seams)))
    if len(series.weak):
        message = _("Weakly supported for %(region)s, and drawn hollow: %(periods)s.")
        sentences.append(say(message, region=region, periods=years_listed(series.weak)))
    return sentences


def record_sentence(pair: Pair, gap: pd.Series) -> Markup | None:
    """In how many years the region grew faster than a benchmark, and by how much on average; None for a single year.

    Parameters
    ----------
    pair
        The region and the benchmark: their names, and the rows behind them.
    gap
        Percentage points by year, of the years that are counted: those with figures of one release.
    """
    if len(gap) < _FEW:
        return None
    message = by_sign(
        gap.mean(),
        _(
            "%(region)s grew faster than %(benchmark)s in %(ahead)s of the %(n)s years that can be compared, by "
            "%(mean)s points a year on average over all of them."
        ),
        _(
            "%(region)s grew faster than %(benchmark)s in %(ahead)s of the %(n)s years that can be compared, and fell "
            "behind by %(mean)s points a year on average over all of them."
        ),
        _(
            "%(region)s grew faster than %(benchmark)s in %(ahead)s of the %(n)s years that can be compared; on "
            "average over all of them the two grew alike."
        ),
    )
    rows = _rows(pair, list(gap.index))
    said = {"ahead": cited(str(ahead_in(gap)), rows), "n": len(gap), "mean": cited(number(abs(gap.mean())), rows)}
    names = {"region": pair.own.region.name, "benchmark": seen_from(pair.benchmark.region, pair.own.region)}
    return say(message, **said, **names)


def _rows(pair: Pair, years: list[pd.Period]) -> list[int]:
    """The rows of both sides of a pair in some years."""
    periods = pd.PeriodIndex(years)
    return [*pair.own.rows_in(periods), *pair.benchmark.rows_in(periods)]


def cumulative_sentences(pair: Pair) -> list[Markup]:
    """Both chained indices and their ratio over the longest run of comparable years; none for a run of one."""
    years = pair.run
    if len(years) < 2:
        return []
    message = _(
        "Chained from %(base)s to %(last)s, output at constant prices rose to %(own)s times its level in "
        "%(region)s and to %(other)s times in %(benchmark)s: %(percent)s%% %(direction)s in all."
    )
    both, total = pd.PeriodIndex(years), cumulative_gap(pair)
    mine, theirs = (
        cited(number(chained_index(series.values[both]).iloc[-1] / 100), series.rows_in(both))
        for series in (pair.own, pair.benchmark)
    )
    said = {"own": mine, "other": theirs, "percent": cited(number(abs(total)), _rows(pair, years))}
    said |= {"region": pair.own.region.name, "benchmark": pair.benchmark.region.name}
    direction = _("more") if total >= 0 else _("less")
    return [say(message, base=years[0] - 1, last=years[-1], direction=direction, **said)]


def growth_key_figures(own: SelectedSeries, pairs: list[Pair]) -> KeyFigures:
    """Growth in the latest year, of the region and of benchmarks of the same release, and the region's average."""
    year, name = max(own.figures), _("%(region)s, %(year)s")
    compared = [own, *(pair.benchmark for pair in pairs if year in pair.alike)]
    figures = {
        name % {"region": each.region.name, "year": year}: rounded_cell(each.figures[year], words=PERCENT, unit="pct")
        for each in compared
    }
    if len(own.figures) >= _FEW:
        mean = average(own.rounded, True).value
        names = {"region": own.region.name, "first": min(own.figures), "last": year}
        name = _("%(region)s, a year on average, %(first)s–%(last)s") % names
        figures[name] = shown_number(number(mean), own.rows.index, PERCENT, "pct")
    return KeyFigures(figures)
