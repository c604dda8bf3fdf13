"""Sentences about growth, its coverage and its gaps, written from the numbers in the language in use."""

from functools import reduce

import pandas as pd
from markupsafe import Markup

from helpers.figures.series import SelectedSeries
from helpers.models.gaps import cumulative_gap, growth_gap
from helpers.models.growth import chained_index, geometric_mean_growth, two_year_average
from helpers.show.cells import PERCENT, shown_number
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import rounded_cell
from helpers.show.wording import points, quoted, say
from helpers.text import language
from helpers.text.citations import cited
from helpers.text.language import _, _n, listed, number
from helpers.text.messages import RefusedError


def average_growth_sentence(own: SelectedSeries) -> Markup:
    """Average real growth over the window with its interval and number of years."""
    average = geometric_mean_growth(own.values)
    known = own.values.dropna().index
    names = {"region": own.region.name, "average": cited(number(average.value), own.rows.index), "n": average.n}
    if average.n < 3:
        values = listed([f"{quoted(figure)}% ({period})" for period, figure in own.figures.items()])
        return say(
            _n(
                "%(region)s: real GDP grew by %(values)s; one year is too short for an average.",
                "%(region)s: real GDP grew by %(values)s; %(n)s years are too few for an average with an interval.",
                average.n,
            ),
            values=values,
            **names,
        )
    return say(
        _(
            "From %(first)s to %(last)s the real GDP of %(region)s grew by %(average)s%% a year on average "
            "(95%% interval %(low)s to %(high)s, n = %(n)s years)."
        ),
        first=known[0],
        last=known[-1],
        low=cited(number(average.low), own.rows.index),
        high=cited(number(average.high), own.rows.index),
        **names,
    )


def latest_sentence(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Markup:
    """Growth in the latest year, and how far it lies from each benchmark that is known for it."""
    year = own.values.last_valid_index()
    comparisons = []
    for benchmark in benchmarks:
        if year in growth_gap(own, benchmark).index:
            name, rate = benchmark.region.name, benchmark.figures[year]
            message = _("%(gap)s that of %(benchmark)s (%(rate)s%%)")
            gap = points(own.figures[year] - rate)
            comparisons.append(message % {"gap": gap, "benchmark": name, "rate": quoted(rate)})
    if comparisons:
        message = _("In %(year)s the real GDP of %(region)s grew by %(rate)s%%, %(comparisons)s.")
    else:
        message = _("In %(year)s the real GDP of %(region)s grew by %(rate)s%%.")
    region, rate = own.region.name, quoted(own.figures[year])
    return say(message, year=year, region=region, rate=rate, comparisons=_clauses(comparisons))


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
    values, figures = own.values.dropna(), own.figures
    return say(
        _(
            "Growth was fastest in %(fastest)s (%(highest)s%%) and slowest in %(slowest)s (%(lowest)s%%); "
            "in %(last)s it was %(latest)s%%."
        ),
        fastest=values.idxmax(),
        highest=quoted(figures[values.idxmax()]),
        slowest=values.idxmin(),
        lowest=quoted(figures[values.idxmin()]),
        last=values.index[-1],
        latest=quoted(figures[values.index[-1]]),
    )


def slump_sentences(own: SelectedSeries) -> list[Markup]:
    """The two-year averages over the slump of 2020 and that of 2022, as far as the window holds them."""
    averages = two_year_average(own.values).dropna()
    spans = [
        _("%(average)s%% a year over %(first)s–%(second)s")
        % {"average": cited(number(averages[year]), own.rows_in([year - 1, year])), "first": year - 1, "second": year}
        for year in (pd.Period("2021", "Y"), pd.Period("2023", "Y"))
        if year in averages.index
    ]
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
    gap = growth_gap(own, benchmark)["value"]
    rows, last = [*own.rows_in(gap.index), *benchmark.rows_in(gap.index)], gap.index[-1]
    return say(
        _(
            "%(region)s grew faster than %(benchmark)s in %(ahead)s of %(n)s years; the gap averaged %(mean)s points, "
            "and in %(last)s growth was %(latest)s that of %(benchmark)s."
        ),
        region=own.region.name,
        benchmark=benchmark.region.name,
        ahead=cited(str(int((gap.round(1) > 0).sum())), rows),
        n=len(gap),
        mean=cited(language.signed(gap.mean()), rows),
        last=last,
        latest=points(own.figures[last] - benchmark.figures[last]),
    )


def cumulative_sentence(own: SelectedSeries, benchmark: SelectedSeries) -> Markup:
    """Both chained indices and their ratio over the years known for both."""
    names = {"region": own.region.name, "benchmark": benchmark.region.name}
    both = growth_gap(own, benchmark).index
    mine, theirs = own.rows_in(both), benchmark.rows_in(both)
    try:
        total = cumulative_gap(own.values, benchmark.values)
    except RefusedError:
        return say(_("%(region)s and %(benchmark)s are not chained: years without a rate stand in between."), **names)
    return say(
        _(
            "Chained from %(base)s to %(last)s, output at constant prices rose to %(own)s times its level in "
            "%(region)s and to %(other)s times in %(benchmark)s: %(percent)s%% %(direction)s in all."
        ),
        base=both[0] - 1,
        last=both[-1],
        own=cited(number(chained_index(own.values[both]).iloc[-1] / 100), mine),
        other=cited(number(chained_index(benchmark.values[both]).iloc[-1] / 100), theirs),
        percent=cited(number(abs(total)), [*mine, *theirs]),
        direction=_("more") if total >= 0 else _("less"),
        **names,
    )


def growth_key_figures(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> KeyFigures:
    """Growth in the latest year, of the region and its benchmarks, and the region's average over the window."""
    year = own.values.last_valid_index()
    figures = {
        _("%(region)s, %(year)s") % {"region": series.region.name, "year": year}: rounded_cell(
            series.figures[year], words=PERCENT, unit="pct"
        )
        for series in [own, *benchmarks]
        if year in series.figures
    }
    average = geometric_mean_growth(own.values)
    if average.n >= 3:
        known = own.values.dropna().index
        name = _("%(region)s, a year on average, %(first)s–%(last)s") % {
            "region": own.region.name,
            "first": known[0],
            "last": known[-1],
        }
        figures[name] = shown_number(number(average.value), own.rows.index, PERCENT, "pct")
    return KeyFigures(figures)
