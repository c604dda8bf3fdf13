"""The pieces of a clause: numbers with their units, subjects, places, times, and what words do to numbers."""

from dataclasses import dataclass
from decimal import Decimal

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.vocabulary import Facet, Subject

_TIMES = ("倍", "番")


@dataclass
class Token:
    """A piece of a text.

    Attributes
    ----------
    start, end
        Its place in the letters; of a number without its unit.
    number
        What a number stands for, without its unit; None where the words have no value of their own.
    unit
        What follows a number and measures it.
    words
        Whether a number stands in words.
    part, parts
        Of the sides of a:b:c which one, from 0, and how many there are; 0 of 0 where it is none.
    over
        Whether it is said to be more, inside of its unit: 3万余项.
    damaged
        Whether letters beside it are lost.
    subject, facet
        What a phrase names, and what of it.
    inside
        The pieces inside of brackets.
    aside
        Whether it stands in brackets by itself, and holds for the name before it alone: （1—8月）.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: Decimal | None = None
    unit: str = ""
    words: bool = False
    part: int = 0
    parts: int = 0
    over: bool = False
    damaged: bool = False
    subject: Subject | None = None
    facet: Facet | None = None
    inside: "tuple[Token, ...]" = ()
    aside: bool = False

    @property
    def reach(self) -> int:
        """Where its unit ends in the letters."""
        return self.end + len(self.unit) + self.over

    @property
    def is_multiple(self) -> bool:
        """Whether it is how many times as much: 1.3倍, 一番."""
        return self.unit in _TIMES or self.text.endswith(_TIMES)

    @property
    def measure(self) -> str:
        """Its unit, of money also where words leave it out: 突破千亿."""
        return self.unit or ("元" if self.words and self.text.endswith("亿") else "")


NAMING = (Kind.SUBJECT, Kind.OTHER)
"""The kinds of which names consist."""

BREAKS = "，。；：　！？\n…|｜（）"
"""The signs that part clauses."""


def is_break(token: Token) -> bool:
    """Whether a piece parts clauses."""
    return token.kind is Kind.OTHER and token.text[0] in BREAKS
