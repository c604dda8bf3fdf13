"""Projects and investment by stage: what is published, how concentrated it is, and what is not compared."""

import dataclasses
import math
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.figures.periods import newest_words
from helpers.figures.printed import read_printed
from helpers.questions.projects import charts, leads, sentences, tables
from helpers.questions.projects.groups import concentration, project_groups, works
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language

ZHAOTONG = "530600"


@pytest.fixture(scope="module")
def published(observations):
    return project_groups(observations, ZHAOTONG)


@pytest.fixture(scope="module")
def signed(observations):
    return concentration(observations, ZHAOTONG, "signed")


def edition_of(observations, stage="signed"):
    place = observations.region(ZHAOTONG)
    found, breakdown = project_groups(observations, ZHAOTONG), concentration(observations, ZHAOTONG, stage)
    return leads.edition(observations, place, found, stage, breakdown)


def said_in(edition) -> list[str]:
    """The lead and the main points, without their marks."""
    return [edition.lead.text, *(plain(str(point)) for point in edition.points.sentences)]


def test_what_was_agreed_leads_and_what_came_of_it_follows(observations):
    lead, *points = said_in(edition_of(observations))
    assert lead == (
        "In Zhaotong, agreements for 124 billion yuan were signed from 1 January to 12 November 2023, 85% of the sum "
        "in 25 projects of at least 1 billion yuan. How much of it was paid in was not published."
    )
    assert "Zhaotong counted 436 projects started from 1 January to 6 November 2023." in points
    assert points[-1] == (
        "In Zhaotong, 72.2 billion yuan was paid in through investment promotion in 2017, the last such sum found."
    )
    counted = next(point for point in points if "235 projects under negotiation by 12 November 2023" in point)
    assert counted.endswith("The source leaves open what exactly it counts.")
    assert not [each for each in (lead, *points) if re.search(r"[(]agreed|event of|_", each)]


def test_what_leads_in_chinese(observations):
    use_language("zh")
    lead, *points = said_in(edition_of(observations))
    assert lead == (
        "2023年1月1日至11月12日，昭通市签约项目协议引资1240.9亿元，其中10亿元以上的25个项目占85.4%。"
        "实际到位资金未见公布。"
    )
    assert "2023年1月1日至11月6日，昭通市新开工项目436个。" in points
    assert (
        "2022年一季度，昭通市集中开工重大项目155个，总投资310亿元，平均每个2亿元；其中2022年计划投资133.8亿元，占43.2%。"
        in points
    )


def test_the_stage_that_is_looked_at_leads(observations, published):
    for stage in dict.fromkeys(group.leading.stage for group in published):
        edition = edition_of(observations, stage)
        leading = next(each["subject"] for each in edition.why if each["made"] == "lead")
        assert observations.indicator(leading).stage == stage
        subjects = [each["subject"] for each in edition.why]
        assert len(subjects) == len(set(subjects)), stage
    assert said_in(edition_of(observations, "started"))[0].startswith("Zhaotong counted 436 projects started from")


def test_money_paid_in_is_not_called_unpublished_where_it_is_known(observations):
    periods = observations.figures["period"].mask(
        observations.figures["indicator"] == "promotion_funds_in_place", "2023"
    )
    lead = edition_of(dataclasses.replace(observations, figures=observations.figures.assign(period=periods))).lead.text
    assert lead.endswith("Paid in in 2023 was 72.2 billion yuan, which the source does not relate to these agreements.")
    assert "not published" not in lead


def test_works_started_together_have_what_their_text_allows(observations):
    lot = works(observations, ZHAOTONG)
    assert lot.average.rounded.value == pytest.approx(2.0)
    assert lot.share_planned.rounded.value == pytest.approx(43.16, abs=0.01)
    without = observations.figures[observations.figures["indicator"] != "works_annual_plan_quarter"]
    assert works(dataclasses.replace(observations, figures=without), ZHAOTONG) is None
    assert works(observations, "530300") is None


def test_the_average_of_all_is_called_the_size_of_neither_only_where_it_is(signed):
    assert "is the size of neither" in sentences.concentration_sentences(signed, 10)[0]
    larger = dataclasses.replace(signed.investment, printed="2000", rounded=read_printed("2000"))
    even = dataclasses.replace(signed, investment=larger)
    assert "is the size of neither" not in sentences.concentration_sentences(even, 10)[0]


def test_an_event_that_is_dated_by_its_year_is_not_the_newest_figure(observations, published):
    rows = sorted(row for group in published for figure in group.figures for row in figure.rows)
    assert newest_words(observations.figures.loc[rows], ZHAOTONG) == "1 January to 12 November 2023"


def test_the_chart_says_how_far_the_figures_reach_in_one_unit(observations, published):
    place = observations.region(ZHAOTONG)
    drawn = charts.draw_stages(place, published, "investment")
    assert drawn.title == "Money paid in was last published for 2017"
    assert drawn.measure == "Billion yuan, logarithmic axis"
    axes = drawn.wide.axes[0]
    values = [text.get_text() for text in axes.texts if text.get_text()[0].isdigit()]
    assert len(values) == len(drawn.data.rows) == 13
    assert all(value.endswith(" billion yuan") for value in values)
    assert next(round(value, 3) for line in axes.lines for value in line.get_xdata()) == 944.822
    promised = [group for group in published if group.leading.stage != "paid_in"]
    assert charts.draw_stages(place, promised, "investment").title == "Nothing published is money paid in"
    counted = charts.draw_stages(place, published, "projects")
    assert counted.title == "How many projects are completed is not counted"


