"""Investment: what leads, the lesson of its levels, its parts with what was not found, and no causal word."""

import dataclasses
import re

import pytest
from made_up import frame_of, said_of

from helpers.figures.observations import NoFiguresError
from helpers.figures.printed import read_printed
from helpers.figures.published import find_figures, latest_figure
from helpers.models.association import Association
from helpers.models.requirements import ModelRefusedError, attempt
from helpers.questions.investment import charts, leads, sentences, tables
from helpers.questions.investment.latest import rates_beside, require_investment, side_by_side
from helpers.questions.investment.lessons import growth_with_investment, lessons, level_series, parts
from helpers.show.wording import RESULT_TYPE
from helpers.text.citations import plain, rows_cited
from helpers.text.language import use_language
from helpers.text.messages import RefusedError

ZHAOTONG, YUNNAN, CHINA = "530600", "530000", "100000"
INVESTING = ("530100", "530300", "530400", "530500", ZHAOTONG, "530700", "530800", "530900", YUNNAN, CHINA)


def edition_of(observations, region):
    return leads.edition(observations, observations.region(region))


def said_in(edition) -> list[str]:
    """The lead and the main points, without their marks."""
    return [edition.lead.text, *(plain(str(point)) for point in edition.points.sentences)]


def rate_of(observations, printed, indicator="industrial_investment_growth", region=ZHAOTONG):
    rate = latest_figure(observations, indicator, region)
    return dataclasses.replace(rate, printed=printed, rounded=read_printed(printed))


@pytest.fixture(scope="module")
def compared(observations):
    return lessons(observations, ZHAOTONG)


@pytest.mark.parametrize(("language", "verb"), [("en", "rose|fell|came to"), ("zh", "增长|下降|完成")])
def test_what_leads_is_of_the_region_and_of_no_other(observations, language, verb):
    use_language(language)
    told = {}
    for code in INVESTING:
        place = observations.region(code)
        edition = edition_of(observations, code)
        told[code] = said_in(edition)
        assert all(place.name in sentence and re.search(verb, sentence) for sentence in told[code][:1]), code
        assert edition.lead._repr_mimebundle_()[RESULT_TYPE] == {"finding": told[code][0]}
        rows = {row for sentence in edition.lead.sentences for row in rows_cited(sentence)}
        assert observations.figures.loc[min(rows), "region"] == code or code == YUNNAN
        assert leads.title_of(place).count(place.name) == 1
    assert len({sentences[0] for sentences in told.values()}) == len(INVESTING)


def test_zhaotong_is_told_what_rose_and_that_the_whole_is_not_known(observations):
    lead, *points = said_in(edition_of(observations, ZHAOTONG))
    assert lead == (
        "In Zhaotong, industrial investment rose by 50.2% in January to September 2023, compared with a year before. "
        "No growth of fixed-asset investment as a whole was found for Zhaotong in any year, so whether more or less "
        "was built cannot be said."
    )
    assert points[0].startswith("In Zhaotong, chanye investment (in productive industries of every kind, wider than")
    assert (
        "In Zhaotong, industrial investment outside energy came to 6.14 billion yuan in January to June 2024." in points
    )
    weak = [point for point in points if point.endswith("according to a source of weak reliability.")]
    assert [point for point in weak if "over 100 billion yuan in 2024" in point]
    assert [point for point in weak if "ranked fourth in its province in 2024" in point]
    assert not any("China" in each or "Yunnan" in each for each in (lead, *points))


def test_zhaotong_in_chinese(observations):
    use_language("zh")
    lead, *points = said_in(edition_of(observations, ZHAOTONG))
    assert (
        lead
        == "2023年前三季度，昭通市工业投资同比增长50.2%。未见昭通市任何年份固定资产投资增速的公布数，总体增减无从判断。"
    )
    assert "2024年上半年，昭通市完成能源外工业投资61.4亿元。" in points
    assert "2024年，昭通市固定资产投资总量居全省第4位（来源可靠性较低）。" in points


def test_where_the_whole_is_known_it_leads_and_is_not_called_unknown(observations):
    lead, *points = said_in(edition_of(observations, YUNNAN))
    assert lead == "In Yunnan, fixed-asset investment fell by 7.0% in 2025. In China it fell by 3.8%."
    assert "In Yunnan, private fixed-asset investment fell by 4.0% in 2025." in points
    figures = observations.figures[observations.figures["period"] < "2024"]
    weak = dataclasses.replace(observations, figures=figures)
    lead, *points = said_in(edition_of(weak, YUNNAN))
    assert lead.startswith("In Yunnan, fixed-asset investment rose by 4% in January to March 2023")
    assert [each for each in points if "22.1%" in each and "Its source is of weak reliability." in each]
    sound = figures["source"].mask(figures["source"] == "hhygw-cn-1", "yunnan-yearbook-2019")
    lead = edition_of(dataclasses.replace(weak, figures=figures.assign(source=sound)), YUNNAN).lead.text
    assert lead.startswith("In Yunnan, industrial investment rose by 22.1% in January to October 2023")
    assert lead.endswith("As a whole fixed-asset investment last rose by 4%, in January to March 2023.")


