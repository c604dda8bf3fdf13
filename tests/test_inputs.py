"""What users type: every spelling of a value is one value, and what has two meanings or none is told in a sentence."""

import json
import shutil
import sys
from datetime import date

import pytest
from conftest import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from test_parameters import IMPORTS, SUBJECTS

from helpers.figures.observations import load_observations
from helpers.parameters.declarations import read_declarations
from helpers.parameters.errors import NotRecordedError, ParameterError
from helpers.parameters.values import check_values
from helpers.text.language import in_language
from helpers.text.messages import InputError
from helpers.text.typed import day_typed, month_typed, number_typed, quarter_typed, year_typed
from zhaotong.cli import main, reports
from zhaotong.cli.settings import in_two_words
from zhaotong.reports.notebooks import FOLDER, find_notebook, list_notebooks
from zhaotong.reports.orders import order_reports, read_sweep, read_values
from zhaotong.reports.requests import request_report

OBSERVATIONS = load_observations(PROJECT / "data")
DECLARED = {name: read_declarations(cell, IMPORTS) for name, cell in SUBJECTS.items()}
DECLARED |= {each.name: each.declarations for each in list_notebooks()}
WIDE = {ord(" "): "\N{IDEOGRAPHIC SPACE}"} | {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def value_of(notebook: str, name: str, typed: object) -> object:
    declared = [each for each in DECLARED[notebook] if each.name == name]
    return declared[0].rule.read(typed, OBSERVATIONS)


def refusal(notebook: str, **values: object) -> str:
    with pytest.raises(ParameterError) as refused:
        check_values(DECLARED[notebook], values, OBSERVATIONS)
    return str(refused.value)


# A notebook, a parameter, its standard form, and ways to say it.
SAID = [
    ("01-growth", "region", "530600", ["530600", "昭通市", "昭通", "Zhaotong", "昭通地区", "zt", "Zhāotōng"]),
    ("01-growth", "region", "530300", ["530300", "曲靖", "Qujing, Yunnan", "云南省曲靖市", "曲靖地区"]),
    ("02-investment", "region", "530300", ["530300", "曲靖", "Qujing"]),
    ("01-growth", "benchmarks", ["530300", "530000"], ["530300,530000", "曲靖、云南", "Qujing; Yunnan"]),
    ("01-growth", "benchmarks", "parents", ["parents", "上级地区"]),
    ("01-growth", "benchmarks", "none", ["none", "无"]),
    ("01-growth", "first_year", 2010, ["2010", "2010年"]),
    ("01-growth", "first_year", "earliest", ["earliest", "最早"]),
    ("01-growth", "last_year", "latest", ["latest", "最新"]),
    ("01-growth", "as_of", "2023-11", ["2023-11", "2023/11", "2023.11", "202311", "2023年11月", "Nov 2023", "11/2023"]),
    ("01-growth", "as_of", "2023-01", ["2023-01", "2023-1", "2023年1月", "January 2023"]),
    ("01-growth", "as_of", "latest", ["latest", "最新"]),
    ("01-growth", "language", "zh", ["zh", "zh-CN", "zh_CN.UTF-8", "中文", "Chinese"]),
    ("01-growth", "language", "en", ["en", "en-GB", "English", "英文"]),
    ("03-trend", "indicator", "gdp_current", ["gdp_current", "地区生产总值（现价）", "GDP current"]),
    ("03-trend", "indicator", "urbanisation_rate", ["urbanisation_rate", "urbanisation", "城镇化率"]),
    ("04-peers", "peers", "siblings", ["siblings", "regions of the same parent"]),
    ("04-peers", "peers", "yearbook_cities", ["yearbook_cities", "yearbook cities"]),
    ("05-counties", "quarter", "2023Q3", ["2023Q3", "Q3 2023", "2023年前三季度", "2023年三季度", "2023-Q3"]),
    ("05-counties", "quarter", "2023Q2", ["2023Q2", "2023年上半年", "2023H1"]),
    ("06-promotion", "stage", "signed", ["signed", "签约", "signed (agreed)", "签约（协议）"]),
    ("06-promotion", "stage", "negotiating", ["negotiating", "在谈", "under negotiation"]),
    ("06-promotion", "unit", "projects", ["projects", "项目数"]),
    ("06-promotion", "threshold", 10, ["10", "10.0", "10亿元", "10亿"]),
    ("06-promotion", "threshold", 1500, ["1500", "1,500"]),
    ("07-business-climate", "days", "weekdays", ["weekdays", "Monday", "days from Monday to Friday"]),
    ("08-audit", "topic", "investment", ["investment", "招商引资", "investment promotion"]),
    ("08-audit", "source", "csmar-yearbook", ["csmar-yearbook", "CSMAR yearbook"]),
    ("08-audit", "source", "all", ["all", "全部"]),
    ("09-does-it-last", "since", 2020, ["2020", "2020年"]),
    ("explore", "form", "table", ["table", "表"]),
    ("explore", "trend", "on", ["on", "显示"]),
]


@pytest.mark.parametrize(("notebook", "name", "standard", "typed"), SAID)
def test_each_way_to_say_it_means_the_same(notebook, name, standard, typed):
    assert {each: value_of(notebook, name, each) for each in typed} == dict.fromkeys(typed, standard)


@given(st.data())
def test_width_case_and_spaces_make_no_difference(data):
    notebook, name, standard, typed = data.draw(st.sampled_from(SAID))
    text = data.draw(st.sampled_from(typed))
    changed = "".join(data.draw(st.sampled_from([each, each.upper(), each.translate(WIDE)])) for each in text)
    around = st.text(st.sampled_from(" \t\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}\N{NO-BREAK SPACE}"), max_size=3)
    changed = data.draw(around) + changed.replace(" ", " " * data.draw(st.integers(1, 3))) + data.draw(around)
    assert value_of(notebook, name, changed) == standard


PYTHON = read_declarations(
    'count: int = 5\nshare: float = 0.5\nday: datetime.date = "2023-01-01"\nflag: bool = False\n'
    'kind: Literal["Alpha", "Beta"] = "Alpha"\nmany: list[int] = [1]\nmaybe: int | None = None\ntext: str = "a"'
)


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("count", "２０", 20),
        ("count", "1,620", 1620),
        ("count", "−5", -5),
        ("share", "１，６２０．５", 1620.5),
        ("share", "−0.4", -0.4),
        ("day", "2023年11月3日", "2023-11-03"),
        ("day", "２０２３／１１／０３", "2023-11-03"),
        ("flag", "ＴＲＵＥ", True),
        ("flag", "是", True),
        ("flag", " 否 ", False),
        ("kind", "alpha", "Alpha"),
        ("kind", "ｂｅｔａ", "Beta"),
        ("many", "１，２", [1, 2]),
        ("maybe", "NONE", None),
        ("text", "Ａ  b", "Ａ  b"),  # a text is the text that it is
    ],
)
def test_values_of_python_types_are_read_alike(name, typed, value):
    [rule] = [each.rule for each in PYTHON if each.name == name]
    assert rule.read(typed, OBSERVATIONS) == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("count", "5.8%"),
        ("count", "1,62"),
        ("count", "二"),
        ("share", "5.8%"),
        ("day", "2023-13-01"),
        ("kind", "al ha"),
    ],
)
def test_what_has_no_one_meaning_is_no_number_day_or_choice(name, typed):
    [rule] = [each.rule for each in PYTHON if each.name == name]
    with pytest.raises(InputError):
        rule.read(typed, OBSERVATIONS)


