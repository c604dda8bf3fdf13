"""The notebooks of the project: which there are, what each asks, and which parameters it declares."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers.figures.paths import PROJECT
from helpers.parameters.declarations import Declaration, imported_names, read_declarations
from helpers.text.messages import InputError, did_you_mean, shortened

FOLDER = PROJECT / "notebooks"


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

    @cached_property
    def cells(self) -> list[dict[str, Any]]:
        """Its cells as the file has them, the source of each in one piece."""
        cells = json.loads(self.path.read_text(encoding="utf-8"))["cells"]
        return [cell | {"source": "".join(cell["source"])} for cell in cells]

    @cached_property
    def declarations(self) -> list[Declaration]:
        """The parameters that its cell tagged `parameters` declares; none where it has no such cell."""
        imports = imported_names(cell["source"] for cell in self.cells if cell["cell_type"] == "code")
        return [
            declaration
            for cell in self.cells
            if "parameters" in cell["metadata"].get("tags", [])
            for declaration in read_declarations(cell["source"], imports)
        ]

    @property
    def presets(self) -> list[Path]:
        """The files with parameters for it: presets/<name>.<what>.yml beside it."""
        return sorted((self.path.parent / "presets").glob(f"{self.name}.*.yml"))

    def question(self, language: str) -> str:
        """Its title in a language, which is a question."""
        for cell in self.cells:
            if language in cell["metadata"].get("tags", []) and cell["source"].startswith("# "):
                return cell["source"].splitlines()[0].removeprefix("# ")
        return self.name


def list_notebooks(folder: Path = FOLDER) -> list[Notebook]:
    """The notebooks that can be reported, by name: those that declare parameters."""
    notebooks = [Notebook(path) for path in sorted(folder.glob("*.ipynb"))]
    return [notebook for notebook in notebooks if notebook.declarations]


def find_notebook(name: str) -> Notebook:
    """The notebook of that name, with or without its ending.

    Raises
    ------
    InputError
        There is none.
    """
    notebooks = {notebook.name: notebook for notebook in list_notebooks()}
    stem = name.removesuffix(".ipynb")
    if stem not in notebooks:
        known = f" (known: {', '.join(notebooks)}, all)"
        raise InputError(f'unknown notebook "{shortened(name)}"{did_you_mean(stem, notebooks)}{known}')
    return notebooks[stem]
