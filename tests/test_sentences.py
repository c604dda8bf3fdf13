"""What the sentences say, and that they agree with the numbers."""

import dataclasses
import re
from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import said_of

from helpers.figures.comparable import select_pair
from helpers.figures.observations import NoFiguresError
from helpers.figures.printed import Rounded
from helpers.figures.series import select_series
from helpers.questions.growth.claim_sentences import claim_sentences, claim_summary
from helpers.questions.growth.claims import latest_claim
from helpers.questions.growth.sentences import (
    average_growth_sentence,
    coverage_sentences,
    cumulative_sentences,
    evidence_sentence,
    extremes_sentence,
    gap_sentence,
    growth_key_figures,
    latest_sentence,
    slump_sentences,
)
from helpers.show.releases import release_sentences
from helpers.show.wording import Paragraph, points
from helpers.text.citations import cited, plain
from helpers.text.language import use_language

ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"


def growth(observations, region, first=1994, last=2024):
    return select_series(observations, region, "gdp_growth_real", window=(first, last))


def pairs_of(observations, own, benchmarks=(YUNNAN, CHINA)):
    first, last = own.index[0].year, own.index[-1].year
    return [select_pair(observations, own, growth(observations, each, first, last)) for each in benchmarks]


def test_the_claim_of_2023_in_english(observations):
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    said = " ".join(claim_sentences(observations.region(ZHAOTONG), claim))
    text = plain(said)
    assert "For Q1–Q3 2023 Zhaotong reported growth of 8%, published in Nov 2023" in text
    assert "8% is 2.8 points above the figure for China of the same release (5.2%, first release)" in text
    assert "2.6 points above the revised one (5.4%)" in text
    assert "2.25 to 3.35 points" in text
    assert "For Yunnan no figure was found: 4.4% is implied" in text
    assert "rank 1 in its province; the data hold the figure of the same period for 0 of its 15 peers" in text
    assert cited("2.25 to 3.35", [*claim.own.rows, *claim.benchmarks[1].then.rows], 2.25, 3.35) in said


def test_the_claim_of_2023_in_chinese(observations):
    use_language("zh")
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    text = plain("".join(claim_sentences(observations.region(ZHAOTONG), claim)))
    assert "昭通市的8%较全国同一次发布的数（5.2%，首次公布数）高2.8个百分点，较修订后的数（5.4%）高2.6个百分点" in text
    assert "没有找到云南省的同期增速：4.4%是由所称的+3.6个百分点差距推算的" in text


def test_without_a_claim_it_says_so(observations):
    claim = latest_claim(observations, "530300", [YUNNAN, CHINA])
    assert claim is None
    assert "No year-to-date growth of Qujing is recorded" in claim_summary(observations.region("530300"), claim)


def test_a_figure_that_was_never_revised_is_said_once(observations):
    claim = latest_claim(observations.as_known(pd.Period("2024-05", "M")), YUNNAN, [CHINA])
    assert str(claim.period) == "2024Q1"
    assert claim_summary(observations.region(YUNNAN), claim).count("first release") == 1


def test_sentences_about_the_long_series(observations):
    own = growth(observations, ZHAOTONG)
    average = average_growth_sentence(own)
    assert cited("9.4", own.rows.index, 9.4) in average
    assert plain(average).startswith("From 1994 to 2024 the real GDP of Zhaotong grew by 9.4% a year on average")
    assert cited("16.1", own.rows_in([pd.Period("2012", "Y")]), 16.1) in extremes_sentence(own)
    assert plain(extremes_sentence(own)) == (
        "Growth was fastest in 2012 (16.1%) and slowest in 2001 (1.3%); in 2024 it was 4.6%."
    )
    assert "7.1% a year over 2020–2021" in plain(slump_sentences(own)[0])
    province, nation = pairs_of(observations, own)
    assert plain(gap_sentence(nation)).startswith(
        "Zhaotong grew faster than China in 8 of the 10 years with figures of one release"
    )
    assert "Chained from 2012 to 2019" in plain(cumulative_sentences(nation)[0])
    assert plain(latest_sentence(own, [province, nation])) == (
        "In 2024 the real GDP of Zhaotong grew by 4.6%, 1.3 points above that of Yunnan (3.3%, first release; 1.4 "
        "points above the 3.2% revised since), and 0.4 points below that of China (5.0%, first release)."
    )
    assert "7 sources" in evidence_sentence(own)
    assert "none of them is weakly supported" in evidence_sentence(own)


