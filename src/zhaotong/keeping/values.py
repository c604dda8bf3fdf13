"""The value that a keeper types or pastes, as the notation of data/observations.csv has it: with every digit it has.

What can mean but one thing is taken: 2,046.38, －5.8, 下降0.6 of a rate, 59043万元 of money in 亿元, 2000以上. What can
mean several, or is no number, is asked about. No digit is ever dropped or added: a mark such as ① is told apart from a
number, and a number in words is offered in digits, never taken.
"""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from helpers.figures.indicators import Indicator
from helpers.figures.named import growth_of
from helpers.figures.observations import Observations
from helpers.figures.printed import CONVERTED, in_unit, split_printed
from helpers.text.language import _, listed
from helpers.text.messages import InputError, shortened
from zhaotong.keeping.number_words import number_in_words
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.units import factor_of

_SIMPLER = str.maketrans("億萬個點戶噸餘約過長負﹣−‐‑‒–―〜∶", "亿万个点户吨余约过长负" + "-" * 7 + "~:")
_NUMBER = r"-? ?(?:\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_UP = "增长|上升|提高|增加|上涨|扩大|涨|增|up|rose|grew|risen|increased by|increased|\\+"
_DOWN = "负增长|下降|减少|降低|回落|下跌|收窄|降|跌|减|负|fell|down|declined by|declined|decreased by|decreased|minus"
_OVER = "超过|超|突破|逾|多于|高于|大于|不低于|不少于|至少|over|more than|above|at least|>=|≥|>"
_UNDER = "不到|不足|低于|少于|小于|不超过|不高于|至多|最多|under|less than|below|at most|<=|≤|<"
_ABOUT = "大约|约|将近|接近|近|大概|about|around|nearly|almost|approximately|some|≈|~"
_VALUE = re.compile(
    rf"(?:(?:同比|比上年|较上年|比上年同期|较上年同期)(?:实际|名义)?)? ?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))? ?"
    rf"(?:(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<about>{_ABOUT}))? ?"
    rf"(?P<ordinal>第)?(?P<share>百分之|千分之)?(?P<number>{_NUMBER}) ?(?P<more>[多余])?"
    rf"(?:(?P<first_unit>[^\d~—\-至到]*?) ?(?:[~—-]|至|到|to) ?(?P<upper>{_NUMBER}))?"
    r"(?P<unit>[^\d.,()]*?) ?(?:(?P<above>及?以上|\+|or more)|(?P<below>以下|以内|or less)|(?P<near>左右|上下))?",
    re.IGNORECASE,
)
_MARKS = "*†‡§※▲△★☆#"
_NONE = ("-", "--", "—", "——", "…", "……", "...", "/", "x", "n/a", "na", "nil", "无", "暂无", "缺", "空")
_UNCHANGED = ("持平", "flat", "unchanged", "与上年持平")
_SHARES = ("gdp_share_primary", "gdp_share_secondary", "gdp_share_tertiary")
_APPROXIMATE, _IN_WORDS = "approximate", "printed_in_words"  # caveats


class Value(NamedTuple):
    """A value as it is recorded.

    Attributes
    ----------
    notation
        As data/observations.csv writes it.
    converted
        Whether it was printed in another unit than that of its indicator.
    """

    notation: str
    converted: bool


def value_meant(typed: str, indicator: Indicator, observations: Observations, caveats: str = "") -> Value:
    """The value that was typed for an indicator.

    Parameters
    ----------
    caveats
        What the keeper says of it already, codes separated by |.

    Raises
    ------
    InputError
        It means several things, or none.
    """
    text = narrow(typed)
    try:
        split_printed(text)
    except ValueError:
        pass
    else:
        return Value(text, False)
    _refuse_what_is_none(text, indicator)
    _refuse_marks(text, indicator, observations, caveats)
    found = _VALUE.fullmatch(text)
    if found is None:
        _refuse_slips(text)
        raise InputError(_("a number is expected, with the digits as printed: 8.0, 59043万元, 2000+ or 2~3"))
    return _read(found, indicator, observations, caveats)


def narrow(text: str) -> str:
    """Without full-width forms of letters, digits and signs, other minus signs and traditional forms of units."""
    wide = {each: unicodedata.normalize("NFKC", each) for each in text if "！" <= each <= "～"}
    plain = " ".join("".join(wide.get(each, each) for each in text).translate(_SIMPLER).split())
    return re.sub(r"^— ?(?=\d)", "-", plain)


