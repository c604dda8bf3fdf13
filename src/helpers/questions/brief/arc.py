"""The arc of the latest years: what was reported of a year to date, what the years became, and whether it lasted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import pandas as pd
from markupsafe import Markup

from helpers.figures.comparable import Pair
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.figures.standings import Standing
from helpers.show.comparisons import clauses, compared, size_of
from helpers.show.places import gdp_of
from helpers.show.ranks import as_printed, short_standing, whole_standing
from helpers.text import language
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, joined

_YEARS = 3  # of an arc, the latest ones
_SLOWER = 1.0  # points by which growth must have fallen, and the rank with it, for a good year not to have lasted
_HELD = 0.5  # points within which it stands where it stood: what a rate without decimals is known to


class Reported(Protocol):
    """What was reported of a year to date."""

    @property
    def period(self) -> pd.Period:
        """Its last quarter or month."""

    @property
    def printed(self) -> str:
        """Its digits."""

    @property
    def own(self) -> Rounded:
        """Real growth, percent."""


@dataclass(frozen=True)
class Arc:
    """The latest years of a region.

    Attributes
    ----------
    region
        Whose they are.
    report
        The figure of a year to date with which they begin; None where none is of their first year.
    figures
        Real growth in percent by year, the earliest first.
    standings
        The place among the peers in those of the years that are ranked.
    """

    region: Region
    report: Reported | None
    figures: dict[pd.Period, Rounded]
    standings: Mapping[pd.Period, Standing]

    @property
    def first(self) -> pd.Period:
        return min(self.figures)

    @property
    def last(self) -> pd.Period:
        return max(self.figures)

    @property
    def reported(self) -> tuple[str, str]:
        """The period and span of the figure with which it begins or, without one, of its last year."""
        return (str(self.report.period), "ytd") if self.report else (str(self.last), "year")

    @property
    def lasted(self) -> bool | None:
        """Whether a first year that was told apart by a good rank stood its ground; None where that is not clear.

        It did not last if growth fell by a point at least and the rank with it; it did if neither growth nor rank fell.
        """
        ends = self.standings.get(self.first), self.standings.get(self.last)
        if self.first == self.last or ends[0] is None or ends[1] is None:
            return None
        change = self.figures[self.last].value - self.figures[self.first].value
        if change <= -_SLOWER and ends[0].is_ahead_of(ends[1]):
            return False
        if change >= -_HELD and not ends[0].is_ahead_of(ends[1]):
            return True
        return None


def arc_of(own: SelectedSeries, report: Reported | None, standings: Mapping[pd.Period, Standing]) -> Arc:
    """The last three years with a figure; from the year that was reported on where that is among them."""
    years = list(own.figures)[-_YEARS:]
    begun = [year for year in years if report and year.year >= report.period.year]
    opens = report if report and begun and begun[0].year == report.period.year else None
    chosen = begun if opens else years
    return Arc(own.region, opens, {year: own.figures[year] for year in chosen}, standings)


def arc_sentence(arc: Arc, pairs: list[Pair]) -> Markup:
    """The arc in one or two sentences, with the distance to each benchmark in the latest year."""
    figure = arc.figures[arc.last]
    comparisons = [compared(pair, arc.last, figure) for pair in pairs if arc.last in pair.alike]
    said: dict[str, object] = {"region": arc.region.name, "gdp": gdp_of(arc.region)}
    said["comparisons"] = clauses(comparisons) if comparisons else ""
    if arc.report is None:
        message = _("Real growth of %(gdp)s was %(growths)s, %(comparisons)s.")
        alone = _("Real growth of %(gdp)s was %(growths)s.")
        return say(message if comparisons else alone, growths=_growths(arc, [*arc.figures]), **said)
    said["reported"] = cited(arc.report.printed, arc.report.own.rows, arc.report.own.value)
    said["period"] = language.period(arc.report.period, "ytd")
    message = _("After the %(reported)s%% that %(region)s reported for %(period)s, growth was %(growths)s.")
    opening = say(message, growths=_growths(arc, [arc.first]), **said)
    later = [year for year in arc.figures if year != arc.first]
    closing = []
    if later:
        closing = [say(_verdict(arc, bool(comparisons)), growths=_growths(arc, later), **said)]
    elif comparisons:
        closing = [say(_("That is %(comparisons)s."), **said)]
    return Markup(joined([opening, *closing]))


def _verdict(arc: Arc, is_compared: bool) -> str:
    """Whether it lasted, in the form of the sentence on the years that followed."""
    if arc.lasted is None:
        if is_compared:
            return _("Growth was then %(growths)s, %(comparisons)s.")
        return _("Growth was then %(growths)s.")
    if arc.lasted:
        if is_compared:
            return _("It has lasted: growth was %(growths)s, %(comparisons)s.")
        return _("It has lasted: growth was %(growths)s.")
    if is_compared:
        return _("It did not last: growth was %(growths)s, %(comparisons)s.")
    return _("It did not last: growth was %(growths)s.")


def _growths(arc: Arc, years: list[pd.Period]) -> Markup:
    """Growth year by year, each with the place among the peers, the first of all with what they are."""
    items = [_growth(arc, year) for year in years]
    before = reduce(
        lambda all_, each: Markup(_("%(before)s, %(after)s")) % {"before": all_, "after": each}, items[:-1] or items
    )
    if len(items) == 1:
        return before
    return Markup(_("%(before)s and %(after)s")) % {"before": before, "after": items[-1]}


def _growth(arc: Arc, year: pd.Period) -> Markup:
    figure, standing = arc.figures[year], arc.standings.get(year)
    message = by_sign(
        figure.value, _("%(rate)s%% in %(year)s"), _("minus %(rate)s%% in %(year)s"), _("nil in %(year)s")
    )
    growth = say(message, rate=size_of(figure), year=year)
    if standing is None:
        return growth
    place = as_printed(standing)
    words = whole_standing(place) if year == arc.first else short_standing(place)
    return say(_("%(growth)s (%(standing)s)"), growth=growth, standing=words)
