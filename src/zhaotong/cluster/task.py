"""What a worker of a Dask cluster does: it makes one report in a scratch folder of its own and returns the files.

The scheduler too imports this module, to pass tasks on; it loads no library that only a report needs.
"""

import glob
import multiprocessing
import os
import platform
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from helpers.text.language import _, in_language
from helpers.text.messages import InputError
from zhaotong.cluster.bundle import unpack
from zhaotong.reports.code import SOURCE
from zhaotong.reports.digests import digest
from zhaotong.reports.formats import Formats
from zhaotong.reports.libraries import PACKAGE, versions
from zhaotong.reports.notebooks import Notebook
from zhaotong.reports.preload import PRELOAD
from zhaotong.runs.jobs import CANCELLED, Job
from zhaotong.runs.pool import run_all

_PROJECT = "project"
_ENDING = ("closing", "closed", "failed")  # what a worker says of itself when it no longer works


@dataclass(frozen=True)
class Task:
    """A report that another machine is to make.

    Attributes
    ----------
    job
        The job of the report; its folders are those of the machine that asks.
    notebook_digest, data_digest
        Of the bundles that hold the notebook and the data folder.
    timeout
        Seconds after which the run is ended.
    environment
        What the machine that asks has installed, as `installed` describes it.
    """

    job: Job
    notebook_digest: str
    data_digest: str
    timeout: float
    environment: dict[str, str]


@dataclass(frozen=True)
class Result:
    """What comes back: how the run ended, as in an `Outcome`, and the files by their names.

    Attributes
    ----------
    files
        Of the report; none where it was not made.
    partial
        Else the notebook as far as it was executed.
    """

    status: str
    message: str = ""
    cell: int | None = None
    seconds: float = 0.0
    files: dict[str, bytes] = field(default_factory=dict)
    partial: bytes = b""


def run_task(task: Task, notebook: bytes, data: bytes) -> Result:
    """Make a report; called by a worker, in one of its threads.

    Raises
    ------
    ValueError
        A bundle is not the one that was sent.
    RuntimeError
        This machine would make another report than the one that asks.
    OSError
        There is no room for the files.
    Reschedule
        The worker is about to end, or the report no longer wanted.
    """
    from distributed import Reschedule, get_worker  # 0.9 s, and an extra that the machine that asks may lack

    [wanted] = task.job.arguments
    if reason := unfit(task.environment, wanted.formats):  # one that joined after all were asked
        with in_language(task.job.language):
            raise RuntimeError(reason.said(get_worker().address))
    cache = Path(get_worker().local_directory) / "zhaotong"
    source = unpack(notebook, task.notebook_digest, cache) / wanted.request.notebook.path.name
    data_folder = unpack(data, task.data_digest, cache)
    # Loaded before runs are forked: most likely the data of all that will be asked of this worker.
    os.environ.setdefault("ZHAOTONG_DATA", str(data_folder))
    # Under a nanny a worker counts as a daemon, which multiprocessing would allow no processes.
    multiprocessing.current_process().daemon = False
    with TemporaryDirectory(prefix="run-", dir=cache) as scratch:
        folder = Path(scratch)
        request = replace(wanted.request, notebook=Notebook(source))
        job = replace(task.job, arguments=(replace(wanted, request=request, data=data_folder, folder=folder),))
        running = run_all([job], folder, workers=1, timeout=task.timeout, preload=PRELOAD, stop=_no_longer_wanted())
        with closing(running) as outcomes:
            outcome = next(outcomes)
        if outcome.status == CANCELLED:
            raise Reschedule
        made = (folder / job.notebook).glob(f"{glob.escape(job.stem)}.*")
        files = {path.name: path.read_bytes() for path in sorted(made)}
        unfinished = b""
        if outcome.kept:
            with suppress(OSError):
                unfinished = outcome.kept.with_suffix(".ipynb").read_bytes()
    return Result(outcome.status, outcome.message, outcome.cell, outcome.seconds, files, unfinished)


def _no_longer_wanted() -> Callable[[], bool]:
    """Return what asks the worker, which cannot end a task that runs, whether it would, or is itself about to end."""
    from distributed import get_worker  # as above

    worker = get_worker()
    key = worker.get_current_task()

    def no_longer_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state == "cancelled" or worker.status.name in _ENDING

    return no_longer_wanted


@dataclass(frozen=True)
class Unfit:
    """Why a machine would make another report than the one that asks, as plain data: who asks says it.

    Attributes
    ----------
    name, here, there
        What differs, as it is on this machine and on the one that asks.
    missing
        Or what it cannot print with, as it says itself.
    """

    name: str = ""
    here: str = ""
    there: str | None = None
    missing: str = ""

    def said(self, machine: str) -> str:
        """It in words, of a machine by its name."""
        names = {"machine": machine, **vars(self)}
        if self.name == _PROJECT:
            names["name"] = _("code of %(package)s") % {"package": PACKAGE}
        if self.missing:
            return _("%(machine)s cannot print: %(missing)s") % names
        return _("%(machine)s has %(name)s %(here)s where this machine has %(there)s") % names


def unfit(environment: dict[str, str], formats: Formats) -> Unfit | None:
    """Return why this machine would make another report than one where this is installed; None where it would not."""
    for name, here in installed().items():
        there = environment.get(name)
        if here != there:
            return Unfit(name, here, there)
    try:
        formats.check()
    except InputError as error:
        return Unfit(missing=str(error))
    return None


@cache
def installed() -> dict[str, str]:
    """Return what a report is made with: Python, the code of this project as it was first imported, the libraries."""
    return {"Python": platform.python_version(), _PROJECT: _CODE} | versions()


def _code_digest() -> str:
    files = sorted(path for path in SOURCE.rglob("*") if path.is_file())
    parts = [
        f"{path.relative_to(SOURCE).as_posix()} {digest(path.read_bytes())}"
        for path in files
        if "__pycache__" not in path.parts
    ]
    return digest("\n".join(parts).encode())[:12]


_CODE = _code_digest()  # now: files may change later, while what was imported stays as it is
