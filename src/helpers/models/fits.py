"""A series and the straight line through it."""

from dataclasses import dataclass

from helpers.figures.series import SelectedSeries
from helpers.models.requirements import attempt, require_series
from helpers.models.trend import PANDEMIC, Trend, linear_trend
from helpers.text.messages import RefusedError


@dataclass(frozen=True)
class Fitted:
    """A series and the straight line through it, or the refusal that stands in its place.

    Attributes
    ----------
    line, line_without
        The trend, with and without the years of the pandemic; of the logs for levels.
    """

    series: SelectedSeries
    line: Trend | RefusedError
    line_without: Trend | RefusedError


def fit_line(series: SelectedSeries) -> Fitted:
    """Fit a straight line to a series, as far as it allows one."""
    return Fitted(series, attempt(_line, series), attempt(_line, series, PANDEMIC))


def _line(series: SelectedSeries, left_out: tuple[int, ...] = ()) -> Trend:
    require_series("trend", series)
    return linear_trend(series.values, series.indicator.is_level, left_out)
