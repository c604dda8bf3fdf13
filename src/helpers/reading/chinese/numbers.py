"""What a number of a clause is about and says, and what it leaves to the next."""

from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from helpers.reading.chinese.bounds import bound_of, is_aim
from helpers.reading.chinese.courses import Course, Number
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.naming import loosely
from helpers.reading.chinese.roles import PERCENT, POINTS, Meaning, Said, is_rate, meaning_of
from helpers.reading.chinese.state import Base, Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet
from helpers.reading.windows import Window

_AIMS = (Kind.TARGET, Kind.PLAN, Kind.FORECAST)
_SIGN = {Kind.UP: 1, Kind.DOWN: -1}
_COUNTERS = ("个", "次", "家", "户", "项")
_ONE = ("1", "一")
_ROUND = ("亿", "千亿", "百亿", "十亿")  # with 元以上, classes of projects
_KEPT = {Kind.AMONG, Kind.EVERY, Kind.EACH, Kind.TARGET, Kind.AVERAGE, Kind.REAL, Kind.STANDS}


def number_of(course: Course, token: Token) -> Number:
    """All that a clause and the passage before it say of a number."""
    places, windows = course.reach.places, course.reach.windows
    if Kind.RANK in course.said.words and (holder := _holder(course, token)):
        course.state.region = places.meant(holder.text)
    topic = _topic(course, token)
    window, region = _where(course, token, topic)
    meaning = _meaning(course, token, topic)
    aim = _aim(course, token)
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
    clear = clear and places.is_clear(region) and (not _compares(course, token) or _is_of_base(course, token))
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


def _topic(course: Course, token: Token) -> Topic:
    """What a number is about: its item of a list, what was named, or growth of nothing in particular: the economy."""
    topic = course.slots.topic(token) or _counted(course, token) or course.state.topic
    economy, places, vocabulary = course.state.economy, course.reach.places, course.reach.vocabulary
    elsewhere = (topic.region or course.state.region) != places.own
    if topic.subject is None and course.state.of_places.subject and elsewhere:
        topic = replace(course.state.of_places, clear=False, region=topic.region)
    aimed = not course.state.numbered and _aim(course, token) is Kind.TARGET
    unnamed = not topic.name or (not course.named and not topic.clear and aimed)
    around = _said_around(course, token)
    grows = bool(around.direction or {Kind.RISE, Kind.FALL, Kind.UP} & around.words)
    if (
        topic.name in ("", "县区增速")
        and (topic.region or course.state.region).endswith(("县", "区"))
        and (topic.region or course.state.region) != places.own
    ):
        part = vocabulary.named("县区增速位次" if Kind.RANK in course.said.words else "县区增速")
        if part is not None and (is_rate(token) or Kind.RANK in course.said.words):
            return Topic(part[0], "县区增速", facet=part[1], region=topic.region, window=topic.window)
    if unnamed and is_rate(token) and grows and economy.subject:
        return replace(economy, clear=False, facet=Facet.GROWTH, region=topic.region, window=topic.window)
    if topic.subject is None and not course.is_among and (grows and is_rate(token) or Kind.RISE in course.said.words):
        return loosely(topic.name, vocabulary) or topic
    return topic


def _counted(course: Course, token: Token) -> Topic | None:
    """What a number counts where that stands behind it: 9个县."""
    run = takewhile(lambda each: each.kind in NAMING, course.after(token))
    name = "".join(each.text for each in run).removesuffix("中")
    vocabulary = course.reach.vocabulary
    if name and (done := _done_with(course, token, name)):
        return done
    if token.unit not in _COUNTERS or not name:
        return None
    found = vocabulary.named(token.unit + name) or vocabulary.named(name)
    level = found[0].indicator(Facet.LEVEL) if found else ""
    counts = bool(level) and vocabulary.indicators[level].unit == "count"
    fast = vocabulary.named("两位数增长的县区数") if level == "counties" else None
    if fast is not None and any(each.text.endswith("位数") for each in course.after(token)):
        return Topic(fast[0], name)
    return Topic(found[0], name) if found and counts else None


