"""The names at the top of the package: what they take, what they refuse, and what survives what pandas does."""

import inspect
import io
import pickle
import re
import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
from conftest import PROJECT
from openpyxl import load_workbook
from statsmodels.formula.api import ols

import helpers
from helpers.figures.observations import NoFiguresError, load_observations
from helpers.figures.series import select_series
from helpers.models.requirements import ModelRefusedError
from helpers.show.chart import Chart
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language
from helpers.text.messages import InputError, RefusedError
from zhaotong.reports.code import reachable

RATE = "gdp_growth_real"
OWN_ROW, NATIONS_ROW = (
    int(select_series(load_observations(), region, RATE, window=(2023, 2023)).rows.index[0])
    for region in ("530600", "100000")
)


@pytest.fixture(scope="module")
def own():
    return helpers.series("Zhaotong", RATE, (2005, 2023))


@pytest.fixture(scope="module")
def nation():
    return helpers.series("China", RATE, (2005, 2023))


@pytest.fixture(scope="module")
def both():
    return helpers.series("Zhaotong, China", RATE, (2005, 2023))


@pytest.fixture(scope="module")
def wide():
    return helpers.series("Zhaotong, China", RATE, (2005, 2023), wide=True)


def refusal(call, *given, **options) -> str:
    with pytest.raises(InputError) as error:
        call(*given, **options)
    assert "\n" not in str(error.value)
    return str(error.value)


# The package


@pytest.mark.parametrize("module", ["helpers", "helpers.figures.paths"])
def test_importing_the_package_loads_nothing_heavy(module):
    code = f"import sys, {module}; print(sorted({{'matplotlib', 'pandas', 'statsmodels'}} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_every_name_is_there_with_its_meaning():
    assert dir(helpers) == sorted(helpers.__all__)
    for name in helpers.__all__:
        assert callable(getattr(helpers, name))
        assert inspect.getdoc(getattr(helpers, name))
    with pytest.raises(AttributeError, match="no attribute 'figure'"):
        helpers.figure  # noqa: B018


def test_what_is_declared_for_type_checkers_is_what_there_is():
    declared = re.findall(
        r"^from ([\w.]+) import (\w+) as \2$", (PROJECT / "src/helpers/__init__.pyi").read_text(), re.M
    )
    assert {name: place for place, name in declared} == helpers._PLACES


def test_a_notebook_that_uses_the_front_door_reaches_its_code_and_others_do_not():
    place = PROJECT / "src/helpers/api/selecting.py"
    assert place in reachable(frozenset({"helpers", "helpers.api.selecting"}))
    assert place not in reachable(frozenset({"helpers.questions.growth.sentences"}))


# What there is


def test_all_figures():
    figures = helpers.load()
    assert len(figures) > 5000
    assert figures.loc[OWN_ROW, ["region", "period", "printed"]].tolist() == ["Zhaotong", "2023", "7.7"]
    assert 0 < len(helpers.load("2023-11")) < len(figures)
    assert "As known in November 2023." in helpers.load("2023-11")._repr_html_()


def test_regions():
    assert helpers.regions("zhao")["name_zh"].tolist() == ["肇庆市", "昭通市", "昭阳区", "赵县"]
    assert helpers.regions("朝阳")["within"].tolist() == ["Liaoning", "Beijing", "Chaoyang", "Changchun"]
    counties = helpers.regions(level="county", within="昭通")
    assert len(counties) == 11
    assert set(counties["within"]) == {"Zhaotong"}
    assert helpers.regions().loc["530600", ["first", "last"]].tolist() == [1990, 2025]
    assert 'did you mean "county"?' in refusal(helpers.regions, level="countie")
    assert 'did you mean "Zhaotong"?' in refusal(helpers.regions, "Zhoatong")
    assert '"Zhoatong" is no region' in refusal(helpers.regions, within="Zhoatong")


def test_peers():
    prefectures = helpers.peers("Zhaotong")
    assert prefectures.index.tolist() == [each.code for each in load_observations().regions_within("530000")]
    assert prefectures.columns.equals(helpers.regions().columns)
    assert "The regions of Yunnan" in prefectures._repr_html_()
    assert helpers.peers("China")["level"].unique().tolist() == ["province"]
    assert 290 < len(helpers.peers("昭通", "yearbook_cities")) < 310
    assert helpers.peers("昭通", "《中国城市统计年鉴》所列城市").equals(helpers.peers("昭通", "yearbook_cities"))
    assert 'siblings or yearbook_cities is expected; did you mean "siblings"?' in refusal(
        helpers.peers, "Zhaotong", "siblngs"
    )
    assert 'group "yearbook_cities": Yunnan (530000) is not one of them' in refusal(
        helpers.peers, "Yunnan", "yearbook_cities"
    )
    assert "one region is expected" in refusal(helpers.peers, "Zhaotong, Qujing")
    assert 'did you mean "Zhaotong"?' in refusal(helpers.peers, "Zhoatong")


def test_indicators():
    assert RATE in helpers.indicators("gdp growth").index
    assert helpers.indicators().loc[RATE, "unit"] == "%"
    assert 'did you mean "gdp_growth_real"?' in refusal(helpers.indicators, "gdp_growth_reel")


