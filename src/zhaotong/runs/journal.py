"""The journal of a run: what it has come to, step by step, for whoever must end it from outside.

papermill writes the whole notebook anew before and after each cell, a tenth of what a short report costs. Here each
line adds what is new: first the notebook, then a cell that begins, or one that ends, with its outputs.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

NAME = "journal"  # how the file ends, in the folder in which a report is written aside


class Journal:
    """Written by the process of a run.

    Attributes
    ----------
    cell
        The number of the cell that began last, from 1; None where none has.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cell: int | None = None

    def notebook_begins(self, notebook: dict[str, Any]) -> None:
        self._add({"notebook": notebook})

    def cell_begins(self, cell: dict[str, Any], cell_index: int) -> None:
        self.cell = cell_index + 1
        self._add({"begun": self.cell})

    def cell_ends(self, cell: dict[str, Any], cell_index: int, **_reply: Any) -> None:
        self._add({"ended": cell_index + 1, "cell": cell})

    def _add(self, step: dict[str, Any]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(step, ensure_ascii=False) + "\n")

    def notebook(self) -> bytes:
        """The notebook as far as it was executed; empty where no kernel had started."""
        return read_journal(self.path)[0]

    def remove(self) -> None:
        self.path.unlink(missing_ok=True)


def read_journal(path: Path) -> tuple[bytes, int | None]:
    """The notebook as far as it was executed, and the number of the cell that began last and has not ended."""
    notebook: dict[str, Any] = {}
    cell = None
    for step in _steps(path):
        if "notebook" in step:
            notebook = step["notebook"]
        elif "begun" in step:
            cell = step["begun"]
        else:
            notebook["cells"][step["ended"] - 1], cell = step["cell"], None
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode() if notebook else b"", cell


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    with suppress(OSError, json.JSONDecodeError), path.open(encoding="utf-8") as file:  # the last line may be cut off
        yield from map(json.loads, file)
