import pandas as pd
import pytest

from helpers.figures.observations import NoFiguresError, list_sources, load_observations, rows_behind
from helpers.figures.periods import periods_of
from helpers.figures.series import select_series
from helpers.show.wording import until_sentence
from helpers.text.citations import plain
from helpers.text.language import use_language
from helpers.text.messages import InputError


def sources_of(series) -> dict[str, list[str]]:
    return {source: rows["period"].to_list() for source, rows in series.rows.groupby("source")}


def test_a_period_has_the_same_figure_whatever_the_window(observations):
    whole = select_series(observations, "530600", "gdp_growth_real").rows.set_index("at")["source"]
    for window in ((2001, 2020), (2018, 2024), (None, 1999), (2023, 2023)):
        part = select_series(observations, "530600", "gdp_growth_real", window=window).rows.set_index("at")["source"]
        assert part.equals(whole[part.index])


@pytest.mark.parametrize(
    ("texts", "frequency"), [(["2023", "1949"], "Y"), (["2023Q3"], "Q"), (["2023-08", "2023-08"], "M"), ([], "Y")]
)
def test_periods_are_read_as_pandas_reads_them(texts, frequency):
    assert periods_of(texts, frequency).equals(pd.PeriodIndex(texts, freq=frequency))


@pytest.mark.parametrize("basis", [None, "first_release"])
def test_years_to_date_that_name_no_quarter_make_no_series(observations, basis):
    with pytest.raises(NoFiguresError, match=r"is recorded for China \(100000\)$"):
        select_series(observations, "100000", "industrial_investment_growth", "ytd", basis=basis)


def test_a_suspect_figure_gives_way_to_another(observations):
    [row] = select_series(observations, "530600", "gdp_growth_real", window=(2018, 2018)).rows.itertuples()
    assert (row.status, row.source) == ("normal", "csmar-yearbook")


def test_the_editions_of_a_yearbook_are_one_source(observations):
    series = select_series(observations, "530600", "retail_level")
    assert (min(series.figures).year, max(series.figures).year) == (2018, 2023)
    assert len(series.seams) == 0
    assert series.breaks == (2019, 2020)  # several cities switch a year after Zhaotong


def test_a_level_says_until_when_it_goes_and_what_goes_on(observations):
    series = select_series(observations, "530600", "gdp_current")
    assert max(series.figures).year == 2021
    later = [([at.year for at in each.figures], each.rows["publication"].nunique()) for each in series.goes_on]
    assert later == [([2022, 2023], 1), ([2024], 1), ([2025], 1)]
    said = plain(until_sentence(series))
    assert "end in 2021. What follows is on another basis, drawn apart and not joined: 2022–2023 (" in said
    assert select_series(observations, "530600", "gdp_growth_real").goes_on == ()
    assert select_series(observations, "530600", "gdp_current", window=(2000, 2010)).goes_on == ()
    nation = select_series(observations, "100000", "gdp_current")
    assert [[at.year for at in each.figures] for each in nation.goes_on] == [[2020], [2021, 2022, 2023, 2024, 2025]]


def test_rates_are_spliced_and_show_their_seams(observations):
    series = select_series(observations, "530600", "gdp_growth_real")
    assert (str(series.index[0]), str(series.index[-1])) == ("1994", "2025")
    assert series.seams.astype(str).to_list() == ["2019", "2024", "2025"]
    assert series.weak.astype(str).to_list() == []
    assert series.values.notna().all()


def test_levels_are_never_spliced(observations):
    series = select_series(observations, "530600", "gdp_current", window=(1992, 2024))
    assert set(series.rows["source"]) == {"csmar-yearbook"}
    assert series.missing.astype(str).to_list() == ["2022", "2023", "2024"]


def test_a_missing_year_is_nan_and_listed(observations):
    series = select_series(observations, "530600", "gdp_share_primary")
    assert isinstance(series.index, pd.PeriodIndex)
    assert len(series.index) == 30
    assert series.missing.astype(str).to_list() == ["1994"]
    assert series.values.isna().sum() == 1


def test_missing_years_at_the_ends_of_a_window_are_listed(observations):
    series = select_series(observations, "530000", "gdp_growth_real", window=(1998, 2001))
    assert series.missing.astype(str).to_list() == ["1998", "1999"]


def test_the_revised_figure_comes_from_the_latest_vintage(observations):
    window = ("2023Q3", "2023Q3")
    today = select_series(observations, "100000", "gdp_growth_real", "ytd", window)
    then = select_series(observations.as_known(pd.Period("2023-11", "M")), "100000", "gdp_growth_real", "ytd", window)
    assert (today.values.iloc[0], then.values.iloc[0]) == (5.4, 5.2)


def test_nothing_later_than_as_of_is_used(observations):
    as_of = pd.Period("2023-11", "M")
    series = select_series(observations.as_known(as_of), "530600", "gdp_growth_real")
    assert (series.rows["known"] <= as_of).all()
    assert str(series.index[-1]) == "2021"


