"""The charts of investment: its rates, and its levels."""

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.figures.series import SelectedSeries
from helpers.questions.investment.lessons import GROWTH, Parts
from helpers.questions.investment.tables import levels_table, rates_table
from helpers.show.amounts import amount
from helpers.show.chart import Chart
from helpers.show.measures import measure_of, opening
from helpers.show.palette import PAGE, look, looks
from helpers.show.prose import named
from helpers.show.rows import Bar, Row, draw_bars
from helpers.show.sheet import Sheet, mark_year
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _, joined, listed, number, opening_count, short_period


def draw_rates(region: Region, found: Parts) -> Chart | None:
    """The region's rates as bars, and below each those of the regions that contain it; None without a rate of its own.

    Parameters
    ----------
    found
        The rates of one year, as `helpers.questions.investment.lessons.parts` gives them.
    """
    own = {indicator: rates[region] for indicator, rates in found.items() if rates[region]}
    if not own:
        return None
    rates = [_last(rates) for indicator in own for rates in found[indicator].values() if rates]
    drawn_as = looks(region.lineage)
    differ = len({each.window for each in rates}) > 1
    bars = [
        Bar(
            Row(_of_months(each) if differ else each.region.name, opening(named(each.indicator))),
            each.rounded.value,
            amount(each),
            drawn_as[each.region].colour,
        )
        for each in rates
    ]
    said = listed([f"{_label(each)} {amount(each)}" for each in rates])
    alt = _("Bar chart of the growth of investment: %(bars)s.") % {"bars": said}
    caption = _("As published; the rates are of different months.") if differ else ""
    measure = _("Investment, % change on a year earlier")
    if not differ:
        measure = _("%(subject)s, %(span)s") % {"subject": measure, "span": rates[0].days}
    title = _rates_title(own, rates[0].period[:4])
    return Chart(lambda sheet: draw_bars(sheet, bars), title, measure, alt, caption, rates_table(rates))


def _of_months(rate: Figure) -> str:
    period = short_period(pd.Period(rate.period), rate.span)
    return _("%(region)s, %(period)s") % {"region": rate.region.name, "period": period}


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
        return message % {"n": opening_count(len(own)), "year": year}
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
    weak, years, colour = index.isin(levels.weak), index.year, look(levels.region).colour
    breaks = [year for year in levels.breaks if index[0].year < year <= index[-1].year]

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(300)
        axes.bar(years[~weak], known[~weak], color=colour)
        axes.bar(years[weak], known[weak], color=PAGE, edgecolor=colour, hatch="////", linewidth=0.8)
        for year in breaks:
            mark_year(axes, year)
        sheet.few_years(axes)

    title = by_count(
        len(breaks),
        _("Levels counted in one way from %(start)s to %(end)s"),
        _("Levels counted in two ways from %(start)s to %(end)s: not one series"),
        _("Levels counted in %(n)s ways from %(start)s to %(end)s: not one series"),
    )
    names = {"region": levels.region.name, "indicator": levels.indicator.name, "n": len(breaks) + 1}
    names |= {"start": index[0], "first": number(known.iloc[0]), "end": index[-1], "latest": number(known.iloc[-1])}
    alt = _(
        "Bar chart of %(indicator)s of %(region)s, 100 million yuan: %(first)s in %(start)s to %(latest)s in %(end)s."
    )
    caption = [_("As published in its year.")]
    if any(weak):
        caption.append(_("Hatched: weakly supported."))
    if breaks:
        caption.append(_("Dotted: the definition changes."))
    caption.append(_("No growth is computed from these levels."))
    measure = measure_of(levels.indicator, levels.region)
    return Chart(draw, title % names, measure, alt % names, joined(caption), levels_table(levels))
