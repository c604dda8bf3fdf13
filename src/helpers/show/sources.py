"""The tables that end every notebook: its sources, its figures row by row, and this run."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any, Protocol

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.observations import Observations, list_sources
from helpers.figures.sources import Source
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
        _("vintage"): [vintage_words(source.vintage) for source in sources],
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
    entry = Markup('<span id="r{row}">{region} {period}: {value} [{row}]</span>')
    births = {source.code: _birth(source) for source in list_sources(observations, rows)}
    columns = ["source", "indicator", "locator", "caveats", f"note_{language.language_in_use()}"]
    places: dict[tuple[str, ...], list[Markup]] = {}
    for row, region, period, value, *place in rows[["region", "period", "value", *columns]].itertuples(name=None):
        figure = entry.format(row=row, region=observations.region(region).name, period=period, value=value)
        places.setdefault(tuple(place), []).append(figure)
    lines = []
    for (source, indicator, locator, caveats, note), figures in places.items():
        about = [locator, caveat_words(observations, caveats), note]
        lines.append([births[source], observations.indicator(indicator).name, Markup(_("; ")).join(figures), *about])
    header = [_("source"), _("indicator"), _("figures, with their rows"), _("place in it"), _("caveats"), _("note")]
    message = language._n("The %(n)s figure used, by its place", "The %(n)s figures used, by their place", len(rows))
    return Table(message % {"n": len(rows)}, header, lines, folded=True, kind="sources")


def _birth(source: Source) -> Markup:
    """A source with what says how far to trust it, leading to its publication."""
    about = [vintage_words(source.vintage), source.reliability_name]
    return Markup('<a href="#p-{0}">{0}</a>; {1}').format(source.code, _("; ").join(about))


def vintage_words(code: str) -> str:
    """A source's vintage as a report shows it: a month or year, "at release", or a dash where none is recorded."""
    return _("at release") if code == "first-release" else code or MISSING


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
    known = {} if pd.isna(vintage) else {_("latest vintage of the data used"): language.month(vintage)}
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
