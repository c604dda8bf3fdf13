"""What there is to report about, found from the shell by any name, in columns or as JSON, in both languages."""

import json
import sys

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st

from helpers.figures.named import indicators_by, regions_by
from helpers.figures.observations import load_observations
from helpers.text.language import use_language
from helpers.text.messages import InputError
from zhaotong.cli import main
from zhaotong.cli.columns import in_columns
from zhaotong.cli.layout import width
from zhaotong.reports.notebooks import find_notebook, list_notebooks
from zhaotong.reports.requests import request_report
from zhaotong.reports.subjects import answering, indicators_named, subjects, takes

OBSERVATIONS = load_observations(PROJECT / "data")
COMMANDS = ("regions", "indicators", "sources", "topics")


@pytest.fixture
def run(monkeypatch, capsys):
    """Run `zhaotong` in a language; returns exit code, output and errors."""

    def call(*arguments: str, language: str = "en") -> tuple[int, str, str]:
        monkeypatch.setenv("ZHAOTONG_LANGUAGE", language)
        monkeypatch.setattr(sys, "argv", ["zhaotong", *arguments])
        try:
            main.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        finally:
            use_language("en")
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def codes_in(out: str) -> list[str]:
    return [line.split()[0] for line in out.splitlines()[1:] if not line.startswith(" ")]


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("Zhaotong", ["530600"]),
        ("昭通", ["530600"]),
        ("zt", ["530600"]),
        ("ＺＨＡＯＴＯＮＧ", ["530600"]),
        ("Zhāotōng", ["530600"]),
        ("昭通地区", ["530600"]),
        ("5306", ["530600", "530602"]),
        ("Qujing, Yunnan", ["530300"]),
        ("chaoyang", ["211300"]),
        ("zhao", ["441200", "530600", "530602"]),
        ("永善", ["530625"]),
    ],
)
def test_regions_are_found_by_whatever_they_go_by(run, word, first):
    code, out, _err = run("regions", word)
    assert code == 0
    assert codes_in(out)[: len(first)] == first


def test_what_a_region_contains_follows_it(run):
    found = codes_in(run("regions", "Yunnan")[1])
    assert found[0] == "530000"
    assert found[1:] == [
        each.code for each in OBSERVATIONS.places.inside("530000") if each.code in OBSERVATIONS.recorded
    ]


def test_all_regions_with_figures_are_listed_and_how_many_have_none(run):
    out = run("regions")[1].splitlines()
    more = len(OBSERVATIONS.places) - len(OBSERVATIONS.recorded)
    assert len(out) == 1 + len(OBSERVATIONS.recorded) + 1
    assert out[-1] == f"{more:,} more have no figures; zhaotong regions WORD finds them"
    assert "530323" not in OBSERVATIONS.recorded
    assert codes_in(run("regions", "530323")[1]) == ["530323"]


def test_of_a_region_the_notebooks_are_told_that_can_answer(run):
    for region in ("530600", "530300", "530625"):
        [told] = [each for each in json.loads(run("regions", region, "--json")[1]) if each["region"] == region]
        able = {each.name for each in answering(list_notebooks(), region, OBSERVATIONS)}
        assert set(told["notebooks"]) == able
        for notebook in list_notebooks():
            if notebook.name in able:
                request_report(notebook, {"region": region}, OBSERVATIONS)
            elif not notebook.text:  # which says itself what it is about
                with pytest.raises(InputError):
                    request_report(notebook, {"region": region}, OBSERVATIONS)
    assert "notebooks that can answer: 00-brief, 01-growth" in run("regions", "Qujing")[1]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_list_is_in_columns_in_the_language_of_the_shell(run, name, language):
    code, out, err = run(name, language=language)
    assert (code, err) == (0, "")
    head, *lines = out.splitlines()
    assert not any(line != line.rstrip() for line in lines)
    if name in ("regions", "indicators"):
        starts = {width(line[: len(line) - len(line.split(maxsplit=1)[1])]) for line in [head, *lines[:-1]]}
        assert len(starts) == 1, starts  # the second column of each begins at one place
    assert ("代码" in head or "增长" in head) == (language == "zh") or name == "topics"


def test_indicators_are_found_by_a_part_of_a_name_those_with_most_figures_first(run):
    for word in ("gdp", "GDP", "地区生产总值", "ｇｄｐ"):
        assert codes_in(run("indicators", word)[1])[:2] == ["gdp_current", "gdp_growth_real"]
    out = run("indicators", "urbanisation")[1]
    assert "  notebooks that look at it: 03-trend, explore" in out
    assert OBSERVATIONS.indicator("urbanisation_rate").definition in out
    [told] = json.loads(run("indicators", "gdp_growth_gap_nation", "--json")[1])
    assert {"01-growth", "03-trend"} <= set(told["notebooks"])
    assert len(codes_in(run("indicators")[1])) == len(OBSERVATIONS.indicators)


