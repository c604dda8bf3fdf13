"""What the words of a clause that name no subject do to the numbers after them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from helpers.reading.chinese.courses import Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.names import hear_rate, is_contributed_to
from helpers.reading.chinese.roles import is_rate
from helpers.reading.chinese.state import Base
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.vocabulary import Facet

_SIGN = {Kind.UP: 1, Kind.ABOVE: 1, Kind.DOWN: -1, Kind.BELOW: -1}
_TARGETS = ("预期目标", "奋斗目标", "主要目标", "发展目标", "工作目标")
_AIMING = ("力争", "确保", "争取", "奋力实现", "力争实现", "确保完成")  # what a list of aims begins with
_COMPARED = ("相比", "对比", "比", "相较")  # 与2019年相比，, but not 与经济增长基本同步，
_PLANNING = ("安排", "计划", "拟")
_MET = {"完成", "达到", "超额完成"}
_BEYOND = ("超过", "超", "超出", "高出", "快出", "领先")
_OF_WHOLE = ("率", "率为")  # 贡献率 stands behind its whole: 对经济增长的贡献率


def hear_word(course: Course, token: Token) -> None:
    """Take in a word, a place or a time."""
    following = next(iter(course.after(token)), None)
    if token.text in _BEYOND and following is not None and following.kind is Kind.PLACE:
        course.said.direction, course.said.verb, course.waiting = 1, token.text, Kind.ABOVE
        course.said.words |= {Kind.UP, token.kind}
        return
    if token.kind is Kind.FILLER and "总量" in token.text and course.state.topic.subject is None:
        course.state.topic = replace(course.state.economy, clear=False)  # 从总量看
    if token.text == "前" and course.last is not None and course.last.token.reach == token.start:
        return  # 十年前
    hear = _HEARD.get(token.kind)
    if hear is None or hear(course, token, following):
        course.said.words.add(token.kind)


def leave_words(course: Course) -> None:
    """What a clause without a number leaves to the next: that a share is told of, the times that it names."""
    state, windows = course.state, course.reach.windows
    if {Kind.SHARE, Kind.OF} & course.said.words:
        state.topic = replace(state.topic, facet=Facet.SHARE)
    if course.tokens[-1].text in _PLANNING:
        state.sentence_aim = Kind.PLAN
    if Kind.EXPECTED in course.said.words and course.window.year > windows.head.year > 0:
        state.sentence_aim = Kind.FORECAST
    words = [token.text for token in course.tokens if token.kind is Kind.WINDOW]
    read = [window for each in words if (window := windows.read(each, course.window))]
    listed = [year for each in words for year in windows.years(each, course.window)] or read
    state.windows = listed if len(listed) > 1 else []
    state.prices = course.said.words & {Kind.REAL, Kind.NOMINAL}
    if Kind.SINCE_BEFORE in course.said.words:  # 从环比看，: not over a year
        state.compared = Base(Kind.WINDOW, "", course.window)
    elif Kind.THAN in course.said.words and course.tokens[-1].text in _COMPARED:
        state.compared = course.said.base
    elif course.window is not state.window:
        state.window = state.lead = course.window


def _place(course: Course, token: Token, following: Token | None) -> bool:
    said = course.said
    if course.slots.covers_token(token):
        if course.slots.bases:
            said.base = Base(Kind.PLACE, token.text)
        return True
    if any(each.kind is Kind.PLACE for each in _listed_with(course, token)):
        said.stray = True  # 在甲县、乙县召开: of none of them alone
        course.waiting = None if course.waiting is Kind.STANDS else course.waiting
        return True
    if is_contributed_to(course, token, token):
        return True
    if course.waiting is Kind.OF and following is not None and following.kind in NAMING:
        return True  # 占全市固定资产投资的: of what follows
    behind = course.after(token)[:2]
    told = [each.kind for each in course.before(token)[-1:]] == [Kind.FILLER] and course.waiting is None
    told = told and not said.direction and not {Kind.RISE, Kind.REACH} & said.words  # 最高增长是芦汀的14.7%
    part = told and [each.kind for each in behind] == [Kind.POSSESSIVE, Kind.NUMBER]
    if part and (behind[1].is_multiple or is_rate(behind[1])):
        said.words.add(Kind.OF)  # 人均GDP仅为全国的六成八
        course.take(Base(Kind.PLACE, token.text))
        return True
    ranked = following is not None and following.kind in (Kind.RANK, Kind.STANDS)
    if ranked or course.waiting is not None or (said.base is not None and Kind.AND in said.words):
        course.take(Base(Kind.PLACE, token.text))
    else:
        course.state.region = course.reach.places.meant(token.text)
    return True


def _listed_with(course: Course, token: Token) -> list[Token]:
    """The pieces behind a sign that joins a place to others before it or after it."""
    at = course.at(token)
    before = course.tokens[at - 2 : at - 1] if at > 1 and course.tokens[at - 1].text == "、" else []
    after = course.tokens[at + 2 : at + 3] if course.after(token)[:1] and course.after(token)[0].text == "、" else []
    return before + after


def _time(course: Course, token: Token, following: Token | None) -> bool:
    state = course.state
    window = course.reach.windows.read(token.text, course.window)
    if window is None:
        state.moment.day = course.reach.windows.day(token.text, course.window)
        return True
    if course.slots.covers_token(token):
        return True
    if course.waiting in (Kind.THAN, Kind.ABOVE, Kind.BELOW):
        course.take(Base(Kind.WINDOW, token.text, window))
        return True
    behind = course.after(token)[:2]
    if [each.kind for each in behind] == [Kind.POSSESSIVE, Kind.NUMBER] and behind[1].is_multiple:
        course.take(Base(Kind.WINDOW, token.text, window))
        return True
    if course.previous and window.period == course.reach.windows.head.period and not token.text[:4].isdecimal():
        window = window.year_before()  # 由去年的: the year before the one that the text is about
    course.window = window
    if course.previous:
        if window.span == "year" and token.text[0].isdecimal():
            state.former = window
        return True
    course.timed = True
    state.moment.dated = state.moment.dated or not window.until
    aside = following is not None and following.text in ("为", "是") and not state.fresh
    local = window.local or aside or token.aside
    if course.has_number and not local:
        opens = all(each.kind is Kind.PLACE for each in course.before(token))
        first = opens and state.lead is None and not state.recent
        if first and not course.is_among:
            state.lead = window
        state.window = window
    return True


def _since_a_year(course: Course, token: Token, following: Token | None) -> bool:
    course.said.base = Base(Kind.WINDOW, token.text, course.window.year_before())
    return True


def _moves(course: Course, token: Token, following: Token | None) -> bool:
    """Up or down, which ends what was compared with; 增长的 is no verb."""
    if following is None or following.kind is not Kind.POSSESSIVE:
        course.said.direction, course.said.verb = _SIGN[token.kind], token.text
        course.said.words.add(Kind.UP)
        course.said.words.discard(Kind.REACH)  # 扩大到下降15.2%
    if course.after_years and Kind.AVERAGE not in course.said.words:
        course.said.words.add(Kind.SINCE_BEFORE)  # over several years
    course.waiting = None
    return True


def _waits(course: Course, token: Token, following: Token | None) -> bool:
    """A word that compares with, or is a part of, what follows."""
    if token.kind in _SIGN:
        course.said.direction, course.said.verb = _SIGN[token.kind], token.text
        course.said.words.add(Kind.UP)
    if token.kind is not Kind.CONTRIBUTION or not token.text.endswith(_OF_WHOLE):
        course.waiting = token.kind
    return True


def _reaches(course: Course, token: Token, following: Token | None) -> bool:
    """A level follows, now: 提高到."""
    course.said.direction, course.previous, course.waiting = 0, False, None
    course.window = course.state.window
    return True


def _rates(course: Course, token: Token, following: Token | None) -> bool:
    if token.kind is Kind.RISE and course.said.base is None and course.waiting is None and not course.slots.topics:
        hear_rate(course)
    if token.kind is Kind.FALL:
        course.waiting = None
    return True


def _aims(course: Course, token: Token, following: Token | None) -> bool:
    if token.text == "争取" and following is not None and following.kind is Kind.OTHER and course.state.aim is None:
        return False  # 争取上级资金12.6亿元: what was got
    if course.waiting is not None:
        course.take(Base(Kind.TARGET, "目标"))
    if not course.has_number:
        if token.text in _TARGETS and following is not None and following.text in ("是", "为"):
            course.state.aim = Kind.TARGET  # all that follows
        if not _MET & {each.text for each in course.tokens}:
            course.state.sentence_aim = Kind.TARGET
    elif token.text in _AIMING and course.last is None:
        course.state.sentence_aim = Kind.TARGET
    return True


def _formerly(course: Course, token: Token, following: Token | None) -> bool:
    course.previous = True
    return True


def _every(course: Course, token: Token, following: Token | None) -> bool:
    """每10元 begins a ratio, 每天 none."""
    course.narrowed = following is not None and following.kind is Kind.NUMBER
    return course.narrowed


def _unclear(course: Course, token: Token, following: Token | None) -> bool:
    """A time that no window stands for."""
    course.window = replace(course.window, clear=False)
    course.state.window = course.state.begun = course.state.lead = course.window
    return True


def _without(course: Course, token: Token, following: Token | None) -> bool:
    course.state.without = True
    return True


def _averages(course: Course, token: Token, following: Token | None) -> bool:
    """1—5月平均 is no average of years."""
    return token.text != "平均" or course.after_years


def _expects(course: Course, token: Token, following: Token | None) -> bool:
    course.said.stray = True
    return True


# What each kind of word does; whether it then counts as said.
_HEARD: Mapping[Kind, Callable[[Course, Token, Token | None], bool]] = {
    Kind.PLACE: _place,
    Kind.WINDOW: _time,
    Kind.YEAR_AGO: _since_a_year,
    Kind.UP: _moves,
    Kind.DOWN: _moves,
    Kind.ABOVE: _waits,
    Kind.BELOW: _waits,
    Kind.THAN: _waits,
    Kind.OF: _waits,
    Kind.CONTRIBUTION: _waits,
    Kind.DRAG: _waits,
    Kind.STANDS: _waits,
    Kind.REACH: _reaches,
    Kind.RISE: _rates,
    Kind.FALL: _rates,
    Kind.TARGET: _aims,
    Kind.FROM: _formerly,
    Kind.EVERY: _every,
    Kind.TIMES: _unclear,
    Kind.EXCEPT: _without,
    Kind.AVERAGE: _averages,
    Kind.EXPECTED: _expects,
}
