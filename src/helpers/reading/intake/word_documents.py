"""Word documents (.docx): paragraphs and tables in their order, as they read once tracked changes are accepted."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake.limits import Limits, cells_within
from helpers.reading.intake.lines import Block, squared
from helpers.reading.intake.runs import Run, joined, struck_notices
from helpers.text.language import _
from helpers.text.messages import InputError

_ASIDE = {qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:tblPr"), qn("w:sdtPr"), qn("w:instrText")}
_ASIDE.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")  # the same again for old programs
_BREAKS = {qn("w:br"), qn("w:cr")}
_OFF = ("0", "false", "off", "none")


def read_docx(name: str, content: bytes, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a document, and what is to be noticed."""
    try:
        body = docx.Document(io.BytesIO(content)).element.body
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever the broken part of a file makes it raise
        message = _("%(file)s cannot be read as a Word document (%(reason)s): open it and save it anew as .docx")
        raise InputError(message % {"file": name, "reason": type(error).__name__}) from None
    reader = _Reader(name, limits)
    blocks = list(reader.blocks(body))
    notices = struck_notices(reader.struck)
    if next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveFrom")), None) is not None:
        message = _("%(file)s has changes that nobody has accepted yet: it is read as if all were accepted")
        notices.append(message % {"file": name})
    return blocks, notices


class _Reader:
    """A document while it is read."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.struck: list[str] = []
        self.line = 0
        self.cells = 0

    def blocks(self, holder: Any) -> Iterator[Block]:
        """The paragraphs and tables in an element, those in content controls too."""
        for element in holder:
            if element.tag == qn("w:p"):
                for text in self._lines(element):
                    self.line += 1
                    if text:
                        yield Paragraph(text, self.line)
            elif element.tag == qn("w:tbl"):
                rows = squared(self._rows(element))
                yield Table(rows, line=self.line + 1)
                self.line += len(rows)
            elif element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")):
                yield from self.blocks(element)

    def _lines(self, paragraph: Any) -> list[str]:
        text, struck = joined(_runs(paragraph))
        self.struck += struck
        return [line.strip(" \t") for line in text.split("\n")]

    def _rows(self, table: Any) -> Iterator[list[str]]:
        for row in table.iter(qn("w:tr")):
            cells = [""] * _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
            for cell in row.iterchildren(qn("w:tc"), qn("w:sdt")):
                for each in [cell] if cell.tag == qn("w:tc") else cell.iter(qn("w:tc")):
                    cells += self._cell(each)
            self.cells += len(cells)
            cells_within(self.name, self.cells, self.limits)
            yield cells

    def _cell(self, cell: Any) -> list[str]:
        """The text of a cell and, empty, the cells that it is merged over; one merged with a cell above is empty."""
        properties = cell.find(qn("w:tcPr"))
        wide, covered = 1, False
        if properties is not None:
            wide = _number(properties.find(qn("w:gridSpan")), 1)
            merged = properties.find(qn("w:vMerge"))
            covered = merged is not None and merged.get(qn("w:val")) != "restart"
        lines = [] if covered else [line for each in cell.iterchildren(qn("w:p")) for line in self._lines(each)]
        return [" ".join(filter(None, lines)), *[""] * (wide - 1)]


def _runs(element: Any, deleted: bool = False) -> Iterator[Run]:
    """The pieces of a paragraph in their order, deleted ones as struck."""
    for child in element:
        if child.tag in _ASIDE:
            continue
        if child.tag == qn("w:r"):
            yield from _pieces(child, deleted)
        else:
            yield from _runs(child, deleted or child.tag == qn("w:del"))


def _pieces(run: Any, deleted: bool) -> Iterator[Run]:
    properties = run.find(qn("w:rPr"))
    if _is_on(properties, "w:vanish"):
        return
    struck = deleted or _is_on(properties, "w:strike") or _is_on(properties, "w:dstrike")
    high = None if properties is None else properties.find(qn("w:vertAlign"))
    raised = high is not None and high.get(qn("w:val")) == "superscript"
    for piece in run:
        if piece.tag in (qn("w:t"), qn("w:delText")):
            yield Run(piece.text or "", struck, raised)
        elif piece.tag == qn("w:tab"):
            yield Run("\t")
        elif piece.tag in _BREAKS:
            yield Run("\n")
        elif piece.tag == qn("w:noBreakHyphen"):
            yield Run("-", struck)
        elif piece.tag not in _ASIDE:
            yield from _runs(piece, deleted)


def _is_on(properties: Any, name: str) -> bool:
    found = None if properties is None else properties.find(qn(name))
    return found is not None and found.get(qn("w:val")) not in _OFF


def _number(element: Any, otherwise: int) -> int:
    given = "" if element is None else element.get(qn("w:val")) or ""
    return min(int(given), 200) if given.isdecimal() and len(given) < 6 else otherwise
