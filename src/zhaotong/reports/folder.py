"""The folder of reports: whose it is, that one command at a time makes reports in it, and that there is room for them.

Each data folder has a folder of reports of its own, so that two of them cannot overwrite each other's reports.
"""

import json
import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from helpers.figures.paths import PROJECT, data_folder
from helpers.text.language import _
from helpers.text.messages import InputError

if sys.platform != "win32":  # there, two commands at once may make the same twice; nothing is lost
    import fcntl

_OWNER, _LOCK = ".data", ".lock"  # in the folder: which data it belongs to, and who makes reports in it
_SPARE = 5_000_000  # bytes for the index and what is written aside
_USUAL = 1_000_000  # bytes of a report with all its files, where none stands that would say it


def reports_folder() -> Path:
    """Where the reports of the data in use go: reports/ of the project for its own, else a folder beside the data."""
    data = data_folder().absolute()
    return PROJECT / "reports" if data == PROJECT / "data" else data.with_name(f"{data.name}-reports")


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder of reports for the data in use, and make it if it is not there.

    Raises
    ------
    InputError
        It cannot be written to, belongs to other data, or another command makes reports in it.
    """
    named, was_there = os.path.relpath(folder), folder.exists()
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=folder):  # that a file can be made there, whatever its mode says
                pass
            _take(stack.enter_context((folder / _LOCK).open("a+", encoding="utf-8")), named)
            _claim(folder, named)
        except OSError as error:
            words = _("no report can be written to %(folder)s (%(reason)s); choose another folder with --output-dir")
            raise InputError(words % {"folder": named, "reason": error.strerror}) from None
        try:
            yield
        except InputError:  # nothing has run
            if not was_there:
                _remove(folder)
            raise


def _remove(folder: Path) -> None:
    """Remove a folder of reports in which none was made."""
    with suppress(OSError):
        for name in (_OWNER, _LOCK):
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()


def _take(lock: IO[str], named: str) -> None:
    """Take the lock, which ends with this process, however that ends, and say in it who has it."""
    if sys.platform == "win32":
        return
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # unlike flock(), not inherited by the workers
    except OSError:
        lock.seek(0)
        words = _("reports are being made in %(folder)s by %(holder)s; wait for it, or choose another --output-dir")
        raise InputError(words % {"folder": named, "holder": _holder(lock.read())}) from None
    lock.seek(0)
    lock.truncate()
    command = " ".join(["zhaotong", *sys.argv[1:]])
    said = {"pid": os.getpid(), "host": socket.gethostname(), "command": command}
    json.dump(said | {"since": datetime.now().astimezone().isoformat(timespec="seconds")}, lock)
    lock.flush()


def _holder(said: str) -> str:
    try:
        words = _('process %(pid)s on %(host)s since %(since)s ("%(command)s")')
        return words % json.loads(said)
    except (ValueError, KeyError, TypeError):
        return _("another process")


def _claim(folder: Path, named: str) -> None:
    """Make the folder that of the data in use, unless it is that of others; one whose data are gone is free."""
    data, path = data_folder().absolute(), folder / _OWNER
    own = os.path.relpath(data, folder.absolute())
    with suppress(FileNotFoundError, UnicodeDecodeError):
        owner = Path(os.path.normpath(folder.absolute() / path.read_text(encoding="utf-8").strip()))
        if owner == data:
            return
        if (owner / "datapackage.json").is_file():
            words = _(
                "%(folder)s holds the reports of the data in %(owner)s, and those in %(data)s would take their place; "
                "choose another folder with --output-dir, or leave it away for %(default)s"
            )
            names = {"owner": os.path.relpath(owner), "data": os.path.relpath(data), "folder": named}
            raise InputError(words % (names | {"default": os.path.relpath(reports_folder())}))
    path.write_text(f"{own}\n", encoding="utf-8")


def check_room(folder: Path, reports: int, sizes: list[int]) -> None:
    """Check that so many new reports will find room.

    Parameters
    ----------
    sizes
        How many bytes the reports have that stand.

    Raises
    ------
    InputError
        There is less room than they will take.
    """
    needed = reports * (sum(sizes) // len(sizes) if sizes else _USUAL) + _SPARE
    free = shutil.disk_usage(folder).free
    if reports and free < needed:
        words = _("%(reports)s reports will take about %(needed)s MB, and %(folder)s has room for %(free)s MB")
        names = {"reports": reports, "needed": -(-needed // 10**6), "free": free // 10**6}
        raise InputError(words % (names | {"folder": os.path.relpath(folder)}))


def trouble(folder: Path) -> str:
    """Why nothing more can be written to a folder of reports, after a report failed; empty where it can."""
    try:
        with TemporaryFile(dir=folder) as probe:
            probe.write(b"0" * 2**16)
    except OSError as error:
        words = _("nothing more can be written to %(folder)s (%(reason)s)")
        return words % {"folder": os.path.relpath(folder), "reason": error.strerror}
    return ""
