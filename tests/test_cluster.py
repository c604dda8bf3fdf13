"""Reports made by a Dask cluster: a scheduler and workers on this machine, each in a folder of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import psutil
import pytest
from conftest import PROJECT
from made_up_runs import notebook_of
from test_commands import ZHAOTONG, run  # noqa: F401
from test_datapackage import RATE, change
from test_runs import MARK, family, wait_until

from helpers.figures.observations import load_observations
from helpers.text.messages import InputError
from zhaotong.cluster import connection
from zhaotong.cluster import submission as cluster_module
from zhaotong.cluster.bundle import pack, unpack
from zhaotong.cluster.submission import run_on_cluster
from zhaotong.reports.digests import digest
from zhaotong.reports.notebooks import Notebook
from zhaotong.reports.requests import report_job, request_report
from zhaotong.runs import jobs
from zhaotong.runs.jobs import Job, Outcome

pytestmark = pytest.mark.slow

IMPORTS = """
from helpers.text.language import use_language
from helpers.figures.observations import load_observations
from helpers.parameters.types import Language, Region
from helpers.parameters.values import check_parameters
from helpers.show.sources import run_table, source_cards
from helpers.show.wording import finding, show
from helpers.text.citations import say
"""
PARAMETERS = """
region: Region = "530600"  # the region
language: Language = "en"  # the language
"""
LOAD = """
observations = load_observations()
parameters = check_parameters(globals(), observations)
use_language(parameters.language)
rows = observations.figures_of(region=parameters.region, indicator="gdp_growth_real", span="year")
show(finding(say("%(value)s it is", value=rows["value"].iloc[0])))
"""
END = """
show(source_cards(observations, rows))
run_table(parameters, observations, rows)
"""
SLOW = "import time; time.sleep(2)"


class Cluster:
    """A scheduler, and workers in folders of their own, which nothing is said to about this project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", "address.json")
        address = folder / "scheduler/address.json"
        assert wait_until(lambda: address.exists() and address.read_text())
        self.address = json.loads(address.read_text())["address"]

    def worker(self, name: str, *options: str, **environment: str) -> subprocess.Popen:
        """One more worker, which makes one report at a time."""
        options = ("--nthreads", "1", "--local-directory", str(self.folder / name), *options)
        process = self._start(name, self.address, *options, kind="worker", **environment)
        assert wait_until(lambda: "Registered to" in (self.folder / name / "log").read_text())
        return process

    def _start(self, name: str, *options: str, kind: str = "scheduler", **environment: str) -> subprocess.Popen:
        folder = self.folder / name
        folder.mkdir()
        with (folder / "log").open("w") as log:
            command = [sys.executable, "-m", "dask", kind, *options, "--no-dashboard"]
            own = {key: value for key, value in os.environ.items() if key != "ZHAOTONG_DATA"}
            own |= {MARK: str(folder)} | environment
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=own, start_new_session=True)
        self.processes.append(process)
        return process

    def scratch(self, *names: str) -> list[Path]:
        """The folders of runs on some workers."""
        return [path for name in names for path in self.folder.glob(f"{name}/**/zhaotong/run-*")]

    def under_way(self, *names: str) -> list[Path]:
        """The reports that are being made on some workers."""
        return [path for folder in self.scratch(*names) for path in folder.glob("*/.making-*/*.journal")]

    def close(self) -> None:
        for process in reversed(self.processes):
            with suppress(psutil.Error):
                for each in psutil.Process(process.pid).children(recursive=True):
                    each.kill()
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """One worker under a nanny, as they are unless otherwise wished, and one without."""
    with TemporaryDirectory() as folder, closing(Cluster(Path(folder))) as running:
        running.worker("a")
        running.worker("b", "--no-nanny")
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports"


def reports(tmp_path: Path, middles: dict[str, str]) -> list[Job]:
    """Jobs of reports of notebooks with a cell like this in the middle, by their names."""
    found, observations = [], load_observations()
    for name, cell in middles.items():
        cells = [source.strip() for source in (IMPORTS, PARAMETERS, LOAD, cell, END)]
        notebook = notebook_of(tmp_path / f"{name}.ipynb", *cells)
        node = nbformat.read(notebook.path, as_version=4)
        node.cells[1].metadata["tags"] = ["parameters"]
        node.cells.insert(0, nbformat.v4.new_markdown_cell("# How much is it?"))
        nbformat.write(node, notebook.path)
        request = request_report(Notebook(notebook.path), {"language": "en"}, observations)
        found.append(report_job(request, observations, tmp_path / "reports"))
    return found


