"""What the sentences say, and that they agree with the numbers."""

import dataclasses
import re
from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest
from made_up import gaps_of, said_of
from markupsafe import Markup

from helpers.figures.comparable import select_pair
from helpers.figures.observations import NoFiguresError
from helpers.figures.series import select_series
from helpers.questions.growth.claim_sentences import claim_sentences
from helpers.questions.growth.claims import latest_claim
from helpers.questions.growth.latest import claim_sentence, latest_sentence
from helpers.questions.growth.sentences import (
    average_sentence,
    coverage_sentences,
    cumulative_sentences,
    extremes_sentence,
    growth_key_figures,
    record_sentence,
    slump_sentences,
)
from helpers.show.releases import release_sentences
from helpers.show.wording import Paragraph
from helpers.text.citations import cited, plain
from helpers.text.language import use_language

ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"


def words(sentence) -> str:
    """A sentence as a reader reads it, without marks and entities."""
    return plain(Markup(sentence).striptags())


def growth(observations, region, first=1994, last=2024):
    return select_series(observations, region, "gdp_growth_real", window=(first, last))


def pairs_of(observations, own, benchmarks=(YUNNAN, CHINA)):
    first, last = own.index[0].year, own.index[-1].year
    return [select_pair(observations, own, growth(observations, each, first, last)) for each in benchmarks]


def test_the_claim_of_2023_in_english(observations):
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    said = " ".join(claim_sentences(observations.region(ZHAOTONG), claim))
    text = plain(said)
    assert "In November 2023 growth of 8% was published, which stands for anything from 7.5 to 8.5." in text
    assert "It is 2.8 points above China (5.2%, since revised to 5.4%)" in text
    assert "the difference was 2.25 to 3.35 points at first and is 2.05 to 3.15 by the revised figure" in text
    assert "For Yunnan 4.4% follows if the stated lead of 3.6 points is right (3.85 to 4.95 with rounding)" in text
    assert "at place 1 in its province; no peer's figure was found to check that" in text
    assert cited("2.25 to 3.35", [*claim.own.rows, *claim.benchmarks[1].then.rows], 2.25, 3.35) in said


def test_the_claim_of_2023_in_chinese(observations):
    use_language("zh")
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    text = plain("".join(claim_sentences(observations.region(ZHAOTONG), claim)))
    assert "增速比全国（5.2%，后修订为5.4%）高2.8个百分点；考虑四舍五入，差距当时为2.25至3.35个百分点" in text
    assert "按原文高3.6个百分点推算，全省为4.4%（考虑四舍五入为3.85至4.95），未见公布数。" in text


def test_without_a_claim_it_says_so(observations):
    claim = latest_claim(observations, "530300", [YUNNAN, CHINA])
    assert claim is None
    [said] = claim_sentences(observations.region("530300"), claim)
    assert said == "No growth of Qujing in part of a year is recorded, so there is nothing to check."


def test_a_claim_carries_its_reservation_in_its_sentence(observations):
    claim = latest_claim(observations, ZHAOTONG, [YUNNAN, CHINA])
    assert words(claim_sentence(claim)) == (
        "In January to September 2023 Zhaotong's economy grew 8% (first release, as the press reported it), 2.8 points "
        "above China (5.2%, since revised to 5.4%)."
    )
    assert "as the press" not in plain(claim_sentence(replace(claim, from_press=False)))
    assert "(of an unknown release, as" in plain(claim_sentence(replace(claim, release="")))


def test_a_figure_that_was_never_revised_is_said_once(observations):
    claim = latest_claim(observations.as_known(pd.Period("2024-05", "M")), YUNNAN, [CHINA])
    assert str(claim.period) == "2024Q1"
    assert "revised" not in " ".join(claim_sentences(claim.region, claim))


