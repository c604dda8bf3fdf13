"""Where things lie: the project, and the data that it reads."""

import os
from pathlib import Path

PROJECT = Path(__file__).parents[2]


def data_folder() -> Path:
    """`ZHAOTONG_DATA`, or the project's own data/."""
    return Path(os.environ.get("ZHAOTONG_DATA") or PROJECT / "data")