def test_only_rates_of_the_same_days_and_release_are_compared(observations):
    rate = latest_figure(observations, "fai_growth", YUNNAN)
    [other] = rates_beside(observations, rate)
    assert (other.region.code, other.window) == (CHINA, rate.window)
    bases = observations.figures["basis"].mask(observations.figures["region"] == CHINA, "revised")
    revised = dataclasses.replace(observations, figures=observations.figures.assign(basis=bases))
    assert rates_beside(revised, latest_figure(revised, "fai_growth", YUNNAN)) == []
    assert rates_beside(observations, rate_of(observations, "50.2")) == []


@pytest.mark.parametrize(
    ("printed", "english", "chinese"),
    [
        ("7.0", "rose by 7.0%", "同比增长7.0%"),
        ("-7.0", "fell by 7.0%", "同比下降7.0%"),
        ("0.0", "did not change in January", "与上年同期持平"),
    ],
)
def test_a_rate_is_said_with_its_verb(observations, printed, english, chinese):
    use_language("en")
    rate = rate_of(observations, printed)
    assert english in plain(leads.rate_sentence(rate))
    use_language("zh")
    assert chinese in plain(leads.rate_sentence(rate))
    assert "−" not in plain(leads.rate_sentence(rate))
    year = rate_of(observations, printed, "fai_growth", YUNNAN)
    assert chinese.replace("同比", "比上年").replace("上年同期", "上年") in plain(leads.rate_sentence(year))


def test_key_figures_are_the_regions_own_and_sound_where_there_are_sound_ones(observations):
    figures = said_of(leads.key_figures(observations, observations.region(ZHAOTONG)))
    assert {name: plain(figure) for name, figure in figures.items()} == {
        "Growth of industrial investment, Zhaotong, January to September 2023": "50.2%",
        "Growth of chanye investment, Zhaotong, January to September 2023": "43.8%",
        "Industrial investment outside energy, Zhaotong, January to June 2024": "6.14 billion yuan",
    }
    unsound = observations.figures[observations.figures["indicator"] != "real_estate_investment_level"]
    figures = leads.key_figures(dataclasses.replace(observations, figures=unsound), observations.region("530300"))
    assert [plain(figure) for figure in said_of(figures).values()] == ["179 billion yuan"]


def test_a_chart_says_what_is_recorded_of_the_whole(observations):
    def title(region):
        drawn = charts.draw_rates(observations.region(region), parts(observations, region))
        return drawn.title, drawn

    named, drawn = title(ZHAOTONG)
    assert named == "Two kinds of investment are recorded for 2023, the whole is not"
    assert "different months" in drawn.caption
    assert list(frame_of(drawn.data)["growth"].map(plain)) == ["50.2%", "22.1%", "8.9%", "43.8%", "12.3%"]
    named, drawn = title(YUNNAN)
    assert named == "Investment as a whole fell in 2025"
    assert "different months" not in drawn.caption
    assert charts.draw_rates(observations.region("530300"), parts(observations, "530300")) is None


def test_official_growth_stands_beside_the_change_of_levels(compared):
    by_period = {(lesson.official.region.code, lesson.official.period): lesson for lesson in compared}
    year = by_period["100000", "2019"]
    assert year.official.printed == "5.4"
    assert year.from_levels.value == pytest.approx(-13.1, abs=0.1)
    quarters = by_period["100000", "2023Q3"]
    assert quarters.official.printed == "3.1"
    assert quarters.from_levels.value == pytest.approx(-11.0, abs=0.5)


def test_the_worst_of_them_is_the_finding(observations, compared):
    sentence = sentences.lesson_sentence(compared)
    worst = max(compared, key=lambda lesson: lesson.off)
    assert plain(sentence).startswith(
        "In China, fixed-asset investment rose by 5.4% in 2019. The level published for it"
    )
    assert "fell by 13.1%" in plain(sentence)
    assert rows_cited(sentence) == {row for figure in worst.figures for row in figure.rows}
    assert "must not be computed" in sentence
    assert sentences.lesson_sentence([]).startswith("No official rate")


def test_the_parts_say_what_was_not_found(observations):
    frame = frame_of(tables.parts_table(parts(observations, ZHAOTONG)))
    assert list(frame.columns) == ["Zhaotong", "Yunnan", "China"]
    industry = frame.loc["industrial investment"]
    assert plain(industry["Zhaotong"]).startswith("50.2%")
    assert "29.3%" in plain(industry["Yunnan"])
    assert "8.8%" in plain(industry["China"])
    manufacturing = next(name for name in frame.index if "manufacturing" in name)
    assert frame.loc[manufacturing, "Zhaotong"] == "not found"


