"""A notebook of one's own begins as a copy of one that works: of a template, or of a notebook that there is."""

import os
import re
from pathlib import Path

import nbformat

from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from zhaotong.reports.notebooks import Notebook, find_notebook, notebooks_folder

_TEMPLATES = Path(__file__).parent / "templates"
_NAME = re.compile(r"\w[\w .()+-]*")


def begin_notebook(name: str, origin: str | None = None, language: str = "en") -> Path:
    """Write a notebook that works at once, into the folder of notebooks that is in use.

    Parameters
    ----------
    name
        Of the file, with or without its ending.
    origin
        The name of the notebook that it is a copy of; a template unless given.
    language
        In which the template is written, en or zh.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        The name is none for a file, or taken; the origin cannot be read; the folder cannot be written to.
    """
    stem = name.removesuffix(".ipynb").strip()
    if not _NAME.fullmatch(stem) or stem == "all":
        words = _(
            '"%(name)s" is no name for a notebook: letters, digits, spaces and hyphens are expected, and not "all"'
        )
        raise InputError(words % {"name": shortened(name)})
    path = notebooks_folder() / f"{stem}.ipynb"
    if path.exists():
        words = _("there is a notebook %(name)s in %(folder)s already; give another name")
        raise InputError(words % {"name": stem, "folder": notebooks_folder()})
    source = find_notebook(origin, own_too=True) if origin else Notebook(_TEMPLATES / f"{language}.ipynb")
    assert source.cells  # or it says why it cannot be read
    node = nbformat.read(source.path, as_version=4)
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    aside = path.with_name(f".{stem}-{os.getpid()}.part")
    try:
        aside.write_text(nbformat.writes(node) + "\n", encoding="utf-8", newline="\n")
        os.link(aside, path)  # which fails where another has put one there meanwhile
    except OSError as error:
        names = {"file": path, "reason": error.strerror}
        raise InputError(_("%(file)s cannot be written: %(reason)s") % names) from None
    finally:
        aside.unlink(missing_ok=True)
    return path
