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
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.units import factor_of
from zhaotong.keeping.value_slips import refuse_marks, refuse_slips, refuse_what_is_none, refuse_words

_SIMPLER = str.maketrans("億萬個點戶噸餘約過長負−‐‑‒–―〜∶¥￥’", "亿万个点户吨余约过长负" + "-" * 6 + "~:元元'")
_NUMBER = r"-? ?(?:[0-9]{1,3}(?:[, '][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_UP = (
    "增长|上升|提高|增加|上涨|扩大|涨|增|增速|增幅|涨幅|up by|up|rose by|rose|grew by|grew|risen|increased by|"
    "increased|(?:an )?increase of|↑|\\+"
)
_DOWN = (
    "负增长|下降|减少|降低|回落|下跌|收窄|降|跌|减|负|降幅|跌幅|fell by|fell|down by|down|declined by|declined|"
    "decreased by|decreased|(?:a )?(?:decline|decrease|fall|drop) of|minus|↓"
)
_OVER = "超过|超|突破|逾|多于|高于|大于|不低于|不少于|至少|over|more than|above|at least|>=|≥|>"
_UNDER = "不到|不足|低于|少于|小于|不超过|不高于|至多|最多|under|less than|below|at most|<=|≤|<"
_ABOUT = "大约|约|将近|接近|近|大概|about|around|nearly|almost|approximately|some|≈|~"
_YUAN = "元|人民币|RMB|CNY"  # before a number; narrow() writes ¥ so
_VALUE = re.compile(
    rf"(?:(?:同比|[比较](?:上|去)年(?:同期)?)(?:实际|名义)?)? ?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))? ?"
    rf"(?:(?P<over>{_OVER})|(?P<under>{_UNDER})|(?P<about>{_ABOUT}))? ?"
    rf"(?P<ordinal>第)?(?P<share>百分之|千分之)?(?P<yuan>{_YUAN})? ?(?P<number>{_NUMBER}) ?(?P<more>[多余])?"
    rf"(?:(?P<first_unit>[^0-9~—\-至到]*?) ?(?:[~—-]|至|到|to) ?(?P<upper>{_NUMBER}))?"
    r"(?P<unit>[^0-9.,()。；;、!\"'“”]*?) ?"
    r"(?:(?P<above>及?以上|\+|or more)|(?P<below>以下|以内|or less)|(?P<near>左右|上下))?"
    r"(?:大关|关口|之间)?",
    re.IGNORECASE,
)
_APPROXIMATE = "approximate"  # a caveat


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
    refuse_what_is_none(text, indicator)
    refuse_words(text, indicator, observations)
    text = _without_brackets(text, indicator, observations)

    def read(rest: str) -> str:
        return value_meant(rest, indicator, observations, caveats).notation

    refuse_marks(text, read)
    found = _VALUE.fullmatch(text)
    if found is None:
        refuse_slips(text, read)
        raise InputError(_("a number is expected, with the digits as printed: 8.0, 59043万元, 2000+ or 2~3"))
    return _read(found, indicator, observations, caveats)


def narrow(text: str) -> str:
    """Without full-width and small forms of letters, digits and signs, other minus signs and traditional units."""
    wide = {each: unicodedata.normalize("NFKC", each) for each in text if "！" <= each <= "～" or "﹐" <= each <= "﹫"}
    plain = " ".join("".join(wide.get(each, each) for each in text).translate(_SIMPLER).split())
    return re.sub(r"^— ?(?=[0-9])|负 ?(?=[0-9])", "-", plain)


def _without_brackets(text: str, indicator: Indicator, observations: Observations) -> str:
    """A text without the brackets around its unit."""
    found = re.fullmatch(r"(.*[0-9]) ?\(([^0-9()]+)\)", text)
    if found is None:
        return text
    try:
        factor_of(found[2].strip(), indicator, observations)
    except InputError:
        return text
    return found[1] + found[2]


def _read(found: re.Match, indicator: Indicator, observations: Observations, caveats: str) -> Value:
    """The value of a text whose parts were told apart."""
    number, upper = (re.sub("[, ']", "", each or "") for each in (found["number"], found["upper"]))
    if found["up"] or found["down"]:
        number = _signed(found, number, indicator, observations)
        upper = f"-{upper}" if upper and found["down"] else upper
    if found["ordinal"] and indicator.unit != "rank":
        words = _('"%(text)s" is a place in an order; %(indicator)s is in %(unit)s')
        raise InputError(
            words % {"text": shortened(found[0]), "indicator": indicator.code, "unit": indicator.unit_name}
        )
    if found["yuan"]:
        factor_of("元", indicator, observations)  # refuses what is no money
    factor, more = Decimal(1), found["more"]
    for printed in (found["share"], found["first_unit"], found["unit"]):
        unit = re.sub("^人民币|人民币$|^个(?=[万亿])", "", (printed or "").strip())
        if inside := re.fullmatch("([百千万亿]+)[多余](.*)", unit):
            unit, more = inside[1] + inside[2], True
        if unit:
            factor = factor_of(unit, indicator, observations)
    over, under = found["over"] or found["above"] or more, found["under"] or found["below"]
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
    if word in ("+", "minus", "负"):  # signs in words
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
