"""One cell in several sources: the same, equal as far as they are rounded, a revision, or a conflict."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.checks.findings import CONFLICT, REVISION, ROUNDING, SAME, Finding, verdict_words
from helpers.checks.numbers import plain_number, records, times
from helpers.checks.table import Table
from helpers.text.language import _

CHECK = "sources"


def check_sources(table: Table) -> list[Finding]:
    """What two sources print of one cell, where it is neither the same nor a rounding of the same.

    A slip by a power of ten is left to the check of factors.
    """
    pairs = table.pairs
    apart = pairs[~pairs["verdict"].isin([SAME, ROUNDING])]
    apart = apart[~(apart["level"] & (apart["verdict"] == CONFLICT) & power_of_ten(apart["ratio"]))]
    told = table.printed.loc[
        pd.unique(apart[["one", "other"]].to_numpy().ravel()), ["number", "value", "source", "unit"]
    ]
    figures = {figure.Index: figure for figure in records(told)}
    return [_finding(table, pair, figures) for pair in records(apart)]


def power_of_ten(ratio: pd.Series, within: float = 1.25) -> pd.Series:
    """Whether a ratio above one is nearly ten, a hundred, a thousand or ten thousand."""
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.log10(ratio.where(np.isfinite(ratio) & (ratio > 0), 1.0))
    nearest = powers.round()
    return (nearest.between(1, 4)) & ((powers - nearest).abs() <= np.log10(within))


def _finding(table: Table, pair: Any, figures: dict[int, Any]) -> Finding:
    rows = max(pair.one, pair.other), min(pair.one, pair.other)  # what was handed in before what is recorded
    one, other = (figures[row] for row in rows)
    gap = abs(one.number - other.number)
    words = {"one": one.source, "first": one.value, "other": other.source, "second": other.value}
    words |= {"verdict": verdict_words(pair.verdict), "gap": plain_number(gap), "unit": table.unit(rows[0])}
    if pd.isna(gap):
        message = _("%(one)s prints %(first)s, %(other)s prints %(second)s for the same: %(verdict)s")
    elif one.unit in ("pct", "pp"):
        message = _("%(one)s prints %(first)s, %(other)s prints %(second)s for the same: %(verdict)s of %(gap)s points")
    else:
        message = _(
            "%(one)s prints %(first)s, %(other)s prints %(second)s for the same: %(verdict)s of %(gap)s %(unit)s"
        )
    said = message % words
    if pair.level and np.isfinite(pair.ratio) and pair.ratio >= 1.2:
        words = {"finding": said, "times": times(pair.ratio)}
        said = _("%(finding)s, the greater is %(times)s times the less") % words
    if pair.verdict == REVISION and pair.census:
        said = _("%(finding)s (a level break lies between their releases)") % {"finding": said}
    elif pair.verdict == REVISION:
        said = _("%(finding)s (two releases)") % {"finding": said}
    return Finding(CHECK, str(pair.verdict), rows, said)
