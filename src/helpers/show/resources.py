"""Cells as a data resource, which an executed notebook carries beside the finding, key figures and tables it shows."""

from dataclasses import fields
from typing import Any

from helpers.text.cells import Cell
from helpers.text.citations import plain

RESOURCE_TYPE = "application/vnd.dataresource+json"
_COMMON = ("unit", "decimals", "signed", "before", "after", "rows")  # what the numbers of a column may have in common

_MOST_ROWS = 1_000_000  # more than any table of figures has


def resource(
    kind: str, title: str, header: list[str], lines: list[list[Cell]], label: str = "", chart: str = ""
) -> dict[str, Any]:
    """Cells as an executed notebook carries them beside what it shows: a data resource as Frictionless describes it.

    What all numbers of a column have in common, such as their unit, stands with the column; `read_data` puts it back.

    Parameters
    ----------
    kind
        Finding, key figures, table, or run: what it was made with.
    label
        By which it is found among those of another report; its title unless given.
    chart
        The title of the chart that draws these numbers; empty where none does.
    """
    data = [[_said(cell) for cell in line] for line in lines]
    columns = [[cell for line in data if isinstance(cell := line[at], dict)] for at in range(len(header))]
    described = [
        {"name": plain(name), "type": "any" if cells else "string", **_taken_out(cells)}
        for name, cells in zip(header, columns, strict=True)
    ]
    return {
        "kind": kind,
        "title": plain(title),
        **({"label": plain(label)} if label else {}),
        **({"chart": plain(chart)} if chart else {}),
        "schema": {"fields": described},
        "dialect": {"header": False},
        "data": data,
    }


def read_data(data: list[list[Any]], columns: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The cells of a data resource, each with all that is known of it.

    Raises
    ------
    ValueError
        Lines have not as many cells as there are columns, or rows are none.
    """
    common = [{name: column[name] for name in _COMMON if name in column} for column in columns]
    lines = [
        [known | cell if isinstance(cell, dict) else {"text": cell} for known, cell in zip(common, line, strict=True)]
        for line in data
    ]
    for cell in (cell for line in lines for cell in line if "rows" in cell):
        cell["rows"] = [row for part in cell["rows"].split() for row in _range(*part.partition("-"))]
    return lines


def _range(first: str, _dash: str, last: str) -> range:
    rows = range(int(first), int(last or first) + 1)
    if len(rows) > _MOST_ROWS:
        raise ValueError(f"{len(rows)} rows in a row")
    return rows


def _said(cell: Cell) -> str | dict[str, Any]:
    """A text alone, or what is known of the numbers in it."""
    known = {each.name: said for each in fields(cell) if (said := getattr(cell, each.name)) != each.default}
    known["text"] = cell.plain
    if cell.rows:
        known["rows"] = _ranges(cell.rows)
    return known if len(known) > 1 else cell.plain


def _taken_out(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """What these cells have in common, which is taken out of them."""
    first = cells[0] if cells else {}
    common = {
        name: said for name, said in first.items() if name in _COMMON and all(cell.get(name) == said for cell in cells)
    }
    for cell in cells:
        for name in common:
            del cell[name]
    return common


def _ranges(rows: tuple[int, ...]) -> str:
    """Rows in ascending order with ranges put together: "12-15 18"."""
    known = set(rows)
    firsts, lasts = ([row for row in rows if row + step not in known] for step in (-1, 1))
    return " ".join(
        f"{first}-{last}" if last > first else str(first) for first, last in zip(firsts, lasts, strict=True)
    )
