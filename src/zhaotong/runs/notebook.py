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
from zhaotong.runs.fork_server import own_fork_server
from zhaotong.runs.jobs import FAILED, KERNEL_DIED, RunError
from zhaotong.runs.journal import NAME, Journal
from zhaotong.runs.kernels import kernel_options

_WIDGET = "application/vnd.jupyter.widget-view+json"


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


def run_notebook(notebook: Path, values: dict[str, Any], output: Path) -> nbformat.NotebookNode:
    """Execute a notebook with these values and write the executed copy.

    The kernel is forked where this process has a fork server, and an ordinary one elsewhere.

    Raises
    ------
    RunError
        A cell failed, or the kernel died.
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
                str(notebook),
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
                **kernel_options(own_fork_server()),
            )
        except papermill.PapermillExecutionError as error:
            cell = error.cell_index + 1
            reason = shortened(" ".join(f"{error.ename}: {error.evalue}".splitlines()[:1]), 300)
            raise RunError(f"cell {cell} failed: {reason}", FAILED, cell, _written(output)) from None
        except DeadKernelError:
            where = f" in cell {journal.cell}" if journal.cell else ""
            raise RunError(f"its kernel died{where}", KERNEL_DIED, journal.cell, journal.notebook()) from None
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
