"""Parts that make up a whole: the three sectors of GDP, and shares that sum to a hundred."""

import numpy as np
import pandas as pd

from helpers.checks.findings import REVISION, ROUNDING, SUSPECT, Finding
from helpers.checks.numbers import at, percent, plain_number
from helpers.checks.table import Table
from helpers.text.language import _

CHECK = "sums"
TOTAL = "gdp_current"
SECTORS = ("gdp_primary", "gdp_secondary", "gdp_tertiary")
SHARES = ("gdp_share_primary", "gdp_share_secondary", "gdp_share_tertiary")
_REVISED = 0.01  # of the whole: what is left where one part was revised and the whole not
_ROUNDED = 0.5  # points: shares that were rounded twice
_KEY = ["region", "time", "year", "source"]


def check_sums(table: Table) -> list[Finding]:
    """The three sectors sum to GDP, their shares to a hundred, in every region, period and source."""
    return [*_sectors(table), *_shares(table)]


def _wide(table: Table, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Number, low, high and row of each indicator side by side, for each region, period and source with all of them."""
    wanted = table.figures[table.figures["indicator"].isin(indicators) & (table.figures["status"] != "conflict")]
    single = wanted.drop_duplicates([*_KEY, "indicator"]).assign(row=lambda rows: rows.index)
    if single.empty:
        return pd.DataFrame()
    numbers = single.set_index([*_KEY, "indicator"])[["number", "low", "high", "row"]]
    wide = pd.DataFrame(numbers.unstack("indicator"))
    if not set(indicators) <= set(wide["number"].columns):
        return pd.DataFrame()
    return wide.dropna()


def _summed(wide: pd.DataFrame, column: str, parts: tuple[str, ...]) -> pd.Series:
    return wide[[(column, part) for part in parts]].sum(axis=1)


def _sectors(table: Table) -> list[Finding]:
    wide = _wide(table, (TOTAL, *SECTORS))
    if wide.empty:
        return []
    total = wide["number", TOTAL]
    parts, low, high = (_summed(wide, column, SECTORS) for column in ("number", "low", "high"))
    off = (low > wide["high", TOTAL] + 1e-9) | (high < wide["low", TOTAL] - 1e-9)
    found = []
    for key in wide.index[off]:
        rows = tuple(int(at(wide, key, ("row", name))) for name in (TOTAL, *SECTORS))
        gap, whole = parts[key] - total[key], total[key]
        verdict = REVISION if abs(gap) <= _REVISED * whole else SUSPECT
        message = _(
            "the three sectors %(parts)s = %(sum)s %(unit)s, %(gap)s (%(share)s%%) less than the GDP of %(whole)s that "
            "they should sum to"
        )
        if gap > 0:
            message = _(
                "the three sectors %(parts)s = %(sum)s %(unit)s, %(gap)s (%(share)s%%) more than the GDP of %(whole)s "
                "that they should sum to"
            )
        words = {
            "parts": " + ".join(map(table.value, rows[1:])),
            "sum": plain_number(parts[key]),
            "unit": table.unit(rows[0]),
            "gap": plain_number(abs(gap)),
            "share": percent(abs(gap) / whole if whole else 1.0),
            "whole": table.value(rows[0]),
        }
        found.append(Finding(CHECK, verdict, rows, message % words))
    return found


def _shares(table: Table) -> list[Finding]:
    wide = _wide(table, SHARES)
    if wide.empty:
        return []
    summed, low, high = (_summed(wide, column, SHARES) for column in ("number", "low", "high"))
    off = (low > 100 + 1e-9) | (high < 100 - 1e-9)
    found = []
    for key in wide.index[off & np.isfinite(summed)]:
        rows = tuple(int(at(wide, key, ("row", name))) for name in SHARES)
        gap = summed[key] - 100
        words = {
            "parts": " + ".join(map(table.value, rows)),
            "sum": plain_number(summed[key]),
            "gap": plain_number(abs(gap)),
        }
        said = _("the three shares %(parts)s = %(sum)s%%, %(gap)s points off 100") % words
        found.append(Finding(CHECK, ROUNDING if abs(gap) <= _ROUNDED else SUSPECT, rows, said))
    return found
