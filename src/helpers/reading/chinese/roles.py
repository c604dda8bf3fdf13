"""What a number says of its subject, by its unit and by the words before it."""

from collections.abc import Callable
from decimal import Decimal

from helpers.reading.chinese.distances import distance_in_percent
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.said import Meaning, Said
from helpers.reading.chinese.state import Topic
from helpers.reading.chinese.tokens import Token
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet, Subject, Vocabulary

PERCENT = ("%", "百分之", "％")
POINTS = ("个百分点", "百分点", "个点")
_LEAST_INDEX = 80  # what is printed for a growth of -20 where the year before is 100


def meaning_of(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    """What a number says of a topic.

    Parameters
    ----------
    negative
        Whether the growth said last was a decline, of which a narrowing is a rise.
    """
    rules: tuple[tuple[bool, Callable[..., Meaning]], ...] = (
        (token.kind is Kind.FLAT, _flat),
        (Kind.RANK in said.words, _rank),
        (token.text.endswith("位数"), _two_digits),
        (token.unit in POINTS, _points),
        (token.is_multiple, _multiple),
        (token.unit in PERCENT or is_percent(token), _percent),
        (True, _amount),
    )
    rule = next(each for fits, each in rules if fits)
    return rule(token, topic, said, negative, vocabulary)


def is_rate(token: Token) -> bool:
    """Whether a number is in per cent or in points, no amount."""
    return token.unit in PERCENT or token.unit in POINTS or is_percent(token)


def is_percent(token: Token) -> bool:
    """Whether words are a rate or a share: 三成."""
    from helpers.reading.chinese.words import is_rate

    return token.words and is_rate(token.text)


def _rated(topic: Topic, vocabulary: Vocabulary) -> bool:
    """Whether the level of a subject is itself in per cent: 城镇化率."""
    code = topic.subject.indicator(Facet.LEVEL) if topic.subject else ""
    return bool(code) and vocabulary.indicators[code].unit in ("pct", "per_mille")


def _facet(topic: Topic, said: Said, vocabulary: Vocabulary) -> Facet:
    """What of a subject a distance in percentage points is about."""
    if {Kind.RISE, Kind.FALL} & said.words or topic.subject is None:
        return Facet.GROWTH
    if Kind.SHARE in said.words or topic.facet is Facet.SHARE:
        return Facet.SHARE
    return Facet.LEVEL if _rated(topic, vocabulary) else Facet.GROWTH


def _points(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    gap = said.base is not None and said.base.is_place
    if topic.subject is None:
        return Meaning(reason="gap" if gap else "change_without_indicator", facet=topic.facet)
    facet = _facet(topic, said, vocabulary)
    code = topic.subject.indicator(facet) or topic.subject.main
    if {Kind.CONTRIBUTION, Kind.DRAG} & said.words:
        sign = -1 if said.direction < 0 or Kind.DRAG in said.words else 1
        return Meaning(topic.subject.indicator(Facet.GROWTH) or code, Role.CONTRIBUTION, sign=sign, facet=topic.facet)
    if not said.direction and not gap and said.base is None:
        return Meaning(code, Role.CHANGE, facet=facet, plain=False)
    sign = said.direction or 1
    narrows = said.verb in ("收窄", "缩小", "扩大", "缩窄", "收缩")
    if Kind.FALL in said.words or (narrows and negative and Kind.RISE not in said.words):
        sign = -sign
    return Meaning(code, Role.GAP if gap else Role.CHANGE, sign=sign, facet=facet)


def _percent(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    subject = topic.subject
    if Kind.OF_PLAN in said.words:
        return Meaning(reason="share_without_indicator", facet=topic.facet)
    if {Kind.OF, Kind.SHARE} & said.words and not said.direction:
        return _share(topic, said, vocabulary)
    if Kind.SINCE_BEFORE in said.words:
        return Meaning(reason="growth_without_indicator", facet=topic.facet)
    if subject is None:
        grows = said.direction or {Kind.RISE, Kind.FALL} & said.words or topic.facet is Facet.GROWTH
        return Meaning(reason="growth_without_indicator" if grows else "share_without_indicator", facet=topic.facet)
    if Kind.CONTRIBUTION in said.words:
        return Meaning(subject.indicator(Facet.GROWTH) or subject.main, Role.CONTRIBUTION, facet=topic.facet)
    if topic.facet is Facet.SHARE and not said.direction:
        return _share(topic, said, vocabulary)
    if _rated(topic, vocabulary) and (not said.direction or Kind.REACH in said.words):
        return Meaning(subject.main, facet=Facet.LEVEL)
    growth = subject.indicator(Facet.GROWTH)
    if not growth:
        return Meaning(reason="growth_without_indicator", facet=topic.facet)
    if apart := distance_in_percent(topic, said):
        code, reason, facet = (growth, "", Facet.GROWTH) if apart[1] else ("", "gap", topic.facet)
        return Meaning(code, apart[0], reason, said.direction, facet, plain=False)
    basis = vocabulary.indicators[growth].price_basis
    if (Kind.REAL in said.words and basis != "real") or (Kind.NOMINAL in said.words and basis == "real"):
        return Meaning(reason="growth_without_indicator", facet=topic.facet)
    if not said.direction and not subject.indicator(Facet.LEVEL) and (token.number or 0) >= _LEAST_INDEX:
        return Meaning(reason="index", facet=topic.facet)
    falls = said.direction < 0 and not {Kind.REACH, Kind.BELOW} & said.words
    falls = falls or Kind.FALL in said.words
    role = Role.AVERAGE if Kind.AVERAGE in said.words else Role.VALUE
    grows = bool(said.direction or {Kind.RISE, Kind.FALL} & said.words or topic.facet is Facet.GROWTH)
    return Meaning(
        growth, role, sign=-1 if falls else 1, facet=Facet.GROWTH, plain=grows or not subject.indicator(Facet.LEVEL)
    )


def _share(topic: Topic, said: Said, vocabulary: Vocabulary) -> Meaning:
    subject, base = topic.subject, said.base
    if subject is None:
        rate = vocabulary.named(f"{topic.name}比重")  # 城镇人口占
        if rate is not None and _rated(Topic(rate[0]), vocabulary):
            return Meaning(rate[0].main, facet=Facet.LEVEL, plain=False)
        whole = _whole(topic.name, vocabulary)
        if whole is not None and (base is None or base.topic.subject in (None, whole)):
            return Meaning(whole.main, Role.SHARE, facet=topic.facet)
        return Meaning(reason="share_without_indicator", facet=topic.facet)
    code = subject.indicator(Facet.SHARE)
    whole = base.topic.subject if base is not None else None
    of_gdp = base is None or (whole is not None and "gdp_current" in whole.codes.values())
    if code and of_gdp:
        return Meaning(code, facet=Facet.SHARE)
    return Meaning(subject.main, Role.SHARE, facet=Facet.SHARE)


def _whole(name: str, vocabulary: Vocabulary) -> Subject | None:
    """What a narrowed name is a part of by its end, where that is an amount: 民营企业进出口."""
    ends = (vocabulary.named(name[at:]) for at in range(len(name) - 1))
    found = next((each[0] for each in ends if each is not None), None)
    code = found.indicator(Facet.LEVEL) if found else ""
    return found if code and vocabulary.indicators[code].unit == "100m_cny" else None


def _rank(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    subject = topic.subject
    if subject is None or token.unit in ("次", "回", "个"):
        return Meaning(reason="rank_without_indicator", facet=topic.facet)
    grows = Kind.RISE in said.words or topic.facet is Facet.GROWTH
    in_province = said.base is not None and said.base.text in ("全省", "全区", "省")
    code = subject.indicator(Facet.GROWTH_RANK if grows else Facet.RANK)
    if code and in_province:
        return Meaning(code, facet=topic.facet)
    code = subject.indicator(Facet.GROWTH if grows else Facet.LEVEL) or subject.main
    role = Role.VALUE if vocabulary.indicators[code].unit == "rank" else Role.RANK
    return Meaning(code, role, facet=topic.facet)


def _multiple(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    code, reason = (topic.subject.main, "") if topic.subject else ("", "multiple")
    return Meaning(code, Role.MULTIPLE if code else Role.VALUE, reason, facet=topic.facet)


def _two_digits(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    """两位数, of growth, says no number."""
    growth = topic.subject.indicator(Facet.GROWTH) if topic.subject else ""
    reason = "" if growth else "growth_without_indicator"
    return Meaning(growth, Role.BOUND if growth else Role.VALUE, reason=reason, facet=Facet.GROWTH)


def _flat(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    subject = topic.subject
    if subject is None:
        return Meaning(reason="growth_without_indicator", facet=topic.facet)
    code = subject.indicator(_facet(topic, said, vocabulary)) or subject.main
    if said.base is None or (Kind.YEAR_AGO in said.words and not {Kind.RISE, Kind.FALL} & said.words):
        growth = subject.indicator(Facet.GROWTH)
        reason = "" if growth else "growth_without_indicator"
        return Meaning(growth, reason=reason, facet=Facet.GROWTH)
    return Meaning(code, Role.GAP if said.base.is_place else Role.CHANGE, facet=topic.facet)


def _amount(token: Token, topic: Topic, said: Said, negative: bool, vocabulary: Vocabulary) -> Meaning:
    subject = topic.subject
    gap = said.base is not None and said.base.is_place and said.base.kind is not Kind.TARGET
    changes = bool(said.direction or Kind.SINCE_START in said.words) and Kind.REACH not in said.words
    level = subject.indicator(Facet.LEVEL) if subject else ""
    measured = level and vocabulary.value(token.number or Decimal(0), token.measure, level) is not None
    if subject is not None and changes and Kind.SINCE_START in said.words:
        since = subject.indicator(Facet.SINCE_START)
        if since and vocabulary.value(Decimal(1), token.unit, since) is not None:
            return Meaning(since, sign=said.direction or 1, facet=Facet.SINCE_START)
    if measured and not changes and not (gap and Kind.OF not in said.words) and Kind.OF not in said.words:
        return Meaning(level, facet=Facet.LEVEL)
    if measured and changes and vocabulary.indicators[level].unit == "ratio":
        return Meaning(level, Role.CHANGE, sign=said.direction, facet=Facet.LEVEL)
    if changes and (subject is not None or said.base is not None or Kind.YEAR_AGO in said.words):
        return Meaning(reason="change_without_indicator", facet=topic.facet)
    if gap:
        return Meaning(reason="gap", facet=topic.facet)
    if subject is not None and not level and not token.unit and not token.words:
        return Meaning(reason="index", facet=topic.facet)
    amount = token.unit.endswith(("元", "吨", "斤", "亩", "公顷", "千瓦时", "千瓦", "平方米", "公里"))
    return Meaning(reason="level_without_indicator" if amount else "count_without_indicator", facet=topic.facet)
