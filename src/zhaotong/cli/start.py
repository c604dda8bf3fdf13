"""The start of the command, and its end: loading and taking apart what it needs is most of what a short one costs."""

import os
import sys

from zhaotong.runs.preload import loading


def main() -> None:
    """Run the command."""
    with loading():
        from zhaotong.cli import main
    code = 0
    try:
        main.main()
    except SystemExit as stop:
        if not isinstance(stop.code, int | None):
            raise
        code = stop.code or 0
    # All is written and every process ended: what is in memory need not be taken apart piece by piece.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
