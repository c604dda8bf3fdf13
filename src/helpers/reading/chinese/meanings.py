"""What a number says of its topic by its clause, unless it is of a kind that makes no row."""

from dataclasses import replace

from helpers.reading.chinese.bounds import is_aim
from helpers.reading.chinese.counting import counted_by
from helpers.reading.chinese.courses import Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.roles import PERCENT, is_rate, meaning_of
from helpers.reading.chinese.said import Meaning, Said
from helpers.reading.chinese.state import Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.chinese.whereabouts import is_of_base
from helpers.reading.vocabulary import Facet
from helpers.reading.windows import Window

_AIMS = (Kind.TARGET, Kind.PLAN, Kind.FORECAST)
_SIGN = {Kind.UP: 1, Kind.DOWN: -1}
_ROUND = ("亿", "千亿", "百亿", "十亿")  # with 元以上, classes of projects


def meaning_in(course: Course, token: Token, topic: Topic) -> Meaning:
    """What a number says of its topic, unless it is of a kind that makes no row."""
    if _is_threshold(course, token) and (signed := _of_large(course)):
        return signed
    if reason := _no_row(course, token):
        return Meaning(reason=reason)
    if token.parts:
        return _side(course, token, topic)
    if counted := counted_by(course, token):
        return Meaning(counted.subject.indicator(Facet.LEVEL) if counted.subject else "", facet=Facet.LEVEL)
    said = said_around(course, token)
    if is_of_base(course, token):
        said = replace(said, direction=0, base=None)
    if base := course.slots.base(course.counted):
        said = replace(said, base=base)
    if Kind.RANK in said.words:
        course.state.peers = said.base or course.state.peers
        said = replace(said, base=course.state.peers)
    averaged = Kind.AVERAGE in said.words
    if token.unit in PERCENT and not averaged and _is_over_other_time(said, topic.window or course.window):
        return Meaning(reason="growth_without_indicator", facet=topic.facet)
    return meaning_of(token, topic, said, course.state.negative, course.reach.vocabulary)


def _no_row(course: Course, token: Token) -> str:
    """Why no row can be made of a number whatever it is about; empty where one may be."""
    before, text_after = course.before(token), token.unit + "".join(each.text for each in course.after(token)[:2])
    counted = course.last is not None and course.last.token.unit == "个" and not course.named
    rules = (
        (token.damaged, "damaged"),
        (token.kind is Kind.FLAT and counted, "growth_without_indicator"),
        (course.state.without and Kind.REAL not in course.said.words, "growth_without_indicator"),
        (bool(before) and before[-1].text.endswith("="), "base"),
        (_is_threshold(course, token), "threshold"),
        (Kind.EVERY in course.said.words, "ratio"),
        (token.text in _ROUND and text_after.startswith(("元以上", "级")), "threshold"),
        (not token.unit and text_after.startswith("级"), "name"),
    )
    return next((reason for fits, reason in rules if fits), "")


def said_around(course: Course, token: Token) -> Said:
    """What is said of a number before it, and of a rate behind it: 5.9%的增速, 7%以上增长."""
    said = course.said
    if said.direction or not is_rate(token) or {Kind.OF, Kind.SHARE, Kind.RISE} & said.words:
        return said
    whose = [each.kind for each in course.before(token)[-1:]] == [Kind.POSSESSIVE]
    if said.base is not None and ({Kind.THAN, Kind.ABOVE, Kind.BELOW} & said.words or whose):
        return said  # 比上年的12.3%回落: what is told behind it is the difference
    for each in course.after(token):
        if each.kind in (Kind.UP, Kind.DOWN, Kind.RISE, Kind.FALL):
            return replace(said, direction=_SIGN.get(each.kind, 0), words=said.words | {each.kind})
        if each.kind not in (Kind.POSSESSIVE, Kind.OVER, Kind.UNDER, Kind.ABOUT):
            break
    return said


def _is_over_other_time(said: Said, window: Window) -> bool:
    """Whether growth is not that over a year: 比2030年增长40%, 比年初增长 in the course of a year."""
    if Kind.SINCE_START in said.words and window.span != "year":
        return True
    if Kind.AVERAGE in said.words:
        return False
    if not said.direction or said.base is None or said.base.window is None:
        return False
    before, base = window.year_before(), said.base.window
    return (base.period, base.span) != (before.period, before.span)


def _of_large(course: Course) -> Meaning | None:
    """The size of large projects, where the passage is on those that were signed: 其中20亿元以上项目."""
    vocabulary = course.reach.vocabulary
    signed, size = vocabulary.named("签约项目"), vocabulary.named("大型项目标准")
    if not signed or not size or signed[0] not in course.state.contexts:
        return None
    return Meaning(size[0].main, facet=Facet.LEVEL, plain=False, defines=True)


def _is_threshold(course: Course, token: Token) -> bool:
    """Whether a number says which things are meant: 5000万元以上项目."""
    following = course.after(token)[:2]
    over = len(following) > 1 and following[0].kind is Kind.OVER and following[1].kind in NAMING
    return over and token.unit.endswith("元")


def _side(course: Course, token: Token, topic: Topic) -> Meaning:
    """One side of a:b:c, the sectors' shares, or of a:1."""
    if topic.subject is not None and topic.facet is Facet.SHARE:
        return Meaning(topic.subject.indicator(Facet.SHARE), facet=Facet.SHARE)
    level = topic.subject.indicator(Facet.LEVEL) if topic.subject else ""
    if level and (token.part, token.parts) == (0, 2) and course.reach.vocabulary.indicators[level].unit == "ratio":
        return Meaning(level, facet=Facet.LEVEL)
    return Meaning(reason="ratio")


def aim_of(course: Course, token: Token) -> Kind | None:
    """TARGET, PLAN or FORECAST where a number is yet to come; what is above a target is there."""
    base, state = course.said.base, course.state
    if Kind.TARGET in course.said.words and base is not None and base.kind is Kind.TARGET:
        return state.aim
    if is_aim(course.tokens, course.at(token)):
        return Kind.TARGET
    return next((each for each in _AIMS if each in course.said.words), None) or state.aim or state.sentence_aim
