"""`--watch`: made again whenever something changes that reports are made from."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_any_notebook import write

from zhaotong.cli.watching import _state


def test_a_change_of_time_size_or_presence_is_one(tmp_path):
    (tmp_path / "presets").mkdir()
    (tmp_path / "a.ipynb").write_text("1", encoding="utf-8")
    (tmp_path / "__pycache__").mkdir()
    made = tmp_path / "reports"
    seen = [_state([tmp_path], [], made)]

    def changed() -> bool:
        seen.append(_state([tmp_path], [], made))
        return seen[-1] != seen[-2]

    assert not changed()
    (tmp_path / "presets/a.b.yml").write_text("", encoding="utf-8")
    assert changed()
    os.utime(tmp_path / "a.ipynb", (1, 1))
    assert changed()
    (tmp_path / "a.ipynb").unlink()
    assert changed()
    (tmp_path / "__pycache__/a.pyc").write_text("", encoding="utf-8")
    assert not changed()


def test_what_it_makes_is_no_change_even_beside_the_notebook(tmp_path):
    """Else it would never wait: each run writes into the folder of reports."""
    before = _state([tmp_path], [], tmp_path)
    (tmp_path / ".lock").write_text("", encoding="utf-8")
    assert _state([tmp_path], [], tmp_path) == before
    assert before, "the code is looked at"


@pytest.mark.slow
def test_a_report_is_made_again_until_it_is_ended(tmp_path):
    notebook = write(tmp_path / "own.ipynb", "# A question", "1 + 1")
    words = ["report", str(notebook.path), "--output-dir", "reports", "--watch", "--quiet"]
    start = "from zhaotong.cli.start import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", start, *words], cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    page = Path(tmp_path, "reports/own/own.en.html")
    assert "waiting for changes" in running.stderr.readline()
    assert "A question" in page.read_text(encoding="utf-8")
    write(tmp_path / "own.ipynb", "# Another question", "1 + 1")
    assert "waiting for changes" in running.stderr.readline()
    assert "Another question" in page.read_text(encoding="utf-8")
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(600) == 130
    running.stderr.close()
