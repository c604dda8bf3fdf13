"""From a number in a text to the figures it rests on: a mark that travels inside the text until it becomes a link.

A mark is the rows of data/observations.csv between characters that no text has (Unicode's private use), so that it
passes unharmed through translation, lists and escaping; the value of the number goes with them. What shows a mark as
HTML names its rows, what compares reports reads its value, everything else takes it away.
"""

import re
from collections.abc import Iterable
from math import isfinite

from markupsafe import Markup, escape

from helpers.text.language import Number

_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(
    f"{_START}(?P<rows>[0-9,]+)(?P<values>(?:;[-+.e0-9]+)*){_MIDDLE}(?P<text>[^{_START}{_END}]*){_END}(?P<percent>%?)"
)
_STRAY = re.compile(f"[{_START}{_MIDDLE}{_END}]")


def cited(text: str, rows: Iterable[int], *values: float) -> str:
    """The text with a mark that leads to these rows; a mark inside it gives way. Without rows it stays as it is.

    Parameters
    ----------
    values
        what the numbers in the text stand for; a text that is one number knows it
    """
    if isinstance(text, Number):
        values = (text.value,)
    ids = ",".join(str(row) for row in sorted(set(rows)))
    text = plain(str(text))
    known = "".join(f";{float(value)!r}" for value in values if isfinite(value))
    return f"{_START}{ids}{known}{_MIDDLE}{text}{_END}" if ids else text


def plain(text: str) -> str:
    """The text without its marks."""
    if text.isascii():
        return str(text)
    return _STRAY.sub("", _MARK.sub(r"\g<text>\g<percent>", text))


def rows_cited(text: str) -> set[int]:
    """The rows that the marks in a text lead to."""
    if text.isascii():
        return set()
    return {int(row) for mark in _MARK.finditer(text) for row in mark["rows"].split(",")}


def numbers_cited(text: str) -> tuple[tuple[float, ...], ...]:
    """Where in the text without its marks each number with a value starts and ends, and its value or values."""
    found, at, last = [], 0, 0
    for mark in _MARK.finditer(text):
        start = at + mark.start() - last
        end = start + len(mark["text"])
        if mark["values"]:
            found.append((start, end, *map(float, mark["values"].split(";")[1:])))
        at, last = end + len(mark["percent"]), mark.end()
    return tuple(found)


def linked(html: str) -> Markup:
    """Escaped text with its marks as elements that name their rows; a percent sign behind a mark joins it.

    Where it is shown they become buttons that say where the number comes from, see `helpers.show.origins`.
    """
    marked = r'<a class="mark" data-rows="\g<rows>">\g<text>\g<percent></a>'
    return Markup(_STRAY.sub("", _MARK.sub(marked, str(html))))


def link(title: str, url: str) -> Markup:
    """A title that leads to its publication, as far as that has an address; nothing else may become a link."""
    if not url.startswith(("https://", "http://")):
        return escape(title)
    return Markup('<a href="{}" rel="noreferrer">{}</a>').format(url, title)


def say(message: str, **values: object) -> Markup:
    """A message with values put in; names and digits that come from the data are escaped."""
    return Markup(message) % {name: escape(value) for name, value in values.items()}
