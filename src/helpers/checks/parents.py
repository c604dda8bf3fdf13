"""A region against those that contain it: a part is at most the whole, and a plausible share of it."""

import numpy as np
import pandas as pd

from helpers.checks.findings import SUSPECT, Finding
from helpers.checks.numbers import at, percent, plain_number, times
from helpers.checks.sums import SECTORS, TOTAL
from helpers.checks.table import Table
from helpers.text.language import _

CHECK = "parents"
_ADDITIVE = (  # units of what regions add up
    *("100m_cny", "10k_cny", "10k_persons", "persons", "count", "km2"),
    *("10k_visits", "10k_tonnes", "10k_m2", "100m_kwh"),
)
# No region of a level has had more of what contains it: Guangdong is a ninth of the nation, Pudong one hundredth of it.
_MOST = {("province", "nation"): 0.2, ("prefecture", "nation"): 0.06, ("county", "nation"): 0.02}
_OWN, _SIBLINGS = 2.5, 3.0  # times its own median share, times the largest share of a sibling
_HALF = 0.6  # of the parent: a capital may have that much
_SMALL = 0.02  # shares below this move by such factors
_PARTS = (*SECTORS, "budget_revenue", "retail_level")  # what is never more than the GDP of its region
_AWAY, _GROWN = (0, -1, 1, -2, 2, -3, 3), 1.5  # years in which that GDP is looked for, and what it may have grown by


def additive(figures: pd.DataFrame) -> pd.Series:
    """Which figures are of a kind that regions, or parts of a year, add up to the whole."""
    return (figures["measure"] == "level") & figures["unit"].isin(_ADDITIVE)


def check_parents(table: Table) -> list[Finding]:
    """Levels of regions against those of the regions that contain them, and against the GDP that contains them."""
    levels = table.figures[additive(table.figures) & (table.figures["status"] != "conflict")]
    found: dict[int, Finding] = {}
    shares = []
    for above in table.ancestors:
        regions = above.reindex(levels.index)
        inside = levels[regions.ne("")]
        regions = regions[regions.ne("")]
        known = table.look_up(table.cells_of(inside, regions=regions), inside.index)
        for row in inside.index[inside["low"] > known["high"] + 1e-9]:
            found.setdefault(row, _exceeding(table, row, known.loc[row]))
        share = (inside["number"] / known["most"]).where(known["most"] > 0)
        shares.append(pd.DataFrame({"share": share, "within": regions, "against": known["most_row"]}).dropna())
    for each in shares:
        for finding in _too_large(table, each):
            found.setdefault(finding.rows[0], finding)
    for finding in _above_gdp(table, levels):
        found.setdefault(finding.rows[0], finding)
    return list(found.values())


def _exceeding(table: Table, row: int, known: pd.Series) -> Finding:
    against = int(known["most_row"])
    words = {
        "value": table.value(row),
        "unit": table.unit(row),
        "whole": plain_number(known["most"]),
        "parent": table.place(at(table.figures, against, "region")),
        "figure": table.name(against),
    }
    message = _(
        "%(value)s %(unit)s is more than the %(whole)s of %(parent)s, which contains it (%(figure)s): a part is at "
        "most the whole; is this another unit?"
    )
    if known["most"]:
        words["times"] = times(at(table.figures, row, "number") / known["most"])
        message = _(
            "%(value)s %(unit)s is %(times)s times the %(whole)s of %(parent)s, which contains it (%(figure)s): a part "
            "is at most the whole; is this another unit?"
        )
    return Finding(CHECK, SUSPECT, (row,), message % words, (against,))


def _too_large(table: Table, shares: pd.DataFrame) -> list[Finding]:
    """Shares that no region of the level has, or far above those of other years, or of siblings if there are none."""
    if shares.empty:
        return []
    figures = table.figures.loc[shares.index]
    above = shares["within"].map(table.observations.regions["level"])
    levels = zip(figures["level"], above, strict=True)
    most_of = pd.Series([_MOST.get(pair, np.inf) for pair in levels], shares.index)
    series = figures["cell"].to_numpy() // table.years
    grouped = shares["share"].groupby(series)
    median, count = grouped.transform("median"), grouped.transform("count")
    siblings = [shares["within"].to_numpy(), figures["parent"].to_numpy(), figures["indicator"].to_numpy()]
    siblings += [figures["time"].to_numpy(), figures["year"].to_numpy()]
    ranked = shares.assign(region=figures["region"]).groupby(siblings, sort=False)
    most, members = ranked["share"].transform("max"), ranked["region"].transform("nunique")
    second = shares["share"].where(shares["share"] < most).groupby(siblings, sort=False).transform("max")
    share = shares["share"]
    own = (count >= 3) & (share > _OWN * median) & (share > _SMALL)
    sibling = (count < 3) & (members >= 4) & (share == most) & (share > _SIBLINGS * second) & (share > _HALF)
    found = []
    for row in shares.index[(share > most_of) | own | sibling]:
        against = int(at(shares, row, "against"))
        if share[row] > most_of[row]:
            expected = _most_of_nation(at(figures, row, "level")) % {"share": percent(most_of[row])}
        elif own[row]:
            expected = _("in other years its share is about %(share)s%%") % {"share": percent(median[row])}
        else:
            expected = _("the next of its siblings has %(share)s%%") % {"share": percent(second[row])}
        words = {
            "value": table.value(row),
            "unit": table.unit(row),
            "share": percent(share[row]),
            "whole": table.value(against),
            "parent": table.place(at(shares, row, "within")),
            "expected": expected,
        }
        said = _("%(value)s %(unit)s is %(share)s%% of the %(whole)s of %(parent)s: %(expected)s") % words
        found.append(Finding(CHECK, SUSPECT, (row,), said, (against,)))
    return found


def _most_of_nation(level: str) -> str:
    """What no region of a level is more than."""
    messages = {
        "province": _("no province has more than %(share)s%% of its nation"),
        "prefecture": _("no prefecture has more than %(share)s%% of its nation"),
        "county": _("no county has more than %(share)s%% of its nation"),
    }
    return messages[level]


def _above_gdp(table: Table, levels: pd.DataFrame) -> list[Finding]:
    """Sectors, revenue and retail sales that are more than the GDP of their region, of that year or the nearest."""
    parts = levels[levels["indicator"].isin(_PARTS) & levels["span"].isin(["year", "ytd", "quarter"])]
    if parts.empty:
        return []
    total = pd.Series(TOTAL, parts.index)
    whole, against = pd.Series(np.nan, parts.index), pd.Series(np.nan, parts.index)
    same = table.cells_of(parts, indicators=total)
    yearly = table.cells_of(parts, indicators=total, times=pd.Series("year", parts.index))
    for cells, allowed in [(same, 1.0), *((np.where(yearly < 0, yearly, yearly + away), _GROWN) for away in _AWAY)]:
        known = table.look_up(cells, parts.index)
        new = whole.isna() & known["high"].notna()
        whole, against = whole.where(~new, known["high"] * allowed), against.where(~new, known["most_row"])
    found = []
    for row in parts.index[parts["low"] > whole]:
        other = int(against[row])
        words = {
            "value": table.value(row),
            "unit": table.unit(row),
            "times": times(at(parts, row, "number") / at(table.figures, other, "number")),
            "gdp": table.value(other),
            "figure": table.name(other),
        }
        message = _("%(value)s %(unit)s is %(times)s times the GDP of %(gdp)s (%(figure)s), of which it is a part")
        found.append(Finding(CHECK, SUSPECT, (row,), message % words, (other,)))
    return found
