"""What speaks against a figure without ruling it out: its own past, other sources, its date.

A doubt is a question that the keeper answers. A caveat or a status that says the same beforehand answers it too.
"""

from collections.abc import Iterator

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.periods import read_window
from helpers.figures.rows import rounded_figure
from zhaotong.keeping.entries import Entry

_YEARS = 10
_FEWEST = 3  # periods that make a past
# How far outside its past a figure is doubted: rates and shares by more than two points and a quarter of the range of
# their past, levels by more than half. Of the figures recorded so far, 94 of 100 rates and 99 of 100 levels pass.
_POINTS, _RANGE = 2.0, 0.25
_FACTOR = 1.5


def source_doubts(entry: Entry) -> list[str]:
    """What speaks against a new source."""
    about, today = f'{entry.place}: the source "{entry["source"]}"', f"{pd.Timestamp.today():%Y-%m-%d}"
    doubts = [
        f"{about} would be of the future, {column} {entry[column]}: is this a slip?"
        for column in ("published", "vintage", "accessed")
        if entry[column] != "first-release" and entry[column] > today
    ]
    if not entry["vintage"]:
        doubts.append(
            f"{about} has no vintage, so that its figures are left aside in reports as of an earlier month: "
            "is it really unknown?"
        )
    return doubts


def figure_doubts(row: int, observations: Observations) -> list[str]:
    """What speaks against a figure, held against all others.

    Args:
        row: its row in `Observations.figures`, which hold it already
    """
    figure = observations.figures.loc[row]
    return [
        *_against_past(figure, observations),
        *_against_others(figure, observations),
        *_against_date(figure, observations),
    ]


def _against_past(figure: pd.Series, observations: Observations) -> Iterator[str]:
    measure = observations.indicator(figure["indicator"]).measure
    if figure["status"] != "normal" or "implausible" in figure["caveats"] or measure in ("rank", "membership"):
        return
    past, when = _past(figure, observations, measure == "level")
    if past is None or pd.isna(figure["number"]):
        return
    highest, lowest = past.loc[past["number"].idxmax()], past.loc[past["number"].idxmin()]
    number, value = figure["number"], figure["value"]
    if measure == "level":
        if number > _FACTOR * highest["number"] > 0:
            times = f"{number / highest['number']:.3g} times the highest"
            yield f"{value} is {times} of the {when} ({_dated(highest)}): is this another unit, or another quantity?"
        elif lowest["number"] > _FACTOR * number:
            times = f"{number / lowest['number']:.2g} times the lowest"
            yield f"{value} is {times} of the {when} ({_dated(lowest)}): is this growth, or another unit?"
        return
    margin = max(_POINTS, _RANGE * (highest["number"] - lowest["number"]))
    if number > highest["number"] + margin:
        points = f"{_printed(number - highest['number'])} points above the highest"
        yield f"{value} is {points} of the {when} ({_dated(highest)}): is this a level?"
    elif number < lowest["number"] - margin:
        points = f"{_printed(lowest['number'] - number)} points below the lowest"
        yield f"{value} is {points} of the {when} ({_dated(lowest)}): is this another indicator, or another span?"


def _past(figure: pd.Series, observations: Observations, same_part: bool) -> tuple[pd.DataFrame | None, str]:
    """The figures of the ten years before, or, where they are few, of the ten after, and which of them these are.

    Args:
        same_part: of the same part of the year alone
    """
    figures = observations.figures_of(figure["region"], figure["indicator"], figure["span"])
    settled = figures["number"].notna() & ~figures[["low", "high"]].isin([float("inf"), float("-inf")]).any(axis=1)
    figures = figures[settled & ~figures["status"].isin(["conflict", "suspect"])]
    if same_part:
        figures = figures[figures["period"].str[4:] == figure["period"][4:]]
    ends = figures["period"].map(lambda period: read_window(period, "point").end)
    end, years = read_window(figure["period"], "point").end, pd.DateOffset(years=_YEARS)
    before, after = figures[(ends < end) & (ends >= end - years)], figures[(ends > end) & (ends <= end + years)]
    for near, when in ((before, "last ten years"), (after, "ten years after it")):
        if near["period"].nunique() >= _FEWEST:
            return near, when
    return None, ""


def _against_others(figure: pd.Series, observations: Observations) -> Iterator[str]:
    if figure["status"] == "conflict" or "conflicts_elsewhere" in figure["caveats"]:
        return
    figures = observations.figures_of(figure["region"], figure["indicator"], figure["span"])
    same = figures[(figures["period"] == figure["period"]) & (figures["status"] != "conflict")]
    indicator = observations.indicator(figure["indicator"])
    for _row, other in same[same["source"] != figure["source"]].drop_duplicates(["source", "value"]).iterrows():
        if rounded_figure(figure).agrees_with(rounded_figure(other)) or other["value"] == figure["value"]:
            continue
        gap = abs(figure["number"] - other["number"])
        words = "points" if indicator.unit in ("pct", "pp") else indicator.unit_name
        size = f"conflict of {_printed(gap)} {words}" if pd.notna(gap) else "conflict"
        yield (
            f"{other['source']} prints {other['value']} for the same: {size}; is this a revision, or is one of them "
            f"wrong? (caveat conflicts_elsewhere says that you know)"
        )


def _against_date(figure: pd.Series, observations: Observations) -> Iterator[str]:
    """A figure of days that had not passed when its source stated it is a plan or a slip."""
    if any(code in figure["caveats"].split("|") for code in ("undated", "as_of_publication")):
        return
    end = read_window(figure["period"], figure["span"]).end
    today = pd.Timestamp.today()
    if end > today:
        yield f"{figure['period']} has not ended yet: is this a plan or a forecast?"
    elif pd.notna(figure["known"]) and figure["known"] < end.to_period("M"):
        yield (
            f"{figure['period']} ends after the vintage of its source ({figure['source']}, {figure['known']}): "
            "is this a plan or a forecast?"
        )


def _dated(figure: pd.Series) -> str:
    return f"{figure['value']} in {figure['period']}"


def _printed(number: float) -> str:
    return f"{round(number, 6):,.10g}"
