"""Market entities and services: the remainder, the days of an average, before and after, and who is mentioned."""

import dataclasses

import pytest
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.figures.printed import read_printed
from helpers.questions.business_climate import charts, leads, sentences, tables
from helpers.questions.business_climate.registrations import (
    COVERAGE,
    RANKS,
    SERVICES,
    beside,
    halls,
    published,
    registrations,
)
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language

ZHAOTONG = "530600"


@pytest.fixture(scope="module")
def entities(observations):
    return registrations(observations, ZHAOTONG)


def edition_of(observations, entities, counted="calendar", services=None):
    pairs = beside(observations, ZHAOTONG, SERVICES) if services is None else services
    ranks = beside(observations, ZHAOTONG, RANKS)
    return leads.edition(observations.region(ZHAOTONG), pairs, ranks, entities, counted)


def said_in(edition) -> list[str]:
    """The lead and the main points, without their marks."""
    return [edition.lead.text, *(plain(str(point)) for point in edition.points.sentences)]


def altered(figure, printed):
    return dataclasses.replace(figure, printed=printed, rounded=read_printed(printed))


def test_the_reform_leads_and_registrations_follow(observations, entities):
    lead, *points = said_in(edition_of(observations, entities))
    assert lead == (
        "In Zhaotong, the notice period of simple deregistration fell from 45 days to 20 days with the reform, 56% "
        "less, as reported in 2022."
    )
    assert points[0] == (
        "In Zhaotong, the time to pay taxes was 86.14 hours in 2022, first in the province by the source's own account."
    )
    assert points[1] == (
        "In Zhaotong, 57,809 businesses were registered from 1 January to 6 November 2023: 186 for each of 310 "
        "calendar days, where the source says 187."
    )
    assert points[-1] == (
        "Among the businesses registered are 48,360 new sole traders (84%) and 9,164 new companies (16%)."
    )


def test_what_leads_in_chinese(observations, entities):
    use_language("zh")
    lead, *points = said_in(edition_of(observations, entities))
    assert lead == "据2022年的报道，改革后昭通市简易注销公告时间由45天压缩至20天，减少55.6%。"
    assert "2022年，昭通市一部手机办事通注册用户896600户，据原文居全省第3位。" in points
    assert "2023年1月1日至11月6日，昭通市新登记市场主体57809户；按310个日历日计，日均186户，原文写日均187件。" in points


def test_without_a_figure_from_before_registrations_lead(observations, entities):
    pairs = [(after, None) for after, _before in beside(observations, ZHAOTONG, SERVICES)]
    assert said_in(edition_of(observations, entities, services=pairs))[0].startswith("In Zhaotong, 57,809 businesses")
    assert sentences.services_sentence(pairs) == "Of 8 services no figure from before the reform was published."


@pytest.mark.parametrize(
    ("before", "words"), [("45", "fell from 45 days to 20"), ("10", "rose from 10 days to 20"), ("20", "stayed at 20")]
)
def test_a_service_is_said_with_its_verb(observations, entities, before, words):
    [(after, was), *_others] = beside(observations, ZHAOTONG, SERVICES)
    assert words in " ".join(said_in(edition_of(observations, entities, services=[(after, altered(was, before))])))


@pytest.mark.parametrize(
    ("stated", "words"), [("187", "where the source says 187."), ("186", ", as the source says."), (None, "days.")]
)
def test_the_stated_rate_is_held_against_the_days(observations, entities, stated, words):
    rate = altered(entities.stated_rate, stated) if stated else None
    found = dataclasses.replace(entities, stated_rate=rate)
    said = plain(leads.registrations_sentence(observations.region(ZHAOTONG), found, "calendar"))
    assert said.endswith(words)


def test_the_kinds_leave_a_remainder_that_is_said(entities):
    assert entities.rest.rounded.value == 285
    said = sentences.rest_sentence(entities)
    assert plain(said).startswith("The kinds that are named leave 285 (0.49%) unexplained. The law knows")
    named = (entities.total, *entities.kinds)
    assert rows_cited(said) == entities.rest.rounded.rows == {row for figure in named for row in figure.rows}


