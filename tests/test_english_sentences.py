"""Sentences of English texts that are easily misread: other years, other places, other prices, narrower subjects."""

import pytest

from helpers.figures.observations import load_observations
from helpers.reading.document import Document, Paragraph
from helpers.reading.english.prose import read_english
from helpers.reading.readings import Head
from helpers.reading.vocabulary import vocabulary_of

VOCABULARY = vocabulary_of(load_observations())
HEAD = Head("Heqiu City", "2034Q3", "ytd", published="2034-10-27", language="en")
NONE = "growth_without_indicator"


def told(text: str, head: Head = HEAD) -> list[str]:
    """Each number as "* indicator value period/span region", the star where it is sure; or why there is no row."""
    return [
        f"{'* ' if each.sure else ''}{each.indicator} {each.value.normalize():f}"
        + (f" {each.role}" if each.role not in ("value", "previous") else "")
        + ("" if (each.period, each.span) == (head.period, head.span) else f" {each.period}/{each.span}")
        + ("" if each.region == head.region else f" {each.region}")
        if each.indicator
        else each.reason or str(each.state)
        for each in read_english(Document("", "0" * 64, (Paragraph(text, 1),)), head, VOCABULARY)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports rose 12.1 percent from 2030.", [NONE]),
        ("Exports were up 12.1 percent on 2033.", ["* exports_growth 12.1"]),
        ("Compared with 2030, exports rose 12.1 percent.", [NONE]),
        ("Exports rose 34 percent from five years earlier.", [NONE, "count_without_indicator"]),
        ("Over the past five years, GDP grew by 34 percent.", ["count_without_indicator", NONE]),
        ("From 2028 to 2033, GDP grew by 34 percent.", [NONE]),
        ("Retail sales were 12.1 percent above their pre-pandemic level.", [NONE]),
        ("In September, industrial output rose 0.4 percent from August.", [NONE]),
        ("Property investment is down by half from its peak in 2027.", [NONE]),
        ("Exports grew 3.1 percent, the slowest pace since 2029.", ["* exports_growth 3.1"]),
    ],
)
def test_growth_on_another_base_is_none_on_a_year_before(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Last year, GDP grew 6.4 percent.", ["gdp_growth_real 6.4 2033/year"]),
        (
            "GDP reached 193.2 billion yuan last year, up 6.4 percent.",
            ["gdp_current 1932 2033/year", "gdp_growth_real 6.4 2033/year"],
        ),
        ("In the same period last year, GDP grew 6.1 percent.", ["gdp_growth_real 6.1 2033Q3/ytd"]),
        ("In the first half of last year exports grew by 8.1 percent.", ["exports_growth 8.1 2033Q2/ytd"]),
        ("GDP grew 4.6 percent in the first quarter of this year.", ["* gdp_growth_real 4.6 2034Q1/ytd"]),
        ("Last month retail sales rose 3.4 percent.", ["* retail_growth 3.4 2034-09/month"]),
        ("Retail sales rose 5.1 percent over the same period of last year.", ["* retail_growth 5.1"]),
        ("GDP was 97.4 billion yuan a decade ago.", ["gdp_current 974 2024Q3/ytd"]),
        (
            "Exports fell 2.2 percent in the first five months (compared to 1.4 percent in the same period of 2033).",
            ["* exports_growth -2.2 2034-05/ytd", "exports_growth 1.4 2033-05/ytd"],
        ),
        (
            "Exports were 5.1 billion yuan in the first half, up 3 percent.",
            ["* exports_level 51 2034Q2/ytd", "* exports_growth 3 2034Q2/ytd"],
        ),
        ("HEQIU, Oct. 27, 2033 (Daily) -- GDP grew 5.2 percent.", ["gdp_growth_real 5.2"]),
        ("GDP grew 5.2 percent year on year in the first 8 months.", ["* gdp_growth_real 5.2 2034-08/ytd"]),
        (
            "Q1-Q3 exports were CNY 5.1bn; 2Q exports were 1.7 bln yuan.",
            ["exports_level 51", "exports_level 17 2034Q2/quarter"],
        ),
        (
            "GDP grew by 4.6 percent, 5.1 percent and 5.7 percent in the first three quarters respectively.",
            [
                "* gdp_growth_real 4.6 2034Q1/ytd",
                "* gdp_growth_real 5.1 2034Q2/quarter",
                "* gdp_growth_real 5.7 2034Q3/quarter",
            ],
        ),
        (
            "The ratio of the three industries changed from 8.2:42.0:49.8 in 2033 to 7.9:42.3:49.8.",
            [
                "gdp_share_primary 8.2 2033/year",
                "* gdp_share_secondary 42 2033/year",
                "* gdp_share_tertiary 49.8 2033/year",
                "* gdp_share_primary 7.9",
                "* gdp_share_secondary 42.3",
                "* gdp_share_tertiary 49.8",
            ],
        ),
        (
            "In September, retail sales rose 3 percent. Exports fell 2 percent.",
            ["* retail_growth 3 2034-09/month", "exports_growth -2"],
        ),
    ],
)
def test_a_number_is_of_the_time_that_is_told(text, expected):
    assert told(text) == expected


