"""A collection as the files of a format, put in their places whole or not at all."""

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.dissemination.collection import Collection
from zhaotong.dissemination.formats import WRITERS


def files_of(collection: Collection, form: str, path: Path) -> dict[Path, bytes]:
    """The files of a collection: one, or in CSV a table each, `x.csv`, `x.sources.csv` and `x.codebook.csv`."""
    module, function = WRITERS[form].split(":")
    write: Callable[..., bytes] = getattr(import_module(f"zhaotong.dissemination.{module}"), function)
    if form != "csv":
        return {path: write(collection)}
    beside = {
        path.with_name(f"{path.stem}.{table.name}{path.suffix}"): write(table)
        for table in (collection.sources, collection.codebook)
    }
    return {path: write(collection.figures), **beside}


def put(files: Mapping[Path, bytes]) -> None:
    """Write files; each that stood there before stands until all new ones are whole.

    Raises
    ------
    InputError
        One cannot be written; none was.
    """
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    try:
        for path, content in files.items():
            if path.is_dir():
                raise InputError(_("%(file)s is a folder; name a file in it") % {"file": path})
            aside[path].write_bytes(content)
        for path in files:
            aside[path].replace(path)
    except OSError as error:
        words = {"file": path, "reason": error.strerror or error}
        raise InputError(_("%(file)s cannot be written: %(reason)s") % words) from None
    finally:
        for each in aside.values():
            each.unlink(missing_ok=True)
