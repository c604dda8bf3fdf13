from dataclasses import replace

import pandas as pd
import pytest
from made_up import made_up, made_up_pair

from helpers.figures.comparable import Pair, select_pair
from helpers.figures.printed import Rounded, read_printed
from helpers.figures.series import select_series
from helpers.models.gaps import cumulative_gap, growth_gap, implied_benchmark
from helpers.questions.growth.claim_sentences import claim_sentences
from helpers.questions.growth.claims import latest_claim
from helpers.text.messages import RefusedError


def pair_of(observations, own: str, benchmark: str, window: tuple[int, int]) -> Pair:
    rates = [select_series(observations, region, "gdp_growth_real", window=window) for region in (own, benchmark)]
    return select_pair(observations, *rates)


def test_a_gap_is_in_points_with_the_rounding_of_both(observations):
    gap = growth_gap(pair_of(observations, "530600", "530000", (2015, 2015))).iloc[0]  # printed 8 and 8.7
    assert gap.to_list() == pytest.approx([-0.7, -1.25, -0.15, True])


def test_gaps_are_given_only_where_both_are_known(observations):
    gap = growth_gap(pair_of(observations, "530600", "530000", (1994, 2024)))
    assert [at.year for at in gap.index] == list(range(2000, 2025))


def test_different_quantities_have_no_gap(observations):
    real = select_series(observations, "100000", "gdp_growth_real")
    nominal = select_series(observations, "100000", "retail_growth")
    with pytest.raises(RefusedError, match="do not measure the same thing"):
        select_pair(observations, real, nominal)


def test_the_cumulative_gap_is_a_ratio_of_chains(observations):
    own, other = made_up(observations, [10, 10]), made_up(observations, [5, 5])
    assert cumulative_gap(made_up_pair(own, other)) == pytest.approx(100 * (1.21 / 1.1025 - 1))


def test_the_cumulative_gap_runs_over_neighbouring_years_of_one_release(observations):
    own, other = made_up(observations, [50, 10, 10, 50, 10]), made_up(observations, [5, 5, 5, None, 5])
    pair = made_up_pair(own, other, mixed=[pd.Period("2000", "Y")])
    assert [at.year for at in pair.run] == [2001, 2002]
    assert cumulative_gap(pair) == pytest.approx(100 * (1.21 / 1.1025 - 1))


@pytest.mark.parametrize(
    ("own", "gap", "implied", "half_width"),
    [("8.0", "2.8", 5.2, 0.10), ("8.0", "3.6", 4.4, 0.10), ("8", "3.6", 4.4, 0.55)],
)
def test_a_stated_gap_implies_a_benchmark(own, gap, implied, half_width):
    benchmark = implied_benchmark(read_printed(own), read_printed(gap))
    expected = (implied, implied - half_width, implied + half_width)
    assert (benchmark.value, *benchmark.bounds) == pytest.approx(expected)


def test_the_claim_of_2023_then_now_and_implied(observations):
    claim = latest_claim(observations, "530600", ["530000", "100000"])
    province, nation = claim.benchmarks
    assert (claim.printed, str(claim.period), str(claim.known)) == ("8", "2023Q3", "2023-11")
    assert claim.stated_rank.value == 1
    assert (nation.then.value, nation.now.value, nation.implied.value) == (5.2, 5.4, 5.2)
    assert (province.then, province.now) == (None, None)
    assert province.implied == Rounded(4.4, 3.85, 4.95)
    assert province.implied.rows == claim.own.rows | province.stated_gap.rows
    assert (claim.peers, claim.peers_known) == (15, 0)


def test_a_claim_is_held_against_its_own_release_though_both_sides_were_revised(observations):
    """The revised figure of the region itself is not what was claimed."""
    figures = observations.figures
    claimed = figures[(figures["source"] == "zhaotong-growth-2023q1-q3") & (figures["indicator"] == "gdp_growth_real")]
    revised = claimed.assign(source="wdi-2025", basis="fifth_census", value="8.4", number=8.4, low=8.35, high=8.45)
    revised.index = [max(figures.index) + 1]
    later = replace(observations, figures=pd.concat([figures, revised]))
    [nation] = latest_claim(later, "530600", ["100000"]).benchmarks
    assert (nation.then.value, nation.now.value, nation.release) == (5.2, 5.4, "first release")


def test_a_claim_of_no_known_release_is_given_no_gap(observations):
    unlisted = replace(observations, figures=observations.figures.assign(basis=""))
    [nation] = latest_claim(unlisted, "530600", ["100000"]).benchmarks
    assert (nation.then, nation.release) == (None, "")
    claim = latest_claim(unlisted, "530600", ["100000"])
    assert "only a figure of another release is recorded" in " ".join(claim_sentences(claim.region, claim))


def test_a_stated_lead_over_the_province_says_nothing_about_another_province(observations):
    claim = latest_claim(observations, "530600", ["520000"])
    assert claim.benchmarks[0].implied is None


def test_before_it_was_published_there_is_no_claim(observations):
    assert latest_claim(observations.as_known(pd.Period("2023-10", "M")), "530600", []) is None
    assert latest_claim(observations.as_known(pd.Period("2023-11", "M")), "530600", []) is not None
