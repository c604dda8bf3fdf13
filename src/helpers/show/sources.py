"""The tables that end every notebook: its sources, its figures row by row, and this run."""

import platform
from decimal import Decimal
from importlib.metadata import version
from types import SimpleNamespace

import pandas as pd
from markupsafe import Markup, escape

from helpers.figures.observations import Observations, list_sources
from helpers.show.cells import Cell
from helpers.show.table import MISSING, Table
from helpers.text import language
from helpers.text.language import _

_PACKAGES = ("zhaotong-growth", "pandas", "statsmodels", "seaborn", "papermill")


def sources_table(observations: Observations, rows: pd.DataFrame) -> Table:
    """The publications that these rows come from, with what a reader needs to judge them."""
    sources = list_sources(observations, rows)
    columns = {
        _("publisher"): [
            Markup('<span id="p-{}">{}</span>').format(key, row["publisher"]) for key, row in sources.iterrows()
        ],
        _("title"): [_link(row["title"], row["url"]) for _id, row in sources.iterrows()],
        _("vintage"): map(vintage_words, sources["vintage"]),
        _("reliability"): [observations.source(key).reliability_name for key in sources.index],
        _("figures"): sources["figures"].to_list(),
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
    places: dict[tuple[str, ...], list[Markup]] = {}
    note = f"note_{language.language_in_use()}"
    for row, figure in rows.iterrows():
        named = entry.format(row=row, region=observations.region(figure["region"]).name, **figure[["period", "value"]])
        place = tuple(figure[["source", "indicator", "locator", "caveats", note]])
        places.setdefault(place, []).append(named)
    births = {key: _birth(observations, key) for key in rows["source"].unique()}
    lines = [
        [
            births[source],
            observations.indicator(indicator).name,
            Markup("; ").join(figures),
            locator,
            caveat_words(observations, caveats),
            said,
        ]
        for (source, indicator, locator, caveats, said), figures in places.items()
    ]
    header = [_("source"), _("indicator"), _("figures, with their rows"), _("place in it"), _("caveats"), _("note")]
    message = language._n("The %(n)s figure used, by its place", "The %(n)s figures used, by their place", len(rows))
    return Table(message % {"n": len(rows)}, header, lines, folded=True, kind="sources")


def _birth(observations: Observations, key: str) -> Markup:
    """A source with what says how far to trust it, leading to its publication."""
    source = observations.source(key)
    about = [vintage_words(source.vintage), source.reliability_name]
    return Markup('<a href="#p-{0}">{0}</a>; {1}').format(key, _("; ").join(about))


def vintage_words(code: str) -> str:
    """A source's vintage as a report shows it: a month or year, "at release", or a dash where none is recorded."""
    return _("at release") if code == "first-release" else code or MISSING


def caveat_words(observations: Observations, codes: str) -> str:
    """The caveats of a figure in words, one after the other; empty where it has none."""
    return "; ".join(caveat.name for caveat in observations.caveats([codes]))


def run_table(parameters: SimpleNamespace, observations: Observations, rows: pd.DataFrame) -> Table:
    """What this run was made with; its result tells the report's record the window, the data's vintage and the rows."""
    vintage = rows["known"].max()
    window = _window(parameters, rows)
    facts = {
        _("region"): observations.region(parameters.region).coded_name,
        _("years"): window,
        **_chosen(parameters, observations),
        _("latest vintage of the data used"): language.month(vintage),
        "Python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
    }
    result = {
        "region": parameters.region,
        "region_name": observations.region(parameters.region).name,
        "window": window,
        "vintage": str(vintage),
        "rows": rows.index.to_list(),
        "asked": sorted(observations.asked),
    }
    columns = {_("what"): facts, _("value"): facts.values()}
    caption = _("Parameters and versions")
    return Table.of_columns(caption, columns, heading=_("This run"), result=result, kind="run")


def _window(parameters: SimpleNamespace, rows: pd.DataFrame) -> str:
    """The years asked for, the quarter to whose end they count, or else those of the figures used."""
    if hasattr(parameters, "first_year"):
        return _years(parameters.first_year, parameters.last_year)
    if hasattr(parameters, "quarter"):
        return language.period(pd.Period(parameters.quarter), "ytd")
    years = rows["period"].str[:4]
    return _years(years.min(), years.max())


def _years(first: int | str, last: int | str) -> str:
    return str(first) if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last}


def _chosen(parameters: SimpleNamespace, observations: Observations) -> dict[str, str | Cell]:
    """The parameters beyond region and window, in words."""
    names = {
        "benchmarks": _("benchmarks"),
        "as_of": _("as of"),
        "stage": _("stage"),
        "threshold": _("threshold, 100 million yuan"),
        "unit": _("unit"),
        "days": _("days counted"),
        "topic": _("topic"),
        "source": _("source"),
    }
    words = {}
    for name, label in names.items():
        if hasattr(parameters, name):
            words[label] = _in_words(name, getattr(parameters, name), observations)
    return words


def _in_words(name: str, value: object, observations: Observations) -> str | Cell:
    if name == "benchmarks":
        return language.listed([observations.region(code).name for code in value]) or MISSING
    if name == "as_of":
        return language.month(value) if value is not None else _("all that is known")
    if name == "stage":
        return observations.vocabularies["stage"][value].name
    choices = {
        "all": _("all"),
        "investment": _("investment"),
        "projects": _("projects"),
        "calendar": _("calendar days"),
        "weekdays": _("days from Monday to Friday"),
    }
    if isinstance(value, int | float):
        digits = Decimal(f"{value:g}")
        return Cell(f"{value:g}", float(digits), decimals=max(0, -digits.as_tuple().exponent))
    return choices.get(value, str(value))
