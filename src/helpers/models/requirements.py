"""The one place that refuses: what a model needs, and the sentence that stands in a report where it is not had.

Minimum lengths after simulation and the yearly series of the M3 competition: below them intervals are fiction, tests
reject what is true, or estimation fails.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import pandas as pd

from helpers.figures.series import SelectedSeries
from helpers.text.language import _, listed
from helpers.text.messages import RefusedError

MINIMUM = {
    "trend": 8,
    "underlying": 8,
    "gap": 8,
    "inequality": 8,
    "forecast": 10,
    "convergence": 10,
    "nowcast": 10,
    "synthetic": 10,
    "shift": 12,
    "association": 12,
    "backtest": 14,
    "smoothing": 20,
    "damped": 20,
    "break": 20,
    "turn": 20,
}
Given = ParamSpec("Given")
Result = TypeVar("Result")
_SIDE = 4  # observations on each side of a shift


class ModelRefusedError(RefusedError):
    """A model that the figures do not allow; its text is the sentence that a report shows in its place.

    Attributes
    ----------
    model
        What was refused, a key of MINIMUM.
    reason
        Which sentence says why.
    values
        What that sentence is said with.
    """

    def __init__(self, model: str, reason: str, values: dict[str, object]) -> None:
        super().__init__(model, reason, values)
        self.model, self.reason, self.values = model, reason, values

    def __str__(self) -> str:
        models = {
            "trend": _("a trend"),
            "underlying": _("an underlying rate"),
            "gap": _("a statement on the gap"),
            "inequality": _("an index of inequality"),
            "forecast": _("a forecast"),
            "convergence": _("a test of convergence"),
            "nowcast": _("a nowcast"),
            "synthetic": _("a synthetic control"),
            "shift": _("a test for a shift"),
            "association": _("an association"),
            "backtest": _("a backtest"),
            "smoothing": _("a smoothed level"),
            "damped": _("a damped trend"),
            "break": _("a search for a break"),
            "turn": _("a search for a turn"),
        }
        reasons = {
            "short": _("%(model)s needs at least %(minimum)s values and has %(n)s."),
            "regions": _("%(model)s needs at least %(minimum)s regions and has %(n)s."),
            "heads": _(
                "%(model)s per head needs the residents of at least %(minimum)s regions in two years, at least "
                "%(years)s years apart."
            ),
            "no_run": _("%(model)s needs %(minimum)s consecutive years that all peers have a rate for."),
            "none": _("%(model)s needs at least %(minimum)s values and has none."),
            "alike": _(
                "%(model)s needs what %(minimum)s independent years tell; these %(n)s resemble their neighbours so "
                "much that they tell less."
            ),
            "pairs": _(
                "%(model)s needs %(minimum)s past years of which both the year to date and the whole year are known "
                "and has %(n)s."
            ),
            "hole": _("%(model)s needs values without a gap; none is recorded for %(missing)s."),
            "cumulative": _("%(model)s is not made from year-to-date figures, which are no independent quarters."),
            "side": _("%(model)s needs at least %(minimum)s values before and after %(at)s."),
            "before": _("%(model)s needs at least %(minimum)s years before %(at)s and has %(n)s."),
            "nothing_after": _("%(model)s has no year from %(at)s on to speak of."),
            "peers": _("%(model)s needs at least %(minimum)s peers with a rate in every year and has %(n)s."),
            "fit": _(
                "%(model)s is not given: the best mixture of peers misses the path before by %(missed)s%% on average, "
                "more than peers differ in growth within a year (%(spread)s points)."
            ),
            "constant": _("%(model)s has nothing to estimate: all values are the same."),
            "positive": _("%(model)s of logarithms needs values above zero."),
            "estimation": _("%(model)s could not be estimated: the procedure did not converge."),
            "revised": _("%(model)s of levels does not cross %(at)s, where the level was revised."),
        }
        values = {name: listed(value) if isinstance(value, list) else value for name, value in self.values.items()}
        text = reasons["none" if self.reason == "short" and self.values["n"] == 0 else self.reason] % {
            "model": models[self.model],
            **values,
        }
        return text[:1].upper() + text[1:]


def attempt(fit: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result | RefusedError:
    """What a model gives, or the refusal that stands in its place where a report shows several of them."""
    try:
        return fit(*given, **named)
    except RefusedError as refusal:
        return refusal.with_traceback(None)  # it is kept, and would keep all that stood on the stack


def require(model: str, values: pd.Series, span: str = "year") -> None:
    """Refuse a model that may not be fitted to a series.

    Parameters
    ----------
    values
        By period, without holes in the index; NaN where no figure is recorded.
    span
        What the periods cover; year-to-date figures are refused by all models.

    Raises
    ------
    ModelRefusedError
        There are too few values, some are missing, or all are the same.
    """
    if span == "ytd":
        raise ModelRefusedError(model, "cumulative", {})
    known = values.loc[values.first_valid_index() : values.last_valid_index()]
    n = int(known.notna().sum())
    if n < MINIMUM[model]:
        raise ModelRefusedError(model, "short", {"minimum": MINIMUM[model], "n": n})
    if model == "gap":  # a mean of differences, which takes them in any order
        return
    missing = pd.period_range(known.index[0], known.index[-1]).difference(pd.PeriodIndex(known.dropna().index))
    if len(missing):
        raise ModelRefusedError(model, "hole", {"missing": [str(period) for period in missing]})
    if known.nunique() == 1:
        raise ModelRefusedError(model, "constant", {})


def require_series(model: str, series: SelectedSeries) -> None:
    """Refuse a model that may not be fitted to a selected series: as `require`, and where its levels change basis.

    A trend of levels is one of their logarithms, and refused where they are not above zero.

    Raises
    ------
    ModelRefusedError
        The series does not allow the model.
    """
    require(model, series.values, series.span)
    if model != "mean" and series.breaks:
        raise ModelRefusedError(model, "revised", {"at": [str(year) for year in series.breaks]})
    if model == "trend" and series.indicator.is_level and series.values.min() <= 0:
        raise ModelRefusedError(model, "positive", {})


def require_sides(values: pd.Series, at: pd.Period) -> None:
    """Refuse a test for a shift at a date that has too few values on one of its sides.

    Raises
    ------
    ModelRefusedError
        The series does not allow the test.
    """
    require("shift", values)
    known = values.dropna()
    if min((known.index < at).sum(), (known.index >= at).sum()) < _SIDE:
        raise ModelRefusedError("shift", "side", {"minimum": _SIDE, "at": str(at)})
