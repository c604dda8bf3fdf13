"""Text files that spreadsheets open: what stands in them is text or a number, never a formula."""

import csv
import io
import re
from collections.abc import Iterable

# With what a text begins that a spreadsheet computes, or that it passes over in front of such a text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def harmless(text: str) -> str:
    """A text that a spreadsheet would compute, as text; a number is none."""
    return f"'{text}" if text.startswith(FORMULA) and not _NUMBER.fullmatch(text) else text


def csv_file(lines: Iterable[Iterable[str]]) -> bytes:
    """Lines as a file of comma-separated values, in UTF-8 with a byte-order mark, which spreadsheets want."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([map(harmless, line) for line in lines])
    return b"\xef\xbb\xbf" + file.getvalue().encode()
