"""Whether a text says a number itself, or only that it is above, below or about it."""

from collections.abc import Sequence

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.tokens import Token

_BOUNDS = {Kind.OVER: "over", Kind.UNDER: "under", Kind.ABOUT: "about"}
_BEFORE = ("以上", "余", "多", "左右", "上下", "以内", "以下", "大关", "及以上", "前后")  # stand after a number only

_AIMED = ("迈进", "目标", "预期目标", "控制目标", "目标任务", "规划目标", "年度目标")


def bound_of(tokens: Sequence[Token], at: int, token: Token) -> str:
    """The bound of a number among the pieces of its clause: over, under, about; empty where it is exact.

    Parameters
    ----------
    at
        Where the number is among the pieces.
    """
    for after in tokens[at + 1 : at + 2]:
        if after.kind in _BOUNDS and after.text in _BEFORE and after.start == token.end + len(token.unit):
            return _BOUNDS[after.kind]
    for before in reversed(tokens[max(0, at - 3) : at]):
        if before.kind in _BOUNDS and before.text not in _BEFORE:
            return _BOUNDS[before.kind]
        if before.kind not in (Kind.FILLER, Kind.RANK, Kind.ABOUT):
            return ""
    return ""


def is_aim(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause says behind a number that it is what was aimed at: 增长6%左右、…的预期目标."""
    return any(token.kind is Kind.TARGET and token.text in _AIMED for token in tokens[at + 1 :])
