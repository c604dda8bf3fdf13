"""What is known by now of the periods that a forecast is for: where one is over, the forecast is shown as a test."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations, load_observations
from helpers.figures.series import SelectedSeries
from helpers.models.forecast import Forecast
from helpers.models.outcomes import Outcome, outcomes, recorded
from helpers.models.sealing import Statement
from helpers.text.citations import say
from helpers.text.language import _, listed, month


@dataclass(frozen=True)
class Afterwards:
    """What a forecast says, and what is known of the periods that it is for.

    Attributes
    ----------
    over
        The target periods of which there is a figure by now, even one that was not known yet in the month of `as_of`.
    known
        Those of them whose figure was.
    ended
        The target periods that had ended in the newest month of which anything is known, with a figure or without.
    came
        Those of them that may be held against the forecast, with what came.
    month
        The month of `as_of`, in words; empty for all that is known.
    """

    statement: Statement
    over: list[str]
    known: list[str]
    ended: list[str]
    came: dict[str, Outcome]
    month: str

    @property
    def rows(self) -> set[int]:
        """The rows of what came."""
        return {row for outcome in self.came.values() for row in outcome.figure.rows}


def look_ahead(observations: Observations, series: SelectedSeries, ahead: Forecast, rows: list[int]) -> Afterwards:
    """What a forecast of a series says and, of the periods that it is for, what is known by now.

    Under `as_of` no later figure is used, but for this: that there is one says that its period is over.

    Parameters
    ----------
    rows
        The rows of figures behind the forecast.
    """
    statement = Statement.of(observations, series, ahead.method, ahead.frame, rows)
    known = recorded(observations, statement)
    by_now = load_observations(observations.folder) if observations.month else observations
    said = month(observations.month) if observations.month else ""
    newest = pd.Period(observations.figures["known"].max(), "M")
    ended = [target.period for target in statement.targets if statement.at(target.period).asfreq("M") < newest]
    return Afterwards(statement, recorded(by_now, statement), known, ended, outcomes(observations, statement), said)


def release_sentences(came: dict[str, Outcome]) -> list[Markup]:
    """That what came is of another release than the forecast was made from, where it is."""
    others = [period for period, outcome in came.items() if not outcome.is_alike]
    if not others:
        return []
    message = _(
        "What came in %(years)s is of another release than the figure that the forecast starts from: the error has a "
        "revision in it."
    )
    return [say(message, years=listed(others))]
