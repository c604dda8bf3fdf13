"""A fork server: a process without threads that has all loaded, runs nothing itself, and forks kernels.

Each kernel begins with what is loaded and with no trace of the runs before it. A server forks one kernel at a time.
"""

import contextlib
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait

from zhaotong.runs.preload import load
from zhaotong.runs.processes import die_with, end_descendants, lead_session


@dataclass
class ForkedProcess:
    """A forked kernel, with as much of `subprocess.Popen` as its provisioner asks for.

    Attributes
    ----------
    server
        The connection to the process that forked it, which tells of its end.
    """

    pid: int
    server: Connection
    returncode: int | None = None
    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        if self.returncode is None and self.server.poll():
            self.wait()
        return self.returncode

    def wait(self) -> int:
        if self.returncode is None:
            _word, self.returncode = _heard(self.server)
        return self.returncode

    def send_signal(self, signum: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):  # it has just ended
                os.kill(self.pid, signum)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class ForkServer:
    """A fork server, for the process that has it fork kernels.

    Attributes
    ----------
    pid
        Its process number.
    """

    def __init__(self, pid: int, connection: Connection, process: subprocess.Popen | None = None) -> None:
        self.pid, self._connection, self._process = pid, connection, process
        self._kernel: ForkedProcess | None = None

    @classmethod
    def forked(cls, names: Iterable[str]) -> "ForkServer":
        """Fork it from this process, which must have no other thread; it ends with it.

        Parameters
        ----------
        names
            What it loads, as in a `Preload`, as far as this process has not.
        """
        sys.stdout.flush()
        sys.stderr.flush()
        ours, its = Pipe()
        pid = _forked(partial(_serve, its, names), os.getpid())
        its.close()
        return cls(pid, ours)

    @classmethod
    def started(cls, names: Iterable[str]) -> "ForkServer":
        """Start it as a new process, as one with threads must; it ends when the connection to it does."""
        ours, its = Pipe()
        command = [sys.executable, "-m", __name__, str(its.fileno()), *names]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=[its.fileno()])
        its.close()
        return cls(process.pid, ours, process)

    def fork_kernel(
        self, arguments: list[str], environment: dict[str, str], folder: str, errors: str = ""
    ) -> ForkedProcess:
        """Fork a kernel, and wait until it listens; one that died before is returned as one that ended.

        Parameters
        ----------
        arguments
            What an ordinary kernel finds in its command line after its module.
        folder
            In which it works.
        errors
            The file that takes what it says before it listens; standard error of the server unless given.

        Raises
        ------
        RuntimeError
            The server could not load what a kernel needs.
        """
        self.end_kernel()
        with contextlib.suppress(OSError):  # the end of the server is heard below
            self._connection.send((arguments, environment, folder, errors))
        word, number = _heard(self._connection)
        self._kernel = ForkedProcess(number if word == "listens" else 0, self._connection)
        if word != "listens":
            self._kernel.returncode = number
        return self._kernel

    def end_kernel(self) -> None:
        """End the kernel that it forked last, if that has not ended."""
        if self._kernel:
            self._kernel.kill()
            self._kernel.wait()

    def has_ended(self) -> bool:
        """Return whether it can fork no more, because its process has ended; for one that was started."""
        return self._process is None or self._process.poll() is not None

    def end(self) -> None:
        """End it and its kernel, and wait for that; for one that was started."""
        self._connection.close()
        if self._process:
            self._process.wait()


_own: ForkServer | None = None


def start_fork_server(names: Iterable[str]) -> int:
    """Fork the server from which the kernels of this process are forked, while it has no other thread.

    Returns
    -------
    int
        The server's process number.
    """
    global _own
    _own = ForkServer.forked(names)
    return _own.pid


def own_fork_server() -> ForkServer | None:
    """Return the fork server of this process, if it has one."""
    return _own


def _forked(run: Callable[[], None], parent: int) -> int:
    """Fork a process that runs a function and ends with its parent; return its process number."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        die_with(parent)
        run()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _heard(server: Connection) -> tuple[str, int]:
    """Return what a server says of its kernel: "listens" and its process number, or "ended" and its exit code.

    Raises
    ------
    RuntimeError
        The server could not load what a kernel needs.
    """
    try:
        said = server.recv()
    except (EOFError, OSError):  # it was killed, and its kernel with it
        return "ended", -signal.SIGKILL
    if isinstance(said, str):
        raise RuntimeError(said)
    return said


def _serve(client: Connection, names: Iterable[str], ended: Callable[[], None] = lambda: None) -> None:
    """Fork a kernel whenever the client asks for one, and tell how it ended, until the client is gone.

    Parameters
    ----------
    ended
        Called when a kernel has ended.
    """
    try:
        _keep_only(client)
        load(["zhaotong.runs.forked_kernel", *names])
    except Exception as error:
        with contextlib.suppress(OSError):
            client.send(f"{type(error).__name__}: {error}")
        return
    from zhaotong.runs.forked_kernel import run_kernel  # 0.4 s with ipykernel, which no other process should pay

    server = os.getpid()
    with contextlib.suppress(EOFError, OSError):  # no more kernels are wanted
        while True:
            pid = _forked(partial(run_kernel, client, server, *client.recv()), server)
            code = _exit_code(pid, client)
            ended()
            client.send(("ended", code))


def _keep_only(client: Connection) -> None:
    """Close what was open in the process that this one was forked from."""
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        if descriptor > 2 and descriptor != client.fileno():
            with contextlib.suppress(OSError):  # the one that listed the folder
                os.close(descriptor)


def _exit_code(pid: int, client: Connection) -> int:
    """Wait for the end of a kernel, which is ended if its client goes first."""
    end = os.pidfd_open(pid)
    if end not in wait([client, end]):  # a client says nothing while it has a kernel: it is gone
        os.kill(pid, signal.SIGKILL)
    os.close(end)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _serve_as_program() -> None:
    """Serve the process that started this one; its arguments are the number of the connection, and what to load."""
    del sys.path[0]  # the folder in which it was started, where modules of others may lie
    lead_session()
    _serve(Connection(int(sys.argv[1])), sys.argv[2:], end_descendants)


if __name__ == "__main__":
    _serve_as_program()
