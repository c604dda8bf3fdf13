"""The start of the command, and its end: loading and taking apart what it needs is most of what a short one costs."""

import gc
import os
import sys


def main() -> None:
    """Run the command."""
    gc.disable()  # what is loaded is no garbage: looking for some takes a fifth of the time
    from helpers.reporting import commands

    gc.freeze()
    gc.enable()
    code = 0
    try:
        commands.main()
    except SystemExit as stop:
        if not isinstance(stop.code, int | None):
            raise
        code = stop.code or 0
    # All is written and every process ended: what is in memory need not be taken apart piece by piece.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
