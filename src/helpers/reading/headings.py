"""What the head of a column or the name of a row says: subject, measure, unit, time, and what is not understood."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from helpers.reading.letters import letters_of
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet, Subject, Vocabulary
from helpers.reading.windows import PATTERN, Window, Windows

_BEGINS = re.compile(
    r"^(?:[#*※·•\-—–\s　]+|其中[：，]?|(?:[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|"
    r"\d{1,2}[、．.](?!\d)|[（(]\d{1,2}[）)])\s*)+"
)
_CHILD = re.compile(r"^[\s　]*(?:#|\*|其中|—|-)")
_NOTE_SIGNS = re.compile(r"[①-⑳⁰¹²³⁴-⁹]|[〔\[]\d{1,2}[〕\]]|\*")
_PRICES = r"(?:按?(?P<prices>不变价|可比价|现价|当年价)格?(?:计算)?，?)?"
_GROWTH = re.compile(
    rf"{_PRICES}(?P<kind>名义|实际|环比)?(?:比|较|与)?(?:上年|去年|上年同期|去年同期|上年同月|同期)?(?:同期)?(?:相比)?(?P<same>同比)?(?:累计)?"
    r"(?P<more>名义|实际)?(?P<word>增长率|增长速度|增长|增速|增幅|涨幅|涨跌幅|升降幅度|增减幅|增减|变化率|变动|±)?(?:幅度)?(?P<percent>±?%)?"
)
_ENGLISH_GROWTH = re.compile(
    r"(?:real |nominal |annual |year[- ]on[- ]year )*(?:growth(?: rate)?|(?:percent(?:age)? |% )?change)"
    r"(?: on (?:a|the previous) year(?: earlier)?)?|y[/-]o[/-]y|yoy",
    re.IGNORECASE,
)
_RATES = (
    "增长率",
    "增长速度",
    "增速",
    "增幅",
    "涨幅",
    "涨跌幅",
    "升降幅度",
    "增减幅",
    "变化率",
)  # words that mean per cent
_CUMULATIVE = re.compile("(?:本年|自年初)?累计(?:值|数|额|完成)?|year to date|ytd")
_SINGLE = re.compile(
    "(?:本|当|单)月(?:值|数|完成)?|(?:本|当|单)期(?:值|数)?|(?:本|当|单)季(?:值|数)?|this (?:month|quarter)"
)
_LEVEL = re.compile(
    "总量|绝对[额数值量]|数值|数额|金额|实际完成|完成[额数]?|实绩|指标值|期末值?|本年(?:实际)?|本期|总计|"
    r"\b(?:value|level|amount|total)\b",
    re.IGNORECASE,
)
_OTHERS: tuple[tuple[str, Role | Facet], ...] = (
    ("占(?:地区生产总值|GDP|全[省市县国])(?:的)?比重|占比|比重|构成|share(?: of total)?", Facet.SHARE),
    ("增速(?:全[省市]|在全[省市])?(?:位次|排名|排位|名次)", Facet.GROWTH_RANK),
    ("(?:在?全[省市州县国])?(?:位次|排名|排位|名次)|rank(?:ing)?", Facet.RANK),
    ("贡献率|拉动(?:经济)?增长|拉动", Role.CONTRIBUTION),
    ("(?:年度|全年|预期)?(?:目标|计划|预期)(?:值|数|任务)?", Role.TARGET),
    ("增加额|增减额|净增加?额?|增量|比年初增加", Role.CHANGE),
)
_LAST_YEAR = "(?:上年|去年)(?:同期|同月)?(?:数|值|完成|实际)?|(?:the )?(?:previous|last) year|(?:the )?year before"
# What a name may say in brackets without being of another thing.
_HARMLESS = re.compile(
    "不含农户|现价|当年价格?|按?(?:当年价|现价)格?计算|初步核算(?:数)?|快报(?:数)?|预计数|绝对[数额]|annual"
)
_INDEX = re.compile("指数|上年(?:同[期月])?=100|index", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """What a heading says.

    Attributes
    ----------
    subject, facet
        What is measured, and what of it.
    role
        Where it is no plain value: last year's, a change, a target.
    unit
        As printed.
    units
        All units where it prints several: 亿元、%.
    window
        The time that it names.
    span
        ytd or single, where it says so: 累计, 当月.
    basis
        real, nominal or previous, where it says that growth is at constant or current prices, or on the month before.
    rate
        Whether its word for growth means per cent.
    index
        Whether it is an index.
    rest
        Words that are not understood; the whole is another thing then.
    child
        Whether it is marked as part of what is above it.
    marks
        Its footnote signs.
    """

    text: str = ""
    subject: Subject | None = None
    facet: Facet | None = None
    role: Role | None = None
    unit: str = ""
    units: tuple[str, ...] = ()
    window: Window | None = None
    span: str = ""
    basis: str = ""
    rate: bool = False
    index: bool = False
    rest: str = ""
    child: bool = False
    marks: tuple[str, ...] = ()


class Headings:
    """Reads the headings of the tables of one text."""

    def __init__(self, vocabulary: Vocabulary, windows: Windows) -> None:
        self.vocabulary, self.windows = vocabulary, windows
        self._units = {*vocabulary.units, "%", "个百分点", "百分点"}

    def read(self, printed: str) -> Heading:
        """What a heading says."""
        marks = tuple(_NOTE_SIGNS.findall(printed))
        text = _BEGINS.sub("", words_in(printed)).strip()
        found = Heading(text, child=bool(_CHILD.match(printed)), marks=marks, index=bool(_INDEX.search(text)))
        if named := self.vocabulary.named(text):
            return replace(found, subject=named[0], facet=named[1])
        found, bare = self._in_brackets(found, text)
        if not found.unit:
            found, bare = self._unit_behind(found, bare)
        return self._words(found, bare.strip(" ，：_　/"))

    def unit_of(self, words: str) -> str:
        """The unit that a text is, as printed; empty where it is none."""
        bare = re.sub(r"^(?:计量)?单位[：:]?|^units?:?\s*|[/　]人$|^annual ", "", words.strip(), flags=re.IGNORECASE)
        bare = bare.strip("（）() ：±")
        return bare if bare in self._units else ""

    def units_of(self, words: str) -> tuple[str, ...]:
        """The units that a text lists: 单位：亿元、%."""
        bare = re.sub(r"^.*?(?:计量)?单位[：:]\s*", "", words_in(words)).strip("（）() ")
        found = [self.unit_of(part) for part in re.split("[、，,/；和 ]+", bare)]
        return tuple(found) if found and all(found) else ()

    def window_of(self, words: str) -> Window | None:
        """The time that a text is, and says nothing else."""
        bare = re.sub(r"\s*\[?YR\d{4}\]?|(?<=年)度$", "", words_in(words)).strip("（） ")
        if re.fullmatch(r"(?:19|20)\d\d(?:\.0)?", bare):
            bare = f"{bare[:4]}年"
        if found := re.fullmatch(r"((?:19|20)\d\d)[-/.]?Q([1-4])", bare, re.IGNORECASE):
            return Window(f"{found[1]}Q{found[2]}", "quarter", clear=False)
        if found := re.fullmatch(r"((?:19|20)\d\d)(?:[-/.年])(\d{1,2})月?", bare):
            return Window(f"{found[1]}-{int(found[2]):02}", "month", clear=int(found[2]) == 1)
        if re.fullmatch(r"(?:19|20)\d\d年末?", bare):
            return Window(bare[:4], "year")
        now = Window(bare[:4], "year") if re.match(r"(?:19|20)\d\d年", bare) else self.windows.head
        read = self.windows.read(bare, now) if re.fullmatch(PATTERN, bare) else None
        told = re.search("当月|单月|当季|单季", bare) or (read and read.period.endswith("-01"))
        return replace(read, clear=bool(told) or read.span not in ("month", "quarter")) if read else None

    def _in_brackets(self, found: Heading, text: str) -> tuple[Heading, str]:
        """What stands in brackets: a unit, a time, words of growth; what is not understood stays."""
        for inside in re.findall("（([^（）]*)）", text):
            unit, window = self.unit_of(inside), self.window_of(inside)
            units = self.units_of(inside)
            if unit:
                found = replace(found, unit=unit)
            elif len(units) > 1:
                found = replace(found, units=units)
            elif window:
                found = replace(found, window=window)
            elif _INDEX.fullmatch(inside.strip()):
                found = replace(found, index=True)
            elif not _HARMLESS.fullmatch(inside):
                unit = self.unit_of(re.split("[，、；：]| of ", inside)[0])
                found = replace(found, unit=unit, rest=found.rest + inside)
        return found, re.sub("（[^（）]*）", "", text)

    def _unit_behind(self, found: Heading, text: str) -> tuple[Heading, str]:
        for separator in ("：", "，", " ", "　", "/"):
            before, _sign, after = text.rpartition(separator)
            if before and (unit := self.unit_of(after)):
                return replace(found, unit=unit), before
        return found, text

    def _words(self, found: Heading, text: str) -> Heading:
        """The words of a heading: what they name, and what of it they measure."""
        if not text:
            return found
        if re.fullmatch(_LAST_YEAR, text, re.IGNORECASE):
            return replace(found, role=Role.PREVIOUS)
        if window := self.window_of(text):
            return replace(found, window=window)
        if named := self.vocabulary.named(text):
            return replace(found, subject=named[0], facet=named[1] or found.facet)
        for words, meaning in _OTHERS:
            if match := re.search(words, text, re.IGNORECASE):
                if isinstance(meaning, Facet):
                    found = replace(found, facet=found.facet or meaning)
                else:
                    found = replace(found, role=found.role or meaning)
                return self._words(found, _without(text, match))
        grows = _longest(_GROWTH, text) or _ENGLISH_GROWTH.search(text)
        if grows and found.facet is None:
            return self._words(_grown(found, grows), _without(text, grows))
        for shape, span in ((_CUMULATIVE, "ytd"), (_SINGLE, "single")):
            if (said := shape.search(text)) and not found.span:
                found = replace(found, span=span, facet=found.facet or Facet.LEVEL)
                return self._words(found, _without(text, said))
        if (timed := re.search(PATTERN, text)) and not found.window and (window := self.window_of(timed[0])):
            return self._words(replace(found, window=window), _without(text, timed))
        if said := _LEVEL.search(text):
            return self._words(replace(found, facet=found.facet or Facet.LEVEL), _without(text, said))
        return replace(found, rest=text + found.rest)


def words_in(printed: str) -> str:
    """The words of a heading in one kind of letters; those of an alphabet keep their spaces."""
    if re.search("[\u4e00-\u9fff]", printed):
        return letters_of(printed).text.strip()
    return " ".join(printed.replace("(", "（").replace(")", "）").split())


def together(headings: Iterable[Heading]) -> Heading:
    """What the levels of a heading say together, the upper first; the lower is more precise."""
    whole = Heading()
    for each in headings:
        whole = Heading(
            text=f"{whole.text} / {each.text}".strip(" /"),
            subject=each.subject or whole.subject,
            facet=each.facet or whole.facet,
            role=each.role or whole.role,
            unit=each.unit or whole.unit,
            units=each.units or whole.units,
            window=each.window or whole.window,
            span=each.span or whole.span,
            basis=each.basis or whole.basis,
            rate=each.rate or whole.rate,
            index=each.index or whole.index,
            rest=whole.rest + each.rest,
            child=whole.child or each.child,
            marks=whole.marks + each.marks,
        )
    return whole


def _grown(found: Heading, said: re.Match[str]) -> Heading:
    """A heading with what its words for growth say."""
    parts = said.groupdict()
    kind = parts.get("kind") or parts.get("more") or ""
    basis = "real" if kind == "实际" or parts.get("prices") in ("不变价", "可比价") else ""
    basis = "nominal" if kind == "名义" or parts.get("prices") in ("现价", "当年价") else basis
    percent = bool(parts.get("percent"))
    return replace(
        found,
        span=found.span or ("ytd" if "累计" in said[0] else ""),
        facet=Facet.GROWTH,
        basis="previous" if kind == "环比" else found.basis or basis,
        rate=found.rate or percent or parts.get("word") in _RATES,
        unit=found.unit or ("%" if percent else ""),
    )


def _longest(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The longest stretch that says growth: that has one of its words, or says 同比 alone."""
    found = [match for at in range(len(text)) if (match := pattern.match(text, at)) and _says_growth(match)]
    return max(found, key=lambda match: match.end() - match.start(), default=None)


def _says_growth(match: re.Match[str]) -> bool:
    return bool(match["word"] or match["same"] or (match["percent"] and match["percent"] != "%"))


def _without(text: str, match: re.Match[str]) -> str:
    return (text[: match.start()] + text[match.end() :]).strip(" ，：_　/的")
