"""What printed digits stand for: "8" is anything from 7.5 to 8.5, "8.0" from 7.95 to 8.05."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from helpers.text.language import _
from helpers.text.messages import InputError

CONVERTED = "converted_unit"  # the caveat of a figure that was printed in another unit
_PRINTED = re.compile(
    r"(?P<most>≤)?(?P<digits>-?[0-9]+(\.[0-9]+)?)(e(?P<exponent>-?[0-9]))?"
    r"((?P<more>\+)|~(?P<upper>-?[0-9]+(\.[0-9]+)?))?"
)
_EXPONENTS = range(-9, 10)


@dataclass(frozen=True)
class Rounded:
    """A figure with the interval of all values that would have been printed the same; same unit throughout.

    Attributes
    ----------
    value
        The figure; NaN for a printed range, which names no single value.
    low, high
        Ends of its interval; infinite on the open side of a bound ("200+", "≤50").
    rows
        The rows of data/observations.csv that it rests on; the result of arithmetic rests on those of both sides.
    """

    value: float
    low: float
    high: float
    rows: frozenset[int] = field(default=frozenset(), compare=False)

    @classmethod
    def exact(cls, value: float) -> "Rounded":
        """A number that is not rounded."""
        return cls(value, value, value)

    @property
    def bounds(self) -> tuple[float, float]:
        """The ends of its interval."""
        return self.low, self.high

    @property
    def percent(self) -> "Rounded":
        """A share in percent: 25 for 0.25."""
        return self * Rounded.exact(100)

    @property
    def percent_change(self) -> "Rounded":
        """Growth in percent from a quotient of later and earlier: 8 for 1.08."""
        return self.percent - Rounded.exact(100)

    @property
    def factor(self) -> "Rounded":
        """The quotient of later and earlier from growth in percent: 1.08 for 8."""
        return Rounded(1 + self.value / 100, 1 + self.low / 100, 1 + self.high / 100, self.rows)

    def __sub__(self, other: "Rounded") -> "Rounded":
        """The difference, with the widest interval that both roundings allow."""
        return self + Rounded(-other.value, -other.high, -other.low, other.rows)

    def __add__(self, other: "Rounded") -> "Rounded":
        """The sum, with the widest interval that both roundings allow."""
        sums = self.value + other.value, self.low + other.low, self.high + other.high
        value, low, high = (round(each, 9) for each in sums)  # 2.6, not 2.5999999999999996
        return Rounded(value, low, high, self.rows | other.rows)

    def __mul__(self, other: "Rounded") -> "Rounded":
        """The product of two figures that are not negative."""
        rows = self.rows | other.rows
        return Rounded(self.value * other.value, self.low * other.low, self.high * other.high, rows)

    def __truediv__(self, other: "Rounded") -> "Rounded":
        """The quotient of two figures that are not negative; the divisor is not zero either."""
        rows = self.rows | other.rows
        return Rounded(self.value / other.value, self.low / other.high, self.high / other.low, rows)

    def agrees_with(self, other: "Rounded") -> bool:
        """Whether one number can have been printed as either; intervals that only touch do not agree (7.5 and 7.6)."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        exact = self.low == self.high or other.low == other.high
        return low < high or (exact and low == high)


class Printed(NamedTuple):
    """The parts of a printed figure, in the notation of data/observations.csv.

    Attributes
    ----------
    digits, upper
        The digits as they stand, and those of the upper end of a range; upper is empty where it is none.
    exponent
        4 where they were printed in a unit ten thousand times larger, -4 in one as much smaller.
    bound
        "+" for a lower bound, "≤" for an upper one, else empty.
    """

    digits: str
    upper: str
    exponent: int
    bound: str

    @property
    def numbers(self) -> list[Decimal]:
        """The number, or both ends of a range."""
        return [Decimal(digits).scaleb(self.exponent) for digits in (self.digits, self.upper) if digits]

    @property
    def notation(self) -> str:
        """How data/observations.csv writes it."""
        most, more = ("≤", "") if self.bound == "≤" else ("", self.bound)
        power = f"e{self.exponent}" if self.exponent else ""
        return f"{most}{self.digits}{power}{more}" + (f"~{self.upper}" if self.upper else "")


def split_printed(printed: str) -> Printed:
    """The parts of a printed figure.

    Raises
    ------
    ValueError
        The text is none, such as 8, 8.0, 1.79e4, 59043e-4, 200+, ≤50 or 2~3.
    """
    match = _PRINTED.fullmatch(printed)
    if match is None:
        raise ValueError(f'"{printed}" is not a printed figure such as 8, 8.0, 1.79e4, 59043e-4, 200+, ≤50 or 2~3')
    bound = match["most"] or match["more"] or ""
    return Printed(match["digits"], match["upper"] or "", int(match["exponent"] or 0), bound)


def in_full(printed: str) -> str:
    """A printed figure in the unit of its indicator, without a power of ten: "5.9043" for "59043e-4"."""
    parts = split_printed(printed)
    if not parts.exponent:
        return printed
    digits, *upper = (f"{number:f}" for number in parts.numbers)
    return parts._replace(digits=digits, upper="".join(upper), exponent=0).notation


def in_unit(digits: str, factor: Decimal) -> str:
    """Digits printed in another unit, in the notation of data/observations.csv: "59043e-4" for 59043 万元 in 亿元.

    Parameters
    ----------
    digits
        As they were printed: 59043, 8.0, 200+, 2~3.
    factor
        How many of the unit in which it is recorded are one of the unit in which it was printed.

    Raises
    ------
    ValueError
        The digits are no printed figure.
    InputError
        The factor is no power of ten, or too large or small a one: the printed digits cannot be kept.
    """
    parts, factor = split_printed(digits), Decimal(factor)
    power = factor.adjusted() if factor > 0 else None
    if power is None or factor != Decimal(1).scaleb(power):
        message = _(
            "one of the unit it is printed in is %(factor)s of that of the indicator, no power of ten: the printed "
            "digits cannot be kept"
        )
        raise InputError(message % {"factor": f"{factor.normalize():f}"})
    if parts.exponent + power not in _EXPONENTS:
        message = _("the unit it is printed in is too far from that of the indicator: 10 to the power of %(power)s")
        raise InputError(message % {"power": parts.exponent + power})
    return parts._replace(exponent=parts.exponent + power).notation


def read_printed(printed: str) -> Rounded:
    """Value and rounding interval of a printed figure.

    The interval is half a unit of the last printed digit to either side: "8" is 8 (7.5 to 8.5), "8.0" is 8 (7.95 to
    8.05), "1.79e4" is 17900 (17850 to 17950), "59043e-4" is 5.9043 (5.90425 to 5.90435). "200+" is a lower bound: it
    is not rounded, and open above; "≤50" is an upper bound. "2~3" is a range: it has no single value.

    Raises
    ------
    ValueError
        The text is none of these.
    """
    parts = split_printed(printed)
    first, last = parts.numbers[0], parts.numbers[-1]
    if parts.bound == "≤":
        return Rounded(float(first), float("-inf"), float(first))
    if parts.bound == "+":
        return Rounded(float(first), float(first), float("inf"))
    value = float("nan") if parts.upper else float(first)
    return Rounded(value, float(first - _half_a_unit(first)), float(last + _half_a_unit(last)))


def _half_a_unit(number: Decimal) -> Decimal:
    """Half a unit of the last digit of a number."""
    return Decimal("0.5").scaleb(-decimals_of(number))


def decimals_of(number: Decimal) -> int:
    """How many decimals a number is written with; below zero where its last digits stand before the point: 1.79e4."""
    return -int(number.as_tuple().exponent)
