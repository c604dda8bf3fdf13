"""The notebooks that can be reported: which there are, what each asks, and which parameters it declares.

A notebook is read when something is asked of it, so that one that cannot be read troubles no other.
"""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.figures.paths import PROJECT
from helpers.parameters.declarations import Declaration, imported_names, read_declarations
from helpers.parameters.errors import ParameterError
from helpers.text.language import LANGUAGES, _, either
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.typed import meant, plain

FOLDER = PROJECT / "notebooks"
_VARIABLE = "ZHAOTONG_NOTEBOOKS"
_HEADING = re.compile(
    r"^(?P<level>#{1,6})\s+(?P<title>.+?)\s*#*\s*$|^(?P<underlined>\S.*)\n=+\s*$|<h1\b[^>]*>(?P<marked>[^<]+)</h1>",
    re.MULTILINE | re.IGNORECASE,
)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"\d+")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def notebooks_folder() -> Path:
    """`ZHAOTONG_NOTEBOOKS`, or the project's own notebooks/."""
    return Path(os.environ.get(_VARIABLE) or FOLDER)


def use_notebooks(folder: Path) -> None:
    """Take the notebooks of this folder from now on, in this process and those that it starts."""
    os.environ[_VARIABLE] = str(folder.absolute())


class UnreadableError(InputError):
    """A notebook that cannot be read; the message names it and, where it is known, the cell."""


@dataclass(frozen=True)
class Notebook:
    """A notebook file, read but not run."""

    path: Path

    def __reduce__(self) -> tuple[type["Notebook"], tuple[Path]]:
        """Travel to another process as the path alone, without what was read."""
        return Notebook, (self.path,)

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def is_own(self) -> bool:
        """Whether it is one of the project's own."""
        return self.path.absolute().parent == FOLDER

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """Its cells as the file has them, the source of each in one piece.

        Raises
        ------
        UnreadableError
            The file is no notebook.
        """
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            cells = [cell | {"source": "".join(cell["source"])} for cell in content["cells"]]
            return [{"metadata": {}, **cell} for cell in cells if isinstance(cell["cell_type"], str)]
        except OSError as error:
            words = _("%(file)s cannot be read (%(reason)s)")
            raise UnreadableError(words % {"file": self.path.name, "reason": error.strerror}) from None
        except ValueError as error:
            empty = self.path.stat().st_size == 0
            reason = _("the file is empty") if empty else _("it is no JSON: %(reason)s") % {"reason": shortened(error)}
        except (KeyError, TypeError, AttributeError):
            old = "worksheets" in content if isinstance(content, dict) else False
            older = _("its format is older than version 4; save it anew in JupyterLab")
            reason = older if old else _("it has no cells")
        words = _("%(file)s cannot be read as a notebook: %(reason)s")
        raise UnreadableError(words % {"file": self.path.name, "reason": reason})

    @cached_property
    def declarations(self) -> list[Declaration]:
        """The parameters that its cell tagged `parameters` declares; none where it has no such cell.

        Raises
        ------
        UnreadableError
            It cannot be read, or a line of that cell is no parameter.
        """
        code = [cell["source"] for cell in self.cells if cell["cell_type"] == "code"]
        imports = imported_names(code)
        declared: dict[str, Declaration] = {}
        for place, cell in enumerate(self.cells):
            if "parameters" in cell["metadata"].get("tags", []):
                try:
                    declared |= {each.name: each for each in read_declarations(cell["source"], imports)}
                except ParameterError as error:
                    number = sum(each["cell_type"] == "code" for each in self.cells[: place + 1])
                    words = _("%(file)s, cell [%(number)s]: %(reason)s")
                    names = {"file": self.path.name, "number": number, "reason": error}
                    raise UnreadableError(words % names) from None
        return list(declared.values())

    @property
    def presets(self) -> list[Path]:
        """The files with parameters for it: presets/<name>.<what>.yml beside it."""
        return sorted((self.path.parent / "presets").glob(f"{self.name}.*.yml"))

    @property
    def takes_language(self) -> bool:
        """Whether a parameter of it says in which language it writes."""
        return any(each.name == "language" and each.origin and each.type == "Language" for each in self.declarations)

    @property
    def text(self) -> str:
        """The parameter that names the text that it is about; empty where there is none."""
        return next((each.name for each in self.declarations if each.origin and each.origin[1] == "Text"), "")

    @cached_property
    def languages(self) -> list[str]:
        """The languages in which it can be reported: both where it is written in both, else the one there is."""
        tagged = {tag for cell in self.cells for tag in cell["metadata"].get("tags", []) if tag in LANGUAGES}
        if self.takes_language or tagged == set(LANGUAGES):
            return list(LANGUAGES)
        if tagged:
            return sorted(tagged)
        prose = " ".join(cell["source"] for cell in self.cells if cell["cell_type"] == "markdown")
        letters = len(re.findall(r"[^\W\d_]", prose))
        return ["zh"] if letters and len(_CHINESE.findall(prose)) > letters / 4 else ["en"]

    def title(self, language: str) -> str:
        """Its first heading of the highest level, in a language or else in any; empty where it has no heading."""
        found = []
        for place, cell in enumerate(self.cells):
            if cell["cell_type"] == "markdown" and (heading := _HEADING.search(_FENCED.sub("", cell["source"]))):
                other = bool(set(cell["metadata"].get("tags", [])) & set(LANGUAGES) - {language})
                title = heading["title"] or heading["underlined"] or heading["marked"]
                found.append((other, len(heading["level"] or "#"), place, title.strip()))
        return min(found)[-1] if found else ""

    def question(self, language: str) -> str:
        """Its title in a language, which is a question, or else its name."""
        return self.title(language) or self.name


