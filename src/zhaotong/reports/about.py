"""What a report is about: what its notebook says of it and, where it says nothing, a plain default."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import nbformat
import pandas as pd

from helpers.figures.observations import Observations
from helpers.parameters.errors import ParameterError
from helpers.parameters.types import Month
from helpers.parameters.values import Parameters, resolve
from helpers.show.sources import SourceCards, run_table, source_cards
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.language import LANGUAGES, _
from zhaotong.reports.requests import Request
from zhaotong.reports.results import facts
from zhaotong.runs.client import ANSWER

_FACTS = ("region", "region_name", "window", "vintage")
_ADDRESS = re.compile(r'<span id="r\d')


@dataclass(frozen=True)
class About:
    """What a report is about.

    Attributes
    ----------
    said
        What its cells said for the record.
    used
        What its kernel used of the figures: rows, questions asked, and messages.
    region, region_name
        Empty where no parameter names one.
    window
        The years, in words; empty where no figure of ours was used.
    vintage
        The latest of the figures that were used; empty where none was.
    appended
        What its page ends with, as far as no cell shows it: its sources with their figures, and this run.
    notes
        What a reader must know before all else.
    settings
        What was set otherwise than by default, in words; region, years and language aside, which are said anyway.
    """

    said: dict[str, Any]
    used: dict[str, Any]
    region: str = ""
    region_name: str = ""
    window: str = ""
    vintage: str = ""
    appended: list[SourceCards | Table] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: Request, executed: nbformat.NotebookNode, observations: Observations) -> "About":
        """What an executed notebook is about, in the language in use."""
        said = facts(executed)
        used = executed.metadata.get(ANSWER) or {"rows": [], "asked": [], "messages": []}
        notes, code = _notes(request), request.values[request.place] if request.place else ""
        stated = _Stated(request, code, observations)
        settings = tuple(stated.settings(observations))
        if "rows" in said:  # its table of the run says it
            return cls(said, used, **{name: said[name] for name in _FACTS}, notes=notes, settings=settings)
        rows = observations.figures.loc[[row for row in used["rows"] if row in observations.figures.index]]
        vintage = rows["known"].max() if len(rows) else pd.NaT
        years = rows["period"].str[:4]
        return cls(
            said,
            used,
            region=code,
            region_name=observations.region(code).name if code else "",
            window=stated.window_words(years) if len(rows) else "",
            vintage="" if pd.isna(vintage) else str(vintage),
            appended=[*_sources(executed, observations, rows), run_table(stated, observations, rows)],
            notes=notes,
            settings=settings,
        )

    @property
    def rows(self) -> list[int]:
        """The rows of figures behind it."""
        return self.said.get("rows", self.used["rows"])

    def result(self, finding: str) -> dict[str, Any]:
        """What the record keeps of it; the finding is that of the page, unless its cells said one."""
        own = {name: getattr(self, name) for name in _FACTS}
        return {"finding": finding, **self.used, **own, **self.said}


class _Stated:
    """The parameters of any notebook, as the table of a run states them."""

    def __init__(self, request: Request, region: str, observations: Observations) -> None:
        self.region = region
        self._set = request.changed.keys() - {request.place}
        self._resolved: Parameters | None = None
        try:
            self._resolved = resolve(request.notebook.declarations, request.values, observations)
        except ParameterError:  # it was checked before the run, by what the data held then
            return

    def window_words(self, years: pd.Series) -> str:
        return self._resolved.window_words(years) if self._resolved else ""

    def facts(self, observations: Observations) -> Mapping[str, str | Cell]:
        return self._resolved.facts(observations) if self._resolved else {}

    def settings(self, observations: Observations) -> Iterator[str]:
        """The parameters that have a row of their own in the table of a run and were set otherwise than by default."""
        if self._resolved is None:
            return
        types, values = self._resolved.types, self._resolved.values
        own = Parameters(values, {name: each for name, each in types.items() if name in self._set})
        for name, words in own.facts(observations).items():
            text = words.plain if isinstance(words, Cell) else words
            if name == Month.label:
                yield _("as known in %(month)s") % {"month": text}
            else:
                yield _("%(name)s: %(text)s") % {"name": name, "text": text}


def _sources(executed: nbformat.NotebookNode, observations: Observations, rows: pd.DataFrame) -> list[SourceCards]:
    """The cards that the marks in a page lead to, unless a cell shows them."""
    outputs = [output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", [])]
    shown = any(_ADDRESS.search("".join(data.get("text/html", ""))) for data in outputs)
    return [] if rows.empty or shown else [source_cards(observations, rows)]


def _notes(request: Request) -> tuple[str, ...]:
    """That the notebook is written in one language only."""
    if request.notebook.languages != [request.language]:
        return ()
    return (_("Written in %(language)s only.") % {"language": LANGUAGES[request.language]},)
