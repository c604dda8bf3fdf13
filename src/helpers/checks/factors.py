"""Figures that are many times, or a small part of, what stands around them: a lost point, a unit, a part of the year.

A series of levels does not change tenfold from one year to the next, nor fall to a quarter.
"""

import numpy as np
import pandas as pd

from helpers.checks.findings import CONFLICT, SUSPECT, Finding
from helpers.checks.neighbours import Neighbours, neighbours_of
from helpers.checks.numbers import at, plain_number, records, times
from helpers.checks.sources import CHECK as SOURCES
from helpers.checks.sources import power_of_ten
from helpers.checks.table import Table
from helpers.text.language import _, _n

CHECK = "factors"
PART = "parts"
_UNITS = (
    "100m_cny",
    "10k_cny",
    "10k_persons",
    "persons",
    "cny",
    "10k_tonnes",
    "100m_kwh",
)  # of what changes slowly from year to year
_UP, _DOWN = 2.5, 0.4  # how many times its neighbours a level may be
_QUARTER = (0.18, 0.31)  # what a first quarter is of a year
_LIKE_PART = 0.1  # how near a part of the region a number is that may be that of this part
_TENFOLD = 1.6  # how far from its neighbours a level may still be after its point is put back


def slow_levels(table: Table) -> pd.DataFrame:
    """The levels that change slowly enough for their neighbours to judge them."""
    figures = table.figures
    return figures[
        (figures["measure"] == "level")
        & figures["unit"].isin(_UNITS)
        & figures["span"].isin(["year", "ytd", "quarter", "month"])
        & (figures["status"] != "conflict")
        & (figures["number"] > 0)
    ]


def check_factors(table: Table) -> list[Finding]:
    """Levels by powers of ten, or otherwise far, from their neighbours in time; shares and rates that lost a point."""
    return [*_levels(table), *_between_sources(table), *_lost_points(table)]


def off_levels(table: Table, levels: pd.DataFrame, around: Neighbours) -> tuple[pd.Series, pd.Series]:
    """How many times its neighbours each level is, and whether it is far off nearly all of them in one direction.

    One wrong figure among the neighbours of a good one is therefore no reason to doubt that one.
    """
    ratios = around.ratios(levels["number"])
    known = around.count
    far_up, far_down = (ratios >= _UP).sum(axis=1), (ratios <= _DOWN).sum(axis=1)
    enough = np.ceil(known * 0.75).clip(lower=1)
    return ratios.median(axis=1), (known > 0) & ((far_up >= enough) | (far_down >= enough))


def _levels(table: Table) -> list[Finding]:
    levels = slow_levels(table)
    around = neighbours_of(table, levels)
    ratio, off = off_levels(table, levels, around)
    found = []
    for row in levels.index[off]:
        number, middle = at(levels, row, "number"), around.middle[row]
        power = round(np.log10(number / middle))
        tenfold = power and abs(np.log10(number / 10.0**power / middle)) <= np.log10(_TENFOLD)
        inside = None if tenfold or ratio[row] > 1 else _part(table, levels.loc[row])
        flow = at(levels, row, "accounting") == "flow" and at(levels, row, "span") == "year"
        quarter = flow and _QUARTER[0] <= ratio[row] <= _QUARTER[1]
        check = CHECK if tenfold or ratio[row] > 1 else PART
        near = around.nearest_rows(row)
        words = {
            "value": table.value(row),
            "unit": table.unit(row),
            "times": times(number / middle),
            "near": _listed(table, near),
            "guess": _shifted(power) if tenfold else _guess(table, inside, quarter, ratio[row] > 1),
        }
        said = _("%(value)s %(unit)s is %(times)s times what stands in the years around (%(near)s): %(guess)s") % words
        against = near if inside is None else (*near, inside)
        found.append(Finding(check, SUSPECT, (row,), said, against))
    return found


def _shifted(power: int) -> str:
    """By how many places the point of a number is off."""
    if power > 0:
        message = _n(
            "with the point %(places)s place further left it would fit",
            "with the point %(places)s places further left it would fit",
            power,
        )
    else:
        message = _n(
            "with the point %(places)s place further right it would fit",
            "with the point %(places)s places further right it would fit",
            -power,
        )
    return message % {"places": abs(power)}


