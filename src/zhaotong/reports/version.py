"""The version of this project that makes a report."""

import subprocess
from importlib.metadata import version

from helpers.figures.paths import PROJECT


def project_version() -> str:
    """Name, version and commit of this project, marked where files differ from the commit."""
    name = f"zhaotong-growth {version('zhaotong-growth')}"
    git = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        commit = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return name
    return f"{name} ({commit})"
