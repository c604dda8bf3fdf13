"""What stands in brackets: the number of the place, the time or the subject before them: 高于全国（4.7%）."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from helpers.reading.chinese.courses import Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.state import Base, State, Topic
from helpers.reading.chinese.tokens import NAMING, Token, is_break
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet


def state_inside(course: Course, bracket: Token) -> State:
    """With what the numbers in brackets are read; the passage goes on after them as before."""
    inner = course.state.copied()
    inner.lead = None
    topic = course.state.topic
    facet = topic.facet if topic.facet in (Facet.GROWTH, Facet.SHARE) else None
    base = _base(course, bracket)
    rated = topic.subject is not None and not topic.subject.indicator(Facet.GROWTH)
    if base is not None:
        facet = facet or (None if rated else Facet.GROWTH)
        if base.kind is Kind.PLACE:
            inner.region = course.reach.places.meant(base.text)
            inner.items = _each_place(course, bracket, replace(topic, facet=facet))
        elif base.window is not None:
            inner.window = base.window
        elif base.topic.subject is not None:
            topic = base.topic
        elif base.kind is Kind.TARGET:
            inner.aim = Kind.TARGET
    rated = topic.subject is not None and not topic.subject.indicator(Facet.GROWTH)
    inner.topic = replace(topic, facet=facet or (None if rated else topic.facet))
    return inner


def parted(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Pieces in clauses, without the signs that part them."""
    clause: list[Token] = []
    for token in tokens:
        if not is_break(token):
            clause.append(token)
        elif clause:
            yield clause
            clause = []
    if clause:
        yield clause


def _base(course: Course, bracket: Token) -> Base | None:
    """What the brackets tell the number of; None where that is what the text is on."""
    before = course.before(bracket)
    if not before or before[-1].kind is not Kind.NUMBER:
        return course.said.base
    gap = course.last is not None and course.last.meaning.role is Role.GAP
    bare = not any(each.kind in (Kind.PLACE, Kind.WINDOW, *NAMING) for each in bracket.inside)
    return course.last_base if gap and bare else None


def _each_place(course: Course, bracket: Token, topic: Topic) -> list[Topic]:
    """Of several numbers behind as many places what each is about: 全国、全省平均水平（4.8%、5.1%）."""
    places = [token for token in course.before(bracket) if token.kind is Kind.PLACE]
    count = sum(token.kind is Kind.NUMBER for token in bracket.inside)
    if not 1 < count <= len(places):
        return []
    return [replace(topic, region=course.reach.places.meant(each.text)) for each in places[-count:]]
