"""Which region a text means by 全市, by a name, or by a name without its ending."""

import re
from collections.abc import Iterable

from helpers.figures.regions import Region, Regions

_ENDINGS = "省市县区州盟旗"
_WHOLE = re.compile(f"[全我本]([国{_ENDINGS}])")
# How a name begins, or what it has, that only ends like the name of a place: 各县, 示范区, 贫困县.
_NO_NAME = re.compile(
    "^[有仅只分是在对由从向被把到年月日为与于因受据经居均各全我本该外省市县区州这两第次类等和及之类多少]"
    "|[全我本一二三四五六七八九十百千万高经景片林山灾库牧矿老旧保税自贸试验功能大小中心强穷困先进示范上其个的了]"
    "|城市|都市|乡村|农村|地区|社区|园区|街区|新区|开发|超市|股市|楼市|夜市|集市|门市|菜市"
)
# What no county is called, whose names may well have a hill or a wood.
_NO_COUNTY = re.compile(
    "^[分是在对由从向被把到年月日为与于因受据经居均外这两等和及多少一二三四五六七八九十百千万几数上次有]|[全我本各该强小穷的了个其类区]|贫困|[一二三四五六七八九十百]$"
)
_NO_DISTRICT = re.compile("[地特山城园社景校辖市郊矿库片战灾牧林新发护税港湾厂成]区$|设市$")
_NAMED = re.compile(
    "(?:^|(?<=[，。；：、（“　》日年是有和及与的在了比较])|(?<=全省)|(?<=发自)|(?<=其中))(?![比较])"
    "(?=([\u4e00-\u9fff]{2,3}[市县区旗州])(?![\u4e00-\u9fff]?委|场|政府|民|区|值|直|级|域|长))"
)
# 中国 is the nation where what is measured stands behind it, and part of a name elsewhere: 中国移动.
_NATION = "中国(?=GDP|的?(?:经济|国内生产总值|国民经济|居民|人口|外贸|货物|出口|进口|规模以上工业|社会消费品|固定资产))"
_LEAST = 2  # letters of a name without its ending


class Places:
    """The places of one text.

    Parameters
    ----------
    region
        What the text is about; empty where that is not known.
    known
        The regions of the data.
    texts
        What the text says, in simplified letters, where places are looked for that the data do not have.
    """

    def __init__(self, region: str, known: Regions, texts: Iterable[str] = ()) -> None:
        self.own = region
        found = known.meant(region) if region else []
        own = found[0] if len(found) == 1 else None
        self._chain = [each.name_zh for each in own.lineage] if own else []
        near = _near(own, known) if own else []
        self._names = {name: name for name in near}
        self._names |= {_stem(name): name for name in near if len(_stem(name)) >= _LEAST}
        self._near = frozenset(near)
        for text in texts:
            named = {name for name in _NAMED.findall(text) if not _is_no_name(name)}
            self._names |= {form: name for name in named for form in (name, _stem(name))}
            self._names |= {name: name for name in _beside(_stem(region), text) if region and name not in self._names}
        if region:
            self._names |= {region: region, _stem(region): region}

    @property
    def pattern(self) -> str:
        """What matches all that may name a place of the text."""
        ordered = sorted(self._names, key=len, reverse=True)
        return "|".join([_NATION, f"[全我本][国{_ENDINGS}](?![道级])", *(re.escape(name) for name in ordered)])

    def meant(self, words: str) -> str:
        """The region that words mean, as the text or the data have it: 全市 is that of the text if it is a city."""
        whole = _WHOLE.fullmatch(words)
        if whole is None:
            return "全国" if words == "中国" else self._names.get(words, words)
        if whole[1] == "国":
            return "全国"
        if self.own.endswith(whole[1]) or (whole[1] == "区" and self.own.endswith("自治区")):
            return self.own
        return next((name for name in self._chain if name.endswith(whole[1])), f"全{whole[1]}")

    def is_clear(self, region: str) -> bool:
        """Whether a region is that of the text, one around it or beside it, or one that holds them all."""
        known = region in (self.own, "全国", "中国", *self._chain) or region in self._near
        return bool(region) and (known or region.startswith("全"))


def _near(own: Region, known: Regions) -> list[str]:
    """The names of regions inside of a region and beside it."""
    beside = known.inside(own.parent.code) if own.parent else []
    return [each.name_zh for each in (*known.inside(own.code), *beside)]


def _is_no_name(name: str) -> bool:
    told = _NO_COUNTY if name.endswith("县") else _NO_NAME
    return bool(told.search(name[:-1]) or _NO_DISTRICT.search(name))


def _beside(stem: str, text: str) -> set[str]:
    """What a text lists with a place, which are places too: 璟江、霓江、瑶川."""
    before, after = r"(?:^|[^\u4e00-\u9fff、])((?:[\u4e00-\u9fff]{2,3}、)*", r"(?:、[\u4e00-\u9fff]{2})+)"
    listed = re.findall(f"{before}{re.escape(stem)}{after}", text) if stem else []
    return {name for each in listed for name in each.split("、") if name != stem}


def _stem(name: str) -> str:
    """A name without what kind of place it is, where two letters are left."""
    bare = name.removesuffix("自治州").removesuffix("自治县")
    bare = bare[:-1] if bare.endswith(tuple(_ENDINGS)) else bare
    return bare if len(bare) >= _LEAST else name
