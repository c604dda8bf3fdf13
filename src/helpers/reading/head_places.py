"""Which place a text speaks of: by data/regions.csv, or, where the data know it not, by what its name ends in.

A name counts where it stands apart: at the beginning of a clause, after a date, after what contains it. 建成霁州市 may
hold a place of four letters or of two; it is read as 霁州市 where that stands apart elsewhere in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from helpers.figures.observations import Observations
from helpers.figures.regions import LEVELS
from helpers.reading.document import Document, Paragraph
from helpers.reading.head_letters import bare

NATION = "全国"
_LEVEL_OF = {"国": "nation", "省": "province", "市": "prefecture", "州": "prefecture", "县": "county"}
_ENDINGS = {"province": "省|自治区", "prefecture": "市|州|地区|盟", "county": "县|区|旗|市"}
_WHOLE = re.compile("[全我本](国|省|市|州|县|区)")
_KIND = re.compile(
    "特别行政区|自治[区州县旗]|新区|省|市(?![场值民盈区])|州(?![市县区])|县(?![市城域级区县])|区(?![域间块位县内])|旗(?![下舰帜])|盟"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+$")
# What a name follows: dates, what joins and compares, what contains it.
_BEFORE = re.compile(
    "季度|半年|全年|以来|期间|发自|本报|记者|其中|分别|高于|低于|年|月|日|据|经|由|在|对|和|与|及|比|较|为|是|从|到|向|占|于|让|使|看|见|了|的|因|受|"
    "省|市|州|县|区|旗"
)
_NO_STEM = re.compile(r"[全各本我该此每某多几两一二三四五六七八九十百千万个]|[年月日]|城乡")
# What makes an ordinary word of an ending: 开发区, 超市, 贫困县.
_WORDS = {
    "区": re.compile(
        "(?:开发|园|城|山|地|社|景|片|库|牧|小|特|示范|林|矿|灾|郊|辖|保护|自贸|合作|试验|功能|工业|高新|经开|产业|度假|集中|先行|新|老|商|街|库|厂|校|主城|中心城|建成)$"
    ),
    "市": re.compile("(?:超|股|楼|都|门|上|入|汇|债|夜|早|菜|县级|地级|直辖|副省级|中心城|大城|^城|等城|要城|型城)$"),
    "县": re.compile("(?:大|强|贫困|先行|重点|试点|示范|帮扶|脱贫|实现|通|城|市|区|郊|全域)$"),
}


def region_named(text: str) -> str:
    """The first place that a text names by its ending, in simplified letters: 霁州市; empty where it names none.

    Of what contains what, the innermost is meant: 澜川省霁州市 is 霁州市.
    """
    found = names_in(bare(text))
    return _innermost(bare(text), found)[0] if found else (NATION if re.search("全国|中国|我国", text) else "")


def names_in(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """All places that a simplified text names by their endings, in their order, each as often as it is named.

    Parameters
    ----------
    known
        Names with their endings that are places wherever they stand.
    """
    found = [*_runs(text)]
    apart = {stem for stem, _kind in found if len(stem) == 2}
    names = []
    for run, kind in found:
        whole = next((run[at:] + kind for at in range(len(run)) if run[at:] + kind in known), "")
        ends = next((run[-size:] for size in (2, 3) if run[-size:] in apart), run)
        if whole:
            names.append(whole)
        elif _is_stem(ends, kind) and (len(ends) == 2 or text.count(ends) > 1):
            names.append(ends + kind)
    return names


def _is_stem(letters: str, kind: str) -> bool:
    """Whether letters before an ending can be the name of a place that nobody knows."""
    words = _WORDS.get(kind)
    return 2 <= len(letters) <= 3 and not _NO_STEM.search(letters) and not (words and words.search(letters))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each ending, back to what parts it from the words before, and the ending."""
    for match in _KIND.finditer(text):
        before = _HAN.search(text, 0, match.start())
        if before is None:
            continue
        run = before[0]
        parts = [each.end() for each in _BEFORE.finditer(run) if len(run) - each.end() >= 2]
        yield run[parts[-1] if parts else 0 :], match[0]


def _innermost(text: str, names: list[str]) -> list[str]:
    """Names without those that stand right before another, which they contain."""
    return [name for name in names if not any(f"{name}{other}" in text for other in names if other != name)] or names


