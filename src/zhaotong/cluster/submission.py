"""Reports made on the machines of a Dask cluster: what they need is sent there, what they made is put in place here."""

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.figures.observations import Observations, load_observations
from zhaotong.cluster.bundle import pack
from zhaotong.cluster.connection import connected
from zhaotong.cluster.task import Delivery, Errand, installed, run_errand
from zhaotong.reports.digests import digest
from zhaotong.reports.formats import PLAIN, Form
from zhaotong.reports.requests import Request, report_job
from zhaotong.reports.version import project_version
from zhaotong.runs import jobs
from zhaotong.runs.jobs import Job, Outcome
from zhaotong.runs.pool import TIMEOUT

if TYPE_CHECKING:
    from distributed import Client

DESERTED = 60  # seconds without any worker, after which none is expected to come back
_RETRIES = 2  # of what goes wrong on a worker before and after a run; Dask itself replaces workers that are lost
_PULSE = 2.0


def run_on_cluster(
    requests: Iterable[Request], folder: Path, *, scheduler: str, timeout: float = TIMEOUT, form: Form = PLAIN
) -> Iterator[Outcome]:
    """Make reports on a Dask cluster, and say of each how it ended, as it ends; one that fails stops no other.

    Its machines need this project installed, and no disk in common: notebooks and data are sent to them. A worker that
    is lost costs only its running reports, which others make anew. An interrupt ends all runs, tells of each report
    that is not done as cancelled, and goes on. To end early otherwise, close the iterator.

    Args:
        requests: the reports, for data in the folder that `load_observations` finds
        folder: where the reports go; what is known of failed runs is kept there under `.failed/`
        scheduler: the address of the cluster, such as tcp://host:8786
        timeout: seconds after which a run is ended

    Raises:
        InputError: the cluster cannot be reached, has no worker, or would make other reports than this machine
        KeyboardInterrupt: after an interrupt
    """
    with connected(scheduler, form) as client:
        jobs.clear_abandoned(folder)
        executor = client.get_executor(pure=False, retries=_RETRIES)
        running: dict[Future, Job] = {}
        try:
            observations = load_observations()
            sender = _Sender(client, observations, form, timeout)
            for request in requests:
                job = report_job(request, observations, folder, form=form)
                running[executor.submit(run_errand, *sender.send(request, job))] = job
            deserted = 0.0
            while running:
                done = wait(running, _PULSE, FIRST_COMPLETED).done
                for future in done:
                    yield _settled(running.pop(future), future, folder)
                deserted = 0.0 if done or _has_workers(client) else deserted + _PULSE
                if deserted >= DESERTED:
                    executor.shutdown(wait=False)  # which ends all that are left
        except KeyboardInterrupt:
            executor.shutdown(wait=False)
            for job in running.values():
                yield Outcome(job, jobs.CANCELLED, f"{job.notebook}: {job.stem} was cancelled")
            raise
        finally:
            executor.shutdown(wait=False)


def _has_workers(client: "Client") -> bool:
    try:
        return bool(client.nthreads())
    except (OSError, RuntimeError, ValueError):
        return False


class _Sender:
    """Sends what reports are made from: to the scheduler once, from where Dask takes it to each worker once."""

    def __init__(self, client: "Client", observations: Observations, form: Form, timeout: float) -> None:
        self.client, self.observations, self.form, self.timeout = client, observations, form, timeout
        self.version = project_version()
        self.sent: dict[str, object] = {}
        files = [path for path in observations.folder.iterdir() if path.is_file()]
        self.data = self._sent({path.name: path.read_bytes() for path in files})

    def send(self, request: Request, job: Job) -> tuple:
        """What `run_errand` is to be called with."""
        notebook = self._sent({request.notebook.path.name: request.notebook.path.read_bytes()})
        errand = Errand(
            job.notebook,
            job.stem,
            request.values,
            request.given,
            request.data,
            self.form,
            notebook,
            self.data,
            self.version,
            self.timeout,
            installed(),
        )
        return errand, self.sent[notebook], self.sent[self.data]

    def _sent(self, files: dict[str, bytes]) -> str:
        parcel = pack(files)
        name = digest(parcel)
        if name not in self.sent:
            # As a task that gives what it is given, which Dask repeats where the worker that had it is lost.
            self.sent[name] = self.client.submit(bytes, parcel, key=f"zhaotong-{name}")
        return name


def _settled(job: Job, future: Future, folder: Path) -> Outcome:
    """How a report ended, now that it is in place or what is known of its failure is kept."""
    try:
        delivery = future.result()
    except CancelledError:
        delivery = Delivery(jobs.FAILED, f"{job.notebook}: {job.stem} was lost with the cluster")
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        delivery = Delivery(jobs.FAILED, f"{job.notebook}: {job.stem} could not be made on the cluster: {reason}")
    status, message, path = delivery.status, delivery.message, None
    if status == jobs.OK:
        target = folder / job.notebook
        try:
            with jobs.files_aside(target, job.stem) as aside:
                for name, content in delivery.files.items():
                    (aside / name).write_bytes(content)
            path = target / f"{job.stem}.html"
        except OSError as error:
            status, message = jobs.FAILED, f"{job.notebook}: {error}"
    outcome = Outcome(job, status, message, delivery.cell, path, seconds=delivery.seconds)
    if status == jobs.OK:
        jobs.forget_failure(job, folder)
        return outcome
    return replace(outcome, kept=jobs.record_failure(outcome, folder, delivery.partial))
