"""Typed values that are no number as they stand: what is none, numbers in words, marks of notes, slips.

Where one number is most likely meant, it is offered; no digit of it is dropped or added.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.printed import in_unit
from helpers.text.language import _, listed
from helpers.text.messages import InputError, shortened
from zhaotong.keeping.number_words import number_in_words, words_and_unit
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.units import factor_of

_NUMBER = "-? ?[0-9]+(?:[, '][0-9]{3})*(?:[.][0-9]+)?"
_MARKS = "*†‡§※▲△★☆#"
_ARROWS = "▲△▼▽"  # before a number
_LETTERS = re.compile(r"(.*[0-9].*?) ?(?<![a-z])([acdefprs?]|注)", re.IGNORECASE)  # p for provisional, r for revised
_NOTED = re.compile(
    r"[0-9].*?((?:[\[(〔【「（](?:注|note)? ?(?:[0-9a-z]{1,3}|[^0-9]{1,4})[\])〕】」）])+|\^[0-9]+| ?注 ?[0-9]+)$",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"[-—–./…·_ ○〇]+|x+|n[./]?a[.]?|nil|null|none|n/?d|无|暂无|缺|空|空缺|无数据|未公布|未提供|不详|待定|待公布",
    re.IGNORECASE,
)
_UNCHANGED = re.compile("(?:与上年|同比)?(?:基本)?持平|零增长|flat|unchanged", re.IGNORECASE)
_SHARES = ("gdp_share_primary", "gdp_share_secondary", "gdp_share_tertiary")
_IN_WORDS = "printed_in_words"  # a caveat
Read = Callable[[str], str]  # the notation of what is left of a text


def refuse_what_is_none(text: str, indicator: Indicator) -> None:
    """Refuse what is no number, or several."""
    if _NONE.fullmatch(text):
        raise InputError(_("no number is printed there: leave the figure out"))
    if _UNCHANGED.fullmatch(text):
        words = _(
            '"%(text)s" prints no digit: if 0 is meant, write 0 with the caveat %(caveat)s and the words in the '
            "locator, such as ¶3 “持平”"
        )
        raise InputError(words % {"text": text, "caveat": _IN_WORDS})
    if re.fullmatch(r"-?[0-9](?:[.][0-9]+)?e[+-]?[0-9]+", text, re.IGNORECASE):
        words = _('"%(text)s" is how a spreadsheet shortens a number: type it with the digits as printed')
        raise InputError(words % {"text": shortened(text)})
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


def refuse_words(text: str, indicator: Indicator, observations: Observations) -> None:
    """Refuse a number in words; it is offered in digits, in the unit that stands behind it."""
    share, rest = re.fullmatch("(百分之|千分之)?(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    said = number_in_words(rest.removeprefix("第")) if indicator.unit == "rank" else ""
    factor = Decimal(1)
    if not said:
        digits, unit = words_and_unit(rest)
        if not digits:
            return
        for each in (share, unit):
            factor = factor_of(each, indicator, observations) if each else factor
        said = digits
    words = _('"%(text)s" is a number in words, which the locator quotes, such as ¶3 “%(text)s”')
    raise UnsettledError(words % {"text": text}, in_unit(said, factor), _IN_WORDS)


def refuse_marks(text: str, read: Read) -> None:
    """Refuse marks of footnotes; what stands without them is offered where it is a number."""
    if re.match(rf"[{_ARROWS}]", text):
        words = _('"%(mark)s" may say that it rose, or that it is below zero: write %(number)s or -%(number)s')
        number = read(text[1:].strip()).removeprefix("-")
        raise InputError(words % {"mark": text[0], "number": number})
    if parts := [each for each in text if unicodedata.decomposition(each).startswith("<fraction>")]:
        words = _('"%(mark)s" is a fraction: write the number with the decimals that are printed')
        raise InputError(words % {"mark": parts[0]})
    marks = [each for each in text if each in _MARKS or unicodedata.category(each) in ("No", "Nl", "Lm")]
    if marks:
        rest = "".join(each for each in text if each not in marks).strip()
        words = _("the mark %(marks)s is no part of the number") % {"marks": "".join(marks)}
        if re.search(r"[0-9]", rest):
            raise UnsettledError(words, read(rest))
        raise InputError(words)
    if noted := _NOTED.search(text):
        words = _("the note %(note)s is no part of the number: type the number alone")
        raise InputError(words % {"note": noted[1].strip()})
    if re.fullmatch(rf"\({_NUMBER}%?\)|{_NUMBER}%? ?-", text):
        bare = text.strip("()%- ").rstrip("%")
        words = _("a number in brackets may be below zero or a note: write -%(number)s or %(number)s")
        if text.endswith("-"):
            words = _("a minus sign behind a number may be part of a range: write -%(number)s or %(number)s")
        raise InputError(words % {"number": bare})
    if lettered := _LETTERS.fullmatch(text):
        try:
            rest = read(lettered[1].strip())
        except InputError:
            return  # what is wrong with it is told of all of it
        raise UnsettledError(_("the mark %(marks)s is no part of the number") % {"marks": lettered[2]}, rest)


def refuse_slips(text: str, read: Read) -> None:
    """Refuse what is a slip of the signs in a number; the number is offered where one is clear."""
    if match := re.fullmatch(r"(-?[0-9]+) ?([.,。·、•‧∙⋅・]) ?([0-9]+)", text):
        words = _('"%(mark)s" is no decimal point')
        if match[2] == ".":
            words = _("there is a space inside of the number")
        raise UnsettledError(words % {"mark": match[2]}, f"{match[1]}.{match[3]}")
    if match := re.fullmatch(r"(-?[0-9]{1,3}(?:[. ][0-9]{3})+),([0-9]+)", text):  # as it is written elsewhere in Europe
        offer = re.sub("[. ]", "", match[1]) + f".{match[2]}"
        raise UnsettledError(_('"%(mark)s" is no decimal point') % {"mark": ","}, offer)
    if match := re.fullmatch(r"(-?[0-9]{1,3})((?:、[0-9]{3})+(?:\.[0-9]+)?)", text):
        words = _('"%(mark)s" parts several numbers')
        raise UnsettledError(words % {"mark": "、"}, match[1] + match[2].replace("、", ""))
    if re.fullmatch(r"-?\.[0-9]+|-?[0-9]+[.。]", text):
        raise InputError(_("a digit is missing on one side of the decimal point: type the digits as printed"))
    around = re.fullmatch(r"([\"'“‘「『]*)(.*[0-9].*?)([\"'”’」』。；;，,、.!！ ]*)", text)
    if around and (around[1] or around[3]):
        words = _("the sign %(marks)s is no part of the number")
        raise UnsettledError(words % {"marks": " ".join(filter(None, (around[1], around[3])))}, read(around[2]))
