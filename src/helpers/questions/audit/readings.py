"""Two readings of a rate printed without a decimal: "8" as 7.5 to 8.5, or as 8.0, which is 7.95 to 8.05.

Chinese statistics publish rates of growth to one decimal, and files and articles drop the zero. The wide reading is
what the digits say; a verdict that hangs on it is told in both.
"""

import re
from dataclasses import replace

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.published import Figure

HALF_A_TENTH = 0.05
_WHOLE = re.compile(r"-?\d+")


def to_one_decimal(observations: Observations) -> Observations:
    """The same figures, those rates of growth that are printed without a decimal read as published to one."""
    figures = observations.figures
    rates = [code for code in figures["indicator"].unique() if is_rate(observations.indicator(code))]
    bare = figures["indicator"].isin(rates) & figures["value"].str.fullmatch(_WHOLE)
    narrow = {"low": figures["number"] - HALF_A_TENTH, "high": figures["number"] + HALF_A_TENTH}
    return replace(
        observations, figures=figures.assign(**{end: figures[end].mask(bare, near) for end, near in narrow.items()})
    )


def is_rate(indicator: Indicator) -> bool:
    """Whether an indicator is a rate of growth in percent, which is published to one decimal."""
    return indicator.is_growth and indicator.is_percent


def is_bare(figure: Figure) -> bool:
    """Whether a figure is a rate of growth that is printed without a decimal."""
    return is_rate(figure.indicator) and bool(_WHOLE.fullmatch(figure.printed))
