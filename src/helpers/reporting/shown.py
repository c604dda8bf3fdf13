"""What a page shows in numbers, read from the page: key figures, tables, and numbers as reports print them."""

import re
from decimal import Decimal
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

_NUMBER = re.compile(
    r"(?P<sign>[+−-]?)(?P<digits>(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(?P<decimals>\d+))?)(?P<unit>%| \*|)"
)
# Inside a text: no year, date, quarter or version is a quantity; large ones have their thousands set off.
_INSIDE = re.compile(
    r"(?<![A-Za-z\d.,_-])[+−-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3})(?:\.\d+)?(?![\d年月日]|[.,-]\d)", re.ASCII
)
_SOURCES = re.compile(r"^(r\d|p-)")  # addresses in the tables of sources


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


def shown_tables(page: BeautifulSoup) -> list[Tag]:
    """Its tables, those of its sources aside."""
    return [table for table in page.main.find_all("table") if table.find(id=_SOURCES) is None]


def table_name(table: Tag) -> str:
    """Its caption, or what its fold says."""
    return (table.caption or table.find_parent("details").summary).get_text()


def table_lines(table: Tag) -> list[list[str]]:
    """The texts of its cells, its headers first."""
    return [[_text(cell) for cell in line.find_all(["th", "td"])] for line in table.find_all("tr")]


def _text(cell: Tag) -> str:
    """The text of a cell of the page; what stands in a line of its own there is set off here."""
    return cell.get_text().strip() if cell.br is None else cell.get_text(" · ", strip=True)


def shown_results(page: BeautifulSoup) -> dict:
    """The results on a page, as a record keeps them: key figures by name, tables with their lines, in their order.

    The tables at its end, of its sources and its run, hold no results.
    """
    end = page.main.find(id=_SOURCES)
    before = end.find_all_previous("table") if end else page.main.find_all("table")
    return {
        "key_figures": {
            name.get_text(): name.find_next_sibling("dd").get_text() for name in page.main.select("dl.key dt")
        },
        "tables": [
            {"name": table_name(table), "lines": table_lines(table)}
            for table in shown_tables(page)
            if any(table is each for each in before)
        ],
    }
