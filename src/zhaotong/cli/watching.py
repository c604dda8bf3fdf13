"""`--watch`: the command is run again whenever something that reports are made from changes.

Each time in a process of its own: code that changed is loaded anew, and nothing read before is taken for what is there.
"""

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from helpers.figures.paths import data_folder
from helpers.text.language import _
from zhaotong.reports.code import SOURCE

_OPTION = "--watch"
_PAUSE = 0.5  # seconds between two looks at what is there
_START = "from zhaotong.cli.start import main; main()"
_MADE = "__pycache__"  # a folder that changes by being used

_State = dict[str, tuple[int, int]]


def watch(notebooks: Iterable[Path], made: Path) -> NoReturn:
    """Run this command without the option at once, and then after each change of data, code or these notebooks.

    Parameters
    ----------
    made
        The folder of the reports, which changes by being written to.

    Raises
    ------
    KeyboardInterrupt
        When it is ended, as it must be.
    """
    words = [word for word in sys.argv[1:] if word != _OPTION]
    given = [path for word in words if (path := Path(word)).is_file()]
    folders = sorted({data_folder(), *(path.absolute().parent for path in notebooks)})
    before: _State = {}
    while True:
        now = _state(folders, given, made)
        if now != before:
            before = now
            subprocess.run([sys.executable, "-c", _START, *words], check=False)
            click.echo(_("waiting for changes; Ctrl-C ends it"), err=True)
        time.sleep(_PAUSE)


def _state(folders: Iterable[Path], files: Iterable[Path], made: Path) -> _State:
    """Time and size of these files, of those in these folders and their presets, and of the code."""
    inside = (path for folder in folders for pattern in ("*", "presets/*") for path in folder.glob(pattern))
    found: _State = {}
    for path in [*files, *inside, *SOURCE.rglob("*")]:
        try:
            about = path.stat()
        except OSError:  # it has just gone
            continue
        if path.is_file() and _MADE not in path.parts and not path.absolute().is_relative_to(made.absolute()):
            found[str(path)] = about.st_mtime_ns, about.st_size
    return found
