"""A region among its peers in tables: what is recorded of each, and the numbers that the charts draw."""

import math
from collections.abc import Iterable

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.models.group import GROWTH, Group
from helpers.questions.peers.sentences import average_gap
from helpers.questions.peers.sizes import Convergence
from helpers.questions.peers.together import Together
from helpers.show.frame import About
from helpers.show.printed import count_cell, interval_cell, printed_figures, rounded_cell, weak_words, year_cell
from helpers.show.table import MISSING, Table
from helpers.show.wording import as_printed
from helpers.text.cells import Cell, shown_number
from helpers.text.language import _, number

_TAIL, _COLUMNS, _MANY = 5, 6, 40  # years and regions that a frame shows; regions whose rates are not all named


def peers_table(group: Group) -> Table:
    """Every peer: last rate, rank, average rank, average gap to the parent; folded."""
    placed = group.ranks
    compared, latest = group.rows_in(group.ranked).index, group.rows_in(group.ranked[-1:]).index
    lines = []
    for region, series in group.series.items():
        at = max(series.figures)
        ranks: list[Cell | str] = [MISSING, MISSING, MISSING]
        if placed[region].notna().any():
            average = shown_number(number(placed[region].mean()), compared, unit="rank")
            ranks = [_rank(placed[region].iloc[-1], latest), _possible(group, region, latest), average]
        gap = average_gap(group.gaps[region]) if group.gaps[region] else MISSING
        rate = rounded_cell(series.figures[at], words=_words(group, region, at), unit="pct")
        lines.append([region.name, year_cell(at), rate, *ranks, gap, len(series.figures)])
    header = [_("region"), _("latest year"), _("growth, %"), _("rank in the last ranked year")]
    header += [
        _("ranks that rounding leaves open"),
        _("average rank"),
        _("average gap, points"),
        _("years with figures"),
    ]
    return Table(_("The peers: latest growth, ranks, gaps"), header, lines, folded=True)


def _rank(rank: float, rows: Iterable[int]) -> Cell:
    return Cell(MISSING) if pd.isna(rank) else count_cell(int(rank), rows, "rank")


def _possible(group: Group, region: Region, rows: Iterable[int]) -> Cell | str:
    """The ranks that rounding leaves open in the last ranked year; a dash where there is one, or none."""
    best, worst = group.possible_ranks_in(group.ranked[-1]).get(region, (0, 0))
    return MISSING if best == worst else interval_cell(best, worst, rows, 0)


def ranks_table(group: Group) -> Table:
    """The rank of every region in every ranked year; folded. All ranks of a year rest on all rates of that year.

    A line a year, or where there are more regions than that, a line a region.
    """
    caption = _("Rank by real growth, 1 the fastest")
    if len(group.series) > len(group.years):
        ranks = {at: group.ranks_in(at) for at in group.ranked}
        columns = {f"{at}, {group.compared.bases[at].name}": placed for at, placed in ranks.items()}
        lines = [
            [region.name, *(_rank(placed.get(region, math.nan), ()) for placed in columns.values())]
            for region in group.series
        ]
        return Table(caption, [_("region"), *columns], lines, folded=True)
    header = [_("year"), *(region.name for region in group.series), _("release")]
    behind = group.rows_in(group.ranked).groupby("at").groups
    rows = []
    for at in group.ranked:
        placed = group.ranks_in(at)
        own = [_rank(placed.get(region, math.nan), ()) for region in group.series]
        rows.append([year_cell(at, sorted(behind[at])), *own, group.compared.bases[at].name])
    return Table(caption, header, rows, folded=True)


def about_ranks(group: Group) -> About:
    """What a frame of ranks by year is shown with, a column a region; all ranks of a year rest on all rates of it.

    Of more regions than a page has room for, each rests on its own rate; only years that a tail has are told of.
    """
    behind = {str(at): sorted(group.rows_in([at]).index) for at in group.ranked[-_TAIL:]}
    rows = dict.fromkeys(group.ranks, behind)
    if len(group.series) > _MANY:
        own = {region: group.series[region].rows for region in group.series}
        rows = {
            region: {str(at): [row] for row, at in each["at"].items() if at in group.ranked[-_TAIL:]}
            for region, each in own.items()
        }
    return About(_("Rank by real growth, 1 the fastest"), rows)


