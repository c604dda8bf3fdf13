"""The places of an English text: whose figures a part of a sentence gives."""

import re
from dataclasses import dataclass
from functools import cached_property

from helpers.figures.regions import Region, Regions
from helpers.reading.english.windows import english_windows
from helpers.reading.readings import Head

NATION = "China"
KINDS = "City|Province|County|Prefecture|District|Municipality|Autonomous Region"
NAME = "[A-Z][a-z'’]+(?: [A-Z][a-z'’]+)??"
_NAMED = re.compile(rf"\b(?P<name>{NAME}) (?:{KINDS})\b")
_OF = re.compile(r"\b(?:city|province|county|prefecture|district) of (?P<name>[A-Z][a-z'’]+)\b")
_NATION = re.compile(
    r"\b(?:China|Chinese(?= (?:economy|GDP|gross))|national(?:ly)?|[Nn]ationwide|Nationally|the nation|the country"
    r"|countrywide|country's)\b"
)
_HOME = re.compile(
    r"\b(?:the|this|whole|entire) (?:city|county|district|prefecture|municipality|region)\b|\bcitywide\b", re.I
)
_PROVINCE = re.compile(
    r"\b(?:(?:the|whole|entire) province|provincial|provincewide|province-wide|province's)\b", re.IGNORECASE
)
_NOT_NAMES = frozenset(
    {"The", "This", "Its", "In", "Of", "National", "Industry", "Agriculture", "Manufacturing", "Government"}
)
_PLAIN_NAME = "[A-Z][a-z]+(?: [A-Z][a-z]+)?"
# Where a name can only be that of a place: Heqiu's GDP, In Heqiu, ..., Heqiu, the capital.
_MEANT = re.compile(
    rf"\b(?P<owner>{_PLAIN_NAME})['’]s (?:GDP|gross domestic|economy|economic|growth|industrial output|exports|"
    rf"fixed|retail sales|per capita)\b|(?:^|(?<=[.;] ))In (?P<inside>{_PLAIN_NAME}),|"
    rf"\b(?P<told>{_PLAIN_NAME}), (?:a|an|the|its|another)\b[^,.;]{{0,50}}"
    r"\b(?:city|province|county|capital|prefecture)\b",
    re.MULTILINE,
)
_BEFORE_NAMES = re.compile(r"^(?:[A-Z][a-z]+['’]s|The|In|Of|And|But|While|Neighbou?ring|Nearby|Across|From|For|Both) ")


@dataclass(frozen=True)
class EnglishPlaces:
    """The places that a text speaks of, around the one of its head.

    Attributes
    ----------
    text
        The whole text.
    regions
        Those that the data know, which tell what contains the region of the head and what lies beside it.
    """

    head: Head
    text: str
    regions: Regions

    @cached_property
    def names(self) -> dict[str, str]:
        """The places by the names that they have without their kinds: Xiayun is Xiayun City."""
        named = [_BEFORE_NAMES.sub("", match[0]) for match in _NAMED.finditer(self.text)]
        found = {re.sub(rf" (?:{KINDS})$", "", each): each for each in named if each.split()[0] not in _NOT_NAMES}
        found = {match["name"]: match["name"] for match in _OF.finditer(self.text)} | found
        home = re.sub(rf" (?:{KINDS})$", "", self.head.region)
        meant = {match[match.lastgroup or 0] for match in _MEANT.finditer(self.text)}
        meant -= {each for each in meant if each in _NOT_NAMES or english_windows(each)}
        return {each: each for each in meant} | self._near | found | ({home: self.head.region} if home else {})

    @cached_property
    def _home(self) -> Region | None:
        """The region of the head, where the data know it."""
        found = self.regions.meant(self.head.region)
        return found[0] if len(found) == 1 else None

    @cached_property
    def _near(self) -> dict[str, str]:
        """The provinces, and what lies beside the region of the head and inside of it."""
        near = [each for each in self.regions.values() if each.level == "province"]
        if self._home:
            outer = self._home.parent if self._home.level not in ("nation", "province") else None
            near += [*self.regions.inside(self._home.code), *(self.regions.inside(outer.code) if outer else [])]
        return {each.name_en: each.name_en for each in near if re.search(rf"\b{re.escape(each.name_en)}\b", self.text)}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of names of places, and those for the nation, in small letters."""
        listed = " ".join(
            [*self.names, *self.names.values(), "china chinese national nationally nationwide nation country"]
        )
        return frozenset(
            [
                *listed.lower().split(),
                *("province", "provincial", "city", "municipal", "county", "district", "average", "regional"),
            ]
        )

    def within(self, text: str) -> str:
        """The place that a part of a sentence names; empty for none, and for the region of the head where it is it."""
        at = {
            name: found.start()
            for name, full in self.names.items()
            if (found := re.search(rf"\b{re.escape(name)}\b", text))
        }
        if at:
            return self.names[min(at, key=lambda name: at[name])]
        if _NATION.search(text):
            return NATION
        if _PROVINCE.search(text):
            return self._province
        return self.head.region if _HOME.search(text) else ""

    @cached_property
    def _province(self) -> str:
        """The province that the text speaks of; "the province" where it names none, or several."""
        if self.head.region.endswith("Province"):
            return self.head.region
        if self._home:
            return next((each.name_en for each in self._home.lineage if each.level == "province"), "the province")
        provinces = [full for full in self.names.values() if full.endswith("Province")]
        return provinces[0] if len(provinces) == 1 else "the province"
