"""What a file is by its bytes, whatever it is called, and what to do with one that is no template."""

import re
from pathlib import Path

from helpers.reading.document import Document
from helpers.text.language import _
from helpers.text.messages import InputError

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))  # what an old workbook has, and no encrypted one
_WEB = re.compile(rb"<(?:!doctype html|html|head|meta|table|body)\b|^mime-version:", re.IGNORECASE)
_COLUMNS = {"region", "indicator", "period", "value", "source"}
_READ = (".xls", ".ods", ".txt", ".html", ".htm", ".mht", ".pdf", ".docx", ".doc", ".wps", ".et")


def refuse_filled(document: Document, command: str) -> None:
    """Refuse to read a template or a review, whose rows are figures already.

    Parameters
    ----------
    command
        That which records it.

    Raises
    ------
    InputError
        It is one.
    """
    for table in document.tables:
        named = {cell.partition(" ")[0].casefold() for row in table.rows[:1] for cell in row}
        if named >= _COLUMNS:
            words = _("%(file)s is a template or a review, which is recorded, not read: %(command)s")
            raise InputError(words % {"file": document.name, "command": command})


def refuse_other_kinds(path: Path) -> None:
    """Refuse a file that is no template, with what to do about it.

    Raises
    ------
    InputError
        It is of another kind, or is called otherwise than it is.
    """
    kind, content = path.suffix.lower(), path.read_bytes()
    names = {"file": path.name}
    if content.startswith(_OLE) and kind in (".xlsx", ".xlsm") and not any(name in content for name in _BOOKS):
        raise InputError(_("%(file)s is encrypted: save a copy of it without a password") % names)
    if kind in _READ:
        words = _("%(file)s is no template; zhaotong read %(file)s proposes the figures in it, to be recorded after")
        raise InputError(words % names)
    if kind not in (".xlsx", ".xlsm", ".csv"):
        words = _("%(file)s is neither an .xlsx workbook nor a .csv file; save it as one of these")
        raise InputError(words % names)
    if content.startswith(_OLE):
        words = _(
            "%(file)s is a workbook of an old Excel under another name: give it the ending xls, then use zhaotong read"
        )
        raise InputError(words % names)
    if _WEB.search(content[:1024].lstrip()):
        words = _("%(file)s is a web page under another name: give it the ending html, then use zhaotong read")
        raise InputError(words % names)
    if kind == ".csv" and content.startswith(_ZIP):
        raise InputError(_("%(file)s is a workbook under another name: give it the ending xlsx") % names)
