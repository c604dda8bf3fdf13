"""Fixed-asset investment in tables: why levels must not be differenced, the parts, the levels."""

import pandas as pd

from helpers.figures.published import Figure
from helpers.figures.series import SelectedSeries
from helpers.questions.investment.lessons import Lesson, Parts
from helpers.show.amounts import amount
from helpers.show.printed import printed_figures
from helpers.show.table import Table
from helpers.show.wording import quoted
from helpers.text.citations import cited, plain
from helpers.text.language import _


def lessons_table(found: list[Lesson]) -> Table | None:
    """Official growth beside the change of the levels, period by period; None without any."""
    if not found:
        return None
    frame = pd.DataFrame(
        {
            _("region"): [lesson.official.region.name for lesson in found],
            _("official growth"): [amount(lesson.official) for lesson in found],
            _("change of the levels"): [f"{quoted(lesson.from_levels, sign=True)}%" for lesson in found],
            _("level a year before"): [amount(lesson.before) for lesson in found],
            _("level"): [amount(lesson.now) for lesson in found],
            _("level of"): [lesson.now.name for lesson in found],
        },
        index=pd.Index([lesson.official.days for lesson in found], name=_("period")),
    )
    return Table.of_frame(_("Official growth of investment beside the change of its levels"), frame)


def parts_table(found: Parts) -> Table | None:
    """Growth of investment and its parts in the region and those that contain it; what was not found says so."""
    if not found:
        return None
    rows = {indicator.name: [_rates(figures) for figures in places.values()] for indicator, places in found.items()}
    columns = [place.name for place in next(iter(found.values()))]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("growth of"))
    return Table.of_frame(_("Investment and its parts, on a year earlier, at current prices"), frame)


def _rates(figures: list[Figure]) -> str:
    """Each rate with its days once, leading to every row that prints it."""
    rows: dict[tuple[str, str], set[int]] = {}
    for figure in figures:
        rows.setdefault((plain(amount(figure)), figure.days), set()).update(figure.rows)
    rates = [
        _("%(value)s (%(period)s)") % {"value": cited(rate, rows[rate, days]), "period": days} for rate, days in rows
    ]
    return _("; ").join(rates) or _("not found")


def _levels_table(levels: SelectedSeries) -> Table:
    """The levels that are drawn, as printed; folded."""
    known = levels.values.dropna().index
    columns = {levels.region.name: printed_figures(levels, known)}
    frame = pd.DataFrame(columns, index=pd.Index(known.astype(str), name=_("year")))
    caption = _("%(indicator)s by year as printed, 100 million yuan (*: weakly supported)")
    return Table.of_frame(caption % {"indicator": levels.indicator.name}, frame, folded=True)
