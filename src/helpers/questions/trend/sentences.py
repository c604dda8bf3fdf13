"""Trend and forecast in sentences and key figures: the estimate, what speaks against it, or why there is none."""

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.series import SelectedSeries
from helpers.models.averages import average
from helpers.models.fits import on_fitted, slope_cell, trend_sentence
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.nowcasts import nowcast_key_figure, year_sentence
from helpers.show.amounts import Amount, computed_cell, unit_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import quoted
from helpers.text.cells import PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, joined, listed, number, signed
from helpers.text.messages import RefusedError

_SHORT, _FEW, _TOLD = 8, 2, 3  # fewer values are listed one by one; fewer have no average; how many are told at most
_CLEAR = 0.05  # p of a turn that is told


def on_all(fitted: FittedModels, text: str) -> str:
    """A number that was estimated from the whole series, with its rows."""
    return cited(text, fitted.series.rows.index)


def values_sentences(fitted: FittedModels) -> list[Markup]:
    """A short series value by value; what it was on average and of late; and why nothing more is fitted."""
    figures, unit = fitted.series.figures, fitted.series.indicator.unit_name
    sentences = []
    if len(figures) < _SHORT:
        message = _("%(value)s (%(period)s)")
        values = listed([message % {"value": quoted(figure), "period": at} for at, figure in figures.items()])
        sentences.append(say(_("The values, in %(unit)s: %(values)s."), unit=unit, values=values))
    sentences += [average_sentence(fitted.series, fitted.series.values)] if fitted.average is not None else []
    sentences += [*_underlying_sentences(fitted), *_recent_sentences(fitted), *_turn_sentences(fitted)]
    if isinstance(fitted.line, RefusedError):
        sentences += [escape(fitted.line), *_latest_sentences(fitted)]
    return sentences


def _latest_sentences(fitted: FittedModels) -> list[Markup]:
    """The last figures on one basis, where no trend runs through all of them and they are not listed anyway."""
    series = fitted.series
    start = max([each.year for each in series.seams if series.breaks] + list(series.breaks), default=0)
    latest = {at: figure for at, figure in series.figures.items() if at.year >= start}
    if len(series.figures) < _SHORT or not start:
        return []
    message, unit = _("%(value)s (%(period)s)"), series.indicator.unit
    told = list(latest.items())[-_TOLD:]
    values = [message % {"value": computed_cell(Amount(figure, unit)).text, "period": at} for at, figure in told]
    return [say(_("The last figures on one basis: %(values)s."), values=listed(values))]


def leading_sentence(fitted: FittedModels) -> Markup:
    """What the rates were of late and before, else the trend; and what is told of the year under way, or the next."""
    series, ahead = fitted.series, fitted.forecast
    if fitted.average is not None and fitted.recent:
        late = fitted.recent[-1].values
        before = series.values.loc[: late.index[0] - 1]
        message = _(
            "%(region)s, %(indicator)s: %(late)s a year on average from %(start)s to %(last)s, after %(before)s from "
            "%(first)s to %(end)s."
        )
        said = {"late": _average(series, late).text, "before": _average(series, before).text}
        said |= {"start": late.index[0], "last": late.index[-1], "first": before.index[0], "end": before.index[-1]}
        lead = say(message, region=series.region.name, indicator=series.indicator.name, **said)
    else:
        lead = trend_sentence(fitted)
    if fitted.nowcasts.latest is not None:
        return Markup(joined([lead, year_sentence(fitted.nowcasts.latest)]))
    if isinstance(ahead, RefusedError) or fitted.is_test:
        return lead
    message = _("For %(period)s %(point)s is forecast; four times in five it lies between %(low)s and %(high)s.")
    point, low, high = _in_unit(fitted, ahead.frame.iloc[0][["point", "low80", "high80"]], fitted.ahead_rows)
    said = {"point": point.text, "low": low.text, "high": high.text, "period": ahead.frame.index[0]}
    return Markup(joined([lead, say(message, **said)]))


def _average(series: SelectedSeries, values: pd.Series) -> Cell:
    """The average of some of the figures, in their unit."""
    mean = average(series.rounded.loc[values.index], series.indicator.is_growth)
    return unit_cell(mean.value, series.indicator.unit, series.rows_in(pd.PeriodIndex(values.index)), decimals=1)


def average_sentence(series: SelectedSeries, values: pd.Series) -> Markup:
    """What some of the figures of a series were on average, which is known to within their rounding."""
    known = values.dropna().index
    if len(known) < _FEW:
        return say(_("One figure is no average."))
    message = _("On average it was %(average)s a year from %(first)s to %(last)s (%(n)s years).")
    return say(message, average=_average(series, values).text, first=known[0], last=known[-1], n=len(known))


def _underlying_sentences(fitted: FittedModels) -> list[Markup]:
    """Between what bounds the rate lies about which the figures move, or why that is not told."""
    found = fitted.underlying
    if found is None:
        return []
    if isinstance(found, RefusedError):
        return [] if isinstance(fitted.line, RefusedError) else [escape(found)]
    message = _(
        "The rate about which it moved is less sure, between %(low)s and %(high)s (95%%): %(n)s years that resemble "
        "their neighbours tell what %(effective)s independent ones would."
    )
    low, high = _in_unit(fitted, (found.low, found.high))
    effective = on_all(fitted, number(found.effective, 0))
    return [say(message, low=low.text, high=high.text, n=found.n, effective=effective)]


