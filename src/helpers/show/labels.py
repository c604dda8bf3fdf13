"""Names beside points, kept apart from each other, and words beside lines, where they cover none."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import Bbox

from helpers.show.sheet import SMALL, arrange, settle

_AROUND = ((7, 0, "left", "center"), (-7, 0, "right", "center"), (0, 7, "center", "bottom"), (0, -7, "center", "top"))
_CORNERS = ((5, 5, "left", "bottom"), (5, -5, "left", "top"), (-5, 5, "right", "bottom"), (-5, -5, "right", "top"))
_CLEAR = 4  # pixels that a name keeps from points


class Spot(NamedTuple):
    """Where words might stand: beside a point, so many pixels to the right and up of it."""

    x: float
    y: float
    right: float
    up: float


class Named(NamedTuple):
    """A point with its name and colour."""

    name: str
    x: float
    y: float
    colour: str


def name_points(axes: Axes, points: Iterable[Named]) -> list[str]:
    """Write the name of each point where it covers no point and no other name; the first have the choice.

    Returns
    -------
    list of str
        The names for which no room was found: they are not written.
    """
    points = list(points)
    figure = axes.get_figure(root=True)
    assert figure is not None
    arrange(figure)  # which moves the axes, and places are in pixels
    pixels = [axes.transData.transform((each.x, each.y)) for each in points]
    taken = [Bbox.from_extents(x - _CLEAR, y - _CLEAR, x + _CLEAR, y + _CLEAR) for x, y in pixels]
    left_out = []
    for own, point in enumerate(points):
        style: dict[str, Any] = {"fontsize": SMALL, "color": point.colour}
        text = axes.annotate(point.name, (point.x, point.y), (0, 0), textcoords="offset points", **style)
        others = [each for place, each in enumerate(taken) if place != own]
        for dx, dy, across, along in (*_AROUND, *_CORNERS):
            text.set(position=(dx, dy), ha=across, va=along)
            box = text.get_window_extent()
            if axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 and not any(map(box.overlaps, others)):
                taken.append(box)
                break
        else:
            text.remove()
            left_out.append(point.name)
    return left_out


def write_clear(axes: Axes, text: str, spots: Iterable[Spot], **style: Any) -> bool:
    """Write words at the first of some spots where they cover no line, no point and no other words.

    Returns
    -------
    bool
        Whether there was room; otherwise nothing is written.
    """
    settle(axes)
    words = [each.get_window_extent() for each in axes.texts]
    lines = [_Drawn.of(line) for line in axes.lines]
    written = axes.annotate(text, (0, 0), (0, 0), textcoords="offset points", **style)
    for spot in spots:
        across = "center" if not spot.right else "left" if spot.right > 0 else "right"
        along = "center" if not spot.up else "bottom" if spot.up > 0 else "top"
        written.xy = spot[:2]
        written.set(position=spot[2:], ha=across, va=along)
        box = written.get_window_extent().padded(1)
        inside = axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 and axes.bbox.y0 <= box.y0 and box.y1 <= axes.bbox.y1
        if inside and not any(map(box.overlaps, words)) and not any(line.meets(box) for line in lines):
            return True
    written.remove()
    return False


class _Drawn(NamedTuple):
    """A line in pixels: whether its points are joined, and how far their marks reach."""

    path: Path
    joined: bool
    reach: float

    @classmethod
    def of(cls, line: Line2D) -> Self:
        path = line.get_path().transformed(line.get_transform()).cleaned(remove_nans=True)
        reach = line.get_markersize() / 2 if line.get_marker() not in ("None", "", None) else 0.0
        return cls(path, line.get_linestyle() != "None", reach)

    def meets(self, box: Bbox) -> bool:
        """Whether it goes through a box, or one of its points reaches into it; a year without a figure does neither."""
        if self.joined and self.path.intersects_bbox(box, filled=False):
            return True
        points = np.asarray(self.path.vertices)[:-1]  # the last one ends the path
        return bool(box.padded(self.reach).count_contains(points))
