"""Which region a text means by 全市, by a name, or by a name without its ending."""

import re
from collections.abc import Iterable

from helpers.figures.regions import Regions

_ENDINGS = "省市县区州盟旗"
_WHOLE = re.compile(f"[全我本]([国{_ENDINGS}])")
# What ends like the name of a place and is none.
_NO_NAME = re.compile(
    "[一二三四五六七八九十]|^[居均是在对由从向被把到年月日为与于因受据经]|[各全我本该外省市县区州]|城市|都市|乡村|农村|地区|社区|园区|街区|城区|新区|开发|超市|上市|股市|楼市|夜市|集市|示范|以上|其中|门市|菜市|个|这|两|等"
)
_FIRST_NAMED = re.compile(
    f"(?:^|[，。；：、（“”　和及与的在])([\u4e00-\u9fff]{{2,3}}[市县])(?![\u4e00-\u9fff]?委|场|政府|民|区|值|直|级|域)"
)


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
        self._known = known
        self._by_stem = {_stem(region): region} if region else {}
        self._found = set()
        for text in texts:
            self._found |= {name for name in _FIRST_NAMED.findall(text) if not _NO_NAME.search(name[:-1])}
            if region:
                self._by_stem |= {name: name for name in _beside(_stem(region), text)}
        self._chain = self._lineage(region)

    @property
    def pattern(self) -> str:
        """What matches all that may name a place of the text."""
        names = {self.own, *self._by_stem, *self._found} - {""}
        ordered = sorted(names, key=len, reverse=True)
        return "|".join([f"[全我本][国{_ENDINGS}](?![道级])", *(re.escape(name) for name in ordered)])

    def meant(self, words: str) -> str:
        """The region that words mean, as the text or the data have it: 全市 is that of the text if it is a city."""
        whole = _WHOLE.fullmatch(words)
        if whole is None:
            return self._by_stem.get(words, words)
        if whole[1] == "国":
            return "全国"
        if self.own.endswith(whole[1]) or (whole[1] == "区" and self.own.endswith("自治区")):
            return self.own
        return next((name for name in self._chain if name.endswith(whole[1])), f"全{whole[1]}")

    def is_clear(self, region: str) -> bool:
        """Whether a region is that of the text, one around it, or a name that the data know."""
        return bool(region) and (
            region in (self.own, "全国", "中国") or region.startswith("全") or region in self._chain
        )

    def _lineage(self, region: str) -> list[str]:
        found = self._known.meant(region) if region else []
        return [each.name_zh for each in found[0].lineage] if len(found) == 1 else []


def _beside(stem: str, text: str) -> set[str]:
    """What a text lists with a place, which are places too: 璟江、霓江、瑶川."""
    listed = re.findall(
        rf"(?:^|[^\u4e00-\u9fff、])((?:[\u4e00-\u9fff]{{2,3}}、)*{re.escape(stem)}(?:、[\u4e00-\u9fff]{{2}})+)", text
    )
    return {name for each in listed for name in each.split("、") if name != stem}


def _stem(name: str) -> str:
    """A name without what kind of place it is, where two letters are left."""
    bare = name.removesuffix("自治州").removesuffix("自治县")
    bare = bare[:-1] if bare.endswith(tuple(_ENDINGS)) else bare
    return bare if len(bare) > 1 else name
