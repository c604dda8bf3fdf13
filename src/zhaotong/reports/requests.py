"""What reports are asked for: notebooks with checked values, the names of their files, the jobs that make them.

This module loads nothing that only the making of a report needs: the process that makes it does so, beside its kernel.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.figures.observations import Observations
from helpers.figures.paths import data_named
from helpers.parameters.values import check_values
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import PLAIN, Formats
from zhaotong.reports.notebooks import Notebook
from zhaotong.reports.version import project_version
from zhaotong.runs.jobs import Job

_LONGEST_NAME = 80  # of a file; systems allow 255 bytes with endings


@dataclass(frozen=True)
class Request:
    """One report that is wanted: a notebook and its checked values.

    Attributes
    ----------
    values
        Every parameter in its canonical form.
    given
        The values as they were given, which the notebook's injected cell shows.
    data
        The data folder as a command names it; empty for the project's own.
    """

    notebook: Notebook
    values: dict[str, Any]
    given: dict[str, Any]
    data: str = ""

    def slug(self, observations: Observations) -> str:
        """The name of its files: the region, and what else differs from the defaults, told apart by a digest."""
        others = {
            declaration.name: self.values[declaration.name]
            for declaration in self.notebook.declarations
            if declaration.name not in ("region", "language") and self.values[declaration.name] != declaration.default
        }
        region = observations.region(self.values["region"]).name_en
        name = " ".join([region, *(f"{key}-{value}" for key, value in others.items())])
        if others or len(name) > _LONGEST_NAME:
            digest = sha256(json.dumps([region, others], sort_keys=True).encode()).hexdigest()[:8]
            name = f"{name[:_LONGEST_NAME]} {digest}"
        return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")

    def stem(self, observations: Observations) -> str:
        """The name of its files without their endings."""
        return f"{self.slug(observations)}.{self.values['language']}"

    @property
    def command(self) -> list[str]:
        """The words of the command that makes this report again."""
        defaults = {declaration.name: declaration.default for declaration in self.notebook.declarations}
        words = ["zhaotong", "report", self.notebook.name]
        for name, value in self.values.items():
            if name != "language" and (value != defaults[name] or name == "region"):
                words += ["-p", name, ",".join(value) if isinstance(value, list) else str(value)]
        return [*words, "--language", self.values["language"], *(["--data", self.data] if self.data else [])]


def request_report(notebook: Notebook, given: dict[str, Any], observations: Observations) -> Request:
    """A report to be made.

    Raises
    ------
    ParameterError
        A name is unknown or a value not allowed.
    """
    return Request(notebook, check_values(notebook.declarations, given, observations), given, data_named())


@dataclass(frozen=True)
class ReportTask:
    """What a worker must be told to make a report; it reads the data itself.

    Attributes
    ----------
    stem
        The name of the report's files without their endings.
    data, folder
        The data folder, and where reports go.
    version
        The version that the report states.
    recipe
        The digest of what it is made from, apart from figures, when it was asked for: what changes while it is made
        makes it outdated.
    """

    request: Request
    stem: str
    data: Path
    folder: Path
    formats: Formats
    version: str
    recipe: str


def report_job(
    request: Request, observations: Observations, folder: Path, formats: Formats = PLAIN, inputs: Inputs | None = None
) -> Job:
    """Return the job that makes a report.

    Parameters
    ----------
    observations
        The data that it is made from.
    folder
        Where reports go.
    inputs
        What the files hold, where they were read before.
    """
    recipe = (inputs or Inputs(observations.folder)).recipe(request.notebook.path, request.given, formats.options)
    stem = request.stem(observations)
    task = ReportTask(request, stem, observations.folder.absolute(), folder, formats, project_version(), recipe)
    return Job(request.notebook.name, stem, "zhaotong.reports.make:make_report", (task,))
