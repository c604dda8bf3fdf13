"""The chart of the levels of investment."""

import pandas as pd

from helpers.figures.series import SelectedSeries
from helpers.questions.investment.tables import levels_table
from helpers.show.chart import COLOURS, Chart, canvas, mark_year
from helpers.text.language import _, number


def draw_levels(levels: SelectedSeries | None) -> Chart | None:
    """Levels as bars, weak ones hollow, with the years in which the definition moved; None without levels."""
    if levels is None:
        return None
    known = levels.values.dropna()
    index = pd.PeriodIndex(known.index)
    with canvas(3.4) as (drawing, axes):
        weak, years = index.isin(levels.weak), index.year
        axes.bar(years[~weak], known[~weak], color=COLOURS[1])
        axes.bar(years[weak], known[weak], color="white", edgecolor=COLOURS[1], hatch="////", linewidth=0.8)
        for year in levels.breaks:
            mark_year(axes, year, _("definition changes"))
        axes.locator_params(axis="x", integer=True)
        axes.set_ylabel(_("100 million yuan"))
        names = {"region": levels.region.name, "indicator": levels.indicator.name, "start": index[0], "end": index[-1]}
        names |= {"first": number(known.iloc[0]), "latest": number(known.iloc[-1])}
        axes.set_title(_("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s") % names)
    alt = _(
        "Bar chart of %(indicator)s of %(region)s, 100 million yuan: %(first)s in %(start)s to %(latest)s in %(end)s."
    )
    caption = _("Levels as published in their year. Dotted: the definition changes. No growth is computed from them.")
    return Chart(drawing, alt % names, caption, levels_table(levels))
