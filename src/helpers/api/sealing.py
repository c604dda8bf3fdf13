"""A forecast that a notebook publishes: shown as a table, and sealed in the record of its report."""

from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.api.frames import Frame
from helpers.api.tables import table_of
from helpers.figures.observations import load_observations
from helpers.models.outcomes import recorded
from helpers.models.sealing import Statement, targets_in
from helpers.show.sealing import PublishedForecast
from helpers.text.language import _, _n, joined, listed
from helpers.text.messages import InputError


def seal(ahead: Any) -> PublishedForecast:
    """A forecast as a table and, in the record of the report, with a digest: later it is held against what came.

    It stands at the end of a cell: `seal(forecast(rates))`. Each period keeps its point and intervals; `zhaotong
    forecasts` lists them and says how they did. A forecast of a period whose figure is recorded already is a test made
    afterwards: it is shown and called so, and is not sealed.

    Parameters
    ----------
    ahead
        What `forecast` gives of a series of published figures.

    Returns
    -------
    PublishedForecast
        Shown by the notebook, and read by the report.

    Raises
    ------
    InputError
        It is no such forecast.

    See Also
    --------
    forecast

    Examples
    --------
    >>> ahead = helpers.forecast(helpers.series("Zhaotong", "gdp_growth_real"))
    >>> helpers.seal(ahead).table.header
    ['period', 'point', 'low80', 'high80', 'low95', 'high95']
    """
    if not isinstance(ahead, Frame) or ahead.empty or "made_from" not in ahead.attrs:
        raise InputError(_refused())
    try:
        statement = Statement(**ahead.attrs["made_from"], targets=targets_in(pd.DataFrame(ahead)))
    except (KeyError, TypeError, ValueError):  # columns are missing, or several forecasts were joined
        raise InputError(_refused()) from None
    observations = load_observations()
    table = table_of(ahead, observations)
    over = recorded(observations, statement)
    if not over:
        return PublishedForecast(table, statement.content)
    message = _n(
        "%(years)s is over: this is a test made afterwards.",
        "%(years)s are over: this is a test made afterwards.",
        len(over),
    )
    return PublishedForecast(replace(table, caption=joined([table.caption, message % {"years": listed(over)}])), None)


def _refused() -> str:
    return _("seal takes what forecast gives of one series of published figures, as it is")
