"""The numbers of an English text: their digits or words, the unit behind them, and how exactly they are told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from helpers.reading.english.number_words import CARDINAL, ORDINAL, ORDINALS, PART, TIMES, cardinal, part
from helpers.reading.english.units import BASES, MINUS, MONEY, SCALE, SCALES, UNIT, bound_of, scaled
from helpers.reading.english.windows import MONTH, english_windows


class Kind(StrEnum):
    """What a number counts, as far as it and its unit say."""

    PERCENT = "percent"
    POINTS = "points"
    AMOUNT = "amount"  # in a unit of money, people, weight ...
    PLAIN = "plain"  # without a unit: a count of what follows, or a ratio
    RANK = "rank"
    PART = "part"  # a fraction: two thirds
    MULTIPLE = "multiple"
    FLAT = "flat"  # unchanged
    DIGITS = "digits"  # double-digit


@dataclass(frozen=True)
class Number:
    """A number of a text.

    Attributes
    ----------
    start, end
        Where its digits or words stand.
    value
        As printed, unsigned unless a minus is printed; None where it has none.
    unit
        The unit, as data/printed_units.csv has it; empty where none stands there.
    until
        Where it ends with its unit.
    words
        Whether it stands in words.
    bound
        "over", "under" or "about" where the text does not say the number itself.
    """

    start: int
    end: int
    value: Decimal | None
    kind: Kind
    unit: str = ""
    until: int = 0
    words: bool = False
    bound: str = ""


_BEFORE = r"(?<![\w.,/-])"
_SHORT = r"(?:tn|trn|bn|bln|mn|mln|pct|pp)\b"
_NUMBER = re.compile(
    rf"(?P<digits>(?<![\w.,/])(?:(?<![\d%])[-−])?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<nth>st|nd|rd|"
    rf"th)?(?!(?!{_SHORT})\w|[.,]\d)|"
    rf"{_BEFORE}(?P<digit>(?:single|double|triple)[ -]digit)|"
    rf"{_BEFORE}(?P<point>half an? (?:percentage )?point)\b|"
    rf"(?:(?<=by )|(?<=by nearly )|(?<=by almost )|(?<=by about )|(?<=by over )|(?<=more than )|(?<=less than ))"
    rf"(?P<portion>{PART})\b(?! a percentage| hours?| days?| years?| months?)|"
    rf"{_BEFORE}(?P<part>{PART})(?=(?: or so)?(?: of\b| the\b|,? (?:more|less|higher|lower|larger|smaller)\b|[.,;)]))|"
    rf"{_BEFORE}(?P<times>{'|'.join(TIMES)})\b|{_BEFORE}(?P<flat>unchanged|flat|no change)\b|"
    rf"(?:(?<=ranked )|(?<=ranking )|(?<=ranks )|(?<=placed )|(?<=came )|(?<=stood ))(?P<place>{ORDINAL})\b|"
    rf"{_BEFORE}(?P<ordinal>{ORDINAL})(?=[- ](?:fastest|largest|highest|lowest|slowest|biggest|straight|"
    rf"consecutive|successive|"
    rf"place|double-digit|in (?:the|a)|among|out of|by (?:growth|size|pace|speed)|in terms of))|"
    rf"{_BEFORE}(?P<running>{ORDINAL})(?= (?:year|month|quarter) (?:in a row|running))|"
    rf"{_BEFORE}(?P<cardinal>{CARDINAL})\b(?![- ](?:off|time|sided|day|way|hand)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r",? (?:and|to|or) |, |-|–| - |,? (?:and )?the (?:[a-z-]+ ){1,5}")
_ENDS = re.compile(r"\s*(?:[.,;)]|$|(?:in|from|a year|last|the)\b)")
# What holds digits and words of numbers that are none: dates, windows, plans, numbers of documents, telephones, names.
_NONE = re.compile(
    rf"^\s*(?:\(?\d{{1,2}}[.)]|[IVX]+\.)\s|\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? (?:19|20)\d\d\b)?"
    rf"(?! ?(?:percent|%))|"
    rf"\b\d{{1,2}} {MONTH}(?: \d{{4}})?|"
    r"\b\d{4}-\d\d-\d\d\b|\b\d{3,4}-\d{7,8}\b|(?<![.\d:])\d{1,2}:\d\d(?![.:\d])|\b(?:No|Nos|Table|Figure|Chart|"
    r"Page|Note)\.? ?\d+|"
    r"\bpage \d+|"
    r"\b\d+(?:st|nd|rd|th) (?:Five-Year|session|National|Party)|\b(?:Tel|Fax|Phone)\b[^\n]*|https?:\S+|"
    rf"\b(?:{ORDINAL}|\d+(?:st|nd|rd|th)) (?:session|plenary|congress|meeting|edition|time|place in history)\b|"
    r"\b(?:no|any|each|every|the|this|that|another|only) one\b|\bone (?:of|another)\b|\bfive-year\b|"
    r"\bthree (?:industries|sectors|strata)\b|\((?:units?: ?|in )?(?:10[, ]000|100 million) [a-z ,]+\)|"
    r"\b(?-i:[A-Z]+\d+|\d+[A-Z]+)\w*|\[\d+\]|\(\d\)",
    re.IGNORECASE,
)


def numbers_in(text: str) -> list[Number]:
    """The numbers of a line of an English text, in their order."""
    taken = [(each.start, each.end) for each in english_windows(text)]
    taken += [each.span() for each in _NONE.finditer(text) if each.end() > each.start()]
    found = [
        match for match in _NUMBER.finditer(text) if not any(match.start() < b and a < match.end() for a, b in taken)
    ]
    numbers: list[Number] = []
    for number in (each for match in found for each in _number(text, match)):
        if not numbers or number.start >= numbers[-1].until:  # the ten of ten thousand yuan is none
            numbers.append(number)
    return _with_shared_units(text, numbers)


def _number(text: str, match: re.Match[str]) -> Iterator[Number]:
    start, end = match.span()
    words = match["digits"] is None
    if words or match["nth"]:
        yield replace(_in_words(text, match), bound=bound_of(text, start, end))
        return
    digits = match["digits"].replace(",", "").replace("−", "-")
    if MINUS.search(text, 0, start):
        digits = f"-{digits.lstrip('-')}"
    start, end = match.span("digits")
    yield _measured(text, Number(start, end, Decimal(digits), Kind.PLAIN, until=end))


def _in_words(text: str, match: re.Match[str]) -> Number:
    start, end = match.span()
    word = match[0].lower()
    if match["digit"]:
        return Number(start, end, None, Kind.DIGITS, until=end, words=True)
    if match["point"]:
        return Number(start, end, Decimal("0.5"), Kind.POINTS, "percentage points", end, words=True)
    if match["part"] or match["portion"]:
        return Number(start, end, part(word), Kind.PART, until=end, words=True)
    if match["times"]:
        return Number(start, end, TIMES[word], Kind.MULTIPLE, until=end, words=True)
    if match["flat"]:
        return Number(start, end, Decimal(0), Kind.FLAT, until=end, words=True)
    if match["nth"]:
        return Number(start, match.end("digits"), Decimal(match["digits"]), Kind.RANK, until=end)
    if ordinal := match["place"] or match["ordinal"] or match["running"]:
        return Number(start, end, Decimal(ORDINALS.index(ordinal.lower()) + 1), Kind.RANK, until=end, words=True)
    return _measured(text, Number(start, end, cardinal(word), Kind.PLAIN, until=end, words=True))


def _measured(text: str, number: Number) -> Number:
    """A number with the unit that stands behind it, or before it: RMB 8.2 billion."""
    bound = bound_of(text, number.start, number.end)
    unit = UNIT.match(text, number.end)
    if money := MONEY.search(text, 0, number.start):
        times = re.match(rf" ?({SCALE})\b", text[number.end :], re.IGNORECASE)
        until = number.end + (times.end() if times else 0)
        bound = bound or bound_of(text, money.start(), until)
        return replace(
            number, kind=Kind.AMOUNT, unit=f"{scaled(times[1])} yuan" if times else "yuan", until=until, bound=bound
        )
    if text[: number.start].endswith("$"):
        return replace(number, kind=Kind.AMOUNT, unit="dollars", until=unit.end() if unit else number.end, bound=bound)
    if unit is None:
        return replace(number, bound=bound)
    bound = bound or bound_of(text, number.start, unit.end())
    if unit["only"]:
        return replace(number, unit=scaled(unit["only"]), until=unit.end(), bound=bound)
    base = next(base for at, base in enumerate(BASES) if unit[f"u{at}"])
    kind = {"percent": Kind.PERCENT, "percentage points": Kind.POINTS, "times": Kind.MULTIPLE}.get(base, Kind.AMOUNT)
    scale = unit["scale"]
    return replace(number, kind=kind, unit=f"{scaled(scale)} {base}" if scale else base, until=unit.end(), bound=bound)


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers with the unit that only the last of their list has, by 1.2, 3.4 and 5.6 percent, or the one before."""
    shared: list[Number] = []
    for at in range(len(numbers) - 1, -1, -1):
        number = numbers[at]
        if shared and number.kind is Kind.PLAIN and not number.unit and number.words == shared[0].words:
            between = text[number.end : shared[0].start]
            if _LISTED.fullmatch(between) and shared[0].unit:
                number = replace(number, kind=shared[0].kind, unit=shared[0].unit)
        former = numbers[at - 1] if at else None
        if (
            former
            and number.unit in SCALES.values()
            and former.unit.endswith("yuan")
            and _ENDS.match(text, number.until)
        ):
            number = replace(number, kind=Kind.AMOUNT, unit=f"{number.unit} yuan")  # 11 billion yuan, after 10 billion
        shared.insert(0, number)
    return shared
