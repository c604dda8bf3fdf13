"""Charts of peers, of the audit and of explore, and maps of tiles: what they show, in both layouts and themes."""

import re
from dataclasses import replace

import pytest
from chart_checks import texts_apart

from helpers.figures.package import refusal
from helpers.figures.rankings import rankings
from helpers.figures.series import select_series
from helpers.figures.tile_grid import grid_of
from helpers.models.fits import fit_line
from helpers.models.group import group_of
from helpers.questions.audit.charts import draw_outcomes
from helpers.questions.audit.evaluation import audit
from helpers.questions.audit.relations import load_relations, relations_about
from helpers.questions.counties.maps import draw_county_map
from helpers.questions.explore.charts import draw_series
from helpers.questions.peers import bar_charts, charts, multiples, rank_charts
from helpers.questions.peers.contributions import peer_contributions
from helpers.questions.peers.per_head import per_head
from helpers.questions.peers.sizes import convergence
from helpers.show.medium import colours
from helpers.show.palette import BELOW_TO_ABOVE, VARIABLES
from helpers.show.steps import Steps, ink_on
from helpers.show.tile_map import short_name
from helpers.text.citations import plain
from helpers.text.language import use_language

ZHAOTONG, YUNNAN = "530600", "530000"


@pytest.fixture(scope="module")
def prefectures(observations):
    return group_of(observations, ZHAOTONG, (None, None))


def drawn(chart, is_narrow: bool) -> list[str]:
    """The texts in a layout."""
    return [text.get_text() for axes in (chart.narrow if is_narrow else chart.wide).axes for text in axes.texts]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_of_the_charts_of_peers_lies_on_another(observations, prefectures, language):
    use_language(language)
    found = [
        rank_charts.draw_ranks(prefectures),
        charts.draw_gap_map(prefectures),
        charts.draw_gap_tiles(observations, prefectures),
        charts.draw_convergence(prefectures, convergence(observations, prefectures)),
        multiples.draw_multiples(prefectures),
        bar_charts.draw_heads(prefectures, per_head(observations, prefectures)),
        bar_charts.draw_contributions(prefectures, peer_contributions(observations, prefectures)),
    ]
    for chart in found:
        assert chart.title
        assert chart.measure
        texts_apart(chart)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_of_the_other_charts_lies_on_another(observations, language):
    use_language(language)
    place = observations.region(ZHAOTONG)
    relations = relations_about(load_relations(observations), observations, ZHAOTONG)
    texts_apart(draw_outcomes(relations, audit(relations, observations), place))
    texts_apart(draw_county_map(observations, place, [*rankings(observations, ZHAOTONG).values()][-1]))
    for indicator in ("gdp_growth_real", "gdp_current"):
        own, *benchmarks = [select_series(observations, each.code, indicator) for each in place.lineage]
        texts_apart(draw_series(own, benchmarks, fit_line(own)))


def test_many_peers_are_drawn_apart(observations):
    use_language("en")
    provinces = group_of(observations, YUNNAN, (None, None))
    for chart in (rank_charts.draw_ranks(provinces), charts.draw_gap_map(provinces)):
        texts_apart(chart)
    assert charts.draw_gap_tiles(observations, provinces) is None  # no grid of provinces
    assert multiples.draw_multiples(provinces) is None
    cities = group_of(observations, ZHAOTONG, (None, None), "yearbook_cities")
    texts_apart(rank_charts.draw_ranks(cities))


def test_the_map_of_tiles_writes_every_gap_and_frames_its_own(observations, prefectures):
    use_language("en")
    chart = charts.draw_gap_tiles(observations, prefectures)
    year = prefectures.with_gaps[-1]
    rows = {row[0].plain: row[1].plain for row in chart.data.rows}
    assert len(rows) == 16
    for name, gap in rows.items():
        assert f"{name} {gap}" in plain(chart.alt)
        for is_narrow in (False, True):
            texts = drawn(chart, is_narrow)
            assert gap in texts
            assert name in "".join(texts).replace("-", "")
    assert rows["Zhaotong"] == "+0.5"
    assert str(year) in chart.title
    for drawing in (chart.wide, chart.narrow):
        framed = [each for each in drawing.axes[0].patches if re.fullmatch(r"\d{6}", each.get_label())]
        assert [each.get_label() for each in framed] == [ZHAOTONG]


