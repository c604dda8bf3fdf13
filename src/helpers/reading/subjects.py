"""What figures are about, and which indicator measures each facet of it, out of the names in data/indicators.csv.

The end of an indicator's name says which facet of its subject it measures, 工业投资同比增速 growth; what is before that
is a name of the subject itself. Indicators that share a name, or that `growth_indicator` joins, have one subject.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from helpers.figures.indicators import Indicator


class Facet(StrEnum):
    """What of a subject a number measures."""

    LEVEL = "level"  # how much it is; also a rate or a ratio in itself: 失业率
    GROWTH = "growth"  # by how many per cent it grew
    SHARE = "share"  # its part of a whole
    SINCE_START = "since_start"  # by how much it grew since January
    RANK = "rank"  # its place in the province
    GROWTH_RANK = "growth_rank"  # that of its growth


# How the name of an indicator ends that measures such a facet; the longest that fits is taken.
_ENDINGS: Mapping[Facet, tuple[str, ...]] = {
    Facet.GROWTH: (
        *("实际同比增速", "同比增速", "同比涨幅", "增速", "涨幅", "增长率"),
        *(", year-on-year growth", " growth", ", real year-on-year growth"),
    ),
    Facet.SHARE: ("占地区生产总值比重", "比重", "占比"),
    Facet.SINCE_START: ("比年初增加额",),
    Facet.GROWTH_RANK: ("增速全省位次",),
    Facet.RANK: ("全省位次",),
}
_ENDED = sorted(((end, facet) for facet, ends in _ENDINGS.items() for end in ends), key=lambda each: -len(each[0]))
_NOTE = re.compile("（(?:现价|原文所称|原文未说明[^）]*)）$")
_FARMERS = "（不含农户）"  # what 固定资产投资 may leave unsaid


@dataclass(frozen=True, eq=False)
class Subject:
    """What figures are about, in whichever way they measure it.

    Attributes
    ----------
    name
        What it is called first.
    names
        All phrases that mean it and nothing narrower or wider, without a word for growth or share.
    codes
        The indicator of each facet that has one.
    """

    name: str
    names: tuple[str, ...]
    codes: Mapping[Facet, str]

    def indicator(self, facet: Facet) -> str:
        """The code of the indicator of a facet; empty where none stands for it."""
        return self.codes.get(facet, "")

    @property
    def main(self) -> str:
        """The indicator that a share, a rank or a multiple of it is told of: its level, else its growth."""
        return self.indicator(Facet.LEVEL) or self.indicator(Facet.GROWTH) or next(iter(self.codes.values()))


def subjects_of(
    indicators: Mapping[str, Indicator], joined: Mapping[str, str]
) -> Iterator[tuple[Subject, list[tuple[str, Facet | None]]]]:
    """The subjects that indicators measure, each with its phrases and what of it each phrase says.

    Parameters
    ----------
    joined
        The code of the growth of a level, by the code of the level.
    """
    for codes in _families(indicators, joined):
        facets = {facet: code for code in codes for facet in [_facet_of(indicators[code])]}
        told = [pair for code in codes for pair in _phrases_of(indicators[code])]
        names = tuple(dict.fromkeys(phrase for phrase, facet in told if facet is None))
        yield Subject(names[0], names, facets), told


def _families(indicators: Mapping[str, Indicator], joined: Mapping[str, str]) -> list[list[str]]:
    """The codes of indicators that measure one subject each, the levels first."""
    family = {code: code for code in indicators}

    def root(code: str) -> str:
        while family[code] != code:
            code = family[code]
        return code

    owners: dict[str, str] = {}
    for code, indicator in indicators.items():
        if code in joined:
            family[root(joined[code])] = root(code)
        for phrase, facet in _phrases_of(indicator):
            if facet is None:
                family[root(owners.setdefault(phrase, code))] = root(code)
    found = defaultdict(list)
    for code in indicators:
        found[root(code)].append(code)
    return [sorted(codes, key=lambda code: _facet_of(indicators[code]) is not Facet.LEVEL) for codes in found.values()]


def _facet_of(indicator: Indicator) -> Facet:
    return _told(indicator, indicator.name_zh)[1] or (Facet.GROWTH if indicator.is_growth else Facet.LEVEL)


def _phrases_of(indicator: Indicator) -> Iterator[tuple[str, Facet | None]]:
    """What texts call an indicator, with the facet that each phrase says, and its subject alone, with none."""
    for name in (indicator.name_zh, indicator.name_en, *indicator.aliases):
        alone, facet = _told(indicator, name)
        yield alone.removesuffix(_FARMERS), None
        if facet:
            yield _bare(name), facet
        elif alone.endswith(_FARMERS):
            yield alone, None


def _told(indicator: Indicator, name: str) -> tuple[str, Facet | None]:
    """One of an indicator's names without what it says of the facet, and the facet; None where the name says none."""
    bare = _bare(name)
    for end, facet in _ENDED:
        # 人口自然增长率 is a rate and no growth of 人口自然, 城镇人口比重 none of the shares of 城镇人口
        grows = (facet is not Facet.GROWTH or indicator.is_growth) and (
            name == indicator.name_zh or indicator.name_zh.endswith(_ENDINGS[facet]) or facet is not Facet.SHARE
        )
        if bare.endswith(end) and len(bare) > len(end) and grows:
            return bare[: -len(end)], facet
    return bare, None


def _bare(name: str) -> str:
    return _NOTE.sub("", name.strip())
