"""Heavy readers in a process of their own, limited in time and memory: no file can hang or crash the command."""

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake.kinds import Kind
from helpers.reading.intake.limits import Limits
from helpers.reading.intake.lines import Block
from helpers.text.language import _, language_in_use
from helpers.text.messages import InputError

_SOURCE = str(Path(__file__).parents[3])  # where the package is, on whatever path it was found
REFUSED = 3  # how the other process ends that has told why


def read_apart(name: str, content: bytes, kind: Kind, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a file and what is to be noticed, read in another process.

    Raises
    ------
    InputError
        The file is refused, takes too long or too much memory, or its reader crashed.
    """
    asked = json.dumps(
        {"name": name, "kind": kind, "limits": dataclasses.asdict(limits), "language": language_in_use()}
    )
    # The libraries of numbers, which openpyxl loads, would take memory for each processor.
    around = {"PYTHONPATH": os.pathsep.join([_SOURCE, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)}
    process = subprocess.Popen(
        [sys.executable, "-m", "helpers.reading.intake.child", asked],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | around | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    )
    try:
        answer, _none = process.communicate(content, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        message = _("%(file)s takes longer than %(seconds)s seconds to read: give the pages with the figures alone")
        raise InputError(message % {"file": name, "seconds": limits.seconds}) from None
    finally:
        _end(process)
    if process.returncode == REFUSED:
        raise InputError(json.loads(answer)["refused"])
    if process.returncode:
        message = _("%(file)s cannot be read, the program for such files crashed: open it and save it anew, or as .txt")
        raise InputError(message % {"file": name})
    found = json.loads(answer)
    return [_block(each) for each in found["blocks"]], found["notices"]


def _end(process: subprocess.Popen) -> None:
    """End it and the programs that it called."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()


def _block(given: dict) -> Block:
    if "rows" in given:
        return Table(**given | {"rows": tuple(map(tuple, given["rows"]))})
    return Paragraph(**given)
