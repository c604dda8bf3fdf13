"""Trend and forecast in tables: every model with its interval or its refusal, the next periods, the backtest."""

import pandas as pd

from helpers.models.fit_sentences import fitted_rows
from helpers.models.trend import Trend
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.sentences import on_all
from helpers.show.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.show.printed import interval_cell, printed_figures, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.language import Number, _, listed, number, signed
from helpers.text.messages import RefusedError


def models_table(fitted: FittedModels) -> Table:
    """Every model: its estimate with interval and n, or the sentence that refuses it."""
    rows = [
        [_("average"), *_average(fitted)],
        [_("trend a year"), *_line(fitted, fitted.line)],
        [_("trend a year without the pandemic"), *_line(fitted, fitted.line_without)],
        [_("shift of the mean from 2020 on"), *_shift(fitted)],
        [_("shift at any date"), *_anywhere(fitted)],
        [_("smoothed level at the end"), *_smoothed(fitted)],
    ]
    header = [_("model"), _("estimate"), _("95% interval"), _("n"), _("remark")]
    caption = _("The models, and what each is worth here (trend in %(unit)s)")
    return Table(caption % {"unit": _slope_unit(fitted)}, header, rows)


def _slope_unit(fitted: FittedModels) -> str:
    """Levels grow by percent; a rate changes by points."""
    if fitted.series.indicator.is_level:
        return _("% a year")
    return _("points") if fitted.series.indicator.is_percent else fitted.series.indicator.unit_name


_Line = list[Cell | str | int]  # estimate, interval, n, remark


def _refused(refusal: RefusedError) -> _Line:
    return [MISSING, MISSING, MISSING, str(refusal)]


def _estimate(fitted: FittedModels, value: Number) -> Cell:
    """A number that was estimated from the whole series, in its unit."""
    return shown_number(value, fitted.series.rows.index, unit=fitted.series.indicator.unit)


def _average(fitted: FittedModels) -> _Line:
    average = fitted.average
    if isinstance(average, RefusedError):
        return _refused(average)
    interval = interval_cell(average.low, average.high, fitted.series.rows.index, 2)
    return [_estimate(fitted, number(average.value, 2)), interval, average.n, ""]


def _line(fitted: FittedModels, line: Trend | RefusedError) -> _Line:
    if isinstance(line, RefusedError):
        return _refused(line)
    remark = _("interval too narrow: neighbouring residuals are alike") if line.too_narrow else ""
    rows = fitted_rows(fitted, line)
    return [
        shown_number(signed(line.slope, 2), rows),
        interval_cell(line.low, line.high, rows, 2, True),
        line.n,
        remark,
    ]


def _shift(fitted: FittedModels) -> _Line:
    shift = fitted.shift
    if isinstance(shift, RefusedError):
        return _refused(shift)
    remark = _("F test of a date chosen beforehand, p = %(p)s") % {"p": on_all(fitted, number(shift.p, 2))}
    interval = interval_cell(shift.low, shift.high, fitted.series.rows.index, 2, True)
    return [_estimate(fitted, signed(shift.difference, 2)), interval, shift.n, remark]


def _anywhere(fitted: FittedModels) -> _Line:
    found = fitted.anywhere
    if isinstance(found, RefusedError):
        return _refused(found)
    message = _("likeliest after %(at)s, F = %(statistic)s, bootstrap p = %(p)s")
    statistic, p = (on_all(fitted, each) for each in (number(found.statistic, 1), number(found.p, 2)))
    return [MISSING, MISSING, found.n, message % {"at": found.at, "statistic": statistic, "p": p}]


def _smoothed(fitted: FittedModels) -> _Line:
    smoothed = fitted.smoothed
    if isinstance(smoothed, RefusedError):
        return _refused(smoothed)
    names = {"level": _("level"), "slope": _("slope")}
    slope = on_all(fitted, signed(smoothed.slope, 2))
    remark = _("change a year %(slope)s; a description, not a forecast") % {"slope": slope}
    if smoothed.fixed:
        remark += _("; held constant: %(names)s") % {"names": listed([names[name] for name in smoothed.fixed])}
    return [_estimate(fitted, number(smoothed.level.iloc[-1], 2)), MISSING, len(smoothed.level), remark]


