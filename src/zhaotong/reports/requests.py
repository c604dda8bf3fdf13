"""What reports are asked for: notebooks with checked values, the names of their files, the jobs that make them.

This module loads nothing that only the making of a report needs: the process that makes it does so, beside its kernel.
"""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.figures.observations import Observations
from helpers.figures.paths import data_named, named_from_here
from helpers.figures.regions import LEVELS
from helpers.parameters.plain import injected
from helpers.parameters.texts import by_name, file_of
from helpers.parameters.types import RegionType
from helpers.parameters.values import check_values
from helpers.text.language import LANGUAGES, _
from zhaotong.reports.artefacts import RUN, about_run
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import PLAIN, Formats
from zhaotong.reports.notebooks import FOLDER, Notebook
from zhaotong.reports.seals import FORECASTS, sealed_in
from zhaotong.reports.version import project_version
from zhaotong.runs.jobs import Job

_LONGEST_NAME = 80  # of a file; systems allow 255 bytes with endings


@dataclass(frozen=True)
class Request:
    """One report that is wanted: a notebook and its checked values.

    Attributes
    ----------
    values
        Every parameter in its standard form.
    defaults
        What each is where nobody sets it, in the same form.
    language
        The language of the report.
    data
        The data folder as a command names it; empty for the project's own.
    spelled
        The parameters as they were given.
    """

    notebook: Notebook
    values: dict[str, Any]
    defaults: dict[str, Any]
    language: str
    data: str = ""
    notebooks: str = ""
    spelled: dict[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> dict[str, Any]:
        """The values that are not those that the notebook declares; the same for all spellings of a report."""
        return {name: value for name, value in self.values.items() if value != self.defaults[name]}

    @property
    def injected(self) -> dict[str, Any]:
        """The values that are set, as the notebook's injected cell assigns them."""
        rules = {declaration.name: declaration.rule for declaration in self.notebook.declarations}
        return {name: injected(rules[name], value) for name, value in self.changed.items()}

    @cached_property
    def place(self) -> str:
        """The parameter that names the region that the report is about; empty where there is none."""
        regions = (each.name for each in self.notebook.declarations if isinstance(each.rule, RegionType))
        return next(regions, "")

    def slug(self, observations: Observations) -> str:
        """The name of its files: the region, and what else differs from the defaults, told apart by a digest.

        Of regions with one name in letters (苏州 and 宿州) the widest has it alone, and the others have their code too.
        """
        others = {name: value for name, value in self.changed.items() if name not in self._told_apart}
        rules = {each.name: each.rule for each in self.notebook.declarations}
        subject = _distinct_name(observations, self.values[self.place]) if self.place else self.notebook.name
        name = " ".join([subject, *(f"{key}-{rules[key].in_name(value)}" for key, value in others.items())])
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

    def saved_as(self, stem: str) -> str:
        """What a page calls its figures where a reader saves them: the report, without where a text of it stands."""
        slug = stem.removesuffix(f".{self.language}")
        is_of_file = file_of(self.values.get(self.notebook.text, "")) is not None
        return f"{slug.rpartition('-')[0] if is_of_file else slug}-{self.notebook.name}"

    @property
    def command(self) -> list[str]:
        """The words of the command that makes this report again."""
        words = ["zhaotong", "report", self.notebook.name]
        for name, value in by_name(self.values, self.notebook.text).items():
            if name == self.place or (name in self.changed and name not in self._told_apart):
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
    return Request(notebook, values, _defaults(notebook, observations), language, data_named(), folder, given)


def _defaults(notebook: Notebook, observations: Observations) -> dict[str, Any]:
    """What a notebook declares, in standard form; as it stands there where these data do not know it."""
    found = {}
    for declaration in notebook.declarations:
        try:
            found[declaration.name] = declaration.rule.read(declaration.default, observations)
        except ValueError:
            found[declaration.name] = declaration.default
    return found


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
        The digests of what it is made from, apart from figures, when it was asked for: what changes while it is made
        makes it outdated.
    missing
        The files that are to be made again from its former run, by what their names end in; none for a new run.
    """

    request: Request
    stem: str
    data: Path
    folder: Path
    formats: Formats
    version: str
    recipe: dict[str, str]
    home: str = ""
    sealed: tuple[dict[str, Any], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def page(self) -> Path:
        """Where the report will stand."""
        return self.folder / self.request.notebook.name / f"{self.stem}.html"


def report_job(
    request: Request,
    observations: Observations,
    folder: Path,
    formats: Formats = PLAIN,
    inputs: Inputs | None = None,
    missing: Iterable[str] = (),
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
    missing
        What is to be made again of the run that stands; the notebook is executed where this is empty.

    Raises
    ------
    InputError
        The record of the former report is broken, and what it sealed would be lost.
    """
    recipe = (inputs or Inputs(observations.folder)).recipe(request.notebook, request.changed)
    stem, own = request.stem(observations), request.notebook
    home = "" if own.is_own else os.path.relpath(own.path.absolute().parent, folder.absolute())
    page = folder / own.name / f"{stem}.html"
    sealed = about_run(page.with_suffix(f".{RUN}")).get(FORECASTS)
    if sealed is None:  # a run of an earlier edition, or none
        sealed = sealed_in(page.with_suffix(".json"))
    data, version = observations.folder.absolute(), project_version()
    task = ReportTask(request, stem, data, folder, formats, version, recipe, home, tuple(sealed), tuple(missing))
    about = [observations.region(request.values[request.place]).name] if request.place else []
    about += [LANGUAGES[request.language]] if len(own.languages) > 1 else []
    subject = _("%(notebook)s (%(what)s)") if about else "%(notebook)s"
    names = {"notebook": own.name, "what": _(", ").join(about)}
    return Job(own.name, stem, "zhaotong.reports.make:make_report", (task,), subject=subject % names)
