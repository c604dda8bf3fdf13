"""What a forked process does to be a kernel; loaded by fork servers alone, before they fork.

A forked kernel is an ipykernel as it is: what differs is only how its process comes to be.
"""

import asyncio
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection

import ipykernel_launcher
import matplotlib as mpl
import numpy as np
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from zhaotong.runs.last_words import keep_words

_INLINE = "module://matplotlib_inline.backend_inline"


def run_kernel(
    client: Connection, parent: int, arguments: list[str], environment: dict[str, str], folder: str, errors: str
) -> None:
    """Be a kernel until it is asked to end; its first word to the client is that it listens.

    Parameters
    ----------
    client
        The process that asked for the kernel.
    parent
        The process number of the fork server.
    arguments, environment, folder
        What an ordinary kernel is started with: its command line after its module, and where it works.
    errors
        The file that takes what it says before it listens; where there is none, standard error does.
    """
    if errors:
        keep_words(errors)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(parent))
    os.chdir(folder)
    _undo_inheritance(arguments)
    # A run is no session to be remembered, and many at once would wait for each other at the file of the history.
    app = IPKernelApp.instance(config=Config(HistoryManager={"enabled": False}), parent_handle=parent)
    with _absent("debugpy"):  # nobody debugs a run, and loading the debugger takes as long as all else here
        app.initialize(arguments)
    with client:
        client.send(("listens", os.getpid()))
    try:
        app.start()
    except Exception:
        with open(errors or os.devnull, "a", encoding="utf-8") as told:  # standard error is the notebook's by now
            traceback.print_exc(file=told)
        raise
    sys.stdout.flush()
    sys.stderr.flush()


@contextlib.contextmanager
def _absent(module: str) -> Iterator[None]:
    """Let imports of a module fail meanwhile, as if it were not installed."""
    sys.modules[module] = None  # type: ignore[assignment]  # what Python itself documents for this
    try:
        yield
    finally:
        del sys.modules[module]


def _undo_inheritance(arguments: list[str]) -> None:
    """Undo what a new process would not have from the one it was forked from."""
    own = os.path.dirname(os.path.abspath(sys.argv[0]))
    sys.path[:] = [path for path in sys.path if path and path != own]
    sys.argv = [ipykernel_launcher.__file__, *arguments]
    asyncio.set_event_loop(asyncio.new_event_loop())  # one that ran before the fork has lost what it listened to
    # Helpers of multiprocessing that belong to the process it was forked from are forgotten.
    resource_tracker._resource_tracker.__init__()  # type: ignore[misc]
    forkserver._forkserver.__init__()  # type: ignore[misc]
    np.random.seed()  # the standard library seeds its own generator after a fork
    mpl.rcParams["backend"] = os.environ.get("MPLBACKEND") or _INLINE  # read once, when matplotlib was imported
