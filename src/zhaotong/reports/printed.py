"""The figures that a page carries, as their sources printed them, and the publications that they come from."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

import pandas as pd
from pydantic import BaseModel

from helpers.figures.observations import Observations


class PrintedFigure(NamedTuple):
    """A figure that a page rests on, as its source printed it.

    Attributes
    ----------
    row
        Its row in data/observations.csv, which is its address in the page.
    value
        Its printed digits.
    vintage
        The month from which its source makes it known; empty where that is not recorded.
    """

    row: int
    region: str
    indicator: str
    period: str
    span: str
    value: str
    unit: str
    source: str
    locator: str
    vintage: str
    reliability: str
    caveats: str


class PrintedSource(BaseModel):
    """A publication that figures come from."""

    title: str
    publisher: str
    url: str


def used_figures(observations: Observations, rows: pd.DataFrame) -> list[PrintedFigure]:
    """The figures in these rows, as a page carries them."""
    known = rows["known"].astype(str).where(rows["known"].notna(), "")
    units = [observations.indicator(code).unit for code in rows["indicator"]]
    reliabilities = [observations.source(code).reliability for code in rows["source"]]
    columns = rows.assign(row=rows.index, unit=units, vintage=known, reliability=reliabilities)
    return [PrintedFigure(*each) for each in columns[list(PrintedFigure._fields)].itertuples(index=False, name=None)]


def used_sources(observations: Observations, figures: Iterable[PrintedFigure]) -> dict[str, PrintedSource]:
    """The publications of figures by their code, named in the language in use."""
    sources = map(observations.source, sorted({each.source for each in figures}))
    return {each.code: PrintedSource(title=each.title, publisher=each.publisher, url=each.url) for each in sources}


def figures_digest(figures: Iterable[PrintedFigure]) -> str:
    """Digest of figures as they were printed: equal in both languages of a report, whatever their rows are by now."""
    return sha256(json.dumps(sorted(each[1:] for each in figures), ensure_ascii=False).encode()).hexdigest()
