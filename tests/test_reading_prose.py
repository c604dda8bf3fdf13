"""Chinese prose read into readings: each mechanism on sentences of an invented city."""

from decimal import Decimal

import pytest

from helpers.figures.observations import Observations
from helpers.reading.chinese.words import value_in_words
from helpers.reading.document import Document, Paragraph
from helpers.reading.letters import letters_of
from helpers.reading.reader import read
from helpers.reading.readings import Head, Reading, State
from helpers.reading.reasons import CODES, reason_words
from helpers.reading.vocabulary import Facet, Vocabulary, vocabulary_of
from helpers.reading.windows import Windows

YEAR = Head("梧川市", "2033", "year", published="2034-03-20")
THREE_QUARTERS = Head("梧川市", "2033Q3", "ytd", published="2033-10-28")
HALF = Head("梧川市", "2033Q2", "ytd", published="2033-07-20")
MONTHS = Head("梧川市", "2033-05", "ytd", published="2033-06-20")
COUNTED = "count_without_indicator over"
SPENT = ("level_without_indicator", "growth_without_indicator")


@pytest.fixture(scope="module")
def reading(observations: Observations):
    def of(text: str, head: Head = YEAR) -> list[Reading]:
        lines = tuple(Paragraph(line, at + 1) for at, line in enumerate(text.split("\n")))
        return read(Document("梧川", "0" * 64, lines), head, observations)

    return of


@pytest.fixture(scope="module")
def vocabulary(observations: Observations) -> Vocabulary:
    return vocabulary_of(observations)


def told(readings: list[Reading]) -> list[str]:
    """Each reading in short: indicator and value or reason, what differs from a plain row of the text's own."""
    return [
        " ".join(
            filter(
                None,
                (
                    each.indicator or each.reason,
                    str(each.value.normalize() + 0) if each.value is not None and each.indicator else "",
                    each.region if each.region != "梧川市" else "",
                    each.period if each.period != "2033" else "",
                    each.span if each.period != "2033" else "",
                    each.role if each.role != "value" else "",
                    each.bound,
                    each.against,
                ),
            )
        )
        for each in readings
    ]


# Subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年社会消费品零售总额402.7亿元，增长5.9%。", ["retail_level 402.7", "retail_growth 5.9"]),
        ("限额以上单位商品零售额102.7亿元，增长5.9%。", ["level_without_indicator", "growth_without_indicator"]),
        ("实物商品网上零售额56.3亿元，增长8.4%。", ["level_without_indicator", "growth_without_indicator"]),
        ("规模以上工业企业资产负债率56.3%。", ["share_without_indicator"]),
        ("民间投资下降0.4%，国有控股投资增长8.1%。", ["private_investment_growth -0.4", "growth_without_indicator"]),
        ("分区域看，山区五县地区生产总值增长4.5%。", ["count_without_indicator", "growth_without_indicator"]),
        ("500万元以上项目投资增长7.7%。", ["threshold over", "growth_without_indicator"]),
        ("固定资产投资增长3%，其中第一产业增长6%。", ["fai_growth 3", "fai_primary_growth 6"]),
        ("地区生产总值增长5%，其中第一产业增长4%。", ["gdp_growth_real 5", "gdp_growth_real_primary 4"]),
        ("公司出口1.2亿元，增长9%。", ["level_without_indicator", "growth_without_indicator"]),
        ("规模以上工业完成增加值增长7.4%。", ["industrial_va_growth_real 7.4"]),
        ("城镇人口比重62.77%。", ["urbanisation_rate 62.77"]),
        ("一般公共预算收入90.1亿元；支出293亿元。", ["budget_revenue 90.1", "budget_expenditure 293"]),
    ],
)
def test_a_subject_is_named_as_a_whole(reading, text, expected):
    assert told(reading(text)) == expected


def test_a_part_that_is_called_as_its_whole_is_never_sure(reading):
    whole, part = reading("本外币各项存款余额2630.6亿元，其中人民币各项存款余额2600.1亿元。")
    assert whole.sure
    assert not part.sure


def test_a_heading_says_what_its_lines_are_about(reading):
    text = "▶ 一般公共预算\n收入13.92亿元　↑2.5%\n支出58.77亿元　↓0.9%\n▶ 地区生产总值\n263.15亿元　↑5.6%"
    expected = ["budget_revenue 13.92", "budget_revenue_growth 2.5", "budget_expenditure 58.77"]
    expected += ["budget_expenditure_growth -0.9", "gdp_current 263.15", "gdp_growth_real 5.6"]
    assert told(reading(text)) == expected


# Roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规上工业增加值增长8.1%，比全省高2.4个百分点。", "industrial_va_growth_real 2.4 gap 全省"),
        ("规上工业增加值增长4.1%，低于全国0.5个百分点。", "industrial_va_growth_real -0.5 gap 全国"),
        ("固定资产投资下降1.7%，降幅比上年收窄0.5个百分点。", "fai_growth 0.5 change"),
        ("固定资产投资下降1.7%，降幅比上年扩大0.5个百分点。", "fai_growth -0.5 change"),
        ("居民消费价格上涨1.2%，涨幅比上年回落0.4个百分点。", "cpi_growth -0.4 change"),
        ("工业投资增长9%，占固定资产投资的比重为34.2%。", "industrial_investment_growth 34.2 share"),
        ("第三产业增加值53亿元，占GDP的比重为47.5%。", "gdp_share_tertiary 47.5"),
        ("社会消费品零售总额402亿元，两年平均增长5.0%。", "retail_growth 5 average"),
        ("第三产业增加值53亿元，对经济增长的贡献率为46.1%。", "gdp_growth_real_tertiary 46.1 contribution"),
        ("房地产开发投资下降22%，拖累全部投资3.5个百分点。", "real_estate_investment_growth -3.5 contribution"),
        ("地区生产总值1105亿元，增长6.1%，增速居全省第4位。", "gdp_growth_rank_province 4"),
        ("一般公共预算收入90亿元，完成年初预算的101.2%。", "share_without_indicator"),
        ("居民人均可支配收入40868元，比上年增加1682元。", "change_without_indicator"),
        ("各项贷款余额98.7亿元，比年初增加8.9亿元。", "loans_change_from_year_start 8.9"),
        ("居民人均可支配收入40868元，实际增长6.1%。", "growth_without_indicator"),
        ("地区生产总值1105亿元，名义增长7.1%。", "growth_without_indicator"),
        ("居民消费价格上涨0.2%，环比下降0.1%。", "growth_without_indicator"),
        ("地区生产总值1105亿元，比2030年增长25%。", "growth_without_indicator"),
        ("居民消费价格指数为101.2。", "index"),
        ("新增规上工业企业56户。", "change_without_indicator"),
        ("GDP总量突破1600亿元大关。", "gdp_current 1600 bound over"),
        ("粮食产量112万吨左右。", "grain_output 112 bound about"),
    ],
)
def test_a_number_says_one_thing_of_its_subject(reading, text, expected):
    assert told(reading(text))[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年主要预期目标是：地区生产总值增长6%左右。", ["gdp_growth_real 6 2034 year target about"]),
        ("到2036年，常住人口城镇化率达到60%以上。", ["urbanisation_rate 60 2036 year target over"]),
        ("居民消费价格上涨0.3%，低于3%左右的控制目标。", ["cpi_growth 0.3", "cpi_growth 3 target about"]),
        ("一、2034年工作安排\n实施重点项目230个。", ["target 2034 year"]),
    ],
)
def test_what_is_yet_to_come_is_no_row(reading, text, expected):
    assert told(reading(text)) == expected


# Places and times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP增长6%（全省5.1%）。", ["gdp_growth_real 6", "gdp_growth_real 5.1 全省"]),
        (
            "GDP增长6%，高于全国（4.7%）1.3个百分点。",
            "gdp_growth_real 6|gdp_growth_real 4.7 全国|gdp_growth_real 1.3 gap 全国",
        ),
        (
            "GDP增长6%，高于全国1.3个百分点（4.7%）。",
            "gdp_growth_real 6|gdp_growth_real 1.3 gap 全国|gdp_growth_real 4.7 全国",
        ),
        (
            "全国、全省GDP分别增长4.7%、5.1%，我市增长6%。",
            "gdp_growth_real 4.7 全国|gdp_growth_real 5.1 全省|gdp_growth_real 6",
        ),
    ],
)
def test_a_place_in_brackets_or_in_a_list_has_its_own_number(reading, text, expected):
    assert told(reading(text)) == (expected if isinstance(expected, list) else expected.split("|"))


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (THREE_QUARTERS, "上半年，GDP增长5.8%。", ("2033Q2", "ytd")),
        (THREE_QUARTERS, "三季度当季GDP增长6.4%。", ("2033Q3", "quarter")),
        (THREE_QUARTERS, "1—8月，工业投资增长9%。", ("2033-08", "ytd")),
        (THREE_QUARTERS, "9月当月，工业投资增长9%。", ("2033-09", "month")),
        (THREE_QUARTERS, "9月末，各项存款余额1301.5亿元。", ("2033Q3", "ytd")),
        (THREE_QUARTERS, "截至9月底，各项存款余额1301.5亿元。", ("2033Q3", "ytd")),
        (THREE_QUARTERS, "去年同期，全市GDP增长4.6%。", ("2032Q3", "ytd")),
        (MONTHS, "1—5月，工业投资增长9%。", ("2033-05", "ytd")),
        (MONTHS, "九月当月居民消费价格下降0.1%。", ("2033-09", "month")),
        (YEAR, "2030年，工业投资增长9%。", ("2030", "year")),
        (YEAR, "年末常住人口408.5万人。", ("2033", "year")),
    ],
)
def test_words_for_time_are_a_period_and_a_span(reading, head, text, expected):
    last = reading(text, head)[-1]
    assert (last.period, last.span) == expected


