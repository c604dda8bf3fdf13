"""Market entities and services: the remainder, the days of an average, before and after, and who is mentioned."""

import pytest
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.questions.business_climate import sentences, tables
from helpers.questions.business_climate.registrations import RANKS, SERVICES, beside, halls, registrations
from helpers.text.citations import plain, rows_cited

ZHAOTONG = "530600"


@pytest.fixture(scope="module")
def entities(observations):
    return registrations(observations, ZHAOTONG)


def test_the_kinds_leave_a_remainder_that_is_said(entities):
    assert entities.rest.rounded.value == 285
    said = sentences.kinds_sentence(entities)
    sentence = plain(said)
    assert "Companies registered 9,164 (15.85%) and Sole traders registered 48,360 (83.65%)" in sentence
    assert "the remaining 285 (0.49%) are not explained" in sentence
    named = (entities.total, *entities.kinds)
    assert rows_cited(said) == entities.rest.rounded.rows == {row for figure in named for row in figure.rows}


@pytest.mark.parametrize(("counted", "days", "rate"), [("calendar", 310, "186.48"), ("weekdays", 221, "261.58")])
def test_an_average_says_which_days_it_counts(entities, counted, days, rate):
    assert entities.days(counted) == days
    sentence = plain(sentences.rate_sentence(entities, counted))
    assert f"{days} " in sentence
    assert f"{rate} a day" in sentence
    assert "the source says 187" in sentence


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


def test_key_figures_are_of_registrations_and_of_the_first_service_with_a_before(observations, entities):
    pairs = beside(observations, ZHAOTONG, SERVICES)
    figures = said_of(sentences.registrations_key_figures(entities, "calendar", pairs))
    assert [plain(value) for value in figures.values()] == ["57,809", "186.48", "83.65%", "20 days"]
    assert plain(list(figures)[-1]).endswith("(before the reform: 45 days)")
    assert len(said_of(sentences.registrations_key_figures(entities, "calendar", pairs[1:]))) == 3


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
