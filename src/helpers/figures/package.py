"""The tables of a data package: read from CSV and held against their description in datapackage.json.

The description is a Frictionless Data Package and the only schema: every check here is read out of it. A table that
does not fit is refused whole, with one line a fault that names file, row, column, value and what is allowed.
"""

import csv
import io
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.figures.paths import data_named
from helpers.figures.terms import Term, in_use
from helpers.text.language import _, _n
from helpers.text.messages import InputError, did_you_mean, shortened

TABLES = ("regions", "peer_groups", "indicators", "sources", "level_breaks", "bases", "observations", "omissions")
_LATER_COLUMNS = ("publisher_zh", "title_zh")  # of sources, which data of an earlier edition lack
_SHOWN = 20


class DataError(InputError):
    """The data cannot be used; the message has one line a fault."""

    def __init__(self, faults: list[str]):
        more = len(faults) - _SHOWN
        lines = faults[:_SHOWN]
        if more > 0:
            lines.append(_n("… and %(number)s more fault", "… and %(number)s more faults", more) % {"number": more})
        if named := data_named():
            lines.append(_("(data/ is %(folder)s here)") % {"folder": named})
        super().__init__("\n".join(lines))
        self.faults = faults


class Fault(str):
    """One line about one row of a table; rows are counted as a spreadsheet counts them, the header being row 1.

    Attributes
    ----------
    file, row
        The row it is about.
    what
        The line without them.
    same_as
        The row before it that it repeats; None where it is about something else.
    """

    file: str
    row: int
    what: str
    same_as: int | None

    def __new__(cls, file: str, row: int, what: str, same_as: int | None = None) -> "Fault":
        line = super().__new__(cls, _("data/%(file)s, row %(row)s%(what)s") % {"file": file, "row": row, "what": what})
        line.file, line.row, line.what, line.same_as = file, row, what, same_as
        return line

    def __reduce__(self) -> tuple[type["Fault"], tuple[str, int, str, int | None]]:  # for copies
        return Fault, (self.file, self.row, self.what, self.same_as)


def fault(file: str, row: int, column: str, value: str, allowed: str) -> Fault:
    """One line about one cell."""
    return Fault(file, row, cell_fault(column, value, allowed))


def cell_fault(column: str, value: str, allowed: str) -> str:
    """What is wrong with a cell, to be put behind the place of its row."""
    words = {"column": column, "value": shortened(value), "allowed": allowed}
    return _(', column "%(column)s": "%(value)s" is not allowed: %(allowed)s') % words


def load_package(folder: Path) -> tuple[dict, dict[str, pd.DataFrame]]:
    """The description and its tables, by name; cells are text, indexed by their row in the file.

    Raises
    ------
    DataError
        A file is missing or unreadable, or a table does not fit its description.
    """
    package, tables = read_package(folder)
    if faults := check_tables(package, tables):
        raise DataError(faults)
    return package, tables


def read_package(folder: Path) -> tuple[dict, dict[str, pd.DataFrame]]:
    """The description and its tables, as `load_package` gives them, not yet held against each other.

    Raises
    ------
    DataError
        A file is missing or unreadable, or has other columns than are described.
    """
    path = folder / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError([_("there is no %(file)s in %(folder)s") % {"file": path.name, "folder": folder}]) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DataError([unreadable(path.name, "JSON", error)]) from None
    described = {resource["name"] for resource in package["resources"]}
    if lacking := [name for name in TABLES if name not in described]:
        message = _(
            'data/%(file)s describes no table "%(table)s": data of an earlier edition take it from the '
            "project's data/: its description there, and its file"
        )
        raise DataError([message % {"file": path.name, "table": name} for name in lacking])
    if lacking := [name for name in _LATER_COLUMNS if name not in fields_of(package, "sources")]:
        message = _(
            'data/%(file)s describes no column "%(column)s" of sources: data of an earlier edition take its '
            "description from the project's data/, and may leave it empty"
        )
        raise DataError([message % {"file": path.name, "column": name} for name in lacking])
    return package, {resource["name"]: _read_table(folder, resource) for resource in package["resources"]}


def unreadable(file: str, form: str, error: object) -> str:
    """One line about a file that is not in the form it should be in."""
    words = {"file": file, "format": form, "error": error}
    return _("data/%(file)s is not readable as %(format)s: %(error)s") % words


def check_tables(package: dict, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Where tables do not fit their description, one line a fault."""
    return [fault for resource in package["resources"] for fault in _check_table(resource, tables)]


def vocabulary(package: dict, table: str, column: str) -> dict[str, Term]:
    """What each code of a column means, by code, best or first code first."""
    categories = fields_of(package, table)[column]["categories"]
    return {entry["value"]: Term(entry["value"], entry["label"], entry["label_zh"]) for entry in categories}


def fields_of(package: dict, table: str) -> dict[str, dict]:
    """What the description says of each column of a table, in their order."""
    resource = next(resource for resource in package["resources"] if resource["name"] == table)
    return {field["name"]: field for field in resource["schema"]["fields"]}


def _read_table(folder: Path, resource: dict) -> pd.DataFrame:
    file = resource["path"]
    columns = [field["name"] for field in resource["schema"]["fields"]]
    try:
        rows = list(csv.reader(io.StringIO(_decoded(folder / file), newline=""), strict=True))
    except FileNotFoundError:
        message = _("there is no data/%(file)s, which datapackage.json describes")
        raise DataError([message % {"file": file}]) from None
    except csv.Error as error:
        raise DataError([unreadable(file, "CSV", error)]) from None
    header = [name.strip() for name in rows[0]] if rows else []
    if faults := [*_check_header(file, header, columns), *_check_widths(file, rows, len(columns))]:
        raise DataError(faults)
    cells = [[cell.strip() for cell in row] for row in rows[1:]]
    return pd.DataFrame(cells, columns=header, dtype=object, index=range(2, len(rows) + 1))[columns]


def _decoded(path: Path) -> str:
    """The text of a file in UTF-8, with or without a mark at its start, which is what the description says it is in."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _(
            'data/%(file)s is not in UTF-8, as datapackage.json says it is: save it as "CSV UTF-8" and try again'
        )
        raise DataError([message % {"file": path.name}]) from None