def code_of(name: str, observations: Observations) -> str:
    """The code of the region of data/regions.csv that a name means; empty where there is none, or several."""
    found = observations.places.meant(name, observations.recorded) if name else []
    return found[0].code if len(found) == 1 else ""


@dataclass(frozen=True)
class Places:
    """The places that a text speaks of, around the one of its head.

    Attributes
    ----------
    home
        The region of the head of the text, as it names it; empty where it is not known.
    text
        The whole text, in simplified letters.
    observations
        Whose data/regions.csv knows what contains what.
    """

    home: str
    text: str
    observations: Observations

    @classmethod
    def of(cls, document: Document, home: str, observations: Observations) -> "Places":
        """Those of a document."""
        texts = (
            [block.text] if isinstance(block, Paragraph) else [" ".join(row) for row in block.rows]
            for block in document.blocks
        )
        return cls(home, bare("\n".join(line for lines in texts for line in lines)), observations)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The places that the text names by their endings, each once, in the order in which it first names them."""
        return tuple(dict.fromkeys([*([self.home] if self.home else []), *names_in(self.text, self._known)]))

    @cached_property
    def short(self) -> dict[str, str]:
        """The places that may be named without their endings, by how they then go: 霁州, 云南, 曲靖.

        Those that the text names with their endings, all provinces, and of the data what lies around the head's region
        and inside of it: others share their short name with a word (日照, 和平) or with each other.
        """
        places, code = self.observations.places, code_of(self.home, self.observations)
        near = [each for each in places.values() if each.level == "province"]
        if code:
            around = [code, places[code].parent.code] if places[code].level != "province" else [code]  # type: ignore[union-attr]
            near += [each for outer in around for each in places.inside(outer)]
        return {stem(name): name for name in [*(each.name_zh for each in near), *self.names] if len(stem(name)) > 1}

    @cached_property
    def _known(self) -> frozenset[str]:
        table = self.observations.regions
        names = [name for column in ("name_zh", "aliases") for cell in table[column] for name in cell.split("|")]
        return frozenset(name for name in names if len(name) > 2 and name[-1] in "省市州县区旗盟")

    def named(self, text: str) -> str:
        """The place that a clause speaks of: by its name, with its ending or without, or as 全省, 全市, 全国.

        Returns
        -------
        str
            Its name; the word itself, such as 全省, where nobody knows which is meant; empty where none is named.
        """
        clause = bare(text)
        if names := names_in(clause, self._known):
            return _innermost(clause, names)[0]
        if whole := _WHOLE.search(clause):
            return self.whole(whole[1]) or f"全{whole[1]}"
        if re.search("中国|国内生产总值", clause):
            return NATION
        at = {name: clause.find(short) for short, name in self.short.items() if short in clause}
        return min(at, key=lambda name: at[name]) if at else ""

    def all_in(self, text: str) -> list[str]:
        """The places that a line speaks of by name, each once, without those that contain another of it."""
        line = bare(text)
        if names := list(dict.fromkeys(names_in(line, self._known))):
            return _innermost(line, names)
        found = [name for short, name in self.short.items() if short in line]
        return [name for name in found if not any(stem(name) != stem(each) and stem(name) in each for each in found)]

    def whole(self, kind: str) -> str:
        """What 全国, 全省, 全市, 全县 means here, by its last letter: the head's region or what contains it.

        Empty where the data know nothing that contains it and the text names none of that kind, or several.
        """
        if kind == "国":
            return NATION
        if self.home.endswith(kind) or (kind == "省" and self.home.endswith("自治区")):
            return self.home
        level = _LEVEL_OF.get(kind, "")
        if code := code_of(self.home, self.observations):
            around = [each for each in self.observations.places[code].lineage if each.level == level]
            return around[0].name_zh if around else ""
        ending = re.compile(f"(?:{_ENDINGS.get(level, kind)})$")
        others = [name for name in self.names if name != self.home and ending.search(name)]
        return others[0] if len(others) == 1 else ""


def stem(name: str) -> str:
    """A name without its ending: 霁州 of 霁州市; itself where that would leave a letter."""
    bare_name = re.sub("(?:特别行政区|自治[区州县旗]|地区|新区|[省市州县区旗盟])$", "", name)
    return bare_name if len(bare_name) > 1 else name


def level_of(name: str) -> str:
    """The level of a place by what its name ends in, one of `helpers.figures.regions.LEVELS`; empty for none."""
    return next((level for level in LEVELS[1:] if re.search(f"(?:{_ENDINGS[level]})$", name)), "")
