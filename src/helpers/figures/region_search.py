"""How regions are searched by what a person types: Chinese, pinyin, English, a code, or initials of the pinyin."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from helpers.figures.regions import LEVELS, Region

_KINDS = ("shi", "sheng", "xian", "qu", "zhou")  # what pinyin typed in full ends in: qujingshi
_SYLLABLE = re.compile("(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]+(?:ng?(?![aeiou]))?")


def find_regions(typed: str, among: Iterable[Region]) -> list[Region]:
    """The regions that a typed text may mean, likeliest first: whole names, initials, beginnings, parts.

    Only the best kind of match counts, so that "qujing" is Qujing alone while "zhao" is Zhaotong and Zhaoyang.
    """
    sought = _folded(typed)
    texts = [sought, *(sought.removesuffix(kind) for kind in _KINDS if sought.endswith(kind) and sought != kind)]
    ranks = {region: _rank(_keys(region), texts) for region in among if sought}
    best = min((rank for rank in ranks.values() if rank is not None), default=None)
    found = [region for region, rank in ranks.items() if best is not None and rank == best]
    return sorted(found, key=lambda region: LEVELS.index(region.level))


def _rank(keys: tuple[list[str], list[str]], texts: list[str]) -> int | None:
    """How well a region with these names and initials matches, 0 the best; None where it does not."""
    names, initials = keys
    matches = (
        any(text in names for text in texts),
        texts[0] in initials,
        any(name.startswith(texts[0]) for name in names),
        any(texts[0] in name for name in names),
    )
    return matches.index(True) if any(matches) else None


@cache
def _keys(region: Region) -> tuple[list[str], list[str]]:
    """The names of a region as they are compared, and the initials of those that are pinyin."""
    pieces = {name: [_folded(piece) for piece in re.split(r"[\s'’]+", name)] for name in region.names if name.isascii()}
    syllables = [[part for piece in each for part in _SYLLABLE.findall(piece)] for each in pieces.values()]
    characters = {len(name) for name in region.names if not name.isascii()}
    initials = ["".join(part[0] for part in parts) for parts in syllables if len(parts) in characters]
    return list(dict.fromkeys(_folded(name) for name in region.names)), initials


def _folded(name: str) -> str:
    """Without case, tones, spaces and apostrophes; Shaanxi is told from Shanxi by its spelling alone, not by sound."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\s'’·-]", "", bare).replace("aa", "a")
