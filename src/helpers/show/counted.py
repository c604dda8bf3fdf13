"""Bars of counts: a bar a subject, parted by outcome, with its numbers inside where there is room."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from helpers.show.palette import INK, PAGE, REST, VIOLET
from helpers.show.sheet import SMALL, Sheet, settle
from helpers.text.cells import Cell
from helpers.text.language import _, listed

WRONG, OTHERWISE, KNOWN, RIGHT, OPEN = (
    ("#b3372f", "////"),
    (VIOLET, "xxxx"),
    ("#846616", "...."),
    ("#2f6f9f", ""),
    (REST, ""),
)
Fill = tuple[str, str]
Counts = Mapping[str, Mapping[str, Cell]]


def draw_counts(sheet: Sheet, counts: Counts, fills: Mapping[str, Fill]) -> None:
    """A bar a subject; on a phone its name stands above it.

    Parameters
    ----------
    counts
        How many there are of each outcome, by subject.
    fills
        The colour and the hatch of each outcome, in the order of a bar's parts.
    """
    axes = sheet.axes(80 + 46 * len(counts) if sheet.is_narrow else 60 + 30 * len(counts))
    left, numbers = np.zeros(len(counts)), []
    for label, (colour, hatch) in fills.items():
        sizes = [int(cells[label].value or 0) for cells in counts.values()]
        if any(sizes):
            height = 0.45 if sheet.is_narrow else 0.7
            style: dict[str, Any] = {"color": colour, "hatch": hatch, "edgecolor": PAGE, "height": height}
            bars = axes.barh(range(len(counts)), sizes, left=left, label=label, **style)
            numbers += [(bar, _write(axes, bar, size)) for bar, size in zip(bars, sizes, strict=True) if size]
            left += sizes
    axes.set_ylim(len(counts) - 0.6, -0.8 if sheet.is_narrow else -0.5)
    if sheet.is_narrow:
        axes.set_yticks([])
        for at, subject in enumerate(counts):
            axes.text(0, at - 0.3, subject, va="bottom")
    else:
        axes.set_yticks(range(len(counts)), list(counts), color=INK)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    sheet.drawing.legend(
        loc="outside upper left", ncols=1 if sheet.is_narrow else 3, frameon=False, borderaxespad=0, handlelength=1.4
    )
    settle(axes)
    for bar, written in numbers:  # a number for which its bar is too short is left to the table
        written.set_visible(written.get_window_extent().width <= bar.get_window_extent().width)


def counts_words(counts: Counts) -> str:
    """The counts in words, for those who do not see the bars."""
    rows = []
    for topic, by_label in counts.items():
        numbers = listed([f"{label} {cell.plain}" for label, cell in by_label.items() if cell.value])
        rows.append(_("%(topic)s: %(counts)s") % {"topic": topic, "counts": numbers})
    return _("; ").join(rows)


def _write(axes: Axes, bar: Rectangle, size: int) -> Text:
    middle = bar.get_x() + bar.get_width() / 2, bar.get_y() + bar.get_height() / 2
    backed = {"facecolor": PAGE, "edgecolor": "none", "pad": 1}
    return axes.text(*middle, str(size), ha="center", va="center", fontsize=SMALL, bbox=backed)
