"""A region among its peers: ranks with ties, gaps in words that agree with them, and convergence of made-up regions."""

import math
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from chart_checks import texts_apart
from hypothesis import given
from hypothesis import strategies as st
from made_up import frame_of, made_up, made_up_pair, said_of

from helpers.figures.comparable import Comparable, select_pair
from helpers.figures.observations import NoFiguresError, load_observations
from helpers.figures.revisions import decompose
from helpers.figures.series import select_series
from helpers.models.association import association
from helpers.models.convergence import beta_convergence, sigma_convergence
from helpers.models.gaps import growth_gap, summarise_gap
from helpers.models.group import Group, group_of
from helpers.models.growth import chained_index
from helpers.models.ranks import ranks
from helpers.models.requirements import ModelRefusedError, attempt
from helpers.parameters.errors import ParameterError
from helpers.questions.peers import (
    charts,
    leads,
    multiples,
    rank_charts,
    rank_sentences,
    sentences,
    size_sentences,
    tables,
)
from helpers.questions.peers.contributions import peer_contributions
from helpers.questions.peers.multiples import usual
from helpers.questions.peers.parameters import Peers
from helpers.questions.peers.per_head import per_head
from helpers.questions.peers.sizes import convergence, share_of_peers
from helpers.questions.peers.standings import earlier_place, latest_place, place_among_cities
from helpers.questions.peers.together import together
from helpers.show.releases import release_sentences
from helpers.text.citations import cited, plain, rows_cited
from helpers.text.language import ordinal, use_language
from helpers.text.messages import RefusedError

OBSERVATIONS = load_observations()
RATES = st.floats(-10, 25).map(lambda value: round(value, 1))
YEARS = (None, None)
ZHAOTONG, YUNNAN = (OBSERVATIONS.region(code) for code in ("530600", "530000"))


def test_equal_rates_share_the_better_rank():
    rates = pd.DataFrame([[8.0, 8.0, 5.0], [1.0, 2.0, 3.0]], columns=list("abc"))
    assert ranks(rates).to_numpy().tolist() == [[1, 1, 3], [3, 2, 1]]


def test_the_group_is_the_regions_of_one_parent_and_of_the_nation_its_provinces():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    assert (group.parent, group.rates.shape[1]) == (YUNNAN, 16)
    assert str(group.complete[-1]) == "2025"
    assert group_of(OBSERVATIONS, "100000", YEARS).rates.shape[1] == 31
    with pytest.raises(NoFiguresError):
        group_of(OBSERVATIONS, "530602", YEARS)


@pytest.mark.parametrize(
    ("year", "rank", "among", "first"), [(2023, 1, 16, "Zhaotong"), (2024, 4, 15, None), (2025, 5, 16, None)]
)
def test_where_zhaotong_stood_in_the_latest_years(year, rank, among, first):
    group = group_of(OBSERVATIONS, "530600", (year, year))
    at = pd.Period(str(year), "Y")
    assert group.ranks_in(at)[ZHAOTONG] == rank
    assert len(group.ranks_in(at)) == among
    assert group.compared.bases[at].code == "first_release"
    said = plain(rank_sentences.rank_sentence(group))
    missing = " with figures (Diqing missing)" if among == 15 else ""
    assert f"ranks {ordinal(rank)} of the {among} prefectures of Yunnan{missing}." in said
    assert first is None or group.ends[0].name == first


@pytest.mark.parametrize(
    ("year", "regions", "growth", "published"), [(2023, 16, 4.32, None), (2024, 15, 3.37, 3.3), (2025, 16, 4.12, 4.1)]
)
def test_the_peers_weighted_by_their_size_grow_as_the_province_does(year, regions, growth, published):
    group = group_of(OBSERVATIONS, "530600", (year, year))
    [found] = together(OBSERVATIONS, group).years
    assert (found.regions, round(found.growth.value, 2)) == (regions, growth)
    assert (found.whole_growth and found.whole_growth.value) == published
    said = plain(" ".join(sentences.together_sentences(group, together(OBSERVATIONS, group))))
    assert f"{growth}%" in said
    assert ("For Yunnan no figures of that release" in said) == (published is None)


