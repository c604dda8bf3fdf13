"""The parts of a page, by what a reader reads: each sentence, table, chart, source and file, with a digest of its text.

A digest depends on what is said, never on how: not on marks, popovers, classes, or the lines of a drawing. The styles
of a page, by which text could be hidden, and whatever a browser would run are parts of their own.
"""

from collections.abc import Container, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

SENTENCE, TABLE, CHART, SOURCE, FILE = "sentence", "table", "chart", "source", "file"
CITATION, COMMAND, MADE, TITLE = "citation", "command", "made", "title"
LOOK, ACTIVE = "look", "active"
DATE = "citation_publication_date"  # the name of the tag that tells programs when a page was made
_LETTERS = 24  # of a digest: 96 bits
_SILENT = {"nav", "script", "style", "template"}
_FRAMES = {"section", "div", "ul", "ol", "dl", "header", "main", "footer"}  # what is in them are parts of their own
_ENDING_WORDS = {"p", "li", "dt", "br", "div", "th", "td", "summary", "caption", "text", "h2", "h3", "h4", "h5", "h6"}
_BESIDE = "beside"  # the class of links to what stands beside a page, which come and go
_RUNS = {"script", "iframe", "object", "embed", "applet", "base", "form"}
_HARMLESS = "content-type"  # what programs add that save a page


class Part(NamedTuple):
    """A part of a page.

    Attributes
    ----------
    text
        What names it to a reader: the caption of a table, the text of a chart, the sentences themselves.
    element
        Where it stands; None for what stands in several places.
    """

    kind: str
    digest: str
    text: str
    element: PageElement | None = None


def parts_of(page: BeautifulSoup, block: str = "") -> list[Part]:
    """The parts of a page in their order: all that it says, the files that it carries, its styles, and what runs.

    Parameters
    ----------
    block
        The address of the script that is no part, since it states the others.
    """
    parts: list[Part] = []
    data_of_chart = None
    for part in _split(page.body) if page.body else ():
        if part is data_of_chart:
            continue
        data_of_chart = None
        if isinstance(part, Tag) and _is_chart(part):
            data_of_chart = None if part.find("table") else _table_behind(part)
            parts.append(_chart(part, data_of_chart))
        elif isinstance(part, Tag) and _is_source(part):
            parts.append(_part(SOURCE, part, said_in(part), *_links(part), *cells_of(part)))
        elif isinstance(part, Tag) and (table := part if part.name == "table" else part.find("table")):
            parts.append(_table(part, table))
        elif text := said_in(part):
            parts.append(_in_words(part, text))
    tags = page.find_all(True)  # once: a selector would go through all of them again
    for link in tags:
        if link.name == "a" and link.has_attr("download") and link.find_parent("footer"):
            parts.append(_part(FILE, link, str(link["download"]), str(link.get("href"))))
    if page.title:
        parts.append(_title(page, page.title))
    parts += filter(None, [_look(tags)])
    active = (each for each in tags if _is_active(each) and not (block and each.get("id") == block))
    parts += [_part(ACTIVE, each, _tag(each), each.get_text()) for each in active]
    return parts


def _part(kind: str, element: PageElement | None, text: str, *more: str) -> Part:
    return Part(kind, sha256("\n".join([text, *more]).encode()).hexdigest()[:_LETTERS], text, element)


def _in_words(part: PageElement, text: str) -> Part:
    """A part of words alone; when the page was made is no word of it, so that equal runs give equal parts."""
    kind = _kind(part)
    said = text if kind == SENTENCE else _joined("".join(_texts(part, {"time"})))
    return _part(kind, part, said)._replace(text=text)


def _kind(part: PageElement) -> str:
    """That of a part which is neither chart, source nor table: the foot of a page has lines with a meaning."""
    if not isinstance(part, Tag) or not part.find_parent("footer"):
        return SENTENCE
    if {"cite", "bibtex"} & set(part.get_attribute_list("class")):
        return CITATION
    if part.name == "pre":
        return COMMAND
    return MADE if part.find("time") else SENTENCE


def _split(frame: Tag) -> Iterator[PageElement]:
    """What stands in a frame, frames inside of it taken apart as well."""
    for child in frame.children:
        if isinstance(child, Tag):
            if child.name == "nav" and not is_beside(child):
                yield child
            if is_silent(child):
                continue
            is_entry = child.name == "div" and frame.name == "dl"  # a term with its meaning
            if child.name in _FRAMES and not is_entry and "table" not in child.get_attribute_list("class"):
                yield from _split(child)
            else:
                yield child
        elif type(child) is NavigableString and child.strip():
            yield child


