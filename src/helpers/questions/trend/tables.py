"""Trend and forecast in tables: every model with its interval or its refusal, the next periods, the backtest."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.models.averages import Average, Estimate
from helpers.models.backtest import Backtest
from helpers.models.fits import fitted_rows
from helpers.models.methods import LAST
from helpers.models.shifts import Break, Shift, Smoothed
from helpers.models.trend import Trend
from helpers.models.turns import Turn
from helpers.questions.trend.afterwards import Afterwards
from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.sentences import on_all
from helpers.show.amounts import Amount, computed_cell
from helpers.show.frame import About
from helpers.show.printed import interval_cell, later_figures, printed_figures, year_cell
from helpers.show.table import MISSING, Table
from helpers.text.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.text.language import Number, _, listed, number, signed
from helpers.text.messages import RefusedError

_Line = list[Cell | str | int]  # estimate, interval, n, remark


def models_table(fitted: FittedModels) -> Table | None:
    """Every model: its estimate with interval and n, or the sentence that refuses it; None where all are refused."""
    models: list[tuple[str, Any, Callable[[FittedModels, Any], _Line]]] = [
        (_("average"), fitted.average, _average),
        (_("underlying rate"), fitted.underlying, _underlying),
        (_("trend a year"), fitted.line, _line),
        (_("trend a year without the pandemic"), fitted.line_without, _line),
        *((_("trend a year, last %(n)s years") % {"n": len(each.values)}, each.line, _line) for each in fitted.recent),
        (_("last ten years against those before"), fitted.late_shift, _shift),
        (_("shift of the mean from 2020 on"), fitted.shift, _shift),
        (_("shift at any date"), fitted.anywhere, _anywhere),
        (_("turn at any date"), fitted.turn, _turn),
        (_("smoothed level at the end"), fitted.smoothed, _smoothed),
    ]
    rows = [
        [name, *([MISSING] * 3 + [str(found)] if isinstance(found, RefusedError) else line(fitted, found))]
        for name, found, line in models
        if found is not None
    ]
    if all(isinstance(found, RefusedError) for _name, found, _words in models if found is not None):
        return None
    indicator = fitted.series.indicator  # levels grow by percent; a rate changes by points
    unit = _("% a year") if indicator.is_level else _("points") if indicator.is_percent else indicator.unit_name
    header = [_("model"), _("estimate"), _("95% interval"), _("n"), _("remark")]
    caption = _("The models, and what each is worth here (trend in %(unit)s)")
    return Table(caption % {"unit": unit}, header, rows)


def _estimate(fitted: FittedModels, value: Number) -> Cell:
    """A number that was estimated from the whole series, in its unit."""
    return shown_number(value, fitted.series.rows.index, unit=fitted.series.indicator.unit)


def _average(fitted: FittedModels, found: Average) -> _Line:
    ends = {"low": on_all(fitted, number(found.low, 2)), "high": on_all(fitted, number(found.high, 2))}
    remark = _("what it was; the rounding of the figures allows %(low)s to %(high)s") % ends
    return [_estimate(fitted, number(found.value, 2)), MISSING, found.n, remark]


def _underlying(fitted: FittedModels, found: Estimate) -> _Line:
    interval = interval_cell(found.low, found.high, fitted.series.rows.index, 2)
    worth = on_all(fitted, number(found.effective, 1))
    remark = _("about which it moved; worth %(effective)s independent years") % {"effective": worth}
    return [_estimate(fitted, number(found.value, 2)), interval, found.n, remark]


def _line(fitted: FittedModels, line: Trend) -> _Line:
    remark = ""
    if line.too_narrow:
        remark = _("interval allows for neighbouring residuals that are alike")
        if line.is_open:
            remark = _("interval too narrow: neighbouring residuals are alike")
    rows = fitted_rows(fitted, line)
    slope = shown_number(signed(line.slope, 2), rows)
    return [slope, interval_cell(*line.allowing, rows, 2, True), line.n, remark]


def _shift(fitted: FittedModels, shift: Shift) -> _Line:
    remark = _("a date chosen beforehand; bootstrap p = %(p)s") % {"p": on_all(fitted, number(shift.p, 2))}
    interval = interval_cell(shift.low, shift.high, fitted.series.rows.index, 2, True)
    return [_estimate(fitted, signed(shift.difference, 2)), interval, shift.n, remark]


def _anywhere(fitted: FittedModels, found: Break) -> _Line:
    message = _("likeliest after %(at)s, F = %(statistic)s, bootstrap p = %(p)s")
    said = {"statistic": on_all(fitted, number(found.statistic, 1)), "p": on_all(fitted, number(found.p, 2))}
    return [MISSING, MISSING, found.n, message % {"at": found.at, **said}]


def _turn(fitted: FittedModels, found: Turn) -> _Line:
    message = _("likeliest in %(at)s, %(before)s a year before and %(after)s after; bootstrap p = %(p)s")
    said = {"before": signed(found.before, 2), "after": signed(found.after, 2), "p": number(found.p, 2)}
    cited_ = {name: on_all(fitted, text) for name, text in said.items()}
    return [MISSING, MISSING, found.n, message % {"at": found.at, **cited_}]


def _smoothed(fitted: FittedModels, smoothed: Smoothed) -> _Line:
    slope = on_all(fitted, signed(smoothed.slope, 2))
    remark = _("change a year %(slope)s; a description, not a forecast") % {"slope": slope}
    if smoothed.fixed:
        names = {"level": _("level"), "slope": _("slope")}
        remark += _("; held constant: %(names)s") % {"names": listed([names[name] for name in smoothed.fixed])}
    return [_estimate(fitted, number(smoothed.level.iloc[-1], 2)), MISSING, len(smoothed.level), remark]


def forecast_table(fitted: FittedModels) -> Table | None:
    """The next periods with their intervals, and the second opinions; None where no forecast is given."""
    ahead = fitted.forecast
    if isinstance(ahead, RefusedError):
        return None
    points = {_("Theta"): fitted.theta}
    if not isinstance(fitted.damped, RefusedError):
        points[_("damped trend")] = fitted.damped
    columns = {_("period"): map(year_cell, ahead.frame.index), **_fan(fitted, ahead.frame)}
    if fitted.after and fitted.after.came:
        columns[_("what came")] = [_came(fitted.after, str(period)) for period in ahead.frame.index]
    columns |= {name: [_estimate(fitted, number(value)) for value in values] for name, values in points.items()}
    message = _("Forecast from %(n)s values to %(last)s, in %(unit)s; the last columns are second opinions")
    if fitted.is_test:
        message = _("Test afterwards, from %(n)s values to %(last)s, in %(unit)s; the last columns are second opinions")
    names = {"last": ahead.last, "unit": fitted.series.indicator.unit_name}
    return Table.of_columns(message % {"n": ahead.n, **names}, columns, label=message % {"n": "n", **names})


def _came(after: Afterwards, period: str) -> Cell:
    outcome = after.came.get(period)
    return computed_cell(Amount(outcome.figure, "")) if outcome else Cell(MISSING)


def _fan(fitted: FittedModels, frame: pd.DataFrame) -> dict[str, list[Cell]]:
    """The published forecast and its intervals, by period."""
    rows, unit = fitted.ahead_rows, fitted.series.indicator.unit
    columns = {_("forecast"): [shown_number(number(value), rows, unit=unit) for value in frame["point"]]}
    for name, percent in ((_("80% interval"), 80), (_("95% interval"), 95)):
        ends = zip(frame[f"low{percent}"], frame[f"high{percent}"], strict=True)
        columns[name] = [interval_cell(low, high, rows) for low, high in ends]
    return columns


def fitted_table(fitted: FittedModels) -> Table:
    """The values as printed, the line through them and the forecast, as far as there are any; folded."""
    series, line, ahead = fitted.series, fitted.line, fitted.forecast
    columns = {_("value"): dict(zip(series.index, printed_figures(series, series.index), strict=True))}
    if series.goes_on:
        later = pd.PeriodIndex([at for each in series.goes_on for at in each.index])
        columns[_("on another basis")] = dict(zip(later, later_figures(series, later), strict=True))
    if not isinstance(line, RefusedError):
        rows, unit = fitted_rows(fitted, line), series.indicator.unit
        straight = [shown_number(number(value), rows, unit=unit) for value in line.fitted]
        columns[_("straight line")] = dict(zip(line.fitted.index, straight, strict=True))
    if not isinstance(ahead, RefusedError):
        for name, cells in _fan(fitted, ahead.frame).items():
            columns[name] = dict(zip(ahead.frame.index, cells, strict=True))
    if (nowcast := fitted.nowcasts.latest) is not None:
        told = shown_number(number(nowcast.point), nowcast.told.figure.rows, unit=series.indicator.unit)
        columns[_("nowcast")] = {pd.Period(str(nowcast.told.year), "Y"): told}
    periods = sorted({at for cells in columns.values() for at in cells})
    by_period = {name: [cells.get(at, MISSING) for at in periods] for name, cells in columns.items()}
    caption = _("%(indicator)s, in %(unit)s (*: weakly supported)")
    names = {"indicator": series.indicator.name, "unit": series.indicator.unit_name}
    return Table.of_columns(caption % names, {_("period"): map(year_cell, periods), **by_period}, folded=True)


def about_line(fitted: FittedModels) -> About:
    """What a frame by period with the straight line (value, line, residual) is shown with, in the unit of the values.

    Each value rests on its own row, line and residual on all that the line was fitted to.
    """
    message = _("%(region)s: %(indicator)s, the straight line through all years, and the residuals, in %(unit)s")
    indicator = fitted.series.indicator
    title = message % {"region": fitted.series.region.name, "indicator": indicator.name, "unit": indicator.unit_name}
    rows = {"value": {str(at): sorted(figure.rows) for at, figure in fitted.series.figures.items()}}
    if not isinstance(fitted.line, RefusedError):
        behind = fitted_rows(fitted, fitted.line)
        rows |= dict.fromkeys(("line", "residual"), dict.fromkeys(rows["value"], behind))
    return About(title, rows, {"value": _("value"), "line": _("line"), "residual": _("residual")})


def backtest_table(fitted: FittedModels) -> Table | None:
    """How the published method would have forecast the past of the series, beside the best and the plainest.

    None below fourteen values.
    """
    tested = fitted.backtest
    if isinstance(tested, RefusedError):
        return None
    names = {
        "naive": _("last value"),
        "drift": _("drift"),
        "log_drift": _("drift of the logs"),
        "theta": _("Theta"),
        "combined": _("Theta and shrunken drift"),
        "shrunken": _("shrunken drift"),
        "panel": _("own last value and that of peers"),
    }
    names[tested.published] = _("%(method)s (published)") % {"method": names[tested.published]}
    measures = {
        "mase": (_("scaled error (MASE)"), 1, 2, NUMBER),
        "smape": (_("error in percent (sMAPE)"), 1, 1, NUMBER),
        "cover80": (_("inside 80%"), 100, 0, PERCENT),
        "cover95": (_("inside 95%"), 100, 0, PERCENT),
        "score80": (_("interval score at 80%"), 1, 1, NUMBER),
        "score95": (_("at 95%"), 1, 1, NUMBER),
    }
    rows = fitted.series.rows.index
    scores = tested.scores.loc[_told(tested)]
    columns: dict[str, list[Any]] = {_("method"): [names[name] for name in scores.index]}
    for measure, (header, factor, decimals, words) in measures.items():
        columns[header] = [
            Cell(MISSING) if pd.isna(score) else shown_number(number(factor * score, decimals), rows, words)
            for score in scores[measure]
        ]
    message = _("Backtest: %(n)s outcomes one and two steps ahead of %(origins)s origins")
    caption = message % {"n": tested.forecasts, "origins": tested.origins}
    return Table.of_columns(caption, columns, label=message % {"n": "n", "origins": "n"})


def _told(tested: Backtest) -> list[str]:
    """The published method; those with the least error and with the best intervals; the last value."""
    intervals = tested.scores[["score80", "score95"]].mean(axis=1)
    best = str(tested.scores["mase"].idxmin()), str(intervals.idxmin())
    return list(dict.fromkeys([tested.published, *best, LAST]))
