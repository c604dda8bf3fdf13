"""A text in simplified letters, one for one, without what copying has left between them."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zà-öø-ÿāēīōūǎǐǒǔěǖǘǚǜńňǹ]+\)")
_SPACED = re.compile(r"(?<=[\d年月日])[ ](?=[\d年月日份\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ ](?=\d)")


def simplified(text: str) -> str:
    """A text in simplified letters; each of its letters stays where it is.

    It is converted by words, so that 乾坤 stays, and letter by letter where a word would change its length.
    """
    if text.isascii():
        return text
    whole = _converter().convert(text)
    return whole if len(whole) == len(text) else "".join(_converter().convert(each)[:1] or each for each in text)


def unglossed(text: str) -> str:
    """Without how letters are read (經(jīng)濟) and without spaces around digits, as titles are quoted."""
    return _SPACED.sub("", _GLOSS.sub("", text)).strip()


def bare(text: str) -> str:
    """Simplified, with plain digits, without glosses and spaces around digits: what names and times are sought in."""
    return unglossed(simplified(text).translate(_WIDE))


@cache
def _converter() -> "OpenCC":
    from opencc import OpenCC

    return OpenCC("t2s")
