"""Files of any kind taken in: what is shown in them is read, what is hidden is not, and no file can do harm."""

import io
import os
import time

import docx
import openpyxl
import pytest
from intake_files import changed, document, encrypted, part, pdf, run, saved, struck, typeset, workbook

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake import take_in
from helpers.reading.intake.limits import Limits
from helpers.text.language import in_language
from helpers.text.messages import InputError

LINES = (
    "沅霖市2031年统计公报\n\n全年地区生产总值601.2亿元，比上年增长5.8%。\n"
    "指标\t单位\t2031年\n地区生产总值\t亿元\t601.2\n"
)
TRADITIONAL = "全年地區生產總值601.2億元，比上年增長5.8%，其中第一產業增加值達到八十億元。"


def texts(content: bytes, name: str = "file") -> list[str]:
    return [block.text for block in take_in(content, name).blocks if isinstance(block, Paragraph)]


def cell(content: bytes, name: str = "file.xlsx") -> str:
    return take_in(content, name).tables[0].rows[1][2]


def refusal(content: bytes, name: str, **limits: int) -> str:
    with pytest.raises(InputError) as refused:
        take_in(content, name, limits=Limits(**limits))
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_lines_of_a_text_are_numbered_as_an_editor_counts():
    found = take_in(LINES.replace("\n", "\r\n").encode(), "bulletin.txt")
    assert [block.line for block in found.blocks] == [1, 3, 4]
    assert found.tables[0].rows == (("指标", "单位", "2031年"), ("地区生产总值", "亿元", "601.2"))
    assert len(found.digest) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "big5"])
def test_a_text_is_read_in_the_encoding_it_is_in(encoding):
    text = TRADITIONAL if encoding == "big5" else LINES
    found = take_in(text.encode(encoding), "bulletin.txt")
    assert found.paragraphs[0].text == text.split("\n")[0]
    assert bool(found.notices) == (encoding == "big5")


def test_bars_make_a_table_and_a_line_of_dashes_is_no_row_of_it():
    (table,) = take_in("| 指标 | 2031年 |\n| --- | ---: |\n| 地区生产总值 | 601.2 |\n".encode(), "a.md").tables
    assert table.rows == (("指标", "2031年"), ("", ""), ("地区生产总值", "601.2"))


def test_an_encoding_may_be_told_and_is_refused_where_it_is_another():
    content = TRADITIONAL.encode("big5")
    assert take_in(content, "a.txt", encoding="Big5").notices == ()
    with pytest.raises(InputError, match="is not in the encoding utf-8"):
        take_in(content, "a.txt", encoding="utf8")


def test_lost_letters_are_told_and_nothing_is_guessed():
    content = LINES.encode().replace("增".encode(), "增".encode()[:2])
    found = take_in(content, "a.txt")
    assert "比上年\ufffd长5.8%" in found.paragraphs[1].text
    assert "has lost letters (1)" in found.notices[0]


def test_standard_input_is_taken_in(monkeypatch, tmp_path):
    path = tmp_path / "input"
    path.write_bytes(LINES.encode())
    with path.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        found = take_in("-")
    assert found.name == "-"
    assert len(found.blocks) == 3


def test_what_a_web_page_hides_is_not_read_and_what_is_raised_is_no_digit():
    page = """<html><head><title>9.9</title><style>.gone, #menu {display: none}</style></head><body>
    <script>document.write('<p>1.1</p>')</script><p class="note gone">2.2</p><div id=menu>3.3</div>
    <p style="DISPLAY : none">4.4</p><p hidden>5.5</p><!-- 6.6 --><noscript>7.7</noscript><input value="8.8">
    <p>增长5.8<sup>2</sup>%，<s>5.6%</s>比上年<br>回落0.3个百分点。</p><img src="http://127.0.0.1:1/x.png">
    <pre>第一行
第二行</pre></body></html>"""
    assert texts(page.encode()) == ["增长5.8²%，比上年", "回落0.3个百分点。", "第一行", "第二行"]