def test_the_sum_of_the_peers_beside_what_is_published_of_the_province():
    found = together(OBSERVATIONS, group_of(OBSERVATIONS, "530600", (2025, 2025)))
    assert (round(found.years[0].size.value, 2), found.years[0].whole_size.value) == (32787.55, 32765.78)
    assert set(found.rows["basis"]) == {"first_release"}


def test_a_group_that_is_a_list_in_the_data():
    group = group_of(OBSERVATIONS, "530600", YEARS, "yearbook_cities")
    year = pd.Period("2023", "Y")
    assert (group.size, group.parent.code) == (298, "100000")
    assert (group.ranks_in(year)[ZHAOTONG], len(group.ranks_in(year))) == (30, 296)
    assert group.compared.bases[year].code == "first_release"
    chart = rank_charts.draw_ranks(group)
    assert "Histogram" in chart.alt
    assert charts.draw_gap_map(group) is None
    assert len(chart.data.rows) == 298 - len(group.missing)
    assert "Zhaotong grew faster than 266 of 295 others in 2023" in chart.title


def test_a_region_stands_among_the_peers_it_belongs_to():
    with pytest.raises(ParameterError, match=r"Chuxiong \(532300\) is not one of them"):
        Peers.resolve("yearbook_cities", {"region": "532300"}, OBSERVATIONS)
    with pytest.raises(ValueError, match="one of siblings, yearbook_cities is expected"):
        Peers.read("counties", OBSERVATIONS)


def test_a_year_that_too_few_peers_have_is_not_ranked():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    assert "2022" not in group.ranked.astype(str)
    assert {"2023", "2024", "2025"} <= set(group.ranked.astype(str))


def test_what_the_latest_years_lack_is_said():
    said = " ".join(sentences.coverage_sentences(group_of(OBSERVATIONS, "530600", YEARS)))
    assert "2022 (11) and 2024 (15)" in said
    assert "Four of the 506 growth rates are weakly" in plain(said)


@given(st.lists(st.tuples(RATES, RATES), min_size=1, max_size=30))
def test_a_gap_is_said_as_its_numbers_have_it(pairs):
    own = made_up(OBSERVATIONS, [mine for mine, _theirs in pairs], "530600")
    parent = made_up(OBSERVATIONS, [theirs for _mine, theirs in pairs], "530000")
    pair = made_up_pair(own, parent)
    group = Group(ZHAOTONG, YUNNAN, Comparable({ZHAOTONG: own}, pair.bases), {ZHAOTONG: pair}, [])
    said = " ".join(sentences.gap_sentences(group))
    text = plain(said)
    summary = attempt(summarise_gap, pair)
    if isinstance(summary, RefusedError):
        assert text == str(summary)
        return
    if isinstance(summary.lasting, RefusedError):
        assert str(summary.lasting) in text
    else:
        low, high = round(summary.lasting.low, 1), round(summary.lasting.high, 1)
        assert ("No lasting gap shows" in text) == (low <= 0 <= high)
        assert ("more than chance" in text) == (low > 0 or high < 0)
    record = str(sentences.record_sentence(group))
    assert f"in {summary.ahead} of the {len(pairs)} years" in plain(record)
    mean = round(summary.mean.value, 1)
    assert (" gained " in record, " lost " in record, "same pace" in record) == (mean > 0, mean < 0, mean == 0)
    assert summary.ahead == sum(round(mine - theirs, 1) > 0 for mine, theirs in pairs)
    assert re.search(r"\bnan\b", text) is None
    assert "\N{MINUS SIGN}" not in record
    assert rows_cited(record) == set(own.rows.index)  # those of the parent have the same numbers here


@given(st.lists(RATES, min_size=1, max_size=30))
def test_the_gap_of_a_region_to_itself_is_zero(values):
    series = made_up(OBSERVATIONS, values)
    assert (growth_gap(made_up_pair(series, series))["value"] == 0).all()


@given(st.lists(RATES, min_size=2, max_size=30))
def test_chaining_and_unchaining_give_the_rates_back(values):
    rates = made_up(OBSERVATIONS, values).values
    back = 100 * chained_index(rates).pct_change().iloc[1:]
    assert np.allclose(back, rates)


