"""Running one notebook: papermill with values that were checked before, in a kernel of its own."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.translators import PythonTranslator, papermill_translators
from traitlets.config import Config

from helpers.reporting.notebooks import Notebook


class RunError(RuntimeError):
    """A notebook did not run to its end; the message says in a line which cell and why."""


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
                config=ipc,
            )
        except papermill.PapermillExecutionError as error:
            reason = f"{error.ename}: {error.evalue}".splitlines()[0]
            raise RunError(f"{notebook.name}: cell {error.cell_index + 1} failed: {reason}") from None
        except DeadKernelError:
            raise RunError(f"{notebook.name}: its kernel died") from None
