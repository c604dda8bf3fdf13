"""Tables as yearbooks, statistical databases and terminals print them: sure rows are right, what is open is asked."""

import pytest

from helpers.figures.observations import load_observations
from helpers.reading.document import Document, Paragraph, Table
from helpers.reading.readings import Head, Role
from helpers.reading.tables.reading import read_tables, table_questions
from helpers.reading.vocabulary import vocabulary_of

VOCABULARY = vocabulary_of(load_observations())
YEAR = Head("沅霖市", "2034", "year")
NINE_MONTHS = Head("沅霖市", "2034Q3", "ytd")
ENGLISH = Head("Langqi City", "2034", "year", language="en")


def document(text: str, *above: str) -> Document:
    """A table of lines, its cells between tabs, under some lines of text."""
    rows = [line.split("\t") for line in text.strip("\n").split("\n")]
    width = max(map(len, rows))
    table = Table(tuple(tuple(each + [""] * (width - len(each))) for each in rows))
    return Document("a", "0" * 64, (*(Paragraph(line, at) for at, line in enumerate(above, 1)), table))


def told(taken: Document, head: Head) -> list[str]:
    """Each number as "* indicator value period/span region", the star where it is sure; or why there is no row."""
    return [
        f"{'* ' if each.sure else ''}{each.indicator} {each.value.normalize():f}"
        + ("" if each.role in (Role.VALUE, Role.PREVIOUS) else f" {each.role}")
        + ("" if (each.period, each.span) == (head.period, head.span) else f" {each.period}/{each.span}")
        + ("" if each.region == head.region else f" {each.region}")
        if each.indicator
        else each.reason
        for each in read_tables(taken, head, VOCABULARY)
    ]


def asked(taken: Document, head: Head) -> list[list[str]]:
    return [list(each.candidates) for each in table_questions(taken, head, VOCABULARY)]


def test_a_heading_that_is_broken_into_lines_is_one_name_and_no_place():
    head = "年份\t地区生产总值\t人均地区\t地区生产总值\n\t\t生产总值\t指数\n\t(亿元)\t(元)\t(上年=100)"
    text = f"{head}\n2033\t183.9\t39120\t106.1"
    assert told(document(text), YEAR) == ["* gdp_current 183.9 2033/year", "* gdp_per_capita 39120 2033/year", "index"]


@pytest.mark.parametrize(
    "title", ["表2-1　各地区生产总值（亿元）", "历年地区生产总值（亿元）", "分县（市、区）地区生产总值（亿元）"]
)
def test_a_title_that_says_of_which_places_or_years_it_is_says_of_what(title):
    text = "地区\t2033\t2034\n北棠区\t183.9\t193.2\n全　市\t283.9\t293.2\n合　计\t283.9\t293.2"
    assert told(document(text, title), YEAR) == [
        *("* gdp_current 183.9 2033/year 北棠区", "* gdp_current 193.2 北棠区"),
        *("* gdp_current 283.9 2033/year", "* gdp_current 293.2", "total", "total"),
    ]


def test_units_above_a_table_are_not_those_of_amounts_a_head():
    text = "指标\t2034年\n地区生产总值\t19325000\n人均地区生产总值\t41306\n年末常住人口\t467.12"
    taken = document(text, "单位：万元")
    assert told(taken, YEAR) == ["* gdp_current 1932.5", "ambiguous", "ambiguous"]
    assert [each[0] for each in asked(taken, YEAR)] == ["level 元", "level 万人"]


def test_the_unit_in_the_name_of_a_row_is_nearer_than_that_of_its_column_and_not_sure():
    text = "项目\t2034年（万元）\t比上年±%\n税收收入\t612000\t-1.3\n各项存款余额（亿元）\t2045.1\t7.0"
    expected = [
        "* tax_revenue 61.2",
        "* tax_revenue_growth -1.3",
        "deposits_balance 2045.1",
        "* deposits_balance_growth 7",
    ]
    assert told(document(text), YEAR) == expected


