"""Lines of a text put into blocks: those with cells between tabs or upright bars are a table, others paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from helpers.reading.document import Paragraph, Table

Block = Paragraph | Table
_SEPARATORS = re.compile(r"\t|\s*[|｜│]\s*")


def blocks_of_lines(lines: Sequence[str], first: int = 1) -> Iterator[Block]:
    """The paragraphs and tables of numbered lines; what is empty is neither.

    Two lines or more one below the other that both have cells are a table; a line of dashes between them is no row.
    """
    numbered = [(number, line) for number, line in enumerate(lines, first)]
    for tabular, group in groupby(numbered, lambda each: _is_row(each[1])):
        some = list(group)
        rows = [_cells(line) for _number, line in some]
        if tabular and sum(map(_is_data, rows)) > 1:
            yield Table(squared([row if _is_data(row) else () for row in rows]), line=some[0][0])
        else:
            yield from (Paragraph(line.strip(), number) for number, line in some if line.strip())


def squared(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows all of one length, without columns and last rows that are empty everywhere."""
    lines = [[cell.strip() for cell in row] for row in rows]
    while lines and not any(lines[-1]):
        lines.pop()
    width = max((len(line) for line in lines), default=0)
    full = [line + [""] * (width - len(line)) for line in lines]
    used = [column for column in range(width) if any(line[column] for line in full)]
    return tuple(tuple(line[column] for column in used) for line in full)


def _is_row(line: str) -> bool:
    return len(_cells(line)) > 1


def _is_data(row: Sequence[str]) -> bool:
    return not all(re.fullmatch(r":?[-—=+]*:?", cell) for cell in row)


def _cells(line: str) -> list[str]:
    """The cells of a line; a bar at both ends, as Markdown has it, is no separator."""
    bare = line.strip("\r\n ")
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        bare = bare[1:-1]
    return [cell.strip() for cell in _SEPARATORS.split(bare)]
