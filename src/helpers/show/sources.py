"""What ends every notebook: its sources, a card each, with its figures row by row; and this run."""

import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from typing import Any, Protocol

import pandas as pd
from markupsafe import Markup

from helpers.figures.observations import Observations, list_sources
from helpers.figures.periods import window_words
from helpers.figures.rows import lines_of
from helpers.figures.sources import Source
from helpers.show.caveats import caveat_words, vintage_words
from helpers.show.locators import locator_words
from helpers.show.medium import own_style
from helpers.show.table import Table
from helpers.text import language
from helpers.text.cells import Cell
from helpers.text.citations import link
from helpers.text.language import _

_FIRST = "first-release"
_MOST = 3  # indicators that a card names
_PACKAGES = ("zhaotong-growth", "pandas", "statsmodels", "seaborn", "papermill")


@dataclass(frozen=True)
class SourceCards:
    """The publications behind a report, a card each, the most reliable first; folded in each, its figures by place.

    `[row]` behind a figure is its row in data/observations.csv, and the address that marks in the text lead to.
    """

    observations: Observations
    rows: pd.DataFrame

    @cached_property
    def _sources(self) -> dict[Source, int]:
        return list_sources(self.observations, self.rows)

    @cached_property
    def _rows_of(self) -> dict[str, pd.DataFrame]:
        """The rows of each source, by its code."""
        return {str(code): rows for code, rows in self.rows.groupby("source", sort=False)}

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        lines = [
            _("; ").join([source.reliability_name, source.publisher, source.title, self._about(source)])
            for source in self._sources
        ]
        text = "\n".join([self._count, *(f"- {line}" for line in lines)])
        return {"text/html": own_style("sources") + self.html, "text/plain": text}

    @property
    def html(self) -> Markup:
        """The heading of the section, how many there are, and the cards."""
        start = Markup("<h2>{}</h2><p>{}</p>").format(_("Sources"), self._count)
        if self.rows.empty:
            return start
        told = _("Every figure with its row and its place in the source stands in the page and in the workbook.")
        cards = Markup("").join(map(self._card, self._sources))
        return start + Markup('<p class="paper">{}</p><ul class="sources">{}</ul>').format(told, cards)

    @property
    def _count(self) -> str:
        if self.rows.empty:
            return _("No figure was used.")
        message = language._n(
            "The figures come from %(n)s publication.",
            "The figures come from %(n)s publications; the most reliable stand first.",
            len(self._sources),
        )
        return message % {"n": len(self._sources)}

    def _card(self, source: Source) -> Markup:
        """A publication: first how far to trust it, in words."""
        places = self._places(self._rows_of[source.code])
        return Markup(
            '<li id="p-{}"{}><p class="reliability">{}</p><h3>{}</h3><p>{}</p><p>{}</p>'
            "<details><summary>{}</summary><ul>{}</ul></details></li>"
        ).format(
            source.code,
            Markup(' class="weak"') if source.reliability == "weak" else "",
            source.reliability_name,
            link(source.title, source.url),
            source.publisher,
            self._about(source),
            _("Its figures, by their place"),
            Markup("").join(places),
        )

    def _about(self, source: Source) -> str:
        """How new its figures are, how many of them are used, and what they are."""
        indicators = self._rows_of[source.code]["indicator"].value_counts().index
        names = [self.observations.indicator(code).name for code in indicators]
        if len(names) > _MOST:
            said = {"names": _("; ").join(names[:_MOST]), "n": len(names) - _MOST}
            names = [_("%(names)s and %(n)s more") % said]
        count = self._sources[source]
        message = language._n("%(n)s figure: %(names)s", "%(n)s figures: %(names)s", count)
        used = message % {"n": language.number(count, 0), "names": _("; ").join(names)}
        if not source.vintage:
            return used
        vintage = vintage_words(source.vintage)
        known = vintage if source.vintage == _FIRST else _("figures as of %(vintage)s") % {"vintage": vintage}
        return _("; ").join([known, used])

    def _places(self, rows: pd.DataFrame) -> Iterator[Markup]:
        """The figures of a source by their place in it, each place with what they are, caveats and note."""
        periods = {each: window_words(*each) for each in set(zip(rows["period"], rows["span"], strict=True))}
        names = {code: self.observations.region(code).name for code in rows["region"].unique()}
        places: dict[tuple[str, ...], list[tuple[int, str, str, str]]] = {}
        columns = ["region", "period", "span", "value", "indicator", "locator", "caveats", _note()]
        for row, region, period, span, value, *place in lines_of(rows, *columns):
            places.setdefault(tuple(place), []).append((row, names[region], periods[period, span], value))
        for (indicator, locator, caveats, note), figures in places.items():
            where = [locator_words(locator), caveat_words(self.observations, caveats), note]
            about = _("; ").join(filter(None, where))
            name = self.observations.indicator(indicator).name
            yield Markup("<li><b>{}</b>{}<small>{}</small></li>").format(name, _entries(figures), about)


def source_cards(observations: Observations, rows: pd.DataFrame) -> SourceCards:
    """The publications that these rows come from, with what a reader needs to judge them, and the rows."""
    return SourceCards(observations, rows)


def _note() -> str:
    """The column of notes in the language in use."""
    return f"note_{language.language_in_use()}"


def _entries(figures: Iterable[tuple[int, str, str, str]]) -> Markup:
    """Figures one after the other, each at its address; of several of one region the first names it."""
    entry, entries, last = Markup('<span id="r{0}">{1} [{0}]</span>'), [], ""
    for row, region, period, value in figures:
        message = _("%(period)s: %(value)s") if region == last else _("%(region)s %(period)s: %(value)s")
        entries.append(entry.format(row, message % {"region": region, "period": period, "value": value}))
        last = region
    return Markup(_("; ")).join(entries)


class Stated(Protocol):
    """What the table of a run asks of the parameters that it states."""

    region: str  # its code; empty where the run is about none

    def window_words(self, years: pd.Series) -> str:
        """The window in words; that of the years of the figures used where no parameter names one."""

    def facts(self, observations: Observations) -> Mapping[str, str | Cell]:
        """The parameters beyond region and window, by what they are called."""


def run_table(parameters: Stated, observations: Observations, rows: pd.DataFrame) -> Table:
    """What this run was made with; its result tells the report's record the window, the data's vintage and the rows."""
    vintage = rows["known"].max()
    window = parameters.window_words(rows["period"].str[:4]) if len(rows) else ""
    place = {_("region"): observations.region(parameters.region).coded_name} if parameters.region else {}
    known = {} if pd.isna(vintage) else {_("newest figures as of"): language.month(vintage)}
    facts: dict[str, str | Cell] = {
        **place,
        **({_("years"): window} if window else {}),
        **parameters.facts(observations),
        **known,
        "Python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
    }
    header, caption, heading = [_("what"), _("value")], _("Parameters and versions"), _("This run")
    result = {
        "region": parameters.region,
        "region_name": observations.region(parameters.region).name if parameters.region else "",
        "window": window,
        "vintage": "" if pd.isna(vintage) else str(vintage),
        "rows": rows.index.to_list(),
        "asked": sorted(observations.asked),
        "messages": language.messages_used(),
    }
    return Table(caption, header, [[*fact] for fact in facts.items()], heading=heading, result=result, kind="run")
