"""One cell in several sources: the same, equal as far as they are rounded, a revision, or a conflict."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.checks.findings import CONFLICT, REVISION, ROUNDING, SAME, Finding
from helpers.checks.numbers import plain_number, records, times
from helpers.checks.table import Table

CHECK = "sources"


def check_sources(table: Table) -> list[Finding]:
    """What two sources print of one cell, where it is neither the same nor a rounding of the same.

    A slip by a power of ten is left to the check of factors.
    """
    pairs = table.pairs
    apart = pairs[~pairs["verdict"].isin([SAME, ROUNDING])]
    apart = apart[~(apart["level"] & (apart["verdict"] == CONFLICT) & power_of_ten(apart["ratio"]))]
    return [_finding(table, pair) for pair in records(apart)]


def power_of_ten(ratio: pd.Series, within: float = 1.25) -> pd.Series:
    """Whether a ratio above one is nearly ten, a hundred, a thousand or ten thousand."""
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.log10(ratio.where(np.isfinite(ratio) & (ratio > 0), 1.0))
    nearest = powers.round()
    return (nearest.between(1, 4)) & ((powers - nearest).abs() <= np.log10(within))


def _finding(table: Table, pair: Any) -> Finding:
    rows = max(pair.one, pair.other), min(pair.one, pair.other)  # what was handed in before what is recorded
    one, other = (table.printed.loc[row] for row in rows)
    gap = abs(one["number"] - other["number"])
    words = "points" if one["unit"] in ("pct", "pp") else table.unit(rows[0])
    size = f" of {plain_number(gap)} {words}" if pd.notna(gap) else ""
    said = (
        f"{one['source']} prints {one['value']}, {other['source']} prints {other['value']} for the same: "
        f"{pair.verdict}{size}"
    )
    if pair.level and np.isfinite(pair.ratio) and pair.ratio >= 1.2:
        said += f", the greater is {times(pair.ratio)} the less"
    if pair.verdict == REVISION:
        said += " (a level break lies between their releases)" if pair.census else " (two releases)"
    return Finding(CHECK, str(pair.verdict), rows, said)
