"""Many runs at once: each in a process of its own, forked from a warm one, with a deadline and a true end."""

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
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from helpers.messages import InputError, shortened
from helpers.reporting import forks, jobs, kernels, processes
from helpers.reporting.jobs import Job, Outcome
from helpers.reporting.journal import NAME, read_journal
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
    with tempfile.TemporaryDirectory(prefix="zhaotong-", dir=_short(), ignore_cleanup_errors=True) as scratch:
        try:
            while True:
                while len(running) < room and (job := next(queue, None)):
                    running.append(_Run(job, context, engine, timeout, folder, Path(scratch)))
                if not running:
                    return
                if stop and stop():
                    raise KeyboardInterrupt
                for run in _ended(running, PULSE if stop else math.inf):
                    outcome = run.settle()
                    running.remove(run)
                    yield outcome
        except KeyboardInterrupt:
            unfinished = [*(run.job for run in running), *queue]
            _stop(running)
            for job in unfinished:
                yield Outcome(job, jobs.CANCELLED, f"{job.notebook}: {job.stem} was cancelled")
            raise
        finally:
            _stop(running)


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


class _Run:
    """A job under way."""

    def __init__(
        self, job: Job, context: BaseContext, engine: str, timeout: float, folder: Path, scratch: Path
    ) -> None:
        self.job, self.timeout, self.folder = job, timeout, folder
        self.scratch = Path(tempfile.mkdtemp(dir=scratch))
        self.receiver, sender = context.Pipe(duplex=False)
        self.started = time.monotonic()
        self.deadline = self.started + timeout
        arguments = (job, engine, folder, self.scratch, dict(os.environ), sender)
        self.process: BaseProcess = context.Process(target=work, args=arguments, name=job.stem)
        self.process.start()
        sender.close()

    def settle(self) -> Outcome:
        """How it ended; one that is past its deadline is ended now."""
        said = self._said()
        overdue = said is None and not wait([self.process.sentinel], 0)
        self.stop()
        seconds = round(time.monotonic() - self.started, 3)
        if said is not None:
            status, message, cell, path = said
        elif overdue:
            status, cell, path = jobs.TIMEOUT, self._journal()[1], None
            where = f", which was in cell {cell}" if cell else ""
            message = f"{self.job.notebook}: stopped after {self.timeout:g} seconds{where}"
        else:
            status, cell, path = jobs.FAILED, self._journal()[1], None
            message = f"{self.job.notebook}: its process was ended from outside ({_ending(self.process.exitcode)})"
        outcome = Outcome(self.job, status, message, cell, path, seconds=seconds)
        if status == jobs.OK:
            jobs.forget_failure(self.job, self.folder)
        else:
            outcome = replace(outcome, kept=jobs.record_failure(outcome, self.folder, self._partial()))
        self.clear()
        return outcome

    def _said(self) -> tuple | None:
        try:
            return self.receiver.recv() if self.receiver.poll() else None
        except EOFError:
            return None

    def _partial(self) -> bytes:
        """The notebook as far as it was executed: handed over, or what the journal says."""
        with suppress(OSError):
            return (self.scratch / PARTIAL).read_bytes()
        return self._journal()[0]

    def _journal(self) -> tuple[bytes, int | None]:
        """The notebook as far as it was executed, and the cell that was under way."""
        aside = self.folder.glob(f"{self.job.notebook}/{jobs.aside_prefix(self.process.pid)}*/*.{NAME}")
        return next(map(read_journal, aside), (b"", None))

    def stop(self) -> None:
        """End its process and all that descends from it."""
        if not wait([self.process.sentinel], 0) or self.process.exitcode:
            processes.end_family(self.process.pid)
        self.process.join()

    def clear(self) -> None:
        """Remove what it left behind."""
        self.receiver.close()
        jobs.clear_aside(self.folder, self.process.pid)
        shutil.rmtree(self.scratch, ignore_errors=True)


def _ended(running: list[_Run], longest: float) -> list[_Run]:
    """The runs that have ended or are past their deadline, once there are any, or none after the longest wait."""
    soonest = min(run.deadline for run in running)
    ready = wait([run.process.sentinel for run in running], max(0, min(longest, soonest - time.monotonic())))
    now = time.monotonic()
    return [run for run in running if run.process.sentinel in ready or run.deadline <= now]


def _stop(running: list[_Run]) -> None:
    for run in running:
        processes.end_family(run.process.pid)
    while running:
        run = running.pop()
        run.stop()
        run.clear()


def _ending(code: int | None) -> str:
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
