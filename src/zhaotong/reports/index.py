"""The page that lists all reports: their questions and findings in both languages, with filters that need no script."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, in_language
from zhaotong.reports.digests import Inputs
from zhaotong.reports.freshness import CURRENT, ORPHANED, OUTDATED, Standing
from zhaotong.reports.notebooks import list_notebooks, readable
from zhaotong.reports.policy import STYLE, TEMPLATE, policy
from zhaotong.runs.jobs import FAILURES

STATES = {
    CURRENT: {"en": "current", "zh": "最新"},
    OUTDATED: {"en": "outdated: made from other data or code than there are now", "zh": "已过时：数据或代码已有变化"},
    ORPHANED: {"en": "its notebook or region is no longer there", "zh": "其笔记本或地区已不存在"},
}


@dataclass
class _Entry:
    """A report in the index: its region by code and, in each language of the report, by name, and what it says."""

    region: str
    picture: str | None = None
    region_name: dict[str, str] = field(default_factory=dict)
    languages: dict[str, dict[str, str]] = field(default_factory=dict)


class _Section(NamedTuple):
    """The reports of a notebook, and those that could not be made."""

    name: str
    question: dict[str, str]
    entries: list[_Entry]
    failures: list[dict[str, str]]


def write_index(folder: Path, data: Path) -> str:
    """The page that lists the reports in a folder, and says which are outdated."""
    notebooks = {notebook.name: notebook for notebook in readable(list_notebooks())[0]}
    entries = _entries(Standing(folder, Inputs(data)))
    names = [*notebooks, *(name for name in entries if name not in notebooks)]
    sections = []
    for name in names:
        reports, failures = list(entries.get(name, {}).values()), _failures(folder, name)
        question = {each: notebooks[name].question(each) if name in notebooks else name for each in LANGUAGES}
        if reports or failures:
            sections.append(_Section(name, question, reports, failures))
    regions = {entry.region: entry.region_name for section in sections for entry in section.entries if entry.region}
    style = STYLE + _filters(sorted(regions), [section.name for section in sections])
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("index.html.j2").render(
        sections=sections,
        address=address,
        regions=dict(sorted(regions.items())),
        policy=policy(style),
        style=style,
        tags=HTML_LANGUAGE,
    )


def _filters(regions: list[str], notebooks: list[str]) -> str:
    """Rules that hide reports which the filters above the list leave out: by region, notebook, language."""
    chosen = ":root:has(option[value='{}']:checked)"
    rules = [
        *(f"{chosen.format(code)} :is(article:not(.r{code}), section:not(:has(.r{code})))" for code in regions),
        *(f"{chosen.format(name)} section:not(#n{name})" for name in map(address, notebooks)),
        *(f"{chosen.format(each)} .said-{other}" for each in LANGUAGES for other in LANGUAGES if other != each),
    ]
    return "".join(f"{rule} {{ display: none; }}\n" for rule in rules)


def address(name: str) -> str:
    """The name of a notebook, which may hold anything, as an identifier of the page and its style."""
    return re.sub(r"[^a-zA-Z0-9-]", lambda letter: f"_{ord(letter[0]):x}", name)


def _entries(standing: Standing) -> dict[str, dict[str, _Entry]]:
    """The entries of the index by notebook and name; the two languages of a report share an entry."""
    entries: dict[str, dict[str, _Entry]] = {}
    for page, record in standing.records:
        result, language = record["result"], record["language"]
        entry = entries.setdefault(record["notebook"], {}).setdefault(
            page.name.removesuffix(f".{language}.html"), _Entry(result["region"])
        )
        entry.region_name[language] = result["region_name"]
        entry.picture = record["picture"]
        others = ", ".join(
            f"{name} {value}" for name, value in record["given"].items() if name not in ("region", "language")
        )
        with in_language(language):
            title = _(", ").join(filter(None, [result["region_name"], result["window"], others]))
        entry.languages[language] = {
            "href": f"{record['notebook']}/{page.name}",
            "title": title or record["title"],
            "finding": result["finding"],
            "vintage": record["vintage"],
            "time": record["made"],
            "made": record["made"][:16].replace("T", " "),
            "state": STATES[standing.state(record)][language],
        }
    return entries


def _failures(folder: Path, notebook: str) -> list[dict[str, str]]:
    """The reports of a notebook that could not be made when it was last tried."""
    found = []
    for path in sorted((folder / FAILURES / notebook).glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        found.append({"name": path.stem, "status": record["status"], "message": record["message"]})
    return found
