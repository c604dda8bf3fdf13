"""What the tests share: the data, a copy of them to break, and the language set back after each test."""

import shutil
from pathlib import Path

import pytest

from helpers.language import use_language
from helpers.observations import Observations, load_observations

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def observations() -> Observations:
    return load_observations(PROJECT / "data")


@pytest.fixture
def data_copy(tmp_path: Path) -> Path:
    """A copy of data/, to be changed by a test."""
    return Path(shutil.copytree(PROJECT / "data", tmp_path / "data"))


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("en")
