"""The record beside each report, as JSON: its inputs, when and with which version it was made, and its results."""

import json
from pathlib import Path
from typing import Any

# What every record has; one of an earlier edition lacks some, and its report is made anew.
_KNOWN = {"notebook", "folder", "language", "given", "form", "digests", "result"}


def record_text(record: dict[str, Any]) -> str:
    """A record as its file has it: a line for each thing that it knows, and for each of several."""
    lines = [f" {json.dumps(name)}: {_said(content)}" for name, content in record.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _said(content: Any) -> str:
    if isinstance(content, list) and content:
        return "[\n  " + ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in content) + "\n ]"
    return json.dumps(content, ensure_ascii=False)


def read_records(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The records of the reports in a folder, each with its page; files that are no records are left out."""
    found = []
    for path in sorted(folder.glob("*/*.json")):
        page = path.with_suffix(".html")
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if page.exists() and isinstance(record, dict) and record.keys() >= _KNOWN:
            found.append((page, record))
    return found
