"""Tables read: each form that bureaux print, each number proposed, left out with a reason, or asked about."""

import os
import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest
from corpus_marks import texts
from corpus_readings import head_of
from corpus_rendered import taken
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_files import saved

from helpers.figures.observations import load_observations
from helpers.reading.document import Document, Table
from helpers.reading.intake import take_in
from helpers.reading.readings import Head, Reading, Role, State
from helpers.reading.reasons import reason_words
from helpers.reading.tables.reading import read_tables, table_questions
from helpers.reading.vocabulary import Vocabulary, vocabulary_of
from helpers.text.language import in_language

BUILD = texts("build")
YEAR = Head("沅霖市", "2034", "year")
MONTHS = Head("沅霖市", "2034-11", "ytd")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocabulary_of(load_observations())


def document(text: str, name: str = "table.txt") -> Document:
    return take_in(text.encode(), name)


def rows(readings: list[Reading]) -> list[tuple]:
    """What is proposed: indicator, region, period, span, value."""
    found = [each for each in readings if each.state is State.PROPOSED]
    return [(each.indicator, each.region, each.period, each.span, str(each.value)) for each in found]


def states(readings: list[Reading]) -> list[tuple[str, str]]:
    return [(each.printed, each.reason or each.indicator) for each in readings]


@pytest.mark.parametrize("name", [name for name, text in BUILD.items() if " | " in text.plain or "\t" in text.plain])
def test_the_tables_of_the_marked_texts_are_read_whole(vocabulary, name):
    """Every number as it is marked, every row of an indicator sure, no number more and none less."""
    text = BUILD[name]
    taken_in, places = taken(text)
    found = {each.place: each for each in read_tables(taken_in, head_of(text), vocabulary)}
    marked = {place: mark for place, mark in zip(places, text.marks, strict=True) if place.row is not None}
    assert found.keys() == marked.keys()
    for place, mark in marked.items():
        read = found[place]
        assert (read.indicator, read.reason) == (mark.indicator or "", mark.keys.get("why", ""))
        assert (read.region, read.period, read.span) == (mark.region, mark.period, mark.span)
        if mark.indicator:
            assert (read.value, read.unit, read.role, read.sure) == (mark.value, mark.keys["unit"], mark.role, True)
    assert table_questions(taken_in, head_of(text), vocabulary) == []


NBS = (
    ("数据库：年度数据", None, None, None),
    ("时间：最近3年", None, None, None),
    ("指标", "2034年", "2033年", "2032年"),
    ("地区生产总值(亿元)", 1600.0, 1541.1, 1500.0),
    ("地区生产总值指数(上年=100)", 105.1, 104.2, 103.0),
    ("人均地区生产总值(元/人)", 40000, 39000, 38000),
    ("其他产业增加值(亿元)", 1.1, 1.2, 1.3),
    ("注：2034年为初步核算数。", None, None, None),
    ("数据来源：沅霖市统计局", None, None, None),
)
NBS_READ = [
    *(
        ("gdp_current", "沅霖市", year, "year", value)
        for year, value in zip(("2034", "2033", "2032"), ("1600.0", "1541.1", "1500.0"), strict=True)
    ),
    *(
        ("gdp_per_capita", "沅霖市", year, "year", value)
        for year, value in zip(("2034", "2033", "2032"), ("40000", "39000", "38000"), strict=True)
    ),
]


def nbs_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in NBS:
        book.active.append(row)
    for row in book.active.iter_rows(min_row=4, max_row=7, min_col=2):
        for cell in row:
            cell.number_format = "0" if cell.row == 6 else "0.0"
    return saved(book)


def check_nbs(readings: list[Reading]) -> None:
    assert rows(readings) == NBS_READ
    left = [(each.printed, each.reason) for each in readings if each.state is State.LEFT_OUT]
    assert left[:4] == [("100", "base"), ("105.1", "index"), ("104.2", "index"), ("103.0", "index")]
    assert [reason for _printed, reason in left[4:]] == ["level_without_indicator"] * 3
    assert len(readings) == 13


