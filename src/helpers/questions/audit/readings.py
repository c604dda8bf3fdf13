"""Two readings of a rate printed without a decimal: "8" as 7.5 to 8.5, or as 8.0, which is 7.95 to 8.05.

Chinese statistics publish rates of growth to one decimal, and files and articles drop the zero. The wide reading is
what the digits say; a verdict that hangs on it is told in both.
"""

import re
from dataclasses import replace

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.published import Figure

HALF_A_TENTH = 0.05
_WHOLE = re.compile(r"-?\d+")


def to_one_decimal(observations: Observations) -> Observations:
    """The same figures, those rates of growth that are printed without a decimal read as published to one."""
    figures, bare = observations.figures, _bare(observations)
    narrow = {"low": figures["number"] - HALF_A_TENTH, "high": figures["number"] + HALF_A_TENTH}
    return replace(
        observations, figures=figures.assign(**{end: figures[end].mask(bare, near) for end, near in narrow.items()})
    )


def _bare(observations: Observations) -> pd.Series:
    rates = observations.indicators.index[
        observations.indicators["measure"].eq("growth") & observations.indicators["unit"].eq("pct")
    ]
    return observations.figures["indicator"].isin(rates) & observations.figures["value"].str.fullmatch(_WHOLE)


def is_bare(figure: Figure) -> bool:
    """Whether a figure is a rate of growth that is printed without a decimal."""
    return figure.indicator.is_growth and figure.indicator.is_percent and bool(_WHOLE.fullmatch(figure.printed))
