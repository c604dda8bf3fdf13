"""Kernels forked from a warm process: their outputs are those of ordinary kernels, and no run reaches another."""

import json
import re
import sysconfig
import threading
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from conftest import PROJECT
from made_up_runs import job_of, run_all

from zhaotong.reports.notebooks import Notebook, list_notebooks
from zhaotong.runs import jobs
from zhaotong.runs.jobs import Job
from zhaotong.runs.preload import ENGINES

pytestmark = pytest.mark.skipif("warm" not in ENGINES, reason="this system cannot fork kernels from a warm process")

STATE = """
import locale, logging, os, random, signal, sys, threading, warnings
import matplotlib, numpy, pandas
import helpers.text.language, helpers.figures.observations
[
    sorted(matplotlib.rcParams.items(), key=str),
    pandas.get_option("display.max_rows"), pandas.get_option("display.precision"),
    sorted(name for name in os.environ if name not in ("TMPDIR", "JPY_PARENT_PID", "PYDEVD_USE_FRAME_EVAL")),
    os.environ.get("NASTY"), os.getcwd(), sys.argv[0], [path for path in sys.path if path not in PUT_THERE_BY_PYTEST],
    os.umask(0o022), locale.setlocale(locale.LC_ALL),
    helpers.text.language._in_use, hasattr(helpers, "nasty"), hasattr(helpers.figures.observations, "nasty"),
    sorted(name for name in globals() if name[0] != "_"),
    numpy.geterr(), sys.getrecursionlimit(), logging.getLogger().level, threading.active_count(),
    [str(signal.getsignal(number)) for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP)],
    helpers.figures.observations.load_observations().figures.loc[2, "value"],
    len([name for name in os.listdir("/proc/self/fd") if os.path.isfile(f"/proc/self/fd/{name}")]),
]
""".replace("PUT_THERE_BY_PYTEST", repr([str(PROJECT), str(PROJECT / "tests"), sysconfig.get_path("scripts")]))
NASTY = """
import locale, logging, os, random, sys, warnings
import matplotlib, numpy, pandas
import helpers, helpers.text.language, helpers.figures.observations
matplotlib.rcParams.update({"font.size": 77, "axes.grid": True})
pandas.set_option("display.max_rows", 3)
os.environ["NASTY"] = "1"
helpers.text.language.use_language("zh")
helpers.nasty = True
helpers.figures.observations.load_observations().figures.loc[2, "value"] = "nasty"
helpers.figures.observations.nasty = True
random.seed(0); numpy.random.seed(0); numpy.seterr(all="raise")
os.chdir("/"); os.umask(0o077); sys.path.append("/nasty"); sys.setrecursionlimit(5000)
logging.getLogger().setLevel(10); warnings.simplefilter("error")
handle = open(os.devnull)
locale.setlocale(locale.LC_ALL, "C")
"""
DRAW = "import random, numpy; [random.random(), numpy.random.random(), __import__('uuid').uuid4().hex]"


@pytest.fixture(autouse=True)
def beside_another_thread() -> Iterator[None]:
    """As under xdist: runs are forked from a process of their own then, without what pytest does to warnings."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    yield
    over.set()
    thread.join()


def result(folder: Path, name: str, cell: int = -1) -> str:
    """What the last cell of a notebook that was run gave."""
    executed = nbformat.read(folder / name / "run.ipynb", as_version=4)
    return executed.cells[cell].outputs[0].data["text/plain"]


@pytest.mark.slow
def test_a_run_finds_what_an_ordinary_kernel_finds_whatever_ran_before(tmp_path):
    folder = tmp_path / "reports"
    wanted = [
        job_of(folder, name, *cells)
        for name, cells in {"first": [STATE], "nasty": [NASTY], "second": [STATE], "third": [NASTY, STATE]}.items()
    ]
    assert [each.message for each in run_all(wanted, folder, workers=1)] == [""] * 4
    [plain] = run_all([job_of(folder, "plain", STATE)], folder, engine="plain")
    assert plain.status == jobs.OK
    assert result(folder, "third") != result(folder, "first")  # or else nothing was changed
    assert result(folder, "second") == result(folder, "first")
    assert result(folder, "first") == result(folder, "plain")


def test_no_run_draws_the_random_numbers_of_another(tmp_path):
    folder = tmp_path / "reports"
    assert {each.status for each in run_all([job_of(folder, f"run{n}", DRAW) for n in range(2)], folder)} == {jobs.OK}
    one, other = (result(folder, f"run{n}").strip("[]").split(", ") for n in range(2))
    assert not set(one) & set(other)


VARIED = [  # the cells of one notebook, of which the last fails
    "import pandas as pd\nfrom tqdm.auto import tqdm\ntqdm.__module__, pd.DataFrame({'a': [1, 2]})",
    "pd.DataFrame({'a': [1, 2]})",
    "import matplotlib.pyplot as plt\nplt.rcParams['backend'], plt.get_backend()",
    "plt.plot([1, 2, 4]); plt.title('a')",
    "import seaborn as sns\nsns.set_theme()\nsns.barplot(x=[1, 2], y=[3, 4])",
    "import sys\nprint('out'); print('err', file=sys.stderr)",
    "import warnings\nwarnings.warn('beware'); warnings.warn('old', DeprecationWarning)",
    "import numpy as np\nnp.array([1, 2]) / 0",
    "from helpers.text.messages import InputError\n_i, Out, type(get_ipython()).__name__",
    "!echo shell",
    "from multiprocessing import Process\nother = Process(target=int); other.start(); other.join()\nother.exitcode",
    "import subprocess\nsubprocess.run(['echo', 'x'], capture_output=True)",
    "1 / 0",
]


def outputs(path: Path) -> list:
    """The outputs of each cell, without what differs from run to run."""
    cells = nbformat.read(path, as_version=4).cells
    found = [(cell.source, [dict(output) for output in cell.get("outputs", [])]) for cell in cells]
    return json.loads(re.sub(r"/tmp/[^ ]*/ipykernel_\d+/\d+\.py", "CELL", json.dumps(found)))


def of_each_engine(folder: Path, notebooks: dict[str, Path]) -> Iterator[tuple[str, list, list]]:
    """The outputs of notebooks from warm and from ordinary kernels, by name."""
    paths = []
    for engine in ("warm", "plain"):
        wanted = [Job(name, "run", "made_up_runs:make", (path, folder / engine)) for name, path in notebooks.items()]
        made = run_all(wanted, folder / engine, engine=engine)
        paths.append({each.job.notebook: each.path or each.kept.with_suffix(".ipynb") for each in made})
    warm, plain = paths
    for name in notebooks:
        yield name, outputs(warm[name]), outputs(plain[name])


@pytest.mark.slow
def test_every_notebook_and_every_kind_of_cell_gives_what_it_gives_in_an_ordinary_kernel(tmp_path):
    job_of(tmp_path / "reports", "varied", *VARIED)
    listed = {notebook.name: notebook.path for notebook in list_notebooks()}
    for name, warm, plain in of_each_engine(tmp_path, listed | {"varied": tmp_path / "notebooks/varied.ipynb"}):
        sources = [cell["source"] for cell in Notebook(listed[name]).cells] if name in listed else VARIED
        assert [source for source, _given in warm if source in sources] == sources, name  # papermill adds what failed
        for mine, its in zip(warm, plain, strict=True):
            assert mine == its, name
        assert name in listed or all(given for source, given in warm if source in VARIED)
