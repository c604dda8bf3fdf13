"""What a notebook lacks before it can be reported, and what would make its report better."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.declarations import parsed
from helpers.parameters.errors import ParameterError
from helpers.parameters.values import check_values
from helpers.text.language import LANGUAGES, _
from helpers.text.messages import shortened
from zhaotong.reports.notebooks import Notebook, UnreadableError

_DRAWING = re.compile(r"\b(sns|plt|axes?|fig)\.\w+\(|\.plot(\.\w+)?\(")
_DESCRIBED = re.compile(r"\bchart\(|\balt\s*=|[\"']alt[\"']|\bdraw_\w+\(")
_ELSEWHERE = re.compile(r"^(/(home|Users|tmp|mnt|root|data)/|[A-Za-z]:[\\/]|~/)")
_DATA_FILE = re.compile(r"\.(csv|xlsx?|json|parquet|tsv|dta|sav)$", re.IGNORECASE)


@dataclass(frozen=True)
class Remark:
    """Something that a notebook lacks.

    Attributes
    ----------
    cell
        The number that JupyterLab shows of a code cell; 0 for the notebook as a whole.
    is_fault
        Whether no report can be made with it; otherwise it is a hint.
    """

    cell: int
    text: str
    is_fault: bool

    def __str__(self) -> str:
        names = {"number": self.cell, "text": self.text}
        if self.is_fault:
            return (_("fault: cell [%(number)s]: %(text)s") if self.cell else _("fault: %(text)s")) % names
        return (_("hint: cell [%(number)s]: %(text)s") if self.cell else _("hint: %(text)s")) % names


def lint(notebook: Notebook, observations: Observations) -> list[Remark]:
    """What a notebook lacks, faults first, each with its cell."""
    try:
        remarks = [*_of_the_whole(notebook, observations), *_of_cells(notebook)]
    except UnreadableError as error:
        remarks = [Remark(0, str(error), is_fault=True)]
    return sorted(remarks, key=lambda remark: (not remark.is_fault, remark.cell))


def _of_the_whole(notebook: Notebook, observations: Observations) -> Iterator[Remark]:
    code = _code(notebook)
    if not notebook.title(notebook.languages[0]):
        yield Remark(0, _("it has no title: begin a Markdown cell with # and a question"), is_fault=True)
    try:
        check_values(notebook.declarations, {}, observations)
    except ParameterError as error:
        for line in str(error).splitlines():
            words = _("by default, %(reason)s") % {"reason": line}
            yield Remark(_parameters_cell(notebook), words, is_fault=True)
    if not notebook.declarations:
        names = next((names for _number, source in code if (names := _literals(source))), [])
        words = _("no cell is tagged parameters, so that nothing can be changed from outside")
        some = _("no cell is tagged parameters, so that nothing can be changed from outside (it sets %(names)s)")
        yield Remark(0, some % {"names": _(", ").join(names[:3])} if names else words, False)
    for each in notebook.declarations:
        if not each.meaning:
            words = _("the parameter %(name)s has no meaning: write it behind its value, after #") % {"name": each.name}
            yield Remark(_parameters_cell(notebook), words, is_fault=False)
    sources = "\n".join(source for _number, source in code)
    if "finding(" not in sources:
        words = _("no cell shows helpers.finding(...): the first sentence after the title stands for it")
        yield Remark(0, words, False)
    if "helpers" in sources and not re.search(r"\bsources(_table)?\(", sources):
        words = _("no cell shows helpers.sources(...): the figures used are listed at the end instead")
        yield Remark(0, words, False)
    if len(notebook.languages) < len(LANGUAGES):
        words = _("it is written in %(language)s only, and its page says so")
        yield Remark(0, words % {"language": LANGUAGES[notebook.languages[0]]}, False)


def _of_cells(notebook: Notebook) -> Iterator[Remark]:
    folder = notebook.path.absolute().parent
    saved = [number for number, cell in _numbered(notebook) if cell.get("outputs")]
    if saved:
        yield Remark(saved[0], _("it is saved with outputs; make strip takes them away"), is_fault=False)
    for number, source in _code(notebook):
        try:
            tree = parsed(source)
        except SyntaxError as error:
            names = {"line": error.lineno, "reason": error.msg, "text": shortened((error.text or "").strip(), 60)}
            yield Remark(number, _("line %(line)s is no Python (%(reason)s): %(text)s") % names, is_fault=True)
            continue
        if _DRAWING.search(source) and not _DESCRIBED.search(source):
            words = _(
                "its picture is described by its title and axes alone; "
                'helpers.chart(axes, alt="...") says what it shows'
            )
            yield Remark(number, words, is_fault=False)
        yield from _of_code(number, tree, folder)


def _of_code(number: int, tree: ast.Module, folder: Path) -> Iterator[Remark]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "input":
            words = _("it asks with input(), which a report cannot answer; make it a parameter")
            yield Remark(number, words, is_fault=True)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = shortened(node.value, 60)
        if _ELSEWHERE.match(node.value):
            words = _('"%(path)s" is a place on this machine alone; name it from the notebook')
            yield Remark(number, words % {"path": text}, is_fault=False)
        elif _DATA_FILE.search(node.value) and "://" not in node.value and not _exists(folder / node.value):
            yield Remark(number, _('"%(path)s" is no file beside the notebook') % {"path": text}, is_fault=False)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _numbered(notebook: Notebook) -> list[tuple[int, dict[str, Any]]]:
    """The code cells that hold code, with the numbers that JupyterLab shows."""
    code = [cell for cell in notebook.cells if cell["cell_type"] == "code" and cell["source"].strip()]
    return list(enumerate(code, start=1))


def _code(notebook: Notebook) -> list[tuple[int, str]]:
    return [(number, cell["source"]) for number, cell in _numbered(notebook)]


def _parameters_cell(notebook: Notebook) -> int:
    tagged = [number for number, cell in _numbered(notebook) if "parameters" in cell["metadata"].get("tags", [])]
    return tagged[0] if tagged else 0


def _literals(source: str) -> list[str]:
    """The names that a cell sets to literals, and does nothing else."""
    try:
        lines = parsed(source).body
    except SyntaxError:
        return []
    names = []
    for line in lines:
        match line:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Constant()):
                names.append(name)
            case _:
                return []
    return names
