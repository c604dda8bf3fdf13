"""Standard streams that take whatever is written: what is told may be lost, what is done is not.

A stream may be closed, a file on a full disk, a pipe that nobody reads any more, a terminal that is gone; and its
encoding may lack the letters. None of this may raise in the midst of a run, where an outcome is told, nor at the end.
"""

import errno
import os
import select
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Spout(FileIO):
    """Where a standard stream leaves this process: once a write has failed, all that follows is dropped.

    Attributes
    ----------
    failure
        Why a write failed; None as long as none has.
    """

    def __init__(self, number: int, closed: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self.failure: OSError | None = None
        self._was_closed = closed

    def write(self, content: "ReadableBuffer") -> int:
        """Write all of it, or drop the rest; the answer is always that all was taken."""
        left = memoryview(content).cast("B")
        size = len(left)
        while left and not self.failure:
            try:
                if self._was_closed:
                    raise OSError(errno.EBADF, os.strerror(errno.EBADF))
                written = super().write(left)
            except OSError as error:
                self.failure = error
                break
            if written is None:  # whoever shares the pipe has set it not to wait: wait here
                select.select([], [self], [])
            left = left[written or 0 :]
        return size


def make_safe() -> None:
    """Make the standard streams of this process safe, and with them those of processes forked from it.

    A closed one is opened to nowhere: a file that is opened later would otherwise take its number, and be written to by
    whoever means the stream.
    """
    closed = {number for number in range(3) if not _is_open(number)}
    for _number in closed:
        nowhere = os.open(os.devnull, os.O_RDWR)  # it takes the lowest number that is free
        os.set_inheritable(nowhere, True)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # it stays as long as this process
    if os.name == "posix":  # elsewhere a terminal is written to in another way
        sys.stdout, sys.stderr = _safe(1, sys.stdout, 1 in closed), _safe(2, sys.stderr, 2 in closed)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _safe(number: int, stream: TextIO | None, closed: bool) -> TextIO:
    """A standard stream as it was, but that nothing raises; ASCII, which is what a locale that is not set says, becomes
    UTF-8, as click has it.
    """
    encoding = stream.encoding if stream else "utf-8"
    if encoding.lower() in ("ascii", "us-ascii", "ansi_x3.4-1968"):
        encoding = "utf-8"
    return TextIOWrapper(BufferedWriter(Spout(number, closed)), encoding, "backslashreplace", line_buffering=True)


def lost() -> OSError | None:
    """Why standard output did not take all that was written to it; None where it did, or its reader wanted no more."""
    sys.stdout.flush()
    spout = getattr(getattr(sys.stdout, "buffer", None), "raw", None)
    failure = spout.failure if isinstance(spout, Spout) else None
    return None if isinstance(failure, BrokenPipeError) else failure
