"""Which stretch of time words of a text mean, in the notation of data/observations.csv: 1—9月 is 2032-09 ytd."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from helpers.reading.readings import Head
from helpers.reading.window import Window
from helpers.reading.window_shapes import PATTERN, SHAPES

_NUMERALS: Mapping[str, int] = {each: at for at, each in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
__all__ = ["PATTERN", "Window", "Windows", "numeral", "window_of"]


def window_of(head: Head) -> Window:
    """The window that a text is about."""
    return Window(head.period, head.span)


def numeral(text: str) -> int:
    """The number of a month or quarter in digits or as a numeral: 9, 九, 十一."""
    if text.isdecimal():
        return int(text)
    return sum(_NUMERALS[each] for each in text)


class Windows:
    """The words for time of one text, read from where it stands.

    Parameters
    ----------
    head
        What the text is about.
    """

    def __init__(self, head: Head) -> None:
        self.head = window_of(head)
        self.today = head.published
        self._published = int(head.published[:4]) if head.published[:4].isdecimal() else 0

    def read(self, words: str, now: Window) -> Window | None:
        """The window that words mean; None for a day, which is none.

        Parameters
        ----------
        now
            The window that the passage is in, which 当月 and 上年同期 refer to.
        """
        words += "年" if words.isdecimal() else ""
        match = next(filter(None, (shape.fullmatch(words) for shape in SHAPES)), None)
        if match is None:
            return None
        parts = {name: value for name, value in match.groupdict().items() if value}
        for name, meaning in _MEANINGS.items():
            if not name or name in parts:
                found = meaning(self, parts, now)
                return found if found is not None and found.year else None  # of no year that is known
        return None

    def day(self, words: str, now: Window) -> str:
        """The date of a day on which something was; empty where words name none, or no year is known."""
        match = SHAPES[0].fullmatch(words)
        parts = {name: value for name, value in match.groupdict().items() if value} if match else {}
        year = self.year_of(parts, now)
        return _date(year, parts["day"]) if year and "day" in parts and "last_day" not in parts else ""

    def years(self, words: str, now: Window) -> list[Window]:
        """The years that words stand for: 2029年至2033年; 2029年以来 those up to the one of the text."""
        if words.endswith("以来") and words[:4].isdecimal():
            return [self.whole(year) for year in range(int(words[:4]), self.head.year + 1)]
        span = self.read(words, now)
        return [self.whole(int(year)) for year in span.several] if span is not None else []

    def year_of(self, parts: Mapping[str, str], now: Window) -> int:
        """The year that words are about: the one they name, else that of the passage."""
        year = self.head.year if self.head.period else now.year
        if "year" in parts:
            return int(parts["year"])
        relative = parts.get("relative", "")
        if relative in ("去年", "前年") and self._published:  # as seen from the day of the text, not from its figures
            return self._published - (1 if relative == "去年" else 2)
        if relative == "今年" and self._published > year > 0:
            return self._published  # 今年底: a text tells of the year that it is printed in
        return year - 1 if relative == "上年" else year if relative else now.year

    def months(self, year: int, last: int) -> Window:
        """The months from January to one: a quarter where the head counts so, and the months end one."""
        quarterly = "Q" in self.head.period and last % 3 == 0
        if last == _YEAR_END and self.head.span == "year" and year == self.head.year:
            return Window(str(year), "year")
        return Window(f"{year}Q{last // 3}" if quarterly else f"{year}-{last:02}", "ytd")

    def whole(self, year: int) -> Window:
        return Window(str(year), "year")


_YEAR_END = 12  # the month
Meaning = Callable[[Windows, Mapping[str, str], Window], Window | None]


def _days(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    year = windows.year_of(parts, now)
    first, last = _date(year, parts["day"]), _date(year, parts["last_day"])
    if first == f"{year}-01-01":
        return Window(last, "ytd", until=True)
    return Window(f"{first}/{last}", "interval", clear=False)


def _day(windows: Windows, parts: Mapping[str, str], now: Window) -> Window | None:
    """A day is a window only where something is counted up to it."""
    date = _date(windows.year_of(parts, now), parts["day"])
    return Window(date, "ytd", until=True) if "up_to" in parts else None


def _date(year: int, words: str) -> str:
    """A date: 11月6日 is 2032-11-06."""
    month, _sign, day = words.removesuffix("日").partition("月")
    return f"{year}-{int(month):02}-{int(day):02}"


def _months(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    found = windows.months(windows.year_of(parts, now), int(parts["last"]))
    return found if parts["first"] == "1" else replace(found, clear=False)


def _quarters(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    number = numeral(parts.get("quarters") or parts.get("to_quarter") or "2")
    if parts.get("half") == "下半年":
        return Window(str(windows.year_of(parts, now)), "year", clear=False)
    return Window(f"{windows.year_of(parts, now)}Q{number}", "ytd")


def _quarter(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    number = numeral(parts.get("quarter") or parts.get("quarter_th") or "1")
    year = windows.year_of(parts, now)
    period = f"{year}Q{number}"
    if "end_of_quarter" in parts:
        return Window(period, "ytd")
    single = "single" in parts or now.span == "quarter"
    if number == 1 and not single:
        return Window(period, "ytd")
    bare_now = period == windows.head.period and not single  # 三季度 in a release on three quarters may mean either
    return Window(period, "quarter", clear=not bare_now)


def _month(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    month, year = numeral(parts["month"]), windows.year_of(parts, now)
    if "until" in parts:
        return Window(f"{year}-{month:02}", "ytd", until=True)
    return windows.months(year, month) if "end_of_month" in parts else Window(f"{year}-{month:02}", "month")


def _years(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    first, last = int(parts["from_year"]), int(parts["to_year"])
    return Window(str(last), "year", clear=False, several=tuple(map(str, range(first, last + 1))))


def _same(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    return now.year_before()


def _some_year(windows: Windows, parts: Mapping[str, str], now: Window) -> Window | None:
    year = windows.year_of(parts, now)
    if "since" in parts and year != windows.head.year:
        return None
    relative = parts.get("relative", "")
    if relative == "今年" and not {"whole", "end_of_year"} & set(parts):
        return windows.whole(windows._published) if windows.head.year < windows._published else windows.head
    if year == windows.head.year and not {"whole", "end_of_year"} & set(parts):
        return windows.head
    found = windows.whole(year)
    return replace(found, local=relative == "上年" or (relative == "去年" and found.period != windows.head.period))


def _all_year(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    return windows.whole(now.year)


def _at_end(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    return windows.whole(now.year) if parts["at_end"] in ("年末", "年底") else now


def _this_month(windows: Windows, parts: Mapping[str, str], now: Window) -> Window | None:
    year, _dash, month = now.period[:7].partition("-")
    if now.span == "ytd" and "Q" in now.period:
        year, _q, quarter = now.period.partition("Q")
        month = f"{int(quarter) * 3:02}"
    return Window(f"{year}-{month}", "month") if month else None


def _this_quarter(windows: Windows, parts: Mapping[str, str], now: Window) -> Window | None:
    return Window(now.period, "quarter") if "Q" in now.period else None


def _before(windows: Windows, parts: Mapping[str, str], now: Window) -> Window | None:
    """The month or the quarter before that of the passage."""
    sign, year, step = ("-", "12", 1) if "month_before" in parts else ("Q", "4", 1)
    if sign not in now.period:
        return None
    number = int(now.period[5:7].lstrip("Q")) - step if sign == "-" else int(now.period[-1]) - step
    period = f"{now.year}{sign}{number:02}" if sign == "-" else f"{now.year}{sign}{number}"
    period = period if number else f"{now.year - 1}{sign}{year}"
    return Window(period, "month" if sign == "-" else "quarter", local=True)


def _counted_months(windows: Windows, parts: Mapping[str, str], now: Window) -> Window:
    return windows.months(windows.year_of(parts, now), numeral(parts["months"]))


# What words with these parts mean; the first that fits.
_MEANINGS: Mapping[str, Meaning] = {
    "last_day": _days,
    "day": _day,
    "last": _months,
    "months": _counted_months,
    "quarters": _quarters,
    "to_quarter": _quarters,
    "half": _quarters,
    "quarter": _quarter,
    "quarter_th": _quarter,
    "first_quarter": _quarter,
    "month": _month,
    "from_year": _years,
    "same": _same,
    "year_after": lambda windows, parts, now: windows.whole(now.year + 1) if now.year else None,
    "year_prior": lambda windows, parts, now: now.year_before() if now.span == "year" else None,
    "all_year": _all_year,
    "at_end": _at_end,
    "month_before": _before,
    "quarter_before": _before,
    "this_month": _this_month,
    "this_quarter": _this_quarter,
    "": _some_year,
}