def test_every_staged_figure_is_there_once_in_the_order_of_the_stages(observations, published):
    stages = list(observations.vocabularies["stage"])
    order = [stages.index(group.leading.stage) for group in published]
    assert order == sorted(order)
    names = [figure.indicator.code for group in published for figure in group.figures]
    assert len(names) == len(set(names))
    assert {"planned_projects", "negotiating_investment", "signed_investment_large", "projects_full_investment"} <= set(
        names
    )
    assert not [name for name in names if name.startswith("fai_")]


def test_counts_and_sums_of_one_lot_stand_together_with_their_average(published):
    averages = {group.leading.indicator.code: group.average for group in published}
    assert averages["signed_projects"].rounded.value == pytest.approx(1240.9 / 191)
    assert averages["ceremony_projects_signed"].rounded.value == pytest.approx(484.3 / 70)
    assert averages["projects_started"] is None
    for group in published:
        assert len({figure.stage for figure in group.figures}) == 1


def test_a_region_without_projects_is_refused(observations):
    with pytest.raises(NoFiguresError, match="no project of Qujing"):
        project_groups(observations, "530300")


def test_concentration_is_of_both_projects_and_investment(observations, signed):
    assert signed.share_of_projects.rounded.value == pytest.approx(13.089, abs=1e-3)
    assert signed.share_of_investment.rounded.value == pytest.approx(85.386, abs=1e-3)
    count, left = signed.rest
    assert (count.rounded.value, left.rounded.value) == (166, pytest.approx(181.34))
    assert concentration(observations, ZHAOTONG, "planned") is None
    split, bounds = sentences.concentration_sentences(signed, 20)
    assert plain(split).startswith(
        "A large project is 4.24 billion yuan on average, each of the other 166 is 109 million"
    )
    assert plain(bounds).startswith("Between 1 and 25 projects reach 2 billion yuan")
    assert rows_cited(bounds) == {row for figure in signed.figures for row in figure.rows}
    assert len(sentences.concentration_sentences(signed, 10)) == 1
    assert "No breakdown by size is published" in sentences.concentration_sentences(None, 10)[0]


@pytest.mark.parametrize(
    ("size", "bounds"), [(10, (25, 25)), (5, (25, 61)), (1, (27, 191)), (20, (1, 25)), (50, (0, 20))]
)
def test_the_sums_bound_how_many_projects_reach_a_size(signed, size, bounds):
    assert signed.count_bounds(size) == bounds


@given(st.lists(st.floats(10, 400), min_size=25, max_size=25), st.floats(10.5, 300))
def test_no_project_list_with_these_sums_breaks_the_bounds(signed, sizes, size):
    """Any 25 sizes of at least the threshold, scaled to the published sum, have a count within the bounds."""
    spare = signed.large_investment.rounded.value - 25 * 10
    beyond = sum(each - 10 for each in sizes)
    scaled = [10 + (each - 10) * (spare / beyond if beyond else 0) for each in sizes]
    assume(math.isclose(sum(scaled), signed.large_investment.rounded.value, rel_tol=1e-6))
    least, most = signed.count_bounds(size)
    assert least <= sum(each >= size - 1e-6 for each in scaled)
    assert sum(each >= size + 1e-6 for each in scaled) <= most


def test_the_stages_are_said_and_tabled_with_their_scope(observations, published):
    stages = observations.vocabularies["stage"].values()
    said = sentences.stages_sentence(observations.region(ZHAOTONG), published, stages)
    assert "planned, under negotiation, signed (agreed), started" in said
    some = [group for group in published if group.leading.stage == "signed"]
    assert "None were found at: planned" in sentences.stages_sentence(observations.region(ZHAOTONG), some, stages)
    frame = frame_of(tables.stages_table(published))
    open_scope = frame[frame["what"] == "Projects under negotiation"].iloc[0]
    assert "leaves open which total it belongs to" in open_scope["scope"]
    assert open_scope["days"] == "as of 12 November 2023"
    row = frame[frame["what"] == "Projects started with the site meetings"].iloc[0]
    assert (plain(row["projects"]), row["investment"]) == ("over 200", "—")


def test_key_figures_are_of_the_stage_whether_or_not_large_projects_are_told_apart(published, signed):
    by_stage = {group.leading.stage: [] for group in published}
    for group in published:
        by_stage[group.leading.stage].append(group)
    figures = said_of(sentences.stage_key_figures(by_stage["signed"], signed))
    assert [plain(value) for value in figures.values()] == ["191", "124 billion yuan", "650 million yuan", "85%"]
    assert [rows_cited(value) for value in figures.values()][2] == {*signed.projects.rows, *signed.investment.rows}
    for lots_of_stage in by_stage.values():
        assert 1 <= len(said_of(sentences.stage_key_figures(lots_of_stage, None))) <= 4


def test_events_are_tabled_apart_and_years_are_not_compared_across_scopes(observations, published):
    assert len(frame_of(tables.events_table(published))) == 3
    assert tables.events_table([]) is None
    frame = frame_of(tables.comparison_table(observations, ZHAOTONG))
    assert len(frame) == 4
    assert frame["growth"].str.startswith("not to be compared: ").all()
    assert "different windows, event of 28 March 2022" in frame["growth"].iloc[0]
    assert tables.comparison_table(observations, "530300") is None
