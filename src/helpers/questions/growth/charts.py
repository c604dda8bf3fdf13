"""The charts of growth: direct labels, a title that says the finding, an alt text from the numbers."""

from itertools import cycle, pairwise

import numpy as np
import pandas as pd
import seaborn as sns

from helpers.figures.comparable import Pair
from helpers.figures.series import SelectedSeries
from helpers.models.gaps import ahead_in, counted, growth_gap
from helpers.questions.growth.claims import Claim
from helpers.questions.growth.tables import claim_table, gaps_table, growth_table
from helpers.show.chart import (
    COLOURS,
    DASHES,
    FAINT,
    INK,
    Chart,
    canvas,
    described,
    label_beside,
    label_ends,
    mark_year,
)
from helpers.show.wording import interval
from helpers.text import language
from helpers.text.forms import by_count
from helpers.text.language import _, joined, listed, number, signed

_ROOM = 3  # years between two marks that leave room for a text along each


def draw_growth(own: SelectedSeries, benchmarks: list[SelectedSeries], pairs: list[Pair]) -> Chart:
    """Growth by year of the region and its benchmarks; weak figures hollow, changes of source marked.

    Parameters
    ----------
    benchmarks
        The best figures of each, which are drawn.
    pairs
        The region with each of them by figures of one release, of which the title speaks.
    """
    drawn = [own, *benchmarks]
    with canvas(4.0) as (drawing, axes):
        ends = []
        for series, colour, dashes in zip(drawn, cycle(COLOURS), cycle(DASHES), strict=False):
            values, years = series.values, series.index.year
            sns.lineplot(x=years, y=values.to_numpy(), ax=axes, color=colour, linestyle=dashes, errorbar=None)
            weak = series.index.isin(series.weak)
            axes.plot(years[weak], values[weak], "o", color=colour, markerfacecolor="white", markersize=6)
            last = max(series.figures)
            ends.append((series.figures[last].value, last.year, series.region.name, colour))
        label_ends(axes, ends)
        for before, seam in pairwise([None, *own.seams]):
            is_beside = before is not None and seam.year - before.year < _ROOM
            mark_year(axes, seam.year, "" if is_beside else _("source changes"))
        axes.axhline(0, color=FAINT, linewidth=0.8)
        axes.set(xlabel="", ylabel=_("real GDP growth, % on a year earlier"))
        axes.set_title(_title(own, pairs))
    alt = _("Line chart of real GDP growth by year, in percent. %(lines)s.")
    caption = [_("Real GDP growth by year.")]
    if any(len(series.weak) for series in drawn):
        caption.append(_("Hollow: weakly supported."))
    if len(own.seams):
        caption.append(_("Dotted: the source of %(region)s changes.") % {"region": own.region.name})
    alt %= {"lines": _("; ").join(map(described, drawn))}
    return Chart(drawing, alt, joined(caption), growth_table(drawn))


def _title(own: SelectedSeries, pairs: list[Pair]) -> str:
    """Whom the region outgrew in the latest year, and who outgrew it, as far as that can be told."""
    year = max(own.figures)
    gaps = {pair.benchmark.region.name: round(pair.gaps[year].value, 1) for pair in pairs if year in pair.alike}
    ahead, behind = [name for name, gap in gaps.items() if gap > 0], [name for name, gap in gaps.items() if gap < 0]
    said = {"ahead": listed(ahead), "behind": listed(behind), "all": listed([*gaps]), "year": year}
    said["region"] = own.region.name
    if ahead and behind:
        return _("Faster than %(ahead)s, slower than %(behind)s in %(year)s") % said
    if len(ahead) == len(gaps) > 0:
        return _("Faster than %(all)s in %(year)s") % said
    if len(behind) == len(gaps) > 0:
        return _("Slower than %(all)s in %(year)s") % said
    if ahead:
        return _("At least as fast as %(all)s in %(year)s") % said
    if behind:
        return _("No faster than %(all)s in %(year)s") % said
    return (_("As fast as %(all)s in %(year)s") if gaps else _("Growth of %(region)s by year")) % said


