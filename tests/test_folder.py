"""The folder of reports: whose it is, who makes reports in it, and that there is room; told before anything runs."""

import json
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
from conftest import PROJECT

from helpers.figures.paths import use_data
from helpers.text.messages import InputError
from zhaotong.reports import folder as folders
from zhaotong.reports.folder import check_room, held, reports_folder, trouble

HOLDING = """
import sys
from pathlib import Path
from zhaotong.reports.folder import held

with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A data folder, as far as a folder of reports looks at it, in use."""
    found = tmp_path / "my-data"
    found.mkdir()
    (found / "datapackage.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("ZHAOTONG_DATA", str(found))
    return found


def test_each_data_folder_has_a_folder_of_reports_of_its_own(data, monkeypatch):
    assert reports_folder() == data.with_name("my-data-reports")
    monkeypatch.delenv("ZHAOTONG_DATA")
    assert reports_folder() == PROJECT / "reports"


def test_a_folder_belongs_to_the_data_that_it_was_first_used_with(data, tmp_path):
    reports = tmp_path / "reports"
    with held(reports):
        pass
    other = Path(shutil.copytree(data, tmp_path / "other"))
    use_data(other)
    with pytest.raises(InputError) as refused, held(reports):
        pass
    for said in ("my-data", "other", "reports", "--output-dir", "other-reports"):
        assert said in str(refused.value)
    shutil.rmtree(data)
    with held(reports):  # nobody's
        pass
    assert (reports / ".data").read_text(encoding="utf-8").strip() == "../other"


def test_it_belongs_to_them_wherever_both_are_moved(data, tmp_path):
    with held(tmp_path / "reports"):
        pass
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("my-data", "reports"):
        shutil.move(tmp_path / name, moved / name)
    use_data(moved / "my-data")
    with held(moved / "reports"):
        pass


def test_one_command_at_a_time_makes_reports_in_it(data, tmp_path):
    reports = tmp_path / "reports"
    words = [sys.executable, "-c", HOLDING, str(reports), "sweep", "one.yml"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InputError) as refused, held(reports):
            pass
        assert f"process {other.pid}" in str(refused.value)
        assert "sweep one.yml" in str(refused.value)
        other.kill()  # however it ends
    with held(reports):
        assert json.loads((reports / ".lock").read_text(encoding="utf-8"))["pid"] == os.getpid()


def test_a_lock_that_says_nothing_is_still_one(data, tmp_path):
    reports = tmp_path / "reports"
    words = [sys.executable, "-c", HOLDING, str(reports)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        other.stdout.readline()
        (reports / ".lock").write_text("", encoding="utf-8")
        with pytest.raises(InputError, match="by another process"), held(reports):
            pass
        other.kill()


def test_a_folder_that_cannot_be_made_or_written_to_is_refused(data, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="Not a directory"), held(tmp_path / "file/reports"):
        pass
    monkeypatch.setattr(folders, "TemporaryFile", read_only)
    with pytest.raises(InputError, match=r"Read-only file system.*--output-dir"), held(tmp_path / "reports"):
        pass
    assert "Read-only file system" in trouble(tmp_path)


def read_only(**_options: object) -> None:
    raise OSError(30, "Read-only file system")


def test_reports_that_will_find_no_room_are_refused(tmp_path, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(50_000_000))
    check_room(tmp_path, 20, [2_000_000])
    check_room(tmp_path, 40, [])
    check_room(tmp_path, 0, [10**9])
    with pytest.raises(InputError, match=r"30 reports will take about 65 MB, and .* has room for 50 MB"):
        check_room(tmp_path, 30, [1_000_000, 3_000_000])


def test_a_folder_in_which_nothing_was_made_is_not_left_behind(data, tmp_path):
    for folder, stays in ((tmp_path / "new", False), (data, True)):
        with pytest.raises(InputError, match="refused"), held(folder):
            raise InputError("refused")
        assert folder.exists() == stays


def test_what_happens_inside_is_not_taken_for_a_fault_of_the_folder(data, tmp_path):
    with pytest.raises(OSError, match="inside"), held(tmp_path / "reports"):
        raise OSError(5, "inside")
    with held(tmp_path / "reports"):
        pass
