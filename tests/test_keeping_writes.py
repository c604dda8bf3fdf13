"""Recording figures when things go wrong on the way: killed, no room, two at once; and on a terminal.

Every figure here is made up, and goes into copies of the data alone.
"""

import fcntl
import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from test_commands import ZHAOTONG
from test_keeping import NEW, OPTIONS, contents, given_by, rows

from helpers.figures.observations import load_observations
from helpers.text.messages import InputError
from zhaotong.keeping.recording import prepare
from zhaotong.keeping.writing import write_additions

FIGURE = ["add", "Zhaotong", "gdp_growth_real", "2025", "6.0", "--locator", "表1", *OPTIONS]

# A run for each line of the module that writes, killed there; in one process, which forks them.
KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from zhaotong.keeping import writing
from zhaotong.keeping.tables import add_rows

whole, folder = Path(sys.argv[1]), Path(sys.argv[2])
figure = {"region": "530600", "indicator": "gdp_growth_real", "period": "2025", "span": "year", "value": "6.0",
          "status": "normal", "source": "made-up-1", "locator": "x"}
source = {"source": "made-up-1", "publisher": "x", "title": "x", "reliability": "press", "back_revised": "no",
          "licence": "x"}
old = {name: (whole / name).read_bytes() for name in ("sources.csv", "observations.csv")}
def additions():
    return [add_rows(folder / name, (folder / name).read_bytes(), table, [cells])
            for name, table, cells in (("sources.csv", "sources", source),
                                       ("observations.csv", "observations", figure))]
states, step, ended = set(), 0, False
while not ended:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    planned = additions()
    new = {addition.path.name: addition.after for addition in planned}
    pid = os.fork()
    if pid == 0:
        left = step
        def trace(frame, event, _argument):
            global left
            if frame.f_code.co_filename != writing.__file__:
                return None
            if event == "line":
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
            return trace
        sys.settrace(trace)
        writing.write_additions(planned)
        os._exit(0)
    ended = os.waitpid(pid, 0)[1] == 0
    now = {name: (folder / name).read_bytes() for name in old}
    for name in old:
        assert now[name] in (old[name], new[name]), (step, name)
    state = tuple("new" if now[name] == new[name] else "old" for name in old)
    assert state != ("old", "new"), step  # a figure whose source is not recorded
    states.add(state)
    if state == ("old", "old"):
        writing.write_additions(additions())
        assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in whole.iterdir()), step
    step += 1
