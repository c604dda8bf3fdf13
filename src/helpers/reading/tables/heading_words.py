"""The words of which headings of tables are made: for growth, levels, shares, times, prices; and what is no word."""

import re

from helpers.reading.letters import letters_of
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet
from helpers.reading.windows import PATTERN

BEGINS = re.compile(
    r"^(?:[#*※·•\-—–\s　]+|其中[：，]?|(?:[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|"
    r"\d{1,2}[、．.](?!\d)|[（(]\d{1,2}[）)])\s*)+"
)
CHILD = re.compile(r"^[\s　]*(?:#|\*|其中|—|-)")
NOTE_SIGNS = re.compile(r"[①-⑳⁰¹²³⁴-⁹]|[〔\[]\d{1,2}[〕\]]|\*")
PRICES = r"(?:按?(?P<prices>不变价|可比价|现价|当年价)格?(?:计算)?，?)?"
GROWTH = re.compile(
    rf"{PRICES}(?P<kind>名义|实际|环比)?(?:比|较|与)?(?:上年|去年|上年同期|去年同期|上年同月|同期)?(?:同期)?(?:相比)?(?P<same>同比)?(?:累计)?"
    r"(?P<more>名义|实际)?(?P<word>增长率|增长速度|增长|增速|增幅|涨幅|涨跌幅|升降幅度|增减幅度?|增减率|增减|变化率|变动|±)?(?:幅度)?(?P<percent>±?%)?"
)
ENGLISH_GROWTH = re.compile(
    r"(?:real |nominal |annual |year[- ]on[- ]year )*(?:growth(?: rate)?|(?:percent(?:age)? |% ?)?change)"
    r"(?: on (?:a|the previous) year(?: earlier)?)?|(?:% ?)?(?:y[/-]o[/-]y|yoy|y/y)",
    re.IGNORECASE,
)
RATES = (
    "增长率",
    "增长速度",
    "增速",
    "增幅",
    "涨幅",
    "涨跌幅",
    "升降幅度",
    "增减幅",
    "增减率",
    "变化率",
)  # words that mean per cent
CUMULATIVE = re.compile("(?:本年|自年初|本[月季期]止|至本[月季期])?累计(?:值|数|额|完成)?|year to date|ytd")
SINGLE = re.compile(
    "(?:本|当|单)月(?:值|数|完成)?|(?:本|当|单)期(?:值|数)?|(?:本|当|单)季(?:值|数)?|this (?:month|quarter)"
)
LEVEL = re.compile(
    "总量|绝对[额数值量]|数值|数额|金额|实际完成|完成[额数]?|实绩|指标值|期末值?|本年(?:实际)?|本期|总计|"
    r"\b(?:value|level|amount|total)\b",
    re.IGNORECASE,
)
AGAINST_YEAR = re.compile(r"(?:比|较)((?:19|20)\d\d)年(?=增|同|下|±)")  # 比2032年增长
NOMINAL = re.compile(r"^(?:nominal|current[- ]price) ", re.IGNORECASE)
GENERIC = re.compile("数值|指标值|数据|value", re.IGNORECASE)  # whatever the name of the row says
ANNUAL = re.compile(r"annual %|% ?(?:change|growth|y/y|yoy)(?: y/y| yoy)?|(?:y/y|yoy),? ?%", re.IGNORECASE)
FOREIGN = re.compile(r"US\$|USD|\bdollars?\b|HK\$|\beuros?\b|€|[美港欧日]元", re.IGNORECASE)
_OF_UNITS = re.compile(r"\b(?:10[ ,]?000|100)(?= ?(?:million|yuan|persons|people|tons|tonnes|kwh|sq))", re.IGNORECASE)
OTHERS: tuple[tuple[str, Role | Facet], ...] = (
    ("占(?:地区生产总值|GDP|全[省市县国])(?:的)?比重|占比|比重|构成|share(?: of total)?", Facet.SHARE),
    ("增速(?:全[省市]|在全[省市])?(?:位次|排名|排位|名次)", Facet.GROWTH_RANK),
    ("(?:[在居列]?全[省市州县国])?(?:位次|排名|排位|名次)|rank(?:ing)?", Facet.RANK),
    ("年均|平均每年", Role.AVERAGE),
    ("贡献率|拉动(?:经济)?增长|拉动", Role.CONTRIBUTION),
    ("(?:年度|全年|预期)?(?:目标|计划|预期)(?:值|数|任务)?", Role.TARGET),
    ("增加额|增减额|净增加?额?|增量|比年初增加", Role.CHANGE),
)
# A year that is printed as one of figures that are there, 2033A, of a business, FY2033, or of what is expected, 2033E.
OF_YEAR = re.compile(
    r"(?:FY ?)?((?:19|20)\d\d)年?(?:A|E|F|P|（?(?:实际|预测|预计|预期)值?）?| ?（?est\.?）?)?", re.IGNORECASE
)
EXPECTED = re.compile(r"(?:FY ?)?(?:19|20)\d\d年?(?:E|F|P|（?(?:预测|预计|预期)值?）?| ?（?est\.?）?)", re.IGNORECASE)
LAST_YEAR = "(?:上年|去年)(?:同期|同月)?(?:数|值|完成|实际)?|(?:the )?(?:previous|last) year|(?:the )?year before"
# What a name may say in brackets without being of another thing.
HARMLESS = re.compile("不含农户|现价|当年价格?|按?(?:当年价|现价)格?计算|初步核算(?:数)?|快报(?:数)?|绝对[数额]|annual")
INDEX = re.compile("指数|上年(?:同[期月])?=100|index", re.IGNORECASE)


def words_in(printed: str) -> str:
    """The words of a heading in one kind of letters; those of an alphabet keep their spaces."""
    if re.search("[\u4e00-\u9fff]", printed):
        return letters_of(printed).text.strip()
    return " ".join(printed.replace("(", "（").replace(")", "）").split())


def without_times(words: str) -> str:
    """A name with blanks for the time and number that it begins with, and for a unit, each letter at its place."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    return _OF_UNITS.sub(blank, re.sub(PATTERN, blank, BEGINS.sub(blank, words)))


def growth_in(text: str) -> re.Match[str] | None:
    """The longest stretch that says growth: that has one of its words, or says 同比 alone."""
    found = [match for at in range(len(text)) if (match := GROWTH.match(text, at)) and _says_growth(match)]
    return max(found, key=lambda match: match.end() - match.start(), default=None) or ENGLISH_GROWTH.search(text)


def _says_growth(match: re.Match[str]) -> bool:
    return bool(match["word"] or match["same"] or (match["percent"] and match["percent"] != "%"))
