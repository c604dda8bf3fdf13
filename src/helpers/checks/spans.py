"""Parts of a year: a quarter or month is at most the year to date, that at most the year, and it never falls."""

import numpy as np
import pandas as pd

from helpers.checks.findings import SUSPECT, Finding
from helpers.checks.numbers import at, plain_number
from helpers.checks.parents import additive
from helpers.checks.table import Table
from helpers.text.language import _

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
        *_within(table, parts, "ytd" + parts["period"].str[4:]),
        *_equal(table, parts[~parts["period"].str[4:].isin(_FIRST)]),
        *_within(table, to_date, pd.Series("year", to_date.index)),
        *_falling(table, to_date),
    ]


def _within(table: Table, parts: pd.DataFrame, times: pd.Series) -> list[Finding]:
    """What is more than the whole that contains it, whichever source of the whole is taken."""
    known = table.look_up(table.cells_of(parts, times=times), parts.index)
    found = []
    for row in parts.index[parts["low"] > known["high"] + 1e-9]:
        against = int(at(known, row, "most_row"))
        message = _(
            "%(value)s %(unit)s over a part is more than %(whole)s over the year to date (%(figure)s): a part is at "
            "most the whole"
        )
        if times[row] == "year":
            message = _(
                "%(value)s %(unit)s over a part is more than %(whole)s over the year (%(figure)s): a part is at most "
                "the whole"
            )
        words = {
            "value": table.value(row),
            "unit": table.unit(row),
            "whole": plain_number(at(known, row, "most")),
            "figure": table.name(against),
        }
        found.append(Finding(CHECK, SUSPECT, (row,), message % words, (against,)))
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
            message = _(
                "%(value)s %(unit)s is printed for the month alone, and %(whole)s for the year to date (%(figure)s): "
                "after the first month the two differ; is this the year to date?"
            )
            if at(parts, row, "span") == "quarter":
                message = _(
                    "%(value)s %(unit)s is printed for the quarter alone, and %(whole)s for the year to date "
                    "(%(figure)s): after the first quarter the two differ; is this the year to date?"
                )
            words = {
                "value": table.value(row),
                "unit": table.unit(row),
                "whole": table.value(against),
                "figure": table.name(against),
            }
            found.append(Finding(CHECK, SUSPECT, (row,), message % words, (against,)))
    return found


def _falling(table: Table, to_date: pd.DataFrame) -> list[Finding]:
    """A year to date below what it was at an earlier date of the same year, in whatever source."""
    before = to_date["time"].map(_BEFORE)
    later = to_date[before.notna()]
    known = table.look_up(table.cells_of(later, times=before[before.notna()]), later.index)
    found = []
    for row in later.index[later["high"] < known["low"] - 1e-9]:
        against = int(at(known, row, "least_row"))
        message = _(
            "%(value)s %(unit)s in %(period)s is less than %(earlier)s in %(before)s (%(figure)s): a sum over the year "
            "to date does not fall"
        )
        words = {
            "value": table.value(row),
            "unit": table.unit(row),
            "period": table.when(row),
            "earlier": plain_number(at(known, row, "least")),
            "before": table.when(against),
            "figure": table.name(against),
        }
        found.append(Finding(CHECK, SUSPECT, (row,), message % words, (against,)))
    return found
