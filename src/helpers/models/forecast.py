"""Forecasts of short yearly series by the method of their class; where the last value did better, by the last value."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.models.backtest import is_beaten
from helpers.models.methods import LAST, METHODS, PANEL, limits_of, method_of_class
from helpers.models.panel import Panel
from helpers.models.requirements import require

_HORIZON = {"Y": 2, "Q": 4}  # beyond these no interval keeps its promise


@dataclass(frozen=True)
class Forecast:
    """The published forecast.

    Attributes
    ----------
    frame
        By period: point, and low and high at 80 and 95 % (low80, high80, low95, high95), unit of the values.
    n
        Observations it rests on, of the region itself.
    last
        The last of them.
    method
        By which it was made: a key of METHODS, or "panel".
    """

    frame: pd.DataFrame
    n: int
    last: pd.Period
    method: str


def published_method(values: pd.Series, panel: Panel | None = None, indicator: Indicator | None = None) -> str:
    """By which method a series is forecast: that of its class, unless the last value was better in its own past.

    Parameters
    ----------
    values
        By period.
    panel
        The rates of the region and its peers; None where the series is no growth rate, or has none.
    indicator
        What is measured; a level is forecast by the drift of its logarithms as far as all its values are positive.
    """
    method = method_of_class(values, panel, indicator)
    return LAST if is_beaten(values, method, panel, indicator) else method


def forecast(values: pd.Series, panel: Panel | None = None, indicator: Indicator | None = None) -> Forecast:
    """The next two years, or four quarters, by the published method, within the range that the values can have.

    Parameters
    ----------
    values
        By period; refused where one is missing between the first and the last, so that no forecast can carry
        the label of a period that was observed.
    panel, indicator
        See `published_method`.
    """
    require("forecast", values)
    known, periods = values.dropna(), pd.PeriodIndex(values.dropna().index)
    steps = _HORIZON[periods.freqstr[0]]
    method = published_method(values, panel, indicator)
    path = panel.path(steps) if panel and method == PANEL else METHODS[method](known.to_numpy(), steps)
    path = path.within(*limits_of(indicator))
    columns = {"point": path.point}
    for level, (low, high) in path.bounds.items():
        columns |= {f"low{100 * level:.0f}": low, f"high{100 * level:.0f}": high}
    ahead = pd.period_range(periods[-1] + 1, periods=steps, name="period")
    return Forecast(pd.DataFrame(columns, ahead), len(known), periods[-1], method)