def test_what_is_recorded_of_a_region_or_an_indicator():
    own = helpers.indicators(region="Zhaotong")
    figures = helpers.load().query("region == 'Zhaotong'")
    assert own["figures"].sum() == len(figures)
    assert own.loc[RATE, "spans"] == "year, ytd"
    assert set(helpers.indicators("gdp", region="Zhaotong").index) < set(own.index)
    provinces = helpers.regions(level="province", indicator="gdp_per_capita")
    assert (provinces["figures"] > 0).all()
    assert provinces["indicators"].unique().tolist() == [1]
    assert "is no region" in refusal(helpers.indicators, region="Zhoatong")
    assert "is no indicator" in refusal(helpers.regions, indicator="gdp_growth_reel")


def test_sources(own, both, wide):
    listed = helpers.sources(own)
    assert listed["figures"].sum() == len(own)
    assert {"title", "publisher", "url", "vintage", "reliability"} <= set(listed)
    assert '<a href="https://' in listed._repr_html_()
    assert helpers.sources(both).equals(helpers.sources(wide))
    assert helpers.sources(helpers.load())["figures"].sum() == len(helpers.load())
    assert set(helpers.sources(helpers.forecast(own)).index) >= set(listed.index)  # and those of its peers
    assert helpers.sources(helpers.trend(own)).equals(listed)
    assert "not known which figures" in refusal(helpers.sources, pd.DataFrame({"value": [1.0]}))


# Series


@pytest.mark.parametrize(
    "name", ["530600", 530600, "昭通市", "昭通", "ZHAOTONG", "zhaotongshi", "zt", "Zhāotōng", " Zhaotong "]
)
def test_a_region_by_any_name(own, name):
    pd.testing.assert_frame_equal(helpers.series(name, RATE, (2005, 2023)), own)


@pytest.mark.parametrize(
    "name", [RATE, "地区生产总值实际同比增速", "real gdp, YEAR-on-year growth", "GDP growth (real)"]
)
def test_an_indicator_by_any_name(own, name):
    pd.testing.assert_frame_equal(helpers.series("Zhaotong", name, (2005, 2023)), own)


@pytest.mark.parametrize(
    "names", ["Zhaotong, China", "昭通、全国", "昭通，全国，昭通", ["zt", "China"], ("530600", 100000)]
)
def test_several_regions(both, names):
    pd.testing.assert_frame_equal(helpers.series(names, RATE, (2005, 2023)), both)


def test_regions_as_they_were_listed():
    prefectures = helpers.peers("Zhaotong")
    for regions in (prefectures, prefectures.index, list(prefectures.index)):
        frame = helpers.series(regions, RATE, (2023, 2023))
        assert frame["region"].nunique() == 16
        pd.testing.assert_frame_equal(helpers.growth(regions, (2023, 2023)), frame)
    own = prefectures.loc[["530600"]]
    pd.testing.assert_frame_equal(
        helpers.series(own, helpers.indicators(RATE), (2005, 2023)), helpers.series("zt", RATE, (2005, 2023))
    )
    assert "is expected" in refusal(helpers.series, helpers.series("zt", RATE), RATE)
    averages = helpers.series("zt, China", "gdp_current").groupby("region")[["value"]].mean()
    assert "by period" in refusal(helpers.growth, averages)  # values, and no list of regions


def test_a_region_is_told_from_its_namesakes_by_what_contains_it():
    assert "110105 (Chaoyang 朝阳区, county in Beijing)" in refusal(helpers.series, "朝阳", RATE)
    for names in ("Chaoyang, Beijing", "Chaoyang (Beijing)", ["朝阳, 北京"], "北京市朝阳区"):
        with pytest.raises(NoFiguresError, match=r"Chaoyang \(110105\)"):
            helpers.series(names, RATE)
    frame = helpers.series("Yiliang (Zhaotong), Zhaotong", "gdp_current")
    assert frame["region"].unique().tolist() == ["Yiliang", "Zhaotong"]


def test_a_name_with_a_comma_among_others():
    names = "Fixed-asset investment (excluding rural households), year-on-year growth, gdp_current"
    frame = helpers.series("China", names)
    assert frame["indicator"].unique().tolist() == ["fai_growth", "gdp_current"]


def test_names_that_are_none_are_all_told():
    said = refusal(helpers.series, ["Zhoatong", "Kunmign", "zhao"], "gdp_growth_reel")
    for part in (
        'did you mean "Zhaotong"?',
        'did you mean "Kunming"?',
        "530602 (Zhaoyang 昭阳区, county in Zhaotong)",
        '"gdp_growth_real"?',
    ):
        assert part in said
    assert "gdp_current" in refusal(helpers.series, "Zhaotong", "gdp")
    assert "indicators() lists" in refusal(helpers.series, "Zhaotong")
    assert "regions() lists" in refusal(helpers.series)
    assert "is expected" in refusal(helpers.series, [], RATE)
    assert "is expected" in refusal(helpers.series, "Zhaotong", 3.5)


@pytest.mark.parametrize(
    "window", ["2005-2023", "2005–2023", "2005 to 2023", slice(2005, 2023), ["2005", np.int64(2023)]]
)
def test_a_window_in_any_form(own, window):
    pd.testing.assert_frame_equal(helpers.series("Zhaotong", RATE, window), own)


