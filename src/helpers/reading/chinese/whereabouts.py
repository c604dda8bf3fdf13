"""Where and when a number is of: its clause's place and time, those it is compared with, those that stand behind it."""

from itertools import takewhile

from helpers.reading.chinese.counting import COUNTERS
from helpers.reading.chinese.courses import Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.roles import PERCENT, POINTS
from helpers.reading.chinese.state import Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.windows import Window


def where_and_when(course: Course, token: Token, topic: Topic) -> tuple[Window, str]:
    """When and where: those of what it is compared with where it is that one's number: 比2031年末的174.9万人."""
    window, region = _window_behind(course, token) or topic.window or course.window, topic.region or course.state.region
    base, words = course.base, course.said.words
    apart = not course.said.direction and token.unit not in POINTS and token.kind is Kind.NUMBER
    if base is not None and is_of_base(course, token):
        window = base.window or window
        return window, course.reach.places.meant(base.text) if base.kind is Kind.PLACE else region
    if base is not None and apart and (Kind.THAN in words or {Kind.YEAR_AGO, Kind.POSSESSIVE} <= words):
        window = base.window or window
        region = course.reach.places.meant(base.text) if base.kind is Kind.PLACE else region
    return window, region


def compares(course: Course, token: Token) -> bool:
    """Whether a rate stands behind 高于 and a place or time, whose own it may be as well as the distance from it."""
    base = course.base
    compared = bool({Kind.ABOVE, Kind.BELOW} & course.said.words) and token.unit in PERCENT
    return compared and base is not None and base.kind in (Kind.PLACE, Kind.WINDOW)


def is_of_base(course: Course, token: Token) -> bool:
    """Whether a rate is that of the place or time compared with: 高于全国的4.7%, 快于全国4.7%的增速."""
    before, after = course.before(token)[-1:], [each.kind for each in course.after(token)]
    whose = [each.kind for each in before] == [Kind.POSSESSIVE]
    rest = [each for each in after[1:] if each not in (Kind.FILLER, Kind.AVERAGE)]
    return compares(course, token) and (whose or (after[:1] == [Kind.POSSESSIVE] and rest[:1] == [Kind.RISE]))


def holder_of(course: Course, token: Token) -> Token | None:
    """The place behind a number that says which one it is: 增速第一的是苇东县, 第一的苇东县."""
    behind = [each for each in course.after(token)[:4] if each.kind is not Kind.FILLER]
    held = [each.kind for each in behind[:2]] == [Kind.POSSESSIVE, Kind.PLACE]
    listed = len(behind) > 2 and behind[2].kind is Kind.AND
    return behind[1] if held and not listed else None


def _window_behind(course: Course, token: Token) -> Window | None:
    """The time that stands behind what a number counts: 128个重大项目在二季度集中开工."""
    if course.timed:
        return None
    run = list(takewhile(lambda each: each.kind in NAMING, course.after(token)))
    behind = course.after(token)[len(run) : len(run) + 2]
    if token.unit not in COUNTERS or not run or len(behind) < 2 or behind[0].text not in ("在", "于"):
        return None
    window = course.reach.windows.read(behind[1].text, course.window) if behind[1].kind is Kind.WINDOW else None
    if window is not None:
        course.state.begun = course.window = course.state.window = window
    return window