def test_a_time_holds_until_another_subject_or_sentence(reading):
    text = "零售总额情况。社会消费品零售总额256亿元，其中6月份36亿元，增长5.9%；进出口总额40亿元。工业投资增长9%。"
    assert [each.span for each in reading(text, HALF)] == ["ytd", "month", "month", "ytd", "ytd"]


@pytest.mark.parametrize(
    "text",
    [
        "三季度，GDP增长6.4%。",  # alone, or to date
        "五年累计完成固定资产投资3200亿元，城镇新增就业15.6万人。",
        "国庆假期，接待游客156.3万人次。",
        "与2019年相比，地区生产总值增长25.6%。",
    ],
)
def test_a_time_that_may_be_another_is_never_sure(reading, text):
    assert not any(each.sure for each in reading(text, THREE_QUARTERS))


# Lists and ratios


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "城镇、农村居民人均可支配收入分别为40123元和18234元，增长4.8%和6.6%。",
            "disposable_income_urban 40123|disposable_income_rural 18234|"
            "disposable_income_urban_growth 4.8|disposable_income_rural_growth 6.6",
        ),
        (
            "城乡居民人均可支配收入分别增长5.0%、6.8%。",
            "disposable_income_urban_growth 5|disposable_income_rural_growth 6.8",
        ),
        (
            "第一、二、三产业投资分别增长7%、增长9%和下降8%。",
            "fai_primary_growth 7|fai_secondary_growth 9|fai_tertiary_growth -8",
        ),
        (
            "存款余额1288亿元，贷款余额977亿元，分别增长8%和9%。",
            "deposits_balance 1288|loans_balance 977|deposits_balance_growth 8|loans_balance_growth 9",
        ),
        (
            "增加值中，酒类、化工、建材分别增长9%、6%和12%。",
            "growth_without_indicator|growth_without_indicator|growth_without_indicator",
        ),
        (
            "2031—2033年，全市GDP增速分别为6.3%、6.0%和5.1%。",
            "gdp_growth_real 6.3 2031 year|gdp_growth_real 6 2032 year|gdp_growth_real 5.1",
        ),
        (
            "三次产业结构由上年的15.4:38.9:45.7调整为15.0:38.5:46.5。",
            "gdp_share_primary 15.4 2032 year previous|gdp_share_secondary 38.9 2032 year previous|"
            "gdp_share_tertiary 45.7 2032 year previous|"
            "gdp_share_primary 15|gdp_share_secondary 38.5|gdp_share_tertiary 46.5",
        ),
        ("城乡收入比1.86:1。", "urban_rural_income_ratio 1.86|ratio"),
        (
            "全社会用电量56亿千瓦时，其中第一产业、第二产业和城乡居民生活用电量分别增长5%、6%和2%。",
            "electricity_use 56|growth_without_indicator|growth_without_indicator|growth_without_indicator",
        ),
    ],
)
def test_a_list_gives_each_item_its_number(reading, text, expected):
    assert told(reading(text)) == expected.split("|")


# Letters and words


def test_letters_keep_their_places():
    letters = letters_of("經(jīng)濟(jì) 總量①1 652.89 億元")
    assert letters.text == "经济总量1652.89亿元"
    printed = "經(jīng)濟(jì) 總量①1 652.89 億元"
    start, end = letters.printed(letters.text.index("1652.89"), letters.text.index("亿"))
    assert printed[start:end] == "1 652.89"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("生产总值１，６５２．８９亿元", "1652.89"),
        ("生产总值1 652.89亿元", "1652.89"),
        ("生产总值1,652.89亿元", "1652.89"),
        ("生产总值②1652.89亿元", "1652.89"),
        ("生产总值16528900万元", "1652.89"),
        ("地區生產總值1652.89億元", "1652.89"),
        ("地区生产总值（GDP）1652.89 亿元", "1652.89"),
    ],
)
def test_digits_are_those_printed(reading, text, value):
    (found,) = reading(text)
    assert (found.indicator, found.value, found.sure) == ("gdp_current", Decimal(value), True)