def encoding_of(content: bytes) -> str:
    """The encoding of a CSV file: UTF-8 where it can be read as that, otherwise GB18030, the only other one allowed."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _check_header(file: str, header: list[str], columns: list[str]) -> Iterator[str]:
    for name in columns:
        if name not in header:
            yield _('data/%(file)s has no column "%(column)s"') % {"file": file, "column": name}
    for name, count in Counter(header).items():
        if name not in columns:
            words = {"file": file, "column": shortened(name), "hint": did_you_mean(name, columns)}
            yield _('data/%(file)s has an unknown column "%(column)s"%(hint)s') % words
        elif count > 1:
            words = {"file": file, "column": name, "count": str(count)}
            yield _('data/%(file)s has the column "%(column)s" %(count)s times') % words


def _check_widths(file: str, rows: list[list[str]], width: int) -> Iterator[str]:
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != width:
            message = _(
                ": %(found)s fields where %(expected)s are expected (a comma inside a value? write 5.2, not 5,2): "
                "%(text)s"
            )
            words = {"found": len(row), "expected": width, "text": shortened(",".join(row))}
            yield Fault(file, number, message % words)


def _check_table(resource: dict, tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    schema, table = resource["schema"], tables[resource["name"]]
    for field in schema["fields"]:
        yield from _check_column(resource["path"], field, table[field["name"]])
    yield from _check_key(resource["path"], schema["primaryKey"], table)
    for key in schema.get("foreignKeys", []):
        yield from _check_reference(resource, key, tables)


def _check_column(file: str, field: dict, column: pd.Series) -> Iterator[str]:
    filled = column[column != ""]
    if field.get("constraints", {}).get("required"):
        for row in column.index[column == ""]:
            required = _("a value is required (%(about)s)") % {"about": description_of(field)}
            yield fault(file, row, field["name"], "", required)
    for value in sorted(filled.unique()):  # each distinct value is judged once
        if reason := refusal(field, value):
            for row in filled.index[filled == value]:
                yield fault(file, row, field["name"], value, reason)


def refusal(field: dict, value: str) -> str:
    """Why a value does not fit its field; empty where it does."""
    rules = field.get("constraints", {})
    plain = value if value.isascii() else unicodedata.normalize("NFKC", value)
    if plain != value and plain.isascii():
        return _('it holds full-width characters; write "%(plain)s"') % {"plain": plain}
    if field["type"] == "number" and not _is_number(value):
        return _("a number is expected (%(about)s)") % {"about": description_of(field)}
    if field["type"] == "integer" and not value.isdecimal():
        return _("a whole number is expected (%(about)s)") % {"about": description_of(field)}
    if "enum" in rules and value not in rules["enum"]:
        words = {"known": _(", ").join(rules["enum"]), "hint": did_you_mean(value, rules["enum"])}
        return _("one of %(known)s is expected%(hint)s") % words
    if "pattern" in rules and not re.fullmatch(rules["pattern"], value):
        return _("%(about)s is expected") % {"about": description_of(field)}
    if "categories" in field:
        known = [entry["value"] for entry in field["categories"]]
        for code in value.split("|"):
            if code not in known:
                words = {"code": code, "known": _(", ").join(known), "hint": did_you_mean(code, known)}
                return _('"%(code)s" is not one of %(known)s%(hint)s') % words
    return ""


def description_of(field: dict) -> str:
    """What a column holds, in the language in use."""
    return in_use(field["description"], field.get("description_zh", field["description"]))


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def _check_key(file: str, key: list[str], table: pd.DataFrame) -> Iterator[str]:
    first_rows: dict[tuple, int] = {}
    for row, *values in table[key].itertuples(name=None):
        first = first_rows.setdefault(tuple(values), row)
        if first != row:
            words = {"columns": _(", ").join(key), "first": first, "values": shortened(_(", ").join(values), 160)}
            yield Fault(file, row, _(": same %(columns)s as row %(first)s: %(values)s") % words, same_as=first)


def _check_reference(resource: dict, key: dict, tables: dict[str, pd.DataFrame]) -> Iterator[str]:
    (column,), (target,) = key["fields"], key["reference"]["fields"]
    other = key["reference"]["resource"] or resource["name"]
    known = set(tables[other][target])
    values = tables[resource["name"]][column]
    for row, value in values[~values.isin(known) & (values != "")].items():
        words = {"column": target, "file": f"{other}.csv", "hint": did_you_mean(value, known)}
        yield fault(resource["path"], row, column, value, _("no such %(column)s in %(file)s%(hint)s") % words)
