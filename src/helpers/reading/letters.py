"""The letters of a printed text as a reader takes them, each with its place in what is printed.

Simplified letters, half-width digits, one kind of bracket and comma; without spaces, footnote marks, and the readings
that some pages print behind letters: 線(xiàn). No digit is dropped and none is added, so that a number here is the
number there.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

_DROPPED = re.compile(
    r"""
      (?<=[\u4e00-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,7}[)）]    # a reading behind its letter
    | [〔\[]\d{1,2}[〕\]](?!\d*号) | [\u2460-\u24ff\u00b9\u00b2\u00b3\u2070-\u2079*※]  # a footnote mark
    | (?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))                               # between groups of digits
    | (?<![\dA-Za-z ])[ \t\u00a0\u2009\u202f]+ | [ \t\u00a0\u2009\u202f]+(?![\dA-Za-z \t])
    | [\u200b-\u200f\ufeff\u2060]
    """,
    re.X,
)
_ONE_FOR_ONE = {
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    **{chr(0xFF21 + at): chr(ord("A") + at) for at in range(26)},
    **{chr(0xFF41 + at): chr(ord("a") + at) for at in range(26)},
    **{"％": "%", "．": ".", "－": "-", "−": "-", "﹣": "-", "＋": "+", "∶": ":", "︰": ":", "(": "（", ")": "）"},
    **{
        ";": "；",
        "–": "—",
        "~": "—",
        "～": "—",
        "〜": "—",
        "「": "“",
        "」": "”",
        "\t": "　",
        "﹪": "%",
        "【": "　",
        "】": "　",
        "〖": "　",
        "〗": "　",
        "?": "？",
    },
}
# What means one thing between digits and another elsewhere: 2,493 and 上半年,全市; 24:31:45 and 其中:.
_BETWEEN_DIGITS = {",": ("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "，"), ":": ("(?<=[0-9]):(?=[0-9])", "：")}
_ARROWS = "□■↑↓⬆⬇▲▼△▽\ufffd"
LOST = re.compile("[\ufffd？]")


@dataclass(frozen=True)
class Letters:
    """A text and the place of each of its letters in what is printed."""

    text: str
    places: tuple[int, ...]

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """From where to where a stretch of the text is printed."""
        return self.places[start], self.places[end - 1] + 1


def letters_of(printed: str) -> Letters:
    """The letters of a printed text."""
    letters = re.sub("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))", ",", simplified(printed))
    kept: list[int] = []
    at = 0
    for gone in _DROPPED.finditer(printed):
        kept += range(at, gone.start())
        at = gone.end()
    kept += range(at, len(printed))
    text = "".join(_ONE_FOR_ONE.get(letters[place], _plain(letters[place])) for place in kept)
    text = re.sub("(?<=[0-9])[□■]|[□■](?=[0-9.])", "\ufffd", text).translate({ord(each): "　" for each in "□■"})
    text = re.sub("(?<=[%元人吨户])\ufffd(?=[\u4e00-\u9fff])", "，", text)  # a lost comma behind a whole unit
    text = re.sub("(?<![0-9A-Za-z])/|/(?![0-9A-Za-z])", "　", text)
    text = re.sub(r"(?<![0-9.])([0-9]{1,3})，(?=[0-9]{3}(?:\.[0-9]+)?[亿万元])", r"\1,", text)
    text = re.sub("(?<=[0-9])：(?=[0-9])", ":", text)
    for sign, (numeric, otherwise) in _BETWEEN_DIGITS.items():
        numbers = {match.start() for match in re.finditer(numeric, text)}
        text = "".join(otherwise if each == sign and at not in numbers else each for at, each in enumerate(text))
    return Letters(text, tuple(kept))


def simplified(text: str) -> str:
    """In simplified letters, each at its place; by words where that keeps places: 乾坤 is not 干坤."""
    whole = _converter().convert(text)
    return whole if len(whole) == len(text) else "".join(map(_letter, text))


def _plain(letter: str) -> str:
    """A letter; of a picture or a bullet a blank, but for arrows, which say up or down."""
    return "　" if unicodedata.category(letter) == "So" and letter not in _ARROWS else letter


@cache
def _letter(letter: str) -> str:
    found = _converter().convert(letter)
    return found if len(found) == 1 else letter


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
