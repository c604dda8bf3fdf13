"""Numbers that an English text spells: cardinals, ordinals, fractions, multiples."""

import re
from decimal import Decimal

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
TIMES = {
    **dict.fromkeys(("halved", "halving"), Decimal("0.5")),
    **dict.fromkeys(("doubled", "doubling", "twice", "twofold"), Decimal(2)),
    **dict.fromkeys(("tripled", "tripling", "trebled", "trebling", "threefold"), Decimal(3)),
    **dict.fromkeys(("quadrupled", "quadrupling", "fourfold"), Decimal(4)),
    **dict.fromkeys(("quintupled", "fivefold"), Decimal(5)),
    "tenfold": Decimal(10),
}
CARDINAL = rf"(?:{'|'.join(_TENS[2:])})(?:-(?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(sorted(_SMALL, key=len)[::-1])}"
ORDINAL = "|".join(ORDINALS)
PART = rf"(?:(?:a|{'|'.join(_SMALL[1:10])})[ -](?:{'|'.join(_PARTS)})s?|half)"


def cardinal(word: str) -> Decimal:
    """The value of a cardinal: twenty-one."""
    tens, _, ones = word.partition("-")
    if tens in _TENS and tens:
        return Decimal(_TENS.index(tens) * 10 + (_SMALL.index(ones) if ones else 0))
    return Decimal(_SMALL.index(tens))


def part(word: str) -> Decimal | None:
    """A fraction in per cent; None where its decimals do not end: two thirds."""
    if word == "half":
        return Decimal(50)
    many, _, name = re.sub(r"s$", "", word.replace(" ", "-")).partition("-")
    of = Decimal(100 * (1 if many == "a" else _SMALL.index(many))) / _PARTS[name]
    return of if of == of.to_integral() else None
