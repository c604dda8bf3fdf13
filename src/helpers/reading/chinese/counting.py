"""What a number counts by what stands around it: 9个县, 签约136个项目."""

from decimal import Decimal
from itertools import takewhile

from helpers.reading.chinese.courses import Course
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.state import Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.vocabulary import Facet

COUNTERS = ("个", "次", "家", "户", "项")


def counted_by(course: Course, token: Token) -> Topic | None:
    """What a number counts where that stands behind it: 9个县."""
    run = takewhile(lambda each: each.kind in NAMING, course.after(token))
    name = "".join(each.text for each in run).removesuffix("中")
    vocabulary = course.reach.vocabulary
    if name and (done := _done_with(course, token, name)):
        return done
    if token.unit not in COUNTERS or not name:
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
