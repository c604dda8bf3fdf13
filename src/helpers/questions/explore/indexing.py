"""The arithmetic of series set to 100 in a base year: levels divided by that of the base, growth chained from it.

Levels are never divided across a revision, and rates never chained across a year without one, at current prices, or
across figures of different releases where regions stand side by side.
"""

from collections.abc import Iterable
from itertools import takewhile

import pandas as pd

from helpers.figures.comparable import select_comparable
from helpers.figures.indicators import Indicator
from helpers.figures.periods import runs_of
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.questions.explore.view import Selection
from helpers.text.language import _

_HUNDRED = Rounded.exact(100)


Used = dict[Region, tuple[SelectedSeries, dict[pd.Period, Rounded]]]


def why_not_indexed(indicator: Indicator) -> str:
    """Why no series of an indicator is set to 100; empty where one may be."""
    names = {"indicator": indicator.name}
    if indicator.is_growth:
        if indicator.price_basis == "real":
            return ""
        return _("%(indicator)s is not at constant prices, and its rates are not chained to an index.") % names
    if not indicator.is_level:
        return _("%(indicator)s is neither a level nor a rate of growth, and has no index.") % names
    if indicator.growth_from_levels == "no":
        return _("The levels of %(indicator)s are not comparable from year to year, and none is set to 100.") % names
    return ""


def index_of(series: SelectedSeries, figures: dict[pd.Period, Rounded], base: pd.Period) -> dict[pd.Period, Rounded]:
    """The index by year, 100 in the base year; nothing where that has no figure.

    Parameters
    ----------
    figures
        Those of the series that may be used.
    """
    if base not in figures:
        return {}
    if series.indicator.is_growth:
        return _chained(figures, base)
    sources = dict(zip(series.rows["at"], series.rows["source"], strict=True))

    def allowed(at: pd.Period) -> bool:
        source = sources[at] if sources[at] == sources[base] else None
        first, last = min(at, base).year, max(at, base).year
        return series.indicator.allows_growth(first, last, source, series.back_revised)

    levels = {at: figure for at, figure in figures.items() if figure.low > 0}
    if base not in levels:
        return {}
    # Divided by itself the base is 100, whatever was rounded away of it.
    return {
        at: Rounded(100, 100, 100, figure.rows) if at == base else (figure / levels[base]).percent
        for at, figure in levels.items()
        if at == base or allowed(at)
    }


def _chained(rates: dict[pd.Period, Rounded], base: pd.Period) -> dict[pd.Period, Rounded]:
    found = {base: Rounded(100, 100, 100, rates[base].rows)}
    later = takewhile(rates.__contains__, (base + step for step in range(1, len(rates) + 1)))
    for at in later:
        before = found[at - 1]
        found[at] = before * rates[at].factor if at - 1 != base else _HUNDRED * rates[at].factor
    for at in takewhile(lambda at: at in rates and at - 1 in rates, (base - step for step in range(len(rates)))):
        found[at - 1] = found[at] / rates[at].factor if at != base else _HUNDRED / rates[at].factor
    return dict(sorted(found.items()))


def used_of(selection: Selection) -> tuple[Used, dict[pd.Period, str]]:
    """By region the series and those of its figures that may be used; the release by year where rates stand together.

    Rates side by side are of one release.
    """
    series = [selection.own, *selection.benchmarks]
    if len(series) == 1 or not selection.own.indicator.is_growth:
        return {each.region: (each, each.figures) for each in series}, {}
    known, regions, code = selection.known, [each.region for each in series], selection.own.indicator.code
    question = ("together", *(each.code for each in regions), code, selection.window)
    if question not in known.selected:
        known.selected[question] = select_comparable(known, regions, code, selection.window)
    together = known.selected[question]
    bases = {at: term.code for at, term in together.bases.items()}
    return {region: (each, together.alike(region)) for region, each in together.series.items()}, bases


def bases_of(selection: Selection) -> list[int]:
    """The years that can be 100: another year is reached from each."""
    if why_not_indexed(selection.own.indicator):
        return []
    series, figures = used_of(selection)[0][selection.own.region]
    return [at.year for at in sorted(figures) if len(index_of(series, figures, at)) > 1]


def stretches(years: Iterable[int]) -> list[str]:
    """Years in stretches: 1994–2008, 2014."""
    runs = runs_of(pd.Period(str(year), "Y") for year in years)
    return [
        str(run[0]) if len(run) == 1 else _("%(first)s–%(last)s") % {"first": run[0], "last": run[-1]} for run in runs
    ]
