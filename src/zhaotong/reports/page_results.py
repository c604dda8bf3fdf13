"""What a page shows in numbers, read from the page: key figures and tables."""

import re

from bs4 import BeautifulSoup, Tag

_SOURCES = re.compile(r"^(r\d|p-)")  # addresses in the tables of sources


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
