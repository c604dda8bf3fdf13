"""The version of this project that makes a report."""

import subprocess
from functools import cache
from importlib.metadata import version

from helpers.figures.paths import PROJECT


@cache
def project_version() -> str:
    """Return name, version and commit of this project, marked where files differ from the commit, as first asked."""
    name = f"zhaotong-growth {version('zhaotong-growth')}"
    git = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        commit = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return name
    return f"{name} ({commit})"
