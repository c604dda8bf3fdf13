"""Replace tables whole: whatever happens on the way, each file is either the old one or the new one."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from helpers.text.language import _, listed
from helpers.text.messages import InputError
from zhaotong.keeping.tables import Addition

if sys.platform != "win32":  # there, only the comparison below keeps two keepers apart
    import fcntl

_ASIDE = ".{}.new"  # written beside the table, and put in its place when it is whole and on the disk


def write_additions(additions: list[Addition]) -> None:
    """Put the tables with their new rows in place, in this order; a table that only others refer to comes first.

    All are written beside the old ones before the first is replaced, so that a full disk changes nothing. A kill
    between two replacements leaves the first table new and the second old: a source without figures is no fault, and
    the same batch can be recorded again.

    Raises
    ------
    InputError
        A table is no longer what it was when the rows were checked, or cannot be written.
    """
    folder = additions[0].path.parent
    put: list[Path] = []
    try:
        with _sole_writer(folder), _files_aside(additions) as aside:
            for addition in additions:
                if addition.path.read_bytes() != addition.before:
                    words = _("%(file)s was changed by someone else meanwhile; nothing was recorded, run it again")
                    raise InputError(words % {"file": addition.path})
            for addition, file in zip(additions, aside, strict=True):
                os.replace(file, addition.path.resolve())
                put.append(addition.path)
            _settle(folder)
    except OSError as error:
        words = _("nothing could be recorded in %(folder)s: %(reason)s")
        some = _("nothing could be recorded in %(folder)s: %(reason)s; only %(files)s was")
        names = {"folder": folder, "reason": error, "files": listed([str(path) for path in put])}
        raise InputError((some if put else words) % names) from None


@contextlib.contextmanager
def _sole_writer(folder: Path) -> Iterator[None]:
    """A lock on a data folder that ends with this process, however it ends; it leaves no file."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        words = _("someone else is recording figures in %(folder)s; nothing was recorded, run it again")
        raise InputError(words % {"folder": folder}) from None
    try:
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _files_aside(additions: list[Addition]) -> Iterator[list[Path]]:
    """Write the new tables to the disk, beside the old ones; files that a killed run left there are removed."""
    paths = [addition.path.resolve() for addition in additions]
    files = [path.with_name(_ASIDE.format(path.name)) for path in paths]
    for left in additions[0].path.parent.glob(_ASIDE.format("*")):
        left.unlink()
    try:
        for addition, file in zip(additions, files, strict=True):
            with file.open("wb") as writing:
                writing.write(addition.after)
                writing.flush()
                os.fsync(writing.fileno())
            shutil.copymode(addition.path, file)
        yield files
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the new names written to the disk as well; not every system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
