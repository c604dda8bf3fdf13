"""What a worker of a Dask cluster does: it makes one report in a scratch folder of its own and hands back the files.

The scheduler too imports this module, to pass errands on; it loads no library that only a report needs.
"""

import glob
import multiprocessing
import os
import platform
import re
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helpers.text.messages import InputError
from zhaotong.cluster.bundle import unpack
from zhaotong.reports.digests import SOURCE, digest
from zhaotong.reports.formats import Form
from zhaotong.reports.pdf import find_browser
from zhaotong.runs.jobs import CANCELLED, Job

_PACKAGE = "zhaotong-growth"
_ENDING = ("closing", "closed", "failed")  # what a worker says of itself when it no longer works


@dataclass(frozen=True)
class Errand:
    """A report that another machine is to make.

    Attributes:
        notebook: the name of the notebook
        stem: the name of the report's files without their endings
        data: the data folder as the command names it; empty for the project's own
        notebook_digest, data_digest: of the parcels that hold the notebook and the data folder
        version: the version that the report states
        timeout: seconds after which the run is ended
        environment: what the machine that asks has installed, as `installed` describes it
    """

    notebook: str
    stem: str
    values: dict[str, Any]
    given: dict[str, Any]
    data: str
    form: Form
    notebook_digest: str
    data_digest: str
    version: str
    timeout: float
    environment: dict[str, str]


@dataclass(frozen=True)
class Delivery:
    """What comes back: how the run ended, as in an `Outcome`, and the files by their names.

    Attributes:
        files: of the report; none where it was not made
        partial: else the notebook as far as it was executed
    """

    status: str
    message: str = ""
    cell: int | None = None
    seconds: float = 0.0
    files: dict[str, bytes] = field(default_factory=dict)
    partial: bytes = b""


def run_errand(errand: Errand, notebook: bytes, data: bytes) -> Delivery:
    """Make a report; called by a worker, in one of its threads.

    Raises:
        ValueError: a parcel is not the one that was sent
        RuntimeError: this machine would make another report than the one that asks
        OSError: there is no room for the files
        Reschedule: the worker is about to end, or the report no longer wanted
    """
    from distributed import Reschedule, get_worker

    from zhaotong.runs.pool import run_all

    if reason := unfit(errand.environment, errand.form):  # one that joined after all were asked
        raise RuntimeError(f"{get_worker().address} {reason}")
    cache = Path(get_worker().local_directory) / "zhaotong"
    source = unpack(notebook, errand.notebook_digest, cache) / f"{errand.notebook}.ipynb"
    data_folder = unpack(data, errand.data_digest, cache)
    # Loaded before runs are forked: most likely the data of all that will be asked of this worker.
    os.environ.setdefault("ZHAOTONG_DATA", str(data_folder))
    # Under a nanny a worker counts as a daemon, which multiprocessing would allow no processes.
    multiprocessing.current_process().daemon = False
    with TemporaryDirectory(prefix="run-", dir=cache) as scratch:
        folder = Path(scratch)
        job = Job(errand.notebook, errand.stem, partial(_make, errand, source, data_folder, folder))
        with closing(run_all([job], folder, workers=1, timeout=errand.timeout, stop=_no_longer_wanted())) as outcomes:
            outcome = next(outcomes)
        if outcome.status == CANCELLED:
            raise Reschedule
        made = (folder / errand.notebook).glob(f"{glob.escape(errand.stem)}.*")
        files = {path.name: path.read_bytes() for path in sorted(made)}
        unfinished = b""
        if outcome.kept:
            with suppress(OSError):
                unfinished = outcome.kept.with_suffix(".ipynb").read_bytes()
    return Delivery(outcome.status, outcome.message, outcome.cell, outcome.seconds, files, unfinished)


def _make(errand: Errand, source: Path, data_folder: Path, folder: Path) -> Path:
    """Make the report; called in the process of the run, which has this environment to itself."""
    from helpers.figures.observations import load_observations
    from zhaotong.reports.make import make_report
    from zhaotong.reports.notebooks import Notebook
    from zhaotong.reports.requests import Request

    os.environ["ZHAOTONG_DATA"] = str(data_folder)
    request = Request(Notebook(source), errand.values, errand.given, errand.data)
    return make_report(request, load_observations(data_folder), folder, errand.form, errand.version)


def _no_longer_wanted() -> Callable[[], bool]:
    """Asks the worker, which cannot end a task that runs, whether it would, or is itself about to end."""
    from distributed import get_worker

    worker = get_worker()
    key = worker.get_current_task()

    def no_longer_wanted() -> bool:
        task = worker.state.tasks.get(key)
        return task is None or task.state == "cancelled" or worker.status.name in _ENDING

    return no_longer_wanted


def unfit(environment: dict[str, str], form: Form) -> str:
    """Why this machine would not make the same report as one where this is installed; empty where it would."""
    for name, here in installed().items():
        there = environment.get(name)
        if here != there:
            return f"has {name} {here} where this machine has {there}"
    if form.pdf:
        try:
            find_browser()
        except InputError as error:
            return f"cannot print: {error}"
    return ""


@cache
def installed() -> dict[str, str]:
    """What a report is made with: Python, the code of this project as it was first asked for, the libraries."""
    try:
        names = [re.match(r"[\w.-]+", line)[0] for line in requires(_PACKAGE) or [] if "extra ==" not in line]
    except PackageNotFoundError:
        names = []
    return {"Python": platform.python_version(), f"code of {_PACKAGE}": _CODE} | {name: version(name) for name in names}


def _code_digest() -> str:
    files = sorted(path for path in SOURCE.rglob("*") if path.is_file())
    parts = [
        f"{path.relative_to(SOURCE).as_posix()} {digest(path.read_bytes())}"
        for path in files
        if "__pycache__" not in path.parts
    ]
    return digest("\n".join(parts).encode())[:12]


_CODE = _code_digest()  # now: files may change later, while what was imported stays as it is
