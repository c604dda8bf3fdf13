"""The forecasts that reports sealed, and how those did whose figure has come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from helpers.figures.observations import Observations
from helpers.models.outcomes import Outcome, Score, outcomes, recorded, score
from helpers.models.sealing import SealedForecast, SealError, Target, repeats
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.reports.seals import sealed_in


@dataclass(frozen=True)
class Forecasted:
    """What a sealed forecast says of one period and, where its figure has come, how it did.

    Attributes
    ----------
    record
        The record that has it; of several that say the same, the one that was made first.
    is_over
        Whether a figure of the period is recorded.
    outcome, score
        None where nothing has come that it may be held against.
    """

    record: Path
    forecast: SealedForecast
    target: Target
    is_over: bool
    outcome: Outcome | None
    score: Score | None


@dataclass(frozen=True)
class Summary:
    """How the forecasts of an indicator did.

    Attributes
    ----------
    sealed
        How many periods were forecast.
    n
        How many of them have come.
    inside80, inside95
        How many of these were inside the interval.
    error, interval
        Their mean absolute error and mean interval score at 95 %, in the unit of the indicator; None where none came.
    """

    indicator: str
    sealed: int
    n: int
    inside80: int
    inside95: int
    error: float | None
    interval: float | None


def list_forecasts(
    folder: Path, observations: Observations, region: str | None = None, indicator: str | None = None
) -> tuple[list[Forecasted], list[str]]:
    """Every forecast that the records of a folder of reports sealed, period by period, and what cannot be taken.

    A forecast that several reports made, as in two languages, is one.

    Parameters
    ----------
    region, indicator
        Their codes; forecasts of others are left out.

    Returns
    -------
    list of Forecasted, list of str
        By region, indicator, period and time; and a line for each record that is broken, and each sealed forecast that
        does not fit its digest.
    """
    found, faults = _read(folder)
    first: list[tuple[Path, SealedForecast]] = []
    for path, each in sorted(found, key=lambda pair: pair[1].made):
        if region not in (None, each.region) or indicator not in (None, each.indicator):
            continue
        if not any(repeats(each.content, other.content) for _path, other in first):
            first.append((path, each))
    listed = []
    for path, each in first:
        came, over = outcomes(observations, each), recorded(observations, each)
        for target in each.targets:
            outcome = came.get(target.period)
            scored = score(target, outcome.figure.value) if outcome else None
            listed.append(Forecasted(path, each, target, target.period in over, outcome, scored))
    return sorted(listed, key=_place), faults


def _place(each: Forecasted) -> tuple[str, str, str, str]:
    return each.forecast.region, each.forecast.indicator, each.target.period, each.forecast.made


def _read(folder: Path) -> tuple[list[tuple[Path, SealedForecast]], list[str]]:
    """The sealed forecasts of the records in a folder, and what is wrong with others."""
    found, faults = [], []
    for path in sorted(folder.glob("*/*.json")):
        try:
            contents = sealed_in(path)
        except InputError as error:
            faults.append(str(error))
            continue
        for content in contents:
            try:
                found.append((path, SealedForecast.read(content)))
            except SealError as error:
                words = _("%(file)s: a sealed forecast is left out, %(reason)s")
                faults.append(words % {"file": path, "reason": error})
    return found, faults


def summarise(forecasts: Iterable[Forecasted]) -> list[Summary]:
    """How the forecasts of each indicator did: errors of different units have no mean."""
    by: dict[str, list[Forecasted]] = defaultdict(list)
    for each in forecasts:
        by[each.forecast.indicator].append(each)
    summaries = []
    for indicator, every in sorted(by.items()):
        scores = [each.score for each in every if each.score]
        summaries.append(
            Summary(
                indicator,
                len(every),
                len(scores),
                sum(each.inside80 for each in scores),
                sum(each.inside95 for each in scores),
                float(np.mean([abs(each.error) for each in scores])) if scores else None,
                float(np.mean([each.interval for each in scores])) if scores else None,
            )
        )
    return summaries
