"""A level against the one of the year before and the published real growth: prices do not move just anyhow."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.checks.findings import REVISION, SUSPECT, Finding
from helpers.checks.numbers import at, greater, lesser, plain_number, records
from helpers.checks.table import Table
from helpers.text.language import _

CHECK = "deflators"
BOUNDS = (-5.0, 10.0)  # percent a year: a working bound set by judgement for the years from 1996 on
FIRST_YEAR = 1996  # levels of this year are held against those after it
# Points from the median of that many regions and more; coal provinces were as far above it in 2021, and rightly.
_PEERS, _FEWEST = 12.0, 5


def check_deflators(table: Table) -> list[Finding]:
    """The change of prices that a level, the year before it and real growth imply lies within BOUNDS.

    The level before is taken from the same source where it has one. Where several levels or rates could be meant, the
    likeliest is taken. Where a level break lies between the two years the jump is a revision.
    """
    figures = table.figures
    growth = figures["growth_indicator"]
    real = figures["growth_indicator"].map(table.observations.indicators["price_basis"]).eq("real")
    levels = figures[real & (figures["measure"] == "level") & (figures["status"] != "conflict")]
    levels = levels[(levels["year"] > FIRST_YEAR) & (levels["number"] > 0)]
    if levels.empty:
        return []
    columns = ["cell", "source", "number", "low", "high"]
    own = levels[columns].assign(before=levels["cell"] - 1, row=levels.index)
    own["rate"] = table.cells_of(levels, indicators=growth[levels.index])
    trusted = figures.loc[figures["trusted"], columns].assign(row=lambda rows: rows.index)
    before = trusted[trusted["number"] > 0].rename(columns={name: f"{name}_before" for name in [*columns, "row"]})
    both = own.merge(before, left_on="before", right_on="cell_before")
    both["same"] = both["source"] == both["source_before"]
    both = both[both["same"] | ~both.groupby("row")["same"].transform("any")]
    rates = trusted.rename(columns={name: f"{name}_rate" for name in [*columns, "row"]})
    all_three = both.merge(rates, left_on="rate", right_on="cell_rate")
    if all_three.empty:
        return []
    implied = _implied(all_three["number"] / all_three["number_before"], all_three["number_rate"])
    lowest = _implied(all_three["low"] / all_three["high_before"], all_three["high_rate"])
    highest = _implied(all_three["high"] / all_three["low_before"], all_three["low_rate"])
    usual = _of_peers(table, all_three["row"], implied)
    least, most = lesser(BOUNDS[0], usual - _PEERS), greater(BOUNDS[1], usual + _PEERS)
    off = greater(lowest - most, least - highest).clip(lower=0)
    all_three = all_three.assign(implied=implied, off=off, least=least, most=most)
    nearest = all_three.sort_values("off", kind="stable").drop_duplicates("row").sort_values("row")
    return [_finding(table, each) for each in records(nearest[nearest["off"] > 0])]


def _of_peers(table: Table, rows: pd.Series, implied: pd.Series) -> pd.Series:
    """The median change of prices of the other regions of the parent; NaN where it says nothing.

    Prices of a region move with those around it: coal made those of all mining provinces rise in 2021. Where the median
    itself is of a jump of levels, as after a census, it is no measure.
    """
    keys = [table.figures[name].loc[rows].to_numpy() for name in ("parent", "indicator", "time", "year")]
    grouped = implied.groupby(keys)
    median, count = grouped.transform("median"), grouped.transform("count")
    breaks = {code: table.observations.indicator(code).breaks_of("") for code in set(keys[1])}
    broken = [
        year in breaks[indicator] or year - 1 in breaks[indicator]
        for indicator, year in zip(keys[1], keys[3], strict=True)
    ]
    return median.where((count >= _FEWEST) & ~np.array(broken))


def _implied(ratio: pd.Series, rate: pd.Series) -> pd.Series:
    """The change of prices in percent, from the quotient of two levels and the real growth in percent."""
    return (ratio / (1 + rate / 100) - 1) * 100


def _finding(table: Table, each: Any) -> Finding:
    figures, row = table.figures, each.row
    year = int(at(figures, row, "year"))
    indicator = table.observations.indicator(at(figures, row, "indicator"))
    # The results of a census come in the year after: as first published, that year's level is the first on its basis.
    carried = each.same and table.observations.sources["back_revised"].get(each.source, "") == "yes"
    breaks = () if carried else indicator.breaks_between(year - 2 if each.same else year - 3, year)
    nominal = (each.number / each.number_before - 1) * 100
    message = _(
        "%(value)s after %(earlier)s %(unit)s (%(before)s) is %(change)s%% more, and %(rate)s%% real growth "
        "(%(growth)s) leaves %(prices)s%% for prices: %(least)s to %(most)s%% is expected"
    )
    if nominal < 0:
        message = _(
            "%(value)s after %(earlier)s %(unit)s (%(before)s) is %(change)s%% less, and %(rate)s%% real growth "
            "(%(growth)s) leaves %(prices)s%% for prices: %(least)s to %(most)s%% is expected"
        )
    said = message % {
        "value": table.value(row),
        "earlier": table.value(each.row_before),
        "unit": table.unit(row),
        "before": table.name(each.row_before),
        "change": plain_number(abs(nominal), 3),
        "rate": table.value(each.row_rate),
        "growth": table.name(each.row_rate),
        "prices": plain_number(each.implied, 3),
        "least": f"{each.least:.3g}",
        "most": f"{each.most:.3g}",
    }
    if breaks:
        years = _(", ").join(map(str, breaks))
        said = _("%(finding)s; the level breaks in %(years)s") % {"finding": said, "years": years}
    return Finding(CHECK, REVISION if breaks else SUSPECT, (row,), said, (each.row_before, each.row_rate))
