"""Numbers as reports print them, read back from text."""

import re
from decimal import Decimal
from typing import NamedTuple

_NUMBER = re.compile(
    r"(?P<sign>[+−-]?)(?P<digits>(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(?P<decimals>\d+))?)(?P<unit>%| \*|)"
)
# Inside a text: no year, date, quarter or version is a quantity; large ones have their thousands set off.
_INSIDE = re.compile(
    r"(?<![A-Za-z\d.,_-])[+−-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3})(?:\.\d+)?(?![\d年月日]|[.,-]\d)", re.ASCII
)


class Printed(NamedTuple):
    """A number as a report prints it."""

    value: Decimal
    sign: str
    digits: str
    decimals: int
    unit: str


def read_number(text: str) -> Printed | None:
    """The number that a text is; None where it is none, or more than one."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, digits, decimals, unit = match.groups()
    return Printed(_value(sign + digits), sign, digits, len(decimals or ""), unit)


def split_numbers(text: str) -> tuple[list[str], list[Decimal]]:
    """The words of a text, and the quantities between them."""
    return _INSIDE.split(text), [_value(number) for number in _INSIDE.findall(text)]


def _value(number: str) -> Decimal:
    return Decimal(number.replace(",", "").replace("\N{MINUS SIGN}", "-"))
