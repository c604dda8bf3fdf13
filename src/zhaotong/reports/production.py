"""From orders to reports: those that stand are kept, the others checked whole, made side by side, and told."""

import math
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from helpers.figures.paths import data_folder
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.memory import A_REPORT, check_memory
from zhaotong.reports.artefacts import files_of
from zhaotong.reports.beside import complete_pages
from zhaotong.reports.digests import Inputs
from zhaotong.reports.folder import check_room, held, trouble
from zhaotong.reports.formats import Wishes
from zhaotong.reports.freshness import Standing
from zhaotong.reports.index import put_index
from zhaotong.reports.libraries import said_of_others
from zhaotong.reports.orders import Order
from zhaotong.reports.plan import Plan, Planner, Step, jobs_of, seconds_needed
from zhaotong.reports.preload import PRELOAD
from zhaotong.reports.telling import Teller
from zhaotong.runs import pool
from zhaotong.runs.jobs import CANCELLED, Job, Outcome
from zhaotong.runs.preload import CAN_FORK

Wanted = TypeVar("Wanted")


@dataclass(frozen=True)
class Runner:
    """What makes the reports that are wanted, on this machine or elsewhere.

    Attributes
    ----------
    run
        Takes jobs as there is room and the folder of reports; yields how each ended, as it ends.
    at_once
        How many runs are under way at once on this machine; none where others make them.
    """

    run: Callable[[Iterable[Job], Path], Generator[Outcome, None, None]]
    at_once: int = 0


def local_runner(workers: int | None = None, timeout: float = pool.TIMEOUT, engine: str | None = None) -> Runner:
    """Return what makes reports on this machine; the parameters are those of `pool.run_all`.

    Raises
    ------
    InputError
        The engine is unknown, or cannot serve on this system.
    """
    engine = pool.check_engine(engine)

    def run(jobs: Iterable[Job], folder: Path) -> Generator[Outcome, None, None]:
        if engine == "plain":
            unable = _("ordinary kernels are used: this system cannot fork them from a warm process")
            click.echo(_("ordinary kernels are used") if CAN_FORK else unable, err=True)
        return pool.run_all(jobs, folder, workers=workers, timeout=timeout, engine=engine, preload=PRELOAD)

    return Runner(run, workers or pool.default_workers())


def produce(
    orders: list[Order],
    folder: Path,
    wishes: Wishes,
    runner: Runner,
    force: bool = False,
    left_out: Iterable[str] = (),
    teller: Teller | None = None,
    fail_fast: bool = False,
) -> bool:
    """Make the reports that do not stand yet, or all with `force`, then the index, and say how each ended.

    Parameters
    ----------
    wishes
        The formats that are asked for or taken back.
    left_out
        Of each notebook that was asked for and cannot be read, why.
    fail_fast
        Begin nothing more when one has failed.

    Returns
    -------
    bool
        Whether all were made.

    Raises
    ------
    InputError
        An order cannot be made, or the folder cannot take the reports; nothing has run then.
    OSError
        A process may not take what a report needs; nothing has run then.
    KeyboardInterrupt
        After an interrupt, when everything is ended.
    """
    teller = teller or Teller()
    standing, plan = _planned(orders, folder, wishes, force)
    if runner.at_once:  # other machines are asked themselves
        for formats in {step.formats for step in plan.wanted}:
            formats.check()  # those that were asked for earlier, too
    jobs = jobs_of(plan, folder, standing)
    if jobs and runner.at_once:
        check_memory(A_REPORT)
    if jobs and (others := said_of_others()):
        teller.fault(others)
    with held(folder):
        check_room(folder, sum(step.page is None for step in plan.wanted), _sizes(standing))
        teller.plan(plan, left_out)
        teller.pages += [step.page for step in plan.kept if step.page]
        try:
            if jobs:
                teller.pages += _made(jobs, plan, folder, runner, standing, teller, fail_fast)
        except InputError:  # what makes them cannot be had: nothing has run
            raise
        except BaseException:
            _put_index(folder, teller)
            raise
        _put_index(folder, teller)
    if len(plan.steps) > 1:
        teller.summary()
    return not teller.failures and not teller.counts["index"] and not teller.counts["unread"]


