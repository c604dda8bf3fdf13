"""Growth in tables: the latest claim against its benchmarks, the years and their gaps, each with its rounding."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from helpers.figures.comparable import Pair
from helpers.figures.printed import Rounded
from helpers.figures.series import SelectedSeries
from helpers.questions.growth.claims import Claim
from helpers.show.frame import About
from helpers.show.printed import printed_figures, rounded_cell, with_interval, year_cell
from helpers.show.table import MISSING, Table
from helpers.show.wording import as_printed
from helpers.text import language
from helpers.text.cells import Cell, shown_number
from helpers.text.language import _


def claim_table(claim: Claim) -> Table:
    """The figure of the region and its benchmarks: of the same release, as revised since, as implied; folded."""
    header = [_("region"), _("same release"), _("another release"), _("implied by the stated gap")]
    own = with_interval(shown_number(as_printed(claim.printed), claim.own.rows, unit="pct"), claim.own)
    rows = [[Cell(claim.region.name), own, _rate(None), _rate(None)]]
    for benchmark in claim.benchmarks:
        rates = map(_rate, (benchmark.then, benchmark.now, benchmark.implied))
        rows.append([Cell(benchmark.region.name), *rates])
    caption = _("Real GDP growth in %(period)s, %% on a year earlier (in brackets: what rounding allows)")
    return Table(caption % {"period": language.period(claim.period, "ytd")}, header, rows, folded=True)


def _rate(figure: Rounded | None) -> Cell:
    return with_interval(rounded_cell(figure, unit="pct"), figure) if figure is not None else Cell(MISSING)


def growth_table(drawn: list[SelectedSeries]) -> Table:
    """Growth by year as printed, over the years of the first series; folded."""
    own = drawn[0]
    columns = {series.region.name: printed_figures(series, own.index) for series in drawn}
    caption = _("Real GDP growth by year as published, % on a year earlier (*: weakly supported)")
    return Table.of_columns(caption, {_("year"): map(year_cell, own.index), **columns}, folded=True)


def about_gaps(own: SelectedSeries, pairs: list[Pair]) -> About:
    """What a frame of gaps is shown with: by year, a column a benchmark (`Pair.against`), in percentage points."""
    message = _("Growth of %(region)s less that of each benchmark, figures of one release, in percentage points")
    return About(message % {"region": own.region.name}, {each.against: each.rows_behind for each in pairs})


def gaps_table(pairs: list[Pair], gaps: pd.DataFrame) -> Table:
    """The growth gap to each benchmark by year, percentage points, on which release, and as revised since; folded."""
    own = pairs[0].own
    columns: dict[str, Iterable[Cell]] = {_("year"): map(year_cell, own.index)}
    for pair in pairs:
        name = {"benchmark": pair.benchmark.region.name}
        columns[pair.benchmark.region.name] = [_gap(_gaps_of(pair, gaps), at) for at in own.index]
        columns[_("%(benchmark)s: release of both") % name] = [Cell(_release(pair, at)) for at in own.index]
        columns[_("to %(benchmark)s as revised since") % name] = [_gap(pair.revised_gaps, at) for at in own.index]
    caption = _("Gap of %(region)s to each benchmark, percentage points (in brackets: what rounding allows)")
    return Table.of_columns(caption % {"region": own.region.name}, columns, folded=True)


def _gaps_of(pair: Pair, gaps: pd.DataFrame) -> dict[pd.Period, Rounded]:
    """The gaps of a frame with what rounding allows, and those of different releases."""
    known = gaps[pair.against].dropna()
    told = zip(pd.PeriodIndex(known.index), known, strict=True)
    return {**pair.gaps, **{at: replace(pair.gaps[at], value=value) for at, value in told}}


def _gap(gaps: dict[pd.Period, Rounded], at: pd.Period) -> Cell:
    if at not in gaps:
        return Cell(MISSING)
    return with_interval(rounded_cell(gaps[at], sign=True, unit="pp"), gaps[at])


def _release(pair: Pair, at: pd.Period) -> str:
    if at in pair.bases:
        return pair.bases[at].name
    return _("different releases, not counted") if at in pair.gaps else MISSING
