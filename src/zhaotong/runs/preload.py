"""What is loaded before runs, so that processes forked from where it is loaded start with it; and how they start."""

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pkgutil import resolve_name

# On macOS the system's own libraries may not be used after a fork, which is why Python itself avoids it there.
CAN_FORK = sys.platform == "linux"
ENGINES = ("warm", "plain") if CAN_FORK else ("plain",)


@dataclass(frozen=True)
class Preload:
    """What runs need loaded: names of modules, or of functions to call, written "module:function".

    Attributes
    ----------
    modules
        Modules that load all that runs need, for the process that several runs are forked from.
    worker
        What the worker of a lone run needs after its notebook, loaded while that is executed.
    kernel
        What each fork server of kernels loads: for a lone run what its notebook takes longest to import, while its
        worker loads what it needs itself.
    """

    modules: tuple[str, ...] = ()
    worker: tuple[str, ...] = ()
    kernel: tuple[str, ...] = ()


@contextmanager
def loading() -> Iterator[None]:
    """Load without looking for garbage, of which modules make none: the search takes a fifth of the time.

    What is loaded stays: it is never looked at again, and its pages stay shared with processes forked.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load(names: Iterable[str]) -> None:
    """Import modules, and call functions named "module:function"."""
    with loading():
        for name in names:
            found = resolve_name(name)
            if ":" in name:
                found()


def process_context(preload: Preload, several: bool) -> BaseContext:
    """How the workers of runs are started: forked from a process that has all loaded or, where that cannot be, anew.

    A process without threads, such as that of the command, forks them itself: what it has loaded so far need not be
    loaded again. Where there are threads, which do not survive a fork while what they hold locked does, a process of
    its own does nothing but load and fork: Python's own fork server.

    Parameters
    ----------
    preload
        What is loaded before several workers are forked.
    several
        Whether there is more than one run; a lone one loads what it needs in its two processes side by side.
    """
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    # A program that starts runs without asking whether it is the main one is imported anew by the fork server, which
    # must then refuse, instead of starting all of them once more.
    imported_anew = getattr(multiprocessing.current_process(), "_inheriting", False)
    if len(os.listdir("/proc/self/task")) == 1 and not imported_anew:
        if several:
            load(preload.modules)
        return multiprocessing.get_context("fork")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(list(preload.modules))
    return server
