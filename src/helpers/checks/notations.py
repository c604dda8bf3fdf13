"""One notation typed for another: an index for a rate, a change for a level, a level for a change."""

import numpy as np
import pandas as pd

from helpers.checks.findings import SUSPECT, Finding
from helpers.checks.neighbours import neighbours_of
from helpers.checks.numbers import at, plain_number, records
from helpers.checks.table import Table

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
            near = f"near the {plain_number(usual, 3)} that stands beside it ({table.name(int(against[row]))})"
        else:
            index, near = at(growth, row, "number") > highest[row], f"at most {highest[row]:g} is plausible"
        if index:
            said = (
                f"{at(growth, row, 'value')} % less 100 is {plain_number(less)}, {near}: "
                "is this an index (previous year = 100) and not a rate?"
            )
            found.append(Finding(INDEX, SUSPECT, (row,), said, around.nearest_rows(row)))
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
        if len(like) and abs(figure["number"]) < _SMALL * like["number"].min():
            against = int(like["number"].idxmin())
            beside = f"the least that is recorded is {at(like, against, 'value')} ({table.name(against)})"
        elif like.empty and abs(figure["number"]) < _ONE:
            against, beside = None, "less than one in a hundred"
        else:
            continue
        said = (
            f"{figure['value']} % as a share: {beside}; is this the change in percentage points, "
            f"or a fraction ({plain_number(figure['number'] * 100)} %)?"
        )
        found.append(Finding(CHANGE, SUSPECT, (int(str(row)),), said, () if against is None else (against,)))
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
    return [
        Finding(
            CHANGE,
            SUSPECT,
            (int(each.row),),
            f"{each.value} as a change is {plain_number(abs(each.number - expected[each.row]), 3)} points from the "
            f"{plain_number(expected[each.row], 3)} that stands beside it, and is printed as "
            f"{table.name(int(each.level_row))}: is this a level?",
            (int(each.level_row),),
        )
        for each in records(both.drop_duplicates("row"))
    ]
