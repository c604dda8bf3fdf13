"""The period that a person types, in the notation of the data, with the span that its words say."""

import re
from typing import NamedTuple

from helpers.text.typed import day_typed, month_typed, plain, quarter_typed, year_typed

_CHINESE = {each: str(at) for at, each in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_YEAR_IN_WORDS = re.compile("^[〇零○一二三四五六七八九]{4}(?=年)")
_MONTH_IN_WORDS = re.compile("(十[一二]?|[一二三四五六七八九])(?=个?月)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ROMAN_QUARTER = re.compile(r"(?<=[\d年第])(iv|i{1,3})(?=季)", re.ASCII)
_OWN = re.compile("(?:当|单)([季月])$|(累计)$")  # which says what a quarter or month covers
_DASH = "[-~—–−至到]+"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_COUNTED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = re.compile(  # a year before or behind the part of it
    r"(?P<year>\d{4}) ?年?[ -]?(?P<part>.*)|(?P<part_first>.*?),? ?(?:of |in )?(?P<last_year>\d{4})", re.ASCII
)
_LISTED = "[1一]、(?=[2二]季)|[1一]、[2二]、(?=[3三]季)|[1一]、[2二]、[3三]、(?=[4四]季)"
_TO_QUARTER = re.compile(
    rf"(?:[1一]季?度?{_DASH}|[前头]|{_LISTED})(?P<quarter>[1-4一二三四])个?季度|(?P<half>上半年|h1|(?:the )?first half)"
    r"|(?:the )?first (?P<words>two|three|four) quarters",
    re.ASCII,
)
_QUARTER = re.compile(
    r"第(?P<quarter>[1-4一二三四])季度|(?:the )?(?P<words>first|second|third|fourth) quarter", re.ASCII
)
_TO_MONTH = re.compile(
    rf"0?1月?份?{_DASH}(?P<month>\d{{1,2}})月份?|[前头](?P<count>\d{{1,2}})个月"
    rf"|jan[a-z]*\.? ?(?:{_DASH}|to) ?(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?",
    re.ASCII,
)
_OF_QUARTER = re.compile(rf"0?(?P<first>4|7|10)月?{_DASH}0?(?P<last>6|9|12)月份?", re.ASCII)
_WHOLE = re.compile("全年|度|fy|the year|the whole year")
_END = re.compile("末|底|年末|年底|(?:the )?end")
_WITHOUT_YEAR = re.compile(
    rf"(?:今年|去年|本年|上年|当年|明年)?(?:同期|以来|[1一]{_DASH}[1-4一二三四]季度|[前头]?第?[1-4一二三四]个?季度|上半年|下半年|"
    rf"全年|q[1-4]|h[12]|(?:1{_DASH})?\d{{1,2}}月份?|[前头]\d{{1,2}}个月)?",
    re.ASCII,
)
_SPANS = {
    "year": ("全年", "年", "年度", "一年", "annual", "full year"),
    "ytd": ("累计", "年初累计", "年初以来", "年初至今", "cumulative", "year-to-date"),
    "quarter": ("当季", "单季", "季", "季度", "本季", "quarterly"),
    "month": ("当月", "单月", "月", "月度", "本月", "monthly"),
    "interval": ("起止时段", "时段", "期间"),
    "event": ("单次活动", "活动"),
    "point": ("时点", "年末", "期末", "月末", "年底", "end of period"),
}


class TypedPeriod(NamedTuple):
    """A period and the span that was said with it; empty where none was."""

    period: str
    span: str = ""


def period_typed(text: str) -> TypedPeriod | None:
    """The period that a text names: 2025年前三季度 is 2025Q3 ytd, 2025/09 is 2025-09; None where it names none.

    What ends with a quarter is of quarters: January to September is 2025Q3.
    """
    bare = _even(text)
    if (own := _OWN.search(bare)) and (of := period_typed(bare[: own.start()])):
        span = "ytd" if own[2] else {"季": "quarter", "月": "month"}[own[1]]
        fits = {"ytd": of.period[4:], "quarter": "Q" in of.period, "month": re.fullmatch(r"\d{4}-\d\d", of.period)}
        return of._replace(span=span) if fits[span] and of.span in ("", span) else None
    if (dated := _DATED.fullmatch(bare)) is None:
        return None
    year = dated["year"] or dated["last_year"]
    part = (dated["part"] or dated["part_first"] or "").strip()
    if found := _TO_QUARTER.fullmatch(part):
        return TypedPeriod(f"{year}Q{_count(found['quarter'] or found['words'] or '2')}", "ytd")
    if found := _TO_MONTH.fullmatch(part):
        month = _MONTHS.index(found["name"]) + 1 if found["name"] else int(found["month"] or found["count"])
        return _to_month(year, month)
    if found := _QUARTER.fullmatch(part):
        return TypedPeriod(f"{year}Q{_count(found['quarter'] or found['words'])}", "quarter")
    found = _OF_QUARTER.fullmatch(part)
    if found and int(found["last"]) == int(found["first"]) + 2:
        return TypedPeriod(f"{year}Q{int(found['last']) // 3}", "quarter")
    if _WHOLE.fullmatch(part):
        return TypedPeriod(year, "year")
    if _END.fullmatch(part):
        return TypedPeriod(year)
    if part in ("下半年", "h2"):
        return None  # the data have no span for it
    day = day_typed(bare)
    short = year_typed(bare) or quarter_typed(bare) or month_typed(bare)
    if not short and (ends := re.fullmatch(r"(\d{4}年\d{1,2}月)[末底]", bare, re.ASCII)):
        short = month_typed(ends[1])
    return TypedPeriod(short or day) if short or day != bare else None


def _even(text: str) -> str:
    """A text without case and the spaces in Chinese, with years, months and quarters in digits: 二〇二五年 九月."""
    bare = plain(text).casefold()
    if "年" in bare:
        bare = bare.replace(" ", "")
    bare = _YEAR_IN_WORDS.sub(lambda found: "".join(_CHINESE[each] for each in found[0]), bare)
    bare = _MONTH_IN_WORDS.sub(lambda found: _month_in_words(found[1]), bare)
    bare = _ROMAN_QUARTER.sub(lambda found: _ROMAN[found[1]], bare)
    bare = re.sub(r"^([1-4])q ?(\d{4})$", r"\2q\1", bare, flags=re.ASCII)
    bare = re.sub(r"^(\d{4})/(?=q[1-4]$)", r"\1", bare, flags=re.ASCII)
    return re.sub(r"^(\d{4})\.0$", r"\1", bare, flags=re.ASCII)


def _month_in_words(words: str) -> str:
    return str(10 + int(_CHINESE.get(words[1:], "0"))) if words.startswith("十") else _CHINESE[words]


def lacks_year(text: str) -> bool:
    """Whether a text names a part of a year and does not say of which."""
    bare = _even(text)
    return bool(bare) and _WITHOUT_YEAR.fullmatch(bare) is not None


def span_typed(text: str) -> str | None:
    """The span that a text names: 全年, 累计, 当季; None where it names none."""
    bare = plain(text).casefold()
    return next((span for span, names in _SPANS.items() if bare in (span, *names)), None)


def _count(word: str) -> int:
    """One to four, in digits or in words."""
    return _QUARTERS.get(word) or _COUNTED.get(word) or int(word)


def _to_month(year: str, month: int) -> TypedPeriod | None:
    if not 1 <= month <= len(_MONTHS):
        return None
    if month == len(_MONTHS):
        return TypedPeriod(year, "year")
    return TypedPeriod(f"{year}Q{month // 3}" if month % 3 == 0 else f"{year}-{month:02}", "ytd")
