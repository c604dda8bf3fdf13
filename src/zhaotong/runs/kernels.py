"""Kernels that a fork server forks, as what Jupyter's client asks for: a kernel manager, a provisioner, a client."""

import os
import time
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Type, default

from zhaotong.runs.fork_server import ForkServer

PERSONAL = ("PYTHONSTARTUP", "MPLBACKEND")  # variables by which a person has every session begin in another way


def kernel_options(server: ForkServer | None, folder: Path | None = None) -> dict[str, Any]:
    """Return what papermill must be told about the kernel of a run.

    Parameters
    ----------
    server
        What forks it; None for an ordinary one.
    folder
        A folder for what it alone needs, where it shall be nobody's, see `ImpersonalKernelManager`; None where it shall
        be as Jupyter starts it.
    """
    bases: list[type] = []
    members: dict[str, Any] = {}
    if folder:
        bases.append(ImpersonalKernelManager)
        members["folder"] = folder
    if server:
        bases.append(ForkedKernelManager)
        members["server"] = server
    if not bases:
        return {}
    options = {"kernel_manager_class": type("RunKernelManager", tuple(bases), members)}
    return options | ({"shutdown_kernel": "immediate"} if server else {})


class ImpersonalKernelManager(AsyncKernelManager):
    """A kernel manager whose kernel is that of this Python, and has no settings of who happens to start it.

    A report would be another, or none, with a person's own profile of IPython, start-up files, or kernel of that name.
    What the kernel says before it listens is kept: if it does not start, that is why.

    Attributes
    ----------
    folder
        A folder for what it alone needs; a class attribute, because papermill makes managers itself.
    """

    folder: Path

    @default("kernel_spec_manager")
    def _this_python(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        environment = {name: value for name, value in os.environ.items() if name not in PERSONAL}
        options["env"] = environment | {"IPYTHONDIR": str(self.folder / "ipython")}
        return await super()._async_pre_start_kernel(**options)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **options: Any) -> None:
        with errors_of(self.folder).open("wb") as errors:
            await super()._async_launch_kernel(kernel_cmd, **options, stderr=errors)


def errors_of(folder: Path) -> Path:
    """Where the kernel of a run that has this folder says what kept it from starting."""
    return folder / "stderr"


class ForkedKernelClient(AsyncKernelClient):
    """A client that knows its kernel to be ready by its answer.

    The ordinary one goes on to listen for a fifth of a second, until nothing more is heard.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until a question was answered, and all that belongs to the answer was heard.

        Raises
        ------
        RuntimeError
            The kernel died, or did not answer in time.
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
                from helpers.text.language import _  # 0.1 s with Babel, which all that imports papermill would pay

                raise RuntimeError(_("the kernel did not start"))


class ForkedKernelManager(AsyncKernelManager):
    """A kernel manager whose kernel is forked.

    Attributes
    ----------
    server
        The fork server; a class attribute, because papermill makes managers itself.
    """

    server: ForkServer
    client_factory = Type(ForkedKernelClient, klass=AsyncKernelClient)

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.provisioner = ForkedProvisioner(kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    async def _async_interrupt_kernel(self) -> None:
        """Do not interrupt one that is being shut down: it is killed at once, and would complain of the interrupt."""
        if not self.shutting_down:
            await super()._async_interrupt_kernel()

    async def _async_wait(self, pollinterval: float = 0.005) -> None:
        """Wait for the end of the process; where it was killed, that is a matter of milliseconds."""
        await super()._async_wait(0.005)


class ForkedProvisioner(LocalProvisioner):
    """Has a fork server fork the kernel.

    Raises
    ------
    RuntimeError
        The kernel that the notebook wants is not one of Python.
    """

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        if "ipykernel_launcher" not in cmd:
            from helpers.text.language import _  # as above

            words = _("only a Python kernel can be forked, not %(command)s")
            raise RuntimeError(words % {"command": " ".join(cmd)})
        arguments, folder = cmd[cmd.index("-f") :], options.get("cwd") or os.getcwd()
        assert isinstance(self.parent, ForkedKernelManager)  # which made it
        errors = options["stderr"].name if options.get("stderr") else ""
        process = self.parent.server.fork_kernel(arguments, options["env"], folder, errors)
        self.process = process  # type: ignore[assignment]  # it has as much of a Popen as a provisioner uses
        self.pid = process.pid  # its group is that of others too: signals go to the process alone
        return self.connection_info