def test_a_layout_table_of_a_web_page_is_prose_and_a_merged_cell_says_its_text_once():
    page = """<table><tr><td><p>正文增长5.8%。</p><table><tr><th rowspan=2>地区<th colspan=2>地区生产总值</tr>
    <tr><td>总量<td>增速</tr><tr><td>沅霖市<td>601.2<td>5.8</tr></table></td></tr></table>"""
    paragraph, table = take_in(page.encode(), "a.html").blocks
    assert paragraph.text == "正文增长5.8%。"
    assert table.rows == (("地区", "地区生产总值", ""), ("", "总量", "增速"), ("沅霖市", "601.2", "5.8"))


def test_a_web_page_declares_its_encoding():
    page = f'<meta charset="gb2312"><p>{LINES.splitlines()[2]}</p>'
    assert texts(page.encode("gb18030"), "a.html") == [LINES.splitlines()[2]]


def test_struck_digits_of_a_document_are_asked_about_and_never_read():
    strike, raised = "<w:strike/>", '<w:vertAlign w:val="superscript"/>'
    off = '<w:strike w:val="0"/>'
    content = document(
        run("增长5.") + run("6", strike) + run("8%"),
        run("增长") + run("5.6%", strike) + run("，即5.8") + run("2", raised) + run("%"),
        run("下降") + f'<w:del w:id="1" w:author="a">{run("5", "").replace("w:t", "w:delText")}</w:del>'
        f'<w:ins w:id="2" w:author="a">{run("6.1%")}</w:ins>',
        run("增长4.4%", off) + run("，隐藏9.9%", "<w:vanish/>"),
    )
    found = take_in(content, "a.docx")
    assert [block.text for block in found.blocks] == ["增长5.\ufffd8%", "增长，即5.8²%", "下降\ufffd6.1%", "增长4.4%"]
    assert ["增长5.[6]8%" in found.notices[0], "[5.6%]" in found.notices[1], "[5]" in found.notices[2]] == [True] * 3
    assert "changes that nobody has accepted" in found.notices[3]


