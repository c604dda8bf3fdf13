"""Runs that go wrong in every way: each has a true status, harms no other, and leaves no process and no file behind."""

import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from multiprocessing import forkserver
from pathlib import Path

import psutil
import pytest
from made_up_runs import job_of, run_all

from helpers.text.messages import InputError
from zhaotong.reports.preload import PRELOAD
from zhaotong.runs import jobs, pool
from zhaotong.runs.jobs import Job
from zhaotong.runs.preload import CAN_FORK, ENGINES, process_context
from zhaotong.runs.workers import Run

GOOD = "print('done')"
KILL = "import os, signal; os.kill({}, signal.SIGKILL)"
MARK = "ZHAOTONG_TEST_RUN"  # every process of a run has it in its environment

each_engine = pytest.mark.parametrize(
    "engine", [pytest.param(engine, marks=[] if engine == ENGINES[0] else [pytest.mark.slow]) for engine in ENGINES]
)


def family(mark: str) -> list[psutil.Process]:
    """The processes that were started for a test, whatever became of those that started them."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def has_ended(pid: int) -> bool:
    """Has a process ended with all of its threads?"""
    try:
        process = psutil.Process(pid)
        return process.status() == psutil.STATUS_ZOMBIE and process.num_threads() == 1
    except psutil.NoSuchProcess:
        return True


def wait_until(condition, seconds: float = 300):
    """What a condition says, as soon as it says yes; a generous limit, so that no test depends on the machine."""
    deadline = time.monotonic() + seconds
    while not (said := condition()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return said


@pytest.fixture(autouse=True, scope="module")
def fork_server():
    """It stays when a test is over, and must not begin in one that marks its processes."""
    if CAN_FORK and process_context(PRELOAD, several=True).get_start_method() == "forkserver":
        forkserver.ensure_running()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture
def former(folder: Path):
    """A good report of an earlier run, which must stand when the next one fails."""
    path = folder / "bad/run.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("yesterday's", encoding="utf-8")
    yield
    assert path.read_text(encoding="utf-8") == "yesterday's"
    assert [each.name for each in path.parent.iterdir()] == ["run.ipynb"]


def run(
    folder: Path,
    *cells: str,
    engine: str = ENGINES[0],
    timeout: float = 600,
    workers: int = 2,
    stop: Callable[[], bool] | None = None,
) -> jobs.Outcome:
    """Run a bad notebook between two good ones; the good ones are made."""
    wanted = [job_of(folder, "before", GOOD), job_of(folder, "bad", *cells), job_of(folder, "after", GOOD)]
    outcomes = {
        each.job.notebook: each
        for each in run_all(wanted, folder, workers=workers, timeout=timeout, engine=engine, stop=stop)
    }
    for name in ("before", "after"):
        assert outcomes[name].status == jobs.OK, outcomes[name]
        assert outcomes[name].path == folder / name / "run.ipynb"
        assert outcomes[name].path.exists()
        assert outcomes[name].kept is None
        assert outcomes[name].seconds > 0
    return outcomes["bad"]


def kept(outcome: jobs.Outcome) -> tuple[dict, str]:
    """What was kept of a failed run: its record, and its notebook as far as it was executed."""
    partial = outcome.kept.with_suffix(".ipynb")
    return json.loads(outcome.kept.read_text(encoding="utf-8")), partial.read_text(encoding="utf-8")


@each_engine
def test_an_error_in_a_cell(folder, former, engine):
    outcome = run(folder, "print('so far')", "1 / 0", engine=engine)
    assert outcome.status == jobs.FAILED
    assert outcome.message == 'bad: cell [2], "1 / 0", failed in line 1: ZeroDivisionError: division by zero'
    assert outcome.cell == 2
    assert outcome.kept == folder / ".failed/bad/run.json"
    record, partial = kept(outcome)
    assert (record["status"], record["cell"], record["message"]) == ("failed", 2, outcome.message)
    assert record["time"]
    assert "so far" in partial
    assert "ZeroDivisionError" in partial


@each_engine
def test_a_kernel_that_ends_itself(folder, former, engine):
    outcome = run(folder, "print('so far')", "import os; os._exit(1)", engine=engine)
    assert (outcome.status, outcome.cell) == (jobs.KERNEL_DIED, 2)
    assert outcome.message == 'bad: its kernel died in cell [2], "import os; os._exit(1)"'
    assert "so far" in kept(outcome)[1]


def test_a_kernel_that_is_killed(folder, former):
    outcome = run(folder, KILL.format("os.getpid()"))
    assert (outcome.status, outcome.cell) == (jobs.KERNEL_DIED, 1)


def test_a_process_of_a_run_that_is_killed(folder, former, monkeypatch, tmp_path):
    monkeypatch.setenv(MARK, str(tmp_path))
    kill_worker = "import psutil; psutil.Process().parent().parent().kill(); import time; time.sleep(600)"
    outcome = run(folder, "print('so far')", kill_worker)
    assert (outcome.status, outcome.cell) == (jobs.FAILED, 2)
    assert outcome.message == "bad: its process was ended from outside (SIGKILL)"
    assert "so far" in kept(outcome)[1]
    assert wait_until(lambda: not family(str(tmp_path)))


@pytest.mark.skipif("warm" not in ENGINES, reason="this system cannot fork kernels from a warm process")
def test_what_forks_the_kernels_is_killed(folder, former):
    outcome = run(folder, "print('so far')", f"{KILL.format('os.getppid()')}; import time; time.sleep(600)", workers=1)
    assert (outcome.status, outcome.cell) == (jobs.KERNEL_DIED, 2)
    assert "so far" in kept(outcome)[1]


def test_a_worker_makes_one_report_after_the_other_until_one_goes_wrong(folder):
    names = ["one", "two", "bad", "three", "four", "five"]
    wanted = [Job(name, "run", "made_up_runs:write_worker", (folder / name / f"{name}.html",)) for name in names]
    made, statuses = [], []
    for outcome in run_all(wanted, folder, workers=1):
        statuses.append(outcome.status)
        if outcome.status == jobs.OK:
            made.append(int(outcome.path.read_text(encoding="utf-8")))
        if outcome.job.notebook == "four":
            os.kill(made[-1], signal.SIGKILL)
            assert wait_until(partial(has_ended, made[-1]))
    assert statuses == [jobs.FAILED if name == "bad" else jobs.OK for name in names]
    one, two, three, four, five = made
    assert one == two
    assert three == four
    assert len({one, three, five}) == 3


class TimedFromItsSecondCell(Run):
    """A run whose time begins with its second cell, however long a busy machine takes to get there.

    Whoever waits for it must look now and then whether it has got there, as where somebody may ask it to stop.
    """

    begun = math.inf

    @property
    def deadline(self) -> float:
        place = self._journal()[1]
        if self.begun == math.inf and place and place.number == 2:
            self.begun = time.monotonic()
        return self.begun + self.timeout

    @deadline.setter
    def deadline(self, _from_its_start: float) -> None:
        pass


@pytest.mark.slow
@each_engine
def test_an_endless_loop(folder, former, monkeypatch, tmp_path, engine):
    monkeypatch.setattr(pool, "Run", TimedFromItsSecondCell)
    monkeypatch.setenv(MARK, str(tmp_path))
    start = "import subprocess; other = subprocess.Popen(['sleep', '600'], start_new_session=True); print('so far')"
    outcome = run(folder, start, "while True: pass", timeout=2, engine=engine, stop=lambda: False)
    assert (outcome.status, outcome.cell) == (jobs.TIMEOUT, 2)
    assert outcome.message == 'bad: stopped after 2 seconds in cell [2], "while True: pass"'
    assert "so far" in kept(outcome)[1]
    assert wait_until(lambda: not family(str(tmp_path)))


def test_what_a_notebook_leaves_running_ends_with_it(folder, monkeypatch, tmp_path):
    monkeypatch.setenv(MARK, str(tmp_path))
    leave = "import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)"
    [outcome] = run_all([job_of(folder, "good", leave)], folder)
    assert outcome.status == jobs.OK
    assert wait_until(lambda: not family(str(tmp_path)))


def test_a_notebook_deleted_in_the_middle(folder, former):
    here = folder.parent / "notebooks/bad.ipynb"
    wanted = [job_of(folder, "good", f"import os; os.remove({str(here)!r})"), job_of(folder, "bad", GOOD)]
    good, bad = run_all(wanted, folder, workers=1)
    assert good.status == jobs.OK
    assert bad.status == jobs.FAILED
    assert "No such file or directory" in bad.message
    assert str(here) in bad.message


@pytest.mark.slow
@pytest.mark.parametrize("small_disk", ["256k"], indirect=True)
def test_a_full_disk(small_disk):
    (small_disk / "bad").mkdir()
    (small_disk / "bad/run.ipynb").write_text("yesterday's", encoding="utf-8")
    outcome = run(small_disk, "print('x' * 1_000_000)", workers=1)  # those beside it would find the disk full too
    assert outcome.status == jobs.FAILED
    assert "No space left on device" in outcome.message
    assert (small_disk / "bad/run.ipynb").read_text(encoding="utf-8") == "yesterday's"
    assert [path.name for path in (small_disk / "bad").iterdir()] == ["run.ipynb"]


def test_a_folder_that_cannot_be_written_to(folder):
    folder.mkdir()
    (folder / "bad").write_text("a file where a folder should be", encoding="utf-8")
    outcome = run(folder, GOOD)
    assert outcome.status == jobs.FAILED
    assert "File exists" in outcome.message


def test_a_success_forgets_the_failure_before_it(folder):
    run(folder, "1 / 0")
    assert (folder / ".failed/bad/run.json").exists()
    assert run(folder, GOOD).status == jobs.OK
    assert not (folder / ".failed").exists()


def test_what_others_left_when_they_were_killed_is_cleared_away(folder):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for pid in (gone.pid, os.getpid()):
        (folder / f"good/{jobs.aside_prefix(pid)}x").mkdir(parents=True)
    [outcome] = run_all([job_of(folder, "good", GOOD)], folder)
    assert outcome.status == jobs.OK
    assert sorted(path.name for path in (folder / "good").iterdir()) == [
        f"{jobs.aside_prefix(os.getpid())}x",  # of one that lives
        "run.ipynb",
    ]


def test_two_at_once_on_one_folder(folder):
    wanted = [job_of(folder, "good", GOOD), job_of(folder, "bad", "1 / 0")]
    with closing(run_all(wanted, folder, workers=2)) as one, closing(run_all(wanted, folder, workers=2)) as other:
        first = next(one)
        outcomes = [*other, first, *one]
    assert sorted(each.status for each in outcomes) == [jobs.FAILED] * 2 + [jobs.OK] * 2
    assert [path.name for path in (folder / "good").iterdir()] == ["run.ipynb"]
    assert sorted(path.name for path in (folder / ".failed/bad").iterdir()) == ["run.ipynb", "run.json"]


def test_ending_early_ends_what_is_under_way(folder, monkeypatch, tmp_path):
    monkeypatch.setenv(MARK, str(tmp_path))
    wanted = [job_of(folder, "good", GOOD), job_of(folder, "bad", "import time; time.sleep(600)")]
    with closing(run_all(wanted, folder, workers=2)) as outcomes:
        assert next(outcomes).status == jobs.OK
    assert not family(str(tmp_path))
    assert not list((folder / "bad").iterdir())


def test_temporary_folders_may_lie_deep(folder, monkeypatch, tmp_path):
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    [outcome] = run_all([job_of(folder, "good", GOOD)], folder)
    assert outcome.status == jobs.OK, outcome


def test_an_unknown_engine_is_refused(folder):
    with pytest.raises(InputError, match='engine "wram": on this system warm or plain is expected'):
        next(run_all([], folder, engine="wram"))


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from made_up_runs import job_of, run_all
folder = Path({folder!r})
{before}
if __name__ == "__main__":
    wanted = [job_of(folder, f"slow{{n}}", "import time; time.sleep(600)") for n in range(3)]
    try:
        for outcome in run_all(wanted, folder, workers=2, engine={engine!r}):
            print(outcome.job.notebook, outcome.status, flush=True)
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def temporary():
    """A place for temporary folders, not deep."""
    with tempfile.TemporaryDirectory() as path:
        yield path


@pytest.fixture
def program(folder, tmp_path, temporary, start):
    """A program with two slow runs under way, and a third waiting."""

    def start_program(engine: str, threads: bool = False) -> subprocess.Popen:
        thread = "import threading, time; threading.Thread(target=time.sleep, args=(600,), daemon=True).start()"
        before = thread if threads else ""
        path = tmp_path / "program.py"
        path.write_text(
            PROGRAM.format(tests=str(Path(__file__).parent), folder=str(folder), before=before, engine=engine)
        )
        process = start(
            [sys.executable, path],
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {MARK: str(tmp_path), "TMPDIR": temporary},
            start_new_session=True,
        )
        assert wait_until(lambda: len([*folder.glob("*/.making-*/*.journal")]) == 2)
        return process

    return start_program


@each_engine
@pytest.mark.parametrize("threads", [False, True])
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGKILL])
def test_an_end_from_outside_leaves_nothing_behind(program, folder, tmp_path, temporary, engine, threads, asked):
    process = program(engine, threads)
    os.kill(process.pid, asked)
    out, _err = process.communicate(timeout=300)
    if asked == signal.SIGINT:
        assert process.returncode == 130
        assert sorted(out.splitlines()) == [f"slow{n} cancelled" for n in range(3)]
        assert not family(str(tmp_path))
    assert wait_until(lambda: not family(str(tmp_path))), family(str(tmp_path))
    assert wait_until(lambda: not list(folder.glob("*/.making-*")))
    assert wait_until(lambda: not list(Path(temporary).glob("zhaotong-*"))), [*Path(temporary).rglob("*")]


QUEUE = """
import sys
from pathlib import Path

from zhaotong.runs.jobs import Job
from zhaotong.runs.pool import run_all

folder, taken, most, ended = Path(sys.argv[1]), [], 0, []


def queue():
    for number in range(500):
        taken.append(number)
        yield Job("many", f"run{number}", "made_up_runs:write_page", (folder / "many", number))


for outcome in run_all(queue(), folder, workers=2):
    most = max(most, len(taken) - len(ended))
    ended.append(outcome.status)
print(most, ended.count("ok"), ended.count("failed"))
"""


@pytest.mark.slow
def test_five_hundred_are_queued_and_few_are_under_way(folder):
    """They are taken as there is room; every fiftieth fails, and stops no other."""
    command = [sys.executable, "-c", QUEUE, str(folder)]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    most, made, failed = map(int, done.stdout.split())
    assert most <= 4
    assert (made, failed) == (490, 10)
    assert len(list((folder / "many").iterdir())) == 490
    assert len(list((folder / ".failed/many").glob("*.json"))) == 10
