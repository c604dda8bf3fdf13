"""Taking in a file: what kind it is, whether it is within the limits, and its paragraphs and tables in their order."""

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

from helpers.reading.document import Document, Paragraph, Told
from helpers.reading.intake.apart import read_apart
from helpers.reading.intake.archives import look_through
from helpers.reading.intake.delimited import is_delimited, read_delimited
from helpers.reading.intake.kinds import Kind, kind_of, named_kind
from helpers.reading.intake.limits import Limits, letters_within, line_within, within
from helpers.reading.intake.lines import Block, blocks_of_lines
from helpers.reading.intake.page_heads import told_by_page
from helpers.text.encodings import decodes, encoding_read
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from helpers.text.missing_files import existing_file
from helpers.text.radicals import with_letters

STANDARD_INPUT = "-"
_LIMITS = Limits()
_TOLD = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-8": "utf-8-sig", "utf8": "utf-8-sig"}


def take_in(given: Path | str | bytes, name: str = "", encoding: str = "", limits: Limits = _LIMITS) -> Document:
    """The paragraphs and tables of a file: .txt, .csv, .html, .docx, .pdf, .xlsx, .xlsm, .xls, .ods.

    What kind it is shows in what is in it. No script or macro of it runs, no address in it is opened.

    Parameters
    ----------
    given
        Its path, "-" for standard input, or its bytes.
    name
        What messages call it; the name of the file where none is given.
    encoding
        Of a text: utf-8, gb18030, big5; found out where none is given.

    Raises
    ------
    InputError
        There is no such file, nothing reads such files, it is encrypted or broken, it is beyond a limit, or no text is
        in it. The message says what to do.
    """
    content = given if isinstance(given, bytes) else _bytes_of(given, limits)
    name = name or (STANDARD_INPUT if isinstance(given, bytes) else Path(given).name)
    called = _("standard input") if name == STANDARD_INPUT else shortened(name)
    message = _("%(file)s has more than %(most)s bytes: give the part with the figures alone")
    within(called, len(content), limits.size, message)
    if not content.removeprefix(b"\xef\xbb\xbf").strip(b"\xff\xfe\0 \t\r\n\f"):
        raise InputError(_("%(file)s is empty") % {"file": called})
    kind = kind_of(name, content, limits)
    blocks, notices = _blocks(called, content, kind, encoding, limits)
    letters_within(called, sum(map(_letters, blocks)), limits)
    for block in blocks:
        if isinstance(block, Paragraph):
            line_within(called, block.line, len(block.text), limits)
    if not blocks and kind is Kind.WEB_PAGE:
        message = _(
            "no text is found in %(file)s: a script shows it in a browser, where it can be copied into a .txt file"
        )
        raise InputError(message % {"file": called})
    if not blocks and kind in (Kind.XLSX, Kind.ODS, Kind.WORKBOOK):
        raise InputError(_("no cell of %(file)s shows anything") % {"file": called})
    if not blocks:
        message = _(
            "no text is found in %(file)s: if its pages are pictures, they have to be recognised or typed first"
        )
        raise InputError(message % {"file": called})
    told = told_by_page(content) if kind is Kind.WEB_PAGE else Told()
    digest = hashlib.sha256(content).hexdigest()
    return Document(name, digest, tuple(map(_with_letters, blocks)), tuple(dict.fromkeys(notices)), told)


def _bytes_of(given: Path | str, limits: Limits) -> bytes:
    """The bytes of a file or of standard input, no more than one beyond the limit."""
    if str(given) == STANDARD_INPUT:
        return sys.stdin.buffer.read(limits.size + 1)
    path = existing_file(Path(given))
    try:
        with path.open("rb") as file:
            return file.read(limits.size + 1)
    except OSError as error:
        message = _("%(file)s cannot be opened: %(reason)s")
        raise InputError(message % {"file": path, "reason": error.strerror}) from None


def _blocks(name: str, content: bytes, kind: Kind, encoding: str, limits: Limits) -> tuple[list[Block], list[str]]:
    if kind in (Kind.TEXT, Kind.DELIMITED):
        text, notices = _text(name, content, encoding)
        if named_kind(name) not in (None, Kind.TEXT, Kind.DELIMITED, Kind.WEB_PAGE):
            message = _("%(file)s is a text under the name of another kind of file, and is read as a text")
            notices = [message % {"file": name}, *notices]
        letters_within(name, len(text), limits)
        if kind is Kind.DELIMITED or is_delimited(text):
            return read_delimited(name, text, limits), notices
        return list(blocks_of_lines(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))), notices
    if kind in (Kind.DOCX, Kind.XLSX) or content.startswith(b"PK"):
        look_through(name, content, limits)
    blocks, notices = read_apart(name, content, kind, limits)
    named = named_kind(name)
    if kind is Kind.WEB_PAGE and named not in (None, Kind.WEB_PAGE, Kind.TEXT):
        message = _("%(file)s is a web page under the name of another kind of file, and is read as a web page")
        notices = [message % {"file": name}, *notices]
    return blocks, notices


def _text(name: str, content: bytes, told: str) -> tuple[str, list[str]]:
    """A text in letters, and what is to be noticed of how it was decoded."""
    told = _TOLD.get(told.casefold(), told.casefold())
    encoding = told or encoding_read(content)
    if told and not decodes(content, told):
        message = _("%(file)s is not in the encoding %(encoding)s: leave the encoding out, and it is found out")
        raise InputError(message % {"file": name, "encoding": told})
    if encoding is None:
        message = _("%(file)s is in no encoding that is read (UTF-8, UTF-16, GB18030, Big5): save it in UTF-8")
        raise InputError(message % {"file": name})
    text = content.decode(encoding, "replace")
    notices = []
    if encoding == "big5hkscs" and not told:
        notices.append(_("%(file)s looks like Big5, and is read as that") % {"file": name})
    if not decodes(content, encoding):
        message = _("%(file)s has lost letters (%(number)s): where they were, nothing is guessed")
        notices.append(message % {"file": name, "number": text.count("\ufffd")})
    return text, notices


def _letters(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.text)
    return sum(len(cell) for row in block.rows for cell in row)


def _with_letters(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=with_letters(block.text))
    return replace(
        block, rows=tuple(tuple(map(with_letters, row)) for row in block.rows), title=with_letters(block.title)
    )
