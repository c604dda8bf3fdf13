"""Nowcasts: the year from its year to date, what must not change it, its record on the project's figures, its words."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import frame_of, said_of
from scipy import stats

from helpers.figures.observations import Observations, load_observations
from helpers.figures.printed import Rounded
from helpers.figures.series import select_series
from helpers.figures.year_to_date import STAGES, ToDate, figures_to_date
from helpers.models.forecast import forecast
from helpers.models.nowcast import FREEDOM, Nowcast, nowcast, nowcast_path, nowcasts_of, scale_of
from helpers.models.panel import panel_of
from helpers.models.requirements import MINIMUM, ModelRefusedError, attempt
from helpers.questions.trend.charts import draw_trend
from helpers.questions.trend.fitted import FittedModels, fit_models
from helpers.questions.trend.nowcasts import basis_sentence, nowcast_sentences, nowcast_table, past_nowcasts_table
from helpers.questions.trend.sentences import trend_key_figures
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language

OBSERVATIONS = load_observations()
ZHAOTONG, KUNMING, YUNNAN, CHINA = "530600", "530100", "530000", "100000"
GROWTH = "gdp_growth_real"
SLUMP = (2020, 2021)  # of which no earlier year knew anything: told with and without
DIFFERENCES = st.lists(st.floats(-9, 9).filter(lambda value: abs(value) > 0.01), min_size=10, max_size=40)


def known_in(month: str | None) -> Observations:
    return OBSERVATIONS.as_known(pd.Period(month, "M") if month else None)


def pair(year: int, to_date: float, whole: float | None, region: str = CHINA, stage: int = 3) -> ToDate:
    """A pair of figures; its rows are made up of year and stage."""
    rows = frozenset({10 * year + stage})
    figure = Rounded(to_date, to_date - 0.05, to_date + 0.05, rows)
    outcome = None if whole is None else Rounded(whole, whole - 0.05, whole + 0.05, frozenset({10 * year}))
    return ToDate(OBSERVATIONS.region(region), year, stage, figure, outcome, weak=False)


def past(differences: list[float], region: str = CHINA, last: int = 2022, stage: int = 3) -> list[ToDate]:
    """Pairs of consecutive years up to a last one, with these differences."""
    first = last - len(differences) + 1
    return [pair(first + place, 8.0, 8.0 + each, region, stage) for place, each in enumerate(differences)]


def ends(made: Nowcast) -> list[float]:
    return [end for level in (0.80, 0.95) for end in made.bounds(level)]


@cache
def trend_of(
    region: str, month: str | None = None, indicator: str = GROWTH, window: tuple[int | None, int | None] = (None, None)
) -> FittedModels:
    """What stands in the forecast section: nowcasts and forecast; the other models are those of one series."""
    observations = known_in(month)
    series = select_series(observations, region, indicator, window=window)
    ahead = attempt(forecast, series.values, panel_of(observations, series))
    found = nowcasts_of(observations, series)
    return replace(models(), series=series, forecast=ahead, ahead_rows=series.rows.index.to_list(), nowcasts=found)


@cache
def models() -> FittedModels:
    observations = known_in("2023-11")
    return fit_models(observations, select_series(observations, ZHAOTONG, GROWTH))


# ---- the model


@settings(max_examples=50)
@given(DIFFERENCES)
def test_the_scale_makes_the_differences_likeliest(differences):
    values = np.array(differences)
    best = scale_of(values)
    likelihood = [stats.t.logpdf(values, FREEDOM, scale=best * factor).sum() for factor in (0.98, 1, 1.02)]
    assert likelihood[1] == max(likelihood)


def test_the_interval_by_hand():
    """Differences of one size d have mean(4 d^2 / (3 s^2 + d^2)) = 1 at s = d."""
    path = nowcast_path(6.0, np.array([0.5, -0.5] * 8))
    for level, quantile in ((0.80, 1.6377443536962093), (0.95, 3.182446305284263)):  # of t with 3 degrees, by table
        low, high = (end[0] for end in path.bounds[level])
        assert high - 6 == pytest.approx(0.5 * quantile * np.sqrt(1 + 1 / 16))
        assert 6 - low == pytest.approx(high - 6)
    assert path.point.tolist() == [6.0]


@settings(max_examples=50)
@given(DIFFERENCES, st.floats(-20, 40))
def test_the_intervals_lie_within_each_other_around_the_point(differences, to_date):
    made = nowcast(past(differences), pair(2023, to_date, None))
    low80, high80, low95, high95 = ends(made)
    assert low95 < low80 < made.point < high80 < high95


@settings(max_examples=50)
@given(DIFFERENCES, st.randoms())
def test_the_order_of_figures_changes_nothing(differences, random):
    known = past(differences)
    shuffled = random.sample(known, len(known))
    told = pair(2023, 8.0, None)
    assert nowcast(shuffled, told) == nowcast(known, told)


@settings(max_examples=50)
@given(DIFFERENCES, st.sampled_from([0.01, 3.0, 100.0]))
def test_another_unit_scales_the_nowcast(differences, unit):
    values = np.array(differences)
    path, scaled = nowcast_path(7.0, values), nowcast_path(unit * 7.0, unit * values)
    for level, bounds in path.bounds.items():
        assert np.concatenate(scaled.bounds[level]) == pytest.approx(unit * np.concatenate(bounds), rel=1e-6)


@settings(max_examples=50)
@given(DIFFERENCES)
def test_more_decimals_of_the_same_figures_hardly_matter(differences):
    told = pair(2023, 8.0, None)
    fine = nowcast(past([each if abs(each) > 0.5 else 0.5 for each in differences]), told)
    rounded = [replace(each, whole=Rounded.exact(round(each.whole.value, 1))) for each in fine.pairs]
    assert ends(nowcast(rounded, told)) == pytest.approx(ends(fine), abs=0.05 * 3.2 * 1.5)


@settings(max_examples=50)
@given(DIFFERENCES, st.floats(-50, 50))
def test_neither_the_year_itself_nor_a_later_one_nor_another_stage_has_a_say(differences, outcome):
    """What came in the year that is told, of the region or of another, is not known before it is over."""
    known, told = past(differences), pair(2023, 8.0, outcome)
    leaks = [told, pair(2023, 8.0, outcome, YUNNAN), pair(2024, 8.0, outcome), pair(2019, 8.0, outcome, stage=1)]
    assert nowcast([*known, *leaks], told).pairs == nowcast(known, told).pairs
    assert ends(nowcast([*known, *leaks], told)) == ends(nowcast(known, pair(2023, 8.0, None)))


def test_the_past_of_others_is_borrowed_only_where_the_own_is_too_short():
    told, enough = pair(2023, 8.0, None, ZHAOTONG), MINIMUM["nowcast"]
    others = past([0.4, -0.4] * 10)
    own = past([1.0, -1.0] * 5, ZHAOTONG)
    alone = nowcast(own + others, told)
    assert (len(alone.pairs), alone.borrowed, alone.regions) == (enough, False, (told.region,))
    both = nowcast(own[1:] + others, told)
    assert (len(both.pairs), both.borrowed) == (enough - 1 + 20, True)
    assert both.bounds(0.80)[0] > alone.bounds(0.80)[0]
    with pytest.raises(ModelRefusedError, match=f"needs {enough} past years .* and has {enough - 1}"):
        nowcast(own[1:], told)


def test_many_regions_of_few_years_are_few_years():
    known = [each for region in (CHINA, YUNNAN, KUNMING) for each in past([0.3, -0.4, 0.5, 0.1], region)]
    with pytest.raises(ModelRefusedError, match="has 4"):
        nowcast(known, pair(2023, 8.0, None))


def test_years_that_never_differ_from_their_year_to_date_give_no_interval():
    with pytest.raises(ModelRefusedError, match="all values are the same"):
        nowcast(past([0.0] * 12), pair(2023, 8.0, None))


def test_each_past_year_is_held_against_an_interval_of_all_others():
    made = nowcast(past([0.1, -0.1] * 10 + [5.0]), pair(2023, 8.0, None))
    assert [each.year for each in made.missed[0.95]] == [2022]
    assert made.held == {0.80: 20, 0.95: 20}
    assert made.error == pytest.approx((20 * 0.1 + 5.0) / 21)


# ---- the figures


def test_a_pair_is_of_one_release():
    for told in figures_to_date(OBSERVATIONS, OBSERVATIONS.recorded.values(), GROWTH):
        if told.whole is not None:
            part, whole = (
                set(OBSERVATIONS.figures.at[next(iter(figure.rows)), "basis"].split("|"))
                for figure in (told.figure, told.whole)
            )
            assert part & whole - {""}
    yunnan = figures_to_date(OBSERVATIONS, [OBSERVATIONS.region(YUNNAN)], GROWTH)
    assert 2020 in {each.year for each in yunnan}
    assert 2020 not in {each.year for each in yunnan if each.whole}  # only the fifth census has that year


def test_a_suspect_figure_is_left_aside():
    figures = OBSERVATIONS.figures
    row = next(iter(figures_to_date(OBSERVATIONS, [OBSERVATIONS.region(ZHAOTONG)], GROWTH)[0].figure.rows))
    doubted = replace(
        OBSERVATIONS, figures=figures.assign(status=figures["status"].mask(figures.index == row, "suspect"))
    )
    found = figures_to_date(doubted, [doubted.region(ZHAOTONG)], GROWTH)
    assert row not in {number for each in found for number in each.figure.rows}


def test_the_year_of_zhaotong_as_of_november_2023():
    """Q1-Q3 was 8.0, and 7.7 came; nothing that came later has a say."""
    observations = known_in("2023-11")
    series = select_series(observations, ZHAOTONG, GROWTH)
    made = nowcasts_of(observations, series).latest
    assert (made.told.year, made.told.stage, made.point, made.told.whole) == (2023, 3, 8.0, None)
    assert made.bounds(0.80)[0] < 7.7 < made.bounds(0.80)[1]
    assert max(pair.year for pair in made.pairs) == 2022
    assert [region.code for region in made.regions] == [CHINA]


def test_a_year_that_is_published_has_no_nowcast_but_its_past_is_told():
    found = nowcasts_of(OBSERVATIONS, select_series(OBSERVATIONS, ZHAOTONG, GROWTH))
    assert (found.running, found.awaited) == ((), 2026)
    assert {each.told.year: each.told.stage for each in found.past} == {2023: 3, 2025: 2}
    assert all(pair.year < each.told.year for each in found.past for pair in each.pairs)


def test_the_year_under_way_is_told_at_every_stage_that_is_known():
    found = nowcasts_of(OBSERVATIONS, select_series(OBSERVATIONS, CHINA, GROWTH))
    assert [(each.told.year, each.told.stage) for each in found.running] == [(2026, 1), (2026, 2)]
    assert {each.told.stage for each in found.past} == {2}


@pytest.mark.parametrize(
    ("region", "indicator", "window"),
    [
        (CHINA, "gdp_current", (None, None)),  # a level
        (KUNMING, GROWTH, (None, None)),  # no figure of the year to date
        (CHINA, GROWTH, (1995, 2001)),  # a window that ends long before the year under way
    ],
)
def test_no_nowcast_of_a_level_nor_without_figures_nor_beyond_a_window(region, indicator, window):
    found = nowcasts_of(OBSERVATIONS, select_series(OBSERVATIONS, region, indicator, window=window))
    assert (found.running, found.refusal) == ((), None)
    assert all(each.told.year <= 2001 for each in found.past)


def test_too_short_a_past_is_refused_in_one_sentence():
    fitted = trend_of(CHINA, indicator="fai_growth")
    assert nowcast_table(fitted) is None
    [said] = nowcast_sentences(fitted)
    assert said == (
        "A nowcast needs 10 past years of which both the year to date and the whole year are known and has 4."
    )


# ---- the record


def rolling(stage: int) -> list[Nowcast]:
    """China's years, each told from those before it."""
    region = OBSERVATIONS.region(CHINA)
    known = figures_to_date(OBSERVATIONS, [region], GROWTH)
    told = [each for each in known if each.stage == stage and each.whole]
    return [nowcast(known, each) for each in told[MINIMUM["nowcast"] :]]


