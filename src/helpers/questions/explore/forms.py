"""In which forms the figures of a view can be shown, and what each of them leaves to choose; else, why not."""

import pandas as pd

from helpers.figures.tile_grid import grid_of
from helpers.questions.explore.choices import Choices, remembered
from helpers.questions.explore.indexing import bases_of, why_not_indexed
from helpers.questions.explore.kinds.one_year import peers_with
from helpers.questions.explore.parameters import NONE, OVER_TIME
from helpers.questions.explore.view import View, select, selected
from helpers.text.language import _

_ENOUGH = 3  # regions or years with both figures, with fewer of which a scatter shows nothing
# The parts of a view that each form wants; a part that it does not want is as it is by default.
_WANTED = {
    "chart": {"benchmarks", "first_year", "span", "scale", "base", "trend"},
    "table": {"benchmarks", "first_year", "span", "base", "trend"},
    "scatter": {"first_year", "scale", "second", "dots"},
    "map": set[str](),
    "ranks": set[str](),
}


def wants(view: View, part: str) -> bool:
    """Whether a form uses a part of the view; the others have no field there."""
    if part == "first_year" and view.form == "scatter":
        return view.dots == "years"
    return part in _WANTED[view.form] or not any(part in parts for parts in _WANTED.values())


@remembered
def forms(choices: Choices, view: View) -> list[str]:
    """The forms that the figures allow."""
    if view.span != "year":
        return [*OVER_TIME]
    held = _peers(choices, view)
    found = [*OVER_TIME]
    if any(seconds(choices, view, dots) for dots in ("regions", "years")):
        found.append("scatter")
    known = choices.observations
    if len(held) > 1 and grid_of(known, peers_with(known, known.region(view.region))) is not None:
        found.append("map")
    return [*found, "ranks"] if len(held) > 1 else found


def why_fewer_forms(choices: Choices, view: View) -> list[str]:
    """Why forms are not offered, in sentences."""
    if view.span != "year":
        return [_("Scatter, map and ranks are of whole years.")]
    offered, region = forms(choices, view), choices.observations.region(view.region)
    whole = region.parent.name if region.parent else ""
    names = {"region": region.name, "year": choices.window(view)[1], "whole": whole}
    said = []
    if region.parent is None:
        said.append(_("%(region)s has no peers for a map or ranks.") % names)
    elif "ranks" not in offered:
        said.append(_("No peer of %(region)s has this figure in %(year)s: there are no map and no ranks.") % names)
    elif "map" not in offered:
        said.append(_("For the regions of %(whole)s there is no map of tiles.") % names)
    if "scatter" not in offered:
        said.append(_("No other indicator has enough figures beside it for a scatter.") % names)
    return said


def _peers(choices: Choices, view: View) -> set[str]:
    """The region and its peers, as far as they have the figure in the last year of the view."""
    known, last = choices.observations, choices.window(view)[1]
    codes = {region.code for region in peers_with(known, known.region(view.region))}
    held = _yearly(choices, view)
    held = held[(held["indicator"] == view.indicator) & (held["year"] == last)]
    return codes & set(held["region"])


def _yearly(choices: Choices, view: View) -> pd.DataFrame:
    held = choices.known(view)
    return held[held["span"] == "year"]


@remembered
def seconds(choices: Choices, view: View, dots: str) -> list[str]:
    """The other indicators with enough figures beside the first, the one with most first."""
    held, (first, last) = _yearly(choices, view), choices.window(view)
    if dots == "regions":
        codes = _peers(choices, view)
        beside = held[held["region"].isin(codes) & (held["year"] == last)]
        counts = beside.groupby("indicator", observed=True)["region"].nunique()
    else:
        years = [year for year in choices.years(view) if first <= year <= last]
        beside = held[(held["region"] == view.region) & held["year"].isin(years)]
        counts = beside.groupby("indicator", observed=True)["year"].nunique()
    enough = counts[(counts >= _ENOUGH) & (counts.index != view.indicator)]
    return [str(code) for code in enough.sort_values(ascending=False, kind="stable").index]


@remembered
def bases(choices: Choices, view: View) -> list[int]:
    """The years that can be set to 100."""
    if view.span != "year" or view.form not in OVER_TIME or why_not_base(choices, view):
        return []
    return bases_of(select(choices.observations, choices.resolved(view)))


def why_not_base(choices: Choices, view: View) -> str:
    """Why no year can be set to 100; empty where some may."""
    if view.span != "year":
        return _("Only yearly figures are set to 100 in a year.")
    return why_not_indexed(choices.observations.indicator(view.indicator))


@remembered
def scales(choices: Choices, view: View) -> list[str]:
    """The scales: logarithmic for positive levels and indices alone."""
    codes = [view.indicator, *([view.second] if view.form == "scatter" and view.second != NONE else [])]
    if view.base != NONE or any(_is_positive(choices, view, code) for code in codes):
        return ["auto", "linear", "log"]
    return ["auto", "linear"]


def _is_positive(choices: Choices, view: View, code: str) -> bool:
    """Whether an indicator is a level, and the region has positive ones alone."""
    if not choices.observations.indicator(code).is_level:
        return False
    if code != view.indicator:
        return True
    known, window = choices.observations.as_known(view.known), choices.window(view)
    series = selected(known, view.region, code, view.span, window)
    return min(figure.low for figure in series.figures.values()) > 0
