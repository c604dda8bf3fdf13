"""What is kept beside each report: its parameters, results and digests as JSON, and the index over all of them."""

import json
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
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
    questions = {notebook.name: notebook for notebook in list_notebooks()}
    entries = []
    for name, records in groupby(_records(folder), key=lambda record: record["notebook"]):
        reports = [list(group) for _slug, group in groupby(records, key=lambda record: record["slug"])]
        question = {language: questions[name].question(language) for language in LANGUAGES}
        entries.append({"question": question, "reports": reports})
    return entries


def _records(folder: Path) -> Iterator[dict]:
    """The records whose report exists and whose notebook is known, by notebook, slug and language."""
    known = {notebook.name for notebook in list_notebooks()}
    for path in sorted(folder.glob("*/*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["notebook"] in known and path.with_suffix(".html").exists():
            language = record["parameters"]["language"]
            result = {key: record["result"][key] for key in ("region_name", "window", "finding")}
            yield result | {
                "notebook": record["notebook"],
                "slug": path.name.split(".")[0],
                "href": path.with_suffix(".html").relative_to(folder).as_posix(),
                "html_language": HTML_LANGUAGE[language],
                "made_on": record["made"],
            }
