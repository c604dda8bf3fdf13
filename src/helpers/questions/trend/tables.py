"""Trend and forecast in tables: every model with its interval or its refusal, the next periods, the backtest."""

import pandas as pd

from helpers.models.fit_sentences import on_fitted
from helpers.models.trend import Trend
from helpers.questions.trend.fitted import Outlook
from helpers.questions.trend.sentences import on_all
from helpers.show.printed import printed_figures
from helpers.show.table import MISSING, Table
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError


def models_table(outlook: Outlook) -> Table:
    """Every model: its estimate with interval and n, or the sentence that refuses it."""
    rows = {
        _("average"): _average(outlook),
        _("trend a year"): _line(outlook, outlook.line),
        _("trend a year without the pandemic"): _line(outlook, outlook.line_without),
        _("shift of the mean from 2020 on"): _shift(outlook),
        _("shift at any date"): _anywhere(outlook),
        _("smoothed level at the end"): _smoothed(outlook),
    }
    columns = [_("estimate"), _("95% interval"), _("n"), _("remark")]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("model"))
    caption = _("The models, and what each is worth here (trend in %(unit)s)")
    return Table(caption % {"unit": _slope_unit(outlook)}, frame)


def _slope_unit(outlook: Outlook) -> str:
    """Levels grow by percent; a rate changes by points."""
    if outlook.series.indicator.is_level:
        return _("% a year")
    return _("points") if outlook.series.indicator.is_percent else outlook.series.indicator.unit_name


def _refused(refusal: RefusedError) -> list[str]:
    return [MISSING, MISSING, MISSING, str(refusal)]


def _range(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": signed(low, 2), "high": signed(high, 2)}


def _average(outlook: Outlook) -> list[str]:
    average = outlook.average
    if isinstance(average, RefusedError):
        return _refused(average)
    said = number(average.value, 2), _span(average.low, average.high, 2)
    return [*(on_all(outlook, each) for each in said), str(average.n), ""]


def _line(outlook: Outlook, line: Trend | RefusedError) -> list[str]:
    if isinstance(line, RefusedError):
        return _refused(line)
    remark = _("interval too narrow: neighbouring residuals are alike") if line.too_narrow else ""
    said = signed(line.slope, 2), _range(line.low, line.high)
    return [*(on_fitted(outlook, line, each) for each in said), str(line.n), remark]


def _shift(outlook: Outlook) -> list[str]:
    shift = outlook.shift
    if isinstance(shift, RefusedError):
        return _refused(shift)
    remark = _("F test of a date chosen beforehand, p = %(p)s") % {"p": on_all(outlook, number(shift.p, 2))}
    said = signed(shift.difference, 2), _range(shift.low, shift.high)
    return [*(on_all(outlook, each) for each in said), str(shift.n), remark]


def _anywhere(outlook: Outlook) -> list[str]:
    found = outlook.anywhere
    if isinstance(found, RefusedError):
        return _refused(found)
    message = _("likeliest after %(at)s, F = %(statistic)s, bootstrap p = %(p)s")
    statistic, p = (on_all(outlook, each) for each in (number(found.statistic, 1), number(found.p, 2)))
    return [MISSING, MISSING, str(found.n), message % {"at": found.at, "statistic": statistic, "p": p}]


def _smoothed(outlook: Outlook) -> list[str]:
    smoothed = outlook.smoothed
    if isinstance(smoothed, RefusedError):
        return _refused(smoothed)
    names = {"level": _("level"), "slope": _("slope")}
    slope = on_all(outlook, signed(smoothed.slope, 2))
    remark = _("change a year %(slope)s; a description, not a forecast") % {"slope": slope}
    if smoothed.fixed:
        remark += _("; held constant: %(names)s") % {"names": listed([names[name] for name in smoothed.fixed])}
    return [on_all(outlook, number(smoothed.level.iloc[-1], 2)), MISSING, str(len(smoothed.level)), remark]


def forecast_table(outlook: Outlook) -> Table | None:
    """The next periods with their intervals, and the second opinions; None where no forecast is given."""
    ahead = outlook.forecast
    if isinstance(ahead, RefusedError):
        return None
    columns = _fan(outlook, ahead.frame) | {_("Theta"): [on_all(outlook, number(value)) for value in outlook.theta]}
    if not isinstance(outlook.damped, RefusedError):
        columns[_("damped trend")] = [on_all(outlook, number(value)) for value in outlook.damped]
    table = pd.DataFrame(columns, index=pd.Index(ahead.frame.index.astype(str), name=_("period")))
    caption = _("Forecast from %(n)s values to %(last)s, in %(unit)s; the last columns are second opinions")
    return Table(caption % {"n": ahead.n, "last": ahead.last, "unit": outlook.series.indicator.unit_name}, table)


def _fan(outlook: Outlook, frame: pd.DataFrame) -> dict[str, list[str]]:
    """The published forecast and its intervals, by period."""
    return {
        _("forecast"): [on_all(outlook, number(value)) for value in frame["point"]],
        _("80% interval"): [on_all(outlook, _span(row.low80, row.high80)) for row in frame.itertuples()],
        _("95% interval"): [on_all(outlook, _span(row.low95, row.high95)) for row in frame.itertuples()],
    }


def outlook_table(outlook: Outlook) -> Table:
    """The values as printed, the line through them and the forecast, as far as there are any; folded."""
    series, line, ahead = outlook.series, outlook.line, outlook.forecast
    columns = {_("value"): pd.Series(printed_figures(series, series.index), series.index)}
    if not isinstance(line, RefusedError):
        columns[_("straight line")] = line.fitted.map(lambda value: on_fitted(outlook, line, number(value)))
    if not isinstance(ahead, RefusedError):
        fan = _fan(outlook, ahead.frame)
        columns |= {name: pd.Series(cells, ahead.frame.index) for name, cells in fan.items()}
    frame = pd.DataFrame(columns).fillna(MISSING)
    frame.index = pd.Index(frame.index.astype(str), name=_("period"))
    caption = _("%(indicator)s, in %(unit)s (*: weakly supported)")
    names = {"indicator": series.indicator.name, "unit": outlook.series.indicator.unit_name}
    return Table(caption % names, frame, folded=True)


def _span(low: float, high: float, digits: int = 1) -> str:
    return _("%(low)s to %(high)s") % {"low": number(low, digits), "high": number(high, digits)}


def backtest_table(outlook: Outlook) -> Table | None:
    """How each method would have forecast the past of the series; None below fourteen values."""
    tested = outlook.backtest
    if isinstance(tested, RefusedError):
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
    shares = {column: _scores(outlook, 100 * scores[column], 0, "%") for column in ("cover80", "cover95")}
    frame = pd.DataFrame(
        {
            _("scaled error (MASE)"): _scores(outlook, scores["mase"], 2),
            _("error in percent (sMAPE)"): _scores(outlook, scores["smape"], 1),
            _("inside 80%"): shares["cover80"],
            _("inside 95%"): shares["cover95"],
            _("interval score (Winkler)"): _scores(outlook, scores["winkler"], 1),
        },
        index=pd.Index([names[name] for name in scores.index], name=_("method")),
    )
    message = _("Backtest: %(n)s outcomes one and two steps ahead of %(origins)s origins")
    return Table(message % {"n": tested.forecasts, "origins": tested.origins}, frame)


def _scores(outlook: Outlook, scores: pd.Series, digits: int, unit: str = "") -> list[str]:
    """Scores of the methods; a method without intervals has none of them."""
    return [MISSING if pd.isna(score) else on_all(outlook, number(score, digits) + unit) for score in scores]
