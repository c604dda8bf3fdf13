"""Doubts about a figure: what its own past, all other figures or its date say against it without ruling it out.

A doubt is a question to the keeper. A caveat or a status that already says the same answers it, and it is not asked.
"""

from collections.abc import Iterator

import pandas as pd

from helpers.checks import deflators, factors, parents, sources, spans
from helpers.checks.findings import Finding
from helpers.checks.xray import XRay
from helpers.figures.observations import Observations
from helpers.figures.periods import read_window
from helpers.figures.printed import in_full
from helpers.text.language import _
from zhaotong.keeping.entries import Entry

_YEARS = 10
_FEWEST = 3  # periods that make a past
# How far outside its past a figure is doubted: rates and shares by more than two points and a quarter of the range of
# their past, levels by more than half. Of the figures recorded so far, 94 of 100 rates and 99 of 100 levels pass.
_POINTS, _RANGE = 2.0, 0.25
_FACTOR = 1.5
_OF_THE_PAST = (factors.CHECK, factors.PART)  # checks that say what the past has said
_HELD_AGAINST = (parents.CHECK, spans.CHECK, deflators.CHECK)  # checks whose other figures may be the wrong ones


def source_doubts(entry: Entry) -> list[str]:
    """What speaks against a new source."""
    about, today = {"entry": entry.place, "source": entry["source"]}, f"{pd.Timestamp.today():%Y-%m-%d}"
    future = _('%(entry)s: the source "%(source)s" would be of the future, %(column)s %(date)s: is this a slip?')
    doubts = [
        future % {**about, "column": column, "date": entry[column]}
        for column in ("published", "vintage", "accessed")
        if entry[column] != "first-release" and entry[column] > today
    ]
    if not entry["vintage"]:
        words = _(
            '%(entry)s: the source "%(source)s" has no vintage, so that its figures are left aside in reports as of an '
            "earlier month: is it really unknown?"
        )
        doubts.append(words % about)
    return doubts


def figure_doubts(row: int, observations: Observations, seen: XRay, asked: set[Finding]) -> list[str]:
    """What speaks against a figure among all others.

    Parameters
    ----------
    row
        Its row in `Observations.figures`, which hold it already.
    seen
        The X-ray of the figures that it can be held against. What another source prints too needs no past.
    asked
        What was asked of the figures before it; a finding about several figures is asked once.
    """
    past, dated = own_doubts(row, observations, row in seen.corroborated)
    return [*past, *_seen(row, seen, bool(past), asked), *dated]


def own_doubts(row: int, observations: Observations, corroborated: bool) -> tuple[list[str], list[str]]:
    """What its own past and its date say against a figure; what another source prints too needs no past."""
    figure = observations.figures.loc[[row]].iloc[0]
    past = [] if corroborated else list(_against_past(figure, observations))
    return past, list(_against_date(figure, observations))


def _seen(row: int, seen: XRay, past: bool, told: set[Finding]) -> Iterator[str]:
    """What the X-ray says of a figure, unless its row says so itself."""
    if row in seen.marked:
        return
    for finding in seen.findings:
        about = row in finding.rows or (row in finding.against and finding.check in _HELD_AGAINST)
        if not about or not finding.grave or (past and finding.check in _OF_THE_PAST):
            continue
        if finding in told:
            continue
        told.add(finding)
        if finding.check == sources.CHECK:
            words = _(
                "%(said)s; is this a revision, or is one of them wrong? (caveat conflicts_elsewhere says that you know)"
            )
            yield words % {"said": finding.said}
        else:
            yield finding.said


def _against_past(figure: pd.Series, observations: Observations) -> Iterator[str]:
    measure = observations.indicator(figure["indicator"]).measure
    if figure["status"] != "normal" or "implausible" in figure["caveats"] or measure in ("rank", "membership"):
        return
    past, when = _past(figure, observations, measure == "level")
    if past is None or pd.isna(figure["number"]):
        return
    highest, lowest = past.iloc[past["number"].argmax()], past.iloc[past["number"].argmin()]
    number, top, bottom = figure["number"], highest["number"], lowest["number"]
    margin = max(_POINTS, _RANGE * (top - bottom))
    if measure == "level" and number > _FACTOR * top > 0:
        near, by, words = (
            highest,
            f"{number / top:.3g}",
            _(
                "%(value)s is %(by)s times the highest of %(when)s (%(near)s in %(period)s): "
                "is this another unit, or another quantity?"
            ),
        )
    elif measure == "level" and bottom > _FACTOR * number:
        near, by, words = (
            lowest,
            f"{number / bottom:.2g}",
            _(
                "%(value)s is %(by)s times the lowest of %(when)s (%(near)s in %(period)s): "
                "is this growth, or another unit?"
            ),
        )
    elif measure != "level" and number > top + margin:
        near, by, words = (
            highest,
            _printed(number - top),
            _("%(value)s is %(by)s points above the highest of %(when)s (%(near)s in %(period)s): is this a level?"),
        )
    elif measure != "level" and number < bottom - margin:
        near, by, words = (
            lowest,
            _printed(bottom - number),
            _(
                "%(value)s is %(by)s points below the lowest of %(when)s (%(near)s in %(period)s): "
                "is this another indicator, or another span?"
            ),
        )
    else:
        return
    names = {"by": by, "when": when, "period": near["period"]}
    names |= {"value": in_full(figure["value"]), "near": in_full(near["value"])}
    yield words % names


def _past(figure: pd.Series, observations: Observations, same_part: bool) -> tuple[pd.DataFrame | None, str]:
    """The figures of the ten years before, or, where they are few, of the ten after, and which of the two these are.

    Parameters
    ----------
    same_part
        Only figures of the same part of the year count.
    """
    figures = observations.figures_of(figure["region"], figure["indicator"], figure["span"])
    settled = figures["number"].notna() & ~figures[["low", "high"]].isin([float("inf"), float("-inf")]).any(axis=1)
    figures = figures[settled & ~figures["status"].isin(["conflict", "suspect"])]
    if same_part:
        figures = figures[figures["period"].str[4:] == figure["period"][4:]]
    ends = figures["period"].map(lambda period: read_window(period, "point").end)
    end, years = read_window(figure["period"], "point").end, pd.DateOffset(years=_YEARS)
    before, after = figures[(ends < end) & (ends >= end - years)], figures[(ends > end) & (ends <= end + years)]
    for near, when in ((before, _("the last ten years")), (after, _("the ten years after it"))):
        if near["period"].nunique() >= _FEWEST:
            return near, when
    return None, ""


def _against_date(figure: pd.Series, observations: Observations) -> Iterator[str]:
    """Doubt a figure whose period had not ended when its source stated it: it is a plan, a forecast or a slip."""
    if any(code in figure["caveats"].split("|") for code in ("undated", "as_of_publication")):
        return
    end = read_window(figure["period"], figure["span"]).end
    today = pd.Timestamp.today()
    if end > today:
        words = _("%(period)s has not ended yet: is this a plan or a forecast?")
        yield words % {"period": figure["period"]}
    elif pd.notna(figure["known"]) and figure["known"] < end.to_period("M"):
        words = _(
            "%(period)s ends after the vintage of its source (%(source)s, %(known)s): is this a plan or a forecast?"
        )
        yield words % {"period": figure["period"], "source": figure["source"], "known": figure["known"]}


def _printed(number: float) -> str:
    return f"{round(number, 6):,.10g}"
