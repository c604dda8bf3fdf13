"""What one executed run of a notebook gave: page, workbook, record, and what was asked for more, each with its digest.

The run is the executed notebook. It carries what the rest is made from, so that a file that is missing or altered is
made again without executing anything.
"""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhaotong.reports.beside import without_links
from zhaotong.reports.record import is_whole

if TYPE_CHECKING:
    import nbformat  # a seventh of a second, which looking at what stands should not cost

PAGE, RUN, RECORD = "html", "ipynb", "json"
MISSING, ALTERED = "missing", "altered"
_OPEN = "0" * 64  # where the digest of a run will stand, while it is computed
_ABOUT = "zhaotong_report"  # where in the metadata of an executed notebook it says of which report it is the run


def files_of(page: Path) -> Iterator[tuple[str, Path]]:
    """The files of the report that a page belongs to, the record aside, each with what its name ends in."""
    stem = page.name.removesuffix(PAGE)
    for path in sorted(page.parent.glob(f"{_escaped(stem)}*")):
        if path.is_file() and path.name != f"{stem}{RECORD}":
            yield path.name.removeprefix(stem), path


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


def digests_of(page: Path) -> dict[str, str]:
    """The digest of each file of a report, by what its name ends in."""
    return {ending: _digest(path) for ending, path in files_of(page)}


def _digest(path: Path) -> str:
    """Of a page without its links to what stands beside it, which come and go."""
    content = path.read_bytes()
    if path.suffix == f".{PAGE}":
        content = without_links(content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    return sha256(content).hexdigest()


def damages(page: Path, record: Mapping[str, Any]) -> dict[str, str]:
    """The files of a report that are missing or altered, by what their names end in."""
    stem, found = page.name.removesuffix(PAGE), {}
    for ending, known in record["files"].items():
        try:
            now = _digest(page.with_name(f"{stem}{ending}"))
        except OSError:
            found[ending] = MISSING
            continue
        if now != known:
            found[ending] = ALTERED
    if not has_whole_record(page):
        found[RECORD] = ALTERED if page.with_name(f"{stem}{RECORD}").exists() else MISSING
    return found


def has_whole_record(page: Path) -> bool:
    """Whether the record of a report is there, and as it was written."""
    try:
        return is_whole(page.with_suffix(f".{RECORD}").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


def run_text(executed: "nbformat.NotebookNode", about: Mapping[str, Any]) -> str:
    """A run as its file has it, which says of which report it is the run and is sealed by a digest."""
    from nbformat.v4 import writes

    executed.metadata[_ABOUT] = {**about, "sha256": _OPEN}
    text = writes(executed)
    return text.replace(_seal(_OPEN), _seal(sha256(text.encode()).hexdigest()), 1)


def about_run(path: Path) -> dict[str, Any]:
    """What an executed notebook says of the report that it is the run of; nothing where it was altered, or is none."""
    try:
        text = path.read_text(encoding="utf-8")
        about = json.loads(text)["metadata"][_ABOUT]
        known = about.pop("sha256")
        return about if sha256(text.replace(_seal(known), _seal(_OPEN), 1).encode()).hexdigest() == known else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _seal(digest: str) -> str:
    return f'"sha256": "{digest}"'
