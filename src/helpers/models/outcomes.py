"""What came of a forecast: the figure of its target period, of the release that it was made from, and its error."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.candidates import candidates_for
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.rows import rounded_figure
from helpers.figures.terms import Term
from helpers.models.scores import interval_score
from helpers.models.sealing import Statement, Target


@dataclass(frozen=True)
class Outcome:
    """The figure that a forecast is held against.

    Attributes
    ----------
    release
        Which it is; None where that is not known.
    is_alike
        Whether it is of a release that the last figure behind the forecast is of, too: if not, the error of the
        forecast has a revision in it.
    """

    figure: Rounded
    release: Term | None
    is_alike: bool


@dataclass(frozen=True)
class Score:
    """How a forecast did.

    Attributes
    ----------
    error
        Outcome less point, in the unit of the indicator.
    inside80, inside95
        Whether the outcome was inside the interval.
    interval
        The interval score at 95 %, in the unit of the indicator, see `interval_score`.
    """

    error: float
    inside80: bool
    inside95: bool
    interval: float


def recorded(observations: Observations, statement: Statement) -> list[str]:
    """The target periods of a forecast of which there is a figure."""
    return [period for period, rows in _candidates(observations, statement).items() if len(rows)]


def outcomes(observations: Observations, statement: Statement) -> dict[str, Outcome]:
    """What came, by target period, as far as it is recorded and may be held against the forecast.

    Of the figures of a period that one is taken which is of the release of the last figure behind the forecast, the
    best otherwise. A level is held against figures of its own publication alone, and not across a revision of levels.
    """
    found = {}
    of_last = set(filter(None, statement.basis.split("|")))
    for period, rows in _candidates(observations, statement).items():
        rows = _of_its_levels(observations, statement, period, rows)
        if rows.empty:
            continue
        alike = rows[[bool(of_last & set(basis.split("|"))) for basis in rows["basis"]]]
        chosen = (rows if alike.empty else alike).iloc[0]
        releases = [code for code in chosen["basis"].split("|") if code]
        code = next((code for code in releases if code in of_last), releases[0] if releases else "")
        release = observations.vocabularies["basis"][code] if code else None
        found[period] = Outcome(rounded_figure(chosen), release, not alike.empty)
    return found


def score(target: Target, outcome: float) -> Score:
    """How far off a forecast was."""
    return Score(
        outcome - target.point,
        target.low80 <= outcome <= target.high80,
        target.low95 <= outcome <= target.high95,
        interval_score(target.low95, target.high95, outcome, 0.05),
    )


def _candidates(observations: Observations, statement: Statement) -> dict[str, pd.DataFrame]:
    """The figures of each target period that may stand in a series, best first."""
    if statement.region not in observations.regions.index or statement.indicator not in observations.indicators.index:
        return {}  # the data are not those that it was made from
    rows = candidates_for(observations, statement.region, statement.indicator, statement.span)
    return {target.period: rows[rows["at"] == statement.at(target.period)] for target in statement.targets}


def _of_its_levels(observations: Observations, statement: Statement, period: str, rows: pd.DataFrame) -> pd.DataFrame:
    indicator = observations.indicator(statement.indicator)
    if not indicator.is_level:
        return rows
    if statement.source not in observations.sources.index:
        return rows.iloc[:0]
    own = rows[rows["publication"] == observations.source(statement.source).publication]
    first, last = (statement.at(each).year for each in (statement.last, period))
    return own[[not indicator.breaks_between(first, last, source) for source in own["source"]]]
