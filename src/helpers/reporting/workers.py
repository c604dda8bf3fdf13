"""Many runs at once: each by a worker, a process forked from a warm one, with a deadline and a true end."""

import math
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from helpers.messages import InputError, shortened
from helpers.reporting import forks, jobs, kernels, processes
from helpers.reporting.jobs import Job, Outcome
from helpers.reporting.journal import NAME, read_journal
from helpers.reporting.sharing import packed
from helpers.reporting.work import PARTIAL, work

TIMEOUT = 600.0  # seconds for one report
PULSE = 0.5  # seconds between asking whether to stop
MEMORY = 450 * 2**20  # bytes that a worker and its kernel may need


def run_all(
    wanted: Iterable[Job],
    folder: Path,
    *,
    workers: int | None = None,
    timeout: float = TIMEOUT,
    engine: str | None = None,
    stop: Callable[[], bool] | None = None,
    shared: tuple = (),
) -> Iterator[Outcome]:
    """Make reports, several at once, and say of each how it ended, as it ends; one that fails stops no other.

    An interrupt ends every run that is under way, tells of each job that is not done as cancelled, and goes on. To end
    early otherwise, close the iterator.

    Args:
        wanted: the jobs, taken as there is room
        folder: where the reports go; what is known of failed runs is kept there under `.failed/`
        workers: how many at once; as many as there are processors and memory for, unless given
        timeout: seconds after which a run is ended
        engine: "warm", kernels forked from a process that has everything loaded, or "plain", ordinary ones
        stop: asked twice a second, where no interrupt can come; its yes is one
        shared: objects that all jobs have in common, which do not travel with each of them

    Raises:
        InputError: the engine is unknown, or cannot serve on this system
        KeyboardInterrupt: after an interrupt, when everything is ended
    """
    engine = check_engine(engine)
    jobs.clear_abandoned(folder)
    queue = iter(wanted)
    first = list(islice(queue, 2))
    queue = chain(first, queue)
    room = workers or default_workers()
    context = forks.context(several=len(first) > 1)
    running: list[_Run] = []
    idle: list[_Worker] = []
    with tempfile.TemporaryDirectory(prefix="zhaotong-", dir=_short(), ignore_cleanup_errors=True) as scratch:
        try:
            while True:
                while len(running) < room and (job := next(queue, None)):
                    worker = _fit(idle) or _Worker(context, engine, folder, Path(scratch), shared)
                    running.append(_Run(job, worker, timeout, folder, Path(scratch)))
                if not running:
                    return
                if stop and stop():
                    raise KeyboardInterrupt
                for run in _ended(running, PULSE if stop else math.inf):
                    outcome = run.settle()
                    running.remove(run)
                    if outcome.status == jobs.OK:
                        idle.append(run.worker)
                    yield outcome
        except KeyboardInterrupt:
            unfinished = [*(run.job for run in running), *queue]
            _stop(running)
            for job in unfinished:
                yield Outcome(job, jobs.CANCELLED, f"{job.notebook}: {job.stem} was cancelled")
            raise
        finally:
            _stop(running)
            for worker in idle:
                worker.end()
                worker.clear()


def check_engine(engine: str | None) -> str:
    """The engine that serves where none is named, or the named one.

    Raises:
        InputError: the engine is unknown, or cannot serve on this system
    """
    if engine is None:
        return kernels.ENGINES[0]
    if engine not in kernels.ENGINES:
        raise InputError(f'engine "{shortened(engine)}": on this system {" or ".join(kernels.ENGINES)} is expected')
    return engine


def default_workers() -> int:
    """As many as there are processors, and not more than there is memory for."""
    return max(1, min(processes.processors(), processes.free_memory() // MEMORY))


def _short() -> str | None:
    """Where temporary folders go if the usual place is too deep: the address of a socket has a hundred characters."""
    return "/tmp" if os.name == "posix" and len(os.fsencode(tempfile.gettempdir())) > 50 else None


class _Worker:
    """A process that makes reports, one after the other, as long as none goes wrong."""

    def __init__(self, context: BaseContext, engine: str, folder: Path, scratch: Path, shared: tuple) -> None:
        self.folder, self.shared = folder, shared
        self.connection, its = context.Pipe()
        self.process: BaseProcess = context.Process(target=work, args=(engine, folder, scratch, shared, its))
        self.process.start()
        its.close()

    def ask(self, job: Job, scratch: Path) -> None:
        """Let it make a report; it has a folder for what it needs meanwhile, and the environment as it is now."""
        self.connection.send((packed(job, self.shared), scratch, dict(os.environ)))

    @property
    def signs(self) -> tuple[Connection, int]:
        """What to wait for: that it says something, or ends."""
        return self.connection, self.process.sentinel

    @property
    def ended(self) -> bool:
        """Has it ended? To be asked when it has nothing to say, for its connection ends with it."""
        return bool(wait(self.signs, 0))

    def end(self) -> None:
        """End it, if it has not ended, and all that descends from it."""
        processes.end_family(self.process.pid)
        self.process.join()

    def clear(self) -> None:
        """Remove what it left behind."""
        self.connection.close()
        jobs.clear_aside(self.folder, self.process.pid)


def _fit(idle: list[_Worker]) -> _Worker | None:
    """One that has nothing to do, if there is one that was not ended from outside."""
    while idle:
        worker = idle.pop()
        if not worker.ended:
            return worker
        worker.clear()
    return None


class _Run:
    """A job under way."""

    def __init__(self, job: Job, worker: _Worker, timeout: float, folder: Path, scratch: Path) -> None:
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
        elif overdue:
            status, cell, path = jobs.TIMEOUT, self._journal()[1], None
            where = f", which was in cell {cell}" if cell else ""
            message = f"{self.job.notebook}: stopped after {self.timeout:g} seconds{where}"
        else:
            status, cell, path = jobs.FAILED, self._journal()[1], None
            ending = _ending(self.worker.process.exitcode)
            message = f"{self.job.notebook}: its process was ended from outside ({ending})"
        outcome = Outcome(self.job, status, message, cell, path, seconds=seconds)
        if status == jobs.OK:
            jobs.forget_failure(self.job, self.folder)
        else:
            outcome = replace(outcome, kept=jobs.record_failure(outcome, self.folder, self._partial()))
            self.worker.clear()
        self.clear()
        return outcome

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

    def _journal(self) -> tuple[bytes, int | None]:
        """The notebook as far as it was executed, and the cell that was under way."""
        aside = self.folder.glob(f"{self.job.notebook}/{jobs.aside_prefix(self.worker.process.pid)}*/*.{NAME}")
        return next(map(read_journal, aside), (b"", None))

    def clear(self) -> None:
        """Remove the folder that it had."""
        shutil.rmtree(self.scratch, ignore_errors=True)


def _ended(running: list[_Run], longest: float) -> list[_Run]:
    """The runs that have ended or are past their deadline, once there are any, or none after the longest wait."""
    soonest = min(run.deadline for run in running)
    ready = wait(
        [sign for run in running for sign in run.worker.signs], max(0, min(longest, soonest - time.monotonic()))
    )
    now = time.monotonic()
    return [run for run in running if run.deadline <= now or any(sign in ready for sign in run.worker.signs)]


def _stop(running: list[_Run]) -> None:
    for run in running:
        processes.end_family(run.worker.process.pid)
    while running:
        run = running.pop()
        run.worker.end()
        run.worker.clear()
        run.clear()


def _ending(code: int | None) -> str:
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
