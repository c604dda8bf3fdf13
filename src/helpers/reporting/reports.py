"""Making reports: checked whole before anything runs, written aside, and put in place only when complete."""

import json
import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
import pandas as pd

from helpers import language
from helpers.observations import Observations
from helpers.parameters import check_values
from helpers.reporting.jobs import Job, aside_prefix
from helpers.reporting.notebooks import PROJECT, Notebook, results
from helpers.reporting.pages import Face, write_index, write_page
from helpers.reporting.records import list_entries, make_record
from helpers.reporting.runs import run_notebook
from helpers.wording import RESULT_TYPE

REPORTS = PROJECT / "reports"


@dataclass(frozen=True)
class Request:
    """One report that is wanted: a notebook and its checked values.

    Attributes:
        values: every parameter in its canonical form
        given: the values as they were given, which the notebook's injected cell shows
    """

    notebook: Notebook
    values: dict[str, Any]
    given: dict[str, Any]

    def slug(self, observations: Observations) -> str:
        """The name of its files: the region, and what else differs from the defaults, told apart by a digest."""
        others = {
            declaration.name: self.values[declaration.name]
            for declaration in self.notebook.declarations
            if declaration.name not in ("region", "language") and self.values[declaration.name] != declaration.default
        }
        name = observations.regions.at[self.values["region"], "name_en"]
        if others:
            digest = sha256(json.dumps(others, sort_keys=True).encode()).hexdigest()[:8]
            words = [f"{key}-{value}" for key, value in others.items()]
            name = f"{' '.join([name, *words])[:80]} {digest}"
        return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")

    def stem(self, observations: Observations) -> str:
        """The name of its files without their endings."""
        return f"{self.slug(observations)}.{self.values['language']}"

    @property
    def command(self) -> str:
        """The command that makes this report again."""
        defaults = {declaration.name: declaration.default for declaration in self.notebook.declarations}
        words = ["zhaotong", "report", self.notebook.name]
        for name, value in self.values.items():
            if name != "language" and (value != defaults[name] or name == "region"):
                words += ["-p", name, ",".join(value) if isinstance(value, list) else str(value)]
        return shlex.join([*words, "--language", self.values["language"]])


def request_report(notebook: Notebook, given: dict[str, Any], observations: Observations) -> Request:
    """A report to be made.

    Raises:
        ParameterError: a name is unknown or a value not allowed
    """
    return Request(notebook, check_values(notebook.declarations, given, observations), given)


def report_job(request: Request, observations: Observations, folder: Path = REPORTS, **options: Any) -> Job:
    """A report to be made in a process of its own, by `workers.run_all`; the options are those of `make_report`."""
    make = partial(make_report, request, observations, folder, **options)
    return Job(request.notebook.name, request.stem(observations), make)


def make_report(request: Request, observations: Observations, folder: Path = REPORTS, show_code: bool = False) -> Path:
    """Run the notebook and put its report in place: HTML, executed notebook and record; returns the HTML's path.

    Raises:
        RunError: the notebook failed; a former report stays as it was
    """
    target = folder / request.notebook.name
    target.mkdir(parents=True, exist_ok=True)
    stem = request.stem(observations)
    with TemporaryDirectory(prefix=aside_prefix(os.getpid()), dir=target) as aside:
        executed = run_notebook(request.notebook, request.given, Path(aside) / f"{stem}.ipynb")
        html, record = _report(request, executed, observations, show_code)
        _write(Path(aside) / f"{stem}.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        _write(Path(aside) / f"{stem}.html", html)
        for ending in ("ipynb", "json", "html"):  # the page last: where it is, all is
            os.replace(Path(aside) / f"{stem}.{ending}", target / f"{stem}.{ending}")
    return target / f"{stem}.html"


def _report(
    request: Request, executed: nbformat.NotebookNode, observations: Observations, show_code: bool
) -> tuple[str, dict]:
    result = results(executed, RESULT_TYPE)
    now = datetime.now().astimezone()
    language.use_language(request.values["language"])
    face = Face(
        region=result["region_name"],
        window=result["window"],
        vintage=language.month(pd.Period(result["vintage"], freq="M")),
        made=f"{language.day(now.date())} {now:%H:%M}",
        version=project_version(),
        command=request.command,
    )
    record = make_record(
        request.notebook, request.values, result, observations, now.isoformat(timespec="seconds"), face.version
    )
    return write_page(executed, request.values["language"], face, show_code), record


def make_index(folder: Path = REPORTS) -> Path:
    """The page that lists the reports in a folder."""
    path, aside = folder / "index.html", folder / f".index-{os.getpid()}.html"
    _write(aside, write_index(list_entries(folder)))
    os.replace(aside, path)
    return path


def project_version() -> str:
    """Name, version and commit of this project, marked where files differ from the commit."""
    name = f"zhaotong-growth {version('zhaotong-growth')}"
    git = ["git", "-C", str(PROJECT), "describe", "--always", "--dirty=+", "--exclude=*"]
    try:
        commit = subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return name
    return f"{name} ({commit})"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
