"""What the tests share: the data, a copy of them to break, and the language set back after each test."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from helpers.figures.observations import Observations, load_observations
from helpers.text.language import use_language

PROJECT = Path(__file__).parents[1]


# Files whose tests share what takes long to make.
_FILES = (
    "test_as_of.py",
    "test_browser.py",
    "test_cluster.py",
    "test_equal_runs.py",
    "test_lab.py",
    "test_production.py",
    "test_workbooks.py",
)


class MadeOnce(LoadScopeScheduling):
    """Tests that share a report or a cluster run on one worker, which makes it once; others go where there is room.

    The marks of xdist for this have no effect under pytest 9.2, where the id of a test can no longer be written to.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _separator, test = nodeid.partition("::")
        if file.endswith(_FILES):
            return file
        report = re.search(r"\[(.+)\]$", test)
        return report[1] if file.endswith("test_reports.py") and report else nodeid


def pytest_xdist_make_scheduler(config, log):
    return MadeOnce(config, log)


@pytest.fixture(scope="session")
def observations() -> Observations:
    return load_observations(PROJECT / "data")


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of data/, to be changed by a test."""
    return Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of the size that the test is parametrised with; under CI it must be had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        if os.environ.get("CI"):
            raise
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("en")
