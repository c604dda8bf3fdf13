"""The marks of a page: on the screen each says where its number comes from, on paper each paragraph does."""

import re

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from helpers.figures.observations import Observations
from helpers.figures.sources import Source
from helpers.show.marks import with_origins
from helpers.show.origins import publication, vintage
from helpers.text.language import _

_NOTED = {"p", "li", "figcaption", "dl", "table", "h1", "h2", "h3"}  # what has one note on paper for all its marks
_LINK = re.compile("</?a[^>]*>")
_ROW = re.compile(r"\d{1,9}")
_NAMED = 6  # publications that a note names; of more it says how many


def open_marks(soup: BeautifulSoup, observations: Observations) -> str:
    """A page that is whole but for its marks, with what these open when they are clicked."""
    addresses = {str(each["id"]) for each in soup.find_all(id=True)}
    prefix = "f"
    while any(each.startswith(prefix) for each in addresses):  # somebody's notebook has names of its own
        prefix += "f"
    html, popovers = with_origins(str(soup), observations, prefix, addresses)
    before, end, after = str(html).rpartition("</main>")
    return f"{before}{popovers}{end}{after}"


def add_notes(soup: BeautifulSoup, observations: Observations) -> None:
    """For paper, number what has marks by the publications it rests on, and say these before the sources of the page.

    A mark in what is clicked for something else gives way.
    """
    marks = soup.find_all("a", class_="mark", attrs={"data-rows": True})
    for mark in marks:
        if any(each.name in ("summary", "a") for each in mark.parents):
            mark.unwrap()
    for table in soup.find_all("table"):
        del table["data-rows"]  # its marks say them
    parts: dict[int, tuple[Tag, set[int]]] = {}
    for mark in marks:
        if mark.parent is not None and (part := _part_of(mark)):
            parts.setdefault(id(part), (part, set()))[1].update(map(int, _ROW.findall(str(mark["data-rows"]))))
    every = sorted(set().union(*(rows for _part, rows in parts.values())))
    sources = observations.figures["source"].reindex(every).dropna().to_dict()
    numbers: dict[Markup, int] = {}
    for part, rows in parts.values():
        codes = dict.fromkeys(sources[row] for row in sorted(rows) if row in sources)
        if codes:
            number = numbers.setdefault(_words(list(map(observations.source, codes))), len(numbers) + 1)
            part["data-note"] = _("note %(number)s") % {"number": number} if part.name == "dl" else str(number)
    if numbers:
        notes = Markup("").join(map(Markup("<li>{}</li>").format, numbers))
        section = Markup('<div class="notes"><p><strong>{}</strong></p><ol>{}</ol></div>').format(_("Notes"), notes)
        made = BeautifulSoup(section, "html.parser")  # none of the contents: on the screen it is not there
        before = next((each for each in soup.find_all("h2") if each.get_text() == _("Sources")), None)
        if before is not None:
            before.insert_before(made)
        elif soup.main is not None:
            soup.main.append(made)


def _part_of(mark: Tag) -> Tag | None:
    """What has a note for a mark; of a table its caption, of one that is folded below a drawing the drawing's."""
    part = next((each for each in mark.parents if each.name in _NOTED), None)
    if part is None or part.name != "table":
        return part
    folded = part.find_parent("details")
    if folded is None:
        return part.caption
    drawing = folded.find_previous_sibling()
    if drawing is None or drawing.name != "figure":
        return None
    return drawing.figcaption or next(iter(drawing.find_all("p")[-1:]), None)


def _words(sources: list[Source]) -> Markup:
    """What a note says: the publications, most reliable first, the editions of one together."""
    editions: dict[tuple[str, str], list[Source]] = {}
    for source in sorted(sources, key=lambda each: each.rank):
        editions.setdefault(source.publication, []).append(source)
    words = list(map(_edition, editions.values()))
    more = [Markup(_("… and %(n)s more")) % {"n": len(words) - _NAMED}] if len(words) > _NAMED else []
    return Markup(_("; ")).join(words[:_NAMED] + more)


def _edition(sources: list[Source]) -> Markup:
    """A publication, as of when its figures are; nothing leads on from paper."""
    said, known = Markup(_LINK.sub("", publication(sources, shortly=True))), vintage(sources)
    return Markup(_("%(publication)s, %(vintage)s")) % {"publication": said, "vintage": known} if known else said