@pytest.mark.parametrize(
    "text",
    [
        "社会消费品零售总额40\ufffd.7亿元。",
        "常住人口2?8.6万人。",
        "工业投资增长5.\ufffd%。",
        "一般公共预算收入7□.3亿元。",
        "地区生产总值1105.8亿\ufffd。",
    ],
)
def test_lost_digits_are_left_out(reading, text):
    assert {each.reason for each in reading(text)} == {"damaged"}


def test_lost_letters_are_never_sure(reading):
    (found,) = reading("农\ufffd居民人均可支配收入18234元。")
    assert (found.indicator, found.sure) == ("disposable_income_rural", False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("三成", 30),
        ("七成半", 75),
        ("六成二", 62),
        ("百分之五点二", "5.2"),
        ("两百", 200),
        ("三千亿", 3 * 10**11),
        ("首", 1),
    ],
)
def test_words_have_a_value(words, value):
    assert value_in_words(words) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "2034年3月18日 09:30，霁统发〔2034〕11号，第 2 页 共 3 页，电话：0911-8260317",
        "第一产业、第二产业、第三产业，一般公共预算，统一核算，一带一路",
        "二〇三三年第六届第二次会议，十五五，三支一扶，一年来",
        "表1 G60 Q3 www.example.org",
        "12",
    ],
)
def test_what_is_no_figure_is_not_read(reading, text):
    assert reading(text) == []


# What a reader promises


def test_every_reading_has_one_state_and_a_reason_in_words(reading):
    text = "全市14项指标中，10项高于全省，GDP增长6%，占全省的三成，粮食面积56万亩，增长5.\ufffd%。"
    for each in reading(text):
        assert each.state in (State.PROPOSED, State.LEFT_OUT)
        assert not each.reason or each.reason in CODES
        assert not each.reason or reason_words(each.reason)


def test_nothing_is_sure_where_the_head_is_not_known(reading):
    text = "全年地区生产总值1105亿元，增长6.1%。"
    assert all(each.sure for each in reading(text, YEAR))
    assert not any(each.sure for each in reading(text, Head("", "2033", "year")))
    assert not any(each.sure for each in reading(text, Head("梧川市", "", "")))


def test_a_known_place_knows_what_is_around_it(reading):
    head = Head("昭通市", "2033", "year")
    found = reading("全市GDP增长6%（全省5.1%），镇雄县增长7%。", head)
    assert [each.region for each in found] == ["昭通市", "云南省", "镇雄县"]
    assert all(each.sure for each in found)


def test_implausible_values_are_never_sure(reading):
    (found,) = reading("地区生产总值增长612%。")
    assert found.indicator == "gdp_growth_real"
    assert not found.sure


def test_the_vocabulary_is_that_of_the_data(vocabulary):
    subject, facet = vocabulary.named("工业投资")
    assert (subject.indicator(Facet.GROWTH), facet) == ("industrial_investment_growth", None)
    subject, facet = vocabulary.named("GDP增速")
    assert (subject.indicator(facet), facet) == ("gdp_growth_real", Facet.GROWTH)
    assert vocabulary.named("商品零售额等") is None
    assert vocabulary.value(Decimal(9010), "万元", "budget_revenue") == Decimal("0.9010")
    assert vocabulary.value(Decimal(1), "亿美元", "trade_level") is None


def test_windows_know_a_span_of_years():
    windows = Windows(YEAR)
    assert windows.read("2031年至2033年", windows.head).several == ("2031", "2032", "2033")
    assert windows.read("3月18日", windows.head) is None


