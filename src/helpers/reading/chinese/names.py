"""What the names of a clause do: they say what the next numbers are about, what those are compared with, or neither."""

import re
from dataclasses import replace
from itertools import takewhile

from helpers.reading.chinese.courses import COUNTABLE, Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.naming import loosely, named, sectors, text_of, topic_of
from helpers.reading.chinese.roles import POINTS, is_rate
from helpers.reading.chinese.runs import Run
from helpers.reading.chinese.state import Base, Topic
from helpers.reading.chinese.tokens import Token
from helpers.reading.vocabulary import Facet

_SHORT = 3  # letters of a name that says little by itself
_OF_PLACES = re.compile(
    "^(?:省份|省区市|省市|地级市|城市|市州|州市|盟市|地市|设区市|县区|县市|区县|[市州县区盟旗省])的?(?=.)"
)
# What a word ends in that makes another thing of what it stands behind: 固定资产投资项目.
_NOUN = re.compile(
    "(?:项目|企业|单位|市场|结构|能力|水平|规模|质量|效益|环境|价格|面积|贡献|成本|利润|任务|指标|计划|情况|形势|基数|方面|领域|占比"
    "|比重|部分|差距|支出|收入|投资|消费|产值|产量|用电|进出口|出口|进口|零售|增加值|[率额数量值比差户家类品业费税款金者人线面点级区县市省城体商车房地物料材油电煤气水路网站店馆园院校所源型链群])$"
)
_SECTOR = re.compile("业$")


def hear_name(course: Course, run: Run, behind_number: bool) -> None:
    """Take in a name.

    Parameters
    ----------
    behind_number
        Whether a number stands right before it, of which it may be what was counted: 41个行业大类.
    """
    name, state = text_of(run.tokens), course.state
    if course.slots.covers(run):
        return
    topic = topic_of(run.tokens, state, course.reach.vocabulary)
    if is_contributed_to(course, run.tokens[0], run.tokens[-1]):
        return
    if course.waiting is not None:
        course.take(Base(Kind.SUBJECT if topic.subject else Kind.OTHER, name, topic=topic))
        return
    if behind_number and not _last_is_amount(course) and not _is_ordinal(course) and not course.after_years:
        if (of_each := _OF_PLACES.sub("", name)) != name:
            state.of_places = named(of_each, state, course.reach.vocabulary)
        if topic.subject is not None:
            _about(course, Topic(None, name))  # 八项支出 are not all of 支出, nor 五县地区生产总值 that of all
        return
    if course.last is not None and topic.subject is None and not _counts_on(course, run):
        return  # what follows the last number of a clause: 千亿元台阶
    topic = topic if topic.subject else _with_predicate(course, run) or topic
    course.narrowed = course.narrowed or _is_above_threshold(course, run)
    if course.narrowed and name == "项目" and (large := _large(course)):
        topic = large
    elif course.narrowed or state.without or _goes_on_unknown(course, topic, name):
        topic = Topic(None, name)  # 亿元以上项目 are not all projects
    if topic.subject is None and not course.has_number:
        state.topic = replace(_unnumbered(course, run), clear=False)
    elif topic.subject is None and _is_quoted(course, run):
        course.said.stray = True  # 一季度“开门红”增长
    elif not sectors(name):
        _about(course, topic)
    elif course.has_number:
        course.said.words.add(Kind.SHARE)
    else:
        parts = [named(each, state, course.reach.vocabulary) for each in sectors(name)]
        state.items = [replace(each, facet=Facet.SHARE) for each in parts]


def hear_rate(course: Course) -> None:
    """Take in 增速: the growth of what the clause is on, at the head of a sentence of what its paragraph is on."""
    at_head = not course.named and not course.state.numbered
    topic = course.state.whole_or_topic if at_head else course.state.topic
    if topic.subject is not None and not topic.subject.indicator(Facet.GROWTH):
        topic = Topic()  # 增速第一的是苇东县, after what is only counted
    course.state.topic = replace(topic, facet=Facet.GROWTH)


def _about(course: Course, topic: Topic) -> None:
    """The next numbers are about a topic, at the time that the sentence began with."""
    state = course.state
    first = not state.recent and not course.named
    if not course.timed and state.recent:
        course.window = state.window = state.lead or state.begun or course.window
    if course.named and not state.topic.subject and course.last is None:
        topic = replace(topic, clear=False)  # whose it is was not understood: 公司一季度出口
    if any(each.subject is topic.subject and each.facet is Facet.SHARE for each in state.items) or (
        topic.is_part and topic.facet is None and state.topic.is_part and _goes_on_with_shares(course)
    ):
        topic = replace(topic, facet=Facet.SHARE)  # 三次产业结构为…，第三产业提高
    course.named = True
    state.topic = topic
    state.items = []
    if topic.subject is None:
        return
    state.seen.append(topic)
    if Facet.GROWTH_RANK in topic.subject.codes:
        state.economy = topic
    if first and not topic.is_part and not course.is_among:
        state.main = topic


