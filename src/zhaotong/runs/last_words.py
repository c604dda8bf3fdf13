"""What a process said last on standard error, which is most often why it ended."""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from helpers.text.messages import shortened

ANSI = re.compile(r"\x1b\[[0-9;]*m")  # the colours of tracebacks
# What Python says of objects that it takes down at the end: it follows from what went wrong, and is not that.
_IGNORED = re.compile(r"^Exception ignored in:? .*\n(?:Traceback .*\n(?:[ \t].*\n)*.*(?:\n|$))?", re.MULTILINE)


def keep_words(path: Path | str) -> None:
    """Have a file take what this process, and what it starts, says on standard error from now on."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    if file != 2:
        os.dup2(file, 2)
        os.close(file)
    said = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115  # for good
    sys.stderr = sys.__stderr__ = said  # type: ignore[misc]


def forget_words() -> None:
    """Forget what the file has taken so far."""
    os.ftruncate(2, 0)


def last_words(path: Path) -> str:
    """The last line of the file, which of a traceback is the error; empty where there is none."""
    with suppress(OSError):
        lines = _IGNORED.sub("", ANSI.sub("", path.read_text(encoding="utf-8", errors="replace"))).split("\n")
        return next((shortened(line.strip(), 300) for line in reversed(lines) if line.strip()), "")
    return ""
