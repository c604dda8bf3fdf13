"""Pairs of figures of two indicators: of a region and its peers in one year, or of one region year by year."""

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.figures.indicators import Indicator
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.printed import Rounded
from helpers.figures.series import SelectedSeries, select_series
from helpers.questions.explore.kinds.one_year import in_one_year
from helpers.questions.explore.shown import Point
from helpers.show.printed import year_cell
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import _, listed
from helpers.text.messages import RefusedError

_ENOUGH = 3  # dots, with fewer of which nothing can be seen


@dataclass(frozen=True)
class Dot:
    """Two figures of one region and year, and the name that stands at their dot."""

    name: str
    label: Cell | str
    across: Rounded
    upwards: Rounded
    picked: bool


@dataclass(frozen=True)
class Dots:
    """What a scatter draws: its dots; the rows of either indicator; the release by year; what is said of its choice."""

    dots: list[Dot]
    points: list[Point]
    rows: tuple[pd.DataFrame, pd.DataFrame]
    bases: tuple[dict[pd.Period, str], dict[pd.Period, str]]
    title: str
    said: list[Markup]


def pairs_of_regions(known: Observations, code: str, both: tuple[Indicator, Indicator], year: int) -> Dots:
    """A dot a region: the region and its peers, as far as both figures are of the release that is shared of each."""
    upwards, across = (in_one_year(known, code, each.code, year) for each in both)
    shared = [region for region in upwards.figures if region in across.figures]
    names: dict[str, object] = {"first": both[0].name, "second": both[1].name, "year": year}
    _check_enough(len(shared), _("%(n)s of the regions have both figures in %(year)s") % {"n": len(shared), **names})
    dots = [
        Dot(each.name, each.name, across.figures[each], upwards.figures[each], each.code == code) for each in shared
    ]
    points = [point for found in (upwards, across) for point in found.points if point.region in shared]
    codes = {region.code for region in shared}
    rows = tuple(found.rows[found.rows["region"].isin(codes)] for found in (upwards, across))
    said = [
        say(
            _("%(first)s is of one release, %(one)s; %(second)s of one, %(other)s."),
            one=upwards.basis.name,
            other=across.basis.name,
            **names,
        )
    ]
    lacking = [each.name for each in [*upwards.figures, *upwards.missing] if each not in shared]
    if lacking:
        said.append(say(_("Without a sound pair of figures: %(regions)s."), regions=listed(lacking)))
    bases = tuple({found.at: found.basis.code} for found in (upwards, across))
    title = _("%(n)s regions in %(year)s") % {"n": len(shared), "year": year}
    return Dots(dots, points, rows, bases, title, said)  # type: ignore[arg-type]


def pairs_of_years(known: Observations, code: str, both: tuple[Indicator, Indicator], window: tuple[int, int]) -> Dots:
    """A dot a year of one region: those since the levels of either were last revised."""
    try:
        upwards, across = (select_series(known, code, each.code, window=window) for each in both)
    except NoFiguresError as error:
        raise RefusedError(str(error)) from None
    start = max([*upwards.breaks, *across.breaks], default=window[0])
    every = [at for at in upwards.figures if at in across.figures]
    shared = [at for at in every if at.year >= start]
    names: dict[str, object] = {"region": upwards.region.name, "n": len(shared), "start": start}
    if len(shared) < len(every):
        fault = _("%(n)s years of %(region)s have both figures since the levels were revised in %(start)s") % names
    else:
        fault = _("%(n)s years of %(region)s have both figures") % names
    _check_enough(len(shared), fault)
    last = shared[-1]
    dots = [Dot(str(at), year_cell(at), across.figures[at], upwards.figures[at], at == last) for at in shared]
    points = [
        Point(upwards.region, each.indicator, at, each.figures[at]) for each in (upwards, across) for at in shared
    ]
    rows = tuple(each.rows[each.rows["at"].isin(shared)] for each in (upwards, across))
    said = []
    if len(shared) < len(every):
        message = _("Years before %(start)s are left out: their levels were revised, and are on another basis.")
        said.append(say(message, start=start))
    said += _ended(upwards, across)
    title = _("%(region)s, %(first)s–%(last)s") % {"region": upwards.region.name, "first": shared[0], "last": last}
    return Dots(dots, points, rows, ({}, {}), title, said)  # type: ignore[arg-type]


def _ended(one: SelectedSeries, other: SelectedSeries) -> list[Markup]:
    """Which of two series ends before the other."""
    ends = sorted((max(each.figures), each.indicator.name) for each in (one, other))
    if ends[0][0] == ends[1][0]:
        return []
    message = _("%(indicator)s ends in %(last)s here, and no later year has a dot.")
    return [say(message, indicator=ends[0][1], last=ends[0][0])]


def _check_enough(count: int, fault: str) -> None:
    if count < _ENOUGH:
        raise RefusedError(_("A scatter wants at least %(n)s dots: %(fault)s.") % {"n": _ENOUGH, "fault": fault})
