"""Figures and computed numbers in words: with the digits as printed, and the unit as each language says it."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from helpers.figures.printed import Rounded, decimals_of, split_printed
from helpers.figures.published import Figure
from helpers.text.cells import Cell, shown_number
from helpers.text.citations import cited
from helpers.text.language import Number, _, language_in_use, number

_MONEY = ("100m_cny", "10k_cny")
_DIGITS, _DIGITS_OF_SHARE = 3, 2  # that count, of a number in a sentence
_TRILLION = 10_000  # in units of 100 million yuan
_DECIMALS = {"million_persons": 4, "million_cny": 1, "cny": 0}  # where two are too few or too many
_IN_MILLIONS = ("10k_cny", "10k_persons", "10k_visits", "10k_tonnes", "10k_m2")
_BELOW_A_MILLION = ("10k_visits", "10k_tonnes", "10k_m2")  # said in full: 964,000 tonnes
_IN_BILLIONS = ("100m_cny", "100m_kwh")


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
        """The number within its words."""
        return self.words % {"number": self.number}


def amount(figure: Figure) -> str:
    """A figure with its unit, as printed: "57,809", "8%", "124.09 billion yuan", "over 200"; marked with its rows."""
    return amount_cell(figure).text


def amount_cell(figure: Figure, counted_by: str = "") -> Cell:
    """A figure with its unit, as printed; a bound or a range has no value, but ends of an interval.

    Parameters
    ----------
    counted_by
        A word that follows the number inside "over 200".
    """
    return printed_cell(figure.printed, figure.unit, figure.rows, counted_by)


def printed_cell(printed: str, unit: str, rows: Iterable[int] = (), counted_by: str = "") -> Cell:
    """Printed digits with their unit, as `amount_cell` has those of a figure."""
    said = [_in_unit(number, unit) for number in split_printed(printed).numbers]
    return _amount_cell(printed, rows, [each._replace(words=each.words + counted_by) for each in said])


def amount_in_prose(figure: Figure) -> str:
    """A figure as a sentence says it: of a sum of money English keeps three digits, Chinese two decimals at most."""
    return prose_cell(figure).text


def prose_cell(figure: Figure) -> Cell:
    """A figure as a sentence or a key figure says it, as `amount_in_prose`."""
    if figure.unit not in _MONEY:
        return amount_cell(figure)
    numbers = split_printed(figure.printed).numbers
    if language_in_use() == "en":
        said = [_shortened(number, figure.unit) for number in numbers]
    else:
        said = [_in_unit(number, figure.unit, decimals=2) for number in numbers]
    return _amount_cell(figure.printed, figure.rows, said)


def _amount_cell(printed: str, rows: Iterable[int], numbers: list[Quantity]) -> Cell:
    """A figure of which the number, or both ends of a range, are given in words."""
    parts, (first, *upper) = split_printed(printed), numbers
    cell, value = _cell(first, rows), first.number.value
    if upper:
        text, last = _("%(low)s to %(high)s") % {"low": first.text, "high": upper[0].text}, upper[0].number.value
        return replace(cell, text=cited(text, rows, value, last), value=None, low=value, high=last)
    if parts.bound:
        message = _("over %(number)s") if parts.bound == "+" else _("at most %(number)s")
        low, high = (value, None) if parts.bound == "+" else (None, value)
        text = cited(message % {"number": first.text}, rows, value)
        return replace(cell, text=text, value=None, low=low, high=high)
    return cell


def computed(result: Amount) -> str:
    """A computed number with its unit, to two decimals at most; marked with the rows it rests on."""
    return computed_cell(result).text


def computed_cell(result: Amount) -> Cell:
    """A computed number with its unit, to two decimals at most."""
    return unit_cell(float(result.rounded.value), result.unit, result.rounded.rows, decimals=2)


def computed_in_prose(result: Amount) -> str:
    """A computed number as a sentence says it: 85%, 18.1 billion yuan, 186; in Chinese 85.4%, 181.3亿元, 186."""
    return computed_prose_cell(result).text


def computed_prose_cell(result: Amount) -> Cell:
    """A computed number as a sentence or a key figure says it, as `computed_in_prose`."""
    value, unit = Decimal(str(result.rounded.value)), result.unit
    if unit == "count" or language_in_use() != "en":
        return _cell(_in_unit(value, unit, decimals=0 if unit == "count" else 1), result.rounded.rows)
    return _cell(_shortened(value, unit), result.rounded.rows)


def _shortened(value: Decimal, unit: str) -> Quantity:
    """A number to the few digits that English reads, thousands of billions as trillions."""
    value = round(value, (_DIGITS_OF_SHARE if unit == "pct" else _DIGITS) - value.adjusted() - 1)
    if unit == "100m_cny" and value >= _TRILLION:
        value, unit = value.scaleb(-4), "trillion_cny"
    return _in_unit(value, unit, decimals=2)


def unit_cell(value: float, unit: str, rows: Iterable[int], decimals: int) -> Cell:
    """A number with its unit, to so many decimals at most."""
    return _cell(_in_unit(Decimal(value), unit, decimals), rows)


def _cell(said: Quantity, rows: Iterable[int]) -> Cell:
    """A number with its unit, both inside the mark that leads to its rows."""
    text = cited(said.text, rows, said.number.value)
    return replace(shown_number(said.number, words=said.words, unit=said.unit), text=text)


def with_unit(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A decimal with its unit; English speaks of millions and billions where Chinese counts in 万 and 亿.

    Parameters
    ----------
    decimals
        How many to keep at most, zeros at the end dropped; all digits, zeros too, where none is given.
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
        "trillion_cny": _("%(number)s trillion yuan"),
        "million_cny": _("%(number)s million yuan"),
        "million_persons": _("%(number)s million people"),
        "cny": _("%(number)s yuan"),
        "persons": _("%(number)s people"),
        "years": _("%(number)s years"),
        "days": _("%(number)s days"),
        "workdays": _("%(number)s working days"),
        "hours": _("%(number)s hours"),
        "km2": _("%(number)s square kilometres"),
        "per_mille": _("%(number)s per thousand"),
        "10k_visits": _("%(number)s × 10,000 visits"),
        "10k_tonnes": _("%(number)s × 10,000 tonnes"),
        "10k_m2": _("%(number)s × 10,000 square metres"),
        "100m_kwh": _("%(number)s × 100 million kWh"),
        "visits": _("%(number)s visits"),
        "tonnes": _("%(number)s tonnes"),
        "m2": _("%(number)s square metres"),
        "million_visits": _("%(number)s million visits"),
        "million_tonnes": _("%(number)s million tonnes"),
        "million_m2": _("%(number)s million square metres"),
        "million_kwh": _("%(number)s million kWh"),
        "billion_kwh": _("%(number)s billion kWh"),
        "rank": _("rank %(number)s"),
    }
    if decimals is not None:
        value = round(value, _DECIMALS.get(unit, decimals)).normalize()
    return Quantity(number(float(value), max(0, decimals_of(value))), unit, texts.get(unit, "%(number)s"))


def _in_thousands(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same digits in a unit that English uses: 124.09 billion for 1240.9 hundred million."""
    if unit in _IN_BILLIONS:
        power, name = (-1, "billion") if abs(value) >= 10 else (2, "million")
        return value.scaleb(power), unit.replace("100m", name)
    if unit in _BELOW_A_MILLION and abs(value) < 100:
        return value.scaleb(4), unit.removeprefix("10k_")
    if unit in _IN_MILLIONS:
        return value.scaleb(-2), unit.replace("10k", "million")
    return value, unit