@pytest.mark.parametrize(
    ("total", "words"), [("57524", "add up to the total"), ("57500", "come to 24 (0.04%) more than the total")]
)
def test_kinds_that_leave_nothing_leave_nothing_unexplained(entities, total, words):
    whole = altered(entities.total, total)
    said = plain(sentences.rest_sentence(dataclasses.replace(entities, total=whole)))
    assert words in said
    assert "law" not in said


@pytest.mark.parametrize(("counted", "days", "rate"), [("calendar", 310, "186"), ("weekdays", 221, "262")])
def test_an_average_says_which_days_it_counts(observations, entities, counted, days, rate):
    assert entities.days(counted) == days
    sentence = plain(leads.registrations_sentence(observations.region(ZHAOTONG), entities, counted))
    assert f"{rate} for each of {days} " in sentence


def test_the_chart_names_the_largest_kind(observations, entities):
    drawn = charts.draw_registrations(observations.region(ZHAOTONG), entities)
    assert plain(drawn.title) == "84% of the businesses registered are new sole traders"
    fewer = dataclasses.replace(entities, kinds=[entities.kinds[0], altered(entities.kinds[1], "100")])
    drawn = charts.draw_registrations(observations.region(ZHAOTONG), fewer)
    assert plain(drawn.title) == "16% of the businesses registered are new companies"


def test_a_region_without_registrations_is_refused(observations):
    with pytest.raises(NoFiguresError, match="no registrations of market entities"):
        registrations(observations, "530300")


def test_services_show_before_only_where_it_is_published(observations):
    pairs = beside(observations, ZHAOTONG, SERVICES)
    frame = frame_of(tables.services_table(pairs))
    notice = frame.loc["Notice period of simple deregistration"]
    assert rows_cited(notice["change"]) == rows_cited(notice["before"] + notice["after"])
    frame = frame.map(plain)
    assert list(frame.loc["Notice period of simple deregistration"]) == ["45 days", "20 days", "55.6% less"]
    assert list(frame.loc["Time for a building permit"]) == ["not published", "at most 50 working days", "—"]
    assert frame.loc["Cost of starting a business", "after"] == "0 yuan"
    assert (frame["before"] == "not published").sum() == len(frame) - 1


def test_counts_have_their_measure_words_in_chinese(observations):
    use_language("zh")
    frame = frame_of(tables.services_table(beside(observations, ZHAOTONG, SERVICES))).map(plain)
    assert frame.loc["企业开办环节数", frame.columns[1]] == "3个"
    frame = frame_of(tables.coverage_table(published(observations, ZHAOTONG, COVERAGE))).map(plain)
    printed = dict(zip(frame.index, frame.iloc[:, 0], strict=True))
    assert printed["一部手机办事通事项数"] == "763项"
    assert printed["办结“跨省通办”事项数"] == "30000件以上"
    assert not [name for name, figure in printed.items() if figure[-1].isdigit()]


def test_key_figures_are_of_registrations_and_of_the_first_service_with_a_before(observations, entities):
    pairs = beside(observations, ZHAOTONG, SERVICES)
    figures = said_of(sentences.climate_key_figures(entities, "calendar", pairs))
    assert [plain(value) for value in figures.values()] == ["20 days", "57,809", "186", "84%"]
    assert plain(next(iter(figures))).endswith("(before the reform: 45 days)")
    assert len(said_of(sentences.climate_key_figures(entities, "calendar", pairs[1:]))) == 3


def test_ranks_stand_beside_what_is_ranked(observations):
    frame = frame_of(tables.ranks_table(beside(observations, ZHAOTONG, RANKS))).map(plain)
    assert list(frame["rank"]) == ["rank 3", "rank 2", "rank 3", "rank 1"]
    assert frame["what is ranked"].to_list() == ["896,600", "not published", "0.27 working days", "86.14 hours"]


def test_every_county_has_its_service_hall_or_is_not_mentioned(observations):
    states = halls(observations, ZHAOTONG)
    frame = frame_of(tables.halls_table(states))
    assert len(frame) == 11
    assert frame.index[frame["state"] == "not mentioned"].to_list() == ["Yongshan", "Suijiang"]
    assert "Of 11 counties the source mentions the service halls of 9" in sentences.coverage_sentence(states)