@pytest.mark.parametrize(("stage", "error"), [(1, 1.24), (2, 0.67), (3, 0.31)])
def test_how_far_the_years_of_china_were_from_their_year_to_date(stage, error):
    known = figures_to_date(OBSERVATIONS, [OBSERVATIONS.region(CHINA)], GROWTH)
    differences = [each.difference for each in known if each.stage == stage and each.whole and each.year <= 2025]
    assert len(differences) == 34
    assert np.abs(differences).mean() == pytest.approx(error, abs=0.01)


@pytest.mark.parametrize("stage", STAGES)
def test_the_intervals_keep_their_promise_the_slump_aside(stage):
    """The bars of all forecasts; with the slump the 95 % interval held 21 of 24."""
    calm = [each for each in rolling(stage) if each.told.year not in SLUMP]
    inside = {
        level: np.mean([low <= each.told.whole.value <= high for each in calm for low, high in [each.bounds(level)]])
        for level in (0.80, 0.95)
    }
    assert len(calm) == 22
    assert 0.75 <= inside[0.80] <= 0.88
    assert 0.91 <= inside[0.95] <= 0.98


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("correction", [np.mean, np.median])
def test_no_correction_by_past_differences_does_better(stage, correction):
    made = rolling(stage)
    plain_errors = [abs(each.told.difference) for each in made]
    corrected = [abs(each.told.difference - correction([pair.difference for pair in each.pairs])) for each in made]
    assert np.mean(plain_errors) <= np.mean(corrected)


