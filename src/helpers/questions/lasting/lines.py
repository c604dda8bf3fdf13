"""The peers that a region's first places are held against: those of its parent, and every list of the data it is on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from helpers.figures.comparable import Window
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.regions import Region
from helpers.figures.side_by_side import SideBySide, select_side_by_side
from helpers.figures.standings import Standing, standing_of
from helpers.figures.terms import Term
from helpers.models.first_places import FirstPlaces, Followed, first_places
from helpers.models.ranks import ranked_periods, ranks
from helpers.models.requirements import MINIMUM, attempt
from helpers.models.synthetic import SyntheticControl, fit_synthetic
from helpers.show.ranks import as_printed
from helpers.text.language import _
from helpers.text.messages import RefusedError

GROWTH = "gdp_growth_real"
_FEW = 40  # regions, of whom the first place alone is followed; of more, the first tenth as well


@dataclass(frozen=True)
class Line:
    """Peers with their yearly real growth, of one release in each year, and their ranks; suspect rates have none.

    Attributes
    ----------
    region
        The one that a report is about; it may be the parent itself.
    parent
        The region that contains them all; for a list, that which contains it.
    group
        The list of data/peer_groups.csv that they are; None for the regions of one parent.
    placed
        The ranks that a notebook computed, of which all is told (`ranked_by`); None for those computed here.
    """

    region: Region
    parent: Region
    group: Term | None
    table: SideBySide
    placed: pd.DataFrame | None = None

    def ranked_by(self, placed: pd.DataFrame) -> "Line":
        """The line with ranks that a notebook computed, of which all is told.

        Parameters
        ----------
        placed
            By year (row), those of `ranked`, and region (column), 1 the first, NaN for none.
        """
        return replace(self, placed=placed)

    @cached_property
    def suspect(self) -> list[int]:
        """The rows of suspect rates in years that are ranked."""
        figures = self.table.figures
        suspect = set(figures.index[figures["status"] == "suspect"])
        return [row for row in self.table.rows_of(years=self.ranked) if row in suspect]

    @cached_property
    def rates(self) -> pd.DataFrame:
        """Growth by year (row) and region (column), percent; NaN where none is recorded, or a suspect one."""
        figures = self.table.figures
        suspect = figures.index[figures["status"] == "suspect"]
        return self.table.values.mask(self.table.numbers.isin(suspect)).reindex(columns=self.table.regions)

    def rates_in(self, at: pd.Period) -> dict[Region, float]:
        """Growth in a year by region, percent; only those with a rate."""
        row = self.rates[self.rates.index == at].iloc[0]
        return {region: float(rate) for region, rate in zip(self.table.regions, row, strict=True) if rate == rate}

    @cached_property
    def ranked(self) -> pd.PeriodIndex:
        """The years in which three quarters of all have a rate."""
        return ranked_periods(self.rates, len(self.table.regions))

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks in the ranked years, 1 the fastest; NaN where a region has none."""
        return ranks(self.rates.loc[self.ranked]) if self.placed is None else self.placed

    @property
    def own_ranks(self) -> dict[pd.Period, int]:
        """The region's own by year; empty for the parent."""
        ranks = self.ranks.get(self.region, ())
        return {at: int(rank) for at, rank in zip(self.ranked, ranks, strict=False) if rank == rank}

    def standing(self, at: pd.Period) -> Standing:
        """The place of the region in a ranked year in which it has a rate, by the printed digits."""
        figures = {each: figure for each in self.rates_in(at) if (figure := self.table.figure(each, at)) is not None}
        level = self.region.level if self.group is None else "city"
        found = standing_of(self.region, self.parent, level, figures, self.table.regions)
        found = replace(found, rank=self.own_ranks[at])
        rows = frozenset(self.rows_of_rank(self.region, at))
        return replace(as_printed(found), rows=rows)

    @cached_property
    def first(self) -> FirstPlaces:
        """The first of each year, followed into the next."""
        return first_places(self.ranks)

    @cached_property
    def leading(self) -> FirstPlaces:
        """Those that are followed: the first of each year or, of many regions, the first tenth."""
        return first_places(self.ranks, max(1, round(self.among / 10))) if self.is_large else self.first

    @property
    def is_large(self) -> bool:
        return len(self.table.regions) > _FEW

    @property
    def among(self) -> int:
        """How many have a rank in the last ranked year."""
        return int(self.ranks.iloc[-1].notna().sum()) if len(self.ranked) else 0

    @property
    def level(self) -> str:
        """What they are, as `helpers.figures.standings.Standing` has it."""
        return "city" if self.group is not None else self.table.regions[0].level

    @property
    def name(self) -> str:
        """What they are called: "prefectures of Yunnan"."""
        if self.group is not None:
            return _("cities") if self.group.code.endswith("cities") else self.group.name
        names = {"province": _("provinces of %(parent)s"), "prefecture": _("prefectures of %(parent)s")}
        return names.get(self.table.regions[0].level, _("regions of %(parent)s")) % {"parent": self.parent.name}

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of rates of those that led, in that year and the next."""
        return self.table.figures.loc[self.rows_behind(self.leading.known)]

    def rows_behind(self, followed: Iterable[Followed]) -> list[int]:
        """The rows of rates of some that led, in that year and the next."""
        rows = {row for each in followed for row in self.table.rows_of([each.leader], [each.at, each.at + 1])}
        return sorted(rows)

    def rows_of_rank(self, region: Region, at: pd.Period) -> list[int]:
        """The rows that a rank rests on: the rates of all; of many regions, its own rate stands for them."""
        return self.table.rows_of([region] if self.is_large else None, [at])


def lines_of(observations: Observations, region: str, window: Window) -> list[Line]:
    """The regions of the same parent (of the nation, its provinces), and each list of the data that the region is on.

    Those of whom no two have rates of one release are left out.
    """
    own = observations.region(region)
    parent = own.parent or own
    asked: list[tuple[Term | None, list[Region]]] = [(None, observations.regions_within(parent.code))]
    for code, term in observations.vocabularies["group"].items():
        listed = observations.regions_of(code)
        if own in listed:
            asked.append((term, listed))
    found = []
    for group, regions in asked:
        try:
            table = select_side_by_side(observations, regions, GROWTH, window)
        except NoFiguresError:
            continue
        found.append(Line(own, parent if group is None else own.lineage[-1], group, table))
    return found


def siblings(lines: list[Line]) -> Line | None:
    """Of the groups of peers the regions of one parent; None where they cannot be ranked."""
    return next((line for line in lines if line.group is None), None)


def control_of(lines: list[Line], since: pd.Period, fitted: int | None = None) -> SyntheticControl:
    """The mixture of the regions of the same parent that moved as the region did before a year.

    Parameters
    ----------
    fitted
        Fit to so many years before at most; to all where none is given.

    Raises
    ------
    RefusedError
        The region is the parent itself, its peers have no rates of one release, or the model does not allow it.
    """
    line = siblings(lines)
    if line is None or line.region not in line.rates:
        message = _("The region has no peers with growth rates of its own kind, so that no mixture is held against it.")
        raise RefusedError(message)
    rates = line.rates if fitted is None else line.rates[line.rates.index >= since - fitted]
    return fit_synthetic(rates, line.region, since)


def shorter_control(lines: list[Line], control: SyntheticControl | RefusedError) -> SyntheticControl | RefusedError:
    """The same fitted to the later half of the years, or to as few as the model allows: whether it hangs on them."""
    if isinstance(control, RefusedError):
        return control
    return attempt(control_of, lines, control.since, max(control.fitted // 2, MINIMUM["synthetic"]))
