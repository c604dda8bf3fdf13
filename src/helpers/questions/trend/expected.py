"""What is expected of the next year, or would have been of one that is over, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.figures.indicators import Indicator
from helpers.models.paths import LEVELS
from helpers.questions.trend.fitted import FittedModels
from helpers.show.measures import between, in_words
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined, number
from helpers.text.messages import RefusedError


@dataclass(frozen=True)
class Expected:
    """The next year's value, and between what it lies four times in five.

    Attributes
    ----------
    year
        Which it is.
    point, low, high
        In the unit of the series.
    is_test
        Whether the year is over.
    rows, behind
        The rows of figures that the point, and its interval, rest on.
    """

    year: pd.Period
    point: float
    low: float
    high: float
    is_test: bool
    rows: Iterable[int]
    behind: Iterable[int]


def expected_of(fitted: FittedModels) -> Expected | None:
    """What the year to date says of the year, or else the forecast; None where there is neither."""
    if (nowcast := fitted.nowcasts.latest) is not None:
        year = pd.Period(str(nowcast.told.year), "Y")
        return Expected(year, nowcast.point, *nowcast.bounds(LEVELS[0]), False, nowcast.told.figure.rows, nowcast.rows)
    if isinstance(fitted.forecast, RefusedError):
        return None
    first = fitted.forecast.frame.iloc[0]
    rows = fitted.ahead_rows
    point, low, high = (float(first[name]) for name in ("point", "low80", "high80"))
    return Expected(fitted.forecast.frame.index[0], point, low, high, fitted.is_test, rows, rows)


def expected_sentence(fitted: FittedModels) -> Markup | None:
    """What to expect of the next year; of a year that is over, that it is a test, and what came."""
    found = expected_of(fitted)
    if found is None:
        return None
    said = {"year": found.year, "range": _range(fitted, found)}
    if not fitted.series.indicator.is_growth:
        message = _("For %(year)s expect about %(point)s; four times in five %(range)s.")
        if found.is_test:
            message = _("%(year)s is over; a test expects about %(point)s of it, four times in five %(range)s.")
        sentences = [say(message, point=about(found.point, fitted.series.indicator, found.rows), **said)]
    else:
        point = cited(number(abs(found.point)), found.rows)
        sentences = [say(_growth_message(found), point=point, **said)]
    if not found.is_test and fitted.after is not None and str(found.year) in fitted.after.ended:
        sentences.append(say(_("%(year)s is over, but its figure is not recorded."), year=found.year))
    came = fitted.after.came.get(str(found.year)) if found.is_test and fitted.after is not None else None
    if came is not None:
        outcome = in_words(came.figure.value, fitted.series.indicator, came.figure.rows)
        sentences.append(say(_("It was %(outcome)s."), outcome=outcome))
    return Markup(joined(sentences))


def _growth_message(found: Expected) -> str:
    """The form for growth or a fall to come, or of a test."""
    if found.is_test:
        return by_sign(
            found.point,
            _("%(year)s is over; a test expects growth of about %(point)s%% of it, four times in five %(range)s."),
            _("%(year)s is over; a test expects a fall of about %(point)s%% of it, four times in five %(range)s."),
            _("%(year)s is over; a test expects no growth of it, four times in five %(range)s."),
        )
    return by_sign(
        found.point,
        _("For %(year)s expect growth of about %(point)s%%; four times in five %(range)s."),
        _("For %(year)s expect a fall of about %(point)s%%; four times in five %(range)s."),
        _("For %(year)s expect no growth; four times in five %(range)s."),
    )


def _range(fitted: FittedModels, found: Expected) -> str:
    if fitted.series.indicator.is_growth:
        return between(found.low, found.high, found.behind)
    ends = {"low": found.low, "high": found.high}
    said = {name: about(end, fitted.series.indicator, found.behind) for name, end in ends.items()}
    return _("between %(low)s and %(high)s") % said


def about(value: float, indicator: Indicator, rows: Iterable[int]) -> str:
    """A value that is expected: of a level no more than three digits, for more would say that it is known."""
    return in_words(value if indicator.is_percent else float(f"{value:.3g}"), indicator, rows)
