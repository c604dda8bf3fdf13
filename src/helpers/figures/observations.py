"""The published figures, loaded and checked, with what describes them.

A figure is one row of data/observations.csv; its row number there is the index of every table of rows in this
project, so that any number can be followed back to where it was printed.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, reduce
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.figures import used
from helpers.figures.bases import bases_of
from helpers.figures.indicators import Indicator, find_indicator, indicators_in
from helpers.figures.kept import kept
from helpers.figures.package import load_package, vocabulary
from helpers.figures.paths import data_folder, digest_of
from helpers.figures.regions import Region, Regions, ambiguous
from helpers.figures.rows import derive_columns
from helpers.figures.sources import Source, sources_in
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError

_NOWHERE = np.array([], dtype=np.intp)
QUESTION = ("region", "indicator", "span", "source")  # the columns by which figures are asked for
_CODED = {  # the columns that reports put into words, and their tables
    "unit": "indicators",
    "stage": "indicators",
    "reliability": "sources",
    "span": "observations",
    "caveats": "observations",
    "reason": "omissions",
    "why": "level_breaks",
    "basis": "bases",
    "group": "peer_groups",
}


@dataclass(frozen=True)
class Observations:
    """Every published figure, with what describes it.

    What looks figures up takes it, with the codes of what is asked for; what is found knows its region, indicator and
    source as objects that name themselves.

    Attributes
    ----------
    folder
        The data folder it was loaded from.
    figures
        A row a figure, indexed by row in observations.csv; besides the columns there: number, low, high (the value and
        the interval that its printed digits stand for), known (the month, as a Period, from which its source makes it
        known; NaT where that is not recorded), and basis (the releases that it is; empty where that is not known).
    regions, indicators, sources
        What the keys in figures stand for, indexed by key.
    level_breaks
        From which year the levels of an indicator, or of one source of it, are on another basis, and why.
    peer_groups
        The regions that are compared with each other, besides those of one parent: a group and a region a row.
    tile_grid
        Where regions stand in a grid of tiles, indexed by region; empty where the data have none.
    omissions
        The numbers in the texts of sources that are no figures, and why.
    printed_units
        In which units texts print what is recorded in another: unit, printed unit and factor a row; may be empty.
    vocabularies
        What the codes of a column mean that reports put into words, by column and code.
    asked
        What `figures_of` was asked for, which is all that a report made with these observations rests on.
    month
        The month whose knowledge they are; None for all that is known.
    places
        The regions as objects, by code; it finds them by name.
    selected
        What `helpers.figures.series` selected out of them, by what was asked for; each is selected once.
    """

    folder: Path
    figures: pd.DataFrame
    regions: pd.DataFrame
    indicators: pd.DataFrame
    sources: pd.DataFrame
    level_breaks: pd.DataFrame
    peer_groups: pd.DataFrame
    tile_grid: pd.DataFrame
    omissions: pd.DataFrame
    printed_units: pd.DataFrame
    vocabularies: dict[str, dict[str, Term]]
    asked: set[tuple[str, str, str, str]] = field(default_factory=set, compare=False)
    month: pd.Period | None = None
    places: Regions = field(init=False, compare=False, repr=False)
    selected: dict[tuple, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    _earlier: dict[pd.Period, "Observations"] = field(default_factory=dict, init=False, compare=False, repr=False)
    _positions: list[dict[str, np.ndarray]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Where the figures of each region, indicator, span and source stand, by key, a column after the other.

        Made at once, as are the regions, so that copies, and processes forked from one that has loaded them, have it.
        """
        positions = [self.figures.groupby(column, sort=False).indices for column in QUESTION]
        object.__setattr__(self, "_positions", positions)
        object.__setattr__(self, "places", Regions(self.regions))

    def figures_of(self, region: str = "", indicator: str = "", span: str = "", source: str = "") -> pd.DataFrame:
        """The figures of a region, an indicator, a span and a source, as far as these are named; the question is kept.

        A report must be made anew when the answer to one of its questions changes, and only then.
        """
        question = (region, indicator, span, source)
        self.asked.add(question)
        used.questions.add(question)
        found = [places.get(key, _NOWHERE) for places, key in zip(self._positions, question, strict=True) if key]
        return self.figures.take(reduce(_in_both, sorted(found, key=len))) if found else self.figures

    def as_known(self, month: pd.Period | None) -> "Observations":
        """What was known in a month: its figures are those of that vintage or an earlier one; None for all of them.

        A figure whose source is of unknown date is not among them. What is asked of either is kept in common. What was
        known in a month knows nothing later.
        """
        if month is None or (self.month is not None and self.month <= month):
            return self
        if month not in self._earlier:
            figures = self.figures[self.figures["known"] <= month]
            self._earlier[month] = replace(self, figures=figures, month=month)
            object.__setattr__(self._earlier[month], "places", self.places)  # they are the same at all times
        return self._earlier[month]

    def region(self, code: str) -> Region:
        """The region of a code."""
        return self.places[code]

    def regions_within(self, code: str) -> list[Region]:
        """The regions that a region contains."""
        return self.places.inside(code)

    def peers_of(self, code: str) -> list[Region]:
        """The other regions of the same parent."""
        parent = self.region(code).parent
        return [peer for peer in self.regions_within(parent.code) if peer.code != code] if parent else []

    def regions_of(self, group: str) -> list[Region]:
        """The regions of a peer group."""
        groups = self.peer_groups
        return [self.region(code) for code in groups.loc[groups["group"] == group, "region"]]

    def indicator(self, code: str) -> Indicator:
        """The indicator of a code."""
        return self._indicators[code]

    def source(self, code: str) -> Source:
        """The source of a code."""
        return self._sources[code]

    def caveats(self, recorded: Iterable[str]) -> tuple[Term, ...]:
        """The caveats that are recorded of some figures, each once, in the order in which they come."""
        codes = dict.fromkeys(code for joined in recorded for code in joined.split("|") if code)
        return tuple(self.vocabularies["caveats"][code] for code in codes)

    @cached_property
    def recorded(self) -> dict[str, Region]:
        """The regions of which there are figures, by code, in the order of data/regions.csv.

        This is what may be asked for, no answer on which a report rests: it is not kept as asked.
        """
        return {code: self.places[code] for code in self.places if code in self._positions[0]}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return indicators_in(self.indicators, self.level_breaks, self.vocabularies)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return sources_in(self.sources, self.vocabularies["reliability"])

    def find_region(self, name: str, recording: bool = False) -> str:
        """The code of a region given by code, Chinese or English name, as `helpers.figures.regions` tells which it is.

        Parameters
        ----------
        recording
            Whether a figure is to be recorded of it: its name must then be clear, whatever is recorded already.

        Raises
        ------
        InputError
            No region is called so, or several are.
        """
        found = self.places.meant(str(name), () if recording else self.recorded)
        if not found:
            raise self.places.unknown(name, _('"%(name)s" is no region of data/regions.csv (give a code or a name)'))
        if len(found) > 1:
            raise ambiguous(name, found, self.recorded)
        return found[0].code

    def find_indicator(self, name: str) -> str:
        """The identifier of an indicator given by identifier, Chinese or English name.

        Raises
        ------
        InputError
            No indicator is called so.
        """
        return find_indicator(name, self._indicators)


