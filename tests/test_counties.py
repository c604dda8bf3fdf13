"""The counties: what two published rankings bound, and how large each county is."""

import dataclasses
import math

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.figures.printed import Rounded
from helpers.figures.rankings import rankings
from helpers.figures.regions import Region
from helpers.questions.counties import sentences, tables
from helpers.questions.counties.rankings import black_list, cross_section, quarter_bound, red_list, share
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language

ZHAOTONG, ZHENXIONG, YANJIN, SUIJIANG, QIAOJIA, YILIANG = "530600", "530627", "530623", "530626", "530622", "530628"


def codes(regions: list[Region]) -> list[str]:
    return [region.code for region in regions]


@pytest.fixture(scope="module")
def two(observations):
    return list(rankings(observations, ZHAOTONG).values())


def test_the_rankings_are_as_published(two):
    half_year, now = two
    assert [ranking.period for ranking in two] == ["2023Q2", "2023Q3"]
    assert codes(sorted(half_year.places, key=half_year.place)) == [ZHENXIONG, SUIJIANG, YANJIN, QIAOJIA]
    assert codes(sorted(now.places, key=now.place)) == [YANJIN, SUIJIANG, YILIANG, ZHENXIONG]
    assert codes([half_year.first, now.first]) == [ZHENXIONG, YANJIN]
    assert [ranking.double_digit.printed for ranking in two] == ["5", "6"]


def test_a_region_without_a_ranking_is_refused(observations):
    with pytest.raises(NoFiguresError, match=r"no ranking of the counties of Qujing \(530300\)"):
        rankings(observations, "530300")


def test_a_place_bounds_the_growth(observations, two):
    half_year, now = two
    zhenxiong, yanjin, yiliang = map(observations.region, (ZHENXIONG, YANJIN, YILIANG))
    assert half_year.growth(zhenxiong).value == 14.7
    assert now.growth(yanjin).value == 15.5
    assert half_year.growth(yanjin).bounds == (9.95, 14.75)  # third of five that grew by two digits
    assert half_year.growth(yiliang).bounds == (-math.inf, 14.75)  # not named
    known = (half_year.highest, half_year.double_digit, half_year.places[yanjin])
    assert half_year.growth(yanjin).rows == {row for figure in known for row in figure.rows}
    assert half_year.growth(yiliang).rows == set(half_year.highest.rows)
    uncounted = dataclasses.replace(half_year, double_digit=None)
    assert uncounted.growth(yanjin).low == -math.inf


@given(st.floats(0.01, 0.99), st.floats(-20, 30), st.floats(-20, 30), st.floats(0, 0.05), st.floats(0, 0.05))
def test_a_quarter_lies_within_its_bound_whatever_its_weight(weight, before, quarter, one, other):
    now = weight * before + (1 - weight) * quarter
    bound = quarter_bound(Rounded(before, before - one, before + one), Rounded(now, now - other, now + other))
    assert bound.low <= quarter + 1e-9
    assert quarter - 1e-9 <= bound.high


def test_growth_that_rose_or_fell_bounds_the_quarter_and_overlapping_ones_do_not():
    low, high = Rounded(10, 9.95, 10.05), Rounded(12, 11.95, 12.05)
    assert quarter_bound(low, high).bounds == (11.95, math.inf)
    assert quarter_bound(high, low).bounds == (-math.inf, 10.05)
    assert quarter_bound(low, Rounded(10, 9.5, 10.5)).bounds == (-math.inf, math.inf)


def test_the_sentences_say_who_moved_and_what_is_bounded(observations, two):
    half_year, now = two
    moved = plain(" ".join(sentences.movement_sentences(half_year, now)))
    assert "Up: Yanjin (3 to 1)." in moved
    assert "Down: Zhenxiong (1 to 4)." in moved
    assert "In the same place: Suijiang (2)." in moved
    assert "New among the published places: Yiliang. No longer among them: Qiaojia." in moved
    assert "5 in Q1–Q2 2023, 6 in Q1–Q3 2023" in moved
    bounded, yanjin = sentences.bound_sentence(half_year, now), observations.region(YANJIN)
    assert "Yanjin by more than 15.45%" in plain(bounded)
    assert rows_cited(bounded) == half_year.growth(yanjin).rows | now.growth(yanjin).rows
    assert "the source does not say of what" in sentences.leader_sentence(observations.region(ZHAOTONG), now)
    use_language("zh")
    assert "盐津县（3→1）" in plain(" ".join(sentences.movement_sentences(half_year, now)))


