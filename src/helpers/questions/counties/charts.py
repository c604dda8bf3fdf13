"""The charts of the counties: their places in the rankings, and how large each is."""

import math

import pandas as pd

from helpers.figures.rankings import Ranking
from helpers.figures.regions import Region
from helpers.questions.counties.rankings import Size
from helpers.questions.counties.tables import places_table, size_table
from helpers.show.chart import Chart
from helpers.show.palette import FAINT, OTHERS, RULE, Look, look, looks
from helpers.show.rows import Bar, Row, draw_bars
from helpers.show.sheet import Sheet, label_beside
from helpers.text.language import _, listed, number, short_period


def draw_rankings(before: Ranking | None, now: Ranking) -> Chart:
    """The published places of the counties in one ranking and the one before it, joined by lines."""
    columns = [ranking for ranking in (before, now) if ranking is not None]
    leaders = looks(dict.fromkeys(ranking.first for ranking in reversed(columns)))

    def draw(sheet: Sheet) -> None:
        last = _last_place(columns)
        outside = _outside(columns)
        axes = sheet.axes(60 + 32 * (last + max(len(outside), 1)))
        for county in dict.fromkeys(county for ranking in columns for county in ranking.places):
            places = [ranking.place(county) for ranking in columns]
            heights = [place if math.isfinite(place) else last + 1 + outside.index(county) for place in places]
            drawn_as, named = leaders.get(county, OTHERS), county not in outside
            axes.plot(range(len(columns)), heights, "-" if named else ":", color=drawn_as.colour)
            axes.plot(range(len(columns)), heights, "o", color=drawn_as.colour, markersize=8)
            for column in range(len(columns)):
                name = _placed(county, places[column])
                side = 10 if column == len(columns) - 1 else -10
                label_beside(axes, name, (column, heights[column]), side, color=_letters(drawn_as))
        if outside:
            axes.axhline(last + 0.5, color=RULE, linewidth=0.8)
        axes.set_ylim(last + len(outside) + 0.5, 0.5)
        axes.set_xticks(range(len(columns)), [short_period(pd.Period(each.period), "ytd") for each in columns])
        axes.set_xlim(-0.05, max(len(columns) - 1, 0.5) + 0.05)
        axes.set_yticks([])

    described = []
    for ranking in columns:
        places = listed([f"{place.printed} {county.name}" for county, place in ranking.places.items()])
        described.append(_("%(period)s: %(places)s") % {"period": ranking.period_name, "places": places})
    alt = _("Rank chart of county growth. %(places)s.") % {"places": _("; ").join(described)}
    caption = _("Below the line, dotted: a county that one of the rankings does not name.") if _outside(columns) else ""
    measure = _("Place by growth as published, 1: the fastest")
    return Chart(draw, _lead_title(before, now), measure, alt, caption, places_table(before, now))


def _last_place(columns: list[Ranking]) -> int:
    return int(max(place.rounded.value for ranking in columns for place in ranking.places.values()))


def _outside(columns: list[Ranking]) -> list[Region]:
    """The counties that one of the rankings names and another does not."""
    counties = dict.fromkeys(county for ranking in columns for county in ranking.places)
    return [county for county in counties if not all(county in ranking.places for ranking in columns)]


def _placed(county: Region, place: float) -> str:
    """A county with its place, where it has one."""
    if not math.isfinite(place):
        return county.name
    return _("%(place)s %(county)s") % {"place": f"{place:.0f}", "county": county.name}


def _letters(drawn_as: Look) -> str:
    """The colour of a name, which must be darker than that of a line in grey."""
    return FAINT if drawn_as == OTHERS else drawn_as.colour


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
    """GDP of the counties as bars, those ranked for growth in colour, with GDP per head beside them."""
    bars = [
        Bar(
            Row(county.name),
            size.gdp.rounded.value,
            _("%(gdp)s (%(head)s)")
            % {"gdp": number(size.gdp.rounded.value), "head": number(size.gdp_per_head.value, 0)},
            (look(county) if county in now.places else OTHERS).colour,
        )
        for county, size in sizes.items()
    ]
    year = next(iter(sizes.values())).gdp.period
    title = _("%(county)s is the largest, %(last)s the smallest county")
    title %= {"county": bars[0].row.name, "last": bars[-1].row.name}
    measure = _("GDP at current prices in %(year)s, 100 million yuan (in brackets: yuan a head)") % {"year": year}
    said = listed([f"{bar.row.name} {number(bar.value)}" for bar in bars])
    alt = _("Bar chart of county GDP in %(year)s, 100 million yuan: %(bars)s.") % {"year": year, "bars": said}
    caption = _("In colour: with a published place by growth in %(period)s.") % {"period": now.period_name}
    return Chart(lambda sheet: draw_bars(sheet, bars), title, measure, alt, caption, size_table(sizes))