def test_windows_with_open_ends_and_of_quarters():
    assert helpers.series("Zhaotong", RATE, (2020, None)).index[0] == pd.Period("2020")
    assert helpers.series("Zhaotong", RATE, "-2000").index[-1] == pd.Period("2000")
    assert str(helpers.series("China", RATE, (2022, 2023), span="quarter").index[-1]) == "2023Q4"
    assert str(helpers.series("China", RATE, "2022Q1-2022Q3", span="ytd").index[-1]) == "2022Q3"


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        (2010, "(2010, None) for 2010 on, or (2010, 2010) for that year"),
        ("2010", "a window has two ends"),
        ((2010, 2015, 2020), "a window has two ends"),
        ((2024, 2010), "ends before it begins"),
        (("ten", 2020), "a year, quarter or month"),
        (("2010-13", 2020), "no period of the calendar"),
    ],
)
def test_windows_that_are_none(window, reason):
    assert reason in refusal(helpers.series, "Zhaotong", RATE, window)


def test_what_was_known_in_a_month():
    then = helpers.series("Zhaotong", RATE, span="ytd", as_of="2023-11")
    assert then.attrs["as_of"] == "2023-11"
    assert "year to date; 2023Q3 to 2023Q3. 1 figure" in then._repr_html_()
    with pytest.raises(NoFiguresError, match="as known in 1990-01"):
        helpers.series("Zhaotong", RATE, as_of="1990-01")
    for month in ("2023", "2023-13", "November", 2023):
        assert 'such as "2023-11"' in refusal(helpers.series, "Zhaotong", RATE, as_of=month)


def test_a_span_or_source_that_is_none():
    assert 'did you mean "year"?' in refusal(helpers.series, "Zhaotong", RATE, span="years")
    assert "year, ytd, quarter or month" in refusal(helpers.series, "Zhaotong", RATE, span=["year"])
    assert 'did you mean "wdi-2025"?' in refusal(helpers.series, "Zhaotong", RATE, source="wdi-2024")


def test_a_long_frame(own, observations):
    columns = ["year", "region", "indicator", "value", "low", "high", "unit", "source", "basis", "row", "weak"]
    assert own.columns.tolist() == columns
    assert isinstance(own.index, pd.PeriodIndex)
    assert own.index.name == "period"
    figure = own.loc["2023"]
    assert figure[["value", "low", "high", "unit", "row"]].tolist() == [7.7, 7.65, 7.75, "%", OWN_ROW]
    assert (observations.figures.loc[own["row"], "number"].to_numpy() == own["value"].to_numpy()).all()


def test_a_wide_frame_is_named_by_what_differs(wide):
    assert wide.columns.tolist() == ["Zhaotong", "China"]
    assert wide.attrs["unit"] == {"Zhaotong": "%", "China": "%"}
    assert wide.attrs["rows"]["Zhaotong"]["2023"] == [OWN_ROW]
    assert wide.attrs["rounding"]["Zhaotong"]["2023"] == {"low": 7.65, "high": 7.75}
    assert wide.attrs["sources"]["China"] == ["nbs-2026-quarterly", "wdi-2025"]
    assert helpers.series("zt", [RATE, "gdp_current"], wide=True).columns.tolist() == [RATE, "gdp_current"]


def test_a_series_that_is_not_recorded_is_named():
    frame = helpers.series("Zhaotong, China", "fai_level")
    assert frame["region"].unique().tolist() == ["Zhaotong"]
    assert "Nothing is recorded of: China, Fixed-asset investment" in frame._repr_html_()
    with pytest.raises(NoFiguresError, match="China"):
        helpers.series("China", "fai_level")


# What survives


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda frame: frame[["value", "row"]].loc["2010":"2015"], 6),
        (lambda frame: frame.loc[frame["value"] > 13], 5),
        (lambda frame: frame.query("value > 9").sort_values("value").head(3), 3),
        (lambda frame: pd.concat([frame, helpers.series("Yunnan", RATE, (2005, 2023))]), 38),
        (lambda frame: frame["value"], 19),
        (lambda frame: frame.value[2:4], 2),
        (lambda frame: frame.iloc[3], 1),
        (lambda frame: next(part for _name, part in frame.groupby("region")), 19),
        (lambda frame: pickle.loads(pickle.dumps(frame.copy())), 19),
    ],
)
def test_a_long_frame_keeps_its_rows(own, change, count):
    changed = change(own)
    assert type(changed).__module__ == "helpers.api.frames"
    assert helpers.sources(changed)["figures"].sum() == count


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (lambda frame: frame["China"], 19),
        (lambda frame: frame[["China"]], 19),
        (lambda frame: frame.loc["2010":"2012"], 6),
        (lambda frame: frame.loc["2010"], 2),
        (lambda frame: frame.loc[["2010"], ["China"]], 1),
        (lambda frame: frame["China"].loc["2010":"2012"], 3),
        (lambda frame: frame.iloc[:5, 0], 5),
        (lambda frame: frame[frame["China"] > 14], 2),
        (lambda frame: pd.concat([frame.loc[:"2010"], frame.loc["2011":]]), 38),
        (lambda frame: pd.concat([frame, helpers.series("Yunnan", RATE, (2005, 2023), wide=True)], axis=1), 57),
        (lambda frame: pd.concat([frame["China"], frame["Zhaotong"]], axis=1), 38),
        (lambda frame: frame.join(helpers.series("Yunnan", RATE, (2005, 2023), wide=True)), 57),
        (lambda frame: frame.merge(helpers.series("Yunnan", RATE, (2005, 2023), wide=True), on="period"), 57),
        (lambda frame: pickle.loads(pickle.dumps(frame.copy())), 38),
        (lambda frame: frame * 2, 38),
        (lambda frame: frame.T, 38),
    ],
)
def test_a_wide_frame_keeps_its_rows(wide, change, count):
    changed = change(wide)
    assert helpers.sources(changed)["figures"].sum() == count
    assert set(changed.attrs["unit"].values()) == {"%"}


