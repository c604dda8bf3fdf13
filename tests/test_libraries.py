"""The versions of libraries that stand in a record, and the sentence about those that are not the locked ones."""

import importlib.metadata
import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from test_environment import PYPROJECT, locked

from helpers.text.language import use_language
from zhaotong.reports import libraries

DIRECT = {canonicalize_name(Requirement(text).name) for text in PYPROJECT["project"]["dependencies"]}


@pytest.fixture(autouse=True)
def asked_anew():
    yield
    libraries.other_than_locked.cache_clear()


def test_every_direct_dependency_has_its_version_or_is_no_part_of_a_report():
    versions = libraries.versions()
    assert {*versions} == DIRECT - libraries.BESIDE
    assert libraries.BESIDE < DIRECT
    assert all(version == importlib.metadata.version(name) for name, version in versions.items())


def lock_with(monkeypatch, tmp_path, **changes: str) -> None:
    """A lock that names other versions of some libraries; several are separated by spaces."""
    text = "".join(
        f"{name.replace('-', '_')}=={version} \\\n    --hash=sha256:0\n"
        for name, here in libraries.versions().items()
        for version in changes.get(name, here).split()
    )
    (tmp_path / "lock").write_text(text, encoding="utf-8")
    monkeypatch.setattr(libraries, "LOCK", tmp_path / "lock")
    libraries.other_than_locked.cache_clear()


def test_libraries_other_than_locked_are_told_in_one_sentence(monkeypatch, tmp_path):
    here = libraries.versions()
    lock_with(monkeypatch, tmp_path)
    assert libraries.said_of_others() == ""
    lock_with(monkeypatch, tmp_path, pandas="3.0.0")
    assert libraries.other_than_locked() == {"pandas": (here["pandas"], "3.0.0")}
    assert libraries.said_of_others() == (
        f"a library is another than the one that the project was tested with: pandas {here['pandas']}, not 3.0.0; "
        "make setup installs that"
    )
    lock_with(monkeypatch, tmp_path, pandas="3.0.0", nh3=f"0.1 {here['nh3']}", click="8.1")
    assert {*libraries.other_than_locked()} == {"pandas", "click"}  # nh3 is one of those for several Pythons
    use_language("zh")
    assert re.fullmatch("以下程序库的版本与项目测试所用的不同：.*；运行 make setup 可装回", libraries.said_of_others())


def test_without_a_lock_nothing_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(libraries, "LOCK", tmp_path / "none")
    libraries.other_than_locked.cache_clear()
    assert libraries.said_of_others() == ""


def test_the_lock_of_the_project_is_read():
    for name, (_here, pinned) in libraries.other_than_locked().items():
        assert pinned in " ".join(locked()[name])
