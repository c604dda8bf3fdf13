"""The charts of growth: direct labels, a title that says the finding, an alt text from the numbers."""

import numpy as np
import pandas as pd

from helpers.figures.comparable import Pair
from helpers.figures.series import SelectedSeries
from helpers.models.gaps import ahead_in
from helpers.questions.growth.claims import Claim
from helpers.questions.growth.tables import claim_table, gaps_table, growth_table
from helpers.show.chart import Chart, described
from helpers.show.measures import measure_of
from helpers.show.palette import BELOW_TO_ABOVE, INK, PAGE, RULE, looks
from helpers.show.sheet import Sheet, draw_line, label_beside, label_ends, mark_year
from helpers.show.wording import interval
from helpers.text import language
from helpers.text.forms import by_count
from helpers.text.language import _, joined, listed, number, signed


def gaps_of(pairs: list[Pair]) -> pd.DataFrame:
    """Percentage points by year, a column a benchmark (`Pair.against`), where both figures are of one release.

    For a page that draws growth and shows no gaps of its own.
    """
    gaps = {each.against: (each.own.values - each.benchmark.values).reindex(each.alike) for each in pairs}
    return pd.DataFrame(gaps).round(9)


def draw_growth(own: SelectedSeries, benchmarks: list[SelectedSeries], gaps: pd.DataFrame) -> Chart:
    """Growth by year of the region and its benchmarks; weak figures hollow, changes of source marked.

    Parameters
    ----------
    benchmarks
        The best figures of each, which are drawn.
    gaps
        Percentage points by year to each of them, a column a benchmark, by figures of one release: the title speaks of
        those of the latest year.
    """
    drawn = [own, *benchmarks]
    drawn_as = looks(series.region for series in drawn)

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(360 if sheet.is_narrow else 330)
        axes.axhline(0, color=RULE, linewidth=0.8)
        ends = []
        for series in reversed(drawn):  # the region's own lies on top
            look, years = drawn_as[series.region], series.index.year.to_numpy()
            draw_line(axes, years, series.values.to_numpy(), series.index.isin(series.weak), (), look)
            last = max(series.figures)
            ends.append((series.figures[last].value, last.year, series.region.name, look.colour))
        for seam in own.seams:
            mark_year(axes, seam.year)
        sheet.few_years(axes)
        label_ends(axes, ends)

    alt = _("Line chart of real GDP growth by year, in percent. %(lines)s.")
    caption = []
    if any(len(series.weak) for series in drawn):
        caption.append(_("Hollow: weakly supported."))
    if len(own.seams):
        caption.append(_("Dotted: the source of %(region)s changes.") % {"region": own.region.name})
    alt %= {"lines": _("; ").join(map(described, drawn))}
    measure = measure_of(own.indicator, own.region)
    return Chart(draw, _title(own, gaps), measure, alt, joined(caption), growth_table(drawn))


def _title(own: SelectedSeries, all_gaps: pd.DataFrame) -> str:
    """Whom the region outgrew in the latest year, and who outgrew it, as far as that can be told."""
    year = max(own.figures)
    latest = {str(name): all_gaps[name].dropna().get(year) for name in all_gaps}
    gaps = {name: round(gap, 1) for name, gap in latest.items() if gap is not None}
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


def draw_gaps(pairs: list[Pair], gaps: pd.DataFrame) -> Chart | None:
    """The growth gap to each benchmark by year, in percentage points; None without a benchmark.

    Those of one release are filled, with what the rounding of both allows; mixed ones are hollow.

    Parameters
    ----------
    pairs
        The region with each benchmark: what rounding allows, and the gaps of different releases.
    gaps
        Percentage points by year, a column a benchmark (`Pair.against`), where both figures are of one release.
    """
    if not pairs:
        return None

    def draw(sheet: Sheet) -> None:
        panels = sheet.panels(20 + 150 * len(pairs), rows=len(pairs))
        for axes, pair in zip(np.ravel(panels), pairs, strict=True):
            values = gaps[pair.against].dropna()
            years, bounds = pd.PeriodIndex(values.index).year, [pair.gaps[at].bounds for at in values.index]
            colours = [BELOW_TO_ABOVE[-1 if value > 0 else 0] for value in values]
            hatches = ["" if value > 0 else "////" for value in values]
            if len(values):
                axes.bar(years, values, color=colours, hatch=hatches, edgecolor=PAGE, linewidth=0.5)
                axes.vlines(years, *zip(*bounds, strict=True), color=INK, linewidth=0.8)
            if pair.mixed:
                heights, beside = [pair.gaps[at].value for at in pair.mixed], [at.year for at in pair.mixed]
                axes.bar(beside, heights, color="none", edgecolor=RULE, linestyle=":", linewidth=0.9)
            axes.axhline(0, color=RULE, linewidth=0.8)
            axes.set_title(_panel_title(pair, gaps))
        sheet.few_years(axes)

    alt = _("Bar chart of the growth gap of %(region)s in percentage points by year; %(panels)s.")
    alt %= {"region": pairs[0].own.region.name, "panels": _("; ").join(_described(pair, gaps) for pair in pairs)}
    measure = _("Real GDP growth less that of the benchmark, figures of one release, percentage points")
    caption = [_("Thin lines: what the rounding of both allows.")]
    if any(pair.mixed for pair in pairs):
        caption.append(_("Dotted: figures of different releases, which are not counted."))
    return Chart(draw, _gap_title(pairs[0], gaps), measure, alt, joined(caption), gaps_table(pairs, gaps))


