"""How the set-up of an environment goes: with a word on how far it is, to the end or not at all."""

import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import LONGEST, PROJECT
from test_runs import wait_until

# Stands for Python: it says where packages go, and installs two of them as slowly as it is told.
PYTHON = """#!/bin/sh
case "$*" in
  *sysconfig*) echo "$PLACE" ;;
  *requirements.lock*)
    printf 'Collecting one\\nCollecting two\\n'
    mkdir "$PLACE/one.dist-info"
    echo $$ > "$PLACE/pid"
    case "$PIP" in fails) echo "no such package" ; exit 3 ;; hangs) exec sleep 600 ;; slow) sleep 2 ;; esac
    ;;
  *--editable*) touch "$PLACE/project" ;;
  *compileall*) touch "$PLACE/compiled" ;;
esac
"""


@pytest.fixture
def install(tmp_path: Path):
    """What sets an environment up, with a `python` that only pretends to install."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "place").mkdir()
    python = tmp_path / "bin/python"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    return {
        "args": ["sh", str(PROJECT / ".ci/install"), str(tmp_path / "bin")],
        "cwd": PROJECT,
        "env": os.environ | {"PLACE": str(tmp_path / "place"), "TMPDIR": str(tmp_path)},
    }


def with_pip(install: dict, how: str) -> dict:
    return install | {"env": install["env"] | {"PIP": how}}


def test_all_is_installed_and_a_log_is_not_filled(install, tmp_path):
    done = subprocess.run(**with_pip(install, "slow"), capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "place/project").exists()
    assert (tmp_path / "place/compiled").exists()
    assert not list(tmp_path.glob("tmp*"))


def test_a_terminal_is_told_how_far_it_is(install, start):
    ours, its = pty.openpty()
    process = start(**with_pip(install, "slow"), stdout=its, stderr=its)
    os.close(its)
    said = b""
    while not re.search(rb"packages: 2 found, +1 installed, of about \d+", said):
        said += os.read(ours, 1000)
    assert process.wait(timeout=600) == 0
    os.close(ours)


def test_what_went_wrong_is_shown_whole(install, tmp_path):
    done = subprocess.run(**with_pip(install, "fails"), capture_output=True, text=True, timeout=600)
    assert done.returncode == 3
    assert done.stderr == "Collecting one\nCollecting two\nno such package\n"
    assert not (tmp_path / "place/project").exists()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_and_what_it_started(install, start, tmp_path, asked):
    process = start(**with_pip(install, "hangs"), start_new_session=True)
    pid = tmp_path / "place/pid"
    assert wait_until(lambda: pid.exists() and pid.read_text())
    os.killpg(process.pid, asked)
    assert process.wait(timeout=600) == 130
    assert wait_until(lambda: not Path(f"/proc/{pid.read_text().strip()}").exists())
    assert not (tmp_path / "place/project").exists()
    assert not list(tmp_path.glob("tmp*"))


def test_tests_that_are_begun_first_are_there():
    for name in LONGEST:
        file, _colons, test = name.partition("::")
        text = (PROJECT / "tests" / file).read_text(encoding="utf-8")
        assert not test or f"\ndef {test.partition('[')[0]}" in text, name
