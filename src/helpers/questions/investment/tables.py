"""Fixed-asset investment in tables: why levels must not be differenced, the parts, the levels."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from helpers.figures.published import Figure
from helpers.figures.series import SelectedSeries
from helpers.questions.investment.lessons import Lesson, Parts
from helpers.show.amounts import amount_cell
from helpers.show.frame import About
from helpers.show.printed import printed_figures, rounded_cell, year_cell
from helpers.show.prose import named
from helpers.show.table import Table
from helpers.text.cells import PERCENT, Cell, followed
from helpers.text.language import _


def lessons_table(found: list[Lesson]) -> Table | None:
    """Official growth beside the change of the levels, period by period; folded; None without any."""
    if not found:
        return None
    columns: dict[str, Iterable[Cell | str]] = {
        _("period"): [year_cell(lesson.official.days) for lesson in found],
        _("region"): [lesson.official.region.name for lesson in found],
        _("official growth"): [amount_cell(lesson.official) for lesson in found],
        _("change of the levels"): [rounded_cell(lesson.from_levels, 1, True, PERCENT, "pct") for lesson in found],
        _("level a year before"): [amount_cell(lesson.before) for lesson in found],
        _("level"): [amount_cell(lesson.now) for lesson in found],
        _("level of"): [lesson.now.name for lesson in found],
    }
    caption = _("Official growth of investment beside the change of its levels, every period")
    return Table.of_columns(caption, columns, folded=True)


def about_lessons(found: list[Lesson]) -> About:
    """What the frame of official growth and levels (official, before, level, change) is shown with."""
    rows: dict[str, dict[tuple[str, str], list[int]]] = {name: {} for name in ("official", "before", "level", "change")}
    for lesson in found:
        figures = {"official": [lesson.official], "before": [lesson.before], "level": [lesson.now]}
        for name, behind in {**figures, "change": [lesson.before, lesson.now]}.items():
            line = (lesson.official.region.name, lesson.official.days)
            rows[name][line] = [row for figure in behind for row in figure.rows]
    names = {
        "region": _("region"),
        "official": _("official growth, %"),
        "before": _("level a year before, 100 million yuan"),
        "level": _("level, 100 million yuan"),
        "change": _("change of the levels, %"),
    }
    return About(_("Official growth of investment beside the change of its levels"), rows, names)


def parts_table(found: Parts) -> Table | None:
    """Growth of investment and its parts in the region and those that contain it; what was not found says so."""
    if not found:
        return None
    rows = [[Cell(named(indicator)), *map(_rates, places.values())] for indicator, places in found.items()]
    header = [_("growth of"), *(place.name for place in next(iter(found.values())))]
    return Table(_("Investment and its parts, on a year earlier, at current prices"), header, rows)


def rates_table(drawn: list[Figure]) -> Table:
    """The rates that are drawn, as published; folded."""
    columns: dict[str, Iterable[Cell | str]] = {
        _("growth of"): [named(rate.indicator) for rate in drawn],
        _("region"): [rate.region.name for rate in drawn],
        _("period"): [year_cell(rate.days) for rate in drawn],
        _("growth"): [amount_cell(rate) for rate in drawn],
    }
    return Table.of_columns(_("What is drawn: growth of investment, as published"), columns, folded=True)


def _rates(figures: list[Figure]) -> Cell:
    """Each rate with its days once, the latest first: as exactly as it is printed, leading to every row that has it."""
    alike: dict[tuple[float, str], list[Figure]] = {}
    for figure in sorted(figures, key=lambda each: each.window.end, reverse=True):
        alike.setdefault((figure.rounded.value, figure.days), []).append(figure)
    rates = []
    for (_rate, days), same in alike.items():
        finest = max(same, key=lambda each: len(each.printed))
        rate = amount_cell(replace(finest, rows=tuple(row for figure in same for row in figure.rows)))
        rates.append(followed(rate, _("%(value)s (%(period)s)") % {"value": "", "period": days}))
    return rates[0] if len(rates) == 1 else Cell(_("; ").join(rate.text for rate in rates) or _("not found"))


def pairs_table(pairs: list[tuple[Figure, Figure]]) -> Table | None:
    """Growth and growth of investment in the same periods; None where no period has both."""
    if not pairs:
        return None
    columns: dict[str, Iterable[Cell | str]] = {
        _("period"): [year_cell(rate.days) for _growth, rate in pairs],
        _("real growth of GDP"): [amount_cell(growth) for growth, _rate in pairs],
        _("growth of %(what)s") % {"what": named(pairs[0][1].indicator)}: [
            amount_cell(rate) for _growth, rate in pairs
        ],
    }
    return Table.of_columns(_("Growth and investment side by side"), columns)


def levels_table(levels: SelectedSeries) -> Table:
    """The levels that are drawn, as printed; folded."""
    known = pd.PeriodIndex(list(levels.figures))
    columns = {_("year"): map(year_cell, known), levels.region.name: printed_figures(levels, known)}
    caption = _("%(indicator)s by year as printed, 100 million yuan (*: weakly supported)")
    return Table.of_columns(caption % {"indicator": levels.indicator.name}, columns, folded=True)
