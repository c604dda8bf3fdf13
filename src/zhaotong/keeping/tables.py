"""Add rows to a table as the bytes of its file: at their places in the order, without changing a byte of other rows.

A table that Excel saved with a byte order mark or with carriage returns keeps them: new rows are written with the line
ends of the file.
"""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from helpers.figures.package import encoding_of

KEYS = {  # how the tables are sorted
    "observations": ("region", "indicator", "span", "period", "source", "locator"),
    "sources": ("source",),
    "bases": ("source", "indicator", "level", "region", "first_year"),
    "indicators": ("indicator",),
}


@dataclass(frozen=True)
class Addition:
    """Rows that are to be added to a table.

    Attributes
    ----------
    path
        The file of the table.
    before, after
        Its bytes without and with them.
    rows
        The numbers of the new rows, as the file will have them, the header being row 1.
    lines
        Every record of the new table as text; the first is the header.
    """

    path: Path
    before: bytes
    after: bytes
    rows: tuple[int, ...]
    lines: tuple[str, ...]

    @property
    def difference(self) -> Iterator[str]:
        """The new lines with their row numbers and a neighbour on either side, in the manner of `diff -u`."""
        yield click.style(f"+++ {os.path.relpath(self.path)}", bold=True)
        shown = sorted({near for row in self.rows for near in (row - 1, row, row + 1) if 1 < near <= len(self.lines)})
        for former, row in zip([0, *shown], shown, strict=False):
            if former and row > former + 1:
                yield "   …"
            line = f"{row:>7}  {self.lines[row - 1]}"
            yield click.style(f"+{line}", fg="green") if row in self.rows else f" {line}"


def add_rows(path: Path, before: bytes, table: str, cells: list[dict[str, str]]) -> Addition:
    """Put new rows at their places in the order of a table.

    Parameters
    ----------
    before
        The bytes of the file, which holds a table that can be read.
    table
        Its name.
    cells
        The new rows by column; a column without a cell stays empty.
    """
    encoding = encoding_of(before)
    lines = list(_records(before, encoding))
    columns = [name.strip() for name in next(csv.reader([lines[0].decode(encoding)]))]
    ends = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    if not lines[-1].endswith((b"\n", b"\r")):
        lines[-1] += ends

    def key(record: bytes) -> tuple[str, ...]:
        row = dict(zip(columns, next(csv.reader(io.StringIO(record.decode(encoding), newline=""))), strict=True))
        return tuple(row[column].strip() for column in KEYS[table])

    records = [(key(line), line, False) for line in lines]
    for row in cells:
        written = io.StringIO(newline="")
        csv.writer(written, lineterminator="").writerow([row.get(column, "") for column in columns])
        line = written.getvalue().encode(encoding.removesuffix("-sig")) + ends
        own = key(line)
        place = next((at for at, (other, *_line) in enumerate(records) if at and other > own), len(records))
        records.insert(place, (own, line, True))
    return Addition(
        path,
        before,
        b"".join(line for _key, line, _new in records),
        tuple(row for row, (_key, _line, new) in enumerate(records, start=1) if new),
        tuple(line.decode(encoding).rstrip("\r\n") for _key, line, _new in records),
    )


def _records(content: bytes, encoding: str) -> Iterator[bytes]:
    """The records of a CSV file, whose quoted cells may hold line breaks; in both encodings line ends are line ends."""
    lines = content.splitlines(keepends=True)
    reader = csv.reader(line.decode(encoding) for line in lines)
    read = 0
    for _row in reader:
        yield b"".join(lines[read : reader.line_num])
        read = reader.line_num
