"""The table that the checks look at: figures with what their codes stand for, and where each has its like.

A cell is a region, an indicator, a span, a part of the year and a year; its number is such that the cell of the year
after has the next one. What a check looks up (the parent's figure, the year before, another indicator) is then one
step of arithmetic and one look into an index, for all figures at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.checks.findings import ROUNDING, SAME
from helpers.checks.numbers import at
from helpers.checks.releases import judged_pairs
from helpers.figures.observations import Observations
from helpers.figures.periods import window_words
from helpers.figures.printed import in_full, read_printed
from helpers.text.language import _

_MARKED = ("suspect", "conflict")  # the status of figures that bear witness to nothing
_NOTED = ("implausible", "interpolated_source")  # caveats that say the same
_SPARE = 10  # years before the first and after the last, so that a step never leaves its series
ABSENT = -1  # the number of a cell that cannot be
_TOLD = {"measure": "", "unit": "", "accounting": "", "price_basis": "", "growth_indicator": ""}


@dataclass(frozen=True)
class Table:
    """Figures, ready to be checked.

    Attributes
    ----------
    printed
        Every figure, by row; besides the columns of `Observations.figures`: level and parent of the region; measure,
        unit, accounting, price_basis and growth_indicator of the indicator; year; time (the span with the part of the
        year); cell; trusted (nothing is said against it).
    figures
        Those of them that name one number: neither bounds nor ranges.
    observations
        What the codes stand for.
    """

    printed: pd.DataFrame
    figures: pd.DataFrame
    observations: Observations
    codes: dict[str, pd.Index]
    first_year: int
    years: int

    def cells(
        self, regions: Iterable[str], indicators: Iterable[str], times: Iterable[str], years: Iterable[int]
    ) -> np.ndarray:
        """The numbers of cells; ABSENT where the table knows no such region, indicator or time."""
        region, indicator, time = (
            self.codes[name].get_indexer(pd.Index(values))
            for name, values in (("region", regions), ("indicator", indicators), ("time", times))
        )
        number = (region * len(self.codes["indicator"]) + indicator) * len(self.codes["time"]) + time
        number = number.astype(np.int64) * self.years + (np.asarray(years) - self.first_year)
        return np.where((region < 0) | (indicator < 0) | (time < 0), ABSENT, number)

    def cells_of(
        self,
        figures: pd.DataFrame,
        regions: pd.Series | None = None,
        indicators: pd.Series | None = None,
        times: pd.Series | None = None,
    ) -> np.ndarray:
        """The cells of figures, but for other regions, indicators or times where these are given."""
        return self.cells(
            figures["region"] if regions is None else regions,
            figures["indicator"] if indicators is None else indicators,
            figures["time"] if times is None else times,
            figures["year"],
        )

    @cached_property
    def known(self) -> pd.DataFrame:
        """The least and the greatest number that is trusted, by cell, with a row that prints each."""
        trusted = self.figures.loc[self.figures["trusted"], ["cell", "number", "low", "high"]]
        ordered = trusted.sort_values(["cell", "number"], kind="stable")
        first, last = ordered.drop_duplicates("cell"), ordered.drop_duplicates("cell", keep="last")
        return pd.DataFrame(
            {
                "least": first["number"].to_numpy(),
                "low": first["low"].to_numpy(),
                "least_row": first.index.to_numpy(),
                "most": last["number"].to_numpy(),
                "high": last["high"].to_numpy(),
                "most_row": last.index.to_numpy(),
            },
            index=pd.Index(first["cell"].to_numpy(), name="cell"),
        )

    def look_up(self, cells: np.ndarray, index: pd.Index) -> pd.DataFrame:
        """What is known of cells, in their order, under an index; NaN where nothing is."""
        return self.known.reindex(cells).set_axis(index)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every two figures of one cell from two sources, with their verdict: see `releases.judged_pairs`."""
        return judged_pairs(self.printed, self.observations)

    @cached_property
    def corroborated(self) -> pd.Index:
        """The rows that another source prints too, the same or equal as far as they are rounded, and trusted there."""
        return self.agreeing(SAME, ROUNDING)

    def agreeing(self, *verdicts: str) -> pd.Index:
        """The rows that another source, trusted there, prints with one of these verdicts; a bound bears no witness."""
        pairs = self.pairs[self.pairs["verdict"].isin(verdicts)]
        bounds = self.printed[["low", "high"]].isin([np.inf, -np.inf]).any(axis=1)
        witnesses = self.printed["trusted"] & ~bounds
        trusted = {name: witnesses.reindex(pairs[name]).to_numpy(dtype=bool) for name in ("one", "other")}
        return pd.Index(np.union1d(pairs["one"][trusted["other"]], pairs["other"][trusted["one"]]))

    @cached_property
    def ancestors(self) -> list[pd.Series]:
        """What contains the region of each figure, then what contains that, and so on; empty where nothing does."""
        parents, found = self.observations.regions["parent"].to_dict(), [self.figures["parent"]]
        while (above := found[-1].map({**parents, "": ""}).fillna("")).ne("").any():
            found.append(above)
        return found

    def place(self, region: str) -> str:
        """What a region is called in a message."""
        places = self.observations.places
        return places[region].name if region in places else region

    def unit(self, row: int) -> str:
        """The unit of a figure in words."""
        code = str(at(self.printed, row, "unit"))
        terms = self.observations.vocabularies["unit"]
        return terms[code].name if code in terms else str(code)

    def when(self, row: int) -> str:
        """What a figure covers, in words."""
        return window_words(str(at(self.printed, row, "period")), str(at(self.printed, row, "span")))

    def value(self, row: int) -> str:
        """The digits of a figure, in the unit of its indicator."""
        return in_full(str(at(self.printed, row, "value")))

    def name(self, row: int) -> str:
        """A figure in a message: what, where, when, from where."""
        indicator, region, source = (str(at(self.printed, row, name)) for name in ("indicator", "region", "source"))
        known = indicator in self.observations.indicators.index
        what = self.observations.indicator(indicator).name if known else indicator
        words = {"indicator": what, "region": self.place(region), "period": self.when(row), "source": source}
        return _("%(region)s %(period)s, %(indicator)s, from %(source)s") % words