def test_a_region_without_a_figure_is_hatched_and_named(observations, prefectures):
    use_language("en")
    diqing = observations.region("533400")
    pairs = {region: pair for region, pair in prefectures.pairs.items() if region != diqing}
    chart = charts.draw_gap_tiles(observations, replace(prefectures, pairs=pairs))
    assert "Hatched: not recorded (Diqing)." in chart.caption
    assert "Diqing" not in chart.alt
    for drawing in (chart.wide, chart.narrow):
        assert len([each for each in drawing.axes[0].patches if each.get_hatch()]) == 2  # its tile, and the key


def test_counties_are_mapped_by_what_is_published(observations):
    use_language("en")
    place = observations.region(ZHAOTONG)
    chart = draw_county_map(observations, place, [*rankings(observations, ZHAOTONG).values()][-1])
    assert "Yanjin 15.5, Suijiang 10 or more" in plain(chart.alt)
    assert {"Yanjin", "15.5", "10 or more", "Shuifu"} <= {*drawn(chart, True)}
    assert "Shuifu" in chart.caption


def test_the_grid_lies_as_the_regions_do(observations):
    """No two of a map share a tile, and what lies far to the east or north of another stands so."""
    grid = observations.tile_grid
    for parent in (YUNNAN, ZHAOTONG):
        regions = observations.regions_within(parent)
        tiles = grid_of(observations, regions)
        assert len({*tiles.values()}) == len(regions)
        middle = grid.loc[[region.code for region in regions]].astype(float)
        assert middle["tile_col"].corr(middle["lon_centre"]) > 0.85
        assert middle["tile_row"].corr(middle["lat_centre"]) < -0.85
    assert grid_of(observations, observations.regions_within("440000")) is None
    assert grid_of(observations, []) is None


def test_a_column_of_whole_numbers_refuses_others():
    field = {"name": "tile_col", "type": "integer", "description": "column of its tile"}
    assert refusal(field, "3") == ""
    for value in ("3.5", "-1", "x"):
        assert refusal(field, value)


def test_names_are_short_on_the_map(observations):
    use_language("zh")
    codes = ("530600", "532500", "532800", "530602", "530681")
    assert [short_name(observations.region(code)) for code in codes] == ["昭通", "红河", "西双版纳", "昭阳", "水富"]


def test_steps_are_even_around_zero_and_open_at_the_ends():
    steps = Steps.for_values([-3.9, -2.1, -0.5, 0.1, 0.4, 0.5, 0.9, 1.2, 1.4])
    assert steps.breaks == (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)
    assert [steps.step(value) for value in (-9, -2.5, -1, -0.5, 0, 0.5, 0.6, 1.5, 1.6, 2.6)] == [
        0,
        1,
        2,
        3,
        3,
        3,
        4,
        4,
        5,
        6,
    ]
    use_language("en")
    assert [plain(words) for _colour, words in steps.named][::6] == ["over +2.5", "below −2.5"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_on_every_step_can_be_read(theme):
    values = dict(re.findall(r"(--[\w-]+): (#\w{6})", colours(theme)))
    for colour in BELOW_TO_ABOVE:
        letters, ground = (luminance(values[VARIABLES[each]]) for each in (ink_on(colour), colour))
        assert (max(letters, ground) + 0.05) / (min(letters, ground) + 0.05) >= 4.5, (theme, colour)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_caption_of_explore_says_what_is_drawn(observations):
    use_language("en")
    levels = draw_series(select_series(observations, ZHAOTONG, "gdp_current"), [], None)
    assert "was revised" in levels.caption
    assert "Thin: straight line." not in levels.caption
    assert "100 million yuan" in levels.measure


def test_convergence_names_what_has_room(observations, prefectures):
    use_language("en")
    chart = charts.draw_convergence(prefectures, convergence(observations, prefectures))
    assert "Zhaotong" in drawn(chart, True)