def picked(group: Group) -> list[Region]:
    """The columns of a frame of ranks that a page has room for: the region, and the first of the last ranked year."""
    if group.ranks.empty:
        return []
    last = group.ranks_in(group.ranked[-1])
    first = sorted(last, key=last.__getitem__)
    return [region for region in dict.fromkeys([group.region, *first]) if region in group.ranks][:_COLUMNS]


def together_table(group: Group, found: Together) -> Table | None:
    """The GDP of all peers and their growth weighted by it, beside what is published of the parent; folded."""
    if not found.years:
        return None
    parent = {"parent": group.parent.name}
    header = [_("year"), _("regions"), _("GDP, 100 million yuan"), _("that of %(parent)s") % parent]
    header += [_("growth weighted by size, %"), _("that of %(parent)s, %%") % parent, _("release")]
    lines = [
        [
            year_cell(each.at),
            each.regions,
            rounded_cell(each.size, 2, unit="100m_cny"),
            _published(each.whole_size, 2, "100m_cny"),
            rounded_cell(each.growth, 2, unit="pct"),
            _published(each.whole_growth, 1, "pct"),
            each.release.name,
        ]
        for each in found.years
    ]
    return Table(_("The peers together, year by year"), header, lines, folded=True)


def _published(figure: Rounded | None, decimals: int, unit: str) -> Cell:
    return rounded_cell(figure, decimals, unit=unit) if figure is not None else Cell(MISSING)


def gap_map_table(group: Group) -> Table:
    """The gap of every region to the parent by year; folded."""
    header = [_("year"), *(region.name for region in group.gaps)]
    rows = [[year_cell(at), *(_gap(group, region, at) for region in group.gaps)] for at in group.with_gaps]
    caption = _("Real growth less that of %(parent)s, percentage points (*: weakly supported or suspect)")
    return Table(caption % {"parent": group.parent.name}, header, rows, folded=True)


def gap_year_table(group: Group, year: pd.Period, order: list[Region]) -> Table:
    """The gap to the parent in one year, of the regions that have one; folded."""
    header = [_("region"), _("gap to %(parent)s, points") % {"parent": group.parent.name}]
    rows = [[region.name, _gap(group, region, year)] for region in order]
    names = {"parent": group.parent.name, "year": year}
    return Table(_("Real growth less that of %(parent)s in %(year)s") % names, header, rows, folded=True)


def _gap(group: Group, region: Region, at: pd.Period) -> Cell | str:
    gap = group.gaps[region].get(at)
    return rounded_cell(gap, 1, True, _words(group, region, at), "pp") if gap else MISSING


def rates_table(group: Group) -> Table:
    """The growth of every region and of the parent by year, as printed; folded."""
    every = group.series | ({group.parent: group.parent_series} if group.parent_series else {})
    columns = {region.name: printed_figures(series, group.years) for region, series in every.items()}
    caption = _("Real growth by year as printed, % (*: weakly supported or suspect)")
    return Table.of_columns(caption, {_("year"): list(map(year_cell, group.years)), **columns}, folded=True)


def sizes_table(found: Convergence) -> Table:
    """Size at the start and average growth since, by region; folded."""
    rows, start = found.rows, found.sigma.index[0]
    lines = []
    for region, rate in found.average.items():
        own = rows["region"] == region.code
        level, since = rows[own & (rows["at"] == start)], rows.index[own & (rows["indicator"] == GROWTH)]
        size = shown_number(as_printed(level["value"].iloc[0]), level.index, unit="100m_cny")
        lines.append([region.name, size, shown_number(number(rate), since, unit="pct")])
    header = [_("region"), _("GDP in %(year)s, 100 million yuan") % {"year": start}]
    header.append(_("average real growth since, % a year"))
    return Table(_("Size at the start and growth since"), header, lines, folded=True)


def _words(group: Group, region: Region, at: pd.Period) -> str:
    return weak_words(bool(group.weak.at[at, region]))
