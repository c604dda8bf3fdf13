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
from helpers.questions.counties import leads, sentences, tables
from helpers.questions.counties.charts import draw_rankings
from helpers.questions.counties.rankings import black_list, cross_section, quarter_bound, red_list, share
from helpers.questions.counties.unranked import unranked_together
from helpers.questions.lasting.unpublished import unranked_counties
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language
from helpers.text.messages import RefusedError

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
    assert moved == (
        "Yanjin (third to first) rose. Zhenxiong (first to fourth) fell. Suijiang (second) kept the same place. "
        "Yiliang (third) entered the published places. Qiaojia (fourth) dropped out of them."
    )
    bounded, yanjin = sentences.bound_sentence(half_year, now), observations.region(YANJIN)
    assert "In July to September 2023 alone Yanjin grew by more than 15.45%" in plain(bounded)
    assert rows_cited(bounded) == half_year.growth(yanjin).rows | now.growth(yanjin).rows
    use_language("zh")
    assert "盐津县（由第3位到第1位）位次前移。" in plain("".join(sentences.movement_sentences(half_year, now)))
    assert "仅就2023年三季度而言" in plain(sentences.bound_sentence(half_year, now))


def test_months_that_are_more_than_a_quarter_are_named_by_their_ends(two):
    half_year, now = two
    first = dataclasses.replace(half_year, period="2023Q1")
    assert sentences.months_between(first, now) == "April to September 2023"


