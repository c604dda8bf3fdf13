"""Series that are made up for tests."""

from collections.abc import Iterable

import pandas as pd

from helpers.figures.comparable import Pair
from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries
from helpers.figures.terms import Term
from helpers.show.key_figures import KeyFigures
from helpers.show.table import Table
from helpers.text.cells import as_cell


def made_up(
    observations: Observations,
    values: list[float | None],
    region: str = "530600",
    indicator: str = "gdp_growth_real",
    first: int = 2000,
    back_revised: bool = True,
) -> SelectedSeries:
    """A yearly series of a real indicator with these values; None leaves a year out."""
    index = pd.period_range(str(first), periods=len(values), freq="Y", name="period")
    rows = pd.DataFrame(
        {
            "at": index,
            "number": values,
            "low": [None if value is None else value - 0.05 for value in values],
            "high": [None if value is None else value + 0.05 for value in values],
            "value": [None if value is None else f"{value:.1f}" for value in values],
            "source": "csmar-yearbook",
            "publication": "csmar-yearbook",
            "caveats": "",
            "basis": "first_release",
            "weak": False,
        },
        index=range(2, 2 + len(values)),
    ).dropna(subset=["number"])
    named = observations.region(region), observations.indicator(indicator)
    return SelectedSeries(*named, "year", index, rows.astype({"number": float}), back_revised, "Nobody")


def made_up_pair(own: SelectedSeries, benchmark: SelectedSeries, mixed: Iterable[pd.Period] = ()) -> Pair:
    """Two made-up series of one release, but for the years whose figures are of different ones."""
    first = Term("first_release", "first release", "首次公布数")
    bases = {at: first for at in own.figures if at in benchmark.figures and at not in set(mixed)}
    return Pair(own, benchmark, bases, own.rows.iloc[:0])


def gaps_of(pairs: Iterable[Pair]) -> pd.DataFrame:
    """The gaps between figures of one release, as the notebook on growth computes them."""
    gaps = {each.against: (each.own.values - each.benchmark.values)[each.alike] for each in pairs}
    return pd.DataFrame(gaps).round(9)


def frame_of(table: Table) -> pd.DataFrame:
    """The texts of a table with their marks, by row and column header."""
    labels, *columns = zip(*[[cell.text for cell in row] for row in table.rows], strict=True)
    return pd.DataFrame(dict(zip(table.header[1:], columns, strict=True)), index=labels)


def said_of(figures: KeyFigures) -> dict[str, str]:
    """The texts of key figures with their marks, by name."""
    return {name: as_cell(figure).text for name, figure in figures.figures.items()}
