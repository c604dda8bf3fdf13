"""The lines of a head as they are searched, without what copying has left between their letters."""

import re

from helpers.reading.letters import simplified

_WIDE = {ord("０") + digit: str(digit) for digit in range(10)}
_GLOSS = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zà-öø-ÿāēīōūǎǐǒǔěǖǘǚǜńňǹ]+\)")
_SPACED = re.compile(r"(?<=[\d年月日])[ ](?=[\d年月日份\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ ](?=\d)")


def unglossed(text: str) -> str:
    """Without how letters are read (經(jīng)濟) and without spaces around digits, as titles are quoted."""
    return _SPACED.sub("", _GLOSS.sub("", text)).strip()


def bare(text: str) -> str:
    """Simplified, with plain digits, without glosses and spaces around digits: what names and times are sought in."""
    return unglossed(simplified(text).translate(_WIDE))
