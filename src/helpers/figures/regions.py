"""Regions, and how one is found by what a person types: Chinese, pinyin, English, a code, or initials of the pinyin."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pandas as pd

from helpers.figures.terms import Term

_KINDS = ("shi", "sheng", "xian", "qu", "zhou")  # what pinyin typed in full ends in: qujingshi
_SYLLABLE = re.compile("(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiou]+(?:ng?(?![aeiou]))?")
LEVELS = ("nation", "province", "prefecture", "county")


@dataclass(frozen=True, eq=False)
class Region(Term):
    """One row of data/regions.csv.

    Attributes
    ----------
    level
        One of LEVELS.
    aliases
        Other names under which it is found.
    parent
        The region that contains it; None for the nation.
    """

    level: str
    aliases: tuple[str, ...]
    parent: "Region | None" = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it goes by."""
        return (self.code, self.name_en, self.name_zh, *self.aliases)

    @property
    def lineage(self) -> list["Region"]:
        """It and the regions that contain it, the widest last."""
        return [self, *(self.parent.lineage if self.parent else [])]

    def is_within(self, code: str) -> bool:
        """Whether it is the region of a code, or contained in it."""
        return any(region.code == code for region in self.lineage)

    @property
    def coded_name(self) -> str:
        """Its name with its code, for messages."""
        return f"{self.name} ({self.code})"


def regions_in(table: pd.DataFrame) -> dict[str, Region]:
    """The regions of a table, by code, in its order."""
    rows = {str(code): row for code, row in table.to_dict("index").items()}

    @cache
    def build(code: str) -> Region:
        row = rows[code]
        parent = build(row["parent"]) if row["parent"] else None
        aliases = tuple(filter(None, row["aliases"].split("|")))
        return Region(code, row["name_en"], row["name_zh"], row["level"], aliases, parent)

    return {code: build(code) for code in rows}


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
