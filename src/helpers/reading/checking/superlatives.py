"""What a text calls a number among those of its years: the highest or lowest, or the first fall, since when."""

import re
from typing import NamedTuple

from helpers.reading.chinese.words import value_in_words
from helpers.reading.english.number_words import CARDINAL, cardinal

_ZH = re.compile(
    r"(?:(?P<year>\d{4})年[^，,。；;0-9]{0,6}?以来|近?(?P<many>[一二三四五六七八九十两]{1,3}|\d{1,2})年(?:以)?来)"
    r"(?P<of>[^，,。；;0-9]{0,8}?)"
    r"(?P<way>最[快高大好慢低小]|新高|新低|首次(?:出现)?(?:下降|下跌|负增长|转负))(?P<what>[^，,。；;0-9]{0,4})"
)
_EN = re.compile(
    r"\b(?P<way>fastest|quickest|strongest|highest|largest|biggest|slowest|weakest|lowest|smallest|first)\b"
    r"(?P<what>(?: [a-z'’-]+){0,5}?) "
    rf"(?:since (?P<year>\d{{4}})|in (?P<many>a|\d{{1,2}}|{CARDINAL}) (?P<unit>years?|decades?)|(?:on record|ever))\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"全|各|省|市|县|among|\b(?:provinc|prefectur|cit(?:y|ies)|countr|nation|region|world)", re.I)
_DOWN = re.compile(r"decline|fall|drop|contraction|decrease|降|跌|减", re.IGNORECASE)
_LOW = ("最慢", "最低", "最小", "新低", "slowest", "weakest", "lowest", "smallest")
_NEAR = 25  # letters between such words and the number that they are said before
_PLAIN = (  # with no time of their own
    ("high", re.compile("新高|历史最高|来最高|record high")),
    ("low", re.compile("新低|历史最低|来最低|record low")),
)


class Superlative(NamedTuple):
    """What a number is called.

    Attributes
    ----------
    way
        "high", "low", or "fall", the first of its kind.
    since
        The year after which none is like it; 0 where the words name none.
    """

    way: str
    since: int


def superlative_of(before: str, after: str, year: int) -> Superlative | None:
    """What the words around a number call it; None where they call it none.

    Parameters
    ----------
    before, after
        Its sentence up to the number before it, and on to the next.
    year
        That the number is of.
    """
    near = next((each for each in _found(before) if len(before) - each.end() <= _NEAR), None)
    for match in (*_found(after), *filter(None, [near])):
        way, what = match["way"].lower(), match["what"]
        down = _DOWN.search(way + what)
        if way.startswith(("first", "首次")):
            if not down:
                continue
            way = "fall"
        else:
            way = "low" if way in _LOW or down else "high"
        return Superlative(way, _year_of(match, year))
    return next((Superlative(way, 0) for way, words in _PLAIN if words.search(after)), None)


def _found(text: str) -> list[re.Match]:
    matches = (*_ZH.finditer(text), *_EN.finditer(text))
    return [each for each in matches if not _ELSEWHERE.search(each["what"] + (each.groupdict().get("of") or ""))]


def _year_of(match: re.Match, year: int) -> int:
    """The year since when, as it is named or counted back from that of the number."""
    many = match["many"]
    if match["year"] or not many:
        return int(match["year"] or 0)
    if many.isdecimal():
        years = int(many)
    elif many.isascii():
        years = 1 if many.lower() == "a" else int(cardinal(many.lower()))
    else:
        years = int(value_in_words(many) or 0)
    return year - years * (10 if (match.groupdict().get("unit") or "").lower().startswith("decade") else 1)
