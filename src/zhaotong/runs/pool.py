"""Many runs at once: as many as there is room for, each by a worker, and how each ended."""

import atexit
import math
import os
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path

from helpers.text.language import _, either
from helpers.text.messages import InputError, shortened
from zhaotong.runs import jobs, processes
from zhaotong.runs.jobs import Job, Outcome
from zhaotong.runs.preload import ENGINES, Preload, process_context
from zhaotong.runs.workers import Run, Worker, dismiss, ended_runs, fit_worker, stop_runs

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
    preload: Preload = Preload(),  # noqa: B008  # it cannot change
    stop: Callable[[], bool] | None = None,
) -> Generator[Outcome, None, None]:
    """Make reports, several at once, and say of each how it ended, as it ends; one that fails stops no other.

    An interrupt ends every run that is under way, tells of each job that is not done as cancelled, and goes on. To end
    early otherwise, close the iterator.

    Parameters
    ----------
    wanted
        The jobs, taken as there is room.
    folder
        Where the reports go; what is known of failed runs is kept there under `.failed/`.
    workers
        How many at once; as many as there are processors and memory for, unless given.
    timeout
        Seconds after which a run is ended.
    engine
        "warm", kernels forked from a process that has all loaded, or "plain", ordinary ones.
    preload
        What is loaded before workers and warm kernels are forked.
    stop
        Asked twice a second, where no interrupt can come; its yes is one.

    Raises
    ------
    InputError
        The engine is unknown, or cannot serve on this system.
    KeyboardInterrupt
        After an interrupt, when everything is ended.
    OSError
        There is not even room for one.
    """
    engine = check_engine(engine)
    jobs.clear_abandoned(folder)
    queue = iter(wanted)
    first = list(islice(queue, 2))
    queue = chain(first, queue)
    room = workers or default_workers()
    context = process_context(preload, several=len(first) > 1)
    running: list[Run] = []
    idle: list[Worker] = []
    with _ended_at_exit() as at_end:
        temporary = tempfile.TemporaryDirectory(prefix="zhaotong-", dir=_short(), ignore_cleanup_errors=True)
        scratch = Path(at_end.enter_context(temporary))
        at_end.callback(dismiss, idle)
        at_end.callback(stop_runs, running)
        try:
            while True:
                while len(running) < room and (job := next(queue, None)):
                    try:
                        worker = fit_worker(idle) or Worker(context, engine, preload, folder, scratch)
                    except OSError:  # the system allows no more processes or open files
                        if not running:
                            raise
                        queue, room = chain([job], queue), len(running)
                        break
                    running.append(Run(job, worker, timeout, folder, scratch))
                if not running:
                    return
                if stop and stop():
                    raise KeyboardInterrupt
                for run in ended_runs(running, PULSE if stop else math.inf):
                    outcome = run.settle()
                    running.remove(run)
                    if outcome.status == jobs.OK:
                        idle.append(run.worker)
                    yield outcome
        except KeyboardInterrupt:
            unfinished = [*(run.job for run in running), *queue]
            stop_runs(running)
            for job in unfinished:
                yield Outcome(job, jobs.CANCELLED, job.cancelled)
            raise


@contextmanager
def _ended_at_exit() -> Iterator[ExitStack]:
    """What is to be done at the end: of the block or, where that is not reached, of this process.

    Whoever takes the outcomes may fail, and its error may keep the iterator from being closed. Python would then wait
    for the workers, which wait to be asked.
    """
    with ExitStack() as at_end:
        atexit.register(at_end.close)
        at_end.callback(atexit.unregister, at_end.close)
        yield at_end


def check_engine(engine: str | None) -> str:
    """The engine that serves where none is named, or the named one.

    Raises
    ------
    InputError
        The engine is unknown, or cannot serve on this system.
    """
    if engine is None:
        return ENGINES[0]
    if engine not in ENGINES:
        words = _('engine "%(engine)s": on this system %(known)s is expected')
        raise InputError(words % {"engine": shortened(engine), "known": either([*ENGINES])})
    return engine


def default_workers() -> int:
    """As many as there are processors, and not more than there is memory for."""
    return max(1, min(processes.processors(), processes.free_memory() // MEMORY))


def _short() -> str | None:
    """Where temporary folders go if the usual place is too deep: the address of a socket has a hundred characters."""
    return "/tmp" if os.name == "posix" and len(os.fsencode(tempfile.gettempdir())) > 50 else None
