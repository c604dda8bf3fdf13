"""A connection to a Dask cluster of which every machine would make the same reports as this one."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.cluster.task import Unfit, installed, unfit
from zhaotong.reports.formats import Formats

if TYPE_CHECKING:
    from distributed import Client

REACHED = 10  # seconds within which a scheduler answers
STAFFED = 10  # seconds within which it has a worker


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
        words = _(
            "--scheduler wants dask.distributed, which is not installed: make setup installs it, "
            "or pip install -e '.[cluster]'"
        )
        raise InputError(words) from None
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        try:
            with warnings.catch_warnings(action="ignore"):  # of versions, which are compared below
                client = Client(scheduler, timeout=REACHED, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            names = {"address": shortened(scheduler), "reason": " ".join(str(error).split())}
            words = _('--scheduler "%(address)s" cannot be reached: %(reason)s')
            raise InputError(words % names) from None
        with client:
            _check_machines(client, scheduler, formats)
            yield client
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _check_machines(client: "Client", scheduler: str, formats: Formats) -> None:
    try:
        client.wait_for_workers(1, timeout=STAFFED)
    except TimeoutError:
        words = _("--scheduler %(address)s has no worker; start one with: dask worker %(address)s")
        raise InputError(words % {"address": scheduler}) from None
    asked = client.run(unfit, installed(), formats, on_error="return")
    answers: dict[str, Unfit | Exception | None] = {_("the scheduler"): _asked_of_scheduler(client)}
    answers |= {_("worker %(address)s") % {"address": where}: asked[where] for where in asked}
    for who, answer in answers.items():
        if isinstance(answer, BaseException):
            words = _(
                "%(machine)s does not have zhaotong-growth as it is on this machine (%(reason)s); "
                "install the same on both, and start it anew"
            )
            raise InputError(words % {"machine": who, "reason": answer})
        if answer:
            words = _("%(unfit)s; install the same on both, and start it anew")
            raise InputError(words % {"unfit": answer.said(who)})


def _asked_of_scheduler(client: "Client") -> "Unfit | Exception | None":
    """Ask the scheduler, which makes no report, and need not print."""
    try:
        return client.run_on_scheduler(unfit, installed(), Formats())
    except Exception as error:
        return error
