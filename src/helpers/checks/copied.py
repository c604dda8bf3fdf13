"""Numbers that were filled in: the parent's rate for its parts, the mean of the years before and after."""

import numpy as np
import pandas as pd
from scipy.special import pdtrc

from helpers.checks.findings import CONFLICT, SAME, SUSPECT, Finding
from helpers.checks.numbers import at, greater
from helpers.checks.table import ABSENT, Table
from helpers.text.language import _, listed

FILLED, MIDPOINT = "filled_in", "midpoints"
_BY_CHANCE = 0.002  # how unlikely it is that so many parts have the rate of their parent
_BESIDE = 0.5  # points to either side in which rates beside it are counted
_GROUP = ["parent", "indicator", "time", "year", "source"]
_ENOUGH = 5  # figures from which it is known how many digits a source prints
_FEW = 0.5  # parts that may have it in any case


def check_filled_in(table: Table) -> list[Finding]:
    """Rates of several parts that are their parent's to the last digit, more than chance gives.

    One part alone is asked about where another source prints another rate for it.
    """
    figures = table.figures
    rates = figures[figures["measure"].eq("growth") & figures["parent"].ne("") & figures["trusted"]]
    known = table.look_up(table.cells_of(rates, regions=rates["parent"]), rates.index)
    rates = rates[known["least"].notna()]
    known = known.loc[rates.index]
    filled = (rates["number"] == known["least"]) | (rates["number"] == known["most"])
    apart = rates["number"].sub(known["least"]).abs()
    group = [rates[column] for column in _GROUP]
    equal = filled.groupby([*group, rates["number"]], sort=False).transform("sum")
    beside = (~filled & (apart <= _BESIDE)).groupby(group, sort=False).transform("sum")
    slots = (2 * _BESIDE / (rates["high"] - rates["low"]).clip(lower=0.01)).clip(lower=1)  # rates in that distance
    many = filled & (pdtrc(equal - 1, (beside / slots).clip(lower=_FEW)) < _BY_CHANCE)
    differing = table.pairs[table.pairs["verdict"].eq(CONFLICT)]
    contradicted = rates.index.isin(np.union1d(differing["one"], differing["other"]))
    many |= filled & contradicted
    found = []
    for key, rows in rates[many].groupby([*_GROUP, "number"], sort=False).groups.items():
        members = tuple(int(row) for row in rows)
        end = "least" if at(known, rows[0], "least") == at(rates, rows[0], "number") else "most"
        against = int(at(known, rows[0], f"{end}_row"))
        words = {
            "value": table.value(members[0]),
            "regions": listed([table.place(region) for region in dict.fromkeys(rates.loc[rows, "region"])]),
            "parent": table.place(str(key[0])),
            "figure": table.name(against),
            "others": f"{beside[rows[0]]:.0f}",
            "points": f"{_BESIDE:g}",
        }
        message = _(
            "%(value)s%% of %(regions)s is the rate of the whole, %(parent)s (%(figure)s), and only %(others)s others "
            "are within %(points)s points of it: was it filled in?"
        )
        if contradicted[rates.index.get_indexer(rows)].any():
            message = _(
                "%(value)s%% of %(regions)s is the rate of the whole, %(parent)s (%(figure)s), and another source "
                "prints another rate: was it filled in?"
            )
        found.append(Finding(FILLED, SUSPECT, members, message % words, (against,)))
    return found


def check_midpoints(table: Table) -> list[Finding]:
    """Figures that are the mean of the years before and after, to more digits than these are printed with."""
    figures = table.figures
    yearly = figures[(figures["span"] == "year") & figures["measure"].isin(["level", "growth", "share"])]
    yearly = yearly[["cell", "source", "number", "value"]]
    decimals = yearly["value"].str.extract(r"\.(\d+)$", expand=False).fillna("").str.len()
    own = yearly.assign(row=yearly.index, decimals=decimals, key=_keyed(yearly, 0))
    beside = own.drop_duplicates("key").set_index("key")[["number", "decimals", "row"]]
    before, after = (_beside(table, yearly, beside, step) for step in (-1, 1))
    mean = (before["number"] + after["number"]) / 2
    # A file that drops trailing zeros has 7 for 7.0: what counts as finer is more than is usual there, too.
    printed = decimals.groupby([yearly["source"], figures.loc[yearly.index, "indicator"]])
    usual = printed.transform("median").where(printed.transform("count") >= _ENOUGH, 0)
    finer = decimals > greater(greater(before["decimals"], after["decimals"]), usual)
    exact = (mean - yearly["number"]).abs() <= 1e-9 * mean.abs().clip(lower=1)
    found = []
    # That 8.55 is 9 when rounded is no witness for its digits.
    printed_elsewhere = yearly.index.isin(table.agreeing(SAME))
    for row in yearly.index[exact & finer & (before["number"] != after["number"]) & ~printed_elsewhere]:
        near = int(at(before, row, "row")), int(at(after, row, "row"))
        message = _(
            "%(value)s is the exact mean of %(first)s (%(before)s) and %(last)s (%(after)s), with more digits than "
            "either: was it filled in?"
        )
        words = {
            "value": table.value(int(row)),
            **dict(zip(("first", "last"), map(table.value, near), strict=True)),
            **dict(zip(("before", "after"), map(table.when, near), strict=True)),
        }
        found.append(Finding(MIDPOINT, SUSPECT, (int(row),), message % words, near))
    return found


def _beside(table: Table, yearly: pd.DataFrame, own: pd.DataFrame, step: int) -> pd.DataFrame:
    """What stands a year before or after: in the same source, else in another."""
    found = own.reindex(_keyed(yearly, step)).set_axis(yearly.index)
    others = table.look_up(yearly["cell"].to_numpy() + step, yearly.index)
    row = found["row"].fillna(others["least_row"])
    decimals = own.set_index("row")["decimals"].reindex(row).set_axis(yearly.index)
    return pd.DataFrame({"number": found["number"].fillna(others["least"]), "decimals": decimals, "row": row})


def _keyed(figures: pd.DataFrame, step: int) -> pd.MultiIndex:
    cells = figures["cell"].to_numpy()
    return pd.MultiIndex.from_arrays([np.where(cells < 0, ABSENT, cells + step), figures["source"]])