def test_the_lead_says_who_led_before_and_where_that_one_is_now(observations, two):
    half_year, now = two
    region, zhenxiong = observations.region(ZHAOTONG), observations.region(ZHENXIONG)
    said = leads.leader_sentence(region, half_year, now, 11)
    assert plain(said) == (
        "Yanjin (15.5%) grew fastest of the 11 counties of Zhaotong in January to September 2023; Zhenxiong (14.7%), "
        "which had led in January to June 2023, came fourth. The source does not say whether it was GDP that grew."
    )
    known = (now.highest, half_year.highest, now.places[zhenxiong])
    assert rows_cited(said) == {row for figure in known for row in figure.rows}
    gone = dataclasses.replace(now, places={each: place for each, place in now.places.items() if each != zhenxiong})
    assert "was no longer among those named" in leads.leader_sentence(region, half_year, gone, 11)
    assert "as it had in January to June 2023" in leads.leader_sentence(region, half_year, half_year, 11)
    alone = leads.leader_sentence(region, None, dataclasses.replace(now, highest=None), 11)
    assert plain(alone) == "Yanjin grew fastest of the 11 counties of Zhaotong in January to September 2023."
    use_language("zh")
    assert plain(leads.leader_sentence(region, half_year, now, 11)).startswith(
        "2023年前三季度，盐津县（15.5%）增长最快，居昭通市11个县（市、区）首位；2023年上半年领先的镇雄县（14.7%）退居第4位。"
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_report_leads_with_its_own_counties_and_says_how_many_were_fast(observations, two, language):
    use_language(language)
    region, sizes = observations.region(ZHAOTONG), cross_section(observations, ZHAOTONG)
    bound = unranked_together(observations, region, two[1], sizes)
    edition = leads.edition(region, *two, sizes, bound)
    assert region.name in edition.lead.text
    assert region.name in leads.title_of(region, two[0])
    points = [plain(each) for each in edition.points.sentences]
    assert "10%" in points[0]
    assert "6.9%" in points[1]
    assert len(points) == len(set(points)) == 3
    refused = leads.edition(region, *two, sizes, RefusedError("nothing fits"))
    assert "6.9%" not in " ".join(refused.points.sentences)


def test_the_counties_without_a_place_are_bounded_as_the_whole_allows(observations, two):
    sizes = cross_section(observations, ZHAOTONG)
    region, now = observations.region(ZHAOTONG), two[1]
    found = unranked_together(observations, region, now, sizes)
    by_all_that_is_known = unranked_counties(observations, region).together
    assert found.high == pytest.approx(by_all_that_is_known.high)
    unranked = [county for county in sizes if county not in now.places]
    part = share(sizes, unranked).value / 100
    named = sum(share(sizes, [county]).value / 100 * now.growth(county).low for county in now.places)
    assert found.high <= (8.1 - named) / part + 0.01  # 8.1: 5.2 and 2.8 with their rounding
    assert "cannot have grown by more than 6.9% together" in plain(sentences.together_sentence(found, now, sizes))
    assert sentences.together_sentence(None, now, sizes) is None
    assert sentences.together_sentence(Rounded(math.nan, 0, math.inf), now, sizes) is None
    unknown = dataclasses.replace(now, period="2022Q3")
    assert unranked_together(observations, region, unknown, sizes) is None


def test_only_a_small_county_is_said_to_be_less_than_an_even_share(observations, two):
    half_year, now = two
    sizes = cross_section(observations, ZHAOTONG)
    small, large = (plain(sentences.leader_size_sentence(sizes, each)) for each in (now, half_year))
    assert "was ninth of the 11 counties by GDP in 2020; its 4.3% of the whole is less than an even share" in small
    assert "it adds 0.7 points to the growth of all" in small
    assert "was second of the 11 counties by GDP in 2020, with 16.9% of the whole" in large
    assert "even share" not in large
    unrated = dataclasses.replace(now, highest=None)
    assert "adds" not in plain(sentences.leader_size_sentence(sizes, unrated))


def test_the_counties_without_a_place_are_counted(observations, two):
    counties = observations.regions_within(ZHAOTONG)
    said = sentences.unnamed_sentence(two[1], counties)
    assert "Of the 7 counties without a published place in January to September 2023, 2 grew" in plain(said)
    counted = (two[1].double_digit, *two[1].places.values())
    assert rows_cited(said) == {row for figure in counted for row in figure.rows}
    uncounted = dataclasses.replace(two[1], double_digit=None, highest=None)
    assert "7 of the counties have no published place" in sentences.unnamed_sentence(uncounted, counties)
    assert sentences.count_sentence(two[0], uncounted) is None
    assert plain(sentences.count_sentence(two[0], two[1])) == (
        "Six counties grew by 10% or more in January to September 2023, after five in January to June 2023."
    )
    assert plain(sentences.count_sentence(None, two[0])) == "Five counties grew by 10% or more in January to June 2023."


def test_one_ranking_alone_is_said_to_show_no_movement(observations, two):
    half_year, _now = two
    assert "cannot be said who moved" in sentences.movement_sentences(None, half_year)[0]
    assert "says nothing" in sentences.bound_sentence(None, half_year)
    assert leads.title_of(observations.region(ZHAOTONG), None) == "Which counties of Zhaotong grow fastest?"
    columns = frame_of(tables.ranks_table(observations.regions_within(ZHAOTONG), None, half_year, {})).columns
    assert list(columns) == ["place, January to June 2023", "growth, January to June 2023", "red list"]
    assert list(frame_of(tables.places_table(None, half_year)).columns) == ["place, January to June 2023"]


@pytest.mark.parametrize(
    ("before", "now", "title"),
    [
        (0, 1, "Yanjin took the lead from Zhenxiong"),
        (0, 0, "Zhenxiong led in January to June 2023 and in January to June 2023"),
        (None, 1, "Yanjin led in January to September 2023"),
    ],
)
def test_the_chart_of_places_says_who_led(two, before, now, title):
    chart = draw_rankings(None if before is None else two[before], two[now])
    assert chart.title == title


def test_what_a_ranking_leaves_open_is_not_bounded(observations, two):
    half_year, now = two
    counties, sizes = observations.regions_within(ZHAOTONG), cross_section(observations, ZHAOTONG)
    for lacking, bounds in (
        ({"highest": None}, ["over 9.95%", "—"]),
        ({"highest": None, "double_digit": None}, ["—", "—"]),
    ):
        ranking = dataclasses.replace(half_year, **lacking)
        growth = frame_of(tables.ranks_table(counties, None, ranking, {}))["growth, January to June 2023"]
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
    assert "put Ludian, Qiaojia and Suijiang on its red list" in said
    assert "Of these Qiaojia and Suijiang also had a published place by growth." in said
    assert "For Ludian no place by growth was published." in said
    assert "The list leaves out Zhenxiong and Yanjin, among the fastest by growth." in said
    assert "It put no county on its black list" in said
    one = dataclasses.replace(black, rounded=Rounded.exact(1.0))
    assert "It put one county on its black list" in plain(" ".join(sentences.red_list_sentences(two[0], red, one)))
    assert "No list" in sentences.red_list_sentences(two[0], {}, None)[0]


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