def test_a_wide_table_under_a_preamble_is_taken_and_an_other_row_is_no_total(vocabulary):
    check_nbs(read_tables(take_in(nbs_workbook(), "a.xlsx"), YEAR, vocabulary))
    lines = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in NBS)
    check_nbs(read_tables(document(lines, "a.csv"), YEAR, vocabulary))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_same_in_the_kinds_of_workbook_that_other_programs_save(vocabulary, tmp_path, kind):
    if not shutil.which("soffice"):
        assert not os.environ.get("CI"), "soffice is missing: no old workbook can be made"
        pytest.skip("needs soffice on the path")
    path = tmp_path / "a.xlsx"
    path.write_bytes(nbs_workbook())
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", tmp_path, path], check=True, capture_output=True, timeout=300)
    check_nbs(read_tables(take_in(tmp_path / f"a.{kind}"), YEAR, vocabulary))


def test_years_as_columns_of_two_lines(vocabulary):
    text = "指标,2024年,2023年\n国内生产总值(亿元),1600.0,1541.1\n"
    found = read_tables(document(text, "a.csv"), Head("沅霖市", "2024", "year"), vocabulary)
    assert rows(found) == [
        ("gdp_current", "沅霖市", "2024", "year", "1600.0"),
        ("gdp_current", "沅霖市", "2023", "year", "1541.1"),
    ]


def test_months_as_columns_are_asked_about_in_one_question(vocabulary):
    text = """指标,2034年11月,2034年10月
固定资产投资额_累计增长(%),3.0,3.1
规模以上工业增加值_同比增长(%),4.0,4.1
社会消费品零售总额_当期值(亿元),30.1,30.2
"""
    found = read_tables(document(text, "a.csv"), MONTHS, vocabulary)
    assert rows(found) == [
        ("fai_growth", "沅霖市", "2034-11", "ytd", "3.0"),
        ("fai_growth", "沅霖市", "2034-10", "ytd", "3.1"),
        ("retail_level", "沅霖市", "2034-11", "month", "30.1"),
        ("retail_level", "沅霖市", "2034-10", "month", "30.2"),
    ]
    assert [each.printed for each in found if each.reason == "ambiguous"] == ["4.0", "4.1"]
    (question,) = table_questions(document(text, "a.csv"), MONTHS, vocabulary)
    assert '"2034年11月, 2034年10月"' in question.said
    assert list(question.candidates) == ["month", "ytd"]
    answered = read_tables(document(text, "a.csv"), MONTHS, vocabulary, {question.key: "month"})
    assert ("industrial_va_growth_real", "沅霖市", "2034-11", "month", "4.0") in rows(answered)
    assert table_questions(document(text, "a.csv"), MONTHS, vocabulary, {question.key: "month"}) == []


WORLD_BANK = """"Data Source","World Development Indicators",

"Last Updated Date","2035-07-01",

"Country Name","Country Code","Indicator Name","Indicator Code","2033","2034",
"Langqi","LNQ","GDP growth (annual %)","NY.GDP.MKTP.KD.ZG","5.0","4.9",
"Langqi","LNQ","GDP (current US$)","NY.GDP.MKTP.CD","17000000000.5","",
"Langqi","LNQ","Agriculture, value added (% of GDP)","NV.AGR.TOTL.ZS","7.1","7.0",
"""


def test_a_table_of_countries_under_a_preamble(vocabulary):
    found = read_tables(document(WORLD_BANK, "API_1.csv"), Head("", "", "", language="en"), vocabulary)
    assert rows(found) == [
        ("gdp_growth_real", "Langqi", "2033", "year", "5.0"),
        ("gdp_growth_real", "Langqi", "2034", "year", "4.9"),
    ]
    assert states(found)[2:] == [
        ("17000000000.5", "level_without_indicator"),
        ("7.1", "share_without_indicator"),
        ("7.0", "share_without_indicator"),
    ]