def _gap_title(pair: Pair, gaps: pd.DataFrame) -> str:
    """In how many years the region was ahead of the first of its benchmarks."""
    alike = gaps[pair.against].dropna()
    if alike.empty:
        return _panel_title(pair, gaps)
    names = {"region": pair.own.region.name, "parent": pair.benchmark.region.name}
    title = _("%(region)s was ahead of %(parent)s in %(ahead)s of %(n)s years")
    return title % (names | {"ahead": ahead_in(alike), "n": len(alike)})


def _panel_title(pair: Pair, gaps: pd.DataFrame) -> str:
    alike = gaps[pair.against].dropna()
    names = {"benchmark": pair.benchmark.region.name, "ahead": ahead_in(alike), "n": len(alike)}
    return (
        by_count(
            len(alike),
            _("No year can be compared with %(benchmark)s"),
            _("One year can be compared with %(benchmark)s"),
            _("Ahead of %(benchmark)s in %(ahead)s of %(n)s years"),
        )
        % names
    )


def _described(pair: Pair, gaps: pd.DataFrame) -> str:
    values = gaps[pair.against].dropna()
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
    drawn_as = looks([claim.region, *(benchmark.region for benchmark in claim.benchmarks)])
    rows = [(claim.region.name, claim.own, drawn_as[claim.region].colour, "o")]
    for benchmark in claim.benchmarks:
        for figure, label, marker in (
            (benchmark.then, _("%(region)s, same release"), "s"),
            (benchmark.now, _("%(region)s, another release"), "D"),
            (benchmark.implied, _("%(region)s, implied"), "x"),
        ):
            if figure is not None:
                name = label % {"region": benchmark.region.name}
                rows.append((name, figure, drawn_as[benchmark.region].colour, marker))
    period = language.period(claim.period, "ytd")

    def draw(sheet: Sheet) -> None:
        axes = sheet.axes(50 + 30 * len(rows))
        for height, (_name, rate, colour, marker) in enumerate(rows):
            axes.hlines(height, rate.low, rate.high, color=colour, linewidth=1.5)
            axes.plot(rate.value, height, marker, color=colour, markersize=8)
            text = claim.printed if rate is claim.own else number(rate.value)
            label_beside(axes, text, (rate.high, height))
        axes.set_yticks(range(len(rows)), [name for name, *_rest in rows])
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_xlim(min(0, *(rate.low for _name, rate, *_rest in rows)))

    points = listed([f"{name} {number(rate.value)} ({interval(rate)})" for name, rate, *_rest in rows])
    alt = _("Dot chart of real GDP growth in %(period)s, in percent: %(points)s.")
    measure = _("Real GDP growth in %(period)s, %% on a year earlier") % {"period": period}
    caption = _("Lines show what the rounding of each figure allows.")
    title = _claim_title(claim) % {"region": claim.region.name}
    return Chart(draw, title, measure, alt % {"period": period, "points": points}, caption, claim_table(claim))


def _claim_title(claim: Claim) -> str:
    """Whether the claimed growth is above every benchmark of the same release, whatever the rounding of its digits."""
    gaps = [claim.own - benchmark.then for benchmark in claim.benchmarks if benchmark.then]
    if gaps and all(gap.low > 0 for gap in gaps):
        return _("%(region)s was ahead of what was known then, however its figure was rounded")
    if gaps and all(gap.high < 0 for gap in gaps):
        return _("%(region)s was behind what was known then, however its figure was rounded")
    return _("What was known of %(region)s and its benchmarks, with rounding")
