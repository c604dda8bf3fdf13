"""The three sectors named at once, and the ratios and lists of three that are their shares."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.naming import named, sectors, text_of
from helpers.reading.chinese.runs import Slots, runs_of
from helpers.reading.chinese.state import State, Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.vocabulary import Facet, Vocabulary

_ON_SECTORS = ("产业", "三产", "三次")
_OF_OTHERS = ("投资", "就业", "从业", "用电", "税收")  # whose parts by sector are not those of GDP
_STRUCTURE = re.compile("(?:国民)?(?:经济|产业)?(?:结构比?|构成|比例|之比)(?:关系)?|演变|变化|从|由")
_ROUNDING = Decimal("0.35")


def in_threes(tokens: Sequence[Token], numbers: Sequence[Token]) -> bool:
    """Whether all numbers stand in lists of three: 15.4%、38.9%、45.7%."""
    pairs = [(numbers[at], numbers[at + 1]) for at in range(len(numbers) - 1) if (at + 1) % 3]
    return len(numbers) > 2 and len(numbers) % 3 == 0 and all(are_joined(tokens, one, other) for one, other in pairs)


def are_joined(tokens: Sequence[Token], one: Token, other: Token) -> bool:
    """Whether two numbers are joined by 和 or 、, and nothing is named between them."""
    between = [token for token in tokens if one.end <= token.start < other.start]
    return any(token.kind is Kind.AND for token in between) and not any(token.kind in NAMING for token in between)


def sectors_in(tokens: Sequence[Token], before: Sequence[Token], state: State, vocabulary: Vocabulary) -> Slots | None:
    """The three sectors, where a clause names them at once."""
    shares = any(token.kind in (Kind.SHARE, Kind.OF) for token in before) or any(token.parts for token in tokens)
    for run in runs_of(list(before)):
        if run.kind is not Kind.SUBJECT:
            continue
        found = [named(each, state, vocabulary) for each in sectors(text_of(run.tokens))]
        if not found and shares:  # 三次产业增加值占地区生产总值
            found = [named(each, state, vocabulary) for each in sectors(text_of(run.tokens[:1]))]
        if found and all(each.subject for each in found):
            facet = Facet.SHARE if shares else None
            return Slots([replace(each, facet=facet) for each in found], covered=run.tokens)
    return None


def shares_of_gdp(tokens: Sequence[Token], ratio: Sequence[Token], state: State, vocabulary: Vocabulary) -> list[Topic]:
    """The sectors, where three numbers that make up 100 are told of them, or of nothing else while GDP is told of."""
    said = "".join(token.text for token in tokens)
    on_others = any(word in said + state.heading for word in _OF_OTHERS)
    on_sectors = any(word in said for word in _ON_SECTORS) and not on_others
    on_structure = (
        bool(_STRUCTURE.search(said + state.heading)) and not on_others and not _of_something(tokens, ratio[0])
    )
    on_gdp = on_structure or (
        not any(token.kind in NAMING for token in tokens) and state.economy in (state.topic, state.main)
    )
    if (
        not (on_sectors or on_gdp)
        or abs(sum((token.number or Decimal(0) for token in ratio[:3]), Decimal(-100))) > _ROUNDING
    ):
        return []
    topics = [named(each, state, vocabulary) for each in sectors("三次产业")]
    return [replace(each, facet=Facet.SHARE, clear=on_sectors) for each in topics]


def _of_something(tokens: Sequence[Token], ratio: Token) -> bool:
    """Whether a clause says of what it tells a ratio, beyond that it is one of parts: 经济结构."""
    names = "".join(each.text for each in tokens if each.start < ratio.start and each.kind in NAMING)
    return bool(_STRUCTURE.sub("", names))