@given(st.integers(1, 12), st.integers(1900, 2099))
def test_every_month_and_quarter_is_read_in_every_notation(month, year):
    short = date(year, month, 1).strftime("%b")
    for typed in (
        f"{year}-{month}",
        f"{year}年{month:02}月份",
        f"{year}{month:02}",
        f"{short}. {year}",
        f"{year}M{month}",
    ):
        assert month_typed(typed) == f"{year}-{month:02}"
    quarter = (month + 2) // 3
    for typed in (f"{year}q{quarter}", f"{year}年第{'一二三四'[quarter - 1]}季度", f"{year} Q{quarter}"):
        assert quarter_typed(typed) == f"{year}Q{quarter}"


@given(st.text(max_size=12))
def test_any_text_is_read_or_left_as_it_is(text):
    assert year_typed(text) is None or len(year_typed(text)) == 4
    assert month_typed(text) is None or 1 <= int(month_typed(text)[5:]) <= 12
    assert quarter_typed(text) is None or quarter_typed(text)[5] in "1234"
    assert number_typed(number_typed(text)) == number_typed(text)
    assert day_typed(day_typed(text)) == day_typed(text)


@pytest.mark.parametrize("typed", ["gdp", "GDP", "ｇｄｐ", "地区生产总值"])
def test_an_indicator_with_several_meanings_is_refused_with_the_likeliest_first(typed):
    said = refusal("03-trend", indicator=typed)
    assert "may be gdp_current (Gross domestic product, current prices), gdp_growth_real (Real GDP, " in said
    assert "above_scale" not in said


