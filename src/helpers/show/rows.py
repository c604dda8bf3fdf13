"""Rows of a chart, one below the other, each with its name: beside it where there is room, above it where not."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from matplotlib.axes import Axes

from helpers.show.palette import FAINT, INK, PAGE
from helpers.show.sheet import SMALL, Sheet, label_beside

BAR = 15  # pixels, how thick a bar is
_ROW, _LINE, _APART = 25, 17, 9  # pixels: a row, a line of letters, what parts two groups
_LETTER = 6.3  # pixels, how wide one of another script than Chinese is on average
_BESIDE = 0.5  # of the width, the most for a name beside its row


class Row(NamedTuple):
    """A row: its name, and the group that it stands in, which is named above the first of its rows."""

    name: str
    group: str = ""


class Bar(NamedTuple):
    """A bar with its value in words; one that is open stands for what is left over."""

    row: Row
    value: float
    said: str
    colour: str
    is_open: bool = False


def lay_rows(sheet: Sheet, rows: Sequence[Row], above: bool = False, foot: float = 8) -> tuple[Axes, list[float]]:
    """A field with the names written, and the height of each row in it.

    Parameters
    ----------
    above
        Whether each name stands above its row, so that the row has the whole width.
    foot
        Pixels for what stands below the rows.
    """
    room = sheet.width * (1 if above else _BESIDE)
    names = [_in_lines(row.name, room) for row in rows]
    below = 0.0
    heights: list[float] = []
    written: list[tuple[float, str, str]] = []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        if row.group and (not place or row.group != rows[place - 1].group):
            below += _LINE + _APART * bool(place)
            written.append((below, row.group, INK))
        lines = _LINE * (1 + name.count("\n"))
        if above:
            below += lines
            written.append((below, name, FAINT))
        thick = _ROW if above else max(_ROW, lines)
        heights.append(below + thick / 2)
        below += thick
    axes = sheet.axes(below + foot)
    axes.set_ylim(below, 0)
    axes.grid(visible=False)
    axes.set_yticks([] if above else heights, [] if above else names)
    for at, text, colour in written:  # from the left edge of the sheet
        edge: Any = ("figure fraction", "data")
        axes.annotate(text, (4 / sheet.width, at), xycoords=edge, color=colour, va="bottom", in_layout=False)
    _align_left(axes)
    return axes, heights


def _in_lines(name: str, room: float) -> str:
    """A name in as many lines as it takes."""
    width = sum(SMALL if east_asian_width(letter) in "WF" else _LETTER for letter in name)
    return "\n".join(wrap(name, max(1, int(len(name) * room / width))))


def _align_left(axes: Axes) -> None:
    """Begin the names beside the rows at the left edge, below those of their groups."""
    names = axes.get_yticklabels()
    if names:
        axes.tick_params(axis="y", pad=max(name.get_window_extent().width for name in names) + SMALL)
    for name in names:
        name.set(ha="left")


def draw_bars(sheet: Sheet, bars: Sequence[Bar]) -> None:
    """Bars with names and values, which need no axis."""
    axes, heights = lay_rows(sheet, [bar.row for bar in bars])
    for bar, height in zip(bars, heights, strict=True):
        inside, hatch = (PAGE, "////") if bar.is_open else (bar.colour, "")
        axes.barh(height, bar.value, height=BAR, color=inside, hatch=hatch, edgecolor=bar.colour, linewidth=0.8)
        label_beside(axes, bar.said, (max(bar.value, 0), height), color=INK)
    values = [0, *(bar.value for bar in bars)]
    axes.set_xlim(min(values), max(values))
    axes.axvline(0, color=FAINT, linewidth=0.8)
    leave_out_axis(axes)


def leave_out_axis(axes: Axes) -> None:
    """Draw no axis below rows whose values are written beside them."""
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
