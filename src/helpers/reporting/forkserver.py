"""The warm process that runs are forked from: Python's own fork server, with all that a report needs loaded in it.

It is a process of its own, so that nothing the command does, and no thread of a program that uses these modules, can
reach a run.
"""

import multiprocessing
import signal
import sys
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

# On macOS the system's own libraries may not be used after a fork, which is why Python itself avoids it there.
CAN_FORK = sys.platform == "linux"
WARM = "helpers.reporting.warm"


def context() -> BaseContext:
    """How the processes of runs are started: forked from the warm process or, where that cannot be, anew."""
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    start()
    return multiprocessing.get_context("forkserver")


def start() -> None:
    """Let the warm process begin to load, where it has not begun: that takes two seconds, and nobody waits for it."""
    forkserver.set_forkserver_preload([WARM])
    # Ctrl-C in the terminal would reach it while it loads, and fill the terminal with where it was.
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