def test_places_as_rows_under_a_header_of_two_levels(vocabulary):
    head = "地区\t地区生产总值\t\t固定资产投资\n\t总量（亿元）\t增速（%）\t增速（%）\n"
    text = f"{head}全市\t34.2\t4.9\t2.3\n北棠区\t20.2\t4.8\t2.6\n合计\t54.4\t4.8\t2.5\n"
    found = read_tables(document(text), YEAR, vocabulary)
    assert rows(found) == [
        ("gdp_current", "沅霖市", "2034", "year", "34.2"),
        ("gdp_growth_real", "沅霖市", "2034", "year", "4.9"),
        ("fai_growth", "沅霖市", "2034", "year", "2.3"),
        ("gdp_current", "北棠区", "2034", "year", "20.2"),
        ("gdp_growth_real", "北棠区", "2034", "year", "4.8"),
        ("fai_growth", "北棠区", "2034", "year", "2.6"),
    ]
    assert states(found)[6:] == [("54.4", "total"), ("4.8", "total"), ("2.5", "total")]


def test_a_level_and_a_growth_under_one_heading_are_asked_about_and_never_guessed(vocabulary):
    text = "地区\t地区生产总值\t\t固定资产投资增速（%）\n北棠区\t280.27\t4.8\t2.6\n东霁县\t180.27\t3.8\t1.6\n"
    found = read_tables(document(text), YEAR, vocabulary)
    assert rows(found) == [
        ("fai_growth", "北棠区", "2034", "year", "2.6"),
        ("fai_growth", "东霁县", "2034", "year", "1.6"),
    ]
    assert {each.reason for each in found if each.state is State.UNREAD} == {"ambiguous"}
    first, second = table_questions(document(text), YEAR, vocabulary)
    assert list(first.candidates) == ["level 亿元", "level 万元", "level 万亿元", "growth", "none"]
    answers = {first.key: "level 亿元", second.key: "growth"}
    answered = read_tables(document(text), YEAR, vocabulary, answers)
    assert rows(answered)[:2] == [
        ("gdp_current", "北棠区", "2034", "year", "280.27"),
        ("gdp_growth_real", "北棠区", "2034", "year", "4.8"),
    ]
    assert table_questions(document(text), YEAR, vocabulary, answers) == []
    refused = read_tables(document(text), YEAR, vocabulary, {first.key: "none", second.key: "no such thing"})
    assert states(refused)[:2] == [("280.27", "level_without_indicator"), ("4.8", "ambiguous")]


def test_a_question_comes_again_next_year_by_the_same_key(vocabulary):
    this, that = (f"指标\t{year}年\n规模以上工业增加值（%）\t5.8\n" for year in (2034, 2035))
    keys = [[each.key for each in table_questions(document(text), YEAR, vocabulary)] for text in (this, that)]
    assert keys[0] == keys[1] != []


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("比上年同期增长（%，可比口径）", "ambiguous"),
        ("可比增长", "ambiguous"),
        ("比上年增减", "ambiguous"),
        ("同比增长", "ambiguous"),
        ("环比增长（%）", "growth_without_indicator"),
        ("比上年实际增长（%）", "growth_without_indicator"),  # of budget revenue none is told
        ("完成年度预算（%）", "ambiguous"),
        ("预算数", "ambiguous"),
        ("增加额（亿元）", "change_without_indicator"),
    ],
)
def test_a_column_that_is_another_thing_is_never_taken_for_growth(vocabulary, heading, reason):
    text = f"指标\t本年累计（亿元）\t{heading}\n一般公共预算收入\t28.27\t4.8\n"
    first, second = read_tables(document(text), YEAR, vocabulary)
    assert (first.indicator, first.sure) == ("budget_revenue", True)
    assert (second.indicator, second.reason) == ("", reason)


@pytest.mark.parametrize(
    "name", ["其他税收收入", "可比口径一般公共预算收入", "限额以上零售额可比口径", "规模以上轻工业增加值", "合计"]
)
def test_a_name_counts_as_a_whole_only(vocabulary, name):
    text = f"指标\t单位\t2034年\n一般公共预算收入\t亿元\t8.1\n{name}\t亿元\t4.8\n"
    assert states(read_tables(document(text), YEAR, vocabulary))[1] == ("4.8", "level_without_indicator")


def test_units_above_a_table_are_those_of_its_columns(vocabulary):
    head = "表3　主要指标\n单位：亿元、%\n地区\t地区生产总值\t增速\t其他\t占比\n"
    text = f"{head}北棠区\t280.27\t4.8\t2.6\t20.1\n东霁县\t180.27\t3.8\t2.6\t20.1\n"
    found = read_tables(document(text), YEAR, vocabulary)
    assert states(found)[:4] == [
        ("280.27", "gdp_current"),
        ("4.8", "gdp_growth_real"),
        ("2.6", "level_without_indicator"),
        ("20.1", "share_without_indicator"),
    ]


