"""From orders to reports: those that stand are kept, the others checked whole, made side by side, and told."""

import math
import os
import sys
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from helpers.figures.paths import PROJECT, data_folder
from helpers.parameters.declarations import NotRecordedError
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import Form
from zhaotong.reports.freshness import Standing
from zhaotong.reports.index import write_index
from zhaotong.reports.orders import Order
from helpers.text.messages import InputError
from zhaotong.runs.jobs import CANCELLED, OK, Outcome
from zhaotong.runs.loading import loading

Wanted = TypeVar("Wanted")
REPORTS = PROJECT / "reports"
_FEW = 10  # reports that a terminal is told of one by one


@dataclass(frozen=True)
class Way:
    """How reports are made: how many at once, how long each may take, by which kind of kernel, or on which cluster."""

    workers: int | None
    timeout: float
    engine: str | None
    scheduler: str | None = None


def produce(orders: list[Order], folder: Path, form: Form, way: Way, force: bool = False) -> bool:
    """Make the reports that do not stand yet, or all with `force`, then the index; say how each ended. Were all made?

    Raises:
        InputError: an order cannot be made; nothing has run then
        KeyboardInterrupt: after an interrupt, when everything is ended
    """
    standing = Standing(folder, Inputs(data_folder()))
    pages = [None if force else standing.current(order, form) for order in orders]
    kept = [page for page in pages if page]
    wanted = [order for order, page in zip(orders, pages, strict=True) if page is None]
    counts, failures = Counter(unchanged=len(kept)), []
    if len(kept) <= _FEW or not sys.stdout.isatty():
        for page in kept:
            click.echo(f"{os.path.relpath(page)} (unchanged)")
    if wanted:
        ending = _made(wanted, folder, form, way, standing)
        for outcome in _told(ending, len(wanted), alone=len(orders) == 1, at_once=_at_once(way)):
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
    return not failures and not counts["index"]


def _made(orders: list[Order], folder: Path, form: Form, way: Way, standing: Standing) -> Iterator[Outcome]:
    """Check all orders, then make them."""
    # what these load is not needed where nothing is to be made
    with loading():
        from helpers.figures.observations import load_observations
        from zhaotong.reports.requests import report_job, request_report
        from zhaotong.reports.version import project_version
        from zhaotong.runs.forks import CAN_FORK
        from zhaotong.runs.pool import check_engine, run_all

    engine = check_engine(way.engine)
    observations = load_observations()
    requests, faults = [], []
    for order in orders:
        try:
            requests.append(request_report(order.notebook, order.given, observations))
        except InputError as error:
            if order.may_lack and isinstance(error, NotRecordedError):
                click.echo(f"{order.notebook.name} is left out; {error}", err=True)
            else:
                faults.append(str(error))
    if faults:
        raise InputError("\n".join(dict.fromkeys(faults)))
    if engine == "plain":
        reason = "" if CAN_FORK else ": this system cannot fork them from a warm process"
        click.echo(f"ordinary kernels are used{reason}", err=True)
    seconds = {name: standing.seconds(name) for name in {request.notebook.name for request in requests}}
    if way.scheduler:
        from zhaotong.cluster.submission import run_on_cluster

        queue = longest_first(requests, seconds, lambda request: request.notebook.name)
        ending = run_on_cluster(queue, folder, scheduler=way.scheduler, timeout=way.timeout, form=form)
    else:
        version = project_version()
        jobs = [report_job(request, observations, folder, form, version, standing.inputs) for request in requests]
        queue = longest_first(jobs, seconds, lambda job: job.notebook)
        shared = (observations, standing.inputs)
        ending = run_all(queue, folder, workers=way.workers, timeout=way.timeout, engine=engine, shared=shared)
    with closing(ending) as outcomes:
        for outcome in outcomes:
            name = outcome.job.notebook
            seconds[name] = max(seconds[name] or 0, outcome.seconds)
            yield outcome


def longest_first(
    wanted: Iterable[Wanted], seconds: dict[str, float | None], notebook: Callable[[Wanted], str]
) -> Iterator[Wanted]:
    """Reports in the order in which to begin them: the longest do not end last, when others have nothing left to do.

    Args:
        notebook: the name of the notebook of one
        seconds: how long a report of each notebook takes; None where that is not known, which one of them tries out
            first. It may be filled in meanwhile.
    """
    waiting = defaultdict(deque)
    for each in wanted:
        waiting[notebook(each)].append(each)
    tried = set()
    while waiting:
        name = max(waiting, key=lambda name: seconds[name] or (0 if name in tried else math.inf))
        tried.add(name)
        yield waiting[name].popleft()
        if not waiting[name]:
            del waiting[name]


def _at_once(way: Way) -> int:
    """How many runs are under way at once on this machine; none where a cluster makes them."""
    if way.scheduler:
        return 0
    from zhaotong.runs.pool import default_workers

    return way.workers or default_workers()


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
        return ", ".join([*([f"{running} running"] if running else []), *([f"{failed} failed"] if failed else [])])

    with click.progressbar(length=count, show_pos=True, item_show_func=words) as bar:
        for outcome in outcomes:
            done += 1
            failed += outcome.status not in (OK, CANCELLED)
            bar.update(1, outcome)
            yield outcome


def _tell(outcome: Outcome) -> None:
    if outcome.status == OK:
        click.echo(os.path.relpath(outcome.path))
    elif outcome.status != CANCELLED:
        where = f" (kept: {os.path.relpath(outcome.kept)})" if outcome.kept else ""
        click.echo(f"{outcome.message}{where}", err=True)


def _summarise(counts: Counter, failures: list[Outcome]) -> None:
    """One line for all, and the failures last."""
    failed = len(failures)
    click.echo(f"made {counts[OK]}, unchanged {counts['unchanged']}, failed {failed}")
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
