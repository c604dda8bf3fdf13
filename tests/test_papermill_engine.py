"""The papermill engine `zhaotong-warm`: what it runs is what papermill's own engine gives, and it leaves no process."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import papermill
import pytest
from conftest import PROJECT
from made_up_runs import notebook_of
from papermill.engines import papermill_engines
from test_engine import NASTY, STATE, outputs
from test_runs import MARK, family, wait_until

from zhaotong.reports.engine import ReportEngine
from zhaotong.runs.engine import ForkedEngine, ForkServers
from zhaotong.runs.preload import ENGINES

pytestmark = pytest.mark.skipif("warm" not in ENGINES, reason="this system cannot fork kernels from a warm process")

NAME = "zhaotong-warm"
GROWTH = PROJECT / "notebooks/01-growth.ipynb"
DECLARED = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
FAILING = ("print('so far')", "1 / 0", "print('never')")


class BareEngine(ForkedEngine):
    """One whose fork servers load nothing of this project, which is quicker to start."""

    servers = ForkServers(())


@pytest.fixture(autouse=True, scope="module")
def engines() -> Iterator[None]:
    """The engines by their names, as an installation declares ours; their fork servers end with the tests."""
    papermill_engines.register(NAME, resolve_name(DECLARED["papermill.engine"][NAME]))
    papermill_engines.register("bare", BareEngine)
    yield
    ReportEngine.servers.end()
    BareEngine.servers.end()


def execute(notebook: Path, output: Path, engine: str | None = "bare", **parameters: str) -> list:
    """The outputs of a notebook that papermill executed."""
    papermill.execute_notebook(notebook, output, parameters, engine_name=engine, progress_bar=False)
    return outputs(output)


def test_the_engine_is_declared():
    assert DECLARED == {"papermill.engine": {NAME: "zhaotong.reports.engine:ReportEngine"}}
    assert papermill_engines.get_engine(NAME) is ReportEngine


@pytest.mark.slow
def test_several_runs_in_one_process_give_what_ordinary_kernels_give(tmp_path):
    state = notebook_of(tmp_path / "state.ipynb", STATE).path
    nasty = notebook_of(tmp_path / "nasty.ipynb", NASTY).path
    execute(nasty, tmp_path / "out.ipynb", NAME)
    for notebook, parameters in ((state, {}), (GROWTH, {"region": "530300"}), (GROWTH, {"language": "zh"})):
        warm = execute(notebook, tmp_path / "warm.ipynb", NAME, **parameters)
        assert warm == execute(notebook, tmp_path / "plain.ipynb", None, **parameters)
        assert len(warm) >= 1


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_a_notebook_that_sets_no_language_begins_in_that_of_the_shell(tmp_path, monkeypatch, spoken):
    monkeypatch.setenv("ZHAOTONG_LANGUAGE", spoken)
    source = 'from helpers.text.messages import did_you_mean\ndid_you_mean("regoin", ["region"])'
    said = str(execute(notebook_of(tmp_path / "own.ipynb", source).path, tmp_path / "out.ipynb"))
    assert ("您是否想要“region”" in said) == (spoken == "zh")
    assert ('did you mean "region"' in said) == (spoken == "en")


SHARED = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import papermill
from papermill.engines import papermill_engines
from test_papermill_engine import BareEngine

papermill_engines.register("bare", BareEngine)


def server(number, met=1):
    given = {"meeting": f"{sys.argv[2]}/{'all' if met > 1 else number}", "expected": met}
    node = papermill.execute_notebook(sys.argv[1], None, given, engine_name="bare", progress_bar=False)
    return node.cells[-1].outputs[0].data["text/plain"]


def own_server(number):
    try:
        return server(number)
    finally:
        BareEngine.servers.end()


one_after_the_other = [server(number) for number in range(2)]
with get_context("fork").Pool(1) as pool:
    forked = pool.apply(own_server, (2,))
with ThreadPoolExecutor(2) as threads:
    at_once = [*threads.map(server, range(3, 5), [2, 2])]
print(json.dumps([one_after_the_other, forked, at_once, server(5)]))
"""


# Goes on when as many are under way as are expected.
MEET = """
import os, time
os.makedirs(meeting, exist_ok=True)
open(f"{meeting}/{os.getpid()}", "w").close()
last = time.monotonic() + 300
while len(os.listdir(meeting)) < expected and time.monotonic() < last:
    time.sleep(0.05)
os.getppid()
"""


