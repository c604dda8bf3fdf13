"""Where growth comes from: which peers made how much of that of all of them, and which sectors of the region's own."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.released import released_figures
from helpers.figures.series import SelectedSeries, select_series
from helpers.figures.terms import Term
from helpers.models.group import GROWTH, LEVEL, Group

SECTORS = ("primary", "secondary", "tertiary")


@dataclass(frozen=True)
class PeerContributions:
    """What each peer added to the growth of all of them in a year: its share of the year before times its growth.

    Attributes
    ----------
    at, release
        When, and of which release the rates are.
    points
        Percentage points by region.
    whole
        Growth that is published of the region that contains them, of that release; None where none is recorded.
    rows
        The rows of figures behind it.
    """

    at: pd.Period
    release: Term
    points: dict[Region, Rounded]
    whole: Rounded | None
    rows: pd.DataFrame


def peer_contributions(observations: Observations, group: Group) -> PeerContributions | None:
    """The contributions of peers in the last year for which all have a rate and a level of the year before.

    None where there is no such year, or the peers are the parts of no one region.
    """
    if {region.parent for region in group.series} != {group.parent} or group.missing:
        return None
    places = [*group.series, group.parent]
    levels, rates = (released_figures(observations, places, indicator) for indicator in (LEVEL, GROWTH))
    for at in reversed(group.complete):
        release = group.compared.bases[at]
        sizes = {place: levels[place].get((at - 1, release.code)) for place in group.series}
        known = {place: size for place, size in sizes.items() if size is not None}
        if len(known) < len(sizes):
            continue
        whole = sum(known.values(), Rounded.exact(0.0))
        points = {}
        for place, size in known.items():
            rate, share = group.series[place].figures[at], size.value / whole.value
            ends = rate.value * share, rate.low * share, rate.high * share
            points[place] = Rounded(*ends, rate.rows | size.rows)
        published = rates[group.parent].get((at, release.code))
        behind = [*points.values(), *([published] if published is not None else [])]
        return PeerContributions(at, release, points, published, _rows(observations, behind))
    return None


@dataclass(frozen=True)
class SectorContributions:
    """What each sector added to the growth of a region, at current prices or in real terms.

    Attributes
    ----------
    at
        The year; the shares are those of the year before.
    real
        Whether the rates of the sectors are real; otherwise it is the change of their levels at current prices.
    points
        Percentage points by sector (primary, secondary, tertiary).
    rows
        The rows of figures behind it.
    """

    at: pd.Period
    real: bool
    points: dict[str, Rounded]
    rows: pd.DataFrame


def sector_contributions(observations: Observations, region: Region) -> SectorContributions | None:
    """The contributions of the sectors in the last year that they can be told for.

    In real terms where real growth of all three is recorded beside their shares of the year before; else at current
    prices, from levels of one source that no revision parts. None where neither is.
    """
    return _in_real_terms(observations, region) or _at_current_prices(observations, region)


def _in_real_terms(observations: Observations, region: Region) -> SectorContributions | None:
    rates, shares = (
        {sector: released_figures(observations, [region], f"{stem}_{sector}")[region] for sector in SECTORS}
        for stem in ("gdp_growth_real", "gdp_share")
    )
    for at, release in sorted(rates["primary"], reverse=True):
        now = {sector: each.get((at, release)) for sector, each in rates.items()}
        before = {sector: each.get((at - 1, release)) for sector, each in shares.items()}
        if None in now.values() or None in before.values():
            continue
        points = {}
        for sector in SECTORS:
            rate, share = now[sector], before[sector]
            assert rate is not None
            assert share is not None
            part = share.value / 100
            points[sector] = Rounded(rate.value * part, rate.low * part, rate.high * part, rate.rows | share.rows)
        return SectorContributions(at, True, points, _rows(observations, points.values()))
    return None


def _at_current_prices(observations: Observations, region: Region) -> SectorContributions | None:
    """Of the sources with all three sectors, the one that may be differenced in the latest year."""
    sources = observations.figures_of(region.code, f"gdp_{SECTORS[0]}", "year")["source"].unique()
    found = [each for source in sources if (each := _of_one_source(observations, region, source)) is not None]
    return max(found, key=lambda each: each.at, default=None)


def _of_one_source(observations: Observations, region: Region, source: str) -> SectorContributions | None:
    levels: dict[str, SelectedSeries] = {}
    try:
        for sector in SECTORS:
            levels[sector] = select_series(observations, region.code, f"gdp_{sector}", source=source)
    except NoFiguresError:
        return None
    common = set.intersection(*(set(each.figures) for each in levels.values()))
    for at in sorted(common, reverse=True):
        if at - 1 not in common or not all(_may_be_differenced(each, at) for each in levels.values()):
            continue
        before = {sector: each.figures[at - 1] for sector, each in levels.items()}
        whole = Rounded.exact(sum(size.value for size in before.values()))
        points = {sector: ((each.figures[at] - before[sector]) / whole).percent for sector, each in levels.items()}
        return SectorContributions(at, False, points, _rows(observations, points.values()))
    return None


def _may_be_differenced(levels: SelectedSeries, at: pd.Period) -> bool:
    """Whether the level of a year may be held against that of the year before."""
    rows = levels.rows[levels.rows["at"].isin([at - 1, at])]
    sources = rows["source"].unique()
    source = str(sources[0]) if len(sources) == 1 else None
    return levels.indicator.allows_growth(at.year - 1, at.year, source, levels.back_revised)


def _rows(observations: Observations, figures: Iterable[Rounded]) -> pd.DataFrame:
    return observations.figures.loc[sorted({row for figure in figures for row in figure.rows})]
