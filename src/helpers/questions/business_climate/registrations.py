"""Market entities and the reform of government services: what is published, what is left over, per day, and ranks."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure, find_figures, latest_figure
from helpers.figures.regions import Region
from helpers.figures.scope import total
from helpers.show.amounts import Amount

KINDS = ("market_entities_new_companies", "market_entities_new_sole_traders")
OTHER_FLOWS = ("sole_traders_incorporated", "above_scale_firms_new")
SERVICES = (  # after the reform, and before it where the source says
    ("deregistration_notice", "deregistration_notice_before"),
    ("business_start_steps", None),
    ("business_start_time", None),
    ("business_start_cost", None),
    ("building_permit_time", None),
    ("investment_approval_time", None),
    ("property_registration_time", None),
    ("tax_time", None),
)
RANKS = (  # a rank, and the quantity that is ranked where it is published
    ("app_users_rank", "app_users"),
    ("app_realname_rank", None),
    ("business_start_time_rank", "business_start_time"),
    ("tax_time_rank", "tax_time"),
)
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


@dataclass(frozen=True)
class Registrations:
    """Market entities newly registered in a window, by kind: a flow, not the stock on the register.

    Attributes:
        total, kinds: all of them, and the kinds that the source names
        stated_rate: how many a day, as the source states it
    """

    total: Figure
    kinds: list[Figure]
    stated_rate: Figure | None

    @property
    def rest(self) -> Amount:
        """What the named kinds leave unexplained."""
        return Amount(self.total.rounded - total(self.kinds), self.total.unit)

    def share(self, part: Rounded) -> Amount:
        """A part in percent of all."""
        return Amount((part / self.total.rounded).percent, "pct")

    def days(self, counted: str) -> int:
        """The days of the window: every calendar day, or Monday to Friday without regard to holidays."""
        start, end = self.total.window
        if counted == "calendar":
            return self.total.window.days
        return int(np.busday_count(start.date(), (end + pd.Timedelta(days=1)).date()))

    def per_day(self, counted: str) -> Amount:
        """Entities registered a day."""
        return Amount(self.total.rounded / Rounded.exact(self.days(counted)), self.total.unit)

    @property
    def figures(self) -> list[Figure]:
        return [self.total, *self.kinds, *([self.stated_rate] if self.stated_rate else [])]


def registrations(observations: Observations, region: str) -> Registrations:
    """The latest window for which registrations are published.

    Raises:
        NoFiguresError: none is
    """
    latest = latest_figure(observations, "market_entities_new", region)
    if latest is None:
        raise NoFiguresError(
            f"no registrations of market entities are recorded for {observations.region(region).coded_name}"
        )
    place = (region, latest.source.code, latest.period, latest.span)
    kinds = [figure for kind in KINDS for figure in find_figures(observations, kind, *place)]
    rate = next(iter(find_figures(observations, "market_entities_per_day", *place)), None)
    return Registrations(latest, kinds, rate)


def published(observations: Observations, region: str, indicators: tuple[str | None, ...]) -> list[Figure | None]:
    """The latest figure of each indicator; None where there is none."""
    return [latest_figure(observations, indicator, region) if indicator else None for indicator in indicators]


def halls(observations: Observations, region: str) -> dict[Region, list[Figure]]:
    """The state of the service hall of every county as its figures name it; an empty list where none does."""
    named = [figure for state in HALLS for figure in find_figures(observations, state)]
    return {
        county: [figure for figure in named if figure.region == county]
        for county in observations.regions_within(region)
    }
