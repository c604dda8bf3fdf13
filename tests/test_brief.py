"""The brief: the arc of the latest years, what stands beside it, and that each form of it reads right."""

from dataclasses import dataclass, replace

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.figures.comparable import select_pair
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.series import select_series
from helpers.figures.standings import Standing
from helpers.questions.brief.arc import Arc, arc_of, arc_sentence
from helpers.questions.brief.behind import behind_point, rates_behind
from helpers.questions.brief.leads import edition, missing_sentences, ranked_point, sure_sentence
from helpers.questions.brief.size import size_point, sizes_of
from helpers.text.citations import plain
from helpers.text.language import use_language

NATION = Region("999900", "Erehwon", "全国", "nation", (), None)
PROVINCE = Region("999000", "Nowhere", "无处省", "province", (), NATION)
OWN = Region("999100", "Elsewhere", "别处市", "prefecture", (), PROVINCE)


@dataclass(frozen=True)
class Reported:
    period: pd.Period
    printed: str
    own: Rounded


def year(number: int) -> pd.Period:
    return pd.Period(str(number), "Y")


def rate(value: float) -> Rounded:
    return Rounded(value, value - 0.05, value + 0.05)


def place(rank: int, tied: bool = False) -> Standing:
    return Standing(OWN, PROVINCE, "prefecture", rank, tied, 16, (), rank, rank, frozenset())


def arc(rates: dict[int, float], places: dict[int, int] | None = None, reported: float | None = None) -> Arc:
    first = min(rates)
    report = Reported(pd.Period(f"{first}Q3"), f"{reported:g}", rate(reported)) if reported is not None else None
    standings = {year(at): place(rank) for at, rank in (places or {}).items()}
    return Arc(OWN, report, {year(at): rate(value) for at, value in rates.items()}, standings)


def said(which: Arc, language: str = "en") -> str:
    use_language(language)
    return plain(Markup(arc_sentence(which, [])).striptags())


@pytest.mark.parametrize(
    ("which", "english", "chinese"),
    [
        (
            arc({2061: 7.7, 2062: 4.6, 2063: 4.6}, {2061: 1, 2062: 4, 2063: 5}, 8),
            "After the 8% that Elsewhere reported for January to September 2061, growth was 7.7% in 2061 (first of the "
            "16 prefectures of Nowhere). It did not last: growth was 4.6% in 2062 (fourth of 16) and 4.6% in 2063 "
            "(fifth of 16).",
            "别处市公布的2061年前三季度增速为8%；2061年增长7.7%，居全省16个州（市）第1位。势头未能延续：2062年增长4.6%，"
            "居16个州（市）第4位；2063年增长4.6%，居16个州（市）第5位。",
        ),
        (
            arc({2061: 7.7, 2062: 7.6}, {2061: 2, 2062: 1}, 8),
            "After the 8% that Elsewhere reported for January to September 2061, growth was 7.7% in 2061 (second of "
            "the 16 prefectures of Nowhere). It has lasted: growth was 7.6% in 2062 (first of 16).",
            "别处市公布的2061年前三季度增速为8%；2061年增长7.7%，居全省16个州（市）第2位。势头得以延续：2062年增长7.6%，"
            "居16个州（市）第1位。",
        ),
        (
            arc({2061: 7.7}, {}, 8),
            "After the 8% that Elsewhere reported for January to September 2061, growth was 7.7% in 2061.",
            "别处市公布的2061年前三季度增速为8%；2061年增长7.7%。",
        ),
        (
            arc({2061: 3.1, 2062: -0.9, 2063: 0}, {2062: 16}),
            "Real growth of Elsewhere's GDP was 3.1% in 2061, minus 0.9% in 2062 (last of 16) and nil in 2063.",
            "别处市地区生产总值按不变价格计算，2061年增长3.1%；2062年下降0.9%，居16个州（市）末位；2063年与上年持平。",
        ),
        (
            arc({2061: 3.1}),
            "Real growth of Elsewhere's GDP was 3.1% in 2061.",
            "别处市地区生产总值按不变价格计算，2061年增长3.1%。",
        ),
    ],
)
def test_each_form_of_the_arc_reads_right(which, english, chinese):
    assert said(which) == english
    assert said(which, "zh") == chinese


@pytest.mark.parametrize(
    ("rates", "places", "lasted"),
    [
        ({2061: 7.7, 2062: 4.6}, {2061: 1, 2062: 4}, False),
        ({2061: 7.7, 2062: 7.6}, {2061: 1, 2062: 1}, True),
        ({2061: 7.7, 2062: 4.6}, {2061: 4, 2062: 4}, None),  # growth fell everywhere: the place was kept
        ({2061: 7.7, 2062: 7.0}, {2061: 1, 2062: 4}, None),  # less than a point
        ({2061: 7.7, 2062: 7.6}, {2061: 1, 2062: 4}, None),  # the others grew faster
        ({2061: 7.7, 2062: 4.6}, {2061: 1}, None),
        ({2061: 7.7}, {2061: 1}, None),
    ],
)
def test_whether_it_lasted_is_computed_or_not_said(rates, places, lasted):
    assert arc(rates, places).lasted is lasted
    verdicts = [words for words in ("did not last", "has lasted") if words in said(arc(rates, places, 8))]
    assert verdicts == {None: [], True: ["has lasted"], False: ["did not last"]}[lasted]