def test_regions_as_columns_and_years_as_rows(vocabulary):
    text = "指标\t单位\t北棠区\t东霁县\n地区生产总值\t亿元\t280.27\t4.8\n"
    assert [each[1] for each in rows(read_tables(document(text), YEAR, vocabulary))] == ["北棠区", "东霁县"]
    text = "年份\t地区生产总值（亿元）\t增速（%）\n2033\t280.1\t4.8\n2034\t290.1\t5.8\n"
    assert [each[:3] for each in rows(read_tables(document(text), YEAR, vocabulary))] == [
        ("gdp_current", "沅霖市", "2033"),
        ("gdp_growth_real", "沅霖市", "2033"),
        ("gdp_current", "沅霖市", "2034"),
        ("gdp_growth_real", "沅霖市", "2034"),
    ]


def test_a_month_beside_the_months_so_far_and_those_of_last_year(vocabulary):
    head = "指标\t单位\t本月\t本月增长（%）\t本年累计\t累计增长（%）\t上年同期\n"
    text = f"{head}社会消费品零售总额\t亿元\t28.2\t4.8\t280.1\t3.3\t270.2\n"
    found = read_tables(document(text), MONTHS, vocabulary)
    assert [(each.indicator, each.period, each.span) for each in found] == [
        ("retail_level", "2034-11", "month"),
        ("retail_growth", "2034-11", "month"),
        ("retail_level", "2034-11", "ytd"),
        ("retail_growth", "2034-11", "ytd"),
        ("retail_level", "2033-11", "ytd"),
    ]
    assert found[4].role is Role.PREVIOUS


def test_bare_years_beside_a_text_on_three_quarters_are_asked_about(vocabulary):
    text = "指标\t2034年\t2033年\n地区生产总值（亿元）\t280.1\t270.2\n"
    head = Head("沅霖市", "2034Q3", "ytd")
    assert read_tables(document(text), head, vocabulary)[0].reason == "ambiguous"
    (question,) = table_questions(document(text), head, vocabulary)
    assert list(question.candidates) == ["year", "head"]


def test_a_number_that_a_spreadsheet_may_have_cut_is_not_sure(vocabulary):
    text = "指标\t2034年\t2033年\t2032年\n地区生产总值增速（%）\t8\t8.1\t7.9\n"
    assert [each.sure for each in read_tables(document(text), YEAR, vocabulary)] == [False, True, True]


def test_digits_keep_and_what_is_no_number_is_unread(vocabulary):
    text = "指标\t单位\t2034年\t2033年\t2032年\n地区生产总值\t亿元\t1,280.10\t约270\t25\ufffd.1\n"
    first, second, *lost = read_tables(document(text), YEAR, vocabulary)
    assert (first.printed, first.value) == ("1,280.10", Decimal("1280.10"))
    assert (second.state, second.reason) == (State.UNREAD, "unclear")
    assert [(each.printed, each.state, each.reason) for each in lost] == [
        ("25", State.LEFT_OUT, "damaged"),
        ("1", State.LEFT_OUT, "damaged"),
    ]


def test_units_and_times_beside_a_title_in_the_table_itself(vocabulary):
    text = (
        "沅霖市主要经济指标\t\t\n2034年1—11月\t\t单位：亿元\n指标\t1—11月\t同比增长（%）\n固定资产投资\t280.1\t-3.2\n"
    )
    assert rows(read_tables(document(text), MONTHS, vocabulary)) == [
        ("fai_level", "沅霖市", "2034-11", "ytd", "280.1"),
        ("fai_growth", "沅霖市", "2034-11", "ytd", "-3.2"),
    ]


def test_a_title_says_what_its_places_and_years_are_about(vocabulary):
    text = "表1 地区生产总值（亿元）\n地区\t2033年\t2034年\t全省位次\t位次\n北棠区\t10.1\t20.1\t3\t1\n"
    found = read_tables(document(text), YEAR, vocabulary)
    assert rows(found) == [
        ("gdp_current", "北棠区", "2033", "year", "10.1"),
        ("gdp_current", "北棠区", "2034", "year", "20.1"),
        ("gdp_rank_province", "北棠区", "2034", "year", "3"),
        ("gdp_growth_real", "北棠区", "2034", "year", "1"),  # of its growth, as counties are ranked
    ]
    assert [each.role for each in found[2:]] == [Role.VALUE, Role.RANK]


