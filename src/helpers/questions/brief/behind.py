"""What stood behind a region's growth: the other rates that were published for the same period."""

from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.periods import window_words
from helpers.figures.published import Figure, find_figures, rows_printing
from helpers.figures.regions import Region
from helpers.show.comparisons import size_of
from helpers.show.editor import Candidate
from helpers.text.citations import say
from helpers.text.forms import by_sign
from helpers.text.language import _, listed

_MOST = 4
_WHOLE = ("gdp_growth_real", "county_growth_unspecified")  # what stands behind is something else


@dataclass(frozen=True)
class Behind:
    """The rates of growth of a period with the largest changes, with the rows that print them."""

    region: Region
    rates: list[Figure]
    rows: pd.DataFrame


def rates_behind(observations: Observations, region: Region, period: str, span: str) -> Behind:
    """What else of a region grew or fell in a period: at most four rates, none that is disputed or suspect."""
    figures = observations.figures_of(region.code, "", span)
    figures = figures[(figures["period"] == period) & ~figures["status"].isin(["conflict", "suspect"])]
    growing = [
        code
        for code in dict.fromkeys(figures["indicator"])
        if observations.indicator(code).is_growth and code not in _WHOLE
    ]
    found = [rate for code in growing if (rate := _best(observations, code, region.code, period, span)) is not None]
    rates = sorted(found, key=lambda rate: -abs(rate.rounded.value))[:_MOST]
    return Behind(region, rates, rows_printing(observations, rates))


def _best(observations: Observations, code: str, region: str, period: str, span: str) -> Figure | None:
    figures = find_figures(observations, code, region, period=period, span=span)
    settled = [
        each for each in figures if observations.figures.at[each.rows[0], "status"] not in ("conflict", "suspect")
    ]
    return min(settled, key=lambda each: each.source.rank, default=None)


def behind_point(behind: Behind) -> Candidate | None:
    """What grew and what fell beside the economy as a whole, as a main point; None where nothing is published."""
    region, rates = behind.region, behind.rates
    if not rates:
        return None
    changes = [
        by_sign(
            rate.rounded.value,
            _("%(what)s rose %(rate)s%%"),
            _("%(what)s fell %(rate)s%%"),
            _("%(what)s did not change"),
        )
        % {"what": rate.indicator.subject, "rate": size_of(rate.rounded)}
        for rate in rates
    ]
    message = _("In %(region)s, %(changes)s in %(period)s, on a year earlier.")
    period = window_words(rates[0].period, rates[0].span)
    sentence = say(message, region=region.name, period=period, changes=listed(changes))
    return Candidate("behind", sentence, region, rates[0].window.end.year, 1.2)
