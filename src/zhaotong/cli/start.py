"""Start the command and end it fast: most of the time of a short one goes into loading modules and unloading them.

Nothing is loaded before streams and signals are in order: who presses Ctrl-C meanwhile is answered as later.
"""

import os
import sys

from zhaotong.cli.endings import INTERRUPTED, REFUSED, disregard, heed, say_interrupted, say_refused
from zhaotong.cli.personal import leave_personal
from zhaotong.cli.streams import make_safe
from zhaotong.memory import A_COMMAND, check_memory, memory_allowed


def main() -> None:
    """Run the command."""
    try:
        heed()
        make_safe()
        leave_personal()
        check_memory(A_COMMAND)
        code = _run()
        disregard()
    except KeyboardInterrupt:
        say_interrupted()
        code = INTERRUPTED
    except (OSError, MemoryError) as error:  # of the system that the command runs on, which it can do nothing about
        disregard()
        say_refused(error)
        code = REFUSED
    except Exception as error:
        if memory_allowed() is None:
            raise
        disregard()
        say_refused(MemoryError(f"{type(error).__name__}: {error}"))
        code = REFUSED
    # All is written and every process has ended: leave without freeing memory piece by piece.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run() -> int:
    """Load the command, run it and return its exit code."""
    from zhaotong.runs.preload import loading

    with loading():
        if "_ZHAOTONG_COMPLETE" in os.environ:  # a shell asks what could be typed, and whoever presses Tab waits
            from zhaotong.cli.completing import main as run
        else:
            from zhaotong.cli.main import main as run
    try:
        run()
    except SystemExit as stop:
        if not isinstance(stop.code, int | None):
            raise
        return stop.code or 0
    return 0
