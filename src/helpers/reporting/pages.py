"""From an executed notebook to one HTML page: one language, code away, contents, a face that says what it is."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from nbconvert.exporters import HTMLExporter

from helpers.language import HTML_LANGUAGE, LANGUAGES, _, use_language

TEMPLATE = Path(__file__).parent / "template"
STYLE = (TEMPLATE / "style.css").read_text(encoding="utf-8")
# Nothing is loaded and nothing runs; images are part of the page, and the one style is allowed by its hash.
POLICY = (
    "default-src 'none'; img-src data:; "
    f"style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Face:
    """What a report states of itself: what it is about, when and with what it was made, how to make it again."""

    region: str
    window: str
    vintage: str
    made: str
    version: str
    command: str


def write_page(executed: nbformat.NotebookNode, language: str, face: Face, show_code: bool = False) -> str:
    """The page of an executed notebook."""
    use_language(language)
    node = keep_language(executed, language)
    question = next(cell.source for cell in node.cells if cell.source.startswith("# ")).splitlines()[0]
    page = {
        "html_language": HTML_LANGUAGE[language],
        "policy": POLICY,
        "style": STYLE,
        "title": f"{face.region}, {face.window}: {question.removeprefix('# ')}",
        "dateline": _("%(region)s · %(window)s · data of %(vintage)s or earlier") % vars(face),
        "made": _("Made on %(made)s with %(version)s.") % vars(face),
        "command": face.command,
        "show_code": show_code,
        "words": {
            "skip": _("Skip to the report"),
            "again": _("The command that makes this report again:"),
            "code": _("Code"),
        },
    }
    exporter = HTMLExporter(template_name="report", extra_template_basedirs=[str(TEMPLATE)], exclude_anchor_links=True)
    html, _resources = exporter.from_notebook_node(node, resources={"page": page})
    return _with_contents(html)


def keep_language(node: nbformat.NotebookNode, language: str) -> nbformat.NotebookNode:
    """A copy of the notebook without the prose of other languages."""
    kept = nbformat.from_dict(node)
    others = set(LANGUAGES) - {language}
    kept.cells = [cell for cell in kept.cells if not others & set(cell.metadata.get("tags", []))]
    return kept


def _with_contents(html: str) -> str:
    """The page with a table of contents before its first section, and headings whose addresses stay from run to run."""
    soup = BeautifulSoup(html, "html.parser")
    contents = soup.new_tag("ol")
    headings = soup.main.find_all("h2")
    for number, heading in enumerate(headings, start=1):
        heading["id"] = f"s{number}"
        link = soup.new_tag("a", href=f"#s{number}")
        link.string = heading.get_text()
        item = soup.new_tag("li")
        item.append(link)
        contents.append(item)
    soup.main.h1["id"] = "top"
    navigation = soup.new_tag("nav")
    navigation["aria-label"] = _("Contents")
    navigation.append(contents)
    headings[0].insert_before(navigation)
    return str(soup)


def write_index(entries: list[dict]) -> str:
    """The page that lists all reports; entries as `records.list_entries` gives them."""
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("index.html.j2").render(entries=entries, policy=POLICY, style=STYLE)