def test_a_table_without_a_header_is_asked_about(vocabulary):
    text = "地区生产总值\t亿元\t280.1\t4.8\n社会消费品零售总额\t亿元\t28.1\t4.8\n"
    found = read_tables(document(text), YEAR, vocabulary)
    assert {each.reason for each in found} == {"ambiguous"}
    assert len(found) == 4


def test_all_that_is_asked_is_said_in_both_languages(vocabulary):
    text = "指标\t2034年\n规模以上工业增加值（%）\t5.8\n常住人口\t5.8\n"
    for language, words in (("en", "what are the numbers of"), ("zh", "的数是什么")):
        with in_language(language):
            asked = table_questions(document(text), YEAR, vocabulary)
            assert all(words in each.said for each in asked)
            assert len({words for each in asked for words in each.candidates.values()}) > 2
            assert reason_words("ambiguous") != reason_words("unclear") != reason_words("total")


HEADS = st.sampled_from(
    [
        "指标",
        "单位",
        "地区",
        "年份",
        "2034年",
        "2033年",
        "11月",
        "1—11月",
        "总量（亿元）",
        "增速（%）",
        "地区生产总值",
        "其他",
        "占比",
        "上年同期",
        "本年累计",
        "比上年增减",
        "代码",
        "Indicator",
        "2034",
        "位次",
        "完成预算（%）",
        "",
        "",
    ]
)
CELLS = st.sampled_from(
    [
        "地区生产总值",
        "第一产业",
        "#工业",
        "其中：城镇",
        "北棠区",
        "全市",
        "合计",
        "亿元",
        "%",
        "万人",
        "2034",
        "2033",
        "11月",
        "5.8",
        "-0.6",
        "1,280.10",
        "8",
        "—",
        "约5",
        "5.8②",
        "上年=100",
        "25�.1",
        "５．８",
        "规模以上工业增加值（%）",
        "12\xa0345.6",
        "5.8%",
        "",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_table_is_read_without_a_guess_and_each_number_once(vocabulary, data):
    """Whatever a table looks like: no error, no number twice, nothing proposed without value, unit and reason."""
    width = data.draw(st.integers(1, 5))
    head = data.draw(st.lists(st.lists(HEADS, min_size=width, max_size=width), min_size=1, max_size=2))
    body = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))
    table = Document("a", "0" * 64, (Table(tuple(map(tuple, head + body))),))
    found = read_tables(table, YEAR, vocabulary)
    assert len({each.place for each in found}) == len(found)
    asked = table_questions(table, YEAR, vocabulary)
    assert bool(asked) == any(each.reason == "ambiguous" for each in found)
    for each in found:
        assert table.printed_at(each.place) == each.printed != ""
        proposed = each.state is State.PROPOSED
        assert proposed == bool(each.indicator) == (each.reason == "") == (each.value is not None)
        assert each.reason == "" or reason_words(each.reason)
        if each.is_row:
            unit = vocabulary.indicators[each.indicator].unit
            assert each.unit or unit in ("rank", "ratio")
            assert each.period
    for question in asked:
        answers = {question.key: next(iter(question.candidates))}
        again = table_questions(table, YEAR, vocabulary, answers)
        assert question.key not in [each.key for each in again]


def test_growth_right_of_its_level_is_that_levels_though_several_columns_are_headed_so(vocabulary):
    text = "单位：亿元、%\n地区\t地区生产总值\t增速\t社会消费品零售总额\t增速\n北棠区\t20.1\t4.8\t10.1\t5.9\n"
    assert rows(read_tables(document(text), YEAR, vocabulary)) == [
        ("gdp_current", "北棠区", "2034", "year", "20.1"),
        ("gdp_growth_real", "北棠区", "2034", "year", "4.8"),
        ("retail_level", "北棠区", "2034", "year", "10.1"),
        ("retail_growth", "北棠区", "2034", "year", "5.9"),
    ]
