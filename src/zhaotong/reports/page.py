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
from nbconvert.exporters import TemplateExporter

from helpers.figures.observations import Observations
from helpers.show.frame import tell_apart
from helpers.show.sources import SourceCards
from helpers.show.table import Table
from helpers.text.citations import say
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, language_in_use
from zhaotong.reports.citation import bibtex, citation
from zhaotong.reports.formats import PageFacts
from zhaotong.reports.glossary import add_glossary
from zhaotong.reports.head import ICON, PAPER, describe
from zhaotong.reports.marks import add_notes, open_marks
from zhaotong.reports.outputs.plots import Plots
from zhaotong.reports.outputs.render import Rendering
from zhaotong.reports.paper import sheet_heads
from zhaotong.reports.policy import STYLE, TEMPLATE, policy
from zhaotong.runs.journal import Place

_LAB = "lab"  # the tag of cells that say how to use the notebook
_HTML = "html"  # where in the metadata of a cell its part of the page waits
# Numbers, charts, and sentences that belong to the answer go before the introduction with the finding that they follow.
_ANSWER = {"dl": "", "figure": "", "details": "", "p": "answer", "ul": "points"}  # by their names, and classes
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|(?<=[。！？])")


@dataclass(frozen=True)
class Page:
    """A page and what it says first.

    Attributes
    ----------
    finding
        What its notebook states as such, or else the first sentence after its title.
    plots
        Its charts, for which it has places.
    observations
        The figures that its marks lead to.
    """

    soup: BeautifulSoup
    finding: str
    plots: Plots
    observations: Observations

    @property
    def html(self) -> str:
        return self.plots.put_back(tell_apart(open_marks(self.soup, self.observations)))


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
    observations: Observations,
    show_code: bool = False,
    folder: Path | None = None,
    appended: Iterable[SourceCards | Table] = (),
) -> Page:
    """The page of an executed notebook, in the language in use.

    Parameters
    ----------
    observations
        The figures that its marks lead to.
    folder
        Where the notebook stands, and the pictures that its prose names.
    appended
        Sources and tables that follow its last cell.

    Raises
    ------
    UnshowableError
        A cell shows something that cannot be shown.
    """
    rendering = Rendering(folder)
    node = _rendered(executed, language_in_use(), rendering)
    title, dateline = _title(page_facts), _dateline(page_facts)
    style = STYLE + rendering.style + sheet_heads(title, dateline)
    page = {
        "html_language": HTML_LANGUAGE[language_in_use()],
        "policy": policy(style),
        "style": style,
        "title": title,
        "icon": ICON,
        "paper": PAPER,
        "dateline": dateline,
        "notes": page_facts.notes,
        "made": made_words(page_facts.time, page_facts.made, page_facts.version),
        "citation": citation(page_facts, title),
        "bibtex": bibtex(page_facts, title),
        "download": page_facts.download,
        "command": page_facts.command,
        "show_code": show_code,
        "appended": [part.html for part in appended],
        "words": {
            "skip": _("Skip to the report"),
            "again": _("The command that makes this report again:"),
            "code": _("Code"),
            "cite": _("Cite as"),
            "take": _("The figures used and their sources, as CSV"),
        },
    }
    html, _resources = exporter().from_notebook_node(node, resources={"page": page})
    soup = BeautifulSoup(html, "html.parser")
    for picture in soup.find_all("img", alt=False):
        picture["alt"] = _("Picture without a description")
    _arrange(soup, page_facts.question)
    finding = page_facts.finding or _first_sentence(soup)
    describe(soup, page_facts, title, finding)
    add_notes(soup, observations)
    return Page(soup, finding, rendering.plots, observations)


def _title(page_facts: PageFacts) -> str:
    """The question with region and window, as far as it does not name them itself."""
    if page_facts.names_places:
        return " · ".join(filter(None, [page_facts.question, page_facts.window]))
    if page_facts.region and page_facts.window:
        return _("%(region)s, %(window)s: %(question)s") % vars(page_facts)
    return page_facts.heading


def _dateline(page_facts: PageFacts) -> str:
    """Region, window and how new its figures are; the vintage of all figures where they are of no one region."""
    newest = page_facts.vintage and _("data of %(vintage)s or earlier") % vars(page_facts)
    if page_facts.newest:
        newest = _("latest figure of %(region)s: %(newest)s") % vars(page_facts)
    return " · ".join(filter(None, [page_facts.region, page_facts.window, newest]))


def _rendered(node: nbformat.NotebookNode, language: str, rendering: Rendering) -> nbformat.NotebookNode:
    """A notebook of what the page has of each cell, those aside in another language or on the use of JupyterLab."""
    others = set(LANGUAGES) - {language} | {_LAB}
    cells = [cell for cell in node.cells if not others & set(cell.metadata.get("tags", []))]
    made = []
    for index, cell in enumerate(cells):
        try:
            html = rendering.render(cell)
        except Exception as error:  # a broken picture, a table that no parser reads
            raise UnshowableError(Place.of(cells, index), f"{type(error).__name__}: {error}") from error
        light = {**cell, "metadata": {_HTML: html}}
        if cell.get("outputs"):  # nbconvert, which copies and checks a notebook more than once, need not have them
            light["outputs"] = [nbformat.v4.new_output("stream")]
        made.append(light)
    return nbformat.from_dict({**node, "cells": made, "metadata": {}})


@cache
def exporter() -> TemplateExporter:
    """The exporter of pages; its template is read and compiled once in a process and in those forked from it.

    nbconvert's own of HTML parses each page and writes it out again, to describe pictures, which is done before.
    """
    folders = [str(TEMPLATE)]
    made = TemplateExporter(template_name="report", template_file="index.html.j2", extra_template_basedirs=folders)
    blank = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 1"), nbformat.v4.new_code_cell("1")])
    made.from_notebook_node(_rendered(blank, "en", Rendering()), resources={"page": {"words": {}, "appended": []}})
    return made


def _arrange(soup: BeautifulSoup, title: str) -> None:
    """One title, the answer first, and contents before the first section; addresses stay from run to run."""
    main = _first(soup, "main")
    stated = main.find("h1", class_="title")
    if stated is not None:  # the question with the names of its places
        stated.extract()
    titles: list[Tag] = main.find_all("h1")
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
        headings = main.find_all("h2")
        headings[0].insert_before(_contents(soup, headings))
    finding = main.find(class_="finding")
    if finding is not None and finding in titles[0].find_next_siblings():
        introduction = list(takewhile(lambda part: part is not finding, titles[0].find_next_siblings()))
        answer = [finding, *takewhile(_is_answer, finding.find_next_siblings())]
        answer[-1].insert_after(*introduction)


def _is_answer(part: Tag) -> bool:
    of_class = _ANSWER.get(part.name)
    return of_class is not None and (not of_class or of_class in part.get_attribute_list("class"))


def _first_sentence(soup: BeautifulSoup) -> str:
    """The first sentence of the first paragraph after the title."""
    for paragraph in _first(_first(soup, "main"), "h1").find_all_next("p"):
        if paragraph.find_parent(["footer", "figure", "table", "details", "nav"]) is None:
            text = " ".join(paragraph.get_text().split())
            if text:
                return _SENTENCE.split(text)[0].strip()
    return ""


def _first(part: Tag, name: str) -> Tag:
    """The first element of a name in a part of a page.

    Raises
    ------
    ValueError
        There is none.
    """
    if found := part.find(name):
        return found
    raise ValueError(f"the page has no {name}")


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
