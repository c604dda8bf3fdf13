"""How the figures ran, in a sentence or two: the last ten years beside those before, or what a short series allows."""

from enum import StrEnum

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.series import SelectedSeries
from helpers.models.averages import Average, average
from helpers.models.fits import direction, on_fitted
from helpers.models.shifts import Shift
from helpers.models.turns import Turn
from helpers.questions.trend.fitted import FittedModels
from helpers.show.amounts import unit_cell
from helpers.show.measures import in_words, opening, subject_of
from helpers.text.cells import Cell
from helpers.text.citations import cited, say
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _, listed, number, opening_count
from helpers.text.messages import RefusedError

SHORT = 8  # fewer values are told one by one
CLEAR = 0.05  # p of a change that is called one
_TOLD = 3  # how many of the last figures are told at most


class Verdict(StrEnum):
    """How growth of late compares with growth before."""

    SLOWER = "slower"
    FASTER = "faster"
    HELD = "held"  # the same to within the rounding of the figures
    OPEN = "open"  # a difference that chance may have made


def averages_of(fitted: FittedModels) -> tuple[Average, Average] | None:
    """What the figures were on average before the last ten years, and in these; None where either are few."""
    if fitted.stretches is None:
        return None
    rounded, is_growth = fitted.series.rounded, fitted.series.indicator.is_growth
    before, late = (average(rounded.loc[values.index], is_growth) for values in fitted.stretches)
    return before, late


def verdict(fitted: FittedModels) -> Verdict | None:
    """Whether growth has slowed, quickened or held; None where no two averages of growth are set beside each other.

    A change is called one where rounding cannot have made it and chance hardly can: of series without any, whose
    neighbours are as alike, at most 5 in 100 have one as large at that date or, for a slowdown, a turn as sharp.
    """
    pair = averages_of(fitted)
    if pair is None or not fitted.series.indicator.is_growth:
        return None
    before, late = pair
    if late.low <= before.high and before.low <= late.high:
        return Verdict.HELD
    slower, shift, turn = late.value < before.value, fitted.late_shift, fitted.turn
    shifted = isinstance(shift, Shift) and round(shift.p, 2) <= CLEAR
    bent = isinstance(turn, Turn) and slower and turn.is_hump and round(turn.p, 2) <= CLEAR
    if not (shifted or bent):
        return Verdict.OPEN
    return Verdict.SLOWER if slower else Verdict.FASTER


def pace_sentences(fitted: FittedModels) -> list[Markup]:
    """How the figures ran: averages of growth, the rise of a level, each value of a short series; and what is missing.

    Empty holes of the series are named, for an average passes over them.
    """
    series = fitted.series
    if len(series.figures) < SHORT:
        return [_short_sentence(series)]
    if series.indicator.is_level:
        return _level_sentences(fitted)
    sentences = [_beside_sentence(fitted) if fitted.stretches else _average_sentence(series)]
    if missing := [str(at) for at in series.missing]:
        sentences.append(say(_("No figure is recorded for %(missing)s."), missing=listed(missing)))
    return sentences


def years_of(values: pd.Series) -> dict[str, object]:
    """The first and the last year of some values, for a message."""
    return {"first": values.index[0], "last": values.index[-1]}


def _short_sentence(series: SelectedSeries) -> Markup:
    """The values of too short a series, one by one."""
    message = by_count(
        len(series.figures) - 1,
        _("One year is too few for a trend of %(subject)s: %(values)s."),
        _("Two years are too few for a trend of %(subject)s: %(values)s."),
        _("%(n)s years are too few for a trend of %(subject)s: %(values)s."),
    )
    subject = subject_of(series.indicator, series.region)
    return say(
        message,
        n=opening_count(len(series.figures)),
        subject=subject,
        values=listed(_values(series, len(series.figures))),
    )


def _values(series: SelectedSeries, count: int) -> list[str]:
    """The last values of a series, each with its year: "4.2% in 2020", "a fall of 0.9% in 2021"."""
    told = list(series.figures.items())[-count:]
    if not series.indicator.is_growth:
        message = _("%(value)s in %(year)s")
        return [message % {"value": in_words(each.value, series.indicator, each.rows), "year": at} for at, each in told]
    grew, fell, same = _("%(rate)s%% in %(year)s"), _("a fall of %(rate)s%% in %(year)s"), _("no growth in %(year)s")
    return [
        by_sign(each.value, grew, fell, same) % {"rate": cited(number(abs(each.value)), each.rows), "year": at}
        for at, each in told
    ]


def _beside_sentence(fitted: FittedModels) -> Markup:
    """The average of the last ten years beside that of the years before."""
    series = fitted.series
    pair, stretches = averages_of(fitted), fitted.stretches
    assert pair is not None, "the series is long enough"
    assert stretches is not None, "the series is long enough"
    (before, late), (earlier, later) = pair, stretches
    said = {"subject": opening(subject_of(series.indicator, series.region)), **years_of(earlier)}
    said |= {"start": later.index[0], "end": later.index[-1]}
    if not series.indicator.is_growth:
        message = _("%(subject)s averaged %(late)s in %(start)s–%(end)s, after %(before)s in %(first)s–%(last)s.")
        cells = {"late": _in_unit(series, late.value, later), "before": _in_unit(series, before.value, earlier)}
        return say(message, **{name: cell.text for name, cell in cells.items()}, **said)
    said |= {"late": _rate(series, late.value, later), "before": _rate(series, before.value, earlier)}
    return say(_message(round(late.value, 1) >= 0, round(before.value, 1) >= 0, verdict(fitted)), **said)


