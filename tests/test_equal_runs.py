"""Two equal runs give equal reports, byte for byte, apart from one marked time."""

import os
import re
import subprocess
import sys
import zipfile
from itertools import cycle
from pathlib import Path

import pytest
from conftest import PROJECT
from openpyxl import load_workbook

from helpers.text.language import LANGUAGES
from zhaotong.reports.index import FRONT, put_index
from zhaotong.reports.notebooks import list_notebooks
from zhaotong.reports.requests import request_report

pytestmark = pytest.mark.slow

TIME = re.compile(rb'<time datetime="[^"<>]+T[^"<>]+">([^<]+)</time>')
# The same time in the data that a page carries, and its day in the citation and the head.
STATED = re.compile(rb'"made":"[^"]+"|<time datetime="[-0-9]+">[^<]+</time>|content="\d{4}/\d\d/\d\d"')
MAKE = """
import sys
from itertools import cycle
from pathlib import Path
from helpers.figures.observations import load_observations
from zhaotong.reports.requests import report_job, request_report
from zhaotong.reports.index import put_index
from helpers.figures.paths import data_folder
from zhaotong.reports.notebooks import list_notebooks
from zhaotong.reports.preload import PRELOAD
from zhaotong.runs.pool import run_all

observations = load_observations()
requests = [
    request_report(notebook, {"language": language}, observations)
    for notebook, language in zip(list_notebooks(), cycle(["en", "zh"]))
]
folder = Path(sys.argv[1])
jobs = [report_job(request, observations, folder) for request in requests]
for outcome in run_all(jobs, folder, preload=PRELOAD):
    assert not outcome.message, outcome.message
put_index(folder, data_folder())
"""


@pytest.fixture(scope="module")
def runs(shared_reports, observations, tmp_path_factory) -> list[Path]:
    """Every notebook, in one language and the other by turns, from two processes whose sets have other orders."""
    here, there = (tmp_path_factory.mktemp(name) for name in ("here", "there"))
    requests = [
        request_report(notebook, {"language": language}, observations)
        for notebook, language in zip(list_notebooks(), cycle(LANGUAGES), strict=False)
    ]
    shared_reports.copies(requests, here)
    put_index(here, PROJECT / "data")
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"  # that of the tests is any, unless it is set
    subprocess.run([sys.executable, "-c", MAKE, there], env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    return [here, there]


def pairs(runs: list[Path], end: str) -> list[tuple[Path, Path]]:
    one, other = ({path.relative_to(folder): path for path in folder.rglob(f"*{end}")} for folder in runs)
    assert set(one) == set(other)
    return [(one[name], other[name]) for name in sorted(one)]


def test_pages_are_equal_but_for_one_marked_time(runs):
    found = pairs(runs, ".html")
    assert len(found) == len(list_notebooks()) + len(FRONT)
    for one, other in found:
        mine, its = one.read_bytes(), other.read_bytes()
        listed = {front: len(list(one.parent.glob(f"*/*.{language}.html"))) for language, front in FRONT.items()}
        assert len(TIME.findall(mine)) == listed.get(one.name, 1)
        assert STATED.sub(b"", TIME.sub(b"", mine)) == STATED.sub(b"", TIME.sub(b"", its)), one


def test_workbooks_are_equal_but_for_the_time_on_their_face(runs):
    """Each part is; and what the time of writing leaves in a file besides is the time of the report."""
    for one, other in pairs(runs, ".xlsx"):
        parts = []
        for path in (one, other):
            [made] = TIME.findall(path.with_suffix(".html").read_bytes())
            with zipfile.ZipFile(path) as book:
                assert len({entry.date_time for entry in book.infolist()}) == 1
                contents = {name: book.read(name).replace(made, b"") for name in book.namelist()}
            properties = load_workbook(path).properties
            assert properties.created == properties.modified
            contents.pop("docProps/core.xml")
            parts.append(contents)
        assert parts[0] == parts[1], one
