"""The index of a region and of those that it is compared with: chart, table, sentences."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.questions.explore.charts import tick_decades
from helpers.questions.explore.code import figures_code, preamble
from helpers.questions.explore.indexing import Used, bases_of, index_of, stretches, used_of, why_not_indexed
from helpers.questions.explore.shown import Point, Shown
from helpers.questions.explore.view import Selection
from helpers.show.chart import Chart, described_values
from helpers.show.key_figures import KeyFigures
from helpers.show.palette import RULE, looks
from helpers.show.printed import rounded_cell, year_cell
from helpers.show.sheet import Sheet, draw_line, label_ends
from helpers.show.table import MISSING, Table
from helpers.show.wording import quoted
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import _, joined, listed, number
from helpers.text.messages import RefusedError


def shown_index(selection: Selection) -> Shown:
    """The region's series and those that it is compared with, set to 100.

    Raises
    ------
    RefusedError
        The indicator, the base year or a revision allows no index.
    """
    own, base = selection.own, pd.Period(str(selection.parameters.base), "Y")
    names: dict[str, object] = {"region": own.region.name, "indicator": own.indicator.name, "base": base}
    if reason := why_not_indexed(own.indicator):
        raise RefusedError(reason)
    used, bases = used_of(selection)
    indices = {region: index_of(series, figures, base) for region, (series, figures) in used.items()}
    mine = indices[own.region]
    if len(mine) < 2:
        raise RefusedError(_why_not(selection, names))
    # Like with like: of the others, the years that the region's own index has.
    within = {region: {at: f for at, f in index.items() if at in mine} for region, index in indices.items()}
    drawn = {region: index for region, index in within.items() if len(index) > 1}
    chosen = {region: used[region][0].rows for region in drawn}
    rows = pd.concat([part[part["at"].isin(list(drawn[region]))] for region, part in chosen.items()])
    table = _table(selection, drawn, base)
    return Shown(
        finding=_finding(selection, mine, base),
        rows=rows[~rows.index.duplicated()].sort_index(),
        code=_code(selection, rows, bases),
        table=table,
        chart=_chart(selection, used, drawn, table) if selection.parameters.form == "chart" else None,
        key_figures=_key_figures(drawn),
        sentences=_sentences(selection, indices, base),
        points=[Point(region, own.indicator, at, f) for region, index in drawn.items() for at, f in index.items()],
        unit=_("%(base)s = 100") % names,
    )


def _why_not(selection: Selection, names: dict[str, object]) -> str:
    """Why a year cannot be 100, and which can."""
    if names["base"] not in selection.own.figures:
        message = _("%(base)s cannot be 100: no figure of %(indicator)s of %(region)s is recorded for it here.")
    elif selection.benchmarks and selection.own.indicator.is_growth:
        message = _(
            "%(base)s cannot be 100: no rates of one release of %(region)s and what it is compared with lead from it "
            "to another year."
        )
    else:
        message = _(
            "%(base)s cannot be 100: no other year is reached from it without crossing a revision of the level or a "
            "year without a figure."
        )
    said = message % names
    if years := bases_of(selection):
        return joined([said, _("These years can be: %(years)s.") % {"years": listed(stretches(years))}])
    return said


def _finding(selection: Selection, mine: dict[pd.Period, Rounded], base: pd.Period) -> Markup:
    last = max(mine) if max(mine) != base else min(mine)
    names = {"region": selection.own.region.name, "indicator": selection.own.indicator.name}
    message = _("%(region)s, %(indicator)s: %(index)s in %(last)s, with %(base)s as 100.")
    if selection.own.indicator.is_growth:
        message = _("%(region)s, %(indicator)s, chained: %(index)s in %(last)s, with %(base)s as 100.")
    return say(message, index=quoted(mine[last]), last=last, base=base, **names)


def _key_figures(drawn: dict[Region, dict[pd.Period, Rounded]]) -> KeyFigures:
    figures: dict[str, Cell | str] = {}
    for region, index in drawn.items():
        name = _("%(region)s, %(year)s") % {"region": region.name, "year": max(index)}
        figures[name] = rounded_cell(index[max(index)])
    return KeyFigures(figures)


def _sentences(selection: Selection, indices: dict[Region, dict[pd.Period, Rounded]], base: pd.Period) -> list[Markup]:
    """Where others stood, and which years are not reached, and why."""
    own, said = selection.own, []
    mine = indices[own.region]
    for series in selection.benchmarks:
        index = indices.get(series.region, {})
        both = [at for at in mine if at in index and at != base]
        names = {"benchmark": series.region.name, "base": base}
        if not both:
            said.append(say(_("%(benchmark)s has no index with %(base)s as 100 beside it."), **names))
            continue
        if own.indicator.is_level and _source(own, both[-1]) != _source(series, both[-1]):
            message = _(
                "The index of %(benchmark)s rests on another source, which may have been revised otherwise: no "
                "difference is stated."
            )
            said.append(say(message, **names))
            continue
        message = _("In %(year)s that of %(benchmark)s stood at %(other)s, that of %(region)s at %(index)s.")
        words = {"other": quoted(index[both[-1]]), "index": quoted(mine[both[-1]]), "region": own.region.name}
        said.append(say(message, year=both[-1], **words, **names))
    if left_out := stretches(at.year for at in own.figures if at not in mine):
        message = _("Not indexed, for no step of one basis leads from %(base)s to them: %(years)s.")
        said.append(say(message, base=base, years=listed(left_out)))
    if own.indicator.is_growth and selection.benchmarks:
        said.append(say(_("Rates are chained as far as those of one release follow each other.")))
    return said


def _source(series: SelectedSeries, at: pd.Period) -> str:
    return str(series.rows.loc[series.rows["at"] == at, "source"].iloc[0])


def _table(selection: Selection, drawn: dict[Region, dict[pd.Period, Rounded]], base: pd.Period) -> Table:
    years = sorted({at for index in drawn.values() for at in index})
    columns: dict[str, list[Cell]] = {_("year"): list(map(year_cell, years))}
    for region, index in drawn.items():
        columns[region.name] = [rounded_cell(index[at]) if at in index else Cell(MISSING) for at in years]
    names = {"indicator": selection.own.indicator.name, "base": base}
    folded = selection.parameters.form == "chart"
    return Table.of_columns(_("%(indicator)s, %(base)s = 100") % names, columns, folded=folded)


def _chart(selection: Selection, used: Used, drawn: dict[Region, dict[pd.Period, Rounded]], table: Table) -> Chart:
    own, drawn_as = selection.own, looks(drawn)
    base, logarithmic = selection.parameters.base, selection.parameters.scale == "log"
    lines = {region: pd.Series({at: figure.value for at, figure in index.items()}) for region, index in drawn.items()}

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(360)
        if logarithmic:
            axes.set_yscale("log")
        axes.axhline(100, color=RULE, linewidth=0.8)
        ends = []
        for region in reversed(drawn):
            years = pd.period_range(min(drawn[region]), max(drawn[region]))
            values = lines[region].reindex(years).to_numpy(float)
            weak = years.isin(used[region][0].weak)
            draw_line(axes, years.year.to_numpy(), values, np.asarray(weak), (), drawn_as[region])
            ends.append((values[-1], years[-1].year, region.name, drawn_as[region].colour))
        if logarithmic:
            tick_decades(axes)
        sheet.few_years(axes)
        label_ends(axes, ends)

    mine = drawn[own.region]
    names = {"region": own.region.name, "indicator": own.indicator.name, "base": base}
    names |= {"last": max(mine), "index": number(mine[max(mine)].value)}
    said = _("; ").join(described_values(region.name, values) for region, values in lines.items())
    measure = _("%(indicator)s, %(base)s = 100") % names
    if own.indicator.is_growth:
        measure = _("Index chained of %(indicator)s, %(base)s = 100") % names
    caption = [_("Chained from yearly rates at constant prices.")] if own.indicator.is_growth else []
    if any(len(used[region][0].weak) for region in drawn):
        caption.append(_("Hollow: weakly supported."))
    if logarithmic:
        caption.append(_("Logarithmic scale: equal distances are equal ratios."))
    return Chart(
        draw,
        _("%(region)s: %(index)s in %(last)s") % names,
        measure[:1].upper() + measure[1:],
        _("Line chart of an index of %(indicator)s by year, %(base)s = 100. %(lines)s.") % {**names, "lines": said},
        joined(caption),
        table,
    )


def _code(selection: Selection, rows: pd.DataFrame, bases: Mapping[pd.Period, str]) -> Callable[[], str]:
    base = selection.parameters.base
    steps = [f'index = 100 * values / values.loc["{base}"]']
    if selection.own.indicator.is_growth:
        steps = ["chained = (1 + values / 100).cumprod()", f'index = 100 * chained / chained.loc["{base}"]']
    shown = "helpers.chart(index)" if selection.parameters.form == "chart" else "index"
    return lambda: "\n".join(
        [
            *preamble(),
            *figures_code(selection.known, rows, bases, "figures"),
            'values = figures.pivot(columns="region", values="value")',
            *steps,
            shown,
        ]
    )