# Several years, press, plans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "工业投资增长5.4%，比上年的12.3%回落6.9个百分点。",
            "industrial_investment_growth 5.4|industrial_investment_growth 12.3 2032 year|"
            "industrial_investment_growth -6.9 change",
        ),
        (
            "房地产开发投资由2031年的下降4.1%扩大到下降15.2%。",
            "real_estate_investment_growth -4.1 2031 year previous|real_estate_investment_growth -15.2",
        ),
        (
            "2032年，全市GDP为901.2亿元，增长5.6%；2033年为1023.6亿元，增长4.9%。",
            "gdp_current 901.2 2032 year|gdp_growth_real 5.6 2032 year|gdp_current 1023.6|gdp_growth_real 4.9",
        ),
        (
            "GDP增速2031年为5.2%，次年升至5.6%，2033年放慢至4.9%。",
            "gdp_growth_real 5.2 2031 year|gdp_growth_real 5.6 2032 year|gdp_growth_real 4.9",
        ),
        (
            "2031—2033年，第二产业增加值占GDP的比重依次为39.0%、40.1%、41.2%。",
            "gdp_share_secondary 39 2031 year|gdp_share_secondary 40.1 2032 year|gdp_share_secondary 41.2",
        ),
        (
            "近三年，GDP分别为812.4亿元、901.2亿元、1023.6亿元。",
            "count_without_indicator|gdp_current 812.4 2031 year|gdp_current 901.2 2032 year|gdp_current 1023.6",
        ),
        ("2033年GDP是2030年的1.26倍。", "gdp_current 1.26 multiple"),
        ("2034年GDP预计增长5.5%左右。", "forecast 2034 year about"),
        (
            "城镇化率48.9%，低于全省平均水平（54.2%）5.3个百分点。",
            "urbanisation_rate 48.9|urbanisation_rate 54.2 全省|urbanisation_rate -5.3 gap 全省",
        ),
    ],
)
def test_years_are_told_one_after_another(reading, text, expected):
    assert told(reading(text)) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市经济总量突破千亿。", "gdp_current 1000 bound over"),
        ("地区生产总值1023.6亿元，总量翻了一番。", "gdp_current 1023.6|gdp_current multiple"),
        ("机电产品出口19.6亿元，占出口的47.0%。", "level_without_indicator|exports_level 47 share"),
        ("民营企业进出口占比71.3%。", "trade_level 71.3 share"),
        ("民生支出占一般公共预算支出的80%。", "share_without_indicator"),
        (
            "签约项目66个，其中10亿元以上项目6个，协议投资121.3亿元。",
            "signed_projects 66|large_project_threshold 10|signed_projects_large 6|signed_investment_large 121.3",
        ),
        ("9个县（市、区）中有6个负增长。", "counties 9|count_without_indicator"),
        (
            "GDP增速比云岭市高1.1个百分点，比石坝市低0.4个百分点。",
            "gdp_growth_real 1.1 gap 云岭市|gdp_growth_real -0.4 gap 石坝市",
        ),
        (
            "规上工业增加值增长7.2%，对GDP增长贡献率达41%。",
            "industrial_va_growth_real 7.2|industrial_va_growth_real 41 contribution",
        ),
        ("居民收入与经济增长基本同步，人均可支配收入21034元。", "disposable_income 21034"),
        (
            "規模以上工業利潤減少3.1%，減幅收窄0.4個百分點。",
            "industrial_profit_growth -3.1|industrial_profit_growth 0.4 change",
        ),
        ("進出口總值61.3億元，當中出口45.2億元，升21.3%。", "trade_level 61.3|exports_level 45.2|exports_growth 21.3"),
        ("GDP增長4.9%，高於全省平均水準0.3個百分點。", "gdp_growth_real 4.9|gdp_growth_real 0.3 gap 全省"),
        (
            "三次产业结构为15.9:41.2:42.9，第三产业比上年提高0.9个百分点。",
            "gdp_share_primary 15.9|gdp_share_secondary 41.2|gdp_share_tertiary 42.9|gdp_share_tertiary 0.9 change",
        ),
    ],
)
def test_the_press_says_it_in_other_words(reading, text, expected):
    assert told(reading(text)) == expected.split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "到今年底，力争GDP达到1100亿元，增长6%以上。",
            "gdp_current 1100 2034 year target|gdp_growth_real 6 2034 year target over",
        ),
        ("今年，全市定下的目标是GDP增长6%。", "gdp_growth_real 6 2034 year target"),
    ],
)
def test_an_aim_holds_for_what_it_begins(reading, text, expected):
    assert told(reading(text)) == expected.split("|")


