"""Running one notebook: papermill with values that were checked before, in a kernel of its own."""

import os
import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.translators import PythonTranslator, papermill_translators
from traitlets.config import Config

from helpers.text.language import _
from helpers.text.messages import shortened
from zhaotong.runs.client import ENGINE
from zhaotong.runs.fork_server import own_fork_server
from zhaotong.runs.jobs import FAILED, KERNEL_DIED, RunError
from zhaotong.runs.journal import NAME, Journal, Place
from zhaotong.runs.kernels import errors_of, kernel_options
from zhaotong.runs.last_words import ANSI, last_words

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


def run_notebook(
    notebook: Path, values: dict[str, Any], output: Path, around: tuple[str, str] = ("", "")
) -> nbformat.NotebookNode:
    """Execute a notebook with these values and write the executed copy.

    The kernel is forked where this process has a fork server, and an ordinary one elsewhere.

    Parameters
    ----------
    around
        Code that is run before the first cell, and an expression that is evaluated after the last, see `AskedClient`.

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
        ipc = {"transport": "ipc", "ip": f"{folder}/kernel"} if os.name == "posix" else {}
        connection = Config(KernelManager={"connection_file": f"{folder}/kernel.json", **ipc})
        try:
            return papermill.execute_notebook(
                str(notebook).replace("{", "{{").replace("}", "}}"),
                str(output).replace("{", "{{").replace("}", "}}"),  # papermill formats these paths
                values,
                engine_name=ENGINE,
                kernel_name="python3",
                progress_bar=False,
                store_widget_state=False,
                config=connection,
                request_save_on_cell_execute=False,
                on_notebook_start=journal.notebook_begins,
                on_cell_start=journal.cell_begins,
                on_cell_executed=cell_ends,
                around=around,
                **kernel_options(own_fork_server(), Path(folder)),
            )
        except papermill.PapermillExecutionError as error:
            place = journal.place or Place(error.exec_count, "")
            raise RunError(_failed(place, error), FAILED, place.number, _written(output)) from None
        except DeadKernelError:
            died = _("its kernel died in %(cell)s") % {"cell": journal.place} if journal.place else _("its kernel died")
            cell = journal.place.number if journal.place else None
            raise RunError(died, KERNEL_DIED, cell, journal.notebook()) from None
        except RuntimeError as error:
            if journal.place:
                raise
            words = _("its kernel did not start: %(reason)s") % {"reason": last_words(errors_of(Path(folder))) or error}
            raise RunError(words, KERNEL_DIED, None, journal.notebook()) from None
        finally:
            journal.remove()


def _failed(place: Place, error: papermill.PapermillExecutionError) -> str:
    """Where a cell failed and why: the cell, the line where the traceback says it, the error in its own words."""
    told = ANSI.sub("", "\n".join(error.traceback))
    lines = re.findall(rf"Cell In ?\[{error.exec_count}\], line (\d+)", told)
    reason = shortened(" ".join(f"{error.ename}: {error.evalue}".splitlines()[:1]), 300)
    said = {"cell": place, "line": lines[-1] if lines else "", "reason": reason}
    if lines:
        return _("%(cell)s, failed in line %(line)s: %(reason)s") % said
    return _("%(cell)s, failed: %(reason)s") % said


def _drop_widgets(cell: dict[str, Any]) -> None:
    """Leave what stands for widgets where there are none: a report has no kernel that they could speak to."""
    for output in cell.get("outputs", []):
        output.get("data", {}).pop(_WIDGET, None)


def _written(output: Path) -> bytes:
    with suppress(OSError):
        return output.read_bytes()
    return b""
