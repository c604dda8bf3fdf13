"""The colours of charts: each place has its own in every chart, and a dash and a marker that tell it without colour.

A drawing is made in the colours of a light page. Where it is shown they become variables of the style sheet (light.css,
dark.css), so that one drawing follows the reader's theme; a file on request keeps them as they are.
"""

from collections.abc import Iterable
from typing import NamedTuple

from helpers.figures.regions import Region

INK, FAINT, RULE, REST, PAGE = "#222222", "#595959", "#8c8c8c", "#a3a19d", "#ffffff"
GREEN, VIOLET = "#37763b", "#77509a"
# From far below to far above what is usual, in the order of the variables.
BELOW_TO_ABOVE = ("#2b6a9b", "#6ba3cb", "#c3dbea", "#f3f1ee", "#f3cbbd", "#d97f6b", "#b3372f")
VARIABLES = {
    INK: "--ink",
    FAINT: "--faint",
    RULE: "--rule",
    REST: "--rest",
    PAGE: "--page",
    "#b3372f": "--prefecture",
    "#2f6f9f": "--province",
    "#4d4d4d": "--nation",
    "#846616": "--county",
    GREEN: "--another",
    VIOLET: "--further",
    **{colour: f"--step-{place}" for place, colour in enumerate(BELOW_TO_ABOVE, start=1) if colour != "#b3372f"},
}


class Look(NamedTuple):
    """How a place is drawn: its colour, the dashes of its line, the marker of its points."""

    colour: str
    dashes: str | tuple[float, tuple[float, ...]] = "-"
    marker: str = "o"


_OF_LEVELS = {
    "prefecture": Look("#b3372f", "-", "o"),
    "province": Look("#2f6f9f", "--", "s"),
    "nation": Look("#4d4d4d", ":", "D"),
    "county": Look("#846616", "-.", "^"),
}
# Of several places of one level the first has the level's look, the others have these, in this order.
_FURTHER = [
    Look(colour, dashes, marker)
    for dashes, marker in (((0, (7, 2)), "v"), ((0, (2, 2)), "P"), ((0, (7, 2, 1, 2, 1, 2)), "X"))
    for colour in (GREEN, VIOLET, INK, "#846616")
]
OTHERS = Look(REST)


def looks(regions: Iterable[Region]) -> dict[Region, Look]:
    """How each of several places is drawn: by its level, which is the same in every chart.

    Where places of one level stand side by side the first has the level's look, so the region of a report comes first.
    """
    drawn = list(dict.fromkeys(regions))
    return dict(zip(drawn, distinct(region.level for region in drawn), strict=True))


def look(region: Region) -> Look:
    """How a place is drawn where no other of its level is picked out."""
    return _OF_LEVELS[region.level]


def distinct(levels: Iterable[str]) -> list[Look]:
    """A look for each line of a chart, by the level of its place; no two of them alike, up to a dozen of one level."""
    found: list[Look] = []
    further = iter(_FURTHER)
    for level in levels:
        own = _OF_LEVELS[level]
        found.append(own if own not in found else next(further, OTHERS))
    return found