def test_below_a_name_the_names_are_shorter():
    frame = helpers.series("Zhaotong, Qujing", [RATE, "gdp_current"], wide=True)
    assert frame["Qujing"]["gdp_current"].attrs["unit"] == {RATE: "%", "gdp_current": "100 million yuan"}
    qujing = helpers.series("Qujing", "gdp_current")
    assert helpers.sources(frame["Qujing"][["gdp_current"]]).equals(helpers.sources(qujing))
    assert helpers.sources(frame[("Qujing", "gdp_current")]).equals(helpers.sources(qujing))


def test_where_two_frames_contradict_each_other_neither_stands(wide):
    levels = helpers.series("Zhaotong, China", "gdp_current", (2005, 2023), wide=True)
    joined = pd.concat([wide, levels])
    assert "Zhaotong" not in joined.attrs["unit"]
    assert joined.attrs["rows"]["Zhaotong"]["2010"] == sorted(
        wide.attrs["rows"]["Zhaotong"]["2010"] + levels.attrs["rows"]["Zhaotong"]["2010"]
    )


def test_what_was_computed_is_not_said_to_be_published(wide):
    html = (wide * 2)._repr_html_()
    assert "Computed from 38 figures of" in html
    assert "in %" not in html
    assert "its text" in refusal(helpers.cite, (wide * 2).loc[["2023"], ["China"]])
    assert "not known which figures" in refusal(helpers.cite, wide["Zhaotong"] - wide["China"], "x")


def test_a_frame_shows_what_it_is_of(own, both, wide):
    html = own.loc["2022":]._repr_html_()
    assert "<caption>Zhaotong: Real GDP, year-on-year growth, in %; 2022–2023. 2 figures, from " in html
    assert '<th scope="col" class="n">value</th>' in html
    assert '<th scope="row">2023</th>' in html
    opened = re.search(r"<button class=mark popovertarget=([^>]+)>7\.7</button>", html)[1]
    assert f"row {OWN_ROW}" in html.split(f"<div popover class=origin id={opened}>")[1].split("</div>")[0]
    assert "Shown are the first 10 and last 5 of 38 lines." in both._repr_html_()
    assert "<caption>Zhaotong, China: Real GDP, year-on-year growth, in %; 2005–2023." in wide._repr_html_()
    assert "<caption>China: " in wide[["China"]]._repr_html_()
    assert both.groupby("region")[["value"]].mean()._repr_html_().count("<tr>") == 3
    assert own.iloc[:0]._repr_html_()
    assert "&lt;b&gt;" in own.assign(note="<b>")._repr_html_()


@pytest.mark.parametrize(
    "change",
    [
        lambda frame: frame.reset_index(),
        lambda frame: frame.describe(),
        lambda frame: frame.shift(),
        lambda frame: frame.isna(),
        lambda frame: frame.astype(object),
        lambda frame: frame.mask(frame.notna()),
        lambda frame: pd.concat([frame, frame], axis=1),
        lambda frame: pd.concat({"a": frame, "b": frame}),
        lambda frame: pd.concat({"a": frame, "b": frame}, axis=1),
        lambda frame: pd.concat([frame] * 20, axis=1, ignore_index=True),
        lambda frame: frame.rename(columns=str.upper),
        lambda frame: frame[[]],
        lambda frame: frame.T,
        lambda frame: frame.select_dtypes("number").rolling(3).mean(),
    ],
)
def test_whatever_becomes_of_a_frame_is_shown(own, nation, wide, change):
    for frame in (own, wide, helpers.gap(own, nation), helpers.sources(own)):
        assert "<table" in change(frame)._repr_html_()


def test_a_frame_shows_itself_in_chinese():
    use_language("zh")
    html = helpers.series("zt", RATE, (2022, 2023))._repr_html_()
    assert "昭通市：地区生产总值实际同比增速，单位：%；2022—2023年。共2个数据，来源：" in html
    assert helpers.trend(helpers.series("zt", RATE)).text.endswith("个百分点")


# Computed


def test_growth_as_published(own):
    pd.testing.assert_frame_equal(helpers.growth("昭通", (2005, 2023)), own)
    assert "is selected already" in refusal(helpers.growth, own, (2010, 2012))


def test_growth_from_levels():
    levels = helpers.series("Zhaotong", "gdp_current", (2015, 2018))
    rates = helpers.growth(levels)
    assert rates["value"].to_numpy() == pytest.approx(levels["value"].pct_change().dropna().to_numpy() * 100)
    assert (rates["low"] < rates["value"]).all()
    assert rates["rows"].iloc[0] == tuple(levels["row"].iloc[:2])
    assert "2014" in helpers.growth(helpers.series("Zhaotong", "gdp_current")).attrs["left_out"]
    assert "Zhaotong: growth on a year earlier of Gross domestic product" in rates._repr_html_()
    pd.testing.assert_frame_equal(helpers.growth(levels["value"]), rates)


