"""What is looked at in `explore`: a view of one indicator of one region, and the series that it shows."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.comparable import Pair, select_pair
from helpers.figures.observations import Observations, rows_behind
from helpers.figures.series import SelectedSeries, select_series
from helpers.models.fits import Fitted, fit_line
from helpers.models.trend import Trend
from helpers.parameters.values import Parameters


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
    form
        "chart" or "table".
    trend
        "on" or "off".
    """

    region: str
    indicator: str = "gdp_growth_real"
    benchmarks: str = "parents"
    first_year: int | str = "earliest"
    last_year: int | str = "latest"
    as_of: str = "latest"
    form: str = "chart"
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
    pairs
        The region's own series with each benchmark, figures of one release where there are such.
    fitted
        The straight line through the region's own; None where none was asked for.
    parameters
        The resolved parameters that ask for them.
    """

    own: SelectedSeries
    benchmarks: list[SelectedSeries]
    pairs: list[Pair]
    fitted: Fitted | None
    parameters: Parameters

    @property
    def rows(self) -> pd.DataFrame:
        """The figures behind it."""
        return rows_behind(self.own, *self.own.goes_on, *self.benchmarks, *self.pairs)

    @property
    def window(self) -> tuple[int, int]:
        """Its first and last year."""
        return self.parameters.first_year, self.parameters.last_year


def select(observations: Observations, parameters: Parameters) -> Selection:
    """The series that resolved parameters ask for: region, indicator, benchmarks, window, as_of and trend.

    Raises
    ------
    NoFiguresError
        Nothing is recorded there.
    """
    window, known = (parameters.first_year, parameters.last_year), observations.as_known(parameters.as_of)
    own, *benchmarks = [
        select_series(known, code, parameters.indicator, window=window)
        for code in (parameters.region, *parameters.benchmarks)
    ]
    pairs = [select_pair(known, own, benchmark) for benchmark in benchmarks]
    return Selection(own, benchmarks, pairs, fit_line(own) if parameters.trend == "on" else None, parameters)


def line_of(fitted: Fitted | None) -> Trend | None:
    """The line that was fitted; None where none was asked for, or the series allows none."""
    return fitted.line if fitted is not None and isinstance(fitted.line, Trend) else None
