"""A series and the straight line through it; in sentences, how it runs, how sure that is and what speaks against it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.figures.series import SelectedSeries
from helpers.models.requirements import attempt, require_series
from helpers.models.trend import PANDEMIC, Trend, linear_trend, trend_of
from helpers.text.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, listed, number, signed
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

    @property
    def on_line(self) -> pd.Series:
        """The line by period, in the unit of the values; NaN where there is none."""
        if isinstance(self.line, RefusedError):
            return pd.Series(np.nan, self.series.index)
        return self.line.fitted.reindex(self.series.index)


def fit_line(series: SelectedSeries, fit: Any = None) -> Fitted:
    """A series and the straight line through it, as far as it allows one.

    Parameters
    ----------
    fit
        The line as statsmodels fitted it in a notebook (`helpers.models.trend.trend_of`), or why there is none; it is
        fitted here unless given.
    """
    if fit is None:
        line = attempt(_line, series)
    else:
        line = fit if isinstance(fit, RefusedError) else trend_of(fit, series.indicator.is_level)
    return Fitted(series, line, attempt(_line, series, PANDEMIC))


def _line(series: SelectedSeries, left_out: tuple[int, ...] = ()) -> Trend:
    require_series("trend", series)
    return linear_trend(series.values, series.indicator.is_level, left_out)


def on_fitted(fitted: Fitted, line: Trend, text: str) -> str:
    """A number of a line, with the rows that it was fitted to."""
    return cited(text, fitted_rows(fitted, line))


def fitted_rows(fitted: Fitted, line: Trend) -> list[int]:
    """The rows that a line was fitted to: of its periods, all but those that were left out."""
    at = fitted.series.rows["at"]
    return at.index[at.isin(line.fitted.index) & ~at.astype(str).isin(line.left_out)].to_list()


def trend_sentence(fitted: Fitted) -> Markup:
    """The trend in one sentence, or why there is none."""
    line, series, known = fitted.line, fitted.series, fitted.series.values.dropna().index
    names = {"region": series.region.name, "indicator": series.indicator.name, "first": known[0], "last": known[-1]}
    if isinstance(line, RefusedError):
        return say(_("%(region)s, %(indicator)s, %(first)s to %(last)s: %(refusal)s"), refusal=str(line), **names)
    message = by_sign(
        direction(line),
        _(
            "%(region)s, %(indicator)s, %(first)s to %(last)s: it rose by %(slope)s a year (95%% interval %(low)s to "
            "%(high)s, n = %(n)s)."
        ),
        _(
            "%(region)s, %(indicator)s, %(first)s to %(last)s: it fell by %(slope)s a year (95%% interval %(low)s to "
            "%(high)s, n = %(n)s)."
        ),
        _(
            "%(region)s, %(indicator)s, %(first)s to %(last)s: it shows no clear trend (%(slope)s a year, 95%% "
            "interval %(low)s to %(high)s, n = %(n)s)."
        ),
    )
    return say(message, n=line.n, **slope_words(fitted, line), **names)


def direction(line: Trend) -> int:
    """1 for a line that rises, -1 for one that falls, 0 where its interval, as it is printed, holds both."""
    low, high = (round(end, 2) for end in line.allowing)
    return 0 if low <= 0 <= high else 1 if low > 0 else -1


def slope_words(fitted: Fitted, line: Trend) -> dict[str, str]:
    """A slope and the ends of its interval (slope, low, high) for a verb that says its sign; with signs without one."""
    sign = direction(line)
    low, high = line.allowing if sign >= 0 else [-end for end in reversed(line.allowing)]
    ends = {name: (number if sign else signed)(end, 2) for name, end in (("low", low), ("high", high))}
    slope = slope_cell(fitted, line, is_signed=not sign).text
    return {"slope": slope, **{name: on_fitted(fitted, line, end) for name, end in ends.items()}}


def slope_cell(fitted: Fitted, line: Trend, is_signed: bool = True) -> Cell:
    """The slope of a line with its unit: levels grow by percent, a rate changes by points."""
    indicator = fitted.series.indicator
    if line.logs:
        words, unit = PERCENT, "pct"
    elif indicator.is_percent:
        words, unit = _("%(number)s points"), "pp"
    else:
        words, unit = f"{NUMBER} {indicator.unit_name}", indicator.unit
    slope = signed(line.slope, 2) if is_signed else number(abs(line.slope), 2)
    return shown_number(slope, fitted_rows(fitted, line), words, unit)


def residual_sentences(fitted: Fitted) -> list[Markup]:
    """What the residuals of the line say of its interval, with and without the pandemic, and of breaks."""
    line = fitted.line
    if isinstance(line, RefusedError):
        return []
    figures = {
        "dw": on_fitted(fitted, line, number(line.durbin_watson, 2)),
        "r": on_fitted(fitted, line, signed(line.autocorrelation, 2)),
    }
    if line.too_narrow:
        message = _(
            "Neighbouring residuals of the line are alike (first autocorrelation %(r)s, Durbin-Watson %(dw)s); its "
            "interval allows for that."
        )
        if line.hac is None:
            message = _(
                "Neighbouring residuals of the line are alike (first autocorrelation %(r)s, Durbin-Watson %(dw)s): its "
                "interval is too narrow, and a slope that seems clear may be none."
            )
    else:
        message = _(
            "Neighbouring residuals of the line are not notably alike (first autocorrelation %(r)s, Durbin-Watson "
            "%(dw)s)."
        )
    sentences = [say(message, **figures)]
    without = fitted.line_without
    if isinstance(without, Trend) and without.left_out:
        message = _("Without %(years)s the slope is %(slope)s (%(low)s to %(high)s).")
        numbers = (without.slope, *without.allowing)
        slope, low, high = (on_fitted(fitted, without, signed(value, 2)) for value in numbers)
        sentences.append(say(message, years=listed(list(without.left_out)), slope=slope, low=low, high=high))
    return sentences
