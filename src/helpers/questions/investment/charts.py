"""The charts of investment: its rates, and its levels."""

from textwrap import wrap

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.questions.investment.lessons import GROWTH, Parts
from helpers.questions.investment.tables import levels_table, rates_table
from helpers.show.amounts import amount
from helpers.show.chart import COLOURS, FAINT, INK, Chart, canvas, label_beside, mark_year
from helpers.show.prose import named
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _, language_in_use, listed, number, short_period

_LABEL_WIDTH = {"en": 40, "zh": 22}  # characters to a line


def draw_rates(region: Region, found: Parts) -> Chart | None:
    """The region's rates as bars, and beside them those of the regions that contain it; None without a rate of its own.

    Parameters
    ----------
    found
        The rates of one year, as `helpers.questions.investment.lessons.parts` gives them.
    """
    own = {indicator: rates[region] for indicator, rates in found.items() if rates[region]}
    if not own:
        return None
    bars = [_last(rates) for indicator in own for rates in found[indicator].values() if rates]
    labels = [_label(each) for each in bars]
    with canvas(0.9 + 0.4 * len(bars)) as (drawing, axes):
        for height, each in enumerate(bars):
            colour = COLOURS[0] if each.region == region else FAINT
            axes.barh(height, each.rounded.value, color=colour, height=0.6)
            label_beside(axes, amount(each), (max(each.rounded.value, 0), height), fontsize=9, color=INK)
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.margins(x=0.12)
        axes.set_yticks(range(len(bars)), ["\n".join(wrap(each, _LABEL_WIDTH[language_in_use()])) for each in labels])
        axes.tick_params(axis="y", labelsize=8.5)
        axes.set_ylim(len(bars) - 0.5, -0.5)
        axes.set_xlabel(_("growth, %"))
        drawing.suptitle(_rates_title(own, bars[0].period[:4]), x=0.01, ha="left", fontsize=12)
    said = listed([f"{label} {amount(each)}" for label, each in zip(labels, bars, strict=True)])
    alt = _("Bar chart of the growth of investment: %(bars)s.") % {"bars": said}
    if len({each.window for each in bars}) > 1:
        caption = _("Growth on a year before, percent, as published, of different months. Grey: not %(region)s.")
    else:
        caption = _("Growth on a year before, percent, as published. Grey: not %(region)s.")
    return Chart(drawing, alt, caption % {"region": region.name}, rates_table(bars))


def _label(rate: Figure) -> str:
    names = {"what": named(rate.indicator), "region": rate.region.name}
    period = short_period(pd.Period(rate.period), rate.span)
    return _("%(region)s, %(what)s, %(period)s") % (names | {"period": period})


def _last(rates: list[Figure]) -> Figure:
    """The rate with the latest days, of equals that of the best source."""
    return max(sorted(rates, key=lambda each: each.source.rank), key=lambda each: each.window.end)


def _rates_title(own: dict[Indicator, list[Figure]], year: str) -> str:
    """Whether all investment grew or fell; or that only parts of it are recorded."""
    whole = next((_last(rates) for indicator, rates in own.items() if indicator.code == GROWTH), None)
    if whole is None:
        message = by_count(
            len(own),
            "",
            _("One kind of investment is recorded for %(year)s, the whole is not"),
            _("%(n)s kinds of investment are recorded for %(year)s, the whole is not"),
        )
        return message % {"n": len(own), "year": year}
    message = by_sign(
        whole.rounded.value,
        _("Investment as a whole rose in %(period)s"),
        _("Investment as a whole fell in %(period)s"),
        _("Investment as a whole did not change in %(period)s"),
    )
    return message % {"period": whole.days}


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
        counted = len([year for year in levels.breaks if index[0].year < year <= index[-1].year]) + 1
        title = by_count(
            counted - 1,
            _("Levels counted in one way from %(start)s to %(end)s"),
            _("Levels counted in two ways from %(start)s to %(end)s: not one series"),
            _("Levels counted in %(n)s ways from %(start)s to %(end)s: not one series"),
        )
        axes.set_title(title % (names | {"n": counted}))
    alt = _(
        "Bar chart of %(indicator)s of %(region)s, 100 million yuan: %(first)s in %(start)s to %(latest)s in %(end)s."
    )
    caption = _(
        "%(indicator)s of %(region)s, 100 million yuan, as published in its year. Dotted: the definition changes. No "
        "growth is computed from these levels."
    )
    return Chart(drawing, alt % names, caption % names, levels_table(levels))
