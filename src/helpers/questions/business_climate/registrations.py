"""Market entities and the reform of government services: what is published, what is left over, per day, and ranks."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures, latest_figure
from helpers.figures.regions import Region
from helpers.figures.scope import total
from helpers.show.amounts import Amount
from helpers.text.language import _

KINDS = ("market_entities_new_companies", "market_entities_new_sole_traders")
OTHER_FLOWS = ("sole_traders_incorporated", "above_scale_firms_new")
SERVICES = (
    "deregistration_notice",
    "business_start_steps",
    "business_start_time",
    "business_start_cost",
    "building_permit_time",
    "investment_approval_time",
    "property_registration_time",
    "tax_time",
)
RANKS = ("app_users_rank", "app_realname_rank", "business_start_time_rank", "tax_time_rank")
_BESIDE = {  # what a service was before the reform, and what a rank is of, where that is published
    "deregistration_notice": "deregistration_notice_before",
    "app_users_rank": "app_users",
    "business_start_time_rank": "business_start_time",
    "tax_time_rank": "tax_time",
}
COVERAGE = (
    "online_share",
    "service_items_online",
    "service_items_listed",
    "standard_items_city",
    "supervision_items_entered",
    "service_hall_departments",
    "service_hall_items",
    "app_items",
    "app_topics",
    "app_transactions",
    "cross_province_cases",
)
HALLS = ("service_hall_standard", "service_hall_fitting_out", "service_hall_rebuilding")
Pair = tuple[Figure, Figure | None]  # a figure and what it is set beside, where that is published


@dataclass(frozen=True)
class Registrations:
    """Market entities newly registered in a window, by kind: a flow, not the stock on the register.

    Attributes
    ----------
    total, kinds
        All of them, and the kinds that the source names.
    stated_rate
        How many a day, as the source states it.
    """

    total: Figure
    kinds: list[Figure]
    stated_rate: Figure | None

    @property
    def rest(self) -> Amount:
        """What the named kinds leave unexplained."""
        return Amount(self.total.rounded - total(self.kinds), self.total.unit)

    @property
    def largest(self) -> Figure | None:
        """The largest kind that is named."""
        return max(self.kinds, key=lambda kind: kind.rounded.value, default=None)

    def share(self, part: Rounded) -> Amount:
        """A part in percent of all."""
        return Amount((part / self.total.rounded).percent, "pct")

    def days(self, counted: str) -> int:
        """The days of the window: every calendar day, or Monday to Friday without regard to holidays."""
        if counted == "calendar":
            return self.total.window.days
        start, end = self.total.window
        return int(np.busday_count(start.date(), (end + pd.Timedelta(days=1)).date()))

    def per_day(self, counted: str) -> Amount:
        """Entities registered a day."""
        return Amount(self.total.rounded / Rounded.exact(self.days(counted)), self.total.unit)

    @property
    def figures(self) -> list[Figure]:
        return [self.total, *self.kinds, *([self.stated_rate] if self.stated_rate else [])]


def days_name(counted: str) -> str:
    """What the days are called that a daily average counts."""
    return _("calendar days") if counted == "calendar" else _("days from Monday to Friday")


def registrations(observations: Observations, region: str) -> Registrations:
    """The latest window for which registrations are published.

    Raises
    ------
    NoFiguresError
        None is.
    """
    latest = latest_figure(observations, "market_entities_new", region)
    if latest is None:
        own = observations.region(region)
        raise NoFiguresError(
            lambda: _("no registrations of market entities are recorded for %(region)s") % {"region": own.coded_name}
        )
    place = (region, latest.source.code, latest.period, latest.span)
    kinds = [figure for kind in KINDS for figure in find_figures(observations, kind, *place)]
    rate = next(iter(find_figures(observations, "market_entities_per_day", *place)), None)
    return Registrations(latest, kinds, rate)


def published(observations: Observations, region: str, indicators: Iterable[str]) -> list[Figure]:
    """The latest figure of each indicator that has any."""
    found = [latest_figure(observations, indicator, region) for indicator in indicators]
    return [figure for figure in found if figure is not None]


def beside(observations: Observations, region: str, indicators: Iterable[str]) -> list[Pair]:
    """The latest figure of each indicator that has any, with the one to set it beside."""
    return [
        (figure, latest_figure(observations, other, region) if (other := _BESIDE.get(figure.indicator.code)) else None)
        for figure in published(observations, region, indicators)
    ]


def halls(observations: Observations, region: str) -> dict[Region, list[Figure]]:
    """The state of the service hall of every county as its figures name it; an empty list where none does."""
    named = [figure for state in HALLS for figure in find_figures(observations, state)]
    return {
        county: [figure for figure in named if figure.region == county]
        for county in observations.regions_within(region)
    }
