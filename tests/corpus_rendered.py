"""The marked texts of tests/corpus as the files that a reader gets, and where their marks stand in what is taken in.

    text = corpus_marks.texts("build")["24-table-wide-jinchuan.txt"]
    document, places = taken(text)          # the file that its head calls for (`rendered`), taken in
    document.printed_at(places[0])          # 512.4: places[i] is that of text.marks[i]

`rendered(text)` alone gives the bytes of the file, `name_of(text)` a name with its ending. PDFs are printed by
Chromium: without it `rendered` skips the test, and fails under CI=true. What is taken in once is kept for the process.
"""

import html
import io
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx
import openpyxl
import pytest
from corpus_marks import MarkedText

from helpers.reading.document import Document, Paragraph, Place
from helpers.reading.intake import take_in

CHROMIUM = shutil.which("chromium")
_TAKEN: dict[str, tuple[Document, tuple[Place, ...]]] = {}
_BAR = re.compile(r"\t| \| ")
_ASIDE = re.compile(r"[\s|]")  # what two kinds of file lay out differently
_PAGE = re.compile(r"— \d+ —")
_NUMBER = re.compile(r"-?\d+(\.(\d+))?")
_STYLE = (
    "body {font: 16px 'Noto Serif CJK SC', serif; line-height: 1.6; margin: 0} p {margin: 0; text-indent: 2em} "
    "h1, p.page {text-align: center; text-indent: 0} table {border-collapse: collapse; font-size: 12px} "
    "td {border: 1px solid black; padding: 2px 4px} .page {break-after: page} .far {display: none}"
)


def name_of(text: MarkedText) -> str:
    """A name for the file, with the ending of its kind."""
    return f"{text.head['title'][:20]}.{text.head['rendered']}".replace("/", " ")


def taken(text: MarkedText) -> tuple[Document, tuple[Place, ...]]:
    """The file of a text taken in, and the place of each of its marks."""
    if text.plain not in _TAKEN:
        document = take_in(rendered(text), name_of(text))
        _TAKEN[text.plain] = document, places_of(text, document)
    return _TAKEN[text.plain]


def rendered(text: MarkedText) -> bytes:
    """The file that the head of a text calls for."""
    kind = text.head["rendered"]
    if kind == "txt":
        return text.plain.encode()
    if kind == "html":
        return _page(text, "<script>var x = 99.9;</script><p class=far>11.1%</p><p hidden>22.2%</p>").encode()
    if kind == "pdf":
        return printed(_page(text, ""))
    return _document(text) if kind == "docx" else _workbook(text)


def places_of(text: MarkedText, document: Document) -> tuple[Place, ...]:
    """Where each mark of a text stands in what was taken in of it.

    Lines are found one after the other, spaces and bars aside; lines without marks may be missing (numbers of pages).
    """
    flat, at = _flat(document)
    places: list[Place] = []
    cursor = start = 0
    for line in text.plain.split("\n"):
        marks = [mark for mark in text.marks if start <= mark.start < start + len(line) + 1]
        wanted = _ASIDE.sub("", line)
        found = flat.find(wanted, cursor) if wanted else -1
        if found < 0:
            assert not marks, f"{text.head['title']}: what was taken in lacks “{line}”"
        else:
            cursor = found + len(wanted)
        for mark in marks:
            first = found + len(_ASIDE.sub("", line[: mark.start - start]))
            last = first + len(_ASIDE.sub("", mark.printed)) - 1
            (block, row, column, begin), (*_same, end) = at[first], at[last]
            places.append(Place(block, begin, end + 1, row, column))
        start += len(line) + 1
    return tuple(places)


def _flat(document: Document) -> tuple[str, list[tuple[int, int | None, int | None, int]]]:
    """All letters of a document, spaces and bars aside, and the block, row, column and place of each."""
    texts: list[tuple[int, int | None, int | None, str]] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            texts.append((number, None, None, block.text))
        else:
            texts += [(number, r, c, cell) for r, row in enumerate(block.rows) for c, cell in enumerate(row)]
    letters = [
        (letter, (number, row, column, place))
        for number, row, column, cell in texts
        for place, letter in enumerate(cell)
        if not _ASIDE.match(letter)
    ]
    return "".join(letter for letter, _at in letters), [place for _letter, place in letters]


def _parts(text: MarkedText) -> list[str | list[list[str]]]:
    """The lines of a text, those of a table together, as cells."""
    parts: list[str | list[list[str]]] = []
    for line in text.plain.split("\n"):
        cells = _BAR.split(line)
        if len(cells) < 2:
            parts.append(line)
        elif parts and isinstance(parts[-1], list):
            parts[-1].append(cells)
        else:
            parts.append([cells])
    return parts


def _page(text: MarkedText, hidden: str) -> str:
    """A web page; an empty cell of the first row of a table is the rest of a merged one."""
    body = []
    for part in _parts(text):
        if isinstance(part, str):
            kind = " class=page" if _PAGE.fullmatch(part) else ""
            body.append(f"<p{kind}>{html.escape(part)}</p>" if part else "")
            continue
        body.append("<table>")
        for number, row in enumerate(part):
            cells: list[list] = []
            for cell in row:
                if number == 0 and not cell and cells:
                    cells[-1][1] += 1
                else:
                    cells.append([cell, 1])
            body.append("".join(["<tr>", *(f"<td colspan={wide}>{html.escape(cell)}</td>" for cell, wide in cells)]))
        body.append("</table>")
    title = html.escape(text.head["title"])
    return f"<!doctype html><meta charset=utf-8><title>{title}</title><style>{_STYLE}</style>{hidden}{''.join(body)}"


def printed(page: str) -> bytes:
    """A web page printed into a PDF."""
    if not CHROMIUM:
        assert not os.environ.get("CI"), "chromium is missing: no PDF can be made"
        pytest.skip("needs chromium on the path")
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, "utf-8")
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/home",
        ]
        subprocess.run([CHROMIUM, *flags, f"--print-to-pdf={made}", source.as_uri()], capture_output=True, check=True)
        return made.read_bytes()


def _document(text: MarkedText) -> bytes:
    """A Word document."""
    file = docx.Document()
    for part in _parts(text):
        if isinstance(part, str):
            if part:
                file.add_paragraph(part)
            continue
        table = file.add_table(len(part), max(map(len, part)))
        for number, row in enumerate(part):
            for column, cell in enumerate(row):
                if number == 0 and not cell and column:
                    table.cell(0, column).merge(table.cell(0, column - 1))
                else:
                    table.cell(number, column).text = cell
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()


def _workbook(text: MarkedText) -> bytes:
    """A workbook in which numbers are numbers, shown with the decimals that are printed."""
    file = openpyxl.Workbook()
    number = 0
    for part in _parts(text):
        for cells in [[part]] if isinstance(part, str) else part:
            number += 1
            for column, cell in enumerate(cells, 1):
                found = _NUMBER.fullmatch(cell)
                target = file.active.cell(number, column, float(cell) if found else cell or None)
                if found:
                    target.number_format = f"0.{'0' * len(found[2])}" if found[2] else "0"
    made = io.BytesIO()
    file.save(made)
    return made.getvalue()