def by_notebook(outcomes: Iterator[Outcome]) -> dict[str, Outcome]:
    return {outcome.job.notebook: outcome for outcome in outcomes}


def test_notebooks_and_data_travel_and_reports_come_back(cluster, folder, tmp_path, data_copy, monkeypatch):
    change(data_copy, RATE, RATE.replace("10.1", "10.1357"))
    monkeypatch.setenv("ZHAOTONG_DATA", str(data_copy))
    wanted = reports(tmp_path, {"one": "", "two": "'a'", "three": "'b'", "bad": "1 / 0"})
    (folder / "bad").mkdir(parents=True)
    (folder / "bad/zhaotong.en.html").write_text("yesterday's")
    (folder / "one").mkdir()
    (folder / "one/zhaotong.en.chart-1.svg").write_text("yesterday's")

    outcomes = by_notebook(run_on_cluster(wanted, folder, scheduler=cluster.address))

    bad = outcomes.pop("bad")
    assert (bad.status, bad.cell) == (jobs.FAILED, 4), bad.message
    assert (
        bad.message
        == 'bad (Zhaotong, English): cell [4], "1 / 0", failed in line 1: ZeroDivisionError: division by zero'
    )
    assert json.loads(bad.kept.read_text())["message"] == bad.message
    assert "ZeroDivisionError" in bad.kept.with_suffix(".ipynb").read_text()
    assert [path.read_text() for path in (folder / "bad").iterdir()] == ["yesterday's"]
    assert set(outcomes) == {"one", "two", "three"}
    for name, outcome in outcomes.items():
        assert outcome.status == jobs.OK, outcome.message
        assert outcome.path == folder / name / "zhaotong.en.html"
        assert "10.1357" in outcome.path.read_text(encoding="utf-8")
        assert {path.name for path in outcome.path.parent.iterdir()} == {
            f"zhaotong.en.{ending}" for ending in ("html", "ipynb", "json", "xlsx")
        }
    bundles = [*cluster.folder.glob("*/**/zhaotong/*/observations.csv")]
    assert {path.relative_to(cluster.folder).parts[0] for path in bundles} == {"a", "b"}  # either was sent its own
    assert not cluster.scratch("a", "b")


def test_a_worker_that_is_lost_costs_only_what_it_was_running_and_is_told_of(cluster, folder, tmp_path, capsys):
    lost, opened = cluster.worker("lost", "--no-nanny"), tmp_path / "opened"
    gate = f"import os, time\nwhile not os.path.exists({str(opened)!r}):\n    time.sleep(0.1)"
    wanted = reports(tmp_path, {f"gated{number}": gate for number in range(5)})  # more than there are workers

    def lose() -> None:
        try:
            assert wait_until(lambda: cluster.under_way("lost"))
            lost.kill()
        finally:
            opened.touch()

    with ThreadPoolExecutor() as beside:
        losing = beside.submit(lose)
        outcomes = [*run_on_cluster(wanted, folder, scheduler=cluster.address)]
        losing.result()
    assert sorted(outcome.job.notebook for outcome in outcomes) == [f"gated{number}" for number in range(5)]
    assert {(outcome.status, outcome.message) for outcome in outcomes} == {(jobs.OK, "")}
    assert wait_until(lambda: not family(str(cluster.folder / "lost")))
    [told] = capsys.readouterr().err.splitlines()
    assert re.fullmatch(r"worker tcp://\S+ is gone; the reports that it was making are made anew by others", told)


def test_where_no_worker_is_left_the_reports_are_told_as_failed(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster_module, "DESERTED", 1)
    with TemporaryDirectory() as place, closing(Cluster(Path(place))) as running, ThreadPoolExecutor() as beside:
        only = running.worker("only", "--no-nanny")
        beside.submit(lambda: wait_until(lambda: running.under_way("only")) and only.kill())
        endless = "import time; time.sleep(600)"
        wanted = reports(tmp_path, {"a": endless, "b": endless})
        outcomes = [*run_on_cluster(wanted, folder, scheduler=running.address)]
    assert sorted((outcome.job.notebook, outcome.status) for outcome in outcomes) == [
        ("a", jobs.FAILED),
        ("b", jobs.FAILED),
    ]
    assert "was lost with the cluster" in outcomes[0].message


