"""The tables that end every notebook: its sources, its figures row by row, and this run."""

import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Protocol

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.observations import Observations, list_sources
from helpers.figures.periods import window_words
from helpers.figures.sources import Source
from helpers.show.locators import locator_words
from helpers.show.table import MISSING, Table
from helpers.text import language
from helpers.text.cells import Cell
from helpers.text.language import _

_PACKAGES = ("zhaotong-growth", "pandas", "statsmodels", "seaborn", "papermill")


def sources_table(observations: Observations, rows: pd.DataFrame) -> Table:
    """The publications that these rows come from, with what a reader needs to judge them."""
    sources = list_sources(observations, rows)
    publisher = Markup('<span id="p-{}">{}</span>')
    columns: dict[str, list[Any]] = {
        _("publisher"): [publisher.format(source.code, source.publisher) for source in sources],
        _("title"): [_link(source.title, source.url) for source in sources],
        _("figures as of"): [vintage_words(source.vintage) for source in sources],
        _("reliability"): [source.reliability_name for source in sources],
        _("figures"): list(sources.values()),
    }
    caption = _("Publications, most reliable first")
    return Table.of_columns(caption, columns, heading=_("Sources"), kind="sources")


def _link(title: str, url: str) -> Markup:
    if not url.startswith(("https://", "http://")):  # nothing else may become a link
        return escape(title)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, title)


def figures_table(observations: Observations, rows: pd.DataFrame) -> Table:
    """Every figure that a report used, by its place in its source; folded.

    `[row]` behind a figure is its row in data/observations.csv, and the address that marks in the text lead to.
    """
    births = {source.code: _birth(source) for source in list_sources(observations, rows)}
    periods = {each: window_words(*each) for each in set(zip(rows["period"], rows["span"], strict=True))}
    names = {code: observations.region(code).name for code in rows["region"].unique()}
    places: dict[tuple[str, ...], list[tuple[int, str, str, str]]] = {}
    note = f"note_{language.language_in_use()}"
    columns = ["region", "period", "span", "value", "source", "indicator", "locator", "caveats", note]
    for row, region, period, span, value, *place in rows[columns].itertuples(name=None):
        places.setdefault(tuple(place), []).append((row, names[region], periods[period, span], value))
    lines: list[list[str]] = []
    for (source, indicator, locator, caveats, words), figures in places.items():
        about = [locator_words(locator), caveat_words(observations, caveats), words]
        lines.append([births[source], observations.indicator(indicator).name, _entries(figures), *about])
    header = [_("source"), _("indicator"), _("figures, with their rows"), _("place in it"), _("caveats"), _("note")]
    message = language._n("The %(n)s figure used, by its place", "The %(n)s figures used, by their place", len(rows))
    return Table(message % {"n": len(rows)}, header, lines, folded=True, kind="sources")


def _entries(figures: Iterable[tuple[int, str, str, str]]) -> Markup:
    """Figures one after the other, each at its address; of several of one region the first names it."""
    entry, entries, last = Markup('<span id="r{0}">{1} [{0}]</span>'), [], ""
    for row, region, period, value in figures:
        message = _("%(period)s: %(value)s") if region == last else _("%(region)s %(period)s: %(value)s")
        entries.append(entry.format(row, message % {"region": region, "period": period, "value": value}))
        last = region
    return Markup(_("; ")).join(entries)


def _birth(source: Source) -> Markup:
    """A source with what says how far to trust it, leading to its publication."""
    link = Markup('<a href="#p-{}">{}</a>').format(source.code, source.title)
    return Markup(_("; ")).join([link, vintage_words(source.vintage), source.reliability_name])


def vintage_words(code: str) -> str:
    """A source's vintage as a reader says it: a month or year, "first release", or a dash where none is recorded."""
    if code == "first-release":
        return _("first release")
    return window_words(code, "month" if "-" in code else "year") if code else MISSING


def caveat_words(observations: Observations, codes: str) -> str:
    """The caveats of a figure in words, one after the other; empty where it has none."""
    return _("; ").join(caveat.name for caveat in observations.caveats([codes]))


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
