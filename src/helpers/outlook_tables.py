"""Trend and forecast in sentences and tables: estimate, interval, what speaks against it, or why there is none."""

import pandas as pd
from markupsafe import Markup

from helpers.gates import Refusal
from helpers.language import _, listed, number, signed
from helpers.observations import Observations
from helpers.outlook import Outlook
from helpers.tables import MISSING, Table
from helpers.trend import Trend
from helpers.wording import say

_SHORT = 8  # values that a report lists one by one


def unit_words(observations: Observations, outlook: Outlook) -> str:
    """The unit of the series in words."""
    return observations.words("unit", outlook.series.indicator["unit"])


def trend_sentence(observations: Observations, outlook: Outlook) -> Markup:
    """The trend in one sentence, or why there is none."""
    line, known = outlook.line, outlook.series.values.dropna()
    names = {
        "region": observations.region_name(outlook.series.region),
        "indicator": observations.indicator_name(outlook.series.indicator.name),
        "first": known.index[0],
        "last": known.index[-1],
    }
    if isinstance(line, Refusal):
        return say(_("%(region)s, %(indicator)s, %(first)s to %(last)s: %(refusal)s"), refusal=str(line), **names)
    if round(line.low, 2) <= 0 <= round(line.high, 2):  # as it is printed
        message = _(
            "%(region)s, %(indicator)s, %(first)s to %(last)s: no trend can be told from none (%(slope)s a year, 95%% "
            "interval %(low)s to %(high)s, n = %(n)s)."
        )
    elif line.slope > 0:
        message = _(
            "%(region)s, %(indicator)s, %(first)s to %(last)s: rising by %(slope)s a year (95%% interval %(low)s to "
            "%(high)s, n = %(n)s)."
        )
    else:
        message = _(
            "%(region)s, %(indicator)s, %(first)s to %(last)s: falling, %(slope)s a year (95%% interval %(low)s to "
            "%(high)s, n = %(n)s)."
        )
    bounds = {"low": signed(line.low, 2), "high": signed(line.high, 2), "n": line.n}
    return say(message, slope=_slope(observations, outlook, line), **bounds, **names)


def _slope(observations: Observations, outlook: Outlook, line: Trend) -> str:
    value = signed(line.slope, 2)
    if line.logs:
        return f"{value}%"
    if outlook.series.indicator["unit"] == "pct":
        return _("%(number)s points") % {"number": value}
    return f"{value} {unit_words(observations, outlook)}"


def values_sentences(observations: Observations, outlook: Outlook) -> list[Markup]:
    """A short series value by value, its average, and why nothing more is fitted."""
    known = outlook.series.values.dropna()
    sentences = []
    if len(known) < _SHORT:
        values = listed([f"{number(value)} ({period})" for period, value in known.items()])
        message = _("The values, in %(unit)s: %(values)s.")
        sentences.append(say(message, unit=unit_words(observations, outlook), values=values))
    average = outlook.average
    if isinstance(average, Refusal):
        sentences.append(say("%(refusal)s", refusal=str(average)))
    else:
        message = _("Average %(average)s (95%% interval %(low)s to %(high)s, n = %(n)s), in %(unit)s.")
        bounds = {"low": number(average.low, 2), "high": number(average.high, 2), "n": average.n}
        unit = unit_words(observations, outlook)
        sentences.append(say(message, average=number(average.value, 2), unit=unit, **bounds))
    refused = [outlook.line, outlook.forecast, outlook.backtest]
    return sentences + [say("%(refusal)s", refusal=str(each)) for each in refused if isinstance(each, Refusal)]


def residual_sentences(outlook: Outlook) -> list[Markup]:
    """What the residuals of the line say of its interval, with and without the pandemic, and of breaks."""
    line = outlook.line
    if isinstance(line, Refusal):
        return []
    figures = {"dw": number(line.durbin_watson, 2), "r": signed(line.autocorrelation, 2)}
    if line.too_narrow:
        message = _(
            "Neighbouring residuals of the line are alike (first autocorrelation %(r)s, Durbin-Watson %(dw)s): its "
            "interval is too narrow, and a slope that seems clear may be none."
        )
    else:
        message = _(
            "Neighbouring residuals of the line are not notably alike (first autocorrelation %(r)s, Durbin-Watson "
            "%(dw)s)."
        )
    sentences = [say(message, **figures)]
    if line.hac is not None:
        low, high = (signed(bound, 2) for bound in line.hac)
        sentences.append(say(_("Allowing for it, the interval is %(low)s to %(high)s."), low=low, high=high))
    without = outlook.line_without
    if isinstance(without, Trend) and without.left_out:
        message = _("Without %(years)s the slope is %(slope)s (%(low)s to %(high)s).")
        bounds = {"slope": signed(without.slope, 2), "low": signed(without.low, 2), "high": signed(without.high, 2)}
        sentences.append(say(message, years=listed(list(without.left_out)), **bounds))
    return sentences


def models_table(observations: Observations, outlook: Outlook) -> Table:
    """Every model: its estimate with interval and n, or the sentence that refuses it."""
    rows = {
        _("average"): _average(outlook),
        _("trend a year"): _line(outlook.line),
        _("trend a year without the pandemic"): _line(outlook.line_without),
        _("shift of the mean from 2020 on"): _shift(outlook),
        _("shift at any date"): _anywhere(outlook),
        _("smoothed level at the end"): _smoothed(outlook),
    }
    columns = [_("estimate"), _("95% interval"), _("n"), _("remark")]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("model"))
    unit = _("% a year") if outlook.series.indicator["measure"] == "level" else unit_words(observations, outlook)
    return Table(_("The models, and what each is worth here (trend in %(unit)s)") % {"unit": unit}, frame)


