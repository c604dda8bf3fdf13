"""A view to take away: as the command that makes its report, as Python code, as a workbook."""

import shlex
from datetime import datetime

from openpyxl import Workbook

from helpers.figures.observations import Observations
from helpers.figures.paths import data_named
from helpers.questions.explore.charts import series_table
from helpers.questions.explore.sentences import finding_sentence
from helpers.questions.explore.view import Selection, View
from helpers.show.workbook import add_table, fact_lines, figure_lines, file_of, fill
from helpers.text import language
from helpers.text.citations import plain
from helpers.text.language import _


def as_command(view: View) -> str:
    """The command that makes the report of a view, as the report itself states it."""
    words = ["zhaotong", "report", "explore"]
    for name, value in vars(view).items():
        if name == "region" or value != getattr(View, name):
            words += ["-p", name, str(value)]
    other = ["--data", data_named()] if data_named() else []
    return shlex.join([*words, "--language", language.language_in_use(), *other])


def as_code(selection: Selection) -> str:
    """Python that selects and shows the series of a view with the project's own functions; it runs as it stands."""
    own, known = selection.own, selection.parameters.as_of
    what = "draw_series" if selection.parameters.form == "chart" else "series_table"
    fitted = "fit_line(own)" if selection.fitted is not None else "None"
    return "\n".join(
        [
            *(["import pandas as pd", ""] if known is not None else []),
            "from helpers.text.language import use_language",
            "from helpers.figures.observations import load_observations",
            *(["from helpers.models.fits import fit_line"] if selection.fitted is not None else []),
            "from helpers.figures.series import select_series",
            f"from helpers.questions.explore.charts import {what}",
            "",
            f"observations = load_observations({repr(data_named()) if data_named() else ''})",
            *([f'observations = observations.as_known(pd.Period("{known}", freq="M"))'] if known is not None else []),
            f'use_language("{language.language_in_use()}")',
            f"window = {selection.window}",
            "own, *benchmarks = [",
            f'    select_series(observations, code, "{own.indicator.code}", window=window)',
            f"    for code in {[series.region.code for series in [own, *selection.benchmarks]]}",
            "]",
            f"{what}(own, benchmarks, {fitted})",
        ]
    )


def as_workbook(observations: Observations, view: View, selection: Selection) -> bytes:
    """The table of a view with its sources, and every figure in it with its origin."""
    now = datetime.now().replace(microsecond=0)
    book = Workbook()
    book.properties.created = now
    table = series_table(selection.own, selection.benchmarks, selection.fitted)
    first, last = selection.window
    facts = {
        _("Finding"): plain(finding_sentence(selection).striptags()),
        _("region"): selection.own.region.name,
        _("indicator"): selection.own.indicator.name,
        _("years"): str(first) if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last},
        _("newest figures as of"): language.month(selection.rows["known"].max()),
        _("command"): as_command(view),
    }
    fill(book.active, _("Report"), fact_lines(facts))
    add_table(book, plain(table.caption), table.header, table.rows, observations)
    fill(book.create_sheet(), _("Figures"), figure_lines(observations, selection.rows))
    return file_of(book, now)


def file_name(selection: Selection) -> str:
    """The name under which a workbook is saved."""
    region = selection.own.region.name_en.lower().replace(" ", "-").replace("'", "")
    return f"{region}-{selection.own.indicator.code}.xlsx"
