"""Regions found by what a person types: Chinese, pinyin, English, a code, or the initials of the pinyin."""

import re
import unicodedata

from helpers.figures.observations import Observations

_KINDS = ("shi", "sheng", "xian", "qu", "zhou")  # what pinyin typed in full ends in: qujingshi
_SYLLABLE = re.compile("(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]+(?:ng?(?![aeiou]))?")
_EXACT, _INITIALS, _BEGINNING, _INSIDE = range(4)
_LEVELS = ("nation", "province", "prefecture", "county")


def find_regions(observations: Observations, typed: str, among: list[str]) -> list[str]:
    """The regions that a typed text may mean, likeliest first: whole names, initials, beginnings, parts.

    Only the best kind of match counts, so that "qujing" is Qujing alone while "zhao" is Zhaotong and Zhaoyang.

    Args:
        among: the codes that can be found
    """
    sought = _folded(typed)
    texts = [sought, *(sought.removesuffix(kind) for kind in _KINDS if sought.endswith(kind) and sought != kind)]
    ranks = {code: _rank(_keys(observations, code), texts) for code in among if sought}
    best = min((rank for rank in ranks.values() if rank is not None), default=None)
    found = [code for code, rank in ranks.items() if best is not None and rank == best]
    return sorted(found, key=lambda code: _LEVELS.index(observations.regions.at[code, "level"]))


def _rank(keys: tuple[list[str], list[str]], texts: list[str]) -> int | None:
    names, initials = keys
    for rank, matches in (
        (_EXACT, any(text in names for text in texts)),
        (_INITIALS, texts[0] in initials),
        (_BEGINNING, any(name.startswith(texts[0]) for name in names)),
        (_INSIDE, any(texts[0] in name for name in names)),
    ):
        if matches:
            return rank
    return None


def _keys(observations: Observations, code: str) -> tuple[list[str], list[str]]:
    """The names of a region as they are compared, and the initials of those that are pinyin."""
    region = observations.regions.loc[code]
    names = [code, region["name_zh"], region["name_en"], *filter(None, region["aliases"].split("|"))]
    pieces = {name: [_folded(piece) for piece in re.split(r"[\s'’]+", name)] for name in names if name.isascii()}
    syllables = [[part for piece in each for part in _SYLLABLE.findall(piece)] for each in pieces.values()]
    characters = {len(name) for name in names if not name.isascii()}
    initials = ["".join(part[0] for part in parts) for parts in syllables if len(parts) in characters]
    return list(dict.fromkeys(_folded(name) for name in names)), initials


def _folded(name: str) -> str:
    """Without case, tones, spaces and apostrophes; Shaanxi is told from Shanxi by its spelling alone, not by sound."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\s'’·-]", "", bare).replace("aa", "a")


def counties_of(observations: Observations, region: str) -> list[str]:
    """The counties of a prefecture, by code."""
    return observations.regions.index[observations.regions["parent"] == region].to_list()
