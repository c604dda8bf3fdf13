"""Files that are made to do harm: each is refused in one sentence, in little time and memory."""

import random

import pytest
from intake_files import changed, document, part, pdf, run, workbook
from test_intake import refusal

from helpers.reading.intake import apart, take_in
from helpers.reading.intake.kinds import Kind
from helpers.reading.intake.limits import Limits
from helpers.text.messages import InputError

BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


def test_a_file_of_too_many_bytes():
    assert "more than 1,000 bytes" in refusal(b"5.8 " * 1000, "a.txt", size=1000)


def test_a_text_of_too_many_letters():
    assert "a.txt has 4,000 letters, and at most 3,000 are read" in refusal(b"5.8 " * 1000, "a.txt", letters=3000)


def test_a_line_of_too_many_letters():
    assert "a.txt, line 2 has 21 letters, and at most 20 are read" in refusal(
        "一\n".encode() + b"x" * 21, "a.txt", line=20
    )


@pytest.mark.parametrize("bomb", [BOMB, OUTSIDE], ids=["many", "outside"])
@pytest.mark.parametrize(
    ("content", "place"), [(workbook(5.8), "xl/sharedStrings.xml"), (document(), "word/styles.xml")]
)
def test_entities_of_a_document_are_never_expanded(content, place, bomb):
    assert "declares entities" in refusal(changed(content, {place: bomb}), "a.xlsx")


def test_a_packed_file_that_unpacks_to_too_much():
    content = changed(workbook(5.8), {"xl/media/image1.png": bytes(20_000_000)})
    assert "times its size, and at most 300 times is read" in refusal(content, "a.xlsx")
    assert "unpacks to" in refusal(content, "a.xlsx", expanded=1_000_000)


def test_a_packed_file_that_lies_about_its_sizes():
    content = bytearray(changed(workbook(5.8), {"xl/media/image1.png": bytes(20_000_000)}))
    stated = (20_000_000).to_bytes(4, "little")
    assert content.count(stated) > 1
    lying = bytes(content).replace(stated, (10).to_bytes(4, "little"))
    assert "a.xlsx" in refusal(lying, "a.xlsx")


def test_a_packed_file_of_too_many_files():
    content = changed(workbook(5.8), {f"xl/media/{number}": b"" for number in range(6000)})
    assert "at most 5,000 are read" in refusal(content, "a.xlsx")


def test_parts_too_deep_or_of_too_many_elements():
    body = part(document(run("5.8")), "word/document.xml")
    deep = body.replace(b"<w:p>", b"<w:sdt><w:sdtContent>" * 300 + b"<w:p>").replace(
        b"</w:p>", b"</w:p>" + b"</w:sdtContent></w:sdt>" * 300
    )
    assert "deep in each other, and at most 200 are read" in refusal(
        changed(document(), {"word/document.xml": deep}), "a.docx"
    )
    assert "elements, and at most 20 are read" in refusal(document(*[run("5.8")] * 50), "a.docx", elements=20)


def test_a_web_page_too_deep_or_of_too_many_elements():
    assert "deep in each other" in refusal(b"<div>" * 100_000 + b"5.8", "a.html")
    assert "deep in each other" in refusal(b"<html>" + b"<table><tr><td>" * 5000 + b"5.8", "a.html")
    assert "elements, and at most" in refusal(b"<html>" + b"<p>5.8</p>" * 5000, "a.html", elements=4000)


def test_spans_of_a_web_page_make_no_table_of_millions():
    page = b"<table>" + b"<tr><td colspan=99999999 rowspan=99999999>5.8<td>1</tr>" * 3000 + b"</table>"
    assert "cells, and at most" in refusal(page, "a.html")


def test_two_cells_far_apart_make_no_table_of_millions():
    content = changed(
        workbook(5.8),
        {
            "xl/worksheets/sheet1.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'
            b'<row r="1048576"><c r="XFC1048576"><v>2</v></c><c r="XFD1048576"><v>2</v></c></row>'
            b"</sheetData></worksheet>"
        },
    )
    assert [block.line for block in take_in(content, "a.xlsx").blocks] == [1, 1_048_576]


def test_a_pdf_of_thousands_of_pages():
    assert "a.pdf has 3,000 pages, and at most 500 are read" in refusal(pdf(3000), "a.pdf")


def test_a_pdf_of_endless_drawing_is_ended():
    content = pdf(200, b"1 0 0 1 0 0 cm 0 0 10 10 re S " * 60_000)
    assert "a.pdf takes longer than 3 seconds to read" in refusal(content, "a.pdf", seconds=3)


def test_a_reader_that_takes_too_much_memory_is_refused():
    said = refusal(workbook(5.8), "a.xlsx", memory=120_000_000)
    assert "megabytes of memory" in said or "crashed" in said


def test_a_reader_that_crashes_is_told(monkeypatch):
    monkeypatch.setattr(apart.sys, "executable", "/bin/false")
    with pytest.raises(InputError, match="crashed: open it and save it anew"):
        apart.read_apart("a.pdf", b"", Kind.PDF, Limits())


def test_no_address_in_a_file_is_opened(tmp_path, monkeypatch):
    """Neither the page's own pictures and frames, nor an entity, nor a stylesheet."""
    secret = tmp_path / "secret.txt"
    secret.write_text("9.9", "utf-8")
    page = f'<p>5.8</p><iframe src="{secret.as_uri()}"></iframe><object data="{secret.as_uri()}"></object>'
    assert [block.text for block in take_in(page.encode(), "a.html").paragraphs] == ["5.8"]
    declared = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}">]><html><p>5.8 &a;</p></html>'
    assert "9.9" not in "".join(block.text for block in take_in(declared.encode(), "a.html").paragraphs)


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf", "html"])
def test_a_file_that_was_changed_on_its_way_is_read_or_refused_in_a_sentence(kind):
    """Bytes lost and bytes changed, anywhere: never another error, never a hang."""
    drawn = random.Random(kind)
    drawing = b"BT /F1 12 Tf 72 720 Td (GDP grew 5.8 percent) Tj ET"
    page = "<table><tr><td>地区<td>增速<tr><td>沅霖市<td>5.8</table>".encode()
    whole = {"xlsx": workbook(5.8), "docx": document(run("5.8")), "pdf": pdf(2, drawing), "html": page}[kind]
    assert take_in(whole, f"a.{kind}").blocks
    for _time in range(3):
        content = bytearray(whole[: drawn.randrange(len(whole) // 2, len(whole) + 1)])
        for _byte in range(drawn.randrange(1, 20)):
            content[drawn.randrange(8, len(content))] = drawn.randrange(256)
        try:
            said = f"a.{kind}" if take_in(bytes(content), f"a.{kind}").blocks else ""
        except InputError as error:
            said = str(error)
        assert f"a.{kind}" in said
