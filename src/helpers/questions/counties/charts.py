"""The charts of the counties: their places in the rankings, and how large each is."""

import math

import pandas as pd

from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Size
from helpers.questions.counties.tables import places_table, size_table
from helpers.show.chart import COLOURS, FAINT, INK, Chart, canvas, label_beside
from helpers.text.language import _, listed, number, short_period


def draw_rankings(before: Ranking | None, now: Ranking) -> Chart:
    """The published places of the counties in one ranking and the one before it, joined by lines."""
    columns = [ranking for ranking in (before, now) if ranking is not None]
    counties = list(dict.fromkeys(county for ranking in columns for county in ranking.places))
    last = max(place.rounded.value for ranking in columns for place in ranking.places.values())
    with canvas(3.2) as (drawing, axes):
        outside = 0
        for county in counties:
            heights = [ranking.place(county) for ranking in columns]
            named = all(map(math.isfinite, heights))
            outside += not named
            heights = [height if math.isfinite(height) else last + outside for height in heights]
            colour = COLOURS[0] if county == now.first else COLOURS[1]
            axes.plot(range(len(columns)), heights, "-" if named else ":", color=colour, marker="o", markersize=7)
            label_beside(axes, county.name, (len(columns) - 1, heights[-1]), 10, color=colour)
            if before is not None:
                label_beside(axes, county.name, (0, heights[0]), -10, color=colour)
        axes.axhline(last + 0.5, color=FAINT, linewidth=0.8)
        axes.text(-0.55, last + 0.55, _("not among the published places"), fontsize=8, color=FAINT, va="top")
        axes.set_ylim(last + max(outside, 1) + 0.6, 0.5)
        axes.set_xlim(-0.55, len(columns) - 0.45)
        axes.set_yticks(range(1, int(last) + 1))
        axes.set_xticks(range(len(columns)), [short_period(pd.Period(each.period), "ytd") for each in columns])
        axes.set_ylabel(_("rank"))
        axes.set_title(_lead_title(before, now))
    described = []
    for ranking in columns:
        places = listed([f"{place.printed} {county.name}" for county, place in ranking.places.items()])
        described.append(_("%(period)s: %(places)s") % {"period": ranking.period_name, "places": places})
    alt = _("Rank chart of county growth. %(places)s.") % {"places": _("; ").join(described)}
    caption = _("Place by growth, as published; dotted: a county that one of the rankings does not name.")
    return Chart(drawing, alt, caption, places_table(before, now))


def _lead_title(before: Ranking | None, now: Ranking) -> str:
    """Whether the lead passed from one county to another."""
    names = {"county": now.first.name, "period": now.period_name}
    if before is None:
        return _("%(county)s led in %(period)s") % names
    names |= {"old": before.first.name, "before": before.period_name}
    if before.first == now.first:
        return _("%(county)s led in %(before)s and in %(period)s") % names
    return _("%(county)s took the lead from %(old)s") % names


def draw_sizes(sizes: dict[Region, Size], now: Ranking) -> Chart:
    """GDP of the counties as bars, those ranked for growth hatched, with GDP per head beside them."""
    names = [county.name for county in sizes]
    gdp = [size.gdp.rounded.value for size in sizes.values()]
    heads = [size.gdp_per_head.value for size in sizes.values()]
    with canvas(0.9 + 0.32 * len(sizes)) as (drawing, axes):
        bars = axes.barh(names, gdp, color=COLOURS[1])
        for county, bar, head in zip(sizes, bars, heads, strict=True):
            if county in now.places:
                bar.set(facecolor=COLOURS[0], hatch="////", edgecolor="white")
            text = _("%(number)s yuan a head") % {"number": number(head, 0)}
            label_beside(axes, text, (bar.get_width(), bar.get_y() + bar.get_height() / 2), fontsize=9, color=INK)
        axes.invert_yaxis()
        axes.set_xlim(0, max(gdp) * 1.25)
        axes.set_xlabel(_("GDP at current prices, 100 million yuan"))
        title = _("%(county)s is the largest, %(last)s the smallest county")
        axes.set_title(title % {"county": names[0], "last": names[-1]})
    bars_said = listed([f"{name} {number(value)}" for name, value in zip(names, gdp, strict=True)])
    year = next(iter(sizes.values())).gdp.period
    alt = _("Bar chart of county GDP in %(year)s, 100 million yuan: %(bars)s.") % {"year": year, "bars": bars_said}
    caption = _("GDP of the counties in %(year)s. Hatched: with a published place by growth in %(period)s.")
    caption %= {"year": year, "period": now.period_name}
    return Chart(drawing, alt, caption, size_table(sizes))
