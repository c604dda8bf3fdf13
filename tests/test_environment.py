"""One list of dependencies, one lock, and a README whose commands exist."""

import re
import tomllib
from itertools import chain

import yaml
from conftest import PROJECT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK, READERS = (
    (PROJECT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements.readers.lock")
)


def locked(lock: str = LOCK) -> dict[str, list[str]]:
    versions = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock, flags=re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def test_the_lock_pins_what_pyproject_asks_for():
    project = PYPROJECT["project"]
    pinned = locked()
    for text in [*project["dependencies"], *chain(*project["optional-dependencies"].values())]:
        requirement = Requirement(text)
        assert all(version in requirement.specifier for version in pinned[canonicalize_name(requirement.name)]), text


def test_the_readers_are_pinned_beside_the_lock_and_bring_nothing_that_it_has():
    pinned = locked(READERS)
    for text in PYPROJECT["dependency-groups"]["readers"]:
        requirement = Requirement(text)
        assert all(version in requirement.specifier for version in pinned[canonicalize_name(requirement.name)]), text
    assert not pinned.keys() & locked().keys()


def test_the_locks_have_hashes_and_name_no_host():
    for lock in (LOCK, READERS):
        assert lock.count("==") <= lock.count("--hash=sha256:")
        assert "://" not in lock


def test_the_conda_environment_defers_to_the_project():
    environment = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    conda = [entry for entry in environment["dependencies"] if isinstance(entry, str)]
    pip = next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))
    assert f"python{PYPROJECT['project']['requires-python']}" in conda
    assert all(re.match("python|make|pip", entry) for entry in conda)
    assert pip == ["-r requirements.lock"]


def test_ci_runs_the_command_of_the_readme():
    script = (PROJECT / ".ci/run").read_text(encoding="utf-8")
    assert script.rstrip().splitlines()[-2:] == ["make test", "make test-all"]
    assert re.search("^make check ", script, flags=re.MULTILINE)
    for readme in ("README.md", "README.zh.md"):
        text = (PROJECT / readme).read_text(encoding="utf-8")
        assert "make report" in text
        assert "make test" in text


def test_every_test_is_run_by_one_of_two_commands_and_none_by_both():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    marked = re.findall(r"-m pytest -n auto -m (.*)$", makefile, flags=re.MULTILINE)
    assert marked == ['"not slow"', "slow"]


def test_make_explains_itself_and_has_every_target():
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for target in ("help", "setup", "report", "test", "test-all", "check", "lab", "lock", "clean"):
        assert re.search(rf"^{target}:.* ## ", makefile, flags=re.MULTILINE), target
