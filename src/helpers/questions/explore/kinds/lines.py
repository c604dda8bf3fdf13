"""A region's series as it is, beside those of others: a line each, with the straight line through its own."""

import pandas as pd

from helpers.questions.explore.charts import draw_series, series_table
from helpers.questions.explore.code import figures_code, preamble
from helpers.questions.explore.sentences import finding_sentence, view_key_figures, view_sentences
from helpers.questions.explore.shown import Point, Shown, refused
from helpers.questions.explore.view import Selection, line_of
from helpers.text.language import _


def shown_lines(selection: Selection) -> Shown:
    """The series of a view; a logarithmic scale wants positive figures alone."""
    own, parameters = selection.own, selection.parameters
    series = [own, *selection.benchmarks]
    lowest = min(figure.low for each in series for figure in each.figures.values())
    if parameters.scale == "log" and lowest <= 0:
        message = _("There is no logarithmic scale here: a figure of %(indicator)s is not positive.")
        return refused(message % {"indicator": own.indicator.name}, selection.rows)
    is_chart = parameters.form == "chart"
    drawn = (own, selection.benchmarks, selection.fitted)
    table = series_table(*drawn, folded=is_chart)
    shown = [*series, *own.goes_on]
    return Shown(
        finding=finding_sentence(selection),
        rows=selection.rows,
        code=lambda: _code(selection),
        table=table,
        chart=draw_series(*drawn, parameters.scale) if is_chart else None,
        key_figures=view_key_figures(selection),
        sentences=view_sentences(selection),
        points=[
            Point(each.region, each.indicator, at, figure) for each in shown for at, figure in each.figures.items()
        ],
    )


def _code(selection: Selection) -> str:
    own = selection.own
    lines = [*preamble()]
    every = [own, *selection.benchmarks]
    lines += figures_code(selection.known, pd.concat([each.rows for each in every]), {}, "figures")
    if own.goes_on:  # what other sources have after its own one ends, on another basis
        rows = sorted(int(row) for later in own.goes_on for row in later.rows.index)
        lines.append(f"another_basis = helpers.load().loc[{rows}]")
    if line_of(selection.fitted) is not None:
        own_only = figures_code(selection.known, own.rows, {}, "own") if selection.benchmarks else ["own = figures"]
        lines += [*own_only, "line = helpers.trend(own)"]
    lines.append("helpers.chart(figures)" if selection.parameters.form == "chart" else "figures")
    return "\n".join(lines)
