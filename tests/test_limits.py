"""What a system lacks and what a person has set up: a report is made all the same, or a sentence says why not."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_runs import job_of, notebook_of, run_all
from test_runs import MARK, each_engine, family, wait_until

from zhaotong.runs import jobs, kernels, notebook, pool
from zhaotong.runs.fork_server import ForkServer
from zhaotong.runs.jobs import Job, RunError
from zhaotong.runs.last_words import last_words
from zhaotong.runs.notebook import run_notebook
from zhaotong.runs.preload import ENGINES

ZHAOTONG = [sys.executable, "-c", "from zhaotong.cli.start import main; main()"]
DONE = "print('done')"
REPORT = ("report", "small", "--language", "en", "--output-dir", "out")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture
def zhaotong(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Run a command on a small notebook under limits, with variables of its own; None leaves one out."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    notebook_of(notebooks / "small.ipynb", f"# 昭通\n{DONE}")

    def call(*words: str, limits: dict[int, int] | None = None, **variables: str | None):
        def limit() -> None:
            for name, most in (limits or {}).items():
                resource.setrlimit(name, (most, most))

        environment = {**os.environ, "ZHAOTONG_NOTEBOOKS": str(notebooks), **variables}
        return subprocess.run(
            [*ZHAOTONG, *words],
            env={name: value for name, value in environment.items() if value is not None},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=1200,
            preexec_fn=limit,
        )

    return call


@pytest.mark.parametrize("most", [*(pytest.param(most, marks=pytest.mark.slow) for most in (10, 20, 30)), 40])
def test_too_few_open_files(zhaotong, most):
    done = zhaotong(*REPORT, limits={resource.RLIMIT_NOFILE: most})
    assert done.returncode == 1
    assert "Too many open files" in done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize(("words", "most"), [(("check",), 300), (REPORT, 300), (REPORT, 350), (REPORT, 1000)])
def test_too_little_memory(zhaotong, tmp_path, words, most):
    done = zhaotong(*words, limits={resource.RLIMIT_AS: most * 2**20})
    assert done.returncode == 1
    assert "memory" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("*/*"))


@pytest.mark.slow
def test_files_may_not_be_large_enough(zhaotong, tmp_path):
    done = zhaotong(*REPORT, limits={resource.RLIMIT_FSIZE: 4096})
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("small/*"))


def test_neither_home_nor_folder_for_what_is_temporary_is_needed(zhaotong, tmp_path):
    nowhere = "/proc/nowhere"
    done = zhaotong(*REPORT, HOME=nowhere, TMPDIR=nowhere, XDG_RUNTIME_DIR=None, XDG_CONFIG_HOME=None)
    assert (done.returncode, done.stderr) == (0, "")
    [page] = (tmp_path / "out").glob("small/*.html")
    assert "done" in page.read_text(encoding="utf-8")


def test_a_working_folder_that_is_gone(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    code = "import os; os.rmdir(os.getcwd()); from zhaotong.cli.start import main; main()"
    command = [sys.executable, "-c", code, "template", "figures.csv"]
    done = subprocess.run(command, cwd=gone, capture_output=True, text=True, timeout=600)
    assert done.returncode == 2
    assert done.stderr.startswith("figures.csv cannot be written: ")
    assert len(done.stderr.splitlines()) == 1


def test_fewer_are_made_at_once_where_the_system_has_no_room_for_more(folder, monkeypatch):
    begun, begin = [], pool.Worker

    def worker(*arguments):
        if len(begun) == 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        begun.append(begin(*arguments))
        return begun[-1]

    monkeypatch.setattr(pool, "Worker", worker)
    names = ["one", "two", "three"]
    wanted = [Job(name, "run", "made_up_runs:write_worker", (folder / name / f"{name}.html",)) for name in names]
    assert [each.status for each in run_all(wanted, folder, workers=2)] == [jobs.OK] * 3
    with pytest.raises(BlockingIOError):
        [*run_all(wanted, folder, workers=2)]


@pytest.mark.parametrize("engine", ENGINES)
def test_settings_of_a_person_reach_no_run(folder, tmp_path, monkeypatch, engine):
    mine = {
        "ipython/profile_default/ipython_config.py": "c.InteractiveShell.pdb = True",
        "ipython/profile_default/ipython_kernel_config.py": "raise ValueError('mine')",
        "ipython/profile_default/startup/mine.py": "raise SystemExit('mine')",
        "jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "display_name": "mine", "language": "python"}',
        "jupyter/jupyter_config.py": "raise ValueError('mine')",
        "start.py": "import os; os._exit(3)",
    }
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, value in {
        "HOME": "",
        "IPYTHONDIR": "ipython",
        "JUPYTER_PATH": "jupyter",
        "JUPYTER_DATA_DIR": "jupyter",
        "JUPYTER_CONFIG_DIR": "jupyter",
        "PYTHONSTARTUP": "start.py",
    }.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.setenv("MPLBACKEND", "agg")
    asked = "[get_ipython().pdb]"
    drawn = "import matplotlib.pyplot as plt\nassert 'inline' in plt.get_backend(), plt.get_backend()"
    [outcome] = run_all([job_of(folder, "run", asked, drawn)], folder, engine=engine)
    assert (outcome.status, outcome.message) == (jobs.OK, "")
    assert "[False]" in (folder / "run/run.ipynb").read_text(encoding="utf-8")


def did_not_start(folder: Path, server: ForkServer | None, monkeypatch: pytest.MonkeyPatch) -> str:
    """What is told of a kernel that does not start."""
    monkeypatch.setattr(notebook, "own_fork_server", lambda: server)
    with pytest.raises(RunError, match=r"^its kernel did not start: ") as failed:
        run_notebook(notebook_of(folder / "one.ipynb", DONE).path, {}, folder / "out.ipynb")
    assert failed.value.status == jobs.KERNEL_DIED
    return str(failed.value).removeprefix("its kernel did not start: ")


def test_what_keeps_an_ordinary_kernel_from_starting_is_told(tmp_path, monkeypatch, capfd):
    (tmp_path / "ipykernel_launcher.py").write_text("raise ValueError('broken')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert did_not_start(tmp_path, None, monkeypatch) == "ValueError: broken"
    assert capfd.readouterr().err == ""


@pytest.mark.skipif("warm" not in ENGINES, reason="this system cannot fork kernels from a warm process")
def test_what_keeps_a_forked_kernel_from_starting_is_told(tmp_path, monkeypatch, capfd):
    unable, server = ForkServer.started(["no_such_module"]), ForkServer.started([])
    monkeypatch.setattr(kernels, "PERSONAL", ())
    monkeypatch.setenv("MPLBACKEND", "nonsense")
    try:
        told = did_not_start(tmp_path, unable, monkeypatch)
        assert told == "ModuleNotFoundError: No module named 'no_such_module'"
        assert did_not_start(tmp_path, server, monkeypatch).startswith("ValueError: Key backend: 'nonsense' is not")
    finally:
        unable.end()
        server.end()
    assert capfd.readouterr().err == ""


LISTENER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from made_up_runs import job_of, run_all
folder = Path({folder!r})
{before}
if __name__ == "__main__":
    cells = {{"good": "1", "slow": "import time; time.sleep(600)", "waiting": "1"}}
    wanted = [job_of(folder, name, cell) for name, cell in cells.items()]
    outcomes = run_all(wanted, folder, workers=2, engine={engine!r})  # kept, as by the traceback of an error
    for outcome in outcomes:
        raise ValueError("who listens fails")
"""


