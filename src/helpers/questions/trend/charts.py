"""The chart of a series with its trend and its forecast."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.models.fits import direction
from helpers.models.forecast import Forecast
from helpers.models.nowcast import Nowcast
from helpers.models.trend import Trend
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.pace import SHORT, Verdict, averages_of, verdict, years_of
from helpers.questions.trend.tables import fitted_table
from helpers.show.chart import Chart
from helpers.show.labels import Spot, write_clear
from helpers.show.measures import in_words, measure_of
from helpers.show.palette import INK, PAGE, RULE, Look, look
from helpers.show.sheet import Sheet, draw_later, draw_line, mark_year
from helpers.show.wording import until_sentence
from helpers.text.citations import cited
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, number
from helpers.text.messages import RefusedError

_CAP = 5  # pixels, half as wide as the ends of an interval


def draw_trend(fitted: FittedModels) -> Chart:
    """The values, weak ones hollow; the line through them; forecast (a fan) and nowcast, where there are any."""
    series, ahead, nowcast = fitted.series, fitted.forecast, fitted.nowcasts.latest
    drawn_as = look(series.region)._replace(dashes="-")  # dashes are the averages

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(320)
        if not isinstance(ahead, RefusedError):
            _draw_fan(axes, series.values.dropna(), ahead, drawn_as)
        if series.values.min() < 0 or series.indicator.is_percent:
            axes.axhline(0, color=RULE, linewidth=0.8)
        hollow = series.index.isin(series.weak)
        draw_line(axes, series.index.year.to_numpy(), series.values.to_numpy(), hollow, series.breaks, drawn_as)
        draw_later(axes, series, drawn_as)
        for values in _dashed(fitted):
            axes.plot(_years(values), values, "--", color=INK, linewidth=1.2)
        if nowcast is not None:
            _draw_nowcast(axes, nowcast, drawn_as)
        for year in {*(seam.year for seam in series.seams), *series.breaks}:
            mark_year(axes, year)
        sheet.few_years(axes)
        _name_averages(axes, fitted)

    title, measure = title_of(fitted), measure_of(series.indicator, series.region)
    return Chart(draw, title, measure, _alt(fitted), _caption(fitted), fitted_table(fitted))


def _draw_fan(axes: Axes, known: pd.Series, ahead: Forecast, drawn_as: Look) -> None:
    """The forecast: its points, and the bands that open from the last value."""
    years = _years(ahead.frame)
    for level, shade in ((95, 0.15), (80, 0.25)):
        low, high = ([known.iloc[-1], *ahead.frame[f"{end}{level}"]] for end in ("low", "high"))
        opened = [known.index[-1].year, *years]
        axes.fill_between(opened, low, high, color=drawn_as.colour, alpha=shade, linewidth=0)
    axes.plot(years, ahead.frame["point"], "D", color=drawn_as.colour, markersize=5)


def _draw_nowcast(axes: Axes, nowcast: Nowcast, drawn_as: Look) -> None:
    year, half = nowcast.told.year, nowcast.bounds(0.80)[1] - nowcast.point
    axes.errorbar(year, nowcast.point, half, fmt="s", color=drawn_as.colour, markersize=6, capsize=_CAP, mfc=PAGE)


def _dashed(fitted: FittedModels) -> list[pd.Series]:
    """The averages of both stretches of years; else the line through all, where there is one."""
    pair, stretches = averages_of(fitted), fitted.stretches
    if pair is not None and stretches is not None:
        return [pd.Series(mean.value, values.index) for mean, values in zip(pair, stretches, strict=True)]
    return [] if isinstance(fitted.line, RefusedError) else [fitted.line.fitted]


def _name_averages(axes: Axes, fitted: FittedModels) -> None:
    """Write what both averages are along their lines, where there is room."""
    if averages_of(fitted) is None or fitted.stretches is None:
        return
    for values in _dashed(fitted):
        value = in_words(values.iloc[0], fitted.series.indicator, ())
        first, last = _years(values)[[0, -1]]
        spots = [Spot(year, values.iloc[0], 0, up) for year in np.arange(last, first, -0.5) for up in (4, -4)]
        if not write_clear(axes, _("average %(value)s") % {"value": value}, spots, color=INK):
            write_clear(axes, value, spots, color=INK)


def _alt(fitted: FittedModels) -> str:
    """The first and the latest value, and what is expected, in words."""
    series, ahead, nowcast = fitted.series, fitted.forecast, fitted.nowcasts.latest
    known = series.values.dropna()
    alt = _("Line chart of %(indicator)s of %(region)s, %(first)s in %(start)s to %(latest)s in %(end)s")
    alt %= {
        "indicator": series.indicator.name,
        "region": series.region.name,
        "first": number(known.iloc[0]),
        "start": known.index[0],
        "latest": number(known.iloc[-1]),
        "end": known.index[-1],
    }
    if not isinstance(ahead, RefusedError):
        first = ahead.frame.iloc[0].map(number)
        forecast = _("; forecast for %(period)s %(point)s, 95%% interval %(low)s to %(high)s")
        interval = {"low": first["low95"], "high": first["high95"]}
        alt += forecast % {"period": first.name, "point": first["point"], **interval}
    if nowcast is not None:
        reach = {"low": number(nowcast.bounds(0.80)[0]), "high": number(nowcast.bounds(0.80)[1])}
        told = _("; nowcast for %(period)s %(point)s, 80%% interval %(low)s to %(high)s")
        alt += told % {"period": nowcast.told.year, "point": number(nowcast.point), **reach}
    return alt + _(".")


def _caption(fitted: FittedModels) -> str:
    """What each mark means, of those that are drawn."""
    series, caption = fitted.series, []
    if len(series.weak):
        caption.append(_("Hollow: weakly supported."))
    if fitted.stretches is not None:
        caption.append(_("Dashed: averages of the last ten years and of those before."))
    elif not isinstance(fitted.line, RefusedError):
        caption.append(_("Dashed: straight line."))
    if not isinstance(fitted.forecast, RefusedError):
        caption.append(_("Bands: forecast, 80 and 95%."))
    if fitted.nowcasts.latest is not None:
        caption.append(_("Square: nowcast from the year to date, 80%."))
    if len(series.seams) or series.breaks or series.goes_on:
        message = _("Upright dotted lines: the source or the level of %(region)s changes.")
        caption.append(message % {"region": series.region.name})
    if until := until_sentence(series):
        caption.append(until)
    return joined(caption)


def title_of(fitted: FittedModels) -> str:
    """What the chart shows: how growth of late compares with growth before, or how a level has run."""
    series, pair, found = fitted.series, averages_of(fitted), verdict(fitted)
    said: dict[str, object] = {
        "n": len(series.figures),
        "region": series.region.name,
        **years_of(series.values.dropna()),
    }
    if pair is not None and fitted.stretches is not None:
        before, late = (
            in_words(mean.value, series.indicator, series.rows_in(pd.PeriodIndex(stretch.index)))
            for mean, stretch in zip(pair, fitted.stretches, strict=True)
        )
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
        fitted_years = pd.PeriodIndex(fitted.line.fitted.index)
        said["slope"] = cited(number(abs(fitted.line.slope)), series.rows_in(fitted_years))
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
