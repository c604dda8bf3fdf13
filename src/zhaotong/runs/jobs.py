"""What is to be run and how it ended; and what is kept of a run that failed."""

import glob
import json
import os
import re
import shutil
import socket
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from helpers.text.language import _, language_in_use

OK, FAILED, TIMEOUT, KERNEL_DIED, CANCELLED = "ok", "failed", "timeout", "kernel died", "cancelled"
FAILURES = ".failed"  # the folder beside the reports of notebooks
_EXTRA = re.compile(r"\.(pdf|chart-\d+\.(png|svg))$")


@dataclass(frozen=True)
class Job:
    """A report to be made: plain data, which travels to the process that makes it.

    Attributes
    ----------
    notebook
        The name of the notebook, which is that of the folder of its reports.
    stem
        The name of its files without their endings.
    entry
        The function that makes the report and returns its path, as "module:function"; a worker imports and calls it.
    arguments
        What it is called with; pickled, so that what many jobs have in common is better read by the function.
    language
        In which it is said how the run ended: that of the shell, which need not be that of the report.
    subject
        What it is called when that is said; the notebook where this is empty.
    """

    notebook: str
    stem: str
    entry: str
    arguments: tuple[Any, ...] = ()
    language: str = field(default_factory=language_in_use)
    subject: str = ""

    def says(self, text: object) -> str:
        """A message about it."""
        return _("%(name)s: %(text)s") % {"name": self.subject or self.notebook, "text": text}

    @property
    def cancelled(self) -> str:
        """The message on one that was cancelled."""
        return self.says(_("%(report)s was cancelled") % {"report": self.stem})


class RunError(RuntimeError):
    """A report could not be made; the message says in a line where and why.

    Attributes
    ----------
    status
        As in an `Outcome`.
    cell
        The number that JupyterLab shows of the cell that failed; None where none had begun.
    partial
        The notebook as far as it was executed; empty where nothing was.
    """

    def __init__(self, message: str, status: str = FAILED, cell: int | None = None, partial: bytes = b"") -> None:
        super().__init__(message)
        self.status = status
        self.cell = cell
        self.partial = partial


@dataclass(frozen=True)
class Outcome:
    """How a job ended.

    Attributes
    ----------
    status
        One of "ok", "failed", "timeout", "kernel died", "cancelled".
    message
        What went wrong, in one line; empty where nothing did.
    cell
        The number that JupyterLab shows of the cell in which it went wrong, where that is known.
    path
        The report, where it was made.
    kept
        The record of a failure; beside it stands the notebook as far as it was executed.
    seconds
        How long it took.
    """

    job: Job
    status: str
    message: str = ""
    cell: int | None = None
    path: Path | None = None
    kept: Path | None = None
    seconds: float = 0.0


def record_failure(outcome: Outcome, folder: Path, partial: bytes) -> Path | None:
    """Keep what is known of a failed run under `.failed/`, beside the reports; a former good report stays.

    Returns
    -------
    Path or None
        The record; beside it stands the notebook as far as it was executed. None where it cannot be written, as on a
        full disk, which the failure itself then tells.
    """
    record = _failure(outcome.job, folder)
    content = {key: value for key, value in asdict(outcome).items() if key in ("status", "cell", "message", "seconds")}
    content["time"] = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        if partial:
            _put(record.with_suffix(".ipynb"), partial)
        else:
            record.with_suffix(".ipynb").unlink(missing_ok=True)
        _put(record, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
    except OSError:
        return None
    return record


def forget_failure(job: Job, folder: Path) -> None:
    """Remove what was kept of a failed run, which has now succeeded."""
    record = _failure(job, folder)
    with suppress(OSError):
        for path in (record, record.with_suffix(".ipynb")):
            path.unlink(missing_ok=True)
        for parent in (record.parent, record.parent.parent):
            parent.rmdir()  # as long as it is empty


def _failure(job: Job, folder: Path) -> Path:
    # The stem has a dot of its own, before its language.
    return folder / FAILURES / job.notebook / f"{job.stem}.json"


def _put(path: Path, content: bytes) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def files_aside(target: Path, stem: str, keeping: Collection[str] = ()) -> Iterator[Path]:
    """A folder to write the files of a report into, which are put in place when that went well; else nothing changes.

    The page, which ends in .html, comes last: where it is, all is. Charts and prints that an earlier report of that
    name left go; what is not ours stays.

    Parameters
    ----------
    keeping
        The names of charts and prints that stay as they are.
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=aside_prefix(os.getpid()), dir=target) as folder:
        aside = Path(folder)
        yield aside
        made = {path.name for path in aside.iterdir()}
        for name in sorted(made, key=lambda name: name.endswith(".html")):
            os.replace(aside / name, target / name)
    for former in target.glob(f"{glob.escape(stem)}.*"):
        if _EXTRA.search(former.name) and former.name not in made and former.name not in keeping:
            former.unlink()


def aside_prefix(pid: int) -> str:
    """How the folder begins in which a process writes a report before it is put in place."""
    return f".making-{socket.gethostname()}-{pid}-"


def remove_folder(folder: Path) -> None:
    """Remove a folder into which others may still be writing; once it is gone, they cannot."""
    for _try in range(200):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.01)


def clear_aside(folder: Path, pid: int) -> None:
    """Remove what a process that ended has left in a folder of reports."""
    for path in folder.glob(f"*/{aside_prefix(pid)}*"):
        remove_folder(path)


def clear_abandoned(folder: Path) -> None:
    """Remove what processes of this machine that were killed have left in a folder of reports."""
    for path in folder.glob(f"*/{aside_prefix(0).removesuffix('0-')}*"):
        pid = path.name.removeprefix(aside_prefix(0).removesuffix("0-")).split("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            remove_folder(path)
