"""A chart as a file of its own: made from what a page shows of it, as on a light page, with title and unit in it.

Nothing is drawn anew, so a file can be made of any chart that was ever shown. Letters become outlines, which need no
font where the file is opened.
"""

import re
from functools import cache
from textwrap import wrap
from xml.etree import ElementTree

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath

from helpers.show.palette import INK, PAGE, VARIABLES
from helpers.show.sheet import LETTERS, SMALL, style

_CHART = re.compile(r'<figure class="chart">.*?</figure>', re.DOTALL)
_DRAWN = re.compile(r'<svg class="plot (?:wide|given)".*?</svg>', re.DOTALL)
_HEADING = re.compile(r'<p class="chart-(?:title|measure)">(.*?)</p>', re.DOTALL)
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_SPACE = "http://www.w3.org/2000/svg"
_LINE = 90  # Latin letters in a line of a wide sheet; of Chinese half as many
_LEADING = 1.4  # from one line of the heading to the next
_DENSE = 3  # pixels of a picture for one of the page
_COMMANDS = {Outline.MOVETO: "M", Outline.LINETO: "L", Outline.CURVE3: "Q", Outline.CURVE4: "C"}
_COLOURS = {variable: colour for colour, variable in VARIABLES.items()}

ElementTree.register_namespace("", _SPACE)


def charts_in(shown: str) -> list[str]:
    """The charts in a piece of HTML, in their order, each with its heading."""
    return _CHART.findall(shown)


def svg_file(chart: str) -> str:
    """A chart that a page shows as an SVG file; empty for one that is a picture there."""
    return _file(chart) if _DRAWN.search(chart) else ""


def picture(svg: str) -> bytes:
    """Such a file as a PNG."""
    from resvg_py import svg_to_bytes  # which only a chart that is wanted as a picture needs

    return bytes(svg_to_bytes(svg_string=svg, zoom=_DENSE, skip_system_fonts=True))


def _file(chart: str) -> str:
    drawn = _DRAWN.search(chart)
    assert drawn is not None  # for such are called
    said = _VARIABLE.sub(lambda found: _COLOURS[found[1]], drawn[0])
    root = ElementTree.fromstring(said.replace("<svg ", f'<svg xmlns="{_SPACE}" ', 1))
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    headings = (Markup(heading).striptags() for heading in _HEADING.findall(chart))
    lines = [line for text in headings for line in wrap(text, _LINE // (1 if text.isascii() else 2))]
    higher = (len(lines) + 0.5) * LETTERS * _LEADING if lines else 0
    top, height = top - higher, height + higher
    root.attrib |= {"viewBox": f"{left:g} {top:g} {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}"}
    del root.attrib["class"]
    for text in root.iter(f"{{{_SPACE}}}text"):
        _outline(text)
    for number, line in enumerate(lines, start=1):
        heading = ElementTree.Element(f"{{{_SPACE}}}text", {"fill": INK, "font-size": f"{LETTERS:g}"})
        heading.text = line
        heading.attrib |= {"text-anchor": "start", "x": f"{left + 6:g}", "y": f"{top + number * LETTERS * _LEADING:g}"}
        _outline(heading)
        root.insert(number - 1, heading)
    paper = {"fill": PAGE, "x": f"{left:g}", "y": f"{top:g}", "width": f"{width:g}", "height": f"{height:g}"}
    root.insert(0, ElementTree.Element(f"{{{_SPACE}}}rect", paper))
    title = ElementTree.Element(f"{{{_SPACE}}}title")
    title.text = root.attrib.get("aria-label", "")
    root.insert(0, title)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _outline(text: ElementTree.Element) -> None:
    """Make a text a path of the shapes of its letters."""
    size = float(text.attrib.pop("font-size", SMALL))
    shapes, width = _shapes(text.text or "", size)
    aside = {"start": 0.0, "end": width}.get(text.attrib.pop("text-anchor", "middle"), width / 2)
    x, y = (float(text.attrib.pop(name, 0)) for name in ("x", "y"))
    moved = f"translate({x - aside:.2f} {y:.2f})"
    turned = text.attrib.pop("transform", "")
    text.attrib.pop("textLength", None)
    text.attrib |= {"d": shapes, "transform": f"{turned} {moved}".strip(), "aria-label": text.text or ""}
    text.tag, text.text = f"{{{_SPACE}}}path", None


@cache
def _shapes(text: str, size: float) -> tuple[str, float]:
    """The outlines of a text that begins at the origin, and how wide it is."""
    with mpl.rc_context(style()):
        outlines = TextPath((0, 0), text, size=size, prop=FontProperties())
    said = []
    for points, code in outlines.iter_segments(curves=True, simplify=False):
        if code == Outline.CLOSEPOLY:
            said.append("Z")
        else:
            pairs = (f"{x:.2f} {-y:.2f}" for x, y in zip(points[::2], points[1::2], strict=True))
            said.append(_COMMANDS[code] + " ".join(pairs))
    return "".join(said), float(outlines.get_extents().x1) if len(outlines.vertices) else 0.0
