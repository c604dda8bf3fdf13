"""Whether a figure stands where its locator says it does, in the text of its source.

The lines of a text that are not empty are counted from 1. A locator `¶14 (3)` is the third number in digits on the
fourteenth line, `¶12 (1–2)` two of them that make a range, `¶2 “第一”` a figure printed in words there. Of the cell of
a table, `“title” [3, 2]`, it is seen whether the text has its digits at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from helpers.figures.printed import split_printed

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])")  # 2,046.38, which counts as two numbers
_LOCATOR = re.compile(r"¶(\d+) (?:\((\d+)(?:–(\d+))?\)|“(.+)”)")
_CELL = re.compile(r"(?:“.+”|¶\d+) \[\d+, \d+\]")  # of a table, whose unit stands in its head
_PINYIN = re.compile(r"\([a-zà-ǜ]+\)")  # a damaged text carries the reading of a character behind it
_MORE, _TEN_THOUSAND = "[余餘多]", "[万萬]"
_MAGNITUDE = {4: _TEN_THOUSAND, 8: "[億亿]"}
_UNIT = {
    "pct": "%",
    "pp": "[個个]百分[點点]",
    "100m_cny": "[億亿]元",
    "10k_cny": "[万萬]元",
    "10k_persons": _TEN_THOUSAND,
}
_EITHER = str.maketrans(
    {"万": _TEN_THOUSAND, "亿": "[亿億]", "个": "[个個]", "点": "[点點]", "户": "[户戶]", "吨": "[吨噸]"}
)
_FELL = re.compile(
    r"(?:[-−－负負]|下降|下跌|[减減]少|降低|回落|收窄|\b(?:fell|fall|down|declined?|decreased?)\b)[^\d，,。；;]{0,12}$",
    re.IGNORECASE,
)
_WORDS = {
    **{"一倍": 100, "所有": 100, "萬億": 10000, "沒有": 0, "最多": 1},  # of a share all is 100, of ranks the most is 1
    **{"零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "十": 10},
}

Spot = tuple[int, int]  # a line, and which number on it


@dataclass(frozen=True)
class Lines:
    """A text by lines, and the numbers in digits on them.

    Attributes
    ----------
    lines
        Those that are not empty.
    numbers
        Where each number in digits stands, by line and place on it, both counted from 1.
    """

    lines: list[str]
    numbers: dict[Spot, re.Match]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """A text by lines."""
        lines = [_PINYIN.sub("", line.strip()) for line in text.splitlines() if line.strip()]
        numbers = {
            (paragraph, place): match
            for paragraph, line in enumerate(lines, start=1)
            for place, match in enumerate(_NUMBER.finditer(line), start=1)
        }
        return cls(lines, numbers)

    def named_by(self, locator: str) -> list[Spot]:
        """The numbers in digits that a locator names; all of one with commas, which may be named by the first."""
        match = _LOCATOR.fullmatch(locator)
        if match is None or match[4]:
            return []
        line, first = int(match[1]), int(match[2])
        last = int(match[3] or first)
        if match[3] is None and (line, first) in self.numbers:
            end = self.numbers[line, first].start() + len(self.grouped(line, first))
            while (line, last + 1) in self.numbers and self.numbers[line, last + 1].start() < end:
                last += 1
        return [(line, place) for place in range(first, last + 1)]

    def grouped(self, line: int, place: int) -> str:
        """The number at a place, with the commas that part its thousands."""
        found = self.numbers[line, place]
        whole = _GROUPED.match(found.string, found.start())
        return whole[0] if whole else found[0]

    def spots_of(self, row: pd.Series, units: pd.DataFrame) -> Iterator[str]:
        """The locators of the places where a figure stands."""
        for line, place in self.numbers:
            there = row.to_dict() | {"locator": f"¶{line} ({place})"}
            if stands(there, self, units):
                yield there["locator"]


def state_of(row: pd.Series, text: Lines, units: pd.DataFrame) -> str:
    """Whether a figure is found at its locator: found, not found, or reconstructed.

    Parameters
    ----------
    row
        A row of `Observations.figures`, with the unit of its indicator.
    units
        `Observations.printed_units`.
    """
    match = _LOCATOR.fullmatch(row["locator"])
    if match and match[4] and 1 <= int(match[1]) <= len(text.lines) and "reconstructed" in row["caveats"]:
        return "reconstructed"
    return "found" if stands(dict(row), text, units) else "not found"


def stands(row: dict, text: Lines, units: pd.DataFrame) -> bool:
    """Whether a figure stands at its locator."""
    if _CELL.fullmatch(row["locator"]):
        digits = split_printed(row["value"]).digits.removeprefix("-")
        return any(text.grouped(*spot).replace(",", "") == digits for spot in text.numbers)
    match = _LOCATOR.fullmatch(row["locator"])
    if match is None or not 1 <= int(match[1]) <= len(text.lines):
        return False
    if match[4]:
        return match[4] in text.lines[int(match[1]) - 1] and _says(match[4], row)
    places = text.named_by(row["locator"])
    return text.numbers.keys() >= set(places) and _prints(text, places, row, units)


def _says(words: str, row: dict) -> bool:
    """Whether these words of the text mean the recorded value."""
    if row["unit"] == "named" or "rank_by_order" in row["caveats"]:
        return True  # the words are the name of the region
    if "counted_in_list" in row["caveats"]:
        return len(words.split("、")) == row["number"]
    return next((value for word, value in _WORDS.items() if word in words), None) == row["number"]


def _prints(text: Lines, places: list[Spot], row: dict, units: pd.DataFrame) -> bool:
    """Whether these numbers of the text are the digits of the recorded value, with its unit behind them."""
    parts, first = split_printed(row["value"]), text.numbers[places[0]]
    digits = list(filter(None, (parts.digits.removeprefix("-"), parts.upper.removeprefix("-"))))
    whole = text.grouped(*places[0])
    end = first.start() + len(whole)
    if [whole.replace(",", "")] != digits or text.numbers[places[-1]].end() > end:  # no number with commas
        end = text.numbers[places[-1]].end()
        if [text.numbers[place][0] for place in places] != digits:
            return False
    if parts.digits.startswith("-") and not _FELL.search(first.string[: first.start()]):
        return False
    return _unit_pattern(parts.exponent, parts.bound == "+", row["unit"], units).match(first.string[end:]) is not None


def _unit_pattern(exponent: int, more: bool, unit: str, units: pd.DataFrame) -> re.Pattern:
    """What stands behind a number that was printed in a unit 10 to some power of that of its indicator."""
    usual = _UNIT.get(unit, "")
    larger = _MAGNITUDE.get(exponent, "" if usual or exponent else f"(?!{_TEN_THOUSAND})")
    own = units[units["unit"] == unit]
    same = own.loc[own["factor"].map(Decimal) == Decimal(1).scaleb(exponent), "printed_unit"]
    said = [re.escape(name).translate(_EITHER) for name in sorted(same, key=len, reverse=True)]
    over = _MORE if more else f"(?!{_MORE})"
    known = [rf"{over}\s*(?:{'|'.join(said)})"] if said else []
    if not exponent or exponent in _MAGNITUDE:
        known.append(larger + over + usual)
    return re.compile("|".join(known) or r"(?!)", re.IGNORECASE)
