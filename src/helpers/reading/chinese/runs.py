"""The words of a name together, and what each number of a list is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.state import Base, Topic
from helpers.reading.chinese.tokens import NAMING, Token


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
