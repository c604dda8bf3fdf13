"""A connection to a Dask cluster of which every machine would make the same reports as this one."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from helpers.text.messages import InputError, shortened
from zhaotong.cluster.task import installed, unfit
from zhaotong.reports.formats import Formats

if TYPE_CHECKING:
    from distributed import Client

REACHED = 10  # seconds within which a scheduler answers and has a worker


@contextmanager
def connected(scheduler: str, formats: Formats) -> "Iterator[Client]":
    """Provide a client of a cluster, which logs nothing itself: what matters is told as an outcome.

    Parameters
    ----------
    scheduler
        The address of the cluster.
    formats
        Of the reports that are to be made there.

    Raises
    ------
    InputError
        The cluster cannot be reached, has no worker, or would make other reports than this machine.
    """
    try:
        from distributed import Client  # 0.9 s, and an extra that may not be installed
    except ImportError:
        raise InputError(
            "--scheduler wants dask.distributed, which is not installed: make setup installs it, "
            "or pip install -e '.[cluster]'"
        ) from None
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        try:
            with warnings.catch_warnings(action="ignore"):  # of versions, which are compared below
                client = Client(scheduler, timeout=REACHED, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            raise InputError(f'--scheduler "{shortened(scheduler)}" cannot be reached: {reason}') from None
        with client:
            _check_machines(client, scheduler, formats)
            yield client
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _check_machines(client: "Client", scheduler: str, formats: Formats) -> None:
    try:
        client.wait_for_workers(1, timeout=REACHED)
    except TimeoutError:
        raise InputError(f"--scheduler {scheduler} has no worker; start one with: dask worker {scheduler}") from None
    asked = client.run(unfit, installed(), formats, on_error="return")
    answers: dict[str, str | Exception] = {"the scheduler": _asked_of_scheduler(client)}
    answers |= {f"worker {where}": asked[where] for where in asked}
    for who, answer in answers.items():
        if isinstance(answer, BaseException):
            answer = f"does not have zhaotong-growth as it is on this machine ({answer})"
        if answer:
            raise InputError(f"{who} {answer}; install the same on both, and start it anew")


def _asked_of_scheduler(client: "Client") -> str | Exception:
    """Ask the scheduler, which makes no report, and need not print."""
    try:
        return client.run_on_scheduler(unfit, installed(), Formats())
    except Exception as error:
        return error
