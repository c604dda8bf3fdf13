"""Sentences about growth, its coverage and its gaps, written from the numbers in the language in use."""

from functools import reduce

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.printed import Rounded
from helpers.figures.series import SelectedSeries
from helpers.models.averages import average
from helpers.models.gaps import ahead_in, counted, cumulative_gap
from helpers.models.growth import chained_index, two_year_average
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.releases import release_sentences, years_listed
from helpers.show.wording import points, quoted
from helpers.text import language
from helpers.text.cells import PERCENT, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, _n, joined, listed, number, signed

_REBOUNDS = (2021, 2023)  # the years after a slump
_FEW, _DECADE = 2, 10  # fewer years have no average; how many make the latest stretch


def average_growth_sentence(own: SelectedSeries) -> Markup:
    """Average real growth over the window and over its last ten years: what it was, and so without an interval."""
    known, region = own.values.dropna().index, own.region.name
    if len(known) < _FEW:
        message = _("%(region)s: real GDP grew by %(values)s; one year is no average.")
        values = listed([f"{quoted(figure)}% ({period})" for period, figure in own.figures.items()])
        return say(message, values=values, region=region)
    message = _("From %(first)s to %(last)s the real GDP of %(region)s grew by %(average)s%% a year on average")
    said = {"region": region, "average": _average(own, known), "first": known[0], "last": known[-1]}
    late = known[known > known[-1] - _DECADE]
    if len(known) > len(late) > _FEW:
        message += _(", and by %(late)s%% from %(start)s on.")
        said |= {"late": _average(own, late), "start": late[0]}
    else:
        message += _(".")
    return say(message, **said)


def _average(own: SelectedSeries, years: pd.Index) -> str:
    """The geometric average of the rates of some years."""
    return cited(number(average(own.rounded.loc[years], True).value), own.rows_in(pd.PeriodIndex(years)))


def latest_sentence(own: SelectedSeries, pairs: list[Pair]) -> Markup:
    """Growth in the latest year, and how far it lies from each benchmark with a figure of the same release."""
    year = max(own.figures)
    comparisons = [_comparison(pair, year, own.figures[year]) for pair in pairs if year in pair.alike]
    if comparisons:
        message = _("In %(year)s the real GDP of %(region)s grew by %(rate)s%%, %(comparisons)s.")
    else:
        message = _("In %(year)s the real GDP of %(region)s grew by %(rate)s%%.")
    said = {"rate": quoted(own.figures[year]), "comparisons": _clauses(comparisons)}
    apart = [pair.benchmark.region.name for pair in pairs if year in pair.mixed]
    lacking = _("No figure of %(benchmarks)s for %(year)s is of the same release, so that no gap is given.")
    sentences = [say(message, year=year, region=own.region.name, **said)]
    sentences += [say(lacking, benchmarks=listed(apart), year=year)] if apart else []
    return Markup(joined(sentences))


def _comparison(pair: Pair, year: pd.Period, said: Rounded) -> str:
    """How far growth in a year lies from that of a benchmark, on which release, and what a revision made of it."""
    own = pair.own.figures[year]
    names = {"benchmark": pair.benchmark.region.name, "release": pair.bases[year].name, "own": quoted(own)}
    names |= {"gap": points(pair.gaps[year]), "rate": quoted(pair.benchmark.figures[year])}
    if own.value != said.value:  # the sentence has named a figure of another release
        message = _("%(gap)s that of %(benchmark)s by another release (%(own)s%% and %(rate)s%%, %(release)s)")
    elif year in pair.revised_gaps:
        message = _(
            "%(gap)s that of %(benchmark)s (%(rate)s%%, %(release)s; %(revised_gap)s the %(revised)s%% revised since)"
        )
        names |= {"revised_gap": points(pair.revised_gaps[year]), "revised": quoted(pair.revised[year])}
    else:
        message = _("%(gap)s that of %(benchmark)s (%(rate)s%%, %(release)s)")
    return message % names


def _clauses(clauses: list[str]) -> str:
    return reduce(lambda first, last: _("%(first)s, and %(last)s") % {"first": first, "last": last}, clauses or [""])


def evidence_sentence(own: SelectedSeries) -> Markup:
    """What a series rests on: how many sources, how recent, and which of its years are weakly supported."""
    count = own.rows["source"].nunique()
    message = _n(
        "The yearly rates come from %(count)s source of vintage %(vintage)s",
        "The yearly rates come from %(count)s sources, the latest of vintage %(vintage)s",
        count,
    )
    weak = _("; weakly supported: %(periods)s.") if len(own.weak) else _("; none of them is weakly supported.")
    vintage = language.month(own.rows["known"].max())
    return say(message + weak, count=count, vintage=vintage, periods=years_listed(own.weak))


def yearly_sentences(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> list[Markup]:
    """The series year by year: its average, extremes and slumps, and what is missing, weak or joined in all of them."""
    coverage = [sentence for series in (own, *benchmarks) for sentence in coverage_sentences(series)]
    return [average_growth_sentence(own), extremes_sentence(own), *slump_sentences(own), *coverage]


def gap_sentences(pairs: list[Pair]) -> list[Markup]:
    """The gap to each benchmark: year by year, in all, as revised since, and where it cannot be told."""
    sentences = []
    for pair in pairs:
        sentences += [gap_sentence(pair), *cumulative_sentences(pair), *release_sentences(pair)]
    return sentences


def extremes_sentence(own: SelectedSeries) -> Markup:
    """Fastest, slowest and latest year."""
    message = _(
        "Growth was fastest in %(fastest)s (%(highest)s%%) and slowest in %(slowest)s (%(lowest)s%%); "
        "in %(last)s it was %(latest)s%%."
    )
    figures = own.figures
    by_rate = {at: figure.value for at, figure in figures.items()}
    top, bottom, last = max(figures, key=by_rate.__getitem__), min(figures, key=by_rate.__getitem__), max(figures)
    rates = {"highest": quoted(figures[top]), "lowest": quoted(figures[bottom]), "latest": quoted(figures[last])}
    return say(message, fastest=top, slowest=bottom, last=last, **rates)


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


def gap_sentence(pair: Pair) -> Markup:
    """How often and by how much the region grew faster than a benchmark, and how it stood in the latest year."""
    names = {"region": pair.own.region.name, "benchmark": pair.benchmark.region.name}
    if not pair.alike:
        message = _(
            "In no year figures of %(region)s and %(benchmark)s of one release are recorded, and no gap is counted."
        )
        return say(message, **names)
    message = _(
        "%(region)s grew faster than %(benchmark)s in %(ahead)s of the %(n)s years with figures of one release; the "
        "gap averaged %(mean)s points, and in %(last)s growth was %(latest)s that of %(benchmark)s."
    )
    gap, rows, last = counted(pair), _rows(pair, pair.alike), pair.alike[-1]
    counts = {"ahead": cited(str(ahead_in(gap)), rows), "n": len(gap), "mean": cited(signed(gap.mean()), rows)}
    return say(message, last=last, latest=points(pair.gaps[last]), **counts, **names)


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