@pytest.mark.parametrize(
    ("notebook", "values", "said"),
    [
        ("03-trend", {"indicator": "gdp_grwoth_real"}, 'did you mean "gdp_growth_real"?'),
        (
            "03-trend",
            {"indicator": "xyzzy"},
            '"xyzzy" is no indicator of data/indicators.csv; zhaotong indicators lists',
        ),
        ("01-growth", {"region": "Qx9"}, "zhaotong regions lists them"),
        ("01-growth", {"region": "zhaoy"}, "no yearly figure of Real GDP"),  # of Zhaoyang, the only one so
        ("06-promotion", {"stage": "plan"}, 'stage "plan": one of planned, annual_plan is expected'),
        ("06-promotion", {"stage": "投资"}, 'stage "投资": one of planned, negotiating, signed, started'),
        ("08-audit", {"source": "nbs"}, 'source "nbs": one of nbs-2020, nbs-2020-transcribed'),
        ("08-audit", {"source": "nbs-2027"}, "one of nbs-2026, nbs-2021"),
        ("01-growth", {"as_of": "2023-11-30"}, 'a month such as 2023-11, or "latest", is expected'),
        ("01-growth", {"region": "x" * 20_000}, "20,000 characters, where at most 10,000 are expected"),
    ],
)
def test_what_means_nothing_or_several_is_told_with_what_could_be_meant(notebook, values, said):
    told = refusal(notebook, **values)
    assert said in told
    assert "\n" not in told


def test_a_month_of_the_future_is_refused_with_the_last_that_can_be_known():
    now = f"{date.today():%Y-%m}"
    newest = str(OBSERVATIONS.figures["known"].max())
    said = refusal("01-growth", as_of="2099-01")
    assert said.startswith('as_of "2099-01": nobody knows yet what is known then; ')
    assert said.endswith(f'; a month up to {max(now, newest)}, or "latest", is expected')
    assert value_of("01-growth", "as_of", max(now, newest)) == max(now, newest)
    assert refusal("explore", as_of="2099年1月").startswith('as_of "2099年1月"')


def test_a_refusal_of_a_benchmark_is_left_out_of_a_sweep_and_told():
    """As what a grid pairs needlessly: each of its regions with a benchmark that is one of them."""
    with pytest.raises(NotRecordedError, match=r"benchmarks: Qujing \(530300\) is the region itself"):
        check_values(DECLARED["01-growth"], {"region": "Qujing", "benchmarks": "曲靖"}, OBSERVATIONS)


def test_a_parameter_speaks_both_languages_whatever_the_shell_speaks():
    for language in ("en", "zh"):
        with in_language(language):
            assert value_of("06-promotion", "stage", "在谈") == "negotiating"
            assert value_of("06-promotion", "stage", "under negotiation") == "negotiating"
            assert value_of("01-growth", "last_year", "最新") == "latest"


# ------------------------------------------------------------------------------------------- on the command line