assert states == {("old", "old"), ("new", "old"), ("new", "new")}, states
print(step)
"""


@pytest.mark.slow
def test_killed_at_any_line_of_writing_leaves_old_tables_or_new_ones(small_data, tmp_path):
    command = [sys.executable, "-c", KILLED, str(small_data), str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


@pytest.mark.parametrize("which", [1, 2])
def test_a_command_killed_before_it_replaces_a_table_can_be_run_again(data_copy, which):
    before = contents(data_copy)
    kill = (
        f"import os\nreplace, calls = os.replace, []\ndef stop(*files):\n    calls.append(files)\n"
        f"    os.kill(os.getpid(), 9) if len(calls) == {which} else replace(*files)\nos.replace = stop\n"
    )
    environment = {**os.environ, "ZHAOTONG_DATA": str(data_copy)}
    command = [sys.executable, "-c", kill + ZHAOTONG[-1], *FIGURE]
    assert subprocess.run(command, env=environment, capture_output=True).returncode == -9
    assert (data_copy / "observations.csv").read_bytes() == before["observations.csv"]
    assert ((data_copy / "sources.csv").read_bytes() == before["sources.csv"]) == (which == 1)
    load_observations(data_copy)
    again = subprocess.run([*ZHAOTONG, *FIGURE], env=environment, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert set(contents(data_copy)) == set(before)
    assert "6.0" in [row["value"] for row in rows(data_copy) if row["source"] == NEW["source"]]


@pytest.mark.slow
@pytest.mark.parametrize("small_disk", ["32m"], indirect=True)
def test_a_full_disk(small_disk, data_copy):
    """A disk with room for the tables and for new sources, and not for new observations beside them."""
    shutil.copytree(data_copy, small_disk, dirs_exist_ok=True)
    (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free - 200_000))
    before = contents(small_disk)
    environment = {**os.environ, "ZHAOTONG_DATA": str(small_disk)}
    done = subprocess.run([*ZHAOTONG, *FIGURE], env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(small_disk) == before


def test_a_file_that_cannot_be_written_whole_changes_nothing(data_copy):
    before = contents(data_copy)
    additions = prepare(given_by(data_copy), data_copy).additions
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # the sources fit, the observations do not
    try:
        with pytest.raises(InputError, match="nothing could be recorded in"):
            write_additions(additions)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert contents(data_copy) == before


def test_what_a_killed_run_left_is_removed(small_data, data_copy):
    (data_copy / ".sources.csv.new").write_text("half", encoding="utf-8")
    load_observations(data_copy)
    names = set(contents(small_data))
    write_additions(prepare(given_by(data_copy), data_copy).additions)
    assert set(contents(data_copy)) == names


def test_a_table_that_is_a_link_stays_one(data_copy, tmp_path):
    really = tmp_path / "elsewhere.csv"
    shutil.move(data_copy / "observations.csv", really)
    (data_copy / "observations.csv").symlink_to(really)
    really.chmod(0o640)
    write_additions(prepare(given_by(data_copy), data_copy).additions)
    assert (data_copy / "observations.csv").is_symlink()
    assert b"made-up-bulletin-2025" in really.read_bytes()
    assert really.stat().st_mode & 0o777 == 0o640


def test_what_changed_since_it_was_checked_is_not_written_over(data_copy):
    first = prepare(given_by(data_copy), data_copy).additions
    second = prepare(given_by(data_copy, region="530300", value="4.0"), data_copy).additions
    write_additions(first)
    recorded = contents(data_copy)
    with pytest.raises(InputError, match=r"sources\.csv was changed by someone else meanwhile; nothing was recorded"):
        write_additions(second)
    assert contents(data_copy) == recorded


def test_one_writes_at_a_time(data_copy):
    before = contents(data_copy)
    additions = prepare(given_by(data_copy), data_copy).additions
    handle = os.open(data_copy, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(InputError, match="someone else is recording figures"):
            write_additions(additions)
    finally:
        os.close(handle)
    assert contents(data_copy) == before
    write_additions(additions)


@pytest.mark.slow
def test_several_at_once_lose_no_row(data_copy, start):
    environment = {**os.environ, "ZHAOTONG_DATA": str(data_copy)}
    left = {region: [*FIGURE[:1], region, *FIGURE[2:], "--accept-doubts"] for region in ("530600", "530300", "530100")}
    for _try in range(len(left)):
        running = {
            region: start([*ZHAOTONG, *command], env=environment, stderr=subprocess.PIPE, text=True)
            for region, command in left.items()
        }
        for region, process in running.items():
            _out, err = process.communicate()
            assert process.returncode == 0 or (process.returncode == 2 and "run it again" in err), err
            if process.returncode == 0:
                left.pop(region)
    assert not left
    recorded = [row["region"] for row in rows(data_copy) if row["source"] == NEW["source"]]
    assert recorded == ["530100", "530300", "530600"]


# ---------------------------------------------------------------------------------------------------- on a terminal


class Terminal:
    """The command on a terminal, and what is typed there."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environment = {**os.environ, "ZHAOTONG_DATA": str(folder), "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm"}
        self._child = pexpect.spawn(
            ZHAOTONG[0],
            [*ZHAOTONG[1:], *arguments],
            env=environment,
            encoding="utf-8",
            dimensions=(40, 200),
            timeout=600,
        )

    def type(self, prompt: str, answer: str, key: str = "\r") -> None:
        """Answer a prompt; Ctrl-U takes away what is offered first where the answer is not empty."""
        self.see(prompt)
        self._child.send(("\x15" + answer if answer else "") + key)

    def see(self, words: str) -> None:
        self._child.expect(re.escape(words))

    def end(self) -> int:
        self._child.expect(pexpect.EOF)
        self._child.close()
        return self._child.exitstatus

    @property
    def said(self) -> str:
        return self._child.before