def test_growth_of_several_levels():
    levels = helpers.series("Zhaotong, China", "gdp_current")
    rates = helpers.growth(levels)
    for region in ("Zhaotong", "China"):
        alone = helpers.growth(levels[levels["region"] == region])
        pd.testing.assert_frame_equal(pd.DataFrame(rates[rates["region"] == region]), pd.DataFrame(alone))
    assert "Zhaotong 2014" in rates.attrs["left_out"]
    assert helpers.growth(helpers.series("Zhaotong, China", "gdp_current", wide=True)).equals(rates)


def test_growth_that_is_refused(own, both):
    with pytest.raises(RefusedError, match="the published rate is fai_growth"):
        helpers.growth(helpers.series("Zhaotong", "fai_level"))
    with pytest.raises(RefusedError, match="growth already"):
        helpers.growth(own)
    with pytest.raises(RefusedError, match="no level"):
        helpers.growth(helpers.series("Zhaotong", "urbanisation_rate"))
    with pytest.raises(RefusedError, match="growth already"):
        helpers.growth(both)
    assert "pct_change" in refusal(helpers.growth, own["value"] * 2)


def test_gap(own, nation, wide, observations):
    gap = helpers.gap(own, nation)
    assert gap.loc["2023", ["value", "low", "high"]].tolist() == pytest.approx([2.5, 2.4, 2.6])
    assert gap.loc["2023", "basis"] == "first_release"
    own_row, nations_row = gap.loc["2023", "rows"]
    assert (own_row, observations.figures.loc[nations_row, "source"]) == (OWN_ROW, "xinhua-2024-01-17")
    assert gap["unit"].unique().tolist() == ["percentage points"]
    pd.testing.assert_frame_equal(helpers.gap(wide["Zhaotong"], wide[["China"]]), gap)
    unrounded = helpers.gap(own["value"], pd.Series([5.0], pd.PeriodIndex(["2023"], freq="Y")))
    assert unrounded["value"].tolist() == pytest.approx([2.7])
    assert unrounded["low"].isna().all()


def test_a_gap_is_between_figures_of_one_release():
    own, province = helpers.growth("Zhaotong"), helpers.growth("Yunnan")
    gap = helpers.gap(own, province)
    assert gap.loc[["2012", "2016", "2024"], "value"].tolist() == pytest.approx([3.1, -0.1, 1.3])
    assert set(gap["basis"]) == {"first_release"}
    assert "2023" in gap.attrs["left_out"]
    for selected in (gap, gap["value"].to_frame(), gap[["value", "low"]].tail()):  # whatever is shown of it
        assert "figures of both of one release are not recorded: " in selected._repr_mimebundle_()["text/html"]
    everything = helpers.gap(own, province, mixed=True)
    assert everything.loc["2023", ["value", "basis"]].tolist() == [pytest.approx(3.2), "mixed"]
    assert "left_out" not in everything.attrs
    with pytest.raises(RefusedError, match="of one release: 2020; mixed=True"):
        helpers.gap(own.loc[["2020"]], province.loc[["2020"]])


def test_a_release_that_is_asked_for():
    province, nation = helpers.growth("Yunnan"), helpers.growth("China")
    first = helpers.gap(province, nation, basis="first_release")
    assert first.loc["2024", ["value", "basis"]].tolist() == [pytest.approx(-1.7), "first_release"]
    assert helpers.gap(province, nation).loc["2024", ["value", "basis"]].tolist() == [
        pytest.approx(-1.8),
        "fifth_census",
    ]
    assert "2020" not in first.index.astype(str)
    alone = helpers.series("Yunnan", RATE, basis="fifth_census")
    assert set(alone["basis"]) == {"fifth_census"}
    with pytest.raises(InputError, match='did you mean "first_release"'):
        helpers.series("Yunnan", RATE, basis="first-release")


def test_figures_that_were_chosen_by_source_stay():
    own, copied = helpers.growth("Zhaotong"), helpers.growth("China", source="wdi-2025")
    with pytest.raises(RefusedError, match="of one release"):
        helpers.gap(own, copied)
    kept = helpers.gap(own, copied, mixed=True)
    assert kept.loc["2023", ["value", "basis"]].tolist() == [pytest.approx(2.29), "mixed"]


def test_what_was_known_then_is_compared_as_of_then():
    own, nation = (helpers.growth(name, as_of="2024-06") for name in ("Zhaotong", "China"))
    gap = helpers.gap(own, nation)
    assert gap.loc["2022", ["value", "basis"]].tolist() == [pytest.approx(0.7), "first_release"]
    assert gap.index[-1].year == 2022