@pytest.mark.slow
def test_runs_share_a_fork_server_unless_they_are_under_way_at_once(tmp_path):
    notebook = notebook_of(tmp_path / "parent.ipynb", MEET).path
    command = [sys.executable, "-c", SHARED, notebook, tmp_path]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (first, second), forked, at_once, last = json.loads(done.stdout)
    assert first == second
    assert forked != first  # a process that is forked has servers of its own
    assert len({*at_once}) == 2
    assert first in at_once
    assert last in at_once


def test_a_cell_that_fails_is_told_as_papermill_tells_it_and_harms_no_other_run(tmp_path):
    bad = notebook_of(tmp_path / "bad.ipynb", *FAILING).path
    with pytest.raises(papermill.PapermillExecutionError, match="ZeroDivisionError: division by zero") as told:
        execute(bad, tmp_path / "bad-out.ipynb")
    assert told.value.cell_index == 1
    assert "so far" in (tmp_path / "bad-out.ipynb").read_text(encoding="utf-8")
    died = notebook_of(tmp_path / "died.ipynb", "import os; os._exit(1)").path
    with pytest.raises(RuntimeError, match="Kernel died"):
        execute(died, tmp_path / "died-out.ipynb")
    killed = notebook_of(
        tmp_path / "killed.ipynb", "import os; os.kill(os.getppid(), 9); __import__('time').sleep(9)"
    ).path
    with pytest.raises(RuntimeError, match="Kernel died"):
        execute(killed, tmp_path / "killed-out.ipynb")
    good = notebook_of(tmp_path / "good.ipynb", "1 + 1").path
    assert execute(good, tmp_path / "good-out.ipynb")[0][1][0]["data"]["text/plain"] == "2"


def test_another_language_is_refused(tmp_path, monkeypatch):
    kernel = tmp_path / "kernels/other/kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["other", "-f", "{connection_file}"], "display_name": "Other", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    notebook = notebook_of(tmp_path / "one.ipynb", "1").path
    with pytest.raises(RuntimeError, match="only a Python kernel can be forked, not other -f"):
        papermill.execute_notebook(
            notebook, None, engine_name="bare", kernel_name="other", progress_bar=False, log_output=False
        )


@pytest.fixture
def command(tmp_path, start):
    """The command line of papermill, where the engine is installed as pyproject.toml declares it."""
    installed = tmp_path / "installed/made_up_engine-1.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: made-up-engine\nVersion: 1\n")
    [(group, names)] = DECLARED.items()
    lines = [f"[{group}]", *(f"{name} = {target}" for name, target in names.items()), ""]
    (installed / "entry_points.txt").write_text("\n".join(lines))
    paths = [str(installed.parent), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths)), MARK: str(tmp_path)}

    def run_papermill(notebook: Path, *parameters: str) -> subprocess.Popen:
        words = [sys.executable, "-m", "papermill", "--no-progress-bar", "--engine", NAME, notebook]
        words += [tmp_path / "out.ipynb", *parameters]
        return start(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return run_papermill


LEAVE = "import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("notebook", "parameters", "code", "told"),
    [
        (GROWTH, ("-p", "region", "530300"), 0, ""),
        (GROWTH, ("-p", "region", "Qujng"), 1, 'region: "Qujng" is no region of data/regions.csv; did you mean'),
        (None, (), 1, "ZeroDivisionError: division by zero"),
    ],
)
def test_the_command_checks_parameters_fails_properly_and_leaves_no_process(
    command, tmp_path, notebook, parameters, code, told
):
    notebook = notebook or notebook_of(tmp_path / "leaving.ipynb", LEAVE, *FAILING).path
    process = command(notebook, *parameters)
    _out, err = process.communicate(timeout=300)
    assert process.returncode == code, err
    assert told in err
    assert not family(str(tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGKILL])
def test_an_end_from_outside_leaves_no_process(command, tmp_path, asked):
    begun = tmp_path / "begun"
    slow = notebook_of(tmp_path / "slow.ipynb", LEAVE, f"open({str(begun)!r}, 'w'); import time; time.sleep(600)").path
    process = command(slow)
    assert wait_until(begun.exists)
    process.send_signal(asked)
    process.communicate(timeout=300)
    assert process.returncode != 0
    assert wait_until(lambda: not family(str(tmp_path))), family(str(tmp_path))
