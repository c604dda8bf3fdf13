"""The page over all reports: what each asks and answers, in both languages, to be narrowed down without a script."""

from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader

from helpers.language import HTML_LANGUAGE, LANGUAGES, _, month, use_language
from helpers.reporting.notebooks import Notebook, list_notebooks
from helpers.reporting.pages import STYLE, TEMPLATE, policy
from helpers.reporting.records import read_records


def write_index(folder: Path) -> str:
    """The page that lists the reports in a folder."""
    sections = [
        {"notebook": notebook, "question": {each: notebook.question(each) for each in LANGUAGES}, "entries": entries}
        for notebook in list_notebooks()
        if (entries := _entries(folder, notebook))
    ]
    regions = {entry["region"]: entry["region_name"] for section in sections for entry in section["entries"]}
    names = [section["notebook"].name for section in sections]
    style = STYLE + _filters(sorted(regions), names)
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


def _entries(folder: Path, notebook: Notebook) -> list[dict]:
    """What the index says of each report, whose two languages stand together."""
    entries: dict[str, dict] = {}
    for page, record in read_records(folder, notebook):
        values, result = record["parameters"], record["result"]
        language = values["language"]
        entry = entries.setdefault(
            page.name.removesuffix(f".{language}.html"),
            {"region": values["region"], "region_name": {}, "others": _others(notebook, values), "languages": {}},
        )
        use_language(language)
        entry["region_name"][language] = result["region_name"]
        entry["picture"] = record["picture"]
        entry["languages"][language] = {
            "href": f"{notebook.name}/{page.name}",
            "title": _(", ").join(filter(None, [result["region_name"], result["window"], entry["others"]])),
            "finding": result["finding"],
            "vintage": month(pd.Period(result["vintage"], freq="M")),
            "time": record["made"],
            "made": record["made"][:16].replace("T", " "),
        }
    return list(entries.values())


def _others(notebook: Notebook, values: dict) -> str:
    """The parameters beyond region, window and language that differ from what the notebook sets."""
    return ", ".join(
        f"{declaration.name} {values[declaration.name]}"
        for declaration in notebook.declarations
        if declaration.name not in ("region", "language", "first_year", "last_year")
        and values.get(declaration.name) not in (None, declaration.default)
    )