def test_the_year_to_date_says_more_the_later_it_is():
    errors = [np.mean([abs(each.told.difference) for each in rolling(stage)]) for stage in STAGES]
    assert errors == sorted(errors, reverse=True)


# ---- the words


def test_the_chart_has_the_nowcast_and_its_table_too():
    chart = draw_trend(models())
    assert "nowcast for 2023 8.0, 80% interval 7.5 to 8.5" in chart.alt
    assert plain(frame_of(chart.data).rename(index=plain).loc["2023", "nowcast"]) == "8.0"
    assert "nowcast" not in frame_of(draw_trend(trend_of(KUNMING)).data)


def test_the_section_opens_with_the_nowcast_and_key_figures_name_it():
    fitted = models()
    said = [plain(sentence) for sentence in nowcast_sentences(fitted)]
    assert said[0].startswith("Of 31 past years of China the 80% interval, made of all other years, held 25")
    assert said[1].startswith("Zhaotong itself has 0 past years with both figures, where 10 are needed")
    assert said[2].startswith("Without the year to date, expect growth of 8.8% for 2023, four times in five between")
    names = list(map(plain, said_of(trend_key_figures(fitted))))
    assert "Expected for 2023 (four times in five 7.5% to 8.5%)" in names
    use_language("zh")
    assert plain(basis_sentence(fitted.nowcasts.latest)) == (
        "2023年的预计以2023年前三季度增长8.0%为依据；以往全年与同期累计平均相差0.3个百分点。"
    )