def forecast_table(fitted: FittedModels) -> Table | None:
    """The next periods with their intervals, and the second opinions; None where no forecast is given."""
    ahead = fitted.forecast
    if isinstance(ahead, RefusedError):
        return None
    columns = {_("period"): list(map(year_cell, ahead.frame.index)), **_fan(fitted, ahead.frame)}
    columns[_("Theta")] = [_estimate(fitted, number(value)) for value in fitted.theta]
    if not isinstance(fitted.damped, RefusedError):
        columns[_("damped trend")] = [_estimate(fitted, number(value)) for value in fitted.damped]
    message = _("Forecast from %(n)s values to %(last)s, in %(unit)s; the last columns are second opinions")
    names = {"last": ahead.last, "unit": fitted.series.indicator.unit_name}
    return Table.of_columns(message % {"n": ahead.n, **names}, columns, label=message % {"n": "n", **names})


def _fan(fitted: FittedModels, frame: pd.DataFrame) -> dict[str, list[Cell]]:
    """The published forecast and its intervals, by period."""
    rows = fitted.series.rows.index
    return {
        _("forecast"): [_estimate(fitted, number(value)) for value in frame["point"]],
        _("80% interval"): [interval_cell(ahead.low80, ahead.high80, rows) for ahead in frame.itertuples()],
        _("95% interval"): [interval_cell(ahead.low95, ahead.high95, rows) for ahead in frame.itertuples()],
    }


def fitted_table(fitted: FittedModels) -> Table:
    """The values as printed, the line through them and the forecast, as far as there are any; folded."""
    series, line, ahead = fitted.series, fitted.line, fitted.forecast
    columns = {_("value"): dict(zip(series.index, printed_figures(series, series.index), strict=True))}
    if not isinstance(line, RefusedError):
        rows, unit = fitted_rows(fitted, line), series.indicator.unit
        columns[_("straight line")] = {
            at: shown_number(number(value), rows, unit=unit) for at, value in line.fitted.items()
        }
    if not isinstance(ahead, RefusedError):
        for name, cells in _fan(fitted, ahead.frame).items():
            columns[name] = dict(zip(ahead.frame.index, cells, strict=True))
    periods = sorted({at for cells in columns.values() for at in cells})
    by_period = {name: [cells.get(at, MISSING) for at in periods] for name, cells in columns.items()}
    caption = _("%(indicator)s, in %(unit)s (*: weakly supported)")
    names = {"indicator": series.indicator.name, "unit": fitted.series.indicator.unit_name}
    return Table.of_columns(caption % names, {_("period"): map(year_cell, periods), **by_period}, folded=True)


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
    columns = {
        _("method"): [names[name] for name in scores.index],
        _("scaled error (MASE)"): _scores(fitted, scores["mase"], 2),
        _("error in percent (sMAPE)"): _scores(fitted, scores["smape"], 1),
        _("inside 80%"): _scores(fitted, 100 * scores["cover80"], 0, PERCENT),
        _("inside 95%"): _scores(fitted, 100 * scores["cover95"], 0, PERCENT),
        _("interval score (Winkler)"): _scores(fitted, scores["winkler"], 1),
    }
    message = _("Backtest: %(n)s outcomes one and two steps ahead of %(origins)s origins")
    caption, label = (
        message % {"n": n, "origins": origins} for n, origins in [(tested.forecasts, tested.origins), ("n", "n")]
    )
    return Table.of_columns(caption, columns, label=label)


def _scores(fitted: FittedModels, scores: pd.Series, digits: int, words: str = NUMBER) -> list[Cell]:
    """Scores of the methods; a method without intervals has none of them."""
    rows = fitted.series.rows.index
    return [Cell(MISSING) if pd.isna(score) else shown_number(number(score, digits), rows, words) for score in scores]