def test_a_budget_is_never_sure(reading):
    assert not any(each.sure for each in reading("预算安排：一般公共预算收入76亿元，支出310亿元。"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市地区生产总\ufffd1023.6亿元。", "gdp_current 1023.6"),
        ("规模以上工业增加\ufffd增长7.2%。", "industrial_va_growth_real 7.2"),
        ("工业投\ufffd\ufffd增长15.9%。", "industrial_investment_growth 15.9"),
        ("存款余额1301.\ufffd亿元。", "damaged|damaged"),
        ("进出口总额2?.9亿元，增长6.1%。", "damaged|damaged|trade_growth 6.1"),
        ("城\ufffd居民人均可支配收入40123元。", "level_without_indicator"),  # of towns, or of town and country
    ],
)
def test_a_name_keeps_together_around_lost_letters(reading, text, expected):
    found = reading(text)
    assert told(found) == expected.split("|")
    assert not any(each.sure for each in found if each.indicator and each.indicator != "trade_growth")


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("出生率8.9‰，死亡率8.3‰，自然增长率0.6‰。", True),
        ("自然增长率-2.25‰，人口连续四年负增长。", True),
        ("自然增长率为2.25‰，人口连续四年负增长。", False),
        ("出生率5.70‰，死亡率7.95‰，自然增长率2.25‰。", False),
    ],
)
def test_natural_growth_without_its_minus_is_never_sure(reading, text, sure):
    (found,) = (each for each in reading(text) if each.indicator == "natural_growth_rate")
    assert found.sure is sure


