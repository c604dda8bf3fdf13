"""Pieces that belong together: letters of one word, numbers of a list with the unit of its last, sides of a ratio."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile, zip_longest

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.tokens import Token, is_break

_KEEP = (Kind.OTHER, Kind.NUMBER, Kind.FLAT, Kind.AND, Kind.POSSESSIVE)  # kinds that are never part of a longer word
_MEANT = (Kind.NUMBER, Kind.PLACE, Kind.WINDOW, Kind.SUBJECT)  # what a word of one letter stands before
_BEFORE_NAMES, _AFTER_NAMES = "比较占第由从", "为达占"  # letters that are words beside a name too


def joined(found: list[Token], text: str) -> list[Token]:
    """The pieces of a text, those that belong together joined."""
    return _in_ratios(_with_units(_listed(_whole_words(found))), text)


def _is_unknown(token: Token | None) -> bool:
    return token is not None and token.kind is Kind.OTHER and not is_break(token)


def _whole_words(found: Sequence[Token]) -> list[Token]:
    """Without one-letter words of the tables that are only part of a longer one: 高 in 高丽参."""
    kept: list[Token] = []
    for token, after in zip_longest(found, found[1:]):
        last = kept[-1] if kept and _is_unknown(kept[-1]) and kept[-1].end == token.start else None
        single = len(token.text) == 1 and token.text.isalpha() and token.kind not in _KEEP
        begins = _is_unknown(after) and token.text not in _BEFORE_NAMES
        meant = after is not None and after.kind in _MEANT
        ends = last is not None and not meant and token.text not in _AFTER_NAMES
        part = single and (begins or ends)
        if last is not None and (part or _is_unknown(token)):
            kept[-1] = replace(last, text=last.text + token.text, end=token.end)
        else:
            kept.append(replace(token, kind=Kind.OTHER) if part else token)
    return kept


def _listed(found: list[Token]) -> list[Token]:
    """与 between names of which each has a number is no comparison: 收入与支出分别."""
    for at, token in enumerate(found[1:-1], start=1):
        names = (
            token.text == "与" and found[at - 1].kind in _MEANT[1:] and found[at + 1].kind in (Kind.OTHER, *_MEANT[1:])
        )
        if names and any(each.kind is Kind.EACH for each in takewhile(lambda one: not is_break(one), found[at:])):
            found[at] = replace(token, kind=Kind.AND)
    return found


def _with_units(found: list[Token]) -> list[Token]:
    """Numbers of a list take the unit that is printed once at its end: 0.8、2.0和3.4个百分点; 5—6%."""
    for at in range(len(found) - 3, -1, -1):
        one, between, other = found[at : at + 3]
        numbers = one.kind is other.kind is Kind.NUMBER and not one.words and bool(other.unit)
        lacks = not one.unit or (one.unit == "个" and "百分点" in other.unit)
        if numbers and lacks and between.kind is Kind.AND:
            found[at] = replace(one, unit=other.unit)
    return found


def _in_ratios(found: Sequence[Token], text: str) -> list[Token]:
    """Numbers that a colon joins know which side they are: 24:31:45."""
    kept: list[Token] = []
    sides: list[int] = []

    def close() -> None:
        for part, at in enumerate(sides if len(sides) > 1 else []):
            kept[at] = replace(kept[at], part=part, parts=len(sides))
        sides.clear()

    for token in found:
        if token.text == ":" and kept and kept[-1].kind is Kind.NUMBER:
            continue
        goes_on = bool(sides) and text[token.start - 1] == ":" and sides[-1] == len(kept) - 1
        if token.kind is not Kind.NUMBER or not goes_on:
            close()
        if token.kind is Kind.NUMBER:
            sides.append(len(kept))
        kept.append(token)
    close()
    return kept
