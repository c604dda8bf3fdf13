"""A text as a parameter: the path of its file, or, where it is short, the text itself."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers.figures.observations import Observations
from helpers.parameters.errors import NotAllowedError
from helpers.parameters.meaning import text_of
from helpers.parameters.types import ParameterType
from helpers.text.language import _
from helpers.text.missing_files import nearest_file

FORMATS = ("txt", "md", "html", "htm", "docx", "pdf", "xlsx", "xls", "csv")  # that a text may have
_OF_FILES = re.compile(rf"\.(?:{'|'.join(FORMATS)}|doc|wps|rtf|odt)", re.IGNORECASE)
_NUMBER = re.compile(r"\d|[零一二三四五六七八九十百千万亿两半成倍]")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}|\w\s+\w")  # a path has neither as a rule: what has is said


class _Text(ParameterType):
    @property
    def allowed(self) -> str:
        return _("the path of a text (%(formats)s), or a sentence with a figure in it") % {
            "formats": _(", ").join(f".{each}" for each in FORMATS)
        }

    def read(self, value: Any, observations: Observations) -> str:
        return text_meant(value)

    @property
    def label(self) -> str:
        return _("text checked")

    def words(self, value: Any, observations: Observations) -> str:
        file = file_of(value)
        return file.name if file else _("as it was typed")

    def in_name(self, value: Any) -> str:
        file = file_of(value)
        return file.stem if file else str(value)


def text_meant(value: Any) -> str:
    """The whole path of the file that is meant, or the sentence that is given in its place.

    Raises
    ------
    NotAllowedError
        It is a path at which no file is, or neither path nor sentence.
    """
    typed = text_of(value)
    if not typed:
        raise NotAllowedError(_("no text is given; write the path of one, or a sentence with a figure in it"))
    path = Path(str(value).strip()).expanduser()
    try:
        is_file, is_folder = path.is_file(), path.is_dir()
    except (OSError, ValueError):  # longer than any path, or with a letter that none has: a text
        path, is_file, is_folder = Path(), False, False
    if is_file:
        return str(path.absolute())
    if is_folder:
        raise NotAllowedError(_("this is a folder; name one text in it"))
    if _OF_FILES.fullmatch(path.suffix) or path.is_absolute() or not _WORDS.search(typed):
        if near := nearest_file(path):
            raise NotAllowedError(_("there is no such file%(hint)s") % {"hint": near})
        raise NotAllowedError(_("there is no such file; was a sentence meant, which has words and a figure?"))
    if not _NUMBER.search(typed):
        raise NotAllowedError(_("no file is called so, and as a sentence it has no figure that could be checked"))
    return " ".join(str(value).split())


def file_of(value: Any) -> Path | None:
    """The file that a text in standard form names, whether or not it is still there; None for a sentence."""
    path = Path(str(value))
    return path if path.is_absolute() else None


def by_name(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Parameters as a page states them, which travels: a text goes by what its file is called, not by where it stands.

    Parameters
    ----------
    values
        Parameters in standard form.
    name
        What the parameter is called; empty where a notebook takes no text.
    """
    file = file_of(values[name]) if name in values else None
    return {**values, name: file.name} if file else dict(values)


def digest_of_text(values: Mapping[str, Any], name: str) -> str:
    """SHA-256 of the file that a parameter names; "none" where it is gone, empty where it names none.

    Parameters
    ----------
    values
        Parameters in standard form.
    name
        What the parameter is called; empty where a notebook takes no text.
    """
    file = file_of(values[name]) if name in values else None
    if file is None:
        return ""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return "none"


Text = _Text()
