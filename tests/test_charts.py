"""The charts of growth and of the audit; what holds of any: settings left alone, files on request."""

import io
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from chart_checks import texts_apart
from made_up import gaps_of
from matplotlib.text import Text
from PIL import Image

from helpers.figures.comparable import select_pair
from helpers.figures.series import select_series
from helpers.questions.audit.charts import draw_outcomes
from helpers.questions.audit.evaluation import audit
from helpers.questions.audit.relations import load_relations, relations_about
from helpers.questions.growth.charts import draw_claim, draw_gaps, draw_growth
from helpers.questions.growth.claims import latest_claim
from helpers.show import fonts, sheet
from helpers.show.chart import Chart
from helpers.show.chart_file import picture, svg_file
from helpers.show.palette import PAGE
from helpers.text.language import use_language
from helpers.text.messages import InputError


def draw_growths(observations) -> list[Chart]:
    """The charts of growth, with a figure of a weak source."""
    own, *benchmarks = [
        select_series(observations, region, "gdp_growth_real", window=(1994, 2024))
        for region in ("530600", "530000", "100000")
    ]
    own = replace(own, rows=own.rows.assign(weak=own.rows["at"] == pd.Period("2024", "Y")))
    pairs = [select_pair(observations, own, benchmark) for benchmark in benchmarks]
    claim = latest_claim(observations, "530600", ["530000", "100000"])
    return [draw_growth(own, benchmarks, gaps_of(pairs)), draw_gaps(pairs, gaps_of(pairs)), draw_claim(claim)]


def draw_doubts(observations) -> Chart:
    """What the audit found, of each subject."""
    relations = relations_about(load_relations(observations), observations, "530600")
    return draw_outcomes(relations, audit(relations, observations), observations.region("530600"))


def draw_all(observations, language: str) -> list[Chart]:
    use_language(language)
    drawn = [*draw_growths(observations), draw_doubts(observations)]
    for each in drawn:  # in the language in use, which another test may change
        assert each.wide is not each.narrow
    return drawn


@pytest.fixture(scope="module")
def settings_before() -> dict:
    """The settings of matplotlib before any of these charts is drawn."""
    return dict(mpl.rcParams)


@pytest.fixture(scope="module")
def drawn_in(observations, settings_before) -> Callable[[str], list[Chart]]:
    """The charts in a language, which is then in use; they are drawn once."""
    draw_once = cache(partial(draw_all, observations))

    def drawn(language: str) -> list[Chart]:
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
            return [picture(svg_file(drawn.html)) for drawn in drawn_in(language)]

    return pictures


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_are_made_without_a_warning(pictures_in, language):
    assert all(picture.startswith(b"\x89PNG") for picture in pictures_in(language))


def test_alt_texts_are_written_from_the_numbers(drawn_in):
    growth, gaps, claim, outcomes = [drawn.alt for drawn in drawn_in("en")]
    assert "market entities: contradict their own source 1, agree 1 and cannot be checked 2" in outcomes
    assert "Zhaotong: 15.0 in 1994 to 4.6 in 2024, highest 16.1 in 2012, lowest 1.3 in 2001" in growth
    assert "against China: mean +1.7" in gaps
    assert "China, same release 5.2 (5.15 to 5.25)" in claim


@pytest.mark.parametrize("language", ["en", "zh"])
def test_letters_are_large_apart_and_known_below_title_and_measure(drawn_in, language):
    for chart in drawn_in(language):
        texts_apart(chart)
        assert chart.title
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chart.measure) == (language == "zh")
        for drawing in (chart.wide, chart.narrow):
            written = [text.get_text() for text in drawing.findobj(Text)]
            assert chart.title not in written
            assert chart.measure not in written


def test_each_line_is_named_at_its_end(drawn_in):
    growth = drawn_in("en")[0]
    for drawing in (growth.wide, growth.narrow):
        assert sorted(text.get_text() for text in drawing.axes[0].texts) == ["China", "Yunnan", "Zhaotong"]


def test_weak_years_are_hollow_and_seams_are_drawn(drawn_in):
    growth = drawn_in("en")[0]
    for drawing in (growth.wide, growth.narrow):
        lines = drawing.axes[0].lines
        hollow = [line for line in lines if line.get_markerfacecolor() == PAGE and len(line.get_xdata())]
        assert [list(line.get_xdata()) for line in hollow] == [[2024]]
        upright = [
            line.get_xdata()[0] for line in lines if len({*line.get_xdata()}) == 1 and line.get_linestyle() == ":"
        ]
        assert len(upright) == 2
        assert all(place % 1 == 0.5 for place in upright)  # between the years of two sources


def test_nothing_to_compare_is_no_chart():
    assert draw_gaps([], gaps_of([])) is None
    assert draw_claim(None) is None


def test_drawing_leaves_the_settings_of_matplotlib_alone(settings_before, drawn_in, pictures_in):
    assert drawn_in("en")[0].html
    assert pictures_in("en")
    assert dict(mpl.rcParams) == settings_before


def test_a_chart_is_small_and_its_picture_wide_enough_for_print(drawn_in, pictures_in):
    for chart, shown in zip(drawn_in("zh"), pictures_in("zh"), strict=True):
        assert len(chart._plots.encode()) < 80_000, chart.alt[:60]
        assert len(shown) < 250_000, chart.alt[:60]  # twice as dense as a screen, for print
        assert Image.open(io.BytesIO(shown)).width >= 1200


def test_a_missing_font_is_said(monkeypatch):
    monkeypatch.setattr(fonts, "find_spec", lambda _name: None)
    sheet.style.cache_clear()
    fonts.add_chinese.cache_clear()
    with pytest.raises(InputError, match="the font for Chinese in charts is missing"):
        sheet.style()
    sheet.style.cache_clear()
    fonts.add_chinese.cache_clear()


def test_a_caption_explains_only_what_is_drawn(observations):
    use_language("en")
    china, zhaotong = (
        select_series(observations, region, "gdp_growth_real", window=window)
        for region, window in (("100000", (2012, 2015)), ("530600", (1994, 2024)))
    )
    assert draw_growth(china, [], gaps_of([])).caption == ""
    assert draw_growth(zhaotong, [], gaps_of([])).caption == "Dotted: the source of Zhaotong changes."
    zhaotong = replace(zhaotong, rows=zhaotong.rows.assign(weak=zhaotong.rows["at"] == pd.Period("2024", "Y")))
    assert draw_growth(zhaotong, [], gaps_of([])).caption == (
        "Hollow: weakly supported. Dotted: the source of Zhaotong changes."
    )


@pytest.mark.parametrize("height", [330, 331, 333.4, 333.6])
def test_a_picture_is_upright_at_any_height(height):
    """A height that is no whole number of dots by the arithmetic of the computer: rows of points would shift."""

    def draw(sheet):
        axes = sheet.axes(height)
        axes.axvline(0.5, color="#b3372f", linewidth=3)
        axes.set_axis_off()

    drawn = svg_file(Chart(draw, "a line", "of one colour", "", "", None).html)
    shown = Image.open(io.BytesIO(picture(drawn))).convert("RGB")
    red = np.argwhere((np.asarray(shown) == [179, 55, 47]).all(axis=2))
    assert np.ptp(red[:, 1]) < 20  # the line stands in its column, and is red
    assert np.ptp(red[:, 0]) > 0.8 * shown.height  # below a heading of two lines
