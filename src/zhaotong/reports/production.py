"""From orders to reports: those that stand are kept, the others checked whole, made side by side, and told."""

import math
import os
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from helpers.figures.paths import PROJECT, data_folder
from helpers.parameters.errors import NotRecordedError
from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import Formats
from zhaotong.reports.freshness import Standing
from zhaotong.reports.index import write_index
from zhaotong.reports.orders import Order
from zhaotong.reports.preload import PRELOAD
from zhaotong.runs import pool
from zhaotong.runs.jobs import CANCELLED, OK, Job, Outcome
from zhaotong.runs.preload import CAN_FORK, loading

Wanted = TypeVar("Wanted")
REPORTS = PROJECT / "reports"
_FEW = 10  # reports that a terminal is told of one by one


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
    formats: Formats,
    runner: Runner,
    force: bool = False,
    left_out: Iterable[str] = (),
) -> bool:
    """Make the reports that do not stand yet, or all with `force`, then the index, and say how each ended.

    Parameters
    ----------
    left_out
        Of each notebook that was asked for and cannot be read, why.

    Returns
    -------
    bool
        Whether all were made.

    Raises
    ------
    InputError
        An order cannot be made; nothing has run then.
    KeyboardInterrupt
        After an interrupt, when everything is ended.
    """
    standing = Standing(folder, Inputs(data_folder()))
    pages = [None if force else standing.current(order, formats) for order in orders]
    kept = [page for page in pages if page]
    wanted = [order for order, page in zip(orders, pages, strict=True) if page is None]
    counts, failures = Counter(unchanged=len(kept)), []
    for fault in left_out:
        click.echo(_("left out: %(reason)s") % {"reason": fault}, err=True)
        counts["unread"] += 1
    if len(kept) <= _FEW or not sys.stdout.isatty():
        for page in kept:
            click.echo(_("%(page)s (unchanged)") % {"page": os.path.relpath(page)})
    if wanted:
        ending = _made(wanted, folder, formats, runner, standing)
        for outcome in _told(ending, len(wanted), alone=len(orders) == 1, at_once=runner.at_once):
            counts[outcome.status] += 1
            if outcome.status not in (OK, CANCELLED):  # an interrupt is told once, for all
                failures.append(outcome)
    try:
        click.echo(os.path.relpath(make_index(folder)))
    except OSError as error:  # the disk is full, the folder not writable
        click.echo(error, err=True)
        counts["index"] += 1
    if len(orders) > 1:
        _summarise(counts, failures)
    return not failures and not counts["index"] and not counts["unread"]


def _made(orders: list[Order], folder: Path, formats: Formats, runner: Runner, standing: Standing) -> Iterator[Outcome]:
    """Check all orders, then make them."""
    with loading():  # 0.5 s, for pydantic and the types of parameters, which is not needed where all stand
        from helpers.figures.observations import load_observations
        from zhaotong.reports.requests import report_job, request_report

    observations = load_observations()
    requests, faults = [], []
    for order in orders:
        try:
            requests.append(request_report(order.notebook, order.given, observations, order.language))
        except InputError as error:
            if order.may_lack and isinstance(error, NotRecordedError):
                words = _("%(notebook)s is left out; %(reason)s")
                click.echo(words % {"notebook": order.notebook.name, "reason": error}, err=True)
            else:
                faults.append(str(error))
    if faults:
        raise InputError("\n".join(dict.fromkeys(faults)))
    jobs = [report_job(request, observations, folder, formats, standing.inputs) for request in requests]
    seconds = {job.notebook: standing.seconds(job.notebook) for job in jobs}
    queue = longest_first(jobs, seconds, lambda job: job.notebook)
    with closing(runner.run(queue, folder)) as outcomes:
        for outcome in outcomes:
            name = outcome.job.notebook
            seconds[name] = max(seconds[name] or 0, outcome.seconds)
            yield outcome


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


def _told(outcomes: Iterable[Outcome], count: int, alone: bool, at_once: int) -> Iterator[Outcome]:
    """Say of each run how it ended: a line each, or on a terminal one line that says how far all are."""
    if alone or not sys.stdout.isatty():
        for outcome in outcomes:
            _tell(outcome)
            yield outcome
        return
    done, failed = 0, 0

    def words(_outcome: Outcome | None) -> str:
        running = min(at_once, count - done)
        parts = [_("%(n)s running") % {"n": running}] if running else []
        parts += [_("%(n)s failed") % {"n": failed}] if failed else []
        return _(", ").join(parts)

    with click.progressbar(length=count, show_pos=True, item_show_func=words) as bar:
        for outcome in outcomes:
            done += 1
            failed += outcome.status not in (OK, CANCELLED)
            bar.update(1, outcome)
            yield outcome


def _tell(outcome: Outcome) -> None:
    if outcome.path:
        click.echo(os.path.relpath(outcome.path))
    elif outcome.status != CANCELLED:
        names = {"message": outcome.message, "file": os.path.relpath(outcome.kept) if outcome.kept else ""}
        click.echo(_("%(message)s (kept: %(file)s)") % names if outcome.kept else outcome.message, err=True)


def _summarise(counts: Counter, failures: list[Outcome]) -> None:
    """One line for all, and the failures last."""
    numbers = {"made": counts[OK], "unchanged": counts["unchanged"], "failed": len(failures)}
    click.echo(_("made %(made)s, unchanged %(unchanged)s, failed %(failed)s") % numbers)
    if sys.stdout.isatty():
        for outcome in failures:
            _tell(outcome)


def make_index(folder: Path) -> Path:
    """The page that lists the reports in a folder."""
    path, aside = folder / "index.html", folder / f".index-{os.getpid()}.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside.write_text(write_index(folder, data_folder()), encoding="utf-8", newline="\n")
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    return path
