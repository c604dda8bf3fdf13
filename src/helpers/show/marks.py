"""The marks of numbers where they are shown: buttons that open where a number comes from, without a script.

All marks of which the same is to be said share one popover, and so do those of a line of a long table. A page gets its
own when all that it shows is known; what a cell shows in JupyterLab brings its own along.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache, partial
from hashlib import sha256

from markupsafe import Markup

from helpers.figures.observations import Observations, load_observations
from helpers.figures.paths import data_folder, digest_of
from helpers.show.medium import in_page, own_style
from helpers.show.origins import PLACED, Origins, Place, popover
from helpers.text.citations import linked

_MANY = 60  # marks of a table, above which those of a line share a popover: a page must stay light
_MARK = re.compile(r'<a class="mark" data-rows="(?P<rows>\d{1,9}(?:,\d{1,9})*)">(?P<text>.*?)</a>', re.DOTALL)
# A number with the signs that stand at it, from which a browser would part a button at the end of a line.
_BUTTON = "<button class=mark[^>]*>[^<]*</button>"
_AT = re.compile(f"[(（“‘]?{_BUTTON}[)）”’.,;:%。，、；：]+|[(（“‘]{_BUTTON}")
_TABLE, _LINE = re.compile("(<table.*?</table>)", re.DOTALL), re.compile("(?<=</tr>)")


def live(html: str) -> Markup:
    """What a cell shows, with its marks open to a click; a page turns those of all its cells into buttons itself."""
    html = linked(html)
    if in_page() or not _MARK.search(html):
        return html
    observations = observations_shown()
    prefix = f"o{sha256(html.encode()).hexdigest()[:8]}-"  # one document has many outputs, and equal runs equal ones
    shown, popovers = with_origins(html, observations, prefix)
    return own_style("mark") + shown + popovers


def observations_shown() -> Observations:
    """All figures, for what shows them and changes nothing: one for all outputs, until the data folder changes."""
    return _observations(digest_of(data_folder()))


@lru_cache(maxsize=1)
def _observations(_content: str) -> Observations:
    return load_observations()


def with_origins(
    html: str, observations: Observations, prefix: str, addresses: Collection[str] = ()
) -> tuple[Markup, Markup]:
    """HTML with its marks as buttons, and the popovers that these open; a mark of no figure of ours is its text alone.

    Parameters
    ----------
    prefix
        What the ids of the popovers begin with.
    addresses
        The ids of the page, among which are those of its entries of figures and publications.
    """
    html = str(html)
    origins = Origins(observations, {row for mark in _MARK.finditer(html) for row in _rows(mark)}, addresses)
    names: dict[tuple[frozenset[int], Place], str] = {}
    bodies: dict[Markup, str] = {}  # what popovers say, each with the name of the one that says it

    def button(line: frozenset[int], in_table: bool, mark: re.Match) -> str:
        rows = _rows(mark)
        if not origins.has(rows):
            return mark["text"]
        own = Place.TABLE if in_table and (len(rows) > PLACED or (rows, Place.TEXT) not in names) else Place.TEXT
        key = (line, Place.LINE) if rows <= line else (rows, own)
        if key not in names:
            names[key] = bodies.setdefault(origins.said(*key), f"{prefix}{len(bodies) + 1}")
        name = names[key]
        return f"<button class=mark popovertarget={name}>{mark['text']}</button>"

    parts = (
        (_MARK.sub(partial(button, line, in_table), part), in_table) for part, line, in_table in _parts(html, origins)
    )
    shown = "".join(part if in_table else _AT.sub(r"<span class=kept>\g<0></span>", part) for part, in_table in parts)
    popovers = (popover(name, said) for said, name in bodies.items())
    return Markup(shown), Markup("").join(popovers)


def _parts(html: str, origins: Origins) -> Iterator[tuple[str, frozenset[int], bool]]:
    """HTML in parts, each with the rows for which its marks share a popover, and whether it is of a table.

    They share those of a line of a long table.
    """
    for table in _TABLE.split(html):  # what stands between tables, and tables, by turns
        in_table = table.startswith("<table")
        is_long = in_table and len(_MARK.findall(table)) > _MANY
        for line in _LINE.split(table) if is_long else [table]:
            marks = {rows for rows in map(_rows, _MARK.finditer(line)) if len(rows) <= PLACED and origins.has(rows)}
            yield line, frozenset().union(*marks) if is_long and len(marks) > 1 else frozenset(), in_table


def _rows(mark: re.Match) -> frozenset[int]:
    return frozenset(map(int, mark["rows"].split(",")))
