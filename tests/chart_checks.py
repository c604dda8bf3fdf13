"""What holds of every chart, in both layouts: letters are large enough, inside, known, and none lies on another."""

import itertools
from functools import cache

from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.axis import Axis, Tick
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.show.chart import Chart
from helpers.show.fonts import CHINESE
from helpers.show.sheet import SMALL
from helpers.text.citations import plain

_LINE = 0.75  # of a text's height: what its letters fill of it


def texts_apart(chart: Chart) -> None:
    """Fail where a text of a chart lies on another, leaves the sheet, is too small, or has letters without a glyph."""
    _glyphs_known(plain(chart.title) + chart.measure, chart)  # which a file on request has in its drawing
    for drawing in (chart.wide, chart.narrow):
        drawing.draw_without_rendering()
        shown = [text for text in drawing.findobj(Text) if text.get_text().strip() and _is_shown(text)]
        beyond = _beyond(drawing)
        texts = [text for text in shown if text not in beyond]
        assert texts, chart.alt
        for text in texts:
            assert text.get_fontsize() >= SMALL, (text.get_text(), text.get_fontsize())
            _glyphs_known(text.get_text(), chart)
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
        sheet = drawing.bbox.padded(2)
        for words, box in boxes:
            for corner in (box.p0, box.p1):
                assert sheet.contains(*corner), (words, box, drawing.bbox.width, chart.alt[:60])
        for (words, box), (others, another) in itertools.combinations(boxes, 2):
            assert not _core(box).overlaps(_core(another)), (words, others, drawing.bbox.width, chart.alt[:60])


def _glyphs_known(text: str, chart: Chart) -> None:
    """Whether the font that charts are laid out for has every letter: another would be a box."""
    assert {letter for letter in text if ord(letter) not in _glyphs()} - {"\n"} == set(), (text, chart.alt[:60])


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(TTFont(font_manager.findfont(CHINESE)).getBestCmap())


def _beyond(drawing: Drawing) -> set[Text]:
    """The names of ticks that lie beyond the ends of their axes, or on axes that are hidden: they are not drawn."""
    found = set()
    for axes in drawing.axes:
        for at, (axis, ends) in enumerate(((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))):
            low, high = sorted(ends)
            for label in (label for tick in _ticks(axis) for label in (tick.label1, tick.label2)):
                if not (axes.get_visible() and low <= label.get_position()[at] <= high):
                    found.add(label)
    return found


def _ticks(axis: Axis) -> list[Tick]:
    return [*axis.get_major_ticks(), *axis.get_minor_ticks()]


def _is_shown(text: Text) -> bool:
    return text.get_visible() and (text.axes is None or text.axes.get_visible())


def _core(box: Bbox) -> Bbox:
    return box.shrunk(0.98, _LINE)
