"""Names beside points, kept apart from each other."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

_AROUND = ((7, 0, "left", "center"), (-7, 0, "right", "center"), (0, 7, "center", "bottom"), (0, -7, "center", "top"))
_CORNERS = ((5, 5, "left", "bottom"), (5, -5, "left", "top"), (-5, 5, "right", "bottom"), (-5, -5, "right", "top"))
_CLEAR = 4  # pixels that a name keeps from points


class Named(NamedTuple):
    """A point with its name and colour."""

    name: str
    x: float
    y: float
    colour: str


def name_points(axes: Axes, points: Iterable[Named], fontsize: float = 8) -> list[str]:
    """Write the name of each point where it covers no point and no other name; the first have the choice.

    Returns
    -------
    list of str
        The names for which no room was found: they are not written.
    """
    points = list(points)
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()  # the layout moves the axes once, and places are in pixels
    pixels = [axes.transData.transform((each.x, each.y)) for each in points]
    taken = [Bbox.from_extents(x - _CLEAR, y - _CLEAR, x + _CLEAR, y + _CLEAR) for x, y in pixels]
    left_out = []
    for own, point in enumerate(points):
        for dx, dy, across, along in (*_AROUND, *_CORNERS):
            style: dict[str, Any] = {"ha": across, "va": along, "fontsize": fontsize, "color": point.colour}
            text = axes.annotate(point.name, (point.x, point.y), (dx, dy), textcoords="offset points", **style)
            box = text.get_window_extent()
            others = [each for place, each in enumerate(taken) if place != own]
            if axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1 and not any(map(box.overlaps, others)):
                taken.append(box)
                break
            text.remove()
        else:
            left_out.append(point.name)
    return left_out
