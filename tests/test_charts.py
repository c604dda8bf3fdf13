import io
import itertools
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.text import Text
from PIL import Image

from helpers.figures.comparable import select_pair
from helpers.figures.rankings import rankings
from helpers.figures.series import select_series
from helpers.models.fits import fit_line
from helpers.models.group import group_of
from helpers.questions.audit.charts import draw_outcomes
from helpers.questions.audit.evaluation import audit
from helpers.questions.audit.relations import load_relations, relations_about
from helpers.questions.business_climate.charts import draw_registrations
from helpers.questions.business_climate.registrations import registrations
from helpers.questions.counties.charts import draw_rankings, draw_sizes
from helpers.questions.counties.rankings import cross_section
from helpers.questions.explore.charts import draw_series
from helpers.questions.growth.charts import draw_claim, draw_gaps, draw_growth
from helpers.questions.growth.claims import latest_claim
from helpers.questions.investment.charts import draw_levels, draw_rates
from helpers.questions.investment.lessons import level_series, parts
from helpers.questions.peers import charts
from helpers.questions.peers.rank_charts import draw_ranks
from helpers.questions.peers.sizes import convergence
from helpers.questions.projects.charts import draw_concentration, draw_stages
from helpers.questions.projects.groups import concentration, project_groups
from helpers.questions.trend.charts import draw_trend
from helpers.questions.trend.fitted import fit_models
from helpers.show import chart, fonts
from helpers.text.language import use_language
from helpers.text.messages import InputError


def draw_all(observations, language: str) -> list[chart.Chart]:
    use_language(language)
    own, *benchmarks = [
        select_series(observations, region, "gdp_growth_real", window=(1994, 2024))
        for region in ("530600", "530000", "100000")
    ]
    own = replace(own, rows=own.rows.assign(weak=own.rows["at"] == pd.Period("2024", "Y")))
    pairs = [select_pair(observations, own, benchmark) for benchmark in benchmarks]
    claim = latest_claim(observations, "530600", ["530000", "100000"])
    return [draw_growth(own, benchmarks, pairs), draw_gaps(pairs), draw_claim(claim), *draw_subjects(observations)]


@pytest.fixture(scope="module")
def settings_before() -> dict:
    """The settings of matplotlib before any of these charts is drawn."""
    return dict(mpl.rcParams)


@pytest.fixture(scope="module")
def drawn_in(observations, settings_before) -> Callable[[str], list[chart.Chart]]:
    """The charts in a language, which is then in use; they are drawn once."""
    draw_once = cache(partial(draw_all, observations))

    def drawn(language: str) -> list[chart.Chart]:
        use_language(language)
        return draw_once(language)

    return drawn


@pytest.fixture(scope="module")
def pictures_in(drawn_in) -> Callable[[str], list[bytes]]:
    """The pictures of the charts in a language, without a warning; they are made once."""

    @cache
    def pictures(language: str) -> list[bytes]:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return [drawn.png for drawn in drawn_in(language)]

    return pictures


def draw_subjects(observations) -> list[chart.Chart]:
    """The charts of counties, projects, business climate and audit."""
    region = "530600"
    half_year, now = rankings(observations, region).values()
    published = project_groups(observations, region)
    relations = relations_about(load_relations(observations), observations, region)
    return [
        draw_rankings(half_year, now),
        draw_rankings(None, half_year),
        draw_sizes(cross_section(observations, region), now),
        draw_stages(observations.region(region), published, "investment"),
        draw_stages(observations.region(region), published, "projects"),
        draw_concentration(concentration(observations, region, "signed")),
        draw_registrations(observations.region(region), registrations(observations, region)),
        draw_outcomes(relations, audit(relations, observations), observations.region(region)),
        draw_trend(fit_models(observations, select_series(observations, region, "gdp_growth_real"))),
        draw_levels(level_series(observations, region)),
        draw_rates(observations.region(region), parts(observations, region)),
        *draw_position(observations, region),
        *[draw_any(observations, region, indicator) for indicator in ("gdp_growth_real", "gdp_current")],
    ]


def draw_any(observations, region: str, indicator: str) -> chart.Chart:
    """The chart of `explore`, with a trend where there may be one; levels are far apart and have been revised."""
    own, *benchmarks = [
        select_series(observations, each.code, indicator) for each in observations.region(region).lineage
    ]
    return draw_series(own, benchmarks, fit_line(own))


