"""Which figures may stand in a series, the best first, and which of them the fewest publications give."""

from collections.abc import Mapping, Set
from typing import Any

import numpy as np
import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.periods import periods_of

FREQUENCY = {"year": "Y", "ytd": "Q", "quarter": "Q", "month": "M"}


def usable(figures: pd.DataFrame) -> pd.Series:
    """Whether each figure may stand in a series: a single value, not in conflict within its source."""
    number, low, high, status = (figures[column].to_numpy() for column in ("number", "low", "high", "status"))
    found = ~np.isnan(number) & ~np.isinf(low) & ~np.isinf(high) & (status != "conflict")
    return pd.Series(found, figures.index)


def candidates_for(
    observations: Observations, region: str, indicator: str, span: str, source: str | None = None
) -> pd.DataFrame:
    """The rows that may stand in the series, best first, with their period (at) and whether they are weak."""
    question = ("candidates", region, indicator, span, source)
    if question in observations.selected:  # what is compared with several others is looked for by each
        return observations.selected[question]
    figures = observations.figures_of(region, indicator, span)
    wanted = usable(figures)
    if span == "ytd":  # by quarter
        wanted &= figures["period"].str.contains("Q")
    if source is not None:
        wanted &= figures["source"] == source
    rows = dated(observations, figures[wanted], span)
    suspect = rows["status"].eq("suspect").to_numpy()
    ranks = np.array([observations.source(code).rank for code in rows["source"]])
    known = ~rows["known"].array.asi8  # the latest first, unknown ones last
    codes = rows["source"].factorize(sort=True)[0]
    return observations.selected.setdefault(question, rows.iloc[np.lexsort((codes, known, ranks, suspect))])


def dated(observations: Observations, figures: pd.DataFrame, span: str) -> pd.DataFrame:
    """The figures with their period (at), whether they are weak, and the publication that their source is of."""
    sources = [observations.source(code) for code in figures["source"]]
    publications: list[Any] = [source.publication for source in sources]
    rests_on_weak = np.array([source.reliability == "weak" for source in sources], bool)
    return figures.assign(
        at=periods_of(figures["period"], FREQUENCY[span]),
        weak=np.isin(figures["status"].to_numpy(), ["suspect", "derived"]) | rests_on_weak,
        publication=publications,
    )


def one_row_a_period(candidates: pd.DataFrame, splice: bool) -> pd.DataFrame:
    """Of candidates, best first: those of the fewest sources that cover all, or of the one that covers most.

    The editions of a yearbook are one source.
    """
    places: dict[str, dict[int, int]] = {}  # of each publication: where its best figure of a period stands
    for place, (name, at) in enumerate(zip(candidates["publication"], candidates["at"].array.asi8, strict=True)):
        places.setdefault(name, {}).setdefault(at, place)
    publications = fewest_covering({name: set(found) for name, found in places.items()})
    chosen: dict[int, int] = {}
    for name in publications if splice else publications[:1]:
        chosen |= {at: min(place, chosen.get(at, place)) for at, place in places[name].items()}
    return candidates.iloc[[chosen[at] for at in sorted(chosen)]]


def fewest_covering(periods: Mapping[Any, Set[Any]]) -> list[Any]:
    """The fewest publications that together have every period, the one that has most first.

    Parameters
    ----------
    periods
        The periods of each, the preferred publication first: it wins among equals.
    """
    chosen: list[Any] = []
    open_periods = set().union(*periods.values())
    while open_periods:
        chosen.append(max(periods, key=lambda name: len(periods[name] & open_periods)))
        open_periods -= periods[chosen[-1]]
    return chosen
