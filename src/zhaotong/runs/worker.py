"""What the process of a worker does: it makes reports, one after the other, and ends with what started it."""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from pkgutil import resolve_name
from typing import NoReturn

from helpers.text.language import _, in_language
from zhaotong.runs import jobs, processes
from zhaotong.runs.fork_server import start_fork_server
from zhaotong.runs.jobs import Job, RunError
from zhaotong.runs.last_words import forget_words, keep_words
from zhaotong.runs.preload import Preload, load, loading

PARTIAL = "partial.ipynb"  # in the scratch folder: the notebook of a failed run, as far as it was executed


def work(engine: str, preload: Preload, folder: Path, scratch: Path, asked: Connection) -> None:
    """Make reports as they are asked for, and say of each how it ended.

    Parameters
    ----------
    engine
        "warm" or "plain": the kind of kernel.
    folder
        Where the reports go.
    scratch
        The folder of all workers, which is removed when they are left alone.
    asked
        Brings a job, an empty folder for it, and its environment; takes status, message, cell and path, as they stand
        in an `Outcome`.
    """
    processes.lead_session()
    for number in processes.ASKED:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    processes.be_disturbed()
    job = None
    try:
        keep_words(words_of(scratch, os.getpid()))
        spared = {start_fork_server(preload.kernel)} if engine == "warm" else set()
        end = _end_with_parent(folder, scratch)
        threading.Thread(target=load, args=(preload.worker,), daemon=True).start()
        while True:
            try:
                job, own, environment = asked.recv()
            except EOFError:
                end()
            forget_words()
            os.environ.clear()
            os.environ.update(environment, TMPDIR=str(own))
            tempfile.tempdir = str(own)
            with in_language(job.language):
                said = _make(job, own)
            processes.end_descendants(spared)
            asked.send(said)
    except Exception as error:  # such as that the system has no room for one more process or open file
        with suppress(OSError, EOFError):  # whoever asked may be gone
            job = job or _first_job(asked)
            with in_language(job.language):
                asked.send((jobs.FAILED, _unforeseen(job, error), None, None))
        os._exit(1)


def _first_job(asked: Connection) -> Job:
    """The job that a worker was started for, which cannot make it; ends this process if there is nobody to tell."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # a worker is started by multiprocessing
    if asked not in wait([asked, parent.sentinel]):
        os._exit(1)
    return asked.recv()[0]


def words_of(scratch: Path, pid: int) -> Path:
    """Where a worker, and all that it starts, says what is no outcome."""
    return scratch / f"stderr-{pid}"


def _make(job: Job, scratch: Path) -> tuple[str, str, int | None, Path | None]:
    try:
        return jobs.OK, "", None, _entry(job.entry)(*job.arguments)
    except RunError as error:
        with suppress(OSError):
            (scratch / PARTIAL).write_bytes(error.partial)
        return error.status, job.says(error), error.cell, None
    except OSError as error:  # the disk is full, the folder not writable, the notebook gone
        return jobs.FAILED, job.says(error), None, None
    except Exception as error:
        return jobs.FAILED, _unforeseen(job, error), None, None


def _unforeseen(job: Job, error: Exception) -> str:
    reason = " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")
    return job.says(_("the report could not be made: %(reason)s") % {"reason": reason})


def _entry(name: str) -> Callable[..., Path]:
    """Return the function that makes a report; its module is loaded once, and taken to stay."""
    if name.partition(":")[0] in sys.modules:
        return resolve_name(name)
    with loading():
        return resolve_name(name)


def _end_with_parent(folder: Path, scratch: Path) -> Callable[[], NoReturn]:
    """When the process that started this one ends, however, end this one too, and leave nothing behind.

    A thread waits for that end. What follows is done by the main thread, where there are signals for that: while it is
    at it, it cannot start a kernel that would outlive it.

    Returns
    -------
    callable
        What ends this process in this way.
    """

    def end(*_signal: object) -> NoReturn:
        processes.end_descendants()  # first: a kernel that is just starting would write its files anew
        jobs.clear_aside(folder, os.getpid())
        jobs.remove_folder(scratch)
        os._exit(1)

    parent, main = multiprocessing.parent_process(), threading.main_thread().ident
    assert parent is not None  # a worker is started by multiprocessing
    assert main is not None

    def watch() -> None:
        wait([parent.sentinel])
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(main, signal.SIGUSR1)
        else:
            end()

    if hasattr(signal, "pthread_kill"):
        signal.signal(signal.SIGUSR1, end)
    threading.Thread(target=watch, daemon=True).start()
    return end
