"""A paragraph cut into its clauses: what stands in brackets as one piece, where a sentence ends, where it is parted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.tokens import NAMING, Token, is_break

_ENDS, _PARTS = "。！？\n", "；"
_COUNTABLE = (Kind.NUMBER, Kind.FLAT, Kind.BRACKET)


class Sign(Enum):
    """What stands between clauses where it is more than a comma."""

    SENTENCE = auto()
    PART = auto()


def bracketed(tokens: Sequence[Token]) -> list[Token]:
    """The pieces of a paragraph, those in brackets as one that holds them; of those without a number the time."""
    levels: list[list[Token]] = [[]]
    timed: list[Token] = []  # what stands in brackets and waits for the end of the name that it stands in
    for token in tokens:
        if timed and len(levels) == 1 and (is_break(token) or token.kind not in NAMING) and token.text[0] not in "（）":
            levels[-1] += timed
            timed = []
        if not is_break(token):
            levels[-1].append(token)
            continue
        for at, sign in enumerate(token.text):
            one = Token(Kind.OTHER, sign, token.start + at, token.start + at + 1)
            if sign == "（":
                levels.append([])
            elif sign != "）":
                levels[-1].append(one)
            elif len(levels) > 1:
                inside = levels.pop()
                if any(each.kind in _COUNTABLE for each in inside):
                    whole = Token(Kind.BRACKET, "（）", inside[0].start, one.start, inside=tuple(inside))
                    levels[-1].append(whole)
                elif levels == [levels[-1]]:
                    timed = [replace(each, aside=True) for each in inside if each.kind is Kind.WINDOW][:1]
    return [token for level in levels for token in level]


def clauses_of(tokens: Sequence[Token]) -> Iterator[list[Token] | Sign]:
    """The clauses of a paragraph, and the signs between them."""
    clause: list[Token] = []
    for token in tokens:
        if not is_break(token):
            clause.append(token)
            continue
        if clause:
            yield clause
            clause = []
        if token.text[0] in _ENDS:
            yield Sign.SENTENCE
        elif token.text[0] in _PARTS:
            yield Sign.PART
    if clause:
        yield clause
