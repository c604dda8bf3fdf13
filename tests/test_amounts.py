"""Figures in words: the printed digits, in the unit that each language uses."""

import dataclasses

import pytest

from helpers.figures.printed import Rounded
from helpers.figures.published import find_figures
from helpers.show.amounts import Amount, amount, computed
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language


@pytest.mark.parametrize(
    ("indicator", "printed", "en", "zh"),
    [
        ("signed_investment", "1240.9", "124.09 billion yuan", "1,240.9亿元"),
        ("signed_investment", "310", "31.0 billion yuan", "310亿元"),
        ("signed_investment", "6.50", "650 million yuan", "6.50亿元"),
        ("population_unspecified", "629", "6.29 million people", "629万人"),
        ("talent_subsidies", "900+", "over 9.00 million yuan", "900万元以上"),
        ("leader_companies", "2~3", "2 to 3", "2至3"),
        ("building_permit_time", "≤50", "at most 50 working days", "不超过50个工作日"),
        ("app_users", "89.66e4", "896,600", "896,600"),
        ("land_area", "2.3e4", "23,000 square kilometres", "23,000平方公里"),
        ("gdp_growth_gap_nation", "2.8", "2.8 points", "2.8个百分点"),
        ("questionnaire_satisfaction", "98.30", "98.30%", "98.30%"),
        ("app_users_rank", "3", "rank 3", "第3位"),
    ],
)
def test_a_figure_keeps_its_digits(observations, indicator, printed, en, zh):
    figure = dataclasses.replace(find_figures(observations, indicator, "530600")[0], printed=printed)
    assert plain(amount(figure)) == en
    assert rows_cited(amount(figure)) == set(figure.rows)
    use_language("zh")
    assert plain(amount(figure)) == zh


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
