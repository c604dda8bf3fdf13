"""What a chart is measured with: the size of each text is found once in a process.

A layout measures the same texts over and over: in each of its rounds, on the wide sheet and on the narrow one, and
many, such as the numbers of an axis, in every chart.
"""

from functools import lru_cache
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

_DOTS = 72  # an inch, as SVG has them
_KEPT = 10_000  # texts whose size is kept
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
        return _size_in_outlines(s, prop, ismath)

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
        self.figure.draw(writer)
        writer.finalize()
        return drawn.getvalue()


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
def _size_in_outlines(text: str, font: FontProperties, is_math: Any) -> Size:
    return text_to_path.get_text_width_height_descent(text, font, is_math)
