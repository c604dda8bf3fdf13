"""Digests of the inputs of reports: a report whose inputs have not changed need not be made again.

The inputs are its notebook, the code that this imports, directly or not, the parameters and the form, the locked
versions of libraries, the translations that it used, and the figures that it selected from the data. A figure that it
did not select changes none of its digests, nor does code that it cannot reach.
"""

import ast
import csv
import io
import json
import platform
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.parameters.declarations import parsed
from helpers.text.language import translations_of
from zhaotong.reports.formats import Formats
from zhaotong.reports.notebooks import Notebook

SOURCE = Path(__file__).parents[2]
_BUILDINGS = ("helpers", "zhaotong")
# What makes a page and its companions of a run; formats are written by functions that are found by name.
_WRITERS = (each.metadata["write"].partition(":")[0] for each in fields(Formats))
_EXPORT = {"zhaotong.reports.make", "zhaotong.reports.kernel", *filter(None, _WRITERS)}
_FRONT = "helpers"  # imported as such
_BESIDE = "zhaotong.runs"  # code that runs notebooks, whatever they contain, and changes no report
_RELATIONS_MODULE = "helpers.questions.audit.relations"
_DESCRIBING = ("regions", "peer_groups", "indicators", "level_breaks", "bases")  # tables that all reports depend on
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
        self._recipes: dict[str, str] = {}
        self._translations: dict[str, dict[str, str]] = {}

    def _read(self, data: Path) -> None:
        contents = tuple((data / f"{name}.csv").read_bytes() for name in ("sources", "regions", "observations"))
        self._sources, self.regions, self._figures, self._by = _tables(contents)

    def recipe(self, notebook: Notebook, given: dict[str, Any], form: list[str]) -> str:
        """Digest of the notebook, its code, parameters, form, locked versions, and the descriptions of the data."""
        wanted = json.dumps([str(notebook.path), given, form], sort_keys=True)
        if wanted not in self._recipes:
            self._recipes[wanted] = self._recipe(notebook, given, form)
        return self._recipes[wanted]

    def _recipe(self, notebook: Notebook, given: dict[str, Any], form: list[str]) -> str:
        code = [cell["source"] for cell in notebook.cells if cell["cell_type"] == "code"]
        imported = (name for source in code for name in _imported(source))
        modules = reachable(frozenset({*imported, *_EXPORT}))
        files = [
            *_beside_notebook(notebook.path.parent, tuple(code)),
            SOURCE.parent / "requirements.lock",
            *(self.data / name for name in _WHOLE),
        ]
        if _module(_RELATIONS_MODULE) in modules:
            files += [self.data / name for name in _RELATIONS]
        parts = [platform.python_version(), json.dumps([given, form], sort_keys=True)]
        parts.append(json.dumps([_said(cell) for cell in notebook.cells], sort_keys=True))
        parts += [self._file(path) for path in [*files, *modules, *_beside(modules)]]
        return digest("\n".join(parts).encode())

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


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@cache
def reachable(modules: frozenset[str]) -> tuple[Path, ...]:
    """The files of modules of this project and of all that they import, directly or not, but for what runs them."""
    found: set[Path] = set()
    open_modules = set(modules)
    while open_modules:
        name = open_modules.pop()
        path = _module(name)
        if path is None or path in found or f"{name}.".startswith(f"{_BESIDE}."):
            continue
        found.add(path)
        open_modules |= {*_imported(path.read_text(encoding="utf-8")), name.rpartition(".")[0]} - {""}
    return tuple(sorted(found))


def _module(name: str) -> Path | None:
    path = SOURCE.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.exists():
            return candidate
    return None


@cache
def _imported(code: str) -> tuple[str, ...]:
    """The modules of this project that code imports, at the top or inside functions."""
    return tuple(_imports(code))


def _imports(code: str) -> Iterator[str]:
    try:
        tree = parsed(code)
    except SyntaxError:  # the run will tell
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in _BUILDINGS:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.split(".")[0] in _BUILDINGS]
        else:
            continue
        yield from names
        if _FRONT in names:  # it loads what stands behind it by name, when that is asked for
            yield from (f"{_FRONT}.api.{path.stem}" for path in (SOURCE / _FRONT / "api").glob("*.py"))
            yield f"{_FRONT}.show.wording"


def _said(cell: dict[str, Any]) -> list[Any]:
    """What a report depends on of a cell: not its outputs, which JupyterLab saves, nor how it is shown there."""
    about = cell["metadata"]
    return [cell["cell_type"], cell["source"], about.get("tags", []), about.get("alt"), cell.get("attachments")]


def _beside_notebook(folder: Path, code: tuple[str, ...]) -> list[Path]:
    """The files beside a notebook that its code names, and the modules there that it imports."""
    names: set[str] = set()
    for source in code:
        with suppress(SyntaxError):
            for node in ast.walk(parsed(source)):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200:
                    names.add(node.value)
                elif isinstance(node, ast.Import):
                    names |= {f"{alias.name}.py" for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    names.add(f"{node.module}.py")
    with suppress(OSError, ValueError):
        return [path for name in sorted(names) if name and (path := folder / name).is_file()]
    return []


@cache
def _beside(modules: tuple[Path, ...]) -> tuple[Path, ...]:
    """The style sheets, scripts and templates in the folders of modules."""
    patterns = ("*.css", "*.js", "template/**/*")
    found = {
        path for folder in {module.parent for module in modules} for each in patterns for path in folder.glob(each)
    }
    return tuple(sorted(path for path in found if path.is_file()))


_Row = dict[str, str]


@lru_cache(maxsize=2)
def _tables(
    contents: tuple[bytes, ...],
) -> tuple[dict[str, _Row], set[str], list[_Row], dict[str, dict[str, list[int]]]]:
    """Sources by key, the codes of regions, the figures, and where figures stand by each column that is asked for.

    Read once in a process and those forked from it, as long as the files are the same.
    """
    sources, regions, figures = map(_rows, contents)
    by: dict[str, dict[str, list[int]]] = {column: defaultdict(list) for column in QUESTION}
    for column, places in by.items():
        for number, row in enumerate(figures):
            places[row[column]].append(number)
    return {row["source"]: row for row in sources}, {row["region"] for row in regions}, figures, by


def _rows(content: bytes) -> list[_Row]:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [dict(zip(header, row, strict=False)) for row in rows if row]
