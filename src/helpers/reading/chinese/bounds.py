"""Whether a text says a number itself, or only that it is above, below or about it."""

from collections.abc import Sequence

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.tokens import Token

_BOUNDS = {Kind.OVER: "over", Kind.UNDER: "under", Kind.ABOUT: "about"}
_BEFORE = ("以上", "余", "多", "左右", "上下", "以内", "以下", "大关", "及以上", "前后")  # stand after a number only

_TIMES = ("工作日", "天", "日", "小时", "分钟")
_AIMED = ("迈进", "目标", "预期目标", "控制目标", "目标任务", "规划目标", "年度目标")


def bound_of(tokens: Sequence[Token], at: int, token: Token) -> str:
    """The bound of a number among the pieces of its clause: over, under, about; empty where it is exact.

    Parameters
    ----------
    at
        Where the number is among the pieces.
    """
    if token.unit.endswith(_TIMES) and _ends_within(tokens[at + 1 :]):
        return "under"  # 50、70、3个工作日内
    for after in tokens[at + 1 : at + 2]:
        if after.kind in _BOUNDS and after.text in _BEFORE and after.start == token.reach:
            return _BOUNDS[after.kind]
    if token.over:
        return "over"
    if [each.kind for each in tokens[max(0, at - 2) : at]] == [Kind.NUMBER, Kind.AND] and _is_bounded_list(tokens[:at]):
        return bound_of(tokens, at - 2, tokens[at - 2])  # 分别突破3000亿元和2500亿元
    for before in reversed(tokens[max(0, at - 3) : at]):
        if before.text == "前" and before.kind is Kind.RANK:
            return "under"  # among the first so many
        if before.text == "近" and _is_stretch(tokens, at, token):
            return ""
        if before.kind in _BOUNDS and before.text not in _BEFORE:
            return _BOUNDS[before.kind]
        if before.kind not in (Kind.FILLER, Kind.RANK, Kind.ABOUT):
            return ""
    return ""


def _ends_within(after: Sequence[Token]) -> bool:
    """Whether a number, or the list that goes on after it, ends in 内."""
    end = next((each for each in after if each.kind not in (Kind.NUMBER, Kind.AND)), None)
    return end is not None and end.text == "内"


def _is_bounded_list(before: Sequence[Token]) -> bool:
    """Whether numbers are told of items each, all of which a word before them bounds."""
    return any(each.kind is Kind.EACH for each in before)


def _is_stretch(tokens: Sequence[Token], at: int, token: Token) -> bool:
    """Whether a number counts the years or months up to now: 近三年, 近16个月."""
    return token.unit == "年" or (
        token.unit == "个" and any(each.text.startswith("月") for each in tokens[at + 1 : at + 2])
    )


def is_aim(tokens: Sequence[Token], at: int) -> bool:
    """Whether the clause says behind a number that it is what was aimed at: 增长6%左右、…的预期目标."""
    return any(token.kind is Kind.TARGET and token.text in _AIMED for token in tokens[at + 1 :])
