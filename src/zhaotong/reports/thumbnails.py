"""The first chart of a page, for the pages that lead to it: small, as lines and bars alone, or as a phone shows it.

A chart is drawn as SVG in the colours of the style sheet, so that the small one follows the reader's theme as well.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

if TYPE_CHECKING:
    from bs4 import Tag

_FIGURE = re.compile(r'<figure class="chart"[^>]*>.*?</figure>', re.DOTALL)
_NARROW = re.compile(r'<svg [^>]*\bclass="plot narrow".*?</svg>|<svg class="plot narrow".*?</svg>', re.DOTALL)
_COLOUR = re.compile(r"var\(--([a-z][\w-]*)\)")
_FRAME = {"ink", "faint", "rule", "line", "soft", "page"}  # colours of letters, ticks, axes and paper
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_CORNERS = re.compile(r"[MLCQZ\s\d.,e-]*")  # a path of points in the sheet, which tell how far it reaches
_MARGIN = 5
_MOST = 10_000  # characters; a drawing of more is too fine to be read so small


class Thumbnail(NamedTuple):
    """A small drawing, and what the chart is called."""

    svg: str
    title: str


class _Stroke(NamedTuple):
    """What is drawn with one colour: a line, dots on it, or what is filled."""

    kind: str
    colour: str
    path: str


def thumbnail(html: str) -> Thumbnail | None:
    """The first chart of a page without letters and ticks; None where no chart is drawn as SVG, or none is readable."""
    for figure in _FIGURE.findall(html):
        if (narrow := _NARROW.search(figure)) and (svg := _small(narrow[0])):
            return Thumbnail(svg, _line(figure, "chart-title"))
    return None


def first_chart(html: str) -> Markup:
    """The first chart of a page as a phone shows it, with its title and its measure; nothing where it has none."""
    for figure in _FIGURE.findall(html):
        if narrow := _NARROW.search(figure):
            lines = ((name, _line(figure, name)) for name in ("chart-title", "chart-measure"))
            said = (Markup('<p class="{}">{}</p>').format(name, text) for name, text in lines if text)
            return Markup('<figure class="chart">{}<div class="plots">{}</div></figure>').format(
                Markup("").join(said), Markup(narrow[0])
            )
    return Markup("")


def _line(figure: str, name: str) -> str:
    """A line of text above a chart."""
    found = re.search(rf'<p class="{name}"[^>]*>(.*?)</p>', figure, re.DOTALL)
    return Markup(found[1]).striptags() if found else ""


def _small(svg: str) -> str:
    from bs4 import BeautifulSoup  # 0.1 s, which a list of reports should not cost

    drawing = BeautifulSoup(svg, "html.parser").svg
    strokes = list(_joined(_strokes(drawing))) if drawing else []
    if not drawing or not strokes:
        return ""
    box = _box(strokes, drawing)
    paths = "".join(
        f'<path class="{kind}" {"fill" if kind == "area" else "stroke"}="var(--{colour})" d="{path}"/>'
        for kind, colour, path in strokes
    )
    kept = f'viewBox="{box}" preserveAspectRatio="none" aria-hidden="true" focusable="false"'
    small = f'<svg class="small" {kept}>{paths}</svg>'
    return small if len(small) <= _MOST else ""


def _strokes(drawing: "Tag") -> Iterator[_Stroke]:
    """What is drawn in a colour of a place, in its order."""
    for each in drawing.find_all(["path", "line", "polyline", "polygon", "rect", "circle", "use"]):
        if each.find_parent(["defs", "clippath", "pattern"]) or each.has_attr("transform"):
            continue
        stroke, fill = (_colour(each, name) for name in ("stroke", "fill"))
        path = _path(each)
        if path and each.name in ("use", "circle"):
            if colour := stroke or fill:
                yield _Stroke("dot", colour, path)
        elif path and fill:
            yield _Stroke("area", fill, path)
        elif path and stroke:
            yield _Stroke("stroke", stroke, path)


def _colour(element: "Tag", name: str) -> str:
    """The colour of an element, its own or that of what contains it; empty where it is of the frame, or none."""
    holder: Tag | None = element
    while holder is not None and not holder.has_attr(name):
        holder = holder.parent
    found = _COLOUR.fullmatch(str(holder[name])) if holder is not None else None
    return found[1] if found and found[1] not in _FRAME else ""


def _path(each: "Tag") -> str:
    """An element as a path, in whole units of the sheet."""

    def at(*names: str) -> list[str]:
        return [_whole(str(each.get(name, "0"))) for name in names]

    match each.name:
        case "path":
            return re.sub(r"\s*([A-Za-z])\s*", r"\1", _whole(" ".join(str(each.get("d", "")).split())))
        case "line":
            return "M{} {}L{} {}".format(*at("x1", "y1", "x2", "y2"))
        case "rect":
            x, y, width, height = map(int, at("x", "y", "width", "height"))
            return f"M{x} {y}L{x + width} {y}L{x + width} {y + height}L{x} {y + height}Z"
        case "circle" | "use":
            return "M{0} {1}L{0} {1}".format(*at("cx", "cy") if each.name == "circle" else at("x", "y"))
    points = _whole(str(each.get("points", ""))).replace(",", " ").split()
    corners = "L".join(" ".join(pair) for pair in zip(points[::2], points[1::2], strict=False))
    return f"M{corners}{'Z' if each.name == 'polygon' else ''}" if corners else ""


def _whole(text: str) -> str:
    return _NUMBER.sub(lambda number: f"{round(float(number[0]))}", text)


def _joined(strokes: Iterable[_Stroke]) -> Iterator[_Stroke]:
    """Neighbours of one kind and colour as one path."""
    last: _Stroke | None = None
    for each in strokes:
        if last and each[:2] == last[:2]:
            last = last._replace(path=last.path + each.path)
        else:
            if last:
                yield last
            last = each
    if last:
        yield last


def _box(strokes: list[_Stroke], drawing: "Tag") -> str:
    """What the drawing reaches of its sheet, which is all of it where a path does not tell."""
    left, top, width, height = map(float, str(drawing.get("viewbox", "0 0 340 260")).split())
    if all(_CORNERS.fullmatch(each.path) for each in strokes):
        numbers = [float(number) for each in strokes for number in _NUMBER.findall(each.path)]
        across, down = numbers[::2], numbers[1::2]
        right, foot = min(left + width, max(across) + _MARGIN), min(top + height, max(down) + _MARGIN)
        left, top = max(left, min(across) - _MARGIN), max(top, min(down) - _MARGIN)
        width, height = right - left, foot - top
    return f"{left:g} {top:g} {max(width, 1):g} {max(height, 1):g}"
