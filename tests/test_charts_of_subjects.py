"""The charts of trend, lasting, investment, counties, business climate and projects, in both layouts."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

import pandas as pd
import pytest
from chart_checks import texts_apart
from matplotlib.colors import to_hex
from matplotlib.text import Text

from helpers.figures.rankings import rankings
from helpers.figures.series import select_series
from helpers.models.requirements import attempt
from helpers.questions.business_climate.charts import draw_registrations
from helpers.questions.business_climate.registrations import registrations
from helpers.questions.counties.charts import draw_rankings, draw_sizes
from helpers.questions.counties.rankings import cross_section
from helpers.questions.investment.charts import draw_levels, draw_rates
from helpers.questions.investment.lessons import level_series, parts
from helpers.questions.lasting.charts import draw_gap, draw_places
from helpers.questions.lasting.lines import control_of, lines_of, shorter_control, siblings
from helpers.questions.projects.charts import draw_concentration, draw_stages
from helpers.questions.projects.groups import concentration, project_groups
from helpers.questions.trend.charts import draw_trend
from helpers.questions.trend.fitted import fit_models
from helpers.show.chart import Chart
from helpers.show.chart_file import svg_file
from helpers.show.labels import Spot, write_clear
from helpers.show.measures import measure_of
from helpers.show.palette import OTHERS, PAGE, VARIABLES, look
from helpers.show.rows import Row, lay_rows
from helpers.show.sheet import NARROW, WIDE, Sheet, in_style
from helpers.text.citations import plain
from helpers.text.language import use_language

ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"


@pytest.fixture(scope="module")
def fits(observations) -> list:
    """What is fitted to growth that is forecast, and to a level with breaks."""
    wanted = ("gdp_growth_real", "gdp_current")
    return [fit_models(observations, select_series(observations, ZHAOTONG, each)) for each in wanted]


@pytest.fixture(scope="module")
def lasting(observations) -> tuple:
    lines = lines_of(observations, ZHAOTONG, (None, None))
    control = attempt(control_of, lines, pd.Period("2020", "Y"))
    return lines, control, shorter_control(lines, control)


@pytest.fixture(scope="module")
def drawn_in(observations, fits, lasting) -> Callable[[str], dict[str, Chart]]:
    """The charts in a language, which is then in use; each is drawn once."""
    draw_once = cache(partial(draw_all, observations, fits, lasting))

    def drawn(language: str) -> dict[str, Chart]:
        use_language(language)
        return draw_once(language)

    return drawn


def draw_all(observations, fits: list, lasting: tuple, _language: str) -> dict[str, Chart]:
    place, (lines, control, shorter) = observations.region(ZHAOTONG), lasting
    half_year, now = rankings(observations, ZHAOTONG).values()
    published = project_groups(observations, ZHAOTONG)
    found = {
        **{f"trend {at}": draw_trend(each) for at, each in enumerate(fits)},
        **{f"places {at}": draw_places(line) for at, line in enumerate(lines)},
        "gap": draw_gap(siblings(lines), control, shorter),
        "rates": draw_rates(place, parts(observations, ZHAOTONG)),
        "falls": draw_rates(observations.region(YUNNAN), parts(observations, YUNNAN)),
        "levels": draw_levels(level_series(observations, ZHAOTONG)),
        "rankings": draw_rankings(half_year, now),
        "ranking": draw_rankings(None, half_year),
        "sizes": draw_sizes(cross_section(observations, ZHAOTONG), now),
        "registrations": draw_registrations(place, registrations(observations, ZHAOTONG)),
        "stages": draw_stages(place, published, "investment"),
        "projects": draw_stages(place, published, "projects"),
        "concentration": draw_concentration(concentration(observations, ZHAOTONG, "signed")),
    }
    assert None not in found.values()
    for chart in found.values():  # in the language in use, which another test may change
        assert chart.wide is not chart.narrow
    return found


def words_in(chart: Chart) -> list[str]:
    drawings = (chart.wide, chart.narrow)
    return [text.get_text() for drawing in drawings for text in drawing.findobj(Text) if text.get_text().strip()]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_chart_has_letters_large_and_apart_title_and_measure(drawn_in, language):
    for name, chart in drawn_in(language).items():
        texts_apart(chart)
        assert chart.title, name
        assert chart.measure, name
        assert chart.measure[0] == chart.measure[0].upper(), name
        assert chart.title not in words_in(chart), name
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chart.measure) == (language == "zh"), name


def test_colours_are_of_the_palette_and_follow_the_theme(drawn_in):
    for name, chart in drawn_in("en").items():
        for drawing in (chart.wide, chart.narrow):
            lines = {to_hex(line.get_color()) for axes in drawing.axes for line in axes.lines}
            fills = {to_hex(bar.get_facecolor()) for axes in drawing.axes for bar in axes.patches}
            letters = {to_hex(text.get_color()) for text in drawing.findobj(Text)}
            assert lines | fills | letters <= set(VARIABLES), name


def test_alt_texts_are_written_from_the_numbers(drawn_in):
    said = {name: chart.alt for name, chart in drawn_in("en").items()}
    assert "January to September 2023: 1 Yanjin, 2 Suijiang, 3 Yiliang and 4 Zhenxiong" in said["rankings"]
    assert "Zhaoyang 365.8, Zhenxiong 217.8" in said["sizes"]
    assert "signed (agreed): Investment agreed 124 billion yuan" in said["stages"]
    assert "13% of the projects and 85% of the investment" in said["concentration"]
    assert "unexplained 285" in said["registrations"]
    assert "Zhaotong, industrial investment, Jan–Sep 2023 50.2%" in said["rates"]


def test_nothing_is_drawn_of_what_is_not_published():
    assert draw_concentration(None) is None
    assert draw_levels(None) is None
    assert draw_places(None) is None


@pytest.mark.parametrize(("language", "growth", "nation"), [
    ("en", "Real GDP, % change on a year earlier", "Real GDP, % change on a year earlier"),
    ("zh", "地区生产总值增速，比上年，%", "国内生产总值增速，比上年，%"),
])  # fmt: skip
def test_a_measure_says_what_moves_as_releases_name_it(drawn_in, observations, fits, language, growth, nation):
    charts = drawn_in(language)
    assert charts["trend 0"].measure == growth
    assert measure_of(fits[0].series.indicator, observations.region(CHINA)) == nation
    assert charts["trend 1"].measure.endswith({"en": ", current prices, 100 million yuan", "zh": "，亿元"}[language])


# ---- the trend


def test_both_averages_are_named_along_their_lines_where_there_is_room(drawn_in, fits):
    chart = drawn_in("en")["trend 0"]
    named = [word for word in words_in(chart) if word.endswith("%")]
    assert "average 10.3%" in named
    dashed = [line for line in chart.wide.axes[0].lines if line.get_linestyle() == "--"]
    assert [round(line.get_ydata()[0], 1) for line in dashed] == [10.3, 7.1]


def test_a_caption_explains_only_the_marks_that_are_drawn(drawn_in, fits):
    charts = drawn_in("en")
    assert "Bands: forecast" in charts["trend 0"].caption
    assert "Hollow" not in charts["trend 0"].caption
    series = fits[0].series
    weak = replace(series, rows=series.rows.assign(weak=series.rows["at"] == pd.Period("2024", "Y")))
    chart = draw_trend(replace(fits[0], series=weak))
    assert "Hollow: weakly supported." in chart.caption
    hollow = [line for line in chart.wide.axes[0].lines if line.get_markerfacecolor() == PAGE]
    assert [list(line.get_xdata()) for line in hollow if len(line.get_xdata())] == [[2024]]
    assert "Upright dotted lines" in charts["trend 1"].caption
    assert "Dashed" not in charts["trend 1"].caption


def test_a_level_is_not_drawn_across_its_breaks(drawn_in, fits):
    series = fits[1].series
    assert series.breaks
    for line in drawn_in("en")["trend 1"].wide.axes[0].lines:
        years = line.get_xdata()
        if len(years) > 2:
            assert not any(years[0] < year <= years[-1] for year in series.breaks)


# ---- what lasts


def test_of_the_leaders_only_the_own_region_is_in_colour_and_named(drawn_in, observations, lasting):
    chart, own = drawn_in("en")["places 0"], observations.region(ZHAOTONG)
    dots = {line.get_color(): len(line.get_xdata()) for line in chart.wide.axes[0].lines if line.get_marker() == "o"}
    leaders = [each.leader for each in lasting[0][0].leading.known]
    assert dots == {look(own).colour: leaders.count(own), OTHERS.colour: len(leaders) - leaders.count(own)}
    assert chart.caption.startswith("In colour: Zhaotong. Dashed:")
    never = next(region for region in lasting[0][0].table.regions if region not in leaders)
    elsewhere = draw_places(replace(lasting[0][0], region=never))
    assert elsewhere.caption == "Dashed: what drawing by lot would give."
    assert never.name not in words_in(elsewhere)


def test_median_and_lot_are_named_at_their_lines_the_better_rank_above(drawn_in):
    for drawing in (drawn_in("en")["places 0"].wide, drawn_in("en")["places 0"].narrow):
        heights = {text.get_text(): text.get_window_extent().y0 for text in drawing.axes[0].texts}
        assert heights["median 3.5"] > heights["by lot 8.5"]


def test_each_fit_is_named_at_its_end_by_its_first_year(drawn_in, lasting):
    _lines, control, shorter = lasting
    wanted = {f"from {fit.years[0]}" for fit in (control, shorter)}
    assert len(wanted) == 2
    assert wanted <= {text.get_text() for text in drawn_in("en")["gap"].narrow.axes[0].texts}


# ---- bars and dots in rows


def test_rates_are_in_the_colours_of_their_regions_below_the_kind_of_investment(drawn_in, observations):
    chart = drawn_in("en")["rates"]
    colours = [to_hex(bar.get_facecolor()) for bar in chart.wide.axes[0].patches]
    own, province, nation = (look(observations.region(code)).colour for code in (ZHAOTONG, YUNNAN, CHINA))
    assert colours == [own, province, nation, own, province]
    assert words_in(chart).count("Industrial investment") == 2  # once in each layout
    assert "Jan–Sep 2023" in chart.wide.axes[0].get_yticklabels()[0].get_text()
    assert drawn_in("en")["falls"].measure == "Investment, % change on a year earlier, 2025"
    assert drawn_in("en")["falls"].wide.axes[0].get_yticklabels()[0].get_text() == "Yunnan"


def test_what_the_kinds_leave_over_is_drawn_open(drawn_in):
    *kinds, rest = drawn_in("en")["registrations"].wide.axes[0].patches
    assert to_hex(rest.get_facecolor()) == PAGE
    assert rest.get_hatch()
    assert not any(bar.get_hatch() for bar in kinds)


def test_counties_without_a_published_place_are_grey(drawn_in):
    axes = drawn_in("en")["sizes"].wide.axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    in_colour = {
        name for name, bar in zip(names, axes.patches, strict=True) if to_hex(bar.get_facecolor()) != OTHERS.colour
    }
    assert in_colour == {"Yanjin", "Suijiang", "Yiliang", "Zhenxiong"}


def test_only_leaders_are_in_colour_and_who_is_not_ranked_is_below_the_line(drawn_in):
    chart = drawn_in("en")["rankings"]
    dotted = [line for line in chart.wide.axes[0].lines if line.get_linestyle() == ":"]
    assert {line.get_color() for line in dotted} == {OTHERS.colour}
    assert {"1 Yanjin", "3 Yanjin", "1 Zhenxiong", "4 Zhenxiong", "4 Qiaojia", "Qiaojia", "Yiliang"} <= {
        *words_in(chart)
    }
    assert "Below the line" in chart.caption
    assert drawn_in("en")["ranking"].caption == ""


def test_only_what_is_paid_or_built_is_filled(drawn_in):
    chart = drawn_in("en")["stages"]
    filled = [line for line in chart.wide.axes[0].lines if line.get_markerfacecolor() != PAGE]
    assert [round(line.get_xdata()[0], 1) for line in filled] == [72.2]
    assert "Filled" in chart.caption
    assert "Filled" not in drawn_in("en")["projects"].caption


@pytest.mark.parametrize(("width", "above"), [(WIDE, False), (NARROW, True)])
def test_long_names_stand_beside_their_rows_where_there_is_room_and_else_above(width, above):
    rows = [Row("a name that is so long that a narrow sheet has no line for all of it", "group"), Row("short", "group")]
    with in_style():
        axes, heights = lay_rows(Sheet(width), rows, above=above)
    beside = [label.get_text() for label in axes.get_yticklabels()]
    written = [text.get_text() for text in axes.texts]
    assert written[0] == "group"
    assert (beside == []) == above == (written[1:] != [])
    assert (beside or written[1:])[0].replace("\n", " ") == rows[0].name
    assert heights == sorted(heights)


# ---- words beside lines


def test_words_stand_at_the_first_spot_where_they_cover_no_line_point_or_word():
    with in_style():
        axes = Sheet(WIDE).axes(300)
        axes.plot([0, 10], [5, 5])
        axes.plot([2], [8], "o")
        axes.set(xlim=(0, 10), ylim=(0, 10))
        through, on_point, free = Spot(5, 5, 0, 0), Spot(2, 8, 0, 0), Spot(5, 2, 0, 4)
        assert not write_clear(axes, "words", [through, on_point])
        assert write_clear(axes, "words", [through, on_point, free])
        assert not write_clear(axes, "other", [free])
    assert [text.get_text() for text in axes.texts] == ["words"]


def test_a_title_in_a_file_has_no_marks(drawn_in):
    chart = drawn_in("en")["registrations"]
    assert chart.title != plain(chart.title)
    [first, *_others] = re.findall('<path [^>]*aria-label="([^"]+)"', svg_file(chart.html))
    assert first.startswith("84% of the businesses")
