"""A text cut into its pieces: the longest word that a table has at each place, what lies between as it is."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from helpers.reading import windows, words
from helpers.reading.letters import LOST
from helpers.reading.lexicon import WORDS, Kind
from helpers.reading.places import Places
from helpers.reading.tokens import Token
from helpers.reading.vocabulary import Vocabulary

_MEASURES = (
    *(
        "个百分点",
        "百分点",
        "个点",
        "个工作日",
        "工作日",
        "人次",
        "美元",
        "欧元",
        "港元",
        "元",
        "人",
        "吨",
        "斤",
        "公斤",
        "千瓦时",
        "千瓦",
        "度",
        "户",
        "家",
        "个",
        "件",
    ),
    *(
        "项",
        "次",
        "场",
        "所",
        "张",
        "天",
        "日",
        "公里",
        "千米",
        "公顷",
        "亩",
        "平方公里",
        "平方千米",
        "平方米",
        "立方米",
        "头",
        "只",
        "羽",
        "辆",
        "台",
    ),
    *(
        "套",
        "部",
        "名",
        "位",
        "座",
        "处",
        "条",
        "年",
        "小时",
        "分钟",
        "倍",
        "例",
        "篇",
        "册",
        "种",
        "期",
        "标箱",
        "箱",
        "重量箱",
        "吨公里",
        "人公里",
        "米",
        "微克",
    ),
    *(
        "岁",
        "起",
        "宗",
        "笔",
        "批",
        "颗",
        "株",
        "艘",
        "架",
        "村",
        "镇",
        "乡",
        "分",
        "级",
        "省",
        "市",
        "县",
        "层",
        "辆次",
        "车次",
        "床",
        "对",
        "门",
        "组",
        "匹",
        "克",
        "升",
        "点",
        "字",
    ),
)
_ENDS = "|".join(sorted(_MEASURES, key=len, reverse=True))
_UNIT = rf"(?:%|‰|(?:百万|千万|万亿|十|百|千|万|亿)?(?:{_ENDS})|万亿|万|亿)"
_NO_FIGURE = r"""
    \d{3,4}-\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)                                  # telephones
  | (?:19|20)\d\d[-/.]\d\d?(?:[-/.]\d\d?)?(?![\d.%万亿元])|(?<![\d.:])\d\d?:\d\d(?![\d.:])  # dates, clocks
  | [〔\[（(]?(?:19|20)\d\d[〕\])）]\d+号|第\d+[号期版页届次]|共\d+页|[表图附]\d+(?![\d.%])
  | (?<!\d)\d{1,2}(?:时|点)\d{1,2}分|(?<![\d月])\d{1,2}日(?![产均])
  | [Qq][1-4]|[\w.]+@[\w.]+|(?:https?://|www\.)[\w./-]+|(?<![\dA-Za-z])[A-Za-z]+[-]?\d+[\w-]*|\d+G(?![A-Za-z])
  | [一二][〇○零0九][〇○零一二三四五六七八九]{2}年|(?<=[：；（。])\d{1,2}[.、](?!\d)
  | (?:19|20)\d\d(?=[、—至和及与](?:19|20)\d\d年)
"""
_AT_START = re.compile(
    r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．](?![\d])(?!二、|三产)|[—-]\d+[—-]$|第[一二三四五六七八九十\d]+[章节条部分]|[①-⑳]"
)
_FIRSTLY = re.compile("[一二三四五六七八九十]是")
_SPECIAL = r"[比较与](?:上年|去年)(?:末|底|同期|同月|年末)?(?:相比)?(?!全年|同[期月]|前[二两三]|上半年|[一二三四]季度|\d+[—月])"

_OF_PLAN = r"(?:完成|为|占|达到?|是|达)(?:全年|年度|年初|当年|年|序时|省下达|市下达)*(?:目标任务|任务|预算|计划|目标|进度)数?的"
_SECTORS = r"第?一、第?二[、和]第?三(?:次?产业)|一二三产业|三[次大]产业"


class Scanner:
    """Cuts a text into pieces.

    Parameters
    ----------
    vocabulary
        The subjects that texts name.
    places
        The places that this one names.
    """

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        chinese = [each for each in vocabulary.phrases if not each.isascii() or " " not in each]
        subjects = "|".join(re.escape(each) for each in sorted(chinese, key=len, reverse=True))
        lexicon = "|".join(re.escape(each) for each in sorted(WORDS, key=len, reverse=True))
        self._pattern = re.compile(
            rf"(?P<skipped>{_compact(_NO_FIGURE)})|(?P<ago>{_SPECIAL})|(?P<planned>{_OF_PLAN})|(?P<sectors>{_SECTORS})|(?P<window>{windows.PATTERN})|(?P<place>{places.pattern})"
            rf"|(?P<subject>{subjects})|(?P<words>{words.PATTERN})|(?P<number>(?<!\d)(?<!\d\.)-?\d+(?:,\d{{3}})*(?:\.\d+)?)"
            rf"|(?P<known>{lexicon})",
            re.IGNORECASE,
        )
        self._unit = re.compile(_UNIT)

    def tokens(self, text: str) -> list[Token]:
        """The pieces of a paragraph, all of it covered, without headings' numbers and what else is no figure."""
        heading = _AT_START.match(text)
        start = heading.end() if heading else 0
        found = list(self._pieces(text, start))
        return _in_ratios(_units_of_lists(_whole_words(found)), text)

    def _pieces(self, text: str, at: int) -> Iterator[Token]:
        while at < len(text):
            match = self._pattern.search(text, at)
            begin = match.start() if match else len(text)
            if begin > at:
                yield from _between(text, at, begin)
            if match is None:
                return
            if (
                _FIRSTLY.match(text, begin)
                and (begin == 0 or text[begin - 1] in "，。；：")
                and match.lastgroup != "number"
            ):
                at = begin + 2
                continue
            token = self._token(match, text)
            at = token.end + len(token.unit)
            if token.kind is Kind.NUMBER and text[at : at + 1].isascii() and text[at : at + 1].isalpha():
                token = replace(token, unit=text[at])  # 4A
            yield token

    def _token(self, match: re.Match[str], text: str) -> Token:
        what, start, end = match.lastgroup, match.start(), match.end()
        said = match[0]
        if what == "subject":
            subject, facet = self._vocabulary.phrases[said.casefold()]
            return Token(Kind.SUBJECT, said, start, end, subject=subject, facet=facet)
        if what == "number":
            measured = self._unit.match(text, end)
            damaged = bool(LOST.match(text[end : end + 1]) or re.search(f"{LOST.pattern}\\.?$", text[:start]))
            number = Decimal(said.replace(",", ""))
            return Token(Kind.NUMBER, said, start, end, number, measured[0] if measured else "", damaged=damaged)
        if what == "words":
            measured = self._unit.match(text, end)
            unit = measured[0] if measured and not words.is_rate(said) and said != "持平" else ""
            unit = "百分之" if words.is_rate(said) else unit
            number = words.value_in_words(said)
            kind = Kind.FLAT if said == "持平" else Kind.NUMBER
            token = Token(kind, said, start, end, number, unit, words=True)
            return replace(token, unit="") if unit == "百分之" else token
        kinds = {
            "skipped": Kind.FILLER,
            "ago": Kind.YEAR_AGO,
            "window": Kind.WINDOW,
            "planned": Kind.OF_PLAN,
            "sectors": Kind.OTHER,
            "place": Kind.PLACE,
        }
        kind = kinds[what] if what in kinds else WORDS[said] if said in WORDS else Kind.OTHER
        return Token(kind, said, start, end)


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    """What no table has, parted at the signs that part clauses."""
    for match in re.finditer("[，。；：　！？\n…|｜（）]+|[^，。；：　！？\n…|｜（）]+", text[start:end]):
        at = start + match.start()
        yield Token(Kind.OTHER, match[0], at, at + len(match[0]))


def is_break(token: Token) -> bool:
    """Whether a piece parts clauses."""
    return token.kind is Kind.OTHER and token.text[0] in "，。；：　！？\n…|｜（）"


def _whole_words(found: list[Token]) -> list[Token]:
    """Without one-letter words of the tables that are only part of a longer one: 高 in 高丽参."""
    kept: list[Token] = []
    for at, token in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        touches = bool(kept) and kept[-1].kind is Kind.OTHER and not is_break(kept[-1]) and kept[-1].end == token.start
        before_other = bool(after) and after is not None and after.kind is Kind.OTHER and not is_break(after)
        single = len(token.text) == 1 and token.kind not in (
            Kind.OTHER,
            Kind.NUMBER,
            Kind.FLAT,
            Kind.AND,
            Kind.POSSESSIVE,
        )
        single = single and token.text.isalpha()
        numeric = after is not None and after.kind in (Kind.NUMBER, Kind.PLACE, Kind.WINDOW, Kind.SUBJECT)
        part = single and (
            (before_other and token.text not in "比较占第由从")
            or (touches and not numeric and token.text not in "为达占")
        )
        plain = token.kind is Kind.OTHER and not is_break(token)
        if (plain or part) and touches:
            last = kept[-1]
            kept[-1] = replace(last, text=last.text + token.text, end=token.end)
        elif part:
            kept.append(replace(token, kind=Kind.OTHER))
        else:
            kept.append(token)
    return kept


def _units_of_lists(found: list[Token]) -> list[Token]:
    """Numbers of a list take the unit that is printed once at its end: 0.8、2.0和3.4个百分点; 5—6%."""
    for at in range(len(found) - 3, -1, -1):
        one, between, other = found[at : at + 3]
        joins = between.kind is Kind.AND or between.text == "—"
        if one.kind is other.kind is Kind.NUMBER and joins and one.unit in ("", "个") and not one.words and other.unit:
            if one.unit == "" or "百分点" in other.unit:
                found[at] = replace(one, unit=other.unit)
    return found


def _in_ratios(found: list[Token], text: str) -> list[Token]:
    """Numbers that a colon joins know which side they are: 24:31:45."""
    kept: list[Token] = []
    run: list[int] = []

    def close() -> None:
        for part, at in enumerate(run if len(run) > 1 else []):
            kept[at] = replace(kept[at], part=part, parts=len(run))
        run.clear()

    for token in found:
        if token.text == ":" and kept and kept[-1].kind is Kind.NUMBER:
            continue
        if token.kind is Kind.NUMBER:
            joined = run and token.start > 0 and text[token.start - 1] == ":" and kept and len(kept) - 1 == run[-1]
            if not joined:
                close()
            run.append(len(kept))
        else:
            close()
        kept.append(token)
    close()
    return kept


def _compact(pattern: str) -> str:
    return re.sub(r"\s+#.*|\s+", "", pattern)
