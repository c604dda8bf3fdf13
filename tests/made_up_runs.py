"""Notebooks made up for tests of runs, and what makes a report of one in a process of its own."""

import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from helpers.figures.observations import Observations
from zhaotong.reports.formats import PLAIN, Formats
from zhaotong.reports.notebooks import Notebook
from zhaotong.reports.preload import PRELOAD
from zhaotong.reports.requests import Request, report_job
from zhaotong.runs import pool
from zhaotong.runs.jobs import OK, Job, aside_prefix
from zhaotong.runs.notebook import run_notebook

run_all = partial(pool.run_all, preload=PRELOAD)


def notebook_of(path: Path, *cells: str) -> Notebook:
    """A notebook with these cells."""
    node = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
    )
    nbformat.write(node, path)
    return Notebook(path)


def make(notebook: Path, folder: Path) -> Path:
    """Run a notebook aside and put it in place, as a report is made."""
    target = folder / notebook.stem
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=aside_prefix(os.getpid()), dir=target) as aside:
        run_notebook(notebook, {}, Path(aside) / "run.ipynb")
        os.replace(Path(aside) / "run.ipynb", target / "run.ipynb")
    return target / "run.ipynb"


def job_of(folder: Path, name: str, *cells: str) -> Job:
    """A job that runs a notebook with these cells."""
    source = folder.parent / "notebooks"
    source.mkdir(exist_ok=True)
    notebook = notebook_of(source / f"{name}.ipynb", *cells)
    return Job(name, "run", "made_up_runs:make", (notebook.path, folder))


def reports_of(
    requests: list[Request], observations: Observations, folder: Path, formats: Formats = PLAIN
) -> list[Path]:
    """The pages of reports, made as the command makes them, in their order."""
    wanted = [report_job(request, observations, folder, formats=formats) for request in requests]
    outcomes = {outcome.job.stem + outcome.job.notebook: outcome for outcome in run_all(wanted, folder)}
    assert all(outcome.status == OK for outcome in outcomes.values()), outcomes
    return [outcomes[job.stem + job.notebook].path for job in wanted]


def write_page(target: Path, number: int) -> Path:
    """A page without a run, or for every fiftieth number none."""
    if number % 50 == 0:
        raise OSError("no room")
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"run{number}.html"
    path.write_text("done", encoding="utf-8")
    return path


def write_worker(target: Path) -> Path:
    """A page without a run, which says by which process it was made; not for a name that begins with "bad"."""
    if target.stem.startswith("bad"):
        raise OSError("no room")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(str(os.getpid()), encoding="utf-8")
    return target
