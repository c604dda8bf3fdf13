"""Trend and forecast in sentences and key figures: the estimate, what speaks against it, or why there is none."""

from collections.abc import Iterable

from markupsafe import Markup

from helpers.models.fit_sentences import on_fitted, slope_cell
from helpers.questions.trend.fitted import Outlook
from helpers.show.amounts import Amount, computed_cell, unit_cell
from helpers.show.cells import PERCENT, Cell, shown_number
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import quoted, say
from helpers.text.citations import cited
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError

_SHORT = 8  # values that a report lists one by one


def on_all(outlook: Outlook, text: str) -> str:
    """A number that was estimated from the whole series, with its rows."""
    return cited(text, outlook.series.rows.index)


def values_sentences(outlook: Outlook) -> list[Markup]:
    """A short series value by value, its average, and why nothing more is fitted."""
    figures, sentences = outlook.series.figures.items(), []
    if len(figures) < _SHORT:
        message = _("%(value)s (%(period)s)")
        values = listed([message % {"value": quoted(figure), "period": period} for period, figure in figures])
        message = _("The values, in %(unit)s: %(values)s.")
        sentences.append(say(message, unit=outlook.series.indicator.unit_name, values=values))
    average = outlook.average
    if isinstance(average, RefusedError):
        sentences.append(say("%(refusal)s", refusal=str(average)))
    else:
        message = _("Average %(average)s (95%% interval %(low)s to %(high)s, n = %(n)s), in %(unit)s.")
        value, low, high = (on_all(outlook, number(each, 2)) for each in average[:3])
        unit = outlook.series.indicator.unit_name
        sentences.append(say(message, average=value, low=low, high=high, n=average.n, unit=unit))
    refused = [outlook.line, outlook.forecast, outlook.backtest]
    return sentences + [say("%(refusal)s", refusal=str(each)) for each in refused if isinstance(each, RefusedError)]


def forecast_sentence(outlook: Outlook) -> Markup:
    """What the intervals promise and what they kept in the past of this series, or why there is no forecast."""
    if isinstance(outlook.forecast, RefusedError):
        return say("%(refusal)s", refusal=str(outlook.forecast))
    tested = outlook.backtest
    if isinstance(tested, RefusedError):
        return say(_("The intervals could not be tested on the past of this series. %(refusal)s"), refusal=str(tested))
    kept, naive = tested.scores.loc["shrunken"], tested.scores.loc["naive"]
    share = {"kept": _kept(outlook, kept["cover95"]).text, "n": tested.forecasts, "origins": tested.origins}
    scores = {
        "mase": on_all(outlook, number(kept["mase"], 2)),
        "naive": on_all(outlook, number(naive["mase"], 2)),
    }
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
    return say(message, **share, **scores)


def _kept(outlook: Outlook, share: float) -> Cell:
    return shown_number(number(100 * share, 0), outlook.series.rows.index, PERCENT, "pct")


def outlook_key_figures(outlook: Outlook) -> KeyFigures:
    """The latest value, the trend or else the average, the next forecast, and what its interval kept in the past."""
    series, line, average, ahead = outlook.series, outlook.line, outlook.average, outlook.forecast
    at, latest = list(series.figures.items())[-1]
    figures = {_("Latest value, %(period)s") % {"period": at}: computed_cell(Amount(latest, series.indicator.unit))}
    if not isinstance(line, RefusedError):
        low, high = (on_fitted(outlook, line, signed(bound, 2)) for bound in (line.low, line.high))
        name = _("Trend a year (95%% interval %(low)s to %(high)s)")
        figures[name % {"low": low, "high": high}] = slope_cell(outlook, line)
    elif not isinstance(average, RefusedError):
        value, low, high = _in_unit(outlook, average[:3])
        figures[_("Average (95%% interval %(low)s to %(high)s)") % {"low": low.text, "high": high.text}] = value
    if not isinstance(ahead, RefusedError):
        row = ahead.frame.iloc[0]
        value, low, high = _in_unit(outlook, row[["point", "low95", "high95"]])
        name = _("Forecast for %(period)s (95%% interval %(low)s to %(high)s)")
        figures[name % {"period": ahead.frame.index[0], "low": low.text, "high": high.text}] = value
    if not isinstance(outlook.backtest, RefusedError):
        kept = outlook.backtest.scores.loc["shrunken", "cover95"]
        figures[_("Past outcomes inside the 95% interval")] = _kept(outlook, kept)
    return KeyFigures(figures)


def _in_unit(outlook: Outlook, numbers: Iterable[float]) -> list[Cell]:
    """An estimate and the ends of its interval with the unit, which English chooses by the size of each number."""
    unit = outlook.series.indicator.unit
    return [unit_cell(float(each), unit, outlook.series.rows.index, decimals=1) for each in numbers]
