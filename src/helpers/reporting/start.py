"""The start of the command: what takes long to load begins to load before the command itself is loaded."""

import sys

from helpers.reporting import forkserver, processes


def main() -> None:
    """Run the command, and leave no process behind."""
    try:
        if forkserver.CAN_FORK and sys.argv[1:2] == ["report"] and not {"-h", "--help"} & set(sys.argv):
            forkserver.start()
        from helpers.reporting import commands

        commands.main()
    finally:
        processes.end_descendants()
