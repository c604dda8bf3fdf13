"""Running one notebook: papermill with values that were checked before, in a kernel of its own."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.translators import PythonTranslator, papermill_translators
from traitlets.config import Config

from helpers.text.messages import shortened
from zhaotong.reports.notebooks import Notebook
from zhaotong.runs.journal import NAME, Journal
from zhaotong.runs.kernels import kernel_options

_WIDGET = "application/vnd.jupyter.widget-view+json"


class RunError(RuntimeError):
    """A notebook did not run to its end; the message says in a line which cell and why.

    Attributes:
        status: "failed" or "kernel died"
        cell: the number of the cell, from 1; None where none had begun
        partial: the notebook as far as it was executed; empty where nothing was
    """

    def __init__(self, message: str, status: str = "failed", cell: int | None = None, partial: bytes = b"") -> None:
        super().__init__(message)
        self.status = status
        self.cell = cell
        self.partial = partial


class ReadableTranslator(PythonTranslator):
    """Writes values as Python does: 昭通市 stays 昭通市, and no quote or backslash in a value can end its string.

    papermill writes non-ASCII text as escapes, and pastes parameter names as they come; the names that reach this
    are those that the notebook declares.
    """

    @classmethod
    def translate(cls, val: Any) -> str:
        return repr(val)


for _kernel in ("python", "python3"):
    papermill_translators.register(_kernel, ReadableTranslator)


def run_notebook(notebook: Notebook, values: dict[str, Any], output: Path) -> nbformat.NotebookNode:
    """Execute a notebook with these values and write the executed copy.

    Raises:
        RunError: a cell failed, or the kernel died
    """
    journal = Journal(output.with_name(f"{output.name}.{NAME}"))

    def cell_ends(cell: dict[str, Any], **reply: Any) -> None:
        _drop_widgets(cell)
        journal.cell_ends(cell, **reply)

    with TemporaryDirectory(prefix="zhaotong-") as folder:
        # A socket in a folder of its own: nothing on the network, and no two kernels can meet.
        ipc = Config(KernelManager={"transport": "ipc", "ip": f"{folder}/kernel"}) if os.name == "posix" else Config()
        try:
            return papermill.execute_notebook(
                str(notebook.path),
                str(output).replace("{", "{{").replace("}", "}}"),  # papermill formats this path
                values,
                kernel_name="python3",
                progress_bar=False,
                store_widget_state=False,
                config=ipc,
                request_save_on_cell_execute=False,
                on_notebook_start=journal.notebook_begins,
                on_cell_start=journal.cell_begins,
                on_cell_executed=cell_ends,
                **kernel_options(),
            )
        except papermill.PapermillExecutionError as error:
            cell = error.cell_index + 1
            reason = shortened(" ".join(f"{error.ename}: {error.evalue}".splitlines()[:1]), 300)
            message = f"{notebook.name}: cell {cell} failed: {reason}"
            raise RunError(message, "failed", cell, _written(output)) from None
        except DeadKernelError:
            where = f" in cell {journal.cell}" if journal.cell else ""
            message = f"{notebook.name}: its kernel died{where}"
            raise RunError(message, "kernel died", journal.cell, journal.notebook()) from None
        finally:
            journal.remove()


def _drop_widgets(cell: dict[str, Any]) -> None:
    """Leave what stands for widgets where there are none: a report has no kernel that they could speak to."""
    for output in cell.get("outputs", []):
        output.get("data", {}).pop(_WIDGET, None)


def _written(output: Path) -> bytes:
    with suppress(OSError):
        return output.read_bytes()
    return b""
