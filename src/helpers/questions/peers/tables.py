"""A region among its peers in tables: what is recorded of each, and the numbers that the charts draw."""

import numpy as np
import pandas as pd

from helpers.figures.regions import Region
from helpers.questions.peers.group import Convergence, Group
from helpers.questions.peers.sentences import average_gap
from helpers.show.printed import printed_figures
from helpers.show.table import MISSING, Table
from helpers.show.wording import as_printed, quoted
from helpers.text.citations import cited
from helpers.text.language import _, number


def peers_table(group: Group) -> Table:
    """Every peer: last rate, rank, average rank, average gap to the parent; folded."""
    placed, rates = group.ranks, group.rates
    last = {region: rates[region].last_valid_index() for region in rates}
    compared, latest = group.rows_in(placed.index).index, group.rows_in(placed.index[-1:]).index
    gaps = {region: group.gap_figures(region) for region in rates}
    frame = pd.DataFrame(
        {
            _("latest year"): [str(last[region]) for region in rates],
            _("growth, %"): [
                _flagged(group, region, last[region], quoted(group.series[region].figures[last[region]]))
                for region in rates
            ],
            _("rank in the last complete year"): [
                cited(str(int(placed[region].iloc[-1])), latest) if len(placed) else MISSING for region in rates
            ],
            _("average rank"): [
                cited(number(placed[region].mean()), compared) if len(placed) else MISSING for region in rates
            ],
            _("average gap, points"): [average_gap(gaps[region]) if gaps[region] else MISSING for region in rates],
            _("years"): [str(int(rates[region].notna().sum())) for region in rates],
        },
        index=_names(rates.columns),
    )
    return Table.of_frame(_("The peers, with what is recorded of each"), frame, folded=True)


def ranks_table(group: Group) -> Table:
    """The rank of every region in every complete year; folded. All ranks of a year rest on all rates of that year."""
    years = [cited(str(year), group.rows_in([year]).index) for year in group.ranks.index]
    frame = _by_year(group.ranks.astype(int).astype(str).set_axis(years))
    return Table.of_frame(_("Rank by real growth, 1 the fastest"), frame, folded=True)


def gap_map_table(group: Group) -> Table:
    """The gap of every region to the parent by year; folded."""
    gaps = {region: group.gap_figures(region) for region in group.series}
    cells = {
        region: [
            _flagged(group, region, at, quoted(found[at], sign=True)) if at in found else MISSING
            for at in group.gaps.index
        ]
        for region, found in gaps.items()
    }
    frame = _by_year(pd.DataFrame(cells, index=group.gaps.index.astype(str)))
    caption = _("Real growth less that of %(parent)s, percentage points (*: weakly supported or suspect)")
    return Table.of_frame(caption % {"parent": group.parent.name}, frame, folded=True)


def rates_table(group: Group) -> Table:
    """The growth of every region and of the parent by year, as printed; folded."""
    every = {**group.series, **({group.parent: group.parent_series} if group.parent_series else {})}
    cells = {region: printed_figures(series, group.rates.index) for region, series in every.items()}
    frame = _by_year(pd.DataFrame(cells, index=group.rates.index.astype(str)))
    return Table.of_frame(_("Real growth by year as printed, % (*: weakly supported or suspect)"), frame, folded=True)


def sizes_table(found: Convergence) -> Table:
    """Size at the start and average growth since, by region; folded."""
    start, rates = found.sigma.index[0], average_rates(found)
    first = found.rows["at"] == start
    levels = found.rows[first].reset_index(names="row").set_index("region")
    since = found.rows[~first]
    frame = pd.DataFrame(
        {
            _("GDP in %(year)s, 100 million yuan") % {"year": start}: [
                cited(as_printed(levels.at[region.code, "value"]), [levels.at[region.code, "row"]])
                for region in rates.index
            ],
            _("average real growth since, % a year"): [
                cited(number(rate), since.index[since["region"] == region.code]) for region, rate in rates.items()
            ],
        },
        index=_names(rates.index),
    )
    return Table.of_frame(_("Size at the start and growth since"), frame, folded=True)


def average_rates(found: Convergence) -> pd.Series:
    """Average real growth over the years since the start by region, percent a year."""
    return 100 * np.expm1(found.grown / (len(found.sigma) - 1))


def _flagged(group: Group, region: Region, at: pd.Period, text: str) -> str:
    return f"{text} *" if group.weak.at[at, region] else text


def _names(regions: pd.Index) -> pd.Index:
    return pd.Index([region.name for region in regions], name=_("region"))


def _by_year(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells by year and region, under their names."""
    return cells.rename(columns=lambda region: region.name).rename_axis(_("year"))