@pytest.fixture
def ordered(monkeypatch, capsys):
    """Run `zhaotong`, and return exit code, the parameters of what was ordered, and errors; nothing is made."""
    found = []
    monkeypatch.setattr(reports, "make", lambda orders, **_options: found.extend(orders))

    def call(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
        found.clear()
        monkeypatch.setattr(sys, "argv", ["zhaotong", *arguments])
        try:
            main.main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        return code, [order.given for order in found], capsys.readouterr().err

    return call


@pytest.mark.parametrize(
    "words",
    [
        ["-p", "region", "Qujing"],
        ["-p", "region=Qujing"],
        ["-pregion=Qujing"],
        ["-pregion", "Qujing"],
        ["-p", "region＝Qujing"],
        ["-p", "region", "Qujing", "-p", "region=Qujing"],
    ],
)
def test_a_parameter_is_set_in_one_word_or_in_two(ordered, words):
    code, given, _err = ordered("report", "01-growth", *words, "--language", "en")
    assert (code, given) == (0, [{"region": "Qujing", "language": "en"}])


def test_a_value_may_hold_the_sign_and_a_name_may_not():
    assert in_two_words(["-p", "title=a=b", "-p", "note", "x=y", "--", "-p", "a=b"]) == [
        *("-p", "title", "a=b", "-p", "note", "x=y", "--", "-p", "a=b")
    ]
    assert in_two_words(["-p", "x; import os = 1", "2"]) == ["-p", "x; import os = 1", "2"]
    assert in_two_words(["-p"]) == ["-p"]
    assert in_two_words(["-p", "name"]) == ["-p", "name"]
    assert in_two_words(["-p", "", "b"]) == ["-p", "", "b"]
    assert in_two_words(["--pdf", "-p", "a=", "b"]) == ["--pdf", "-p", "a", "", "b"]


@given(st.lists(st.sampled_from(["-p", "a", "a=b", "--", "-f", "-pa=b", "-pa", "=", "-p="]), max_size=6))
def test_words_are_parted_and_none_is_lost(words):
    apart = in_two_words(words)
    assert "".join(apart).replace("=", "") == "".join(words).replace("=", "")
    assert in_two_words(apart) == apart or "=" in "".join(apart)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-p", "region", "Qujing", "-p", "region=Yuxi"], 'parameter "region" is set twice, to "Qujing" and "Yuxi"'),
        (["--language", "zh", "--language=en"], '--language is given twice, "zh" and "en"; give it once'),
        (["--workers", "1", "--workers", "2"], '--workers is given twice, "1" and "2"'),
        (["--data", "data", "--data", "notebooks"], '--data is given twice, "data" and "notebooks"'),
        (["-f", "a.yml", "-f", "b.yml"], '-f is given twice, "a.yml" and "b.yml"'),
    ],
)
def test_what_is_given_twice_is_refused_with_both_values(ordered, words, message):
    code, given, err = ordered("report", "01-growth", *words)
    assert (code, given) == (2, [])
    assert message in err


@pytest.mark.parametrize("command", [*main.zhaotong.commands.values()], ids=lambda each: each.name)
def test_no_option_of_any_command_takes_two_values_for_one(command):
    for option in command.params:
        if option.param_type_name == "option" and not (option.is_flag or option.multiple):
            context = command.context_class(command, info_name=command.name)
            with pytest.raises(InputError, match="is given twice"):
                command.parse_args(context, [option.opts[-1], "1", option.opts[-1], "2"])


@pytest.mark.parametrize("words", [["--language", "en", "--language", "en"], ["--force", "--force"]])
def test_what_is_repeated_is_harmless(ordered, words):
    assert ordered("report", "01-growth", *words)[0] == 0


