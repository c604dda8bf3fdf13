"""Lists: the items that 分别 gives a number each, in one clause or in the one before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.naming import both_of, named, sectors, split_list, text_of, topic_of, topics_of
from helpers.reading.chinese.roles import POINTS
from helpers.reading.chinese.state import Base, State, Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.places import Places
from helpers.reading.vocabulary import Facet, Vocabulary
from helpers.reading.windows import Window, Windows

_PARTINGS = (("、", "和", "及", "以及", "与"), ("、",), ("、", "和"), ("、", "以及"), ("和",))
_ON_SECTORS = ("产业", "三产", "三次")
_OF_OTHERS = ("投资", "就业", "从业", "用电", "税收")  # whose parts by sector are not those of GDP
_STRUCTURE = re.compile("(?:国民)?(?:经济|产业)?(?:结构比?|构成|比例|之比)(?:关系)?|演变|变化|从|由")
_ROUNDING = Decimal("0.35")
_LISTED = (Kind.PLACE, Kind.WINDOW)


@dataclass(frozen=True)
class Run:
    """Pieces that belong together: the words of a name, or a single piece; of a name the kind is SUBJECT."""

    kind: Kind
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Slots:
    """What each number of a clause is about, where the clause is a list; empty where it is none."""

    topics: list[Topic] = field(default_factory=list)
    bases: list[Base] = field(default_factory=list)
    covered: tuple[Token, ...] = ()
    numbers: tuple[Token, ...] = ()

    def covers(self, run: Run) -> bool:
        """Whether a name is that of the items."""
        return any(each is token for token in run.tokens for each in self.covered)

    def covers_token(self, token: Token) -> bool:
        return any(each is token for each in self.covered)

    def topic(self, token: Token) -> Topic | None:
        """What a number is about; None where it is none of the list."""
        place = next((place for place, each in enumerate(self.numbers) if each is token), None)
        return None if place is None or not self.topics else self.topics[place]

    def base(self, at: int) -> Base | None:
        return self.bases[at] if at < len(self.bases) else None


def runs_of(tokens: Sequence[Token]) -> list[Run]:
    """The pieces of a clause, those of one name together."""
    runs: list[Run] = []
    at = 0
    while at < len(tokens):
        end = at + 1
        if tokens[at].kind in NAMING:
            while end < len(tokens) and _continues(tokens, end):
                end += 1
            while tokens[end - 1].kind not in NAMING:
                end -= 1
            runs.append(Run(Kind.SUBJECT, tuple(tokens[at:end])))
        else:
            runs.append(Run(tokens[at].kind, (tokens[at],)))
        at = end
    return runs


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name goes on with a piece, or beyond a sign that joins its parts."""
    if tokens[at].kind in NAMING:
        return True
    joins = tokens[at].kind in (Kind.AND, Kind.POSSESSIVE) or tokens[at].text in "“”"
    if tokens[at].text in ("实现", "完成", "累计") and tokens[at].kind is Kind.FILLER:
        joins = True  # 通过互联网实现的零售额, 规模以上工业完成增加值
    return joins and at + 1 < len(tokens) and _continues(tokens, at + 1)