def test_last_year_is_that_of_a_text_on_a_whole_year():
    head = Head("Heqiu City", "2033", "year", published="2034-02-11", language="en")
    assert told("GDP grew 6.4 percent last year.", head) == ["* gdp_growth_real 6.4"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GDP grew 6.4 percent in Heqiu City, 5.1 percent in Langqi City and 4.7 percent in the whole province.",
            ["* gdp_growth_real 6.4", "* gdp_growth_real 5.1 Langqi City", "* gdp_growth_real 4.7 the province"],
        ),
        ("Nationwide, GDP grew 4.9 percent.", ["* gdp_growth_real 4.9 China"]),
        (
            "Growth was 1.7 points above Qinglu Province's 4.7 percent.",
            ["gdp_growth_real 1.7 gap", "gdp_growth_real 4.7 Qinglu Province"],
        ),
        (
            "In Heqiu, GDP rose by 6.4 percent, compared with 3.8 percent in Langqi, the capital.",
            ["* gdp_growth_real 6.4", "* gdp_growth_real 3.8 Langqi"],
        ),
        (
            "In Langqi City, GDP grew by 3.8 percent. Retail sales rose by 2 percent.",
            ["* gdp_growth_real 3.8 Langqi City", "retail_growth 2"],
        ),
        ("GDP in Heqiu City and Langqi City grew 6.4 percent and 5.1 percent respectively.", None),
    ],
)
def test_a_number_is_of_the_place_that_is_told(text, expected):
    found = told(text)
    assert found == expected if expected else not any(each.startswith("*") for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In real terms, per capita disposable income rose 5.1 percent.", [NONE]),
        ("Nominal GDP grew by 3.9 percent.", [NONE]),
        (
            "Retail sales rose by 3.1 percent; adjusted for inflation, they rose by 2.7 percent.",
            ["* retail_growth 3.1", NONE],
        ),
        (
            "Per capita disposable income was 24,861 yuan, an increase of 5.6 percent or a real growth of 5.3%.",
            ["* disposable_income 24861", "* disposable_income_growth 5.6", NONE],
        ),
        ("Fixed-asset investment fell; excluding property, the growth was 0.9 percent.", [NONE]),
        ("The registered urban unemployment rate was 3.9 percent.", ["share_without_indicator"]),
        ("The median of per capita disposable income was 20,117 yuan.", ["level_without_indicator"]),
        ("New loans amounted to 12.4 billion yuan.", ["level_without_indicator"]),
        (
            "The CPI rose by 0.2 percent month on month and by 0.1 percent from a year earlier.",
            [NONE, "* cpi_growth 0.1"],
        ),
        ("GDP per employee was 91,000 yuan.", ["level_without_indicator"]),
        ("Investment, long the motor of the economy, shrank by 6.2 percent.", [NONE]),
        ("GDP per capita is below that of the nation. In 2013 it was 41 percent.", ["share_without_indicator"]),
        (
            "The services sector's share of GDP rose by 0.9 percentage points to 54.1 percent.",
            ["gdp_share_tertiary 0.9 change", "* gdp_share_tertiary 54.1"],
        ),
        (
            "Budget revenue was 3.14 billion yuan, down 0.7 percent on a comparable basis, including 2.1 billion yuan "
            "in tax revenue, up 1.3 percent.",
            ["* budget_revenue 31.4", NONE, "* tax_revenue 21", "* tax_revenue_growth 1.3"],
        ),
        (
            "Disposable income of urban residents was 45,120 yuan and that of rural residents 20,311 yuan, growth of "
            "4.7 percent and 6.9 percent.",
            [
                "* disposable_income_urban 45120",
                "disposable_income_rural 20311",
                "* disposable_income_urban_growth 4.7",
                "* disposable_income_rural_growth 6.9",
            ],
        ),
        ("The natural growth rate was minus 0.93 per thousand.", ["* natural_growth_rate -0.93"]),
        ("Exports fell by more than 6 percent.", ["exports_growth -6 bound"]),
        (
            "Fiscal revenue shrank 5.6% from a year ago to 3.1 billion yuan.",
            ["* budget_revenue_growth -5.6", "* budget_revenue 31"],
        ),
        (
            "GDP growth picked up by 0.6 of a percentage point to 5.2 percent.",
            ["gdp_growth_real 0.6 change", "* gdp_growth_real 5.2"],
        ),
        ("Fiscal revenue was 1,034,000 ten thousand yuan.", ["* budget_revenue 103.4"]),
        (
            "GDP was 3,021 hundred million yuan (about 420 billion U.S. dollars).",
            ["* gdp_current 3021", "level_without_indicator"],
        ),
        ("Exports halved to 2.3 billion yuan.", ["exports_level 0.5 multiple", "* exports_level 23"]),
        (
            "The city ranked third among the province's 16 prefectures in terms of GDP growth.",
            ["gdp_growth_rank_province 3", "count_without_indicator"],
        ),
        (
            "Industrial output of firms with annual main business revenue of at least 20 million yuan rose 7 percent.",
            ["threshold", "* industrial_va_growth_real 7"],
        ),
        (
            "Green firms made up 38 percent of industrial investment, which rose 22.5 percent.",
            ["share_without_indicator", "* industrial_investment_growth 22.5"],
        ),
    ],
)
def test_what_stands_beside_a_number_changes_what_it_is(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("urban residents' per capita disposable income was 29,870 yuan", "disposable_income_urban"),
        ("the per capita disposable income for rural residents was 11,204 yuan", "disposable_income_rural"),
        ("the added value of industries above designated size grew 6 percent", "industrial_va_growth_real"),
        ("the added value of major industrial firms grew 6 percent", "industrial_va_growth_real"),
        ("general public budget expenditures were 21.8 billion yuan", "budget_expenditure"),
        ("the balance of RMB deposits of financial institutions was 214.3 billion yuan", "deposits_balance"),
        ("investment in the manufacturing sector grew 6 percent", "manufacturing_investment_growth"),
        ("total import and export volume was 12.6 billion yuan", "trade_level"),
        ("the floor area of commercial housing sold was 1.86 million square meters", "house_sales_area"),
        ("the consumer price went up 0.3 percent", "cpi_growth"),
        ("the urban-rural income gap narrowed to 2.52", "urban_rural_income_ratio"),
        ("the value added of the service industry was 47 billion yuan", "gdp_tertiary"),
    ],
)
def test_names_are_known_in_other_words(text, code):
    assert told(f"In the first three quarters, {text}.")[0].removeprefix("* ").split()[0] == code