def test_a_part_of_a_row_has_the_unit_that_the_row_prints():
    text = "项目\t2034年末\n各项存款余额（亿元）\t2045.1\n　其中：住户存款\t1602.3\n城镇化率\t48.6"
    assert told(document(text), YEAR) == [
        "* deposits_balance 2045.1",
        "* household_deposits_balance 1602.3",
        "ambiguous",
    ]


def test_a_number_that_looks_like_a_month_is_a_number():
    text = "指标\t单位\t2034年\n地区生产总值\t亿元\t1932.5\n一般公共预算收入\t亿元\t2034.1"
    assert told(document(text), YEAR) == ["* gdp_current 1932.5", "* budget_revenue 2034.1"]
    text = "指标\t2034.08\t2034.09\n固定资产投资累计增长（%）\t-2.5\t-2.8"
    assert told(document(text), NINE_MONTHS) == ["* fai_growth -2.5 2034-08/ytd", "* fai_growth -2.8 2034-09/ytd"]


def test_numbers_are_not_lost_in_a_header():
    assert len(told(document("指标\t单位\t2034年\t2033年\n地区生产总值\t亿元\t约193\t超180\n"), YEAR)) == 2


def test_what_is_expected_is_a_forecast():
    text = "（亿元）\t2032A\tFY2033\t2034E\t2035（预测）\nGDP\t169.8\t183.9\t193.2\t202.0"
    forecast = ["* gdp_current 169.8 2032/year", "* gdp_current 183.9 2033/year", "forecast", "forecast"]
    assert told(document(text), YEAR) == forecast
    text = "年份\tGDP（亿元）\n2033\t183.9\n2034e\t193.2"
    assert told(document(text), YEAR) == ["* gdp_current 183.9 2033/year", "forecast"]


def test_growth_right_of_a_time_is_of_that_time():
    text = "指标\t单位\t1—9月\t同比（%）\t9月\t同比（%）\n社会消费品零售总额\t亿元\t54.1\t3.6\t6.1\t3.9"
    taken = document(text)
    assert told(taken, NINE_MONTHS) == ["* retail_level 54.1", "* retail_growth 3.6", "ambiguous", "ambiguous"]
    assert asked(taken, NINE_MONTHS) == [["month", "ytd"]]


def test_rows_of_a_long_table_say_themselves_what_their_value_is():
    rows = "沅霖市\t地区生产总值\t2033\t183.9\t亿元\n沅霖市\t地区生产总值增长率\t2033\t4.8\t%"
    text = f"地区\t指标\t年份\t数值\t单位\n{rows}"
    assert told(document(text), YEAR) == ["* gdp_current 183.9 2033/year", "* gdp_growth_real 4.8 2033/year"]


def test_series_of_a_terminal_have_their_places_frequencies_and_units_in_its_head():
    text = """指标名称\t沅霖市:GDP\t沅霖市:GDP:累计同比\t沅霖市:固定资产投资完成额:累计同比
频率\t年\t季\t月
单位\t亿元\t%\t%
指标ID\tM0001\tM0002\tM0003
来源\t统计局\t统计局\t统计局
2033-09-30\t\t5.2\t-2.8
2033-12-31\t183.9\t4.8\t-3.7"""
    assert told(document(text), YEAR) == [
        *("* gdp_growth_real 5.2 2033Q3/ytd", "* fai_growth -2.8 2033-09/ytd"),
        *("* gdp_current 183.9 2033/year", "* gdp_growth_real 4.8 2033Q4/ytd", "* fai_growth -3.7 2033-12/ytd"),
    ]
    text = "日期\t地区生产总值:累计值:沅霖市\n单位\t亿元\n2034-06\t92.5"
    assert told(document(text), YEAR) == ["* gdp_current 92.5 2034-06/ytd"]


