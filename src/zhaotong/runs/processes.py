"""Processes that must not outlive what started them: how they are bound to it, and how a whole family is ended."""

import ctypes
import os
import signal
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

import psutil

ASKED = [number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]  # to end
_DEATH_SIGNAL, _SUBREAPER = 1, 36  # PR_SET_PDEATHSIG and PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


def lead_session() -> None:
    """Let this process lead a session of its own, which can be ended whole, and inherit the orphans of its family."""
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C in the terminal reaches only who started this process, who ends it
    _control(_SUBREAPER, 1)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let this process, and those that it starts meanwhile, hear only afterwards that they are asked to end.

    A process that is forked has the handlers of its parent until it sets its own, and would complain of an interrupt.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ASKED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def be_disturbed() -> None:
    """Hear, in a process that was started undisturbed, what it is asked from now on."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ASKED)


def die_with(parent: int) -> None:
    """End this process at once when the one that forked it ends, however that ends."""
    _control(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended in between
        os._exit(1)


def _control(option: int, value: int) -> None:
    """Linux only; elsewhere nothing is forked, and ordinary kernels look after their parent themselves."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def end_family(pid: int) -> None:
    """End another process that leads a session, its group, and all that descend from it, in whatever sessions."""
    _stop(pid)  # first: it may be starting one more, which would be missed
    family = _descendants(pid)
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    with suppress(psutil.Error):
        family.append(psutil.Process(pid))
    _kill(family)


def end_descendants(spared: Collection[int] = ()) -> None:
    """End all that descend from this process, except those of some numbers."""
    family = [process for process in _descendants(os.getpid()) if process.pid not in spared]
    _kill(family)
    psutil.wait_procs(family, timeout=10)  # whose parent ended before them, this one inherits and must bury


def _stop(pid: int) -> None:
    with suppress(psutil.Error):
        psutil.Process(pid).suspend()


def _descendants(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _kill(family: list[psutil.Process]) -> None:
    for process in family:
        with suppress(psutil.Error):
            process.kill()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def free_memory() -> int:
    """How many bytes of memory are free for use."""
    return psutil.virtual_memory().available
