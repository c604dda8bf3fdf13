"""The straight line through a series, and its forecast."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.api.frames import Frame
from helpers.api.given import Given, one_series
from helpers.api.periods import read_month
from helpers.api.tables import over_periods
from helpers.figures.observations import Observations, load_observations
from helpers.models import forecast as forecasts
from helpers.models.methods import PANEL
from helpers.models.panel import panel_of
from helpers.models.requirements import require, require_series
from helpers.models.sealing import Statement
from helpers.models.trend import Trend, linear_trend
from helpers.show.marks import live
from helpers.show.printed import interval_cell
from helpers.show.table import Table
from helpers.text.cells import NUMBER, PERCENT, shown_number
from helpers.text.language import _, joined, signed
from helpers.text.messages import InputError, shortened


@dataclass(frozen=True, repr=False)
class StraightLine(Trend):
    """A straight line through a series, as `trend` gives it; shown as a table.

    Attributes
    ----------
    rows
        The rows of data/observations.csv that it was fitted to.
    title
        What it was fitted to, in words.
    words
        Those around the slope, which say its unit.
    """

    rows: tuple[int, ...] = ()
    title: str = ""
    words: str = NUMBER

    @property
    def text(self) -> str:
        """The slope with its unit."""
        before, after = (part.replace("%%", "%") for part in self.words.split(NUMBER))
        return f"{before}{signed(self.slope, 2)}{after}"

    def __repr__(self) -> str:
        ends = {"low": signed(self.low, 2), "high": signed(self.high, 2)}
        said = {"subject": self.title or _("the series"), "slope": self.text, "n": self.n, **ends}
        return _("%(subject)s: %(slope)s a period (95%% interval %(low)s to %(high)s, n = %(n)s)") % said

    def _repr_html_(self) -> str:
        named = over_periods(self.title, pd.PeriodIndex(self.fitted.index)) if self.title else ""
        subject = _("%(subject)s.") % {"subject": named} if named else ""
        caption = joined(filter(None, [subject, _("Straight line by least squares; 95%% interval (HC3, t).") % {}]))
        remark = _("interval too narrow: neighbouring residuals are alike") if self.too_narrow else ""
        slope = shown_number(signed(self.slope, 2), self.rows, self.words)
        interval = interval_cell(self.low, self.high, self.rows, 2, True)
        columns: dict[str, list[Any]] = {
            _("model"): [_("change a period")],
            _("estimate"): [slope],
            _("95% interval"): [interval],
            _("n"): [self.n],
            _("remark"): [remark],
        }
        return live(Table.of_columns(caption, columns).html)


def trend(x: Any, *, logs: bool | None = None, leave_out: Any = ()) -> StraightLine:
    """The straight line through a series, with what speaks against it.

    Parameters
    ----------
    x
        A frame of one series from `series`, `growth` or `gap`, a column of one, or any Series by period.
    logs
        Whether the line goes through the logarithms, which makes its slope percent a period; unless given, for
        published levels alone.
    leave_out
        A year, or years, left out of the fit.

    Returns
    -------
    StraightLine
        slope, low and high (change a period with its 95 % interval), n, fitted (the line by period), too_narrow
        (whether the interval is, because neighbouring residuals are alike), rows, and what `Trend` has besides.

    Raises
    ------
    InputError
        It is not one series by period, or what is left out are no years.
    ModelRefusedError
        There are less than eight values, some are missing between others, all are the same, they are year-to-date
        figures, or levels that are revised on the way.

    See Also
    --------
    forecast, gap

    Examples
    --------
    >>> line = helpers.trend(helpers.series("Zhaotong", "gdp_growth_real", (2005, 2023)))
    >>> line
    Zhaotong, Real GDP, year-on-year growth: −0.39 points a period (95% interval −0.64 to −0.15, n = 19)
    >>> f"{line.slope:.2f}"
    '-0.39'
    """
    observations = load_observations()
    given = one_series("trend", x, observations)
    years = _years(leave_out)
    _require("trend", given)
    is_level = given.published is not None and given.published.indicator.is_level
    line = linear_trend(given.values, is_level if logs is None else logs, years)
    rows = [row for at, behind in given.rows.items() if str(at) not in line.left_out for row in behind]
    said = {"rows": tuple(sorted(set(rows))), "title": given.title, "words": _words(given, line, observations)}
    return StraightLine(**vars(line), **said)  # type: ignore[arg-type]


def forecast(x: Any) -> Frame:
    """The next two years, or four quarters, of a series with their intervals.

    Published growth of a region with peers is forecast from its own last rate and theirs; published levels by the drift
    of their logarithms; anything else by a shrunken drift. `attrs["method"]` says which it was, and `seal`
    shows a forecast of published figures and has the record of the report keep it.

    Parameters
    ----------
    x
        A frame of one series from `series` or `growth`, a column of one, or any Series by period, of years or quarters.

    Returns
    -------
    Frame
        By period: point, low80 and high80, low95 and high95, in the unit of the values.

    Raises
    ------
    InputError
        It is not one series by period, or one by month.
    ModelRefusedError
        There are less than ten values, some are missing between others, all are the same, they are year-to-date
        figures, or levels that are revised on the way.

    See Also
    --------
    trend, seal

    Examples
    --------
    >>> ahead = helpers.forecast(helpers.series("Zhaotong", "gdp_growth_real", (2005, 2023)))
    >>> ahead[["point", "low80", "high80"]].round(1)
            point  low80  high80
    period
    2024      5.7    2.6     8.6
    2025      5.7    2.1     9.1
    >>> ahead.attrs["method"]
    'panel'
    """
    observations = load_observations()
    given = one_series("forecast", x, observations)
    if given.freq[0] not in "YQ":
        raise InputError(_("forecast takes a series by year or quarter"))
    _require("forecast", given)
    published = given.published
    then = observations.as_known(read_month(getattr(x, "attrs", {}).get("as_of")))
    panel = panel_of(then, published) if published is not None else None
    ahead = forecasts.forecast(given.values, panel, published.indicator if published is not None else None)
    frame = Frame(ahead.frame)
    frame.attrs["method"] = ahead.method
    names = {"series": given.title or _("the series"), "n": ahead.n, "last": ahead.last}
    frame.attrs["title"] = _("Forecast of %(series)s from %(n)s values up to %(last)s") % names
    peers = panel.last_rows if panel is not None and ahead.method == PANEL else frozenset()
    if rows := sorted({*given.all_rows, *peers}):
        frame.attrs["rows"] = rows
    if published is not None:
        stated = Statement.of(then, published, ahead.method, ahead.frame, rows).content
        frame.attrs["made_from"] = {name: said for name, said in stated.items() if name != "targets"}
    return frame


def _require(model: str, given: Given) -> None:
    """Refuse a model that the values, or the figures behind them, do not allow."""
    require(model, given.values, given.span)
    if given.recorded is not None:
        require_series(model, given.recorded)


def _years(given: Any) -> tuple[int, ...]:
    years = tuple(given) if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    if not all(str(year).isdigit() and len(str(year)) == 4 for year in years):
        message = _("leave_out %(given)s: a year such as 2020, or a list of years, is expected")
        raise InputError(message % {"given": shortened(repr(given))})
    return tuple(int(year) for year in years)


def _words(given: Given, line: Trend, observations: Observations) -> str:
    """What stands around a slope: levels grow by percent where logs were fitted, a rate changes by points."""
    if line.logs:
        return PERCENT
    if given.unit in ("pct", "pp"):
        return _("%(number)s points")
    if given.unit:
        return f"{NUMBER} {observations.vocabularies['unit'][given.unit].name}"
    return NUMBER
