"""Single figures with their scope: what was measured, at which stage, over which days, as printed where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.periods import Window, read_window, window_words
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import lines_of
from helpers.figures.sources import Source
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError

_CELL = ["region", "indicator", "period", "span", "source", "value"]
_READ = ["number", "low", "high", "caveats"]
_WHOLE = ("count", "persons")  # units whose figures, printed to the last one, are not rounded


@dataclass(frozen=True)
class Figure:
    """One published figure.

    Attributes
    ----------
    rows
        The rows of `Observations.figures` that print it, more than one where a source repeats itself.
    region, indicator, source
        What it is of, what it measures, and where it stands.
    printed
        Its digits.
    rounded
        The value with the interval that its digits stand for; a count printed to the last unit is exact.
    window
        Its days.
    caveats
        What its source leaves open.
    """

    rows: tuple[int, ...]
    region: Region
    indicator: Indicator
    period: str
    span: str
    source: Source
    printed: str
    rounded: Rounded
    window: Window
    caveats: tuple[Term, ...]

    @property
    def name(self) -> str:
        """What its indicator is called."""
        return self.indicator.name

    @property
    def unit(self) -> str:
        """The code of its unit."""
        return self.indicator.unit

    @property
    def stage(self) -> str:
        """The code of its stage; empty where no project or investment is meant."""
        return self.indicator.stage

    @property
    def days(self) -> str:
        """Its window in words."""
        return window_words(self.period, self.span)


def find_figures(
    observations: Observations,
    indicator: str,
    region: str | None = None,
    source: str | None = None,
    period: str | None = None,
    span: str | None = None,
) -> list[Figure]:
    """Every figure of an indicator that is recorded for what is given, those in conflict included, by row."""
    figures = observations.figures_of(region or "", indicator, span or "", source or "")
    return figures_in(observations, figures if period is None else figures[figures["period"] == period])


def latest_figure(
    observations: Observations, indicator: str, region: str, period: str | None = None, source: str | None = None
) -> Figure | None:
    """The figure with the latest days, the best known source first; None where there is none that is undisputed."""
    figures = find_figures(observations, indicator, region, source, period)
    settled = [each for each in figures if observations.figures.at[each.rows[0], "status"] != "conflict"]
    settled.sort(key=lambda each: each.source.rank)
    return max(settled, key=lambda each: each.window.end, default=None)


def figures_in(observations: Observations, rows: pd.DataFrame) -> list[Figure]:
    """The figures that rows of `Observations.figures` print, one for all rows that repeat it."""
    printed: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row, *said in lines_of(rows, *_CELL, *_READ):
        printed.setdefault(tuple(said[: len(_CELL)]), []).append((row, *said[len(_CELL) :]))
    return [_figure(observations, cell, printing) for cell, printing in printed.items()]


def find_figure(
    observations: Observations,
    indicator: str,
    region: str,
    source: str | None = None,
    period: str | None = None,
    span: str | None = None,
) -> Figure:
    """The one figure that is recorded for what is given.

    Raises
    ------
    NoFiguresError
        None is.
    InputError
        More than one is.
    """
    found = find_figures(observations, indicator, region, source, period, span)
    asked = " ".join(filter(None, (indicator, region, source, period, span)))
    if not found:
        raise NoFiguresError(lambda: _("no figure is recorded for %(asked)s") % {"asked": asked})
    if len(found) > 1:
        some = [
            _("%(printed)s (%(period)s, %(source)s)")
            % {"printed": figure.printed, "period": figure.days, "source": figure.source.code}
            for figure in found[:4]
        ]
        recorded = _(", ").join(some + ["…"] * (len(found) > len(some)))
        message = _("%(count)s figures are recorded for %(asked)s, say which: %(recorded)s")
        raise InputError(message % {"count": len(found), "asked": asked, "recorded": recorded})
    return found[0]


def _figure(observations: Observations, cell: tuple[str, ...], printing: list[tuple[Any, ...]]) -> Figure:
    region, indicator, period, span, source, printed = cell
    place, what, origin = observations.region(region), observations.indicator(indicator), observations.source(source)
    rows, (value, *_others), lows, highs, caveats = zip(*printing, strict=True)
    low, high = (value, value) if what.unit in _WHOLE and printed.isdigit() else (lows[0], highs[0])
    rounded = Rounded(value, low, high, frozenset(rows))
    terms = observations.caveats(caveats)
    return Figure(rows, place, what, period, span, origin, printed, rounded, read_window(period, span), terms)


def rows_printing(observations: Observations, figures: Iterable[Figure]) -> pd.DataFrame:
    """The rows of `Observations.figures` that print these figures, each once."""
    return observations.figures.loc[sorted({row for figure in figures for row in figure.rows})]