def _in_both(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """What two columns of positions, each in order, have in common; the first is the shorter one."""
    if not len(second):
        return second
    return first[second[np.minimum(second.searchsorted(first), len(second) - 1)] == first]


def load_observations(folder: Path | str | None = None) -> Observations:
    """Load and check the data package in a folder: `data/` of the project unless another is given.

    Raises
    ------
    DataError
        The data cannot be used; the message has one line a fault: file, row, column, value and what is allowed.
    """
    folder = Path(folder or data_folder())
    # What the files hold is read and checked once in a process and in those forked from it; each caller gets a copy.
    return deepcopy(_load(folder, digest_of(folder)))


@lru_cache(maxsize=1)
def _load(folder: Path, content: str) -> Observations:
    return replace(kept(content, lambda: assemble_observations(folder, *load_package(folder))), folder=folder)


def assemble_observations(folder: Path, package: dict, tables: dict[str, pd.DataFrame]) -> Observations:
    """The figures of tables that fit their description, with what describes them.

    Raises
    ------
    DataError
        A figure is not what a row of observations.csv must be.
    """
    indicators = tables["indicators"].set_index("indicator").astype({"minimum": float, "maximum": float})
    sources, regions = tables["sources"].set_index("source"), tables["regions"].set_index("region")
    vocabularies = {column: vocabulary(package, table, column) for column, table in _CODED.items()}
    figures = derive_columns(tables["observations"], indicators, sources)
    return Observations(
        folder=folder,
        figures=figures.assign(basis=bases_of(figures, regions, tables["bases"], vocabularies["basis"])),
        regions=regions,
        indicators=indicators,
        sources=sources,
        level_breaks=tables["level_breaks"],
        peer_groups=tables["peer_groups"],
        tile_grid=tables.get("tile_grid", pd.DataFrame({"region": []})).set_index("region"),
        omissions=tables["omissions"],
        printed_units=tables.get("printed_units", pd.DataFrame({"unit": [], "printed_unit": [], "factor": []})),
        vocabularies=vocabularies,
    )


def rows_behind(*selected: Any) -> pd.DataFrame:
    """The rows of figures behind several series or claims, each once; None stands for nothing."""
    rows = pd.concat([part.rows for part in selected if part is not None])
    return rows[~rows.index.duplicated()].sort_index()


class NoFiguresError(InputError):
    """Nothing is recorded for what was asked; the message says what is.

    It is written when it is read: who leaves out what is not recorded reads it never, and it is no message of a report.
    """

    def __init__(self, said: Callable[[], str]) -> None:
        super().__init__(said)
        self._said = said

    def __str__(self) -> str:
        return self._said()


def list_sources(observations: Observations, rows: pd.DataFrame) -> dict[Source, int]:
    """The sources of these rows of figures, most reliable first, with the number of rows (figures) taken from each."""
    counts = Counter(map(observations.source, rows["source"]))
    return dict(sorted(counts.items(), key=lambda counted: counted[0].rank))