@pytest.mark.parametrize("named", ["中文", "zh-CN", "Chinese", "zh"])
def test_a_language_goes_by_its_names(ordered, named):
    for words in (["--language", named], ["-p", f"language={named}"]):
        assert ordered("report", "01-growth", *words)[1] == [{"language": "zh"}]
    code, _given, err = ordered("report", "01-growth", "-p", f"language={named}", "--language", "en")
    assert code == 2
    assert "--language en contradicts" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("region: Qujing\nregion: Yuxi\n", 'line 2: region is "Yuxi" here and "Qujing" before; give it once'),
        ("a: 1\nb: {c: 1, d: {e: 1,\n  e: 2}}\n", 'line 3: e is "2" here and "1" before'),
        ("a: [1, {b: [1],\n b: [2]}]\n", 'line 2: b is "[2]" here and "[1]" before'),
        ("a: 1\na: [1]\n", 'line 2: a is "[1]" here and "1" before'),
        ("a: {b: 1}\na: {b: 2}\n", 'line 2: a is "{b: 2}" here and "{b: 1}" before'),
    ],
)
def test_a_name_with_two_values_in_a_file_is_refused_with_its_line(tmp_path, text, said):
    file = tmp_path / "file.yml"
    file.write_text(text, encoding="utf-8")
    for read in (read_values, read_sweep):
        with pytest.raises(InputError) as told:
            read(file)
        assert said in str(told.value)


# Aliases of aliases: a short file that is long when it is written out.
BOMB = (
    "a0: &a0 [1, 1]\n"
    + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    + "a: 1\na: 1"
)


@pytest.mark.parametrize("text", ["a: 1\na: 1\n", "a: [1, 2]\na: ['1', \"2\"]\n", BOMB])
def test_a_name_with_one_value_is_read(tmp_path, text):
    file = tmp_path / "file.yml"
    file.write_text(text, encoding="utf-8")
    assert "a" in read_values(file)


@pytest.mark.parametrize("text", ["a: &b [*b]\n", "a: &b {c: *b}\nd: 1"])
def test_what_holds_itself_is_refused(tmp_path, text):
    file = tmp_path / "file.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no YAML: found unconstructable recursive node"):
        read_values(file)


# ------------------------------------------------------------------------------------------- which notebook is meant


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_the_same_however_it_is_named(path, monkeypatch):
    monkeypatch.chdir(PROJECT)
    number, _hyphen, words = path.stem.partition("-")
    named = [path.stem, path.name, str(path), f"./notebooks/{path.name}", f"notebooks/../notebooks/{path.name}"]
    named += [path.stem.upper(), path.stem.translate(WIDE), f" {path.stem} ", *([number, words] if words else [])]
    assert {name: find_notebook(name).path for name in named} == dict.fromkeys(named, path)
    assert all(find_notebook(name).is_own for name in named)


def test_the_same_report_is_made_however_its_notebook_is_named(monkeypatch):
    monkeypatch.chdir(PROJECT)
    requests = [
        request_report(find_notebook(name), {"language": "en"}, OBSERVATIONS)
        for name in ("01-growth", "notebooks/01-growth.ipynb", "1")
    ]
    assert len({(each.stem(OBSERVATIONS), *each.command) for each in requests}) == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("growht", 'unknown notebook "growht"; did you mean "01-growth"?'),
        ("12", 'unknown notebook "12" (known: '),
        ("g", 'unknown notebook "g"'),
        ("../01-growth", 'unknown notebook "../01-growth"'),
        ("pre", 'notebook "pre" may be 01-pressure or 02-presets'),
    ],
)
def test_a_notebook_that_is_none_or_may_be_several_is_told(name, said, tmp_path, monkeypatch):
    if name == "pre":
        for other in ("01-pressure", "02-presets"):
            shutil.copy(FOLDER / "00-brief.ipynb", tmp_path / f"{other}.ipynb")
        monkeypatch.setenv("ZHAOTONG_NOTEBOOKS", str(tmp_path))
    with pytest.raises(InputError) as told:
        find_notebook(name)
    assert said in str(told.value)


def test_a_file_of_ones_own_is_found_where_it_stands(tmp_path, monkeypatch):
    shutil.copy(FOLDER / "00-brief.ipynb", tmp_path / "mine.ipynb")
    (tmp_path / "linked.ipynb").symlink_to(FOLDER / "00-brief.ipynb")
    monkeypatch.chdir(tmp_path)
    assert [find_notebook(name).is_own for name in ("mine.ipynb", "./mine.ipynb", "linked.ipynb")] == [
        False,
        False,
        True,
    ]


