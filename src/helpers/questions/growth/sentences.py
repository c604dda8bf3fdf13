"""Sentences about growth, its coverage and its gaps, written from the numbers in the language in use."""

from functools import reduce

import pandas as pd
from markupsafe import Markup

from helpers.figures.series import SelectedSeries
from helpers.models.gaps import cumulative_gap, growth_gap
from helpers.models.growth import chained_index, geometric_mean_growth, two_year_average
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import points, quoted
from helpers.text import language
from helpers.text.cells import PERCENT, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, _n, listed, number, signed
from helpers.text.messages import RefusedError

_REBOUNDS = (2021, 2023)  # the years after a slump


def average_growth_sentence(own: SelectedSeries) -> Markup:
    """Average real growth over the window with its interval and number of years."""
    average, rows = geometric_mean_growth(own.values), own.rows.index
    names = {"region": own.region.name, "average": cited(number(average.value), rows), "n": average.n}
    if average.n < 3:
        message = _n(
            "%(region)s: real GDP grew by %(values)s; one year is too short for an average.",
            "%(region)s: real GDP grew by %(values)s; %(n)s years are too few for an average with an interval.",
            average.n,
        )
        values = listed([f"{quoted(figure)}% ({period})" for period, figure in own.figures.items()])
        return say(message, values=values, **names)
    message = _(
        "From %(first)s to %(last)s the real GDP of %(region)s grew by %(average)s%% a year on average "
        "(95%% interval %(low)s to %(high)s, n = %(n)s years)."
    )
    low, high = (cited(number(end), rows) for end in (average.low, average.high))
    return say(message, first=min(own.figures), last=max(own.figures), low=low, high=high, **names)


def latest_sentence(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Markup:
    """Growth in the latest year, and how far it lies from each benchmark that is known for it."""
    year = max(own.figures)
    comparisons = []
    for benchmark in benchmarks:
        if rate := benchmark.figures.get(year):
            message = _("%(gap)s that of %(benchmark)s (%(rate)s%%)")
            names = {"gap": points(own.figures[year] - rate), "benchmark": benchmark.region.name}
            comparisons.append(message % {"rate": quoted(rate), **names})
    if comparisons:
        message = _("In %(year)s the real GDP of %(region)s grew by %(rate)s%%, %(comparisons)s.")
    else:
        message = _("In %(year)s the real GDP of %(region)s grew by %(rate)s%%.")
    said = {"rate": quoted(own.figures[year]), "comparisons": _clauses(comparisons)}
    return say(message, year=year, region=own.region.name, **said)


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
    return say(message + weak, count=count, vintage=vintage, periods=_periods(own.weak))


def yearly_sentences(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> list[Markup]:
    """The series year by year: its extremes, its slumps, and what is missing, weak or joined in all of them."""
    coverage = [sentence for series in (own, *benchmarks) for sentence in coverage_sentences(series)]
    return [extremes_sentence(own), *slump_sentences(own), *coverage]


def gap_sentences(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> list[Markup]:
    """The gap to each benchmark, year by year and in all."""
    return [say_gap(own, benchmark) for benchmark in benchmarks for say_gap in (gap_sentence, cumulative_sentence)]


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
    for year, average in zip(averages.index, averages, strict=True):
        if year.year in _REBOUNDS:
            both = pd.PeriodIndex([year - 1, year])
            names = {"average": cited(number(average), own.rows_in(both)), "first": year - 1, "second": year}
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
        sentences.append(say(message, region=region, periods=_periods(series.missing)))
    if len(series.seams):
        message = _("The figures of %(region)s come from %(count)s sources; the source changes in %(periods)s.")
        count = series.rows["source"].nunique()
        sentences.append(say(message, region=region, count=count, periods=_periods(series.seams)))
    if len(series.weak):
        message = _("Weakly supported for %(region)s, and drawn hollow: %(periods)s.")
        sentences.append(say(message, region=region, periods=_periods(series.weak)))
    return sentences


def _periods(periods: pd.PeriodIndex) -> str:
    """Years as a reader lists them: 1994–1999 and 2003."""
    runs = pd.Series(periods).groupby((pd.Series(periods.astype("int64")).diff() != 1).cumsum())
    return listed([str(run.iloc[0]) if len(run) == 1 else f"{run.iloc[0]}–{run.iloc[-1]}" for _number, run in runs])


def gap_sentence(own: SelectedSeries, benchmark: SelectedSeries) -> Markup:
    """How often and by how much the region grew faster than a benchmark, and how it stood in the latest year."""
    message = _(
        "%(region)s grew faster than %(benchmark)s in %(ahead)s of %(n)s years; the gap averaged %(mean)s points, "
        "and in %(last)s growth was %(latest)s that of %(benchmark)s."
    )
    gap = growth_gap(own, benchmark)["value"]
    both = pd.PeriodIndex(gap.index)
    rows = [*own.rows_in(both), *benchmark.rows_in(both)]
    latest = points(own.figures[both[-1]] - benchmark.figures[both[-1]])
    counts = {"ahead": cited(str(int((gap.round(1) > 0).sum())), rows), "n": len(gap)}
    names = {"region": own.region.name, "benchmark": benchmark.region.name}
    return say(message, mean=cited(signed(gap.mean()), rows), last=both[-1], latest=latest, **counts, **names)


def cumulative_sentence(own: SelectedSeries, benchmark: SelectedSeries) -> Markup:
    """Both chained indices and their ratio over the years known for both."""
    names = {"region": own.region.name, "benchmark": benchmark.region.name}
    try:
        total = cumulative_gap(own.values, benchmark.values)
    except RefusedError:
        return say(_("%(region)s and %(benchmark)s are not chained: years without a rate stand in between."), **names)
    message = _(
        "Chained from %(base)s to %(last)s, output at constant prices rose to %(own)s times its level in "
        "%(region)s and to %(other)s times in %(benchmark)s: %(percent)s%% %(direction)s in all."
    )
    both = pd.PeriodIndex(growth_gap(own, benchmark).index)
    mine, theirs = (
        cited(number(chained_index(series.values[both]).iloc[-1] / 100), series.rows_in(both))
        for series in (own, benchmark)
    )
    percent = cited(number(abs(total)), [*own.rows_in(both), *benchmark.rows_in(both)])
    direction = _("more") if total >= 0 else _("less")
    said = {"own": mine, "other": theirs, "percent": percent, "direction": direction}
    return say(message, base=both[0] - 1, last=both[-1], **said, **names)


def growth_key_figures(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> KeyFigures:
    """Growth in the latest year, of the region and its benchmarks, and the region's average over the window."""
    year, name = max(own.figures), _("%(region)s, %(year)s")
    figures = {
        name % {"region": series.region.name, "year": year}: rounded_cell(rate, words=PERCENT, unit="pct")
        for series in [own, *benchmarks]
        if (rate := series.figures.get(year))
    }
    average = geometric_mean_growth(own.values)
    if average.n >= 3:
        names = {"region": own.region.name, "first": min(own.figures), "last": year}
        name = _("%(region)s, a year on average, %(first)s–%(last)s") % names
        figures[name] = shown_number(number(average.value), own.rows.index, PERCENT, "pct")
    return KeyFigures(figures)
