"""A drawing of matplotlib as SVG inside a page: letters as text, colours as variables of the style, nothing to load.

Letters are text, not outlines: they can be selected, searched and read out, take a quarter of the room, and need no
font in the page. The reader's own font may be wider than ours, so each text states the width that it was laid out for
(`textLength`), to which the browser fits it: names that were kept apart stay apart in any font.
"""

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from io import BytesIO
from xml.etree import ElementTree

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from helpers.show.palette import INK, PAGE, VARIABLES
from helpers.show.ruler import Canvas
from helpers.show.sheet import SMALL, style

_SPACE = "{http://www.w3.org/2000/svg}"
_KEPT = {
    *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "fill-rule"),
    *("opacity", "fill-opacity", "stroke-opacity", "text-anchor", "font-size", "textLength"),
    *("d", "x", "y", "width", "height", "transform", "clip-path", "id", "href", "patternUnits"),
}
# What a drawing says once, and an element only where it differs.
_USUAL = {"fill": "none", "stroke-linecap": "round", "text-anchor": "middle", "font-size": f"{SMALL:g}"}
_LARGER = 1.1  # than it is: a letter of 10, which is the default of matplotlib, becomes one of 11 pixels
_SHORT = 5  # figures of a number that has room, whatever font it is written in
_SLACK = 2.5  # pixels by which a line may reach over an edge without being cut: half the width of the widest
_DROPPED = {"metadata", "style"}
_EXACT = re.compile(r"-?\d+\.\d{2,}")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_SIZE = re.compile(r"([\d.]+)px")
_NAME = re.compile(r'(?:(?<= id=")|(?<= href="#)|(?<=url\(#))([^")]+)')
_CURVE = re.compile("[CQ]")
_LETTER = re.compile(r" ?([MLCQz]) ?")
Box = tuple[float, float, float, float]
# What drawings of other hands call ink and paper.
_OTHERS = {"#000000": INK, "#262626": INK, "#000": INK, "black": INK, "#fff": PAGE, "white": PAGE}


def inline(drawing: Drawing, kind: str, alt: str, **options: object) -> str:
    """A drawing as an element of a page, of a class for its kind, with the text that stands for it."""
    root = ElementTree.fromstring(_saved(drawing, **options))
    clips = {each.attrib["id"]: _box(each[0]) for each in root.iter(f"{_SPACE}clipPath") if _is_box(each[0])}
    content = "".join(_written(child, clips) for child in root)
    prefix = f"d{sha256((kind + content).encode()).hexdigest()[:6]}"  # an id stands once in a page
    names = {name: f"{prefix}-{at}" for at, name in enumerate(dict.fromkeys(_NAME.findall(content)), start=1)}
    content = _NAME.sub(lambda name: names[name[1]], content)
    box = _EXACT.sub(_rounded, root.attrib["viewBox"])
    size = f'viewBox="{box}" width="{float(box.split()[2]) * _LARGER:.0f}"'
    usual = " ".join(f'{name}="{value}"' for name, value in _USUAL.items())
    return f'<svg class="plot {kind}" {size} {usual} role="img" aria-label="{escape(alt)}">{content}</svg>'


def _saved(drawing: Drawing, **options: object) -> str:
    drawn, metadata = BytesIO(), {"Date": None}
    with mpl.rc_context(style() | {"svg.hashsalt": "zhaotong", "svg.fonttype": "none"}):  # equal drawings, equal files
        if isinstance(drawing.canvas, Canvas):
            return drawing.canvas.svg(metadata)
        drawing.savefig(drawn, format="svg", metadata=metadata, **options)  # type: ignore[arg-type]
    return drawn.getvalue().decode()


