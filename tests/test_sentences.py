"""What the sentences say, and that they agree with the numbers."""

import dataclasses
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.printed import Rounded
from helpers.figures.series import select_series
from helpers.questions.growth.claim_sentences import claim_sentences, claim_summary
from helpers.questions.growth.claims import latest_claim
from helpers.questions.growth.sentences import (
    average_growth_sentence,
    coverage_sentences,
    cumulative_sentence,
    evidence_sentence,
    extremes_sentence,
    gap_sentence,
    latest_sentence,
    slump_sentences,
)
from helpers.show.wording import Paragraph, points
from helpers.text.citations import cited, plain
from helpers.text.language import use_language

ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"


def growth(observations, region, first=1994, last=2024):
    return select_series(observations, region, "gdp_growth_real", window=(first, last))


def test_the_claim_of_2023_in_english(observations):
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    said = " ".join(claim_sentences(observations.region(ZHAOTONG), claim))
    text = plain(said)
    assert "For Q1–Q3 2023 Zhaotong reported growth of 8%, published in Nov 2023" in text
    assert "8% is 2.8 points above the first release for China (5.2%)" in text
    assert "2.6 points above the revised figure (5.4%)" in text
    assert "2.25 to 3.35 points" in text
    assert "For Yunnan no figure was found: 4.4% is implied" in text
    assert "rank 1 in its province; the data hold the figure of the same period for 0 of its 15 peers" in text
    assert cited("2.25 to 3.35", [*claim.own.rows, *claim.benchmarks[1].then.rows], 2.25, 3.35) in said


def test_the_claim_of_2023_in_chinese(observations):
    use_language("zh")
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    text = plain("".join(claim_sentences(observations.region(ZHAOTONG), claim)))
    assert "昭通市的8%较全国首次公布数（5.2%）高2.8个百分点，较修订后的数（5.4%）高2.6个百分点" in text
    assert "没有找到云南省的同期增速：4.4%是由所称的+3.6个百分点差距推算的" in text


def test_without_a_claim_it_says_so(observations):
    claim = latest_claim(observations, "530300", [YUNNAN, CHINA])
    assert claim is None
    assert "No year-to-date growth of Qujing is recorded" in claim_summary(observations.region("530300"), claim)


def test_a_figure_that_was_never_revised_is_said_once(observations):
    claim = latest_claim(observations.as_known(pd.Period("2024-05", "M")), YUNNAN, [CHINA])
    assert str(claim.period) == "2024Q1"
    assert "first release" not in claim_summary(observations.region(YUNNAN), claim)


def test_sentences_about_the_long_series(observations):
    own, nation = growth(observations, ZHAOTONG), growth(observations, CHINA)
    average = average_growth_sentence(own)
    assert cited("9.4", own.rows.index, 9.4) in average
    assert plain(average).startswith("From 1994 to 2024 the real GDP of Zhaotong grew by 9.4% a year on average")
    assert cited("16.1", own.rows_in([pd.Period("2012", "Y")]), 16.1) in extremes_sentence(own)
    assert plain(extremes_sentence(own)) == (
        "Growth was fastest in 2012 (16.1%) and slowest in 2001 (1.3%); in 2024 it was 4.6%."
    )
    assert "7.1% a year over 2020–2021" in plain(slump_sentences(own)[0])
    assert plain(gap_sentence(own, nation)).startswith("Zhaotong grew faster than China in 21 of 31 years")
    assert plain(cumulative_sentence(own, nation)).endswith("30.1% more in all.")
    assert plain(latest_sentence(own, [growth(observations, YUNNAN), nation])) == (
        "In 2024 the real GDP of Zhaotong grew by 4.6%, 1.4 points above that of Yunnan (3.2%), "
        "and 0.4 points below that of China (5.0%)."
    )
    assert "7 sources" in evidence_sentence(own)
    assert "none of them is weakly supported" in evidence_sentence(own)


def test_holes_seams_and_weak_years_are_said(observations):
    text = " ".join(coverage_sentences(growth(observations, ZHAOTONG)))
    assert "the source changes in 2019 and 2024" in text
    assert "Weakly supported" not in text
    assert coverage_sentences(growth(observations, YUNNAN))[0] == ("No figures of Yunnan are recorded for 1994–1999.")
    [seam] = coverage_sentences(growth(observations, CHINA))
    assert seam == "The figures of China come from 2 sources; the source changes in 2021."


@pytest.mark.parametrize(("first", "words"), [(2024, "one year is too short"), (2023, "2 years are too few")])
def test_a_window_too_short_for_an_average_is_said(observations, first, words):
    assert words in average_growth_sentence(growth(observations, ZHAOTONG, first))


@given(st.floats(-20, 20))
def test_above_below_and_level_follow_the_printed_number(gap):
    words = plain(points(Rounded(gap, gap, gap, frozenset([7]))))
    digits = re.search(r"[0-9.]+", words)
    if words == "level with":
        assert abs(gap) < 0.0501
    else:
        assert words.endswith("above" if gap > 0 else "below")
        assert float(digits[0]) == pytest.approx(abs(gap), abs=0.0501)


def test_names_from_the_data_cannot_put_markup_into_a_report(observations):
    regions = observations.regions.copy()
    regions.loc[ZHAOTONG, "name_en"] = "<script>alert(1)</script>"
    hostile = dataclasses.replace(observations, regions=regions)
    sentence = average_growth_sentence(growth(hostile, ZHAOTONG))
    html = Paragraph([sentence])._repr_mimebundle_()["text/html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
