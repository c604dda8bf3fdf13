"""Numbers that stand in words: 三成, 过半, 百分之五点二, 两百, 第一; never numerals inside of a word: 第一产业."""

import re
from decimal import Decimal
from functools import cache

_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
# What is counted, after a numeral. Each number in words stands before one of these, or after 第, 前, 首, 百分之.
_COUNTED = (
    "个 项 家 年 条 大 位 次 户 件 市 省 县 区 名 人 天 站 样 者 批 类 场 座 辆 图 连 倍 番 成 城 级 支 所 处 种"
    " 笔 篇 架 亿 元 回 升 涨 降 增 减 镇 乡 村 组 艘 台 套 轮 枚 度 吨 亩 公里 米 平方 店 馆 园 港 桥 段 周 小时 分钟"
)
# Words that begin with a numeral and count nothing.
_IN_WORDS = (
    "[两三四五]年平均|三[次大]产业|八大类|一年|一大批|一站式|一次能源|一[县村镇市区]一|一次性|一批|一带|一般|一体|一些|一级|一系列|一线|一流|三支一扶"
    "|三农|百姓|万物|千家|一路|一季|一部分|一度|[一二三四]季度"
)
# What makes an ordinal a name: 第一产业, 第六届.
_NAMED = (
    "产业|、第?[二三](?:次?产业|[、和]第?三次?产业)|届|季度|次全|次会|师|批|人民|医院|中学|小学|责任|书记|课堂|线|代|方|手|轮|章|条|期|版|卷|册|季"
    "|部分|步"
)
_AFTER = "|".join(_COUNTED.split())
_ROUND = r"元|级|俱乐部|[，。”\n]|不是|大关|台阶|门槛|规模"  # what follows an order of magnitude
_PARTS = (
    rf"百分之{_NUMERAL}+(?:点[零〇一二三四五六七八九]+)?",
    rf"{_NUMERAL}{{1,2}}分之{_NUMERAL}{{1,2}}",
    rf"{_NUMERAL}{{1,2}}成[半一二三四五六七八九]?(?!员|为|立|功|果|本|交|品|都|长|就|熟|绩)",
    rf"(?<=翻)[了]?(?:一番半|{_NUMERAL}番)|(?<=翻了)(?:一番半|{_NUMERAL}番)",
    rf"{_NUMERAL}{{1,3}}倍",
    r"一半|(?<=[过超近])半(?!年|个|导)|半数(?=以上)",
    r"[两双]位数(?!据|字)",
    rf"(?<=第){_NUMERAL}{{1,3}}(?!{_NUMERAL}|{_NAMED})",
    rf"(?<=前){_NUMERAL}{{1,2}}(?=位|名|强|列|大|[，。；、）”])",
    r"首(?=位[。，；）])|(?<=居)首(?=[，。；])|(?<=头)一(?=回|次)",
    rf"{_NUMERAL}*[十百千]?(?:万亿|千亿|百亿|十亿|亿)(?={_ROUND})",
    rf"亿(?=元以上|元级)|{_NUMERAL}{{2,}}(?=亿元|万元|万人|万吨)",
    rf"(?<![第新又再另])(?!{_IN_WORDS}){_NUMERAL}{{1,4}}(?=[余多来几]?(?:{_AFTER}))",
    rf"(?<=[“金]){_NUMERAL}(?=角|驾马车)",
    "持平|零增长",
)
PATTERN = "|".join(_PARTS)
FLAT = ("持平", "零增长")  # as much as what it is compared with
_SHARE, _TENTH, _HALF = Decimal(100), Decimal(10), Decimal(50)


def value_in_words(words: str) -> Decimal | None:
    """What words stand for: per cent of a share or rate, else the number; None for what has no value of its own."""
    if words in FLAT:
        return Decimal(0)
    if words in ("一半", "半", "半数"):
        return _HALF
    if words == "首":
        return Decimal(1)
    if words.startswith("百分之"):
        return _numeral(words.removeprefix("百分之"))
    if match := re.fullmatch("(.+)分之(.+)", words):
        whole, part = _numeral(match[1]), _numeral(match[2])
        return part / whole * _SHARE if whole and part is not None else None
    if match := re.fullmatch("(.+?)成(.?)", words):
        tenths, rest = _numeral(match[1]), Decimal(5) if match[2] == "半" else _numeral(match[2] or "零")
        return None if tenths is None or rest is None else tenths * _TENTH + rest
    if words.endswith(("倍", "番", "位数")):
        return None
    return _numeral(words)


def is_rate(words: str) -> bool:
    """Whether words say a rate or a share, in per cent."""
    return words.startswith("百分之") or "成" in words or "分之" in words or words in ("半", "一半", "半数")


@cache
def _numeral(words: str) -> Decimal | None:
    """An isolated numeral: 十二, 两百, 二十一点四, 三千亿."""
    import cn2an

    if words in ("亿", "万", "十", "百", "千", "百亿", "千亿", "十亿", "万亿"):
        words = "一" + words
    if words.endswith("万亿"):
        some = _numeral(words.removesuffix("亿"))
        return None if some is None else some * 10**8
    try:
        return Decimal(str(cn2an.cn2an(words.replace("两", "二").replace("〇", "零"), "smart")))
    except (ValueError, KeyError):  # cn2an raises either on what is no numeral
        return None
