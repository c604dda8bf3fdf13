"""What a view shows, whatever its form: a finding, a chart or a table, sentences, and the numbers behind them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from helpers.figures.indicators import Indicator
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.show.chart import Chart
from helpers.show.key_figures import KeyFigures
from helpers.show.table import Table
from helpers.text import language
from helpers.text.citations import say
from helpers.text.language import _

# Of parts of years, what they cover, as it follows the name of an indicator.
SPANS: dict[str, Callable[[], str]] = {
    "ytd": lambda: _("from January on, by quarter"),
    "quarter": lambda: _("by quarter"),
    "month": lambda: _("by month"),
}


class Point(NamedTuple):
    """A number that is shown: of what, where and when; computed ones have the rows they were computed from."""

    region: Region
    indicator: Indicator
    at: pd.Period
    figure: Rounded


@dataclass(frozen=True)
class Shown:
    """What a view shows.

    Attributes
    ----------
    finding
        The sentence that stands first; where the figures do not allow what is asked for, why.
    rows
        The rows of `Observations.figures` behind it.
    code
        Gives the Python that makes the same; None where nothing but a refusal is shown.
    table, chart
        The numbers shown, and the drawing of them; None where there is none.
    points
        The numbers shown.
    unit
        The unit of the points where it is not that of their indicators: an index has none.
    """

    finding: Markup
    rows: pd.DataFrame
    code: Callable[[], str] | None = None
    table: Table | None = None
    chart: Chart | None = None
    key_figures: KeyFigures | None = None
    sentences: list[Markup] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    unit: str | None = None


def refused(reason: object, rows: pd.DataFrame) -> Shown:
    """A sentence in place of an answer that the figures do not allow."""
    return Shown(say("%(reason)s", reason=str(reason)), rows)


def period_words(at: pd.Period, span: str) -> str:
    """A period in a sentence: 2023, July to September 2023; a year to date that is whole by its months as well."""
    if span == "ytd" and at.quarter == 4:
        return language.months(at.asfreq("M", how="end") - 11, at.asfreq("M", how="end"))
    return language.period(at, span)