# News, reports of governments, analyses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # growth of what the clause before was on, and its place, never that of GDP
            "地区生产总值增长6.8%；规上工业增加值增长10.2%，增速居全省第2位。",
            "gdp_growth_real 6.8|industrial_va_growth_real 10.2|industrial_va_growth_real 2 rank",
        ),
        (
            "全市GDP增长6.8%。工业用电量由降转升，增长7.8%，增速比上月加快3.1个百分点。",
            "gdp_growth_real 6.8|electricity_use_industrial_growth 7.8|electricity_use_industrial_growth 3.1 change",
        ),
        (
            "规上工业增加值增长6.9%，装备制造业增势强劲，增长15.2%。",
            "industrial_va_growth_real 6.9|growth_without_indicator",
        ),
        ("GDP总量居全省第9位，增速居第12位。", "gdp_rank_province 9|gdp_growth_rank_province 12"),
        ("总量在全省的位次由第7位上升至第6位。", "gdp_rank_province 7 previous|gdp_rank_province 6"),
        ("GDP增速连续两个季度进入全省前五。", "count_without_indicator|gdp_growth_rank_province 5 bound under"),
        (
            "全市GDP增长6.8%，工业增长10.2%，消费增长5.1%。",
            "gdp_growth_real 6.8|industrial_va_growth_real 10.2|retail_growth 5.1",
        ),
        ("投资：增长8.1%。消费：增速全省第一。", "fai_growth 8.1|retail_growth 1 rank"),
        ("消费品市场平稳增长。全年实现零售额402.7亿元，增长5.9%。", "retail_level 402.7|retail_growth 5.9"),
        ("民间投资扭转了连续两年下滑的局面，增长3.7%。", "count_without_indicator|private_investment_growth 3.7"),
        ("工业投资连续14个月保持两位数增长。", "count_without_indicator|industrial_investment_growth bound"),
        (
            "三次产业结构由11.8:42.3:45.9优化为11.2:43.1:45.7。",
            "gdp_share_primary 11.8 previous|gdp_share_secondary 42.3 previous|gdp_share_tertiary 45.9 previous|"
            "gdp_share_primary 11.2|gdp_share_secondary 43.1|gdp_share_tertiary 45.7",
        ),
        (
            "第一、二、三产业增加值占GDP的比重由2028年的15.4%、38.9%、45.7%调整为12.1%、40.2%、47.7%。",
            "gdp_share_primary 15.4 2028 year previous|gdp_share_secondary 38.9 2028 year previous|"
            "gdp_share_tertiary 45.7 2028 year previous|"
            "gdp_share_primary 12.1|gdp_share_secondary 40.2|gdp_share_tertiary 47.7",
        ),
        (
            "经济结构为15:38:47，第二、三产业占比分别提高1.3个和2.0个百分点。",
            "gdp_share_primary 15|gdp_share_secondary 38|gdp_share_tertiary 47|"
            "gdp_share_secondary 1.3 change|gdp_share_tertiary 2 change",
        ),
        (
            "第三产业占GDP的比重为46.5%，上升0.8个百分点；第二产业从38.9%降到38.5%。",
            "gdp_share_tertiary 46.5|gdp_share_tertiary 0.8 change|"
            "gdp_share_secondary 38.9 previous|gdp_share_secondary 38.5",
        ),
        (
            "民间投资增长9.2%，占全市固定资产投资的52.6%，比重提升1.8个百分点。",
            "private_investment_growth 9.2|private_investment_growth 52.6 share|private_investment_growth 1.8 change",
        ),
        (
            "民营企业进出口3.2亿元，增长19%，对全省外贸增长的贡献率达83%，提高2.9个百分点。",
            "level_without_indicator|growth_without_indicator|share_without_indicator|change_without_indicator",
        ),
        (
            "GDP增长5.1%，比年初预期目标低1.4个百分点，未完成6.5%的预期目标。",
            "gdp_growth_real 5.1|gdp_growth_real -1.4 gap 目标|gdp_growth_real 6.5 target",
        ),
        ("消费恢复不及预期，限额以上汽车类零售额下降9.8%。", "growth_without_indicator"),
        ("争取上级资金12.6亿元，签约36个项目。", "level_without_indicator|signed_projects 36"),
        ("年度计划投资98.7亿元，已完成投资81.3亿元。", "works_annual_plan_quarter 98.7|level_without_indicator"),
        ("“五一”假期接待游客213万人次，旅游收入12.8亿元。", "tourist_visits 213|tourism_revenue 12.8"),
        ("与2029年相比，GDP增长25%，两年平均增长5.5%。", "growth_without_indicator|gdp_growth_real 5.5 average"),
        ("到2036年，规上工业总产值达到4000亿元，年均增长15%。", "target 2036 year|target 2036 year"),
        ("发放补贴900余万元，惠及3万余户，历时二十余年。", "|".join(("level_without_indicator over", *[COUNTED] * 2))),
        ("梧川市第十八届人民代表大会。", ""),
        (  # a text that never names GDP goes on about what it began with
            "梧川市工业经济运行分析\n规上工业增加值增长3.4%。\n走势前低后高。一季度下降0.6%。",
            "industrial_va_growth_real 3.4|industrial_va_growth_real -0.6 2033Q1 ytd",
        ),
        ("人均可支配收入31万元，其中食品烟酒支出3726元，增长4.1%。", "|".join(("disposable_income 310000", *SPENT))),
    ],
)
def test_a_number_is_of_what_was_told_of_last(reading, text, expected):
    assert told(reading(text)) == list(filter(None, expected.split("|")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2032年以来，GDP分别为901.2亿元、1023.6亿元。", ["gdp_current 901.2 2032 year", "gdp_current 1023.6"]),
        (
            "近三年，GDP分别增长6.8%、6.1%和4.8%，固定资产投资分别增长8.1%、7.2%和1.0%。",
            [
                "count_without_indicator",
                *("gdp_growth_real 6.8 2031 year", "gdp_growth_real 6.1 2032 year", "gdp_growth_real 4.8"),
                *("fai_growth 8.1 2031 year", "fai_growth 7.2 2032 year", "fai_growth 1"),
            ],
        ),
        (
            "2031—2033年，城乡居民收入比分别为2.52:1、2.47:1、2.40:1。",
            [
                *(
                    "urban_rural_income_ratio 2.52 2031 year",
                    "ratio",
                    "urban_rural_income_ratio 2.47 2032 year",
                    "ratio",
                ),
                *("urban_rural_income_ratio 2.4", "ratio"),
            ],
        ),
        (
            "地区生产总值由2028年的108.6亿元增加到186.5亿元，城镇化率从38.2%提高到45.9%。",
            [
                *("gdp_current 108.6 2028 year previous", "gdp_current 186.5"),
                *("urbanisation_rate 38.2 2028 year previous", "urbanisation_rate 45.9"),
            ],
        ),
        ("规上服务业（1—11月，错月）营业收入增长13.5%。", ["service_revenue_growth 13.5 2033-11 ytd"]),
    ],
)
def test_what_several_years_say_is_each_of_its_own(reading, text, expected):
    assert told(reading(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP增长5%，高于全国的4.7%。", "gdp_growth_real 5|gdp_growth_real 4.7 全国"),
        ("GDP增长5%，快于全国4.7%的平均增速。", "gdp_growth_real 5|gdp_growth_real 4.7 全国"),
        (
            "全国GDP增长5.0%，全省增长5.4%，我市增长6.3%，分别高1.3个和0.9个百分点。",
            "gdp_growth_real 5 全国|gdp_growth_real 5.4 全省|gdp_growth_real 6.3|"
            "gdp_growth_real 1.3 gap 全国|gdp_growth_real 0.9 gap 全省",
        ),
        (
            "8个市州GDP增速高于全省，其中霓江市以7.6%的增速领跑全省，瑶川市增长7.2%。",
            "count_without_indicator|gdp_growth_real 7.6 霓江市|gdp_growth_real 7.2 瑶川市",
        ),
        (
            "增速居前两位的是芦汀县、桑田县，分别增长6.2%、5.8%。",
            "rank_without_indicator under|county_growth_unspecified 6.2 芦汀县|county_growth_unspecified 5.8 桑田县",
        ),
        ("从县域看，增速第一的是芦汀县，达9.9%。", "county_growth_rank 1 芦汀县|county_growth_unspecified 9.9 芦汀县"),
        ("全市有6个县（区）实现两位数增长。", "counties_double_digit 6|growth_without_indicator"),
        ("人均GDP仅为全国的六成八。", "gdp_per_capita 68 share"),
        ("全市9个县中，最高增长是芦汀县的14.7%。", "counties 9|county_growth_unspecified 14.7 芦汀县"),
        ("已在芦汀县、桑田县召开现场会7次。", "site_meetings 7"),
        ("建成区面积16.8平方公里，撤地设市20年。", "level_without_indicator|count_without_indicator"),
    ],
)
def test_places_that_are_compared_or_listed_have_their_own(reading, text, expected):
    assert told(reading(text)) == expected.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值增长6.8%；规上工业增加值增长10.2%，增速居全省第2位。",  # a rank of GDP it is not
        "“五一”假期接待游客213万人次，旅游收入12.8亿元，增长38.1%。",
        "金融机构存贷款余额分别突破3000亿元和2500亿元。",
        "GDP增长5%，高于全国2.1%。",  # its own, or the distance
        "储备重点项目2000个，在谈项目235个。",
    ],
)
def test_a_guess_of_the_press_is_never_sure(reading, text):
    assert not reading(text)[-1].sure


