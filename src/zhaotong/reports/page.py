"""Export an executed notebook to one HTML page: in one language, without code, with contents, a title and a date."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter

from helpers.show.table import Table
from helpers.text.citations import say
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, language_in_use
from zhaotong.reports.formats import PageFacts
from zhaotong.reports.glossary import add_glossary
from zhaotong.reports.outputs.render import Rendering
from zhaotong.reports.policy import STYLE, TEMPLATE, policy
from zhaotong.runs.journal import Place

_LAB = "lab"  # the tag of cells that say how to use the notebook
_HTML = "html"  # where in the metadata of a cell its part of the page waits
# Numbers, charts, and sentences that belong to the answer go before the introduction with the finding that they follow.
_ANSWER = "dl, figure, details, p.answer, ul.points"
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|(?<=[。！？])")


@dataclass(frozen=True)
class Page:
    """A page and what it says first.

    Attributes
    ----------
    finding
        The first sentence after its title, for a notebook that states none.
    """

    html: str
    finding: str


def made_words(time: str, made: str, version: str) -> Markup:
    """When and with which version a page was made; the time is marked up: nothing else differs between equal runs."""
    stamp = Markup('<time datetime="{}">{}</time>').format(time, made)
    return say(_("Made on %(made)s with %(version)s."), made=stamp, version=version)


class UnshowableError(Exception):
    """A cell shows something that cannot be put into a page.

    Attributes
    ----------
    place
        The cell.
    reason
        Why, as the library says that failed.
    """

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason


def write_page(
    executed: nbformat.NotebookNode,
    page_facts: PageFacts,
    show_code: bool = False,
    folder: Path | None = None,
    appended: Iterable[Table] = (),
) -> Page:
    """The page of an executed notebook, in the language in use.

    Parameters
    ----------
    folder
        Where the notebook stands, and the pictures that its prose names.
    appended
        Tables that follow its last cell.

    Raises
    ------
    UnshowableError
        A cell shows something that cannot be shown.
    """
    node, rendering = keep_language(executed, language_in_use()), Rendering(folder)
    _render(node, rendering)
    style = STYLE + rendering.style
    page = {
        "html_language": HTML_LANGUAGE[language_in_use()],
        "policy": policy(style),
        "style": style,
        "title": _title(page_facts),
        "dateline": _dateline(page_facts),
        "notes": page_facts.notes,
        "made": made_words(page_facts.time, page_facts.made, page_facts.version),
        "command": page_facts.command,
        "show_code": show_code,
        "appended": [table.html for table in appended],
        "words": {
            "skip": _("Skip to the report"),
            "again": _("The command that makes this report again:"),
            "code": _("Code"),
        },
    }
    html, _resources = exporter().from_notebook_node(node, resources={"page": page})
    soup = BeautifulSoup(html, "html.parser")
    _arrange(soup, page_facts.question)
    return Page(str(soup), _first_sentence(soup))


def _title(page_facts: PageFacts) -> str:
    """The question with region and window, as far as it does not name them itself."""
    if page_facts.names_places:
        return " · ".join(filter(None, [page_facts.question, page_facts.window]))
    if page_facts.region and page_facts.window:
        return _("%(region)s, %(window)s: %(question)s") % vars(page_facts)
    return (
        _("%(name)s: %(text)s") % {"name": page_facts.region, "text": page_facts.question}
        if page_facts.region
        else page_facts.question
    )


def _dateline(page_facts: PageFacts) -> str:
    """Region, window and how new its figures are; the vintage of all figures where they are of no one region."""
    newest = page_facts.vintage and _("data of %(vintage)s or earlier") % vars(page_facts)
    if page_facts.newest:
        newest = _("latest figure of %(region)s: %(newest)s") % vars(page_facts)
    return " · ".join(filter(None, [page_facts.region, page_facts.window, newest]))


def _render(node: nbformat.NotebookNode, rendering: Rendering) -> None:
    """Put into each cell what the page has of it."""
    for index, cell in enumerate(node.cells):
        try:
            cell.metadata[_HTML] = rendering.render(cell)
        except Exception as error:  # a broken picture, a table that no parser reads
            raise UnshowableError(Place.of(node.cells, index), f"{type(error).__name__}: {error}") from error


@cache
def exporter() -> HTMLExporter:
    """The exporter of pages; its template is read and compiled once in a process and in those forked from it."""
    made = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATE)], exclude_anchor_links=True)
    blank = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 1"), nbformat.v4.new_code_cell("1")])
    _render(blank, Rendering())
    made.from_notebook_node(blank, resources={"page": {"words": {}, "appended": []}})
    return made


def keep_language(node: nbformat.NotebookNode, language: str) -> nbformat.NotebookNode:
    """A copy of the notebook without the prose of other languages, and without cells on the use of JupyterLab."""
    kept = nbformat.from_dict(node)
    others = set(LANGUAGES) - {language} | {_LAB}
    kept.cells = [cell for cell in kept.cells if not others & set(cell.metadata.get("tags", []))]
    return kept


def _arrange(soup: BeautifulSoup, title: str) -> None:
    """One title, the answer first, and contents before the first section; addresses stay from run to run."""
    main = _first(soup, "main")
    stated = main.select_one("h1.title")
    if stated is not None:  # the question with the names of its places
        stated.extract()
    titles: list[Tag] = list(main.select("h1"))
    if not titles:
        heading = soup.new_tag("h1")
        heading.string = title
        main.insert(0, heading)
        titles = [heading]
    if stated is not None:
        titles[0].string = stated.get_text()
    titles[0]["id"] = "top"
    if len(titles) > 1:  # chapters: a page has one title
        for heading in titles[0].find_all_next(["h1", "h2", "h3", "h4", "h5"]):
            heading.name = f"h{int(heading.name[1]) + 1}"
    in_sections = main.h2 is not None
    add_glossary(soup, main)
    if in_sections:
        headings = main.select("h2")
        headings[0].insert_before(_contents(soup, headings))
    finding = main.select_one(".finding")
    if finding is not None and finding in titles[0].find_next_siblings():
        introduction = list(takewhile(lambda part: part is not finding, titles[0].find_next_siblings()))
        answer = [finding, *takewhile(lambda part: part.css.match(_ANSWER), finding.find_next_siblings())]
        answer[-1].insert_after(*introduction)


def _first_sentence(soup: BeautifulSoup) -> str:
    """The first sentence of the first paragraph after the title."""
    for paragraph in _first(soup, "main h1").find_all_next("p"):
        if paragraph.find_parent(["footer", "figure", "table", "details", "nav"]) is None:
            text = " ".join(paragraph.get_text().split())
            if text:
                return _SENTENCE.split(text)[0].strip()
    return ""


def _first(soup: BeautifulSoup, selector: str) -> Tag:
    """The first element of a page that a selector finds.

    Raises
    ------
    ValueError
        There is none.
    """
    if found := soup.select_one(selector):
        return found
    raise ValueError(f"the page has no {selector}")


def _contents(soup: BeautifulSoup, headings: list[Tag]) -> Tag:
    """A list of links to the sections, which are numbered in their order."""
    contents = soup.new_tag("ol")
    for number, heading in enumerate(headings, start=1):
        heading["id"] = f"s{number}"
        link = soup.new_tag("a", href=f"#s{number}")
        link.string = heading.get_text()
        item = soup.new_tag("li")
        item.append(link)
        contents.append(item)
    navigation = soup.new_tag("nav")
    navigation["aria-label"] = _("Contents")
    navigation.append(contents)
    return navigation
