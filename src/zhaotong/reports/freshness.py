"""Which reports of a folder stand, and which of them are outdated or damaged."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from zhaotong.reports.artefacts import (
    ALTERED,
    MISSING,
    PAGE,
    RECORD,
    RUN,
    about_run,
    damages,
    files_of,
    has_whole_record,
)
from zhaotong.reports.digests import QUESTION, Inputs
from zhaotong.reports.notebooks import FOLDER, Notebook, UnreadableError
from zhaotong.reports.orders import Order
from zhaotong.reports.record import read_record, read_records

CURRENT, DAMAGED, OUTDATED, ORPHANED = "current", "damaged", "outdated", "orphaned"


@dataclass(frozen=True)
class Condition:
    """In what condition a report is.

    Attributes
    ----------
    state
        One of "current", "damaged" (files are missing or altered), "outdated" (an input has changed), "orphaned"
        (notebook or region is gone).
    reasons
        Which inputs have changed, as the digests of its record are called, or which is gone.
    damages
        Which files are missing or altered, by what their names end in.
    """

    state: str
    reasons: tuple[str, ...]
    damages: Mapping[str, str]


class Standing:
    """The reports of a folder, compared with the notebooks, code and data that they would be made from now."""

    def __init__(self, folder: Path, inputs: Inputs) -> None:
        self.inputs = inputs
        self.folder = folder
        self._notebooks: dict[Path, Notebook] = {}

    @cached_property
    def records(self) -> list[tuple[Path, dict[str, Any]]]:
        """Those that have a page and a record, with both."""
        return read_records(self.folder)

    @cached_property
    def known(self) -> dict[str, tuple[Path, dict[str, Any]]]:
        """All that a record, or else a run, tells of, by what they are reports of; each with the place of its page.

        Of two files of one report, as after its region was renamed, the later one counts.
        """
        found: dict[str, tuple[Path, dict[str, Any]]] = {}
        stems = {path.with_suffix(f".{PAGE}") for end in (RECORD, RUN) for path in self.folder.glob(f"*/*.{end}")}
        short = {page: record for page, record in self.records if has_whole_record(page)}  # nobody reads it twice
        for page in sorted(stems):
            if record := short.get(page) or _record(page):
                of, language = self._path(record), record["language"]
                key = identity(of, language, record["parameters"])
                if key not in found or found[key][1]["made"] < record["made"]:
                    found[key] = page, record
        return found

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """By the words in which reports were asked for when they were made, what they are reports of."""
        return {
            identity(self._path(record), record["language"], record["spelled"]): key
            for key, (_page, record) in self.known.items()
            if "spelled" in record
        }

    def find(self, order: Order) -> tuple[Path, dict[str, Any]] | None:
        """The report that an order asks for in standard form, or as it was asked for when it was made."""
        declared = {each.name: each.default for each in order.notebook.declarations}
        values = declared | {name: value for name, value in order.given.items() if name in declared}
        if order.given.keys() - declared.keys():
            return None
        if order.notebook.text in order.given:  # what a path means depends on where it is typed
            return None
        path, language = order.notebook.path.absolute(), order.language
        as_before = self._spelled.get(identity(path, language, order.given), "")
        return self.known.get(as_before) or self.known.get(identity(path, language, values))

    def _path(self, record: Mapping[str, Any]) -> Path:
        """Where the notebook of a report is: a record names its folder as seen from the reports, if it is not ours."""
        folder = Path(os.path.normpath(self.folder.absolute() / record["folder"])) if record["folder"] else FOLDER
        return folder / f"{record['notebook']}.ipynb"

    def _notebook(self, path: Path) -> Notebook:
        """A notebook, read once."""
        return self._notebooks.setdefault(path, Notebook(path))

    def condition(self, page: Path, record: Mapping[str, Any]) -> Condition:
        """In what condition a report is, its files included."""
        state, reasons = self._inputs_of(record)
        harmed = damages(page, record)
        return Condition(DAMAGED if harmed and state == CURRENT else state, reasons, harmed)

    def state(self, record: Mapping[str, Any]) -> str:
        """Whether a report is current, outdated or orphaned, whatever became of its files."""
        return self._inputs_of(record)[0]

    def _inputs_of(self, record: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
        path, region = self._path(record), record["result"]["region"]
        gone = [name for name, is_gone in (("gone", not path.exists()), ("region", self._lacks(region))) if is_gone]
        if gone:
            return ORPHANED, tuple(gone)
        try:
            digests: dict[str, str] = dict(self.inputs.recipe(self._notebook(path), record["given"]))
        except UnreadableError:
            return OUTDATED, ("notebook",)
        digests["words"] = self.inputs.words(record["language"], record.get("messages", []))
        digests["figures"] = self.inputs.figures(record["result"]["asked"])
        changed = tuple(name for name in digests if digests[name] != record["digests"].get(name))
        return (OUTDATED if changed else CURRENT), changed

    def _lacks(self, region: str) -> bool:
        return bool(region) and region not in self.inputs.regions

    def seconds(self, notebook: str) -> float | None:
        """How long the longest report of a notebook took; None where none is known."""
        known = [record["seconds"] for _page, record in self.records if record["notebook"] == notebook]
        return max(known, default=None)


def identity(notebook: Path, language: str, values: Mapping[str, Any]) -> str:
    """What makes a report another than others of a folder: its notebook, its language and its parameters."""
    return json.dumps([str(notebook), language, _said(values)], sort_keys=True, ensure_ascii=False)


def _said(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as a command says them."""
    return {
        name: ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in values.items()
    }


def _record(page: Path) -> dict[str, Any]:
    """The record of a report or, where that is lost or altered, what its run tells, if it has a sound one."""
    path = page.with_suffix(f".{RECORD}")
    if has_whole_record(page):
        return read_record(path)
    about = about_run(page.with_suffix(f".{RUN}"))
    if not about:
        return read_record(path)
    # The formats that there are were asked for.
    endings = {ending for ending, _path in files_of(page)}
    kinds = {ending.rpartition(".")[2] for ending in endings if ending.startswith("chart-")}
    return about | {"files": {}, "form": about["form"] | {"charts": sorted(kinds), "pdf": "pdf" in endings}}


def can_serve(page: Path, record: Mapping[str, Any], condition: Condition, data: str) -> bool:
    """Whether what a report lacks can be made of its run as it stands.

    Parameters
    ----------
    data
        The digest of the data folder: rows have other numbers where figures were put in above them.
    """
    if condition.state not in (CURRENT, DAMAGED) or condition.damages.get(RUN) in (MISSING, ALTERED):
        return False
    needs_figures = condition.damages.keys() & {PAGE, RECORD, "xlsx"}
    return not needs_figures or about_run(page.with_suffix(f".{RUN}")).get("data") == data


def reports_looking_at(figures: list[dict[str, str]], folder: Path) -> list[Path]:
    """The pages in a folder of reports that select at least one of these figures.

    Parameters
    ----------
    figures
        Their cells, by column of observations.csv.
    """
    return [page for page, record in read_records(folder) if any(_asked(record, figure) for figure in figures)]


def _asked(record: dict[str, Any], figure: dict[str, str]) -> bool:
    """Whether a report selected a figure."""
    cell = [figure[column] for column in QUESTION]
    questions = record.get("result", {}).get("asked", [])
    return any(all(not key or key == own for key, own in zip(question, cell, strict=True)) for question in questions)