def test_beta_finds_the_slope_it_was_given_and_its_speed():
    initial = pd.Series(np.exp(np.linspace(0, 3, 16)), index=[f"r{number}" for number in range(16)])
    grown = 2.0 - 0.5 * np.log(initial) + np.random.default_rng(1).normal(0, 0.01, 16)
    beta = beta_convergence(initial, grown, 20)
    assert beta.b == pytest.approx(-0.5, abs=0.01)
    assert beta.speed == pytest.approx(-100 * math.log(1 + beta.b) / 20)
    assert beta.converges
    assert len(beta.without) == 16
    scaled = beta_convergence(1000 * initial, grown, 20)
    assert (scaled.b, scaled.low, scaled.high) == pytest.approx((beta.b, beta.low, beta.high))
    shuffled = beta_convergence(initial.sample(frac=1, random_state=2), grown, 20)
    assert shuffled.b == pytest.approx(beta.b)


def test_too_few_regions_are_refused_in_a_sentence():
    refusal = attempt(beta_convergence, pd.Series([1.0, 2.0]), pd.Series([0.1, 0.2]), 5)
    assert str(refusal) == "A test of convergence needs at least 10 regions and has 2."


def test_sigma_is_the_spread_of_the_logs_and_wants_every_region():
    levels = pd.DataFrame({"a": [1.0, 1.0], "b": [math.e, math.e**2]})
    assert sigma_convergence(levels).to_list() == pytest.approx([math.sqrt(0.5), math.sqrt(2)])
    with pytest.raises(RefusedError):
        sigma_convergence(pd.DataFrame({"a": [1.0], "b": [None]}).astype(float))


def test_the_convergence_of_the_prefectures_is_of_size_and_says_so():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    found = convergence(OBSERVATIONS, group)
    assert found.beta.n == 16
    assert found.beta.years == 28
    said = plain(" ".join(size_sentences.convergence_sentences(found)))
    assert "From later starts the slope is" in said
    assert "from 2006" in said
    assert "of the rates are suspect" in said
    assert ("they come closer by" in said) == found.beta.converges
    undecided = found.beta.low <= 0 <= found.beta.high
    assert ("neither clearly faster" in size_sentences.faster_sentence(found.beta)) == undecided
    assert ("No clear link" in charts.draw_convergence(group, found).title) == undecided


@pytest.mark.parametrize(
    ("end", "words"), [(1.2, "drew apart"), (0.8, "narrowed from 1.00 to 0.80"), (1.001, "stayed")]
)
def test_sizes_draw_closer_apart_or_neither_as_their_spread_is_printed(end, words):
    group = group_of(OBSERVATIONS, "530600", YEARS)
    found = convergence(OBSERVATIONS, group)
    sigma = pd.Series([1.0, end], found.sigma.index[[0, -1]])
    said = plain(size_sentences.spread_sentence(group, replace(found, sigma=sigma)))
    assert words in said
    assert sum(verb in said for verb in ("drew apart", "more alike in size: their", "stayed at")) == 1


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(-2, -1, "Smaller economies grew faster"), (1, 2, "Larger economies"), (-1, 1, "neither clearly faster")],
)
def test_small_ones_grew_faster_only_where_that_can_be_told(low, high, words):
    beta = convergence(OBSERVATIONS, group_of(OBSERVATIONS, "530600", YEARS)).beta
    assert words in size_sentences.faster_sentence(replace(beta, b=(low + high) / 2, low=low, high=high))


def test_the_share_in_the_group_comes_from_one_source():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    share = share_of_peers(OBSERVATIONS, group)
    assert set(share.rows["source"]) == {"csmar-yearbook"}
    assert 0 < share.values.min() < share.values.max() < 20
    (sentence,) = size_sentences.share_sentences(group, share)
    assert f"fell from 6.2% in 1992 to {share.values.iloc[-1]:.1f}% in 2021" in plain(sentence)
    assert rows_cited(sentence) == set(share.rows.index)
    assert share_of_peers(OBSERVATIONS, group_of(OBSERVATIONS, "100000", YEARS)) is None
    assert size_sentences.share_sentences(group, None) == []


