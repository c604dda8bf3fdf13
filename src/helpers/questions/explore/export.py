"""A view to take away: as the command that makes its report, as a link, as text, workbook or picture."""

import shlex
from datetime import datetime
from urllib.parse import urlencode

from helpers.figures.observations import Observations, list_sources
from helpers.figures.paths import data_named
from helpers.questions.explore.parameters import NONE, OVER_TIME
from helpers.questions.explore.shown import Shown, period_words
from helpers.questions.explore.view import View
from helpers.show.chart_file import charts_in, picture, svg_file
from helpers.show.workbook import add_figures, add_table, fill_contents, new_book
from helpers.show.workbook_file import file_of
from helpers.text import language
from helpers.text.citations import plain
from helpers.text.language import _
from helpers.text.spreadsheets import csv_file

_COLUMNS = [
    *("region", "region_name", "indicator", "indicator_name", "period", "value", "low", "high", "unit", "rows"),
    *("sources", "publishers"),
]


def changed(view: View) -> dict[str, str]:
    """The parameters that make a view: those that are not as the notebook has them, and the region."""
    values = {name: str(value) for name, value in vars(view).items()}
    return {name: value for name, value in values.items() if name == "region" or value != str(getattr(View, name))}


def as_command(view: View) -> str:
    """The command that makes the report of a view, as the report itself states it."""
    words = ["zhaotong", "report", "explore"]
    for name, value in changed(view).items():
        words += ["-p", name, value]
    other = ["--data", data_named()] if data_named() else []
    return shlex.join([*words, "--language", language.language_in_use(), *other])


def as_query(view: View) -> str:
    """What follows the address of the notebook in JupyterLab: `lab/extension` puts it into the parameters cell."""
    return urlencode({"parameters": urlencode(changed(view) | {"language": language.language_in_use()})})


def as_text(observations: Observations, shown: Shown) -> bytes:
    """The numbers shown, a line each, with the rows they rest on and the sources of these; for any spreadsheet."""
    spans = observations.figures["span"]
    lines = [_COLUMNS]
    for region, indicator, at, figure in shown.points:
        rows = sorted(figure.rows)
        sources = list_sources(observations, observations.figures.loc[rows])
        unit = shown.unit if shown.unit is not None else indicator.unit_name
        names = [region.code, region.name, indicator.code, indicator.name, period_words(at, spans[rows[0]])]
        behind = ["|".join(source.code for source in sources), "|".join(source.publisher for source in sources)]
        numbers = [f"{number:.12g}" for number in (figure.value, *figure.bounds)]
        lines.append([*names, *numbers, unit, "|".join(map(str, rows)), *behind])
    return csv_file(lines)


def as_workbook(observations: Observations, view: View, shown: Shown) -> bytes:
    """The table of a view with its sources, and every figure in it with its origin."""
    assert shown.table is not None  # there is a button for what is shown alone
    title = plain(shown.table.caption)
    book = new_book(title, datetime.now().replace(microsecond=0))
    chart = title if view.form in OVER_TIME else ""
    entries = [
        add_table(book, title, shown.table.header, shown.table.rows, observations, chart=chart),
        add_figures(book, observations, shown.rows),
    ]
    periods = sorted({point.at for point in shown.points})
    span = view.span
    first, last = (period_words(end, span) for end in (periods[0], periods[-1]))
    facts = {
        _("Finding"): plain(shown.finding.striptags()),
        _("region"): observations.region(view.region).name,
        _("indicator"): observations.indicator(view.indicator).name,
        _("years"): first if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last},
        _("newest figures as of"): language.month(shown.rows["known"].max()),
        _("command"): as_command(view),
    }
    fill_contents(book, title, entries, facts)
    return file_of(book)


def as_picture(shown: Shown, kind: str) -> bytes:
    """The chart as a file of its own: "svg" or "png"."""
    assert shown.chart is not None  # there is a button for what is shown alone
    drawn = svg_file(charts_in(shown.chart.html)[0])
    return picture(drawn) if kind == "png" else drawn.encode()


def file_name(observations: Observations, view: View, kind: str) -> str:
    """The name under which a view is saved: what it is of, and in which form."""
    region = observations.region(view.region).name_en.lower().replace(" ", "-").replace("'", "")
    parts = [region, view.indicator]
    parts += [view.second] if view.second != NONE else []
    parts += [view.span] if view.span != "year" else []
    parts += [view.form] if view.form not in OVER_TIME else []
    parts += [f"{view.base}-is-100"] if view.base != NONE else []
    return f"{'-'.join(parts)}.{kind}"
