"""Files of separated values (.csv): which sign separates, and which lines are the program's own."""

import csv
import io
import re

from helpers.reading.intake.grids import blocks_of_grid
from helpers.reading.intake.limits import Limits, cells_within
from helpers.reading.intake.lines import Block
from helpers.text.language import _
from helpers.text.messages import InputError

SEPARATORS = ",;\t|"
_TOLD = re.compile(r'\ufeff?"?sep=(.)"?[,;\t|]*\r?\n', re.IGNORECASE)  # Excel's own line
_SAMPLE = 50  # lines that are looked at
_LONGEST = 1_000_000  # letters of a cell; a quotation mark that is never closed makes one of the rest of the file


def read_delimited(name: str, text: str, limits: Limits) -> list[Block]:
    """The blocks of a file of separated values; lines are counted as an editor does.

    Raises
    ------
    InputError
        A quotation mark in it is never closed, or it has too many cells.
    """
    told = _TOLD.match(text)
    separator = told[1] if told else separator_of(text)
    rows, line, cells = {}, 1, 0
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if not (told and line == 1):
                rows[line] = [" ".join(cell.split("\n")) for cell in row]
            cells += len(row)
            cells_within(name, cells, limits)
            line = reader.line_num + 1
    except csv.Error:
        message = _("%(file)s, line %(line)s: a quotation mark is not closed there, or the file is no .csv file")
        raise InputError(message % {"file": name, "line": line}) from None
    return list(blocks_of_grid(rows))


def separator_of(text: str) -> str:
    """Which sign separates the values of a text: the one that the most lines have equally often."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:_SAMPLE] if line.strip()]

    def agreement(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines if separator in line]
        often = max(set(counts), key=counts.count, default=0)
        return counts.count(often), often

    return max(SEPARATORS, key=agreement)


def is_delimited(text: str) -> bool:
    """Whether a text of no known kind is one of separated values: its lines have equally many commas, and no stop."""
    told = _TOLD.match(text)
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    counts = {re.sub(r'"[^"]*"', "", line).count(",") for line in lines}
    equal = len(lines) > 2 and len(counts) == 1 and counts != {0}
    return bool(told) or (equal and not re.search(r"[。．]|[^\d],\s", text))
