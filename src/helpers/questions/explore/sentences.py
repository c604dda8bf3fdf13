"""A view in sentences and key figures: what the series says, how it stands to others, what must not be read into it."""

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.observations import Observations, list_sources
from helpers.models.fits import residual_sentences, trend_sentence
from helpers.questions.explore.shown import period_words
from helpers.questions.explore.view import Selection, line_of
from helpers.show.amounts import Amount, computed, computed_cell
from helpers.show.comparisons import size_of
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import interval, quoted, until_sentence
from helpers.text.citations import say
from helpers.text.forms import by_sign
from helpers.text.language import _, listed
from helpers.text.messages import RefusedError

_MANY = 8  # periods that a sentence names


def finding_sentence(selection: Selection) -> Markup:
    """The trend where one is asked for and had; else the first and the last figure."""
    if selection.fitted is not None and line_of(selection.fitted) is not None:
        return trend_sentence(selection.fitted)
    own = selection.own
    start, end = min(own.figures), max(own.figures)
    first, last = (computed(Amount(own.figures[year], own.indicator.unit)) for year in (start, end))
    names = {"region": own.region.name, "indicator": own.indicator.name, "from": period_words(start, own.span)}
    if start == end:
        return say(_("%(region)s, %(indicator)s: %(first)s in %(from)s."), first=first, **names)
    message = _("%(region)s, %(indicator)s: %(first)s in %(from)s, %(last)s in %(until)s.")
    return say(message, first=first, last=last, until=period_words(end, own.span), **names)


def view_key_figures(selection: Selection) -> KeyFigures:
    """The latest figure of the region, and of each benchmark for that year, or else its own latest."""
    own, figures = selection.own, {}
    latest = max(own.figures)
    for series in [own, *selection.benchmarks]:
        year = latest if latest in series.figures else max(series.figures)
        name = _("%(region)s, %(period)s") % {"region": series.region.name, "period": period_words(year, own.span)}
        figures[name] = computed_cell(Amount(series.figures[year], series.indicator.unit))
    return KeyFigures(figures)


def view_sentences(selection: Selection) -> list[Markup]:
    """The region against each benchmark, holes and breaks of its series, and what speaks against its trend."""
    own, fitted = selection.own, selection.fitted
    sentences = list(filter(None, map(_comparison, selection.pairs)))
    if len(own.missing) > _MANY:
        message = _("For %(missing)s of the %(n)s periods from the first to the last no figure is recorded.")
        sentences.append(say(message, missing=len(own.missing), n=len(own.index)))
    elif missing := listed([period_words(at, own.span) for at in own.missing]):
        sentences.append(say(_("Nothing is recorded for %(periods)s."), periods=missing))
    sentences += _early_ends(selection)
    if fitted is not None and isinstance(fitted.line, RefusedError):
        sentences.append(say("%(refusal)s", refusal=str(fitted.line)))
    elif years := listed([str(year) for year in own.breaks]):
        message = _("The level was revised from %(years)s on: what lies before is not compared with what comes after.")
        sentences.append(say(message, years=years))
    if until := until_sentence(own):
        sentences.append(until)
    return sentences + (residual_sentences(fitted) if fitted is not None else [])


def _early_ends(selection: Selection) -> list[Markup]:
    """Which of several series stop before another does, so that the end of a line is not taken for a fall."""
    series = [selection.own, *selection.benchmarks]
    last = max(max(each.figures) for each in series)
    said = []
    for each in series:
        if (end := max(each.figures)) < last and not each.goes_on:
            names = {"region": each.region.name, "end": period_words(end, each.span)}
            said.append(say(_("The figures of %(region)s end in %(end)s."), **names))
    return said


def _comparison(pair: Pair) -> Markup | None:
    """The latest year of one release: points apart where they are percents, a ratio where they are of one source."""
    own, benchmark = pair.own, pair.benchmark
    mine, theirs, both = own.figures, benchmark.figures, pair.both
    names, span = {"region": own.region.name, "benchmark": benchmark.region.name}, own.span
    if both and own.indicator.is_percent:
        if not pair.alike:
            message = _("No year has figures of %(region)s and %(benchmark)s of one release, and no gap is given.")
            if span != "year":
                message = _("No period has figures of %(region)s and %(benchmark)s of one release: no gap is given.")
            return say(message, **names)
        year = pair.alike[-1]
        gap, release = pair.gaps[year], pair.bases[year].name
        message = by_sign(
            gap.value,
            _(
                "In %(period)s %(region)s was %(gap)s points above %(benchmark)s (%(release)s; rounding allows "
                "%(interval)s)."
            ),
            _(
                "In %(period)s %(region)s was %(gap)s points below %(benchmark)s (%(release)s; rounding allows "
                "%(interval)s)."
            ),
            _("In %(period)s %(region)s was level with %(benchmark)s (%(release)s; rounding allows %(interval)s)."),
        )
        at = period_words(year, span)
        return say(message, period=at, gap=size_of(gap), release=release, interval=interval(gap), **names)
    if not both or not own.indicator.is_level:
        return None
    source, other = (dict(zip(series.rows["at"], series.rows["source"], strict=True)) for series in (own, benchmark))
    alike = [year for year in both if source[year] == other[year] and mine[year].low > 0 < theirs[year].low]
    if not alike:
        message = _("%(region)s and %(benchmark)s are not set in ratio: no year of both has figures from one source.")
        return say(message, **names)
    share = (mine[alike[-1]] / theirs[alike[-1]]).percent
    message = _("In %(period)s the figure of %(region)s was %(share)s%% of that of %(benchmark)s.")
    return say(
        message, period=period_words(alike[-1], span), share=quoted(share, 1 if share.value >= 1 else 2), **names
    )


def source_sentence(observations: Observations, rows: pd.DataFrame) -> Markup:
    """The publications behind a view in one sentence, most reliable first."""
    message = _("%(publisher)s, %(title)s (%(figures)s)")
    sources = list_sources(observations, rows).items()
    names = [message % {"publisher": each.publisher, "title": each.title, "figures": n} for each, n in sources]
    return say(_("Sources, with the figures taken from each: %(names)s."), names=_("; ").join(names))


def title_of(observations: Observations, region: str) -> str:
    """The question of the page, with its region."""
    return _("What do the figures of %(region)s show?") % {"region": observations.region(region).name}
