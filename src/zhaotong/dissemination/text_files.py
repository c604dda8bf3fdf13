"""Tables as text that machines read: CSV and JSON, in UTF-8, with every digit."""

import csv
import io
import json
from datetime import date
from typing import Any

from helpers.text.spreadsheets import harmless
from zhaotong.dissemination.collection import Collection
from zhaotong.dissemination.figures import Column, Table

_DIGITS = "printed"  # digits and the signs of a bound or a range: no formula can be written with them


def as_csv(table: Table) -> bytes:
    """A table as comma-separated values: no byte-order mark, lines that end in LF, an empty cell where there is none.

    A text that a spreadsheet would compute stands behind an apostrophe; numbers and printed digits are as they are.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([map(_cell, table.columns, line) for line in table.lines])
    return file.getvalue().encode()


def _cell(column: Column, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return repr(value)
        case date():
            return value.isoformat()
        case str() if column.name != _DIGITS:
            return harmless(value)
        case _:
            return str(value)


def as_json(collection: Collection) -> bytes:
    """All tables as one document, a line of it an entry: what it is, the columns of each table, and their lines."""
    parts = [f"{_text(name)}: {_text(value)}" for name, value in collection.about.items()]
    columns = {table.name: [vars(column) for column in table.columns] for table in collection.tables}
    parts.append(f'"columns": {_text(columns)}')
    for table in collection.tables:
        names = [column.name for column in table.columns]
        lines = ",\n".join(_text(dict(zip(names, line, strict=True))) for line in table.lines)
        parts.append(f"{_text(table.name)}: [\n{lines}\n]")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=date.isoformat)
