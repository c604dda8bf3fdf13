"""The verdict on two numbers that should be one, or of which one should be at most the other."""

from helpers.checks.findings import CONFLICT, ROUNDING, SAME
from helpers.figures.printed import Rounded


def compared(one: Rounded, other: Rounded) -> str:
    """The verdict on two numbers that should be one."""
    if round(one.value - other.value, 9) == 0:
        return SAME
    return ROUNDING if one.agrees_with(other) else CONFLICT


def reckoned(result: Rounded, stated: Rounded) -> str:
    """The verdict on a number that is stated, by what it is reckoned to be."""
    return SAME if stated.low <= result.value <= stated.high else compared(result, stated)


def bounded(smaller: Rounded, larger: Rounded) -> str:
    """The verdict on a number that should be at most another."""
    if smaller.value <= larger.value:
        return SAME
    return ROUNDING if smaller.low <= larger.high else CONFLICT
