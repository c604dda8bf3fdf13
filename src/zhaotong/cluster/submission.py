"""Reports made on the machines of a Dask cluster: what they need is sent there, what they made is put in place here."""

from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from helpers.text.language import _
from zhaotong.cluster.bundle import pack
from zhaotong.cluster.connection import connected
from zhaotong.cluster.task import Result, Task, installed, run_task
from zhaotong.reports.digests import digest
from zhaotong.reports.formats import PLAIN, Formats
from zhaotong.runs import jobs
from zhaotong.runs.jobs import Job, Outcome
from zhaotong.runs.pool import TIMEOUT

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Sent

DESERTED = 60  # seconds without any worker, after which none is expected to come back
_RETRIES = 2  # of what goes wrong on a worker before and after a run; Dask itself replaces workers that are lost
_PULSE = 2.0


def run_on_cluster(
    wanted: Iterable[Job], folder: Path, *, scheduler: str, timeout: float = TIMEOUT, formats: Formats = PLAIN
) -> Generator[Outcome, None, None]:
    """Make reports on a Dask cluster, and say of each how it ended, as it ends; one that fails stops no other.

    Its machines need this project installed, and no disk in common: notebooks and data are sent to them. A worker that
    is lost is told of, and costs only its running reports, which others make anew. An interrupt ends all runs, tells of
    each report that is not done as cancelled, and goes on. To end early otherwise, close the iterator.

    Parameters
    ----------
    wanted
        The jobs of reports, as `report_job` makes them.
    folder
        Where the reports go; what is known of failed runs is kept there under `.failed/`.
    scheduler
        The address of the cluster, such as tcp://host:8786.
    timeout
        Seconds after which a run is ended.
    formats
        Of the reports.

    Raises
    ------
    InputError
        The cluster cannot be reached, has no worker, or would make other reports than this machine.
    KeyboardInterrupt
        After an interrupt.
    """
    with connected(scheduler, formats) as client:
        jobs.clear_abandoned(folder)
        executor = client.get_executor(pure=False, retries=_RETRIES)
        running: dict[Future, Job] = {}
        try:
            sender = _Sender(client, timeout)
            for job in wanted:
                running[executor.submit(run_task, *sender.send(job))] = job
            deserted, workers = 0.0, _workers(client)
            while running:
                done = wait(running, _PULSE, FIRST_COMPLETED).done
                for future in done:
                    yield _settled(running.pop(future), future, folder)
                before, workers = workers, _workers(client)
                for address in sorted(before - workers) if running else ():
                    words = _("worker %(address)s is gone; the reports that it was making are made anew by others")
                    click.echo(words % {"address": address}, err=True)
                deserted = 0.0 if done or workers else deserted + _PULSE
                if deserted >= DESERTED:
                    executor.shutdown(wait=False)  # which ends all that are left
        except KeyboardInterrupt:
            executor.shutdown(wait=False)
            for job in running.values():
                yield Outcome(job, jobs.CANCELLED, job.cancelled)
            raise
        finally:
            executor.shutdown(wait=False)


def _workers(client: "Client") -> set[str]:
    """The addresses of the workers that there are; none where the scheduler cannot be asked."""
    try:
        return {*client.nthreads()}
    except (OSError, RuntimeError, ValueError):
        return set()


class _Sender:
    """Sends what reports are made from: to the scheduler once, from where Dask takes it to each worker once."""

    def __init__(self, client: "Client", timeout: float) -> None:
        self.client, self.timeout = client, timeout
        self.sent: dict[str, Sent] = {}
        self.data = cache(self._data)

    def send(self, job: Job) -> tuple[Task, "Sent", "Sent"]:
        """Return what `run_task` is to be called with."""
        [wanted] = job.arguments
        source = wanted.request.notebook.path
        notebook, data = self._send({source.name: source.read_bytes()}), self.data(wanted.data)
        return Task(job, notebook, data, self.timeout, installed()), self.sent[notebook], self.sent[data]

    def _data(self, folder: Path) -> str:
        return self._send({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})

    def _send(self, files: dict[str, bytes]) -> str:
        """Send files as a bundle, unless that was sent; return its digest."""
        bundle = pack(files)
        name = digest(bundle)
        if name not in self.sent:
            # As a task that gives what it is given, which Dask repeats where the worker that had it is lost.
            self.sent[name] = self.client.submit(bytes, bundle, key=f"zhaotong-{name}")
        return name


def _settled(job: Job, future: Future, folder: Path) -> Outcome:
    """Put a report in place, or keep what is known of its failure, and return how it ended."""
    try:
        result = future.result()
    except CancelledError:
        result = Result(jobs.FAILED, job.says(_("%(report)s was lost with the cluster") % {"report": job.stem}))
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        words = _("%(report)s could not be made on the cluster: %(reason)s")
        result = Result(jobs.FAILED, job.says(words % {"report": job.stem, "reason": reason}))
    status, message, path = result.status, result.message, None
    if status == jobs.OK:
        target = folder / job.notebook
        try:
            with jobs.files_aside(target, job.stem) as aside:
                for name, content in result.files.items():
                    (aside / name).write_bytes(content)
            path = target / f"{job.stem}.html"
        except OSError as error:
            status, message = jobs.FAILED, job.says(error)
    outcome = Outcome(job, status, message, result.cell, path, seconds=result.seconds)
    if status == jobs.OK:
        jobs.forget_failure(job, folder)
        return outcome
    return replace(outcome, kept=jobs.record_failure(outcome, folder, result.partial))
