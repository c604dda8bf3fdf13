"""What a report on a trend says first: whether growth has slowed, and what comes next, as far as that can be said."""

import re
from dataclasses import replace
from functools import cache
from html import unescape

import pandas as pd
import pytest
from made_up import made_up

from helpers.figures.observations import load_observations
from helpers.figures.series import select_series
from helpers.models.shifts import Shift
from helpers.models.turns import Turn
from helpers.questions.trend import leads
from helpers.questions.trend.charts import title_of
from helpers.questions.trend.expected import expected_of, expected_sentence
from helpers.questions.trend.fitted import FittedModels, fit_models
from helpers.questions.trend.lookback import LookBack, look_back
from helpers.questions.trend.pace import Verdict, pace_sentences, verdict
from helpers.questions.trend.sentences import chance_sentence, recent_sentence, underlying_sentences
from helpers.show.measures import between, subject_of
from helpers.text.citations import plain
from helpers.text.language import use_language

OBSERVATIONS = load_observations()
GROWTH, LEVEL = "gdp_growth_real", "gdp_current"
ZHAOTONG, QUJING, DIQING, GUANGDONG, CHINA, TIANJIN = "530600", "530300", "533400", "440000", "100000", "120000"
NONE = LookBack(None, 0)


@cache
def models(region: str = ZHAOTONG, indicator: str = GROWTH, window: tuple = (None, None)) -> FittedModels:
    return fit_models(OBSERVATIONS, select_series(OBSERVATIONS, region, indicator, window=window))


def invented(values: list[float | None], indicator: str = GROWTH) -> FittedModels:
    return fit_models(OBSERVATIONS, made_up(OBSERVATIONS, values, indicator=indicator))


def said(fitted: FittedModels) -> str:
    return unescape(plain(" ".join(pace_sentences(fitted))))


def with_tests(fitted: FittedModels, shift: float, turn: float) -> FittedModels:
    """The same models with other p-values of the shift and of a hump."""
    assert isinstance(fitted.late_shift, Shift)
    assert isinstance(fitted.turn, Turn)
    bent = replace(fitted.turn, before=0.5, after=-0.5, p=turn)
    return replace(fitted, late_shift=replace(fitted.late_shift, p=shift), turn=bent)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_region_has_a_lead_of_its_own_that_names_it(language):
    use_language(language)
    found = {}
    for region in (ZHAOTONG, QUJING, DIQING, GUANGDONG, CHINA):
        fitted = models(region)
        edition = leads.edition(fitted, NONE)
        name = "国内生产总值" if (region, language) == (CHINA, "zh") else fitted.series.region.name
        found[region] = edition.lead.text
        assert name in found[region]
        assert fitted.series.region.name in leads.title_of(fitted)
        assert re.search("grew|增长", found[region])
        assert edition.why[0]["kept from leading by"] == []
    assert len(set(found.values())) == len(found)


def test_the_lead_sets_both_averages_beside_each_other_and_says_what_to_expect():
    edition = leads.edition(models(), look_back(OBSERVATIONS, models().series))
    assert leads.title_of(models()) == "Has Zhaotong's growth slowed, and what comes next?"
    assert edition.lead.text == (
        "Zhaotong's economy grew 7.1% a year on average in 2016–2025, after 10.3% in 1994–2015. For 2026 expect growth "
        "of about 4.5%; four times in five between 1.4% and 7.3%."
    )
    assert [each["subject"] for each in edition.why] == ["pace", "chance", "last years", "last forecast", "record"]
    use_language("zh")
    assert leads.edition(models(), NONE).lead.text == (
        "昭通市地区生产总值2016—2025年年均增长7.1%，1994—2015年年均增长10.3%。预计2026年增长4.5%左右，八成可能在1.4%至7.3%之间。"
    )


