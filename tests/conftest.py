"""What the tests share: the data, a copy of them to break, reports to look at, and processes that end with a test."""

# ruff: noqa: E402

import gc

gc.disable()  # what tests import is no garbage, and looking for some takes a fifth of the time

import zhaotong  # noqa: F401  # first of all: it spares what is imported below a parser that takes a second to load

# isort: split
import gc
import os
import re
import shutil
import signal
import subprocess
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from shared_reports import SharedReports
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from helpers.figures import observations as data
from helpers.figures.observations import Observations, load_observations
from helpers.text.language import use_language
from zhaotong.keeping.source_texts import TEXTS
from zhaotong.runs.processes import end_family, free_memory, processors

PROJECT = Path(__file__).parents[1]

os.environ["ZHAOTONG_LANGUAGE"] = "en"  # tests read what is said, whatever the locale of the machine

# No test is about speed: examples may take as long as a busy machine needs for them.
settings.register_profile("zhaotong", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("zhaotong")

# A shell's background job ignores interrupts, and nohup hangups; so would all that tests start and then interrupt.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Files whose tests share what takes long to make.
_FILES = (
    "test_any_notebook.py",
    "test_as_of.py",
    "test_audit.py",
    "test_browser.py",
    "test_charts.py",
    "test_cluster.py",
    "test_compare.py",
    "test_equal_runs.py",
    "test_index.py",
    "test_intake_corpus.py",
    "test_lab.py",
    "test_papermill_engine.py",
    "test_production.py",
    "test_reports.py",
    "test_site.py",
    "test_workbooks.py",
)

# What takes longest, in this order: begun first, it leaves for the end what is short, and no worker waits for another.
LONGEST = (
    "test_lab.py",
    "test_documentation.py::test_every_command_of_a_page_does_what_it_says[docs/use.md]",
    "test_verify.py::test_every_notebooks_pages_are_as_made",
    "test_engine.py::test_every_notebook",
    "test_cluster.py",
    "test_papermill_engine.py",
    "test_documentation.py::test_every_command_of_a_page_does_what_it_says[README.md]",
    "test_charts_in_pages.py::test_letters_are_large",
    "test_leads.py::test_a_lead_is_about_its_region_and_no_two_are_alike",
    "test_documentation.py::test_every_command",
    "test_equal_runs.py",
    "test_documentation.py::test_who_follows_the_page",
    "test_streams.py::test_a_report_is_made",
    "test_browser.py",
    "test_libreoffice.py::test_every_sheet",
    "test_data_readers.py::test_programs_of_others",
    "test_without_pyarrow.py::test_all_is_the_same",
)

# The figures of `small_data`: of China, Guizhou, Yunnan, prefectures there that tests name, and Zhaotong's counties.
_SMALL = re.compile(
    r"(100000|520000|53(00|01|03|04|06|07|09|23|29)00|5306\d\d),\w+,(?!202[56])(?!.*,china-city-yearbook-)"
)


class MadeOnce(LoadScopeScheduling):
    """Tests that share a browser, a cluster or reports run on one worker; others go where there is room.

    What takes longest comes first, then the files with the most tests: while one worker makes reports, the others wait
    for none of them. The marks of xdist for this have no effect under pytest 9.2, where the id of a test can no longer
    be written to.
    """

    in_order = False

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file.endswith(_FILES) else nodeid

    def _assign_work_unit(self, node: WorkerController) -> None:
        if not self.in_order:
            self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=lambda unit: place_in_line(unit[0])))
            self.in_order = True
        super()._assign_work_unit(node)


def place_in_line(scope: str) -> int:
    """When tests are begun: those that take long in their order, before all others."""
    return next((place for place, name in enumerate(LONGEST) if name in scope), len(LONGEST))


def pytest_collection_finish() -> None:
    """Look for garbage from now on, not among what was imported, and seldom: pages that are parsed are most of it.

    A search each 700 objects, as Python has it, takes a seventh of the time of tests that look at pages.
    """
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


def pytest_xdist_make_scheduler(config, log):
    gc.enable()  # where the workers collect
    return MadeOnce(config, log)


def pytest_xdist_auto_num_workers(config) -> int | None:
    """Slow tests wait for programs that they start: one more than there are processors, where memory allows it."""
    if config.option.markexpr != "slow" or free_memory() < 6 * 2**30:
        return None
    return processors() + 1


@pytest.fixture(scope="session", autouse=True)
def source_texts() -> Iterator[Path | None]:
    """The folder of the articles' texts, where there is one: only a test that asks for it knows of it."""
    folder = os.environ.get(TEXTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(TEXTS, raising=False)
        yield Path(folder) if folder else None


@pytest.fixture(scope="session")
def observations() -> Observations:
    return load_observations(PROJECT / "data")


@pytest.fixture(scope="session")
def shared_reports(observations: Observations, tmp_path_factory: pytest.TempPathFactory) -> SharedReports:
    """Reports that are made once, by whichever worker first needs them."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return SharedReports(observations, common / "shared-reports")


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as data/ is, with an eighth of its figures, not to be changed: all else is whole, and it fits together.

    Reading, checking and X-raying all figures takes seconds, again for each change of one. These are the figures that
    tests on copies ask about: of places that they name, before the figures of 2025 arrived, which they make up, and
    without the yearbooks of all cities. What must hold of the figures can still be checked of these.
    """
    folder = Path(shutil.copytree(PROJECT / "data", tmp_path_factory.mktemp("small") / "data"))
    path = folder / "observations.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(header + "".join(filter(_SMALL.match, lines)), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def read_once(small_data: Path) -> Iterator[None]:
    """Data that are not changed yet are not read and checked anew; those that are changed are not kept on disk.

    They are read once and never again, and would drive out what is kept of data/, which other processes read.
    """
    read = data._load
    contents = {data.digest_of(folder): folder for folder in (PROJECT / "data", small_data)}
    as_they_are = {content: read(folder, content) for content, folder in contents.items()}

    def read_what_is_changed(folder: Path, content: str) -> Observations:
        if content in as_they_are:
            return replace(as_they_are[content], folder=folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(data, "kept", lambda _content, make: make())
            return read(folder, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "_load", read_what_is_changed)
        yield


@pytest.fixture
def data_copy(tmp_path: Path, small_data: Path, read_once: None) -> Path:
    """A copy of `small_data`, to be changed by a test."""
    return Path(shutil.copytree(small_data, tmp_path / "data"))


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen]]:
    """Start processes as `Popen` does; a test that fails leaves none of them, nor a pipe to one, to those after it."""

    def end(process: subprocess.Popen) -> None:
        if process.poll() is None:
            end_family(process.pid)
        process.__exit__(None, None, None)

    with ExitStack() as started:

        def start_process(*arguments, **options) -> subprocess.Popen:
            process = subprocess.Popen(*arguments, **options)
            started.callback(end, process)
            return process

        yield start_process


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk of the size that the test is parametrised with; under CI it must be had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        if os.environ.get("CI"):
            raise
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("en")