def test_gaps_of_several_regions_to_one():
    province = helpers.growth("Yunnan", (2018, None))
    prefectures = helpers.growth(helpers.peers("Zhaotong"), (2018, None))
    gaps = helpers.gap(prefectures, province)
    own = helpers.gap(helpers.growth("Zhaotong", (2018, None)), province)
    assert gaps["region"].nunique() == 16
    of_own = gaps[gaps["region"] == "Zhaotong"]
    pd.testing.assert_frame_equal(pd.DataFrame(of_own), pd.DataFrame(own))
    assert [f"Zhaotong {at}" for at in own.attrs["left_out"]] == [
        each for each in gaps.attrs["left_out"] if each.startswith("Zhaotong")
    ]
    assert "figures of both of one release are not recorded" in gaps._repr_html_()
    wide = helpers.series(["Zhaotong", "Qujing"], RATE, (2018, None), wide=True)
    assert helpers.gap(wide, province)["region"].unique().tolist() == ["Zhaotong", "Qujing"]
    pd.testing.assert_frame_equal(helpers.gap("Zhaotong", "China"), helpers.gap(*map(helpers.growth, ("zt", "China"))))
    assert set(helpers.gap(helpers.peers("Zhaotong"), "Yunnan")["region"]) == set(gaps["region"])
    assert "one series" in refusal(helpers.gap, province, prefectures)


def test_ranks_of_a_year_are_by_figures_of_one_release(observations):
    ranks = helpers.rank(helpers.peers("Zhaotong"), year=2023)
    first = ranks.iloc[0]
    assert first[["region", "value", "rank", "best", "worst"]].tolist() == ["Zhaotong", 7.7, 1, 1, 1]
    assert ranks["basis"].nunique() == 1
    assert all(first["basis"] in observations.figures.at[row, "basis"].split("|") for row in ranks["row"])
    assert ranks["rank"].is_monotonic_increasing
    tied = ranks[ranks["value"] == 7.5]
    assert tied["rank"].nunique() == 1
    assert (tied["worst"] > tied["best"]).all()
    assert len(helpers.sources(ranks)) > 0
    newest = helpers.rank(helpers.peers("Zhaotong"))
    assert newest["year"].nunique() == 1
    assert len(newest) >= 12
    assert "left_out" not in ranks.attrs


def test_regions_without_a_rank_are_named():
    ranks = helpers.rank("Zhaotong, Qujing, Zhaoyang", year=2023)
    assert ranks.attrs["left_out"] == ["Zhaoyang"]
    assert "Without a rank, for no figure of that release is recorded: Zhaoyang." in ranks._repr_html_()
    then = helpers.rank(helpers.peers("Zhaotong"), as_of="2022-06")
    assert then["year"].max() <= 2021


def test_ranks_that_are_refused():
    with pytest.raises(NoFiguresError, match="of one release in 1950"):
        helpers.rank("Zhaotong, China", year=1950)
    with pytest.raises(NoFiguresError, match="name a year"):
        helpers.rank(helpers.peers("Zhaotong"), "gdp_per_capita")
    assert "a year such as 2023" in refusal(helpers.rank, "Zhaotong, China", year="last")
    assert "takes one indicator" in refusal(helpers.rank, "Zhaotong, China", [RATE, "gdp_current"])


def test_ordinary_pandas_statsmodels_and_seaborn(own, both, wide):
    slope = ols("value ~ year", own).fit().params["year"]
    assert slope == pytest.approx(helpers.trend(own).slope)
    assert ols("Zhaotong ~ China", wide).fit().resid.index.equals(wide.index)
    fitted = ols("value ~ year * region", both).fit()
    assert "year:region[T.Zhaotong]" in fitted.params
    assert both.pivot(index="year", columns="region", values="value").loc[2023].tolist() == [5.4, 7.7]
    assert both.groupby("year")["value"].max().loc[2023] == 7.7
    assert own.loc["2015":, "value"].equals(own["value"].loc["2015":])
    quarters = helpers.series("China", RATE, (2020, 2023), span="quarter")
    assert quarters["value"].resample("Y").mean().index.astype(str).tolist() == ["2020", "2021", "2022", "2023"]
    axes = sns.barplot(helpers.rank(helpers.peers("Zhaotong")).head(5), x="value", y="region")
    assert "GDP" in helpers.chart(axes, alt="Bars of GDP.").alt
    assert wide.plot(title="Two", ylabel="%").get_title() == "Two"
    plt.close("all")
    back = pd.read_csv(io.StringIO(own.to_csv()), index_col="period")
    assert back["value"].tolist() == own["value"].tolist()


def test_gaps_that_are_refused(own, nation, both):
    levels = helpers.series("Zhaotong", "gdp_current", (2015, 2018))
    with pytest.raises(RefusedError, match="do not measure the same thing"):
        helpers.gap(own, helpers.growth(levels))
    with pytest.raises(RefusedError, match="between rates in percent"):
        helpers.gap(levels, nation)
    with pytest.raises(RefusedError, match="same length"):
        helpers.gap(own, helpers.series("China", RATE, span="quarter"))
    with pytest.raises(RefusedError, match="No period"):
        helpers.gap(own.loc[:"2010"], nation.loc["2011":])
    assert "gap takes one series" in refusal(helpers.gap, nation, both)
    assert "gap takes figures, such as series(" in refusal(helpers.gap, 7, nation)
    assert 'did you mean "Zhaotong"?' in refusal(helpers.gap, "Zhoatong", nation)


