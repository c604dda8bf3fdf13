"""What a chart is measured with: the size of each text is found once in a process.

A layout measures the same texts over and over: in each of its rounds, on the wide sheet and on the narrow one, and
many, such as the numbers of an axis, in every chart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axis import Axis
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

_DOTS = 72  # an inch, as SVG has them
_KEPT = 10_000  # texts whose size is kept
_FOUND = ("_update_ticks", "_get_ticklabel_bboxes")  # how matplotlib finds ticks and the boxes of their names
Size = tuple[float, float, float]  # width, height, and how far below its line


class Ruler(RendererAgg):
    """Measures as pictures are drawn."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Size:
        return _size(s, prop, ismath, self.dpi, mpl.rcParams["text.hinting"])

    def _get_font_height_metrics(self, prop: FontProperties) -> Size | tuple[None, None, None]:
        return _height(prop.copy(), self.dpi)


class Writer(RendererSVG):
    """Writes SVG."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Size:
        return size_in_outlines(s, prop, ismath)

    def _get_font_height_metrics(self, prop: FontProperties) -> Size | tuple[None, None, None]:
        return _height(prop.copy(), _DOTS)


class Canvas(FigureCanvasBase):
    """That of a chart, whose layout is fixed before it is written; as a picture it is drawn by matplotlib's own."""

    _ruler: Ruler | None = None

    def get_renderer(self) -> Ruler:
        """What matplotlib measures with."""
        width, height = self.get_width_height()
        if self._ruler is None or (self._ruler.width, self._ruler.height) != (width, height):
            self._ruler = Ruler(width, height, self.figure.dpi)
        return self._ruler

    def svg(self, metadata: dict[str, None]) -> str:
        """The drawing as it is; matplotlib, to be prepared for any, draws it twice."""
        drawn = StringIO()
        width, height = self.figure.get_size_inches() * _DOTS
        writer = Writer(width, height, drawn, metadata=metadata)
        with ticks_kept(self.figure):
            self.figure.draw(writer)
        writer.finalize()
        return drawn.getvalue()


@contextmanager
def ticks_kept(drawing: Drawing) -> Iterator[None]:
    """Meanwhile the ticks of an axis, and the boxes of their names, are found once for each place that it has.

    Each time that an axis is measured matplotlib finds them half a dozen times: for itself, its name, the title and
    each spine.
    """
    axes = [axis for each in drawing.axes for axis in (each.xaxis, each.yaxis)]
    for axis in axes:
        _keep_ticks(axis)
    try:
        yield
    finally:
        for axis in axes:
            for name in _FOUND:
                delattr(axis, name)


def _keep_ticks(axis: Axis) -> None:
    find: dict[str, Any] = {name: getattr(axis, name) for name in _FOUND}
    kept: dict[str, tuple[tuple[float, ...], Any]] = {}

    def found(name: str, *given: Any) -> Any:
        place = (*axis.axes.bbox.bounds, *axis.get_view_interval())
        if name not in kept or kept[name][0] != place:
            kept[name] = place, find[name](*given)
        return kept[name][1]

    for name in find:
        setattr(axis, name, partial(found, name))


@lru_cache(_KEPT)
def _size(text: str, font: FontProperties, is_math: Any, dpi: float, _hinting: str) -> Size:
    return RendererAgg(1, 1, dpi).get_text_width_height_descent(text, font, is_math)


@lru_cache(_KEPT)
def _height(font: FontProperties, dpi: float) -> Size | tuple[None, None, None]:
    """How far letters of a font reach up and down, and the gap between lines; None of a font that does not say it.

    This is how matplotlib reads it, from the tables of the font, for each text anew unless its renderer knows it.
    """
    found = get_font(font_manager.fontManager._find_fonts_by_props(font))
    head, table = found.get_sfnt_table("head"), found.get_sfnt_table("OS/2")
    if head is None or table is None:
        return None, None, None
    scale = 1 / head["unitsPerEm"] * font.get_size_in_points() * dpi / 72
    return table["sTypoAscender"] * scale, -table["sTypoDescender"] * scale, table["sTypoLineGap"] * scale


@lru_cache(_KEPT)
def size_in_outlines(text: str, font: FontProperties, is_math: Any = False) -> Size:
    """The size of a text that is written into SVG, in pixels."""
    return text_to_path.get_text_width_height_descent(text, font, is_math)