def _recent_sentences(fitted: FittedModels) -> list[Markup]:
    """How the last fifteen and ten years ran, which one line through all years may hide."""
    sentences = []
    for stretch in fitted.recent:
        line = stretch.line
        if isinstance(line, RefusedError):
            continue
        if round(line.low, 2) <= 0 <= round(line.high, 2):
            message = _(
                "From %(first)s to %(last)s no trend can be told from none (%(slope)s a year, 95%% interval %(low)s to "
                "%(high)s)."
            )
        elif line.slope > 0:
            message = _("From %(first)s to %(last)s it rose by %(slope)s a year (95%% interval %(low)s to %(high)s).")
        else:
            message = _("From %(first)s to %(last)s it fell, %(slope)s a year (95%% interval %(low)s to %(high)s).")
        low, high = (on_fitted(fitted, line, signed(end, 2)) for end in (line.low, line.high))
        said = {"slope": slope_cell(fitted, line).text, "low": low, "high": high}
        sentences.append(say(message, first=stretch.values.index[0], last=stretch.values.index[-1], **said))
    return sentences


def _turn_sentences(fitted: FittedModels) -> list[Markup]:
    """Whether the figures rose and then fell, where chance hardly bends a line as much."""
    turn = fitted.turn
    if turn is None or isinstance(turn, RefusedError) or not turn.is_hump or round(turn.p, 2) > _CLEAR:
        return []
    message = _(
        "One line through all years hides a turn: it rose until about %(at)s and has fallen since (%(before)s and "
        "%(after)s points a year; chance bends a line as much with p = %(p)s)."
    )
    before, after = (on_all(fitted, signed(slope, 2)) for slope in (turn.before, turn.after))
    return [say(message, at=turn.at, before=before, after=after, p=on_all(fitted, number(turn.p, 2)))]


def forecast_sentence(fitted: FittedModels) -> Markup:
    """What the intervals promise and what they kept in the past of this series, or why there is no forecast."""
    if isinstance(fitted.forecast, RefusedError):
        return escape(fitted.forecast)
    tested = fitted.backtest
    if isinstance(tested, RefusedError):
        return say(_("The intervals could not be tested on the past of this series. %(refusal)s"), refusal=str(tested))
    kept, naive = tested.scores.T[tested.published], tested.scores.T["naive"]
    said = {"kept": _kept(fitted, kept["cover95"]).text, "n": tested.forecasts, "origins": tested.origins}
    said |= {"mase": on_all(fitted, number(kept["mase"], 2)), "naive": on_all(fitted, number(naive["mase"], 2))}
    if round(kept["mase"], 2) < round(naive["mase"], 2):
        message = _(
            "In the past of this series the 95%% interval held %(kept)s of %(n)s outcomes from %(origins)s origins, "
            "and the forecast was closer than the last value (scaled error %(mase)s against %(naive)s)."
        )
    elif round(kept["mase"], 2) > round(naive["mase"], 2):
        message = _(
            "In the past of this series the 95%% interval held %(kept)s of %(n)s outcomes from %(origins)s origins, "
            "but the last value was closer than the forecast (scaled error %(naive)s against %(mase)s)."
        )
    else:
        message = _(
            "In the past of this series the 95%% interval held %(kept)s of %(n)s outcomes from %(origins)s origins, "
            "and the forecast was level with the last value (scaled error %(mase)s)."
        )
    return say(message, **said)


def _kept(fitted: FittedModels, share: float) -> Cell:
    return shown_number(number(100 * share, 0), fitted.series.rows.index, PERCENT, "pct")


def trend_key_figures(fitted: FittedModels) -> KeyFigures:
    """The latest value, the trend or else the average, the next forecast, and what its interval kept in the past."""
    series, line, ahead = fitted.series, fitted.line, fitted.forecast
    at, latest = list(series.figures.items())[-1]
    figures = {_("Latest value, %(period)s") % {"period": at}: computed_cell(Amount(latest, series.indicator.unit))}
    if not isinstance(line, RefusedError):
        ends = {"low": signed(line.low, 2), "high": signed(line.high, 2)}
        name = _("Trend a year (95%% interval %(low)s to %(high)s)")
        name %= {key: on_fitted(fitted, line, end) for key, end in ends.items()}
        figures[name] = slope_cell(fitted, line)
    elif fitted.average is not None and fitted.average.n >= _FEW:
        known = series.values.dropna()
        name = _("Average, %(first)s to %(last)s") % {"first": known.index[0], "last": known.index[-1]}
        figures[name] = _average(series, known)
    if fitted.nowcasts.latest is not None:
        figures |= nowcast_key_figure(fitted.nowcasts.latest, series.indicator.unit)
    elif not isinstance(ahead, RefusedError):
        value, low, high = _in_unit(fitted, ahead.frame.iloc[0][["point", "low95", "high95"]], fitted.ahead_rows)
        name = _("Forecast for %(period)s (95%% interval %(low)s to %(high)s)")
        if fitted.is_test:
            name = _("Test for %(period)s (95%% interval %(low)s to %(high)s)")
        figures[name % {"period": ahead.frame.index[0], "low": low.text, "high": high.text}] = value
    if not isinstance(fitted.backtest, RefusedError):
        kept = fitted.backtest.scores["cover95"][fitted.backtest.published]
        figures[_("Past outcomes inside the 95% interval")] = _kept(fitted, kept)
    return KeyFigures(figures)


def _in_unit(fitted: FittedModels, numbers: Iterable[float], rows: Iterable[int] = ()) -> list[Cell]:
    """An estimate and the ends of its interval with the unit, which English chooses by the size of each number."""
    unit, behind = fitted.series.indicator.unit, list(rows) or fitted.series.rows.index
    return [unit_cell(float(each), unit, behind, decimals=1) for each in numbers]
