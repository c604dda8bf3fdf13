"""What is looked at in `explore`: a view of one indicator of one region, and the series that it shows."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.figures.comparable import Pair, select_pair
from helpers.figures.observations import Observations, rows_behind
from helpers.figures.periods import ends_in
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.fits import Fitted, fit_line
from helpers.models.trend import Trend
from helpers.parameters.values import Parameters
from helpers.questions.explore.parameters import NONE


@dataclass(frozen=True)
class View:
    """A view as the parameters of `explore` state it; the defaults are the notebook's, which alone has a region.

    Attributes
    ----------
    benchmarks
        "parents", "none", or codes of regions with commas between.
    first_year, last_year
        A year, "earliest" or "latest".
    as_of
        A month such as "2023-11", or "latest".
    span
        "year", "ytd" (from January to the end of a quarter), "quarter" or "month".
    form
        "chart", "table", "scatter", "map" or "ranks"; the last three are of the last year, a scatter of years of all.
    scale
        "auto", "linear" or "log".
    base
        The year that is set to 100, or "none".
    second
        The other indicator of a scatter, or "none".
    dots
        What the dots of a scatter are: "regions" or "years".
    trend
        "on" or "off".
    """

    region: str
    indicator: str = "gdp_growth_real"
    benchmarks: str = "parents"
    first_year: int | str = "earliest"
    last_year: int | str = "latest"
    as_of: str = "latest"
    span: str = "year"
    form: str = "chart"
    scale: str = "auto"
    base: int | str = NONE
    second: str = NONE
    dots: str = "regions"
    trend: str = "on"

    @property
    def known(self) -> pd.Period | None:
        """The month whose knowledge is used; None for all that is known."""
        return None if self.as_of == "latest" else pd.Period(self.as_of, freq="M")


@dataclass(frozen=True)
class Selection:
    """The series of a view.

    Attributes
    ----------
    known
        What was known when they were selected.
    fitted
        The straight line through the region's own; None where none was asked for.
    parameters
        The resolved parameters that ask for them.
    """

    known: Observations
    own: SelectedSeries
    benchmarks: list[SelectedSeries]
    fitted: Fitted | None
    parameters: Parameters

    @cached_property
    def pairs(self) -> list[Pair]:
        """The region's own series with each benchmark, figures of one release where there are such."""
        return [select_pair(self.known, self.own, benchmark) for benchmark in self.benchmarks]

    @property
    def rows(self) -> pd.DataFrame:
        """The figures behind it."""
        return rows_behind(self.own, *self.own.goes_on, *self.benchmarks, *self.pairs)

    @property
    def window(self) -> tuple[int, int]:
        """Its first and last year."""
        return self.parameters.first_year, self.parameters.last_year


def select(observations: Observations, parameters: Parameters) -> Selection:
    """The series that resolved parameters ask for: region, indicator, benchmarks, window, span, as_of and trend.

    A straight line is drawn through years alone: quarters and months have seasons, and cumulated ones overlap.

    Raises
    ------
    NoFiguresError
        Nothing is recorded there.
    """
    known, span = observations.as_known(parameters.as_of), parameters.span
    years = parameters.first_year, parameters.last_year
    codes = (parameters.region, *parameters.benchmarks)
    own, *benchmarks = [selected(known, code, parameters.indicator, span, years) for code in codes]
    fitted = fit_line(own) if parameters.trend == "on" and span == "year" and parameters.base == NONE else None
    return Selection(known, own, benchmarks, fitted, parameters)


def selected(known: Observations, region: str, indicator: str, span: str, years: tuple[int, int]) -> SelectedSeries:
    """The series in some years; one of parts of years begins and ends at a figure, for a year need not be whole."""
    series = select_series(known, region, indicator, span, ends_in(*years, span))
    if span == "year":
        return series
    periods = series.rows["at"]
    return select_series(known, region, indicator, span, (str(periods.min()), str(periods.max())))


def line_of(fitted: Fitted | None) -> Trend | None:
    """The line that was fitted; None where none was asked for, or the series allows none."""
    return fitted.line if fitted is not None and isinstance(fitted.line, Trend) else None
