"""Where things lie: the project, and the data that it reads."""

import os
from pathlib import Path

PROJECT = Path(__file__).parents[3]


_VARIABLE = "ZHAOTONG_DATA"


def data_folder() -> Path:
    """`ZHAOTONG_DATA`, or the project's own data/."""
    return Path(os.environ.get(_VARIABLE) or PROJECT / "data")


def use_data(folder: Path) -> None:
    """Read the figures of this folder from now on, in this process and those that it starts, wherever they run."""
    os.environ[_VARIABLE] = str(folder.absolute())


def data_named() -> str:
    """The data folder as a command names it, from here if it lies below; empty for the project's own."""
    folder = data_folder().absolute()
    return "" if folder == PROJECT / "data" else named_from_here(folder)


def named_from_here(folder: Path) -> str:
    """A folder as a command names it: from here if it lies below."""
    return str(folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder)
