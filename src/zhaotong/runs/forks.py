"""What runs are forked from, with all that a report needs loaded: this process, or Python's own fork server."""

import multiprocessing
import os
import sys
from importlib import import_module
from multiprocessing.context import BaseContext

# On macOS the system's own libraries may not be used after a fork, which is why Python itself avoids it there.
CAN_FORK = sys.platform == "linux"
WARM = "zhaotong.reports.preload"


def context(several: bool) -> BaseContext:
    """How the processes of runs are started: forked from a warm one or, where that cannot be, anew.

    A process without threads, such as that of the command, forks them itself: what it has loaded so far need not be
    loaded again. Where there are threads, which do not survive a fork while what they hold locked does, a process of
    its own does nothing but load and fork.

    Args:
        several: whether there is more than one run; one alone loads what it needs, in its two processes side by side
    """
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    # A program that starts runs without asking whether it is the main one is imported anew by the fork server, which
    # must then refuse, instead of starting all of them once more.
    imported_anew = getattr(multiprocessing.current_process(), "_inheriting", False)
    if len(os.listdir("/proc/self/task")) == 1 and not imported_anew:
        if several:
            import_module(WARM)
        return multiprocessing.get_context("fork")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload([WARM])
    return server