def test_a_rank_rests_on_the_rates_of_all_peers_and_a_gap_on_two():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    last = group.rows_in(group.complete[-1:]).index
    assert len(last) == 16
    assert cited("fifth", last, 5) in rank_sentences.rank_sentence(group)
    ranks_of_year = frame_of(tables.ranks_table(group))
    assert ranks_of_year.index[-1] == cited("2025", last, 2025)
    gap = frame_of(tables.gap_map_table(group)).loc["2012", "Zhaotong"]
    both = [series.rows_in([pd.Period("2012", "Y")])[0] for series in (group.series[ZHAOTONG], group.parent_series)]
    assert rows_cited(gap) == set(both)


def test_the_size_of_a_region_leads_to_its_level_and_its_growth_to_its_rates():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    found = convergence(OBSERVATIONS, group)
    size, growth = frame_of(tables.sizes_table(found)).loc["Zhaotong"]
    own = group.series[ZHAOTONG]
    (level,) = rows_cited(size)
    assert OBSERVATIONS.figures.loc[level, ["region", "indicator", "period"]].to_list() == [
        "530600",
        "gdp_current",
        "1993",
    ]
    assert rows_cited(growth) == set(own.rows_in(found.sigma.index[1:]))
    from_later = OBSERVATIONS.figures.loc[list(found.rows.index)]
    assert (from_later["indicator"] == "gdp_current").sum() == 16 * (1 + len(found.later))


def test_key_figures_answer_for_a_region_and_for_the_parent_of_all():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    sizes, heads = convergence(OBSERVATIONS, group), per_head(OBSERVATIONS, group)
    cities = place_among_cities(OBSERVATIONS, group, YEARS)
    own = said_of(sentences.position_key_figures(group, cities, heads, sizes))
    assert list(map(plain, own.values())) == [
        "fifth of 16",
        "30th of 296 (29th to 30th within rounding)",
        "+0.5",
        "62%",
    ]
    assert all(map(rows_cited, own.values()))
    nation = group_of(OBSERVATIONS, "100000", (2000, None))
    refused = ModelRefusedError("convergence", "short", {})
    said = said_of(sentences.position_key_figures(nation, None, per_head(OBSERVATIONS, nation), refused))
    assert [name.split(":")[0] for name in said] == ["Fastest", "Slowest"]
    assert rank_sentences.average_sentences(nation) == []
    assert rank_sentences.range_sentence(nation) is None
    assert multiples.draw_multiples(nation) is None  # 31 panels and as many columns below them


def test_without_a_complete_year_there_is_no_rank_and_maybe_no_key_figure():
    own, other = made_up(OBSERVATIONS, [8.0, None], "530600"), made_up(OBSERVATIONS, [None, 7.0], "530300")
    first = made_up_pair(own, own).bases
    group = Group(ZHAOTONG, YUNNAN, Comparable({ZHAOTONG: own, other.region: other}, first), {}, [])
    refused = ModelRefusedError("convergence", "short", {"minimum": 2, "n": 0})
    heads = per_head(OBSERVATIONS, group)
    nothing = replace(heads, years=[])
    assert sentences.position_key_figures(group, None, nothing, refused) is None
    frame = frame_of(tables.peers_table(group))
    assert (frame[["average rank", "average gap, points"]] == "—").all(axis=None)
    edition = leads.edition(group, None, nothing, refused, None)
    assert edition.lead.text == (
        "Zhaotong grew by 8.0% in 2000; a figure for that year was found for only 1 of the 2 prefectures of Yunnan, "
        "too few for a rank."
    )


def test_an_association_counts_its_independent_years_and_refuses_few():
    index = pd.period_range("2000", periods=30, freq="Y")
    noise = np.random.default_rng(5).normal(size=(2, 30))
    apart = association(pd.Series(noise[0], index), pd.Series(noise[1], index))
    assert apart.low <= apart.r <= apart.high
    assert not apart.can_be_told
    wandering = association(pd.Series(noise[0].cumsum(), index), pd.Series(noise[1].cumsum(), index))
    assert wandering.effective < wandering.n
    alike = association(pd.Series(noise[0], index), pd.Series(noise[0] + 0.1 * noise[1], index))
    assert alike.can_be_told
    with pytest.raises(RefusedError, match="needs at least 12 values"):
        association(pd.Series(noise[0][:11], index[:11]), pd.Series(noise[1], index))