def draw_gaps(pairs: list[Pair]) -> Chart | None:
    """The growth gap to each benchmark by year, in percentage points; None without a benchmark.

    Those of one release are filled, with what the rounding of both allows; mixed ones are hollow.
    """
    if not pairs:
        return None
    with canvas(0.6 + 2.1 * len(pairs), rows=len(pairs)) as (drawing, panels):
        for axes, pair in zip(np.ravel(panels), pairs, strict=True):
            gap = growth_gap(pair)
            for of_one_release, drawn in gap.groupby("alike"):
                years, values = pd.PeriodIndex(drawn.index).year, drawn["value"]
                colours = [COLOURS[0] if value > 0 else COLOURS[1] for value in values]
                if of_one_release:
                    hatches = ["" if value > 0 else "////" for value in values]
                    axes.bar(years, values, color=colours, hatch=hatches, edgecolor="white", linewidth=0.5)
                    axes.vlines(years, drawn["low"], drawn["high"], color=INK, linewidth=0.8)
                else:
                    axes.bar(years, values, color="none", edgecolor=FAINT, linestyle=":", linewidth=0.9)
            axes.axhline(0, color=FAINT, linewidth=0.8)
            axes.set_ylabel(_("points"))
            alike = counted(pair)
            names = {"benchmark": pair.benchmark.region.name, "ahead": ahead_in(alike), "n": len(alike)}
            axes.set_title(
                by_count(
                    len(alike),
                    _("No year can be compared with %(benchmark)s"),
                    _("One year can be compared with %(benchmark)s"),
                    _("Ahead of %(benchmark)s in %(ahead)s of %(n)s years"),
                )
                % names
            )
    alt = _("Bar chart of the growth gap of %(region)s in percentage points by year; %(panels)s.")
    caption = [_("Real GDP growth of %(region)s less that of the benchmark, figures of one release.")]
    caption.append(_("Thin lines: what the rounding of both allows."))
    if any(pair.mixed for pair in pairs):
        caption.append(_("Dotted: figures of different releases, which are not counted."))
    region = {"region": pairs[0].own.region.name}
    alt %= region | {"panels": _("; ").join(map(_described, pairs))}
    return Chart(drawing, alt, joined(caption) % region, gaps_table(pairs))


def _described(pair: Pair) -> str:
    values = counted(pair)
    name = {"benchmark": pair.benchmark.region.name}
    if values.empty:
        return _("against %(benchmark)s: no year with figures of one release") % name
    message = _(
        "against %(benchmark)s: mean %(mean)s, largest %(largest)s in %(top)s, smallest %(least)s in %(bottom)s"
    )
    figures = {"mean": signed(values.mean()), "largest": signed(values.max()), "least": signed(values.min())}
    return message % (name | figures | {"top": values.idxmax(), "bottom": values.idxmin()})


def draw_claim(claim: Claim | None) -> Chart | None:
    """The claimed growth and its benchmarks as points with the interval of their digits; None without a claim."""
    if claim is None:
        return None
    rows = [(claim.region.name, claim.own, COLOURS[0], "o")]
    for benchmark in claim.benchmarks:
        for figure, label, marker in (
            (benchmark.then, _("%(region)s, same release"), "s"),
            (benchmark.now, _("%(region)s, another release"), "D"),
            (benchmark.implied, _("%(region)s, implied"), "x"),
        ):
            if figure is not None:
                rows.append((label % {"region": benchmark.region.name}, figure, COLOURS[1], marker))
    period = language.period(claim.period, "ytd")
    with canvas(0.9 + 0.36 * len(rows)) as (drawing, axes):
        for height, (_name, rate, colour, marker) in enumerate(rows):
            axes.hlines(height, rate.low, rate.high, color=colour, linewidth=1.5)
            axes.plot(rate.value, height, marker, color=colour, markersize=7)
            text = claim.printed if rate is claim.own else number(rate.value)
            label_beside(axes, text, (rate.high, height))
        axes.set_yticks(range(len(rows)), [name for name, *_rest in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(min(0, *(rate.low for _name, rate, *_rest in rows)))
        axes.set_xlabel(_("real GDP growth, % on a year earlier"))
        axes.set_title(_claim_title(claim) % {"region": claim.region.name})
    points = listed([f"{name} {number(rate.value)} ({interval(rate)})" for name, rate, *_rest in rows])
    alt = _("Dot chart of real GDP growth in %(period)s, in percent: %(points)s.")
    caption = _("Lines show what the rounding of each figure allows.")
    return Chart(drawing, alt % {"period": period, "points": points}, caption, claim_table(claim))


def _claim_title(claim: Claim) -> str:
    """Whether the claimed growth is above every benchmark of the same release, whatever the rounding of its digits."""
    gaps = [claim.own - benchmark.then for benchmark in claim.benchmarks if benchmark.then]
    if gaps and all(gap.low > 0 for gap in gaps):
        return _("%(region)s was ahead of what was known then, however its figure was rounded")
    if gaps and all(gap.high < 0 for gap in gaps):
        return _("%(region)s was behind what was known then, however its figure was rounded")
    return _("What was known of %(region)s and its benchmarks, with rounding")
