"""What a number of a clause is about and says, and what it leaves to the next."""

from dataclasses import replace
from decimal import Decimal

from helpers.reading.chinese.bounds import bound_of
from helpers.reading.chinese.counting import counted_by
from helpers.reading.chinese.courses import Course, Number
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.meanings import aim_of, meaning_in
from helpers.reading.chinese.roles import POINTS, is_rate
from helpers.reading.chinese.said import Said
from helpers.reading.chinese.state import Base
from helpers.reading.chinese.tokens import Token
from helpers.reading.chinese.topics import topic_in
from helpers.reading.chinese.whereabouts import compares, holder_of, is_of_base, where_and_when
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet

_ONE = ("1", "一")
_KEPT = {Kind.AMONG, Kind.EVERY, Kind.EACH, Kind.TARGET, Kind.AVERAGE, Kind.REAL, Kind.STANDS}


def number_of(course: Course, token: Token) -> Number:
    """All that a clause and the passage before it say of a number."""
    places, windows = course.reach.places, course.reach.windows
    if Kind.RANK in course.said.words and (holder := holder_of(course, token)):
        course.state.region = places.meant(holder.text)
    topic = topic_in(course, token)
    window, region = where_and_when(course, token, topic)
    meaning = meaning_in(course, token, topic)
    aim = aim_of(course, token)
    if window.year > windows.head.year > 0 and window.period != windows.head.period:
        expected = Kind.EXPECTED in course.said.words
        aim = aim or (Kind.FORECAST if expected else Kind.TARGET)  # nobody has a figure of a year to come
    formerly_now = course.previous and window is course.state.window
    if formerly_now and course.state.former is not None and windows.head.span == "year":
        window = replace(course.state.former, clear=False)  # 从38.2%提高到, as in the sentence before
    clear = topic.clear and window.clear and meaning.plain and not course.said.stray and not formerly_now
    if aim is Kind.TARGET and window.year and window.period == windows.head.period and not topic.window:
        window = windows.whole(window.year)
    base, against = course.base, ""
    if meaning.role is Role.GAP and base is not None:
        against = places.meant(base.text) if base.kind is Kind.PLACE else base.text
    again = course.is_among and course.named and topic.subject in [each.subject for each in course.state.recent]
    clear = clear and not again  # 其中人民币各项存款余额: a part may be called as its whole is
    bound = "" if meaning.defines else bound_of(course.tokens, course.at(token), token)
    clear = clear and places.is_clear(region) and (not compares(course, token) or is_of_base(course, token))
    moment = replace(course.state.moment)
    return Number(token, topic, region, window, meaning, bound, aim, against, course.previous, clear, moment)


def leave(course: Course, number: Number) -> None:
    """Carry over what a number says to the next."""
    course.last, course.last_base = number, course.said.base
    course.counted += 1
    course.state.numbered = True
    if number.region != course.reach.places.own and number.region not in course.state.others:
        course.state.others.append(number.region)
    if number.token.unit == "年":
        course.state.counted = [number.token]
    if number.token.unit == "年" and number.token.text not in _ONE and not _is_in_a_row(course, number.token):
        course.window = replace(course.window, clear=False)  # 五年来, 过去五年
        course.state.window = course.state.lead = course.state.begun = course.window
    if (
        number.previous and not is_rate(number.token) and 0 < number.window.year < course.state.window.year - 1
    ):  # 由2030年的: over several years
        course.state.compared = Base(Kind.WINDOW, "", number.window)
    if course.slots.topics:
        course.state.items = course.slots.topics
    elif not _is_lasting(course, number):
        _leave_topic(course, number)
    meaning = number.meaning
    if meaning.facet is Facet.GROWTH and meaning.role is Role.VALUE:
        course.state.negative = (number.token.number or Decimal(0)) * meaning.sign < 0
    if not _goes_on(course, number.token):
        base = course.said.base if Kind.STANDS in course.said.words else course.state.compared
        kept = _KEPT | ({Kind.SHARE} if course.previous else set())
        missed = number.aim is Kind.TARGET and _is_missed(course, number.token)
        if missed:
            base, kept = Base(Kind.TARGET, "目标"), kept | {Kind.ABOVE, Kind.BELOW, Kind.UP}
        direction = course.said.direction if missed else 0
        course.said = Said(words=course.said.words & kept, base=base, direction=direction)
        course.waiting, course.previous = None, course.previous and _is_inner_side(number.token)


def _is_lasting(course: Course, number: Number) -> bool:
    """Whether a number counts what is always there, of which a passage does not go on to tell: 9个县区中."""
    counted = counted_by(course, number.token)
    code = counted.subject.indicator(Facet.LEVEL) if counted is not None and counted.subject else ""
    return bool(code) and not course.reach.vocabulary.indicators[code].is_flow


def _is_in_a_row(course: Course, token: Token) -> bool:
    """Whether years are only counted: 连续三年."""
    before = course.before(token)
    return bool(before) and before[-1].text.endswith("连续")


def _leave_topic(course: Course, number: Number) -> None:
    """What was measured of the topic, and the topics whose growth a list may tell of later."""
    meaning, topic, state = number.meaning, number.topic, course.state
    if meaning.facet is not None and meaning.role in (Role.VALUE, Role.SHARE):
        state.topic = replace(topic, facet=meaning.facet, clear=topic.clear and meaning.plain)
    is_level = meaning.facet is Facet.LEVEL or (bool(meaning.reason) and not is_rate(number.token))
    known = {(each.subject, each.name) for each in state.recent}
    if is_level and meaning.sign > 0 and topic.name and (topic.subject, topic.name) not in known:
        state.recent.append(state.topic)


def _is_missed(course: Course, token: Token) -> bool:
    """Whether the distance from a target follows: 低于8%的目标5个百分点."""
    compared = {Kind.ABOVE, Kind.BELOW} & course.said.words
    distance = next((each for each in course.after(token) if each.kind is Kind.NUMBER), None)
    return bool(compared) and distance is not None and distance.unit in POINTS


def _is_inner_side(token: Token) -> bool:
    """Whether more sides of one ratio follow: 由11.8:42.3:45.9."""
    return token.part < token.parts - 1


def _goes_on(course: Course, token: Token) -> bool:
    """Whether a list of numbers goes on after one, for which the same words hold."""
    following = [each.kind for each in course.after(token)[:2]]
    gaps = token.unit in POINTS and following == [Kind.AND, Kind.PLACE]
    return following == [Kind.AND, Kind.NUMBER] or gaps
