"""Where things lie: the project, and the data that it reads."""

import os
from hashlib import sha256
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


def digest_of(folder: Path) -> str:
    """Of all files that describe or hold figures: what was loaded stands only as long as not a byte of them differs."""
    digest = sha256()
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.csv")]):
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()