def test_trend(own, wide):
    line = helpers.trend(own)
    assert line.n == len(own)
    assert line.low < line.slope < line.high
    assert line.rows == tuple(sorted(own["row"]))
    assert line.text.endswith(" points")
    assert line.text in repr(line)
    assert line._repr_html_().count("<tr>") == 2
    assert helpers.trend(wide["Zhaotong"]).slope == helpers.trend(own["value"]).slope == line.slope
    assert helpers.trend(own, leave_out=[2020, 2021]).left_out == ("2020", "2021")
    years = pd.period_range("2001", periods=9, freq="Y")
    assert helpers.trend(pd.Series(range(9), years)).slope == pytest.approx(1)
    assert helpers.trend(pd.Series(1.05 ** np.arange(9), years), logs=True).text == "+5.00%"


def test_trends_that_are_refused(own, both):
    with pytest.raises(ModelRefusedError, match="at least 8 values"):
        helpers.trend(own.loc["2020":])
    with pytest.raises(ModelRefusedError, match="recorded for 2008"):
        helpers.trend(own.drop(own.index[3]))
    with pytest.raises(ModelRefusedError, match="level was revised"):
        helpers.trend(helpers.series("Zhaotong", "gdp_current"))
    assert "has 2: Zhaotong and China" in refusal(helpers.trend, both)
    assert "by period" in refusal(helpers.trend, pd.Series([1.0, 2.0]))
    assert "two values" in refusal(helpers.trend, pd.concat([own, own]))
    assert "none of its lines are left" in refusal(helpers.trend, own["value"].iloc[:0])
    assert "no numbers" in refusal(helpers.trend, own["region"])
    assert "years" in refusal(helpers.trend, own, leave_out="pandemic")


def test_forecast(own):
    ahead = helpers.forecast(own)
    assert ahead.index.astype(str).tolist() == ["2024", "2025"]
    assert (ahead["low95"] < ahead["low80"]).all()
    assert "Forecast of Zhaotong, Real GDP" in ahead._repr_html_()
    assert ahead.attrs["method"] == "panel"
    assert helpers.sources(ahead.loc["2024":])["figures"].sum() == len(own) + 15  # and the last rates of its peers
    nobody = helpers.forecast(own["value"] + 0.01)
    assert nobody.attrs["method"] == "naive"  # not what is published, and nothing is known of peers
    levels = helpers.forecast(helpers.series("China", "gdp_current", (1990, 2019)))
    assert levels.attrs["method"] == "log_drift"
    with pytest.raises(ModelRefusedError, match="at least 10 values"):
        helpers.forecast(own.loc["2020":])
    monthly = pd.Series(np.arange(24.0), pd.period_range("2020-01", periods=24, freq="M"))
    assert "by year or quarter" in refusal(helpers.forecast, monthly)


# Shown and taken away


@pytest.mark.parametrize(
    ("select", "text", "said"),
    [
        (lambda frame: frame.loc["2023"], None, "7.7%"),
        (lambda frame: frame.loc[["2023"]], None, "7.7%"),
        (lambda frame: frame["value"].loc[["2023"]], "{:.2f} %", "7.70 %"),
        (lambda frame: frame.loc["2023", "row"], None, "7.7%"),
        (lambda frame: frame.loc["2023"], "nearly eight", "nearly eight"),
        (lambda frame: frame.loc["2023"], np.float64(7.66), "7.7"),
        (lambda frame: frame.loc["2023"], 8, "8"),
    ],
)
def test_a_number_with_its_row(own, select, text, said):
    cited = helpers.cite(select(own), text)
    assert plain(cited) == said
    assert rows_cited(cited) == {OWN_ROW}


def test_numbers_with_several_rows(own, nation, wide):
    assert rows_cited(helpers.cite(own, own["value"].mean())) == set(own["row"])
    gap = helpers.gap(own, nation).loc["2023"]
    assert plain(helpers.cite(gap)) == "2.5 points"
    assert rows_cited(helpers.cite(gap)) == set(gap["rows"])
    assert plain(helpers.cite(helpers.trend(own))) == helpers.trend(own).text
    assert plain(helpers.cite(helpers.growth(helpers.series("zt", "gdp_current", (2016, 2017))))).endswith("%")
    assert rows_cited(helpers.cite([own.loc["2023"], nation.loc["2023"]], "both")) == {NATIONS_ROW, OWN_ROW}
    assert plain(helpers.cite(wide.loc[["2023"], ["China"]])) == "5.4%"
    sentence = f"It grew by {helpers.cite(own.loc['2023'])}, on average {helpers.cite(own, own['value'].mean())}."
    assert "7.7%" in plain(sentence)
    assert helpers.finding(sentence).role == "finding"


def test_citations_that_are_refused(own):
    assert "19 values" in refusal(helpers.cite, own)
    assert "no row of data/observations.csv" in refusal(helpers.cite, 999999)
    assert "not known which figures" in refusal(helpers.cite, own.loc["2023", "value"])
    for text in ("", "{", "{year}", [1], float("nan")):
        assert "is no text, number, or format" in refusal(helpers.cite, own.loc["2023"], text)