def test_the_levels_are_shown_with_their_weaknesses(observations):
    levels = level_series(observations, ZHAOTONG)
    said = " ".join(sentences.level_sentences(levels))
    assert "from one source" in said
    assert "interpolated" in said
    assert "weak reliability" in said
    assert charts.draw_levels(levels).title == ("Levels counted in two ways from 1990 to 2016: not one series")
    assert charts.draw_levels(levels).alt.startswith("Bar chart of Fixed-asset investment")
    assert charts.draw_levels(None) is None
    drawn = frame_of(charts.draw_levels(levels).data)["Zhaotong"]
    assert plain(drawn.iloc[0]) == f"{levels.values.dropna().iloc[0]:.4f} *"
    assert [rows_cited(cell) for cell in drawn] == [{row} for row in levels.rows.index]
    assert sentences.level_sentences(None) == ["No levels of investment are recorded for this region."]


@pytest.mark.parametrize("region", ["530600", "530300", "530000", "100000"])
def test_growth_and_investment_are_associated_only_with_enough_years(observations, region):
    found = attempt(growth_with_investment, observations, region)
    sentence = plain(sentences.association_sentence(observations.region(region), found))
    if isinstance(found, RefusedError):
        assert re.search("12 years", sentence)
    else:
        assert "correlation" in sentence
    for word in ("cause", "drive", "elasticity", "because", "effect"):
        assert word not in sentence


def test_a_rate_printed_twice_is_said_once_and_leads_to_both(observations):
    twice = find_figures(observations, "fai_growth", "100000", period="2019") * 2
    twice[1] = dataclasses.replace(twice[0], rows=(1, 2))
    frame = frame_of(tables.parts_table({twice[0].indicator: {twice[0].region: twice}}))
    assert plain(frame.iloc[0, 0]) == "5.4% (2019)"
    assert rows_cited(frame.iloc[0, 0]) == {*twice[0].rows, 1, 2}


def test_a_correlation_leads_to_both_series(observations):
    rows = (11, 12, 13)
    place = observations.region(ZHAOTONG)
    said = sentences.association_sentence(place, Association(0.5, 0.1, 0.8, 12, 10.0, 0.6, rows))
    assert rows_cited(said) == set(rows)
    assert "It may be chance" in said
    said = sentences.association_sentence(place, Association(0.7, 0.1, 0.8, 12, 10.0, 0.6, rows))
    assert "That is more than chance" in said


@pytest.mark.parametrize(("n", "words"), [(0, "No year is recorded"), (1, "One year is"), (5, "5 years are recorded")])
def test_too_few_years_are_said_in_plain_words(observations, n, words):
    refused = ModelRefusedError("association", "short", {"minimum": 12, "n": n})
    said = plain(sentences.association_sentence(observations.region(ZHAOTONG), refused))
    assert said.startswith(words)
    assert "12 years" in said


def test_the_two_are_told_side_by_side(observations):
    frame = frame_of(tables.pairs_table(side_by_side(observations, ZHAOTONG))).map(plain)
    assert list(frame.columns) == ["real growth of GDP", "growth of industrial investment"]
    assert list(frame.loc["January to September 2023"]) == ["8%", "50.2%"]
    assert tables.pairs_table([]) is None


def test_a_region_without_a_figure_of_investment_is_refused(observations):
    with pytest.raises(NoFiguresError, match=r"neither growth nor level .* Honghe \(532500\)"):
        require_investment(observations, "532500")


def test_every_figure_said_is_among_the_rows_used(observations, compared):
    growth, levels = parts(observations, ZHAOTONG), level_series(observations, ZHAOTONG)
    together = attempt(growth_with_investment, observations, ZHAOTONG)
    place = observations.region(ZHAOTONG)
    rows = sentences.rows_used(observations, place, compared, growth, levels, together)
    edition = edition_of(observations, ZHAOTONG)
    beside = frame_of(tables.pairs_table(side_by_side(observations, ZHAOTONG))).stack()
    keys = said_of(leads.key_figures(observations, place)).values()
    said = [*edition.lead.sentences, *edition.points.sentences, sentences.association_sentence(place, together)]
    cells = [*frame_of(tables.lessons_table(compared)).stack(), *keys, *beside, *map(str, said)]
    assert set().union(*map(rows_cited, cells)) <= set(rows.index)
    assert set(levels.rows.index) <= set(rows.index)


def test_the_lesson_is_told_in_chinese(observations, compared):
    use_language("zh")
    assert "不可由总量计算增速" in sentences.lesson_sentence(compared)
