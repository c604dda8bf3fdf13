"""What a worker does: runs, one after the other; and how it ends when the process that started it does."""

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
from typing import NoReturn

from zhaotong.runs import jobs, processes
from zhaotong.runs.fork_server import start_zygote
from zhaotong.runs.forks import WARM
from zhaotong.runs.jobs import Job
from zhaotong.runs.loading import loading
from zhaotong.runs.sharing import unpacked

PARTIAL = "partial.ipynb"  # in the scratch folder: the notebook of a failed run, as far as it was executed


def work(engine: str, folder: Path, scratch: Path, shared: tuple, asked: Connection) -> None:
    """Make reports as they are asked for, and say of each how it ended.

    Args:
        scratch: the folder of all workers, which goes when they are left alone
        shared: what all jobs have in common
        asked: brings a job, an empty folder for it, and its environment; takes status, message, cell and path, as they
            stand in an `Outcome`
    """
    processes.lead_session()
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spared = {start_zygote()} if engine == "warm" else set()
    end = _end_with_parent(folder, scratch)
    if WARM not in sys.modules:  # there is time for this while the notebook runs in the kernel
        threading.Thread(target=_load_exporter, daemon=True).start()
    with loading():  # once: what is alive then is taken to stay
        from zhaotong.reports import make  # noqa: F401
    while True:
        try:
            content, own, environment = asked.recv()
        except EOFError:
            end()
        os.environ.clear()
        os.environ.update(environment, TMPDIR=str(own))
        tempfile.tempdir = str(own)
        said = _make(unpacked(content, shared), own)
        processes.end_descendants(spared)
        asked.send(said)


def _make(job: Job, scratch: Path) -> tuple[str, str, int | None, Path | None]:
    from zhaotong.reports.pdf import PrintError
    from zhaotong.runs.notebook import RunError

    try:
        return jobs.OK, "", None, job.make()
    except RunError as error:
        with suppress(OSError):
            (scratch / PARTIAL).write_bytes(error.partial)
        return error.status, str(error), error.cell, None
    except (OSError, PrintError) as error:  # the disk is full, the folder not writable, the notebook or browser gone
        return jobs.FAILED, f"{job.notebook}: {error}", None, None
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return jobs.FAILED, f"{job.notebook}: the report could not be made: {reason}", None, None


def _load_exporter() -> None:
    from zhaotong.reports.page import exporter

    exporter()


def _end_with_parent(folder: Path, scratch: Path) -> Callable[[], NoReturn]:
    """When the process that started this one ends, however, end this one too, and leave nothing behind.

    A thread waits for that end. What follows is done by the main thread, where there are signals for that: while it is
    at it, it cannot start a kernel that would outlive it.

    Returns what does this.
    """

    def end(*_signal: object) -> NoReturn:
        processes.end_descendants()  # first: a kernel that is just starting would write its files anew
        jobs.clear_aside(folder, os.getpid())
        jobs.remove_folder(scratch)
        os._exit(1)

    def watch() -> None:
        wait([multiprocessing.parent_process().sentinel])
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
        else:
            end()

    if hasattr(signal, "pthread_kill"):
        signal.signal(signal.SIGUSR1, end)
    threading.Thread(target=watch, daemon=True).start()
    return end
