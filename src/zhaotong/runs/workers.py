"""Runs under way: each made by a worker, a process of its own, with a deadline and a status that is what happened."""

import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from helpers.text.language import _, in_language
from zhaotong.runs import jobs, processes
from zhaotong.runs.jobs import Job, Outcome
from zhaotong.runs.journal import NAME, Place, read_journal
from zhaotong.runs.last_words import last_words
from zhaotong.runs.preload import Preload
from zhaotong.runs.worker import PARTIAL, words_of, work


class Worker:
    """A process that makes reports, one after the other, as long as none goes wrong."""

    def __init__(self, context: BaseContext, engine: str, preload: Preload, folder: Path, scratch: Path) -> None:
        self.folder, self.scratch = folder, scratch
        self.connection, its = context.Pipe()
        # A context has the class of its processes; the type that all contexts share does not say so.
        process: type[BaseProcess] = context.Process  # type: ignore[attr-defined]
        self.process = process(target=work, args=(engine, preload, folder, scratch, its))
        with processes.undisturbed():
            self.process.start()
        its.close()

    @property
    def pid(self) -> int:
        """Its process number."""
        assert self.process.pid is not None  # it is started when it is made
        return self.process.pid

    def ask(self, job: Job, scratch: Path) -> None:
        """Let it make a report; it has a folder for what it needs meanwhile, and the environment as it is now."""
        self.connection.send((job, scratch, dict(os.environ)))

    @property
    def signs(self) -> tuple[Connection, int]:
        """What to wait for: that it says something, or ends."""
        return self.connection, self.process.sentinel

    @property
    def ended(self) -> bool:
        """Whether it has ended; to be asked when it has nothing to say, for its connection ends with it."""
        return bool(wait(self.signs, 0))

    def ending(self) -> str:
        """That it was ended by others, and how: by a signal, or with an exit code; and what it said last."""
        code = self.process.exitcode
        if code is not None and code < 0:
            ending = _("its process was ended from outside (%(signal)s)") % {"signal": signal.Signals(-code).name}
        else:
            ending = _("its process was ended from outside (exit code %(code)s)") % {"code": code}
        if code in (-signal.SIGTERM, -signal.SIGKILL) or not (words := last_words(words_of(self.scratch, self.pid))):
            return ending
        return _("%(what)s: %(why)s") % {"what": ending, "why": words}

    def end(self) -> None:
        """End it, if it has not ended, and all that descends from it."""
        processes.end_family(self.pid)
        self.process.join()

    def clear(self) -> None:
        """Remove what it left behind."""
        self.connection.close()
        jobs.clear_aside(self.folder, self.pid)

    def dismiss(self) -> None:
        """End it, and remove what it left behind."""
        self.end()
        self.clear()


def fit_worker(idle: list[Worker]) -> Worker | None:
    """Return one that has nothing to do, if there is one that was not ended from outside."""
    while idle:
        worker = idle.pop()
        if not worker.ended:
            return worker
        worker.dismiss()
    return None


class Run:
    """A job under way."""

    def __init__(self, job: Job, worker: Worker, timeout: float, folder: Path, scratch: Path) -> None:
        self.job, self.worker, self.timeout, self.folder = job, worker, timeout, folder
        self.scratch = Path(tempfile.mkdtemp(dir=scratch))
        self.started = time.monotonic()
        self.deadline = self.started + timeout
        with suppress(OSError):  # its end will be found out
            worker.ask(job, self.scratch)

    def settle(self) -> Outcome:
        """How it ended; one that is past its deadline is ended now, and so is the worker of one that went wrong."""
        said = self._said()
        overdue = time.monotonic() >= self.deadline and not self.worker.ended
        if said is None or said[0] != jobs.OK:
            self.worker.end()
        seconds = round(time.monotonic() - self.started, 3)
        if said is not None:
            status, message, cell, path = said
        else:
            place = self._journal()[1]
            status, cell, path = jobs.TIMEOUT if overdue else jobs.FAILED, place.number if place else None, None
            with in_language(self.job.language):
                message = self.job.says(self._overdue(place) if overdue else self.worker.ending())
        outcome = Outcome(self.job, status, message, cell, path, seconds=seconds)
        if status == jobs.OK:
            jobs.forget_failure(self.job, self.folder)
        else:
            outcome = replace(outcome, kept=jobs.record_failure(outcome, self.folder, self._partial()))
            self.worker.clear()
        self.clear()
        return outcome

    def _overdue(self, place: Place | None) -> str:
        names = {"seconds": f"{self.timeout:g}", "cell": place}
        if place:
            return _("stopped after %(seconds)s seconds in %(cell)s") % names
        return _("stopped after %(seconds)s seconds") % names

    def _said(self) -> tuple | None:
        try:
            return self.worker.connection.recv() if self.worker.connection.poll() else None
        except (EOFError, OSError):
            return None

    def _partial(self) -> bytes:
        """The notebook as far as it was executed: handed over, or what the journal says."""
        with suppress(OSError):
            return (self.scratch / PARTIAL).read_bytes()
        return self._journal()[0]

    def _journal(self) -> tuple[bytes, Place | None]:
        """The notebook as far as it was executed, and the cell that was under way."""
        aside = self.folder.glob(f"{self.job.notebook}/{jobs.aside_prefix(self.worker.pid)}*/*.{NAME}")
        return next(map(read_journal, aside), (b"", None))

    def clear(self) -> None:
        """Remove the folder that it had."""
        shutil.rmtree(self.scratch, ignore_errors=True)


def ended_runs(running: list[Run], longest: float) -> list[Run]:
    """The runs that have ended or are past their deadline, once there are any, or none after the longest wait."""
    soonest = min(run.deadline for run in running)
    ready = wait(
        [sign for run in running for sign in run.worker.signs], max(0, min(longest, soonest - time.monotonic()))
    )
    now = time.monotonic()
    return [run for run in running if run.deadline <= now or any(sign in ready for sign in run.worker.signs)]


def stop_runs(running: list[Run]) -> None:
    """End runs and their processes; the list is empty then."""
    for run in running:
        processes.end_family(run.worker.pid)
    while running:
        run = running.pop()
        run.worker.dismiss()
        run.clear()


def dismiss(idle: list[Worker]) -> None:
    """End workers that have nothing to do; the list is empty then."""
    while idle:
        idle.pop().dismiss()
