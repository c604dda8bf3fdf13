"""A region among its peers in tables: what is recorded of each, and the numbers that the charts draw."""

import numpy as np
import pandas as pd

from helpers.figures.regions import Region
from helpers.questions.peers.group import Convergence, Group
from helpers.questions.peers.sentences import average_gap
from helpers.show.cells import shown_number
from helpers.show.printed import count_cell, printed_figures, rounded_cell, weak_words, year_cell
from helpers.show.table import MISSING, Table
from helpers.show.wording import as_printed
from helpers.text.language import _, number


def peers_table(group: Group) -> Table:
    """Every peer: last rate, rank, average rank, average gap to the parent; folded."""
    placed, rates = group.ranks, group.rates
    last = {region: rates[region].last_valid_index() for region in rates}
    compared, latest = group.rows_in(placed.index).index, group.rows_in(placed.index[-1:]).index
    gaps = {region: group.gap_figures(region) for region in rates}
    columns = {
        _("region"): [region.name for region in rates],
        _("latest year"): [year_cell(last[region]) for region in rates],
        _("growth, %"): [
            rounded_cell(group.series[region].figures[at], words=_words(group, region, at), unit="pct")
            for region, at in last.items()
        ],
        _("rank in the last complete year"): [
            count_cell(int(placed[region].iloc[-1]), latest, "rank") if len(placed) else MISSING for region in rates
        ],
        _("average rank"): [
            shown_number(number(placed[region].mean()), compared, unit="rank") if len(placed) else MISSING
            for region in rates
        ],
        _("average gap, points"): [average_gap(gaps[region]) if gaps[region] else MISSING for region in rates],
        _("years"): [int(rates[region].notna().sum()) for region in rates],
    }
    return Table.of_columns(_("The peers, with what is recorded of each"), columns, folded=True)


def ranks_table(group: Group) -> Table:
    """The rank of every region in every complete year; folded. All ranks of a year rest on all rates of that year."""
    columns = {
        _("year"): [year_cell(year, group.rows_in([year]).index) for year in group.ranks.index],
        **{region.name: map(int, group.ranks[region]) for region in group.ranks},
    }
    return Table.of_columns(_("Rank by real growth, 1 the fastest"), columns, folded=True)


def gap_map_table(group: Group) -> Table:
    """The gap of every region to the parent by year; folded."""
    gaps = {region: group.gap_figures(region) for region in group.series}
    columns = {
        region.name: [
            rounded_cell(found[at], 1, True, _words(group, region, at), "pp") if at in found else MISSING
            for at in group.gaps.index
        ]
        for region, found in gaps.items()
    }
    caption = _("Real growth less that of %(parent)s, percentage points (*: weakly supported or suspect)")
    columns = {_("year"): map(year_cell, group.gaps.index), **columns}
    return Table.of_columns(caption % {"parent": group.parent.name}, columns, folded=True)


def rates_table(group: Group) -> Table:
    """The growth of every region and of the parent by year, as printed; folded."""
    every = {**group.series, **({group.parent: group.parent_series} if group.parent_series else {})}
    columns = {
        _("year"): map(year_cell, group.rates.index),
        **{region.name: printed_figures(series, group.rates.index) for region, series in every.items()},
    }
    caption = _("Real growth by year as printed, % (*: weakly supported or suspect)")
    return Table.of_columns(caption, columns, folded=True)


def sizes_table(found: Convergence) -> Table:
    """Size at the start and average growth since, by region; folded."""
    start, rates = found.sigma.index[0], average_rates(found)
    first = found.rows["at"] == start
    levels = found.rows[first].reset_index(names="row").set_index("region")
    since = found.rows[~first]
    columns = {
        _("region"): [region.name for region in rates.index],
        _("GDP in %(year)s, 100 million yuan") % {"year": start}: [
            shown_number(as_printed(levels.at[region.code, "value"]), [levels.at[region.code, "row"]], unit="100m_cny")
            for region in rates.index
        ],
        _("average real growth since, % a year"): [
            shown_number(number(rate), since.index[since["region"] == region.code], unit="pct")
            for region, rate in rates.items()
        ],
    }
    return Table.of_columns(_("Size at the start and growth since"), columns, folded=True)


def average_rates(found: Convergence) -> pd.Series:
    """Average real growth over the years since the start by region, percent a year."""
    return 100 * np.expm1(found.grown / (len(found.sigma) - 1))


def _words(group: Group, region: Region, at: pd.Period) -> str:
    return weak_words(bool(group.weak.at[at, region]))
