"""What is kept beside each report as JSON: its parameters, results and digests."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.observations import Observations
from helpers.reporting.evidence import figures_kept
from helpers.reporting.faces import Face
from helpers.reporting.notebooks import Notebook


def make_record(
    notebook: Notebook,
    values: dict[str, Any],
    result: dict,
    observations: Observations,
    face: Face,
    picture: str | None,
    shown: dict,
) -> dict:
    """The record of a report that was made.

    Args:
        picture: its first chart, small, as PNG in base64
        shown: the results on its page, as `shown_results` reads them
    """
    rows = observations.figures.loc[result["rows"]]
    return {
        "notebook": notebook.name,
        "parameters": values,
        "result": result,
        "digests": {
            "notebook": _digest(notebook.path.read_bytes()),
            "rows": _digest(rows.to_csv().encode()),
        },
        "made": face.time,
        "version": face.version,
        "status": "ok",
        "picture": picture,
        **figures_kept(observations, rows),
        "shown": shown,
    }


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def read_records(folder: Path, notebook: Notebook) -> list[tuple[Path, dict]]:
    """The records of a notebook's reports in a folder, each with the page that it stands beside."""
    paths = sorted(folder.glob(f"{notebook.name}/*.json"))
    pages = [(path, path.with_suffix(".html")) for path in paths]
    return [(page, json.loads(path.read_text(encoding="utf-8"))) for path, page in pages if page.exists()]
