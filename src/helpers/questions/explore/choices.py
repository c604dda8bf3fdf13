"""What can be chosen in `explore`, given everything else that is chosen: never anything without a figure.

What the figures allow is read from all of them at once and not asked of `Observations.figures_of`: a report rests on
the series that it shows, not on what else could have been chosen.
"""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, TypeVar

import pandas as pd

from helpers.figures.candidates import FREQUENCY, usable
from helpers.figures.observations import Observations
from helpers.figures.regions import LEVELS
from helpers.figures.series import select_series
from helpers.parameters.spans import Span
from helpers.parameters.types import Month, Regions
from helpers.parameters.values import Parameters
from helpers.parameters.windows import SUBJECT
from helpers.questions.explore.view import View

Answer = TypeVar("Answer")
MOST = 11  # regions that one is compared with, whose lines can still be told apart


def remembered(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """The same question about choices and a view, answered once: a change of one field asks for it several times."""

    @wraps(ask)
    def answered(choices: "Choices", *asked: Any) -> Answer:
        question = (ask.__qualname__, *asked)
        if question not in choices.answers:
            choices.answers[question] = ask(choices, *asked)
        return choices.answers[question]

    return answered


class Choices:
    """The choices that the figures leave; every figure that may stand in a series counts."""

    def __init__(self, observations: Observations) -> None:
        self.observations = observations
        figures = observations.figures[observations.figures["span"].isin(list(FREQUENCY))]
        figures = figures[usable(figures)]
        dated = (figures["span"] != "ytd") | figures["period"].str.contains("Q")
        held = figures.loc[dated, ["region", "indicator", "span", "period", "known"]]
        words = {name: held[name].astype("category") for name in ("region", "indicator", "span")}
        self._held = held.assign(**words, year=held["period"].str[:4].astype(int))
        self.answers: dict[tuple[Any, ...], Any] = {}
        self._years: dict[tuple[str, str, str, str], list[int]] = {}

    def known(self, view: View) -> pd.DataFrame:
        """The figures that were known: region, indicator, span, period, known, year."""
        return self._held if view.known is None else self._held[self._held["known"] <= view.known]

    @remembered
    def regions(self, view: View) -> list[str]:
        """Those of which any figure is known: nation, provinces, prefectures, counties."""
        held = set(self.known(view)["region"])
        return [code for code in self._ordered if code in held]

    @cached_property
    def _ordered(self) -> list[str]:
        recorded = self.observations.recorded.values()
        return [region.code for region in sorted(recorded, key=lambda region: LEVELS.index(region.level))]

    @remembered
    def indicators(self, view: View) -> list[str]:
        """Those known for the region, the one with most periods first; those without a whole year last."""
        held = self.known(view)
        own = held[held["region"] == view.region]
        counts = own.groupby(["indicator", "span"], observed=True, as_index=False)["period"].nunique()
        order: dict[str, tuple[bool, int]] = {}
        for code, span, count in zip(*(counts[name] for name in ("indicator", "span", "period")), strict=True):
            order[code] = max(order.get(code, (False, 0)), (span == "year", count))
        ordered = sorted(sorted(order), key=order.__getitem__, reverse=True)
        return sorted(ordered, key=lambda code: code != SUBJECT)

    @remembered
    def spans(self, view: View) -> list[str]:
        """Those that figures of the region's indicator are recorded of, whole years first."""
        own = self._own(self.known(view), view)
        held = set(own["span"])
        return [span for span in FREQUENCY if span in held]

    def _own(self, held: pd.DataFrame, view: View) -> pd.DataFrame:
        return held[(held["region"] == view.region) & (held["indicator"] == view.indicator)]

    @remembered
    def months(self, view: View) -> list[str]:
        """The months that added figures of the region's indicator, the last one aside, which is what is known now."""
        own = self._own(self._held, view)
        known = own.loc[own["span"] == view.span, "known"]
        return [str(month) for month in sorted(known.dropna().unique())[:-1]]

    def years(self, view: View) -> list[int]:
        """Those with a figure in the series that is selected where no window is asked for."""
        key = (view.region, view.indicator, view.as_of, view.span)
        if key not in self._years:
            series = select_series(self.observations.as_known(view.known), view.region, view.indicator, view.span)
            self._years[key] = sorted({period.year for period in series.figures})
        return self._years[key]

    def window(self, view: View) -> tuple[int, int]:
        """The first and last year of a view as numbers."""
        years = self.years(view)
        ends: dict[int | str, int | str] = {"earliest": years[0], "latest": years[-1]}
        return int(ends.get(view.first_year, view.first_year)), int(ends.get(view.last_year, view.last_year))

    @remembered
    def benchmarks(self, view: View) -> list[str]:
        """The other regions with a figure of the indicator in the window, and "parents" where one of them has any."""
        held, (first, last) = self.known(view), self.window(view)
        inside = held["year"].between(first, last) & (held["span"] == view.span)
        others = set(held["region"][inside & (held["indicator"] == view.indicator)]) - {view.region}
        parents = {region.code for region in self.observations.region(view.region).lineage}
        words = ["none", *(["parents"] if others & parents else [])]
        return words + [code for code in self.regions(view) if code in others]

    def compared(self, view: View) -> list[str]:
        """The regions that a view is compared with, as far as they have figures."""
        if view.benchmarks == "none":
            return []
        held, codes = self.benchmarks(view), view.benchmarks.split(",")
        if view.benchmarks == "parents":
            codes = [region.code for region in self.observations.region(view.region).lineage]
        return [code for code in codes if code in held]

    def resolved(self, view: View) -> Parameters:
        """A view as `look.look_at` takes it."""
        first, last = self.window(view)
        values = {"benchmarks": self.compared(view), "first_year": first, "last_year": last, "as_of": view.known}
        return Parameters(vars(view) | values, {"benchmarks": Regions, "as_of": Month, "span": Span})
