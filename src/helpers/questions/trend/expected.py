"""What is expected of the next year, or would have been of one that is over, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.models.paths import LEVELS
from helpers.questions.trend.fitted import FittedModels
from helpers.show.amounts import Amount, computed, unit_cell
from helpers.show.measures import between
from helpers.text.cells import Cell
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, number
from helpers.text.messages import RefusedError

_DIGITS = 3  # of a level that is expected: more would say that it is known


@dataclass(frozen=True)
class Expected:
    """The next year's value, and between what it lies four times in five.

    Attributes
    ----------
    year
        Which it is.
    point, low, high
        In the unit of the series.
    rows, behind
        The rows of figures that the point, and its interval, rest on.
    """

    year: pd.Period
    point: float
    low: float
    high: float
    rows: Iterable[int]
    behind: Iterable[int]


def expected_of(fitted: FittedModels) -> Expected | None:
    """What the year to date says of the year, or else the forecast; None where there is neither."""
    if (nowcast := fitted.nowcasts.latest) is not None:
        year = pd.Period(str(nowcast.told.year), "Y")
        return Expected(year, nowcast.point, *nowcast.bounds(LEVELS[0]), nowcast.told.figure.rows, nowcast.rows)
    if isinstance(fitted.forecast, RefusedError):
        return None
    first = fitted.forecast.frame.iloc[0]
    rows = fitted.ahead_rows
    return Expected(fitted.forecast.frame.index[0], first["point"], first["low80"], first["high80"], rows, rows)


def expected_sentence(fitted: FittedModels) -> Markup | None:
    """What to expect of the next year; of a year that is over, that it is a test, and what came."""
    found = expected_of(fitted)
    if found is None:
        return None
    is_test = fitted.nowcasts.latest is None and fitted.is_test
    said = {"year": found.year, "range": _range(fitted, found)}
    if not fitted.series.indicator.is_growth:
        message = _("For %(year)s expect about %(point)s; four times in five %(range)s.")
        if is_test:
            message = _(
                "%(year)s is over, so this is a test: about %(point)s was to be expected, four times in five %(range)s."
            )
        sentence = say(message, point=_level(fitted, found.point, found.rows).text, **said)
    else:
        message = by_sign(
            found.point,
            _("For %(year)s expect growth of about %(point)s%%; four times in five %(range)s."),
            _("For %(year)s expect a fall of about %(point)s%%; four times in five %(range)s."),
            _("For %(year)s expect no growth; four times in five %(range)s."),
        )
        if is_test:
            message = by_sign(
                found.point,
                _(
                    "%(year)s is over, so this is a test: growth of about %(point)s%% was to be expected, four times "
                    "in five %(range)s."
                ),
                _(
                    "%(year)s is over, so this is a test: a fall of about %(point)s%% was to be expected, four times "
                    "in five %(range)s."
                ),
                _("%(year)s is over, so this is a test: no growth was to be expected, four times in five %(range)s."),
            )
        sentence = say(message, point=cited(number(abs(found.point)), found.rows), **said)
    came = fitted.after.came.get(str(found.year)) if is_test and fitted.after is not None else None
    if came is None:
        return sentence
    outcome = computed(Amount(came.figure, fitted.series.indicator.unit))
    return Markup(joined([sentence, say(_("It was %(outcome)s."), outcome=outcome)]))


def _range(fitted: FittedModels, found: Expected) -> str:
    if fitted.series.indicator.is_growth:
        return between(found.low, found.high, found.behind)
    ends = {"low": found.low, "high": found.high}
    said = {name: _level(fitted, end, found.behind).text for name, end in ends.items()}
    return _("between %(low)s and %(high)s") % said


def _level(fitted: FittedModels, value: float, rows: Iterable[int]) -> Cell:
    """A value that is no growth rate, to as many digits as a forecast is worth."""
    return unit_cell(float(f"{value:.{_DIGITS}g}"), fitted.series.indicator.unit, rows, decimals=1)
