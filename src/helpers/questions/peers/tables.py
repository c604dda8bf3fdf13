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
    placed = group.ranks
    compared, latest = group.rows_in(placed.index).index, group.rows_in(placed.index[-1:]).index
    lines = []
    for region, series in group.series.items():
        at = max(series.figures)
        rank, average = MISSING, MISSING
        if len(placed):
            rank = count_cell(int(placed[region].iloc[-1]), latest, "rank")
            average = shown_number(number(placed[region].mean()), compared, unit="rank")
        gap = average_gap(group.gaps[region]) if group.gaps[region] else MISSING
        rate = rounded_cell(series.figures[at], words=_words(group, region, at), unit="pct")
        lines.append([region.name, year_cell(at), rate, rank, average, gap, len(series.figures)])
    header = [_("region"), _("latest year"), _("growth, %"), _("rank in the last complete year"), _("average rank")]
    header += [_("average gap, points"), _("years")]
    return Table(_("The peers, with what is recorded of each"), header, lines, folded=True)


def ranks_table(group: Group) -> Table:
    """The rank of every region in every complete year; folded. All ranks of a year rest on all rates of that year."""
    columns = {_("year"): [year_cell(year, group.rows_in([year]).index) for year in group.complete]}
    columns |= {region.name: map(int, group.ranks[region]) for region in group.series}
    return Table.of_columns(_("Rank by real growth, 1 the fastest"), columns, folded=True)


def gap_map_table(group: Group) -> Table:
    """The gap of every region to the parent by year; folded."""
    columns = {_("year"): map(year_cell, group.compared)}
    for region, gaps in group.gaps.items():
        columns[region.name] = [
            rounded_cell(gaps[at], 1, True, _words(group, region, at), "pp") if at in gaps else MISSING
            for at in group.compared
        ]
    caption = _("Real growth less that of %(parent)s, percentage points (*: weakly supported or suspect)")
    return Table.of_columns(caption % {"parent": group.parent.name}, columns, folded=True)


def rates_table(group: Group) -> Table:
    """The growth of every region and of the parent by year, as printed; folded."""
    every = group.series | ({group.parent: group.parent_series} if group.parent_series else {})
    columns = {_("year"): map(year_cell, group.years)}
    columns |= {region.name: printed_figures(series, group.years) for region, series in every.items()}
    caption = _("Real growth by year as printed, % (*: weakly supported or suspect)")
    return Table.of_columns(caption, columns, folded=True)


def sizes_table(found: Convergence) -> Table:
    """Size at the start and average growth since, by region; folded."""
    rows, start = found.rows, found.sigma.index[0]
    lines = []
    for region, rate in average_rates(found).items():
        own = rows["region"] == region.code
        level, since = rows[own & (rows["at"] == start)], rows.index[own & (rows["at"] > start)]
        size = shown_number(as_printed(level["value"].iloc[0]), level.index, unit="100m_cny")
        lines.append([region.name, size, shown_number(number(rate), since, unit="pct")])
    header = [_("region"), _("GDP in %(year)s, 100 million yuan") % {"year": start}]
    header.append(_("average real growth since, % a year"))
    return Table(_("Size at the start and growth since"), header, lines, folded=True)


def average_rates(found: Convergence) -> dict[Region, float]:
    """Average real growth over the years since the start by region, percent a year."""
    return dict(zip(found.grown.index, 100 * np.expm1(found.grown / (len(found.sigma) - 1)), strict=True))


def _words(group: Group, region: Region, at: pd.Period) -> str:
    return weak_words(bool(group.weak.at[at, region]))