def test_the_counties_without_a_place_are_counted(observations, two):
    counties = observations.regions_within(ZHAOTONG)
    said = sentences.unnamed_sentence(two[1], counties)
    assert "Of the 7 counties without a published place in Q1–Q3 2023, 2 grew" in plain(said)
    counted = (two[1].double_digit, *two[1].places.values())
    assert rows_cited(said) == {row for figure in counted for row in figure.rows}
    uncounted = dataclasses.replace(two[1], double_digit=None, highest=None)
    assert "7 counties have no published place" in sentences.unnamed_sentence(uncounted, counties)
    assert sentences.leader_sentence(observations.region(ZHAOTONG), uncounted).endswith("of the counties of Zhaotong.")
    assert "two digits" not in " ".join(sentences.movement_sentences(two[0], uncounted))


def test_one_ranking_alone_is_said_to_show_no_movement(observations, two):
    half_year, _now = two
    assert "no movement" in sentences.movement_sentences(None, half_year)[0]
    assert "nothing can be said" in sentences.bound_sentence(None, half_year)
    columns = frame_of(tables.ranks_table(observations.regions_within(ZHAOTONG), None, half_year, {})).columns
    assert list(columns) == ["rank, Q1–Q2 2023", "growth, Q1–Q2 2023", "red list"]
    assert list(frame_of(tables.places_table(None, half_year)).columns) == ["rank, Q1–Q2 2023"]


def test_what_a_ranking_leaves_open_is_not_bounded(observations, two):
    half_year, now = two
    counties, sizes = observations.regions_within(ZHAOTONG), cross_section(observations, ZHAOTONG)
    for lacking, bounds in (
        ({"highest": None}, ["over 9.95%", "—"]),
        ({"highest": None, "double_digit": None}, ["—", "—"]),
    ):
        ranking = dataclasses.replace(half_year, **lacking)
        growth = frame_of(tables.ranks_table(counties, None, ranking, {}))["growth, Q1–Q2 2023"]
        assert list(growth.loc[["Yanjin", "Yiliang"]].map(plain)) == bounds
    assert len(said_of(sentences.ranking_key_figures(half_year, now, sizes))) == 4
    assert len(said_of(sentences.ranking_key_figures(None, ranking, sizes))) == 1


def test_every_county_stands_in_the_table_in_order(observations, two):
    half_year, now = two
    red = red_list(observations, ZHAOTONG, "2023Q2")
    table = tables.ranks_table(observations.regions_within(ZHAOTONG), half_year, now, red)
    assert list(frame_of(table).index[:4]) == ["Yanjin", "Suijiang", "Yiliang", "Zhenxiong"]
    assert len(frame_of(table)) == 11
    assert list(frame_of(table).loc["Yiliang"].map(plain)) == ["—", "3", "below 14.75%", "9.95% to 15.55%", "no"]
    assert frame_of(table)["red list"].value_counts()["yes"] == 3
    assert len(BeautifulSoup(table.html, "html.parser").tbody.find_all("tr")) == 11


def test_the_red_list_is_set_beside_the_growth_list(observations, two):
    red = red_list(observations, ZHAOTONG, "2023Q2")
    black = black_list(observations, ZHAOTONG, "2023Q2")
    said = plain(" ".join(sentences.red_list_sentences(two[0], red, black)))
    assert "Counties on the black list: 0." in said
    assert "On the red list of the half-year: Ludian, Qiaojia and Suijiang." in said
    assert "Also among the published growth ranks: Qiaojia and Suijiang." in said
    assert "Ranked for growth, yet not on the list: Zhenxiong and Yanjin." in said
    assert "On the list without a published growth rank: Ludian." in said
    assert "No red list" in sentences.red_list_sentences(two[0], {}, None)[0]


def test_the_cross_section_has_all_counties_of_one_year(observations, two):
    sizes = cross_section(observations, ZHAOTONG)
    assert len(sizes) == 11
    assert {size.gdp.period for size in sizes.values()} == {"2020"}
    assert share(sizes, sizes).value == pytest.approx(100)
    assert share(sizes, [next(iter(sizes))]).rows == {row for size in sizes.values() for row in size.gdp.rows}
    assert next(iter(sizes)).code == "530602"
    assert sizes[observations.region("530681")].gdp_per_head.value == pytest.approx(77.4996 / 10.3532 * 1e4)
    assert "Zhaoyang alone made 28.4%" in plain(sentences.size_sentence(sizes, two[1]))
    assert sum(len(size.figures) for size in sizes.values()) == 33
    assert [len(ranking.figures) for ranking in two] == [6, 6]
    assert len(red_list(observations, ZHAOTONG, "2023Q2")) == 3
    with pytest.raises(NoFiguresError):
        cross_section(observations, "530000")
