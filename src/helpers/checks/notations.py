"""One notation typed for another: an index for a rate, a change for a level, a level for a change."""

import numpy as np
import pandas as pd

from helpers.checks.findings import SUSPECT, Finding
from helpers.checks.neighbours import neighbours_of
from helpers.checks.numbers import at, plain_number, records
from helpers.checks.table import Table
from helpers.text.language import _

INDEX, CHANGE = "indices", "changes"
_INDEX = (70.0, 170.0)
_LIKE = 15.0  # points that a rate may be from those around it
_SMALL = 0.2  # of the least of its like: what a share that is a change looks like
_ONE = 1.0  # percent: shares of a stock below it are taken for changes where nothing else is known


def check_indices(table: Table) -> list[Finding]:
    """Rates of 100 + g: the index, previous year = 100, typed for the rate."""
    figures = table.figures
    growth = figures[(figures["measure"] == "growth") & figures["number"].between(*_INDEX)]
    if growth.empty:
        return []
    around = neighbours_of(table, growth)
    expected, against = _expected(table, growth)
    highest = growth["indicator"].map(table.observations.indicators["maximum"])
    found = []
    for row in growth.index:
        less, usual = at(growth, row, "number") - 100, expected[row]
        if pd.notna(usual):
            index = abs(less - usual) <= _LIKE and abs(at(growth, row, "number") - usual) > 3 * _LIKE
        else:
            index = at(growth, row, "number") > highest[row]
        if not index:
            continue
        words = {"value": table.value(row), "less": plain_number(less), "highest": f"{highest[row]:g}"}
        message = _(
            "%(value)s%% is more than %(highest)s, the most that is plausible; less 100 it is %(less)s: is this an "
            "index (previous year = 100) and not a rate?"
        )
        if pd.notna(usual):
            words |= {"usual": plain_number(usual, 3), "figure": table.name(int(against[row]))}
            message = _(
                "%(value)s%% less 100 is %(less)s, near the %(usual)s that stands beside it (%(figure)s): is this an "
                "index (previous year = 100) and not a rate?"
            )
        found.append(Finding(INDEX, SUSPECT, (row,), message % words, around.nearest_rows(row)))
    return found


def _expected(table: Table, figures: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """What a rate or share is likely near: its neighbours in time, else its parent, else another source of the cell."""
    around = neighbours_of(table, figures)
    expected = around.middle
    against = around.rows.bfill(axis=1).iloc[:, 0]
    for above in table.ancestors:
        regions = above.reindex(figures.index)
        known = table.look_up(np.where(regions.eq(""), -1, table.cells_of(figures, regions=regions)), figures.index)
        new = expected.isna() & known["least"].notna()
        expected, against = expected.where(~new, known["least"]), against.where(~new, known["least_row"])
    known = table.look_up(figures["cell"].to_numpy(), figures.index)
    new = expected.isna() & known["least"].notna() & (known["least"] != figures["number"])
    return expected.where(~new, known["least"]), against.where(~new, known["least_row"])


def check_changes(table: Table) -> list[Finding]:
    """A change in points typed as a share, and a level or share typed as a change."""
    return [*_changes_as_shares(table), *_levels_as_changes(table)]


def _changes_as_shares(table: Table) -> list[Finding]:
    """Shares of a stock (such as those who live in towns) that are far too small to be one."""
    figures = table.figures
    stocks = figures[(figures["measure"] == "share") & (figures["accounting"] == "stock") & (figures["unit"] == "pct")]
    suspected = stocks[stocks["number"].abs() < 5]
    found = []
    for row, figure in suspected.iterrows():
        others = stocks[(stocks["indicator"] == figure["indicator"]) & (stocks["source"] != figure["source"])]
        same = stocks[(stocks["indicator"] == figure["indicator"]) & (stocks["source"] == figure["source"])]
        like = pd.concat([others, same[same["number"] >= 5]])
        like = like[like["trusted"]]
        near = like[like["region"] == figure["region"]]
        like = near if len(near) else like
        words = {"value": figure["value"], "hundredfold": plain_number(figure["number"] * 100)}
        if len(like) and abs(figure["number"]) < _SMALL * like["number"].min():
            least = int(like["number"].idxmin())
            against: tuple[int, ...] = (least,)
            words |= {"least": table.value(least), "figure": table.name(least)}
            message = _(
                "%(value)s%% is little for a share, of which the least that is recorded is %(least)s (%(figure)s): is "
                "this the change in percentage points, or a fraction (%(hundredfold)s%%)?"
            )
        elif like.empty and abs(figure["number"]) < _ONE:
            against = ()
            message = _(
                "%(value)s%% is little for a share, less than one in a hundred: is this the change in percentage "
                "points, or a fraction (%(hundredfold)s%%)?"
            )
        else:
            continue
        found.append(Finding(CHANGE, SUSPECT, (int(str(row)),), message % words, against))
    return found


def _levels_as_changes(table: Table) -> list[Finding]:
    """Rates and gaps, far from those beside them, that print what stands for the same time as another quantity."""
    figures = table.figures
    changes = figures[figures["measure"].isin(["growth", "gap"])]
    expected, _against = _expected(table, changes)
    far = changes[(changes["number"] - expected).abs() > _LIKE]
    far = far[~far["number"].between(*_INDEX)]
    if far.empty:
        return []
    levels = figures.loc[figures["measure"].isin(["level", "share"]), ["region", "time", "year", "value"]]
    both = far.reset_index(names="row").merge(
        levels.reset_index(names="level_row"), on=["region", "time", "year", "value"]
    )
    found = []
    for each in records(both.drop_duplicates("row")):
        message = _(
            "%(value)s as a change is %(apart)s points from the %(usual)s that stands beside it, and is printed as "
            "%(figure)s: is this a level?"
        )
        words = {
            "value": each.value,
            "apart": plain_number(abs(each.number - expected[each.row]), 3),
            "usual": plain_number(expected[each.row], 3),
            "figure": table.name(int(each.level_row)),
        }
        found.append(Finding(CHANGE, SUSPECT, (int(each.row),), message % words, (int(each.level_row),)))
    return found