def slots_of(tokens: Sequence[Token], state: State, vocabulary: Vocabulary, places: Places, windows: Windows) -> Slots:
    """What the numbers of a clause are about, if it lists items: before 分别, or in the clause before."""
    numbers = tuple(each for each in tokens if each.kind in (Kind.NUMBER, Kind.FLAT))
    each = next((at for at, token in enumerate(tokens) if token.kind is Kind.EACH), None)
    ratio = tuple(token for token in numbers if token.parts == 3)
    if ratio and (found := _sectors(tokens, tokens[: tokens.index(ratio[0])], state, vocabulary)):
        return replace(found, topics=found.topics * (len(ratio) // 3), numbers=ratio)
    if ratio and len(ratio) == len(state.items) and all(item.facet is Facet.SHARE for item in state.items):
        return Slots(state.items, numbers=ratio)
    if ratio and (shares := _shares_of_gdp(tokens, ratio, state, vocabulary)):
        return Slots(shares * (len(ratio) // 3), numbers=ratio)
    if each is None and _in_threes(tokens, numbers) and (found := _sectors(tokens, tokens, state, vocabulary)):
        return replace(found, topics=found.topics * (len(numbers) // 3), numbers=numbers)
    if each is not None:
        listed = tuple(number for number in numbers if number.start > tokens[each].start and not _is_count(number))
        listed = tuple(number for number in listed if number.parts != 2 or not number.part)  # 2.52:1、2.47:1
        before = list(tokens[:each])
        if found := _bases(
            [token for token in tokens if listed and token.start < listed[0].start], listed, state, windows
        ):
            return found
        if found := _sectors(tokens, before, state, vocabulary):
            return replace(found, numbers=listed) if len(listed) == len(found.topics) else Slots()
        if found := _items(before, len(listed), state, vocabulary, places, windows):
            grown = any(token.kind is Kind.RISE for token in before) or any(
                topic.facet is Facet.GROWTH for topic in found.topics[-1:]
            )
            topics = [replace(each, facet=Facet.GROWTH if grown else each.facet) for each in found.topics]
            return replace(found, topics=topics, numbers=listed)
        if len(state.windows) == len(listed) > 1:
            topic = _one_topic(before, (), state, vocabulary)
            return Slots([replace(topic, window=window) for window in state.windows], numbers=listed)
        if len(state.places) == len(listed) > 1 and not any(token.kind is Kind.PLACE for token in before):
            topic = replace(_one_topic(before, (), state, vocabulary), clear=False)
            return Slots([replace(topic, region=places.meant(name)) for name in state.places], numbers=listed)
        if len(state.others) == len(listed) > 1 and all(number.unit in POINTS for number in listed):
            return Slots(bases=[Base(Kind.PLACE, name) for name in state.others])
        if len(state.items) == len(listed) > 1:
            return Slots(_of_the_same_times(state, before, vocabulary) or state.items, numbers=listed)
        if len(state.recent) >= len(listed) > 1:
            return Slots([replace(topic, facet=None) for topic in state.recent[-len(listed) :]], numbers=listed)
        if years := _last_years([*tokens[:each], *state.counted], len(listed), windows):
            topic = replace(_one_topic(before, (), state, vocabulary), clear=False)
            return Slots([replace(topic, window=year) for year in years], numbers=listed)
        if len(listed) > 1:  # what each is about, or when, was not understood
            unknown = Topic(None, text_of(before)) if any(token.kind in NAMING for token in before) else state.topic
            return Slots([replace(unknown, clear=False)] * len(listed), numbers=listed)
    if (
        each is None
        and all(number.unit in POINTS for number in numbers)
        and (found := _bases(tokens, numbers, state, windows))
    ):
        return found
    joined = len(numbers) > 1 and all(_joined(tokens, one, other) for one, other in pairwise(numbers))
    if joined and len(state.items) == len(numbers) and not any(token.kind is Kind.SUBJECT for token in tokens):
        return Slots(state.items, numbers=numbers)
    return Slots()


def _is_count(token: Token) -> bool:
    """Whether a number only counts the items: 三个行业分别."""
    return token.words and token.kind is Kind.NUMBER and token.unit in ("", "个", "大", "项", "类")


def _in_threes(tokens: Sequence[Token], numbers: Sequence[Token]) -> bool:
    """Whether all numbers stand in lists of three: 15.4%、38.9%、45.7%."""
    pairs = [(numbers[at], numbers[at + 1]) for at in range(len(numbers) - 1) if (at + 1) % 3]
    return len(numbers) > 2 and len(numbers) % 3 == 0 and all(_joined(tokens, one, other) for one, other in pairs)


def _joined(tokens: Sequence[Token], one: Token, other: Token) -> bool:
    between = [token for token in tokens if one.end <= token.start < other.start]
    return any(token.kind is Kind.AND for token in between) and not any(token.kind in NAMING for token in between)


def _sectors(tokens: Sequence[Token], before: Sequence[Token], state: State, vocabulary: Vocabulary) -> Slots | None:
    """The three sectors, where a clause names them at once."""
    shares = any(token.kind in (Kind.SHARE, Kind.OF) for token in before) or any(token.parts for token in tokens)
    for run in runs_of(list(before)):
        if run.kind is not Kind.SUBJECT:
            continue
        found = [named(each, state, vocabulary) for each in sectors(text_of(run.tokens))]
        if not found and shares:  # 三次产业增加值占地区生产总值
            found = [named(each, state, vocabulary) for each in sectors(text_of(run.tokens[:1]))]
        if found and all(each.subject for each in found):
            facet = Facet.SHARE if shares else None
            return Slots([replace(each, facet=facet) for each in found], covered=run.tokens)
    return None


def _shares_of_gdp(
    tokens: Sequence[Token], ratio: Sequence[Token], state: State, vocabulary: Vocabulary
) -> list[Topic]:
    """The sectors, where three numbers that make up 100 are told of them, or of nothing else while GDP is told of."""
    said = "".join(token.text for token in tokens)
    on_others = any(word in said + state.heading for word in _OF_OTHERS)
    on_sectors = any(word in said for word in _ON_SECTORS) and not on_others
    on_structure = bool(_STRUCTURE.search(said + state.heading)) and not on_others and not _of_something(tokens, ratio[0])
    on_gdp = on_structure or not any(token.kind in NAMING for token in tokens) and state.economy in (state.topic, state.main)
    if (
        not (on_sectors or on_gdp)
        or abs(sum((token.number or Decimal(0) for token in ratio[:3]), Decimal(-100))) > _ROUNDING
    ):
        return []
    topics = [named(each, state, vocabulary) for each in sectors("三次产业")]
    return [replace(each, facet=Facet.SHARE, clear=on_sectors) for each in topics]


def _of_something(tokens: Sequence[Token], ratio: Token) -> bool:
    """Whether a clause says of what it tells a ratio, beyond that it is one of parts: 经济结构."""
    names = "".join(each.text for each in tokens if each.start < ratio.start and each.kind in NAMING)
    return bool(_STRUCTURE.sub("", names))


def _bases(before: Sequence[Token], listed: Sequence[Token], state: State, windows: Windows) -> Slots | None:
    """Places, or times, that a list of distances is measured from: 较全国、全省分别高."""
    opens = next((at for at, token in enumerate(before) if token.kind in (Kind.THAN, Kind.ABOVE, Kind.BELOW)), None)
    if opens is None:
        return None
    for kind in _LISTED:
        found = [token for token in before[opens:] if token.kind is kind]
        if len(found) == len(listed) > 1:
            read = [windows.read(token.text, state.window) if kind is Kind.WINDOW else None for token in found]
            bases = [Base(kind, token.text, window) for token, window in zip(found, read, strict=True)]
            return Slots(bases=bases, covered=tuple(found))
    return None


def _items(
    before: Sequence[Token], count: int, state: State, vocabulary: Vocabulary, places: Places, windows: Windows
) -> Slots | None:
    """The items that stand before 分别: subjects, or places or times of one subject."""
    for kind in _LISTED:
        some = [token for token in before if token.kind is kind]
        if kind is Kind.WINDOW and len(some) == 1:
            years = _years_of(some[0].text, state, windows)
            if len(years) == count > 1:
                topic = _one_topic(before, some, state, vocabulary)
                return Slots([replace(topic, window=year) for year in years], covered=tuple(some))
        if len(some) == count > 1:
            topic = _one_topic(before, some, state, vocabulary)
            if kind is Kind.PLACE:
                each = [replace(topic, region=places.meant(token.text)) for token in some]
            else:
                each = [replace(topic, window=windows.read(token.text, state.window)) for token in some]
            return Slots(each, covered=tuple(some))
    runs = [run for run in runs_of(list(before)) if run.kind is Kind.SUBJECT]
    for run in reversed(runs):
        if count > 1 and count == len(both := both_of(text_of(run.tokens))):
            return Slots([named(each, state, vocabulary) for each in both], covered=run.tokens)
        for parting in _PARTINGS:
            items = split_list(run.tokens, parting)
            if len(items) == count > 1:
                return Slots(topics_of(items, state, vocabulary), covered=run.tokens)
    return None


def _years_of(words: str, state: State, windows: Windows) -> list[Window]:
    """The years that words stand for: 2029年至2033年; 2029年以来 those up to the one of the text."""
    span = windows.read(words, state.window)
    if words.endswith("以来") and words[:4].isdecimal():
        return [windows.whole(year) for year in range(int(words[:4]), windows.head.year + 1)]
    return [windows.whole(int(year)) for year in span.several] if span is not None else []


def _of_the_same_times(state: State, before: Sequence[Token], vocabulary: Vocabulary) -> list[Topic]:
    """What another subject's numbers are about, where those of the list before it were of a time each."""
    names = [run for run in runs_of(list(before)) if run.kind is Kind.SUBJECT]
    if not names or not all(each.window for each in state.items):
        return []
    topic = _one_topic(before, (), state, vocabulary)
    return [replace(topic, window=each.window, clear=topic.clear and each.clear) for each in state.items]


def _last_years(tokens: Sequence[Token], count: int, windows: Windows) -> list[Window]:
    """As many years up to that of the text as were counted: 近三年GDP分别为."""
    counted = any(token.unit == "年" and token.words and token.number == count for token in tokens)
    last = windows.head
    if not counted or last.span != "year" or count < 2:
        return []
    return [windows.whole(last.year - back) for back in reversed(range(count))]


def _one_topic(before: Sequence[Token], but: Sequence[Token], state: State, vocabulary: Vocabulary) -> Topic:
    whole = next((token.start for token in before if token.kind is Kind.OF), None)  # what 占 makes it a part of
    own = [token for token in before if token not in but and (whole is None or token.start < whole)]
    names = [run for run in runs_of(own) if run.kind is Kind.SUBJECT]
    topic = topic_of(names[-1].tokens, state, vocabulary) if names else state.whole_or_topic
    if whole is not None:
        return replace(topic, facet=Facet.SHARE)
    if any(token.kind is Kind.RISE for token in before):
        topic = replace(topic, facet=Facet.GROWTH)
    return topic