@cache
def found_of(code: str, window=YEARS):
    """What a report on peers looks up, once for all tests."""
    group = group_of(OBSERVATIONS, code, window)
    sizes, added = attempt(convergence, OBSERVATIONS, group), peer_contributions(OBSERVATIONS, group)
    return group, place_among_cities(OBSERVATIONS, group, window), per_head(OBSERVATIONS, group), sizes, added


def edition_of(code: str, language: str, window=YEARS):
    use_language(language)
    return found_of(code, window)[0], leads.edition(*found_of(code, window))


PLACES = ["530600", "530300", "533400", "440000", "530000", "100000"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_region_leads_with_its_own_place(language):
    said = set()
    for code in PLACES:
        group, edition = edition_of(code, language)
        text = edition.lead.text
        assert group.region.name in text
        assert group.region.name in leads.title_of(group)
        assert re.search("grew|shrank" if language == "en" else "增长|下降", text)
        assert str(group.ranked[-1]) in text
        assert len(edition.points.sentences) >= 1
        said.add(text)
    assert len(said) == len(PLACES)


def test_zhaotong_leads_with_the_rank_of_the_latest_year_and_how_it_moved():
    group, edition = edition_of("530600", "en")
    assert edition.lead.text == (
        "In 2025 Zhaotong grew by 4.6%, which ranks fifth of the 16 prefectures of Yunnan. In 2023 it was first of 16; "
        "it has fallen since."
    )
    assert leads.title_of(group) == (
        "Where does Zhaotong stand among the 16 prefectures of Yunnan, and do they come closer?"
    )
    points = plain(" ".join(edition.points.sentences))
    assert "ranked 30th of the 296 cities of China with figures (Laiwu and Sansha missing; 29th to 30th" in points
    assert "Zhaotong did best in 1995 and 2023 (first) and worst in 2007 (16th)." in points
    _group, chinese = edition_of("530600", "zh")
    assert chinese.lead.text == (
        "2025年，昭通市地区生产总值比上年增长4.6%，增速居全省16个州（市）第5位。2023年居16个州（市）第1位，此后位次后移。"
    )


def test_the_nation_leads_with_who_was_first_and_last_among_its_provinces():
    group, edition = edition_of("100000", "en")
    first, last = (region.name for region in group.ends)
    assert edition.lead.text.startswith(f"Of the 31 provinces of China, {first} grew fastest in {group.ranked[-1]}, by")
    assert f"{last} slowest" in edition.lead.text
    assert leads.title_of(group).startswith("Which of the 31 provinces of China grow fastest")


def test_a_region_without_a_figure_says_so_and_what_is_known_of_the_others():
    group, edition = edition_of("533400", "en", (2024, 2024))
    assert latest_place(group) is None
    assert edition.lead.text.startswith(
        "No growth of Diqing that can be held against its peers was found. Of the 15 prefectures of Yunnan, "
    )


def group_of_rates(rates: dict[str, list[float]]) -> Group:
    """Prefectures of Yunnan with made-up rates."""
    series = {OBSERVATIONS.region(code): made_up(OBSERVATIONS, values, code) for code, values in rates.items()}
    bases = made_up_pair(series[ZHAOTONG], series[ZHAOTONG]).bases
    return Group(ZHAOTONG, YUNNAN, Comparable(series, bases), {}, [])


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (
            [9.0, 1.0],
            "grew by 1.0%, which ranks last of the 3 prefectures of Yunnan. In 2000 it was first of 3; it has fallen",
        ),
        (
            [1.0, 9.0],
            "grew by 9.0%, which ranks first of the 3 prefectures of Yunnan. In 2000 it was last of 3; it has risen",
        ),
        ([9.0, 9.0], "ranks first of the 3 prefectures of Yunnan."),
        ([9.0, -1.0], "shrank by 1.0%, which ranks last"),
        ([9.0, 0.0], "did not grow, which ranks last"),
        ([9.0, 5.0], "ranks joint second of the 3 prefectures of Yunnan (second to third within rounding)"),
    ],
)
def test_a_place_is_said_by_the_sign_of_growth_and_the_move_only_where_it_is_sure(own, words):
    said = plain(
        rank_sentences.rank_sentence(group_of_rates({"530600": own, "530300": [5.0, 5.0], "530100": [6.0, 6.0]}))
    )
    assert words in said
    assert ("fallen since" in said, "risen since" in said) == (own[0] > own[1], own[0] < own[1])


