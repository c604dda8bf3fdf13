"""Which release the figures of a text are: a bureau's own, published soon after their period, are a first release."""

from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.figures.periods import read_window, runs_of
from helpers.text.language import _
from zhaotong.keeping.entries import Entry

_SOON = 9  # months after a period: a communiqué is out by then, and the same period of the year before is not meant


def first_releases(figures: Iterable[Entry], sources: Iterable[Entry]) -> list[Entry]:
    """Rows of data/bases.csv for new sources, as far as their dates tell; the rest stays of unknown release."""
    figures = list(figures)
    return [each for source in sources for each in _releases(source, figures)]


def _releases(source: Entry, figures: list[Entry]) -> Iterator[Entry]:
    if source["reliability"] != "official" or len(source["published"]) < len("2025-03"):
        return
    known = pd.Period(source["published"][: len("2025-03")], "M")
    own = [figure for figure in figures if figure["source"] == source["source"]]
    ends = ((figure["period"][:4], _end(figure)) for figure in own)
    years = {year for year, end in ends if end is not None and 0 <= (known - end).n <= _SOON}
    for run in runs_of(pd.Period(year, "Y") for year in years):
        cells = {"first_year": str(run[0]), "last_year": str(run[-1]), "basis": "first_release", "why": "release"}
        yield Entry(_("the release of the source"), {"source": source["source"], **cells})


def _end(figure: Entry) -> pd.Period | None:
    """The month in which the period of a figure ends; None where it is no period, which whoever checks the row says."""
    try:
        return read_window(figure["period"], "point").end.to_period("M")
    except ValueError:
        return None
