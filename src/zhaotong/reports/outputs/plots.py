"""Charts drawn inside a page: kept apart while the rest is cleaned and arranged, each by a list of what it may hold."""

import re

import nh3

_PLOT = re.compile(r'<svg class="plot[ "].*?</svg>', re.DOTALL)
_PLACE = re.compile(r'<i [^>]*\bdata-plot="(\d+)"[^>]*>[^<]*</i>')
_START = re.compile(r'<svg (class="[^"]*").*?(aria-label="[^"]*").*?>')
_AWAY = re.compile(r"url\((?!#)", re.IGNORECASE)
_EMPTY = re.compile(r"></(?:path|use|rect)>")
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
_TAGS = {"svg", "g", "path", "text", "rect", "use", "defs", "clipPath", "pattern"}  # all that a drawing of ours is of
_ATTRIBUTES = {
    *("class", "viewBox", "role", "aria-label", "id", "href", "clip-path", "transform", "patternUnits"),
    *("d", "x", "y", "width", "height", "fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-width"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-opacity"),
    *("text-anchor", "font-size", "textLength"),
}


class Plots:
    """The charts of a page; each leaves its place, where it is put back when all else is done.

    A place says what the chart says, its texts and the one that stands for it, to all that reads the page meanwhile.
    """

    def __init__(self) -> None:
        self._drawn: list[str] = []

    def take_out(self, html: str) -> str:
        """A piece of HTML with the places of its charts."""
        return _PLOT.sub(self._place, html) if 'class="plot' in html else html

    def _place(self, found: re.Match[str]) -> str:
        drawn = nh3.clean(found[0], tags=_TAGS, attributes={"*": _ATTRIBUTES}, attribute_filter=_within, link_rel=None)
        drawn = _EMPTY.sub("/>", drawn)
        start = _START.match(found[0])
        if start is None:
            return ""  # a drawing that only looks like one of ours
        self._drawn.append(drawn)
        texts = "".join(f"{text} " for text in _TEXT.findall(drawn))
        return f'<i {start[1]} {start[2]} data-plot="{len(self._drawn) - 1}">{texts}</i>'

    def put_back(self, html: str) -> str:
        """The page with its charts."""
        return _PLACE.sub(lambda place: self._drawn[int(place[1])] if int(place[1]) < len(self._drawn) else "", html)


def _within(_tag: str, name: str, value: str) -> str | None:
    """The value of an attribute; None for an address that leads out of the drawing."""
    if name == "href":
        return value if value.startswith("#") else None
    return None if _AWAY.search(value) else value