def foresee(
    orders: list[Order],
    folder: Path,
    wishes: Wishes,
    runner: Runner,
    force: bool = False,
    left_out: Iterable[str] = (),
    teller: Teller | None = None,
) -> None:
    """Say what `produce` would make, why, and how long that would take; nothing is made, nor any folder.

    Raises
    ------
    InputError
        An order cannot be made.
    """
    teller = teller or Teller()
    standing, plan = _planned(orders, folder, wishes, force)
    teller.plan(plan, left_out)
    teller.planned(plan, seconds_needed(plan, standing, runner.at_once))


def _planned(orders: list[Order], folder: Path, wishes: Wishes, force: bool) -> tuple[Standing, Plan]:
    """What stands in a folder, and what is to be done there."""
    standing = Standing(folder, Inputs(data_folder()))
    return standing, Planner(standing, wishes, force).plan(orders)


def _made(
    jobs: list[tuple[Step, Job]],
    plan: Plan,
    folder: Path,
    runner: Runner,
    standing: Standing,
    teller: Teller,
    fail_fast: bool,
) -> Iterator[Path]:
    """Make reports, and tell of each as it ends; once nothing can be written any more, begin no other."""
    seconds = seconds_needed(plan, standing, runner.at_once)
    with (
        closing(_ended(jobs, folder, runner, standing, lambda: bool(teller.failures) and fail_fast)) as ended,
        closing(teller.outcomes(ended, len(jobs), len(plan.steps) == 1, runner.at_once, seconds)) as told,
    ):
        for outcome in told:
            if outcome.path:
                yield outcome.path
            elif outcome.status != CANCELLED and (reason := trouble(folder)):
                teller.fault(reason)
                return


def _sizes(standing: Standing) -> list[int]:
    """How many bytes each report has that stands, with all its files."""
    return [sum(path.stat().st_size for _ending, path in files_of(page)) for page, _record in standing.records]


def _put_index(folder: Path, teller: Teller) -> None:
    """Bring the index up to date, whatever happened before, and have pages link to what stands beside them."""
    try:
        teller.index(put_index(folder, data_folder()))
        complete_pages(teller.pages)
    except OSError as error:  # the disk is full, the folder not writable
        teller.fault(error)
        teller.counts["index"] += 1


def _ended(
    jobs: list[tuple[Step, Job]], folder: Path, runner: Runner, standing: Standing, stop: Callable[[], bool]
) -> Generator[tuple[Step, Outcome], None, None]:
    """Run jobs, and say of each how it ended, as it ends."""
    steps = {id(job): step for step, job in jobs}
    seconds = {step.notebook: standing.seconds(step.notebook) for step, _job in jobs}
    queue = longest_first([job for _step, job in jobs], seconds, lambda job: job.notebook)
    with closing(runner.run(_until(queue, stop), folder)) as outcomes:
        for outcome in outcomes:
            name = outcome.job.notebook
            seconds[name] = max(seconds[name] or 0, outcome.seconds)
            yield steps[id(outcome.job)], outcome


def _until(queue: Iterable[Job], stop: Callable[[], bool]) -> Iterator[Job]:
    """The jobs of a queue until no more are to begin."""
    for job in queue:
        if stop():
            return
        yield job


def longest_first(
    wanted: Iterable[Wanted], seconds: dict[str, float | None], notebook: Callable[[Wanted], str]
) -> Iterator[Wanted]:
    """Reports in the order in which to begin them: the longest do not end last, when others have nothing left to do.

    Parameters
    ----------
    seconds
        How long a report of each notebook takes; None where that is not known, which one of them tries out first. It
        may be filled in meanwhile.
    notebook
        Returns the name of the notebook of a report.
    """
    waiting: dict[str, deque[Wanted]] = defaultdict(deque)
    for each in wanted:
        waiting[notebook(each)].append(each)
    tried: set[str] = set()
    while waiting:
        name = max(waiting, key=lambda name: seconds[name] or (0 if name in tried else math.inf))
        tried.add(name)
        yield waiting[name].popleft()
        if not waiting[name]:
            del waiting[name]
