"""The chart of a series with its trend and its forecast."""

import pandas as pd

from helpers.models.fits import direction
from helpers.models.trend import Trend
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.pace import SHORT, Verdict, averages_of, verdict, years_of
from helpers.questions.trend.tables import fitted_table
from helpers.show.chart import COLOURS, DASHES, FAINT, Chart, canvas, draw_later, draw_line, mark_year
from helpers.show.measures import in_words
from helpers.show.wording import until_sentence
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, number
from helpers.text.messages import RefusedError


def draw_trend(fitted: FittedModels) -> Chart:
    """The values, weak ones hollow; the line through them; forecast (a fan) and nowcast, where there are any."""
    series, line, ahead, nowcast = fitted.series, fitted.line, fitted.forecast, fitted.nowcasts.latest
    known = series.values.dropna()
    weak = known.index.isin(series.weak)
    names = {"region": series.region.name, "indicator": series.indicator.name}
    ends = {"start": known.index[0], "end": known.index[-1]}
    said = {"first": number(known.iloc[0]), "latest": number(known.iloc[-1]), **names, **ends}
    with canvas(3.8) as (drawing, axes):
        axes.plot(_years(known[~weak]), known[~weak], "o", color=COLOURS[0], markersize=4)
        hollow = series.index.isin(series.weak)
        draw_line(axes, series.index.year.to_numpy(), series.values.to_numpy(), hollow, series.breaks, COLOURS[0], "-")
        draw_later(axes, series, COLOURS[0])
        for values in _dashed(fitted):
            axes.plot(_years(values), values, DASHES[1], color=COLOURS[2], linewidth=1.2)
        if not isinstance(ahead, RefusedError):
            years = _years(ahead.frame)
            for level, shade in ((95, 0.15), (80, 0.3)):
                low, high = ([known.iloc[-1], *ahead.frame[f"{end}{level}"]] for end in ("low", "high"))
                axes.fill_between([known.index[-1].year, *years], low, high, color=COLOURS[1], alpha=shade, linewidth=0)
            axes.plot(years, ahead.frame["point"], "D", color=COLOURS[1], markersize=5)
        if nowcast is not None:
            year, half = nowcast.told.year, nowcast.bounds(0.80)[1] - nowcast.point
            axes.errorbar(year, nowcast.point, half, fmt="s", color=COLOURS[0], markersize=4, capsize=3, mfc="white")
        if series.values.min() < 0 or series.indicator.is_percent:
            axes.axhline(0, color=FAINT, linewidth=0.8)
        for seam in series.seams:
            mark_year(axes, seam.year, _("source changes"))
        for place, year in enumerate(series.breaks):
            mark_year(axes, year, "" if place else _("level revised"))
        axes.locator_params("x", integer=True)
        axes.set_ylabel(series.indicator.unit_name)
        axes.set_title(title_of(fitted))
    alt = _("Line chart of %(indicator)s of %(region)s, %(first)s in %(start)s to %(latest)s in %(end)s")
    alt %= said
    if not isinstance(ahead, RefusedError):
        first = ahead.frame.iloc[0].map(number)
        forecast = _("; forecast for %(period)s %(point)s, 95%% interval %(low)s to %(high)s")
        interval = {"low": first["low95"], "high": first["high95"]}
        alt += forecast % {"period": first.name, "point": first["point"], **interval}
    if nowcast is not None:
        reach = {"low": number(nowcast.bounds(0.80)[0]), "high": number(nowcast.bounds(0.80)[1])}
        told = _("; nowcast for %(period)s %(point)s, 80%% interval %(low)s to %(high)s")
        alt += told % {"period": nowcast.told.year, "point": number(nowcast.point), **reach}
    caption = [_("%(indicator)s, in %(unit)s.") % {**names, "unit": series.indicator.unit_name}]
    if len(series.weak):
        caption.append(_("Hollow: weakly supported."))
    if fitted.stretches is not None:
        caption.append(_("Dashed: averages of the last ten years and of those before."))
    elif not isinstance(line, RefusedError):
        caption.append(_("Dashed: straight line."))
    if not isinstance(ahead, RefusedError):
        caption.append(_("Bands: forecast, 80 and 95%."))
    if nowcast is not None:
        caption.append(_("Square: nowcast from the year to date, 80%."))
    if len(series.seams) or series.breaks:
        caption.append(_("Upright dotted lines: the source or the level of %(region)s changes.") % names)
    if until := until_sentence(series):
        caption.append(until)
    return Chart(drawing, alt + _("."), joined(caption), fitted_table(fitted))


def _dashed(fitted: FittedModels) -> list[pd.Series]:
    """The averages of both stretches of years; else the line through all, where there is one."""
    pair, stretches = averages_of(fitted), fitted.stretches
    if pair is not None and stretches is not None:
        return [pd.Series(mean.value, values.index) for mean, values in zip(pair, stretches, strict=True)]
    return [] if isinstance(fitted.line, RefusedError) else [fitted.line.fitted]


def title_of(fitted: FittedModels) -> str:
    """What the chart shows: how growth of late compares with growth before, or how a level has run."""
    series, pair, found = fitted.series, averages_of(fitted), verdict(fitted)
    said: dict[str, object] = {
        "n": len(series.figures),
        "region": series.region.name,
        **years_of(series.values.dropna()),
    }
    if pair is not None and fitted.stretches is not None:
        before, late = (in_words(mean.value, series.indicator, ()) for mean in pair)
        said |= {"before": before, "late": late, "start": fitted.stretches[1].index[0]}
        messages = {
            Verdict.SLOWER: _("Growth has been slower since %(start)s than before"),
            Verdict.FASTER: _("Growth has been faster since %(start)s than before"),
            Verdict.HELD: _("Growth has held since %(start)s"),
        }
        otherwise = _("On average %(late)s since %(start)s, %(before)s before")
        return (messages.get(found, otherwise) if found else otherwise) % said
    if len(series.figures) < SHORT:
        return _("%(region)s: too few years for a trend") % said
    if series.indicator.is_level and isinstance(fitted.line, Trend):
        said["slope"] = number(abs(fitted.line.slope))
        message = by_sign(
            direction(fitted.line),
            _("Up by about %(slope)s%% a year in %(first)s–%(last)s"),
            _("Down by about %(slope)s%% a year in %(first)s–%(last)s"),
            _("No clear trend in %(first)s–%(last)s"),
        )
        return message % said
    return _("%(region)s by year, %(first)s–%(last)s") % said


def _years(values: pd.Series | pd.DataFrame) -> pd.Index:
    return pd.PeriodIndex(values.index).year
