"""A series and the straight line through it."""

from dataclasses import dataclass

from helpers.figures.series import SelectedSeries
from helpers.models import trend
from helpers.models.requirements import Refusal, gate_series


@dataclass(frozen=True)
class Fitted:
    """A series and the straight line through it, or the refusal that stands in its place.

    Attributes:
        line, line_without: the trend, with and without the years of the pandemic; of the logs for levels
    """

    series: SelectedSeries
    line: trend.Trend | Refusal
    line_without: trend.Trend | Refusal


def fit_line(series: SelectedSeries) -> Fitted:
    """Fit a straight line to a series, as far as it allows one."""
    values, logs = series.values, series.indicator.is_level
    refusal = gate_series("trend", series)
    left_out: tuple[tuple[int, ...], ...] = ((), trend.PANDEMIC)
    return Fitted(series, *(refusal or trend.linear_trend(values, logs, years) for years in left_out))
