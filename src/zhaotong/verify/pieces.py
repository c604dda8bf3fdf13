"""A finished page, piece by piece: its parts, what opens where a number is clicked, and how each of them is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.element import PreformattedString

from zhaotong.reports.parts import CITATION, DATE, MADE, TITLE, Part, is_beside, parts_of
from zhaotong.reports.proof import ADDRESS

ORIGIN = "origin"  # what opens where a number is clicked
_ADDED = {"tbody"}  # what browsers put in that save a page


@dataclass(frozen=True)
class Piece:
    """A piece of a page.

    Attributes
    ----------
    kind
        That of its part, or ORIGIN.
    digest
        Of what it says.
    name
        By which it is told to a reader.
    times
        When the page was made, as the piece says it, which is no part of its digest.
    shown
        Its tags with their attributes, and those around it: how it is shown, and where its links lead.
    element
        Where it stands; None for what stands in several places.
    """

    kind: str
    digest: str
    name: str
    times: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    element: Tag | None = field(default=None, compare=False)


def parsed(html: str) -> BeautifulSoup:
    """A page as it is to be compared: without links to what stands beside it, which come and go."""
    page = BeautifulSoup(html.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), "html.parser")
    for each in page.find_all(["nav", "link", "meta"]):
        if is_beside(each):
            each.decompose()
    return page


def foot_of(html: str) -> str:
    """A page without all that stands above its foot: what it states of its making, its command and its language."""
    start, foot = re.match(r"[^<]*(<!doctype[^>]*>)?\s*<html[^>]*>", html, re.IGNORECASE), html.rfind("<footer")
    return f"{start[0]}<body>{html[foot:]}" if start and foot >= 0 else html


def pieces_of(page: BeautifulSoup) -> list[Piece]:
    """The pieces of a page in their order, and last what opens."""
    found = []
    for part in parts_of(page, ADDRESS):
        element = part.element if isinstance(part.element, Tag) else None
        shown = tuple(_shown(element)) if element else ()
        found.append(Piece(part.kind, part.digest, part.text, _times(page, part), shown, element))
    for each in page.find_all(popover=True):
        heading = each.find(["h2", "h3", "h4", "b", "strong", "dfn"])
        words = words_of(each)
        name = words_of(heading) if isinstance(heading, Tag) else words
        found.append(Piece(ORIGIN, words, name, (), tuple(_shown(each)), each))
    return found


def _times(page: BeautifulSoup, part: Part) -> tuple[str, ...]:
    """What a part says of the time at which the page was made."""
    if part.kind == TITLE:
        return tuple(str(tag.get("content")) for tag in page.find_all("meta", attrs={"name": DATE}))
    if part.kind in (MADE, CITATION) and isinstance(part.element, Tag):
        return tuple(time.get_text() for time in part.element.find_all("time"))
    return ()


def commands_in(page: BeautifulSoup) -> list[Tag]:
    """Where the foot of a page has the command that makes it again."""
    return [code for code in page.footer.find_all("code") if code.find_parent(class_="command")] if page.footer else []


def words_of(element: Tag) -> str:
    """The words of an element one after the other, however it is laid out and its paragraphs are closed."""
    return " ".join(" ".join(map(str, _strings(element))).split())


def whole(page: BeautifulSoup) -> list[str]:
    """All tags and all words of a page: what is equal in two of them leaves nothing that differs."""
    tags = [_tag(each) for each in page.find_all(True) if each.name not in _ADDED and not _is_stated(each)]
    return [*tags, *" ".join(map(str, _strings(page))).split()]


def _strings(element: Tag) -> Iterator[PageElement]:
    for each in element.descendants:
        said = isinstance(each, NavigableString) and not isinstance(each, PreformattedString)  # as comments are
        if said and not (each.parent and _is_stated(each.parent)):
            yield each


def _is_stated(element: Tag) -> bool:
    """Whether it is the block of what a page states, or what programs add that save a page."""
    return element.get("id") == ADDRESS or (
        element.name == "meta" and bool({"charset", "http-equiv"} & set(element.attrs))
    )


def _shown(element: Tag) -> Iterator[str]:
    around = [_tag(each) for each in element.parents if each.name not in (*_ADDED, "[document]")]
    yield from reversed(around)
    yield from (_tag(each) for each in [element, *element.find_all(True)] if each.name not in _ADDED)


def _tag(element: Tag) -> str:
    """The tag of an element, its attributes in one order and without the spaces that mean nothing."""
    said = (f' {name}="{" ".join(_value(element, name).split())}"' for name in sorted(element.attrs))
    return f"<{element.name}{''.join(said)}>"


def _value(element: Tag, name: str) -> str:
    value = element[name]
    return value if isinstance(value, str) else " ".join(value)
