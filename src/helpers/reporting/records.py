"""What is kept beside each report: its parameters, results and digests as JSON, and the index over all of them."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.language import HTML_LANGUAGE, LANGUAGES
from helpers.observations import Observations
from helpers.reporting.notebooks import Notebook, list_notebooks


def make_record(
    notebook: Notebook, values: dict[str, Any], result: dict, observations: Observations, made: str, version: str
) -> dict:
    """The record of a report that was made."""
    rows = observations.figures.loc[result["rows"]]
    return {
        "notebook": notebook.name,
        "parameters": values,
        "result": result,
        "digests": {
            "notebook": _digest(notebook.path.read_bytes()),
            "rows": _digest(rows.to_csv().encode()),
        },
        "made": made,
        "version": version,
        "status": "ok",
    }


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def list_entries(folder: Path) -> list[dict]:
    """The notebooks that have reports in a folder, each with its question and its reports, each in its languages."""
    entries = []
    for notebook in list_notebooks():
        paths = sorted(folder.glob(f"{notebook.name}/*.json"))
        records = [_entry(notebook, path) for path in paths if path.with_suffix(".html").exists()]
        if records:
            question = {language: notebook.question(language) for language in LANGUAGES}
            entries.append({"question": question, "records": records})
    return entries


def _entry(notebook: Notebook, path: Path) -> dict:
    """What the index says of the report that a record stands beside."""
    record = json.loads(path.read_text(encoding="utf-8"))
    values = record["parameters"]
    others = [
        f"{declaration.name} {values[declaration.name]}"
        for declaration in notebook.declarations
        if declaration.name not in ("region", "language", "first_year", "last_year")
        and values.get(declaration.name) not in (None, declaration.default)
    ]
    return {key: record["result"][key] for key in ("region_name", "window", "finding")} | {
        "others": ", ".join(others),
        "href": f"{notebook.name}/{path.with_suffix('.html').name}",
        "html_language": HTML_LANGUAGE[values["language"]],
        "made": record["made"][:16].replace("T", " "),
    }
