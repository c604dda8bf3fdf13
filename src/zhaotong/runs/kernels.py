"""Kernels for runs: ordinary ones, or ones that are forked from a process that has everything loaded.

A forked kernel is a real ipykernel: what differs is how its process comes to be. A zygote forks it when the kernel
manager sends what an ordinary kernel finds in its command line and environment.
"""

import os
import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Type

from zhaotong.runs.fork_server import fork_kernel, has_zygote
from zhaotong.runs.forks import CAN_FORK

ENGINES = ("warm", "plain") if CAN_FORK else ("plain",)


def kernel_options() -> dict[str, Any]:
    """What papermill must be told to use a kernel that is forked; nothing where there is no zygote."""
    if not has_zygote():
        return {}
    return {"kernel_manager_class": ForkedKernelManager, "shutdown_kernel": "immediate"}


class ForkedKernelClient(AsyncKernelClient):
    """A client that knows its kernel to be ready by its answer.

    The ordinary one goes on to listen for a fifth of a second, until nothing more is heard.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until a question was answered, and all that belongs to the answer was heard.

        Raises:
            RuntimeError: the kernel died, or did not answer in time
        """
        deadline = time.monotonic() + (timeout or 60)
        question = self.kernel_info()
        while True:
            try:
                heard = await self.get_iopub_msg(timeout=0.5)
            except Empty:  # the first words may be said before anyone listens: ask anew
                question = self.kernel_info()
            else:
                idle = heard["content"].get("execution_state") == "idle"
                if idle and heard["parent_header"].get("msg_id") == question:
                    return
            if not await self.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the kernel did not start")


class ForkedKernelManager(AsyncKernelManager):
    """A kernel manager whose kernel is forked."""

    client_factory = Type(ForkedKernelClient, klass=AsyncKernelClient)

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.provisioner = ForkedProvisioner(kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    async def _async_interrupt_kernel(self) -> None:
        """Not on its way out: it is killed at once then, and would complain of the interrupt."""
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    async def _async_wait(self, pollinterval: float = 0.005) -> None:
        """Wait for the end of the process; where it was killed, that is a matter of milliseconds."""
        await super()._async_wait(0.005)


class ForkedProvisioner(LocalProvisioner):
    """Has the zygote fork a kernel."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> dict:
        self.process = fork_kernel(cmd[cmd.index("-f") :], options["env"], options.get("cwd") or os.getcwd())
        self.pid = self.process.pid  # its group is the worker's: signals go to the process alone
        return self.connection_info