def _done_with(course: Course, token: Token, name: str) -> Topic | None:
    """What a number counts where the verb stands before it and the noun behind: 签约136个项目, 接待213万人次游客."""
    before = [each for each in course.before(token) if each.kind is not Kind.FILLER][-1:]
    verb = before[0].text if before and before[0].kind in NAMING else ""
    vocabulary = course.reach.vocabulary
    found = next((found for at in range(len(verb)) if (found := vocabulary.named(verb[at:] + name))), None)
    level = found[0].indicator(Facet.LEVEL) if found else ""
    fits = bool(level) and vocabulary.value(Decimal(1), token.measure, level) is not None
    return Topic(found[0], verb + name, clear=False) if found and fits else None


def _where(course: Course, token: Token, topic: Topic) -> tuple[Window, str]:
    """When and where: those of what it is compared with where it is that one's number: 比2031年末的174.9万人."""
    window, region = _window_behind(course, token) or topic.window or course.window, topic.region or course.state.region
    base, words = course.base, course.said.words
    apart = not course.said.direction and token.unit not in POINTS and token.kind is Kind.NUMBER
    if base is not None and _is_of_base(course, token):
        window = base.window or window
        return window, course.reach.places.meant(base.text) if base.kind is Kind.PLACE else region
    if base is not None and apart and (Kind.THAN in words or {Kind.YEAR_AGO, Kind.POSSESSIVE} <= words):
        window = base.window or window
        region = course.reach.places.meant(base.text) if base.kind is Kind.PLACE else region
    return window, region


def _compares(course: Course, token: Token) -> bool:
    """Whether a rate stands behind 高于 and a place or time, whose own it may be as well as the distance from it."""
    base = course.base
    compared = bool({Kind.ABOVE, Kind.BELOW} & course.said.words) and token.unit in PERCENT
    return compared and base is not None and base.kind in (Kind.PLACE, Kind.WINDOW)


def _is_of_base(course: Course, token: Token) -> bool:
    """Whether a rate is that of the place or time compared with: 高于全国的4.7%, 快于全国4.7%的增速."""
    before, after = course.before(token)[-1:], [each.kind for each in course.after(token)]
    whose = [each.kind for each in before] == [Kind.POSSESSIVE]
    rest = [each for each in after[1:] if each not in (Kind.FILLER, Kind.AVERAGE)]
    return _compares(course, token) and (whose or (after[:1] == [Kind.POSSESSIVE] and rest[:1] == [Kind.RISE]))


def _holder(course: Course, token: Token) -> Token | None:
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
    if token.unit not in _COUNTERS or not run or len(behind) < 2 or behind[0].text not in ("在", "于"):
        return None
    window = course.reach.windows.read(behind[1].text, course.window) if behind[1].kind is Kind.WINDOW else None
    if window is not None:
        course.state.begun = course.window = course.state.window = window
    return window


def _aim(course: Course, token: Token) -> Kind | None:
    """TARGET, PLAN or FORECAST where a number is yet to come; what is above a target is there."""
    base, state = course.said.base, course.state
    if Kind.TARGET in course.said.words and base is not None and base.kind is Kind.TARGET:
        return state.aim
    if is_aim(course.tokens, course.at(token)):
        return Kind.TARGET
    return next((each for each in _AIMS if each in course.said.words), None) or state.aim or state.sentence_aim


def _meaning(course: Course, token: Token, topic: Topic) -> Meaning:
    """What a number says of its topic, unless it is of a kind that makes no row."""
    if _is_threshold(course, token) and (signed := _of_large(course)):
        return signed
    if reason := _no_row(course, token):
        return Meaning(reason=reason)
    if token.parts:
        return _side(course, token, topic)
    if counted := _counted(course, token):
        return Meaning(counted.subject.indicator(Facet.LEVEL) if counted.subject else "", facet=Facet.LEVEL)
    said = _said_around(course, token)
    if _is_of_base(course, token):
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


def _said_around(course: Course, token: Token) -> Said:
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


def _is_lasting(course: Course, number: Number) -> bool:
    """Whether a number counts what is always there, of which a passage does not go on to tell: 9个县区中."""
    counted = _counted(course, number.token)
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
