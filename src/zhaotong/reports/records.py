"""What is kept beside each report as JSON: what it was made from, when, with what, and what it says."""

import json
from pathlib import Path
from typing import Any


def read_records(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The records of the reports in a folder, each with the page that it stands beside; what is no record is passed."""
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
