"""The stretch of time that a figure covers, read from its period and its span."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd

from helpers.text import language
from helpers.text.language import _

_YEAR = 12  # months


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


def periods_of(texts: Iterable[str], frequency: str) -> pd.PeriodIndex:
    """The periods that texts name; each text is read once in a process, for few periods are named by many figures."""
    ordinals = [_ordinal(text, frequency) for text in texts]
    found: pd.PeriodIndex = pd.PeriodIndex.from_ordinals(ordinals, freq=frequency)  # type: ignore[attr-defined]
    return found


@cache
def _ordinal(text: str, frequency: str) -> int:
    return pd.Period(text, frequency).ordinal


def ends_in(first: int, last: int, span: str) -> tuple[str | int, str | int]:
    """The first and the last period of a span in some years, as `helpers.figures.series.select_series` takes them."""
    if span == "year":
        return first, last
    start, stop = ("-01", "-12") if span == "month" else ("Q1", "Q4")
    return f"{first}{start}", f"{last}{stop}"


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
    """The days of a figure in words: "1 January to 6 November 2023", "event of 28 March 2022", "2023"."""
    if span == "event":
        return _("event of %(date)s") % {"date": _date(period)}
    if span == "point":
        return _("as of %(date)s") % {"date": _date(period)}
    if span == "interval" or (span == "ytd" and "Q" not in period):
        return _days(read_window(period, span))
    return language.period(pd.Period(period), span)


def newest_words(rows: pd.DataFrame, region: str) -> str:
    """The period of the latest figure of a region among rows of figures, in words; empty where there is none.

    Of figures that end on one day, that of the longest stretch is named. An event is none: many are dated by their
    year alone, which ends after all that is known of it.
    """
    own = (rows["region"] == region) & (rows["span"] != "event")
    periods = rows.loc[own, ["period", "span"]].drop_duplicates()
    windows = {key: read_window(*key) for key in periods.itertuples(index=False, name=None)}
    dated = {key: (each.end, -each.start.toordinal()) for key, each in windows.items() if not pd.isna(each.start)}
    return window_words(*max(dated, key=dated.__getitem__)) if dated else ""


def _days(window: Window) -> str:
    """A stretch of days: by its months where it holds them whole, without the year at both ends where that is one."""
    first, last = window.start.to_period("M"), window.end.to_period("M")
    whole = window.start.day == 1 and window.end.day == last.days_in_month
    if window.start.year != window.end.year:
        return _("%(first)s to %(last)s") % {"first": language.day(window.start), "last": language.day(window.end)}
    if whole and window.months == _YEAR:
        return language.period(window.end.to_period("Y"), "year")
    if whole:
        return language.months(first, last) if first != last else language.month(last)
    return language.days(window.start, window.end)


def _date(period: str) -> str:
    """A date as exactly as it is known."""
    if len(period) == len("2023"):
        return _("%(year)s") % {"year": period}
    if len(period) == len("2023-11"):
        return language.month(pd.Period(period, "M"))
    return language.day(pd.Timestamp(period))