def draw_position(observations, region: str) -> list[chart.Chart]:
    """The charts of a region among its peers."""
    group = group_of(observations, region, (None, None))
    return [
        draw_ranks(group),
        charts.draw_gap_map(group),
        charts.draw_convergence(group, convergence(observations, group)),
        charts.draw_multiples(group),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_character_drawn_has_a_glyph(drawn_in, pictures_in, language):
    charts = drawn_in(language)
    with mpl.rc_context(chart.style()):
        path = font_manager.findfont("Noto Sans SC")
    glyphs = TTFont(path).getBestCmap()
    assert all(picture.startswith(b"\x89PNG") for picture in pictures_in(language))
    characters = {
        character for drawn in charts for text in drawn.drawing.findobj(Text) for character in text.get_text()
    }
    assert {character for character in characters if ord(character) not in glyphs} - {"\n"} == set()
    assert any("\u4e00" <= character <= "\u9fff" for character in characters) == (language == "zh")


def test_alt_texts_are_written_from_the_numbers(drawn_in):
    growth, gaps, claim, *subjects = [drawn.alt for drawn in drawn_in("en")]
    assert "January to September 2023: 1 Yanjin, 2 Suijiang, 3 Yiliang and 4 Zhenxiong" in subjects[0]
    assert "Zhaoyang 365.8, Zhenxiong 217.8" in subjects[2]
    assert "signed (agreed): Investment agreed 124 billion yuan" in subjects[3]
    assert "13% of the projects and 85% of the investment" in subjects[5]
    assert "unexplained 285" in subjects[6]
    assert "market entities: contradict their own source 1, agree 1 and cannot be checked 2" in subjects[7]
    assert "Zhaotong: 15.0 in 1994 to 4.6 in 2024, highest 16.1 in 2012, lowest 1.3 in 2001" in growth
    assert "against China: mean +1.7" in gaps
    assert "China, same release 5.2 (5.15 to 5.25)" in claim


def test_labels_at_the_ends_do_not_overlap(drawn_in):
    drawn = drawn_in("en")[0]
    drawn.drawing.draw_without_rendering()
    names = {"Zhaotong", "Yunnan", "China"}
    boxes = [text.get_window_extent() for text in drawn.drawing.findobj(Text) if text.get_text() in names]
    assert len(boxes) == 3
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])


def test_weak_years_are_hollow_and_seams_are_drawn(drawn_in):
    drawn = drawn_in("en")[0]
    axes = drawn.drawing.axes[0]
    hollow = [line for line in axes.lines if line.get_markerfacecolor() == "white" and len(line.get_xdata())]
    assert [list(line.get_xdata()) for line in hollow] == [[2024]]
    assert [text.get_text() for text in axes.texts].count("source changes") == 2


def test_nothing_to_compare_is_no_chart():
    assert draw_gaps([]) is None
    assert draw_claim(None) is None


def test_drawing_leaves_the_settings_of_matplotlib_alone(settings_before, drawn_in):
    assert drawn_in("en")
    assert dict(mpl.rcParams) == settings_before


def test_a_chart_is_small_and_wide_enough_for_print(pictures_in):
    for picture in pictures_in("zh"):
        assert len(picture) < 80_000
        assert Image.open(io.BytesIO(picture)).width >= 1200


def test_a_missing_font_is_said(monkeypatch):
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    chart.style.cache_clear()
    fonts.add_chinese.cache_clear()
    with pytest.raises(InputError, match="the font for Chinese in charts is missing"):
        chart.style()
    chart.style.cache_clear()
    fonts.add_chinese.cache_clear()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_lies_on_another_or_outside_its_chart(drawn_in, language):
    for drawn in drawn_in(language)[3:]:
        drawn.drawing.draw_without_rendering()
        texts = [text for text in drawn.drawing.findobj(Text) if text.get_text().strip() and text.get_visible()]
        ticks = {
            label
            for axes in drawn.drawing.axes
            for axis in (axes.xaxis, axes.yaxis)
            for label in axis.get_ticklabels(which="both")
            if axis is axes.xaxis or label.get_text().lstrip("−").replace(".", "").isdigit()
        }
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts if text not in ticks]
        page = drawn.drawing.bbox
        for name, box in boxes:
            inside = page.padded(1)
            assert inside.contains(box.x0, box.y0), (name, drawn.alt[:60])
            assert inside.contains(box.x1, box.y1), (name, drawn.alt[:60])
        for (name, box), (other, another) in itertools.combinations(boxes, 2):
            assert not box.shrunk(0.9, 0.8).overlaps(another.shrunk(0.9, 0.8)), (name, other, drawn.alt[:60])


def test_nothing_is_drawn_of_what_is_not_published():
    assert draw_concentration(None) is None


def test_a_caption_explains_only_what_is_drawn(observations):
    china, zhaotong = (
        select_series(observations, region, "gdp_growth_real", window=window)
        for region, window in (("100000", (2012, 2015)), ("530600", (1994, 2024)))
    )
    assert draw_growth(china, [], []).caption == "Real GDP growth by year."
    zhaotong = replace(zhaotong, rows=zhaotong.rows.assign(weak=zhaotong.rows["at"] == pd.Period("2024", "Y")))
    assert draw_growth(zhaotong, [], []).caption == (
        "Real GDP growth by year. Hollow: weakly supported. Dotted: the source of Zhaotong changes."
    )


@pytest.mark.parametrize("dots", [160, 170, 180, 215])
def test_a_picture_is_upright_at_any_number_of_dots(dots):
    """4.6 inches of 170 dots are 782, and 781 by the arithmetic of the computer: rows of points would shift."""
    with chart.canvas(4.6) as (drawing, axes):
        axes.axvline(0.5, color="#b3372f", linewidth=3)
        axes.set_axis_off()
    picture = Image.open(io.BytesIO(chart.Chart(drawing, "a line", "", None, dots, 12).png)).convert("RGB")
    red = np.argwhere((np.asarray(picture) == [179, 55, 47]).all(axis=2))
    assert np.ptp(red[:, 1]) < 20  # the line stands in its column, and is red
    assert np.ptp(red[:, 0]) > 0.9 * picture.height
