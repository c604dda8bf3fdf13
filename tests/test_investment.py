"""Investment: the lesson of its levels, its parts with what was not found, and no causal word."""

import pytest

from helpers import investing
from helpers.gates import Refusal
from helpers.investment import growth_with_investment, lessons, level_series, parts
from helpers.language import use_language

ZHAOTONG = "530600"


@pytest.fixture(scope="module")
def compared(observations):
    return lessons(observations, ZHAOTONG)


def test_official_growth_stands_beside_the_change_of_levels(compared):
    by_period = {(lesson.official.region, lesson.official.period): lesson for lesson in compared}
    year = by_period["100000", "2019"]
    assert year.official.printed == "5.4"
    assert year.from_levels.value == pytest.approx(-13.1, abs=0.1)
    quarters = by_period["100000", "2023Q3"]
    assert quarters.official.printed == "3.1"
    assert quarters.from_levels.value == pytest.approx(-11.0, abs=0.5)


def test_the_worst_of_them_is_the_finding(observations, compared):
    sentence = investing.lesson_sentence(observations, compared)
    worst = max(compared, key=lambda lesson: lesson.off)
    assert worst.official.days in sentence
    assert "must not be computed" in sentence
    assert investing.lesson_sentence(observations, []).startswith("No official rate")


def test_the_parts_say_what_was_not_found(observations):
    frame = investing.parts_table(observations, parts(observations, ZHAOTONG)).frame
    assert list(frame.columns) == ["Zhaotong", "Yunnan", "China"]
    industry = frame.loc["Investment in industry, year-on-year growth"]
    assert industry["Zhaotong"].startswith("50.2%")
    assert "29.3%" in industry["Yunnan"]
    assert "8.8%" in industry["China"]
    manufacturing = next(name for name in frame.index if "manufacturing" in name)
    assert frame.loc[manufacturing, "Zhaotong"] == "not found"


def test_the_levels_are_shown_with_their_weaknesses(observations):
    levels = level_series(observations, ZHAOTONG)
    said = " ".join(investing.level_sentences(observations, levels))
    assert "from one source" in said
    assert "interpolated" in said
    assert "The source is weak" in said
    assert investing.draw_levels(observations, levels).alt.startswith("Bar chart of Fixed-asset investment")
    assert investing.draw_levels(observations, None) is None
    assert investing.level_sentences(observations, None) == ["No levels of investment are recorded for this region."]


@pytest.mark.parametrize("region", ["530600", "530300", "530000", "100000"])
def test_growth_and_investment_are_associated_only_with_enough_years(observations, region):
    found = growth_with_investment(observations, region)
    sentence = investing.association_sentence(observations, region, found)
    if isinstance(found, Refusal):
        assert "needs at least 12 values" in sentence
    else:
        assert "correlation" in sentence
    for word in ("cause", "drive", "elasticity", "because", "effect"):
        assert word not in sentence


def test_the_lesson_is_told_in_chinese(observations, compared):
    use_language("zh")
    assert "不可由总量计算增速" in investing.lesson_sentence(observations, compared)
