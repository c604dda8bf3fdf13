"""The rows of a sheet or .csv file put into blocks: what stands alone in its row above or below a table is prose."""

from collections.abc import Iterator, Mapping, Sequence

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake.lines import Block, squared

Row = Sequence[str]
_FAR = 30  # empty rows between two parts of a table are fewer


def blocks_of_grid(rows: Mapping[int, Row], place: str = "") -> Iterator[Block]:
    """The paragraphs and tables of numbered rows of which the empty ones may be missing.

    A row with one cell is a paragraph where it stands above the first or below the last row that has more. A gap parts
    two tables where the rows behind it begin with a title of one cell, or are far below.

    Parameters
    ----------
    place
        Of the tables, as `Table.place` has it.
    """
    for part in _parted({number: row for number, row in sorted(rows.items()) if any(map(str.strip, row))}):
        wide = [number for number, row in part.items() if _filled(row) > 1]
        first, last = (wide[0], wide[-1]) if len(wide) > 1 else (max(part) + 1, max(part))
        yield from _paragraphs({number: row for number, row in part.items() if number < first})
        if first <= last:
            whole = squared([part.get(number, ()) for number in range(first, last + 1)])
            yield Table(whole, place=place, line=first)
        yield from _paragraphs({number: row for number, row in part.items() if number > last})


def _parted(rows: Mapping[int, Row]) -> Iterator[dict[int, Row]]:
    part: dict[int, Row] = {}
    numbers = list(rows)
    for at, number in enumerate(numbers):
        below = rows[numbers[at + 1]] if at + 1 < len(numbers) else ()
        gap = number - numbers[at - 1] if part else 0
        titled = _filled(rows[number]) == 1 and _filled(below) > 1 and not any(map(_has_digit, below))
        if gap > _FAR or (gap > 1 and titled):
            yield part
            part = {}
        part[number] = rows[number]
    if part:
        yield part


def _paragraphs(rows: Mapping[int, Row]) -> Iterator[Paragraph]:
    for number, row in rows.items():
        yield Paragraph("　".join(filter(None, (cell.strip() for cell in row))), number)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _has_digit(cell: str) -> bool:
    return any(map(str.isdecimal, cell))
