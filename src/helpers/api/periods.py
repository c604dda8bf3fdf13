"""Windows and months as they are typed."""

import re
from typing import Any, Literal, NamedTuple

import pandas as pd

from helpers.figures.candidates import FREQUENCY
from helpers.text.language import _, either
from helpers.text.messages import InputError, did_you_mean, shortened

_END = r"\d{4}(?:Q[1-4]|-\d{2}(?!\d))?"
_WINDOW = re.compile(rf"\s*(?P<first>{_END})?\s*(?:[-–—:/]|to|至|到)\s*(?P<last>{_END})?\s*", re.IGNORECASE)
_MONTH = re.compile(r"\d{4}-\d{2}")


class Ends(NamedTuple):
    """First and last period of a window; None where an end is open."""

    first: pd.Period | None
    last: pd.Period | None


def check_span(span: Any) -> str:
    """The span of a series, if it is one.

    Raises
    ------
    InputError
        It is none.
    """
    if not isinstance(span, str) or span not in FREQUENCY:
        words = {"span": shortened(span), "known": either([*FREQUENCY]), "hint": did_you_mean(span, FREQUENCY)}
        raise InputError(_('span "%(span)s": %(known)s is expected%(hint)s') % words)
    return span


def read_ends(window: Any, span: str) -> Ends:
    """The window of a series, in periods of its span: a year as its end takes in the last of its quarters.

    Raises
    ------
    InputError
        It has not two ends, an end is no period, or it ends before it begins.
    """
    said = shortened(repr(window))
    first, last = _two_ends(window)
    ends = Ends(_end(first, span, "start", said), _end(last, span, "end", said))
    if ends.first is not None and ends.last is not None and ends.first > ends.last:
        raise InputError(_("window=%(window)s: it ends before it begins") % {"window": said})
    return ends


def _two_ends(window: Any) -> tuple[Any, Any]:
    if window is None:
        return None, None
    if isinstance(window, slice) and window.step is None:
        return window.start, window.stop
    if isinstance(window, str) and (match := _WINDOW.fullmatch(window)):
        return match["first"], match["last"]
    if isinstance(window, tuple | list) and len(window) == 2:
        return window[0], window[1]
    message = _(
        'window=%(window)s: a window has two ends: (2010, 2024), "2010-2024", (2010, None) for 2010 on, or '
        "(2010, 2010) for that year"
    )
    raise InputError(message % {"window": shortened(repr(window))})


def _end(given: Any, span: str, how: Literal["start", "end"], window: str) -> pd.Period | None:
    """An end of a window as a period of a span."""
    if given is None:
        return None
    if not re.fullmatch(_END, str(given).strip(), re.IGNORECASE) or isinstance(given, bool):
        message = _("window=%(window)s: an end is a year, quarter or month such as 2010, 2010Q3 or 2010-09")
        raise InputError(message % {"window": window})
    try:
        period = pd.Period(str(given).strip())
    except ValueError:
        message = _('window=%(window)s: "%(end)s" is no period of the calendar')
        raise InputError(message % {"window": window, "end": given}) from None
    return period.asfreq(FREQUENCY[span], how=how)


def read_month(as_of: Any) -> pd.Period | None:
    """The month whose knowledge is used; None, or "latest", for all that is known.

    Raises
    ------
    InputError
        It is no month.
    """
    if as_of is None or as_of == "latest":
        return None
    try:
        if _MONTH.fullmatch(str(as_of).strip()):
            return pd.Period(str(as_of).strip(), freq="M")
    except ValueError:
        pass
    message = _('as_of "%(month)s": a month such as "2023-11", or None for all that is known, is expected')
    raise InputError(message % {"month": shortened(as_of)})
