"""What reports are asked for: notebooks with checked values, the names of their files, the jobs that make them.

This module loads nothing that only the making of a report needs: the process that makes it does so, beside its kernel.
"""

import json
import os
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.figures.observations import Observations
from helpers.figures.paths import data_named, named_from_here
from helpers.figures.regions import LEVELS
from helpers.parameters.plain import injected
from helpers.parameters.types import RegionType
from helpers.parameters.values import check_values
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import PLAIN, Formats
from zhaotong.reports.notebooks import FOLDER, Notebook
from zhaotong.reports.seals import sealed_in
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
        The values as they were given.
    language
        The language of the report.
    data
        The data folder as a command names it; empty for the project's own.
    """

    notebook: Notebook
    values: dict[str, Any]
    given: dict[str, Any]
    language: str
    data: str = ""
    notebooks: str = ""

    @property
    def injected(self) -> dict[str, Any]:
        """The values that were given, as the notebook's injected cell assigns them."""
        rules = {declaration.name: declaration.rule for declaration in self.notebook.declarations}
        return {name: injected(rules[name], value) for name, value in self.given.items()}

    @cached_property
    def place(self) -> str:
        """The parameter that names the region that the report is about; empty where there is none."""
        regions = (each.name for each in self.notebook.declarations if isinstance(each.rule, RegionType))
        return next(regions, "")

    def slug(self, observations: Observations) -> str:
        """The name of its files: the region, and what else differs from the defaults, told apart by a digest.

        Of regions with one name in letters (苏州 and 宿州) the widest has it alone, and the others have their code too.
        """
        others = {
            declaration.name: self.values[declaration.name]
            for declaration in self.notebook.declarations
            if declaration.name not in self._told_apart and self.values[declaration.name] != declaration.default
        }
        subject = _distinct_name(observations, self.values[self.place]) if self.place else self.notebook.name
        name = " ".join([subject, *(f"{key}-{value}" for key, value in others.items())])
        if others or len(name) > _LONGEST_NAME or self._repeats_a_name:
            folder = [str(self.notebook.path.absolute().parent)] if self._repeats_a_name else []
            digest = sha256(json.dumps([subject, others, *folder], sort_keys=True).encode()).hexdigest()[:8]
            name = f"{name[:_LONGEST_NAME]} {digest}"
        return re.sub(r"[^\w]+|_", "-", name.lower()).strip("-") or "report"

    @property
    def _told_apart(self) -> set[str]:
        """The parameters that the names of files tell in their own way."""
        return {self.place, *(["language"] if self.notebook.takes_language else [])}

    @property
    def _repeats_a_name(self) -> bool:
        """Whether it is of a notebook of one's own that is called like one of the project's."""
        return not self.notebook.is_own and (FOLDER / self.notebook.path.name).exists()

    def stem(self, observations: Observations) -> str:
        """The name of its files without their endings."""
        return f"{self.slug(observations)}.{self.language}"

    @property
    def command(self) -> list[str]:
        """The words of the command that makes this report again."""
        defaults = {declaration.name: declaration.default for declaration in self.notebook.declarations}
        words = ["zhaotong", "report", self.notebook.name]
        for name, value in self.values.items():
            if name == self.place or (value != defaults[name] and name not in self._told_apart):
                words += ["-p", name, ",".join(map(str, value)) if isinstance(value, list) else str(value)]
        folders = (("--notebooks", self.notebooks), ("--data", self.data))
        return [*words, "--language", self.language, *(word for pair in folders if pair[1] for word in pair)]


def _distinct_name(observations: Observations, code: str) -> str:
    region = observations.region(code)
    widths = [LEVELS.index(each.level) for each in observations.places.namesakes(code)]
    alone = LEVELS.index(region.level) < min(widths, default=len(LEVELS))
    return region.name_en if alone else f"{region.name_en} {code}"


def request_report(
    notebook: Notebook, given: dict[str, Any], observations: Observations, language: str = ""
) -> Request:
    """A report to be made.

    Parameters
    ----------
    language
        That of the report; as the parameters say, or the first in which the notebook is written, unless given.

    Raises
    ------
    ParameterError
        A name is unknown or a value not allowed.
    """
    values = check_values(notebook.declarations, given, observations)
    language = language or (values["language"] if notebook.takes_language else notebook.languages[0])
    folder = "" if notebook.is_own else named_from_here(notebook.path.absolute().parent)
    return Request(notebook, values, given, language, data_named(), folder)


@dataclass(frozen=True)
class ReportTask:
    """What a worker must be told to make a report; it reads the data itself.

    Attributes
    ----------
    stem
        The name of the report's files without their endings.
    data, folder
        The data folder, and where reports go.
    home
        The folder of the notebook, as seen from the reports; empty for one of the project's own.
    sealed
        The forecasts that the record of the former report keeps, as they stand there.
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
    home: str = ""
    sealed: tuple[dict[str, Any], ...] = ()


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

    Raises
    ------
    InputError
        The record of the former report is broken, and what it sealed would be lost.
    """
    recipe = (inputs or Inputs(observations.folder)).recipe(request.notebook, request.given, formats.options)
    stem = request.stem(observations)
    own = request.notebook
    home = "" if own.is_own else os.path.relpath(own.path.absolute().parent, folder.absolute())
    sealed = sealed_in(folder / own.name / f"{stem}.json")
    data, version = observations.folder.absolute(), project_version()
    task = ReportTask(request, stem, data, folder, formats, version, recipe, home, sealed)
    return Job(own.name, stem, "zhaotong.reports.make:make_report", (task,))
