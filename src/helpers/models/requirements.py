"""The one place that refuses: what a model needs, and the sentence that stands in a report where it is not had.

Minimum lengths after simulation and the yearly series of the M3 competition: below them intervals are fiction, tests
reject what is true, or estimation fails.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.figures.series import SelectedSeries
from helpers.text.language import _, listed

MINIMUM = {
    "mean": 3,
    "trend": 8,
    "gap": 8,
    "forecast": 10,
    "convergence": 10,
    "shift": 12,
    "association": 12,
    "backtest": 14,
    "smoothing": 20,
    "damped": 20,
    "break": 20,
}
_SIDE = 4  # observations on each side of a shift


@dataclass(frozen=True)
class Refusal:
    """Why something is not computed; as text, the sentence that a report shows in its place.

    Attributes:
        model: what was refused, a key of MINIMUM
        reason: which sentence says why
        values: what that sentence is said with
    """

    model: str
    reason: str
    values: dict[str, Any]

    def __str__(self) -> str:
        models = {
            "mean": _("an average with an interval"),
            "trend": _("a trend"),
            "gap": _("a statement on the gap"),
            "forecast": _("a forecast"),
            "convergence": _("a test of convergence"),
            "shift": _("a test for a shift"),
            "association": _("an association"),
            "backtest": _("a backtest"),
            "smoothing": _("a smoothed level"),
            "damped": _("a damped trend"),
            "break": _("a search for a break"),
        }
        reasons = {
            "short": _("%(model)s needs at least %(minimum)s values and has %(n)s."),
            "hole": _("%(model)s needs values without a gap; none is recorded for %(missing)s."),
            "cumulative": _("%(model)s is not made from year-to-date figures, which are no independent quarters."),
            "side": _("%(model)s needs at least %(minimum)s values before and after %(at)s."),
            "constant": _("%(model)s has nothing to estimate: all values are the same."),
            "positive": _("%(model)s of logarithms needs values above zero."),
            "estimation": _("%(model)s could not be estimated: the procedure did not converge."),
            "revised": _("%(model)s of levels does not cross %(at)s, where the level was revised."),
        }
        text = reasons[self.reason] % {"model": models[self.model], **self.values}
        return text[:1].upper() + text[1:]


def gate(model: str, values: pd.Series, span: str = "year") -> Refusal | None:
    """Why a model may not be fitted to a series, or None where it may.

    Args:
        values: by period, without holes in the index; NaN where no figure is recorded
        span: what the periods cover; year-to-date figures are refused by all models but the mean
    """
    if span == "ytd" and model != "mean":
        return Refusal(model, "cumulative", {})
    known = values.loc[values.first_valid_index() : values.last_valid_index()]
    n = int(known.notna().sum())
    if n < MINIMUM[model]:
        return Refusal(model, "short", {"minimum": MINIMUM[model], "n": n})
    if model == "mean":
        return None
    regular = pd.period_range(known.index[0], known.index[-1], freq=known.index.freq)
    missing = regular.difference(known.dropna().index)
    if len(missing):
        return Refusal(model, "hole", {"missing": listed([str(period) for period in missing])})
    if model != "gap" and known.nunique() == 1:
        return Refusal(model, "constant", {})
    return None


def gate_series(model: str, series: SelectedSeries) -> Refusal | None:
    """Why a model may not be fitted to a selected series, or None: what `gate` says, and that levels have one basis."""
    if refusal := gate(model, series.values, series.span):
        return refusal
    if model != "mean" and series.breaks:
        return Refusal(model, "revised", {"at": listed([str(year) for year in series.breaks])})
    return None


def gate_shift(values: pd.Series, at: pd.Period) -> Refusal | None:
    """Why a shift at a date may not be tested, or None: it needs values on both sides."""
    if refusal := gate("shift", values):
        return refusal
    known = values.dropna()
    if min((known.index < at).sum(), (known.index >= at).sum()) < _SIDE:
        return Refusal("shift", "side", {"minimum": _SIDE, "at": str(at)})
    return None