def test_a_move_within_rounding_is_no_move():
    near = group_of_rates({"530600": [5.05, 5.0], "530300": [5.0, 5.05], "530100": [1.0, 1.0]})
    assert earlier_place(near) is not None
    said = plain(rank_sentences.rank_sentence(near))
    assert "which rounding does not tell apart from now" in said
    assert "since" not in said
    assert "Between Zhaotong and Qujing the figures of 2001 are too close to call within rounding." in plain(
        " ".join(rank_sentences.average_sentences(near))
    )
    title = plain(rank_charts.draw_ranks(near).title)
    assert title == "Zhaotong was second in 2001"


@pytest.mark.parametrize(
    ("last", "words"),
    [(1.0, "and Kunming slowest, by 1.0%"), (-1.0, "while Kunming shrank by 1.0%"), (0.0, "did not grow")],
)
def test_who_was_last_grew_shrank_or_did_not_grow(last, words):
    group = group_of_rates({"530600": [5.0], "530300": [4.0], "530100": [last]})
    said = plain(rank_sentences.ends_sentence(replace(group, region=YUNNAN)))
    assert words in said
    assert said.startswith("Of the 3 prefectures of Yunnan, Zhaotong")


def framed(chart) -> list[str]:
    """The regions whose row of a heat map has a frame, in both layouts alike."""
    wide, narrow = (
        [patch.get_label() for patch in drawing.axes[0].patches if re.fullmatch(r"\d{6}", patch.get_label())]
        for drawing in (chart.wide, chart.narrow)
    )
    assert wide == narrow
    return wide


def test_the_charts_say_what_they_show_of_the_region_and_name_it():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    ranks, gaps = rank_charts.draw_ranks(group), charts.draw_gap_map(group)
    assert plain(ranks.title) == "Zhaotong fell from first in 2023 to fifth in 2025"
    assert gaps.title == "Zhaotong was ahead of Yunnan in 6 of 12 years"
    assert framed(gaps) == ["530600"]
    nation = group_of(OBSERVATIONS, "100000", YEARS)
    assert framed(charts.draw_gap_map(nation)) == []
    assert plain(rank_charts.draw_ranks(nation).title).startswith("Tibet grew fastest in")


def test_one_odd_year_does_not_set_the_scale_but_is_named():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    assert usual(group.rates)[1] < 30 < group.rates.to_numpy(na_value=0).max()
    chart = multiples.draw_multiples(group)
    for drawing in (chart.wide, chart.narrow):
        assert any("in 1994" in text.get_text() for text in drawing.axes[0].texts)


def test_every_dot_has_a_name_and_no_name_covers_another():
    group = group_of(OBSERVATIONS, "530600", YEARS)
    chart = charts.draw_convergence(group, convergence(OBSERVATIONS, group))
    assert {text.get_text() for text in chart.wide.axes[0].texts} == {region.name for region in group.series}
    assert "Zhaotong" in {text.get_text() for text in chart.narrow.axes[0].texts}
    texts_apart(chart)


def test_a_gap_to_the_newest_figures_is_growth_and_what_was_revised():
    own, benchmark = (select_series(OBSERVATIONS, code, "gdp_growth_real") for code in ("530600", "530000"))
    pair = select_pair(OBSERVATIONS, own, benchmark)
    found = decompose(pair)
    assert {"2012", "2016"} <= {str(at) for at in found.years}
    newest = [pair.own.figures[at].value - pair.revised[at].value for at in found.years]
    assert found.whole == pytest.approx(np.mean(newest))
    assert found.growth == pytest.approx(np.mean([pair.gaps[at].value for at in found.years]))
    said = plain(" ".join(release_sentences(pair)))
    assert f"{found.whole:+.2f} points" in said.replace("−", "-")
    assert decompose(made_up_pair(own, own)) is None