def test_growth_is_said_to_have_slowed_only_where_rounding_and_chance_do_not_explain_it():
    assert verdict(models()) == Verdict.OPEN
    assert "may be chance" in plain(chance_sentence(models()))
    assert plain(title_of(models())) == "On average 7.1% since 2016, 10.3% before"
    shifted, bent = with_tests(models(), 0.05, 0.5), with_tests(models(), 0.5, 0.05)
    for clear in (shifted, bent):
        assert verdict(clear) == Verdict.SLOWER
        assert "grew more slowly in 2016–2025 than before" in said(clear)
        assert title_of(clear) == "Growth has been slower since 2016 than before"
    assert "is more than chance" in plain(chance_sentence(shifted))
    assert chance_sentence(bent) is None  # the turn tells it
    assert verdict(with_tests(models(), 0.06, 0.06)) == Verdict.OPEN
    assert verdict(models(TIANJIN)) == Verdict.SLOWER


def test_growth_that_quickened_or_held_is_said_to_have():
    low, high = [4.0 + 0.3 * (year % 3) for year in range(15)], [9.0 + 0.3 * (year % 3) for year in range(10)]
    quick = with_tests(invented(low + high), 0.01, 0.01)
    assert verdict(quick) == Verdict.FASTER
    assert "grew faster in 2015–2024 than before: 9.3% a year on average, after 4.3% in 2000–2014." in said(quick)
    assert verdict(with_tests(quick, 0.5, 0.01)) == Verdict.OPEN  # a hump is no sign of it
    even = with_tests(invented([*low, *low[:10]]), 0.01, 0.01)
    assert verdict(even) == Verdict.HELD
    assert "grew as fast in 2015–2024 as before" in said(even)
    assert chance_sentence(even) is None


def test_a_decline_is_said_by_the_verb():
    up, down = [3.0 + 0.5 * (year % 2) for year in range(10)], [-3.0 - 0.5 * (year % 2) for year in range(10)]
    assert "shrank 3.3% a year on average in 2010–2019, after growing 3.2% in 2000–2009." in said(invented(up + down))
    assert "grew 3.2% a year on average in 2010–2019, after shrinking 3.3% in 2000–2009." in said(invented(down + up))
    assert "shrank 3.3% a year on average in 2010–2019, after shrinking 3.3%" in said(invented(down + down))
    assert "shrank 3.2% a year on average in 2000–2008." in said(invented(down[:9]))
    use_language("zh")
    assert "2010—2019年年均下降3.3%，2000—2009年年均增长3.2%" in said(invented(up + down))


def test_a_short_series_is_told_value_by_value():
    assert said(invented([5.0, -0.9, 0.0])) == (
        "Three years are too few for a trend of Zhaotong's economy: 5.0% in 2000, a fall of 0.9% in 2001 and no growth "
        "in 2002."
    )
    assert said(invented([5.0])) == "One year is too few for a trend of Zhaotong's economy: 5.0% in 2000."
    assert "too few" not in said(invented([5.0, 6.0] * 4))
    assert title_of(invented([5.0, 6.0])) == "Zhaotong: too few years for a trend"


def test_years_without_a_figure_are_named_and_the_latest_figure_stands_for_a_forecast():
    edition = leads.edition(models(DIQING), NONE)
    assert edition.lead.text.endswith("No figure is recorded for 2022 and 2024. The latest figure is 3.0% in 2025.")
    assert "expect" not in edition.lead.text
    assert "latest figure" not in leads.edition(models(), NONE).lead.text


def test_a_level_rises_by_percent_and_is_no_average():
    fitted = models(CHINA, LEVEL)
    assert re.search(r"at current prices rose by about \d+\.\d% a year in \d{4}–\d{4}\.", said(fitted))
    assert "On another basis it was" in said(fitted)  # what other sources have of later years
    assert title_of(fitted).startswith("Up by about")
    falling = invented([100.0 * 0.95**year for year in range(12)], LEVEL)
    assert "fell by about 5.0% a year" in said(falling)
    assert plain(title_of(falling)).startswith("Down by about 5.0% a year")
    unclear = invented([100.0, 101, 99, 100, 101, 99, 100, 101, 99, 100, 101, 99], LEVEL)
    assert "shows no clear trend" in said(unclear)
    assert title_of(unclear).startswith("No clear trend")


