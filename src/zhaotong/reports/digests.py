"""Digests of the inputs of reports: a report whose inputs have not changed need not be made again.

The inputs are its notebook, the code that this imports, directly or not, its parameters, the locked versions of
libraries, the translations that it used, and the figures that it selected from the data. A figure that it
did not select changes none of its digests, nor does code that it cannot reach.
"""

import csv
import io
import json
import platform
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.figures.paths import digest_of
from helpers.parameters.texts import by_name, digest_of_text
from helpers.text.language import translations_of
from zhaotong.reports.code import SOURCE, files_beside, imported, module_file, named_beside, reachable
from zhaotong.reports.formats import Formats
from zhaotong.reports.notebooks import Notebook

# What makes a page and its companions of a run; formats are written by functions that are found by name.
_WRITERS = (each.metadata["write"].partition(":")[0] for each in fields(Formats))
_EXPORT = {"zhaotong.reports.make", "zhaotong.reports.kernel", *filter(None, _WRITERS)}
_RELATIONS_MODULE = "helpers.questions.audit.relations"
_DESCRIBING = (
    "regions",
    "peer_groups",
    "tile_grid",
    "indicators",
    "level_breaks",
    "bases",
)  # tables that all reports depend on
_WHOLE = ("datapackage.json", *(f"{table}.csv" for table in _DESCRIBING))
_RELATIONS = ("relations.yml", "omissions.csv")  # reports that evaluate relations depend on these, too
QUESTION = ("region", "indicator", "span", "source")


class Inputs:
    """The contents of the files from which reports are made, each read once.

    Parameters
    ----------
    data
        The data folder.

    Raises
    ------
    DataError
        A table cannot be read, or lacks a column.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        try:
            self._read(data)
        except (KeyError, OSError, ValueError, csv.Error):
            from helpers.figures.package import load_package  # with pandas, 0.2 s, which a sound table should not cost

            load_package(data)  # which says what is wrong
            raise
        self._answers: dict[tuple[str, ...], str] = {}
        self._files: dict[Path, str] = {}
        self._made_of: dict[Path, dict[str, str]] = {}
        self._translations: dict[str, dict[str, str]] = {}

    def _read(self, data: Path) -> None:
        contents = tuple((data / f"{name}.csv").read_bytes() for name in ("sources", "regions", "observations"))
        self._sources, self.regions, self._figures, self._by = _tables(contents)

    @cached_property
    def whole(self) -> str:
        """Digest of all that describes or holds figures."""
        return digest_of(self.data)

    def recipe(self, notebook: Notebook, values: dict[str, Any]) -> dict[str, str]:
        """Digests of the notebook, its parameters, its code, the libraries, and the descriptions of the data.

        Of a notebook that is about a text, of its file, too.
        """
        if notebook.path not in self._made_of:  # of a notebook once, of which there may be hundreds of reports
            self._made_of[notebook.path] = self._parts(notebook)
        said = json.dumps(by_name(values, notebook.text), sort_keys=True)
        found = self._made_of[notebook.path] | {"parameters": digest(said.encode())}
        text = digest_of_text(values, notebook.text)
        return found | ({"text": text} if text else {})

    def _parts(self, notebook: Notebook) -> dict[str, str]:
        """Digests of what all reports of a notebook are made from."""
        code = [cell["source"] for cell in notebook.cells if cell["cell_type"] == "code"]
        names = (name for source in code for name in imported(source))
        modules = reachable(frozenset({*names, *_EXPORT}))
        described = [*_WHOLE, *(_RELATIONS if module_file(_RELATIONS_MODULE) in modules else ())]
        parts = {
            "notebook": [cells_digest(notebook), *map(self._file, named_beside(notebook.path.parent, tuple(code)))],
            "code": map(self._file, [*modules, *files_beside(modules)]),
            "libraries": [platform.python_version(), self._file(SOURCE.parent / "requirements.lock")],
            "descriptions": (self._file(self.data / name) for name in described),
        }
        return {name: digest("\n".join(each).encode()) for name, each in parts.items()}

    def _file(self, path: Path) -> str:
        if path not in self._files:
            self._files[path] = f"{path.name} {digest(path.read_bytes()) if path.exists() else 'none'}"
        return self._files[path]

    def words(self, language: str, messages: Iterable[str]) -> str:
        """Digest of the translations of some messages, which are given as `language.messages_used` returns them."""
        if language not in self._translations:
            self._translations[language] = translations_of(language)
        known = self._translations[language]
        return digest("\n".join(f"{message} {known.get(message)}" for message in messages).encode())

    def figures(self, asked: Iterable[Iterable[str]]) -> str:
        """Digest of the figures, and their sources, that match selections as `Observations.figures_of` keeps them."""
        return digest("".join(self._answer(tuple(question)) for question in asked).encode())

    def _answer(self, question: tuple[str, ...]) -> str:
        if question not in self._answers:
            found = [self._by[column].get(key, []) for column, key in zip(QUESTION, question, strict=True) if key]
            numbers = sorted(set.intersection(*map(set, found))) if found else range(len(self._figures))
            rows = [self._figures[number] for number in numbers]
            sources = sorted({row["source"] for row in rows})
            content = [*rows, *(self._sources.get(source) for source in sources)]
            self._answers[question] = digest(json.dumps([question, content], ensure_ascii=False).encode())
        return self._answers[question]


def cells_digest(notebook: Notebook) -> str:
    """Digest of a notebook's prose and code."""
    return digest(json.dumps([_said(cell) for cell in notebook.cells], sort_keys=True).encode())


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return sha256(content).hexdigest()


def _said(cell: dict[str, Any]) -> list[Any]:
    """What a report depends on of a cell: not its outputs, which JupyterLab saves, nor how it is shown there."""
    about = cell["metadata"]
    return [cell["cell_type"], cell["source"], about.get("tags", []), about.get("alt"), cell.get("attachments")]


_Row = dict[str, str]


@lru_cache(maxsize=2)
def _tables(
    contents: tuple[bytes, ...],
) -> tuple[dict[str, _Row], dict[str, _Row], list[_Row], dict[str, dict[str, list[int]]]]:
    """Sources by key, regions by code, the figures, and where figures stand by each column that is asked for.

    Read once in a process and those forked from it, as long as the files are the same.
    """
    sources, regions, figures = map(_rows, contents)
    by: dict[str, dict[str, list[int]]] = {column: defaultdict(list) for column in QUESTION}
    for column, places in by.items():
        for number, row in enumerate(figures):
            places[row[column]].append(number)
    return {row["source"]: row for row in sources}, {row["region"]: row for row in regions}, figures, by


def _rows(content: bytes) -> list[_Row]:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [dict(zip(header, row, strict=False)) for row in rows if row]
