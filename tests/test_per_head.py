"""Output per head, inequality, contributions, what rounding leaves of a rank: known answers, and the bundled data."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import frame_of

from helpers.figures.observations import Observations, load_observations
from helpers.figures.printed import Rounded, read_printed
from helpers.models.group import Group, group_of
from helpers.models.inequality import theil
from helpers.models.ranks import possible_ranks
from helpers.models.requirements import attempt
from helpers.questions.peers import contributions
from helpers.questions.peers.bar_charts import draw_contributions, draw_heads
from helpers.questions.peers.contribution_sentences import contribution_sentences
from helpers.questions.peers.head_sentences import head_sentences, head_share, share_sentence, widest_year
from helpers.questions.peers.head_tables import heads_table, spread_table
from helpers.questions.peers.per_head import PerHead, per_head
from helpers.text.citations import plain, rows_cited

OBSERVATIONS = load_observations()
YEARS = (None, None)
SHARES = st.lists(st.tuples(st.floats(0.1, 100), st.floats(0.1, 100)), min_size=8, max_size=30)


@pytest.fixture(scope="module")
def group() -> Group:
    return group_of(OBSERVATIONS, "530600", YEARS)


@pytest.fixture(scope="module")
def heads(group) -> PerHead:
    return per_head(OBSERVATIONS, group)


def index_of(pairs, groups=None):
    output, residents = (pd.Series(each, dtype=float) for each in zip(*pairs, strict=True))
    return theil(output, residents, pd.Series(groups or ["a"] * len(pairs)))


def test_rounding_leaves_equal_and_neighbouring_rates_open():
    rates = dict(zip("abcd", map(read_printed, ["4.6", "4.6", "4.5", "4"]), strict=True))
    # 4.6 is at least 4.55, 4.5 at most that, and 4 may be anything from 3.5 to 4.5
    assert possible_ranks(rates) == {"a": (1, 2), "b": (1, 2), "c": (3, 4), "d": (3, 4)}


@given(st.lists(st.floats(-10, 20).map(lambda rate: round(rate, 1)), min_size=1, max_size=20))
def test_a_rank_lies_within_those_that_rounding_leaves(rates):
    figures = {place: Rounded(rate, rate - 0.05, rate + 0.05) for place, rate in enumerate(rates)}
    for place, (best, worst) in possible_ranks(figures).items():
        assert best <= 1 + sum(other > rates[place] for other in rates) <= worst
        assert 1 <= best <= worst <= len(rates)


def test_nobody_is_unequal_where_all_have_the_same_a_head():
    found = index_of([(2.0 * size, size) for size in range(1, 11)])
    assert (found.between, found.within) == pytest.approx((0, 0), abs=1e-12)


def test_theil_of_two_halves_by_hand():
    # one half of the people has 3/4 of the output: 3/4 ln(3/2) + 1/4 ln(1/2)
    pairs = [(3.0, 1.0)] * 4 + [(1.0, 1.0)] * 4
    found = index_of(pairs, ["rich"] * 4 + ["poor"] * 4)
    assert found.total == pytest.approx(0.75 * math.log(1.5) + 0.25 * math.log(0.5))
    assert found.within == pytest.approx(0, abs=1e-12)
    assert index_of(pairs).between == pytest.approx(0, abs=1e-12)


@given(SHARES)
def test_theil_adds_up_and_hangs_neither_on_order_nor_on_unit(pairs):
    groups = [str(place % 3) for place in range(len(pairs))]
    found, other = index_of(pairs, groups), index_of([(7 * output, 3 * people) for output, people in pairs], groups)
    assert found.total == pytest.approx(other.total, abs=1e-9)
    assert found.between >= -1e-12
    assert found.within >= -1e-9
    turned = index_of(pairs[::-1], groups[::-1])
    assert (turned.between, turned.within) == pytest.approx((found.between, found.within), abs=1e-9)


def test_seven_regions_are_too_few():
    assert str(attempt(index_of, [(1.0, 2.0)] * 7)) == "An index of inequality needs at least 8 regions and has 7."


def test_gdp_per_head_is_that_of_one_release_and_one_reckoning(group, heads):
    by_year = {str(year.at): year for year in heads.years}
    assert not by_year["2022"].computed
    assert by_year["2023"].computed
    assert len(by_year["2023"].heads) == 15  # residents of Nujiang are not recorded
    own = by_year["2023"].heads[group.region]
    rows = OBSERVATIONS.figures.loc[sorted(own.rows)]
    assert set(rows["indicator"]) == {"gdp_current", "population_resident"}
    output, people = (
        float(rows.loc[rows["indicator"] == name, "number"].iloc[0]) for name in ("gdp_current", "population_resident")
    )
    assert own.value == pytest.approx(output * 1e4 / people)
    releases = {
        OBSERVATIONS.figures.at[row, "basis"]
        for figure in by_year["2023"].heads.values()
        for row in figure.rows
        if OBSERVATIONS.figures.at[row, "indicator"] == "gdp_current"
    }
    assert releases == {"first_release"}


def test_what_is_said_per_head_follows_from_the_figures(group, heads):
    said = " ".join(head_sentences(group, heads))
    text = plain(said)
    assert "33,871 yuan, last of the 15 prefectures of Yunnan with figures (Nujiang missing)" in text
    assert "62% of that of Yunnan" in plain(share_sentence(group, head_share(group, heads)))
    assert "convergence per head needs the residents of at least 10 regions in two years" in text
    assert "Among the same 8 it fell from" in text
    assert "narrowed from" in text
    assert rows_cited(said) <= set(heads.rows.index)
    assert "Zhaotong 33.9" in draw_heads(group, heads).alt
    assert plain(frame_of(spread_table(heads)).loc["2023", "spread (standard deviation of the logs)"]) == "0.39"
    table = frame_of(heads_table(group, heads))
    assert plain(table.loc["Nujiang", "2023, GDP over residents"]) == "—"
    assert plain(table.loc["Zhaotong", "2023, GDP over residents"]) == "33,871"


def test_cities_have_beta_and_inequality_between_provinces():
    cities = group_of(OBSERVATIONS, "530600", (2019, 2025), "yearbook_cities")
    found = per_head(OBSERVATIONS, cities)
    assert found.beta.n > 250
    assert [str(at) for at in found.beta_years] == ["2020", "2023"]
    at, index = found.widest
    assert str(at) == "2020"
    assert 0.3 < index.between / index.total < 0.7
    text = plain(" ".join(head_sentences(cities, found)))
    assert "lay between provinces" in text
    assert draw_heads(cities, found) is None  # 296 bars are no chart


def test_peers_without_residents_are_told_so():
    provinces = group_of(OBSERVATIONS, "530000", YEARS)
    found = per_head(OBSERVATIONS, provinces)
    assert widest_year(provinces, found) is None
    assert [plain(each) for each in head_sentences(provinces, found)] == [
        "GDP per head of eight peers or more was found for no year, too few to compare."
    ]
    assert draw_heads(provinces, found) is None
    assert spread_table(found) is None


def test_contributions_are_share_of_the_year_before_times_growth(group):
    found = contributions.peer_contributions(OBSERVATIONS, group)
    assert str(found.at) == "2023"
    own = found.points[group.region]
    rows = OBSERVATIONS.figures.loc[sorted(own.rows)]
    assert set(rows["period"]) == {"2022", "2023"}
    assert 0.3 < own.value < 0.5
    rates = [group.series[place].figures[found.at].value for place in found.points]
    total = sum(each.value for each in found.points.values())
    assert min(rates) < total < max(rates)
    said = contribution_sentences(group, found, None)
    assert "Zhaotong added 0.41 points to the growth of Yunnan, third of 16." in plain(" ".join(said))
    assert draw_contributions(group, found).alt.startswith("Bar chart of contributions to growth in 2023")


def test_the_contributions_of_provinces_make_the_nation():
    found = contributions.peer_contributions(OBSERVATIONS, group_of(OBSERVATIONS, "530000", YEARS))
    total = sum(each.value for each in found.points.values())
    assert total == pytest.approx(found.whole.value, abs=0.2)


def test_cities_of_many_provinces_are_parts_of_no_one_region():
    cities = group_of(OBSERVATIONS, "530600", (2022, 2025), "yearbook_cities")
    assert contributions.peer_contributions(OBSERVATIONS, cities) is None
    assert draw_contributions(cities, None) is None


def test_sectors_add_up_to_the_change_at_current_prices(group):
    found = contributions.sector_contributions(OBSERVATIONS, group.region)
    assert not found.real
    levels = OBSERVATIONS.figures.loc[found.rows.index]
    assert levels["source"].nunique() == 1
    before, after = (levels.loc[levels["period"] == str(at), "number"].sum() for at in (found.at - 1, found.at))
    assert sum(each.value for each in found.points.values()) == pytest.approx(100 * (after / before - 1))
    text = plain(" ".join(contribution_sentences(group, None, found)))
    assert "rose by 6.7% in 2023" in text
    assert "No real growth of its sectors was found." in text


def with_real_sectors(observations: Observations, code: str) -> Observations:
    """The data with real growth of the sectors, made up, in the year after their last shares."""
    figures = observations.figures
    shares = figures[(figures["region"] == code) & (figures["indicator"] == "gdp_share_primary")]
    last = shares[shares["basis"] == "first_release"].sort_values("period").iloc[-1]
    following = str(int(last["period"]) + 1)
    rows = []
    for place, (sector, rate) in enumerate({"primary": 3.0, "secondary": 5.0, "tertiary": 7.0}.items()):
        made = last.copy()
        made["indicator"], made["period"] = f"gdp_growth_real_{sector}", following
        made["number"], made["low"], made["high"] = rate, rate - 0.05, rate + 0.05
        made.name = int(figures.index.max()) + 1 + place
        rows.append(made)
    return replace(observations, figures=pd.concat([figures, pd.DataFrame(rows)]).astype(figures.dtypes.to_dict()))


def test_real_growth_of_the_sectors_counts_where_it_is_recorded():
    observations = with_real_sectors(OBSERVATIONS, "530600")
    found = contributions.sector_contributions(observations, observations.region("530600"))
    assert found.real
    total = sum(each.value for each in found.points.values())
    assert 3.0 < total < 7.0
    assert np.isclose(found.points["tertiary"].value / 7.0 + found.points["secondary"].value / 5.0, 0.83, atol=0.1)


def test_a_region_without_sectors_is_told_so(group):
    china = OBSERVATIONS.region("100000")
    assert contributions.sector_contributions(OBSERVATIONS, china) is None
    text = plain(" ".join(contribution_sentences(replace(group, region=china), None, None)))
    assert "What each sector of China added is not told" in text
