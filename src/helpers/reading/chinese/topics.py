"""What a number is about: its item of a list, what was named, or growth of nothing in particular: the economy."""

from dataclasses import replace

from helpers.reading.chinese.counting import counted_by
from helpers.reading.chinese.courses import Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.meanings import aim_of, said_around
from helpers.reading.chinese.naming import loosely
from helpers.reading.chinese.roles import is_rate
from helpers.reading.chinese.state import Topic
from helpers.reading.chinese.tokens import Token
from helpers.reading.vocabulary import Facet


def topic_in(course: Course, token: Token) -> Topic:
    """What a number is about: its item of a list, what was named, or growth of nothing in particular: the economy."""
    topic = course.slots.topic(token) or counted_by(course, token) or course.state.topic
    economy, places, vocabulary = course.state.economy, course.reach.places, course.reach.vocabulary
    elsewhere = (topic.region or course.state.region) != places.own
    if topic.subject is None and course.state.of_places.subject and elsewhere:
        topic = replace(course.state.of_places, clear=False, region=topic.region)
    aimed = not course.state.numbered and aim_of(course, token) is Kind.TARGET
    unnamed = not topic.name or (not course.named and not topic.clear and aimed)
    around = said_around(course, token)
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
    if topic.subject is None and not course.is_among and ((grows and is_rate(token)) or Kind.RISE in course.said.words):
        return loosely(topic.name, vocabulary) or topic
    return topic