def is_silent(element: Tag) -> bool:
    """Whether it says nothing where it stands: what is opened, what a browser reads, and lists of links."""
    return element.name in _SILENT or element.has_attr("popover")


def is_beside(element: Tag) -> bool:
    """Whether it leads to what stands beside the page."""
    return _BESIDE in element.get_attribute_list("class")


def _is_chart(part: Tag) -> bool:
    return part.name in ("figure", "svg", "img") or part.find(["svg", "img"]) is not None


def _is_source(part: Tag) -> bool:
    """Whether it is a card of a publication, to which marks lead."""
    return part.name in ("article", "li", "details") and (
        any(str(each.get("id", "")).startswith("p-") for each in [part, *part.find_all(id=True)])
    )


def _table_behind(chart: Tag) -> Tag | None:
    """The folded numbers that follow a chart."""
    following = chart.find_next_sibling()
    return following if following and following.name == "details" and following.find("table") else None


def _chart(part: Tag, data: Tag | None) -> Part:
    pictures = [part] if part.name in ("svg", "img") else part.find_all(_is_picture)
    words = [_joined(str(each.get("alt") or each.get("aria-label") or "")) for each in pictures]
    alt = " ".join(dict.fromkeys(filter(None, words)))
    numbers = [said_in(data), *cells_of(data)] if data else []
    return _part(CHART, part, alt or said_in(part), said_in(part), *cells_of(part), *numbers)


def _is_picture(element: Tag) -> bool:
    """Whether it is a picture, or the place of one."""
    return element.name in ("svg", "img") or "plot" in element.get_attribute_list("class")


def _table(part: Tag, table: Tag) -> Part:
    name = said_in(table.caption or part.find("summary") or table)
    return _part(TABLE, part, name, said_in(part), *cells_of(part))


def _title(page: BeautifulSoup, title: Tag) -> Part:
    """What a page says to programs: its title, its language, what cards and lists of references take from it."""
    tags = [each for each in page.find_all("meta") if not is_beside(each) and each.get("name") != DATE]
    names = [str(each.get("name") or each.get("property") or "") for each in tags]
    words = [f"{name} {each.get('content')}" for name, each in zip(names, tags, strict=True) if name]
    language = str(page.html.get("lang", "")) if page.html else ""
    return _part(TITLE, None, said_in(title), language, *words)


def _look(tags: Iterable[Tag]) -> Part | None:
    """The styles of a page, and what hides or places an element by itself."""
    styles = []
    for each in tags:
        if each.name == "style":
            styles.append(_joined(each.get_text()))
        elif each.has_attr("style") or each.has_attr("hidden"):
            styles.append(f"{each.name} {each.get('style')} {each.has_attr('hidden')} {said_in(each)}")
    return _part(LOOK, None, "", *styles) if styles else None


def _is_active(element: Tag) -> bool:
    """Whether a browser runs, loads or obeys it."""
    if element.name == "meta":
        return element.has_attr("http-equiv") and str(element["http-equiv"]).lower() != _HARMLESS
    if element.name == "link":
        return "stylesheet" in element.get_attribute_list("rel")
    return element.name in _RUNS or any(name.startswith("on") for name in element.attrs)


def _tag(element: Tag) -> str:
    """The beginning of an element."""
    attributes = "".join(f' {name}="{element[name]}"' for name in sorted(element.attrs))
    return f"<{element.name}{attributes}>"


def _links(part: Tag) -> list[str]:
    """Where a source leads out of the page."""
    links = [str(link["href"]) for link in part.find_all("a", href=True)]
    return [link for link in links if not link.startswith("#")]


def cells_of(part: Tag) -> list[str]:
    """The cells of the tables in a part, each for itself, so that no digit can move into the next one."""
    return [said_in(each) for each in part.find_all(["th", "td"])]


def said_in(part: PageElement) -> str:
    """The text of a part without what pops up; a space between words, however they are laid out."""
    return _joined("".join(_texts(part)))


def _texts(part: PageElement, without: Container[str] = ()) -> Iterator[str]:
    if isinstance(part, Tag):
        for child in part.children:
            if not (isinstance(child, Tag) and (is_silent(child) or child.name in without)):
                yield from _texts(child, without)
        if part.name in _ENDING_WORDS:
            yield " "
    elif type(part) is NavigableString:
        yield str(part)


def _joined(text: str) -> str:
    return " ".join(text.split())