def test_a_document_keeps_paragraphs_tables_and_content_controls_in_order():
    file = docx.Document()
    file.add_paragraph("一")
    table = file.add_table(2, 3)
    for place, text in enumerate(("指标", "2031年", "2032年", "地区生产总值", "1.0", "2.0")):
        table.cell(place // 3, place % 3).text = text
    file.add_paragraph("二")
    body = part(saved(file), "word/document.xml").decode()
    controlled = body.replace("<w:tbl>", "<w:sdt><w:sdtContent><w:tbl>").replace(
        "</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>"
    )
    found = take_in(changed(saved(file), {"word/document.xml": controlled.encode()}), "a.docx")
    assert [type(block) for block in found.blocks] == [Paragraph, Table, Paragraph]
    assert found.tables[0].rows[1] == ("地区生产总值", "1.0", "2.0")


SHOWN = (
    (8, "0.0", "8.0"),
    (-5.8, "0.0_);[Red](0.0)", "-5.8"),
    (8, "0.0_ ;[Red]\\-0.0\\ ", "8.0"),
    (1620.5, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1620.50"),
    (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (0, "0.0", "0.0"),
    (0.058, "0.0%", "5.8%"),
    (5.8, '0.0"①"', "5.8"),
    (8, "General", "8"),
    (5.84567, "0.0", "5.8"),
    ("_x0035_.8", "General", "5.8"),
    ("5.8①", "General", "5.8①"),
    ("5.8²", "@", "5.8²"),
)


def test_a_cell_is_read_as_it_is_shown():
    book = openpyxl.Workbook()
    for number, (value, shown_as, _text) in enumerate(SHOWN, 1):
        book.active.cell(number, 1, "第一产业")
        cell = book.active.cell(number, 2, value)
        cell.number_format = shown_as
    (table,) = take_in(saved(book), "a.xlsx").tables
    assert [row[1] for row in table.rows] == [text for _value, _shown_as, text in SHOWN]


def test_struck_digits_of_a_workbook_are_asked_about():
    assert cell(struck()) == "5.\ufffd8"
    assert "5.[6]8" in take_in(struck(), "a.xlsx").notices[0]
    assert cell(struck(whole=True)) == "5.8"
    assert "[5.6]" in take_in(struck(whole=True), "a.xlsx").notices[0]


def test_a_formatted_cell_in_the_last_row_costs_nothing():
    begun = time.process_time()
    assert take_in(workbook(5.8, "0.0", far=True), "a.xlsx").tables[0].rows[1][2] == "5.8"
    assert time.process_time() - begun < 5  # here; its child may take five of them at most
    assert take_in(workbook(5.8, "0.0", far=True), "a.xlsx", limits=Limits(seconds=20)).tables


def test_what_a_workbook_hides_or_has_not_computed_is_told():
    book = openpyxl.load_workbook(io.BytesIO(workbook(5.8, "0.0")))
    book.active["C3"] = "=C2*2"
    book.active["D2"] = 9.9
    book.active.column_dimensions["D"].hidden = True
    book.create_sheet("底稿").append(["地区生产总值", 7.7])
    book["底稿"].sheet_state = "hidden"
    found = take_in(saved(book), "a.xlsx")
    assert found.tables[0].rows == (("指标", "单位", "2031年"), ("地区生产总值", "亿元", "5.8"))
    assert found.tables[0].place == 'sheet "Sheet"'
    assert [words in notice for words, notice in zip(("computed", "hidden are", "底稿"), found.notices, strict=True)]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("sep=;\n指标;2031年\n地区生产总值;601,2\n", 2),
        ("指标,2031年\n地区生产总值,601.2\n", 1),
        ("指标\t2031年\n地区生产总值\t601.2\n", 1),
        ("沅霖统计年鉴\n\n指标,2031年\n地区生产总值,601.2\n", 3),
        ('"指标","2031年"\n"地区\n生产总值","601.2"\n', 1),
    ],
)
def test_separated_values_are_taken_in(content, line):
    (table,) = take_in(content.encode(), "a.csv").tables
    assert (table.line, table.rows[0]) == (line, ("指标", "2031年"))
    assert table.rows[1][1] in ("601.2", "601,2")


def test_separated_values_in_big5_and_on_standard_input():
    content = "指標,單位,2031年\n地區生產總值,億元,601.2\n第一產業增加值,億元,80.1\n".encode("big5")
    found = take_in(content, "-")
    assert found.tables[0].rows[1] == ("地區生產總值", "億元", "601.2")
    assert found.notices == ("standard input looks like Big5, and is read as that",)


def test_a_pdf_may_print_letters_as_radicals():
    assert texts("⻓期增⻓，⾏业⻅底。".encode(), "a.txt") == ["长期增长，行业见底。"]


LEFT = (
    "Output of the primary in-",
    "dustry came to 63.18 billion",
    "yuan, up by 3.9 percent. The",
    "value of long-term loans rose",
)
RIGHT = (
    "to 12.7 billion yuan, and",
    "the year-on-year growth of",
    "retail sales, at constant",
    "prices, was 4.1 percent.",
)
ACROSS = "Investment in fixed assets of the whole city fell by 1.3 percent, and its industry fell too, by"


@pytest.mark.parametrize("path", ["", None], ids=["without pdftotext", "with it"])
def test_columns_of_a_pdf_are_read_one_after_the_other(monkeypatch, path):
    """Heads and feet of pages are left aside, parted words are joined, and notes wait for the end of the sentence."""
    if path is not None:
        monkeypatch.setenv("PATH", path)
    columns = [
        (60 + 260 * side, 110 + 7 * side + 14 * at, 11, line)
        for side, lines in enumerate((LEFT, RIGHT))
        for at, line in enumerate(lines)
    ]
    first = typeset(
        (60, 30, 8, "Yanxi statistics 11"),
        (60, 70, 16, "Communique of Yanxi on 2031 and the long-term outlook"),
        *columns,
        (60, 220, 11, ACROSS),
        (60, 800, 7, "1. At constant prices of 2030."),
        (290, 820, 8, "- 11 -"),
    )
    second = typeset((60, 30, 8, "Yanxi statistics 12"), (60, 70, 11, "2.2 percent."), (290, 820, 8, "- 12 -"))
    assert texts(pdf(1, first, second), "a.pdf") == [
        "Communique of Yanxi on 2031 and the long-term outlook",
        "Output of the primary industry came to 63.18 billion yuan, up by 3.9 percent. The value of long-term loans "
        "rose to 12.7 billion yuan, and the year-on-year growth of retail sales, at constant prices, was 4.1 percent.",
        f"{ACROSS} 2.2 percent.",
        "1. At constant prices of 2030.",
    ]


def test_years_above_tables_of_a_pdf_are_no_margin_and_neither_is_a_page_that_comes_again():
    pages = [
        typeset((60, 30, 16, f"{year} Growth by county"), (60, 60, 11, f"Yanxi grew by {year - 2026}.5 percent."))
        for year in (2031, 2032, 2033)
    ]
    found = texts(pdf(1, *pages), "a.pdf")
    assert [line[:4] for line in found[::2]] == ["2031", "2032", "2033"]
    assert texts(pdf(2, pages[0]), "a.pdf")[0] == "2031 Growth by county"


def test_a_web_page_under_the_name_of_a_workbook_is_read_and_told():
    page = "<html><table><tr><td>地区</td><td>增速</td></tr><tr><td>沅霖市</td><td>5.8</td></tr></table></html>"
    found = take_in(page.encode(), "a.xlsx")
    assert found.tables[0].rows[1] == ("沅霖市", "5.8")
    assert "a.xlsx is a web page under the name of another kind of file" in found.notices[0]


def test_a_text_under_the_name_of_another_kind_is_read_and_told():
    assert take_in("增长5.8%。".encode(), "a.pdf").notices == (
        "a.pdf is a text under the name of another kind of file, and is read as a text",
    )


REFUSED = {
    "workbook of nothing": (saved(openpyxl.Workbook()), "a.xlsx", "no cell of a.xlsx shows anything"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + b"x" * 99, "a.7z", "a.7z is packed: unpack it"),
    "page of scripts": (b"<html><body><div id=app></div></body></html>", "a.html", "a script shows it in a browser"),
    "mark of UTF-8 alone": (b"\xef\xbb\xbf", "a.txt", "a.txt is empty"),
    "encrypted": (encrypted(), "a.xlsx", "is encrypted: open it with its password"),
    "encrypted without a word": (encrypted(""), "a.xlsx", "is encrypted: open it with its password"),
    "old Word": (encrypted("WordDocument"), "a.doc", "save it as .docx"),
    "old PowerPoint": (encrypted("PowerPoint Document"), "a.ppt", "of an old kind"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.pdf", "is a picture"),
    "rtf": (b"{\\rtf1 5.8}", "a.doc", ".rtf"),
    "mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "a.xls", ".mht"),
    "XML table": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "a.xls",
        "XML",
    ),
    "binary": (bytes(range(256)) * 4, "a.txt", "is no text"),
    "empty": (b" \n", "a.txt", "is empty"),
    "cut": (workbook(5.8)[:3000], "a.xlsx", "is broken"),
    "other packed": (changed(workbook(5.8), {"xl/workbook.xml": None}), "a.zip", "unpack it"),
    "broken workbook": (changed(workbook(5.8), {"xl/workbook.xml": b"<workbook"}), "a.xlsx", "save it anew as .xlsx"),
    "broken document": (changed(document(), {"word/document.xml": b"<w"}), "a.docx", "save it anew as .docx"),
    "broken PDF": (b"%PDF-1.4\n" + bytes(range(200)), "a.pdf", "a.pdf"),
    "open quotation": (b'a,b\n"c,d\n', "a.csv", "line 2: a quotation mark"),
    "PDF of pictures": (pdf(2), "a.pdf", "no text is found"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence_that_says_what_to_do(kind):
    content, name, said = REFUSED[kind]
    assert said in refusal(content, name)
    with in_language("zh"):
        assert name.partition(".")[0] in refusal(content, name)


def test_a_library_that_is_missing_is_named(monkeypatch, tmp_path):
    (tmp_path / "docx.py").write_text("raise ModuleNotFoundError('none', name='docx')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert 'read with docx; pip install "zhaotong-growth[read]"' in refusal(document(run("5.8")), "a.docx")


def test_a_missing_file_a_folder_and_one_that_may_not_be_opened(tmp_path):
    (tmp_path / "bulletin.txt").touch()
    for path, said in (
        (tmp_path / "none.txt", "there is no file"),
        (tmp_path / "buletin.txt", 'there is no file .*buletin.txt; did you mean "bulletin.txt"'),
        (tmp_path, "is no file that can be read"),
        ("https://example.org/a.html", "is an address, and none is opened: save the page in a browser"),
    ):
        with pytest.raises(InputError, match=said):
            take_in(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(InputError, match="is no file that can be read"):
            take_in(tmp_path / "pipe")