def test_a_gap_without_a_pair_of_one_release_is_said_and_not_given(observations):
    own = growth(observations, ZHAOTONG, 2023, 2023)
    said = plain(latest_sentence(own, pairs_of(observations, own)))
    assert said == (
        "In 2023 the real GDP of Zhaotong grew by 7.7%, 2.5 points above that of China (5.2%, first release; 2.3 "
        "points above the 5.4% revised since). No figure of Yunnan for 2023 is of the same release, so that no gap is "
        "given."
    )
    assert list(said_of(growth_key_figures(own, pairs_of(observations, own)))) == ["Zhaotong, 2023", "China, 2023"]
    [lonely] = pairs_of(observations, own)[:1]
    assert "In no year figures of Zhaotong and Yunnan of one release" in plain(gap_sentence(lonely))
    assert cumulative_sentences(lonely) == []


def test_no_year_of_any_prefecture_leads_with_figures_of_different_releases(observations):
    """Whatever year a report ends in: a gap rests on two figures of one release, or says that one is revised since."""
    mark = re.compile("\ue000([0-9]+),([0-9]+)(?:;[^\ue001]*)?\ue001[^\ue002]*\ue002(.{0,40})")
    seen = 0
    for region in observations.regions_within(YUNNAN):
        for year in range(2000, 2026):
            try:
                own = growth(observations, region.code, year, year)
            except NoFiguresError:
                continue
            pairs = []
            for code in (YUNNAN, CHINA):
                with suppress(NoFiguresError):
                    pairs.append(select_pair(observations, own, growth(observations, code, year, year)))
            for first, second, behind in mark.findall(str(latest_sentence(own, pairs))):
                releases = [set(observations.figures.at[int(row), "basis"].split("|")) for row in (first, second)]
                assert set.intersection(*releases) - {""} or re.search("(above|below|with) the ", behind), year
                seen += 1
    assert seen > 250


def test_what_a_revision_makes_of_a_gap_is_said(observations):
    province, nation = pairs_of(observations, growth(observations, ZHAOTONG))
    said = plain(" ".join(release_sentences(province)))
    assert "Against Yunnan as revised since, the gap of 2024 is +1.4 points instead of +1.3." in said
    assert "The revision turns its sign in 2016." in said
    assert "For 2000–2011, 2020 and 2023 only figures of different releases" in said
    assert "turns its sign" not in plain(" ".join(release_sentences(nation)))


def test_a_gap_on_another_release_than_the_figure_that_was_named_says_its_own(observations):
    own = growth(observations, YUNNAN, 2022, 2022)
    [pair] = pairs_of(observations, own, [CHINA])
    first = select_pair(observations, own, growth(observations, CHINA, 2022, 2022), "first_release")
    assert "by another release" not in plain(latest_sentence(own, [pair]))
    figures = {at: replace(each, value=9.9) for at, each in first.own.figures.items()}
    other = replace(first, own=replace(first.own))
    other.own.__dict__["figures"] = figures
    assert "by another release (9.9% and 3.0%, first release)" in plain(latest_sentence(own, [other]))


def test_holes_seams_and_weak_years_are_said(observations):
    text = " ".join(coverage_sentences(growth(observations, ZHAOTONG)))
    assert "the source changes in 2019 and 2024" in text
    assert "Weakly supported" not in text
    assert coverage_sentences(growth(observations, YUNNAN))[0] == ("No figures of Yunnan are recorded for 1994–1999.")
    [seam] = coverage_sentences(growth(observations, CHINA))
    assert seam == "The figures of China come from 2 sources; the source changes in 2021."


@pytest.mark.parametrize(
    ("first", "words"), [(2024, "one year is no average"), (2023, "grew by 6.1% a year on average")]
)
def test_a_short_window_has_an_average_from_two_years_on(observations, first, words):
    assert words in plain(average_growth_sentence(growth(observations, ZHAOTONG, first)))


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
