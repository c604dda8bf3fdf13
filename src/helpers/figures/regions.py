"""Regions, and which one a name means.

There are more than 3,000, and many share a name. A name alone means one of them by these rules, in this order:

1. The name of a province, or of the nation, means that: Hainan is the province and no prefecture of Qinghai.
2. The present name of a region means it and not what is called so inside of it: 楚雄 is the prefecture, which contains
   the city. A former name does not, for it may be the present one of the other: 思茅.
3. A name in letters that several share whose names in Chinese all differ means the only one of them of which figures
   are recorded: Baoshan is 保山, not 宝山. That is so only where figures are read; to record one, a name must be clear.

Whatever else is shared is refused, and the message tells what it may mean: 朝阳 is a city and two districts, Suzhou is
苏州 and 宿州. What contains a region, or its kind, tells it from the others: "朝阳, 北京", "北京市朝阳区",
"Chaoyang (Beijing)", "Chuxiong city".
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened

if TYPE_CHECKING:
    import pandas as pd  # which completion in a shell has no time to load

LEVELS = ("nation", "province", "prefecture", "county")
SEVERAL = re.compile("[,，、;；]")  # what parts the names of a list
_MOST = 8  # regions that a message names
_LONGEST = 100  # characters in a name, with all that tells it from others
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ENDINGS = {"city": "市", "county": "县旗", "district": "区", "banner": "旗"}  # kinds of regions that are no level
_KIND = re.compile(rf"(.+?)[\s]+({'|'.join(dict.fromkeys([*LEVELS, *_ENDINGS]))})", re.IGNORECASE)
_FORMER = re.compile("(.+)地区")
_INSIDE = re.compile(r"(.+?)(?:\s*[(（]([^()（）]+)[)）]|\s*[,，、]\s*(.+))")


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

    def __str__(self) -> str:
        """Its name, by which a frame with a column a region is read."""
        return self.name

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

    def is_now(self, name: str) -> bool:
        """Whether a name is its present one: the English one, or the Chinese one with its ending or without."""
        return self.name_en.casefold() == name.casefold() or self.name_zh.startswith(name)

    @property
    def described(self) -> str:
        """Its code, both names, level and what contains it, for messages on names that several share."""
        names = {"code": self.code, "name_en": self.name_en, "name_zh": self.name_zh}
        if self.parent is None:
            return _("%(code)s (%(name_en)s %(name_zh)s, nation)") % names
        messages = {
            "province": _("%(code)s (%(name_en)s %(name_zh)s, province in %(parent)s)"),
            "prefecture": _("%(code)s (%(name_en)s %(name_zh)s, prefecture in %(parent)s)"),
            "county": _("%(code)s (%(name_en)s %(name_zh)s, county in %(parent)s)"),
        }
        return messages[self.level] % {**names, "parent": self.parent.name}


class Regions(Mapping[str, Region]):
    """The regions of data/regions.csv by code, in the order of the table.

    Each is made when it is first asked for, and so is what finds them by name: most of them nobody asks for. Copies of
    observations share it, for nothing in it changes.

    Parameters
    ----------
    table
        The columns of data/regions.csv, indexed by code.
    """

    def __init__(self, table: "pd.DataFrame") -> None:
        columns = ("name_en", "name_zh", "level", "aliases", "parent")
        self._rows = dict(zip(map(str, table.index), zip(*(table[name] for name in columns), strict=True), strict=True))
        self._made: dict[str, Region] = {}

    def __getitem__(self, code: str) -> Region:
        if code not in self._made:
            name_en, name_zh, level, aliases, parent = self._rows[code]
            others = tuple(filter(None, aliases.split("|")))
            self._made[code] = Region(code, name_en, name_zh, level, others, self[parent] if parent else None)
        return self._made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __deepcopy__(self, _copied: dict[int, Any]) -> Self:
        return self

    def inside(self, code: str) -> list[Region]:
        """The regions that a region contains directly."""
        return [self[each] for each in self._parts.get(code, [])]

    def meant(self, name: str, recorded: Collection[str] = ()) -> list[Region]:
        """The region that a name means, by the rules above; several where it may mean any of them; none for no name.

        Parameters
        ----------
        recorded
            The codes of regions with figures, where a name in letters may mean the only one of these.
        """
        alone, called = self._called(name.strip())
        return _preferred(alone, called, recorded)

    def namesakes(self, code: str) -> list[Region]:
        """The other regions of the same English name."""
        name = self[code].name_en
        return [each for each in self._exactly(name) if each.code != code and each.is_now(name)]

    def listed(self, text: str) -> list[str]:
        """The names in a text that may have several; a comma stands inside of one where it tells it from others."""

        def is_one(name: str) -> bool:
            if len(name) > _LONGEST:
                return False
            first = SEVERAL.split(name)[0]
            return first != name and len(self.meant(first)) > 1 and len(self.meant(name)) == 1

        return parted(text, is_one)

    def unknown(self, name: str, otherwise: str = "") -> InputError:
        """What to tell of a name that no region has: the nearest name, or otherwise another message about the name."""
        hint = did_you_mean(name.strip(), [each for region in self.values() for each in region.names])
        message = _('"%(name)s" is no region of data/regions.csv%(hint)s') if hint or not otherwise else otherwise
        return InputError(message % {"name": shortened(name), "hint": hint})

    def _called(self, name: str) -> tuple[str, list[Region]]:
        """What has a name, which may say of what kind it is or what contains it; and the name without that."""
        if (found := self._exactly(name)) or len(name) > _LONGEST:
            return name, found
        if match := _KIND.fullmatch(name):
            alone, found = self._called(match[1])
            return alone, _of_kind(match[2].casefold(), found)
        if match := _INSIDE.fullmatch(name):
            alone, found = self._called(match[1])
            for outer in SEVERAL.split(match[2] or match[3]):
                own = [region for region in found if region.code == outer.strip()]  # Zhaotong (530600)
                found = own or _within(found, self._called(outer.strip())[1])
            return alone, found
        if match := _FORMER.fullmatch(name):  # what a prefecture was called before it became a city: 昭通地区
            alone, found = self._called(match[1])
            return alone, _of_kind("prefecture", found)
        if not _CHINESE.search(name):
            return name, []
        if (joined := re.sub(r"\s", "", name)) != name:  # 楚雄 市
            return self._called(joined)
        return self._called_within(name)

    def _called_within(self, name: str) -> tuple[str, list[Region]]:
        """What is called by the end of a Chinese name whose beginning is what contains it: 北京市朝阳区."""
        for end in range(len(name) - 1, 0, -1):
            if around := self._exactly(name[:end]):
                alone, found = self._called(name[end:])
                if found := _within(found, around):
                    return alone, found
        return name, []

    def _exactly(self, name: str) -> list[Region]:
        return [self[code] for code in self._named.get(name.casefold(), [])]

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        """The codes of the regions that have a name, by name in small letters."""
        named: dict[str, list[str]] = defaultdict(list)
        for code, (name_en, name_zh, _level, aliases, _parent) in self._rows.items():
            for name in {each.casefold() for each in (code, name_en, name_zh, *aliases.split("|")) if each}:
                named[name].append(code)
        return dict(named)

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = defaultdict(list)
        for code, (*_names, parent) in self._rows.items():
            parts[parent].append(code)
        return dict(parts)


def _within(regions: list[Region], outer: list[Region]) -> list[Region]:
    """Those that one of other regions contains."""
    codes = {region.code for region in outer}
    return [region for region in regions if any(each.code in codes for each in region.lineage[1:])]


def _of_kind(kind: str, regions: list[Region]) -> list[Region]:
    """Those of a kind: a level, or what the Chinese name ends in where that tells them apart."""
    ending = _ENDINGS.get(kind, "")
    ended = [region for region in regions if ending and region.name_zh.endswith(tuple(ending))]
    return ended or [region for region in regions if region.level == kind]


def _preferred(name: str, regions: list[Region], recorded: Collection[str]) -> list[Region]:
    """What a name means that all of these regions have."""
    if wide := [region for region in regions if region.level in ("nation", "province")]:
        return wide
    now = [region for region in regions if region.is_now(name)]
    outer = [region for region in regions if not any(each != region and region.is_within(each.code) for each in now)]
    if len(outer) > 1 and not _CHINESE.search(name):
        known = [region for region in outer if region.code in recorded]
        if len(known) == 1 and not any(_share_chinese(known[0], each) for each in outer if each != known[0]):
            return known
    return outer if len(outer) == 1 else regions


def _share_chinese(one: Region, other: Region) -> bool:
    return any(_CHINESE.search(name) for name in {*one.names} & {*other.names})


def ambiguous(name: str, found: Sequence[Region], recorded: Collection[str] = ()) -> InputError:
    """What to tell of a name that several regions have, the likeliest first: those with figures, the widest of them."""
    found = sorted(found, key=lambda region: (region.code not in recorded, LEVELS.index(region.level)))
    told = _(", ").join(region.described for region in found[:_MOST])
    if len(found) > _MOST:
        told = _("%(some)s and %(number)s more") % {"some": told, "number": len(found) - _MOST}
    names, first = {"name": shortened(name), "regions": told}, found[0]
    if first.parent is None:
        return InputError(_('region "%(name)s" may be %(regions)s: give the code') % names)
    names["example"] = _("%(name)s (%(parent)s)") % {"name": first.name, "parent": first.parent.name}
    message = _('region "%(name)s" may be %(regions)s: give the code or what contains it, such as "%(example)s"')
    return InputError(message % names)


def parted(text: str, is_one: Callable[[str], bool]) -> list[str]:
    """The names in a text; a comma inside of what is one name parts nothing."""
    ends = [match.start() for match in SEVERAL.finditer(text)] + [len(text)]
    names, start = [], 0
    while start < len(text):
        following = [end for end in ends if end >= start]
        whole = [end for end in following if is_one(text[start:end].strip())]
        end = max(whole, default=following[0])
        names.append(text[start:end].strip())
        start = end + 1
    return [name for name in names if name]
