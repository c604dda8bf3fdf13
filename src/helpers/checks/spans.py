"""Parts of a year: a quarter or month is at most the year to date, that at most the year, and it never falls."""

import numpy as np
import pandas as pd

from helpers.checks.findings import SUSPECT, Finding
from helpers.checks.numbers import at, plain_number
from helpers.checks.parents import additive
from helpers.checks.table import Table

CHECK = "spans"
_FIRST = ("Q1", "-01", "-02")  # where a part may be all of the year to date; January and February are published as one
_BEFORE = {f"ytdQ{quarter}": f"ytdQ{quarter - 1}" for quarter in (2, 3, 4)} | {
    f"ytd-{month:02}": f"ytd-{month - 1:02}" for month in range(2, 13)
}


def check_spans(table: Table) -> list[Finding]:
    """Flows over parts of a year against those over more of it."""
    figures = table.figures[additive(table.figures) & (table.figures["accounting"] == "flow")]
    figures = figures[figures["status"] != "conflict"]
    parts = figures[figures["span"].isin(["quarter", "month"])]
    to_date = figures[figures["span"] == "ytd"]
    return [
        *_within(table, parts, "ytd" + parts["period"].str[4:], "the year to date"),
        *_equal(table, parts[~parts["period"].str[4:].isin(_FIRST)]),
        *_within(table, to_date, pd.Series("year", to_date.index), "the year"),
        *_falling(table, to_date),
    ]


def _within(table: Table, parts: pd.DataFrame, times: pd.Series, whole: str) -> list[Finding]:
    """What is more than the whole that contains it, whichever source of the whole is taken."""
    known = table.look_up(table.cells_of(parts, times=times), parts.index)
    found = []
    for row in parts.index[parts["low"] > known["high"] + 1e-9]:
        against = int(at(known, row, "most_row"))
        said = (
            f"{at(parts, row, 'value')} {table.unit(row)} over a part is more than "
            f"{plain_number(at(known, row, 'most'))} over {whole} ({table.name(against)}): a part is at most the whole"
        )
        found.append(Finding(CHECK, SUSPECT, (row,), said, (against,)))
    return found


def _equal(table: Table, parts: pd.DataFrame) -> list[Finding]:
    """A later part that is as large as the year to date: this was typed as a part."""
    known = table.look_up(table.cells_of(parts, times="ytd" + parts["period"].str[4:]), parts.index)
    nearest = np.where(
        (known["least"] - parts["number"]).abs() <= (known["most"] - parts["number"]).abs(), "least", "most"
    )
    half = (parts["high"] - parts["low"]) / 2
    found = []
    for column in ("least", "most"):
        same = (nearest == column) & ((known[column] - parts["number"]).abs() <= half) & (parts["number"] > 0)
        for row in parts.index[same]:
            against = int(at(known, row, f"{column}_row"))
            said = (
                f"{at(parts, row, 'value')} {table.unit(row)} is printed for the {at(parts, row, 'span')} alone, and "
                f"{at(table.figures, against, 'value')} for the year to date ({table.name(against)}): after the first "
                f"{at(parts, row, 'span')} the two differ; is this the year to date?"
            )
            found.append(Finding(CHECK, SUSPECT, (row,), said, (against,)))
    return found


def _falling(table: Table, to_date: pd.DataFrame) -> list[Finding]:
    """A year to date below what it was at an earlier date of the same year, in whatever source."""
    before = to_date["time"].map(_BEFORE)
    later = to_date[before.notna()]
    known = table.look_up(table.cells_of(later, times=before[before.notna()]), later.index)
    found = []
    for row in later.index[later["high"] < known["low"] - 1e-9]:
        against = int(at(known, row, "least_row"))
        said = (
            f"{at(later, row, 'value')} {table.unit(row)} by {at(later, row, 'period')} is less "
            f"than {plain_number(at(known, row, 'least'))} by {at(table.figures, against, 'period')} "
            f"({table.name(against)}): a sum over the year to date does not fall"
        )
        found.append(Finding(CHECK, SUSPECT, (row,), said, (against,)))
    return found
