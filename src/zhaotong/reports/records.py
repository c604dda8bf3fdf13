"""The record beside each report, as JSON: its inputs, when and with which version it was made, and its results."""

import json
from pathlib import Path
from typing import Any


def read_records(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The records of the reports in a folder, each with its page; files that are no records are left out."""
    found = []
    for path in sorted(folder.glob("*/*.json")):
        page = path.with_suffix(".html")
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if page.exists() and isinstance(record, dict) and record.keys() >= {"notebook", "given", "form", "digests"}:
            found.append((page, record))
    return found
