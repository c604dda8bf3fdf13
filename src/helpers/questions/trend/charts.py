"""The chart of a series with its trend and its forecast."""

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing

from helpers.questions.trend.fitted import FittedModels
from helpers.questions.trend.tables import fitted_table
from helpers.show.chart import COLOURS, DASHES, FAINT, WIDTH, Chart, mark_year, style
from helpers.text.language import _, number
from helpers.text.messages import RefusedError


def draw_trend(fitted: FittedModels) -> Chart:
    """The values, weak ones hollow; the line through them; the forecast as a fan, where there are any."""
    series, line, ahead = fitted.series, fitted.line, fitted.forecast
    known = series.values.dropna()
    weak = known.index.isin(series.weak)
    region, indicator = series.region.name, series.indicator.name
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 3.8), layout="constrained")
        axes = drawing.subplots()
        axes.plot(series.index.year, series.values, color=COLOURS[0], marker="o", markersize=4)
        axes.plot(known.index.year[weak], known[weak], "o", color=COLOURS[0], markerfacecolor="white", markersize=5)
        if not isinstance(line, RefusedError):
            axes.plot(line.fitted.index.year, line.fitted, DASHES[1], color=COLOURS[2], linewidth=1.2)
        if not isinstance(ahead, RefusedError):
            years = ahead.frame.index.year
            for level, shade in ((95, 0.15), (80, 0.3)):
                low, high = ahead.frame[f"low{level}"], ahead.frame[f"high{level}"]
                axes.fill_between(
                    [known.index.year[-1], *years],
                    [known.iloc[-1], *low],
                    [known.iloc[-1], *high],
                    color=COLOURS[1],
                    alpha=shade,
                    linewidth=0,
                )
            axes.plot(years, ahead.frame["point"], "D", color=COLOURS[1], markersize=5)
        if series.values.min() < 0 or series.indicator.is_percent:
            axes.axhline(0, color=FAINT, linewidth=0.8)
        for seam in series.seams:
            mark_year(axes, seam.year, _("source changes"))
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_ylabel(series.indicator.unit_name)
        title = _("%(region)s: %(first)s in %(start)s, %(latest)s in %(end)s")
        said = {"first": number(known.iloc[0]), "start": known.index[0], "latest": number(known.iloc[-1])}
        axes.set_title(title % {"region": region, "end": known.index[-1], **said})
    alt = _("Line chart of %(indicator)s of %(region)s, %(first)s in %(start)s to %(latest)s in %(end)s") % {
        "indicator": indicator,
        "region": region,
        "end": known.index[-1],
        **said,
    }
    if not isinstance(ahead, RefusedError):
        row = ahead.frame.iloc[0]
        alt += _("; forecast for %(period)s %(point)s, 95%% interval %(low)s to %(high)s") % {
            "period": ahead.frame.index[0],
            "point": number(row["point"]),
            "low": number(row["low95"]),
            "high": number(row["high95"]),
        }
    caption = _(
        "%(indicator)s. Dashed: straight line. Bands: forecast, 80 and 95%%. Hollow: weakly supported. Dotted: the "
        "source changes."
    )
    data = fitted_table(fitted)
    return Chart(drawing, alt + _("."), caption % {"indicator": indicator}, data)
