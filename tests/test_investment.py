"""Investment: the lesson of its levels, its parts with what was not found, and no causal word."""

import dataclasses

import pytest
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.figures.published import find_figures
from helpers.models.association import Association
from helpers.models.requirements import ModelRefusedError, attempt
from helpers.questions.investment import charts, sentences, tables
from helpers.questions.investment.latest import require_investment, side_by_side
from helpers.questions.investment.lessons import growth_with_investment, lessons, level_series, parts
from helpers.text.citations import cited, plain, rows_cited
from helpers.text.language import use_language
from helpers.text.messages import RefusedError

ZHAOTONG = "530600"


@pytest.fixture(scope="module")
def compared(observations):
    return lessons(observations, ZHAOTONG)


def test_official_growth_stands_beside_the_change_of_levels(compared):
    by_period = {(lesson.official.region.code, lesson.official.period): lesson for lesson in compared}
    year = by_period["100000", "2019"]
    assert year.official.printed == "5.4"
    assert year.from_levels.value == pytest.approx(-13.1, abs=0.1)
    quarters = by_period["100000", "2023Q3"]
    assert quarters.official.printed == "3.1"
    assert quarters.from_levels.value == pytest.approx(-11.0, abs=0.5)


def test_the_worst_of_them_is_the_finding(observations, compared):
    sentence = sentences.lesson_sentence(compared)
    worst = max(compared, key=lambda lesson: lesson.off)
    assert worst.official.days in sentence
    assert rows_cited(sentence) == {row for figure in worst.figures for row in figure.rows}
    assert "must not be computed" in sentence
    assert sentences.lesson_sentence([]).startswith("No official rate")


def test_the_parts_say_what_was_not_found(observations):
    frame = frame_of(tables.parts_table(parts(observations, ZHAOTONG)))
    assert list(frame.columns) == ["Zhaotong", "Yunnan", "China"]
    industry = frame.loc["Investment in industry, year-on-year growth"]
    assert plain(industry["Zhaotong"]).startswith("50.2%")
    assert "29.3%" in plain(industry["Yunnan"])
    assert "8.8%" in plain(industry["China"])
    manufacturing = next(name for name in frame.index if "manufacturing" in name)
    assert frame.loc[manufacturing, "Zhaotong"] == "not found"


def test_the_levels_are_shown_with_their_weaknesses(observations):
    levels = level_series(observations, ZHAOTONG)
    said = " ".join(sentences.level_sentences(levels))
    assert "from one source" in said
    assert "interpolated" in said
    assert "The source is weak" in said
    assert charts.draw_levels(levels).alt.startswith("Bar chart of Fixed-asset investment")
    assert charts.draw_levels(None) is None
    drawn = frame_of(charts.draw_levels(levels).data)["Zhaotong"]
    assert plain(drawn.iloc[0]) == f"{levels.values.dropna().iloc[0]:.4f} *"
    assert [rows_cited(cell) for cell in drawn] == [{row} for row in levels.rows.index]
    assert sentences.level_sentences(None) == ["No levels of investment are recorded for this region."]


@pytest.mark.parametrize("region", ["530600", "530300", "530000", "100000"])
def test_growth_and_investment_are_associated_only_with_enough_years(observations, region):
    found = attempt(growth_with_investment, observations, region)
    pairs = side_by_side(observations, region)
    sentence = sentences.association_sentence(observations.region(region), found, pairs)
    if isinstance(found, RefusedError):
        assert "needs at least 12 values" in sentence
        assert ("Side by side" in sentence) == bool(pairs)
        assert {row for pair in pairs for figure in pair for row in figure.rows} == rows_cited(sentence)
    else:
        assert "correlation" in sentence
    for word in ("cause", "drive", "elasticity", "because", "effect"):
        assert word not in sentence


def test_a_rate_printed_twice_is_said_once_and_leads_to_both(observations):
    twice = find_figures(observations, "fai_growth", "100000", period="2019") * 2
    twice[1] = dataclasses.replace(twice[0], rows=(1, 2))
    frame = frame_of(tables.parts_table({twice[0].indicator: {twice[0].region: twice}}))
    assert plain(frame.iloc[0, 0]) == "5.4% (2019)"
    assert rows_cited(frame.iloc[0, 0]) == {*twice[0].rows, 1, 2}


def test_a_correlation_leads_to_both_series_and_is_a_key_figure(observations):
    rows = (11, 12, 13)
    told = Association(0.5, 0.1, 0.8, 12, 10.0, 0.6, rows)
    place = observations.region(ZHAOTONG)
    assert rows_cited(sentences.association_sentence(place, told, [])) == set(rows)
    figures = said_of(sentences.investment_key_figures(observations, place, told))
    assert list(figures.values())[-1] == cited("+0.50", rows, 0.5)
    refused = ModelRefusedError("association", "short", {"minimum": 12, "n": 0})
    assert len(sentences.investment_key_figures(observations, place, refused).figures) == len(figures) - 1


def test_what_leads_is_the_regions_own(observations):
    for code, words in {
        ZHAOTONG: ["Q1–Q3 2023", "50.2%", "43.8%", "No growth of all fixed-asset investment is recorded for Zhaotong"],
        "530300": ["No growth of all fixed-asset investment is recorded for Qujing", "2016"],
        "100000": ["2026"],
    }.items():
        place = observations.region(code)
        said = sentences.investment_sentence(observations, place)
        assert all(word in plain(said) for word in words)
        assert set(observations.figures.loc[list(rows_cited(said)), "region"]) == {code}
        refused = ModelRefusedError("association", "short", {"minimum": 12, "n": 0})
        figures = said_of(sentences.investment_key_figures(observations, place, refused))
        assert {row for text in figures.values() for row in rows_cited(text)} <= set(
            observations.figures.index[observations.figures["region"] == code]
        )


def test_the_two_are_told_side_by_side_where_no_correlation_is(observations):
    place = observations.region(ZHAOTONG)
    found = attempt(growth_with_investment, observations, ZHAOTONG)
    said = plain(sentences.association_sentence(place, found, side_by_side(observations, ZHAOTONG)))
    assert "needs at least 12 values and has none" in said
    assert "Q1–Q3 2023: 8% against 50.2%" in said


def test_a_region_without_a_figure_of_investment_is_refused(observations):
    with pytest.raises(NoFiguresError, match=r"neither growth nor level .* Honghe \(532500\)"):
        require_investment(observations, "532500")


def test_every_figure_said_is_among_the_rows_used(observations, compared):
    growth, levels = parts(observations, ZHAOTONG), level_series(observations, ZHAOTONG)
    together = attempt(growth_with_investment, observations, ZHAOTONG)
    place = observations.region(ZHAOTONG)
    rows = sentences.rows_used(observations, place, compared, growth, levels, together)
    said = said_of(sentences.investment_key_figures(observations, place, together))
    lead = sentences.investment_sentence(observations, place)
    beside = sentences.association_sentence(place, together, side_by_side(observations, ZHAOTONG))
    cells = [*frame_of(tables.lessons_table(compared)).stack(), *said.values(), lead, beside]
    assert set().union(*map(rows_cited, cells)) <= set(rows.index)
    assert set(levels.rows.index) <= set(rows.index)


def test_the_lesson_is_told_in_chinese(observations, compared):
    use_language("zh")
    assert "不可由总量计算增速" in sentences.lesson_sentence(compared)
