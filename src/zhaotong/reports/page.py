"""Export an executed notebook to one HTML page: in one language, without code, with contents, a title and a date."""

from functools import cache
from itertools import takewhile

import nbformat
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup
from nbconvert.exporters import HTMLExporter

from zhaotong.reports.formats import PageFacts
from zhaotong.reports.policy import STYLE, TEMPLATE, policy
from helpers.text.citations import say
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, use_language

_LAB = "lab"  # the tag of cells that say how to use the notebook
_ANSWER = ("dl", "figure", "details")  # numbers and charts that follow the finding go before the introduction with it


def made_words(time: str, made: str, version: str) -> Markup:
    """When and with which version a page was made; the time is marked up: nothing else differs between equal runs."""
    stamp = Markup('<time datetime="{}">{}</time>').format(time, made)
    return say(_("Made on %(made)s with %(version)s."), made=stamp, version=version)


def write_page(executed: nbformat.NotebookNode, language: str, page_facts: PageFacts, show_code: bool = False) -> str:
    """The page of an executed notebook."""
    use_language(language)
    node = keep_language(executed, language)
    page = {
        "html_language": HTML_LANGUAGE[language],
        "policy": policy(STYLE),
        "style": STYLE,
        "title": _("%(region)s, %(window)s: %(question)s") % vars(page_facts),
        "dateline": _("%(region)s · %(window)s · data of %(vintage)s or earlier") % vars(page_facts),
        "made": made_words(page_facts.time, page_facts.made, page_facts.version),
        "command": page_facts.command,
        "show_code": show_code,
        "words": {
            "skip": _("Skip to the report"),
            "again": _("The command that makes this report again:"),
            "code": _("Code"),
        },
    }
    html, _resources = exporter().from_notebook_node(node, resources={"page": page})
    return _arranged(html)


@cache
def exporter() -> HTMLExporter:
    """The exporter of pages; its template is read and compiled once in a process and in those forked from it."""
    made = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATE)], exclude_anchor_links=True)
    blank = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# 1"), nbformat.v4.new_code_cell("1")])
    made.from_notebook_node(blank, resources={"page": {"words": {}}})
    return made


def keep_language(node: nbformat.NotebookNode, language: str) -> nbformat.NotebookNode:
    """A copy of the notebook without the prose of other languages, and without cells on the use of JupyterLab."""
    kept = nbformat.from_dict(node)
    others = set(LANGUAGES) - {language} | {_LAB}
    kept.cells = [cell for cell in kept.cells if not others & set(cell.metadata.get("tags", []))]
    return kept


def _arranged(html: str) -> str:
    """The page with its answer first, and contents before its first section; addresses stay from run to run."""
    soup = BeautifulSoup(html, "html.parser")
    headings = soup.select("main h2")
    headings[0].insert_before(_contents(soup, headings))
    title, finding = (_first(soup, selector) for selector in ("main h1", "main .finding"))
    title["id"] = "top"
    introduction = list(takewhile(lambda part: part is not finding, title.find_next_siblings()))
    answer = [finding, *takewhile(lambda part: part.name in _ANSWER, finding.find_next_siblings())]
    answer[-1].insert_after(*introduction)
    return str(soup)


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