def table_of(observations: Observations, rows: pd.DataFrame | None = None) -> Table:
    """The figures of a data folder, and rows handed in together with them.

    Parameters
    ----------
    rows
        Rows with the columns of data/observations.csv under row numbers of their own. They need not pass what is
        checked of a row that is recorded: a value may lie outside the range of its indicator.
    """
    figures = observations.figures
    if rows is not None and len(rows):
        figures = pd.concat([figures, derived(rows, observations)])
    regions, indicators = observations.regions, observations.indicators
    noted: pd.Series = figures["caveats"].str.contains("|".join(_NOTED), regex=True)
    figures = figures.assign(
        level=figures["region"].map(regions["level"]).fillna(""),
        parent=figures["region"].map(regions["parent"]).fillna(""),
        **{column: figures["indicator"].map(indicators[column]).fillna(empty) for column, empty in _TOLD.items()},
        year=figures["period"].str[:4].astype(int),
        time=figures["span"] + figures["period"].str[4:],
        trusted=~(noted | figures["status"].isin(_MARKED)),
    )
    first, last = (int(figures["year"].min()), int(figures["year"].max())) if len(figures) else (2000, 2000)
    codes = {
        "region": pd.Index(pd.unique(pd.concat([figures["region"], regions.index.to_series()]))),
        "indicator": pd.Index(pd.unique(figures["indicator"])),
        "time": pd.Index(pd.unique(figures["time"])),
    }
    table = Table(figures, figures, observations, codes, first - _SPARE, last - first + 1 + 2 * _SPARE)
    figures = figures.assign(cell=table.cells_of(figures))
    single = figures["number"].notna() & np.isfinite(figures["low"]) & np.isfinite(figures["high"])
    return replace(table, printed=figures, figures=figures[single])


def derived(rows: pd.DataFrame, observations: Observations) -> pd.DataFrame:
    """Rows with what is derived of a recorded one."""
    printed = [read_printed(value) for value in rows["value"]]
    vintages = rows["source"].map(observations.sources["vintage"]).fillna("")
    months = [f"{each}-12" if len(each) == 4 else "NaT" if each in ("", "first-release") else each for each in vintages]
    return rows.assign(
        number=[each.value for each in printed],
        low=[each.low for each in printed],
        high=[each.high for each in printed],
        known=pd.PeriodIndex(months, freq="M"),
    )
