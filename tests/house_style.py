"""What no page and no message may say: forms that readers of Chinese releases, or of plain English, would stumble over.

A rule is a pattern, what to write instead, and a wrong form that it finds. Rules look at prose: names of files, titles
of publications and quoted parameters are none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

HAN = r"[\u4e00-\u9fff]"
_YEAR = r"(?<!\d)\d{4}年"
_VERB = re.compile(
    r"""\b(?:
        add|added|adds|allow|allowed|allows|am|answer|answers|are|ask|asked|asks|average|averaged|averages|be|
        bear|became|become|becomes|been|begin|begins|being|bound|bounds|build|built|call|called|came|
        can|carries|carry|change|changed|changes|choose|chosen|close|closed|closes|come|comes|compared|
        compares|contain|contains|contradict|contradicts|contributed|cost|costs|could|count|counted|counts|
        cover|covered|covers|correlate|correlates|depend|depends|did|divide|divides|dropped|differ|differed|differs|do|does|draw|drawn|draws|drew|
        end|ended|ends|expect|explain|explained|explains|fall|falls|fell|fit|fits|fitted|follow|
        followed|follows|found|gave|get|give|given|gives|go|goes|grew|grow|grown|grows|had|happen|
        happened|has|have|held|hold|holds|include|includes|is|join|joined|keep|keeps|kept|knew|know|
        known|lack|lacks|lag|lagged|last|lasted|lasts|lead|leads|leave|leaves|led|left|let|lets|lie|
        lies|list|listed|lists|look|looks|made|make|makes|mark|marks|match|matches|may|mean|means|mention|mentions|
        measure|measured|measures|might|move|moved|moves|must|name|named|names|narrowed|need|needs|offer|outgrew|
        parted|pay|point|praises|print|printed|prints|publish|published|put|puts|rank|ranked|ranks|read|
        reads|record|recorded|refuse|refuses|remain|remains|repeat|report|reported|reports|rest|rests|
        revise|revised|rise|rises|rose|run|runs|said|say|says|sealed|see|seem|seems|serve|serves|
        shall|share|shares|should|show|shown|shows|shrank|shrink|sign|signed|sits|speak|speaks|spread|
        stand|stands|start|started|state|stated|states|stay|stayed|stood|stop|stops|sum|sums|take|
        taken|takes|tell|tells|test|tests|think|told|took|tried|try|turn|turned|turns|use|used|uses|
        want|wants|was|weigh|went|were|widened|will|work|works|would|write|writes|wrote
    )\b|n't\b""",
    re.IGNORECASE | re.VERBOSE,
)


class Rule(NamedTuple):
    """A form that is wrong, what is right, and an example of the wrong that the pattern finds."""

    pattern: re.Pattern
    right: str
    wrong: str


def _rule(pattern: str, right: str, wrong: str) -> Rule:
    return Rule(re.compile(pattern), right, wrong)


TYPOGRAPHY = [
    _rule(rf"{HAN} ?[,;:?!(]|[,;:?!(]{HAN}|\){HAN}|{HAN}\)", "全角标点", "增速(首次公布数)较高"),
    _rule(rf"{HAN}[\"']|[\"']{HAN}", "“昭通”", '没有"昭通"'),
    _rule(r"“[^”]*“|‘[^’]*‘", "“新增‘个转企’”", "“新增“个转企”户数”"),
]

CHINESE = [
    _rule(r"全国地区生产总值", "国内生产总值", "2025年，全国地区生产总值增长5.0%"),
    _rule(r"(增长|下降|增加|减少|提高|上升|回落)了?[−-]\d", "下降0.9%", "地区生产总值增长−0.9%"),
    _rule(
        rf"{_YEAR}(?![前上下一二三四\d])[^。；年]{{0,30}}同比", "比上年增长", "2025年，昭通市地区生产总值同比增长4.6%"
    ),
    _rule(r"(逐年|年度|历年)[^。；，]{0,20}同比", "比上年", "逐年地区生产总值实际同比增速"),
    _rule(r"(\d{4}年)\d+月\d+日至\1", "2023年1月1日至11月6日", "2023年1月1日至2023年10月31日"),
    _rule(r"\d—\d季度|\d{4}Q[1-4]|Q[1-4]", "前三季度；2021年四季度", "2023年1—3季度"),
    _rule(r"二〇|[一二三四五六七八九]{3,4}年[初底末起]?", "2021年初、1991年起", "二〇二一年初"),
    _rule(r"\d\s?–\s?\d", "1994—1999年", "1994–1999年"),
    _rule(rf"{HAN} \d|\d {HAN}|{HAN} {HAN}", "云南省1994—1999年", "云南省 1994年"),
    *TYPOGRAPHY,
    _rule(
        r"印出|照印|所印|接缝|容得下|旁证|一课|诚实的区间|看不出与零有别|游移|政务应用",
        "公布位数、按公布数、来源衔接处、一部手机办事通",
        "按其印出位数",
    ),
    _rule(r"(各年|投资|产出|总量)水平", "总量", "各年水平不可比"),
    _rule(
        r"(登记|注册|签约|开工|新增|办结|上线|实施)[^\d，。；、“”（）]{0,8}\d[\d.]*(?=[，。；）])",
        "数字后有量词：户、件、项、个",
        "新登记经营主体57809，",
    ),
]

ENGLISH = [
    _rule(
        r"\b(grew|rose|grow|increased|growth of|fell|shrank|declined|down|up) (by )?[−-]\d",
        "fell by 0.9%",
        "grew by −0.9%",
    ),
    _rule(
        r"can be told from none|two digits|[Bb]est placed|stood best",
        "no clear trend; by 10% or more",
        "no trend can be told from none",
    ),
    _rule(r"\bQ[1-4]\b|\d{4}Q[1-4]|\bH[12] \d{4}", "January to September 2023", "in Q1–Q3 2023"),
    _rule(r"—", "a comma, or another sentence", "growth — as published"),
    _rule(r"\b[a-z]+_[a-z_]+\b", "words, no identifier", "of gdp_growth_real"),
    _rule(r"\bGDP of the nation\b|a honest|\bdatas\b", "China's GDP", "the GDP of the nation"),
    _rule(r"\b(\w+) \1\b(?<!that that)(?<!had had)", "a word once", "of of Yunnan"),
    _rule(r" [,.;:]", "no space before a mark", "grew , then fell"),
    _rule(r",\s*[.;]|\.\.(?!\.)|;\s*\.", "one mark", "in 2025,."),
]


def faults(text: str, rules: list[Rule]) -> list[str]:
    """What is wrong in a text, and what to write instead."""
    return [
        f"{found[0]!r} in {text[max(0, found.start() - 30) : found.end() + 30]!r}: {rule.right}"
        for rule in rules
        if (found := rule.pattern.search(text))
    ]


def without_verb(text: str) -> Iterator[str]:
    """The sentences of an English paragraph that hold no verb."""
    for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", text):
        if len(sentence.split()) > 2 and not _VERB.search(sentence):
            yield sentence
