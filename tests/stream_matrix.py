"""A program that runs commands on standard streams of all kinds, each in a process forked from one that has loaded all.

It reads as JSON what to run, and writes as JSON how each ended: its exit code, or "hangs", and what was written to the
streams that are files. A forked process gets its streams as Python makes them when it starts.
"""

import json
import os
import pty
import select
import sys
import tempfile
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

LONGEST = 600  # seconds, against what hangs
FEW = 15  # for so many it takes longer to load all that they may need than they take to load what they do
STREAMS = ("file", "closed", "full", "broken pipe", "terminal that is gone")
BROKEN = STREAMS[1:]


def stream(kind: str, file: Path) -> int | None:
    """A descriptor to be standard output or standard error; None for a closed one."""
    if kind == "closed":
        return None
    if kind == "full":
        return os.open("/dev/full", os.O_WRONLY)
    if kind == "file":
        return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    reader, writer = os.pipe() if kind == "broken pipe" else pty.openpty()
    os.close(reader)
    return writer


def as_python_makes_it(number: int, encoding: str, errors: str) -> TextIO | None:
    try:
        buffer = open(number, "wb", closefd=False)  # noqa: SIM115  # it stays open as long as the process
    except OSError:
        return None
    return TextIOWrapper(buffer, encoding, errors, line_buffering=number == 2)


def run(case: dict, folder: Path, main: Callable[[], None]) -> dict:
    """Run one command, and say how it ended."""
    files = {1: folder / "stdout", 2: folder / "stderr"}
    pid = os.fork()
    if not pid:
        os.closerange(3, 100)  # what the harness holds open is none of the command's
        for number, name in ((1, "stdout"), (2, "stderr")):
            given = stream(case[name], files[number])
            os.close(number)
            if given is not None:
                os.dup2(given, number)
                os.close(given)
        if case.get("stdin") == "closed":
            os.close(0)
            sys.stdin = None  # type: ignore[assignment]
        sys.stdout = as_python_makes_it(1, case["encoding"], "strict")
        sys.stderr = as_python_makes_it(2, case["encoding"], "backslashreplace")
        sys.argv = ["zhaotong", *case["command"]]
        main()
    end = os.pidfd_open(pid)
    ended, _writable, _other = select.select([end], [], [], LONGEST)
    os.close(end)
    if not ended:
        os.kill(pid, 9)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    said = {
        name: path.read_bytes().decode(case["encoding"] if case["encoding"] != "ascii" else "utf-8")
        for name, path in (("stdout", files[1]), ("stderr", files[2]))
        if case[name] == "file"
    }
    return {"code": code if ended else "hangs", **said}


if __name__ == "__main__":
    from zhaotong.cli import main as _loaded  # noqa: F401
    from zhaotong.cli import start

    cases = json.load(sys.stdin)
    if len(cases) > FEW:
        from zhaotong.reports import preloaded as _figures_and_what_reports_need  # noqa: F401
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps([run(case, Path(place), start.main) for case in cases]))
