"""What can be chosen in `explore`, given everything else that is chosen: never anything without a figure.

What the figures allow is read from all of them at once and not asked of `Observations.figures_of`: a report rests on
the series that it shows, not on what else could have been chosen.
"""

from dataclasses import fields, replace

import pandas as pd
from markupsafe import Markup

from helpers.figures.candidates import usable
from helpers.figures.observations import Observations
from helpers.figures.regions import LEVELS
from helpers.figures.series import select_series
from helpers.parameters.types import Month, Regions
from helpers.parameters.values import Parameters
from helpers.parameters.windows import SUBJECT
from helpers.questions.explore.view import View
from helpers.text import language
from helpers.text.citations import say
from helpers.text.language import _, listed


class Choices:
    """The choices that the figures leave; every yearly figure that may stand in a series counts."""

    def __init__(self, observations: Observations) -> None:
        self.observations = observations
        figures = observations.figures[observations.figures["span"] == "year"]
        self._held = figures.loc[usable(figures), ["region", "indicator", "period", "known"]]
        self._years: dict[tuple[str, str, str], list[int]] = {}

    def _known(self, view: View) -> pd.DataFrame:
        return self._held if view.known is None else self._held[self._held["known"] <= view.known]

    def regions(self, view: View) -> list[str]:
        """Those of which any yearly figure is known: nation, provinces, prefectures, counties."""
        held = set(self._known(view)["region"])
        ordered = sorted(self.observations.recorded.values(), key=lambda region: LEVELS.index(region.level))
        return [region.code for region in ordered if region.code in held]

    def indicators(self, view: View) -> list[str]:
        """Those known for the region, the one with most years first."""
        held = self._known(view)
        own = held[held["region"] == view.region]
        counts = own.groupby("indicator")["period"].nunique().drop(SUBJECT, errors="ignore")
        ordered = counts.sort_values(ascending=False, kind="stable").index.to_list()
        return ([SUBJECT] if SUBJECT in set(own["indicator"]) else []) + ordered

    def months(self, view: View) -> list[str]:
        """The months that added figures of the region's indicator, the last one aside, which is what is known now."""
        held = self._held[(self._held["region"] == view.region) & (self._held["indicator"] == view.indicator)]
        return [str(month) for month in sorted(held["known"].dropna().unique())[:-1]]

    def years(self, view: View) -> list[int]:
        """Those with a figure in the series that is selected where no window is asked for."""
        key = (view.region, view.indicator, view.as_of)
        if key not in self._years:
            series = select_series(self.observations.as_known(view.known), view.region, view.indicator)
            self._years[key] = [period.year for period in series.figures]
        return self._years[key]

    def window(self, view: View) -> tuple[int, int]:
        """The first and last year of a view as numbers."""
        years = self.years(view)
        ends: dict[int | str, int | str] = {"earliest": years[0], "latest": years[-1]}
        return int(ends.get(view.first_year, view.first_year)), int(ends.get(view.last_year, view.last_year))

    def benchmarks(self, view: View) -> list[str]:
        """The other regions with a figure of the indicator in the window, and "parents" where one of them has any."""
        held, (first, last) = self._known(view), self.window(view)
        inside = held["period"].astype(int).between(first, last)
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
        """A view as `view.select` takes it."""
        first, last = self.window(view)
        values = {"benchmarks": self.compared(view), "first_year": first, "last_year": last, "as_of": view.known}
        return Parameters(vars(view) | values, {"benchmarks": Regions, "as_of": Month})

    def stated(self, parameters: Parameters) -> View:
        """The view that the notebook's resolved parameters state."""
        values = {field.name: parameters.values[field.name] for field in fields(View)}
        as_of = "latest" if parameters.as_of is None else str(parameters.as_of)
        view = View(**values | {"benchmarks": "parents", "as_of": as_of})
        if parameters.benchmarks != self.compared(view):
            view = replace(view, benchmarks=",".join(parameters.benchmarks) or "none")
        return self.settle(view)[0]

    def settle(self, view: View) -> tuple[View, list[Markup]]:
        """A view whose every part has figures, nearest to the one asked for, and what was changed for that."""
        notes: list[Markup] = []
        if view.known is not None and view.region not in self.regions(view):
            message = _("Nothing of %(region)s was known in %(month)s; all that is known now is shown.")
            notes.append(self._say(message, view, month=language.month(view.known)))
            view = replace(view, as_of="latest")
        if view.indicator not in (held := self.indicators(view)):
            message = _("%(region)s has no yearly figure of %(indicator)s; %(other)s is shown.")
            notes.append(self._say(message, view, other=self.observations.indicator(held[0]).name))
            view = replace(view, indicator=held[0])
        view = self._inside(view, notes)
        if view.benchmarks not in ("parents", "none"):
            codes = view.benchmarks.split(",")
            kept = [code for code in self.compared(view) if code != view.region]
            if len(kept) < len(codes):
                gone = [code for code in codes if code not in kept]
                message = _("There is nothing to compare with %(gone)s here.")
                names = listed([self.observations.region(code).name for code in gone])
                notes.append(self._say(message, view, gone=names))
                view = replace(view, benchmarks=",".join(kept) or "parents")
            if self.compared(replace(view, benchmarks="parents")) == kept:
                view = replace(view, benchmarks="parents")
        return view, notes

    def _inside(self, view: View, notes: list[Markup]) -> View:
        """The view with a window that begins and ends at years with figures; ends of the series are called so."""
        years = self.years(view)
        first, last = self.window(view)
        begin = next((year for year in years if year >= first), None)
        end = next((year for year in reversed(years) if year <= last), None)
        if begin is None or end is None or begin > end:
            begin, end = years[0], years[-1]
        moved = [asked for asked, got in ((first, begin), (last, end)) if asked != got]
        if moved:
            message = _("There are no figures for %(years)s; the window is %(begin)s to %(end)s.")
            notes.append(self._say(message, view, years=listed([str(year) for year in moved]), begin=begin, end=end))
        words = {years[0]: "earliest"}.get(begin, begin), {years[-1]: "latest"}.get(end, end)
        return replace(view, first_year=words[0], last_year=words[1])

    def _say(self, message: str, view: View, **values: object) -> Markup:
        region, indicator = self.observations.region(view.region), self.observations.indicator(view.indicator)
        return say(message, **{"region": region.name, "indicator": indicator.name} | values)
