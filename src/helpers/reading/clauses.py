"""A clause read: each of its numbers with what it is about, where, when, and what it says of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from helpers.reading.bounds import bound_of, is_aim
from helpers.reading.lexicon import Kind
from helpers.reading.lists import Run, runs_of, slots_of
from helpers.reading.naming import sectors, text_of, topic_of
from helpers.reading.places import Places
from helpers.reading.readings import Role
from helpers.reading.roles import PERCENT, POINTS, Base, Meaning, Said, is_percent, meaning_of
from helpers.reading.scanning import is_break
from helpers.reading.state import State, Topic
from helpers.reading.tokens import NAMING, Token
from helpers.reading.vocabulary import Facet, Vocabulary
from helpers.reading.windows import Window, Windows

_UPS = {Kind.UP: 1, Kind.ABOVE: 1, Kind.DOWN: -1, Kind.BELOW: -1}
_OPENS_BASE = (Kind.THAN, Kind.ABOVE, Kind.BELOW, Kind.OF, Kind.CONTRIBUTION, Kind.STANDS)
_SHORT = 3  # letters of a name that says little by itself
_AIMS = (Kind.TARGET, Kind.PLAN, Kind.FORECAST)


@dataclass(frozen=True)
class Number:
    """A number of a clause, and all that was understood of it."""

    token: Token
    topic: Topic
    region: str
    window: Window
    meaning: Meaning
    bound: str
    aim: Kind | None
    against: str
    previous: bool
    clear: bool


class Clauses:
    """Reads the clauses of one text.

    Parameters
    ----------
    vocabulary, places, windows
        What the text may name.
    """

    def __init__(self, vocabulary: Vocabulary, places: Places, windows: Windows) -> None:
        self.vocabulary, self.places, self.windows = vocabulary, places, windows

    def read(self, tokens: Sequence[Token], state: State) -> Iterator[Number]:
        """The numbers of a clause; the state is then what it leaves to the next."""
        yield from _Reader(self, list(tokens), state).numbers()


class _Reader:
    """One clause on its way from its first piece to its last."""

    def __init__(self, clauses: Clauses, tokens: list[Token], state: State) -> None:
        self.clauses, self.vocabulary, self.state = clauses, clauses.vocabulary, state
        self.tokens = tokens
        self.said = Said()
        self.slots = slots_of(tokens, state, clauses.vocabulary, clauses.places, clauses.windows)
        self.open: Kind | None = None  # what waits for its base: 比, 占
        self.counted = 0
        self.previous = False
        self.window = state.window
        self.last: Number | None = None
        self.after_number = False
        self.named = False
        self.narrowed = False
        self.timed = False
        self.last_base: Base | None = None

    def numbers(self) -> Iterator[Number]:
        runs = runs_of(self.tokens)
        has_number = any(run.kind in (Kind.NUMBER, Kind.FLAT) for run in runs)
        for at, run in enumerate(runs):
            if run.kind in (Kind.NUMBER, Kind.FLAT):
                yield from self._number(run)
            elif run.kind is Kind.BRACKET:
                yield from self._bracket(run.tokens[0], runs[at - 1] if at else None)
            elif run.kind is Kind.SUBJECT:
                self._name(run, has_number)
            else:
                self._word(run.tokens[0], runs, at, has_number)
            self.after_number = run.kind is Kind.NUMBER
        if not has_number:
            self._leave_windows()
        if not has_number and self.window is not self.state.window and not self.window.local:
            self.state.window = self.state.lead = self.window

    def _leave_windows(self) -> None:
        """The times that a clause lists, for the numbers of the next."""
        words = [token.text for token in self.tokens if token.kind is Kind.WINDOW]
        read = [window for each in words if (window := self.clauses.windows.read(each, self.window))]
        several = [year for window in read for year in window.several]
        listed = [self.clauses.windows.whole(int(year)) for year in several] or read
        self.state.windows = listed if len(listed) > 1 else []

    # What is no number

    def _name(self, run: Run, has_number: bool) -> None:
        name = text_of(run.tokens)
        if self.slots.covers(run):
            return
        topic = topic_of(run.tokens, self.state, self.vocabulary)
        if self.open is not None:
            self._base(Base(Kind.SUBJECT if topic.subject else Kind.OTHER, name, topic=topic))
            return
        if self.after_number and not self._last_is_amount() and self.vocabulary.named(name) is None:
            if topic.subject is not None:
                self._about(Topic(None, name))  # 八项支出 are not all of 支出
            return  # what was counted: 41个行业大类
        if self.last is not None and topic.subject is None and not self._counts_on(run):
            return  # what follows the last number of a clause: 千亿元台阶
        self.narrowed = self.narrowed or self._above_threshold(run)
        if self.narrowed or self.state.without or self._is_of_unknown(topic, name):
            topic = Topic(None, name)  # 亿元以上项目 are not all projects
        if topic.subject is None and not has_number:
            self.state.topic = replace(self.state.topic, clear=False)
            return
        if not sectors(name):
            self._about(topic)
        else:
            self.said.words.add(Kind.SHARE)

    def _about(self, topic: Topic) -> None:
        first = not self.state.recent and not self.named
        if not self.timed and self.state.recent:
            self.window = self.state.window = self.state.lead or self.state.begun or self.window
        if self.named and not self.state.topic.subject and self.last is None:
            topic = replace(topic, clear=False)  # whose it is was not understood: 公司一季度出口
        self.named = True
        self.state.topic = topic
        self.state.items = []
        if topic.subject is not None:
            self.state.seen.append(topic)
            if Facet.GROWTH_RANK in topic.subject.codes:
                self.state.economy = topic
        if first and topic.subject is not None and not topic.is_part and not self._is_among():
            self.state.main = topic

    def _is_of_unknown(self, topic: Topic, name: str) -> bool:
        """Whether a short name goes on about what no subject stands for: 民营企业316家，进出口."""
        said = self.state.topic
        return (
            said.subject is None
            and bool(said.name)
            and topic.subject is not None
            and len(name) <= _SHORT
            and not name.endswith("率")
        )

    def _counts_on(self, run: Run) -> bool:
        """Whether a number stands behind a name in the clause."""
        return any(each.kind in (Kind.NUMBER, Kind.FLAT) and each.start > run.tokens[0].start for each in self.tokens)

    def _above_threshold(self, run: Run) -> bool:
        """Whether a name stands behind a number and 以上, which narrow it."""
        at = self.tokens.index(run.tokens[0])
        return at > 1 and self.tokens[at - 1].kind is Kind.OVER and self.tokens[at - 2].kind is Kind.NUMBER

    def _is_among(self) -> bool:
        return any(token.kind is Kind.AMONG for token in self.tokens)

    def _last_is_amount(self) -> bool:
        unit = self.last.token.unit if self.last else ""
        return unit.endswith("元") or unit in PERCENT or unit in POINTS

    def _base(self, base: Base) -> None:
        self.said.base, self.open = base, None

    def _word(self, token: Token, runs: Sequence[Run], at: int, has_number: bool) -> None:
        kind = token.kind
        if kind is Kind.PLACE:
            self._place(token, runs, at)
        elif kind is Kind.WINDOW:
            self._time(token, runs, at, has_number)
        elif kind is Kind.YEAR_AGO:
            self.said.base = Base(Kind.WINDOW, token.text, self.window.year_before())
            self.said.words.add(kind)
        elif kind in _UPS and not (kind in (Kind.UP, Kind.DOWN) and self._is_noun(runs, at)):
            self.said.direction, self.said.verb = _UPS[kind], token.text
            self.said.words.add(Kind.UP)
        if kind in _OPENS_BASE and (kind is not Kind.CONTRIBUTION or not token.text.endswith(("率", "率为"))):
            self.open = kind
        elif kind in (Kind.REACH, Kind.UP, Kind.DOWN, Kind.RISE, Kind.FALL):
            self.open = None if kind is not Kind.RISE else self.open
        if kind is Kind.REACH:
            self.said.direction, self.previous = 0, False
            self.window = self.state.window
        if kind is Kind.FROM:
            self.previous = True
        if kind is Kind.RISE and self.said.base is None and self.open is None and not self.slots.topics:
            self._rate()
        if kind is Kind.TARGET and self.open is not None:
            self._base(Base(Kind.TARGET, "目标"))
        if kind is Kind.EVERY and not (at + 1 < len(runs) and runs[at + 1].kind is Kind.NUMBER):
            return
        if kind is Kind.EXCEPT:
            self.state.without = True
        if kind is Kind.AVERAGE and token.text == "平均" and not self._after_years():
            return
        if kind in (Kind.UP, Kind.DOWN) and self._after_years() and Kind.AVERAGE not in self.said.words:
            self.said.words.add(Kind.SINCE_BEFORE)  # over several years
        if kind is Kind.CONTRIBUTION:
            self.said.verb = token.text
        if kind is Kind.TARGET and not has_number:
            self.state.sentence_aim = Kind.TARGET
        self.said.words.add(kind)

    def _after_years(self) -> bool:
        """Whether the last number of the clause is how many years something took."""
        return self.last is not None and self.last.token.unit == "年" and self.last.token.words

    def _rate(self) -> None:
        """The growth of what the passage is about: 增速 at the head of a sentence is not that of its last sector."""
        topic = self.state.topic
        if not self.named and not self.state.recent:
            topic = self.state.whole_or_topic
        self.state.topic = replace(topic, facet=Facet.GROWTH)

    def _is_noun(self, runs: Sequence[Run], at: int) -> bool:
        """Whether a verb of change is part of a name: 新增 before what is counted."""
        following = runs[at + 1].kind if at + 1 < len(runs) else None
        return following is Kind.POSSESSIVE

    def _place(self, token: Token, runs: Sequence[Run], at: int) -> None:
        if self.slots.covers_token(token):
            return
        ranked = at + 1 < len(runs) and runs[at + 1].kind is Kind.RANK
        if ranked or self.open is not None or (self.said.base is not None and Kind.AND in self.said.words):
            self._base(Base(Kind.PLACE, token.text))
            return
        self.state.region = self.clauses.places.meant(token.text)

    def _time(self, token: Token, runs: Sequence[Run], at: int, has_number: bool) -> None:
        if self.slots.covers_token(token):
            return
        window = self.clauses.windows.read(token.text, self.window)
        if window is None:
            return
        if self.open in (Kind.THAN, Kind.ABOVE, Kind.BELOW):
            self._base(Base(Kind.WINDOW, token.text, window))
            return
        if self.previous and Kind.FROM in self.said.words:
            self.window = window
            return
        self.window, self.timed = window, True
        following = runs[at + 1].tokens[0].text if at + 1 < len(runs) else ""
        local = window.local or following in ("为", "是")
        if has_number and not local:
            if at == 0 and self.state.lead is None and not self.state.recent and not self._is_among():
                self.state.lead = window
            self.state.window = window

    # Numbers

    def _number(self, run: Run) -> Iterator[Number]:
        token = run.tokens[0]
        topic = self.slots.topic(self.counted, token) or self.state.topic
        if not topic.name and is_rate(token) and self.state.economy.subject:
            topic = replace(self.state.economy, clear=False, facet=Facet.GROWTH)
        window, region = topic.window or self.window, topic.region or self.state.region
        base = self.slots.base(self.counted) or self.said.base
        apart = not self.said.direction and token.unit not in POINTS and token.kind is Kind.NUMBER
        if base is not None and apart and Kind.THAN in self.said.words:
            window = base.window or window  # 比2031年末的174.9万人
            region = self.clauses.places.meant(base.text) if base.kind is Kind.PLACE else region
        meaning = self._meaning(token, topic)
        at = self.tokens.index(token)
        bound = bound_of(self.tokens, at, token)
        aim = (
            is_aim(self.tokens, at)
            or next((each for each in _AIMS if each in self.said.words), None)
            or self.state.aim
            or self.state.sentence_aim
        )
        if Kind.TARGET in self.said.words and self.said.base is not None and self.said.base.kind is Kind.TARGET:
            aim = self.state.aim
        against = ""
        if meaning.role is Role.GAP and base is not None:
            against = self.clauses.places.meant(base.text) if base.kind is Kind.PLACE else base.text
        clear = topic.clear and window.clear and meaning.plain and not self.said.stray
        clear = clear and not (self.previous and window is self.state.window)
        if aim is Kind.TARGET and window.period == self.clauses.windows.head.period and not topic.window:
            window = self.clauses.windows.whole(window.year)
        clear = clear and self.clauses.places.is_clear(region)
        number = Number(token, topic, region, window, meaning, bound, aim, against, self.previous, clear)
        yield number
        self._after(number)

    def _meaning(self, token: Token, topic: Topic) -> Meaning:
        if token.damaged:
            return Meaning(reason="damaged")
        if token.kind is Kind.FLAT and self.last is not None and self.last.token.unit == "个" and not self.named:
            return Meaning(reason="growth_without_indicator")
        if self.state.without and Kind.REAL not in self.said.words:
            return Meaning(reason="growth_without_indicator")
        if self._is_threshold(token):
            return Meaning(reason="threshold")
        if Kind.EVERY in self.said.words:
            return Meaning(reason="ratio")
        if token.parts:
            return self._side(token, topic)
        if (
            token.words
            and token.text in ("亿", "千亿", "百亿", "十亿")
            and self._next_text(token).startswith(("元以上", "级"))
        ):
            return Meaning(reason="threshold")
        if self._next_text(token).startswith("级") and token.unit == "":
            return Meaning(reason="name")
        said = self._said_after(token)
        base = self.slots.base(self.counted)
        if base is not None:
            said = replace(said, base=base)
        return meaning_of(token, topic, said, self.state.negative, self.vocabulary)

    def _said_after(self, token: Token) -> Said:
        """What is said of a rate behind it: 5.9%的增速, 7%以上增长."""
        if self.said.direction or not is_rate(token) or {Kind.OF, Kind.SHARE, Kind.RISE} & self.said.words:
            return self.said
        for each in self.tokens[self.tokens.index(token) + 1 :]:
            if each.kind in (Kind.UP, Kind.DOWN, Kind.RISE, Kind.FALL):
                return replace(self.said, direction=_UPS.get(each.kind, 0), words=self.said.words | {each.kind})
            if each.kind not in (Kind.POSSESSIVE, Kind.OVER, Kind.UNDER, Kind.ABOUT):
                break
        return self.said

    def _is_threshold(self, token: Token) -> bool:
        """Whether a number says which things are meant: 5000万元以上项目."""
        at = self.tokens.index(token)
        following = self.tokens[at + 1 : at + 3]
        named = len(following) > 1 and following[1].kind in NAMING
        return named and following[0].kind is Kind.OVER and token.unit.endswith("元")

    def _side(self, token: Token, topic: Topic) -> Meaning:
        """One side of a:b:c, the sectors' shares, or of a:1."""
        if topic.facet is Facet.SHARE and topic.subject is not None:
            return Meaning(topic.subject.indicator(Facet.SHARE), facet=Facet.SHARE)
        level = topic.subject.indicator(Facet.LEVEL) if topic.subject else ""
        if token.part == 0 and token.parts == 2 and level and self.vocabulary.indicators[level].unit == "ratio":
            return Meaning(level, facet=Facet.LEVEL)
        return Meaning(reason="ratio")

    def _next_text(self, token: Token) -> str:
        at = self.tokens.index(token)
        rest = "".join(each.text for each in self.tokens[at + 1 : at + 3])
        return token.unit + rest

    def _after(self, number: Number) -> None:
        self.last, self.last_base = number, self.said.base
        self.counted += 1
        meaning = number.meaning
        token = number.token
        if not self.slots.topics:
            if meaning.facet is not None and meaning.role is Role.VALUE:
                self.state.topic = replace(number.topic, facet=meaning.facet)
            if (meaning.facet is Facet.LEVEL or (meaning.reason and not is_rate(token))) and not meaning.sign < 0:
                known = [(each.subject, each.name) for each in self.state.recent]
                if (number.topic.subject, number.topic.name) not in known and (
                    number.topic.name or number.topic.subject
                ):
                    self.state.recent.append(self.state.topic)
        else:
            self.state.items = self.slots.topics
        if meaning.facet is Facet.GROWTH and meaning.role is Role.VALUE:
            value = number.token.number or Decimal(0)
            self.state.negative = value * meaning.sign < 0
        listed = self._goes_on(token)
        if not listed:
            kept = self.said.base if Kind.STANDS in self.said.words else None
            shared = {Kind.SHARE} if self.previous else set()
            self.said = Said(
                base=kept,
                words=self.said.words
                & {*shared, Kind.AMONG, Kind.EVERY, Kind.EACH, Kind.TARGET, Kind.AVERAGE, Kind.REAL, Kind.STANDS},
            )
            self.open = None
            self.previous = False

    def _goes_on(self, token: Token) -> bool:
        """Whether a list of numbers goes on after one, for which the same words hold."""
        at = self.tokens.index(token)
        following = self.tokens[at + 1 : at + 3]
        return (
            bool(following)
            and following[0].kind is Kind.AND
            and len(following) > 1
            and following[1].kind is Kind.NUMBER
        )

    # Brackets

    def _bracket(self, token: Token, before: Run | None) -> Iterator[Number]:
        """What stands in brackets: about the place, the time or the subject before them, else as the text goes on."""
        inner = self.state.copied()
        inner.lead = None
        base = self.said.base
        topic = self.state.topic
        facet = topic.facet if topic.facet in (Facet.GROWTH, Facet.SHARE) else None
        bare = not any(each.kind in (Kind.PLACE, Kind.WINDOW, *NAMING) for each in token.inside)
        if before is not None and before.kind is Kind.NUMBER:
            gap = self.last is not None and self.last.meaning.role is Role.GAP
            base = self.last_base if gap and bare else None
        if base is not None:
            if base.kind is Kind.PLACE:
                inner.region = self.clauses.places.meant(base.text)
            elif base.window is not None:
                inner.window = base.window
            elif base.topic.subject is not None:
                topic = base.topic
            elif base.kind is Kind.TARGET:
                inner.aim = Kind.TARGET
            facet = facet or Facet.GROWTH
        rated = topic.subject is not None and not topic.subject.indicator(Facet.GROWTH)
        inner.topic = replace(topic, facet=facet or (None if rated else topic.facet))
        for clause in parted(token.inside):
            yield from self.clauses.read(clause, inner)


def is_rate(token: Token) -> bool:
    """Whether a number is a per cent or points, not an amount."""
    return token.unit in PERCENT or token.unit in POINTS or is_percent(token)


def parted(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Pieces in clauses, without the signs that part them."""
    clause: list[Token] = []
    for token in tokens:
        if is_break(token):
            if clause:
                yield clause
            clause = []
        else:
            clause.append(token)
    if clause:
        yield clause
