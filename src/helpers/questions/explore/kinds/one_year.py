"""The figures of a region and its peers in one year, of one release: what ranks, a map and a scatter are made of."""

from dataclasses import dataclass, replace

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.rows import rounded_figures
from helpers.figures.side_by_side import select_side_by_side
from helpers.figures.standings import Standing, standing_of
from helpers.figures.terms import Term
from helpers.questions.explore.shown import Point
from helpers.text.language import _
from helpers.text.messages import RefusedError

FEW = 40  # regions that a page has room for, a line each; of more, a rank rests on the own figure alone


@dataclass(frozen=True)
class OneYear:
    """Figures of one year and one release.

    Attributes
    ----------
    region, whole
        Whose peers they are, and what contains them all.
    basis
        The release.
    figures
        By region, the greatest first; only those that have one, suspect ones aside.
    missing
        The peers without.
    rows
        The rows behind them, with their period (at).
    """

    region: Region
    whole: Region
    indicator: Indicator
    at: pd.Period
    basis: Term
    figures: dict[Region, Rounded]
    missing: list[Region]
    rows: pd.DataFrame

    @property
    def points(self) -> list[Point]:
        """The figures as they are shown."""
        return [Point(region, self.indicator, self.at, figure) for region, figure in self.figures.items()]

    @property
    def standing(self) -> Standing | None:
        """The place of the region; None where it has no figure."""
        if self.region not in self.figures:
            return None
        peers = [*self.figures, *self.missing]
        standing = standing_of(self.region, self.whole, self.region.level, self.figures, peers)
        return standing if len(peers) <= FEW else replace(standing, rows=self.figures[self.region].rows)


def peers_with(known: Observations, region: Region) -> list[Region]:
    """A region and the others that are contained in the same one; nothing where none is."""
    return known.regions_within(region.parent.code) if region.parent is not None else []


def in_one_year(known: Observations, code: str, indicator: str, year: int) -> OneYear:
    """The figures of a region and its peers in a year, of the release that the most of them have.

    Raises
    ------
    RefusedError
        The region has no peers, or no two of them have figures of one release.
    """
    question = ("one year", code, indicator, year)
    if question in known.selected:
        return known.selected[question]
    region, what = known.region(code), known.indicator(indicator)
    names = {"region": region.name, "indicator": what.name, "year": year}
    if region.parent is None:
        raise RefusedError(_("%(region)s has no peers to be compared with; choose a province or a place.") % names)
    peers = peers_with(known, region)
    try:
        table = select_side_by_side(known, peers, indicator, (year, year))
    except NoFiguresError:
        message = _(
            "No two of the peers of %(region)s have figures of %(indicator)s of one release in %(year)s, and nothing "
            "is compared."
        )
        raise RefusedError(message % names) from None
    at = pd.Period(str(year), "Y")
    rows = table.figures[table.figures["status"] != "suspect"]
    rows = rows.assign(at=pd.PeriodIndex([at] * len(rows), freq="Y"))
    places = {each.code: each for each in peers}
    figures = dict(zip(map(places.__getitem__, rows["region"]), rounded_figures(rows).values(), strict=True))
    if len(figures) < 2:
        message = _("%(year)s has a sound figure of %(indicator)s of one peer of %(region)s at most.")
        raise RefusedError(message % names)
    ordered = dict(sorted(figures.items(), key=lambda each: -each[1].value))
    missing = [each for each in peers if each not in ordered]
    found = OneYear(region, region.parent, what, at, table.bases[at], ordered, missing, rows)
    return known.selected.setdefault(question, found)