def _read(found: re.Match, indicator: Indicator, observations: Observations, caveats: str) -> Value:
    """The value of a text whose parts were told apart."""
    number, upper = (re.sub("[, ]", "", each or "") for each in (found["number"], found["upper"]))
    if found["up"] or found["down"]:
        number = _signed(found, number, indicator, observations)
        upper = f"-{upper}" if upper and found["down"] else upper
    if found["ordinal"] and indicator.unit != "rank":
        words = _('"%(text)s" is a place in an order; %(indicator)s is in %(unit)s')
        raise InputError(
            words % {"text": shortened(found[0]), "indicator": indicator.code, "unit": indicator.unit_name}
        )
    factor = Decimal(1)
    for unit in (found["share"], found["first_unit"], found["unit"]):
        if unit and unit.strip():
            factor = factor_of(unit.strip(), indicator, observations)
    over, under = found["over"] or found["above"] or found["more"], found["under"] or found["below"]
    if (over and under) or ((over or under) and upper):
        raise InputError(_("it says two things of one number; give the number, or a bound such as 2000+ or ≤50"))
    if upper and Decimal(upper) < Decimal(number):
        words = _("a range goes from the lower end to the higher: %(low)s~%(high)s")
        raise InputError(words % {"low": upper, "high": number})
    notation = in_unit(f"{'≤' if under else ''}{number}{'+' if over else ''}{f'~{upper}' if upper else ''}", factor)
    about = found["about"] or found["near"]
    if about and _APPROXIMATE not in caveats.split("|"):
        words = _('"%(about)s" says that the number is approximate')
        wanted = [_APPROXIMATE, CONVERTED] if factor != 1 else [_APPROXIMATE]
        raise UnsettledError(words % {"about": about}, notation, "|".join(wanted))
    return Value(notation, factor != 1)


def _signed(found: re.Match, number: str, indicator: Indicator, observations: Observations) -> str:
    """The number of a text that says whether it rose or fell."""
    word = found["up"] or found["down"]
    if word == "+" or word in ("minus", "负"):  # signs in words
        return number if word == "+" else f"-{number.removeprefix('-')}"
    if indicator.measure not in ("growth", "gap"):
        names = {"word": word, "indicator": indicator.code, "growth": growth_of(indicator, observations)}
        words = _('"%(word)s" says by how much something changed, and %(indicator)s is no change')
        if names["growth"]:
            words = _('"%(word)s" says by how much something changed: the growth of %(indicator)s is %(growth)s')
        raise InputError(words % names)
    if not found["down"]:
        return number
    if number.startswith("-"):
        words = _('"%(word)s" and the minus sign both say that it fell')
        raise UnsettledError(words % {"word": word}, number)
    return f"-{number}"


def _refuse_what_is_none(text: str, indicator: Indicator) -> None:
    """Refuse what is no number, or a number in words, or several."""
    if text.casefold() in _NONE:
        raise InputError(_("no number is printed there: leave the figure out"))
    if text.casefold() in _UNCHANGED:
        words = _(
            '"%(text)s" prints no digit: if 0 is meant, write 0 with the caveat %(caveat)s and the words in the '
            "locator, such as ¶3 “持平”"
        )
        raise InputError(words % {"text": text, "caveat": _IN_WORDS})
    if said := number_in_words(text.removeprefix("第") if indicator.unit == "rank" else text):
        words = _('"%(text)s" is a number in words, which the locator quotes, such as ¶3 “%(text)s”')
        raise UnsettledError(words % {"text": text}, said, _IN_WORDS)
    parts = text.split(":")
    if len(parts) > 1 and all(re.fullmatch(_NUMBER, part.strip()) for part in parts):
        if len(parts) == 2 and indicator.unit == "ratio" and parts[1].strip() == "1":
            words = _("a ratio to 1 is written as its first number alone: %(number)s")
            raise InputError(words % {"number": parts[0].strip()})
        words = _("%(numbers)s are several numbers, and a figure has one: record each of its own indicator")
        if len(parts) == 3:  # most likely the sectors
            words = _(
                "%(numbers)s are several numbers, and a figure has one: shares of the three sectors are %(shares)s"
            )
        names = {"numbers": listed([part.strip() for part in parts]), "shares": listed(list(_SHARES))}
        raise InputError(words % names)


def _refuse_marks(text: str, indicator: Indicator, observations: Observations, caveats: str) -> None:
    """Refuse marks of footnotes; what stands without them is offered where it is a number."""
    marks = [each for each in text if each in _MARKS or (unicodedata.category(each) == "No")]
    noted = re.search(r"\d.*?((?:[\[(〔【（](?:注|note)? ?\w{1,3}[\])〕】）])+)$", text, re.IGNORECASE)
    if marks:
        rest = "".join(each for each in text if each not in marks).strip()
        words = _("the mark %(marks)s is no part of the number")
        if re.search(r"\d", rest):
            raise UnsettledError(
                words % {"marks": "".join(marks)}, value_meant(rest, indicator, observations, caveats).notation
            )
        raise InputError(words % {"marks": "".join(marks)})
    if noted:
        words = _("the note %(note)s is no part of the number: type the number alone")
        raise InputError(words % {"note": noted[1]})
    if re.fullmatch(rf"[(（]{_NUMBER}%?[)）]", text):
        bare = text[1:-1].rstrip("%")
        words = _("a number in brackets may be below zero or a note: write -%(number)s or %(number)s")
        raise InputError(words % {"number": bare})


def _refuse_slips(text: str) -> None:
    """Refuse what is a slip of the point that separates the decimals; the point is offered where one is clear."""
    if match := re.fullmatch(r"(-?\d+) ?([.,。·、]) ?(\d+)", text):
        words = _('"%(mark)s" is no decimal point')
        if match[2] == ".":
            words = _("there is a space inside of the number")
        raise UnsettledError(words % {"mark": match[2]}, f"{match[1]}.{match[3]}")
    if re.fullmatch(r"-?\.\d+|-?\d+\.", text):
        raise InputError(_("a digit is missing on one side of the decimal point: type the digits as printed"))
