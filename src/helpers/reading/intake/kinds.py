"""What kind of file it is, by what is in it; the ending of its name decides only between kinds of text."""

import re
from enum import StrEnum

from helpers.reading.intake.archives import parts_of
from helpers.reading.intake.limits import Limits
from helpers.text.language import _
from helpers.text.messages import InputError


class Kind(StrEnum):
    """What a file is read as."""

    TEXT = "text"
    DELIMITED = "delimited"  # .csv and its like
    WEB_PAGE = "web_page"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    ODS = "ods"
    WORKBOOK = "workbook"  # .xls, .xlsb


ENDINGS = ".txt .csv .html .docx .pdf .xlsx .xls .ods"
_BY_ENDING = {
    **dict.fromkeys(("txt", "md", "text"), Kind.TEXT),
    **dict.fromkeys(("csv", "tsv"), Kind.DELIMITED),
    **dict.fromkeys(("html", "htm", "xhtml", "shtml", "mhtml"), Kind.WEB_PAGE),
    "docx": Kind.DOCX,
    "pdf": Kind.PDF,
    **dict.fromkeys(("xlsx", "xlsm"), Kind.XLSX),
    "ods": Kind.ODS,
    **dict.fromkeys(("xls", "xlsb", "et"), Kind.WORKBOOK),
}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PACKED = (b"Rar!\x1a", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|meta|table|tr|div|p|span|title)\b", re.IGNORECASE)
_HEAD = 4096


def kind_of(name: str, content: bytes, limits: Limits) -> Kind:
    """The kind of a file.

    Raises
    ------
    InputError
        Nothing reads such a file; the message says what to save it as.
    """
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if content.startswith(b"PK\x03\x04"):
        return _packed(name, content, limits)
    if content.startswith(_COMPOUND):
        return _compound(name, content)
    _refuse_what_is_no_text(name, head)
    if (
        _MARKUP.search(head.replace(b"\0", b""))
        and head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")[:1] == b"<"
    ):
        return Kind.WEB_PAGE
    named = named_kind(name)
    return named if named in (Kind.DELIMITED, Kind.WEB_PAGE) else Kind.TEXT


def named_kind(name: str) -> Kind | None:
    """What the ending of a file's name says that it is; None where it says nothing."""
    return _BY_ENDING.get(name.rpartition(".")[2].casefold()) if "." in name else None


def _packed(name: str, content: bytes, limits: Limits) -> Kind:
    parts = parts_of(name, content, limits)
    if "word/document.xml" in parts:
        return Kind.DOCX
    if "xl/workbook.xml" in parts:
        return Kind.XLSX
    if "xl/workbook.bin" in parts:
        return Kind.WORKBOOK
    if "content.xml" in parts and b"opendocument.spreadsheet" in content[:200]:
        return Kind.ODS
    message = _("%(file)s is a packed file with no document in it that is read: unpack it, and give one of %(kinds)s")
    raise InputError(message % {"file": name, "kinds": ENDINGS})


def _compound(name: str, content: bytes) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    # Programs save .xlsx and .docx packed; what is in a compound file under such a name is encrypted.
    if holds("EncryptedPackage") or named_kind(name) in (Kind.XLSX, Kind.DOCX):
        message = _("%(file)s is encrypted: open it with its password and save it without one")
    elif holds("Workbook") or holds("Book"):
        return Kind.WORKBOOK
    elif holds("WordDocument"):
        message = _("%(file)s is a document of the old .doc kind: open it and save it as .docx")
    else:
        message = _("%(file)s is of an old kind that is not read: open it and save it as .docx or .xlsx")
    raise InputError(message % {"file": name})


def _refuse_what_is_no_text(name: str, head: bytes) -> None:
    message = ""
    if head.startswith(_PICTURES) and b"\0" in head:
        message = _("%(file)s is a picture: its text has to be typed, or recognised by another program, first")
    elif head.startswith(_PACKED):
        message = _("%(file)s is packed: unpack it, and give one of %(kinds)s")
    elif head.startswith(b"{\\rtf"):
        message = _("%(file)s is an .rtf document: open it and save it as .docx")
    elif re.match(rb"\s*(\S+: .*\r?\n)*mime-version:", head, re.IGNORECASE):
        message = _("%(file)s is a web page saved as one file (.mht): open it and save it as .html or .xlsx")
    elif b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        message = _("%(file)s is an XML table of an old kind: open it and save it as .xlsx")
    elif b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = _("%(file)s is no text and of no kind that is read: give one of %(kinds)s")
    if message:
        raise InputError(message % {"file": name, "kinds": ENDINGS})