def _message(grows: bool, grew: bool, found: Verdict | None) -> str:
    """The form for growth of late and growth before, or a decline in either."""
    if grows and grew:
        messages = {
            Verdict.SLOWER: _(
                "%(subject)s grew more slowly in %(start)s–%(end)s than before: %(late)s%% a year on average, after "
                "%(before)s%% in %(first)s–%(last)s."
            ),
            Verdict.FASTER: _(
                "%(subject)s grew faster in %(start)s–%(end)s than before: %(late)s%% a year on average, after "
                "%(before)s%% in %(first)s–%(last)s."
            ),
            Verdict.HELD: _(
                "%(subject)s grew as fast in %(start)s–%(end)s as before: %(late)s%% a year on average, after "
                "%(before)s%% in %(first)s–%(last)s."
            ),
        }
        otherwise = _(
            "%(subject)s grew %(late)s%% a year on average in %(start)s–%(end)s, after %(before)s%% in "
            "%(first)s–%(last)s."
        )
        return messages.get(found, otherwise) if found else otherwise
    if grows:
        return _(
            "%(subject)s grew %(late)s%% a year on average in %(start)s–%(end)s, after shrinking %(before)s%% in "
            "%(first)s–%(last)s."
        )
    if grew:
        return _(
            "%(subject)s shrank %(late)s%% a year on average in %(start)s–%(end)s, after growing %(before)s%% in "
            "%(first)s–%(last)s."
        )
    return _(
        "%(subject)s shrank %(late)s%% a year on average in %(start)s–%(end)s, after shrinking %(before)s%% in "
        "%(first)s–%(last)s."
    )


def _average_sentence(series: SelectedSeries) -> Markup:
    """The average of a series that is too short to be told in two stretches."""
    values = series.values.dropna()
    mean = average(series.rounded, series.indicator.is_growth).value
    said = {"subject": opening(subject_of(series.indicator, series.region)), **years_of(values)}
    if not series.indicator.is_growth:
        message = _("%(subject)s averaged %(average)s in %(first)s–%(last)s.")
        return say(message, average=_in_unit(series, mean, values).text, **said)
    message = by_sign(
        mean,
        _("%(subject)s grew %(average)s%% a year on average in %(first)s–%(last)s."),
        _("%(subject)s shrank %(average)s%% a year on average in %(first)s–%(last)s."),
        _("%(subject)s did not grow on average in %(first)s–%(last)s."),
    )
    return say(message, average=_rate(series, mean, values), **said)


def _level_sentences(fitted: FittedModels) -> list[Markup]:
    """By how much a level has risen a year of late, or overall; or its last figures where no line runs through all."""
    series, subject = fitted.series, opening(subject_of(fitted.series.indicator, fitted.series.region))
    line = fitted.recent[-1].line if fitted.recent else fitted.line
    if isinstance(line, RefusedError):
        line = fitted.line
    if isinstance(line, RefusedError):
        message = _("%(subject)s came to %(values)s.")
        start = max([each.year for each in series.seams if series.breaks] + list(series.breaks), default=0)
        alike = sum(at.year >= start for at in series.figures)
        told = say(message, subject=subject, values=listed(_values(series, min(alike, _TOLD))))
        return [told, escape(line), *_later_sentences(series)]
    message = by_sign(
        direction(line),
        _("%(subject)s rose by about %(slope)s%% a year in %(first)s–%(last)s."),
        _("%(subject)s fell by about %(slope)s%% a year in %(first)s–%(last)s."),
        _("%(subject)s shows no clear trend in %(first)s–%(last)s."),
    )
    slope = on_fitted(fitted, line, number(abs(line.slope)))
    told = say(message, subject=subject, slope=slope, **years_of(line.fitted))
    return [told, *_later_sentences(series)]


def _later_sentences(series: SelectedSeries) -> list[Markup]:
    """The latest figure of a level that other sources carry on."""
    if not series.goes_on:
        return []
    later = series.goes_on[-1]
    at, figure = max(later.figures.items())
    message = _("On another basis it was %(value)s in %(year)s.")
    return [say(message, value=in_words(figure.value, later.indicator, figure.rows), year=at)]


def latest_sentence(series: SelectedSeries) -> Markup:
    """The last figure of a series, where nothing is expected of the next."""
    return say(_("The latest figure is %(value)s."), value=_values(series, 1)[0])


def _in_unit(series: SelectedSeries, value: float, values: pd.Series) -> Cell:
    return unit_cell(value, series.indicator.unit, series.rows_in(pd.PeriodIndex(values.index)), decimals=1)


def _rate(series: SelectedSeries, value: float, values: pd.Series) -> str:
    """A rate without its sign, which the verb says."""
    return cited(number(abs(value)), series.rows_in(pd.PeriodIndex(values.index)))
