"""How the last forecast did: the one that this report sealed before the figure came or, without one, a test of it."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries
from helpers.models.forecast import forecast
from helpers.models.outcomes import Outcome, outcomes, score
from helpers.models.panel import panel_of
from helpers.models.requirements import attempt, require_series
from helpers.models.sealing import SealedForecast, Statement, Target, handed
from helpers.questions.trend.afterwards import release_sentences
from helpers.show.measures import in_words
from helpers.text.citations import say
from helpers.text.language import _, _n, day, joined, period
from helpers.text.messages import RefusedError


@dataclass(frozen=True)
class Past:
    """A forecast of the latest period, and what came.

    Attributes
    ----------
    statement
        A sealed forecast, or what the published method says from the figures before.
    behind
        The rows of figures that it was made from, as they stand now.
    """

    series: SelectedSeries
    statement: Statement
    target: Target
    outcome: Outcome
    behind: list[int]

    @property
    def made(self) -> date | None:
        """When it was sealed; None for a test."""
        return (
            datetime.fromisoformat(self.statement.made).date() if isinstance(self.statement, SealedForecast) else None
        )


@dataclass(frozen=True)
class LookBack:
    """How the last forecast did.

    Attributes
    ----------
    past
        None where there is neither a sealed forecast of the latest period nor a test of one.
    changed
        How many sealed forecasts do not fit their digest.
    """

    past: Past | None
    changed: int

    @property
    def rows(self) -> set[int]:
        """The rows that its sentences lead to."""
        return {*self.past.behind, *self.past.outcome.figure.rows} if self.past else set()


def look_back(observations: Observations, series: SelectedSeries) -> LookBack:
    """How the last forecast of a series did, by its latest figure."""
    sealed, changed = handed()
    latest = str(series.values.dropna().index[-1])
    own = [each for each in sealed if (each.region, each.indicator, each.span) == _of(series)]
    earlier = [each for each in own if any(target.period == latest for target in each.targets)]
    for statement in sorted(earlier, key=lambda each: (each.last, each.made), reverse=True):  # the last one first
        if past := _held(observations, series, statement, latest):
            return LookBack(past, changed)
    tested = _test(observations, series)
    return LookBack(_held(observations, series, tested, latest) if tested else None, changed)


def _of(series: SelectedSeries) -> tuple[str, str, str]:
    return series.region.code, series.indicator.code, series.span


def _held(observations: Observations, series: SelectedSeries, statement: Statement, latest: str) -> Past | None:
    """A forecast with what came; None where nothing came that it may be held against."""
    if (outcome := outcomes(observations, statement).get(latest)) is None:
        return None
    [target] = [target for target in statement.targets if target.period == latest]
    behind = series.rows.index[series.rows["at"] <= statement.at(statement.last)].to_list()
    return Past(series, statement, target, outcome, behind)


def _test(observations: Observations, series: SelectedSeries) -> Statement | None:
    """What the published method says of the latest period from the figures before; None where these do not allow it."""
    known = series.values.dropna()
    before, panel = known.iloc[:-1], panel_of(observations, series)
    if before.empty or isinstance(attempt(require_series, "forecast", series), RefusedError):
        return None
    then = panel.known(before.index[-1]) if panel is not None else None
    ahead = attempt(forecast, before, then, series.indicator)
    if isinstance(ahead, RefusedError):
        return None
    behind = series.rows.index[series.rows["at"] <= ahead.last]
    return Statement.of(observations, series, ahead.method, ahead.frame, behind)


def changed_sentence(found: LookBack) -> Markup | None:
    """How many forecasts were changed after sealing; None where none was."""
    if not found.changed:
        return None
    message = _n(
        "%(n)s forecast that this report sealed does not fit its digest: it was changed afterwards, and is not scored.",
        "%(n)s forecasts that this report sealed do not fit their digests: they were changed afterwards, and are not "
        "scored.",
        found.changed,
    )
    return say(message, n=found.changed)


def past_sentence(found: LookBack) -> Markup | None:
    """What the last forecast said of the latest period, and what came; None where there is none."""
    past = found.past
    if past is None:
        return None
    if past.made:
        message = _("On %(made)s this report expected %(point)s for %(period)s; it was %(outcome)s, %(where)s.")
    else:
        message = _(
            "A test: from the figures to %(last)s the method of this report expects %(point)s for %(period)s; it was "
            "%(outcome)s, %(where)s."
        )
    said = {"last": _words(past, past.statement.last), "period": _words(past, past.target.period)}
    said |= {"point": _with_unit(past, past.target.point), "made": day(past.made) if past.made else ""}
    outcome = in_words(past.outcome.figure.value, past.series.indicator, past.outcome.figure.rows)
    sentence = say(message, outcome=outcome, where=_where(past), **said)
    return Markup(joined([sentence, *release_sentences({past.target.period: past.outcome})]))


def surprise(past: Past) -> float:
    """The error of a forecast over half its 80 % interval: 1 at its end."""
    half = (past.target.high80 - past.target.low80) / 2
    return abs(past.outcome.figure.value - past.target.point) / half if half > 0 else 1.0


def _where(past: Past) -> Markup:
    """Whether what came was inside the intervals, with the ends of the one that says it."""
    target, scored = past.target, score(past.target, past.outcome.figure.value)
    if scored.inside80:
        message, ends = _("inside the 80%% interval (%(low)s to %(high)s)"), (target.low80, target.high80)
    elif scored.inside95:
        message = _("outside the 80%% but inside the 95%% interval (%(low)s to %(high)s)")
        ends = (target.low95, target.high95)
    else:
        message, ends = _("outside the 95%% interval (%(low)s to %(high)s)"), (target.low95, target.high95)
    low, high = (_with_unit(past, end) for end in ends)
    return say(message, low=low, high=high)


def _with_unit(past: Past, value: float) -> str:
    return in_words(value, past.series.indicator, past.behind)


def _words(past: Past, name: str) -> str:
    """A period in words."""
    at: pd.Period = past.statement.at(name)
    return period(at, past.statement.span)
