"""What a text says, quoted: the sentence of a number, with the numbers in question marked, and nothing that it can do.

Whatever stands in a text is shown as it stands: no markup of it, no sign that hides or turns letters, and none of those
that lead to figures of ours.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from helpers.reading.document import Document, Paragraph, Place
from helpers.text.citations import cited
from helpers.text.language import HTML_LANGUAGE, _

_END = re.compile(r"[。！？；!?;]|\.(?=\s+[A-Z“\"])")
WIDE, NARROW = 80, 24  # letters that are shown on either side of the numbers
_HIDDEN = ("Cc", "Cf", "Co", "Cn", "Cs")  # categories of what cannot be seen
_BETWEEN = Markup(" … ")
_FIGURE = re.compile(r"(?<![A-Za-z0-9_.,&#])[+−-]?\d+(?:,\d{3})*(?P<decimals>\.\d+)?(?![\d.]*\d)(?=(?P<percent>%)?)")


def harmless(text: str) -> str:
    """A text of as many letters, none of which hides, turns others round, or is a mark of ours."""
    return "".join("\ufffd" if unicodedata.category(each) in _HIDDEN and each != "\t" else each for each in text)


def spoken(text: str | Markup, code: str) -> Markup:
    """Words of a text, of which a page must say in which language they are."""
    return Markup('<span lang="{}">{}</span>').format(HTML_LANGUAGE.get(code, code), text)


def quoted(
    document: Document, places: Iterable[Place], rows: Iterable[int], language: str, around: int = WIDE
) -> Markup:
    """The sentences of some numbers, one after the other, the numbers in bold and leading to the rows.

    Parameters
    ----------
    places
        Where the numbers stand, the one in question first.
    rows
        The rows of figures that it was held against.
    language
        That of the text.
    around
        How many letters are shown on either side of the numbers.
    """
    wanted: dict[tuple[int, int | None, int | None, int, int], list[Place]] = {}
    for place in dict.fromkeys(places):
        start, end = _sentence(document.text_at(place), place)
        wanted.setdefault((place.block, place.row, place.column, start, end), []).append(place)
    parts = []
    for (_block, _row, _column, *ends), inside in wanted.items():
        text = harmless(document.text_at(inside[0]))
        parts.append(_context(document, inside[0]) + _marked(text, ends, inside, tuple(rows), around))
    return spoken(_BETWEEN.join(parts), language)


def where(document: Document, *places: Place) -> str:
    """Where numbers stand: the lines, or tables."""
    return _(", ").join(dict.fromkeys(_place(document, each) for each in places))


def _place(document: Document, place: Place) -> str:
    block = document.blocks[place.block]
    if isinstance(block, Paragraph):
        return _("line %(line)s") % {"line": block.line}
    name = harmless(block.place or block.title)
    return _("table %(name)s") % {"name": name} if name else _("table in line %(line)s") % {"line": block.line}


def sentence_of(document: Document, *places: Place) -> str:
    """The sentences of some numbers as plain text, as much of them as is shown."""
    return str(quoted(document, places, (), "").striptags())


def _sentence(text: str, place: Place) -> tuple[int, int]:
    """Where the sentence of a number starts and ends."""
    ends = [found.end() for found in _END.finditer(text)]
    start = max((end for end in ends if end <= place.start), default=0)
    return start, min((end for end in ends if end >= place.end), default=len(text))


def _marked(text: str, ends: Iterable[int], places: list[Place], rows: tuple[int, ...], around: int) -> Markup:
    """A sentence with its numbers in bold; of a long one, what stands around them."""
    start, end = ends
    first, last = min(each.start for each in places), max(each.end for each in places)
    begin, stop = max(start, first - around), min(end, last + around)
    said, at = Markup("… " if begin > start else ""), begin
    for place in sorted(places, key=lambda each: each.start):
        number = cited(str(escape(text[place.start : place.end])), rows)
        said += escape(text[at : place.start].lstrip() if at == start else text[at : place.start])
        said += Markup("<b>{}</b>").format(Markup(number))
        at = place.end
    return said + escape(text[at:stop].rstrip()) + (Markup(" …") if stop < end else Markup(""))


def _context(document: Document, place: Place) -> Markup:
    """What a cell of a table is of: the first cell of its row, and that of its column."""
    block = document.blocks[place.block]
    if isinstance(block, Paragraph) or place.row is None or place.column is None:
        return Markup("")
    heads = [block.rows[place.row][0] if place.column else "", block.rows[0][place.column] if place.row else ""]
    return Markup("").join(Markup("{} · ").format(harmless(each)) for each in heads if each.strip())


def with_marks(said: str, rows: Mapping[int, str]) -> Markup:
    """A sentence on a claim, its numbers leading to the figures that it was held against.

    Parameters
    ----------
    rows
        Of each row its printed digits: a number that is printed so leads to it alone, any other to all of them.
    """
    if not rows:
        return escape(harmless(said))

    def mark(found: re.Match[str]) -> str:
        digits = found[0].replace(",", "").lstrip("+−-")
        own = [row for row, printed in rows.items() if printed.lstrip("-") == digits]
        is_figure = own or found["decimals"] or "," in found[0] or found["percent"]
        return cited(found[0], own or rows) if is_figure else found[0]

    return Markup(_FIGURE.sub(mark, str(escape(harmless(said)))))


def line_of(document: Document, place: Place) -> int:
    """The line of a number: of one in a table, that of the table's first."""
    return document.blocks[place.block].line
