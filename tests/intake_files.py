"""Files as they arrive at a keeper, made for tests: struck digits, formats, far cells, bombs, encryption."""

import io
import zipfile
from collections.abc import Mapping

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TABLE = (("指标", "单位", "2031年"), ("地区生产总值", "亿元", None))


def workbook(value: object, number_format: str = "General", far: bool = False) -> bytes:
    """A workbook with one figure; far: with a formatted empty cell in the last row of the last column."""
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    cell = book.active["C2"]
    cell.value, cell.number_format = value, number_format
    if far:
        book.active["XFD1048576"].number_format = "0.0"
    return saved(book)


def struck(whole: bool = False) -> bytes:
    """A workbook in which a digit of 5.68 is struck through, or all of it."""
    if whole:
        return workbook(CellRichText(TextBlock(InlineFont(strike=True), "5.6"), "　5.8"))
    return workbook(CellRichText("5.", TextBlock(InlineFont(strike=True), "6"), "8"))


def saved(file: object) -> bytes:
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """A packed file with other parts; None takes one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name)


def document(*paragraphs: str) -> bytes:
    """A Word document of paragraphs given as the XML of their runs."""
    file = docx.Document()
    for xml in paragraphs:
        file.element.body.insert_element_before(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"), "w:sectPr")
    return saved(file)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def encrypted(stream: str = "EncryptedPackage") -> bytes:
    """The beginning of a compound file with a stream of that name in its directory."""
    return COMPOUND + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def typeset(*lines: tuple[float, float, float, str]) -> bytes:
    """The content of a page: lines in Helvetica, each by its left end, how far below the upper edge, size and text."""
    return b"".join(
        b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, 842 - y, text.encode()) for x, y, size, text in lines
    )


def pdf(pages: int, content: bytes = b"", *others: bytes) -> bytes:
    """A PDF of so many pages with the same content, and of others behind it."""
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(pages + len(others)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages + len(others), kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    streams = [content, *others]
    first = 4 + pages + len(others)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    shown = [first] * pages + [first + 1 + number for number in range(len(others))]
    objects += [page % number for number in shown]
    objects += [b"<</Length %d>>stream\n%s\nendstream\n" % (len(each), each) for each in streams]
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj" % number + each + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        *(size, table, size),
        len(made),
    )
    return bytes(made)
