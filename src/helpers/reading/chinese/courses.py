"""A clause on its way from its first piece to its last: what it has said up to a number."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.lists import slots_of
from helpers.reading.chinese.one_offs import Moment
from helpers.reading.chinese.runs import Run, Slots, runs_of
from helpers.reading.chinese.said import Meaning, Said
from helpers.reading.chinese.state import Base, State, Topic
from helpers.reading.chinese.tokens import Token
from helpers.reading.places import Places
from helpers.reading.vocabulary import Vocabulary
from helpers.reading.windows import Window, Windows

COUNTABLE = (Kind.NUMBER, Kind.FLAT)


@dataclass(frozen=True)
class Reach:
    """What a text may name: its subjects, places and times."""

    vocabulary: Vocabulary
    places: Places
    windows: Windows


@dataclass(frozen=True)
class Number:
    """A number of a clause, and all that was understood of it.

    Attributes
    ----------
    bound, against
        As `helpers.reading.readings.Reading` has them.
    aim
        TARGET, PLAN or FORECAST of what is yet to come.
    previous
        Whether it is what something was before: 由.
    clear
        Whether place, time and subject were said without doubt.
    moment
        What the passage has said of when it was counted.
    """

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
    moment: Moment


@dataclass
class Course:
    """A clause, and how far it was read.

    Attributes
    ----------
    said
        What was said since the last number.
    slots
        What each number is about, where the clause is a list.
    waiting
        The word that waits for what it compares with or is a part of: 比, 占.
    window
        The time of the next number.
    timed, named, narrowed
        Whether the clause itself has named a time, a subject, something that narrows all that follows.
    last, last_base
        The last number, and what it was measured from.
    counted
        How many numbers there were.
    previous
        Whether the next number is a former one.
    """

    reach: Reach
    tokens: list[Token]
    state: State
    slots: Slots
    window: Window
    said: Said = field(default_factory=Said)
    waiting: Kind | None = None
    timed: bool = False
    named: bool = False
    narrowed: bool = False
    last: Number | None = None
    last_base: Base | None = None
    counted: int = 0
    previous: bool = False

    @classmethod
    def of(cls, tokens: Sequence[Token], state: State, reach: Reach) -> "Course":
        """A clause at its first piece."""
        listed = list(tokens)
        slots = slots_of(listed, state, reach.vocabulary, reach.places, reach.windows)
        said, state.prices = Said(words=set(state.prices), base=state.compared), set()
        return cls(reach, listed, state, slots, state.window, said)

    @property
    def runs(self) -> list[Run]:
        """Its pieces, those of one name together."""
        return runs_of(self.tokens)

    @property
    def has_number(self) -> bool:
        return any(token.kind in COUNTABLE for token in self.tokens)

    @property
    def is_among(self) -> bool:
        """Whether it tells of a part: 其中."""
        return any(token.kind is Kind.AMONG for token in self.tokens)

    @property
    def after_years(self) -> bool:
        """Whether the last number is how many years something took."""
        return self.last is not None and self.last.token.unit == "年"

    @property
    def base(self) -> Base | None:
        """What the next number is measured from."""
        return self.slots.base(self.counted) or self.said.base

    def before(self, token: Token) -> list[Token]:
        """The pieces before one."""
        return self.tokens[: self.at(token)]

    def after(self, token: Token) -> list[Token]:
        """The pieces after one."""
        return self.tokens[self.at(token) + 1 :]

    def at(self, token: Token) -> int:
        """Where a piece stands."""
        return next(at for at, each in enumerate(self.tokens) if each is token)

    def take(self, base: Base) -> None:
        """Give the word that waits what it compares with."""
        self.said.base, self.waiting = base, None