def test_a_chart_of_figures(own, both, wide):
    drawn = helpers.chart(both)
    assert isinstance(drawn, Chart)
    assert drawn.alt.startswith(
        "Line chart of Real GDP, year-on-year growth, in %. Zhaotong: 10.4 in 2005 to 7.7 in 2023"
    )
    assert "Sources: National Bureau of Statistics" in drawn.caption
    assert drawn.data is not None
    assert drawn.data.header == ["period", "Zhaotong", "China"]
    assert "<figcaption>" in drawn._repr_mimebundle_()["text/html"]
    assert helpers.chart(wide).alt == drawn.alt
    said = helpers.chart(own, alt="A line.", caption="", title="Down")
    assert (said.alt, said.caption, said.title) == ("A line.", "", "Down")
    for frame in (
        helpers.gap(own, wide["China"]),
        helpers.growth(helpers.series("zt", "gdp_current", (2015, 2018))),
        helpers.series("China", RATE, span="ytd"),
        pd.Series([1.0, 2.0], pd.PeriodIndex(["2001", "2002"], freq="Y")),
    ):
        html = helpers.chart(frame)._repr_mimebundle_()["text/html"]
        assert re.match(r'(<style>[^<]*</style>)+<figure class="chart">', html)


def test_charts_that_are_refused():
    assert "one unit" in refusal(helpers.chart, helpers.series("zt", [RATE, "gdp_current"]))
    assert "up to 12 series" in refusal(helpers.chart, helpers.series(helpers.regions(level="province").index, RATE))
    assert "7 is none" in refusal(helpers.chart, 7)
    assert "wants an alt" in refusal(helpers.chart, plt.figure())
    plt.close("all")


def test_a_drawing_of_ones_own(both):
    figure, axes = plt.subplots()
    sns.lineplot(both.reset_index(drop=True).assign(year=both.index.year), x="year", y="value", hue="region", ax=axes)
    axes.set(title="昭通与全国", xlabel="年份", ylabel="%")
    for what in (axes, figure):
        drawn = helpers.chart(what, caption="Mine")
        assert drawn.alt == "Chart: 昭通与全国. Horizontal axis: 年份. Vertical axis: %."
        assert "<figcaption>Mine</figcaption>" in drawn._repr_mimebundle_()["text/html"]
    assert not plt.get_fignums()
    grid = sns.relplot(both.assign(year=both.index.year).reset_index(drop=True), x="year", y="value", col="region")
    assert helpers.chart(grid, alt="Two clouds.", title="Both").wide.get_suptitle() == "Both"
    assert helpers.chart(grid)._repr_mimebundle_()["text/plain"].startswith("Chart: Both; region = Zhaotong")


def test_export_as_text(own, wide, nation, tmp_path):
    path = helpers.export(own, tmp_path / "own.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(path, encoding="utf-8-sig", index_col="period")
    assert back["value"].tolist() == own["value"].tolist()
    assert back["row"].tolist() == own["row"].tolist()
    assert back["source_url"].str.startswith("https://").all()
    for name, frame in {"wide": wide, "gap": helpers.gap(own, nation), "ahead": helpers.forecast(own)}.items():
        back = pd.read_csv(helpers.export(frame, tmp_path / f"{name}.CSV"), encoding="utf-8-sig")
        assert back["source_title"].notna().all()
    several = helpers.series("zt, Qujing", [RATE, "gdp_current"], wide=True)
    assert "Zhaotong · gdp_current" in helpers.export(several, tmp_path / "several.csv").read_text(encoding="utf-8-sig")
    formula = helpers.export(own.assign(note="=1+1"), tmp_path / "formula.csv").read_text(encoding="utf-8-sig")
    assert ",'=1+1," in formula


def test_export_as_workbook(own, wide, tmp_path):
    book = load_workbook(helpers.export(own, str(tmp_path / "own.xlsx")))
    assert book.sheetnames == ["Table", "Sources", "Figures"]
    assert [cell.value for cell in book["Table"]["E"]] == ["value", *own["value"]]
    assert book["Sources"].max_row == 1 + len(helpers.sources(own))
    assert book["Figures"].max_row == 1 + len(own)
    assert load_workbook(helpers.export(wide["China"], tmp_path / "one.xlsx"))["Table"].max_row == 1 + len(wide)


def test_exports_that_are_refused(own, tmp_path):
    assert 'did you mean ".xlsx"?' in refusal(helpers.export, own, tmp_path / "own.xls")
    assert "ends in .csv or .xlsx" in refusal(helpers.export, own, tmp_path)
    assert "there is no folder" in refusal(helpers.export, own, tmp_path / "none" / "own.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "it is a folder" in refusal(helpers.export, own, tmp_path / "folder.csv")
    assert "not known which figures" in refusal(helpers.export, pd.DataFrame({"a": [1]}), tmp_path / "own.csv")
    assert "takes a frame" in refusal(helpers.export, 7, tmp_path / "own.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.csv"]


def test_an_export_that_fails_leaves_the_former(own, tmp_path, monkeypatch):
    path = helpers.export(own, tmp_path / "own.csv")
    before = path.read_bytes()

    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert "No space left on device" in refusal(helpers.export, own.iloc[:3], path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_no_growth_is_computed_where_a_source_may_switch_a_year_late():
    """The yearbook's levels of Zhaotong rise by a third in 2019, for which no census of that year accounts."""
    grown = helpers.growth(helpers.series("Zhaotong", "gdp_current"))
    assert "2019" in grown.attrs["left_out"]
    assert "2019" not in grown.index.astype(str)