def test_a_head_that_has_its_units_in_a_row():
    text = "地区\tGDP\tGDP增速\t人均GDP\n单位\t亿元\t%\t元\n北棠区\t193.2\t4.8\t41306"
    expected = ["* gdp_current 193.2 北棠区", "* gdp_growth_real 4.8 北棠区", "* gdp_per_capita 41306 北棠区"]
    assert told(document(text), YEAR) == expected


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        *(("100 million yuan", "gdp_current 1932.5"), ("RMB 100 million", "gdp_current 1932.5")),
        *(("RMB bn", "gdp_current 19325"), ("million yuan", "gdp_current 19.325")),
        *(("10 000 yuan", "gdp_current 0.19325"), ("CNY trillion", "gdp_current 19325000")),
    ],
)
def test_units_in_english(unit, value):
    table = "Indicator\t2034\nGDP\t1932.5"
    for text, above in ((table.replace("GDP", f"GDP ({unit})"), ()), (table, (f"(Unit: {unit})",))):
        assert told(document(text, *above), ENGLISH) == [f"* {value}"]
    assert told(document(f"Indicator\tUnit\t2034\nGDP\t{unit}\t1932.5"), ENGLISH) == [f"* {value}"]


def test_tables_in_english():
    text = """Indicator\tJan-Sep 2034\tFY2033
Fixed-asset investment growth, % y/y\t-2.8\t3.7
CPI (% change)\t0.2\t0.3
Inflation, consumer prices (annual %)\t0.2\t0.3
Permanent population (10 000 persons)\t467.12\t468.98
Per capita disposable income of urban residents (yuan/person)\t29870\t38904
Exports (US$ million)\t310.2\t322.1"""
    found = told(document(text, "(in 100 million yuan unless otherwise noted)"), ENGLISH)
    assert found[::2] == [
        *("* fai_growth -2.8 2034Q3/ytd", "* cpi_growth 0.2 2034Q3/ytd", "* cpi_growth 0.2 2034Q3/ytd"),
        *("* population_resident 467.12 2034Q3/ytd", "* disposable_income_urban 29870 2034Q3/ytd"),
        "level_without_indicator",
    ]
    assert found[1] == "* fai_growth 3.7 2033/year"


def test_commas_where_others_have_points():
    rows = "Langqi City\tGDP\tbillion yuan\t183,9\t1.932,5\nLangqi City\tExports\tbillion yuan\t12,345\t9,1"
    text = f"Region\tIndicator\tUnit\t2033\t2034\n{rows}"
    found = told(document(text), ENGLISH)
    assert (found[0], found[-1]) == ("* gdp_current 1839 2033/year", "* exports_level 91")
    assert not any(each.startswith("*") for each in found[1:-1])  # 12,345 may be either


def test_what_may_be_an_amount_a_head_is_not_sure():
    found = told(document("地区\t地区生产总值（元/人）\t人均地区生产总值（元/人）\n北棠区\t41306\t41306"), YEAR)
    assert found == ["gdp_current 0.00041306 北棠区", "* gdp_per_capita 41306 北棠区"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("本月止累计（亿元）", "* gdp_current 4.8"),
        ("比2033年增长（%）", "* gdp_growth_real 4.8"),
        ("比2030年增长（%）", "growth_without_indicator"),
        ("增减率（%）", "* gdp_growth_real 4.8"),
        ("居全省位次", "gdp_rank_province 4.8"),
    ],
)
def test_heads_of_columns_in_other_words(heading, expected):
    assert told(document(f"指标\t{heading}\n地区生产总值\t4.8"), YEAR) == [expected.replace("gdp_rank", "* gdp_rank")]


def test_nominal_growth_in_english_is_not_the_real_one():
    text = "Indicator\t2034\nNominal GDP (RMB bn)\t193.2\nNominal GDP growth (%)\t5.1\nReal GDP growth (%)\t4.8"
    assert told(document(text), ENGLISH) == ["* gdp_current 1932", "growth_without_indicator", "* gdp_growth_real 4.8"]