def test_a_first_release_is_known_a_month_after_its_period(observations):
    figures = observations.figures
    first = figures[(figures["source"] == "hnfi-cn-1")]
    assert first["known"].astype(str).unique().tolist() == ["2023-10"]


def test_one_source_can_be_asked_for(observations):
    series = select_series(observations, "530600", "gdp_growth_real", source="csmar-yearbook")
    assert set(series.rows["source"]) == {"csmar-yearbook"}
    assert str(series.index[-1]) == "2021"


def test_figures_in_conflict_are_in_no_series(observations):
    with pytest.raises(NoFiguresError, match="wind_power_growth"):
        select_series(observations, "530600", "wind_power_growth", "ytd")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("530601", "gdp_growth_real"), 'unknown region "530601"'),
        (("530600", "gdp_growth"), 'unknown indicator "gdp_growth"; did you mean'),
        (("530600", "gdp_growth_real", "yaer"), 'unknown span "yaer"; did you mean "year"'),
    ],
)
def test_unknown_keys_are_refused_with_the_nearest(observations, arguments, message):
    with pytest.raises(InputError, match=message):
        select_series(observations, *arguments)


def test_an_unknown_source_is_refused(observations):
    with pytest.raises(InputError, match='unknown source "csmar"'):
        select_series(observations, "530600", "gdp_growth_real", source="csmar")


def test_an_empty_window_says_what_is_recorded(observations):
    with pytest.raises(NoFiguresError, match="those recorded are of 1994 to 2025"):
        select_series(observations, "530600", "gdp_growth_real", window=(1970, 1980))


@pytest.mark.parametrize("name", ["530600", "昭通市", "昭通", "Zhaotong", " zhaotong ", 530600])
def test_a_region_has_many_names(observations, name):
    assert observations.find_region(name) == "530600"


def test_sources_are_listed_most_reliable_first_with_their_figures(observations):
    series = select_series(observations, "530600", "gdp_growth_real")
    sources = list_sources(observations, rows_behind(series, None))
    counts = {source.code: count for source, count in sources.items()}
    editions = {f"china-city-yearbook-{year}": 1 for year in range(2020, 2025)}
    assert counts == editions | {"pengyuan-lincang-2025": 1, "csmar-yearbook": 25, "debt-atlas-2026": 1}
    assert [source.reliability for source in sources][-2:] == ["compilation", "compilation"]


def test_bounds_and_ranges_are_read_but_stand_in_no_series(data_copy):
    path = data_copy / "observations.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    row = next(i for i, line in enumerate(lines) if line.startswith("530600,promotion_projects_implemented"))
    lines[row] = lines[row].replace(",672,", ",600+,")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    changed = load_observations(data_copy)
    assert changed.figures.at[row + 1, "low"] == 600
    with pytest.raises(NoFiguresError):
        select_series(changed, "530600", "promotion_projects_implemented")


@pytest.mark.parametrize(
    "question",
    [
        ("530600", "gdp_growth_real", "year", ""),
        ("", "fai_level", "", ""),
        ("530600", "", "", "csmar-yearbook"),
        ("", "", "ytd", ""),
        ("530600", "nothing", "year", ""),
        ("", "", "", ""),
    ],
)
def test_figures_are_found_as_by_looking_through_all_of_them(observations, question):
    wanted = observations.figures
    for column, key in zip(("region", "indicator", "span", "source"), question, strict=True):
        wanted = wanted[wanted[column] == key] if key else wanted
    pd.testing.assert_frame_equal(observations.figures_of(*question), wanted)
    then = observations.as_known(pd.Period("2020-01", "M"))
    pd.testing.assert_frame_equal(then.figures_of(*question), wanted[wanted["known"] <= then.month])


def test_what_was_known_in_a_month_knows_nothing_later(observations):
    then = observations.as_known(pd.Period("2020-01", "M"))
    assert observations.as_known(pd.Period("2020-01", "M")) is then
    assert then.as_known(pd.Period("2023-01", "M")) is then
    assert then.as_known(pd.Period("2018-01", "M")).month == pd.Period("2018-01", "M")


def test_regions_indicators_and_sources_name_themselves_in_the_language_in_use(observations):
    series = select_series(observations, "530600", "gdp_current")
    named = (series.region, series.indicator, observations.vocabularies["stage"]["signed"])
    units = series.indicator.unit_name, observations.source("csmar-yearbook").reliability_name
    assert [each.name for each in named] == ["Zhaotong", "Gross domestic product, current prices", "signed (agreed)"]
    assert units == ("100 million yuan", "compilation")
    use_language("zh")
    assert [each.name for each in named] == ["昭通市", "地区生产总值（现价）", "签约（协议）"]


def test_a_region_knows_what_contains_it_and_who_its_peers_are(observations):
    zhaoyang = observations.region("530602")
    assert [region.code for region in zhaoyang.lineage] == ["530602", "530600", "530000", "100000"]
    assert zhaoyang.is_within("530602")
    assert zhaoyang.is_within("530000")
    assert not zhaoyang.is_within("530300")
    assert zhaoyang in observations.regions_within("530600")
    assert [len(observations.peers_of(code)) for code in ("530602", "530600", "100000")] == [10, 15, 0]
