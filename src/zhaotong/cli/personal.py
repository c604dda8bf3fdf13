"""What a person has set up for all programs, and reports do without: they are the same whoever makes them."""

import os
import sys
from contextlib import suppress
from pathlib import Path

_DRAWING = ("MPLBACKEND", "MATPLOTLIBRC")  # where drawings of a person appear, and how they look


def leave_personal() -> None:
    """Have matplotlib begin as it was installed, and keep what it finds out in the environment that it is installed in.

    It would look, and write, into the home of a person, which may hold a style of their own, or not be there at all.
    """
    for name in _DRAWING:
        os.environ.pop(name, None)
    folder = Path(sys.prefix) / "var/cache/zhaotong-growth/matplotlib"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        os.environ["MPLCONFIGDIR"] = str(folder)
