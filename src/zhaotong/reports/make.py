"""Making reports: checked whole before anything runs, written aside, and put in place only when complete."""

import os
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from helpers.figures.observations import Observations, load_observations
from helpers.figures.paths import use_data
from helpers.figures.periods import newest_words
from helpers.show.wording import CHARTS
from helpers.text import language
from helpers.text.language import _, in_language
from zhaotong.reports.about import About
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import Formats, PageFacts, time_words
from zhaotong.reports.kernel import around
from zhaotong.reports.page import UnshowableError, write_page
from zhaotong.reports.pictures import thumbnail
from zhaotong.reports.record import record_text
from zhaotong.reports.record_model import figures_kept
from zhaotong.reports.requests import ReportTask, Request
from zhaotong.reports.results import Result, forecasts, resources
from zhaotong.reports.seals import with_sealed
from zhaotong.reports.workbook import write_workbook
from zhaotong.runs.jobs import RunError, files_aside
from zhaotong.runs.notebook import run_notebook


def make_report(task: ReportTask) -> Path:
    """Run the notebook and put its report in place: HTML, executed notebook, workbook, record, and what is asked more.

    Returns
    -------
    Path
        The HTML.

    Raises
    ------
    RunError
        The notebook failed, or the page could not be printed; a former report stays as it was.
    """
    started = time.monotonic()
    request, stem, formats = task.request, task.stem, task.formats
    use_data(task.data)  # the notebook reads them in its kernel
    observations, inputs = _data_read(task.data)
    target = task.folder / request.notebook.name
    with files_aside(target, stem) as aside:
        with _charts_asked(formats.charts):
            code = around(request.language, task.sealed)
            executed = run_notebook(request.notebook.path, request.injected, aside / f"{stem}.ipynb", code)
        try:
            with in_language(request.language):
                contents, record = _contents(request, executed, observations, formats, task)
                record["messages"] = sorted({*record["result"].pop("messages"), *language.messages_used()})
        except UnshowableError as error:
            words = _("%(cell)s, shows what cannot be put into a page: %(reason)s")
            raise RunError(words % {"cell": error.place, "reason": error.reason}, cell=error.place.number) from error
        for name, content in contents.items():
            (aside / f"{stem}.{name}").write_bytes(content)
        formats.write(aside / f"{stem}.html", executed)
        record["digests"] = {
            "recipe": task.recipe,
            "words": inputs.words(request.language, record["messages"]),
            "figures": inputs.figures(record["result"]["asked"]),
        }
        record["seconds"] = round(time.monotonic() - started, 3)
        (aside / f"{stem}.json").write_text(record_text(record), encoding="utf-8")
    return target / f"{stem}.html"


@cache
def _data_read(folder: Path) -> tuple[Observations, Inputs]:
    """Return what a data folder holds, read once by a worker: what changes later makes its reports outdated."""
    return load_observations(folder), Inputs(folder)


@contextmanager
def _charts_asked(charts: str | None) -> Iterator[None]:
    """Notebooks draw their charts as files of this kind too; a kernel inherits the wish."""
    before = os.environ.get(CHARTS, "")
    os.environ[CHARTS] = charts or ""
    try:
        yield
    finally:
        os.environ[CHARTS] = before


def _contents(
    request: Request, executed: nbformat.NotebookNode, observations: Observations, formats: Formats, task: ReportTask
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a report in the language in use, by what their name ends in, and its record."""
    about, shown = About.of(request, executed, observations), resources(executed)
    now = datetime.now().astimezone()
    page_facts = PageFacts(
        question=about.said.get("title") or request.notebook.question(request.language),
        region=about.region_name,
        window=about.window,
        vintage=language.month(pd.Period(about.vintage, freq="M")) if about.vintage else "",
        newest=newest_words(observations.figures.loc[about.rows], about.region),
        time=now.isoformat(timespec="seconds"),
        made=time_words(now),
        version=task.version,
        command=shlex.join([*request.command, *formats.options]),
        notes=about.notes,
        names_places="title" in about.said,
    )
    folder = request.notebook.path.absolute().parent
    page = write_page(executed, page_facts, formats.show_code, folder, about.appended)
    result = about.result(page.finding)
    shown += [table.resource for table in about.appended if table.kind == "run"]
    results = [Result.model_validate(each) for each in shown]
    files = {
        "html": page.html.encode(),
        "xlsx": write_workbook(results, result["finding"], result["rows"], observations, page_facts),
    }
    record = {
        "notebook": request.notebook.name,
        "folder": task.home,
        "title": page_facts.question,
        "language": request.language,
        "given": request.given,
        "form": formats.options,
        "parameters": request.values,
        "result": result,
        "vintage": page_facts.vintage,
        "made": page_facts.time,
        "version": page_facts.version,
        "status": "ok",
        "picture": thumbnail(page.html),
        **figures_kept(observations, observations.figures.loc[result["rows"]]),
        "forecasts": with_sealed(task.sealed, forecasts(executed), page_facts.time),
        "shown": [each for each in shown if each["kind"] != "run"],
    }
    return files, record