def test_a_rank_that_rounding_leaves_open_is_no_fall(observations):
    open_ranks = {year(2061): replace(place(1), worst=4), year(2062): replace(place(4), best=2)}
    assert replace(arc({2061: 7.7, 2062: 4.6}), standings=open_ranks).lasted is None


def selected(observations, region: str, last: int = 2025):
    own, *others = [
        select_series(observations, code, "gdp_growth_real", window=(1994, last))
        for code in [each.code for each in observations.region(region).lineage]
    ]
    return own, [select_pair(observations, own, other) for other in others]


def test_an_arc_begins_with_the_year_that_was_reported_on(observations):
    own, _pairs = selected(observations, "530600")
    reported = Reported(pd.Period("2024Q3"), "5", rate(5))
    assert list(arc_of(own, reported, {}).figures) == [year(2024), year(2025)]
    older = Reported(pd.Period("2020Q3"), "5", rate(5))
    assert arc_of(own, older, {}).report is None
    assert list(arc_of(own, older, {}).figures) == [year(2023), year(2024), year(2025)]


def test_the_arc_of_zhaotong_leads_and_says_how_far_it_is_from_both(observations):
    own, pairs = selected(observations, "530600")
    course = arc_of(own, None, {})
    lead = edition(course, pairs, [ranked_point({})]).lead.text
    assert lead.startswith("Real growth of Zhaotong's GDP was 7.7% in 2023, 4.6% in 2024 and 4.6% in 2025")
    assert lead.endswith("0.5 points above Yunnan (4.1%), and 0.4 points below China (5.0%).")


def test_a_place_on_a_long_list_is_a_point():
    assert "ranked joint fourth of 16 cities" in plain(ranked_point({year(2061): place(4, tied=True)}).sentence)


def test_size_is_of_one_release_and_share_of_what_contains_it(observations):
    sizes = sizes_of(observations, observations.region("530600"), (None, None))
    assert (str(sizes.output.at), sizes.output.own.value) == ("2025", 2103.4)
    text = plain(Markup(size_point(sizes).sentence).striptags())
    assert text.startswith(
        "Zhaotong's GDP was 210 billion yuan in 2025, 6.4% of that of Yunnan and 0.2% of that of China."
    )
    assert "by residents at the end of 2025" in text
    assert size_point(sizes_of(observations, observations.region("530600"), (1900, 1901))) is None
    small = sizes_of(observations, observations.region("533400"), (None, None))
    assert "of China" not in size_point(small).sentence, "a share below a tenth of a percent is worth no word"


def test_what_stood_behind_leaves_out_what_is_disputed(observations):
    behind = rates_behind(observations, observations.region("530600"), "2023Q3", "ytd")
    assert [each.indicator.code for each in behind.rates][:2] == [
        "industrial_investment_growth",
        "chanye_investment_growth",
    ]
    assert "wind_power_growth" not in [each.indicator.code for each in behind.rates]
    assert "in January to September 2023, on a year earlier" in behind_point(behind).sentence
    nothing = rates_behind(observations, observations.region("533400"), "2023Q3", "ytd")
    assert behind_point(nothing) is None


def test_what_fell_is_said_to_have_fallen(observations):
    behind = rates_behind(observations, observations.region("530600"), "2023Q3", "ytd")
    fallen = replace(
        behind, rates=[replace(behind.rates[0], rounded=rate(-4.3)), replace(behind.rates[1], rounded=rate(0))]
    )
    text = plain(Markup(behind_point(fallen).sentence).striptags())
    assert "industrial investment fell 4.3% and chanye investment did not change" in text
    use_language("zh")
    assert "工业投资下降4.3%和产业投资持平" in plain(behind_point(fallen).sentence)


def test_how_sure_it_is_names_first_releases_and_absent_years(observations):
    own, _pairs = selected(observations, "533400")
    text = sure_sentence(own, arc_of(own, None, {}))
    assert "No growth of Diqing is recorded for 2022 and 2024." in text
    assert "are first releases, which may still be revised" in text


def test_what_is_not_recorded_is_said(observations):
    own, _pairs = selected(observations, "533400")
    course, region = arc_of(own, None, {}), observations.region("533400")
    sizes = sizes_of(observations, region, (None, None))
    background = rates_behind(observations, region, *course.reported)
    [text] = missing_sentences(course, None, sizes, background)
    assert text == (
        "Of Diqing these are not recorded for the latest years: growth in part of a year and what grew beside GDP."
    )
    known = replace(sizes, head=sizes.output)
    full = rates_behind(observations, observations.region("530600"), "2023Q3", "ytd")
    assert missing_sentences(course, Reported(pd.Period("2061Q3"), "8", rate(8)), known, full) == []
