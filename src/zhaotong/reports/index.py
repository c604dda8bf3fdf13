"""The page over all reports: what each asks and answers, in both languages, to be narrowed down without a script."""

import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from zhaotong.reports.digests import Inputs
from zhaotong.reports.freshness import CURRENT, ORPHANED, OUTDATED, Standing
from zhaotong.reports.notebooks import list_notebooks
from zhaotong.reports.policy import STYLE, TEMPLATE, policy
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, use_language
from zhaotong.runs.jobs import FAILURES

STATES = {
    CURRENT: {"en": "current", "zh": "最新"},
    OUTDATED: {"en": "outdated: made from other data or code than there are now", "zh": "已过时：数据或代码已有变化"},
    ORPHANED: {"en": "its notebook or region is no longer there", "zh": "其笔记本或地区已不存在"},
}


def write_index(folder: Path, data: Path) -> str:
    """The page that lists the reports in a folder, held against the data."""
    notebooks = {notebook.name: notebook for notebook in list_notebooks()}
    entries = _entries(Standing(folder, Inputs(data)))
    names = [*notebooks, *(name for name in entries if name not in notebooks)]
    sections = [
        {
            "name": name,
            "question": {each: notebooks[name].question(each) if name in notebooks else name for each in LANGUAGES},
            "entries": list(entries.get(name, {}).values()),
            "failures": failures,
        }
        for name in names
        if (failures := _failures(folder, name)) or name in entries
    ]
    regions = {entry["region"]: entry["region_name"] for section in sections for entry in section["entries"]}
    style = STYLE + _filters(sorted(regions), [section["name"] for section in sections])
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("index.html.j2").render(
        sections=sections, regions=dict(sorted(regions.items())), policy=policy(style), style=style, tags=HTML_LANGUAGE
    )


def _filters(regions: list[str], notebooks: list[str]) -> str:
    """Rules that hide what the choices above the list leave out: a region, a notebook, a language."""
    chosen = ":root:has(option[value='{}']:checked)"
    rules = [
        *(f"{chosen.format(code)} :is(article:not(.r{code}), section:not(:has(.r{code})))" for code in regions),
        *(f"{chosen.format(name)} section:not(#n{name})" for name in notebooks),
        *(f"{chosen.format(each)} .said-{other}" for each in LANGUAGES for other in LANGUAGES if other != each),
    ]
    return "".join(f"{rule} {{ display: none; }}\n" for rule in rules)


def _entries(standing: Standing) -> dict[str, dict[str, dict[str, Any]]]:
    """What the index says of each report, by notebook and name; its two languages stand together."""
    entries: dict[str, dict[str, dict[str, Any]]] = {}
    for page, record in standing.records:
        values, result = record["parameters"], record["result"]
        language = values["language"]
        use_language(language)
        entry = entries.setdefault(record["notebook"], {}).setdefault(
            page.name.removesuffix(f".{language}.html"),
            {"region": values["region"], "region_name": {}, "languages": {}},
        )
        entry["region_name"][language] = result["region_name"]
        entry["picture"] = record["picture"]
        others = ", ".join(
            f"{name} {value}" for name, value in record["given"].items() if name not in ("region", "language")
        )
        entry["languages"][language] = {
            "href": f"{record['notebook']}/{page.name}",
            "title": _(", ").join(filter(None, [result["region_name"], result["window"], others])),
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