def test_sentences_about_the_long_series(observations):
    own = growth(observations, ZHAOTONG)
    average = average_sentence(own)
    assert cited("9.4", own.rows.index, 9.4) in average
    assert words(average) == (
        "From 1994 to 2024 Zhaotong's economy grew 9.4% a year on average in real terms. From 2015 on it grew 7.4% a "
        "year."
    )
    assert cited("16.1", own.rows_in([pd.Period("2012", "Y")]), 16.1) in extremes_sentence(own)
    assert words(extremes_sentence(own)) == (
        "Zhaotong's economy grew fastest in 2012 (16.1%) and slowest in 2001 (1.3%)."
    )
    assert "7.1% a year over 2020–2021" in plain(slump_sentences(own)[0])
    province, nation = pairs_of(observations, own)
    assert plain(record_sentence(nation, gaps_of([nation])["China"])).startswith(
        "Zhaotong grew faster than China in 8 of the 10 years that can be compared, by "
    )
    assert "Chained from 2012 to 2019" in plain(cumulative_sentences(nation)[0])
    assert words(latest_sentence(own, [province, nation], gaps_of([province, nation]))) == (
        "Zhaotong's economy grew 4.6% in real terms in 2024 (first release), 1.3 points above Yunnan (3.3%, since "
        "revised to 3.2%), and 0.4 points below China (5.0%)."
    )


def test_a_gap_without_a_pair_of_one_release_is_said_and_not_given(observations):
    own = growth(observations, ZHAOTONG, 2023, 2023)
    said = words(latest_sentence(own, pairs := pairs_of(observations, own), gaps_of(pairs)))
    assert said == (
        "Zhaotong's economy grew 7.7% in real terms in 2023 (first release), 2.5 points above China (5.2%, since "
        "revised to 5.4%). No figure of Yunnan for 2023 is of the same release, so no gap is given."
    )
    assert list(said_of(growth_key_figures(own, pairs_of(observations, own)))) == ["Zhaotong, 2023", "China, 2023"]
    [lonely] = pairs_of(observations, own)[:1]
    assert record_sentence(lonely, gaps_of([lonely])["Yunnan"]) is None
    assert cumulative_sentences(lonely) == []


@pytest.mark.slow
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
            for first, second, behind in mark.findall(str(latest_sentence(own, pairs, gaps_of(pairs)))):
                releases = [set(observations.figures.at[int(row), "basis"].split("|")) for row in (first, second)]
                assert set.intersection(*releases) - {""} or re.search("since revised to", behind), year
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
    assert "by another release" not in plain(latest_sentence(own, [pair], gaps_of([pair])))
    figures = {at: replace(each, value=9.9) for at, each in first.own.figures.items()}
    other = replace(first, own=replace(first.own))
    other.own.__dict__["figures"] = figures
    said = plain(latest_sentence(own, [other], gaps_of([other])))
    assert "points above China by another release (9.9% and 3.0%, first release)" in said


def test_holes_seams_and_weak_years_are_said(observations):
    text = " ".join(coverage_sentences(growth(observations, ZHAOTONG)))
    assert "the source changes in 2019 and 2024" in text
    assert "Weakly supported" not in text
    assert coverage_sentences(growth(observations, YUNNAN))[0] == ("No figures of Yunnan are recorded for 1994–1999.")
    [seam] = coverage_sentences(growth(observations, CHINA))
    assert seam == "The figures of China come from 2 sources; the source changes in 2021."


@pytest.mark.parametrize(
    ("first", "words"), [(2024, "one year has no average"), (2023, "grew 6.1% a year on average in real terms.")]
)
def test_a_short_window_has_an_average_from_two_years_on(observations, first, words):
    assert words in plain(average_sentence(growth(observations, ZHAOTONG, first)))


def test_names_from_the_data_cannot_put_markup_into_a_report(observations):
    regions = observations.regions.copy()
    regions.loc[ZHAOTONG, "name_en"] = "<script>alert(1)</script>"
    hostile = dataclasses.replace(observations, regions=regions)
    sentence = average_sentence(growth(hostile, ZHAOTONG))
    html = Paragraph([sentence])._repr_mimebundle_()["text/html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
