"""Projects and investment by stage: what is published, how concentrated it is, and what is not compared."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.questions.projects import sentences, tables
from helpers.questions.projects.groups import concentration, project_groups
from helpers.text.citations import plain, rows_cited

ZHAOTONG = "530600"


@pytest.fixture(scope="module")
def published(observations):
    return project_groups(observations, ZHAOTONG)


@pytest.fixture(scope="module")
def signed(observations):
    return concentration(observations, ZHAOTONG, "signed")


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
    spread, bounds = sentences.concentration_sentences(signed, "signed", 20)
    sentence = plain(spread)
    assert "25 of 191 projects (13.09%) carry 85.39% of the investment; the other 166 share 18.13 billion" in sentence
    assert rows_cited(bounds) == {row for figure in signed.figures for row in figure.rows}
    assert "no breakdown by size is published" in sentences.concentration_sentences(None, "planned", 10)[0]


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
    assert "Nothing of this kind is published as planned" in sentences.stages_sentence(
        observations.region(ZHAOTONG), some, stages
    )
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
    assert [plain(value) for value in figures.values()] == [
        "191",
        "124.09 billion yuan",
        "649.7 million yuan",
        "85.39%",
    ]
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
