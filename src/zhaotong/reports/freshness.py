"""The reports that exist, and which of them are outdated."""

import json
import os
from pathlib import Path
from typing import Any

from helpers.figures.observations import QUESTION
from zhaotong.reports.digests import Inputs
from zhaotong.reports.formats import Formats
from zhaotong.reports.notebooks import FOLDER, Notebook, UnreadableError
from zhaotong.reports.orders import Order
from zhaotong.reports.record import read_records

CURRENT, OUTDATED, ORPHANED = "current", "outdated", "orphaned"


class Standing:
    """The reports of a folder, compared with the notebooks, code and data that they would be made from now."""

    def __init__(self, folder: Path, inputs: Inputs) -> None:
        self.inputs = inputs
        self.records = read_records(folder)
        self._folder = folder
        self._notebooks: dict[Path, Notebook] = {}
        self._pages = {_key(self._path(record), record): (page, record) for page, record in self.records}

    def current(self, order: Order, formats: Formats) -> Path | None:
        """The page that fulfils an order and need not be made again; None where there is none."""
        wanted = {"given": order.given, "form": formats.options, "language": order.language}
        found = self._pages.get(_key(order.notebook.path.absolute(), wanted))
        return found[0] if found and self.state(found[1]) == CURRENT else None

    def _path(self, record: dict[str, Any]) -> Path:
        """Where the notebook of a report is: a record names its folder as seen from the reports, if it is not ours."""
        folder = Path(os.path.normpath(self._folder.absolute() / record["folder"])) if record["folder"] else FOLDER
        return folder / f"{record['notebook']}.ipynb"

    def _notebook(self, path: Path) -> Notebook:
        """A notebook, read once."""
        return self._notebooks.setdefault(path, Notebook(path))

    def state(self, record: dict[str, Any]) -> str:
        """Whether a report is current, outdated (an input has changed), or orphaned (notebook or region is gone)."""
        path, region = self._path(record), record["result"]["region"]
        if not path.exists() or (region and region not in self.inputs.regions):
            return ORPHANED
        try:
            recipe = self.inputs.recipe(self._notebook(path), record["given"], record["form"])
        except UnreadableError:
            return OUTDATED
        digests = {
            "recipe": recipe,
            "words": self.inputs.words(record["language"], record.get("messages", [])),
            "figures": self.inputs.figures(record["result"]["asked"]),
        }
        return CURRENT if digests == record["digests"] else OUTDATED

    def seconds(self, notebook: str) -> float | None:
        """How long the longest report of a notebook took; None where none is known."""
        known = [record["seconds"] for _page, record in self.records if record["notebook"] == notebook]
        return max(known, default=None)


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


def _key(notebook: Path, record: dict[str, Any]) -> str:
    return json.dumps([str(notebook), record["given"], record["form"], record["language"]], sort_keys=True)