def _refused(refusal: Refusal) -> list[str]:
    return [MISSING, MISSING, MISSING, str(refusal)]


def _range(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": signed(low, 2), "high": signed(high, 2)}


def _average(outlook: Outlook) -> list[str]:
    average = outlook.average
    if isinstance(average, Refusal):
        return _refused(average)
    interval = _("%(low)s to %(high)s") % {"low": number(average.low, 2), "high": number(average.high, 2)}
    return [number(average.value, 2), interval, str(average.n), ""]


def _line(line: Trend | Refusal) -> list[str]:
    if isinstance(line, Refusal):
        return _refused(line)
    remark = _("interval too narrow: neighbouring residuals are alike") if line.too_narrow else ""
    return [signed(line.slope, 2), _range(line.low, line.high), str(line.n), remark]


def _shift(outlook: Outlook) -> list[str]:
    shift = outlook.shift
    if isinstance(shift, Refusal):
        return _refused(shift)
    remark = _("F test of a date chosen beforehand, p = %(p)s") % {"p": number(shift.p, 2)}
    return [signed(shift.difference, 2), _range(shift.low, shift.high), str(shift.n), remark]


def _anywhere(outlook: Outlook) -> list[str]:
    found = outlook.anywhere
    if isinstance(found, Refusal):
        return _refused(found)
    message = _("likeliest after %(at)s, F = %(statistic)s, bootstrap p = %(p)s")
    values = {"at": found.at, "statistic": number(found.statistic, 1), "p": number(found.p, 2)}
    return [MISSING, MISSING, str(found.n), message % values]


def _smoothed(outlook: Outlook) -> list[str]:
    smoothed = outlook.smoothed
    if isinstance(smoothed, Refusal):
        return _refused(smoothed)
    names = {"level": _("level"), "slope": _("slope")}
    remark = _("change a year %(slope)s; a description, not a forecast") % {"slope": signed(smoothed.slope, 2)}
    if smoothed.fixed:
        remark += _("; held constant: %(names)s") % {"names": listed([names[name] for name in smoothed.fixed])}
    return [number(smoothed.level.iloc[-1], 2), MISSING, str(len(smoothed.level)), remark]


def forecast_table(observations: Observations, outlook: Outlook) -> Table | None:
    """The next periods with their intervals, and the second opinions; None where no forecast is given."""
    ahead = outlook.forecast
    if isinstance(ahead, Refusal):
        return None
    frame = ahead.frame
    columns = {
        _("forecast"): [number(value) for value in frame["point"]],
        _("80% interval"): [_span(row.low80, row.high80) for row in frame.itertuples()],
        _("95% interval"): [_span(row.low95, row.high95) for row in frame.itertuples()],
        _("Theta"): [number(value) for value in outlook.theta],
    }
    if not isinstance(outlook.damped, Refusal):
        columns[_("damped trend")] = [number(value) for value in outlook.damped]
    table = pd.DataFrame(columns, index=pd.Index(frame.index.astype(str), name=_("period")))
    caption = _("Forecast from %(n)s values to %(last)s, in %(unit)s; the last columns are second opinions")
    return Table(caption % {"n": ahead.n, "last": ahead.last, "unit": unit_words(observations, outlook)}, table)


def _span(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": number(low), "high": number(high)}


def forecast_sentence(outlook: Outlook) -> Markup:
    """What the intervals promise and what they kept in the past of this series, or why there is no forecast."""
    if isinstance(outlook.forecast, Refusal):
        return say("%(refusal)s", refusal=str(outlook.forecast))
    tested = outlook.backtest
    if isinstance(tested, Refusal):
        return say(_("The intervals could not be tested on the past of this series. %(refusal)s"), refusal=str(tested))
    kept, naive = tested.scores.loc["shrunken"], tested.scores.loc["naive"]
    share = {"kept": f"{100 * kept['cover95']:.0f}%", "n": tested.forecasts, "origins": tested.origins}
    scores = {"mase": number(kept["mase"], 2), "naive": number(naive["mase"], 2)}
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


def backtest_table(outlook: Outlook) -> Table | None:
    """How each method would have forecast the past of the series; None below fourteen values."""
    tested = outlook.backtest
    if isinstance(tested, Refusal):
        return None
    names = {
        "naive": _("last value"),
        "drift": _("drift"),
        "log_drift": _("drift of the logs"),
        "theta": _("Theta"),
        "combined": _("Theta and shrunken drift"),
        "shrunken": _("shrunken drift (published)"),
    }
    scores = tested.scores.reindex(columns=["mase", "smape", "cover80", "cover95", "winkler"])
    shares = {
        column: [MISSING if pd.isna(value) else f"{100 * value:.0f}%" for value in scores[column]]
        for column in ("cover80", "cover95")
    }
    frame = pd.DataFrame(
        {
            _("scaled error (MASE)"): [number(value, 2) for value in scores["mase"]],
            _("error in percent (sMAPE)"): [number(value) for value in scores["smape"]],
            _("inside 80%"): shares["cover80"],
            _("inside 95%"): shares["cover95"],
            _("interval score (Winkler)"): [MISSING if pd.isna(v) else number(v, 1) for v in scores["winkler"]],
        },
        index=pd.Index([names[name] for name in scores.index], name=_("method")),
    )
    message = _("Backtest: %(n)s outcomes one and two steps ahead of %(origins)s origins")
    return Table(message % {"n": tested.forecasts, "origins": tested.origins}, frame)