def test_sources_are_found_by_code_title_and_publisher(run):
    assert set(codes_in(run("sources", "云南省统计局")[1])) == {
        code for code, row in OBSERVATIONS.sources.iterrows() if "云南省统计局" in row["publisher_zh"]
    }
    assert codes_in(run("sources", "CSMAR yearbook")[1]) == ["csmar-yearbook"]
    assert len(codes_in(run("sources")[1])) == OBSERVATIONS.figures["source"].nunique()


@pytest.mark.parametrize(
    ("word", "topic", "notebook"),
    [
        ("招商", "investment", "06-promotion"),
        ("counties", "counties", "05-counties"),
        ("services", "services", "07-business-climate"),
        ("market entities", "entities", "07-business-climate"),
        ("gdp_growth_real", "growth", "01-growth"),
        ("从签约到落地", "projects", "06-promotion"),
    ],
)
def test_topics_lead_to_the_notebooks_that_look_at_them(run, word, topic, notebook):
    told = {each["topic"]: each["notebooks"] for each in json.loads(run("topics", word, "--json")[1])}
    assert told[topic][0] == notebook
    out = run("topics", word)[1]
    assert f"  {notebook} " in out
    assert f"  08-audit -p topic {topic}  " in out
    request_report(find_notebook("08-audit"), {"topic": topic}, OBSERVATIONS)


def test_every_notebook_is_found_by_a_topic_or_takes_any_indicator():
    found = {each.name for subject in subjects(OBSERVATIONS, list_notebooks()) for each in subject.notebooks}
    free = {each.name for each in list_notebooks() if takes(each, "Indicator") or takes(each, "Topic") or each.text}
    assert found | free == {each.name for each in list_notebooks()}


def test_the_indicators_that_a_notebook_names_are_those_of_its_code():
    known = OBSERVATIONS.indicators.index
    assert indicators_named(find_notebook("02-investment"), known) >= {"fai_growth", "fai_level"}
    assert "fai_growth" not in indicators_named(find_notebook("07-business-climate"), known)
    assert indicators_named(find_notebook("02-investment"), ["fai_growth"]) == {"fai_growth"}


@pytest.mark.parametrize("name", COMMANDS)
def test_json_is_whole_and_the_same_in_both_languages_but_for_words(run, name):
    english, chinese = (json.loads(run(name, "--json", language=language)[1]) for language in ("en", "zh"))
    key = next(iter(english[0]))
    assert [each[key] for each in english] == [each[key] for each in chinese]
    assert all(set(each) == set(english[0]) for each in english)


@pytest.mark.parametrize(
    ("name", "word", "said"),
    [
        ("regions", "Zhoatong", '"Zhoatong" is no region of data/regions.csv; did you mean "Zhaotong"?'),
        (
            "indicators",
            "patnets",
            'is part of the name of no indicator of data/indicators.csv; did you mean "patents"?',
        ),
        ("sources", "xyzzy", 'no source of data/sources.csv goes by "xyzzy"'),
        ("topics", "xyzzy", 'nothing here is about "xyzzy"; zhaotong topics lists what there is'),
    ],
)
def test_a_word_that_finds_nothing_is_told_with_the_nearest(run, name, word, said):
    code, out, err = run(name, word)
    assert (code, out) == (2, "")
    assert said in err


def test_every_region_and_indicator_is_found_by_each_of_its_names():
    for region in list(OBSERVATIONS.recorded.values())[::60]:
        for name in region.names:
            assert region in regions_by(name, OBSERVATIONS)[0], name
    for code in OBSERVATIONS.indicators.index[::5]:
        for name in OBSERVATIONS.indicator(code).names:
            assert code in [each.code for each in indicators_by(name, OBSERVATIONS)], name


def test_notebooks_are_listed_in_columns_as_wide_as_their_names(run):
    lines = run("notebooks")[1].splitlines()
    across = max(len(each.name) for each in list_notebooks()) + 2
    assert across > 12
    assert all(line[across - 2 : across] == "  " and line[across] != " " for line in lines)


@given(st.lists(st.lists(st.text("ab中文，", max_size=6), min_size=3, max_size=3), min_size=1, max_size=6))
def test_columns_begin_below_each_other_whatever_their_letters(rows):
    lines = in_columns([[*row, "|"] for row in rows], numbers=[1])
    assert len({width(line) for line in lines}) == 1
    assert all(line.index(row[0]) == 0 and row[1] in line for row, line in zip(rows, lines, strict=True))