def list_notebooks(folder: Path | None = None) -> list[Notebook]:
    """The notebook files of a folder by name, read or not; that which is in use unless another is given."""
    return [Notebook(path) for path in sorted((folder or notebooks_folder()).glob("*.ipynb"))]


def readable(notebooks: list[Notebook]) -> tuple[list[Notebook], list[str]]:
    """Those of some notebooks that can be reported, and of each that cannot be read why.

    A notebook without a title and without parameters, such as a new one that nobody has written in yet, is no report.
    """
    found, faults = [], []
    for notebook in notebooks:
        try:
            if notebook.declarations or notebook.title("en"):
                found.append(notebook)
        except UnreadableError as error:
            faults.append(str(error))
    return found, faults


def find_notebook(name: str, own_too: bool = False) -> Notebook:
    """The notebook that is meant: by its name or a part of it, with or without its ending, or by the path of its file.

    Parameters
    ----------
    own_too
        Look among the project's own, too, where the folder in use has none of this name.

    Raises
    ------
    InputError
        There is none, or several may be meant.
    """
    own = list_notebooks(FOLDER) if own_too else []
    notebooks = {notebook.name: notebook for notebook in [*own, *list_notebooks()]}
    stem = name.removesuffix(".ipynb")
    if stem in notebooks:
        return notebooks[stem]
    if file := _file_at(name):
        listed = {each.path.resolve(): each for each in [*list_notebooks(FOLDER), *notebooks.values()]}
        return listed.get(file.resolve(), Notebook(file))
    if not notebooks:
        words = _('unknown notebook "%(name)s" (none in %(folder)s)')
        raise InputError(words % {"name": shortened(name), "folder": notebooks_folder()})
    found = _meant(stem, notebooks)
    if len(found) == 1:
        return notebooks[found[0]]
    if found:
        words = _('notebook "%(name)s" may be %(notebooks)s')
        raise InputError(words % {"name": shortened(name), "notebooks": either(found)})
    names = {"name": shortened(name), "hint": did_you_mean(stem, notebooks), "known": _(", ").join([*notebooks, "all"])}
    raise InputError(_('unknown notebook "%(name)s"%(hint)s (known: %(known)s)') % names)


def _file_at(name: str) -> Path | None:
    """The notebook file at a path; None where there is none."""
    try:
        return Path(name) if name.endswith(".ipynb") and Path(name).is_file() else None
    except ValueError:  # no path can be so
        return None


def _meant(stem: str, names: Iterable[str]) -> list[str]:
    """The names that a text may mean: by their number, their words, or how these begin; not by a path."""
    typed = plain(stem)
    if {"/", os.sep} & set(typed):
        return []
    numbered = [
        name for name in names if typed.isdecimal() and (own := _NUMBER.match(name)) and int(own[0]) == int(typed)
    ]
    return numbered or meant(typed, {name: [name, _NUMBER.sub("", name)] for name in names})