def _written(element: ElementTree.Element, clips: Mapping[str, Box]) -> str:
    """An element without what only an editor of drawings reads, and without what all of a drawing have in common."""
    tag = element.tag.removeprefix(_SPACE)
    if tag in _DROPPED:
        return ""
    given = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    declared = (each.partition(":") for each in given.pop("style", "").split(";"))
    given |= {name.strip(): value.strip() for name, _colon, value in declared if name.strip()}
    text = element.text or ""
    if tag == "text":
        given = {"fill": INK, "text-anchor": "start"} | given | _fitted(given, text)
    elif tag == "g":
        given.pop("id", None)
    elif tag == "path" and given.get("fill") == "none" and "stroke" not in given and "id" not in given:
        return ""  # the paper
    if tag == "rect" and given.get("fill") == "none":
        return ""
    box = clips.get(given.get("clip-path", "").removeprefix("url(#").rstrip(")"))
    if box is not None and _is_within(element, box):
        del given["clip-path"]  # it hides nothing
    if "stroke-dasharray" in given:
        given.setdefault("stroke-linecap", "butt")
    attributes = {name: _value(name, value) for name, value in given.items() if name in _KEPT}
    attributes = {name: value for name, value in attributes.items() if _USUAL.get(name) != value}
    if attributes.get("transform", "").startswith("rotate(-0 "):
        del attributes["transform"]
    inside = escape(text.strip()) + "".join(_written(child, clips) for child in element)
    if (tag in ("g", "defs") and not inside) or (tag == "g" and not attributes):
        return inside
    said = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>"


def _is_box(shape: ElementTree.Element) -> bool:
    """Whether what is cut off lies beyond a rectangle; round axes, as of a pie, have another shape."""
    return shape.tag == f"{_SPACE}rect"


def _box(rectangle: ElementTree.Element) -> Box:
    """Left, top, right and bottom."""
    left, top, width, height = (float(rectangle.attrib[name]) for name in ("x", "y", "width", "height"))
    return left, top, left + width, top + height


def _is_within(element: ElementTree.Element, box: Box) -> bool:
    """Whether all of an element lies in a box, as far as its points say: then nothing of it is cut off."""
    if element.attrib.get("transform"):
        return False
    points = [float(each) for each in _NUMBER.findall(element.attrib.get("d", ""))]
    points += [float(element.attrib[name]) for name in ("x", "y") if name in element.attrib]
    left, top, right, bottom = (box[0] - _SLACK, box[1] - _SLACK, box[2] + _SLACK, box[3] + _SLACK)
    inside = all(left <= x <= right for x in points[::2]) and all(top <= y <= bottom for y in points[1::2])
    return inside and all(_is_within(child, box) for child in element)


def _fitted(given: dict[str, str], text: str) -> dict[str, str]:
    """The size of a text, and the width that it was laid out for."""
    found = _SIZE.search(given.get("font-size", "") or given.get("font", ""))
    size = float(found[1]) if found else 12.0
    said = {"font-size": f"{size:g}"}
    named = len(text) > _SHORT or any(letter.isalpha() for letter in text)
    return said | {"textLength": f"{_width(text, size):.1f}"} if named else said


@cache
def _width(text: str, size: float) -> float:
    with mpl.rc_context(style()):
        width, _height, _descent = text_to_path.get_text_width_height_descent(text, FontProperties(size=size), False)
    return float(width)


def _value(name: str, value: str) -> str:
    """A value as a page has it: a variable for a colour, and no digit that cannot be seen."""
    if name in ("fill", "stroke"):
        colour = _OTHERS.get(value.lower(), value.lower())
        return f"var({VARIABLES[colour]})" if colour in VARIABLES else value
    if name == "id":
        return value
    value = " ".join(_EXACT.sub(_rounded, value).split())
    return _path(value) if name == "d" else value


def _path(value: str) -> str:
    """A path in fewer letters: a line that is level or upright says one number, and after a point come points."""
    if _CURVE.search(value):
        return _LETTER.sub(r"\1", value)
    said, x, y = [], "", ""
    for part in re.findall(r"M|L|z|[^ MLz]+ [^ MLz]+", value):
        if part in ("L", "M", "z"):
            said.append("" if part == "L" else part)
            continue
        across, along = part.split()
        starts = bool(said) and said[-1] == "M"
        if not starts and along == y:
            said.append(f"H{across}")
        elif not starts and across == x:
            said.append(f"V{along}")
        else:
            said.append(f"{across} {along}" if starts else f"L{across} {along}")
        x, y = across, along
    return "".join(said)


def _rounded(found: re.Match[str]) -> str:
    """A number of pixels to a tenth."""
    said = f"{float(found[0]):.1f}".removesuffix(".0")
    return "0" if said == "-0" else said