def test_a_year_that_is_over_is_a_test_and_one_without_a_figure_is_said_to_be():
    over = plain(expected_sentence(models(window=(None, 2020))))
    assert over.startswith("2021 is over; a test expects growth of about")
    assert over.endswith("It was 10.1%.")
    waiting = plain(expected_sentence(models(GUANGDONG)))
    assert waiting.endswith("2025 is over, but its figure is not recorded.")
    coming = plain(expected_sentence(models()))
    assert coming.startswith("For 2026 expect")
    assert "over" not in coming


@pytest.mark.parametrize(
    ("point", "low", "high", "words"),
    [
        (4.5, 1.0, 7.0, "growth of about 4.5%; four times in five between 1.0% and 7.0%."),
        (1.0, -2.0, 4.0, "growth of about 1.0%; four times in five between a fall of 2.0% and a rise of 4.0%."),
        (-1.0, -2.0, -0.5, "a fall of about 1.0%; four times in five between a fall of 2.0% and one of 0.5%."),
        (0.04, -1.0, 1.0, "no growth; four times in five between a fall of 1.0% and a rise of 1.0%."),
    ],
)
def test_what_is_expected_is_said_by_its_sign(point, low, high, words):
    fitted = models()
    frame = fitted.forecast.frame.copy()
    frame.iloc[0, [frame.columns.get_loc(name) for name in ("point", "low80", "high80")]] = point, low, high
    changed = replace(fitted, forecast=replace(fitted.forecast, frame=frame))
    assert plain(expected_sentence(changed)) == f"For 2026 expect {words}"


def test_what_the_year_to_date_says_goes_before_the_forecast():
    fitted = models(CHINA)
    assert expected_of(fitted).year == pd.Period("2026", "Y")
    assert expected_of(fitted).point == fitted.nowcasts.latest.point
    points = [plain(each) for each in leads.edition(fitted, NONE).points.sentences]
    assert any("rests on growth of 4.7% in January to June 2026" in each for each in points)
    assert not any("past outcomes" in each for each in points)  # that is the record of the forecast without it


def test_the_last_years_are_told_by_the_verb():
    assert "growth fell by 0.63 points a year (95% interval 0.25 to 1.01)" in plain(recent_sentence(models()))
    rising = invented([2.0 + 0.5 * year + 0.2 * (year % 3) for year in range(20)])
    assert "growth rose by" in plain(recent_sentence(rising))
    level = invented([5.0, 7.0, 6.0] * 7)
    assert "growth shows no clear trend" in plain(recent_sentence(level))
    assert recent_sentence(models(CHINA, LEVEL)) is None


def test_neighbours_are_said_to_be_alike_only_where_they_are():
    assert "resemble their neighbours" in plain(underlying_sentences(models())[0])
    [different] = underlying_sentences(invented([5.0, 9.0, 6.0, 8.0, 4.0, 9.0] * 3))
    assert "resemble" not in different


def test_what_is_measured_is_named_inside_a_sentence():
    region = OBSERVATIONS.region(ZHAOTONG)
    names = {
        code: subject_of(OBSERVATIONS.indicator(code), region) for code in (GROWTH, "retail_growth", "gdp_primary")
    }
    assert names == {
        GROWTH: "Zhaotong's economy",
        "retail_growth": "retail sales of consumer goods in Zhaotong",
        "gdp_primary": "value added of the primary sector in Zhaotong at current prices",
    }
    use_language("zh")
    assert subject_of(OBSERVATIONS.indicator("retail_growth"), region) == "昭通市社会消费品零售总额"
    assert subject_of(OBSERVATIONS.indicator(LEVEL), OBSERVATIONS.region(CHINA)) == "国内生产总值（现价）"
    assert plain(between(-1.0, 2.0, [3])) == "在下降1.0%至增长2.0%之间"
