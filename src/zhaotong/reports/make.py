"""Making reports: checked whole before anything runs, written aside, and put in place only when complete."""

import json
import shlex
import shutil
import time
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from helpers.figures.observations import Observations, load_observations
from helpers.figures.paths import use_data
from helpers.figures.periods import newest_words
from helpers.parameters.texts import by_name
from helpers.show.table import Table
from helpers.text import language
from helpers.text.language import _, in_language
from zhaotong.reports.about import About
from zhaotong.reports.artefacts import RECORD, RUN, about_run, digests_of, files_of, run_text
from zhaotong.reports.digests import Inputs, cells_digest
from zhaotong.reports.download import download
from zhaotong.reports.formats import PageFacts, time_words
from zhaotong.reports.kernel import around
from zhaotong.reports.libraries import versions
from zhaotong.reports.page import UnshowableError, write_page
from zhaotong.reports.printed import figures_digest, used_figures, used_sources
from zhaotong.reports.proof import Proof, put_proof
from zhaotong.reports.record import record_text
from zhaotong.reports.record_model import figures_kept
from zhaotong.reports.requests import ReportTask, Request
from zhaotong.reports.results import Result, forecasts, resources
from zhaotong.reports.seals import with_sealed
from zhaotong.reports.thumbnails import thumbnail
from zhaotong.reports.workbook import write_workbook
from zhaotong.runs.jobs import RunError, files_aside
from zhaotong.runs.notebook import run_notebook

# What a run keeps of the record, so that all can be made of it again; of its results, what it asked for.
_OF_THE_RUN = (
    *("notebook", "folder", "language", "given", "parameters", "spelled", "data", "made", "version", "digests"),
    *("messages", "forecasts", "seconds", "form", "heading"),
)


