"""The journal of a run: what it has come to, step by step, for whoever must end it from outside.

papermill writes the whole notebook anew before and after each cell, a tenth of what a short report costs. Here each
line adds what is new: first the notebook, then a cell that begins, or one that ends, with its outputs.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.text.language import _
from helpers.text.messages import shortened

_INJECTED = "injected-parameters"  # papermill's tag of the cell that it adds, which the notebook's author has not
NAME = "journal"  # how the file ends, in the folder in which a report is written aside


@dataclass(frozen=True)
class Place:
    """A cell as its author finds it.

    Attributes
    ----------
    number
        What JupyterLab shows beside it, in brackets, once all cells were run from the first.
    first
        Its first line.
    """

    number: int
    first: str

    @classmethod
    def of(cls, cells: Sequence[dict[str, Any]], index: int) -> "Place":
        """Of cells in the order in which they are run, that with an index."""
        own = [cell for cell in cells[: index + 1] if _INJECTED not in cell["metadata"].get("tags", [])]
        number = sum(cell["cell_type"] == "code" and bool(cell["source"].strip()) for cell in own)
        return cls(number, shortened(next(iter(cells[index]["source"].strip().splitlines()), ""), 60))

    def __str__(self) -> str:
        return _('cell [%(number)s], "%(first)s"') % {"number": self.number, "first": self.first}


class Journal:
    """Written by the process of a run.

    Attributes
    ----------
    place
        The cell that began last; None where none has.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place: Place | None = None
        self._cells: list[dict[str, Any]] = []

    def notebook_begins(self, notebook: dict[str, Any]) -> None:
        self._cells = notebook["cells"]
        self._add({"notebook": notebook})

    def cell_begins(self, cell: dict[str, Any], cell_index: int) -> None:
        self.place = Place.of(self._cells, cell_index)
        self._add({"begun": [self.place.number, self.place.first]})

    def cell_ends(self, cell: dict[str, Any], cell_index: int, **_reply: Any) -> None:
        self._add({"ended": cell_index, "cell": cell})

    def _add(self, step: dict[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(step, ensure_ascii=False) + "\n")

    def notebook(self) -> bytes:
        """The notebook as far as it was executed; empty where no kernel had started."""
        return read_journal(self.path)[0]

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def read_journal(path: Path) -> tuple[bytes, Place | None]:
    """The notebook as far as it was executed, and the cell that began last and has not ended."""
    notebook: dict[str, Any] = {}
    place = None
    for step in _steps(path):
        if "notebook" in step:
            notebook = step["notebook"]
        elif "begun" in step:
            place = Place(*step["begun"])
        else:
            notebook["cells"][step["ended"]], place = step["cell"], None
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode() if notebook else b"", place


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    with suppress(OSError, json.JSONDecodeError), path.open(encoding="utf-8") as file:  # the last line may be cut off
        yield from map(json.loads, file)
