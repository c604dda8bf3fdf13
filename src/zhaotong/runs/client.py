"""The client that runs the cells of a notebook, and asks its kernel more than they do."""

import ast
import json
import logging
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

ENGINE = "zhaotong-asked"  # the name by which papermill finds it
ANSWER = "zhaotong"  # where in the metadata of an executed notebook the answer stands
_CAUGHT = "raises-exception"  # the tag of a cell that is meant to fail
ERROR_TYPE = "application/vnd.jupyter.error"  # JupyterLab's name for an error as data
_LOG = logging.getLogger(__name__)  # silent: what matters is told as an outcome
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False


class AskedClient(PapermillNotebookClient):
    """Runs code before the first cell, and keeps what an expression says after the last.

    Neither is a cell: nothing of them stands in the notebook, and cells have the numbers that they have without them.
    The answer, which the expression gives as JSON, is kept in the metadata of the executed notebook; an expression that
    fails has none.

    Parameters
    ----------
    around
        The code and the expression.
    """

    def __init__(self, nb_man: NotebookExecutionManager, around: tuple[str, str], **options: Any) -> None:
        super().__init__(nb_man, **options)
        self.before, self.after = around

    def papermill_execute_cells(self) -> None:
        """Run all cells until one fails that is not meant to."""
        self._asked(self.before)
        super().papermill_execute_cells()
        for cell in self.nb.cells:
            if _CAUGHT in cell.metadata.get("tags", []):
                cell.outputs = [_as_data(output) for output in cell.get("outputs", [])]
        if self.nb_man.nb.metadata.papermill.get("exception") is not True:
            self.nb.metadata[ANSWER] = self._asked("", self.after)

    def _asked(self, code: str, expression: str = "") -> Any:
        if not code and not expression:
            return None
        question = self.kc.execute(
            code, silent=True, store_history=False, user_expressions={ANSWER: expression or "'null'"}
        )
        try:
            reply = self.wait_for_reply(question)
        except DeadKernelError:  # the next cell, or nobody, will tell
            return None
        said = (reply or {}).get("content", {}).get("user_expressions", {}).get(ANSWER, {})
        return json.loads(ast.literal_eval(said["data"]["text/plain"])) if said.get("status") == "ok" else None


def _as_data(output: Any) -> Any:
    """An error that was expected, as an output like others: papermill takes every error for a failure."""
    if output.output_type != "error":
        return output
    told = {name: output[name] for name in ("ename", "evalue", "traceback")}
    text = f"{output.ename}: {output.evalue}"
    return type(output)(output_type="display_data", data={ERROR_TYPE: told, "text/plain": text}, metadata={})


class AskedEngine(NBClientEngine):
    """papermill's own engine with this client."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, start_timeout: int = 60, **options: Any
    ) -> Any:
        """Execute the cells of a notebook, as papermill asks for."""
        folder = str(Path(options.pop("input_path")).absolute().parent)  # where JupyterLab runs it, too
        options |= {"resources": {"metadata": {"path": folder}}, "startup_timeout": start_timeout, "log": _LOG}
        return AskedClient(nb_man, kernel_name=kernel_name, **options).execute()


papermill_engines.register(ENGINE, AskedEngine)
