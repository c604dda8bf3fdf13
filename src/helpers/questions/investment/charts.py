"""The chart of the levels of investment."""

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from helpers.figures.series import SelectedSeries
from helpers.questions.investment.tables import _levels_table
from helpers.show.chart import COLOURS, WIDTH, Chart, mark_year, style
from helpers.text.language import _, number


def draw_levels(levels: SelectedSeries | None) -> Chart | None:
    """Levels as bars, weak ones hollow, with the years in which the definition moved; None without levels."""
    if levels is None:
        return None
    known = levels.values.dropna()
    region, indicator = levels.region.name, levels.indicator.name
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 3.4), layout="constrained")
        axes = drawing.subplots()
        weak = known.index.isin(levels.weak)
        years = known.index.year
        axes.bar(years[~weak], known[~weak], color=COLOURS[1])
        axes.bar(years[weak], known[weak], color="white", edgecolor=COLOURS[1], hatch="////", linewidth=0.8)
        for year in levels.breaks:
            mark_year(axes, year, _("definition changes"))
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_ylabel(_("100 million yuan"))
        said = {"first": number(known.iloc[0]), "latest": number(known.iloc[-1])}
        title = _("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s")
        axes.set_title(title % {"region": region, "start": known.index[0], "end": known.index[-1], **said})
    alt = _(
        "Bar chart of %(indicator)s of %(region)s, 100 million yuan: %(first)s in %(start)s to %(latest)s in %(end)s."
    )
    alt %= {"indicator": indicator, "region": region, "start": known.index[0], "end": known.index[-1], **said}
    caption = _("Levels as published in their year. Dotted: the definition changes. No growth is computed from them.")
    return Chart(drawing, alt, caption, _levels_table(levels))
