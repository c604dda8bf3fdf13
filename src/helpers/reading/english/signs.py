"""Which way an English number points: the words beside it that tell a rise or a fall, a lead or a lag."""

import re
from decimal import Decimal

from helpers.reading.english.clauses import Clause
from helpers.reading.english.lexicon import OUTDOING, direction

GOES_TO = re.compile(r"\bto\s+(?:just |only |about |around |nearly |over |almost )*[\"“]?$", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:to|from|was|were|stood|reached|totalled|came|topped|exceeded|surpassed|passed)\b[\w\s]*$")
_WORSE = re.compile(r"\b(?:trail|lag|behind|undercut)\w*", re.IGNORECASE)
_FALL = re.compile(r"\b(?:decline|fall|drop|decrease|contraction|slump)\b", re.IGNORECASE)
_FALL_IN = re.compile(rf"{_FALL.pattern[:-2]}s? (?:in|of)\b", re.IGNORECASE)
_SMALLER = re.compile(r"\b(?:narrow|smaller|eased|less than the (?:decline|fall|drop|decrease))", re.IGNORECASE)
_LARGER = re.compile(r"\b(?:wid|deep|steep)", re.IGNORECASE)


def moves(link: str, tail: str) -> bool:
    """Whether words before a number or behind it tell that something rises or falls."""
    return bool(direction(link) or direction(tail, last=False))


def tells_difference(link: str) -> bool:
    """Whether words before a number tell a difference and no new level: up 3.2 billion, an increase of 3.2 billion."""
    return not _LEVEL.search(link)


def sign(link: str, tail: str) -> int:
    """The direction that the words before a number tell, else those behind it, else up."""
    return direction(link) or direction(tail, last=False) or 1


def signed(value: Decimal | None, clause: Clause) -> Decimal | None:
    """A rate with its sign: fell by 2 is -2, growth fell to 2 is 2, and 1.1 percent lower is -1.1."""
    link = clause.link
    if value is None or value < 0 or re.search(r"\bfrom\s*$", link):  # down from 6.6
        return value
    if GOES_TO.search(link):
        return -value if _FALL_IN.search(clause.sentence[0]) else value
    return value * sign(link, clause.tail)


def sign_of_points(value: Decimal | None, clause: Clause) -> Decimal | None:
    """A difference in points with its sign: up or down, ahead or behind; a fall that narrows goes up."""
    link, tail = clause.link, clause.tail
    if value is None:
        return None
    if clause.falling or _FALL.search(link):
        if _SMALLER.search(f"{link} {tail}"):
            return value
        if _LARGER.search(f"{link} {tail}"):
            return -value
    if OUTDOING.search(link):
        return -value if _WORSE.search(link) else value
    return value * (direction(tail, last=False) or direction(link) or 1)
