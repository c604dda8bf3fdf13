"""A zygote: a process with everything loaded, without threads, which runs nothing itself, and forks kernels."""

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing import Pipe, forkserver, resource_tracker
from multiprocessing.connection import Connection

from traitlets.config import Config

from zhaotong.runs.loading import loading
from zhaotong.runs.processes import die_with

_WANTED = (
    "helpers.questions.growth.charts",
    "statsmodels.stats.weightstats",
)  # what takes longest to load of what notebooks use
_INLINE = "module://matplotlib_inline.backend_inline"


@dataclass
class ForkedProcess:
    """A forked kernel, with as much of `subprocess.Popen` as its provisioner asks for.

    Attributes:
        zygote: the connection to the process that forked it, which tells of its end
    """

    pid: int
    zygote: Connection
    returncode: int | None = None
    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        if self.returncode is None and self.zygote.poll():
            self.wait()
        return self.returncode

    def wait(self) -> int:
        if self.returncode is None:
            _word, self.returncode = _heard(self.zygote)
        return self.returncode

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):  # it has just ended
                os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


_zygote: Connection | None = None


def start_zygote() -> int:
    """Fork the process from which the kernels of this one will be forked; to be called while it has no other thread.

    It does nothing else, so that each kernel begins with what was loaded and with no trace of the runs before.

    Returns its process number.
    """
    global _zygote
    sys.stdout.flush()
    sys.stderr.flush()
    ours, its = Pipe()
    worker = os.getpid()
    pid = _forked(partial(_fork_kernels, its), worker)
    its.close()
    _zygote = ours
    return pid


def has_zygote() -> bool:
    """Has this process one?"""
    return _zygote is not None


def fork_kernel(arguments: list[str], environment: dict[str, str], folder: str) -> ForkedProcess:
    """A kernel that listens, or one that died before; the one before it has ended.

    Args:
        arguments: what an ordinary kernel finds in its command line after its module
        folder: in which it works
    """
    with contextlib.suppress(OSError):  # the end of the zygote is heard below
        _zygote.send((arguments, environment, folder))
    word, number = _heard(_zygote)
    return ForkedProcess(number, _zygote) if word == "listens" else ForkedProcess(0, _zygote, returncode=number)


def _forked(be: Callable[[], None], parent: int) -> int:
    """The process number of a new process that is something, and ends with its parent."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        die_with(parent)
        be()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _heard(zygote: Connection) -> tuple[str, int]:
    """What it says of the kernel that it forked: that it "listens", and its process number; or "ended", and how."""
    try:
        return zygote.recv()
    except (EOFError, OSError):  # it was killed, and its kernel with it
        return "ended", -signal.SIGKILL


def _fork_kernels(asked: Connection) -> None:
    """Be a zygote: fork a kernel whenever one is asked for, and tell how it ended."""
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        if descriptor > 2 and descriptor != asked.fileno():
            with contextlib.suppress(OSError):  # the one that listed the folder
                os.close(descriptor)
    with loading():
        import ipykernel.kernelapp  # noqa: F401

        for name in _WANTED:  # while the worker loads what it needs itself
            import_module(name)
    zygote = os.getpid()
    with contextlib.suppress(EOFError):  # no more kernels are wanted
        while True:
            pid = _forked(partial(_be_kernel, asked, zygote, *asked.recv()), zygote)
            asked.send(("ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])))


def _be_kernel(zygote: Connection, parent: int, arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Become a kernel: what a new process would have, then ipykernel as it is."""
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(parent))
    os.chdir(folder)
    _start_afresh(arguments)
    # A run is no session to be remembered, and many at once would wait for each other at the file of the history.
    app = IPKernelApp.instance(config=Config(HistoryManager={"enabled": False}), parent_handle=parent)
    with _absent("debugpy"):  # nobody debugs a run, and loading the debugger takes as long as all else here
        app.initialize(arguments)
    with zygote:
        zygote.send(("listens", os.getpid()))
    app.start()
    sys.stdout.flush()
    sys.stderr.flush()


@contextlib.contextmanager
def _absent(module: str) -> Iterator[None]:
    """Who imports a module in between finds that it is not installed."""
    sys.modules[module] = None
    try:
        yield
    finally:
        del sys.modules[module]


def _start_afresh(arguments: list[str]) -> None:
    """Undo what a new process would not have from the one it was forked from."""
    import ipykernel_launcher
    import matplotlib as mpl
    import numpy as np

    from helpers.text.language import use_language

    own = os.path.dirname(os.path.abspath(sys.argv[0]))
    sys.path[:] = [path for path in sys.path if path and path != own]
    sys.argv = [ipykernel_launcher.__file__, *arguments]
    for shared in (resource_tracker._resource_tracker, forkserver._forkserver):
        shared.__init__()  # helpers of multiprocessing that belong to the process it was forked from
    np.random.seed()  # the standard library seeds its own generator after a fork
    mpl.rcParams["backend"] = os.environ.get("MPLBACKEND") or _INLINE  # read once, when matplotlib was imported
    use_language("en")
