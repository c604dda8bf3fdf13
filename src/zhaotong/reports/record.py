"""The record beside each report, as JSON: its inputs, when and with which version it was made, and its results.

It says the digest of every other file of the report, and last its own, so that what was altered shows.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

# What every record has; one of an earlier edition lacks some, and its report is made anew.
_KNOWN = {"notebook", "folder", "language", "given", "parameters", "form", "digests", "files", "result", "heading"}
_ENTRY = '\n "'  # how each thing that a record knows begins; what is inside of one stands further in
_SEAL = f'{_ENTRY}sha256": '
# Nine tenths of a record, which only a comparison wants.
_LONG = {"figures", "names", "shown"}


def record_text(record: dict[str, Any]) -> str:
    """A record as its file has it: a line for each thing that it knows, and for each of several; its digest last."""
    lines = [f" {json.dumps(name)}: {_said(content)}" for name, content in record.items() if name != "sha256"]
    text = "{\n" + ",\n".join(lines)
    return f"{text},{_SEAL}{json.dumps(_digest(text))}\n}}\n"


def is_whole(text: str) -> bool:
    """Whether a record is as it was written."""
    before, _seal, said = text.rpartition(f",{_SEAL}")
    return said == f"{json.dumps(_digest(before))}\n}}\n"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _said(content: Any) -> str:
    if isinstance(content, list) and content:
        return "[\n  " + ",\n  ".join(map(_line, content)) + "\n ]"
    return _line(content)


def _line(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)  # a run that is read again has its keys sorted, too


def read_records(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The records of the reports in a folder, each with its page; files that are no records are left out.

    The figures that a record keeps, and what the report showed, are not read: there may be thousands of records.
    """
    found = [(path.with_suffix(".html"), read_record(path)) for path in sorted(folder.glob("*/*.json"))]
    return [(page, record) for page, record in found if record and page.exists()]


def read_record(path: Path) -> dict[str, Any]:
    """A record without what is long in it; nothing where the file is none, or one of an earlier edition."""
    try:
        record = _in_short(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) and record.keys() >= _KNOWN else {}


def _in_short(text: str) -> Any:
    """A record without what is long in it; whole where it is not laid out as `record_text` does."""
    opening, *entries = text.rstrip().removesuffix("}").split(_ENTRY)
    parted = [entry.partition('": ') for entry in entries]
    try:
        if opening == "{":
            return {name: json.loads(said.rstrip().rstrip(",")) for name, _mark, said in parted if name not in _LONG}
    except ValueError:  # somebody laid it out in another way
        pass
    return json.loads(text)
