"""Check the texts of sources: every number is accounted for, and every recorded figure is where it is said to be.

The project keeps no text. Who has one puts it into a folder as `<source>.txt`; its lines that are not empty are counted
from 1. A locator `¶14 (3)` is the third number in digits on the fourteenth line, `¶12 (1–2)` two of them that make a
range, `¶2 “第一”` a figure printed in words there.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.printed import split_printed
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_LOCATOR = re.compile(r"¶(\d+) (?:\((\d+)(?:–(\d+))?\)|“(.+)”)")
_PINYIN = re.compile(r"\([a-zà-ǜ]+\)")  # a damaged text carries the reading of a character behind it
_MORE, _TEN_THOUSAND = "[余餘多]", "[万萬]"
_MAGNITUDE = {4: _TEN_THOUSAND, 8: "[亿億]"}
_UNIT = {
    "pct": "%",
    "pp": "[個个]百分[點点]",
    "100m_cny": "[億亿]元",
    "10k_cny": "[万萬]元",
    "10k_persons": _TEN_THOUSAND,
}
_WORDS = {
    **{"一倍": 100, "所有": 100, "萬億": 10000, "沒有": 0, "最多": 1},  # of a share all is 100, of ranks the most is 1
    **{"零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "十": 10},
}


@dataclass(frozen=True)
class TextCheck:
    """What a text and the tables say of each other.

    Attributes
    ----------
    numbers
        A row a number in digits, by locator: printed, state (recorded, left out or missing), about (what the figure is,
        why it was left out, or the words around it).
    figures
        A row a recorded figure, by row in observations.csv: indicator, value, locator, state (found, not found, or
        reconstructed: the words are damaged there and cannot be searched).
    stale
        Omissions that are not in the text, or are recorded as well, a sentence each.
    """

    source: str
    numbers: pd.DataFrame
    figures: pd.DataFrame
    stale: list[str]

    @property
    def faults(self) -> list[str]:
        """Every number that is not accounted for and every figure that is not found, a sentence each."""
        left = _("%(source)s.txt, %(locator)s: %(printed)s is neither recorded nor left out on purpose: …%(about)s…")
        missing = [
            left % {"source": self.source, "locator": locator, **number}
            for locator, number in self.numbers[self.numbers["state"] == "missing"].iterrows()
        ]
        nowhere = _(
            "data/observations.csv, row %(row)s: %(indicator)s %(value)s does not stand in %(source)s.txt "
            "at %(locator)s"
        )
        absent = [
            nowhere % {"source": self.source, "row": row, **figure}
            for row, figure in self.figures[self.figures["state"] == "not found"].iterrows()
        ]
        return missing + absent + self.stale


def check_texts(observations: Observations, folder: Path) -> list[TextCheck]:
    """Every text of a source in a folder, checked.

    Raises
    ------
    InputError
        The folder has no text, or one that belongs to no source.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        words = _("%(folder)s holds no text of a source; it is named <source>.txt, with a source of sources.csv")
        raise InputError(words % {"folder": folder})
    for path in paths:
        if path.stem not in observations.sources.index:
            words = _('%(file)s: there is no source "%(source)s" in sources.csv%(hint)s')
            hint = did_you_mean(path.stem, observations.sources.index)
            raise InputError(words % {"file": path, "source": path.stem, "hint": hint})
    return [check_text(observations, path.stem, path.read_text(encoding="utf-8")) for path in paths]


def check_text(observations: Observations, source: str, text: str) -> TextCheck:
    """One text held against the figures and omissions of its source."""
    lines = [_PINYIN.sub("", line.strip()) for line in text.splitlines() if line.strip()]
    tokens = {
        (paragraph, place): match
        for paragraph, line in enumerate(lines, start=1)
        for place, match in enumerate(_NUMBER.finditer(line), start=1)
    }
    rows = observations.figures[observations.figures["source"] == source]
    rows = rows.assign(unit=rows["indicator"].map(observations.indicators["unit"]))
    recorded = {place: row for row, locator in rows["locator"].items() for place in _places(locator)}
    omissions = observations.omissions[observations.omissions["source"] == source]
    left_out = {place: omission for _row, omission in omissions.iterrows() for place in _places(omission["locator"])}
    numbers = {}
    for place, match in tokens.items():
        if place in recorded:
            state, about = "recorded", rows.at[recorded[place], "indicator"]
        elif place in left_out:
            state, about = "left out", observations.vocabularies["reason"][left_out[place]["reason"]].name
        else:
            state, about = "missing", match.string[max(0, match.start() - 12) : match.end() + 6]
        numbers[f"¶{place[0]} ({place[1]})"] = {"printed": match[0], "state": state, "about": about}
    states = [_state(row, lines, tokens) for _row, row in rows.iterrows()]
    no_longer = _('omissions.csv: %(source)s %(locator)s is not "%(printed)s", or is recorded as well')
    stale = [
        no_longer % {"source": source, "locator": omission["locator"], "printed": omission["printed"]}
        for place, omission in left_out.items()
        if place in recorded or place not in tokens or tokens[place][0] != omission["printed"]
    ]
    found = pd.DataFrame.from_dict(numbers, orient="index", columns=["printed", "state", "about"])
    return TextCheck(source, found, rows[["indicator", "value", "locator"]].assign(state=states), stale)


def _places(locator: str) -> list[tuple[int, int]]:
    """The numbers in digits that a locator names: line and place in it."""
    match = _LOCATOR.fullmatch(locator)
    if match is None or match[4]:
        return []
    return [(int(match[1]), place) for place in range(int(match[2]), int(match[3] or match[2]) + 1)]


def _state(row: pd.Series, lines: list[str], tokens: dict[tuple[int, int], re.Match]) -> str:
    match = _LOCATOR.fullmatch(row["locator"])
    if match is None or not 1 <= int(match[1]) <= len(lines):
        return "not found"
    if match[4]:
        if "reconstructed" in row["caveats"]:
            return "reconstructed"
        found = match[4] in lines[int(match[1]) - 1] and _says(match[4], row)
    else:
        places = _places(row["locator"])
        found = tokens.keys() >= set(places) and _prints([tokens[place] for place in places], row)
    return "found" if found else "not found"


def _says(words: str, row: pd.Series) -> bool:
    """Whether these words of the text mean the recorded value."""
    if row["unit"] == "named" or "rank_by_order" in row["caveats"]:
        return True  # the words are the name of the region
    if "counted_in_list" in row["caveats"]:
        return len(words.split("、")) == row["number"]
    return next((value for word, value in _WORDS.items() if word in words), None) == row["number"]


def _prints(found: list[re.Match], row: pd.Series) -> bool:
    """Whether these numbers of the text are the digits of the recorded value, with its unit behind them."""
    parts = split_printed(row["value"])
    if [match[0] for match in found] != list(filter(None, (parts.digits, parts.upper))):
        return False
    behind = found[-1].string[found[-1].end() :]
    unit = _UNIT.get(row["unit"], "")
    larger = _MAGNITUDE.get(parts.exponent, "" if unit else f"(?!{_TEN_THOUSAND})")
    more = _MORE if parts.bound == "+" else f"(?!{_MORE})"
    return re.match(larger + more + unit, behind) is not None
