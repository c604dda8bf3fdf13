"""Asked to end at any moment, a command ends with one sentence, and leaves nothing half-written and nobody behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_runs import notebook_of
from test_runs import MARK, family, wait_until

# A command that is sent a signal, with all of its group, when Python first tells of an event: an import, a fork, ...
PROGRAM = """
import os, signal, sys
moment, number = sys.argv[1], int(sys.argv[2])
del sys.argv[1:3]
group, waiting = os.getpgid(0), [moment]
def hear(event, arguments):
    if waiting and " ".join([event, *map(str, arguments[:1])]).startswith(moment):
        waiting.clear()
        os.killpg(group, number)
sys.addaudithook(hear)
end = os._exit
def hear_the_end(code):
    hear("the end", ())
    end(code)
os._exit = hear_the_end
from zhaotong.cli.start import main
main()
"""
SAID = "interrupted; reports made before stand\n"
LOADING = ["zhaotong.runs.preload", "click", "babel.core", "helpers.text.language", "zhaotong.cli.main"]
RUNNING = [
    "import zhaotong.reports.requests",
    "os.fork",
    "tempfile.mkdtemp",
    "import ipykernel_launcher",  # in the process that forks kernels
    "os.rename",  # a report is put in place
    "import zhaotong.reports.thumbnails",  # for the index
]


@pytest.fixture
def interrupted(tmp_path: Path, start: Callable[..., subprocess.Popen]) -> Callable[..., tuple[int, str, str]]:
    def call(moment: str, number: int, *words: str) -> tuple[int, str, str]:
        process = start(
            [sys.executable, "-c", PROGRAM, moment, str(int(number)), *words],
            cwd=tmp_path,
            env=os.environ | {MARK: str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        out, err = process.communicate(timeout=600)
        assert wait_until(lambda: not family(str(tmp_path)))
        return process.returncode, out, err

    return call


@pytest.mark.parametrize(
    ("module", "number"),
    [*((each, signal.SIGINT) for each in LOADING), ("click", signal.SIGTERM), ("click", signal.SIGHUP)],
)
def test_while_modules_are_loaded(interrupted, module, number):
    assert interrupted(f"import {module}", number, "notebooks") == (130, "", SAID)


@pytest.mark.parametrize("moment", RUNNING)
def test_while_a_report_is_made(interrupted, tmp_path, moment):
    (tmp_path / "notebooks").mkdir()
    notebook_of(tmp_path / "notebooks/small.ipynb", "# A question?\nprint('done')")
    words = ("report", "small", "--language", "en", "--notebooks", "notebooks", "--output-dir", "out")
    code, _out, err = interrupted(moment, signal.SIGINT, *words)
    assert (code, err.lstrip()) == (130, SAID)  # where Ctrl-C is shown, the line is ended
    assert not list((tmp_path / "out").glob("*/.making-*"))
    for page in (tmp_path / "out").glob("*/*.html"):
        assert page.with_suffix(".json").exists()


def test_at_the_very_end(interrupted):
    """All is done and said: the command ends as it would have."""
    code, out, err = interrupted("the end", signal.SIGINT, "notebooks")
    assert (code, err) == (0, "")
    assert "01-growth" in out
