"""Whether a first place lasts: ranks followed into the next year, and what unpublished rates must lie between."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import frame_of, said_of

from helpers.figures.candidates import fewest_covering
from helpers.figures.comparable import select_comparable
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.side_by_side import select_side_by_side
from helpers.models.bounds import ConflictError
from helpers.models.first_places import FirstPlaces, first_places
from helpers.models.ranks import ranked_periods, ranks
from helpers.models.requirements import attempt
from helpers.questions.lasting import charts, leads, reservations, sentences, tables
from helpers.questions.lasting.lines import Line, control_of, lines_of, shorter_control, siblings
from helpers.questions.lasting.parameters import Since
from helpers.questions.lasting.rows import all_rows
from helpers.questions.lasting.unpublished import implied_benchmarks, missing_peers, unranked_counties
from helpers.show.editor import Edition
from helpers.text.citations import plain, rows_cited
from helpers.text.language import ordinal, use_language
from helpers.text.messages import RefusedError

GROWTH = "gdp_growth_real"
ALL = (None, None)
SINCE = pd.Period("2020", "Y")
ZHAOTONG, QUJING, YUNNAN, CHINA, DALI, ANSHAN = "530600", "530300", "530000", "100000", "532900", "210300"


@pytest.fixture(scope="module")
def zhaotong(observations) -> list[Line]:
    return lines_of(observations, ZHAOTONG, ALL)


def text_of(found: list | str) -> str:
    return plain(found if isinstance(found, str) else " ".join(found))


def ranked(rates: list[list[float]], first: int = 2001) -> pd.DataFrame:
    """Ranks of invented regions a, b, ... by year."""
    index = pd.period_range(str(first), periods=len(rates), freq="Y", name="period")
    return ranks(pd.DataFrame(rates, index, list("abcdef")[: len(rates[0])]))


def altered(observations: Observations, printed: float, **where: str) -> Observations:
    """The observations with another value of one figure."""
    figures = observations.figures.copy()
    chosen = np.logical_and.reduce([figures[column] == code for column, code in where.items()])
    assert chosen.sum() == 1
    figures.loc[chosen, ["number", "low", "high"]] = [printed, printed - 0.05, printed + 0.05]
    figures.loc[chosen, "value"] = str(printed)
    return replace(observations, figures=figures)


# side by side


def listed_in(observations: Observations, name: str) -> list:
    if name != "cities":
        return observations.regions_within(name)
    cities = observations.regions_of("yearbook_cities")
    figures = observations.figures_of(indicator=GROWTH, span="year")
    several = figures.groupby("region")["source"].nunique()
    spliced = [city for city in cities if several.get(city.code, 0) > 6]
    return [*spliced, *cities[::12]] if spliced else cities


@pytest.mark.parametrize("name", [YUNNAN, CHINA, "cities"])
def test_the_table_has_the_figures_that_series_side_by_side_have(observations, name):
    regions = list(dict.fromkeys(listed_in(observations, name)))
    table, compared = (select(observations, regions, GROWTH) for select in (select_side_by_side, select_comparable))
    assert table.bases == compared.bases
    for region in compared.series:
        expected = compared.alike(region)
        found = table.values[region].dropna() if region in table.values else pd.Series(dtype=float)
        assert dict(zip(found.index, found, strict=True)) == {at: figure.value for at, figure in expected.items()}
        assert all(table.figure(region, at) == figure for at, figure in expected.items())
        rows = {row for figure in expected.values() for row in figure.rows}
        assert rows == set(table.rows_of([region]))


def test_a_window_cuts_the_table_and_changes_no_figure(observations):
    regions = observations.regions_within(YUNNAN)
    whole, part = (select_side_by_side(observations, regions, GROWTH, window) for window in (ALL, (2019, 2021)))
    assert list(part.years.year) == [2019, 2020, 2021]
    pd.testing.assert_frame_equal(part.values, whole.values.loc[part.years], check_freq=False)
    assert part.figure(regions[0], pd.Period("2010", "Y")) is None


def test_regions_without_figures_in_common_are_no_table(observations):
    with pytest.raises(NoFiguresError, match=rf"no two of 11 regions have a figure of .*\({GROWTH}\) of one release"):
        select_side_by_side(observations, observations.regions_within(ZHAOTONG), GROWTH)
    with pytest.raises(NoFiguresError, match="no two of 0 regions"):
        select_side_by_side(observations, [], GROWTH)


def test_the_fewest_publications_are_taken_and_of_equals_the_preferred():
    assert fewest_covering({"best": {1, 2}, "most": {1, 2, 3}, "rest": {4}}) == ["most", "rest"]
    assert fewest_covering({"best": {1}, "other": {1}}) == ["best"]
    assert fewest_covering({}) == []


# first places


def test_every_first_place_is_followed_and_ties_all_count():
    found = first_places(ranked([[9, 9, 1], [1, 2, 3], [5, 4, 3], [1, 2, 3]]))
    assert [(each.at.year, each.leader, each.after) for each in found.followed] == [
        (2001, "a", 3),
        (2001, "b", 2),
        (2002, "c", 3),
        (2003, "a", 3),
    ]
    assert (found.median, found.half, found.stayed) == (3, (2, 3), 0)
    assert (found.by_chance, found.stayed_by_chance) == (2, pytest.approx(4 / 3))


def test_who_has_no_rank_in_the_next_year_is_kept_apart():
    table = ranked([[9, 5, 1], [np.nan, 2, 3], [5, 4, 3], [7, 4, 3]])
    found = first_places(table.drop(index=pd.Period("2003", "Y")))
    assert [(each.at.year, each.leader, each.after, each.among) for each in found.followed] == [
        (2001, "a", None, 2),
        (2002, "c", None, 0),
    ]
    assert found.known == []


def test_the_first_few_are_followed_as_well():
    found = first_places(ranked([[9, 8, 7, 1], [9, 1, 7, 8]]), top=2)
    assert [(each.leader, each.rank, each.after) for each in found.followed] == [("a", 1, 1), ("b", 2, 4)]
    assert (found.stayed, found.stayed_by_chance) == (1, 1)


@given(st.integers(0, 10_000), st.integers(3, 30))
def test_ranks_stay_within_bounds_and_the_middle_half_holds_the_median(seed, regions):
    rates = np.random.default_rng(seed).normal(size=(6, regions)).round(1)
    index = pd.period_range("2001", periods=6, freq="Y")
    found = first_places(ranks(pd.DataFrame(rates, index)))
    low, high = found.half
    assert 1 <= low <= found.median <= high <= regions
    assert len(found.known) >= 5
    assert found.by_chance == (regions + 1) / 2


def test_a_period_is_ranked_where_three_quarters_have_a_rate():
    index = pd.period_range("2001", periods=2, freq="Y")
    rates = pd.DataFrame([[1, 2, 3, np.nan], [1, 2, np.nan, np.nan]], index)
    assert [at.year for at in ranked_periods(rates, 4)] == [2001]
    assert list(ranked_periods(rates, 5)) == []


def test_the_first_places_of_yunnan(zhaotong):
    line = siblings(zhaotong)
    followed = {each.at.year: (each.leader.name, each.after) for each in line.leading.followed}
    assert followed[2023] == ("Zhaotong", 4)
    assert followed[2024] == ("Wenshan", 2)
    assert followed[2021] == ("Qujing", None)  # 2022 is not ranked
    assert followed[1994][0] == "Diqing"  # and not Yuxi, whose 56.5 is suspect
    assert [each.leader.name for each in line.leading.followed if each.at.year == 2017] == ["Baoshan", "Diqing"]
    assert {at.year: rank for at, rank in line.own_ranks.items() if at.year > 2022} == {2023: 1, 2024: 4, 2025: 5}


def test_a_suspect_rate_leads_nothing(zhaotong):
    [cities] = [line for line in zhaotong if line.is_large]
    assert not any(each.leader.name == "Shenzhen" for each in cities.first.followed)  # 330 is printed for 2022
    assert str(cities.ranked[0]) == "2019"  # the edition for 2018 is suspect as a whole
    statuses = cities.table.figures["status"]
    assert set(statuses[cities.suspect]) == {"suspect"}
    assert not set(cities.suspect) & set(cities.rows.index)


def test_leading_lasts_or_not_where_a_coin_seldom_says_as_much():
    def leaning(kept: int, of: int) -> int:
        rates = [
            [9.0, 1.0, 2.0] if year <= kept or (year - kept) % 2 == 0 else [1.0, 9.0, 2.0] for year in range(of + 1)
        ]
        found = first_places(ranked(rates))
        assert len(found.known) == of
        return found.leaning

    assert leaning(20, 20) == 1
    assert leaning(0, 20) == -1
    assert leaning(10, 20) == 0
    assert leaning(4, 4) == 0  # too few for a coin


def test_the_groups_of_peers_are_those_that_the_region_is_in(observations, zhaotong):
    assert [line.name for line in zhaotong] == ["prefectures of Yunnan", "cities"]
    assert [line.name for line in lines_of(observations, DALI, ALL)] == ["prefectures of Yunnan"]
    assert [line.name for line in lines_of(observations, CHINA, ALL)] == ["provinces of China"]
    assert lines_of(observations, "530602", ALL) == []
    assert zhaotong[1].leading.top == 30


# sentences


def edition_of(observations: Observations, code: str) -> Edition:
    """What the report on a region says first."""
    place, lines = observations.region(code), lines_of(observations, code, ALL)
    control = attempt(control_of, lines, SINCE)
    counties, implied = (attempt(of, observations, place) for of in (unranked_counties, implied_benchmarks))
    missing = attempt(missing_peers, observations, siblings(lines))
    return leads.edition(place, lines, control, shorter_control(lines, control), counties, missing, implied)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_region_has_a_lead_of_its_own_that_names_it(observations, language):
    use_language(language)
    found = {}
    for code in (ZHAOTONG, QUJING, "533400", "440000", CHINA, "530627"):
        edition, region = edition_of(observations, code), observations.region(code)
        found[code] = edition.lead.text
        assert region.name in found[code]
        assert region.name in leads.title_of(region, lines_of(observations, code, ALL))
        assert all(each["made"] in ("lead", "point") for each in edition.why)  # the sections do not repeat them
    assert len(set(found.values())) == len(found)


def test_the_lead_says_whether_first_places_last_and_where_the_region_stood(observations, zhaotong):
    said = sentences.lasting_sentence(zhaotong)
    assert text_of(said) == (
        "First places seldom last: 9 of 28 among the prefectures of Yunnan since 1994 were kept the year after, and "
        "the median leader came between third and fourth. Zhaotong was first of 16 in 2023, fourth of 15 in 2024 and "
        "fifth of 16 in 2025."
    )
    line = siblings(zhaotong)
    assert set(line.rows_behind(line.leading.known)) <= rows_cited(said)
    assert leads.title_of(line.region, zhaotong) == (
        "Does a first place last? Zhaotong among the prefectures of Yunnan"
    )
    use_language("zh")
    assert text_of(sentences.lasting_sentence(zhaotong)) == (
        "第一名大多难以保持：1994年以来云南省各州（市）共28次位居第一，次年保住的有9次，次年位次的中位数介于第3位与第4位之间。"
        "昭通市2023年居16个州（市）第1位，2024年居15个州（市）第4位，2025年居16个州（市）第5位。"
    )


def test_that_first_places_last_or_not_is_said_only_where_the_counts_say_it(zhaotong):
    line = siblings(zhaotong)

    def told(kept: int, of: int) -> str:
        [one, other] = [
            next(each for each in line.leading.known if (each.after == 1) == first) for first in (True, False)
        ]
        found = replace(line, table=line.table)
        found.__dict__["first"] = FirstPlaces(1, [one] * kept + [other] * (of - kept))
        return text_of(sentences.places_sentence(found))

    assert told(3, 20).startswith("First places seldom last: 3 of 20")
    assert told(17, 20).startswith("First places often last: 17 of 20")
    assert told(10, 20).startswith("Of 20 first places among the prefectures of Yunnan since 1994, 10 were kept")
    assert told(0, 7).startswith("Too few first places are known to say whether they last: 0 of 7")


def test_a_region_that_was_never_first_is_told_its_best(observations):
    said = text_of(sentences.lasting_sentence(lines_of(observations, "530900", (2013, 2025))))
    assert re.search(
        r"Lincang was first in no year since 2013; its best place was \w+ \w+ of 16 in \d{4}, its latest last of 16 "
        r"in 2025\.$",
        said,
    )


def test_a_tie_is_told_as_one(observations):
    said = text_of(sentences.lasting_sentence(lines_of(observations, QUJING, ALL)))
    assert "Qujing was first of 16 in 2021, joint second of 16 in 2023 and 12th of 16 in 2025." in said


def test_the_nation_has_no_place_of_its_own(observations):
    lines = lines_of(observations, CHINA, ALL)
    assert text_of(sentences.lasting_sentence(lines)) == (
        "Of 25 first places among the provinces of China since 2000, 13 were kept the year after, and the median "
        "leader came first."
    )
    assert leads.title_of(observations.region(CHINA), lines) == (
        "Does a first place last among the provinces of China?"
    )


def test_the_brief_answers_for_prefectures_and_cities(observations, zhaotong):
    said = sentences.brief_sentence(zhaotong)
    assert text_of(said).endswith(
        "came between third and fourth. Of the 30 fastest of 296 cities in each year since 2019, the median came "
        "between 71st and 72nd the year after."
    )
    assert rows_cited(said) == {row for line in zhaotong for row in line.rows.index}
    assert text_of(sentences.brief_sentence(lines_of(observations, ANSHAN, ALL))).startswith(
        "Too few first places are known to say whether they last: 2 of 4 among the prefectures of Liaoning"
    )


def test_where_no_two_years_are_ranked_or_nobody_is_a_peer_one_sentence_says_so(observations):
    one_year = lines_of(observations, ZHAOTONG, (2023, 2023))
    assert text_of(sentences.lasting_sentence(one_year)) == (
        "Among the prefectures of Yunnan no two years in a row can be ranked, so no first place can be followed."
    )
    assert text_of(sentences.brief_sentence(one_year)) == text_of(sentences.lasting_sentence(one_year))
    assert "No two peers" in text_of(sentences.lasting_sentence([]))
    assert charts.draw_places(siblings(one_year)) is None
    assert sentences.lasting_key_figures([], RefusedError(""), RefusedError("")) is None
    assert "no two years in a row" in text_of(sentences.details_sentences(siblings(one_year)))


def test_chance_and_who_cannot_be_followed_are_said(zhaotong):
    prefectures, cities = (text_of(sentences.details_sentences(line)) for line in zhaotong)
    assert prefectures.startswith("By lot, 1.8 of these 28 first places would have been kept")
    assert "Diqing (2003), Nujiang (2005) and Qujing (2021)" in prefectures
    assert "Four suspect rates of the ranked years have no rank." in prefectures
    assert "Of these 124, 33 were among the 30 fastest again, where by lot 12.6 would" in cities
    assert "Danzhou 282nd (first in 2021) and Jinchang third (first in 2022)" in cities
    assert "One suspect rate of the ranked years has no rank." in cities
    assert "2024–2025" in cities


def test_key_figures_leave_out_a_gap_that_does_not_hold(zhaotong):
    control = control_of(zhaotong, SINCE)
    shorter = shorter_control(zhaotong, control)
    figures = said_of(sentences.lasting_key_figures(zhaotong, control, shorter))
    assert [plain(text) for text in figures.values()] == ["fifth of 16", "9 of 28", "3 or 4", "71 or 72"]
    both = said_of(sentences.lasting_key_figures(zhaotong, control, control))
    assert plain(both["Output of Zhaotong against a mixture of its peers, 2025"]) == "+13.5%"


@pytest.mark.parametrize(
    ("rank", "words"), [(1, "first"), (10, "tenth"), (11, "11th"), (22, "22nd"), (103, "103rd"), (112, "112th")]
)
def test_ranks_in_words(rank, words):
    assert ordinal(rank) == words
    assert ordinal(rank).value == rank
    use_language("zh")
    assert ordinal(rank) == f"第{rank}位"


# the mixture


def test_the_gap_comes_with_p_fit_and_what_is_left_with_fewer_years(zhaotong):
    control = control_of(zhaotong, SINCE)
    shorter = shorter_control(zhaotong, control)
    line = siblings(zhaotong)
    lead = text_of(reservations.gap_sentence(line, control, shorter))
    assert lead.startswith("In 2025 output in Zhaotong was 13.5% above that of a mixture of its peers")
    assert lead.endswith("A gap that hangs on the years to which the mixture is fitted is no finding.")
    said = text_of(reservations.control_sentences(line, control, shorter))
    assert "the gap ranks first among those of 10 regions" in said
    assert "p = 0.10, where 0.10 is the least that can be" in said
    assert "the last 11 of these years alone, output was 1.5% above it (p = 0.64)" in said
    assert (
        "Left out, as they lack a rate in some year: Chuxiong, Wenshan, Xishuangbanna, Dali, Nujiang and Diqing" in said
    )
    holds = text_of(reservations.gap_sentence(line, control, control))
    assert "no finding" not in holds
    assert holds.endswith("By chance as large a gap comes about 10 times in 100 (p = 0.10).")
    alone = text_of(reservations.control_sentences(siblings(zhaotong), control, RefusedError("")))
    assert "no mixture keeps pace with it" in alone
    frame = frame_of(tables.weights_table(siblings(zhaotong), control, shorter))
    weights = [int(plain(text).rstrip("%")) for text in frame.iloc[:, 0] if text != "—"]
    assert sum(weights) == pytest.approx(100, abs=3)


def test_a_gap_that_is_not_rare_shows_nothing(observations):
    lines = lines_of(observations, "530800", ALL)
    control = control_of(lines, SINCE)
    said = text_of(reservations.gap_sentence(siblings(lines), control, shorter_control(lines, control)))
    assert not control.is_rare
    assert "% below that of a mixture" in said
    assert "not rare among its peers" in said


def test_what_has_no_peers_or_years_has_no_mixture(observations):
    for code, reason in ((CHINA, "no peers"), (ANSHAN, "at least 10 years before 2020"), (DALI, "recorded for 2022")):
        lines = lines_of(observations, code, ALL)
        refused = attempt(control_of, lines, SINCE)
        assert isinstance(refused, RefusedError)
        shorter = shorter_control(lines, refused)
        assert reason in text_of(reservations.control_sentences(siblings(lines), refused, shorter))
        assert charts.draw_gap(siblings(lines), refused, shorter) is None
        assert tables.weights_table(siblings(lines), refused, shorter) is None


# bounds


def test_the_rate_of_the_province_is_bounded_by_both_gaps_that_are_stated(observations):
    found = implied_benchmarks(observations, observations.region(ZHAOTONG))
    bound = found.each[observations.region(YUNNAN)]
    assert (bound.low, bound.high) == pytest.approx((4.25, 4.55))
    assert text_of(reservations.implied_sentences(found)) == (
        "No growth of Yunnan in January to September 2023 was found; it must lie between 4.25% and 4.55%."
    )
    assert any("2.8 points ahead of China" in plain(each) for each in found.assumptions)
    assert found.rows == {row for each in found.assumptions for row in rows_cited(each)}


def test_counties_without_a_place_grew_less_than_the_city_together(observations):
    found = unranked_counties(observations, observations.region(ZHAOTONG))
    assert len(found.each) == 7
    assert (found.together.low, found.together.high) == pytest.approx((4.31, 6.88), abs=0.01)
    assert all(each.low < found.together.low < found.together.high < each.high for each in found.each.values())
    said = text_of(reservations.county_sentences(observations.region(ZHAOTONG), found))
    assert said == (
        "The 7 counties of Zhaotong without a published place in January to September 2023 grew by 4.3% to 6.9% "
        "together. No one of them grew by more than 15.6%."
    )


def test_a_peer_that_is_left_out_of_a_year_lies_inside_its_bounds(observations, zhaotong):
    """Diqing in 2021, of which the rate is published, hidden: the bounds from the others must hold it."""
    diqing, line, year = observations.region("533400"), siblings(zhaotong), pd.Period("2021", "Y")
    published = line.table.figure(diqing, year)
    hidden = observations.figures[
        ~((observations.figures["region"] == "533400") & observations.figures["period"].isin(["2021"]))
    ]
    [without] = lines_of(replace(observations, figures=hidden), DALI, (1994, 2021))
    found = missing_peers(replace(observations, figures=hidden), without)
    assert found.period == "2021"
    assert list(found.each) == [diqing]
    bound = found.each[diqing]
    assert bound.low <= published.value <= bound.high


def test_a_missing_peer_and_what_hangs_on_it_are_said(observations, zhaotong):
    line = siblings(zhaotong)
    found = missing_peers(observations, line)
    said = text_of(reservations.missing_sentences(line, found))
    assert said == (
        "Diqing has no rate for 2024 that can be compared; it is hardly bounded by what is known. Had it grown by more "
        "than 4.6%, Zhaotong would have come fifth, not fourth."
    )
    assert any("0.45 points" in plain(each) for each in found.assumptions)


def test_a_bound_is_told_by_the_ends_that_cut_off_something(observations, zhaotong):
    line = siblings(zhaotong)
    found = missing_peers(observations, line)

    def told(low: float, high: float) -> str:
        [(region, bound)] = found.each.items()
        changed = replace(found, each={region: replace(bound, low=low, high=high)})
        return text_of(reservations.missing_sentences(line, changed))

    assert "it must lie between 2.0% and 6.0%. Had it grown by more than 4.6%" in told(2.0, 6.0)
    assert "it can be 12.0% at most." in told(-30.0, 12.0)
    assert "it must be 3.0% at least." in told(3.0, 58.0)
    assert "it is hardly bounded by what is known." in told(-20.0, 50.0)
    assert "Had it" not in told(2.0, 4.0)  # it cannot have


def test_a_region_that_fell_is_overtaken_by_who_fell_less(observations):
    line = siblings(lines_of(observations, QUJING, ALL))
    said = text_of(reservations.missing_sentences(line, missing_peers(observations, line)))
    assert said.endswith("Had it fallen by less than 0.9%, Qujing would have come 16th, not 15th.")


def test_where_nothing_is_missing_one_sentence_says_so(observations):
    china, qujing = (observations.region(code) for code in (CHINA, QUJING))
    [provinces] = lines_of(observations, CHINA, ALL)
    assert implied_benchmarks(observations, china) is unranked_counties(observations, qujing) is None
    assert missing_peers(observations, provinces) is None
    assert reservations.implied_sentences(None) == reservations.county_sentences(qujing, None) == []
    assert reservations.missing_sentences(provinces, None) == []
    assert reservations.refusal_sentences(china, None, None) == [
        "No rate is missing around China that could be bounded."
    ]
    assert tables.bounds_table(None, RefusedError("")) is tables.assumptions_table(None) is None
    assert reservations.missing_sentences(None, missing_peers(observations, None)) == []


def test_figures_that_cannot_all_hold_are_told_by_the_conflict(observations):
    spoilt = altered(observations, 1.0, region=ZHAOTONG, indicator="gdp_growth_gap_nation")
    zhaotong = spoilt.region(ZHAOTONG)
    with pytest.raises(ConflictError, match="these cannot all hold"):
        implied_benchmarks(spoilt, zhaotong)
    refused = attempt(unranked_counties, spoilt, zhaotong)
    said = text_of(reservations.refusal_sentences(zhaotong, refused, None))
    assert said.startswith("Nothing can be bounded here: these cannot all hold: Zhaotong grew by 8%")
    assert "1.0 points ahead of China" in said
    assert reservations.county_sentences(zhaotong, refused) == []


def test_without_the_weights_nothing_is_bounded(observations, zhaotong):
    levels = observations.figures["indicator"] == "gdp_current"
    bare = replace(observations, figures=observations.figures[~levels])
    for refused in (
        attempt(missing_peers, bare, siblings(lines_of(bare, ZHAOTONG, ALL))),
        attempt(unranked_counties, bare, bare.region(ZHAOTONG)),
    ):
        assert isinstance(refused, RefusedError)
        assert "GDP" in str(refused)


# tables, charts, the whole


def test_charts_say_what_they_draw_and_their_tables_hold_it(observations, zhaotong):
    prefectures, cities = map(charts.draw_places, zhaotong)
    assert "2023 Zhaotong 4" in prefectures.alt
    assert len(prefectures.data.rows) == 31
    assert prefectures.title == "Nine of 28 first places were kept the year after"
    assert "spread over all ranks" in cities.title
    [own] = [text for text in prefectures.wide.axes[0].texts if text.get_text() == "Zhaotong"]
    assert (own.get_text(), own.xy, own.get_ha()) == ("Zhaotong", (2023, 4), "right")  # to the left no dot is covered
    assert [row[0].text for row in cities.data.rows] == ["2019", "2020", "2021", "2022"]
    control = control_of(zhaotong, SINCE)
    gap = charts.draw_gap(siblings(zhaotong), control, shorter_control(zhaotong, control))
    assert gap.title == "The gap of Zhaotong hangs on the years fitted"
    holds = charts.draw_gap(siblings(zhaotong), control, control)
    assert holds.title == "Zhaotong has left its mixture of peers since 2020"
    assert len(gap.data.rows) == len(control.years) == 31


def test_every_number_leads_to_rows_that_are_listed(observations, zhaotong):
    place, control = observations.region(ZHAOTONG), control_of(zhaotong, SINCE)
    controls, line = [control, shorter_control(zhaotong, control)], siblings(zhaotong)
    found = implied_benchmarks(observations, place), unranked_counties(observations, place)
    missing = missing_peers(observations, line)
    listed = set(all_rows(observations, zhaotong, controls, *found, missing).index)
    made = [tables.places_table(each) for each in zhaotong]
    made += [tables.weights_table(line, *controls), tables.gap_table(line, *controls)]
    made += [tables.bounds_table(*found, missing), tables.assumptions_table(*found, missing)]
    cells = [cell for table in made for row in table.rows for cell in row]
    said = [sentences.lasting_sentence(zhaotong), *reservations.control_sentences(line, *controls)]
    said += [each for one in zhaotong for each in (*sentences.details_sentences(one), sentences.list_sentence(one))]
    said += [reservations.gap_sentence(line, *controls)]
    said += [*reservations.implied_sentences(found[0]), *reservations.county_sentences(place, found[1])]
    said += reservations.missing_sentences(line, missing)
    cited = {row for cell in cells for row in cell.rows} | {row for each in said for row in rows_cited(each)}
    assert cited <= listed
    assert len(cited) > 400


def test_the_year_of_the_mixture_is_a_year(observations):
    assert Since.read("2015", observations) == 2015
    assert Since.resolve(2015, {}, observations) == pd.Period("2015", "Y")
    with pytest.raises(ValueError, match="a year such as 2020 is expected"):
        Since.read("latest", observations)
