"""How a claim's numbers, items and days are said in the language in use."""

from collections.abc import Iterable
from decimal import Decimal

from helpers.figures.periods import window_words
from helpers.figures.printed import Rounded, split_printed
from helpers.reading.checking.facts import Fact
from helpers.reading.readings import Role
from helpers.show.amounts import printed_cell, with_unit
from helpers.text.language import _, language_in_use

_POINTS = (Role.GAP, Role.CHANGE, Role.CONTRIBUTION)
_NOISE = 6  # decimals behind which floating point adds digits of its own
_TRILLION = 10_000  # in units of 100 million yuan
_SAID = (
    "100m_cny",
    "10k_persons",
    "cny",
    "days",
    "hours",
    "km2",
    "count",
    "persons",
)  # units that each language has words for
_PERCENT = (Role.SHARE, Role.AVERAGE)


def unit_of(fact: Fact) -> str:
    """The code of the unit that the value of a number is in; empty where nobody knows it."""
    if fact.role in _PERCENT:
        return "pct"
    if fact.role is Role.RANK or fact.reading.reason == "rank_without_indicator":
        return "rank"
    if fact.indicator is None:
        return "pct" if fact.is_percent else fact.unit if fact.unit in _SAID else ""
    if fact.role in _POINTS and fact.indicator.is_percent:
        return "pp"
    return fact.indicator.unit


def amount(fact: Fact) -> str:
    """A number of the text with its unit, its digits as printed."""
    value, unit = fact.value, unit_of(fact)
    chinese = not fact.reading.unit.isascii()
    if value is None:
        return f"{fact.reading.printed}{fact.reading.unit}"
    if unit == "rank":
        return with_unit(value, unit)
    if fact.reading.words or (not unit and language_in_use() == "zh"):
        apart = " " if fact.reading.printed.isascii() and fact.reading.unit.isascii() else ""
        return f"{fact.reading.printed}{apart}{fact.reading.unit}".strip()
    if chinese and language_in_use() == "zh" and value >= 0:
        return f"{fact.reading.printed}{fact.reading.unit}".replace("％", "%")
    if " " in fact.reading.unit and language_in_use() == "en" and value >= 0:
        return f"{fact.reading.printed} {fact.reading.unit}"
    return _said(value, unit)


def as_said(fact: Fact) -> str:
    """A number of the text with the word that bounds it, where one does."""
    if not fact.reading.bound:
        return amount(fact)
    words = {"amount": amount(fact)}
    if fact.reading.bound == "over":
        return _("over %(amount)s") % words
    if fact.reading.bound == "under":
        return _("nearly %(amount)s") % words
    return _("about %(amount)s") % words


def result(number: Rounded, unit: str, decimals: int = 2) -> str:
    """A computed number with its unit, to some decimals at most."""
    return _said(Decimal(repr(number.value)), unit, decimals)


def exact(number: Rounded, unit: str) -> str:
    """A sum or a difference with its unit, all its digits."""
    if unit == "pp" and abs(round(number.value, _NOISE)) == 1:
        return _("1 point")
    return _said(Decimal(repr(round(number.value, _NOISE))).normalize(), unit)


def figure(printed: str, unit: str) -> str:
    """A recorded figure with its unit, in the notation of data/observations.csv."""
    parts = split_printed(printed)
    if parts.upper or parts.bound:
        return printed_cell(printed, unit).text
    return _said(parts.numbers[0], unit)


def _said(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A number with its unit; English counts thousands of billions in trillions."""
    if unit == "100m_cny" and language_in_use() == "en" and abs(value) >= _TRILLION:
        value, unit = value.scaleb(-4), "trillion_cny"
    return with_unit(value, unit, decimals)


def item(fact: Fact) -> str:
    """What a number is of, without its place: the name of its indicator, else what the text calls it."""
    if fact.indicator is not None:
        return inside(fact.indicator.name)
    return fact.reading.subject or _("what the text does not name")


def inside(name: str) -> str:
    """A name as it stands inside of a sentence: English writes it small, GDP and its like aside."""
    small = language_in_use() == "en" and name[:2] != name[:2].upper()
    return name[:1].lower() + name[1:] if small else name


def as_sentence(said: str) -> str:
    """What may begin with a name, as a sentence."""
    return said[:1].upper() + said[1:]


def place(fact: Fact) -> str:
    """The name of its region."""
    return fact.region.name if fact.region else fact.reading.region


def days(period: str, span: str) -> str:
    """A window in words; as it stands where it is no window."""
    if not period:
        return _("no days named")
    try:
        return window_words(period, span)
    except ValueError:
        return period


def when(fact: Fact) -> str:
    """The days of a number in words."""
    return days(fact.reading.period, fact.reading.span)


def plus(numbers: Iterable[str]) -> str:
    """Numbers that are added up."""
    return " + ".join(numbers)
