"""The stretch of time that a figure covers, read from its period and its span."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.text import language
from helpers.text.language import _


class Window(NamedTuple):
    """First and last day of a figure; a state at a point in time has no first day (NaT)."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def days(self) -> int:
        """How many days the window has, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def months(self) -> int:
        """How many calendar months the window touches."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1


@cache
def read_window(period: str, span: str) -> Window:
    """The days of a period under a span: 2023Q3 with ytd is 1 January to 30 September 2023.

    Raises
    ------
    ValueError
        The period is no date of the calendar, or ends before it begins.
    """
    first, _slash, last = period.partition("/")
    begin, end = pd.Period(first), pd.Period(last or first).end_time.normalize()
    if span == "point":
        return Window(pd.Timestamp("NaT"), end)
    start = pd.Timestamp(end.year, 1, 1) if span == "ytd" else begin.start_time
    if end < start:
        raise ValueError(f"{period} ends before it begins")
    return Window(start, end)


def runs_of(periods: Iterable[pd.Period]) -> list[list[pd.Period]]:
    """Periods in stretches without a hole, in their order."""
    runs: list[list[pd.Period]] = []
    for at in sorted(periods):
        if runs and runs[-1][-1] + 1 == at:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def longest_run(periods: Iterable[pd.Period]) -> list[pd.Period]:
    """Of periods the longest stretch without a hole, the later of equals."""
    return max(reversed(runs_of(periods)), key=len, default=[])


def window_words(period: str, span: str) -> str:
    """The days of a figure in words: "1 January 2023 to 6 November 2023", "event of 28 March 2022", "Q1–Q3 2023"."""
    if span == "event":
        return _("event of %(date)s") % {"date": _date(period)}
    if span == "point":
        return _("as of %(date)s") % {"date": _date(period)}
    if span == "interval" or (span == "ytd" and "Q" not in period):
        window = read_window(period, span)
        return _("%(first)s to %(last)s") % {"first": language.day(window.start), "last": language.day(window.end)}
    return language.period(pd.Period(period), span)


def _date(period: str) -> str:
    """A date as exactly as it is known."""
    if len(period) == len("2023"):
        return _("%(year)s") % {"year": period}
    if len(period) == len("2023-11"):
        return language.month(pd.Period(period, "M"))
    return language.day(pd.Timestamp(period))
