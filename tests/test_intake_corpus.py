"""The marked texts in the files that their heads call for are taken in as the plain ones: same text, same numbers."""

import re

import pytest
from corpus_marks import MarkedText, texts
from corpus_rendered import printed, rendered, taken

from helpers.reading.document import Document, Paragraph
from helpers.reading.intake import take_in

BUILD = texts("build")


def printed_lines(document: Document) -> list[str]:
    """All that a document says, line by line and row by row, without spaces."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += ["".join(row) for row in block.rows]
    return [bare for line in lines if (bare := re.sub(r"\s", "", line))]


def plain_lines(text: MarkedText) -> list[str]:
    lines = [re.sub(r"[\s|]", "", line) for line in text.plain.split("\n")]
    return [line for line in lines if line and not (text.head["rendered"] == "pdf" and re.fullmatch(r"—\d+—", line))]


@pytest.mark.parametrize("name", BUILD)
def test_a_rendered_text_is_taken_in_line_by_line_as_it_is_printed(name):
    document, _places = taken(BUILD[name])
    assert printed_lines(document) == plain_lines(BUILD[name])
    assert document.notices == ()


@pytest.mark.parametrize("name", BUILD)
def test_each_mark_is_found_in_what_is_taken_in(name):
    document, places = taken(BUILD[name])
    assert len(places) == len(BUILD[name].marks)
    for mark, place in zip(BUILD[name].marks, places, strict=True):
        assert re.sub(r"\s", "", document.printed_at(place)) == re.sub(r"\s", "", mark.printed)


@pytest.mark.parametrize("name", [name for name, text in BUILD.items() if "table" in text.head["form"]])
def test_a_table_keeps_its_cells(name):
    text = BUILD[name]
    rows = [[cell.strip() for cell in re.split(r"\t| \| ", line)] for line in text.plain.split("\n")]
    (table,) = taken(text)[0].tables
    assert [list(row) for row in table.rows] == [row for row in rows if len(row) > 1]


@pytest.mark.parametrize("name", [name for name, text in BUILD.items() if text.head["rendered"] == "pdf"])
def test_a_pdf_is_read_without_pdftotext_too(monkeypatch, tmp_path, name):
    content = rendered(BUILD[name])
    monkeypatch.setenv("PATH", str(tmp_path))
    document = take_in(content, "bulletin.pdf")
    assert printed_lines(document) == plain_lines(BUILD[name])


def test_a_table_that_goes_on_on_the_next_page_is_one_and_running_heads_are_left_aside():
    head = "<tr><td>指标<td>单位<td>2031年"
    style = "td {border: 1px solid} table {border-collapse: collapse} div {break-after: page}"
    page = f"<meta charset=utf-8><style>{style}</style>"
    for part in range(3):
        rows = "".join(f"<tr><td>指标{part * 20 + row}<td>亿元<td>{row}.5" for row in range(20))
        page += f"<div><p>沅霖统计年鉴 第{part + 1}章<table width=400>{head}{rows}</table><p>— {part + 1} —</div>"
    page += "<p>注：完。"
    document = take_in(printed(page), "a.pdf")
    (found,) = document.tables
    assert [row[0] for row in found.rows] == ["指标", *(f"指标{number}" for number in range(60))]
    assert [block.text for block in document.paragraphs] == ["注：完。"]


def test_a_table_without_rules_is_read_by_its_gaps():
    rows = "".join(f"<tr><td>第{number}产业增加值<td>亿元<td>{number}2.5<td>{number}.1" for number in range(1, 6))
    table = f"<table><tr><td>指标<td>单位<td>2031年<td>增速{rows}</table>"
    page = f"<meta charset=utf-8><style>td {{padding: 0 3em}}</style><p>表1　主要指标{table}"
    (found,) = take_in(printed(page), "a.pdf").tables
    assert found.rows[0] == ("指标", "单位", "2031年", "增速")
    assert found.rows[5] == ("第5产业增加值", "亿元", "52.5", "5.1")


@pytest.mark.parametrize("path", ["", None], ids=["without pdftotext", "with it"])
def test_a_raised_digit_of_a_pdf_is_a_mark(monkeypatch, path):
    table = "<table border=1><tr><td>指标<td>2031年<tr><td>第一产业<sup>1</sup><td>80.1<sup>12</sup></table>"
    content = printed(f"<meta charset=utf-8><p>地区生产总值<sup>2</sup>601.2亿元，增长5.8<sup>3</sup>%。{table}")
    if path is not None:
        monkeypatch.setenv("PATH", path)
    document = take_in(content, "a.pdf")
    assert document.paragraphs[0].text == "地区生产总值²601.2亿元，增长5.8³%。"
    assert document.tables[0].rows[1] == ("第一产业¹", "80.1¹²")


def test_chinese_columns_with_a_table_in_one_of_them_are_read_one_after_the_other():
    prose = [
        "初步核算，全年地区生产总值412.36亿元，比上年增长5.4%，其中第一产业增加值63.18亿元，增长3.9%。",
        "规模以上工业增加值增长7.2%，固定资产投资下降1.3%，社会消费品零售总额182.44亿元，增长4.1%。",
        "全体居民人均可支配收入27418元，增长5.2%，城镇和农村居民分别为36920元和16854元，年末有医院23家。",
    ]
    rows = "".join(f"<tr><td>第{number}产业增加值<td>{number}2.5<td>{number}.1" for number in range(1, 5))
    style = "@page {size: A4} p {text-indent: 2em; margin: 0} .two {columns: 2; font-size: 14px} "
    style += "table {break-inside: avoid} td {padding: 0 3em 0 0}"
    short = ["一、综合", "年末有医院23家。", "二、农业", "全年粮食产量18.4万吨。"]  # headings and what fills no line
    columns = "<p>".join([*short, *prose, f"<table>{rows}</table>", *short, *prose])
    body = f"<h2>沅霖市2031年公报</h2><div class=two><p>{columns}</div><p>{prose[0]}"
    page = f"<meta charset=utf-8><style>{style}</style>{body}"
    document = take_in(printed(page), "a.pdf")
    assert [block.text for block in document.paragraphs] == [
        "沅霖市2031年公报",
        *short,
        *prose,
        *short,
        *prose,
        prose[0],
    ]
    assert document.tables[0].rows[3] == ("第4产业增加值", "42.5", "4.1")
