"""Numbers under the name of another place: permuted rows, and regions of one name at two levels."""

import re

import numpy as np
import pandas as pd

from helpers.checks.factors import slow_levels
from helpers.checks.findings import SUSPECT, Finding
from helpers.checks.neighbours import neighbours_of
from helpers.checks.numbers import at, plain_number, times
from helpers.checks.table import Table
from helpers.text.language import _

PERMUTED, HOMONYM = "permuted", "homonyms"
_OFF, _FITS = 0.25, 0.12  # of the natural logarithm: does not fit its own past; fits one
_REVISED = 0.3  # what all of them moved by together: beyond it a revision made the rows odd, not their order
_APART = 1.8  # times its own neighbours: far enough to look for another place
_LIKE = 0.3  # how far from the figures of a like-named place a number that is meant for it may be
_KINDS = re.compile("(特别行政区|(维吾尔|壮族|回族)?自治区|自治州|自治县|自治旗|地区|林区|新区|省|市|州|盟|县|区|旗)$")


def check_permuted(table: Table) -> list[Finding]:
    """Rows of one source and year, of parts of one region, that fit each other's past better than their own."""
    levels = slow_levels(table)
    levels = levels[levels["parent"].ne("")]
    middle = neighbours_of(table, levels).middle
    levels = levels[middle.gt(0)]
    own, past = np.log(levels["number"]), np.log(middle.loc[levels.index])
    keys = [levels[column] for column in ("source", "parent", "indicator", "time", "year")]
    shift = (own - past).groupby(keys, sort=False).transform("median")
    off = (own - past - shift).abs() > _OFF
    counted = off.groupby(keys, sort=False).transform("sum")
    candidates = levels[off & (counted >= 2) & (shift.abs() <= _REVISED)]
    if candidates.empty:
        return []
    from scipy.optimize import linear_sum_assignment  # 0.2 s, which few tables need

    found = []
    for _key, group in candidates.groupby(["source", "parent", "indicator", "time", "year"], sort=False):
        rows = group.index
        common = shift[rows[0]] if len(group) > 3 else 0.0
        cost = np.abs(own[rows].to_numpy()[:, None] - past[rows].to_numpy()[None, :] - common)
        number, place = linear_sum_assignment(cost)
        moved = (number != place) & (cost[number, place] <= _FITS)
        if moved.sum() < 2:
            continue
        moves = [
            _("%(value)s of %(own)s fits the %(past)s of %(other)s")
            % {
                "value": table.value(rows[own_place]),
                "own": table.place(at(group, rows[own_place], "region")),
                "past": plain_number(middle[rows[to]], 4),
                "other": table.place(at(group, rows[to], "region")),
            }
            for own_place, to in zip(number[moved], place[moved], strict=True)
        ]
        message = _("%(count)s rows fit the years around of another place better than of their own: %(moves)s")
        said = message % {"count": len(moves), "moves": _("; ").join(moves)}
        found.append(Finding(PERMUTED, SUSPECT, tuple(int(rows[own_place]) for own_place in number[moved]), said))
    return found


def check_homonyms(table: Table) -> list[Finding]:
    """Numbers far from the past of their own place that fit a like-named one of another level."""
    alike = namesakes(table.observations.regions)
    if not alike:
        return []
    levels = slow_levels(table)
    levels = levels[levels["region"].isin(alike)]
    around = neighbours_of(table, levels)
    ratio = around.ratios(levels["number"]).median(axis=1)
    own = (around.count > 0) & ((ratio >= _APART) | (ratio <= 1 / _APART))
    held = table.figures[table.figures["trusted"] & (table.figures["number"] > 0)]
    by_region = dict(iter(held[held["region"].isin(alike)].groupby("region")))
    found = []
    for row in levels.index[own | (around.count == 0)]:
        number = at(levels, row, "number")
        for other in alike[at(levels, row, "region")]:
            if other not in by_region or (beside := _nearby(by_region[other], levels.loc[row])).empty:
                continue
            off = (np.log(number) - np.log(beside["number"])).abs()
            # Without a past of its own only a number that is that of the other place says anything.
            fits = off.min() <= (_LIKE if own[row] else 0.0)
            if not fits:
                continue
            against = int(off.idxmin())
            message = _(
                "%(value)s %(unit)s under %(region)s fits %(other)s, which has the like name (%(printed)s, %(figure)s)"
            )
            if own[row]:
                message = _(
                    "%(value)s %(unit)s under %(region)s is %(times)s times the years around of its own, and fits "
                    "%(other)s, which has the like name (%(printed)s, %(figure)s)"
                )
            places = table.observations.places
            words = {
                "value": table.value(row),
                "unit": table.unit(row),
                "region": places[at(levels, row, "region")].described,
                "times": times(ratio[row]),
                "other": places[other].described,
                "printed": table.value(against),
                "figure": table.name(against),
            }
            found.append(Finding(HOMONYM, SUSPECT, (int(row),), message % words, (against,)))
            break
    return found


def _nearby(others: pd.DataFrame, figure: pd.Series) -> pd.DataFrame:
    """Of the figures of another region those of the same quantity, of that year and those beside it."""
    same = (others["indicator"] == figure["indicator"]) & (others["time"] == figure["time"])
    return others[same & ((others["year"] - figure["year"]).abs() <= 2)]


def namesakes(regions: pd.DataFrame) -> dict[str, list[str]]:
    """For each region those of another level that are called the same but for the kind of place: 吉林省, 吉林市."""
    called: dict[str, list[tuple[str, str]]] = {}
    for code, name, level in zip(regions.index, regions["name_zh"], regions["level"], strict=True):
        called.setdefault(_KINDS.sub("", name) if len(name) > 2 else name, []).append((str(code), level))
    found: dict[str, list[str]] = {}
    for alike in called.values():
        for code, own in alike if len(alike) > 1 else ():
            if others := [other for other, level in alike if level != own]:
                found[code] = others
    return found
