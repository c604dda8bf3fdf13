"""What was read and checked once, kept on disk until the files, or the code that checks them, change.

It is kept in the environment that this package is installed in, where whoever can change it can change the code as
well. Nothing is lost where it cannot be written, or is deleted: the figures are read and checked anew.
"""

import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pandas as pd

FOLDER = Path(sys.prefix) / "var/cache/zhaotong-growth"
_MOST = 8  # of them are kept: data of one's own, earlier states; the oldest gives way
_CODE = Path(__file__).parents[1]  # helpers: figures, and the texts and messages that they use


def kept(content: str, make: Callable[[], Any]) -> Any:
    """What was made of files with this content, from disk, or made now and kept.

    Parameters
    ----------
    content
        The digest of all files that it is made from.
    """
    path = FOLDER / f"{sha256(f'{content} {_code()}'.encode()).hexdigest()}.pickle"
    with suppress(Exception):  # whatever a file that is cut off, or from another world, makes pickle raise
        found = pickle.loads(path.read_bytes())
        os.utime(path)
        return found
    made = make()
    with suppress(OSError):
        _keep(path, pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL))
    return made


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, whoever else writes it; the oldest of too many are removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as aside:
        try:
            aside.write(content)
            aside.close()
            os.replace(aside.name, path)
        except BaseException:
            os.unlink(aside.name)
            raise
    files = sorted(path.parent.glob("*.pickle"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_MOST]:
        file.unlink(missing_ok=True)


@cache
def _code() -> str:
    """Of the code that reads and checks, and of what it runs with: versions, and the memory in which pandas has texts.

    With pyarrow installed that is Arrow's: what is kept with it cannot be read without it, and what is kept without it
    would come back as frames that are computed with in another way than all others. Each is kept by itself.
    """
    files = sorted([*(_CODE / "figures").glob("*.py"), *(_CODE / "text").glob("*.py")])
    code = b"".join(path.read_bytes() for path in files)
    texts = pd.StringDtype(na_value=float("nan")).storage
    return sha256(f"{sys.version} {pd.__version__} {texts}".encode() + code).hexdigest()
