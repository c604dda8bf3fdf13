"""The growth of every peer in a small chart of its own."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from helpers.models.group import Group
from helpers.questions.peers.tables import rates_table
from helpers.show.chart import Chart
from helpers.show.palette import FAINT, INK, PAGE, REST, RULE, looks
from helpers.show.sheet import SMALL, Sheet, label_beside
from helpers.text.language import _, joined, listed, number, opening_count

_PANELS = 20  # small charts that a page has room for, with the table of what they draw
_SPAN, _LEAST = 5, 3  # years at either end that are compared, and of how many of them there must be figures
_HIGH, _BELOW, _LEFT = 100, 20, 24  # pixels of a small chart with its name; of the years below; of the rates before it
_NAME, _GAP = 0.22, 0.06  # of its height: its name, and what parts it from a rate at the upper edge


def draw_multiples(group: Group) -> Chart | None:
    """Growth of every peer in a panel of its own, that of the parent behind it in grey; None for too many peers."""
    if len(group.series) > _PANELS:
        return None
    scale, own_colour = usual(group.rates), looks([group.region])[group.region].colour

    def draw(sheet: Sheet) -> None:
        columns = 2 if sheet.is_narrow else 4
        rows = math.ceil(len(group.series) / columns)
        axes = sheet.axes(_HIGH * rows + _BELOW)  # one for all panels: axes of their own take seconds to lay out
        axes.set_axis_off()
        axes.set_xlim(0, columns)
        axes.set_ylim(rows + _BELOW / _HIGH, 0)
        for place, region in enumerate(group.series):
            panel = _Panel(axes, divmod(place, columns), group.years.year, scale, _LEFT * columns / sheet.width)
            last_in_column = place + columns >= len(group.series)
            panel.draw_frame(region.name, last_in_column, own_colour if region == group.region else INK)
            if group.parent_series is not None:
                parent = group.parent_series.values.reindex(group.years)
                panel.draw_line(parent, REST, 1.2)
            colour = own_colour if region == group.region else FAINT
            panel.draw_line(group.rates[region], colour, 1.6)
            panel.draw_weak(group.rates[region][group.weak[region]], colour)
            panel.name_furthest(group.rates[region], colour)

    averages = listed([f"{region.name} {number(group.rates[region].mean())}" for region in group.series])
    alt = _("Small charts of real growth, one a region; average of the recorded years in percent: %(averages)s.")
    caption = []
    if group.parent_series is not None:
        caption.append(_("Pale: %(parent)s.") % {"parent": group.parent.name})
    if group.weak.any(axis=None):
        caption.append(_("Hollow: weakly supported or suspect."))
    measure = _("Real GDP growth, % on a year earlier")
    return Chart(draw, _title(group.rates), measure, alt % {"averages": averages}, joined(caption), rates_table(group))


def _title(rates: pd.DataFrame) -> str:
    """How many grew more slowly in the last years than in the first, of those with figures of both."""
    years = pd.PeriodIndex(rates.index).year
    first, last = rates[years < years[0] + _SPAN], rates[years > years[-1] - _SPAN]
    known = rates.columns[(first.count() >= _LEAST) & (last.count() >= _LEAST)]
    if years[-1] - years[0] < 2 * _SPAN or known.empty:
        return _("Growth of each, year by year")
    slower = int((last[known].mean() < first[known].mean()).sum())
    spans = ((years[-1] - _SPAN + 1, years[-1]), (years[0], years[0] + _SPAN - 1))
    late, early = (_("%(first)s–%(last)s") % {"first": begin, "last": end} for begin, end in spans)
    said = {"n": len(known), "slower": opening_count(slower), "last": late, "first": early}
    if slower == len(known):
        return _("All %(n)s grew more slowly in %(last)s than in %(first)s") % said
    return _("%(slower)s of %(n)s grew more slowly in %(last)s than in %(first)s") % said


@dataclass(frozen=True)
class _Panel:
    """A small chart within a larger one.

    Attributes
    ----------
    place
        Row and column.
    scale
        The lowest and the highest rate that have room.
    left
        Where its years begin, in columns.
    """

    axes: Axes
    place: tuple[int, int]
    years: pd.Index
    scale: tuple[float, float]
    left: float

    def _at(self, years: Any, rates: Any) -> tuple[Any, Any]:
        """Where years and rates stand in the larger chart; what lies beyond the scale stands at its edge."""
        (row, column), (low, high) = self.place, self.scale
        across = (np.asarray(years) - self.years[0]) / max(1, self.years[-1] - self.years[0])
        down = (high - np.clip(np.asarray(rates, dtype=float), low, high)) / (high - low)
        return column + self.left + (0.97 - self.left) * across, row + _NAME + (1 - _NAME) * down

    def draw_frame(self, name: str, has_years: bool, colour: str) -> None:
        """Its name, the rates at its lines, and the years below it where no other stands there."""
        ends = self.years[0], self.years[-1]
        for rate in _inside(self.scale, 3):
            line = self._at(ends, (rate, rate))
            self.axes.plot(*line, color=RULE, linewidth=0.8 if rate == 0 else 0.3)
            if self.place[1] == 0:
                label_beside(self.axes, f"{rate:.0f}", (line[0][0], line[1][0]), -4, fontsize=SMALL, color=FAINT)
        x, _y = self._at(ends[0], 0)
        self.axes.text(x, self.place[0] + _NAME - _GAP, name, fontsize=SMALL, color=colour, va="bottom")
        if has_years:
            for year in _inside(ends, 2):
                x, y = self._at(year, self.scale[0])
                self.axes.text(x, y + 0.04, f"{year:.0f}", fontsize=SMALL, color=FAINT, ha="center", va="top")

    def draw_line(self, rates: pd.Series, colour: str, width: float) -> None:
        """A line by year."""
        self.axes.plot(*self._at(self.years, rates), color=colour, linewidth=width)

    def draw_weak(self, rates: pd.Series, colour: str) -> None:
        """Hollow points."""
        places = self._at(pd.PeriodIndex(rates.index).year, rates)
        self.axes.plot(*places, "o", color=colour, markerfacecolor=PAGE, markersize=4)

    def name_furthest(self, rates: pd.Series, colour: str) -> None:
        """Write the highest and the lowest rate that lie beyond the scale at its edge."""
        years, values = pd.PeriodIndex(rates.index).year, rates.to_numpy()
        for place, edge in ((int(np.nanargmin(values)), self.scale[0]), (int(np.nanargmax(values)), self.scale[1])):
            year, rate = int(years[place]), float(values[place])
            if not self.scale[0] <= rate <= self.scale[1]:
                words = _("%(rate)s in %(year)s") % {"rate": number(rate), "year": year}
                beside = 6 if year < self.years.to_numpy().mean() else -6
                backed = {"facecolor": PAGE, "edgecolor": "none", "pad": 0.5}
                point = self._at(year, edge)
                align = "bottom" if edge == self.scale[0] else "top"
                label_beside(self.axes, words, point, beside, fontsize=SMALL, color=colour, va=align, bbox=backed)


def _inside(ends: tuple[float, float], most: int) -> list[float]:
    """Round numbers between two ends."""
    ticks = MaxNLocator(most, integer=True).tick_values(*ends)
    return [float(tick) for tick in ticks if ends[0] <= tick <= ends[1]]


def usual(rates: pd.DataFrame) -> tuple[float, float]:
    """The scale of most rates: what lies three times the middle half's width beyond it is written at the edge."""
    lower, upper = np.nanquantile(rates.to_numpy(), [0.25, 0.75])
    reach = 3 * (upper - lower)
    within = rates.where((rates >= lower - reach) & (rates <= upper + reach)).to_numpy()
    return min(0.0, float(np.nanmin(within))) - 1, float(np.nanmax(within)) + 1