# What no indicator stands for

ARTICLE = Head("梧川市", "2033Q3", "ytd", publisher="梧川日报", published="2033-11-12")
REPORTAGE = Head("梧川市", "2033", "year", publisher="梧川日报", published="2033")


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (ARTICLE, "截至11月6日，全市新开通公交线路12条。", ("2033-11-06", "ytd")),
        (ARTICLE, "截至11月6日，全市拥有公交车612辆。", ("2033-11-06", "point")),
        (ARTICLE, "1月1日至11月2日，办理事项1.2万件。", ("2033-11-02", "ytd")),
        (ARTICLE, "今年以来，市领导9次带队外出，拜访客商26位。", ("2033-11-12", "ytd")),
        (ARTICLE, "目前，政务大厅入驻部门38个。", ("2033-11-12", "point")),
        (ARTICLE, "全市成立工作组3个。", ("2033-11-12", "point")),
        (ARTICLE, "前三季度，全市新增学位1.2万个。", ("2033Q3", "ytd")),
        (ARTICLE, "GDP增长6%，8项指标增长。", ("2033Q3", "ytd")),
        (ARTICLE, "秋茶节期间，签约项目24个，到场客商300余名。", ("2033", "event")),
        (ARTICLE, "9月18日，在招商推介会上，86家企业参会。", ("2033-09-18", "event")),
        (ARTICLE, "每站每年给予经费10万元。", ("2033", "year")),
        (REPORTAGE, "网上可办事项763项。", ("2033", "point")),
        (REPORTAGE, "3月28日，在集中签约仪式上，70家企业签约70个项目。", ("2033-03-28", "event")),
        (REPORTAGE, "全市一季度集中开工155个重大项目，总投资310亿元。", ("2033Q1", "ytd")),
        (YEAR, "全年改造老旧小区18个。", ("2033", "year")),
    ],
)
def test_what_no_indicator_stands_for_has_the_time_that_a_person_gives_it(reading, head, text, expected):
    last = reading(text, head)[-1]
    assert (last.period, last.span) == expected


def test_what_an_event_brought_is_not_all_that_came(reading):
    (found,) = reading("9月18日，在秋茶推介会上，协议引资67.8亿元。", ARTICLE)
    assert (found.indicator, found.reason) == ("", "level_without_indicator")
    projects, money = reading("9月18日，举行项目集中签约仪式，签约23个项目，协议引资67.8亿元。", ARTICLE)
    assert (projects.indicator, money.indicator) == ("ceremony_projects_signed", "ceremony_investment_signed")


def test_a_time_within_which_something_is_done_bounds_all_of_a_list(reading):
    assert [each.bound for each in reading("办理时间分别压减至50、70、3个工作日内。")] == ["under"] * 3
