"""Lists: the items that 分别 gives a number each, in one clause or in the one before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.naming import both_of, named, split_list, text_of, topic_of, topics_of
from helpers.reading.chinese.roles import POINTS
from helpers.reading.chinese.runs import Slots, runs_of
from helpers.reading.chinese.sector_lists import are_joined, in_threes, sectors_in, shares_of_gdp
from helpers.reading.chinese.state import Base, State, Topic
from helpers.reading.chinese.tokens import NAMING, Token
from helpers.reading.places import Places
from helpers.reading.vocabulary import Facet, Vocabulary
from helpers.reading.windows import Window, Windows

_PARTINGS = (("、", "和", "及", "以及", "与"), ("、",), ("、", "和"), ("、", "以及"), ("和",))
_LISTED = (Kind.PLACE, Kind.WINDOW)


def slots_of(tokens: Sequence[Token], state: State, vocabulary: Vocabulary, places: Places, windows: Windows) -> Slots:
    """What the numbers of a clause are about, if it lists items: before 分别, or in the clause before."""
    numbers = tuple(each for each in tokens if each.kind in (Kind.NUMBER, Kind.FLAT))
    each = next((at for at, token in enumerate(tokens) if token.kind is Kind.EACH), None)
    ratio = tuple(token for token in numbers if token.parts == 3)
    if ratio and (found := sectors_in(tokens, tokens[: tokens.index(ratio[0])], state, vocabulary)):
        return replace(found, topics=found.topics * (len(ratio) // 3), numbers=ratio)
    if ratio and len(ratio) == len(state.items) and all(item.facet is Facet.SHARE for item in state.items):
        return Slots(state.items, numbers=ratio)
    if ratio and (shares := shares_of_gdp(tokens, ratio, state, vocabulary)):
        return Slots(shares * (len(ratio) // 3), numbers=ratio)
    if each is None and in_threes(tokens, numbers) and (found := sectors_in(tokens, tokens, state, vocabulary)):
        return replace(found, topics=found.topics * (len(numbers) // 3), numbers=numbers)
    if each is not None:
        listed = tuple(number for number in numbers if number.start > tokens[each].start and not _is_count(number))
        listed = tuple(number for number in listed if number.parts != 2 or not number.part)  # 2.52:1、2.47:1
        before = list(tokens[:each])
        if found := _bases(
            [token for token in tokens if listed and token.start < listed[0].start], listed, state, windows
        ):
            return found
        if found := sectors_in(tokens, before, state, vocabulary):
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
    joined = len(numbers) > 1 and all(are_joined(tokens, one, other) for one, other in pairwise(numbers))
    if joined and len(state.items) == len(numbers) and not any(token.kind is Kind.SUBJECT for token in tokens):
        return Slots(state.items, numbers=numbers)
    return Slots()


def _is_count(token: Token) -> bool:
    """Whether a number only counts the items: 三个行业分别."""
    return token.words and token.kind is Kind.NUMBER and token.unit in ("", "个", "大", "项", "类")


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
            years = windows.years(some[0].text, state.window)
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