def test_a_figure_is_asked_for_on_a_terminal(data_copy):
    terminal = Terminal(data_copy, "add")
    terminal.type("source:", "Made up")
    terminal.type("identifier is expected", "csmar-yearbok")
    terminal.see('did you mean "csmar-yearbook"?')
    terminal.type("Is it new?", "n")
    terminal.type("another new one", NEW["source"])
    terminal.type("Is it new?", "")  # for it resembles one that is recorded
    terminal.see("is a new source: describe it")
    terminal.type("publisher:", "")
    terminal.type("an answer is needed", "Zhaotong Daily")
    terminal.type("publisher_zh: 昭通日报", "")  # as it is recorded of this publisher
    terminal.type("title:", NEW["title"])
    terminal.type("title_zh:", "")
    terminal.type("url:", "")
    terminal.type("published:", "2026-03-20")
    terminal.type("vintage: 2026-03", "")  # offered
    terminal.type("accessed:", "")
    terminal.type("reliability:", "official-c", "\t")
    terminal.type("official-copy", "", "\r")
    terminal.type("back_revised: no", "")
    terminal.type("licence:", "made up for a test")
    terminal.type("region:", "Zhaotung")
    terminal.type('did you mean "Zhaotong"?', "昭通", "\t")
    terminal.type("昭通市", "")
    terminal.type("indicator:", "地区生产总值实际", "\t")
    terminal.type("地区生产总值实际同比增速", "")
    terminal.type("period:", "2025-13")
    terminal.type("is expected", "2025")
    terminal.type("span: year", "")  # the only one recorded for a year
    terminal.type("value:", "6,0")
    terminal.type("is no decimal point", "14.10")
    terminal.type("locator:", "表1")
    terminal.type("caveats:", "")
    terminal.see("is 4 points above the highest of the last ten years (10.1 in 2021): is this a level?")
    terminal.type("Record it all the same? [y/N]", "n")
    terminal.see("nothing was recorded")
    terminal.type("Correct it? [Y/n]", "")
    assert not [row for row in rows(data_copy) if row["source"] == NEW["source"]]
    for prompt in (
        "source:",
        "Is it new?",
        "publisher:",
        "publisher_zh:",
        "title:",
        "title_zh:",
        "url:",
        "published:",
        "vintage:",
        "accessed:",
        "reliability:",
        "back_revised:",
        "licence:",
    ):
        terminal.type(prompt, "")  # what was answered is offered again
    for prompt in ("region:", "indicator:", "period:", "span:"):
        terminal.type(prompt, "")
    terminal.type("value: 14.10", "6.10")
    terminal.type("locator:", "")
    terminal.type("caveats:", "prelim", "\t")
    terminal.type("preliminary", "", "\r")
    terminal.type("Record this? [Y/n]", "")
    terminal.type("Another figure? [Y/n]", "n")
    assert terminal.end() == 0
    [row] = [row for row in rows(data_copy) if row["source"] == NEW["source"]]
    assert (row["region"], row["value"], row["span"], row["caveats"]) == ("530600", "6.10", "year", "preliminary")
    [source] = [row for row in rows(data_copy, "sources") if row["source"] == NEW["source"]]
    assert (source["reliability"], source["vintage"], source["back_revised"]) == ("official-copy", "2026-03", "no")
    assert (source["publisher"], source["publisher_zh"], source["title_zh"]) == ("Zhaotong Daily", "昭通日报", "")


def test_a_flag_that_cannot_stand_is_told_at_once_and_asked_for(data_copy):
    terminal = Terminal(data_copy, "add", "Zhaotung", "gdp_growth_real", "2025", "6.0", "--source", "csmar-yearbook")
    terminal.see('did you mean "Zhaotong"?')
    terminal.type("region: Zhaotung", "Zhaotong")
    terminal.type("span: year", "")
    terminal.type("locator:", "", "\x03")
    assert terminal.end() == 130


def test_what_flags_say_is_not_asked_and_ctrl_c_records_nothing(data_copy):
    before = contents(data_copy)
    terminal = Terminal(data_copy, "add", "Zhaotong", "gdp_growth_real", "2025", "--source", "csmar-yearbook")
    terminal.see("span:")
    assert "region:" not in terminal.said
    terminal.type("", "", "\x03")
    terminal.see("interrupted; figures recorded before stand")
    assert terminal.end() == 130
    assert contents(data_copy) == before


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2)])
def test_a_doubt_is_asked_on_a_terminal(data_copy, answer, code):
    terminal = Terminal(data_copy, *FIGURE[:4], "14.1", *FIGURE[5:])
    terminal.type("Record it all the same? [y/N]", answer)
    assert terminal.end() == code
    assert bool([row for row in rows(data_copy) if row["value"] == "14.1" and row["source"] == NEW["source"]]) == (
        not code
    )


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 2)])
def test_what_was_most_likely_meant_is_asked_on_a_terminal(data_copy, answer, code):
    terminal = Terminal(data_copy, *FIGURE[:4], "6.0①", *FIGURE[5:])
    terminal.type("the mark ① is no part of the number. Is it 6.0? [y/N]", answer)
    assert terminal.end() == code
    recorded = [row["value"] for row in rows(data_copy) if row["source"] == NEW["source"]]
    assert recorded == ([] if code else ["6.0"])


def test_words_of_a_text_are_read_as_they_are_typed(data_copy):
    terminal = Terminal(data_copy, "add", "--source", "csmar-yearbook", "--locator", "表1")
    terminal.type("region:", "昭通")
    terminal.type("indicator:", "GDP")
    terminal.type("give the code, or the value with its unit", "gdp_current")
    terminal.type("period:", "前三季度")
    terminal.type("of which year?", "2026年前三季度")
    terminal.type("value:", "约59043万元")
    terminal.type('"约" says that the number is approximate', "")
    terminal.type("caveats: approximate|converted_unit", "", "\x03")
    assert terminal.end() == 130
