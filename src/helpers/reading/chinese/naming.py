"""Which subjects a run of words names: one, the items of a list, or what no indicator stands for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.lost_letters import meant
from helpers.reading.chinese.state import State, Topic
from helpers.reading.chinese.tokens import Token
from helpers.reading.vocabulary import Facet, Vocabulary

# Words for the three sectors at once, with what is said of each, and words for their shares.
_SECTORS = ("第一产业", "第二产业", "第三产业")
_AT_ONCE = re.compile("(?:第?一、第?二[、和]第?三次?产业|一二三产业|三[次大]产业)(.*)")
_STRUCTURE = re.compile("(?:增加值)?(?:结构|比例|构成|比|占比|比重|增加值结构)+|产业(?:结构|构成|比例)比?")
_SHORT = 3  # letters of a name that says little by itself
_TWO_SECTORS = re.compile("第([一二])[、和]第?([二三])次?产业(.*)")
_BOTH = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款")}
# What a short word means where its growth is told beside that of the economy; never surely.
_LOOSE = {
    "经济": "地区生产总值",
    "工业": "规模以上工业增加值",
    "工业生产": "规模以上工业增加值",
    "投资": "固定资产投资",
    "消费": "社会消费品零售总额",
    "外贸": "货物进出口总额",
    "对外贸易": "货物进出口总额",
    "消费品市场": "社会消费品零售总额",
    "消费市场": "社会消费品零售总额",
}
_QUOTES = "“”‘’《》"


def text_of(run: Sequence[Token]) -> str:
    """What a run of pieces says, without quotation marks around it and 实现 inside of it."""
    return "".join(token.text for token in run if token.kind is not Kind.FILLER or token.text in _QUOTES).strip(_QUOTES)


def topic_of(run: Sequence[Token], state: State, vocabulary: Vocabulary) -> Topic:
    """What a name is about: a subject where it is named as a whole, or as a part of what the passage is about."""
    return named(text_of(run).removesuffix("的"), state, vocabulary)


def named(name: str, state: State, vocabulary: Vocabulary) -> Topic:
    """What is called so in a passage."""
    found = vocabulary.named(name) or vocabulary.named(state.heading + name)
    if name == "总量" and state.economy.subject is not None:
        return replace(state.economy, facet=None)
    short = found is None or Facet.SHARE in found[0].codes
    for context in state.contexts if short else ():
        subject = vocabulary.complete(name, context)
        if subject is not None:
            return Topic(subject, name, clear=True)
    if found is not None:
        return Topic(found[0], name, clear=True, facet=found[1])
    if name.endswith("总量") and (found := vocabulary.named(name.removesuffix("总量"))):
        return Topic(found[0], name, facet=Facet.LEVEL)
    _whole, of, part = name.rpartition("中的")
    if of and (found := vocabulary.named(part)):
        return Topic(found[0], part, facet=found[1])
    if lost := meant(name, vocabulary):
        return Topic(lost[0], name, facet=lost[1])  # never surely
    return Topic(None, name)


def loosely(name: str, vocabulary: Vocabulary) -> Topic | None:
    """What growth of something that is called so in a word is probably that of: 投资 of 固定资产投资."""
    found = vocabulary.named(_LOOSE.get(name, ""))
    return Topic(found[0], name, facet=Facet.GROWTH) if found else None


def sectors(name: str) -> tuple[str, ...]:
    """The names of the three sectors, or of what is said of each, where one name stands for all; none otherwise."""
    if name.startswith("产业") and _STRUCTURE.match(name):
        return _SECTORS
    found = _AT_ONCE.fullmatch(name)
    if found is None:
        return ()
    said = "" if _STRUCTURE.match(found[1]) else found[1]
    return tuple(each + said for each in _SECTORS)


def topics_of(items: Sequence[Sequence[Token]], state: State, vocabulary: Vocabulary) -> list[Topic]:
    """What each item of a list is about; items may share what is said once: 城镇、农村居民人均可支配收入."""
    found = [named(name, state, vocabulary) for name in vocabulary.enumerated(map(text_of, items))]
    if found[-1].subject is None:  # 第一产业和城乡居民生活用电量: what the last ends in is said of all
        return [Topic(None, each.name) if each.is_part or len(each.name) <= _SHORT else each for each in found]
    return found


def both_of(name: str) -> tuple[str, ...]:
    """The two names that one stands for where two numbers follow: 城乡居民人均可支配收入分别, 存贷款余额分别."""
    if two := _TWO_SECTORS.fullmatch(name):
        return tuple(f"第{which}产业{two[3]}" for which in two.groups()[:2])
    for both, each in _BOTH.items():
        if both in name:
            return tuple(name.replace(both, one) for one in each)
    return ()


def split_list(run: Sequence[Token], parting: Sequence[str]) -> list[list[Token]]:
    """The items of a run of words that some signs part."""
    items: list[list[Token]] = [[]]
    for token in run:
        if token.kind is Kind.AND and token.text in parting:
            items.append([])
        elif token.kind is not Kind.POSSESSIVE or items[-1]:
            items[-1].append(token)
    return [item for item in items if item]
