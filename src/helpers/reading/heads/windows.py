"""The stretches of time that the head of a Chinese text names: 2031年, 前三季度, 1—5月."""

import re
from typing import NamedTuple

_DIGITS = {each: str(at) for at, each in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "O": "0"}
YEAR = r"(?<![\d.])(?:19|20)\d\d"
_CHINESE_YEAR = rf"(?P<year>{YEAR}|[〇零○O一二三四五六七八九]{{4}})\s*年?度?的?\s*"
DASH = r"\s*(?:[-—–－~～至到]|——)\s*"
_CHINESE = re.compile(
    rf"(?P<since>{YEAR})年?{DASH}(?P<until>{YEAR})年|(?:{_CHINESE_YEAR})?(?:"
    rf"[1一]月?份?{DASH}(?P<to>1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])月份?|"
    rf"(?P<three>前(?:三|3)个?季度|[1一]{DASH}[3三]季度|[1一]、[2二]、[3三]季度)|(?P<half>上半年|[1一]{DASH}[2二]季度|前两个?季度|半年)|"
    r"(?P<first>第?(?:一|1|首)季度)|第(?P<quarter>[二三四234])季度|(?P<alone>[二三四234])季度(?P<only>单季)?|"
    r"(?P<whole>全年|年度)|(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!份|\s*\d+\s*日|[末底])(?:当月|单月)?"
    rf")|(?P<its>{YEAR}|[〇零○O一二三四五六七八九]{{4}})\s*年度?(?![前初末底]|以来|来|\s*\d{{1,2}}\s*月)"
)


class Named(NamedTuple):
    """A stretch of time that a text names.

    Attributes
    ----------
    year
        Empty where it is not said.
    part
        What of the year: empty for all of it, Q3, or 05.
    span
        As data/observations.csv has it; empty where the words leave it open: 三季度 is the quarter, or all up to it.
    start, end
        Where it is said.
    """

    year: str
    part: str
    span: str
    start: int
    end: int

    def period(self, year: str = "") -> str:
        """The period, as data/observations.csv has it, in a year if none is said; empty where none is known."""
        year = self.year or year
        return f"{year}{'-' if self.part.isdecimal() else ''}{self.part}" if year else ""


def windows_in(text: str) -> list[Named]:
    """The stretches of time that a Chinese text names, in their order; dates of days are none."""
    windows = []
    for found in _CHINESE.finditer(text):
        ends = [found["since"], found["until"]] if found["since"] else []
        windows += [Named(year, "", "year", found.start(), found.end()) for year in ends] or [_chinese(found)]
    return windows


def _chinese(found: re.Match[str]) -> Named:
    year = "".join(_DIGITS.get(each, each) for each in found["year"] or found["its"] or "")
    at = found.start(), found.end()
    if found["to"]:
        return Named(year, *to_month(_month(found["to"])), *at)
    if found["three"] or found["half"] or found["first"]:
        return Named(year, "Q3" if found["three"] else "Q2" if found["half"] else "Q1", "ytd", *at)
    if quarter := found["quarter"] or found["alone"]:
        span = "quarter" if found["quarter"] or found["only"] else ""
        return Named(year, f"Q{_month(quarter)}", span, *at)
    if found["month"]:
        return Named(year, f"{_month(found['month']):02}", "month", *at)
    return Named(year, "", "year", *at)


def _month(number: str) -> int:
    """A number up to twelve, in digits or in Chinese words."""
    if number.isdecimal():
        return int(number)
    return 10 + int(_DIGITS.get(number[1:], "0") or 0) if number.startswith("十") else int(_DIGITS[number])


def to_month(month: int) -> tuple[str, str]:
    """The part of a year that ends with a month, counted from January, as a quarter where it ends with one."""
    if month == 12:
        return "", "year"
    return (f"Q{month // 3}" if month % 3 == 0 else f"{month:02}"), "ytd"


def only(windows: list[Named]) -> Named | None:
    """The window that is meant where all that are named are one; of a year and a part of it the part."""
    parts = [each for each in windows if each.part] or windows
    years = {each.year for each in windows if each.year}
    if len({(each.part, each.span) for each in parts}) != 1 or len(years) > 1:
        return None
    return parts[0]._replace(year=next(iter(years), ""))


def year_of(named: Named, windows: list[Named], published: str) -> str:
    """The year of a window that is named without: as a text says it in full, else the last that was over then.

    Parameters
    ----------
    windows
        All that the text names.
    published
        When it was published; a year alone leaves open whether the window was over.
    """
    said = {each.year for each in windows if each.year and each.part == named.part}
    if named.year or len(said) == 1:
        return named.year or said.pop()
    if len(published) < len("2032-04"):
        return ""
    ends = int(named.part[1:]) * 3 if named.part.startswith("Q") else int(named.part or 12)
    return str(int(published[:4]) - (int(published[5:7]) <= ends))
