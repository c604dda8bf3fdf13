"""Figures and computed numbers in words: with the digits as printed, and the unit as each language says it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from helpers.figures.printed import Rounded, split_printed
from helpers.figures.published import Figure
from helpers.show.cells import Cell, around
from helpers.text.citations import cited
from helpers.text.language import Number, _, language_in_use, number

_DECIMALS = {"million_persons": 4, "million_cny": 1, "cny": 0}  # where two are too few or too many


class Amount(NamedTuple):
    """A number that was computed, with its unit (a code of the codebook)."""

    rounded: Rounded
    unit: str


class Quantity(NamedTuple):
    """A number in the unit in which a language says it, with the words that say the unit."""

    number: Number
    unit: str
    words: str

    @property
    def text(self) -> str:
        return self.words % {"number": self.number}


def amount(figure: Figure) -> str:
    """A figure with its unit, as printed: "57,809", "8%", "124.09 billion yuan", "over 200"; marked with its rows."""
    return amount_cell(figure).text


def amount_cell(figure: Figure) -> Cell:
    """A figure with its unit, as printed; a bound or a range has no value, but ends of an interval."""
    parts = split_printed(figure.printed)
    said, upper = (
        _in_unit(Decimal(digits).scaleb(parts.exponent), figure.unit) if digits else None
        for digits in (parts.digits, parts.upper)
    )
    if upper:
        text = _("%(low)s to %(high)s") % {"low": said.text, "high": upper.text}
        return _cell(text, figure.rows, said, low=said.number.value, high=upper.number.value)
    if parts.bound:
        message, end = (_("over %(number)s"), "low") if parts.bound == "+" else (_("at most %(number)s"), "high")
        return _cell(message % {"number": said.text}, figure.rows, said, **{end: said.number.value})
    return _cell(said.text, figure.rows, said, value=said.number.value)


def computed(result: Amount) -> str:
    """A computed number with its unit, to two decimals at most; marked with the rows it rests on."""
    return computed_cell(result).text


def computed_cell(result: Amount) -> Cell:
    """A computed number with its unit, to two decimals at most."""
    return unit_cell(float(result.rounded.value), result.unit, result.rounded.rows, decimals=2)


def unit_cell(value: float, unit: str, rows: Iterable[int], decimals: int) -> Cell:
    """A number with its unit, to so many decimals at most."""
    said = _in_unit(Decimal(value), unit, decimals)
    return _cell(said.text, rows, said, value=said.number.value)


def _cell(text: str, rows: Iterable[int], said: Quantity, **numbers: float) -> Cell:
    before, after = around(said.words)
    known = {"unit": said.unit, "decimals": said.number.decimals, "before": before, "after": after}
    return Cell(cited(text, rows, *numbers.values()), **numbers, **known)


def with_unit(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A decimal with its unit; English speaks of millions and billions where Chinese counts in 万 and 亿.

    Args:
        decimals: how many to keep at most, zeros at the end dropped; all digits, zeros too, where none is given
    """
    return _in_unit(value, unit, decimals).text


def _in_unit(value: Decimal, unit: str, decimals: int | None = None) -> Quantity:
    if language_in_use() == "en":
        value, unit = _in_thousands(value, unit)
    texts = {
        "pct": _("%(number)s%%"),
        "pp": _("%(number)s points"),
        "100m_cny": _("%(number)s × 100 million yuan"),
        "10k_cny": _("%(number)s × 10,000 yuan"),
        "10k_persons": _("%(number)s × 10,000 people"),
        "billion_cny": _("%(number)s billion yuan"),
        "million_cny": _("%(number)s million yuan"),
        "million_persons": _("%(number)s million people"),
        "cny": _("%(number)s yuan"),
        "persons": _("%(number)s people"),
        "years": _("%(number)s years"),
        "days": _("%(number)s days"),
        "workdays": _("%(number)s working days"),
        "hours": _("%(number)s hours"),
        "km2": _("%(number)s square kilometres"),
        "rank": _("rank %(number)s"),
    }
    if decimals is not None:
        value = round(value, _DECIMALS.get(unit, decimals)).normalize()
    decimals = max(0, -value.as_tuple().exponent)
    return Quantity(number(value, decimals), unit, texts.get(unit, "%(number)s"))


def _in_thousands(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same digits in a unit that English uses: 124.09 billion for 1240.9 hundred million."""
    if unit == "100m_cny":
        return (value.scaleb(-1), "billion_cny") if abs(value) >= 10 else (value.scaleb(2), "million_cny")
    if unit in ("10k_cny", "10k_persons"):
        return value.scaleb(-2), unit.replace("10k", "million")
    return value, unit
