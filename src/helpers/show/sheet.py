"""What a chart is drawn on: one sheet as wide as the text of a page, and one for a phone, each with its own layout.

A unit of a sheet is a pixel of the page, so a letter of 12 is one of 12 pixels.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.layout_engine import PlaceHolderLayoutEngine
from matplotlib.text import Annotation
from matplotlib.ticker import MaxNLocator

from helpers.figures.series import SelectedSeries
from helpers.show.fonts import FONT, add_chinese
from helpers.show.palette import FAINT, INK, PAGE, RULE, Look
from helpers.show.ruler import Canvas, ticks_kept
from helpers.text.language import _
from helpers.text.messages import InputError

WIDE, NARROW = 640, 340  # pixels; a phone of 390 has 358 for the text
LETTERS, SMALL = 12.5, 11.5  # no letter of a chart is smaller
_DOTS = 72  # an inch, by which SVG has a unit a point
_TICK = 50  # pixels between two ticks of an upright axis
_APART = 1.15  # lines that names keep from each other


@dataclass
class Sheet:
    """A sheet to draw on, and the drawing once there is one.

    Attributes
    ----------
    width
        In pixels.
    """

    width: int
    drawing: Drawing = field(init=False, repr=False)

    @property
    def is_narrow(self) -> bool:
        """Whether it is that of a phone, which wants fewer columns, ticks and words."""
        return self.width < WIDE

    def axes(self, height: float) -> Axes:
        """One field to draw in, as high as said."""
        found: Axes = self.panels(height)
        return found

    def panels(self, height: float, rows: int = 1, columns: int = 1) -> Any:
        """Several fields with common scales, rows by columns; the height is that of all together."""
        self.drawing = Drawing((self.width / _DOTS, height / _DOTS), dpi=_DOTS, layout="constrained")
        Canvas(self.drawing)
        self.drawing.get_layout_engine().set(w_pad=4 / _DOTS, h_pad=4 / _DOTS)  # type: ignore[union-attr, call-arg]
        panels = self.drawing.subplots(rows, columns, sharex=True, sharey=True)
        for axes in self.drawing.axes:  # a number of ticks that does not hang on the layout, which hangs on their names
            axes.yaxis.set_major_locator(MaxNLocator(max(2, round(height / rows / _TICK)), steps=[1, 2, 5, 10]))
        return panels

    def few_years(self, axes: Axes) -> None:
        """Whole years at the axis, few enough that they stand apart."""
        axes.locator_params(axis="x", integer=True, nbins=4 if self.is_narrow else 8)


@contextmanager
def in_style() -> Iterator[None]:
    """The settings of every chart, meanwhile."""
    with mpl.rc_context(style()):
        yield


@cache
def style() -> dict[Any, Any]:
    """The settings under which every chart is drawn and saved.

    Raises
    ------
    InputError
        The font is missing.
    """
    if not add_chinese():
        message = _('the font for Chinese in charts is missing: "%(font)s" is not installed whole; run make setup')
        raise InputError(message % {"font": FONT})
    return {
        **sns.axes_style("ticks"),
        "font.family": ["Noto Sans SC", "DejaVu Sans"],
        "font.size": LETTERS,
        "axes.labelsize": LETTERS,
        "axes.titlesize": LETTERS,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "legend.fontsize": SMALL,
        "text.parse_math": False,  # a dollar is a dollar
        "axes.unicode_minus": True,
        "axes.formatter.limits": (-9, 9),  # 1400000, not 1.4 and 1e6 in a corner
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.axisbelow": True,
        "grid.color": RULE,
        "grid.linewidth": 0.4,
        "xtick.major.size": 4,
        "ytick.major.size": 0,
        "xtick.major.width": 0.8,
        "axes.linewidth": 0.8,
        "lines.linewidth": 2,
        "axes.titlelocation": "left",
        "axes.xmargin": 0.02,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": RULE,
        "ytick.color": RULE,
        "xtick.labelcolor": FAINT,
        "ytick.labelcolor": FAINT,
        "axes.edgecolor": RULE,
        "hatch.linewidth": 1,
        "figure.facecolor": "none",
        "axes.facecolor": "none",
        "savefig.facecolor": "none",
    }


add_chinese()  # on import, so that a notebook can draw Chinese before any chart of ours is drawn


def label_beside(axes: Axes, text: str, point: tuple[float, float], offset: float = 6, **style: Any) -> Annotation:
    """Write a text beside a point, to its right or, with a negative offset, to its left."""
    style = {"va": "center", "ha": "left" if offset > 0 else "right"} | style
    return axes.annotate(text, point, (offset, 0), textcoords="offset points", annotation_clip=False, **style)


def draw_line(
    axes: Axes, years: np.ndarray, values: np.ndarray, weak: np.ndarray, breaks: Iterable[int], look: Look
) -> None:
    """A line by year, or part of one; weak figures are hollow, and no line crosses a break."""
    for part in np.split(np.arange(len(years)), np.searchsorted(years, list(breaks))):
        axes.plot(years[part], values[part], color=look.colour, linestyle=look.dashes)
        beside = np.pad(np.isfinite(values[part]), 1)
        alone = part[beside[1:-1] & ~beside[:-2] & ~beside[2:]]  # a figure without a neighbour draws no line
        axes.plot(years[alone], values[alone], look.marker, color=look.colour, markersize=5)
    axes.plot(years[weak], values[weak], look.marker, color=look.colour, markerfacecolor=PAGE, markersize=7)


def in_years(periods: pd.PeriodIndex | pd.Period) -> Any:
    """Periods in years, at their beginning: 2023 for the year, 2023.5 for its third quarter."""
    return periods.year + (periods.start_time.month - 1) / 12


def draw_later(axes: Axes, series: SelectedSeries, look: Look) -> None:
    """What other sources have of a level after its own one ends, each apart and thin; a mark at each switch."""
    for later in series.goes_on:
        years, values = np.asarray(in_years(later.index)), later.values.to_numpy()
        axes.plot(years, values, "-", color=look.colour, linewidth=1)
        axes.plot(years, values, look.marker, color=look.colour, markersize=4, markerfacecolor=PAGE)
        mark_year(axes, float(years[0]))


def label_ends(axes: Axes, ends: Sequence[tuple[float, float, str, str]]) -> None:
    """Name each line at its end, names kept apart from each other; to be called when all else is drawn.

    Parameters
    ----------
    ends
        Value, place in years, name and colour of the end of each line.
    """
    right = max(year for _value, year, _name, _colour in ends)
    names = [
        label_beside(axes, name, (right, value), 8, color=colour)
        for value, _year, name, colour in sorted(ends, reverse=True)
    ]
    keep_apart(axes, names)


def keep_apart(axes: Axes, names: Sequence[Annotation]) -> None:
    """Move names that stand one below the other apart, the upper ones up and the lower ones down."""
    settle(axes)
    boxes = [name.get_window_extent() for name in names]
    wanted = [(box.y0 + box.y1) / 2 for box in boxes]
    step = max(box.height for box in boxes) * _APART
    drawing = axes.get_figure(root=True)
    assert drawing is not None
    places = _spread(wanted, step, drawing.bbox.height)
    for name, place, own in zip(names, places, wanted, strict=True):
        name.xyann = (name.xyann[0], name.xyann[1] + place - own)


def _spread(wanted: Sequence[float], step: float, top: float) -> list[float]:
    """Heights, the highest first, as near as can be to those wanted, at least a step apart, and within the sheet.

    Names that would meet form a block around the middle of their own heights, which meets the next one in turn.
    """
    blocks: list[list[float]] = []
    for height in wanted:
        blocks.append([height])
        while len(blocks) > 1 and _ends(blocks[-2], step)[1] - _ends(blocks[-1], step)[0] < step:
            last = blocks.pop()
            blocks[-1] += last
    places = [_ends(block, step)[0] - step * at for block in blocks for at in range(len(block))]
    for at in range(len(places)):
        places[at] = min(places[at], places[at - 1] - step if at else top - step / 2)
    for at in reversed(range(len(places))):
        places[at] = max(places[at], places[at + 1] + step if at + 1 < len(places) else step / 2)
    return places


def _ends(block: Sequence[float], step: float) -> tuple[float, float]:
    """The heights of the first and the last name of a block."""
    middle, half = sum(block) / len(block), step * (len(block) - 1) / 2
    return middle + half, middle - half


def settle(axes: Axes) -> None:
    """Lay the drawing out, after which places in pixels can be asked for: what is drawn later moves nothing."""
    drawing = axes.get_figure(root=True)
    assert drawing is not None
    lay_out(drawing)


def lay_out(drawing: Drawing) -> None:
    """Fix the layout of a drawing, once: each more would be a little different."""
    if isinstance(drawing.get_layout_engine(), PlaceHolderLayoutEngine):
        return
    arrange(drawing)  # the layout chooses the ticks,
    arrange(drawing)  # whose names the next one has room for
    drawing.set_layout_engine("none")


def arrange(drawing: Drawing) -> None:
    """Let the layout move the axes, as it does whenever a drawing is drawn; this draws nothing."""
    layout = drawing.get_layout_engine()
    assert layout is not None
    with ticks_kept(drawing):
        layout.execute(drawing)


def mark_year(axes: Axes, year: float) -> None:
    """A dotted line before a year from which something changes, which the caption says."""
    axes.axvline(year - 0.5, color=RULE, linestyle=":", linewidth=1.2)
