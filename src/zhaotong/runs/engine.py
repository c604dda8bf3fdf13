"""An engine of papermill that runs notebooks in forked kernels, for programs that run many in one process."""

import atexit
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from papermill.engines import NBClientEngine, NotebookExecutionManager

from zhaotong.runs.fork_server import ForkServer
from zhaotong.runs.kernels import kernel_options
from zhaotong.runs.preload import CAN_FORK


class ForkServers:
    """Fork servers that are kept from one run to the next: one, unless several runs are under way at once.

    They are processes of their own, because a process with threads, as this one may be, cannot be forked. They end with
    this process.

    Parameters
    ----------
    names
        What each loads, as in a `Preload`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._idle: list[ForkServer] = []
        atexit.register(self.end)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._idle.clear)  # two processes cannot share a server

    @contextmanager
    def lent(self) -> Iterator[ForkServer]:
        """Lend a server for one run, which ends with it."""
        server = self._take()
        try:
            yield server
        finally:
            server.end_kernel()
            self._idle.append(server)

    def _take(self) -> ForkServer:
        while self._idle:
            server = self._idle.pop()
            if not server.has_ended():
                return server
            server.end()
        return ForkServer.started(self.names)

    def end(self) -> None:
        """End those that are idle, and wait for that."""
        while self._idle:
            self._idle.pop().end()


class ForkedEngine(NBClientEngine):
    """papermill's own engine, with a kernel that is forked, where the system can do that.

    Attributes
    ----------
    servers
        What forks its kernels.
    """

    servers: ClassVar[ForkServers]

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> Any:
        """Execute the cells of a notebook, as papermill asks for."""
        if not CAN_FORK:
            return super().execute_managed_notebook(nb_man, kernel_name, **options)
        with cls.servers.lent() as server:
            return super().execute_managed_notebook(nb_man, kernel_name, **options, **kernel_options(server))
