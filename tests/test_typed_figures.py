"""What keepers type: each input has one meaning, which is taken, or one question; no digit is dropped or added."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.printed import split_printed
from helpers.text.messages import InputError
from helpers.text.typed_periods import lacks_year, period_typed, span_typed
from zhaotong.keeping.entries import Entry, resolve_figure
from zhaotong.keeping.indicators import indicator_for
from zhaotong.keeping.number_words import number_in_words
from zhaotong.keeping.offers import UnsettledError
from zhaotong.keeping.values import value_meant

LEVEL, RATE = "gdp_current", "gdp_growth_real"
TAKEN = [
    ("59043万元", LEVEL, "59043e-4"),
    ("59043 万元", LEVEL, "59043e-4"),
    ("59,043萬元", LEVEL, "59043e-4"),
    ("59043e-4", LEVEL, "59043e-4"),
    ("496.3万", LEVEL, "496.3e-4"),
    ("5.90亿", LEVEL, "5.90"),
    ("2.45万亿元", LEVEL, "2.45e4"),
    ("118.9 billion yuan", LEVEL, "118.9e1"),
    ("118.9 Billion Yuan", LEVEL, "118.9e1"),
    ("118.9 billion", LEVEL, "118.9e1"),
    ("118.9 bn yuan", LEVEL, "118.9e1"),
    ("2.45 trillion yuan", LEVEL, "2.45e4"),
    ("1,034,000 ten thousand yuan", LEVEL, "1034000e-4"),
    ("193.20 hundred million yuan", LEVEL, "193.20"),
    ("2.164 million tons", "grain_output", "2.164e2"),
    ("2,046.38", LEVEL, "2046.38"),
    ("１，６２０．５０", LEVEL, "1620.50"),
    ("1 620.50", LEVEL, "1620.50"),
    ("2000以上", LEVEL, "2000+"),
    ("2000余亿元", LEVEL, "2000+"),
    ("超过2000万元", LEVEL, "2000e-4+"),
    ("不足2000", LEVEL, "≤2000"),
    ("100—200万元", LEVEL, "100e-4~200"),
    ("100万元至200万元", LEVEL, "100e-4~200"),
    ("5.2%", RATE, "5.2"),
    ("百分之5.2", RATE, "5.2"),
    ("5.2 per cent", RATE, "5.2"),
    ("+5.2%", RATE, "5.2"),
    ("−5.8", RATE, "-5.8"),
    ("－5.8", RATE, "-5.8"),
    ("—5.8", RATE, "-5.8"),
    ("下降0.6", RATE, "-0.6"),
    ("同比增长5.20%", RATE, "5.20"),
    ("fell 0.6%", RATE, "-0.6"),
    ("5—5.5", RATE, "5~5.5"),
    ("5.0%-5.5%", RATE, "5.0~5.5"),
    ("第4", "gdp_rank_province", "4"),
    ("第4位", "gdp_rank_province", "4"),
    ("496.30万", "population_resident", "496.30"),
    ("4963000人", "population_resident", "4963000e-4"),
    ("12.3万户", "market_entities_new", "12.3e4"),
    ("1'620.50", LEVEL, "1620.50"),
    ("￥1620.50亿元", LEVEL, "1620.50"),
    ("RMB 162.05 billion", LEVEL, "162.05e1"),
    ("162.05 bn yuan", LEVEL, "162.05e1"),
    ("1620.50亿元人民币", LEVEL, "1620.50"),
    ("1620.50个亿", LEVEL, "1620.50"),
    ("1,620.50（亿元）", LEVEL, "1620.50"),
    ("突破2000亿元大关", LEVEL, "2000+"),
    ("100到200亿元之间", LEVEL, "100~200"),
    ("496.3万余人", "population_resident", "496.3+"),
    ("增速5.8%", RATE, "5.8"),
    ("降幅0.6%", RATE, "-0.6"),
    ("↓0.6", RATE, "-0.6"),
    ("增长负0.6%", RATE, "-0.6"),
    ("比去年同期下降0.6％", RATE, "-0.6"),
    ("a decline of 0.6 per cent", RATE, "-0.6"),
    ("﹢5.8﹪", RATE, "5.8"),
]
ASKED = [  # and what is offered
    ("5.8①", RATE, "the mark ① is no part of the number", "5.8"),
    ("５.８②", RATE, "the mark ② is no part of the number", "5.8"),
    ("5.8¹", RATE, "the mark ¹ is no part of the number", "5.8"),
    ("5.8*", RATE, "the mark * is no part of the number", "5.8"),
    ("下降0.6%③", RATE, "the mark ③ is no part of the number", "-0.6"),
    ("约2000", LEVEL, '"约" says that the number is approximate', "2000"),
    ("2000左右", LEVEL, '"左右" says that the number is approximate', "2000"),
    ("四百九十六", LEVEL, '"四百九十六" is a number in words', "496"),
    ("第四", "gdp_rank_province", '"第四" is a number in words', "4"),
    ("下降-0.6", RATE, '"下降" and the minus sign both say that it fell', "-0.6"),
    ("5,2", RATE, '"," is no decimal point', "5.2"),
    ("5。8", RATE, '"。" is no decimal point', "5.8"),
    ("5 .8", RATE, "there is a space inside of the number", "5.8"),
    ("5•8", RATE, '"•" is no decimal point', "5.8"),
    ("1.620,5", LEVEL, '"," is no decimal point', "1620.5"),
    ("1、620.5", LEVEL, '"、" parts several numbers', "1620.5"),
    ("1620.5亿元；", LEVEL, "the sign ; is no part of the number", "1620.5"),
    ("“1620.5”", LEVEL, "the sign “ ” is no part of the number", "1620.5"),
    ("5.8p", RATE, "the mark p is no part of the number", "5.8"),
    ("5.8ᵃ", RATE, "the mark ᵃ is no part of the number", "5.8"),
    ("十二亿", LEVEL, '"十二亿" is a number in words', "12"),  # of 亿元, and not 1200000000 of them
    ("一千二百点五亿元", LEVEL, "is a number in words", "1200.5"),
    ("贰佰万元", LEVEL, "is a number in words", "200e-4"),
    ("四百九十六万三千人", "population_resident", "is a number in words", "4963000e-4"),
    ("百分之五点八", RATE, "is a number in words", "5.8"),
]
REFUSED = [
    ("17.2:36.1:46.7", LEVEL, "17.2, 36.1 and 46.7 are several numbers, and a figure has one: shares of the three"),
    ("17.2：36.1", LEVEL, "17.2 and 36.1 are several numbers, and a figure has one: record each"),
    ("2.45:1", "urban_rural_income_ratio", "a ratio to 1 is written as its first number alone: 2.45"),
    ("59043万人", LEVEL, '"万人" is a unit of something else; gdp_current is in 100 million yuan, 万亿元, 万元'),
    ("59043公顷", LEVEL, '"公顷" is no unit of data/printed_units.csv; gdp_current is in 100 million yuan'),
    ("5.2%", LEVEL, '"%" is no unit of gdp_current (100 million yuan, 10,000 yuan, billion yuan'),
    ("5.2%", LEVEL, "its growth is gdp_growth_real"),
    ("0.6个百分点", RATE, '"个百分点" is a unit of something else; gdp_growth_real is in %'),
    ("3.5亿斤", "grain_output", "is 5 of that of the indicator, no power of ten: the printed digits cannot be kept"),
    ("下降0.6", LEVEL, '"下降" says by how much something changed: the growth of gdp_current is gdp_growth_real'),
    ("下降0.6", "population_resident", "and population_resident is no change"),
    ("第4", LEVEL, '"第4" is a place in an order; gdp_current is in 100 million yuan'),
    ("超过2000以下", LEVEL, "it says two things of one number"),
    ("下降5—5.5%", RATE, "a range goes from the lower end to the higher: -5.5~-5"),
    ("5.8[1]", RATE, "the note [1] is no part of the number: type the number alone"),
    ("5.8（1）", RATE, "the note (1) is no part of the number: type the number alone"),
    ("(5.8)", RATE, "may be below zero or a note: write -5.8 or 5.8"),
    ("持平", RATE, '"持平" prints no digit: if 0 is meant'),
    ("…", RATE, "no number is printed there"),
    ("n/a", RATE, "no number is printed there"),
    (".8", RATE, "a digit is missing on one side of the decimal point"),
    ("8.", RATE, "a digit is missing on one side of the decimal point"),
    ("1.5.2", RATE, "a number is expected, with the digits as printed"),
    ("①", RATE, "the mark ① is no part of the number"),
    ("1½", RATE, '"½" is a fraction'),
    ("▲5.8", RATE, '"▲" may say that it rose, or that it is below zero: write 5.8 or -5.8'),
    ("5.8-", RATE, "a minus sign behind a number may be part of a range: write -5.8 or 5.8"),
    ("5.8 注2", RATE, "the note 注2 is no part of the number: type the number alone"),
    ("5.8(初步)", RATE, "the note (初步) is no part of the number: type the number alone"),
    ("1.6205E+03", LEVEL, '"1.6205E+03" is how a spreadsheet shortens a number'),
    ("未公布", RATE, "no number is printed there"),
    ("..", RATE, "no number is printed there"),
    ("基本持平", RATE, '"基本持平" prints no digit: if 0 is meant'),
    ("१२", RATE, "a number is expected, with the digits as printed"),
    ("¥58", RATE, '"元" is a unit of something else'),
    ("1620.50亿美元", LEVEL, '"亿美元" is no unit'),
]


@pytest.mark.parametrize(("typed", "indicator", "notation"), TAKEN)
def test_what_means_one_thing_is_taken(observations, typed, indicator, notation):
    assert value_meant(typed, observations.indicator(indicator), observations).notation == notation


@pytest.mark.parametrize(("typed", "indicator", "why", "offer"), ASKED)
def test_what_most_likely_means_one_thing_is_offered(observations, typed, indicator, why, offer):
    with pytest.raises(UnsettledError, match=re.escape(why)) as asked:
        value_meant(typed, observations.indicator(indicator), observations)
    assert asked.value.offer == offer
    assert f'write "{offer}"' in str(asked.value)


@pytest.mark.parametrize(("typed", "indicator", "message"), REFUSED)
def test_what_is_no_single_number_is_told(observations, typed, indicator, message):
    with pytest.raises(InputError, match=re.escape(message)) as told:
        value_meant(typed, observations.indicator(indicator), observations)
    assert not isinstance(told.value, UnsettledError)


def test_a_caveat_answers_that_a_number_is_approximate(observations):
    assert value_meant("约2000亿元", observations.indicator(LEVEL), observations, "approximate").notation == "2000"


NUMBERS = st.builds(
    lambda whole, decimals: f"{whole}.{decimals}" if decimals else str(whole),
    st.integers(0, 9_999_999),
    st.text("0123456789", max_size=4),
)
AROUND = st.sampled_from(
    [
        *("", "①", "²", "¹⁰", "*", "† ", "%", " %", "以上", "左右", "余", "（注）", "[3]", "(p)", "万元", "亿元", "。"),
        *("（亿元）", "个亿", "亿元人民币", "；", "p", "^1", "½", "余亿元", "-", "亿元大关", " ", "ᵃ", "١"),
    ]
)
BEFORE = st.sampled_from(
    [
        *("", "-", "−", "－", "—", "+", "下降", "增长", "约", "超过", "第", "同比增长", "≤", "fell "),
        *("¥", "RMB ", "↓", "▲", "增速", "负", "“", "一"),
    ]
)


@given(NUMBERS, BEFORE, AROUND, st.booleans(), st.booleans(), st.sampled_from([LEVEL, RATE, "gdp_rank_province"]))
def test_no_correction_drops_or_adds_a_digit(observations, number, before, after, grouped, wide, indicator):
    shown = f"{int(number.partition('.')[0]):,}{number[len(number.partition('.')[0]) :]}" if grouped else number
    if wide:
        shown = shown.translate({ord(each): ord(each) + 0xFEE0 for each in "0123456789.,"})
    try:
        got = value_meant(f"{before}{shown}{after}", observations.indicator(indicator), observations).notation
    except UnsettledError as asked:
        got = asked.offer
    except InputError:
        return  # nothing is proposed
    parts = split_printed(got)
    assert parts.digits.removeprefix("-") == number
    assert not parts.upper
    printed = Decimal(10) ** parts.exponent
    assert parts.numbers[0] == Decimal(parts.digits) * printed


@given(st.text("0123456789.,-−①²*%万亿元余约至~—:：()（） ．，５８e+≤", max_size=12), st.sampled_from([LEVEL, RATE]))
def test_whatever_is_typed_keeps_its_digits_or_is_told(observations, typed, indicator):
    try:
        got = value_meant(typed, observations.indicator(indicator), observations).notation
    except UnsettledError as asked:
        got = asked.offer
    except InputError:
        return
    mantissa = re.sub(r"e-?\d", "", got)
    kept = re.sub(r"e-?\d(?=\D|$)", "", typed.translate(str.maketrans("５８", "58")))
    assert re.findall(r"[0-9]", mantissa) == re.findall(r"[0-9]", kept)


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("四百九十六", "496"),
        ("十", "10"),
        ("一百零五", "105"),
        ("两千三百万", "23000000"),
        ("二〇二五", "2025"),
        ("五点二", "5.2"),
        ("负零点六", "-0.6"),
        ("三万亿", "3000000000000"),
        ("万亿", ""),
        ("第一", ""),
        ("增长", ""),
    ],
)
def test_numbers_in_words(words, digits):
    assert number_in_words(words) == digits


@pytest.mark.parametrize(
    ("typed", "period", "span"),
    [
        ("2025H1", "2025Q2", "ytd"),
        ("2025年上半年", "2025Q2", "ytd"),
        ("2025年前三季度", "2025Q3", "ytd"),
        ("2025年1—3季度", "2025Q3", "ytd"),
        ("2025年一至三季度", "2025Q3", "ytd"),
        ("first three quarters of 2025", "2025Q3", "ytd"),
        ("2025q3", "2025Q3", ""),
        ("2025年三季度", "2025Q3", ""),
        ("2025年第三季度", "2025Q3", "quarter"),
        ("third quarter of 2025", "2025Q3", "quarter"),
        ("2025/09", "2025-09", ""),
        ("2025年1-9月", "2025Q3", "ytd"),
        ("2025年1—8月", "2025-08", "ytd"),
        ("January to August 2025", "2025-08", "ytd"),
        ("2025年1—12月", "2025", "year"),
        ("2025年", "2025", ""),
        ("２０２５年全年", "2025", "year"),
        ("2025年末", "2025", ""),
        ("2025年10—12月", "2025Q4", "quarter"),
        ("2025年11月6日", "2025-11-06", ""),
        ("2025-11", "2025-11", ""),
        ("二〇二五年", "2025", ""),
        ("2025年九月", "2025-09", ""),
        ("2025年头九个月", "2025Q3", "ytd"),
        ("2025 年 1 — 9 月", "2025Q3", "ytd"),
        ("2025年一、二、三季度", "2025Q3", "ytd"),
        ("2025年Ⅲ季度", "2025Q3", ""),
        ("3Q2025", "2025Q3", ""),
        ("2025/Q3", "2025Q3", ""),
        ("2025年三季度当季", "2025Q3", "quarter"),
        ("2025年三季度累计", "2025Q3", "ytd"),
        ("2025年9月当月", "2025-09", "month"),
        ("2025年9月末", "2025-09", ""),
        ("20251106", "2025-11-06", ""),
        ("2025-11-06 00:00:00", "2025-11-06", ""),
    ],
)
def test_a_period_in_words_is_that_of_the_data(typed, period, span):
    assert period_typed(typed) == (period, span)
    assert not lacks_year(typed)


@pytest.mark.parametrize(
    "typed", ["2025年1-11", "2025年一、三季度", "2025年13月", "2025年1-13月", "2025年9月当季", "十四五"]
)
def test_what_names_no_one_period_is_none(typed):
    """Of 2025年1-11 nobody can tell whether it is the eleventh of January or January to November."""
    assert period_typed(typed) is None


@pytest.mark.parametrize(("typed", "told"), [("去年同期", "of which year"), ("45658", "it is 2025-01-01 there")])
def test_a_year_that_is_not_said_and_a_day_counted_are_told(observations, typed, told):
    resolved = resolve_figure(Entry("here", {"indicator": RATE, "period": typed, "value": "5"}), observations)
    assert told in "".join(resolved.faults)


@pytest.mark.parametrize("typed", ["1—3季度", "前三季度", "三季度", "上半年", "9月", "1-9月", "H1", "Q3"])
def test_a_part_of_a_year_wants_the_year(observations, typed):
    assert period_typed(typed) is None
    resolved = resolve_figure(Entry("here", {"indicator": RATE, "period": typed, "value": "5"}), observations)
    assert re.search(f"of which year\\? Such as 20[0-9][0-9]年{typed}", "".join(resolved.faults))


def test_the_second_half_of_a_year_is_no_span(observations):
    resolved = resolve_figure(Entry("here", {"indicator": RATE, "period": "2025年下半年", "value": "5"}), observations)
    assert "the data have no span for the second half of a year" in "".join(resolved.faults)


@pytest.mark.parametrize(("typed", "span"), [("全年", "year"), ("累计", "ytd"), ("当季", "quarter"), ("单月", "month")])
def test_a_span_in_words_is_that_of_the_data(typed, span):
    assert span_typed(typed) == span
    assert span_typed(f"{typed}?") is None


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("GDP", "5.2%", RATE),
        ("GDP", "下降0.6", RATE),
        ("GDP", "-0.6", RATE),
        ("GDP", "2016.91", LEVEL),
        ("GDP", "59043万元", LEVEL),
        ("生产总值", "496.3亿", LEVEL),
        ("地区生产总值", "增长5.2%", RATE),
        ("gross domestic product", "5.2 per cent", RATE),
        ("GDP增速", "5.2", RATE),
        ("固定资产投资", "5.2%", "fai_growth"),
        ("固定资产投资", "300亿元", "fai_level"),
        ("社零", "5.2%", "retail_growth"),
        ("社会消费品零售总额", "5.2%", "retail_growth"),
        ("社会消费品零售总额", "5.2", "retail_level"),
        ("人均GDP", "35000元", "gdp_per_capita"),
        ("CPI", "0.2", "cpi_growth"),
        ("gdp_current", "5.2%", LEVEL),
        ("地区生产总值（现价）", "5.2%", LEVEL),
    ],
)
def test_a_name_of_texts_is_the_indicator_that_the_value_says(observations, name, value, code):
    assert indicator_for(name, value, observations) == code


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("GDP", "5.2", '"GDP" may be gdp_current (Gross domestic product, current prices), gdp_growth_real (Real GDP'),
        ("GDP", "", "give the code, or the value with its unit"),
        ("固定资产投资", "5.2", '"固定资产投资" may be fai_level'),
        ("财政收入", "5", '"财政收入" may be budget_revenue (General'),
        ("工业增加值", "5", "industrial_va_growth_real"),
        ("zzzz", "5", '"zzzz" is no indicator of data/indicators.csv'),
    ],
)
def test_a_name_that_may_be_several_is_one_question(observations, name, value, message):
    with pytest.raises(InputError, match=re.escape(message)):
        indicator_for(name, value, observations)


def test_a_figure_as_a_text_has_it_is_recorded_as_the_data_have_it(observations):
    cells = {"region": "昭通地区", "indicator": "GDP", "period": "1999年", "value": "59043万元", "span": "全年"}
    found = resolve_figure(Entry("here", cells), observations)
    assert not found.faults
    expected = ("530600", LEVEL, "1999", "year", "59043e-4", "converted_unit")
    assert tuple(found[name] for name in ("region", "indicator", "period", "span", "value", "caveats")) == expected


def test_a_span_that_the_period_contradicts_is_told(observations):
    cells = {"region": "昭通", "indicator": RATE, "period": "2025年前三季度", "span": "当季", "value": "5.2"}
    assert '"2025年前三季度" is ytd' in "".join(resolve_figure(Entry("here", cells), observations).faults)