def test_a_run_past_its_time_is_ended_where_it_is(cluster, folder, tmp_path):
    [outcome] = run_on_cluster(
        reports(tmp_path, {"slow": "while True: pass"}), folder, scheduler=cluster.address, timeout=3
    )
    assert outcome.status == jobs.TIMEOUT, outcome.message
    assert "stopped after 3 seconds" in outcome.message
    assert not cluster.scratch("a", "b")


def test_an_interrupt_ends_the_runs(cluster, folder, start):
    command = [*ZHAOTONG, "report", "all", "--scheduler", cluster.address, "--output-dir", folder]
    process = start(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert wait_until(lambda: len(cluster.under_way("a", "b")) == 2)
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=300)
    assert process.returncode == 130
    assert err.strip() == "interrupted; reports made before stand"
    assert wait_until(lambda: not cluster.scratch("a", "b"))


def test_an_end_without_a_word_ends_the_runs_too(cluster, folder, start):
    command = [*ZHAOTONG, "report", "all", "--scheduler", cluster.address, "--output-dir", folder]
    process = start(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert wait_until(lambda: len(cluster.under_way("a", "b")) == 2)
    process.kill()
    assert wait_until(lambda: not cluster.scratch("a", "b"))


def test_a_cluster_that_would_make_other_reports_is_refused(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "REACHED", 300)
    monkeypatch.setattr(connection, "STAFFED", 1)
    other = tmp_path / "other"
    shutil.copytree(PROJECT / "src", other / "src", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "src/helpers/models/growth.py").open("a") as module:
        module.write("\n# another\n")
    wanted = reports(tmp_path, {"one": ""})
    with TemporaryDirectory() as place, closing(Cluster(Path(place))) as running:
        with pytest.raises(InputError, match=f"{running.address} has no worker; start one with: dask worker"):
            next(run_on_cluster(wanted, folder, scheduler=running.address))
        monkeypatch.setattr(connection, "STAFFED", 300)
        running.worker("other", PYTHONPATH=str(other / "src"))
        with pytest.raises(
            InputError, match=r"worker tcp://\S+ has code of zhaotong-growth \w+ where this machine has"
        ):
            next(run_on_cluster(wanted, folder, scheduler=running.address))
    assert not folder.exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--scheduler", "tcp://127.0.0.1:1"], '--scheduler "tcp://127.0.0.1:1" cannot be reached: '),
        (["--scheduler", "nonsense://127.0.0.1:1"], '--scheduler "nonsense://127.0.0.1:1" cannot be reached: '),
        (["--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], "--workers is for runs on this machine"),
        (["--scheduler", "tcp://127.0.0.1:1", "--engine", "plain"], "--engine is for runs on this machine"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_runs(run, folder, monkeypatch, options, message):  # noqa: F811
    monkeypatch.setattr(connection, "REACHED", 1)
    code, _out, err = run("report", "00-brief", "--output-dir", folder, *options)
    assert code == 2
    assert message in err
    assert len(err.splitlines()) == 1
    assert not folder.exists()


def test_without_dask_the_answer_says_how_to_get_it(run, folder, monkeypatch):  # noqa: F811
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _out, err = run("report", "00-brief", "--output-dir", folder, "--scheduler", "tcp://127.0.0.1:1")
    assert code == 2
    assert "dask.distributed, which is not installed" in err


def test_a_bundle_is_the_same_for_the_same_files_and_nothing_else_is_unpacked(tmp_path):
    bundle = pack({"b": b"2", "a": b"1"})
    assert bundle == pack({"a": b"1", "b": b"2"})
    place = unpack(bundle, digest(bundle), tmp_path)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == {"a": b"1", "b": b"2"}
    with pytest.raises(ValueError, match="what arrived has the digest"):
        unpack(bundle + b" ", digest(bundle), tmp_path)
    assert unpack(bundle, digest(bundle), tmp_path) == place
    assert [path.name for path in tmp_path.iterdir()] == [digest(bundle)]
