"""GDP per head of peers: who has more, whether that converges, and how unequal they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from operator import attrgetter

import numpy as np
import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.released import Released, over_residents, released_figures
from helpers.models.convergence import Beta, beta_convergence, sigma_convergence
from helpers.models.group import LEVEL, Group
from helpers.models.inequality import Theil, theil
from helpers.models.requirements import MINIMUM, ModelRefusedError, attempt
from helpers.text.messages import RefusedError

HEAD, RESIDENTS = "gdp_per_capita", "population_resident"
_FEW = 2  # years at least that a spread is followed over
_SPAN = 3  # years at least between two levels per head whose growth is held against the first
Figures = dict[Region, Rounded]


@dataclass(frozen=True)
class Year:
    """GDP per head of a year.

    Attributes
    ----------
    at
        When.
    computed
        Whether it is GDP over the residents at the end of the year, for more regions than it is published for; what is
        published rests on their average over the year.
    heads
        By region, yuan a head at current prices, all of one release.
    parent
        That of the region that contains them, by the same reckoning; None where it is not known.
    """

    at: pd.Period
    computed: bool
    heads: Figures
    parent: Rounded | None


@dataclass(frozen=True)
class PerHead:
    """GDP per head of peers over the years.

    Attributes
    ----------
    years
        Those with eight regions or more.
    sigma
        Standard deviation of the logs by period, over the regions known in all of them.
    alike
        How many these are.
    beta
        Real growth per head against the first level per head.
    beta_years
        From when to when; empty where it is refused.
    inequality
        Theil's index by period, of the same regions in each.
    widest
        The year with the most regions, and Theil's index of all of them.
    rows
        The rows of figures behind all of it.
    """

    years: list[Year]
    sigma: pd.Series
    alike: int
    beta: Beta | RefusedError
    beta_years: tuple[pd.Period, ...]
    inequality: dict[pd.Period, Theil]
    widest: tuple[pd.Period, Theil] | RefusedError
    rows: pd.DataFrame


def per_head(observations: Observations, group: Group) -> PerHead:
    """Everything per head that the figures of a group allow; what they do not allow is empty or a refusal."""
    places = [*group.series, group.parent]
    output, residents, published = (
        released_figures(observations, places, indicator) for indicator in (LEVEL, RESIDENTS, HEAD)
    )
    computed = {place: over_residents(output[place], residents[place]) for place in places}
    by_reckoning = _years(group, published, False), _years(group, computed, True)
    years = [
        max((each[at] for each in by_reckoning if at in each), key=lambda year: len(year.heads))
        for at in sorted(set().union(*by_reckoning))
    ]
    sigma, alike = _spread(max(by_reckoning, key=len))
    known = {at: each.heads for at, each in by_reckoning[1].items()}
    people = {at: {place: _any_release(residents[place], at) for place in heads} for at, heads in known.items()}
    told = [*years, *by_reckoning[1].values()]
    rows = {row for year in told for figure in (*year.heads.values(), year.parent) if figure for row in figure.rows}
    beta, beta_years = _beta(group, known, people)
    if beta_years:
        rows |= set(group.rows_in(pd.period_range(beta_years[0] + 1, beta_years[1])).index)
    inequality, widest = _inequality(group, known, people)
    found = observations.figures.loc[sorted(rows)]
    return PerHead(years, sigma, alike, beta, beta_years, inequality, widest, found)


def _any_release(figures: Released, at: pd.Period) -> float:
    return next(figure.value for (period, _release), figure in figures.items() if period == at)


def _years(group: Group, reckoned: dict[Region, Released], computed: bool) -> dict[pd.Period, Year]:
    """The years in which eight regions or more are known, each of the release that the most of them have."""
    found: dict[pd.Period, Year] = {}
    for at, release in sorted({key for place in group.series for key in reckoned[place]}):
        heads = {place: reckoned[place][at, release] for place in group.series if (at, release) in reckoned[place]}
        fewer = len(found[at].heads) if at in found else MINIMUM["inequality"] - 1
        if len(heads) > fewer:
            found[at] = Year(at, computed, heads, reckoned[group.parent].get((at, release)))
    return found


def _spread(years: dict[pd.Period, Year]) -> tuple[pd.Series, int]:
    """Sigma by period over the regions known in all years of one reckoning, and how many these are."""
    heads = {at: {place: head.value for place, head in each.heads.items()} for at, each in years.items()}
    frame = pd.DataFrame.from_dict(heads, orient="index").dropna(axis=1).astype(float)
    if len(frame) < _FEW or frame.shape[1] < MINIMUM["inequality"]:
        return pd.Series(dtype=float), frame.shape[1]
    return sigma_convergence(frame), frame.shape[1]


def _beta(
    group: Group, heads: dict[pd.Period, Figures], people: dict[pd.Period, dict[Region, float]]
) -> tuple[Beta | RefusedError, tuple[pd.Period, ...]]:
    """Beta over the longest span between two years with the residents of enough regions whose growth is known."""
    for first, last in sorted(combinations(heads, 2), key=lambda ends: ends[0].year - ends[1].year):
        rates = group.alike.reindex(pd.period_range(first + 1, last))
        both = [place for place in heads[first] if place in heads[last] and rates[place].notna().all()]
        if last.year - first.year < _SPAN or len(both) < MINIMUM["convergence"]:
            continue
        grown = {
            place: float(np.log1p(rates[place] / 100).sum()) - np.log(people[last][place] / people[first][place])
            for place in both
        }
        initial = pd.Series({place: heads[first][place].value for place in both})
        return attempt(beta_convergence, initial, pd.Series(grown), last.year - first.year), (first, last)
    needed: dict[str, object] = {"minimum": MINIMUM["convergence"], "years": _SPAN}
    return ModelRefusedError("convergence", "heads", needed), ()


def _inequality(
    group: Group, heads: dict[pd.Period, Figures], people: dict[pd.Period, dict[Region, float]]
) -> tuple[dict[pd.Period, Theil], tuple[pd.Period, Theil] | RefusedError]:
    """Theil's index in the year with the most regions; and in the two years furthest apart that share half of all."""
    if not heads:
        return {}, ModelRefusedError("inequality", "regions", {"minimum": MINIMUM["inequality"], "n": 0})
    pairs: dict[pd.Period, Theil] = {}
    for ends in sorted(combinations(heads, 2), key=lambda ends: ends[0].year - ends[1].year):
        common = [place for place in heads[ends[0]] if place in heads[ends[1]]]
        if len(common) >= max(group.size / 2, MINIMUM["inequality"]):
            pairs = {at: _theil(heads[at], people[at], common) for at in ends}
            break
    widest = max(heads, key=lambda at: (len(heads[at]), at))
    return pairs, (widest, _theil(heads[widest], people[widest], list(heads[widest])))


def _theil(heads: Figures, people: dict[Region, float], places: Iterable[Region]) -> Theil:
    residents = pd.Series({place: people[place] for place in places})
    output = residents * pd.Series({place: heads[place].value for place in places})
    groups = pd.Series({place: place.parent for place in places}).map(attrgetter("code"))
    return theil(output, residents, groups)
