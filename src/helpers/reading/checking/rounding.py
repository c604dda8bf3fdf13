"""What the digits and the words of a number leave open: "8", "8.0", "over 200", "about 5", "three tenths"."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from helpers.figures.indicators import Indicator
from helpers.figures.printed import Rounded, decimals_of
from helpers.reading.readings import Reading, Role

_WHOLE = ("count", "persons", "rank")  # units in which a whole number is exact
_COUNTED = ("count_without_indicator", "rank_without_indicator")
_ABOUT = Decimal("0.1")  # what is said to be about a number lies within a tenth of it
_ABOUT_NOTHING = Decimal("0.5")  # and about nothing, of a rate, half a point


def unit_of_last_digit(reading: Reading, indicator: Indicator | None) -> Decimal:
    """What one more in the last digit would add, in the unit of the value; 0 where the number is exact."""
    value = reading.value
    if value is None or reading.role is Role.RANK or reading.reason in _COUNTED:
        return Decimal(0)
    if reading.words:
        exponent = value.normalize().as_tuple().exponent
        counted = indicator is not None and indicator.unit in _WHOLE and reading.role in (Role.VALUE, Role.PREVIOUS)
        return Decimal(0) if counted or not value else Decimal(1).scaleb(int(exponent))
    printed = _digits(reading.printed)
    if printed is None or not printed:
        return Decimal(1).scaleb(-max(0, decimals_of(value)))
    if indicator is not None and indicator.unit in _WHOLE and printed == abs(value) and value == int(value):
        return Decimal(0)
    return abs(value / printed) * Decimal(1).scaleb(-decimals_of(printed))


def _digits(printed: str) -> Decimal | None:
    """Printed digits, whatever their width and however they are grouped, as an absolute number."""
    try:
        plain = unicodedata.normalize("NFKC", printed).replace("−", "-")
        return abs(Decimal(re.sub(r"[,\s]", "", plain)))
    except InvalidOperation:
        return None


def interval(reading: Reading, half: Decimal) -> Rounded:
    """The value with the ends that its digits and its bound leave open; the whole line where there is no value."""
    if reading.value is None:
        return Rounded(float("nan"), float("-inf"), float("inf"))
    size, sign = abs(reading.value), -1 if reading.value < 0 else 1
    low, high = float(size - half), float(size + half)
    if reading.bound == "over":
        low, high = float(size), float("inf")
    elif reading.bound == "under":
        low, high = float("-inf"), float(size)
    elif reading.bound == "about":
        away = max(half, size * _ABOUT, _ABOUT_NOTHING if not size else Decimal(0))
        low, high = float(size - away), float(size + away)
    low, high = sorted((sign * low, sign * high))
    return Rounded(float(reading.value), low, high)


def scaled(number: Rounded, scale: Decimal) -> Rounded:
    """A number in another unit, of which one of its own is so many."""
    if scale == 1:
        return number
    value, low, high = (round(each * float(scale), 9) for each in (number.value, number.low, number.high))
    return Rounded(value, low, high)
