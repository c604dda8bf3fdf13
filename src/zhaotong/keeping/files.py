"""What a file is by its bytes, whatever it is called, and what to do with one that is no template."""

import re
from pathlib import Path

from helpers.text.language import _
from helpers.text.messages import InputError

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))  # what an old workbook has, and no encrypted one
_WEB = re.compile(rb"<(?:!doctype html|html|head|meta|table|body)\b|^mime-version:", re.IGNORECASE)
_READ = (".xls", ".ods", ".txt", ".html", ".htm", ".mht", ".pdf", ".docx", ".doc", ".wps", ".et")
_COMMON_BIG5 = (0xA440, 0xC67E)  # the characters in everyday use
_ENOUGH = 0.9


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


def looks_like_big5(content: bytes) -> bool:
    """Whether bytes that are not UTF-8 are more likely Big5 than GB18030: letters in everyday use there alone."""
    try:
        text = content.decode("big5")
    except UnicodeDecodeError:
        return False
    codes = [int.from_bytes(each.encode("big5"), "big") for each in text if not each.isascii()]
    letters = [code for code in codes if code >= _COMMON_BIG5[0]]
    everyday = sum(code <= _COMMON_BIG5[1] for code in letters)
    return bool(letters) and everyday >= _ENOUGH * len(letters) and not _in_everyday_use(content)


def _in_everyday_use(content: bytes) -> bool:
    """Whether bytes read as GB18030 have hardly a letter that GB2312 lacks."""
    text = content.decode("gb18030", errors="replace")
    letters = [each for each in text if not each.isascii()]
    return sum(_in_gb2312(each) for each in letters) >= _ENOUGH * len(letters)


def _in_gb2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