def make_report(task: ReportTask) -> Path:
    """Run the notebook and put its report in place: HTML, executed notebook, workbook, record, and what is asked more.

    Where the run that stands serves, only what is missing is made of it.

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
    use_data(task.data)  # the notebook reads them in its kernel
    if task.missing and (run := _run_that_serves(task)):
        _complete(task, *run)
        return task.page
    request, stem = task.request, task.stem
    _data_read(task.data)  # before the run: what changes while that is under way makes the report outdated
    with files_aside(task.page.parent, stem) as aside:
        code = around(request.language, task.sealed)
        executed = run_notebook(request.notebook.path, request.injected, aside / f"{stem}.{RUN}", code)
        made = datetime.now().astimezone().isoformat(timespec="seconds")
        about = {"made": made, "version": task.version, "sealed_before": [*task.sealed]}
        record = _put_contents(task, executed, about, aside)
        task.formats.write(aside / f"{stem}.html", executed)
        record |= {"seconds": round(time.monotonic() - started, 3), "form": asdict(task.formats)}
        about |= {name: record[name] for name in _OF_THE_RUN} | {"result": _asked(record)}
        (aside / f"{stem}.{RUN}").write_bytes(run_text(executed, about).encode())
        _put_record(record, task, digests_of(aside / f"{stem}.html"), aside)
    return task.page


def _run_that_serves(task: ReportTask) -> tuple[nbformat.NotebookNode, dict[str, Any]] | None:
    """The run of a report that stands, with what it says of itself, if what is missing can be made of it."""
    path = task.page.with_suffix(f".{RUN}")
    about = about_run(path)
    if not about or (_of_figures(task) and about["data"] != _data_read(task.data)[1].whole):
        return None
    return nbformat.read(path, as_version=4), about


def _of_figures(task: ReportTask) -> bool:
    """Whether something is missing that is made of figures, not only of the page or the run."""
    return bool({"html", "xlsx", RECORD}.intersection(task.missing))


def _complete(task: ReportTask, executed: nbformat.NotebookNode, about: dict[str, Any]) -> None:
    """Make what is missing of a report from its run; what is there stays."""
    page, stem = task.page, task.stem
    sound = {ending: path for ending, path in files_of(page) if ending not in task.missing}
    stays = {sound[ending].name for ending in task.formats.endings(sound)}
    with files_aside(page.parent, stem, stays) as aside:
        new = aside / page.name
        if _of_figures(task):
            record = _put_contents(task, executed, about, aside)
            record["seconds"] = about["seconds"]
        else:
            record = json.loads(page.with_suffix(f".{RECORD}").read_bytes())
            shutil.copy2(page, new)
        charts = [kind for kind in task.formats.charts if any(each.endswith(kind) for each in task.missing)]
        replace(task.formats, charts=tuple(charts), pdf=task.formats.pdf and "pdf" in task.missing).write(new, executed)
        made = digests_of(new)
        if not _of_figures(task):
            new.unlink()
        kept = {ending: path for ending, path in digests_of(page).items() if ending in sound}
        _put_record(record, task, kept | made, aside)


def _put_record(record: dict[str, Any], task: ReportTask, files: dict[str, str], aside: Path) -> None:
    wanted = task.formats.endings(files)
    record |= {"form": asdict(task.formats), "files": {ending: files[ending] for ending in sorted(wanted)}}
    (aside / f"{task.stem}.{RECORD}").write_text(record_text(record), encoding="utf-8")


def _asked(record: dict[str, Any]) -> dict[str, Any]:
    """What tells whether a run is current, of the results of its record."""
    return {name: record["result"][name] for name in ("asked", "region")}


def _put_contents(
    task: ReportTask, executed: nbformat.NotebookNode, about: dict[str, Any], aside: Path
) -> dict[str, Any]:
    """Write page and workbook of a run, and return its record as far as it is known by then."""
    request = task.request
    observations, inputs = _data_read(task.data)
    try:
        with in_language(request.language):
            contents, record = _contents(request, executed, observations, inputs, task, about)
            record["messages"] = sorted({*record["result"].pop("messages"), *language.messages_used()})
    except UnshowableError as error:
        words = _("%(cell)s, shows what cannot be put into a page: %(reason)s")
        raise RunError(words % {"cell": error.place, "reason": error.reason}, cell=error.place.number) from error
    for name, content in contents.items():
        (aside / f"{task.stem}.{name}").write_bytes(content)
    record["digests"] = {
        **task.recipe,
        "words": inputs.words(request.language, record["messages"]),
        "figures": inputs.figures(record["result"]["asked"]),
    }
    return record


@cache
def _data_read(folder: Path) -> tuple[Observations, Inputs]:
    """Return what a data folder holds, read once by a worker: what changes later makes its reports outdated."""
    return load_observations(folder), Inputs(folder)


def _contents(
    request: Request,
    executed: nbformat.NotebookNode,
    observations: Observations,
    inputs: Inputs,
    task: ReportTask,
    run: dict[str, Any],
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a report in the language in use, by what their name ends in, and its record."""
    about, shown = About.of(request, executed, observations), resources(executed)
    formats, command = task.formats, [*request.command, *(["--show-code"] if task.formats.show_code else [])]
    rows = observations.figures.loc[about.rows]
    figures = used_figures(observations, rows)
    page_facts = PageFacts(
        question=about.said.get("title") or request.notebook.question(request.language),
        region=about.region_name,
        window=about.window,
        vintage=language.month(pd.Period(about.vintage, freq="M")) if about.vintage else "",
        newest=newest_words(rows, about.region),
        time=run["made"],
        made=time_words(datetime.fromisoformat(run["made"])),
        version=run["version"],
        command=shlex.join(command),
        notes=about.notes,
        names_places="title" in about.said,
        finding=about.said.get("finding", ""),
        digest=figures_digest(figures) if figures else "",
        download=download(observations, rows, request.saved_as(task.stem)),
    )
    folder = request.notebook.path.absolute().parent
    page = write_page(executed, page_facts, observations, formats.show_code, folder, about.appended)
    result = about.result(page.finding)
    proof = Proof(
        notebook=request.notebook.name,
        cells=cells_digest(request.notebook),
        parameters=by_name(request.values, request.notebook.text),
        given=by_name(request.changed, request.notebook.text),
        form=["--show-code"] if formats.show_code else [],
        language=request.language,
        data=inputs.whole,
        recipe=task.recipe,
        version=page_facts.version,
        made=page_facts.time,
        finding=page.finding,
        region=about.region,
        window=about.window,
        vintage=about.vintage,
        sealed=run["sealed_before"],
        tables=[(each["title"], each.get("label", "")) for each in shown if each["kind"] == "table"],
        figures=figures,
        sources=used_sources(observations, figures),
        digest=page_facts.digest,
    )
    put_proof(page.soup, proof)
    html = page.html
    shown += [part.resource for part in about.appended if isinstance(part, Table)]
    results = [Result.model_validate(each) for each in shown]
    files = {
        "html": html.encode(),
        "xlsx": write_workbook(results, result["finding"], result["rows"], observations, page_facts),
    }
    picture = thumbnail(html)
    record = {
        "notebook": request.notebook.name,
        "folder": task.home,
        "title": page_facts.question,
        "heading": page_facts.heading,
        "set": list(about.settings),
        "newest": page_facts.newest,
        "command": page_facts.command,
        "language": request.language,
        "given": request.changed,
        "parameters": request.values,
        "spelled": task.request.spelled,
        "data": inputs.whole,
        "result": result,
        "vintage": page_facts.vintage,
        "made": page_facts.time,
        "version": page_facts.version,
        "status": "ok",
        "libraries": versions(),
        "picture": picture._asdict() if picture else None,
        **figures_kept(observations, rows),
        "forecasts": with_sealed(run["sealed_before"], forecasts(executed), page_facts.time),
        "shown": [each for each in shown if each["kind"] != "run"],
    }
    return files, record