# --------------------------------------------------------------------------------------------------------- sweeps


def sweep(tmp_path, content: dict) -> list:
    file = tmp_path / "sweep.yml"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_sweep(file)


@pytest.mark.parametrize("named", ["all", ["all"], "ALL"])
def test_all_in_a_sweep_is_what_report_all_makes(tmp_path, named):
    whole = {repr(order) for order in order_reports("all", {}, None)}
    assert {repr(order) for order in sweep(tmp_path, {"grid": {"notebook": named}})} == {
        each.replace("may_lack=False", "may_lack=True") for each in whole
    }
    assert {
        order.given["region"] for order in sweep(tmp_path, {"grid": {"notebook": named, "region": ["a", "b"]}})
    } == {*"ab"}
    if isinstance(named, str):
        assert {repr(order) for order in sweep(tmp_path, {"list": [{"notebook": named}]})} == whole
        one = sweep(tmp_path, {"list": [{"notebook": named, "language": "zh"}]})
        assert len(one) == len(order_reports("all", {}, "zh"))


def test_a_list_in_a_list_is_one_value_in_a_grid_as_in_a_list(tmp_path):
    entry = {"notebook": "01-growth", "language": "en", "region": "Yuxi"}
    expected = ["530600", "530300"]
    in_grid = sweep(tmp_path, {"grid": entry | {"benchmarks": [["Zhaotong", "Qujing"], "Yunnan", ["China"]]}})
    assert [order.given["benchmarks"] for order in in_grid] == [["Zhaotong", "Qujing"], "Yunnan", ["China"]]
    for several in (["Zhaotong", "Qujing"], [["Zhaotong", "Qujing"]]):
        [order] = sweep(tmp_path, {"list": [entry | {"benchmarks": several}]})
        assert request_report(order.notebook, order.given, OBSERVATIONS).values["benchmarks"] == expected
    request = request_report(in_grid[0].notebook, in_grid[0].given, OBSERVATIONS)
    assert request.values["benchmarks"] == expected
    assert "530600,530300" in request.command


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"grid": {"notebook": "01-growth", "benchmarks": [[["a"]]]}}, "benchmarks: [['a']] is no single value"),
        ({"grid": {"notebook": ["01-growth", ["a"]]}}, "notebook: ['a'] is no single value"),
        ({"grid": {"notebook": "01-growth", "region": [["Yuxi"]]}}, "region: ['Yuxi'] is no single value"),
        ({"list": [{"notebook": "01-growth", "benchmarks": [["a"], ["b"]]}]}, "is no single value"),
        ({"list": [{"notebook": ["01-growth"]}]}, "notebook: ['01-growth'] is no single value"),
        ({"list": [{"notebook": "01-growth", "region": {"a": "b"}}]}, "region: {'a': 'b'} is no single value"),
    ],
)
def test_what_is_no_single_value_is_refused(tmp_path, content, said):
    with pytest.raises(InputError) as told:
        sweep(tmp_path, content)
    assert said in str(told.value)


def test_a_list_for_a_parameter_that_takes_one_value_is_refused(tmp_path):
    [order] = sweep(tmp_path, {"list": [{"notebook": "01-growth", "first_year": ["2000", "2010"], "language": "en"}]})
    with pytest.raises(ParameterError, match="first_year"):
        request_report(order.notebook, order.given, OBSERVATIONS)


def test_the_commands_that_make_reports_say_which_command_lists_values(ordered, capsys):
    for notebook, command in (("01-growth", "regions"), ("03-trend", "indicators"), ("08-audit", "topics")):
        assert f"listed by: zhaotong {command}" in shown("parameters", notebook, capsys=capsys)
    assert "values: planned (planned), negotiating (under negotiation)" in shown(
        "parameters", "06-promotion", capsys=capsys
    )
    assert "values: siblings (regions of the same parent), yearbook_cities" in shown("parameters", "4", capsys=capsys)


def shown(*arguments: str, capsys) -> str:
    sys.argv[:] = ["zhaotong", *arguments]
    main.main()
    return capsys.readouterr().out