def test_the_forecast_without_the_year_to_date_stands_beside_the_nowcast():
    fitted = trend_of(CHINA)
    table = frame_of(nowcast_table(fitted)).map(plain)
    assert table.index.to_list() == ["first quarter", "first half", "forecast without it"]
    assert table.loc["first half", "the year"] == "4.7"
    assert table.loc["forecast without it", "the year"] == f"{fitted.forecast.frame['point'].iloc[0]:.1f}"
    assert table.loc["first half", "inside 80%"].endswith(" of 34")


def test_every_number_leads_to_its_rows_and_these_are_listed():
    for region, month in ((ZHAOTONG, "2023-11"), (CHINA, None), (YUNNAN, None)):
        fitted = trend_of(region, month)
        tables = [table for table in (nowcast_table(fitted), past_nowcasts_table(fitted)) if table is not None]
        texts = [*nowcast_sentences(fitted), *(text for table in tables for text in frame_of(table).stack())]
        cited = set().union(*map(rows_cited, texts))
        assert cited
        assert cited <= fitted.nowcasts.rows | set(fitted.ahead_rows)


def test_the_past_is_told_where_nothing_of_the_year_under_way_is_known():
    said = [plain(sentence) for sentence in nowcast_sentences(trend_of(ZHAOTONG))]
    assert said == [
        "No figure of 2026 to date that could be used is recorded yet, so there is no nowcast.",
        "In the last 2 years of which both are known, the year came within 0.5 points of its year to date on average; "
        "the 80% interval held 2 of them.",
    ]
    table = frame_of(past_nowcasts_table(trend_of(ZHAOTONG))).map(plain).rename(index=plain)
    assert table.loc["2023", ["nowcast", "what came", "came less told"]].to_list() == ["8.0", "7.7", "−0.3"]
    assert nowcast_sentences(trend_of(KUNMING)) == []
    assert past_nowcasts_table(trend_of(KUNMING)) is None


def test_one_past_year_is_said_as_one():
    fitted = trend_of(YUNNAN, "2023-11")
    alone = replace(fitted, nowcasts=replace(fitted.nowcasts, running=()))
    [said] = nowcast_sentences(alone)
    assert plain(said) == "2019 came 1.1 points from its first half, outside the 80% interval."
    wide = trend_of(ZHAOTONG, window=(2010, 2024))
    assert [plain(each) for each in nowcast_sentences(wide)] == [
        "2023 came 0.3 points from its first three quarters, inside the 80% interval."
    ]
