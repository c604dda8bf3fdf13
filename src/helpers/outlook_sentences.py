"""Trend and forecast in sentences: what the estimate says, what speaks against it, or why there is none."""

from markupsafe import Markup

from helpers.gates import Refusal
from helpers.language import _, listed, number, signed
from helpers.observations import Observations
from helpers.outlook import Outlook
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
