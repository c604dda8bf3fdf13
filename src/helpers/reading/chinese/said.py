"""What a clause says before a number, and what the number says by it."""

from dataclasses import dataclass, field

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.state import Base
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet


@dataclass
class Said:
    """What a clause said before a number.

    Attributes
    ----------
    words
        The kinds of words since the last number; some hold for the clause.
    direction
        1 for up, -1 for down, 0 where none was said.
    verb
        The word that said so.
    base
        What the number is compared with.
    stray
        Whether words stood there that were not understood.
    """

    words: set[Kind] = field(default_factory=set)
    direction: int = 0
    verb: str = ""
    base: Base | None = None
    stray: bool = False


@dataclass(frozen=True)
class Meaning:
    """What a number says.

    Attributes
    ----------
    indicator
        Empty where none stands for it, with the reason.
    sign
        -1 where the digits are a fall.
    facet
        Of the subject; None where it is none of them.
    plain
        Whether nothing about the role was guessed.
    defines
        Whether it says which things are meant, and 以上 is no bound of it.
    """

    indicator: str = ""
    role: Role = Role.VALUE
    reason: str = ""
    sign: int = 1
    facet: Facet | None = None
    plain: bool = True
    defines: bool = False
