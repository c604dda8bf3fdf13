"""The charts of the notebooks: direct labels, a title that says the finding, an alt text from the numbers."""

from itertools import cycle

import matplotlib as mpl
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.figures.series import SelectedSeries
from helpers.models.gaps import growth_gap
from helpers.questions.growth.claims import Claim
from helpers.questions.growth.tables import claim_table, gaps_table, growth_table
from helpers.show.chart import (
    COLOURS,
    DASHES,
    FAINT,
    INK,
    WIDTH,
    Chart,
    described,
    label_beside,
    label_ends,
    mark_year,
    style,
)
from helpers.show.wording import interval
from helpers.text import language
from helpers.text.language import _, joined, listed, number, signed


def draw_growth(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Chart:
    """Growth by year of the region and its benchmarks; weak figures hollow, changes of source marked."""
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 4.0), layout="constrained")
        axes = drawing.subplots()
        ends = []
        for series, colour, dashes in zip([own, *benchmarks], cycle(COLOURS), cycle(DASHES), strict=False):
            values, years = series.values, series.index.year
            sns.lineplot(x=years, y=values.to_numpy(), ax=axes, color=colour, linestyle=dashes, errorbar=None)
            weak = series.index.isin(series.weak)
            axes.plot(years[weak], values[weak], "o", color=colour, markerfacecolor="white", markersize=6)
            last = values.last_valid_index()
            ends.append((values[last], last.year, series.region.name, colour))
        label_ends(axes, ends)
        for seam in own.seams:
            mark_year(axes, seam.year, _("source changes"))
        axes.axhline(0, color=FAINT, linewidth=0.8)
        axes.set(xlabel="", ylabel=_("real GDP growth, % on a year earlier"))
        axes.set_title(_growth_title(own))
    alt = _("Line chart of real GDP growth by year, in percent. %(lines)s.") % {
        "lines": _("; ").join(described(series) for series in [own, *benchmarks])
    }
    caption = [_("Real GDP growth by year.")]
    if any(len(series.weak) for series in [own, *benchmarks]):
        caption.append(_("Hollow: weakly supported."))
    if len(own.seams):
        caption.append(_("Dotted: the source of %(region)s changes.") % {"region": own.region.name})
    return Chart(drawing, alt, joined(caption), growth_table(own, benchmarks))


def _growth_title(own: SelectedSeries) -> str:
    values = own.values.dropna()
    return _("%(region)s: %(first)s%% in %(start)s, %(latest)s%% in %(end)s") % {
        "region": own.region.name,
        "first": number(values.iloc[0]),
        "start": values.index[0],
        "latest": number(values.iloc[-1]),
        "end": values.index[-1],
    }


def draw_gaps(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Chart | None:
    """The growth gap to each benchmark by year, in percentage points, with its rounding; None without a benchmark."""
    if not benchmarks:
        return None
    region = own.region.name
    described = []
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 0.6 + 2.1 * len(benchmarks)), layout="constrained")
        panels = drawing.subplots(len(benchmarks), sharex=True, sharey=True, squeeze=False)[:, 0]
        for axes, benchmark in zip(panels, benchmarks, strict=True):
            gap = growth_gap(own, benchmark)
            years, values = gap.index.year, gap["value"]
            colours = [COLOURS[0] if value > 0 else COLOURS[1] for value in values]
            hatches = ["" if value > 0 else "////" for value in values]
            axes.bar(years, values, color=colours, hatch=hatches, edgecolor="white", linewidth=0.5)
            axes.vlines(years, gap["low"], gap["high"], color=INK, linewidth=0.8)
            axes.axhline(0, color=FAINT, linewidth=0.8)
            name = benchmark.region.name
            title = _("Ahead of %(benchmark)s in %(ahead)s of %(n)s years")
            ahead = int((values.round(1) > 0).sum())
            axes.set_title(title % {"benchmark": name, "ahead": ahead, "n": len(values)})
            axes.set_ylabel(_("points"))
            message = _(
                "against %(benchmark)s: mean %(mean)s, largest %(largest)s in %(top)s, smallest %(least)s in %(bottom)s"
            )
            figures = {"mean": signed(values.mean()), "largest": signed(values.max()), "least": signed(values.min())}
            described.append(
                message % {"benchmark": name, "top": values.idxmax(), "bottom": values.idxmin(), **figures}
            )
    alt = _("Bar chart of the growth gap of %(region)s in percentage points by year; %(panels)s.")
    caption = _(
        "Real GDP growth of %(region)s less that of the benchmark. Thin lines: what the rounding of both allows."
    )
    alt %= {"region": region, "panels": _("; ").join(described)}
    return Chart(drawing, alt, caption % {"region": region}, gaps_table(own, benchmarks))


def draw_claim(claim: Claim | None) -> Chart | None:
    """The claimed growth and its benchmarks as points with the interval of their digits; None without a claim."""
    if claim is None:
        return None
    rows = [(claim.region.name, claim.own, COLOURS[0], "o")]
    for benchmark in claim.benchmarks:
        name = benchmark.region.name
        for figure, label, marker in (
            (benchmark.then, _("%(region)s, first release"), "s"),
            (benchmark.now, _("%(region)s, known now"), "D"),
            (benchmark.implied, _("%(region)s, implied"), "x"),
        ):
            if figure is not None:
                rows.append((label % {"region": name}, figure, COLOURS[1], marker))
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 0.9 + 0.36 * len(rows)), layout="constrained")
        axes = drawing.subplots()
        for height, (_name, rate, colour, marker) in enumerate(rows):
            axes.hlines(height, rate.low, rate.high, color=colour, linewidth=1.5)
            axes.plot(rate.value, height, marker, color=colour, markersize=7)
            text = claim.printed if rate is claim.own else number(rate.value)
            label_beside(axes, text, (rate.high, height))
        axes.set_yticks(range(len(rows)), [name for name, *_rest in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(min(0, *(rate.low for _name, rate, *_rest in rows)))
        axes.set_xlabel(_("real GDP growth, % on a year earlier"))
        period = language.period(claim.period, "ytd")
        axes.set_title(
            _("%(region)s in %(period)s: %(printed)s%%")
            % {"region": claim.region.name, "period": period, "printed": claim.printed}
        )
    points = listed([f"{name} {number(rate.value)} ({interval(rate)})" for name, rate, *_rest in rows])
    alt = _("Dot chart of real GDP growth in %(period)s, in percent: %(points)s.") % {
        "period": period,
        "points": points,
    }
    caption = _("Lines: the interval that the printed digits stand for.")
    return Chart(drawing, alt, caption, claim_table(claim))
