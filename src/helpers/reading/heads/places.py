"""Which place the head of a Chinese text speaks of: by data/regions.csv, or else by what its name ends in.

A name counts where it stands apart: at the beginning of a clause, after a date, after what contains it. 建成霁州市 may
hold a place of four letters or of two; it is read as 霁州市 where that stands apart elsewhere in the text.
"""

import re
from collections.abc import Iterator
from functools import cache

from helpers.figures.observations import Observations

NATION = "全国"
_MOST_BEFORE = 40  # letters before an ending among which its name is sought
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


def names_in(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """All places that a simplified text names by their endings, in their order, each as often as it is named.

    Parameters
    ----------
    known
        Names with their endings that are places wherever they stand.
    """
    found = [*_runs(text)]
    apart = {stem for stem, _kind in found if len(stem) == 2}
    names, often = [], cache(text.count)
    for run, kind in found:
        whole = next((run[at:] + kind for at in range(len(run)) if run[at:] + kind in known), "")
        ends = next((run[-size:] for size in (2, 3) if run[-size:] in apart), run)
        if whole:
            names.append(whole)
        elif _is_stem(ends, kind) and (len(ends) == 2 or often(ends) > 1):
            names.append(ends + kind)
    return names


def _is_stem(letters: str, kind: str) -> bool:
    """Whether letters before an ending can be the name of a place that nobody knows."""
    words = _WORDS.get(kind)
    return 2 <= len(letters) <= 3 and not _NO_STEM.search(letters) and not (words and words.search(letters))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each ending, back to what parts it from the words before, and the ending."""
    for match in _KIND.finditer(text):
        before = _HAN.search(text, max(0, match.start() - _MOST_BEFORE), match.start())
        if before is None:
            continue
        run = before[0]
        parts = [each.end() for each in _BEFORE.finditer(run) if len(run) - each.end() >= 2]
        yield run[parts[-1] if parts else 0 :], match[0]


def _innermost(text: str, names: list[str]) -> list[str]:
    """Names without those that stand right before another, which they contain."""
    return [name for name in names if not any(f"{name}{other}" in text for other in names if other != name)] or names


class Places:
    """The places that a text names.

    Parameters
    ----------
    text
        The whole text, in simplified letters.
    observations
        Whose data/regions.csv has the places that are known.
    """

    def __init__(self, text: str, observations: Observations) -> None:
        table = observations.regions
        names = [name for column in ("name_zh", "aliases") for cell in table[column] for name in cell.split("|")]
        self._known = frozenset(name for name in names if len(name) > 2 and name[-1] in "省市州县区旗盟")
        self._named = {stem(name): name for name in names_in(text, self._known)}
        wide = [each for each in observations.places.values() if each.level in ("province", "prefecture")]
        self._wide = {stem(each.name_zh): each.name_zh for each in wide}

    def all_in(self, line: str) -> list[str]:
        """The places that a simplified line names, each once, without those that contain another of it.

        Without its ending, 霁州, a place is found that the text names with it elsewhere, or a province or prefecture
        that the data know where it begins the line or follows its date: others share their short name with a word.
        """
        if names := list(dict.fromkeys(names_in(line, self._known))):
            return _innermost(line, names)
        found = [short for short in self._named if short in line]
        begins = [short for short in self._wide if re.search(f"(?:^|[年月度—：，“ \u3000]){short}", line)]
        short = list(dict.fromkeys([*found, *begins]))
        alone = [each for each in short if not any(each != other and each in other for other in short)]
        return [self._named.get(each) or self._wide[each] for each in alone]


def stem(name: str) -> str:
    """A name without its ending: 霁州 of 霁州市; itself where that would leave a letter."""
    bare_name = re.sub("(?:特别行政区|自治[区州县旗]|地区|新区|[省市州县区旗盟])$", "", name)
    return bare_name if len(bare_name) > 1 else name
