"""Trend and forecast in tables: every model with its interval or its refusal, the next periods, the backtest."""

import pandas as pd

from helpers.models.fit_sentences import on_fitted
from helpers.models.trend import Trend
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.sentences import on_all
from helpers.show.printed import printed_figures
from helpers.show.table import MISSING, Table
from helpers.text.language import _, listed, number, signed
from helpers.text.messages import RefusedError


def models_table(fitted: FittedModels) -> Table:
    """Every model: its estimate with interval and n, or the sentence that refuses it."""
    rows = {
        _("average"): _average(fitted),
        _("trend a year"): _line(fitted, fitted.line),
        _("trend a year without the pandemic"): _line(fitted, fitted.line_without),
        _("shift of the mean from 2020 on"): _shift(fitted),
        _("shift at any date"): _anywhere(fitted),
        _("smoothed level at the end"): _smoothed(fitted),
    }
    columns = [_("estimate"), _("95% interval"), _("n"), _("remark")]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("model"))
    caption = _("The models, and what each is worth here (trend in %(unit)s)")
    return Table(caption % {"unit": _slope_unit(fitted)}, frame)


def _slope_unit(fitted: FittedModels) -> str:
    """Levels grow by percent; a rate changes by points."""
    if fitted.series.indicator.is_level:
        return _("% a year")
    return _("points") if fitted.series.indicator.is_percent else fitted.series.indicator.unit_name


def _refused(refusal: RefusedError) -> list[str]:
    return [MISSING, MISSING, MISSING, str(refusal)]


def _range(low: float, high: float) -> str:
    return _("%(low)s to %(high)s") % {"low": signed(low, 2), "high": signed(high, 2)}


def _average(fitted: FittedModels) -> list[str]:
    average = fitted.average
    if isinstance(average, RefusedError):
        return _refused(average)
    said = number(average.value, 2), _span(average.low, average.high, 2)
    return [*(on_all(fitted, each) for each in said), str(average.n), ""]


def _line(fitted: FittedModels, line: Trend | RefusedError) -> list[str]:
    if isinstance(line, RefusedError):
        return _refused(line)
    remark = _("interval too narrow: neighbouring residuals are alike") if line.too_narrow else ""
    said = signed(line.slope, 2), _range(line.low, line.high)
    return [*(on_fitted(fitted, line, each) for each in said), str(line.n), remark]


def _shift(fitted: FittedModels) -> list[str]:
    shift = fitted.shift
    if isinstance(shift, RefusedError):
        return _refused(shift)
    remark = _("F test of a date chosen beforehand, p = %(p)s") % {"p": on_all(fitted, number(shift.p, 2))}
    said = signed(shift.difference, 2), _range(shift.low, shift.high)
    return [*(on_all(fitted, each) for each in said), str(shift.n), remark]


def _anywhere(fitted: FittedModels) -> list[str]:
    found = fitted.anywhere
    if isinstance(found, RefusedError):
        return _refused(found)
    message = _("likeliest after %(at)s, F = %(statistic)s, bootstrap p = %(p)s")
    statistic, p = (on_all(fitted, each) for each in (number(found.statistic, 1), number(found.p, 2)))
    return [MISSING, MISSING, str(found.n), message % {"at": found.at, "statistic": statistic, "p": p}]


def _smoothed(fitted: FittedModels) -> list[str]:
    smoothed = fitted.smoothed
    if isinstance(smoothed, RefusedError):
        return _refused(smoothed)
    names = {"level": _("level"), "slope": _("slope")}
    slope = on_all(fitted, signed(smoothed.slope, 2))
    remark = _("change a year %(slope)s; a description, not a forecast") % {"slope": slope}
    if smoothed.fixed:
        remark += _("; held constant: %(names)s") % {"names": listed([names[name] for name in smoothed.fixed])}
    return [on_all(fitted, number(smoothed.level.iloc[-1], 2)), MISSING, str(len(smoothed.level)), remark]


def forecast_table(fitted: FittedModels) -> Table | None:
    """The next periods with their intervals, and the second opinions; None where no forecast is given."""
    ahead = fitted.forecast
    if isinstance(ahead, RefusedError):
        return None
    columns = _fan(fitted, ahead.frame) | {_("Theta"): [on_all(fitted, number(value)) for value in fitted.theta]}
    if not isinstance(fitted.damped, RefusedError):
        columns[_("damped trend")] = [on_all(fitted, number(value)) for value in fitted.damped]
    table = pd.DataFrame(columns, index=pd.Index(ahead.frame.index.astype(str), name=_("period")))
    caption = _("Forecast from %(n)s values to %(last)s, in %(unit)s; the last columns are second opinions")
    return Table(caption % {"n": ahead.n, "last": ahead.last, "unit": fitted.series.indicator.unit_name}, table)


def _fan(fitted: FittedModels, frame: pd.DataFrame) -> dict[str, list[str]]:
    """The published forecast and its intervals, by period."""
    return {
        _("forecast"): [on_all(fitted, number(value)) for value in frame["point"]],
        _("80% interval"): [on_all(fitted, _span(row.low80, row.high80)) for row in frame.itertuples()],
        _("95% interval"): [on_all(fitted, _span(row.low95, row.high95)) for row in frame.itertuples()],
    }


def fitted_table(fitted: FittedModels) -> Table:
    """The values as printed, the line through them and the forecast, as far as there are any; folded."""
    series, line, ahead = fitted.series, fitted.line, fitted.forecast
    columns = {_("value"): pd.Series(printed_figures(series, series.index), series.index)}
    if not isinstance(line, RefusedError):
        columns[_("straight line")] = line.fitted.map(lambda value: on_fitted(fitted, line, number(value)))
    if not isinstance(ahead, RefusedError):
        fan = _fan(fitted, ahead.frame)
        columns |= {name: pd.Series(cells, ahead.frame.index) for name, cells in fan.items()}
    frame = pd.DataFrame(columns).fillna(MISSING)
    frame.index = pd.Index(frame.index.astype(str), name=_("period"))
    caption = _("%(indicator)s, in %(unit)s (*: weakly supported)")
    names = {"indicator": series.indicator.name, "unit": fitted.series.indicator.unit_name}
    return Table(caption % names, frame, folded=True)


def _span(low: float, high: float, digits: int = 1) -> str:
    return _("%(low)s to %(high)s") % {"low": number(low, digits), "high": number(high, digits)}


def backtest_table(fitted: FittedModels) -> Table | None:
    """How each method would have forecast the past of the series; None below fourteen values."""
    tested = fitted.backtest
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
    shares = {column: _scores(fitted, 100 * scores[column], 0, "%") for column in ("cover80", "cover95")}
    frame = pd.DataFrame(
        {
            _("scaled error (MASE)"): _scores(fitted, scores["mase"], 2),
            _("error in percent (sMAPE)"): _scores(fitted, scores["smape"], 1),
            _("inside 80%"): shares["cover80"],
            _("inside 95%"): shares["cover95"],
            _("interval score (Winkler)"): _scores(fitted, scores["winkler"], 1),
        },
        index=pd.Index([names[name] for name in scores.index], name=_("method")),
    )
    message = _("Backtest: %(n)s outcomes one and two steps ahead of %(origins)s origins")
    return Table(message % {"n": tested.forecasts, "origins": tested.origins}, frame)


def _scores(fitted: FittedModels, scores: pd.Series, digits: int, unit: str = "") -> list[str]:
    """Scores of the methods; a method without intervals has none of them."""
    return [MISSING if pd.isna(score) else on_all(fitted, number(score, digits) + unit) for score in scores]
