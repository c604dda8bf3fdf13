"""Numbers written in Chinese characters, as digits."""

import re

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億點負兩", "一二三四五六七八九十百千万亿点负两")
_SMALL = f"负?[{''.join([*_DIGITS, *_POWERS])}]+(?:点[{''.join(_DIGITS)}]+)?"
_NO_NUMBER = f"[^{''.join([*_DIGITS, *_POWERS, *_GROUPS])}点0-9.]*"
_WITH_UNIT = re.compile(f"(?P<words>{_SMALL})(?P<unit>[万亿]+{_NO_NUMBER})")
_WORDS = re.compile(rf"负?[{''.join([*_DIGITS, *_POWERS, *_GROUPS])}]+(?:点[{''.join(_DIGITS)}]+)?")
_AND_UNIT = re.compile(f"(?P<words>{_WORDS.pattern})(?P<unit>{_NO_NUMBER})")


def number_in_words(text: str) -> str:
    """The digits of a number in characters: "496" for 四百九十六, "5.2" for 五点二; empty where a text is none."""
    text = text.translate(_FORMAL)
    if not _WORDS.fullmatch(text):
        return ""
    whole, _point, decimals = text.removeprefix("负").partition("点")
    if not (found := _whole(whole)):
        return ""
    sign, rest = "-" if text.startswith("负") else "", "".join(str(_DIGITS[each]) for each in decimals)
    return f"{sign}{found}.{rest}" if rest else f"{sign}{found}"


def words_and_unit(text: str) -> tuple[str, str]:
    """The digits of a number in characters and the unit behind it: "1200" and 亿元 for 一千二百亿元.

    Both are empty where a text is none. 万 and 亿 are of the unit where no number follows them: 十二亿 is 12 of 亿, and
    四百九十六万三千 is 4963000.
    """
    text = text.translate(_FORMAL)
    if text[:1] in _POWERS and text[:1] != "十":  # 千亿元 is a size, no number
        return "", ""
    for pattern in (_WITH_UNIT, _AND_UNIT):
        if (found := pattern.fullmatch(text)) and (digits := number_in_words(found["words"])):
            return digits, found["unit"]
    return "", ""


def _whole(text: str) -> str:
    """The digits of a whole number in characters."""
    if all(each in _DIGITS for each in text):  # one after the other: 二〇二五
        return "".join(str(_DIGITS[each]) for each in text)
    total, group, digit = 0, 0, None
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _POWERS:
            group += (1 if digit is None else digit) * _POWERS[each]
            digit = None
        else:
            group += digit or 0
            if not group and not total:
                return ""  # 万 alone
            total, group, digit = (total + group) * _GROUPS[each], 0, None
    return str(total + group + (digit or 0))
