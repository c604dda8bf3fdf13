"""What texts call the subjects of figures, and the units that they print.

Nothing of this is code: data/indicators.csv has the names and aliases, data/printed_units.csv the units.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.regions import Regions
from helpers.reading.subjects import Facet, Subject, subjects_of

# What parts of a subject are called after it where its own name does not say: 第一产业 of GDP is 第一产业增加值.
_PARTS_END: Mapping[str, tuple[str, ...]] = {
    "地区生产总值": ("增加值",),
    "社会消费品零售总额": ("消费品零售额", "零售额"),
    "货物进出口总额": ("额", "总额"),
    "金融机构存款余额": ("余额", "款余额"),
}

# What a subject may be called alone once its passage has named it: 零售额 of 社会消费品零售额; not 渔业产值 of
# 农林牧渔业产值.
_HEADS = (
    "零售额",
    "增加值",
    "投资",
    "收入",
    "支出",
    "余额",
    "总产值",
    "产量",
    "用电量",
    "总额",
    "进出口",
    "利润",
    "利润总额",
)

_PLANNED = "计划"


@dataclass(frozen=True)
class Found:
    """A phrase of a text that names a subject.

    Attributes
    ----------
    start, end
        Its place in the text.
    facet
        What the phrase itself says is measured: GDP增速 growth; None where it names the subject alone.
    """

    start: int
    end: int
    subject: Subject
    facet: Facet | None


@dataclass(frozen=True)
class Vocabulary:
    """The subjects that texts name, and the units that they print.

    Attributes
    ----------
    phrases
        The subject and the facet of each phrase; of English ones in small letters.
    indicators
        The indicators by code.
    factors
        How many of an indicator's unit one printed unit is, by both.
    places
        The regions that are known, which find by name.
    """

    phrases: Mapping[str, tuple[Subject, Facet | None]]
    indicators: Mapping[str, Indicator]
    factors: Mapping[tuple[str, str], Decimal]
    places: Regions

    def named(self, phrase: str) -> tuple[Subject, Facet | None] | None:
        """The subject that a phrase names as a whole, and the facet where it says one; None where it names none.

        A part of the phrase is no name: 限额以上单位商品零售 is not 商品零售.
        """
        bare = phrase.strip().casefold()
        return self.phrases.get(bare) or self.phrases.get(bare.replace(" ", ""))

    def find(self, text: str) -> list[Found]:
        """The phrases of a text that name subjects, the longest at each place, in their order.

        Whether words before a phrase or after it narrow it is for the caller to see: they stand between what is found.
        """
        matches = self._pattern.finditer(text.casefold())
        return [Found(match.start(), match.end(), *self.phrases[match[0]]) for match in matches]

    def complete(self, part: str, carried: Subject) -> Subject | None:
        """The subject that a short name means in a passage on another: 第一产业 after 固定资产投资 is 第一产业投资.

        Parameters
        ----------
        part
            The short name: 城镇, 第一产业, 支出.
        carried
            What the passage is about.

        Returns
        -------
        Subject | None
            What is called so once the end of a name of the passage's subject, or its beginning, is added.
        """
        if any(name.endswith(part) for name in carried.names) and part not in _HEADS:
            return None
        if any(name.endswith(_PLANNED + part) for name in carried.names):
            return None  # what was done is none of what was planned
        ends = [end for name in carried.names for end in _PARTS_END.get(name, ())]
        ends += [name[at:] for name in carried.names for at in range(1, len(name) - 1)]
        beginnings = [name[:at] for name in carried.names for at in range(len(name), 1, -1)]
        tried = (*(part + end for end in ends), *(begin + part for begin in beginnings))
        return next((self.phrases[each][0] for each in tried if each in self.phrases), None)

    def enumerated(self, items: Iterable[str]) -> list[str]:
        """The names of a list in which items share what is said once: 第一、二、三产业投资; 城镇、农村居民收入.

        An item that names no subject with what the first begins in or the last ends in stays as it is.
        """
        listed = list(items)
        begins = ["", "第", *(listed[0][:at] for at in range(1, len(listed[0])))]
        ends = ["", *(listed[-1][at:] for at in range(1, len(listed[-1])))]
        return [self._with_some(each, begins, ends) for each in listed]

    def value(self, number: Decimal, printed: str, code: str) -> Decimal | None:
        """A printed number in the unit of an indicator; None where its unit measures something else.

        Parameters
        ----------
        printed
            The unit as printed, in simplified letters; empty where none is, which only a ratio allows.
        """
        unit = self.indicators[code].unit
        factor = self.factors.get((unit, printed)) if printed else Decimal(1) if unit in ("ratio", "rank") else None
        return None if factor is None else number * factor

    @cached_property
    def units(self) -> tuple[str, ...]:
        """All units that texts print, the longest first."""
        return tuple(sorted({printed for _unit, printed in self.factors}, key=len, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self.phrases, key=len, reverse=True)
        words = (rf"\b{re.escape(each)}\b" if each.isascii() else re.escape(each) for each in longest)
        return re.compile("|".join(words))

    def _with_some(self, item: str, begins: list[str], ends: list[str]) -> str:
        tried = (begin + item + end for begin, end in product(begins, ends))
        return next((each for each in tried if each in self.phrases), item)


def vocabulary_of(observations: Observations) -> Vocabulary:
    """The vocabulary that the data have: names and aliases of indicators, printed units, regions."""
    indicators = {str(code): observations.indicator(str(code)) for code in observations.indicators.index}
    grows = observations.indicators["growth_indicator"]
    joined = {code: str(grows[code]) for code in indicators if grows[code]}
    phrases: dict[str, tuple[Subject, Facet | None]] = {}
    for subject, told in subjects_of(indicators, joined):
        for phrase, facet in told:
            phrases.setdefault(phrase.casefold(), (subject, facet))
    units = observations.printed_units[["unit", "printed_unit", "factor"]].itertuples(index=False, name=None)
    factors = {(unit, printed): Decimal(str(factor)) for unit, printed, factor in units}
    return Vocabulary(phrases, indicators, factors, observations.places)
