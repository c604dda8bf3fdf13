"""Figures in words: the printed digits, in the unit that each language uses."""

import dataclasses

import pytest

from helpers.figures.printed import Rounded
from helpers.figures.published import find_figures
from helpers.show.amounts import Amount, amount, amount_in_prose, computed, computed_in_prose, printed_cell
from helpers.show.prose import measured, named, when
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language


@pytest.mark.parametrize(
    ("indicator", "printed", "en", "zh"),
    [
        ("signed_investment", "1240.9", "124.09 billion yuan", "1240.9亿元"),
        ("signed_investment", "310", "31.0 billion yuan", "310亿元"),
        ("signed_investment", "6.50", "650 million yuan", "6.50亿元"),
        ("population_unspecified", "629", "6.29 million people", "629万人"),
        ("talent_subsidies", "900+", "over 9.00 million yuan", "900万元以上"),
        ("leader_companies", "2~3", "2 to 3", "2至3"),
        ("building_permit_time", "≤50", "at most 50 working days", "不超过50个工作日"),
        ("app_users", "89.66e4", "896,600", "896600"),
        ("land_area", "2.3e4", "23,000 square kilometres", "23000平方公里"),
        ("gdp_growth_gap_nation", "2.8", "2.8 points", "2.8个百分点"),
        ("questionnaire_satisfaction", "98.30", "98.30%", "98.30%"),
        ("app_users_rank", "3", "rank 3", "第3位"),
        ("signed_investment", "59043e-4", "590.43 million yuan", "5.9043亿元"),
    ],
)
def test_a_figure_keeps_its_digits(observations, indicator, printed, en, zh):
    figure = dataclasses.replace(find_figures(observations, indicator, "530600")[0], printed=printed)
    assert plain(amount(figure)) == en
    assert rows_cited(amount(figure)) == set(figure.rows)
    use_language("zh")
    assert plain(amount(figure)) == zh


@pytest.mark.parametrize(
    ("unit", "printed", "en", "zh"),
    [
        ("per_mille", "6.39", "6.39 per thousand", "6.39‰"),
        ("10k_visits", "1240.9", "12.409 million visits", "1240.9万人次"),
        ("10k_tonnes", "96.40", "964,000 tonnes", "96.40万吨"),
        ("10k_m2", "120.5", "1.205 million square metres", "120.5万平方米"),
        ("100m_kwh", "98.30", "9.830 billion kWh", "98.30亿千瓦时"),
        ("100m_kwh", "6.5", "650 million kWh", "6.5亿千瓦时"),
        ("ratio", "2.45", "2.45", "2.45"),
    ],
)
def test_a_unit_is_said_as_each_language_says_it(unit, printed, en, zh):
    assert printed_cell(printed, unit).text == en
    use_language("zh")
    assert printed_cell(printed, unit).text == zh


@pytest.mark.parametrize(
    ("value", "unit", "en"),
    [
        (285.0, "count", "285"),
        (2.888888, "count", "2.89"),
        (85.386, "pct", "85.39%"),
        (7.3, "pct", "7.3%"),
        (181.34, "100m_cny", "18.13 billion yuan"),
        (1.0924, "100m_cny", "109.2 million yuan"),
        (16137.47, "cny", "16,137 yuan"),
        (509.26, "10k_persons", "5.0926 million people"),
    ],
)
def test_a_computed_number_has_two_decimals_at_most(value, unit, en):
    said = computed(Amount(Rounded(value, value, value, frozenset([5, 9])), unit))
    assert plain(said) == en
    assert rows_cited(said) == {5, 9}


@pytest.mark.parametrize(
    ("indicator", "printed", "en", "zh"),
    [
        ("signed_investment", "1240.9", "124 billion yuan", "1240.9亿元"),
        ("signed_investment", "310", "31 billion yuan", "310亿元"),
        ("signed_investment", "163.502", "16.4 billion yuan", "163.5亿元"),
        ("signed_investment", "560874.3", "56.1 trillion yuan", "560874.3亿元"),
        ("signed_investment", "6.497", "650 million yuan", "6.5亿元"),
        ("fai_level", "1000+", "over 100 billion yuan", "1000亿元以上"),
        ("tax_time", "86.14", "86.14 hours", "86.14小时"),
        ("questionnaire_satisfaction", "98.30", "98.30%", "98.30%"),
    ],
)
def test_a_sentence_keeps_the_digits_that_a_reader_needs(observations, indicator, printed, en, zh):
    figure = dataclasses.replace(find_figures(observations, indicator, "530600")[0], printed=printed)
    assert plain(amount_in_prose(figure)) == en
    assert rows_cited(amount_in_prose(figure)) == set(figure.rows)
    use_language("zh")
    assert plain(amount_in_prose(figure)) == zh


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (186.48, "count", "186", "186"),
        (85.386, "pct", "85%", "85.4%"),
        (0.493, "pct", "0.49%", "0.5%"),
        (181.34, "100m_cny", "18.1 billion yuan", "181.3亿元"),
        (6.497, "100m_cny", "650 million yuan", "6.5亿元"),
    ],
)
def test_a_computed_number_in_a_sentence(value, unit, en, zh):
    result = Amount(Rounded(value, value, value, frozenset([5])), unit)
    assert plain(computed_in_prose(result)) == en
    use_language("zh")
    assert plain(computed_in_prose(result)) == zh


@pytest.mark.parametrize(
    ("indicator", "what", "moment", "en", "zh"),
    [
        (
            "industrial_investment_growth",
            "industrial investment",
            "in January to September 2023",
            "工业投资",
            "2023年前三季度",
        ),
        (
            "signed_projects",
            "projects signed",
            "from 1 January to 12 November 2023",
            "签约项目",
            "2023年1月1日至11月12日",
        ),
        ("negotiating_projects", "projects under negotiation", "by 12 November 2023", "在谈项目", "截至2023年11月12日"),
        (
            "ceremony_projects_signed",
            "projects signed at the ceremony",
            "on 28 March 2022",
            "集中签约项目",
            "2022年3月28日",
        ),
        ("expo_projects_signed", "projects signed at the South Asia Expo", "in 2023", "南博会签约项目", "2023年"),
        ("tax_time", "time to pay taxes", "in 2022", "缴纳税费时间", "2022年"),
    ],
)
def test_what_a_figure_is_called_and_when_it_is_of_in_a_sentence(observations, indicator, what, moment, en, zh):
    [figure] = find_figures(observations, indicator, "530600")
    assert (named(figure.indicator), when(figure)) == (what, moment)
    use_language("zh")
    assert (named(figure.indicator), when(figure)) == (en, zh)


@pytest.mark.parametrize(
    ("indicator", "printed", "zh"),
    [
        ("market_entities_new", "57809", "57809户"),
        ("signed_projects", "191", "191个"),
        ("app_items", "763", "763项"),
        ("site_meeting_projects_started", "200+", "200个以上"),
        ("signed_investment", "310", "310亿元"),
    ],
)
def test_chinese_counts_with_measure_words(observations, indicator, printed, zh):
    figure = dataclasses.replace(find_figures(observations, indicator, "530600")[0], printed=printed)
    assert plain(measured(figure)) == plain(amount(figure))
    use_language("zh")
    assert plain(measured(figure)) == zh
