"""Two indicators held against each other: of a region and its peers in one year, or of one region year by year."""

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from markupsafe import Markup

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.parameters.values import Parameters
from helpers.questions.explore.code import figures_code, preamble
from helpers.questions.explore.kinds.one_year import FEW
from helpers.questions.explore.kinds.pairs import Dots, pairs_of_regions, pairs_of_years
from helpers.questions.explore.shown import Shown
from helpers.show.amounts import Amount, computed
from helpers.show.chart import Chart
from helpers.show.labels import Named, name_points
from helpers.show.palette import FAINT, INK, RULE, looks
from helpers.show.printed import raw_cell
from helpers.show.sheet import Sheet
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.citations import say
from helpers.text.language import _, joined, listed, number


def shown_scatter(known: Observations, region: str, window: tuple[int, int], parameters: Parameters) -> Shown:
    """The scatter of the first indicator (upwards) by the second (across).

    Raises
    ------
    RefusedError
        Fewer than three dots have both figures.
    """
    first, second = known.indicator(parameters.indicator), known.indicator(parameters.second)
    by_year = parameters.dots == "years"
    if by_year:
        found = pairs_of_years(known, region, (first, second), window)
    else:
        found = pairs_of_regions(known, region, (first, second), window[1])
    logs = [_is_log(parameters.scale, each, dots) for each, dots in _sides(found, first, second)]
    table = _table(found, first, second, by_year)
    chart = _chart(found, first, second, logs, table, by_year)
    return Shown(
        finding=_finding(found, known.region(region).name, first, second),
        rows=pd.concat(found.rows).sort_index(),
        code=_code(known, found, first, second, by_year),
        table=table,
        chart=chart,
        sentences=found.said,
        points=found.points,
    )


def _sides(found: Dots, first: Indicator, second: Indicator) -> Iterable[tuple[Indicator, list[Rounded]]]:
    """Across and upwards."""
    yield second, [dot.across for dot in found.dots]
    yield first, [dot.upwards for dot in found.dots]


def _is_log(scale: str, indicator: Indicator, figures: list[Rounded]) -> bool:
    return scale == "log" and indicator.is_level and min(figure.low for figure in figures) > 0


def _finding(found: Dots, region: str, first: Indicator, second: Indicator) -> Markup:
    """The two figures of the dot that is picked out; what stands together is no cause."""
    own = next((dot for dot in found.dots if dot.picked), None)
    names: dict[str, object] = {"first": first.name, "second": second.name, "n": len(found.dots)}
    if own is None:
        message = _("%(n)s regions have both %(first)s and %(second)s; %(region)s is not one of them.")
        return say(message, region=region, **names)
    message = _("%(name)s: %(first)s %(upwards)s, %(second)s %(across)s, one of %(n)s dots.")
    upwards, across = (
        computed(Amount(figure, indicator.unit)) for figure, indicator in ((own.upwards, first), (own.across, second))
    )
    return say(message, name=own.name, upwards=upwards, across=across, **names)


def _table(found: Dots, first: Indicator, second: Indicator, by_year: bool) -> Table:
    printed = pd.concat(found.rows)["value"]

    def cells(side: str, indicator: Indicator) -> list[Cell]:
        figures: list[Rounded] = [getattr(dot, side) for dot in found.dots]
        return [raw_cell(printed[next(iter(each.rows))], each.rows, indicator.unit) for each in figures]

    columns: dict[str, list[Cell | str] | list[Cell]] = {
        (_("year") if by_year else _("region")): [dot.label for dot in found.dots],
        _("%(indicator)s, %(unit)s") % {"indicator": first.name, "unit": first.unit_name}: cells("upwards", first),
        _("%(indicator)s, %(unit)s") % {"indicator": second.name, "unit": second.unit_name}: cells("across", second),
    }
    names = {"first": first.name, "second": second.name, "where": found.title}
    return Table.of_columns(_("%(first)s and %(second)s: %(where)s") % names, columns, folded=True)


def _chart(found: Dots, first: Indicator, second: Indicator, logs: list[bool], table: Table, by_year: bool) -> Chart:
    region = found.points[0].region if by_year else next((p.region for p in found.points), None)
    own = next((point.region for point in found.points if point.region.name == _picked(found)), region)
    colour = looks([own])[own].colour if own is not None else INK

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(340 if sheet.is_narrow else 400)
        x, y = (np.array([getattr(dot, side).value for dot in found.dots]) for side in ("across", "upwards"))
        if by_year:  # the way from year to year
            axes.plot(x, y, color=RULE, linewidth=0.8, zorder=1)
        colours = [colour if dot.picked else FAINT for dot in found.dots]
        axes.scatter(x, y, s=[46 if dot.picked else 26 for dot in found.dots], c=colours, zorder=2)
        for log, axis in zip(logs, ("x", "y"), strict=True):
            if log:
                axes.set(**{f"{axis}scale": "log"})
        axes.margins(0.08)
        axes.grid(visible=True, axis="both")
        axes.set_xlabel(_("%(indicator)s, %(unit)s") % {"indicator": second.name, "unit": second.unit_name})
        order = sorted(found.dots, key=lambda dot: not dot.picked)[:FEW]  # the first have the choice of places
        name_points(
            axes, [Named(dot.name, dot.across.value, dot.upwards.value, colour if dot.picked else INK) for dot in order]
        )

    names = {"first": first.name, "second": second.name, "where": found.title}
    said = listed([f"{dot.name} ({number(dot.across.value)}; {number(dot.upwards.value)})" for dot in found.dots[:FEW]])
    caption = [_("Names without room are left out; the table has all.")]
    if by_year:
        caption.append(_("The thin line leads from year to year."))
    if any(logs):
        caption.append(_("Logarithmic scale: equal distances are equal ratios."))
    return Chart(
        draw,
        _("%(first)s and %(second)s: %(where)s") % names,
        _("Upwards: %(indicator)s, %(unit)s") % {"indicator": first.name, "unit": first.unit_name},
        _("Scatter chart of %(second)s (across) and %(first)s (upwards), %(where)s: %(dots)s.")
        % {**names, "dots": said},
        joined(caption),
        table,
    )


def _picked(found: Dots) -> str:
    return next((dot.name for dot in found.dots if dot.picked), "")


def _code(known: Observations, found: Dots, first: Indicator, second: Indicator, by_year: bool) -> Callable[[], str]:
    key = "" if by_year else '.set_index("region")'
    return lambda: "\n".join(
        [
            *preamble(),
            *figures_code(known, found.rows[0], found.bases[0], "upwards"),
            *figures_code(known, found.rows[1], found.bases[1], "across"),
            f'columns = {{"{second.code}": across{key}["value"], "{first.code}": upwards{key}["value"]}}',
            "both = pd.DataFrame(columns)",
            f'helpers.chart(both.plot.scatter("{second.code}", "{first.code}"))',
        ]
    )