def _goes_on_with_shares(course: Course) -> bool:
    """Whether a clause on a sector goes on after one on a share: 第三产业占比…；第二产业从38.9%降到38.5%."""
    if course.state.topic.facet is not Facet.SHARE:
        return False
    number = next((each for each in course.tokens if each.kind is Kind.NUMBER), None)
    moves = number is not None and {each.kind for each in course.before(number)} & {Kind.UP, Kind.DOWN, Kind.RISE}
    return number is not None and (number.unit in POINTS or not moves)


def _unnumbered(course: Course, run: Run) -> Topic:
    """What a clause without a number is probably on, or leaves: GDP增速见底, 投资：, 装备制造业增势强劲."""
    token, name = run.tokens[0], text_of(run.tokens)
    if token.subject is not None and len(token.text) > _SHORT:
        return Topic(token.subject, token.text, facet=token.facet)
    behind = course.after(run.tokens[-1])
    told_alone = all(each.kind in (Kind.FILLER, Kind.UP, Kind.DOWN) for each in behind)
    if told_alone and (loose := loosely(name, course.reach.vocabulary)):
        return loose
    rates = bool(behind) and behind[0].kind in (Kind.RISE, Kind.FALL, Kind.UP, Kind.DOWN)
    return Topic(None, name) if rates and _SECTOR.search(name) else course.state.topic


def _with_predicate(course: Course, run: Run) -> Topic | None:
    """What a name is about that a verb or an adverb follows which no table has: 民间投资扭转了, 工业投资强劲增长."""
    first, rest = run.tokens[0], run.tokens[1:]
    named = first.subject is not None and len(first.text) > _SHORT
    if not named or not rest or any(each.kind is not Kind.OTHER for each in rest):
        return None
    after = course.after(run.tokens[-1])[:1]
    noun = _NOUN.search(text_of(rest)) or (after and after[0].kind is Kind.POSSESSIVE)
    return None if noun else Topic(first.subject, first.text, facet=first.facet)


def _is_quoted(course: Course, run: Run) -> bool:
    """Whether all of a name stands in quotation marks, as what a writer calls things does."""
    before, after = course.before(run.tokens[0])[-1:], course.after(run.tokens[-1])[:1]
    return [each.text for each in (*before, *after)] == ["“", "”"]


def _goes_on_unknown(course: Course, topic: Topic, name: str) -> bool:
    """Whether a short name goes on about what no subject stands for: 民营企业316家，进出口."""
    said = course.state.topic
    unknown = said.subject is None and bool(said.name)
    short = len(name) <= _SHORT and not name.isascii() and not name.endswith("率")
    return unknown and topic.subject is not None and short and name != "总量"


def _counts_on(course: Course, run: Run) -> bool:
    """Whether a number stands behind a name in the clause."""
    return any(each.kind in COUNTABLE for each in course.after(run.tokens[-1]))


def _large(course: Course) -> Topic | None:
    """The large ones of the projects signed, where the passage is on those: 签约项目66个，其中10亿元以上项目."""
    vocabulary = course.reach.vocabulary
    signed, large = vocabulary.named("签约项目"), vocabulary.named("大型签约项目数")
    return Topic(large[0], "项目") if signed and large and signed[0] in course.state.contexts else None


def _is_above_threshold(course: Course, run: Run) -> bool:
    """Whether a name stands behind a number and 以上, which narrow it."""
    before = course.before(run.tokens[0])[-2:]
    return [each.kind for each in before] == [Kind.NUMBER, Kind.OVER]


def is_contributed_to(course: Course, first: Token, last: Token) -> bool:
    """Whether a place or a name is the whole that something adds to: 对全省外贸增长的贡献率."""
    before = [each for each in course.before(first)[-2:] if each.kind is not Kind.PLACE]
    after = takewhile(lambda each: each.kind not in COUNTABLE, course.after(last))
    added = any(each.kind is Kind.CONTRIBUTION and each.text.startswith("贡献") for each in after)
    return added and bool(before) and before[-1].text == "对"


def _is_ordinal(course: Course) -> bool:
    """Whether the last number says which one, of which more is told: 全省第二个总量突破千亿元的城市."""
    return course.last is not None and [each.kind for each in course.before(course.last.token)[-1:]] == [Kind.RANK]


def _last_is_amount(course: Course) -> bool:
    return course.last is not None and (course.last.token.unit.endswith("元") or is_rate(course.last.token))