def _guess(table: Table, inside: int | None, quarter: bool, above: bool) -> str:
    """What a number may be that is far from those around it.

    Parameters
    ----------
    inside
        The row of a part of the region that has nearly this number.
    quarter
        Whether it is what a quarter is of a year.
    above
        Whether it is more than those around it.
    """
    if inside is not None:
        words = {"figure": table.name(inside), "printed": table.value(inside)}
        return _("it is nearly that of %(figure)s, %(printed)s") % words
    if quarter:
        return _("that is what a quarter is of a year")
    if above:
        return _("is it another unit, or another quantity?")
    return _("is it the number of a part of the region or of the year?")


def _listed(table: Table, rows: tuple[int, ...]) -> str:
    return _(", ").join(
        _("%(value)s in %(period)s") % {"value": table.value(row), "period": table.when(row)} for row in rows
    )


def _part(table: Table, figure: pd.Series) -> int | None:
    """A figure of a part of the region, of that year or one beside it, that a number is nearly the same as."""
    parts = table.figures[
        (table.figures["parent"] == figure["region"])
        & (table.figures["indicator"] == figure["indicator"])
        & (table.figures["time"] == figure["time"])
        & ((table.figures["year"] - figure["year"]).abs() <= 1)
        & table.figures["trusted"]
    ]
    off = (parts["number"] / figure["number"] - 1).abs()
    near = off[off <= _LIKE_PART]
    return int(near.idxmin()) if len(near) else None


def _between_sources(table: Table) -> list[Finding]:
    """Levels of one cell that differ by a power of ten from one source to another."""
    pairs = table.pairs
    pairs = pairs[pairs["level"] & (pairs["verdict"] == CONFLICT) & power_of_ten(pairs["ratio"])]
    found = []
    for pair in records(pairs):
        one, other = (table.figures.loc[row] for row in (pair.one, pair.other))
        message = _(
            "%(one)s prints %(first)s, %(other)s prints %(second)s %(unit)s for the same: %(times)s times as much, "
            "%(power)s-fold but for little; in one the unit is another"
        )
        words = {
            **{"one": one["source"], "first": one["value"], "other": other["source"], "second": other["value"]},
            "unit": table.unit(pair.one),
            "times": times(pair.ratio),
            "power": plain_number(10.0 ** round(float(np.log10(pair.ratio)))),
        }
        found.append(Finding(SOURCES, SUSPECT, (pair.one, pair.other), message % words))
    return found


def _lost_points(table: Table) -> list[Finding]:
    """Rates and shares outside their range, or far outside their neighbours, that would fit with the point put back."""
    figures = table.figures
    rates = figures[(figures["unit"] == "pct") & figures["measure"].isin(["growth", "share"])]
    ranges = table.observations.indicators[["minimum", "maximum"]]
    highest = rates["indicator"].map(ranges["maximum"])
    around = neighbours_of(table, rates)
    size = pd.concat([around.lowest.abs(), around.highest.abs()], axis=1).max(axis=1)
    number = rates["number"].abs()
    outside = number > highest
    off = (number >= 9 * size.clip(lower=1.0)) & (number > 20)
    found = []
    for row in rates.index[outside | off]:
        if 70 <= at(rates, row, "number") <= 170 and at(rates, row, "measure") == "growth":
            continue  # an index, most likely: see the check of notations
        limit = size[row] * 2 + 5 if pd.notna(size[row]) else highest[row]
        power = next((power for power in (1, 2, 3) if number[row] / 10.0**power <= limit), None)
        if power is None:
            continue
        near = around.nearest_rows(row)
        message = _(
            "%(value)s%% is more than %(highest)s, the most that is plausible, and %(number)s would fit: was the "
            "decimal point lost?"
        )
        if near:
            message = _(
                "%(value)s%% stands where the years around have %(near)s, and %(number)s would fit: was the decimal "
                "point lost?"
            )
        words = {
            "value": table.value(row),
            "highest": f"{highest[row]:g}",
            "near": _listed(table, near),
            "number": plain_number(at(rates, row, "number") / 10.0**power),
        }
        found.append(Finding(CHECK, SUSPECT, (row,), message % words, near))
    return found