@each_engine
@pytest.mark.parametrize("threads", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_who_takes_outcomes_may_fail_and_the_program_ends(folder, tmp_path, start, engine, threads):
    thread = "import threading, time; threading.Thread(target=time.sleep, args=(600,), daemon=True).start()"
    names = {"tests": str(Path(__file__).parent), "folder": str(folder), "engine": engine}
    program = tmp_path / "program.py"
    program.write_text(LISTENER.format(before=thread if threads else "", **names), encoding="utf-8")
    environment = os.environ | {MARK: str(tmp_path)}
    process = start([sys.executable, program], stderr=subprocess.PIPE, text=True, env=environment)
    _out, err = process.communicate(timeout=600)
    assert process.returncode == 1
    assert err.rstrip().endswith("ValueError: who listens fails")
    assert wait_until(lambda: not family(str(tmp_path)))
    assert not list(folder.glob("*/.making-*"))


def test_what_python_says_of_what_it_takes_down_is_not_the_cause(tmp_path):
    said = tmp_path / "stderr"
    said.write_text(
        'Traceback (most recent call last):\n  File "a.py", line 1, in a\nOSError: [Errno 24] Too many open files\n'
        "Exception ignored in: <function BaseEventLoop.__del__ at 0x7f>\nTraceback (most recent call last):\n"
        "  File \"b.py\", line 2, in b\n    self.close()\nAttributeError: no attribute '_ssock'\n",
        encoding="utf-8",
    )
    assert last_words(said) == "OSError: [Errno 24] Too many open files"
    said.write_text("Exception ignored in: <a>\n", encoding="utf-8")
    assert last_words(said) == ""
