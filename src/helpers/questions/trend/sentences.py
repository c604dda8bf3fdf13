"""Trend and forecast in sentences and key figures: the estimate, what speaks against it, or why there is none."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from helpers.models.fits import on_fitted, slope_cell
from helpers.questions.trend.fitted import FittedModels
from helpers.show.amounts import Amount, computed_cell, unit_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import quoted
from helpers.text.cells import PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_SHORT = 8  # values that a report lists one by one


def on_all(fitted: FittedModels, text: str) -> str:
    """A number that was estimated from the whole series, with its rows."""
    return cited(text, fitted.series.rows.index)


def values_sentences(fitted: FittedModels) -> list[Markup]:
    """A short series value by value, its average, and why nothing more is fitted."""
    figures, unit = fitted.series.figures, fitted.series.indicator.unit_name
    sentences = []
    if len(figures) < _SHORT:
        message = _("%(value)s (%(period)s)")
        values = listed([message % {"value": quoted(figure), "period": at} for at, figure in figures.items()])
        sentences.append(say(_("The values, in %(unit)s: %(values)s."), unit=unit, values=values))
    average = fitted.average
    if not isinstance(average, RefusedError):
        message = _("Average %(average)s (95%% interval %(low)s to %(high)s, n = %(n)s), in %(unit)s.")
        value, low, high = (on_all(fitted, number(each, 2)) for each in average[:3])
        sentences.append(say(message, average=value, low=low, high=high, n=average.n, unit=unit))
    found = (average, fitted.line, fitted.forecast, fitted.backtest)
    return sentences + [escape(each) for each in found if isinstance(each, RefusedError)]


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
    series, line, average, ahead = fitted.series, fitted.line, fitted.average, fitted.forecast
    at, latest = list(series.figures.items())[-1]
    figures = {_("Latest value, %(period)s") % {"period": at}: computed_cell(Amount(latest, series.indicator.unit))}
    if not isinstance(line, RefusedError):
        ends = {"low": signed(line.low, 2), "high": signed(line.high, 2)}
        name = _("Trend a year (95%% interval %(low)s to %(high)s)")
        name %= {key: on_fitted(fitted, line, end) for key, end in ends.items()}
        figures[name] = slope_cell(fitted, line)
    elif not isinstance(average, RefusedError):
        value, low, high = _in_unit(fitted, average[:3])
        figures[_("Average (95%% interval %(low)s to %(high)s)") % {"low": low.text, "high": high.text}] = value
    if not isinstance(ahead, RefusedError):
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
